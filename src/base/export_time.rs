//! Reads the times of ticket exports, which whose format depends on the help desk.
//!
//! Accepted: day, month and year in a given order or with the year first, the month in digits or as an English name, perhaps after a day of
//! the week; then perhaps a clock of 24 hours, or of 12 with `AM` or `PM`; then perhaps an offset, `Z` or a common abbreviation of a zone. Or
//! seconds or milliseconds since 1970, or the serial number of a day in a spreadsheet. What else there is can be described by a format of
//! `strptime`.

use std::borrow::Cow;

use super::time::{Date, FormattedTime, Moment, WallClock, parse_formatted};
use super::time_parser::WrittenTime;
use super::vocabulary::words;
use super::zone_abbreviation::zone_abbreviation;

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

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The serial number that spreadsheets have for 1 January 1970; they count from 30 December 1899.
const SERIAL_OF_1970: i64 = 25_569;
/// The days that serial numbers may stand for: 1970 to 2119.
const SERIAL_DAYS: std::ops::Range<i64> = SERIAL_OF_1970..80_000;

/// Reads a time. No other text may surround it. Spaces may be of any width, and marks that cannot be seen are ignored.
///
/// # Errors
/// The reason as a phrase.
pub fn parse_export_time(text: &str, order: DateOrder) -> Result<WrittenTime, &'static str> {
    let text = visible_text(text);
    let text = text.trim();
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.matches('.').count() < 2 {
        return parse_number(text);
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
    match reader.offset()? {
        None => Ok(WrittenTime::Local(WallClock { date, seconds })),
        Some(offset) => zoned(date, seconds, offset),
    }
}

/// Reads a time in a format of `strptime`.
///
/// # Errors
/// The reason as a phrase.
pub fn parse_export_time_as(text: &str, format: &str) -> Result<WrittenTime, &'static str> {
    match parse_formatted(visible_text(text).trim(), format) {
        None => Err("it does not have the `format` that product.yaml declares"),
        Some(FormattedTime::Moment(moment)) => Ok(WrittenTime::Zoned(moment)),
        Some(FormattedTime::Day(date)) => Ok(WrittenTime::Day(date)),
        Some(FormattedTime::Local(wall)) => Ok(WrittenTime::Local(wall)),
    }
}

fn zoned(date: Date, seconds: u32, offset: i64) -> Result<WrittenTime, &'static str> {
    // 1 January 1970 was a Thursday.
    let days = date.days_since(Date::EPOCH_MONDAY) - 3;
    let moment = Moment::from_unix(days * 86_400 + i64::from(seconds) - offset);
    moment.map(WrittenTime::Zoned).ok_or("it is before 1970")
}

/// A text in which each space is an ordinary one, without characters that have no width.
pub fn visible_text(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let hidden = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.chars()
        .filter(|c| !hidden(c))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect::<String>()
        .into()
}

