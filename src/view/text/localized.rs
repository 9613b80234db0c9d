//! Words of the customers' pages: states, phases, times, lengths and lists, in the language of the site.

use crate::base::time::{Date, Duration, Moment, Zone};
use crate::derive::entry::{EntryStatus, PublishedUpdate};
use crate::model::component::State;
use crate::model::incident::{Impact, IncidentStatus};
use crate::model::maintenance::{MaintenanceStatus, Window};
use crate::model::notice::NoticeKind;
use crate::view::label::{
    Length, Phrase, PhraseValue, StatusLabel, Time, rounded_down, state_class,
};
use crate::view::locale::{Locale, MessageArg};
use crate::view::text::message::message;

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

/// One number for each plural form that a language can have. The script has the same numbers.
const LENGTH_SAMPLES: [usize; 7] = [0, 1, 2, 3, 6, 11, 100];

/// A year as text, which no language may write in another way.
fn text_number(number: impl ToString) -> MessageArg<'static> {
    MessageArg::Text(number.to_string().into())
}

/// A day of a month as a number, since some languages write the first in another way.
fn ordinal(day: u32) -> MessageArg<'static> {
    MessageArg::Number(usize::try_from(day).unwrap_or_default())
}

impl Locale {
    /// A moment in a zone.
    pub fn time(&self, moment: Moment, zone: Zone) -> Time {
        let day = self.date(zone.date(moment));
        let clock = format!("{} {}", zone.clock(moment), zone.abbreviation(moment));
        let text = message!(self, "time-of-day", date = &day, clock = &clock);
        Time {
            machine: moment.rfc3339(),
            text,
            clock,
            day,
        }
    }

    /// A moment in a zone, or only its day where the time of day is not known.
    pub fn time_or_date(&self, moment: Moment, is_date_only: bool, zone: Zone) -> Time {
        let time = self.time(moment, zone);
        if !is_date_only {
            return time;
        }
        Time {
            machine: zone.date(moment).to_string(),
            text: time.day.clone(),
            clock: self.message("time-unknown"),
            day: time.day,
        }
    }

    /// `30 June 2012`.
    pub fn date(&self, date: Date) -> String {
        let (year, month, day) = date.parts();
        let month = self.month_name(month);
        message!(
            self,
            "date",
            day = ordinal(day),
            month,
            year = text_number(year)
        )
    }

    /// `June 2012`.
    pub fn month(&self, date: Date) -> String {
        let (year, month, _) = date.parts();
        message!(
            self,
            "month-of-year",
            month = self.month_name(month),
            year = text_number(year)
        )
    }

    /// `June`.
    pub fn month_name(&self, month: u32) -> String {
        let index = usize::try_from(month).unwrap_or(1).saturating_sub(1);
        MONTHS
            .get(index)
            .map(|key| self.message(key))
            .unwrap_or_default()
    }

    /// `8–14 July 2013`, `29 July – 4 August 2013`, `1 July 2013`.
    pub fn dates(&self, first: Date, last: Date) -> String {
        if first == last {
            return self.date(first);
        }
        self.two_dates(first, last)
    }

    fn two_dates(&self, first: Date, last: Date) -> String {
        let ((first_year, first_month, first_day), (year, month, day)) =
            (first.parts(), last.parts());
        let values = [
            ("first", ordinal(first_day)),
            ("firstmonth", self.month_name(first_month).into()),
            ("day", ordinal(day)),
            ("month", self.month_name(month).into()),
            ("year", text_number(year)),
        ];
        if (first_year, first_month) == (year, month) {
            self.message_with("dates-in-month", &values)
        } else if first_year == year {
            self.message_with("dates-in-year", &values)
        } else {
            message!(
                self,
                "dates",
                first = self.date(first),
                last = self.date(last)
            )
        }
    }

