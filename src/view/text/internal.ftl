# The sentences of the internal site, in English only: it is read by colleagues. Headings and labels are in the templates.
# Syntax: https://projectfluent.org/fluent/guide/
# A culprit is any phrase, such as “Payment times out”, so it is in quotation marks wherever it is part of a sentence. Names of products and
# teams can be any phrase too, and stand before or after a colon.

## Periods. $length is `week`, `month`, `quarter` or `days`.

this-period = { $length ->
    [week] this week
    [month] this month
    [quarter] this quarter
   *[days] this period
}
previous-period = { $length ->
    [week] previous week
    [month] previous month
    [quarter] previous quarter
   *[days] previous period
}
previous-phrase = the { $period }
length-name = { $length ->
    [week] week
    [month] month
    [quarter] quarter
   *[days] period
}
counted-periods = { $length ->
    [week] { $count ->
        [one] 1 week
       *[other] { $count } weeks
    }
    [month] { $count ->
        [one] 1 month
       *[other] { $count } months
    }
    [quarter] { $count ->
        [one] 1 quarter
       *[other] { $count } quarters
    }
   *[days] { $count ->
        [one] 1 period
       *[other] { $count } periods
    }
}
from-to = { $first } to { $last }
span-part = { $periods } of { $span }

## The finding of a report

finding-too-few = { $product }: too few tickets read for a chart
# What tickets are counted by: ` per database`, ` per database per week` or nothing.
tickets-per-usage = { " " }per { $usage ->
    [named] { $unit }
   *[unnamed] unit of usage
}
tickets-per-period = { " " }per { $period }
# $culprit ends with a space or is empty, for all tickets; $per begins with one or is empty. $span is `window`, where $before and $after are
# numbers of periods, `pair` or `previous`.
finding-change = { $measure ->
    [share] The share of { $culprit }tickets is { $amount }
   *[tickets] { $amount } { $culprit }tickets{ $per }
}{ $span ->
    [window] { " " }in the last { $after }
    [pair] { " " }in { $after }
   *[previous] { "" }
} { $kind ->
    [times] as
   *[other] than
} in { $span ->
    [window] the { $before } before
   *[other] { $before }
}
# $names are in quotation marks.
finding-leaders = { $verdict ->
    [verified] { $names } is the most common culprit
    [several] { $count ->
        [one] { $names } is the most common culprit in the sample
       *[other] { $names } are the most common culprits in the sample
    }
    [tied] { $names } are the most common culprits
    [counted] The sample cannot rank the top { $count } culprits
    [tied-counted] The top { $count } culprits have the same number of tickets
   *[many] No single culprit stands out
}
# $side is `below` or `above`.
finding-range = { $product }: tickets are { $side } their expected range
finding-range-leaders = Tickets { $side } the expected range; { $leaders }
finding-not-tested = { $product }: { $read } of the { $drawn } tickets drawn have been read

# The amount of a change.
change-amount = { $kind ->
    [fewer] { $number }% fewer
    [more] { $number }% more
    [times] { $number } times as many
    [points-less] { $number } points lower
   *[points-more] { $number } points higher
}
changed-tickets = { $amount } tickets{ $per }
change-better = ▼ { $amount }
change-worse = ▲ { $amount }
change-unsure = possibly { $amount }
change-none = no significant change
# Over a column of changes: $span is `window`, `previous`, or `chart`, where the subtitle of the chart names the period before.
change-head = { $measure ->
    [share] Change in share
   *[tickets] Change{ $per }
}{ $span ->
    [window] : last { $after } vs. the { $before } before
    [previous] { " " }from { $previous }
   *[chart] { "" }
}
# The same in a chart, whose footer names the periods before.
change-head-window = Last { $after } vs. { $before } before
change-recent = compared with { $previous }: { $change }