/// Seconds or milliseconds since 1970, a day as `20130708`, or the serial number of a spreadsheet.
fn parse_number(text: &str) -> Result<WrittenTime, &'static str> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let number: i64 = whole.parse().map_err(|_| "not a date")?;
    let moment = |seconds| Moment::from_unix(seconds).map(WrittenTime::Zoned);
    let found = match whole.len() {
        10 => moment(number),
        13 => moment(number / 1000),
        8 if fraction.is_empty() => {
            let part = |divisor: i64, count: i64| u32::try_from(number / divisor % count).ok();
            let year = i32::try_from(number / 10_000).ok();
            let date = year.zip(part(100, 100)).zip(part(1, 100));
            date.and_then(|((year, month), day)| Date::new(year, month, day))
                .map(WrittenTime::Day)
        }
        5 if SERIAL_DAYS.contains(&number) => {
            let date = Date::new(1970, 1, 1).map(|first| first.plus_days(number - SERIAL_OF_1970));
            let part: f64 = format!("0.{fraction}0").parse().unwrap_or_default();
            // A part of a day is less than 86,400 seconds. Spreadsheets round it, so a minute can lack some microseconds.
            let seconds = ((part * 86_400.0).round() as u32).min(86_399);
            date.map(|date| match fraction {
                "" => WrittenTime::Day(date),
                _ => WrittenTime::Local(WallClock { date, seconds }),
            })
        }
        _ => None,
    };
    found.ok_or("not a date")
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

    /// A word of letters in small letters; empty if there is none.
    fn word(&mut self) -> String {
        let length = self
            .rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        String::from_utf8_lossy(word).to_lowercase()
    }

    /// The separator between parts of a date.
    fn separator(&mut self) -> bool {
        let found = self
            .rest
            .first()
            .is_some_and(|byte| b"-/., ".contains(byte));
        if found {
            self.rest = &self.rest[1..];
            self.skip_blanks();
        }
        found
    }

    fn date(&mut self, order: DateOrder) -> Result<Date, &'static str> {
        let mut name = self.word();
        if place_of_name(&name, &WEEKDAYS).is_some() {
            self.separator();
            name = self.word();
        }
        const PARTS: &str = "expected day, month and year";
        let (year, month, day) = if name.is_empty() {
            let first = self.number();
            if first.1 == 0 {
                return Err("expected a date");
            }
            if first.1 == 4 && self.rest.first().is_some_and(u8::is_ascii_digit) {
                let (rest, _) = self.number();
                (first, rest / 100, rest % 100)
            } else {
                self.separator().then_some(()).ok_or(PARTS)?;
                let month_name = self.word();
                let second = self.number();
                let month = place_of_name(&month_name, &MONTHS);
                if month_name.is_empty() == (second.1 == 0)
                    || !month_name.is_empty() && month.is_none()
                {
                    return Err(PARTS);
                }
                self.separator().then_some(()).ok_or(PARTS)?;
                let third = self.number();
                match (order, month) {
                    (_, month) if first.1 == 4 => (first, month.unwrap_or(second.0), third.0),
                    (_, Some(month)) if third.1 == 4 || order != DateOrder::YearFirst => {
                        (third, month, first.0)
                    }
                    (DateOrder::YearFirst, _) => {
                        return Err(
                            "the year is not first; set `dates: day-first` or `dates: month-first`",
                        );
                    }
                    (DateOrder::DayFirst, _) => (third, second.0, first.0),
                    (DateOrder::MonthFirst, _) => (third, first.0, second.0),
                }
            }
        } else {
            let month = place_of_name(&name, &MONTHS).ok_or("expected a date")?;
            self.separator().then_some(()).ok_or(PARTS)?;
            let day = self.number().0;
            self.separator().then_some(()).ok_or(PARTS)?;
            (self.number(), month, day)
        };
        let year = match year {
            (year, 4) => year,
            (year, 2) if order != DateOrder::YearFirst => 2000 + year,
            (_, 2) => {
                return Err(
                    "the year has 2 digits; set `dates: day-first` or `dates: month-first`",
                );
            }
            _ => return Err("the year needs 4 digits"),
        };
        let date = i32::try_from(year)
            .ok()
            .and_then(|year| Date::new(year, month, day));
        date.ok_or("this day does not exist")
    }

    /// Seconds since midnight.
    fn clock(&mut self) -> Result<u32, &'static str> {
        const EXPECTED: &str = "expected a time of day after the date";
        let (number, digits) = self.number();
        let (hour, minute, minute_digits) = match digits {
            // `1405`, and perhaps `00` after it.
            4 => (number / 100, number % 100, 2),
            1 | 2 if self.consume(b':') => {
                let (minute, digits) = self.number();
                (number, minute, digits)
            }
            _ => return Err(EXPECTED),
        };
        let mut second = 0;
        if self.consume(b':') || digits == 4 && self.rest.first().is_some_and(u8::is_ascii_digit) {
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

    /// Seconds east of UTC; `None` if nothing is written. A name in brackets may follow: `GMT+0200 (CEST)`.
    fn offset(&mut self) -> Result<Option<i64>, &'static str> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        const UNKNOWN: &str =
            "unknown time zone: expected `Z`, `UTC` or an offset such as `+02:00`";
        let word = self.word();
        let named = zone_abbreviation(&word);
        if !word.is_empty() && named.is_none() {
            return Err(UNKNOWN);
        }
        if named.is_some_and(|zone| zone.is_ambiguous) {
            return Err(
                "this abbreviation of a time zone has several meanings; export times with an offset such as `+02:00`",
            );
        }
        if let Some(zone) = named.filter(|_| self.is_at_end()) {
            return Ok(Some(zone.minutes * 60));
        }
        let sign = if self.consume(b'+') { 1 } else { -1 };
        if sign < 0 && !self.consume(b'-') || named.is_some_and(|zone| zone.minutes != 0) {
            return Err(UNKNOWN);
        }
        let (number, digits) = self.number();
        let (hours, minutes) = match digits {
            4 => (number / 100, number % 100),
            1 | 2 if self.consume(b':') => (number, self.number().0),
            1 | 2 => (number, 0),
            _ => return Err("invalid offset"),
        };
        let good = hours <= 14 && minutes < 60 && self.is_at_end();
        if good {
            Ok(Some(sign * i64::from(hours * 3600 + minutes * 60)))
        } else {
            Err("invalid offset")
        }
    }

    /// Whether nothing follows but a remark in brackets.
    fn is_at_end(&mut self) -> bool {
        let rest = self.rest.trim_ascii();
        rest.is_empty() || rest.starts_with(b"(") && rest.ends_with(b")")
    }
}

/// The place of a name, from 1, which may be shortened to three letters or more.
fn place_of_name(word: &str, names: &[&str]) -> Option<u32> {
    let place = names
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(word))?;
    u32::try_from(place + 1).ok()
}
