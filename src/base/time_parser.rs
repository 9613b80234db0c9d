//! Reads times and durations as authors write them, and says which characters are wrong.
//!
//! Accepted: `2026-11-03T14:02Z`, with seconds, a fraction that is dropped, or an offset; a blank for the `T`; `2026-11-03 14:02 UTC`;
//! the same without a zone; a date alone. Durations: `30m`, `24h`, `5d`, `90s`, `1h30m`.

use std::ops::Range;

use super::diagnostic::quoted;
use super::time::{Date, Duration, Moment, WallClock};

/// A time as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenTime {
    /// With a time zone.
    Zoned(Moment),
    /// A date and a time of day without a time zone.
    Local(WallClock),
    /// A date alone.
    Day(Date),
}

/// Why a text is not a time or duration, and which bytes are wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeError {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// The reason, as a phrase: `month 13 does not exist`.
    pub reason: String,
    /// The form is right, but there is no such day or time of day, or it is not supported.
    pub is_out_of_range: bool,
}

fn form_error<T>(range: Range<usize>, reason: impl Into<String>) -> Result<T, TimeError> {
    Err(TimeError {
        range,
        reason: reason.into(),
        is_out_of_range: false,
    })
}

fn range_error<T>(range: Range<usize>, reason: impl Into<String>) -> Result<T, TimeError> {
    Err(TimeError {
        range,
        reason: reason.into(),
        is_out_of_range: true,
    })
}

/// Whether a time is a date without a time of day.
pub fn is_date_only(text: &str) -> bool {
    matches!(parse_time(text), Ok(WrittenTime::Day(_)))
}

/// Reads digits and separators from left to right and keeps the position.
struct TimeReader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> TimeReader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn current_char(&self) -> Range<usize> {
        let width = self.rest().chars().next().map_or(0, char::len_utf8);
        self.at..self.at + width
    }

    fn consume(&mut self, separator: char) -> bool {
        let found = self.rest().starts_with(separator);
        if found {
            self.at += separator.len_utf8();
        }
        found
    }

    /// Exactly `count` digits, within `range`.
    fn number(
        &mut self,
        count: usize,
        what: &str,
        range: std::ops::RangeInclusive<u32>,
    ) -> Result<u32, TimeError> {
        let digits = self
            .rest()
            .bytes()
            .take(count)
            .take_while(u8::is_ascii_digit)
            .count();
        if digits < count {
            let written = self.at..self.at + digits.max(self.current_char().len());
            return form_error(written, format!("the {what} needs {count} digits"));
        }
        let place = self.at..self.at + count;
        let value: u32 = self.text[place.clone()].parse().unwrap_or(u32::MAX);
        self.at += count;
        if range.contains(&value) {
            Ok(value)
        } else {
            range_error(place, format!("{what} {value} does not exist"))
        }
    }

    fn expect(&mut self, separator: char, what: &str) -> Result<(), TimeError> {
        if self.consume(separator) {
            Ok(())
        } else {
            form_error(
                self.current_char(),
                format!("expected `{separator}` {what}"),
            )
        }
    }

    fn date(&mut self) -> Result<Date, TimeError> {
        let start = self.at;
        let year = self
            .number(4, "year", 0..=9999)
            .map_err(|fault| TimeError {
                reason: "expected a date such as `2026-04-03`".into(),
                ..fault
            })?;
        if year < 1970 {
            return range_error(start..self.at, format!("year {year} is before 1970"));
        }
        self.expect('-', "after the year")?;
        let month = self.number(2, "month", 1..=12)?;
        self.expect('-', "after the month")?;
        let day_at = self.at;
        let day = self.number(2, "day", 1..=31)?;
        match Date::new(i32::try_from(year).unwrap_or_default(), month, day) {
            Some(date) => Ok(date),
            None => range_error(
                day_at..self.at,
                format!("{year}-{month:02} has no day {day}"),
            ),
        }
    }

    /// Hours, minutes and perhaps seconds, as seconds of the day.
    fn clock(&mut self) -> Result<u32, TimeError> {
        let hour = self.number(2, "hour", 0..=23)?;
        self.expect(':', "after the hour")?;
        let minute = self.number(2, "minute", 0..=59)?;
        let mut second = 0;
        if self.consume(':') {
            second = self.number(2, "second", 0..=59)?;
            if self.consume('.') {
                self.at += self.rest().bytes().take_while(u8::is_ascii_digit).count();
            }
        }
        Ok(hour * 3600 + minute * 60 + second)
    }

    /// The zone at the end as seconds east of UTC, `None` if nothing is written.
    fn offset(&mut self) -> Result<Option<i64>, TimeError> {
        let start = self.at;
        while self.consume(' ') {}
        let zone = self.rest();
        if zone.is_empty() {
            return if self.at == start {
                Ok(None)
            } else {
                form_error(start..self.at, "remove the space at the end")
            };
        }
        if matches!(zone, "Z" | "z" | "UTC" | "utc" | "GMT") {
            self.at = self.text.len();
            return Ok(Some(0));
        }
        let sign = if self.consume('+') {
            1
        } else if self.consume('-') {
            -1
        } else {
            0
        };
        if sign == 0 {
            let reason = format!(
                "unknown offset {}: expected `Z` or an offset such as `+01:00`",
                quoted(zone)
            );
            return form_error(self.at..self.text.len(), reason);
        }
        let hours = self.number(2, "offset's hour", 0..=14)?;
        self.consume(':');
        let minutes = self.number(2, "offset's minute", 0..=59)?;
        Ok(Some(sign * i64::from(hours * 3600 + minutes * 60)))
    }
}