subtitle-bars = { " " }(thin bars: { $previous })
subtitle-compared = , compared with { $previous }
# $previous is one of these, or empty where nothing is compared.
report-subtitle = { $product }: { $measure ->
    [read] tickets read
    [census] tickets
    [estimate] estimated tickets
    [week] tickets per week
   *[share] share of tickets
} by culprit, { $when }{ $previous }.
# $weeks and $weeksbefore are 0 for a sample of its own.
tickets-in-all = There { $complete ->
    [yes] were { $tickets } tickets in total
   *[no] have been { $tickets } tickets so far
}{ $weeks ->
    [0] { "" }
    [one] { " " }in 1 week
   *[other] { " " }in { $weeks } weeks
}{ $trend ->
    [against] , compared with { $before }{ $weeksbefore ->
        [0] { "" }
        [one] { " " }in 1 week
       *[other] { " " }in { $weeksbefore } weeks
    }
    [down] , down from { $before }
    [up] , up from { $before }
    [same] , the same as before
   *[unknown] { "" }
}.

card-head = Internal · { $product }, { $when }

leaders = { $verdict ->
    [verified] { $names } is the most common culprit
    [unsure] { $names } is the most common culprit in the sample, but too few tickets were read to be sure
    [several] { $names } are the most common culprits in the sample, which is too small to rank them
    [tied] { $names } are the most common culprits, with the same number of tickets
   *[many] No single culprit stands out
}.
# After a title that named them.
leaders-named = { $verdict ->
    [unsure] Too few tickets were read to be sure of this
    [tied] They have the same number of tickets
   *[several] The sample is too small to rank them
}.

## The three lines at the top of a report

most-tickets = { $verdict ->
    [verified] { $culprit }: { $estimate }
    [unsure] { $culprit }: { $estimate }; too few tickets were read to be sure
    [tied] { $names }: the same number of tickets
    [several] { $names }: the sample is too small to rank them
    [many] No single culprit stands out. First in the sample is { $culprit }: { $estimate }
   *[untested] Not tested. First in the tickets read is { $culprit }: { $estimate }
}.
most-too-few = Too few tickets were read to tell.
most-unclassified = No ticket read was assigned to a culprit.
# $culprit ends with a space or is empty, for all tickets; $per begins with one or is empty.
changed = { $measure ->
    [share] Share of { $culprit }tickets: { $change }
   *[tickets] { $change } { $culprit }tickets{ $per }
} (95% interval { $limits }), { $after } compared with { $before }.
changed-none = { $state ->
    [unknown] Not tested: two earlier periods are needed to tell a change from chance.
    [untested] Not tested: too few tickets of each culprit were read.
   *[none] No significant change, { $after } compared with { $before }.
}
# $count actions are judged together.
followed = { $verdict ->
    [decrease] { $actions }{ $count ->
        [one] { "" }
       *[other] { " " }together
    }: { $change } { $culprit } tickets{ $per } (95% interval { $limits }), { $after } compared with { $before }
   *[none] No significant decrease in { $culprit } tickets after { $actions }, { $after } compared with { $before }
}.
followed-too-young = Too early to compare after { $actions }: possible once { $period } is complete.
followed-no-action = No action to assess since { $date }.

other-culprits = Other ({ $count ->
    [one] 1 culprit
   *[other] { $count } culprits
})
not-classified = Unclassified
all-tickets = All tickets

estimate-count = { $count } of { $read } tickets read
estimate-exact = { $estimate } tickets
estimate-about = about { $estimate } tickets ({ $interval })
estimate-share = { $estimate } of the tickets ({ $interval })
interval-exact = exact

bars-so-far = { $period } so far
bars-weeks = { $period }, { $weeks }

# $per begins with a space or is empty; $span is `window`, `beside` where a window stands before it, or `previous`.
total-change = All tickets{ $per }{ $span ->
    [window] , last { $after } compared with the { $before } before: { $verdict ->
        [clear] { $change }
       *[none] no significant change
    }
    [beside] { " " }compared with { $previous }: { $verdict ->
        [clear] { $change }
       *[none] no significant change
    }
   *[previous] : { $verdict ->
        [clear] { $change } { $kind ->
            [times] as
           *[other] than
        } in { $previous }
       *[none] no significant change
    }
}.

series-unit = { $kind ->
    [named] tickets per 1,000 { $unit }
    [unnamed] tickets per 1,000 units of usage
    [tickets] tickets
   *[share] % of tickets
}

week-range = At { $rate } { $unit }, the week is { $signal ->
    [below] below the range of { $range } expected from { $weeks } earlier weeks
    [above] above the range of { $range } expected from { $weeks } earlier weeks
    [run] within the expected range of { $range }, but at least the eighth in a row on one side of the mean
   *[none] within the expected range of { $range }
}.