    /// `5 min`, `8 h`, `2 h 5 min`, `3 d 4 h`: at most two units, less than a minute counts as one.
    pub fn length(&self, duration: Duration) -> String {
        let minutes = duration
            .as_minutes()
            .max(i64::from(duration.as_seconds() > 0));
        let unit = |key: &str, amount: i64| {
            let amount = usize::try_from(amount).ok().filter(|amount| *amount > 0)?;
            Some(message!(self, key, count = amount))
        };
        let (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
        let units = match (days, hours) {
            (0, 0) => [None, unit("length-minutes", rest)],
            (0, _) => [unit("length-hours", hours), unit("length-minutes", rest)],
            _ => [unit("length-days", days), unit("length-hours", hours)],
        };
        match units {
            [Some(large), Some(small)] => message!(self, "length-two", large, small),
            [one, other] => one
                .or(other)
                .unwrap_or_else(|| message!(self, "length-minutes", count = 0_usize)),
        }
    }

    /// A length, or that it is not known.
    pub fn length_or_unknown(&self, duration: Option<Duration>) -> String {
        match duration {
            Some(duration) => self.length(duration),
            None => self.message("duration-unknown"),
        }
    }

    /// A length, if it is more than nothing.
    pub fn some_length(&self, duration: Duration) -> Option<String> {
        (duration > Duration::default()).then(|| self.length(duration))
    }

    /// The length from a moment on, up to another or to the moment of the page.
    pub fn length_since(&self, start: Moment, end: Option<Moment>, now: Moment) -> Length {
        Length {
            text: self.length(end.unwrap_or(now).since(start)),
            since: end.is_none().then(|| start.rfc3339()),
        }
    }

    /// For each unit its text for each number of `LENGTH_SAMPLES`, then the form of two units together, for the script that updates
    /// durations.
    pub fn length_forms(&self) -> String {
        let units = ["length-minutes", "length-hours", "length-days"];
        let forms = units.into_iter().flat_map(|key| {
            LENGTH_SAMPLES.map(|count| self.message_with(key, &[("count", count.into())]))
        });
        let two = self.message_with(
            "length-two",
            &[("large", "{large}".into()), ("small", "{small}".into())],
        );
        forms.chain([two]).collect::<Vec<_>>().join("|")
    }

    /// A window: `25 November 2026, 09:00 – 11:00 UTC`, with both days where they differ.
    pub fn window(&self, window: Window, zone: Zone) -> String {
        self.phrase_text(&self.window_phrase(window, zone))
    }

    pub fn window_phrase(&self, window: Window, zone: Zone) -> Phrase {
        let start = self.time(window.start, zone).without_day();
        let Some(until) = window.end else {
            let day = start.day.clone().into();
            return Phrase::new("window-end-unknown", [("day", day), ("from", start.into())]);
        };
        let end = self.time(until, zone).without_day();
        let same_zone = zone.abbreviation(window.start) == zone.abbreviation(until);
        let from = if same_zone {
            Time {
                text: zone.clock(window.start),
                ..start.clone()
            }
        } else {
            start.clone()
        };
        let (from, to) = (("from", from.into()), ("to", end.clone().into()));
        let phrase = if start.day == end.day {
            Phrase::new("window-in-day", [("day", start.day.into()), from, to])
        } else {
            Phrase::new(
                "window-over-days",
                [
                    ("start", start.day.into()),
                    ("end", end.day.into()),
                    from,
                    to,
                ],
            )
        };
        Phrase {
            is_window: true,
            ..phrase
        }
    }

    /// A phrase as plain text.
    pub fn phrase_text(&self, phrase: &Phrase) -> String {
        let text = |value: &PhraseValue| match value {
            PhraseValue::Text(text) => text.clone(),
            PhraseValue::Time(time) => time.text.clone(),
            PhraseValue::Length(length) => length.text.clone(),
            PhraseValue::Phrase(phrase) => self.phrase_text(phrase),
        };
        let values: Vec<(&str, MessageArg)> = phrase
            .values
            .iter()
            .map(|(name, value)| (*name, text(value).into()))
            .collect();
        self.message_with(phrase.key, &values)
    }

    /// `a`, `a and b`, `a, b and c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => message!(self, "list-two", first = self.commas(first), last),
        }
    }

    /// `a, b, c`.
    pub(in crate::view) fn commas(&self, items: &[String]) -> String {
        let join = |first: String, next: &String| message!(self, "list-comma", first, next);
        items
            .iter()
            .cloned()
            .reduce(|first, next| join(first, &next))
            .unwrap_or_default()
    }

    /// The same with at most `most` items: `a, b and 3 more`.
    pub fn short_list(&self, items: &[String], most: usize) -> String {
        if items.len() <= most {
            return self.list(items);
        }
        let names = self.commas(&items[..most]);
        message!(self, "list-more", names, count = items.len() - most)
    }

    /// A percentage with so many decimals, rounded down: 99.996 is never called 100.
    pub fn percent(&self, value: f64, decimals: usize) -> String {
        let number = rounded_down(value, decimals);
        message!(
            self,
            "percent",
            number = number.replace('.', &self.message("decimal-point"))
        )
    }

    /// The word for a component's state.
    pub fn state(&self, state: State) -> StatusLabel {
        let key = match state {
            State::Operational => "state-operational",
            State::UnderMaintenance => "state-under-maintenance",
            State::DegradedPerformance => "state-degraded-performance",
            State::PartialOutage => "state-partial-outage",
            State::MajorOutage => "state-major-outage",
        };
        StatusLabel::new(state_class(state), self.message(key))
    }

    /// The sentence of the overall status: the worst state, and which of how many components have it.
    pub fn banner(
        &self,
        whole: State,
        troubled: &[String],
        total: usize,
        open_incidents: usize,
    ) -> String {
        let key = match whole {
            State::Operational if open_incidents > 0 => {
                return self.message("banner-open-incident");
            }
            State::Operational => return self.message("banner-operational"),
            State::UnderMaintenance => "banner-maintenance",
            State::DegradedPerformance => "banner-degraded",
            State::PartialOutage => "banner-partial",
            State::MajorOutage => "banner-outage",
        };
        let names = message!(
            self,
            "banner-names",
            names = self.short_list(troubled, 3),
            count = troubled.len(),
            total
        );
        message!(self, key, names)
    }

    /// The word for an impact.
    pub fn impact(&self, impact: Impact) -> StatusLabel {
        let (class, key) = match impact {
            Impact::None => ("fine", "impact-none"),
            Impact::Minor => ("degraded", "impact-minor"),
            Impact::Major => ("partial", "impact-major"),
            Impact::Critical => ("outage", "impact-critical"),
        };
        StatusLabel::new(class, self.message(key))
    }

    /// The label of an update: the author's text, else its phase.
    pub fn update_label(&self, update: &PublishedUpdate) -> String {
        match (update.label, update.status) {
            (Some(label), _) => label.to_owned(),
            (None, None) => self.message("phase-update"),
            (None, Some(EntryStatus::Incident(status))) => self.incident_status(Some(status)),
            (None, Some(EntryStatus::Maintenance(status))) => self.maintenance_phase(status).text,
        }
    }

    /// The word for the phase of an incident.
    pub fn incident_status(&self, status: Option<IncidentStatus>) -> String {
        self.message(match status {
            None => "phase-update",
            Some(IncidentStatus::Investigating) => "phase-investigating",
            Some(IncidentStatus::Identified) => "phase-identified",
            Some(IncidentStatus::Monitoring) => "phase-monitoring",
            Some(IncidentStatus::Resolved) => "phase-resolved",
        })
    }

    /// The word for the phase of a maintenance.
    pub fn maintenance_phase(&self, phase: MaintenanceStatus) -> StatusLabel {
        let [class, alone, _] = maintenance_phase_keys(phase);
        StatusLabel::new(class, self.message(alone))
    }

    /// The label of a maintenance in a mixed list.
    pub fn maintenance_entry(&self, phase: MaintenanceStatus) -> StatusLabel {
        let [class, _, entry] = maintenance_phase_keys(phase);
        StatusLabel::new(class, self.message(entry))
    }

    /// The word for the kind of a notice.
    pub fn notice_kind(&self, kind: NoticeKind) -> String {
        self.message(match kind {
            NoticeKind::Feature => "notice-feature",
            NoticeKind::Policy => "notice-policy",
            NoticeKind::Survey => "notice-survey",
            NoticeKind::Security => "notice-security",
            NoticeKind::Other => "notice-other",
        })
    }

    /// How much notice was given before the first window of a maintenance, if that is known.
    pub fn notice_given(&self, notice: Option<Duration>, is_rescheduled: bool) -> String {
        let Some(notice) = notice else {
            return self.message("announcement-unknown");
        };
        if notice.as_seconds() <= 0 {
            return self.message("announced-late");
        }
        let length = self.length(notice);
        if is_rescheduled {
            return message!(self, "announced-before-original", length);
        }
        message!(self, "announced-ahead", length)
    }
}

/// The class of a phase, its message, and that for a list of other things.
fn maintenance_phase_keys(phase: MaintenanceStatus) -> [&'static str; 3] {
    match phase {
        MaintenanceStatus::Scheduled => ["scheduled", "maintenance-scheduled", "entry-scheduled"],
        MaintenanceStatus::InProgress => [
            "maintenance",
            "maintenance-in-progress",
            "entry-in-progress",
        ],
        MaintenanceStatus::Verifying => ["maintenance", "maintenance-verifying", "entry-verifying"],
        MaintenanceStatus::Completed => ["fine", "maintenance-completed", "entry-completed"],
        MaintenanceStatus::Cancelled => ["cancelled", "maintenance-cancelled", "entry-cancelled"],
    }
}
