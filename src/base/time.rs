//! Moments, dates, zones and intervals. The one file that names `chrono`.
//!
//! Nothing here reads a clock: the moment of a build is a value that comes in from outside.

use std::fmt;

use chrono::format::{Item, Parsed, StrftimeItems};
use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, Offset, SecondsFormat, TimeDelta,
    Timelike, Utc,
};

use super::zone_data::{self, ZoneData};

/// A point in time, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<Utc>);

/// The time that a build is made for. Content with a later date is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now(pub Moment);

/// How exactly a moment is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    #[default]
    Exact,
    /// The day is known, and not the time of day.
    Day,
    Unknown,
}

/// A length of time in whole seconds, negative if it goes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(i64);

/// A day of the calendar, in no zone yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// A time zone of the IANA database, whose data are in the program; the machine's own zone is never read.
#[derive(Clone, Copy)]
pub struct Zone(&'static ZoneData);

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Zone").field(&self.name()).finish()
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Zone) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

/// A date and time of day without a time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallClock {
    pub date: Date,
    /// Seconds since midnight on the clock.
    pub seconds: u32,
}

/// What a text says in a format of `strptime`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormattedTime {
    /// With an offset, or as seconds since 1970.
    Moment(Moment),
    /// A day and a clock time without an offset.
    Local(WallClock),
    /// A day alone.
    Day(Date),
}

/// Whether a text is a format of `strptime`, such as `%d.%m.%Y %H:%M`, that says at least which day it is.
pub fn is_time_format(format: &str) -> bool {
    let mut items = StrftimeItems::new(format);
    let is_known = !items.clone().any(|item| matches!(item, Item::Error));
    // What is written in the format must say the day when it is read again.
    is_known
        && items.any(|item| !matches!(item, Item::Literal(_) | Item::Space(_)))
        && NaiveDate::from_ymd_opt(2013, 12, 28).is_some_and(|date| {
            let sample = date.and_time(NaiveTime::MIN).and_utc().fixed_offset();
            let mut text = String::new();
            fmt::Write::write_fmt(&mut text, format_args!("{}", sample.format(format))).is_ok()
                && parse_formatted(&text, format).is_some()
        })
}

/// Reads a text in a format of `strptime`. `None` if it does not have that format, or does not say which day it is.
pub fn parse_formatted(text: &str, format: &str) -> Option<FormattedTime> {
    let mut parsed = Parsed::new();
    chrono::format::parse(&mut parsed, text, StrftimeItems::new(format)).ok()?;
    if let Some(seconds) = parsed.timestamp() {
        return Moment::from_unix(seconds).map(FormattedTime::Moment);
    }
    let date = parsed.to_naive_date().ok()?;
    let Ok(time) = parsed.to_naive_time() else {
        return Some(FormattedTime::Day(Date(date)));
    };
    match parsed.offset() {
        Some(offset) => {
            let moment = date.and_time(time).and_utc() - TimeDelta::seconds(i64::from(offset));
            Some(FormattedTime::Moment(Moment(moment)))
        }
        None => Some(FormattedTime::Local(WallClock {
            date: Date(date),
            seconds: time.num_seconds_from_midnight(),
        })),
    }
}

/// What a clock time means in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalResolution {
    /// One moment.
    Unique(Moment),
    /// The clock was set back: both moments show this time.
    Ambiguous(Moment, Moment),
    /// The clock was set forward: it never showed this time. The moments are what it means by the offset before and after.
    Nonexistent(Moment, Moment),
}

/// A half-open span of time, never empty or backward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    start: Moment,
    end: Moment,
}

impl Moment {
    /// The first moment that can be written: the beginning of 1970 in UTC.
    pub const EPOCH: Moment = Moment(DateTime::UNIX_EPOCH);

    /// Seconds since 1970 in UTC. `None` before 1970 or after 9999: such a time is a mistake.
    pub fn from_unix(seconds: i64) -> Option<Moment> {
        let moment = DateTime::from_timestamp(seconds, 0)?;
        (1970..=9999)
            .contains(&moment.year())
            .then_some(Moment(moment))
    }

    /// Parses a time as HTTP writes it: `Sat, 30 Jun 2012 03:18:00 GMT`.
    pub fn from_http_date(text: &str) -> Option<Moment> {
        let time = DateTime::parse_from_rfc2822(text).ok()?;
        Moment::from_unix(time.timestamp())
    }

    /// Seconds since 1970 in UTC.
    pub fn unix(self) -> i64 {
        self.0.timestamp()
    }

