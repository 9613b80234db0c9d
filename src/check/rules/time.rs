//! Rules of times, dates, durations and periods.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::base::time::{Duration, Moment};

register! {
    "Times": BAD_TIME, BAD_DATE, BAD_DURATION, BAD_PERIOD, ZONELESS_TIME, SKIPPED_TIME, DOUBLED_TIME, END_BEFORE_START
}

rule! {
    /// A time cannot be read, does not exist, or is before 1970.
    ///
    /// Everything a status page says is about times. Write the full form with a zone; seconds may be left out.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-31T14:02Z
    ///                  ^^
    /// impact: minor
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// impact: minor
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    BAD_TIME: Error = "bad-time"
}

pub(in crate::check) fn bad_time(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_TIME,
        span,
        format!("{} is no time: {reason}", quoted(text)),
    )
    .help("write it as `2026-11-03T14:02Z`")
}

rule! {
    /// A day cannot be read, or it says a time of day too.
    ///
    /// `3/11/2026` is March in one country and November in another. Days are written with the year first: `2026-11-03`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # components.yaml
    /// groups:
    ///   - id: front
    ///     name: Front
    ///     components:
    ///       - { id: api, name: API, since: 16.6.2015 }
    ///                                      ^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # components.yaml
    /// groups:
    ///   - id: front
    ///     name: Front
    ///     components:
    ///       - { id: api, name: API, since: 2015-06-16 }
    /// ```
    BAD_DATE: Error = "bad-date"
}

pub(in crate::check) fn bad_date(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_DATE,
        span,
        format!("{} is no date: {reason}", quoted(text)),
    )
    .help("write it as `2026-11-03`")
}

rule! {
    /// A duration is not of the form `30m`, `24h` or `5d`.
    ///
    /// Durations are a number and one letter, so that nobody has to guess whether `90` means seconds or minutes.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: We look., next_update: 30 minutes }
    ///                                                                                    ^^^^^^^^
    ///   - { at: 2026-11-03T14:30Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: We look., next_update: 30m }
    ///   - { at: 2026-11-03T14:30Z, status: resolved, text: It is over. }
    /// ```
    BAD_DURATION: Error = "bad-duration"
}

pub(in crate::check) fn bad_duration(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_DURATION,
        span,
        format!("{} is no duration: {reason}", quoted(text)),
    )
    .help("write it as `30m`, `24h` or `5d`")
}

rule! {
    /// A period is none of `2013-W27`, `2013-07`, `2013-Q3` and `2013-07-01/2013-07-14`.
    ///
    /// Reports are compared with the one before, so periods have one spelling: weeks as `2013-W27`, months as `2013-07`, quarters as `2013-Q3`,
    /// or two days with a slash. Not every year has a week 53.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/usage.yaml
    /// measure: databases
    /// periods: { 2013-W53: 12 }
    ///            ^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/usage.yaml
    /// measure: databases
    /// periods: { 2013-W52: 12 }
    /// ```
    BAD_PERIOD: Error = "bad-period"
}

pub(in crate::check) fn bad_period(period: &Spanned<String>) -> Diagnostic {
    let is_week = period
        .value
        .split_once("-W")
        .is_some_and(|(year, week)| year.len() == 4 && week.len() == 2);
    let reason = if is_week {
        ": the year has no such week"
    } else {
        ""
    };
    Diagnostic::new(
        &BAD_PERIOD,
        period.span,
        format!("{} is no period{reason}", quoted(&period.value)),
    )
    .help("write `2013-W27`, `2013-07`, `2013-Q3` or `2013-07-01/2013-07-14`")
}

rule! {
    /// A time says no zone; it is read in the site's.
    ///
    /// At night it is easy to write the clock on the wall where UTC was meant. A time without a zone is read in the site's zone; the suggested
    /// edit writes that out, so that a reviewer can see whether it is what was meant.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03 14:02
    ///          ^^^^^^^^^^^^^^^^
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ZONELESS_TIME: Warning = "zoneless-time"
}

pub(in crate::check) fn zoneless_time(
    time: &Spanned<String>,
    read: Option<(&str, Moment)>,
) -> Diagnostic {
    let text = quoted(&time.value);
    let Some((zone, moment)) = read else {
        return Diagnostic::new(&ZONELESS_TIME, time.span, format!("{text} says no zone"))
            .help("write `Z` for UTC at its end, or an offset such as `+01:00`");
    };
    let moment = as_written(moment);
    Diagnostic::new(
        &ZONELESS_TIME,
        time.span,
        format!("{text} says no zone and is read in {zone}"),
    )
    .suggest(Some(&moment))
    .help(format!("write `{moment}` if that is what is meant"))
}

