//! Times as people write them in prose: `2021-05-03 11:58 UTC`, `11th of February 2022 - 19:00 UTC`, `Tuesday, Feb 3, 4:23PM PST`,
//! `16:37 Denver`, `Monday 25th`. What is not said (the year, the day, the zone) is told by what stands around.

use crate::base::time::{Date, Duration, Moment, Resolved, WallClock, Zone};

/// A time as far as it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub day: Option<Day>,
    /// Seconds since midnight.
    pub clock: Option<u32>,
    pub zone: Option<Offset>,
}

/// A day as far as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: u32,
}

/// The zone of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offset {
    /// Seconds east of UTC.
    East(i64),
    /// A zone that is named by a city.
    City(Zone),
}

/// When something was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct When {
    pub moment: Moment,
    /// Only the day was said: the moment is its midnight.
    pub day_only: bool,
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
const ZONES: [(&str, i64); 19] = [
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
const MORE_ZONES: [(&str, i64); 2] = [("cst", -6), ("mst", -7)];

/// A time that is the whole of a text.
pub(super) fn whole(text: &str) -> Option<Stamp> {
    let text = text.trim();
    let (stamp, end) = at(text, 0)?;
    text[end..].trim().is_empty().then_some(stamp)
}

/// The first time in a text, with its place.
pub(super) fn find(text: &str) -> Option<(Stamp, std::ops::Range<usize>)> {
    let mut before = ' ';
    for (start, c) in text.char_indices() {
        if c.is_alphanumeric()
            && !before.is_alphanumeric()
            && !matches!(before, '/' | ':' | '.' | '#' | '-' | '_')
            && let Some((stamp, end)) = at(text, start)
        {
            return Some((stamp, start..end));
        }
        before = c;
    }
    None
}

/// A time that begins at a place of a text, and where it ends.
pub(super) fn at(text: &str, start: usize) -> Option<(Stamp, usize)> {
    let mut reader = Reader { text, at: start };
    let day = reader.attempt(Reader::day);
    let between = reader.at;
    if day.is_some() {
        reader.between();
    }
    let clock = reader.attempt(Reader::clock);
    if clock.is_none() {
        reader.at = between;
    }
    let zone = clock.and_then(|_| reader.attempt(Reader::zone));
    let stands_alone = !reader.rest().starts_with(|c: char| c.is_alphanumeric());
    let stamp = Stamp { day, clock, zone };
    ((day.is_some() || clock.is_some()) && stands_alone && reader.at > start)
        .then_some((stamp, reader.at))
}

impl Stamp {
    /// The moment, told by one near it and by the zone of clocks that say none.
    pub fn resolve(&self, near: Moment, zone: Zone) -> Option<When> {
        let near = match self.zone {
            Some(Offset::East(east)) => Zone::UTC.date(near.plus(Duration::seconds(east))),
            Some(Offset::City(city)) => city.date(near),
            None => zone.date(near),
        };
        let date = self.day.map_or(Some(near), |day| day.date(near))?;
        let Some(seconds) = self.clock else {
            return Some(When {
                moment: date.start_in(zone),
                day_only: true,
            });
        };
        let wall = WallClock { date, seconds };
        let moment = match self.zone {
            Some(Offset::East(east)) => local(wall, Zone::UTC).plus(Duration::seconds(-east)),
            Some(Offset::City(city)) => local(wall, city),
            None => local(wall, zone),
        };
        Some(When {
            moment,
            day_only: false,
        })
    }

    /// Whether it says its whole day.
    pub fn is_dated(&self) -> bool {
        self.day
            .is_some_and(|day| day.year.is_some() && day.month.is_some())
    }
}

/// A clock time in a zone: the first of two, and after a gap what it means by the offset before.
fn local(wall: WallClock, zone: Zone) -> Moment {
    match zone.resolve(wall) {
        Resolved::One(moment) | Resolved::Twice(moment, _) | Resolved::Never(moment, _) => moment,
    }
}

impl Day {
    /// The date, with the year and month that bring it nearest to another.
    fn date(self, near: Date) -> Option<Date> {
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

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Reads something or stays where it is.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.rest().starts_with(c);
        self.at += if found { c.len_utf8() } else { 0 };
        found
    }

    fn blanks(&mut self) {
        while self.rest().starts_with([' ', '\u{a0}', '\t']) {
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        }
    }

    /// Digits, at least and at most so many.
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let value = self.rest().get(..digits)?.parse().ok();
        self.at += digits;
        value.filter(|_| (least..=most).contains(&digits))
    }

    /// A word of letters, in small letters, with a full stop after it eaten.
    fn word(&mut self) -> Option<String> {
        let end = self
            .rest()
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(self.rest().len());
        let word = self.rest()[..end].to_lowercase();
        self.at += end;
        if !word.is_empty() && self.rest().starts_with(". ") {
            self.at += 1;
        }
        (!word.is_empty()).then_some(word)
    }

    fn month(&mut self) -> Option<u32> {
        let word = self.word()?;
        let found = MONTHS.iter().position(|month| {
            *month == word || (word.len() >= 3 && word.len() <= 4 && month.starts_with(&word))
        });
        found.and_then(|index| u32::try_from(index + 1).ok())
    }

    fn weekday(&mut self) -> Option<()> {
        let word = self.word()?;
        WEEKDAYS
            .iter()
            .any(|day| *day == word || (word.len() >= 3 && day.starts_with(&word)))
            .then_some(())?;
        self.eat(',');
        self.blanks();
        Some(())
    }

    fn day(&mut self) -> Option<Day> {
        let weekday = self.attempt(Reader::weekday).is_some();
        if let Some(day) = self.attempt(Reader::iso_day) {
            return Some(day);
        }
        self.attempt(Reader::day_first)
            .or_else(|| self.attempt(Reader::month_first))
            .or_else(|| self.attempt(|reader| weekday.then(|| reader.ordinal_day()).flatten()))
    }

    /// `2021-05-03`, also with slashes.
    fn iso_day(&mut self) -> Option<Day> {
        let year = self.number(4, 4)?;
        let separator = ['-', '/']
            .into_iter()
            .find(|separator| self.eat(*separator))?;
        let month = self.number(1, 2).filter(|month| (1..=12).contains(month))?;
        self.eat(separator).then_some(())?;
        let day = self.number(1, 2).filter(|day| (1..=31).contains(day))?;
        Some(Day {
            year: i32::try_from(year).ok(),
            month: Some(month),
            day,
        })
    }

    /// A day of the month, with an ending or without; whether it had one.
    fn ordinal(&mut self) -> Option<(u32, bool)> {
        let day = self.number(1, 2).filter(|day| (1..=31).contains(day))?;
        let ending = self.attempt(|reader| {
            let word = reader.rest().get(..2)?.to_ascii_lowercase();
            reader.at += 2;
            let ends = !reader.rest().starts_with(char::is_alphanumeric);
            (matches!(word.as_str(), "st" | "nd" | "rd" | "th") && ends).then_some(())
        });
        Some((day, ending.is_some()))
    }

    /// `11th of February 2022`.
    fn day_first(&mut self) -> Option<Day> {
        let (day, _) = self.ordinal()?;
        self.blanks();
        self.attempt(|reader| reader.word().filter(|word| word == "of"));
        self.blanks();
        let month = self.month()?;
        Some(Day {
            year: self.attempt(Reader::year),
            month: Some(month),
            day,
        })
    }

    /// `May 29, 2021`.
    fn month_first(&mut self) -> Option<Day> {
        let month = self.month()?;
        self.blanks();
        let (day, _) = self.ordinal()?;
        let clock = self.rest().starts_with(':');
        Some(Day {
            year: self.attempt(Reader::year),
            month: Some(month),
            day,
        })
        .filter(|_| !clock)
    }

    /// `25th`, after a weekday.
    fn ordinal_day(&mut self) -> Option<Day> {
        self.attempt(|reader| reader.word().filter(|word| word == "the"));
        self.blanks();
        let (day, ending) = self.ordinal()?;
        ending.then_some(Day {
            year: None,
            month: None,
            day,
        })
    }

    fn year(&mut self) -> Option<i32> {
        self.eat(',');
        self.blanks();
        let year = self
            .number(4, 4)
            .filter(|year| (1970..=2200).contains(year))?;
        i32::try_from(year).ok()
    }

    /// What stands between a day and a clock.
    fn between(&mut self) {
        if self.eat('T') || self.eat('t') {
            return;
        }
        self.blanks();
        self.attempt(|reader| {
            ['-', '–', '—', ',', '|']
                .into_iter()
                .any(|sign| reader.eat(sign))
                .then_some(())
        });
        self.blanks();
        self.attempt(|reader| reader.word().filter(|word| word == "at"));
        self.blanks();
    }

    fn clock(&mut self) -> Option<u32> {
        let hour = self.number(1, 2).filter(|hour| *hour < 24)?;
        self.eat(':').then_some(())?;
        let minute = self.number(2, 2).filter(|minute| *minute < 60)?;
        let second = self.attempt(|reader| {
            reader.eat(':').then_some(())?;
            reader.number(2, 2).filter(|second| *second < 60)
        });
        if second.is_some() && self.eat('.') {
            self.at += self.rest().bytes().take_while(u8::is_ascii_digit).count();
        }
        let half = self.attempt(|reader| {
            reader.blanks();
            reader.word().filter(|word| word == "am" || word == "pm")
        });
        let hour = match half.as_deref() {
            Some("pm") if hour < 12 => hour + 12,
            Some("am") if hour == 12 => 0,
            _ => hour,
        };
        Some(hour * 3600 + minute * 60 + second.unwrap_or(0))
    }

    fn zone(&mut self) -> Option<Offset> {
        self.blanks();
        let bracket = self.eat('(');
        let found = self
            .attempt(Reader::offset)
            .or_else(|| self.attempt(Reader::zone_word));
        found.filter(|_| !bracket || self.eat(')'))
    }

    fn offset(&mut self) -> Option<Offset> {
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
        self.at += 2;
        self.eat(':');
        let minutes = self
            .rest()
            .get(..2)?
            .parse::<i64>()
            .ok()
            .filter(|minutes| *minutes < 60)?;
        self.at += 2;
        Some(Offset::East(sign * (hours * 3600 + minutes * 60)))
    }

    fn zone_word(&mut self) -> Option<Offset> {
        let word = self.word()?;
        if let Some((_, hours)) = ZONES
            .iter()
            .chain(&MORE_ZONES)
            .find(|(name, _)| *name == word)
        {
            return Some(Offset::East(hours * 3600));
        }
        let city = |name: &&str| {
            name.rsplit('/')
                .next()
                .is_some_and(|city| city.to_lowercase() == word)
        };
        let name = Zone::names()
            .filter(|name| name.contains('/') && word.len() >= 4)
            .find(city)?;
        Zone::named(name).map(Offset::City)
    }
}