/// Reads a time. The caller decides what a time without a zone means.
///
/// # Errors
/// [`TimeError`] with the first wrong characters.
pub fn parse_time(text: &str) -> Result<WrittenTime, TimeError> {
    let mut reader = TimeReader { text, at: 0 };
    let date = reader.date()?;
    if reader.rest().is_empty() {
        return Ok(WrittenTime::Day(date));
    }
    if !(reader.consume('T') || reader.consume('t') || reader.consume(' ')) {
        return form_error(
            reader.current_char(),
            "expected `T` between the date and the time",
        );
    }
    let seconds = reader.clock()?;
    let offset = reader.offset()?;
    if !reader.rest().is_empty() {
        return form_error(
            reader.at..text.len(),
            format!("unexpected text {} after the time", quoted(reader.rest())),
        );
    }
    let Some(offset) = offset else {
        return Ok(WrittenTime::Local(WallClock { date, seconds }));
    };
    let midnight = date.start_in(super::time::Zone::UTC).unix();
    match Moment::from_unix(midnight + i64::from(seconds) - offset) {
        Some(moment) => Ok(WrittenTime::Zoned(moment)),
        None => range_error(0..text.len(), "before 1970 or after 9999 in UTC"),
    }
}

/// Reads a time of day, such as `09:00`, as seconds since midnight; `24:00` is the end of the day.
///
/// # Errors
/// [`TimeError`] with the first wrong characters.
pub fn parse_clock(text: &str) -> Result<u32, TimeError> {
    if text == "24:00" {
        return Ok(86_400);
    }
    let mut reader = TimeReader { text, at: 0 };
    let seconds = reader.clock()?;
    let rest = reader.rest();
    if rest.is_empty() {
        Ok(seconds)
    } else {
        form_error(
            reader.at..text.len(),
            format!("unexpected text {} after the time", quoted(rest)),
        )
    }
}

/// Reads a duration: whole numbers with `s`, `m`, `h` or `d`, largest first, together more than nothing.
///
/// # Errors
/// [`TimeError`] with the first wrong characters.
pub fn parse_duration(text: &str) -> Result<Duration, TimeError> {
    let units = [('d', 86_400), ('h', 3600), ('m', 60), ('s', 1)];
    let (mut total, mut last, mut at) = (0_i64, i64::MAX, 0);
    while at < text.len() || at == 0 {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let Some(unit) = text[at + digits..].chars().next().filter(|_| digits > 0) else {
            return form_error(at..text.len(), "expected a number and a unit");
        };
        let place = at..at + digits + unit.len_utf8();
        let Some((_, seconds)) = units.iter().find(|(letter, _)| *letter == unit) else {
            let rest = &text[at + digits..];
            let word = rest
                .split(|c: char| c.is_ascii_digit())
                .next()
                .unwrap_or_default();
            let reason = match word.trim() {
                word if units
                    .iter()
                    .any(|(letter, _)| word.starts_with(*letter) && word.len() == 1) =>
                {
                    "remove the space before the unit".to_owned()
                }
                word => format!(
                    "unknown unit {}: expected `s`, `m`, `h` or `d`",
                    quoted(word)
                ),
            };
            return form_error(at + digits..at + digits + word.len(), reason);
        };
        let amount = text[at..at + digits]
            .parse::<i64>()
            .ok()
            .filter(|amount| *amount <= 36_500);
        let Some(amount) = amount else {
            return range_error(place, "longer than a hundred years");
        };
        if *seconds >= last {
            return form_error(place, "write the larger unit first");
        }
        (total, last, at) = (total + amount * seconds, *seconds, place.end);
    }
    if total == 0 {
        range_error(0..text.len(), "expected more than zero")
    } else {
        Ok(Duration::seconds(total))
    }
}
