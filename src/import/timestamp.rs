//! Times as people write them in prose: `2021-05-03 11:58 UTC`, `11th of February 2022 - 19:00 UTC`, `Tuesday, Feb 3, 4:23PM PST`,
//! `16:37 Denver`, `Monday 25th`. What is not said (the year, the day, the zone) is told by what stands around.

use crate::base::time::{Date, Duration, LocalResolution, Moment, WallClock, Zone};

/// A time as far as it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PartialTimestamp {
    pub date: Option<PartialDate>,
    /// Seconds since midnight.
    pub clock: Option<u32>,
    pub zone: Option<ZoneHint>,
}

/// A day as far as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartialDate {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: u32,
}

/// The zone of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ZoneHint {
    /// Seconds east of UTC.
    UtcOffset(i64),
    /// A zone that is named by a city.
    Named(Zone),
}

/// When something was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ImportedTime {
    pub moment: Moment,
    /// Only the day was said: the moment is its midnight.
    pub is_date_only: bool,
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

/// Zone words that mean one thing, with hours east of UTC.
const ZONE_ABBREVIATIONS: [(&str, i64); 19] = [
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("wet", 0),
    ("bst", 1),
    ("cet", 1),
    ("west", 1),
    ("cest", 2),
    ("eet", 2),
    ("eest", 3),
    ("jst", 9),
    ("aest", 10),
    ("aedt", 11),
    ("edt", -4),
    ("est", -5),
    ("cdt", -5),
    ("mdt", -6),
    ("pdt", -7),
    ("pst", -8),
];
const MORE_ZONE_ABBREVIATIONS: [(&str, i64); 2] = [("cst", -6), ("mst", -7)];

/// A time that is the whole of a text.
pub(super) fn parse_whole(text: &str) -> Option<PartialTimestamp> {
    let text = text.trim();
    let (stamp, end) = parse_at(text, 0)?;
    text[end..].trim().is_empty().then_some(stamp)
}

/// The first time in a text, with its place.
pub(super) fn find_timestamp(text: &str) -> Option<(PartialTimestamp, std::ops::Range<usize>)> {
    let mut before = ' ';
    for (start, c) in text.char_indices() {
        if c.is_alphanumeric()
            && !before.is_alphanumeric()
            && !matches!(before, '/' | ':' | '.' | '#' | '-' | '_')
            && let Some((stamp, end)) = parse_at(text, start)
        {
            return Some((stamp, start..end));
        }
        before = c;
    }
    None
}

/// A time that begins at a place of a text, and where it ends.
pub(super) fn parse_at(text: &str, start: usize) -> Option<(PartialTimestamp, usize)> {
    let mut reader = TimestampParser {
        text,
        position: start,
    };
    let day = reader.attempt(TimestampParser::parse_date);
    let date_end = reader.position;
    if day.is_some() {
        reader.skip_date_separator();
    }
    let clock = reader.attempt(TimestampParser::parse_clock);
    if clock.is_none() {
        reader.position = date_end;
    }
    let zone = clock.and_then(|_| reader.attempt(TimestampParser::parse_zone));
    let is_delimited = !reader.rest().starts_with(|c: char| c.is_alphanumeric());
    let stamp = PartialTimestamp {
        date: day,
        clock,
        zone,
    };
    ((day.is_some() || clock.is_some()) && is_delimited && reader.position > start)
        .then_some((stamp, reader.position))
}

impl PartialTimestamp {
    /// The moment, told by one near it and by the zone of clocks that say none.
    pub fn resolve(&self, near: Moment, zone: Zone) -> Option<ImportedTime> {
        let near = match self.zone {
            Some(ZoneHint::UtcOffset(east)) => Zone::UTC.date(near.plus(Duration::seconds(east))),
            Some(ZoneHint::Named(city)) => city.date(near),
            None => zone.date(near),
        };
        let date = self.date.map_or(Some(near), |day| day.nearest(near))?;
        let Some(seconds) = self.clock else {
            return Some(ImportedTime {
                moment: date.start_in(zone),
                is_date_only: true,
            });
        };
        let wall = WallClock { date, seconds };
        let moment = match self.zone {
            Some(ZoneHint::UtcOffset(east)) => {
                resolve_local(wall, Zone::UTC).plus(Duration::seconds(-east))
            }
            Some(ZoneHint::Named(city)) => resolve_local(wall, city),
            None => resolve_local(wall, zone),
        };
        Some(ImportedTime {
            moment,
            is_date_only: false,
        })
    }

    /// Whether it says its whole day.
    pub fn has_full_date(&self) -> bool {
        self.date
            .is_some_and(|day| day.year.is_some() && day.month.is_some())
    }
}

