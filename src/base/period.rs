//! The periods that support reports are made for: weeks, months, quarters and free ranges of days.

use std::cmp::Ordering;
use std::fmt;

use super::time::{Date, Interval, Zone};

/// A period of whole days. The caller decides in which time zone the days begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// An ISO 8601 week, by its Monday: `2013-W27`.
    Week(Date),
    /// A month, by its first day: `2013-07`.
    Month(Date),
    /// A quarter, by its first day: `2013-Q3`.
    Quarter(Date),
    /// Inclusive days: `2013-07-01/2013-07-14`.
    Days(Date, Date),
}

/// Days from Monday to Thursday.
const THURSDAY: i64 = 3;

impl Period {
    /// Reads a label as it is written in files.
    pub fn parse(label: &str) -> Option<Period> {
        if let Some((first, last)) = label.split_once('/') {
            let (first, last) = (parse_day(first)?, parse_day(last)?);
            return (first <= last).then_some(Period::Days(first, last));
        }
        let (year, rest) = label.split_at_checked(4)?;
        let year: i32 = digits(year)?;
        let rest = rest.strip_prefix('-')?;
        if let Some(week) = rest.strip_prefix('W') {
            return Date::of_week(year, two_digits(week)?).map(Period::Week);
        }
        if let Some(quarter) = rest.strip_prefix('Q') {
            let quarter: u32 =
                digits(quarter).filter(|q| (1..=4).contains(q) && rest.len() == 2)?;
            return Date::new(year, quarter * 3 - 2, 1).map(Period::Quarter);
        }
        Date::new(year, two_digits(rest)?, 1).map(Period::Month)
    }

    pub fn first(self) -> Date {
        match self {
            Period::Week(day)
            | Period::Month(day)
            | Period::Quarter(day)
            | Period::Days(day, _) => day,
        }
    }

    pub fn last(self) -> Date {
        self.day_after().plus_days(-1)
    }

    /// The day after the last.
    pub fn day_after(self) -> Date {
        match self {
            Period::Week(monday) => monday.plus_days(7),
            Period::Month(first) => first.next_month(),
            Period::Quarter(first) => first.next_month().next_month().next_month(),
            Period::Days(_, last) => last.plus_days(1),
        }
    }

    /// The period of the same kind that ends where this one begins, found by calendar arithmetic.
    pub fn previous(self) -> Period {
        let before = self.first().plus_days(-1);
        match self {
            Period::Week(monday) => Period::Week(monday.plus_days(-7)),
            Period::Month(_) => Period::Month(before.month_start()),
            Period::Quarter(_) => {
                let (year, month, _) = before.parts();
                Period::Quarter(Date::new(year, month - 2, 1).unwrap_or(before))
            }
            Period::Days(first, last) => {
                Period::Days(first.plus_days(-1 - last.days_since(first)), before)
            }
        }
    }

    /// The period of the same kind that begins where this one ends.
    pub fn next(self) -> Period {
        let after = self.day_after();
        match self {
            Period::Week(_) => Period::Week(after),
            Period::Month(_) => Period::Month(after),
            Period::Quarter(_) => Period::Quarter(after),
            Period::Days(first, last) => {
                Period::Days(after, after.plus_days(last.days_since(first)))
            }
        }
    }

    /// From midnight of the first day to midnight after the last, in a zone. 167 or 169 hours long in a week in which clocks change.
    pub fn interval(self, zone: Zone) -> Option<Interval> {
        Interval::new(self.first().start_in(zone), self.day_after().start_in(zone))
    }

    /// The ISO week that a day is in.
    pub fn week_of(day: Date) -> Period {
        Period::Week(day.plus_days(-i64::from(day.weekday())))
    }

    /// The weeks of a period: those whose Thursday is in it, as ISO 8601 gives a week to the year of its Thursday. Each week so belongs to
    /// one month and one quarter, and a month has four or five.
    pub fn weeks(self) -> Vec<Period> {
        let (mut weeks, mut week) = (Vec::new(), Period::week_of(self.first()));
        while week.first() <= self.last() {
            if (self.first()..=self.last()).contains(&week.first().plus_days(THURSDAY)) {
                weeks.push(week);
            }
            week = Period::Week(week.day_after());
        }
        weeks
    }

    /// The month and the quarter that a week belongs to; none for a period that is no week.
    pub fn month_and_quarter(self) -> Option<[Period; 2]> {
        let Period::Week(monday) = self else {
            return None;
        };
        let month = monday.plus_days(THURSDAY).month_start();
        let (year, number, _) = month.parts();
        Some([
            Period::Month(month),
            Period::Quarter(Date::new(year, (number - 1) / 3 * 3 + 1, 1)?),
        ])
    }

    /// The label with characters that may stand in an address: a free range gets `--` for its slash.
    pub fn slug(self) -> String {
        self.to_string().replace('/', "--")
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, _) = self.first().parts();
        match self {
            Period::Week(monday) => {
                let (year, week) = monday.week();
                write!(f, "{year}-W{week:02}")
            }
            Period::Month(_) => write!(f, "{year}-{month:02}"),
            Period::Quarter(_) => write!(f, "{year}-Q{}", month.div_ceil(3)),
            Period::Days(first, last) => write!(f, "{first}/{last}"),
        }
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Period) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By first day; a longer period that begins on the same day comes first.
impl Ord for Period {
    fn cmp(&self, other: &Period) -> Ordering {
        // Fast path: map lookups call this very often.
        if self == other {
            return Ordering::Equal;
        }
        let first = self.first().cmp(&other.first());
        let longer = first.then_with(|| other.day_after().cmp(&self.day_after()));
        longer.then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

fn two_digits(text: &str) -> Option<u32> {
    digits(text).filter(|_| text.len() == 2)
}

fn parse_day(text: &str) -> Option<Date> {
    match super::time_parser::parse_time(text) {
        Ok(super::time_parser::WrittenTime::Day(date)) => Some(date),
        _ => None,
    }
}
