//! Rules of teams and of counts of pages.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::period::Period;
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};

register! {
    "Teams and on-call alerts": UNKNOWN_TEAM, INVALID_TIME_OF_DAY, UNQUOTED_CLOCK, COUNTS_OR_EVENTS, ALERT_OUTSIDE_PERIOD
}

rule! {
    /// The team is not declared in `internal/teams.yaml`.
    ///
    /// Without a known team, on-call alerts and services would have no owner. Teams are declared in `internal/teams.yaml`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/teams.yaml
    /// teams:
    ///   - id: data
    ///     name: Data
    ///     time_zone: Europe/Berlin
    ///     working_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" }
    /// ```
    ///
    /// ```yaml
    /// # internal/on-call/2013-W28.yaml
    /// period: 2013-W28
    /// teams: { date: { after_hours: 1, in_hours: 2 } }
    ///          ^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/teams.yaml
    /// teams:
    ///   - id: data
    ///     name: Data
    ///     time_zone: Europe/Berlin
    ///     working_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" }
    /// ```
    ///
    /// ```yaml
    /// # internal/on-call/2013-W28.yaml
    /// period: 2013-W28
    /// teams: { data: { after_hours: 1, in_hours: 2 } }
    /// ```
    UNKNOWN_TEAM: Error = "unknown-team"
}

pub(crate) fn unknown_team<'a>(
    team: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_TEAM,
        team.span,
        format!("unknown team {}", quoted(&team.value)),
    )
    .help("declare the team in `internal/teams.yaml`")
    .suggest(nearest(&team.value, known))
}

rule! {
    /// The time of day is invalid.
    ///
    /// Write two digits for the hour and two for the minute, from `"00:00"` to `"24:00"`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/teams.yaml
    /// teams:
    ///   - id: data
    ///     name: Data
    ///     time_zone: Europe/Berlin
    ///     working_hours: { days: [mon, tue, wed, thu, fri], from: "9:00", to: "18:00" }
    ///                                                              ^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/teams.yaml
    /// teams:
    ///   - id: data
    ///     name: Data
    ///     time_zone: Europe/Berlin
    ///     working_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" }
    /// ```
    INVALID_TIME_OF_DAY: Error = "invalid-time-of-day"
}

pub(crate) fn invalid_time_of_day(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &INVALID_TIME_OF_DAY,
        span,
        format!("invalid time of day {}: {reason}", quoted(text)),
    )
    .help("use the form `\"09:00\"`, from `\"00:00\"` to `\"24:00\"`")
}

rule! {
    /// A time of day needs quotes: some YAML parsers read times such as `10:30` as numbers.
    ///
    /// Without quotes, YAML 1.1 parsers read `10:30` as the number 630. This program does not, but others may read the file too.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/teams.yaml
    /// teams:
    ///   - id: data
    ///     name: Data
    ///     time_zone: Europe/Berlin
    ///     working_hours: { days: [mon, tue, wed, thu, fri], from: 09:30, to: "18:00" }
    ///                                                             ^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/teams.yaml
    /// teams:
    ///   - id: data
    ///     name: Data
    ///     time_zone: Europe/Berlin
    ///     working_hours: { days: [mon, tue, wed, thu, fri], from: "09:30", to: "18:00" }
    /// ```
    UNQUOTED_CLOCK: Warning = "unquoted-clock"
}

pub(crate) fn unquoted_clock(clock: &Spanned<String>) -> Diagnostic {
    let text = quoted(&clock.value);
    Diagnostic::new(
        &UNQUOTED_CLOCK,
        clock.span,
        format!("{text} needs quotes: some YAML parsers read times such as `10:30` as numbers"),
    )
    .suggest(Some(&format!("\"{}\"", clock.value)))
    .help(format!("write `\"{}\"`", clock.value))
}

rule! {
    /// An on-call file has both counts (`teams`) and individual alerts (`events`), or neither.
    ///
    /// Each alert is counted once. Write either counts per team or individual alerts.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/teams.yaml
    /// teams:
    ///   - id: data
    ///     name: Data
    ///     time_zone: Europe/Berlin
    ///     working_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" }
    /// ```
    ///
    /// ```yaml
    /// # internal/on-call/2013-W28.yaml
    /// period: 2013-W28
    /// teams: { data: { after_hours: 1, in_hours: 0 } }
    /// events: []
    ///         ^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/teams.yaml
    /// teams:
    ///   - id: data
    ///     name: Data
    ///     time_zone: Europe/Berlin
    ///     working_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" }
    /// ```
    ///
    /// ```yaml
    /// # internal/on-call/2013-W28.yaml
    /// period: 2013-W28
    /// teams: { data: { after_hours: 1, in_hours: 0 } }
    /// ```
    COUNTS_OR_EVENTS: Error = "counts-or-events"
}

pub(crate) fn counts_or_events(place: Span, both: bool) -> Diagnostic {
    let found = if both {
        "found both `teams` and `events`"
    } else {
        "found neither `teams` nor `events`"
    };
    Diagnostic::new(
        &COUNTS_OR_EVENTS,
        place,
        format!("expected either `teams` or `events`, {found}"),
    )
    .help("use `teams:` with counts, or `events:` with individual on-call alerts")
}

rule! {
    /// An on-call alert is outside the period of its file.
    ///
    /// It would be counted in the wrong period. Around midnight check the time zone: the `time_zone` of the file, or else that of the
    /// site.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/teams.yaml
    /// teams:
    ///   - id: data
    ///     name: Data
    ///     time_zone: Europe/Berlin
    ///     working_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" }
    /// ```
    ///
    /// ```yaml
    /// # internal/on-call/2013-W28.yaml
    /// period: 2013-W28
    /// events:
    ///   - { at: 2013-07-07T21:59Z, team: data }
    ///           ^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/teams.yaml
    /// teams:
    ///   - id: data
    ///     name: Data
    ///     time_zone: Europe/Berlin
    ///     working_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" }
    /// ```
    ///
    /// ```yaml
    /// # internal/on-call/2013-W28.yaml
    /// period: 2013-W28
    /// events:
    ///   - { at: 2013-07-08T21:59Z, team: data }
    /// ```
    ALERT_OUTSIDE_PERIOD: Error = "alert-outside-period"
}

pub(crate) fn alert_outside_period(at: &Spanned<String>, period: Period, zone: &str) -> Diagnostic {
    let message = format!(
        "the alert at {} is outside {period} in {zone}",
        quoted(&at.value)
    );
    Diagnostic::new(&ALERT_OUTSIDE_PERIOD, at.span, message)
        .help("correct the time, or move the alert to the file of its period")
}