/// A clock time in a zone: the first of two, and after a gap what it means by the offset before.
fn resolve_local(wall: WallClock, zone: Zone) -> Moment {
    match zone.resolve(wall) {
        LocalResolution::Unique(moment)
        | LocalResolution::Ambiguous(moment, _)
        | LocalResolution::Nonexistent(moment, _) => moment,
    }
}

impl PartialDate {
    /// The date, with the year and month that bring it nearest to another.
    fn nearest(self, near: Date) -> Option<Date> {
        let (year, month, _) = near.parts();
        if let (Some(year), Some(month)) = (self.year, self.month) {
            return Date::new(year, month, self.day);
        }
        let candidates: Vec<Date> = match self.month {
            Some(month) => (year - 1..=year + 1)
                .filter_map(|year| Date::new(year, month, self.day))
                .collect(),
            None => {
                let months =
                    (-1..=1).map(|by| (year * 12 + month.cast_signed() - 1 + by).div_euclid(12));
                let numbers = (-1..=1).map(|by| (month.cast_signed() - 1 + by).rem_euclid(12) + 1);
                months
                    .zip(numbers)
                    .filter_map(|(y, m)| Date::new(y, m.cast_unsigned(), self.day))
                    .collect()
            }
        };
        candidates
            .into_iter()
            .min_by_key(|date| date.days_since(near).abs())
    }
}