rule! {
    /// A time without a zone never was on the clock, when clocks were set forward.
    ///
    /// When clocks are set forward, an hour never happens. The message gives both times that can have been meant.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Europe/Berlin
    /// ```
    ///
    /// ```markdown
    /// <!-- notices/clocks.md -->
    /// ---
    /// title: Clocks
    /// published: 2026-03-29 02:30
    ///            ^^^^^^^^^^^^^^^^
    /// ---
    /// Clocks go forward tonight.
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Europe/Berlin
    /// ```
    ///
    /// ```markdown
    /// <!-- notices/clocks.md -->
    /// ---
    /// title: Clocks
    /// published: 2026-03-29T01:30Z
    /// ---
    /// Clocks go forward tonight.
    /// ```
    SKIPPED_TIME: Error = "skipped-time"
}

pub(in crate::check) fn skipped_time(
    time: &Spanned<String>,
    zone: &str,
    before: Moment,
    after: Moment,
) -> Diagnostic {
    let text = quoted(&time.value);
    let (before, after) = (as_written(before), as_written(after));
    Diagnostic::new(
        &SKIPPED_TIME,
        time.span,
        format!("{text} never was in {zone}: clocks were set forward over it"),
    )
    .help(format!("write `{before}` or `{after}`"))
}

rule! {
    /// A time without a zone was on the clock twice, when clocks were set back.
    ///
    /// When clocks are set back, an hour happens twice. Only a zone at the end of the time says which of the two is meant.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Europe/Berlin
    /// ```
    ///
    /// ```markdown
    /// <!-- notices/clocks.md -->
    /// ---
    /// title: Clocks
    /// published: 2026-10-25 02:30
    ///            ^^^^^^^^^^^^^^^^
    /// ---
    /// Clocks go back tonight.
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Europe/Berlin
    /// ```
    ///
    /// ```markdown
    /// <!-- notices/clocks.md -->
    /// ---
    /// title: Clocks
    /// published: 2026-10-25T02:30+02:00
    /// ---
    /// Clocks go back tonight.
    /// ```
    DOUBLED_TIME: Error = "doubled-time"
}

pub(in crate::check) fn doubled_time(
    time: &Spanned<String>,
    zone: &str,
    first: Moment,
    second: Moment,
) -> Diagnostic {
    let text = quoted(&time.value);
    let (first, second) = (as_written(first), as_written(second));
    Diagnostic::new(
        &DOUBLED_TIME,
        time.span,
        format!("{text} was twice in {zone}: clocks were set back over it"),
    )
    .help(format!(
        "write `{first}` for the first or `{second}` for the second"
    ))
}

rule! {
    /// Something ends before it starts, or at the same time.
    ///
    /// A length below zero would spoil every figure that is made from it. Mostly the two are exchanged, or the night has passed midnight and one
    /// of the days is wrong.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// ended: 2026-11-03T13:59Z
    ///        ^^^^^^^^^^^^^^^^^
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T13:59Z
    /// ended: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    END_BEFORE_START: Error = "end-before-start"
}

pub(in crate::check) fn end_before_start(
    end: &Spanned<String>,
    [from, to]: [&str; 2],
    start: Span,
) -> Diagnostic {
    let text = quoted(&end.value);
    Diagnostic::new(
        &END_BEFORE_START,
        end.span,
        format!("`{to}` is {text}, which is not after `{from}`"),
    )
    .label("the end")
    .also_at(start, "the start")
    .help("exchange the two, or mend the day")
}

/// A moment as an author would write it: with seconds only where it has them.
fn as_written(moment: Moment) -> String {
    if moment.unix() % 60 == 0 {
        moment.to_the_minute()
    } else {
        moment.rfc3339()
    }
}

/// A length of time in words, such as `1 h 5 min`.
pub(in crate::check) fn format_duration(duration: Duration) -> String {
    let minutes = duration.as_minutes();
    let units = [
        (minutes / 1440, "d"),
        (minutes % 1440 / 60, "h"),
        (minutes % 60, "min"),
    ];
    let said: Vec<String> = units
        .iter()
        .filter(|(amount, _)| *amount > 0)
        .map(|(amount, unit)| format!("{amount} {unit}"))
        .collect();
    if said.is_empty() {
        format!("{} s", duration.as_seconds())
    } else {
        said.join(" ")
    }
}