    /// The moment plus a duration, clamped to the years 1970 to 9999.
    pub fn plus(self, duration: Duration) -> Moment {
        let (first, last) = (0, 253_402_300_799);
        let seconds = self.unix().saturating_add(duration.0).clamp(first, last);
        Moment(DateTime::from_timestamp(seconds, 0).unwrap_or(self.0))
    }

    /// The time from an earlier moment to this one.
    pub fn since(self, earlier: Moment) -> Duration {
        Duration(self.unix() - earlier.unix())
    }

    /// RFC 3339 in UTC: `2012-06-30T03:18:00Z`.
    pub fn rfc3339(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// RFC 3339 in UTC with milliseconds, as programs that were written against Statuspage expect it: `2012-06-30T03:18:00.000Z`.
    pub fn rfc3339_millis(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// RFC 3339 in UTC without seconds, as an author would write it: `2012-06-30T03:18Z`.
    pub fn to_the_minute(self) -> String {
        self.0.format("%Y-%m-%dT%H:%MZ").to_string()
    }

    /// The form of RFC 822 that RSS 2.0 asks for: `Sat, 30 Jun 2012 03:18:00 +0000`.
    pub fn rfc822(self) -> String {
        self.0.format("%a, %d %b %Y %H:%M:%S +0000").to_string()
    }

    /// The basic form of ISO 8601 in UTC that iCalendar asks for: `20120630T031800Z`.
    pub fn icalendar(self) -> String {
        self.0.format("%Y%m%dT%H%M%SZ").to_string()
    }

    /// The minute in UTC as IDs contain it: `2012-06-30T0318Z`.
    pub fn minute_id(self) -> String {
        self.0.format("%Y-%m-%dT%H%MZ").to_string()
    }
}

impl Duration {
    /// From seconds.
    pub const fn seconds(seconds: i64) -> Duration {
        Duration(seconds)
    }

    /// From minutes.
    pub const fn minutes(minutes: i64) -> Duration {
        Duration(minutes * 60)
    }

    /// From days of 24 hours.
    pub const fn days(days: i64) -> Duration {
        Duration(days * 86_400)
    }

    /// In seconds.
    pub const fn as_seconds(self) -> i64 {
        self.0
    }

    /// In whole minutes, the rest cut off.
    pub const fn as_minutes(self) -> i64 {
        self.0 / 60
    }

    /// Both together.
    pub const fn plus(self, other: Duration) -> Duration {
        Duration(self.0.saturating_add(other.0))
    }
}

impl Date {
    /// The Monday of the week of 1 January 1970, from which weeks can be counted.
    pub const EPOCH_MONDAY: Date = Date(NaiveDate::from_ymd_opt(1969, 12, 29).unwrap());

    /// A day by its numbers, if the calendar has it.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        NaiveDate::from_ymd_opt(year, month, day)
            .filter(|_| (1970..=9999).contains(&year))
            .map(Date)
    }

    /// The Monday of an ISO 8601 week, if the year has that week.
    pub fn of_week(year: i32, week: u32) -> Option<Date> {
        NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon)
            .filter(|_| (1970..=9999).contains(&year))
            .map(Date)
    }

