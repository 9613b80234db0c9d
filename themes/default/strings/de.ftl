# Every word of the customers' pages, in German. Readers are addressed with "Sie".
# No-break spaces stand before percent signs and between a number and its unit.

## The frame of every page

skip-to-content = Zum Inhalt springen
main-navigation = Hauptmenü
menu-status = Status
menu-history = Verlauf
as-of = Stand: { $time }.
times-in = Zeiten in { $zone }.
time-yours = ({ $local } Ihrer Zeit)
time-ago = ({ $ago })
time-yours-ago = ({ $local } Ihrer Zeit, { $ago })
stale = Diese Seite wurde { $ago } erstellt und ist möglicherweise nicht mehr aktuell.
stale-reload = Neu laden
support = Support
suggest-an-edit = Änderung vorschlagen
subscribe = Abonnieren

## The status page

banner-operational = Alle Systeme in Betrieb
banner-open-incident = Alle Komponenten in Betrieb, eine Störung ist noch offen
banner-maintenance = In Wartung: { $names }
banner-degraded = Eingeschränkt: { $names }
banner-partial = Teilausfall: { $names }
banner-outage = Schwerer Ausfall: { $names }
banner-names = { $names } ({ $count } von { $total ->
    [one] { $total } Komponente
   *[other] { $total } Komponenten
})
status-about = { $state }. { $text }
open-incidents = Offene Störungen
started-ongoing-for = Seit { $since }, Dauer bisher { $length }
started-at = Seit { $since }
next-update-by = Nächste Meldung bis { $time }
next-update-was-due = Die nächste Meldung war fällig: { $time }
older-updates = { $count ->
    [one] { $count } ältere Meldung
   *[other] { $count } ältere Meldungen
}
active-maintenance = Laufende Wartung
upcoming-maintenance = Geplante Wartung
notices = Hinweise
components = Komponenten
status-method = Wie Zustände und Verfügbarkeit ermittelt werden
status-method-text = Eine Komponente hat den Zustand, den ihr die neueste Meldung einer offenen Störung gibt, oder den einer laufenden Wartung; bei mehreren zählt der schlechteste. Eine Gruppe und der Satz ganz oben richten sich nach der schlechtesten ihrer Komponenten.
days-with-incidents = { $count ->
    [one] Störungen am letzten Tag
   *[other] Tage mit Störungen in den letzten { $count } Tagen
}
earlier-incident-days = { $count ->
    [one] Ein weiterer Tag davor steht auf den Seiten der Komponenten.
   *[other] { $count } weitere Tage davor stehen auf den Seiten der Komponenten.
}
past-incidents = Frühere Störungen
no-incidents = Keine Störungen
view-history = Verlauf anzeigen
days-ago = { $count ->
    [one] gestern
   *[other] vor { $count } Tagen
}
today = heute

## States, impacts and phases

state-operational = In Betrieb
state-under-maintenance = In Wartung
state-degraded-performance = Eingeschränkte Leistung
state-partial-outage = Teilausfall
state-major-outage = Schwerer Ausfall
impact-none = Keine Auswirkung
impact-minor = Geringe Auswirkung
impact-major = Große Auswirkung
impact-critical = Kritische Auswirkung
phase-open = Offen
phase-update = Zwischenstand
phase-investigating = Wird untersucht
phase-identified = Ursache gefunden
phase-monitoring = Wird beobachtet
phase-resolved = Behoben
maintenance-scheduled = Geplant
maintenance-in-progress = Läuft
maintenance-verifying = Wird geprüft
maintenance-completed = Abgeschlossen
maintenance-cancelled = Abgesagt
entry-scheduled = Wartung geplant
entry-in-progress = Wartung läuft
entry-verifying = Wartung wird geprüft
entry-completed = Wartung abgeschlossen
entry-cancelled = Wartung abgesagt
notice-feature = Neu
notice-policy = Richtlinie
notice-survey = Umfrage
notice-security = Sicherheit
notice-other = Hinweis

## Bars and uptime

