# Every word of the customers' pages, in English. The file of another language has the same messages with the same values.
# Syntax: https://projectfluent.org/fluent/guide/

## The frame of every page

skip-to-content = Skip to content
main-navigation = Main
menu-status = Status
menu-history = History
menu-feed = Feed
as-of = As of { $time }. Times are in { $zone }.
support = Support
suggest-an-edit = Suggest an edit
follow-by-rss = Follow by RSS

## The status page

banner-operational = All systems operational
banner-open-incident = All components operational, with an open incident
banner-maintenance = Under maintenance: { $names }
banner-degraded = Degraded: { $names }
banner-partial = Partial outage: { $names }
banner-outage = Major outage: { $names }
open-incidents = Open incidents
since-for = Since { $since }, for { $length }
next-update-by = Next update by { $time }
older-updates = { $count ->
    [one] { $count } older update
   *[other] { $count } older updates
}
maintenance-now = Maintenance now
maintenance-to-come = Maintenance to come
notices = Notices
components = Components
how-found = How states and uptime are found
how-found-text = A component has the state that the newest update of an open incident gives it, or that of maintenance that is under way; where several do, the worst counts. A group, and the sentence at the top, take the worst of their components.
days-with-trouble = Days with trouble in the last { $count ->
    [one] day
   *[other] { $count } days
}
last-days = The last { $count ->
    [one] day
   *[other] { $count } days
}
no-incidents = No incidents
all-months = All months
days-ago = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}
today = today

## States, impacts and phases

state-operational = Operational
state-under-maintenance = Under maintenance
state-degraded-performance = Degraded performance
state-partial-outage = Partial outage
state-major-outage = Major outage
impact-minor = Minor impact
impact-major = Major impact
impact-critical = Critical impact
phase-open = Open
phase-update = Update
phase-investigating = Investigating
phase-identified = Identified
phase-monitoring = Monitoring
phase-resolved = Resolved
maintenance-scheduled = Scheduled
maintenance-in-progress = In progress
maintenance-verifying = Verifying
maintenance-completed = Completed
maintenance-cancelled = Cancelled
entry-scheduled = Maintenance scheduled
entry-in-progress = Maintenance in progress
entry-verifying = Maintenance verifying
entry-completed = Maintenance completed
entry-cancelled = Maintenance cancelled
notice-feature = New
notice-policy = Policy
notice-survey = Survey
notice-security = Security
notice-other = Notice

## Bars and uptime

bars-fine = { $name }: { $count ->
    [one] { $count } day
   *[other] { $count } days
} without trouble
bars-trouble = { $name }: { $bad ->
    [one] { $bad } day
   *[other] { $bad } days
} with trouble in { $count ->
    [one] { $count } day
   *[other] { $count } days
}
uptime-over = { $percent } over { $count ->
    [one] { $count } day
   *[other] { $count } days
}
trouble-degraded = { $length } degraded
trouble-out = { $length } out
formula = Uptime is 100% less the time lost: { $outage }, { $partial }, { $degraded }. Maintenance that was announced does not count.
formula-counts-outage = major outage counts { $percent }
formula-counts-partial = partial outage counts { $percent }
formula-counts-degraded = degraded performance counts { $percent }
formula-nothing-outage = major outage does not count
formula-nothing-partial = partial outage does not count
formula-nothing-degraded = degraded performance does not count

## Badges and files for programs

badge-status = Status
badge-open-incident = Open incident
badge-retired = Retired
name-in-group = { $group }: { $name }
update-with-label = { $label }: { $text }

## An incident

began = Began
detected = Detected
ended = Ended
lasted = Lasted
going-on-for = Going on for
next-update = Next update by
what-it-did = What it did
timeline-of = Timeline of { $name }: { $parts }
now = now
worst-states = Each with the worst state that it was in.
postmortem = Post-mortem
postmortem-due = A post-mortem is due by { $time }.
postmortem-overdue = A post-mortem was due by { $time } and is not here yet.
updates = Updates
related = Related
elsewhere = Elsewhere
posted = posted { $time }
edited = edited { $time }
new-window = New window: { $window }
entry-open = { $when }, open for { $length }
entry-lasted = { $when }, lasted { $length }

## Scheduled maintenance

overrunning = Overrunning
overrunning-window = Overrunning its window
window = Window
moved-from-label = Moved from
moved-from = Moved from { $window }
took = Took
notice = Notice
notice-given = Announced { $length } before
notice-none = Announced after the window had begun
short-notice = Short notice: { $reason }
short-notice-why = Why at short notice: { $reason }
short-notice-unexplained = That is less notice than we promise.
announced-states = Each with the state that was announced for the window.

## A component

component-about = State, uptime and history of { $name }.
retired-on = Retired on { $day }
uptime = Uptime
in-these-days = In these days: { $trouble }.
by-month = By month
month = Month
degraded = Degraded
partial-outage = Partial outage
major-outage = Major outage
incidents = Incidents
maintenance = Maintenance
none-so-far = None so far.

## History

history = History
history-about = Incidents, maintenance and notices of { $site }, month by month.
nothing-yet = Nothing has happened yet.
months = Months
count-incidents = { $count ->
    [one] { $count } incident
   *[other] { $count } incidents
}
count-maintenance = { $count } maintenance
count-notices = { $count ->
    [one] { $count } notice
   *[other] { $count } notices
}

## Articles

on-this-page = On this page
postmortem-of = Post-mortem: { $title }
postmortem-published = Post-mortem, published { $time }
about-incidents = About
actions = Actions
action-done = Done { $day }
action-due = Due { $day }
action-open = Not done yet
until = until { $time }
mattered-until = mattered until { $time }

## Addresses that lead elsewhere

no-page = No page here
no-page-about = There is no page at this address.
no-page-text = The address may be mistyped, or the page has moved.
no-page-status = What is going on now
no-page-history = Every incident
moved = Moved
moved-about = This page has moved.
moved-here = The new address

## Dates, lengths and lists

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date = { $day } { $month } { $year }
month-of-year = { $month } { $year }
dates-in-month = { $first }–{ $day } { $month } { $year }
dates-in-year = { $first } { $firstmonth } – { $day } { $month } { $year }
dates = { $first } – { $last }
time-of-day = { $date }, { $clock }
window-in-day = { $day }, { $from } – { $to }
window-over-days = { $start }, { $from } – { $end }, { $to }
length-minutes = { $count } min
length-hours = { $count } h
length-days = { $count } d
length-two = { $large } { $small }
list-two = { $first } and { $last }
list-comma = { $first }, { $next }
list-more = { $names } and { $count } more
decimal-point = .
percent = { $number }%