range-in-short = { $side ->
    [below] ▼{ " " }
    [above] ▲{ " " }
   *[within] { "" }
}{ $kind ->
    [rate] { $rate },{ " " }
   *[count] { "" }
}{ $side ->
    [below] below
    [above] above
   *[within] within
} the expected { $range }
rate-per-1000 = { $rate } per 1,000{ $kind ->
    [named] { " " }{ $unit }
   *[unnamed] { " " }units of usage
}
# $compared is `none` where no change between periods is shown.
front-note = Estimated tickets; lines and trends cover { $periods }.{ $compared ->
    [none] { "" }
   *[some] { " " }Changes: { $after } compared with { $before }.
}

## What a reader must know before the numbers of a report

# $period is the one of the two that is the reason.
no-comparison = Not compared with { $before }: { $reason ->
    [too-few-weeks] too few of its weeks were read
    [missing] there is no report of it
    [incomplete] { $period } is not complete
    [preliminary] in { $period }, only { $read } of the { $drawn } tickets drawn were read
    [too-few] in { $period }, only { $read } tickets were read
    [counting] the counting method changed between the two
   *[sampling] one of the two was sampled as a whole, the other is the sum of its weeks
}.

caution-not-over = Incomplete: this report covers only a part of the period, so its counts can grow.
caution-weeks = { $there } of { $weeks } are included. { $missing } Missing weeks are not estimated.
missing-weeks = { $reason ->
    [not-read] Not read
    [population] Read, but the total number of tickets is unknown
   *[later] Not read yet
}: { $weeks }.
# $read from the top of the list: `prefix` if none was skipped.
caution-preliminary = Preliminary: { $read } of the { $drawn } tickets drawn have been read.{ $order ->
    [prefix] { " " }If you will not read more, add the line stopped: true above tickets: in the worksheet. The tickets that were read then count as a smaller sample.
   *[skipped] { "" }
}
caution-skipped = { $count ->
    [one] 1 ticket was
   *[other] { $count } tickets were
} skipped although later ones were read. Unless that was random, the shares are biased.
caution-census = Some priorities must be read completely, and not all of their tickets have been read, so nothing is estimated yet.
caution-too-few = Too few tickets were read to chart shares. The counts are in the table.
caution-not-random = The tickets were not drawn at random, so the intervals may be too narrow.
caution-no-population = The total number of tickets is unknown, so shares are shown instead of counts.
caution-counting-changed = The counting method changed on { $date } ({ $title }), so the days before and after it are not comparable.
caution-machine-changed = The tickets were labeled by a different machine than in { $before }, so changes per culprit are not tested.
caution-unclassified = More than 15% of the tickets could not be classified, so the true order may differ.

## How the numbers of a report were made

sample-all = All { $read } tickets read.
sample-census = { $censusread ->
    [all] All { $census }
   *[some] { $censusread } of { $census }
} { $priorities } tickets read, and { $read } of the other { $others }, drawn at random.
sample-of = { $population ->
    [unknown] { $read } tickets read
   *[known] { $read } of { $population } tickets read
}{ $drawn ->
    [random] , drawn at random
    [weekly] , drawn at random in each week
   *[other] { "" }
}.

footer-clear = Bold: significant change.
footer-perhaps = “Possibly”: may be chance, given { $count ->
    [one] one comparison
   *[other] { $count } comparisons
}.
footer-blank = Blank: no significant change or trend, or too few tickets to tell.
footer-trend = “Rising” and “falling”: significant trend over { $periods }.
footer-window = Changes compare the last { $after } with the { $before } before.
footer-assumed = Until there are eight earlier periods, the variation of counts beyond chance is assumed, not measured.
footer-unknown = No change is called significant until two earlier periods are known.
report-source = Source: { $product }, support { $count ->
    [one] sample
   *[other] samples
}, { $period }.

