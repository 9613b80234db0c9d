# Every word of the customers' pages, in English. The file of another language has the same messages with the same values.
# Syntax: https://projectfluent.org/fluent/guide/

## The frame of every page

skip-to-content = Skip to content
main-navigation = Main
menu-status = Status
menu-history = History
as-of = As of { $time }.
times-in = All times are in { $zone }.
time-yours = ({ $local } your time)
time-ago = ({ $ago })
time-yours-ago = ({ $local } your time, { $ago })
stale = This page was generated { $ago } and may be out of date.
stale-reload = Reload
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
banner-names = { $names } ({ $count } of { $total ->
    [one] { $total } component
   *[other] { $total } components
})
status-about = { $state }. { $text }
open-incidents = Open incidents
started-ongoing-for = Started { $since }, ongoing for { $length }
started-at = Started { $since }
next-update-by = Next update by { $time }
next-update-was-due = The next update was due at { $time }
older-updates = { $count ->
    [one] { $count } older update
   *[other] { $count } older updates
}
active-maintenance = Maintenance in progress
upcoming-maintenance = Upcoming maintenance
notices = Notices
components = Components
status-method = How we determine status and uptime
status-method-text = Each open incident sets the status of a component through its latest update that mentions the component. Maintenance in progress also sets a status. If several apply, the most severe one is shown. A group shows the most severe status of its components; the overall status is the most severe status of all components.
days-with-incidents = Days with incidents in the last { $count ->
    [one] day
   *[other] { $count } days
}
earlier-incident-days = { $count ->
    [one] One earlier day is listed on the component pages.
   *[other] { $count } earlier days are listed on the component pages.
}
past-incidents = Past incidents
no-incidents = No incidents
view-history = View history
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
impact-none = No impact
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
entry-verifying = Verifying maintenance
entry-completed = Maintenance completed
entry-cancelled = Maintenance cancelled
notice-feature = New
notice-policy = Policy
notice-survey = Survey
notice-security = Security
notice-other = Notice

## Bars and uptime

bars-no-incidents = { $name }: { $count ->
    [one] { $count } day
   *[other] { $count } days
} without incidents
bars-with-incidents = { $name }: { $bad ->
    [one] { $bad } day
   *[other] { $bad } days
} with incidents in { $count ->
    [one] { $count } day
   *[other] { $count } days
}
uptime-over = { $percent } over { $count ->
    [one] { $count } day
   *[other] { $count } days
}
uptime-chart-about = Each day shows its most severe status
uptime-chart-described = { $bars }. Uptime is { $uptime }.
uptime-chart-unknown = { $bars }. Its uptime is unknown.
state-unknown = Unknown
chart-as = Download chart as { $format }
card-more = and { $count } more
duration-degraded = { $length } degraded
duration-partial = { $length } partial outage
duration-outage = { $length } major outage
uptime-formula = Uptime is 100% minus downtime: { $outage }, { $partial }, { $degraded }. Scheduled maintenance does not count as downtime.
formula-counts-outage = major outage counts { $percent }
formula-counts-partial = partial outage counts { $percent }
formula-counts-degraded = degraded performance counts { $percent }
formula-excludes-outage = major outage does not count
formula-excludes-partial = partial outage does not count
formula-excludes-degraded = degraded performance does not count

## The open data

open-data = Open data
open-data-about = The data of this site as files for spreadsheets and programs: every incident, and the monthly uptime of every component.
incidents-csv-about = Every incident, newest first. Times are in UTC.
uptime-csv-about = Every component for every past month. Days are in the time zone of the site.
columns-of = Columns of { $file }
column = Column
meaning = Meaning
column-id = Permanent ID of the incident
column-title = Title of the incident. Titles that a spreadsheet would read as a formula start with an apostrophe
column-url = Page of the incident
column-impact = none, minor, major or critical
column-status = investigating, identified, monitoring or resolved
column-started = When customers were first affected
column-detected = When we detected it, if known
column-first-update = When the first update was published; empty if it is not known
column-ended = When it ended; empty while it is open or if it is not known
column-minutes = Duration in whole minutes; empty while it is open or if it is not known
column-components = IDs of the affected components, separated by spaces
column-updates = Number of published updates
column-postmortem = Page of the post-mortem, if there is one
column-component = Current ID of the component
column-name = Name of the component
column-group = Group of the component
column-month = Month
column-seconds = Length of the month in seconds, without days before the component was added or after it was retired
column-degraded-seconds = Seconds of degraded performance
column-partial-seconds = Seconds of partial outage
column-outage-seconds = Seconds of major outage
column-uptime = Uptime in percent by the method of this site, rounded down
column-uptime-statuspage = Uptime in percent by the Statuspage method
column-uptime-strict = Uptime in percent if degraded performance, partial outage and major outage all count in full as downtime
uptime-method = How uptime is calculated
uptime-methods-text = Sites calculate uptime in different ways, so a percentage is only meaningful together with its method. The Statuspage method, named after the product of Atlassian, counts a major outage in full, a partial outage at 30% and degraded performance not at all. The strictest method counts degraded performance, partial outage and major outage in full. All three methods, including that of this site, exclude scheduled maintenance.
uptime-by-method = { $count ->
    [one] Uptime of the last day by three methods
   *[other] Uptime of the last { $count } days by three methods
}
component = Component
method-own = This site
method-statuspage = Statuspage method
method-strict = Strictest

