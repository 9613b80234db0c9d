//! Rules of times, dates, durations and periods.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::base::time::{Date, Duration, Moment};
use crate::base::time_parser::{TimeError, parse_time};

register! {
    "Times": INVALID_TIME, INVALID_DATE, INVALID_DURATION, INVALID_PERIOD, MISSING_TIME_ZONE, NONEXISTENT_TIME, AMBIGUOUS_TIME, END_BEFORE_START
}

rule! {
    /// The time is invalid, does not exist, or is before 1970.
    ///
    /// Check that the date exists: November has 30 days. The form is `2026-11-03T14:02Z`; seconds are optional.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    INVALID_TIME: Error = "invalid-time"
}

/// A date alone where it would silently be midnight.
pub(crate) fn missing_time_of_day(date: &Spanned<String>, otherwise: &str) -> Diagnostic {
    let text = quoted(&date.value);
    let message = format!("invalid time {text}: the time of day is missing");
    Diagnostic::new(&INVALID_TIME, date.span, message).help(format!(
        "write the time of day too, such as `{}T14:02Z`; if nobody knows it, {otherwise}",
        date.value
    ))
}

pub(crate) fn invalid_time(span: Span, text: &str, error: &TimeError) -> Diagnostic {
    let message = format!("invalid time {}: {}", quoted(text), error.reason);
    Diagnostic::new(&INVALID_TIME, span, message).help(if error.is_out_of_range {
        "use a date and time that exist, from 1970 to 9999"
    } else {
        "use the form `2026-11-03T14:02Z`"
    })
}

rule! {
    /// The date is invalid, or it includes a time of day.
    ///
    /// `3/11/2026` means March in some countries and November in others. Write dates with the year first: `2026-11-03`.
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
    INVALID_DATE: Error = "invalid-date"
}

pub(crate) fn invalid_date(span: Span, text: &str, error: &TimeError) -> Diagnostic {
    let message = format!("invalid date {}: {}", quoted(text), error.reason);
    Diagnostic::new(&INVALID_DATE, span, message).help(if error.is_out_of_range {
        "use a date that exists, from 1970 to 9999"
    } else {
        "use the form `2026-11-03`"
    })
}

pub(crate) fn time_instead_of_date(text: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "invalid date {}: it includes a time of day",
        quoted(&text.value)
    );
    Diagnostic::new(&INVALID_DATE, text.span, message).help("remove the time of day")
}

rule! {
    /// The duration is not of the form `30m`, `24h` or `5d`.
    ///
    /// A duration is a number and a unit, so that `90` cannot be read as both seconds and minutes.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: We are looking into it., next_update: 30 minutes }
    ///                                                                                                   ^^^^^^^^
    ///   - { at: 2026-11-03T14:30Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: We are looking into it., next_update: 30m }
    ///   - { at: 2026-11-03T14:30Z, status: resolved, text: The problem is fixed. }
    /// ```
    INVALID_DURATION: Error = "invalid-duration"
}

pub(crate) fn invalid_duration(span: Span, text: &str, error: &TimeError) -> Diagnostic {
    let message = format!("invalid duration {}: {}", quoted(text), error.reason);
    Diagnostic::new(&INVALID_DURATION, span, message).help(if error.is_out_of_range {
        "use a duration from `1s` to `36500d`"
    } else {
        "use the form `30m`, `24h`, `5d` or `1h30m`"
    })
}

rule! {
    /// The period is not of the form `2013-W27`, `2013-07`, `2013-Q3` or `2013-07-01/2013-07-14`.
    ///
    /// Each report is compared with the report of the previous period, so periods must be written in a form that the program can order:
    /// a week as `2013-W27`, a month as `2013-07`, a quarter as `2013-Q3`, or two dates with a slash. Not every year has a week 53.
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
    INVALID_PERIOD: Error = "invalid-period"
}

pub(crate) fn invalid_period(period: &Spanned<String>) -> Diagnostic {
    let text = quoted(&period.value);
    let (message, help) = match period_problem(&period.value) {
        Some((reason, help)) => (format!("invalid period {text}: {reason}"), help),
        None => (
            format!("invalid period {text}"),
            "use the form `2013-W27`, `2013-07`, `2013-Q3` or `2013-07-01/2013-07-14`".to_owned(),
        ),
    };
    Diagnostic::new(&INVALID_PERIOD, period.span, message).help(help)
}

