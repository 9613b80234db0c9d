//! Times as people write them in prose: `2021-05-03 11:58 UTC`, `11th of February 2022 - 19:00 UTC`, `Tuesday, Feb 3, 4:23PM PST`,
//! `16:37 Denver`, `Monday 25th`. The missing parts (year, date, zone) are taken from the context.

use crate::base::time::{Date, Duration, LocalResolution, Moment, WallClock, Zone};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PartialTimestamp {
    pub date: Option<PartialDate>,
    /// Seconds since midnight.
    pub clock: Option<u32>,
    pub zone: Option<ZoneHint>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartialDate {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: u32,
}

/// The zone that is written beside a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ZoneHint {
    /// Seconds east of UTC.
    UtcOffset(i64),
    /// The zone of a city.
    Named(Zone),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ImportedTime {
    pub moment: Moment,
    /// Only the date is known. The moment is midnight, or that of the update before on the same day.
    pub is_date_only: bool,
}

const MONTHS: &str =
    "january february march april may june july august september october november december";
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday";

/// Hours east of UTC. Of abbreviations with several meanings, this is the one that status pages use.
fn zone_abbreviation(word: &str) -> Option<i64> {
    Some(match word {
        "utc" | "gmt" | "z" | "wet" => 0,
        "bst" | "cet" | "west" => 1,
        "cest" | "eet" => 2,
        "eest" => 3,
        "jst" => 9,
        "aest" => 10,
        "aedt" => 11,
        "edt" => -4,
        "est" | "cdt" => -5,
        "mdt" | "cst" => -6,
        "pdt" | "mst" => -7,
        "pst" => -8,
        _ => return None,
    })
}

/// Parses a text that is a time and nothing else.
pub(super) fn parse_whole(text: &str) -> Option<PartialTimestamp> {
    let text = text.trim();
    let (stamp, end) = parse_at(text, 0)?;
    text[end..].trim().is_empty().then_some(stamp)
}

/// Finds the first time in a text, with its range.
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

/// Parses a time at a position, and returns it with the position after it.
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
    /// The moment that is meant, given a moment near it and the zone of times without one.
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

    /// Whether year, month and day are known.
    pub fn has_full_date(&self) -> bool {
        self.date
            .is_some_and(|day| day.year.is_some() && day.month.is_some())
    }
}

/// The moment of a local time. If clocks were moved, the offset before the change applies.
fn resolve_local(wall: WallClock, zone: Zone) -> Moment {
    match zone.resolve(wall) {
        LocalResolution::Unique(moment)
        | LocalResolution::Ambiguous(moment, _)
        | LocalResolution::Nonexistent(moment, _) => moment,
    }
}

impl PartialDate {
    /// The matching date that is nearest to another one.
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

    /// Parses something, or does not move.
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

    fn parse_digits(&mut self, min_digits: usize, max_digits: usize) -> Option<u32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let value = self.rest().get(..digits)?.parse().ok();
        self.position += digits;
        value.filter(|_| (min_digits..=max_digits).contains(&digits))
    }

    /// A word in lower case. A full stop after it, as in `Feb. 3`, is skipped.
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
        let index = MONTHS.split(' ').position(|month| {
            month == word || (3..=4).contains(&word.len()) && month.starts_with(&word)
        })?;
        u32::try_from(index + 1).ok()
    }

    fn parse_weekday(&mut self) -> Option<()> {
        let word = self.parse_word()?;
        let is_weekday = WEEKDAYS
            .split(' ')
            .any(|day| day == word || word.len() >= 3 && day.starts_with(&word));
        is_weekday.then_some(())?;
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

    /// A day of the month, and whether it has an ending such as `th`.
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
        let hours = self.parse_two_digits(14)?;
        self.eat(':');
        let minutes = self.parse_two_digits(59)?;
        Some(ZoneHint::UtcOffset(sign * (hours * 3600 + minutes * 60)))
    }

    fn parse_two_digits(&mut self, most: i64) -> Option<i64> {
        let number = self.rest().get(..2)?.parse().ok()?;
        self.position += 2;
        (number <= most).then_some(number)
    }

    fn parse_zone_name(&mut self) -> Option<ZoneHint> {
        let word = self.parse_word()?;
        if let Some(hours) = zone_abbreviation(&word) {
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