## Badges and files for programs

badge = Badge
badge-status = Status
badge-state = { $state } ({ $count } of { $total })
badge-open-incident = Open incident
badge-retired = Retired
name-in-group = { $group }: { $name }
update-with-label = { $label }: { $text }
markdown-about = The current status with open incidents, maintenance, components and recent incidents, in Markdown. Pages of recent incidents and maintenance are there too: add index.md to their address.
status-file-about = The current status in one sentence, and the next time at which a maintenance window begins or ends or an update is due, as JSON.

## An incident

started = Started
detected = Detected
ended = Ended
end-unknown = unknown
duration = Duration
duration-so-far = Duration so far
duration-unknown = unknown
impact = Impact
timeline = Timeline
timeline-of = Timeline of { $name }: { $parts }
timeline-dots = Each dot marks an update.
affected-components = Affected components
worst-status = Each component is shown with its most severe status during the incident.
postmortem = Post-mortem
postmortem-due = A post-mortem will be published by { $time }.
postmortem-overdue = A post-mortem was due by { $time } and has not been published yet.
related = Related
external-links = More information
posted = posted { $time }
posted-unknown = time of publication unknown
edited = edited { $time }
new-window = Rescheduled to { $window }
entry-at = { $when }
entry-began = Began { $day }
entry-work-began = began { $when }
entry-planned = scheduled for { $when }
entry-open = { $when }, ongoing
entry-lasted = { $when }, lasted { $length }
entry-lasted-unknown = { $when }, duration unknown

## Scheduled maintenance

maintenance-about = { $phase }, { $window }. { $text }
overrunning = Running past the scheduled end
overrunning-window = Running past the scheduled end
window = Scheduled for
originally-scheduled = Rescheduled from
rescheduled-from = Rescheduled from { $window }
actual-duration = Actual duration
advance-notice = Advance notice
announced-ahead = Announced { $length } in advance
announced-before-original = Announced { $length } before the original start
announced-late = Announced after it had started
announcement-unknown = Time of announcement unknown
short-notice = Short notice: { $reason }
short-notice-reason = Reason for the short notice: { $reason }
short-notice-unexplained = This is less notice than we promise.
announced-status = Each component is shown with the status announced for this maintenance.

## A component

component-about = Status, uptime and incident history of { $name }.
component-about-more = Status, uptime and incident history of { $name }. { $text }
retired-on = Retired on { $day }
uptime = Uptime
in-this-period = During this period: { $trouble }.
uptime-example = { $month } in minutes, rounded down:
uptime-example-so-far = { $month } so far, in minutes and rounded down:
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
history-about = Incidents, maintenance and notices of { $site } by month.
nothing-yet = No incidents or maintenance yet.
months = Months
by-component = By component
earlier = ← { $month }
later = { $month } →
month-about = { $month }: { $counts }.
count-incidents = { $count ->
    [one] { $count } incident
   *[other] { $count } incidents
}
count-maintenance = { $count ->
    [one] { $count } maintenance window
   *[other] { $count } maintenance windows
}
count-notices = { $count ->
    [one] { $count } notice
   *[other] { $count } notices
}

## Feeds

item-title = { $label }: { $title }
announcement-open = View on the status page
feed-in-format = { $title } ({ $format })
feed-updates = All updates
feed-updates-about = One message for each update of an incident or a maintenance window, and for each post-mortem and notice.
feed-incidents = One message per incident
feed-incidents-title = { $site }: by incident
feed-incidents-about = One message when an incident or a maintenance window is announced, which is updated as it progresses, and a new one when it ends, reopens or is rescheduled. Includes post-mortems and notices.
feed-start-end = First and last updates only
feed-start-end-title = { $site }: first and last updates
feed-start-end-about = The first and last update of each incident or maintenance window, and a message when maintenance is rescheduled. Includes post-mortems and notices.
feed-history-title = { $site }: history
feed-history-about = One message for each incident or maintenance window with all its updates, dated by the latest one.
feed-component-title = { $site }: { $name }
feed-component-about = Every update, post-mortem and notice about { $name }.
feed-window = Scheduled for { $window }.
feed-window-utc = Scheduled for { $window } ({ $utc }).
feed-components = Affected components: { $names }.
component-in-state = { $name }: { $state }
component-states-more = { $first }; { $next }
component-states = { $states }.

