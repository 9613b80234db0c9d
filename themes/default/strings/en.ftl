# Every word of the customers' pages, in English. The file of another language has the same messages with the same values.
# Syntax: https://projectfluent.org/fluent/guide/

## The frame of every page

skip-to-content = Skip to content
main-navigation = Main
menu-status = Status
menu-history = History
as-of = As of { $time }.
times-in = Times are in { $zone }.
time-yours = ({ $local } your time)
time-ago = ({ $ago })
time-yours-ago = ({ $local } your time, { $ago })
stale = This page was made { $ago } and may be out of date.
stale-again = Load it again
support = Support
suggest-an-edit = Suggest an edit
subscribe = Subscribe

## The status page

banner-operational = All systems operational
banner-open-incident = All components operational, with an open incident
banner-maintenance = Under maintenance: { $names }
banner-degraded = Degraded: { $names }
banner-partial = Partial outage: { $names }
banner-outage = Major outage: { $names }
status-about = { $state }. { $text }
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
earlier-bad-days = { $count ->
    [one] One more day before that: the pages of the components tell.
   *[other] { $count } more days before that: the pages of the components tell.
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
uptime-chart-about = Each day by the worst state that it saw
uptime-chart-described = { $bars }. Uptime is { $uptime }.
uptime-chart-unknown = { $bars }. Nothing is known of its uptime.
state-unknown = Not known
chart-as = Chart as { $format }
card-more = and { $count } more
trouble-degraded = { $length } degraded
trouble-out = { $length } out
formula = Uptime is 100% less the time lost: { $outage }, { $partial }, { $degraded }. Maintenance that was announced does not count.
formula-counts-outage = major outage counts { $percent }
formula-counts-partial = partial outage counts { $percent }
formula-counts-degraded = degraded performance counts { $percent }
formula-nothing-outage = major outage does not count
formula-nothing-partial = partial outage does not count
formula-nothing-degraded = degraded performance does not count

## The open data

open-data = Open data
open-data-about = What this site knows, as files for spreadsheets and programs: every incident, and the uptime of every component in each month.
incidents-csv-about = Every incident, newest first. Times are in UTC.
uptime-csv-about = Every component in each month that is over, in the days of the site's time zone.
columns-of = Columns of { $file }
column = Column
meaning = Meaning
column-id = The name of the incident, which never changes
column-title = What customers noticed. An apostrophe stands before a title that a spreadsheet would take for a formula
column-url = The page of the incident
column-impact = minor, major or critical
column-status = investigating, identified, monitoring or resolved
column-started = When customers began to feel it
column-detected = When we knew, if that is said
column-first-update = When the first update was published
column-ended = When it was over; empty while it is open
column-minutes = Whole minutes from started to ended; empty while it is open
column-components = The components that it touched, with blanks between
column-updates = How many updates were published
column-postmortem = The page of the post-mortem, if there is one
column-component = The name of the component in addresses, which never changes
column-name = The component
column-group = Its group
column-month = The month
column-seconds = Length of the month, without days before the component was there or after it was gone
column-degraded-seconds = Seconds of degraded performance
column-partial-seconds = Seconds of partial outage
column-outage-seconds = Seconds of major outage
column-uptime = Uptime in percent by the rule of this site, rounded down
column-uptime-statuspage = The same by the rule of Statuspage
column-uptime-strict = The same if every second that was not fine counts whole
how-uptime = How uptime is found
other-rules = Sites count in different ways, so a figure says little without its rule. By the rule of Statuspage a major outage counts whole, a partial outage 30% and degraded performance not at all. By the strictest rule whatever was not fine counts whole. Maintenance that was announced is left out of all three.
three-rules = { $count ->
    [one] The last day by three rules
   *[other] The last { $count } days by three rules
}
component = Component
rule-own = This site
rule-statuspage = Statuspage
rule-strict = Strictest

## Badges and files for programs

badge = Badge
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
timeline-dots = Each dot is an update.
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

maintenance-about = { $phase }, { $window }. { $text }
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
component-about-more = State, uptime and history of { $name }. { $text }
retired-on = Retired on { $day }
uptime = Uptime
in-these-days = In these days: { $trouble }.
uptime-worked = { $month } in minutes:
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
earlier = ← { $month }
later = { $month } →
month-about = { $month }: { $counts }.
count-incidents = { $count ->
    [one] { $count } incident
   *[other] { $count } incidents
}
count-maintenance = { $count } maintenance
count-notices = { $count ->
    [one] { $count } notice
   *[other] { $count } notices
}

## Feeds

item-title = { $label }: { $title }
feed-in-format = { $title } ({ $format })
feed-updates = Everything
feed-updates-about = Each update of an incident or a maintenance is a message of its own, as are post-mortems and notices.
feed-incidents = By incident
feed-incidents-title = { $site }: by incident
feed-incidents-about = One message for each incident or maintenance, to which updates are added as they come, and one more when it is over; post-mortems and notices.
feed-quiet = First and last words
feed-quiet-title = { $site }: first and last words
feed-quiet-about = The first and the last word of each incident or maintenance, a word when a window moves; post-mortems and notices.
feed-history-title = { $site }: history
feed-history-about = One entry for each incident or maintenance with all its updates; its date is that of the newest.
feed-component-title = { $site }: { $name }
feed-component-about = Each update, post-mortem and notice that is about { $name }.
feed-window = Window: { $window }.
feed-window-utc = Window: { $window } ({ $utc }).
feed-components = Components: { $names }.
component-in-state = { $name }: { $state }
component-states-more = { $first }; { $next }
component-states = { $states }.

## The calendar of maintenance

calendar = Calendar
calendar-title = { $site }: maintenance
calendar-about = Every scheduled maintenance. One that moves or is called off does so in your calendar too.
calendar-component-title = { $site }: maintenance of { $name }
calendar-component-about = Every scheduled maintenance that touches { $name }.
event-moved = Moved: { $title }
event-overrunning = Overrunning: { $title }
event-completed = Completed: { $title }
event-cancelled = Cancelled: { $title }
event-moved-from = Moved from { $window }.

## The page that explains how to subscribe

subscribe-about = Hear of incidents and maintenance by feed reader, mail, chat or calendar.
what-this-is = What this is
subscribe-intro = Whatever is published here can come to you. You need no account here. All of it begins with one address:
subscribe-feed = This is a feed: a file with the newest messages, which programs look at again and again for you. They show each message once.
subscribe-reader = In a feed reader
subscribe-reader-text = A feed reader is a program or a site in which you collect news from many places. Copy the address above and paste it where your reader says “add” or “follow”; most readers also find it by the address of this site.
subscribe-mail = By mail
subscribe-mail-text = Many mail programs read feeds beside your mail: look for “feed” or “RSS” among the kinds of account. There are also services that turn a feed into mail; give one the address above and your own.
subscribe-chat = In a chat
subscribe-slack = Write this in the channel. The first time, somebody adds the app named RSS to the workspace.
subscribe-teams = Make a workflow that begins with “When a feed item is published” and the address above, and ends with a message to a channel.
subscribe-others = Others
subscribe-others-text = Elsewhere, Discord for instance, a bot or an integration for feeds takes the same address.
subscribe-calendar = In your calendar
subscribe-calendar-add = Add it to your calendar program
subscribe-calendar-text = Or paste this address where your calendar says “from URL” or “subscribe”:
subscribe-program = With a program of your own
subscribe-program-text = The same messages as JSON, in the format JSON Feed 1.1:
subscribe-site = On your own pages
subscribe-site-text = A badge that says how things are, and a small page for a frame:
subscribe-every = Every feed
subscribe-every-text = If you do not know which format to take, take RSS.
subscribe-component = One component alone
subscribe-component-text = Its updates, post-mortems and notices, and a calendar of its maintenance.

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
