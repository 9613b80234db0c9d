//! Times as people write them in prose: `2021-05-03 11:58 UTC`, `11th of February 2022 - 19:00 UTC`, `Tuesday, Feb 3, 4:23PM PST`,
//! `16:37 Denver`, `Monday 25th`, `02.01.2026, 11 Uhr`, `le 2 janvier à 15h50`, `1月2日 11時30分`. The missing parts (year, date, zone)
//! are taken from the context.

use super::words::{self, Language};
use crate::base::time::{Date, Duration, LocalResolution, Moment, WallClock, Zone};
use crate::base::zone_abbreviation::zone_abbreviation;

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
    /// Whether month and day may be the other way round, as in `01/02/2026`.
    pub is_ambiguous: bool,
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

/// Zones by names that hold in summer and in winter.
const LASTING_ZONES: [(&str, &str); 8] = [
    ("et", "America/New_York"),
    ("ct", "America/Chicago"),
    ("mt", "America/Denver"),
    ("pt", "America/Los_Angeles"),
    ("eastern", "America/New_York"),
    ("central", "America/Chicago"),
    ("mountain", "America/Denver"),
    ("pacific", "America/Los_Angeles"),
];

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
            && !continues_word(before)
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
    let is_dated = day.is_some();
    let zone = clock.and_then(|_| reader.attempt(|reader| reader.parse_zone(is_dated)));
    let day = day.or_else(|| {
        clock?;
        reader.attempt(TimestampParser::parse_date_after_clock)
    });
    let is_delimited = !reader.rest().starts_with(continues_word);
    let stamp = PartialTimestamp {
        date: day,
        clock,
        zone,
    };
    ((day.is_some() || clock.is_some()) && is_delimited && reader.position > start)
        .then_some((stamp, reader.position))
}

/// A text without the words of a list, and without separators, at its start.
fn skip_words(mut text: &str, list: fn(&Language) -> &'static str) -> &str {
    loop {
        text = text.trim_start_matches([' ', ',', '-', '–', '—', '\u{a0}']);
        let end = text
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(text.len());
        if end == 0 || !words::any_language(&text[..end].to_lowercase(), list) {
            return text;
        }
        text = &text[end..];
    }
}

/// Finds a date with two times of day, as in `July 30th from 18:00 to 19:00 UTC`.
pub(super) fn find_period(text: &str) -> Option<(PartialTimestamp, PartialTimestamp)> {
    let mut from = 0;
    while let Some((mut start, range)) = find_timestamp(&text[from..]) {
        let mut rest = &text[from + range.end..];
        from += range.end;
        if start.date.is_none() {
            continue;
        }
        if start.clock.is_none() {
            rest = skip_words(rest, |language| language.start);
            rest = skip_words(rest, |language| language.particles);
            let Some((clock, end)) = parse_at(rest, 0) else {
                continue;
            };
            (start.clock, start.zone) = (clock.clock, clock.zone);
            rest = &rest[end..];
        }
        let rest = skip_words(rest, |language| language.end);
        let Some((end, _)) = parse_at(rest, 0).filter(|(end, _)| end.clock.is_some()) else {
            continue;
        };
        start.zone = start.zone.or(end.zone);
        return Some((start, end));
    }
    None
}