/// Why a text in the form of a period is none, and the help.
fn period_problem(text: &str) -> Option<(String, String)> {
    if let Some((year, week)) = text.split_once("-W") {
        let (year, week): (i32, u32) = (year.parse().ok()?, week.parse().ok()?);
        let last = Date::of_week(year, 53).map_or(52, |_| 53);
        return (week > last).then(|| {
            let reason = format!("{year} has only {last} weeks");
            let next = year.saturating_add(1);
            (reason, format!("use `{year}-W{last}` or `{next}-W01`"))
        });
    }
    let days = match text.split_once('/') {
        Some((first, last)) => [parse_time(first), parse_time(last)],
        None => [parse_time(text), parse_time(&format!("{text}-01"))],
    };
    match days {
        [Ok(_), Ok(_)] => Some((
            "the first day is after the last".to_owned(),
            "swap the two dates".to_owned(),
        )),
        [Err(error), _] | [_, Err(error)] if error.is_out_of_range => Some((
            error.reason,
            "use months and days that exist, from 1970 to 9999".to_owned(),
        )),
        _ => None,
    }
}

rule! {
    /// The time has no time zone and is read in the time zone of the site.
    ///
    /// It is easy to write local time where UTC was meant. The suggested edit adds the time zone, so that a reviewer can see which time
    /// is meant.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    MISSING_TIME_ZONE: Warning = "missing-time-zone"
}

pub(crate) fn missing_time_zone(
    time: &Spanned<String>,
    read: Option<(&str, Moment)>,
) -> Diagnostic {
    let text = quoted(&time.value);
    let Some((zone, moment)) = read else {
        return Diagnostic::new(
            &MISSING_TIME_ZONE,
            time.span,
            format!("missing time zone in {text}"),
        )
        .help("add `Z` for UTC, or an offset such as `+01:00`");
    };
    let moment = as_written(moment);
    Diagnostic::new(
        &MISSING_TIME_ZONE,
        time.span,
        format!("missing time zone in {text}: it is read in {zone}"),
    )
    .suggest(Some(&moment))
    .help(format!("use `{moment}` if this is the time you mean"))
}

rule! {
    /// The local time does not exist, because clocks moved forward.
    ///
    /// When daylight saving time begins, an hour is skipped. The message shows the two times that may be meant.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
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
    /// site_id: example
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
    NONEXISTENT_TIME: Error = "nonexistent-time"
}

pub(crate) fn nonexistent_time(
    time: &Spanned<String>,
    zone: &str,
    before: Moment,
    after: Moment,
) -> Diagnostic {
    let text = quoted(&time.value);
    let (before, after) = (as_written(before), as_written(after));
    Diagnostic::new(
        &NONEXISTENT_TIME,
        time.span,
        format!(
            "the local time {text} does not exist in {zone}: clocks moved forward and skipped it"
        ),
    )
    .help(format!("use `{before}` or `{after}`"))
}

rule! {
    /// The local time occurred twice, because clocks moved back.
    ///
    /// When daylight saving time ends, an hour is repeated. Add an offset, such as `+02:00`, or write the time in UTC, ending in `Z`,
    /// to show which of the two is meant.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
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
    /// site_id: example
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
    AMBIGUOUS_TIME: Error = "ambiguous-time"
}

pub(crate) fn ambiguous_time(
    time: &Spanned<String>,
    zone: &str,
    first: Moment,
    second: Moment,
) -> Diagnostic {
    let text = quoted(&time.value);
    let (first, second) = (as_written(first), as_written(second));
    Diagnostic::new(
        &AMBIGUOUS_TIME,
        time.span,
        format!(
            "the local time {text} is ambiguous in {zone}: clocks moved back, so it occurred twice"
        ),
    )
    .help(format!(
        "use `{first}` for the first or `{second}` for the second"
    ))
}

rule! {
    /// The end is not after the start.
    ///
    /// A negative duration would distort every statistic. Usually the two are swapped, or the date is wrong after midnight.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    END_BEFORE_START: Error = "end-before-start"
}

pub(crate) fn end_before_start(
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
    .help("swap the two, or correct one of them")
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
pub(crate) fn format_duration(duration: Duration) -> String {
    let minutes = duration.as_minutes();
    let units = [
        (minutes / 1440, "d"),
        (minutes % 1440 / 60, "h"),
        (minutes % 60, "min"),
    ];
    let parts: Vec<String> = units
        .iter()
        .filter(|(amount, _)| *amount > 0)
        .map(|(amount, unit)| format!("{amount} {unit}"))
        .collect();
    if parts.is_empty() {
        format!("{} s", duration.as_seconds())
    } else {
        parts.join(" ")
    }
}