## The calendar of maintenance

calendar = Calendar
calendar-title = { $site }: maintenance
calendar-about = All scheduled maintenance. When maintenance is rescheduled or cancelled, your calendar is updated.
calendar-component-title = { $site }: maintenance of { $name }
calendar-component-about = All scheduled maintenance that affects { $name }.
event-rescheduled = Rescheduled: { $title }
event-overrunning = Running past the scheduled end: { $title }
event-completed = Completed: { $title }
event-cancelled = Cancelled: { $title }
event-rescheduled-from = Rescheduled from { $window }.

## The page that explains how to subscribe

subscribe-about = Get incident and maintenance updates in your feed reader, email, chat or calendar.
how-to-subscribe = How it works
subscribe-intro = Choose how you want to hear about incidents and maintenance.
copy = Copy
copied = Copied
subscribe-feed = This is a feed: a file with the latest messages. Programs check it regularly and show you each message once.
subscribe-feed-stop = To stop, remove the feed.
subscribe-reader-text = A feed reader is a program or website that collects news from many sources. Paste this address where your reader says “Add” or “Follow”:
subscribe-mail = Email
subscribe-mail-text = Many email programs can read feeds: look for “Feed” or “RSS” among the account types. There are also services that send a feed as email. Give them this address:
subscribe-mail-sends = You get emails about incidents, maintenance and notices.
subscribe-mail-join = Subscribe by email
subscribe-mail-write = Send an email to subscribe
subscribe-mail-stop = To unsubscribe:
subscribe-channel-sends = Incidents, maintenance and notices are announced in a channel.
subscribe-channel-join = Join the channel
subscribe-channel-stop = To stop, leave the channel.
subscribe-own-channel = Or get the messages in a chat of your own organization.
subscribe-slack = Send this command in a channel. If the app named RSS is not installed, a workspace admin has to add it first.
subscribe-slack-stop = To stop, send “/feed list”, and then “/feed remove” with the number of the feed.
subscribe-teams = Create a workflow with the trigger “When a feed item is published” and this address, and let it post a message to a channel.
subscribe-teams-stop = To stop, delete the workflow.
subscribe-others = Other chats
subscribe-others-text = In other chats, such as Discord, a feed bot or integration takes this address.
subscribe-calendar = Calendar
subscribe-calendar-add = Add to your calendar app
subscribe-calendar-text = Or paste this address where your calendar says “From URL” or “Subscribe”:
subscribe-calendar-stop = To stop, remove the calendar from your app.
subscribe-program = Your own program
subscribe-program-text = The same messages in JSON Feed 1.1 format:
subscribe-site = Your own website
subscribe-site-text = A badge with the current status, and a small page for an iframe:
subscribe-every = All feeds
subscribe-every-text = If you are not sure which format to use, use RSS.
subscribe-component = A single component
subscribe-component-text = Its updates, post-mortems and notices, and a calendar of its maintenance.
subscribe-field-mail = Email address
subscribe-field-command = Command
subscribe-field-feed = Address of the feed
subscribe-field-calendar = Address of the calendar
subscribe-field-badge = HTML of the badge
subscribe-field-frame = HTML of the iframe

## The support guide

support-channels = How to reach us
support-priorities = Priorities
support-priority = Priority
support-when = Choose it when
support-examples = Examples
support-responses = When you hear from us
support-first-response = First response
support-updates = After that
support-hours = Hours
support-wakes = Who is woken
support-include = What to put into an urgent ticket
error-codes = Error codes
error-code = Code
error-meaning = Meaning
error-action = What to do
error-incidents = Recent incidents:

## Articles

on-this-page = On this page
postmortem-of = Post-mortem: { $title }
postmortem-published = Post-mortem, published { $time }
incidents-of-postmortem = About
actions = Actions
action-done = Done { $day }
action-due = Due { $day }
action-open = Not done yet
valid-until = until { $time }
expired = expired { $time }

## Addresses that lead elsewhere

page-not-found = Page not found
page-not-found-about = There is no page at this address.
page-not-found-text = Check the address for typing errors; the page may also have moved.
page-not-found-status = Current status
page-not-found-history = All incidents
moved = Moved
moved-about = This page has moved.
moved-here = Go to the new address

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
time-unknown = time unknown
window-in-day = { $day }, { $from } – { $to }
window-over-days = { $start }, { $from } – { $end }, { $to }
window-end-unknown = { $day }, from { $from }, end unknown
length-minutes = { $count } min
length-hours = { $count } h
length-days = { $count } d
length-two = { $large } { $small }
list-two = { $first } and { $last }
list-comma = { $first }, { $next }
list-more = { $names } and { $count } more
decimal-point = .
percent = { $number }%