bars-no-incidents = { $name }: { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
} ohne Störung
bars-with-incidents = { $name }: { $bad ->
    [one] { $bad } Tag
   *[other] { $bad } Tage
} mit Störungen in { $count ->
    [one] { $count } Tag
   *[other] { $count } Tagen
}
uptime-over = { $percent } über { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
uptime-chart-about = Jeder Tag nach seinem schlechtesten Zustand
uptime-chart-described = { $bars }. Die Verfügbarkeit beträgt { $uptime }.
uptime-chart-unknown = { $bars }. Über die Verfügbarkeit ist nichts bekannt.
state-unknown = Nicht bekannt
chart-as = Diagramm als { $format }
card-more = und { $count } weitere
duration-degraded = { $length } eingeschränkt
duration-partial = { $length } Teilausfall
duration-outage = { $length } schwerer Ausfall
uptime-formula = Die Verfügbarkeit ist 100 % abzüglich der verlorenen Zeit: { $outage }, { $partial }, { $degraded }. Angekündigte Wartung zählt nicht.
formula-counts-outage = ein schwerer Ausfall zählt { $percent }
formula-counts-partial = ein Teilausfall zählt { $percent }
formula-counts-degraded = eingeschränkte Leistung zählt { $percent }
formula-excludes-outage = ein schwerer Ausfall zählt nicht
formula-excludes-partial = ein Teilausfall zählt nicht
formula-excludes-degraded = eingeschränkte Leistung zählt nicht

## The open data

open-data = Offene Daten
open-data-about = Die Daten dieser Website als Dateien für Tabellenkalkulationen und Programme: jede Störung und die monatliche Verfügbarkeit jeder Komponente.
incidents-csv-about = Alle Störungen, die neueste zuerst. Zeiten in UTC.
uptime-csv-about = Jede Komponente in jedem abgelaufenen Monat, in den Tagen der Zeitzone dieser Website.
columns-of = Spalten von { $file }
column = Spalte
meaning = Bedeutung
column-id = Dauerhafte Kennung der Störung
column-title = Was Kunden bemerkt haben. Vor einem Titel, den eine Tabellenkalkulation für eine Formel hielte, steht ein Apostroph
column-url = Die Seite der Störung
column-impact = none, minor, major oder critical
column-status = investigating, identified, monitoring oder resolved
column-started = Wann Kunden zum ersten Mal betroffen waren
column-detected = Wann wir sie erkannt haben, falls bekannt
column-first-update = Wann die erste Meldung veröffentlicht wurde; leer, wenn unbekannt
column-ended = Wann sie vorbei war; leer, solange sie offen ist oder wenn unbekannt
column-minutes = Ganze Minuten von started bis ended; leer, solange sie offen ist oder wenn unbekannt
column-components = IDs der betroffenen Komponenten, durch Leerzeichen getrennt
column-updates = Wie viele Meldungen veröffentlicht wurden
column-postmortem = Die Seite des Abschlussberichts, falls es einen gibt
column-component = Aktuelle ID der Komponente
column-name = Die Komponente
column-group = Ihre Gruppe
column-month = Der Monat
column-seconds = Länge des Monats, ohne die Tage, bevor es die Komponente gab oder nachdem sie entfallen war
column-degraded-seconds = Sekunden mit eingeschränkter Leistung
column-partial-seconds = Sekunden mit Teilausfall
column-outage-seconds = Sekunden mit schwerem Ausfall
column-uptime = Verfügbarkeit in Prozent nach der Regel dieser Website, abgerundet
column-uptime-statuspage = Dasselbe nach der Regel von Statuspage
column-uptime-strict = Dasselbe, wenn eingeschränkte Leistung, Teilausfall und schwerer Ausfall ganz zählen
uptime-method = Wie die Verfügbarkeit berechnet wird
uptime-methods-text = Websites berechnen die Verfügbarkeit verschieden, deshalb sagt eine Prozentzahl nur zusammen mit ihrer Regel etwas aus. Nach der Regel von Statuspage, einem Produkt von Atlassian, zählt ein schwerer Ausfall ganz, ein Teilausfall zu 30 % und eingeschränkte Leistung gar nicht. Nach der strengsten Regel zählen eingeschränkte Leistung, Teilausfall und schwerer Ausfall ganz. Angekündigte Wartung zählt in keiner der drei, auch nicht in der Regel dieser Website.
uptime-by-method = { $count ->
    [one] Der letzte Tag nach drei Regeln
   *[other] Die letzten { $count } Tage nach drei Regeln
}
component = Komponente
method-own = Diese Website
method-statuspage = Regel von Statuspage
method-strict = Strengste

## Badges and files for programs

badge = Plakette
badge-status = Status
badge-state = { $state } ({ $count } von { $total })
badge-open-incident = Offene Störung
badge-retired = Entfallen
name-in-group = { $group }: { $name }
update-with-label = { $label }: { $text }
markdown-about = Der aktuelle Status mit offenen Störungen, Wartungen, Komponenten und den letzten Störungen als Markdown. Auch die Seiten der letzten Störungen und Wartungen gibt es so: hängen Sie index.md an ihre Adresse an.
status-file-about = Der aktuelle Status in einem Satz und wann als Nächstes eine Wartung beginnt oder endet oder eine Meldung fällig ist, als JSON.

## An incident

started = Beginn
detected = Erkannt
ended = Ende
end-unknown = unbekannt
duration = Dauer
duration-so-far = Dauer bisher
duration-unknown = unbekannt
impact = Auswirkungen
timeline = Zeitlicher Verlauf
timeline-of = Zeitlicher Verlauf von { $name }: { $parts }
timeline-dots = Jeder Punkt ist eine Meldung.
affected-components = Betroffene Komponenten
worst-status = Jeweils mit dem schlechtesten Zustand während der Störung.
postmortem = Abschlussbericht
postmortem-due = Ein Abschlussbericht folgt bis { $time }.
postmortem-overdue = Ein Abschlussbericht war bis { $time } zugesagt und liegt noch nicht vor.
related = Siehe auch
external-links = Weitere Informationen
posted = veröffentlicht { $time }
posted-unknown = Zeitpunkt der Veröffentlichung unbekannt
edited = bearbeitet { $time }
new-window = Neuer Zeitraum: { $window }
entry-at = { $when }
entry-began = Begonnen am { $day }
entry-work-began = Beginn { $when }
entry-planned = geplant für { $when }
entry-open = { $when }, noch offen
entry-lasted = { $when }, Dauer { $length }
entry-lasted-unknown = { $when }, Dauer unbekannt

## Scheduled maintenance

maintenance-about = { $phase }, { $window }. { $text }
overrunning = Dauert länger als geplant
overrunning-window = Dauert länger als geplant
window = Zeitraum
originally-scheduled = Ursprünglich
rescheduled-from = Verschoben, ursprünglich { $window }
actual-duration = Dauer
advance-notice = Ankündigung
announced-ahead = { $length } vorher angekündigt
announced-before-original = { $length } vor dem ursprünglichen Beginn angekündigt
announced-late = Erst nach Beginn des Zeitraums angekündigt
announcement-unknown = Zeitpunkt der Ankündigung unbekannt
short-notice = Kurzfristig: { $reason }
short-notice-reason = Warum so kurzfristig: { $reason }
short-notice-unexplained = Das ist eine kürzere Frist, als wir zusagen.
announced-status = Jeweils mit dem Zustand, der für den Zeitraum angekündigt wurde.

## A component

component-about = Zustand, Verfügbarkeit und Verlauf von { $name }.
component-about-more = Zustand, Verfügbarkeit und Verlauf von { $name }. { $text }
retired-on = Entfallen am { $day }
uptime = Verfügbarkeit
in-this-period = In diesen Tagen: { $trouble }.
uptime-example = { $month } in Minuten, abgerundet:
uptime-example-so-far = { $month } bisher, in Minuten und abgerundet:
by-month = Nach Monaten
month = Monat
degraded = Eingeschränkt
partial-outage = Teilausfall
major-outage = Schwerer Ausfall
incidents = Störungen
maintenance = Wartung
none-so-far = Bisher keine.

## History

history = Verlauf
history-about = Störungen, Wartung und Hinweise von { $site }, Monat für Monat.
nothing-yet = Bisher keine Störungen oder Wartung.
months = Monate
by-component = Nach Komponente
earlier = ← { $month }
later = { $month } →
month-about = { $month }: { $counts }.
count-incidents = { $count ->
    [one] { $count } Störung
   *[other] { $count } Störungen
}
count-maintenance = { $count ->
    [one] { $count } Wartung
   *[other] { $count } Wartungen
}
count-notices = { $count ->
    [one] { $count } Hinweis
   *[other] { $count } Hinweise
}

## Feeds

item-title = { $label }: { $title }
announcement-open = Auf der Statusseite ansehen
feed-in-format = { $title } ({ $format })
feed-updates = Alles
feed-updates-about = Jede Meldung zu einer Störung oder Wartung ist eine eigene Nachricht, ebenso Abschlussberichte und Hinweise.
feed-incidents = Nach Störungen
feed-incidents-title = { $site }: nach Störungen
feed-incidents-about = Eine Nachricht für jede Störung oder Wartung, die mit jeder Meldung ergänzt wird, und eine neue, wenn sie endet, erneut beginnt oder verschoben wird; dazu Abschlussberichte und Hinweise.
feed-start-end = Erste und letzte Meldungen
feed-start-end-title = { $site }: erste und letzte Meldungen
feed-start-end-about = Die erste und die letzte Meldung zu jeder Störung oder Wartung und eine, wenn sich ein Zeitraum verschiebt; dazu Abschlussberichte und Hinweise.
feed-history-title = { $site }: Verlauf
feed-history-about = Eine Nachricht für jede Störung oder Wartung mit allen Meldungen; ihr Datum ist das der neuesten.
feed-component-title = { $site }: { $name }
feed-component-about = Jede Meldung, jeder Abschlussbericht und jeder Hinweis zu { $name }.
feed-window = Zeitraum: { $window }.
feed-window-utc = Zeitraum: { $window } ({ $utc }).
feed-components = Komponenten: { $names }.
component-in-state = { $name }: { $state }
component-states-more = { $first }; { $next }
component-states = { $states }.

## The calendar of maintenance

calendar = Kalender
calendar-title = { $site }: Wartung
calendar-about = Jede geplante Wartung. Wird eine verschoben oder abgesagt, ändert sich das auch in Ihrem Kalender.
calendar-component-title = { $site }: Wartung von { $name }
calendar-component-about = Jede geplante Wartung, die { $name } betrifft.
event-rescheduled = Verschoben: { $title }
event-overrunning = Dauert länger als geplant: { $title }
event-completed = Abgeschlossen: { $title }
event-cancelled = Abgesagt: { $title }
event-rescheduled-from = Verschoben, ursprünglich { $window }.

## The page that explains how to subscribe

subscribe-about = Erfahren Sie von Störungen und Wartung per Feedreader, E-Mail, Chat oder Kalender.
how-to-subscribe = So funktioniert es
subscribe-intro = Wählen Sie, wie Sie von Störungen und Wartung erfahren möchten.
copy = Kopieren
copied = Kopiert
subscribe-feed = Das ist ein Feed: eine Datei mit den neuesten Nachrichten, die Programme regelmäßig für Sie abrufen. Jede Nachricht zeigen sie Ihnen einmal.
subscribe-feed-stop = Zum Abbestellen entfernen Sie den Feed.
subscribe-reader-text = Ein Feedreader ist ein Programm oder eine Website, in der Sie Nachrichten aus vielen Quellen sammeln. Fügen Sie diese Adresse dort ein, wo Ihr Feedreader „Hinzufügen“ oder „Folgen“ anbietet:
subscribe-mail = Per E-Mail
subscribe-mail-text = Viele E-Mail-Programme lesen auch Feeds: Suchen Sie unter den Kontoarten nach „Feed“ oder „RSS“. Außerdem gibt es Dienste, die aus einem Feed E-Mails machen. Geben Sie dort diese Adresse an:
subscribe-mail-sends = Sie erhalten E-Mails über Störungen, Wartung und Hinweise.
subscribe-mail-join = Per E-Mail abonnieren
subscribe-mail-write = Zum Abonnieren eine E-Mail senden
subscribe-mail-stop = Zum Abbestellen:
subscribe-channel-sends = Störungen, Wartung und Hinweise werden in einem Kanal angekündigt.
subscribe-channel-join = Dem Kanal beitreten
subscribe-channel-stop = Zum Abbestellen verlassen Sie den Kanal.
subscribe-own-channel = Oder erhalten Sie die Meldungen in einem Chat Ihrer eigenen Organisation.
subscribe-slack = Senden Sie diesen Befehl in einem Kanal. Wenn die App namens RSS nicht installiert ist, muss sie zuerst ein Administrator des Workspace hinzufügen.
subscribe-slack-stop = Zum Abbestellen senden Sie „/feed list“ und dann „/feed remove“ mit der Nummer des Feeds.
subscribe-teams = Erstellen Sie einen Workflow mit dem Trigger „Wenn ein Feedelement veröffentlicht wird“ und dieser Adresse, der eine Nachricht in einem Kanal postet.
subscribe-teams-stop = Zum Abbestellen löschen Sie den Workflow.
subscribe-others = Andere Chats
subscribe-others-text = In anderen Chats, etwa bei Discord, nimmt ein Bot oder eine Integration für Feeds diese Adresse.
subscribe-calendar = In Ihrem Kalender
subscribe-calendar-add = Zum Kalenderprogramm hinzufügen
subscribe-calendar-text = Oder fügen Sie diese Adresse dort ein, wo Ihr Kalender „Per URL“ oder „Abonnieren“ anbietet:
subscribe-calendar-stop = Zum Abbestellen entfernen Sie den Kalender aus Ihrem Kalenderprogramm.
subscribe-program = Mit einem eigenen Programm
subscribe-program-text = Dieselben Nachrichten als JSON, im Format JSON Feed 1.1:
subscribe-site = Auf Ihren eigenen Seiten
subscribe-site-text = Ein Badge, das den aktuellen Stand zeigt, und eine kleine Seite für einen Frame:
subscribe-every = Alle Feeds
subscribe-every-text = Wenn Sie nicht wissen, welches Format Sie nehmen sollen, nehmen Sie RSS.
subscribe-component = Nur eine Komponente
subscribe-component-text = Ihre Meldungen, Abschlussberichte und Hinweise sowie ein Kalender ihrer Wartung.
subscribe-field-mail = E-Mail-Adresse
subscribe-field-command = Befehl
subscribe-field-feed = Adresse des Feeds
subscribe-field-calendar = Adresse des Kalenders
subscribe-field-badge = HTML des Badges
subscribe-field-frame = HTML des Frames

## The support guide

support-channels = So erreichen Sie uns
support-priorities = Prioritäten
support-priority = Priorität
support-when = Wann wählen
support-examples = Beispiele
support-responses = Wann Sie von uns hören
support-first-response = Erste Antwort
support-updates = Danach
support-hours = Zeiten
support-wakes = Wer geweckt wird
support-include = Was in ein dringendes Ticket gehört
error-codes = Fehlercodes
error-code = Code
error-meaning = Bedeutung
error-action = Was Sie tun können
error-incidents = Letzte Störungen:

## Articles

on-this-page = Auf dieser Seite
postmortem-of = Abschlussbericht: { $title }
postmortem-published = Abschlussbericht, veröffentlicht { $time }
incidents-of-postmortem = Betrifft
actions = Maßnahmen
action-done = Erledigt am { $day }
action-due = Fällig am { $day }
action-open = Noch nicht erledigt
valid-until = bis { $time }
expired = war gültig bis { $time }

## Addresses that lead elsewhere

page-not-found = Seite nicht gefunden
page-not-found-about = Unter dieser Adresse gibt es keine Seite.
page-not-found-text = Vielleicht ist die Adresse falsch geschrieben oder die Seite ist umgezogen.
page-not-found-status = Aktueller Status
page-not-found-history = Alle Störungen
moved = Umgezogen
moved-about = Diese Seite ist umgezogen.
moved-here = Die neue Adresse

## Dates, lengths and lists

month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
date = { $day }. { $month } { $year }
month-of-year = { $month } { $year }
dates-in-month = { $first }.–{ $day }. { $month } { $year }
dates-in-year = { $first }. { $firstmonth } – { $day }. { $month } { $year }
dates = { $first } – { $last }
time-of-day = { $date }, { $clock }
time-unknown = Uhrzeit unbekannt
window-in-day = { $day }, { $from } – { $to }
window-over-days = { $start }, { $from } – { $end }, { $to }
window-end-unknown = { $day }, ab { $from }, Ende unbekannt
length-minutes = { $count } Min.
length-hours = { $count } Std.
length-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
length-two = { $large } { $small }
list-two = { $first } und { $last }
list-comma = { $first }, { $next }
list-more = { $names } und { $count ->
    [one] { $count } weitere
   *[other] { $count } weitere
}
decimal-point = ,
percent = { $number } %