/// Whether a character beside a time makes it part of a word. Japanese has no spaces between words.
fn continues_word(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{3040}'
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
            let written = Date::new(year, month, self.day);
            let swapped = Date::new(year, self.day, month).filter(|_| self.is_ambiguous);
            return written
                .into_iter()
                .chain(swapped)
                .min_by_key(|date| date.days_since(near).abs());
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

    /// A number with so many digits, which may be those of Arabic or full-width ones.
    fn parse_digits(&mut self, min_digits: usize, max_digits: usize) -> Option<u32> {
        let (mut value, mut digits) = (0, 0);
        while let Some(c) = self.rest().chars().next()
            && let Some(digit) = digit_value(c)
            && digits < 9
        {
            value = value * 10 + digit;
            digits += 1;
            self.position += c.len_utf8();
        }
        (min_digits..=max_digits).contains(&digits).then_some(value)
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
        words::month_number(&self.parse_word()?)
    }

    /// Words that may stand between the parts of a time, such as `at`.
    fn skip_particles(&mut self) {
        let is_particle = |word: &String| words::any_language(word, |language| language.particles);
        self.skip_blanks();
        while self
            .attempt(|reader| reader.parse_word().filter(is_particle))
            .is_some()
        {
            self.skip_blanks();
        }
    }

    fn parse_weekday(&mut self) -> Option<()> {
        let word = self.parse_word()?;
        words::any_language(&word, |language: &Language| language.weekdays).then_some(())?;
        let is_abbreviated =
            self.text[..self.position].ends_with('.') || self.rest().starts_with([',', '.']);
        // `Mo`, `So` and `do` are words too.
        (word.len() != 2 || is_abbreviated).then_some(())?;
        self.eat('.');
        self.eat(',');
        self.skip_particles();
        Some(())
    }

    fn parse_date(&mut self) -> Option<PartialDate> {
        let after_weekday = |reader: &mut Self| {
            reader.parse_weekday()?;
            let day = reader.attempt(Self::parse_plain_date);
            day.or_else(|| reader.attempt(Self::parse_day_after_weekday))
        };
        let day = self.attempt(after_weekday);
        let day = day.or_else(|| self.attempt(Self::parse_plain_date))?;
        // `1月2日(金)`
        self.attempt(|reader| {
            reader.skip_blanks();
            (reader.eat('(') || reader.eat('（')).then_some(())?;
            reader.parse_weekday()?;
            (reader.eat(')') || reader.eat('）')).then_some(())
        });
        Some(day)
    }

    /// `on 3 May 2021` or `, 2021-05-03`: a complete date, so that no number of the text is taken for one.
    fn parse_date_after_clock(&mut self) -> Option<PartialDate> {
        self.eat(',');
        self.skip_particles();
        let bracket = self.eat('(');
        let day = self.parse_date().filter(|day| day.year.is_some())?;
        (!bracket || self.eat(')')).then_some(day)
    }

    fn parse_plain_date(&mut self) -> Option<PartialDate> {
        let notations = [
            Self::parse_iso_date,
            Self::parse_japanese_date,
            Self::parse_numeric_date,
            Self::parse_day_first,
            Self::parse_month_first,
        ];
        notations
            .into_iter()
            .find_map(|notation| self.attempt(notation))
    }

    /// `2026年1月2日`, also without the year.
    fn parse_japanese_date(&mut self) -> Option<PartialDate> {
        let year = self.attempt(|reader| {
            let year = reader.parse_digits(4, 4)?;
            reader.eat('年').then_some(year)
        });
        let month = self.parse_digits(1, 2)?;
        self.eat('月').then_some(())?;
        let day = self.parse_digits(1, 2)?;
        self.eat('日').then_some(())?;
        PartialDate::new(year, month, day)
    }

    /// `02.01.2026`, `2.1.26`, `02.01.`, `02/01/2026`, `02-01-2026`: the day first, unless the order of the US is the only possible one.
    fn parse_numeric_date(&mut self) -> Option<PartialDate> {
        let first = self.parse_digits(1, 2)?;
        let separator = ['.', '/', '-'].into_iter().find(|one| self.eat(*one))?;
        let second = self.parse_digits(1, 2)?;
        let year = self.attempt(|reader| {
            reader.eat(separator).then_some(())?;
            let year = reader.parse_digits(2, 4)?;
            match year {
                20..=99 if separator == '.' => Some(year + 2000),
                1970..=2200 => Some(year),
                _ => None,
            }
        });
        if year.is_none() {
            // A date without a year ends with a full stop. Without a time behind it, it may be a version number.
            let is_date = separator == '.' && self.eat('.') && self.is_before_clock();
            return PartialDate::new(None, second, first).filter(|_| is_date);
        }
        if separator == '.' || second > 12 || first > 12 {
            let day_first = PartialDate::new(year, second, first);
            return day_first
                .or_else(|| PartialDate::new(year, first, second).filter(|_| separator == '/'));
        }
        Some(PartialDate {
            is_ambiguous: first != second,
            ..PartialDate::new(year, second, first)?
        })
    }

    fn is_before_clock(&self) -> bool {
        let mut ahead = TimestampParser { ..*self };
        ahead.skip_date_separator();
        ahead.parse_clock().is_some()
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
        PartialDate::new(Some(year), month, day)
    }

    /// A day of the month, and whether it has an ending such as `th`. `2.` and `1er` are ordinals of other languages.
    fn parse_ordinal(&mut self) -> Option<(u32, bool)> {
        let day = self
            .parse_digits(1, 2)
            .filter(|day| (1..=31).contains(day))?;
        let ending = self.attempt(|reader| {
            let word = reader.rest().get(..2)?.to_ascii_lowercase();
            reader.position += 2;
            let ends = !reader.rest().starts_with(char::is_alphanumeric);
            (matches!(word.as_str(), "st" | "nd" | "rd" | "th" | "er") && ends).then_some(())
        });
        self.attempt(|reader| (reader.eat('.') && reader.rest().starts_with(' ')).then_some(()));
        Some((day, ending.is_some()))
    }

    /// `11th of February 2022`.
    fn parse_day_first(&mut self) -> Option<PartialDate> {
        let (day, _) = self.parse_ordinal()?;
        self.skip_particles();
        let month = self.parse_month()?;
        let year = self.attempt(TimestampParser::parse_year);
        PartialDate::new(year, month, day)
    }

    /// `May 29, 2021`.
    fn parse_month_first(&mut self) -> Option<PartialDate> {
        let month = self.parse_month()?;
        self.skip_blanks();
        let (day, _) = self.parse_ordinal()?;
        let is_clock = self.rest().starts_with(':');
        let year = self.attempt(TimestampParser::parse_year);
        PartialDate::new(year, month, day).filter(|_| !is_clock)
    }

    /// `25th`, after a weekday.
    fn parse_day_after_weekday(&mut self) -> Option<PartialDate> {
        let (day, ending) = self.parse_ordinal()?;
        ending.then_some(PartialDate {
            year: None,
            month: None,
            day,
            is_ambiguous: false,
        })
    }

    fn parse_year(&mut self) -> Option<u32> {
        self.eat(',');
        self.skip_particles();
        self.parse_digits(4, 4)
            .filter(|year| (1970..=2200).contains(year))
    }

    fn skip_date_separator(&mut self) {
        if self.eat('T') || self.eat('t') {
            return;
        }
        self.skip_blanks();
        self.attempt(|reader| {
            ['-', '–', '—', ',', '|', '،', '@', '/']
                .into_iter()
                .any(|sign| reader.eat(sign))
                .then_some(())
        });
        self.skip_particles();
    }

    /// Seconds since midnight: `16:37`, `4:23PM`, `4 pm`, `15h50`, `11 Uhr`, `11.30 Uhr`, `11時30分`, `午後3時`, `1530 UTC`.
    fn parse_clock(&mut self) -> Option<u32> {
        let is_afternoon = self.rest().starts_with("午後");
        if is_afternoon || self.rest().starts_with("午前") {
            self.position += "午後".len();
        }
        let notations = [
            Self::parse_colon_clock,
            Self::parse_clock_with_unit,
            Self::parse_military_clock,
        ];
        let seconds = notations
            .into_iter()
            .find_map(|notation| self.attempt(notation))?;
        let half_day = 12 * 3600;
        let meridiem = self.attempt(Self::parse_meridiem);
        let is_pm = meridiem == Some(true) || is_afternoon;
        let seconds = match seconds {
            _ if is_pm && seconds < half_day => seconds + half_day,
            _ if meridiem == Some(false) && seconds >= half_day => seconds - half_day,
            _ => seconds,
        };
        self.skip_clock_words();
        Some(seconds)
    }

    fn parse_hour(&mut self) -> Option<u32> {
        self.parse_digits(1, 2).filter(|hour| *hour < 24)
    }

    fn parse_minute(&mut self) -> Option<u32> {
        self.parse_digits(2, 2).filter(|minute| *minute < 60)
    }

    fn parse_colon_clock(&mut self) -> Option<u32> {
        let hour = self.parse_hour()?;
        (self.eat(':') || self.eat('：')).then_some(())?;
        let minute = self.parse_minute()?;
        let second = self.attempt(|reader| {
            reader.eat(':').then_some(())?;
            reader.parse_minute()
        });
        if second.is_some() && self.rest().starts_with(['.', ',']) {
            self.attempt(|reader| {
                reader.position += 1;
                reader.parse_digits(1, 9)
            });
        }
        Some(hour * 3600 + minute * 60 + second.unwrap_or(0))
    }

    /// A clock whose unit tells that it is one: `15h50`, `11 Uhr`, `11.30 Uhr`, `4 pm`, `4.30 pm`, `11時30分`.
    fn parse_clock_with_unit(&mut self) -> Option<u32> {
        let hour = self.parse_hour()?;
        let dotted = self.attempt(|reader| {
            reader.eat('.').then_some(())?;
            reader.parse_minute()
        });
        let seconds = |minute: Option<u32>| hour * 3600 + minute.unwrap_or(0) * 60;
        if self.eat('時') {
            let minute = self.attempt(|reader| {
                let minute = reader.parse_digits(1, 2).filter(|minute| *minute < 60)?;
                reader.eat('分').then_some(minute)
            });
            return Some(seconds(minute));
        }
        if dotted.is_none() {
            let with_h = self.attempt(|reader| {
                reader.skip_blanks();
                (reader.eat('h') || reader.eat('H')).then_some(())?;
                reader.skip_blanks();
                reader.parse_minute()
            });
            if with_h.is_some() {
                return Some(seconds(with_h));
            }
        }
        let ahead = &mut TimestampParser { ..*self };
        let has_unit = ahead.attempt(Self::parse_meridiem).is_some()
            || ahead
                .attempt(|reader| {
                    reader.skip_blanks();
                    reader.parse_word().filter(|word| word == "uhr")
                })
                .is_some()
            || dotted.is_some() && ahead.attempt(|reader| reader.parse_zone(false)).is_some()
            || ahead
                .attempt(|reader| {
                    reader.parse_word().filter(|word| word == "h")?;
                    reader.parse_zone(false)
                })
                .is_some();
        has_unit.then(|| seconds(dotted))
    }

    /// `1530 UTC`: four digits only mean a time if a zone follows.
    fn parse_military_clock(&mut self) -> Option<u32> {
        let digits = self.parse_digits(4, 4)?;
        let (hour, minute) = (digits / 100, digits % 100);
        let ahead = &mut TimestampParser { ..*self };
        (hour < 24 && minute < 60 && ahead.parse_zone(false).is_some())
            .then_some(hour * 3600 + minute * 60)
    }

    /// Whether the time is after noon, if a word says so.
    fn parse_meridiem(&mut self) -> Option<bool> {
        self.skip_blanks();
        let word = self.parse_word()?;
        let is_pm = match word.as_str() {
            "pm" | "مساء" | "مساءً" => true,
            "am" | "صباحا" | "صباحًا" => false,
            "p" | "a" => {
                (self.rest().starts_with(".m") || self.rest().starts_with(". m")).then_some(())?;
                self.position = self.text[self.position..].find('m')? + self.position + 1;
                self.eat('.');
                word == "p"
            }
            _ => return None,
        };
        Some(is_pm)
    }

    /// Words after a clock that say no more than that it is one, such as `Uhr`.
    fn skip_clock_words(&mut self) {
        let is_clock_word =
            |word: &String| words::any_language(word, |language| language.clock_words);
        self.attempt(|reader| {
            reader.skip_blanks();
            reader.parse_word().filter(is_clock_word)
        });
    }

    /// A zone behind a clock. Without a date, `-12:00` is the end of a range and no offset.
    fn parse_zone(&mut self, is_dated: bool) -> Option<ZoneHint> {
        self.skip_blanks();
        let bracket = self.eat('(') || self.eat('[');
        let found = self
            .attempt(|reader| reader.parse_utc_offset(is_dated))
            .or_else(|| self.attempt(TimestampParser::parse_zone_name));
        found.filter(|_| !bracket || self.eat(')') || self.eat(']'))
    }

    fn parse_utc_offset(&mut self, is_dated: bool) -> Option<ZoneHint> {
        let sign = if self.eat('+') {
            1
        } else {
            (is_dated && self.eat('-')).then_some(-1)?
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
        if let Some(zone) = zone_abbreviation(&word) {
            let shift = self.attempt(Self::parse_hour_shift).unwrap_or(0);
            return Some(ZoneHint::UtcOffset(zone.minutes * 60 + shift));
        }
        if let Some((_, name)) = LASTING_ZONES.iter().find(|(known, _)| *known == word) {
            self.attempt(|reader| {
                reader.skip_blanks();
                reader.parse_word().filter(|word| word == "time")
            });
            return Zone::from_name(name).map(ZoneHint::Named);
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

    /// `+2` or `-03:30`, directly behind `UTC`.
    fn parse_hour_shift(&mut self) -> Option<i64> {
        let sign = if self.eat('+') {
            1
        } else {
            self.eat('-').then_some(-1)?
        };
        let hours = i64::from(self.parse_digits(1, 2).filter(|hours| *hours <= 14)?);
        let minutes = self.attempt(|reader| {
            reader.eat(':').then_some(())?;
            reader.parse_minute()
        });
        Some(sign * (hours * 3600 + i64::from(minutes.unwrap_or(0)) * 60))
    }
}

impl PartialDate {
    fn new(year: Option<u32>, month: u32, day: u32) -> Option<PartialDate> {
        let is_valid = (1..=12).contains(&month) && (1..=31).contains(&day);
        is_valid.then_some(PartialDate {
            year: year.and_then(|year| i32::try_from(year).ok()),
            month: Some(month),
            day,
            is_ambiguous: false,
        })
    }
}

/// The value of a digit, also of an Arabic or a full-width one.
fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}