chart-report = { $product }: bar chart of { $count ->
    [one] 1 group
   *[other] { $count } groups
} of tickets, { $when }.
chart-largest = { $label } is the largest, with { $unit ->
    [exact] { $estimate } tickets
    [week] about { $estimate } tickets per week ({ $range })
    [tickets] about { $estimate } tickets ({ $range })
   *[share] about { $estimate } ({ $range })
}.
chart-contenders = The sample is too small to rank the top { $count } culprits{ $folded ->
    [0] { "" }
   *[other] , { $folded } of them grouped under “Other”
}.
chart-change = “{ $culprit }”: { $change }.
chart-numbers = The table of the report has the numbers.

method-out-of-scope = { $count ->
    [one] 1 ticket was out of scope.
   *[other] { $tickets } tickets were out of scope.
}
method-broken-rows = { $count ->
    [one] 1 row of the export could not be read and is not counted.
   *[other] { $rows } rows of the export could not be read and are not counted.
}
method-culprit = Each ticket is assigned to one culprit: the cause whose removal would have prevented it.
method-census = All tickets were read, so nothing is estimated.
method-weeks = Weeks are added, not averaged: the estimate for a week is the { $kind ->
    [labels] culprit's corrected fraction of all tickets, with those out of scope
   *[read] culprit's fraction of all tickets read, with those out of scope
}, multiplied by the number of tickets. A week belongs to the month of its Thursday.{ $kind ->
    [labels] { "" }
   *[read] { " " }Intervals are Wilson intervals with an effective sample size (Korn and Graubard, 1998).
}
method-priorities = Tickets of priorities that are read in full are counted exactly, and the estimate for the others is added.
method-intervals = { $population ->
    [known] Shares are of the tickets in scope, with 95% Wilson intervals and finite-population correction. An estimate is the culprit's fraction of all tickets read, with those out of scope, multiplied by the number of tickets in the period; its limits are rounded outward.
    [labels] Shares are of the tickets in scope. An estimate is the culprit's corrected fraction of all tickets, with those out of scope, multiplied by the number of tickets in the period; its limits are rounded outward.
   *[unknown] Shares are of the tickets in scope, with 95% Wilson intervals.
}
method-labels = Shares are those of the machine labels, corrected by the difference between the labels and the readers in the tickets read (difference estimator), with 95% adjusted Wald intervals (Bonett and Price, 2012). The order of the culprits is tested with the tickets read only.
method-ratio-weeks = A change is a ratio of estimated tickets per week, also per unit of usage if usage is known. Its interval covers both random arrivals and sampling error.
method-ratio = A change is a ratio of estimated tickets, per unit of usage if usage is known. Its interval covers both random arrivals and sampling error.
method-difference = A change is a difference of shares (Newcombe interval, Fisher's exact test, both widened by the variation of shares beyond chance), because the total number of tickets is unknown.
method-window = The main change compares the last { $after } with the { $before } before, because comparing several periods detects a real change far more often than comparing single periods; the change from { $previous } is in the table.
method-clear = A change is significant if its p-value is at most 0.05 after correction for all comparisons of the period (Holm). It is marked “possibly” if its own 95% interval excludes zero change, but its corrected p-value is between 0.05 and 0.2.
# $state is `unknown`, `shares` or `measured`, or `assumed`; $value is the dispersion that is assumed.
method-dispersion = { $state ->
    [unknown] There are too few earlier periods ({ $periods }, at least two are needed) to tell a change from chance, so no change is called significant
    [shares] The variation of shares beyond chance is measured, for each culprit, from { $periods } before this comparison (Laney, 2002)
    [measured] The variation of counts beyond chance is measured, for all tickets and for each culprit, from { $periods } before this comparison (Laney, 2002)
   *[assumed] There are too few earlier periods ({ $periods }, at least eight are needed) to measure the variation of counts beyond chance, so a dispersion of { $value } is assumed
}.
method-leader = The leader is tested against the runner-up (Hung and Fithian, 2019).
method-rounding = Percentages are rounded and may not add up to 100.
machine-about = { $machines } labeled { $labeled } tickets, and { $read } of them were read. The estimates of this report are based on the labels and corrected by what readers found. Labels alone are never used as an estimate.
machine-unknown = The machine named no culprit for { $count ->
    [one] 1 ticket
   *[other] { $tickets } tickets
}.
machine-worth = { $gain ->
    [yes] The { $read } tickets read and the labels are as precise as { $worth } tickets read without labels: { $saved } tickets need not be read.
   *[no] The labels save no reading: { $worth } tickets read without them would be as precise as the { $read } read with them.
}
machine-part = { $right } of { $all } ({ $lower }–{ $upper }%)
machine-caption = { $product }: estimates from reading and from machine labels, with 95% intervals, { $when }.
agreement = { $count ->
    [one] 1 ticket was
   *[other] { $count } tickets were
} read by two people, who chose the same culprit for { $percent }%{ $kappa ->
    [none] { "" }
   *[number] { " " }(Cohen's kappa { $kappa }; 0 is chance level, 1 is perfect)
}.

effort-about = { $minutes } minutes were noted for { $tickets } of { $read } tickets read. A share of the effort is { $sample ->
    [census] a share of these minutes.
   *[random] a ratio of minutes with the 95% interval of a ratio estimator (Cochran, 1977).
}

# $priorities is `none` where no priority is read in full.
draw-sentence = { $exported ->
    [unknown] The period has { $population } tickets.
   *[known] The export of { $exported } has { $population } tickets of this period.
}{ $priorities ->
    [none] { " " }The sample is the { $drawn } of them
   *[some] { " " }All { $census } { $priorities } tickets must be read. The sample is the { $drawn } of the other { $others }
} with the smallest SHA-256 of { $prefix } followed by the ticket ID, where { $seed } is the seed.
draw-before = Anyone can draw the same sample. Put the IDs of { $priorities ->
    [none] all { $others }
   *[some] the other { $others }
} tickets into a file ids.txt, one per line, and run:
draw-after = It prints the selected IDs in the order in which they are read.

## What followed actions, and what to do next

# $count actions are judged together. $change is such as `77% fewer tickets per database`.
action-effect = { $count ->
    [one] { "" }
   *[other] { $actions } together:{ " " }
}{ $after } after, compared with { $before } before: { $verdict ->
    [clear] { $change } (95% interval { $limits })
    [unsure] possibly { $change } (95% interval { $limits })
   *[none] no significant change in tickets{ $per }
}.
# $lower and $upper have their signs where there is no significant change.
action-share = Share of tickets: { $verdict ->
    [down] { $points ->
        [one] 1 percentage point
       *[other] { $points } percentage points
    } lower (95% interval { $lower } to { $upper })
    [up] { $points ->
        [one] 1 percentage point
       *[other] { $points } percentage points
    } higher (95% interval { $lower } to { $upper })
   *[none] no significant change (95% interval { $lower } to { $upper } percentage points)
}.
limits = { $unit ->
    [times] { $from } to { $to } times
    [points] { $from } to { $to } points
   *[percent] { $from }% to { $to }%
}
action-too-young = Too early to compare: possible once { $period } is complete.
action-quoted = “{ $action }”
effect-basis = after { $actions } ({ $after } compared with { $before })
effect-range = (95% interval { $limits })
# $look is `open` where more periods after the actions are to come.
action-ineffective = { $culprit }: { $look ->
    [open] no significant decrease yet after { $actions } ({ $after } after, { $before } before). Check again with more periods before you consider another action
   *[final] no significant decrease after { $actions } ({ $after } after, { $before } before). Find out why, and consider another action
}.
next-leader = Start with { $names }.
next-leaders = Start with { $names }: one of them probably causes the most tickets.
next-many = The sample is too small to rank the top { $count } culprits{ $folded ->
    [0] { "" }
   *[other] , { $folded } of them grouped under “Other”
}. Read a larger sample before you choose one.
next-unclassified = Read the unclassified tickets again, or add a culprit for what they have in common.
culprit-quoted = “{ $culprit }”
culprit-owner = “{ $culprit }” ({ $owner })

## Products

pair-label = { $before } to { $after }
product-no-report = No report yet
product-title = { $product }: { $finding }
product-reports = { $count ->
    [one] 1 report
   *[other] { $count } reports
} since { $date }
expected-range = expected range { $lower }–{ $upper }, mean { $mean }
note-outside = Large dots: outside the expected range, which is computed from { $first } to { $last } (Laney, 3 sigma).
note-partial = Hollow dots: incomplete data.
note-split = Dashed line: a culprit was split. The thin line before it shows { $names }, whose history cannot be divided.
note-counting-changed = Lines break where the counting method changed. Values before and after are not comparable.
culprit-split = { $culprit } (split in { $period })
trend-arrow = { $direction ->
    [rising] ▲ rising
   *[falling] ▼ falling
}
trend-rising = rising
trend-falling = falling
trend-none = no significant trend
culprit-title = { $culprit }{ $direction ->
    [rising] { " " }is rising
    [falling] { " " }is falling
   *[none] { "" }
}: { $value } { $unit }
read-of = { $count } of { $read }
target-goal = { $culprit } below { $below } { $unit } by { $date }:
target-verdict = { $due ->
    [yes] { $verdict ->
        [met] met
        [not_met] not met
       *[unclear] the sample cannot tell
    }
   *[no] { $verdict ->
        [met] below the goal now
        [not_met] not reached yet
       *[unclear] not clear yet
    }
}
target-basis = ({ $period }: { $value }, 95% interval { $lower } to { $upper })
target-no-period = (no complete period yet)
legend-target = goal
rollup-caption = { $length ->
    [month] Months
   *[quarter] Quarters
}: { $unit } in an average week. An empty cell means that no ticket of the culprit was read, or that it was counted under “Other”.
heat-about = The stronger the shade, the more { $unit }; the strongest is { $highest }. Empty: no tickets, or not counted.
culprits-title = { $moving ->
    [both] Falling: { $falling }. Rising: { $rising }
    [falling] Falling: { $falling }
    [rising] Rising: { $rising }
   *[none] { $product }: no culprit has a significant trend
}
totals-unusual = { $product }: tickets are { $side } their expected range
totals-title = { $product }: all tickets
totals-too-few = Too few weeks are known to compute an expected range.
totals-usual = Every period is within the expected range.
totals-outside = Outside the expected range: { $periods }.
chart-totals = { $product }: line chart of all tickets by period. { $range } The numbers are in the table below.
chart-culprits = Small line charts, one for each of { $count ->
    [one] 1 culprit
   *[other] { $count } culprits
}: { $unit }, from { $first } to { $last }. The numbers are in the table below.
source-product = Source: { $product }, support samples, { $when }.
periods-newest-first = Newest first
periods-with-usage = Newest first; usage is { $measure }
annotation = { $date }: { $title }
notes-count = { $count ->
    [one] 1 note
   *[other] { $count } notes
}

## On call

pages = { $count ->
    [one] 1 alert
   *[other] { $count } alerts
}
pages-after-hours = { $count ->
    [one] 1 alert
   *[other] { $count } alerts
}, { $afterhours } after hours
pages-all-after-hours = { $count ->
    [one] 1 alert
   *[other] { $count } alerts
} after hours
team-none = no complete period yet
team-last = { $when }: { $pages }
team-not-counted = { $when }: not counted
newest-pages = { $when }: { $count ->
    [0] no alerts
    [one] 1 alert, { $afterhours ->
        [0] in working hours
       *[other] after hours
    }
   *[other] { $count } alerts, { $afterhours ->
        [0] none
       *[other] { $afterhours }
    } of them after hours
}.
unusual-more = More alerts than usual: { $names }
unusual-fewer = Fewer alerts than usual: { $names }
unusual-both = More alerts than usual: { $names }; fewer than usual: { $fewer }
on-call-title = On-call alerts by team
on-call-subtitle = Alerts per { $period } by team, { $when }
outside-in = { $team }: outside the usual range in { $period }, with { $pages } (usual: { $limit }); { $end }.
outside-from = { $team }: outside the usual range in { $periods } from { $first } to { $last }, most extreme in { $worst } with { $pages } (usual: { $limit }); { $end }.
limit-most = at most { $number }
limit-least = at least { $number }
back-since = back in range since { $period }
not-back = not back in range yet
column-note = { $period }: { $note }
column-after-hours = { $period }: { $afterhours } after hours
chart-on-call = Column charts, one for each of { $count ->
    [one] 1 team
   *[other] { $count } teams
}: alerts, those after hours at the bottom. { $newest } { $outside } The numbers are in the table below.
columns-usual = No column is outside its usual range.
columns-outside = Columns outside the usual range: { $teams }.
note-hours = Each team has its own working hours and time zone. Public holidays count as after hours.
note-usual = The usual range is computed from earlier complete periods, leaving out those that were outside their own range (Laney, 3 sigma). The first eight periods are not assessed.
note-gap = Where the zero line has a gap, nothing was counted.
note-more-teams = The chart shows the { $shown } teams with the most alerts after hours; { $count ->
    [one] 1 more is
   *[other] { $count } more are
} in the table.
source-on-call = Source: { $sources }, { $when }.
team-hours = { $days }, { $from } to { $to }, time zone { $zone }
team-holidays = Holidays: { $years }.
team-total = { $pages } in { $periods }.

## Incident metrics

median = Median { $what }: { $median }.
median-interval = Median { $what }: { $median } (95% interval { $lower } to { $upper }).
median-missing = { $count ->
    [one] 1 incident is
   *[other] { $count } incidents are
} not included, because the value is not known, or not known yet.
metric = { $metric ->
    [detect] time to detect
    [declare] time to declare
    [first_update] time to first update
    [repair] time to repair
    [resolve] time to resolve
   *[update_gap] longest gap between updates
}
median-of = { $median } ({ $measured } of { $count })
mean = mean { $mean }
updates-committed = { $committed } of { $count ->
    [one] 1 incident
   *[other] { $count } incidents
} { $committed ->
    [one] is
   *[other] are
} measured by when the updates were committed to the published branch, the others by the times that their authors wrote.
updates-first = { $kept } of { $count ->
    [one] 1 incident
   *[other] { $count } incidents
} had a first update within the promised { $promised }.
updates-regular = { $kept } of { $count ->
    [one] 1 incident
   *[other] { $count } incidents
} had no gap between updates longer than the promised { $promised }.
chart-durations = Dot chart of { $count ->
    [one] 1 resolved incident
   *[other] { $count } resolved incidents
}, { $when }, by time to resolve.{ $median ->
    [none] { "" }
   *[known] { " " }The median is { $median }.
} The numbers are in the table below.

## Communication scorecard

scorecard-title = Communication scorecard
scorecard-about = How soon, how often and how early customers were informed, by when it was published.
figure = { $figure ->
    [first_update] Time to first update
    [update_gap] Longest gap between updates
    [next_update] Promised next updates
    [notice] Advance notice of maintenance
    [postmortem] Post-mortems on time
   *[correction] Corrections
}
figure-about = { $figure ->
    [first_update] Kept if the first update was published within the promised time from the start of the incident.
    [update_gap] Kept if customers never waited for an update longer than promised, until the end of the incident.
    [next_update] Kept if the next update was published by the time that the update before it gives.
    [notice] Kept if the maintenance was announced at least the promised time before its planned start.
    [postmortem] Kept if the post-mortem of a major or critical incident was published within the promised time from the end of the incident.
   *[correction] Kept if an update was not corrected after it was published. The median is the time to the correction.
}
scorecard-cases = Newest first; bold if the promise was not kept{ $more ->
    [0] { "" }
   *[other] ; { $more } more are in the file
}
kept-of = { $kept } of { $count }

## Services

stage-since = { $stage } since { $date }
stage-from = { $stage } from { $date }
checklist-done = { $done } of { $all } done
checklist-waived = { $count } waived
checklist-missing = { $count } not done
status-done = Done
status-waived = Waived
status-waiver-expired = Waiver expired
status-missing = Not done
status-on = on { $date }
status-until = until { $date }
step-now = Immediately
step-after = After { $length }
services = { $count ->
    [one] 1 service
   *[other] { $count } services
}, { $gaps ->
    [0] all with a complete checklist
   *[other] { $gaps } with an incomplete checklist
}.
checklist-coverage = { $covered } of { $all }
service-about = { $stage }. Owner: { $owner }.

## The weekly digest

digest = Weekly digest
reports-about = A new item for each support report.
digest-about = Weekly summary: findings of support reports, incidents, maintenance, and post-mortems and actions that are due.
digest-title = Digest of { $week }
digest-reports = Support reports
digest-incidents = Incidents
digest-maintenance = Maintenance
digest-upcoming = Upcoming maintenance
digest-postmortems = Post-mortems due
digest-actions-overdue = Overdue post-mortem actions
digest-actions-due = Post-mortem actions due in the following week
digest-on-call = On-call alerts outside the usual range
digest-stages = Services in a new stage
digest-unread = Samples with unread tickets
digest-unread-tickets = { $period }: { $read } of { $sampled } tickets read
digest-empty = No reports, incidents or maintenance.
digest-older = { $count ->
    [one] One more was
   *[other] { $count } more were
} due before these.
digest-web = With charts: { $address }
postmortem-due = due { $time }
postmortem-overdue = was due { $time }
feed-title = { $site } (internal): { $about }

## Menus, titles and the words of charts

menu-reports = Reports
menu-incidents = Incidents
menu-digest = Digest
menu-on-call = On call
menu-services = Services
unknown = unknown
dictionary-title = Data dictionary
dictionary-about = Every column of every CSV file, and how it is computed.
products-title = Support reports
products-about = What customers of each product struggle with, based on samples of support tickets.
product-about = What customers struggled with, period by period.
on-call-page = On-call alerts by team
on-call-about = How many alerts each team's on-call engineers received, after hours and in working hours.
on-call-link = On-call alerts
metrics-title = Incident metrics
metrics-about = How quickly customers were informed, how long incidents took, and how long they went without an update.
services-title = Services
services-about = Every service with its owner, stage and the items of the production checklist that are not done.
legend-after-hours = after hours
legend-in-hours = in working hours
legend-outside = outside the usual range
legend-partial = so far
legend-interval = 95% interval
legend-clear = significant change or trend
legend-none = no significant change or trend
legend-range = expected range
legend-median = quarterly median
column-tickets = Tickets
column-tickets-week = Per week
column-share = Share
usage-units = units of usage
column-rate = Per 1,000 { $unit }
axis-tickets = tickets
axis-tickets-week = tickets per week
durations-title = Time to resolve incidents
durations-axis = Time to resolve
durations-counts = Incidents each month
durations-note = Each mark is one incident, on the day it began.
product-when = { $product }, { $when }

## Worksheets while they are filled in.

worksheet-all = Worksheets to fill in
worksheet-list-title = Worksheets
worksheet-failure = { $exists ->
    [yes] This worksheet cannot be shown
   *[no] Page not found
}
worksheet-old-page = Nothing was saved: the preview was started again after this page was opened. Check what is below, and save it again.
worksheet-nothing-chosen = Nothing was saved: choose a culprit first.
worksheet-row-changed = Nothing was saved: somebody else changed this ticket after you opened it. What it says now is below.
worksheet-refused = Nothing was saved: { $reason }.
worksheet-read = { $read } of { $planned } tickets read.
worksheet-skipped = { $count ->
    [one] 1 ticket was skipped: read it first
   *[other] { $count } tickets were skipped: read them first
}, because skipping tickets can bias the sample.
worksheet-census = { $count ->
    [one] 1 ticket of a priority that is read in full is not read yet
   *[other] { $count } tickets of priorities that are read in full are not read yet
}: nothing can be estimated before that.
worksheet-margin = The margin of error is { $margin } percentage points now, and { $planned } when all are read.
worksheet-can-stop = You can stop after any ticket: add stopped: true above tickets: in the worksheet.
worksheet-too-few = A chart needs at least { $least } tickets.
worksheet-complete = That is the whole sample.
worksheet-stopped = Reading was stopped, so the tickets read are the sample.
worksheet-none = Read from the top down.
# $state is `begun`, `finished` or `stopped`.
worksheet-listed = { $read } of { $planned } tickets read{ $state ->
    [finished] , finished
    [stopped] , stopped
   *[begun] { "" }
}{ $second ->
    [0] { "" }
   *[other] ; { $second } by a second reader
}{ $disputed ->
    [0] { "" }
    [one] , 1 disagreement
   *[other] , { $disputed } disagreements
}
worksheet-first-reader = First reader
worksheet-second-reader = Second reader{ $count ->
    [0] { "" }
    [one] { " " }(1 ticket in doubt)
   *[other] { " " }({ $count } tickets in doubt)
}
worksheet-disagreements = { $count ->
    [one] 1 disagreement
   *[other] { $count } disagreements
}
worksheet-cause-unclear = Cause unclear
worksheet-out-of-scope = Not applicable (out of scope, such as spam)
