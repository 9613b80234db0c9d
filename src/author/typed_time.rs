//! Times as they are typed in a hurry: `now`, `-10m`, `+30m`, `14:05`, and every form that content files have.

use crate::base::diagnostic::quoted;
use crate::base::time::{Duration, LocalResolution, Moment, WallClock, Zone};
use crate::base::time_parser::{self, WrittenTime};

/// Of which day a clock time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayChoice {
    /// The day that brings it nearest to now: what happened, at any side of midnight.
    Nearest,
    /// The next time that the clock shows it: what is planned.
    Next,
}

/// Reads a time as somebody types it. What says no zone is read in the site's; what counts from now is cut to the minute.
///
/// # Errors
/// The reason, as a sentence that names the text.
pub fn parse_typed_time(
    text: &str,
    now: Moment,
    zone: Zone,
    lean: DayChoice,
) -> Result<Moment, String> {
    let unreadable = |reason: &str| {
        let forms = "write `14:05`, `-10m`, `+2h` or a complete time such as `2026-11-03T14:05Z`";
        format!("invalid time {}: {reason}; {forms}", quoted(text))
    };
    if text == "now" {
        return Ok(truncate_to_minute(now));
    }
    if let Some(length) = text.strip_prefix(['+', '-']) {
        let length =
            time_parser::parse_duration(length).map_err(|found| unreadable(&found.reason))?;
        let seconds = if text.starts_with('-') {
            -length.as_seconds()
        } else {
            length.as_seconds()
        };
        return Ok(truncate_to_minute(now.plus(Duration::seconds(seconds))));
    }
    if text.len() <= "14:05:00".len() && text.contains(':') {
        let padded = if text.find(':') == Some(1) {
            format!("0{text}")
        } else {
            text.to_owned()
        };
        let seconds =
            time_parser::parse_clock(&padded).map_err(|found| unreadable(&found.reason))?;
        return resolve_clock_time(text, seconds, now, zone, lean);
    }
    match time_parser::parse_time(text).map_err(|found| unreadable(&found.reason))? {
        WrittenTime::Zoned(moment) => Ok(moment),
        WrittenTime::Day(date) => Ok(date.start_in(zone)),
        WrittenTime::Local(wall) => resolve_local(text, wall, zone),
    }
}

/// The day, the clock and the zone of a moment, for people: `2026-11-03 15:02 CET`.
pub fn format_local(moment: Moment, zone: Zone) -> String {
    format!(
        "{} {} {}",
        zone.date(moment),
        zone.clock(moment),
        zone.abbreviation(moment)
    )
}

fn truncate_to_minute(moment: Moment) -> Moment {
    moment.plus(Duration::seconds(-moment.unix().rem_euclid(60)))
}

fn resolve_clock_time(
    text: &str,
    seconds: u32,
    now: Moment,
    zone: Zone,
    lean: DayChoice,
) -> Result<Moment, String> {
    let today = zone.date(now);
    // 24:00 is the beginning of the next day.
    let (later, seconds) = (i64::from(seconds / 86_400), seconds % 86_400);
    let mut best: Option<(i64, Result<Moment, String>)> = None;
    for day in -1..=1 {
        let wall = WallClock {
            date: today.plus_days(day + later),
            seconds,
        };
        // Where the clock shows it twice or never, either reading tells how far away the day is.
        let (LocalResolution::Unique(near)
        | LocalResolution::Ambiguous(near, _)
        | LocalResolution::Nonexistent(near, _)) = zone.resolve(wall);
        let away = near.since(now).as_seconds();
        let away = match lean {
            DayChoice::Nearest => away.abs(),
            DayChoice::Next if away < 0 => i64::MAX,
            DayChoice::Next => away,
        };
        if best.as_ref().is_none_or(|(least, _)| away < *least) {
            best = Some((away, resolve_local(text, wall, zone)));
        }
    }
    best.map_or_else(|| Ok(now), |(_, found)| found)
}

fn resolve_local(text: &str, wall: WallClock, zone: Zone) -> Result<Moment, String> {
    let both = |first, second| {
        format!(
            "{} or {}",
            zone.to_the_minute(first),
            zone.to_the_minute(second)
        )
    };
    let name = zone.name();
    match zone.resolve(wall) {
        LocalResolution::Unique(moment) => Ok(moment),
        LocalResolution::Ambiguous(first, second) => Err(format!(
            "{} is on the clock of {name} twice that day: write {}",
            quoted(text),
            both(first, second)
        )),
        LocalResolution::Nonexistent(before, after) => Err(format!(
            "{} is never on the clock of {name} that day: write {}",
            quoted(text),
            both(before, after)
        )),
    }
}
