//! Reads the times of ticket exports, whose format depends on the ticket system.
//!
//! Accepted: day, month and year in a given order or with the year first, with `-`, `/`, `.` or a blank between; then perhaps a clock of 24
//! hours, or of 12 with `AM` or `PM`; then perhaps `Z`, `UTC`, `GMT` or an offset. Or seconds or milliseconds since 1970.

use super::time::{Date, Moment, WallClock};
use super::time_parser::WrittenTime;
use super::vocabulary::words;

words! {
    "order of dates";
    /// How dates are written. A year of four digits that comes first is always recognized.
    pub enum DateOrder {
        /// `2013-07-08`.
        YearFirst = "year-first",
        /// `08/07/2013` is 8 July.
        DayFirst = "day-first",
        /// `07/08/2013` is 8 July.
        MonthFirst = "month-first",
    }
}

/// Reads a time. No other text may surround it.
///
/// # Errors
/// The reason as a phrase.
pub fn parse_export_time(text: &str, order: DateOrder) -> Result<WrittenTime, &'static str> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return parse_unix_time(text);
    }
    let mut reader = ExportTimeReader {
        rest: text.as_bytes(),
    };
    let date = reader.date(order)?;
    if !reader.consume(b'T')
        && !reader.consume(b't')
        && !reader.consume(b',')
        && !reader.rest.starts_with(b" ")
    {
        return if reader.rest.is_empty() {
            Ok(WrittenTime::Day(date))
        } else {
            Err("unexpected text after the date")
        };
    }
    reader.skip_blanks();
    let seconds = reader.clock()?;
    reader.skip_blanks();
    let Some(offset) = reader.offset()? else {
        return Ok(WrittenTime::Local(WallClock { date, seconds }));
    };
    // 1 January 1970 was a Thursday.
    let days = date.days_since(Date::EPOCH_MONDAY) - 3;
    let moment = Moment::from_unix(days * 86_400 + i64::from(seconds) - offset);
    moment.map(WrittenTime::Zoned).ok_or("it is before 1970")
}

fn parse_unix_time(text: &str) -> Result<WrittenTime, &'static str> {
    let number = text.parse::<i64>().ok();
    let seconds = match text.len() {
        10 => number,
        13 => number.map(|milliseconds| milliseconds / 1000),
        _ => None,
    };
    seconds
        .and_then(Moment::from_unix)
        .map(WrittenTime::Zoned)
        .ok_or("not a date")
}

struct ExportTimeReader<'a> {
    rest: &'a [u8],
}

impl ExportTimeReader<'_> {
    fn consume(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == Some(&byte);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    fn skip_blanks(&mut self) {
        while self.consume(b' ') {}
    }

    /// A word at this place, in upper or lower case.
    fn consume_word(&mut self, word: &str) -> bool {
        let found = self
            .rest
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
        if found {
            self.rest = &self.rest[word.len()..];
        }
        found
    }

    /// A number, with how many digits it has: none, or up to four.
    fn number(&mut self) -> (u32, usize) {
        let digits = self
            .rest
            .iter()
            .take(4)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest;
        (
            number
                .iter()
                .fold(0, |number, digit| number * 10 + u32::from(digit - b'0')),
            digits,
        )
    }

    fn date(&mut self, order: DateOrder) -> Result<Date, &'static str> {
        let first = self.number();
        let separator = self
            .rest
            .first()
            .copied()
            .filter(|byte| b"-/. ".contains(byte));
        let separator = separator
            .filter(|_| first.1 > 0)
            .ok_or("expected a date in digits")?;
        self.consume(separator);
        let second = self.number();
        if !self.consume(separator) || second.1 == 0 {
            return Err("expected day, month and year");
        }
        let third = self.number();
        let (year, month, day) = match order {
            _ if first.1 == 4 => (first, second, third),
            DateOrder::YearFirst => {
                return Err(
                    "the year is not first; set `dates: day-first` or `dates: month-first`",
                );
            }
            DateOrder::DayFirst => (third, second, first),
            DateOrder::MonthFirst => (third, first, second),
        };
        if year.1 != 4 {
            return Err("the year needs 4 digits");
        }
        let date = i32::try_from(year.0)
            .ok()
            .and_then(|year| Date::new(year, month.0, day.0));
        date.ok_or("this day does not exist")
    }

    /// Seconds since midnight.
    fn clock(&mut self) -> Result<u32, &'static str> {
        let (hour, digits) = self.number();
        if digits == 0 || digits > 2 || !self.consume(b':') {
            return Err("expected a time of day after the date");
        }
        let (minute, minute_digits) = self.number();
        let mut second = 0;
        if self.consume(b':') {
            second = self.number().0;
            if self.consume(b'.') || self.consume(b',') {
                while self.number().1 > 0 {}
            }
        }
        self.skip_blanks();
        let half = if self.consume_word("am") {
            Some(0)
        } else {
            self.consume_word("pm").then_some(12)
        };
        let hour = match half {
            Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
            Some(_) => return Err("with AM or PM, hours are from 1 to 12"),
            None => hour,
        };
        let good = hour < 24 && minute_digits == 2 && minute < 60 && second < 60;
        if good {
            Ok(hour * 3600 + minute * 60 + second)
        } else {
            Err("invalid time of day")
        }
    }

    /// Seconds east of UTC; `None` if nothing is written.
    fn offset(&mut self) -> Result<Option<i64>, &'static str> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let named = self.consume_word("utc") || self.consume_word("gmt") || self.consume_word("z");
        if named && self.rest.is_empty() {
            return Ok(Some(0));
        }
        let sign = if self.consume(b'+') { 1 } else { -1 };
        if sign < 0 && !self.consume(b'-') {
            return Err("unknown time zone: expected `Z`, `UTC` or an offset such as `+02:00`");
        }
        let (number, digits) = self.number();
        let (hours, minutes) = match digits {
            4 => (number / 100, number % 100),
            1 | 2 if self.consume(b':') => (number, self.number().0),
            1 | 2 => (number, 0),
            _ => return Err("invalid offset"),
        };
        let good = hours <= 14 && minutes < 60 && self.rest.is_empty();
        if good {
            Ok(Some(sign * i64::from(hours * 3600 + minutes * 60)))
        } else {
            Err("invalid offset")
        }
    }
}