struct TimestampParser<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> TimestampParser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }

    /// Reads something or stays where it is.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.position;
        let found = read(self);
        if found.is_none() {
            self.position = start;
        }
        found
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.rest().starts_with(c);
        self.position += if found { c.len_utf8() } else { 0 };
        found
    }

    fn skip_blanks(&mut self) {
        while self.rest().starts_with([' ', '\u{a0}', '\t']) {
            self.position += self.rest().chars().next().map_or(0, char::len_utf8);
        }
    }

    /// Digits, at least and at most so many.
    fn parse_digits(&mut self, min_digits: usize, max_digits: usize) -> Option<u32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let value = self.rest().get(..digits)?.parse().ok();
        self.position += digits;
        value.filter(|_| (min_digits..=max_digits).contains(&digits))
    }

    /// A word of letters, in small letters, with a full stop after it eaten.
    fn parse_word(&mut self) -> Option<String> {
        let end = self
            .rest()
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(self.rest().len());
        let word = self.rest()[..end].to_lowercase();
        self.position += end;
        if !word.is_empty() && self.rest().starts_with(". ") {
            self.position += 1;
        }
        (!word.is_empty()).then_some(word)
    }

    fn parse_month(&mut self) -> Option<u32> {
        let word = self.parse_word()?;
        let found = MONTHS.iter().position(|month| {
            *month == word || (word.len() >= 3 && word.len() <= 4 && month.starts_with(&word))
        });
        found.and_then(|index| u32::try_from(index + 1).ok())
    }

    fn parse_weekday(&mut self) -> Option<()> {
        let word = self.parse_word()?;
        WEEKDAYS
            .iter()
            .any(|day| *day == word || (word.len() >= 3 && day.starts_with(&word)))
            .then_some(())?;
        self.eat(',');
        self.skip_blanks();
        Some(())
    }

    fn parse_date(&mut self) -> Option<PartialDate> {
        let weekday = self.attempt(TimestampParser::parse_weekday).is_some();
        if let Some(day) = self.attempt(TimestampParser::parse_iso_date) {
            return Some(day);
        }
        self.attempt(TimestampParser::parse_day_first)
            .or_else(|| self.attempt(TimestampParser::parse_month_first))
            .or_else(|| {
                self.attempt(|reader| weekday.then(|| reader.parse_day_after_weekday()).flatten())
            })
    }

    /// `2021-05-03`, also with slashes.
    fn parse_iso_date(&mut self) -> Option<PartialDate> {
        let year = self.parse_digits(4, 4)?;
        let separator = ['-', '/']
            .into_iter()
            .find(|separator| self.eat(*separator))?;
        let month = self
            .parse_digits(1, 2)
            .filter(|month| (1..=12).contains(month))?;
        self.eat(separator).then_some(())?;
        let day = self
            .parse_digits(1, 2)
            .filter(|day| (1..=31).contains(day))?;
        Some(PartialDate {
            year: i32::try_from(year).ok(),
            month: Some(month),
            day,
        })
    }

    /// A day of the month, with an ending or without; whether it had one.
    fn parse_ordinal(&mut self) -> Option<(u32, bool)> {
        let day = self
            .parse_digits(1, 2)
            .filter(|day| (1..=31).contains(day))?;
        let ending = self.attempt(|reader| {
            let word = reader.rest().get(..2)?.to_ascii_lowercase();
            reader.position += 2;
            let ends = !reader.rest().starts_with(char::is_alphanumeric);
            (matches!(word.as_str(), "st" | "nd" | "rd" | "th") && ends).then_some(())
        });
        Some((day, ending.is_some()))
    }

    /// `11th of February 2022`.
    fn parse_day_first(&mut self) -> Option<PartialDate> {
        let (day, _) = self.parse_ordinal()?;
        self.skip_blanks();
        self.attempt(|reader| reader.parse_word().filter(|word| word == "of"));
        self.skip_blanks();
        let month = self.parse_month()?;
        Some(PartialDate {
            year: self.attempt(TimestampParser::parse_year),
            month: Some(month),
            day,
        })
    }

    /// `May 29, 2021`.
    fn parse_month_first(&mut self) -> Option<PartialDate> {
        let month = self.parse_month()?;
        self.skip_blanks();
        let (day, _) = self.parse_ordinal()?;
        let clock = self.rest().starts_with(':');
        Some(PartialDate {
            year: self.attempt(TimestampParser::parse_year),
            month: Some(month),
            day,
        })
        .filter(|_| !clock)
    }

    /// `25th`, after a weekday.
    fn parse_day_after_weekday(&mut self) -> Option<PartialDate> {
        self.attempt(|reader| reader.parse_word().filter(|word| word == "the"));
        self.skip_blanks();
        let (day, ending) = self.parse_ordinal()?;
        ending.then_some(PartialDate {
            year: None,
            month: None,
            day,
        })
    }

    fn parse_year(&mut self) -> Option<i32> {
        self.eat(',');
        self.skip_blanks();
        let year = self
            .parse_digits(4, 4)
            .filter(|year| (1970..=2200).contains(year))?;
        i32::try_from(year).ok()
    }

    /// What stands between a day and a clock.
    fn skip_date_separator(&mut self) {
        if self.eat('T') || self.eat('t') {
            return;
        }
        self.skip_blanks();
        self.attempt(|reader| {
            ['-', '–', '—', ',', '|']
                .into_iter()
                .any(|sign| reader.eat(sign))
                .then_some(())
        });
        self.skip_blanks();
        self.attempt(|reader| reader.parse_word().filter(|word| word == "at"));
        self.skip_blanks();
    }

    fn parse_clock(&mut self) -> Option<u32> {
        let hour = self.parse_digits(1, 2).filter(|hour| *hour < 24)?;
        self.eat(':').then_some(())?;
        let minute = self.parse_digits(2, 2).filter(|minute| *minute < 60)?;
        let second = self.attempt(|reader| {
            reader.eat(':').then_some(())?;
            reader.parse_digits(2, 2).filter(|second| *second < 60)
        });
        if second.is_some() && self.eat('.') {
            self.position += self.rest().bytes().take_while(u8::is_ascii_digit).count();
        }
        let meridiem = self.attempt(|reader| {
            reader.skip_blanks();
            reader
                .parse_word()
                .filter(|word| word == "am" || word == "pm")
        });
        let hour = match meridiem.as_deref() {
            Some("pm") if hour < 12 => hour + 12,
            Some("am") if hour == 12 => 0,
            _ => hour,
        };
        Some(hour * 3600 + minute * 60 + second.unwrap_or(0))
    }

    fn parse_zone(&mut self) -> Option<ZoneHint> {
        self.skip_blanks();
        let bracket = self.eat('(');
        let found = self
            .attempt(TimestampParser::parse_utc_offset)
            .or_else(|| self.attempt(TimestampParser::parse_zone_name));
        found.filter(|_| !bracket || self.eat(')'))
    }

    fn parse_utc_offset(&mut self) -> Option<ZoneHint> {
        let sign = if self.eat('+') {
            1
        } else {
            self.eat('-').then_some(-1)?
        };
        let hours = self
            .rest()
            .get(..2)?
            .parse::<i64>()
            .ok()
            .filter(|hours| *hours <= 14)?;
        self.position += 2;
        self.eat(':');
        let minutes = self
            .rest()
            .get(..2)?
            .parse::<i64>()
            .ok()
            .filter(|minutes| *minutes < 60)?;
        self.position += 2;
        Some(ZoneHint::UtcOffset(sign * (hours * 3600 + minutes * 60)))
    }

    fn parse_zone_name(&mut self) -> Option<ZoneHint> {
        let word = self.parse_word()?;
        if let Some((_, hours)) = ZONE_ABBREVIATIONS
            .iter()
            .chain(&MORE_ZONE_ABBREVIATIONS)
            .find(|(name, _)| *name == word)
        {
            return Some(ZoneHint::UtcOffset(hours * 3600));
        }
        let city = |name: &&str| {
            name.rsplit('/')
                .next()
                .is_some_and(|city| city.to_lowercase() == word)
        };
        let name = Zone::names()
            .filter(|name| name.contains('/') && word.len() >= 4)
            .find(city)?;
        Zone::from_name(name).map(ZoneHint::Named)
    }
}