    /// Year, month and day.
    pub fn parts(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The ISO 8601 week-year and week.
    pub fn week(self) -> (i32, u32) {
        (self.0.iso_week().year(), self.0.iso_week().week())
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// The day `days` later, or earlier if negative; stays where the calendar ends.
    pub fn plus_days(self, days: i64) -> Date {
        let count = Days::new(days.unsigned_abs());
        let moved = if days < 0 {
            self.0.checked_sub_days(count)
        } else {
            self.0.checked_add_days(count)
        };
        Date(moved.unwrap_or(self.0))
    }

    /// Days from an earlier date to this one.
    pub fn days_since(self, earlier: Date) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The first day of this month.
    pub fn month_start(self) -> Date {
        Date(self.0.with_day(1).unwrap_or(self.0))
    }

    /// The first day of the month after this one.
    pub fn next_month(self) -> Date {
        self.month_start().plus_days(31).month_start()
    }

    /// The moment at which this day begins in a zone: the first moment whose local date is this one, since a zone may skip midnight.
    pub fn start_in(self, zone: Zone) -> Moment {
        match zone.resolve(WallClock {
            date: self,
            seconds: 0,
        }) {
            LocalResolution::Unique(moment) | LocalResolution::Ambiguous(moment, _) => moment,
            LocalResolution::Nonexistent(_, after) => zone.end_of_gap(after),
        }
    }
}

impl fmt::Display for Date {
    /// `2012-06-30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Zone {
    /// Universal time.
    pub const UTC: Zone = Zone(&zone_data::UTC);

    /// A zone by its IANA name, such as `Europe/Berlin`.
    pub fn from_name(name: &str) -> Option<Zone> {
        zone_data::find(name).map(Zone)
    }

    /// Every known name, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        zone_data::names()
    }

    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The short name of the zone at a moment: `UTC`, `CEST`, or an offset where the zone has no letters.
    pub fn abbreviation(self, moment: Moment) -> String {
        let text = self.0.abbreviation(moment.unix());
        if text.starts_with(['+', '-']) {
            format!("UTC{text}")
        } else {
            text.to_owned()
        }
    }

    /// The date in this zone at a moment.
    pub fn date(self, moment: Moment) -> Date {
        Date(self.local(moment).date_naive())
    }

    /// The hour and minute on this zone's clock at a moment: `14:02`.
    pub fn clock(self, moment: Moment) -> String {
        let time = self.local(moment).time();
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// What this zone's clock and calendar show at a moment.
    pub fn wall_clock(self, moment: Moment) -> WallClock {
        let local = self.local(moment).naive_local();
        WallClock {
            date: Date(local.date()),
            seconds: local.time().num_seconds_from_midnight(),
        }
    }

    /// RFC 3339 with this zone's offset: `2012-06-30T05:18:00+02:00`, or `Z` in UTC.
    pub fn rfc3339(self, moment: Moment) -> String {
        self.local(moment)
            .to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// The same without seconds, as an author would write it: `2012-06-30T05:18+02:00`.
    pub fn to_the_minute(self, moment: Moment) -> String {
        let whole = self.rfc3339(moment);
        let zone = whole.get(19..).unwrap_or_default();
        format!("{}{zone}", whole.get(..16).unwrap_or_default())
    }

    /// What a clock time means here.
    pub fn resolve(self, wall: WallClock) -> LocalResolution {
        let time =
            NaiveTime::from_num_seconds_from_midnight_opt(wall.seconds, 0).unwrap_or_default();
        let local = wall.date.0.and_time(time);
        // No zone changes its clock twice within two days, so the offsets a day before and a day after are all that can apply.
        let as_if_utc = local.and_utc().timestamp();
        let before = self.0.offset(as_if_utc - 86_400);
        let after = self.0.offset(as_if_utc + 86_400);
        let at_offset =
            |offset: i32| Moment(local.and_utc() - TimeDelta::seconds(i64::from(offset)));
        let (first, second) = (at_offset(before), at_offset(after));
        let shows_wall = |moment: Moment| self.local(moment).naive_local() == local;
        match (shows_wall(first), shows_wall(second)) {
            (true, true) if first != second => {
                LocalResolution::Ambiguous(first.min(second), first.max(second))
            }
            (true, _) => LocalResolution::Unique(first),
            (_, true) => LocalResolution::Unique(second),
            (false, false) => LocalResolution::Nonexistent(first.min(second), first.max(second)),
        }
    }

    /// The moment with this zone's offset.
    fn local(self, moment: Moment) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(self.0.offset(moment.unix()));
        moment.0.with_timezone(&offset.unwrap_or_else(|| Utc.fix()))
    }

    /// The moment at which the clock jumps, given a moment at most a few hours before or after: the first second of its local date.
    fn end_of_gap(self, near: Moment) -> Moment {
        let date = self.date(near);
        let (mut low, mut high) = (near.plus(Duration::days(-1)), near);
        while high.since(low).as_seconds() > 1 {
            let middle = low.plus(Duration::seconds(high.since(low).as_seconds() / 2));
            if self.date(middle) < date {
                low = middle
            } else {
                high = middle
            }
        }
        high
    }
}

impl Interval {
    /// From a start to a later end; `None` if the end is not after the start.
    pub fn new(start: Moment, end: Moment) -> Option<Interval> {
        (start < end).then_some(Interval { start, end })
    }

    pub fn start(self) -> Moment {
        self.start
    }

    /// The moment after the last.
    pub fn end(self) -> Moment {
        self.end
    }

    pub fn contains(self, moment: Moment) -> bool {
        self.start <= moment && moment < self.end
    }

    /// The intersection of both.
    pub fn intersection(self, other: Interval) -> Option<Interval> {
        Interval::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// How long it is.
    pub fn length(self) -> Duration {
        self.end.since(self.start)
    }
}
