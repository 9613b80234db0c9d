//! The axis under the timeline of an incident: round times and the positions of updates.

use serde::Serialize;

use super::site::PublicSite;
use crate::base::time::{Date, Duration, Interval, Moment, Zone};

/// Minutes between two marks that show a clock, from the finest.
const CLOCK_STEPS: [i64; 11] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720];
/// Days between two marks that show a date.
const DATE_STEPS: [i64; 7] = [1, 2, 7, 14, 28, 91, 364];
/// At most so many clocks, and so many dates, stand beside each other on a phone.
const MAX_TICKS: [i64; 2] = [4, 2];
/// A mark nearer to an end than this, in thousandths of the length, would overlap it.
const MARGIN: i64 = 70;

#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineAxis {
    /// Round times, in order.
    pub marks: Vec<TimelineTick>,
    /// Where updates are, as percentages from the left.
    pub updates: Vec<String>,
}

/// A round time.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineTick {
    /// Where, as a percentage from the left.
    pub x: String,
    /// `04:00`, or a date.
    pub text: String,
}

/// The axis of an interval with updates at some moments. Time runs in the direction of the language.
pub(super) fn timeline_axis(
    site: &PublicSite,
    whole: Interval,
    updates: impl Iterator<Item = Moment>,
) -> TimelineAxis {
    let length = whole.length().as_seconds().max(1);
    let place = |at: Moment| at.since(whole.start()).as_seconds() * 1000 / length;
    let from_left = |place: i64| {
        let place = if site.locale.direction() == "rtl" {
            1000 - place
        } else {
            place
        };
        format!("{}.{}%", place / 10, place % 10)
    };
    let inside = |at: &Moment| (MARGIN..=1000 - MARGIN).contains(&place(*at));
    let zone = site.snapshot.site.zone;
    let (times, clocks) = round_times(zone, whole);
    let label = |at| {
        if clocks {
            zone.clock(at)
        } else {
            site.locale.date(zone.date(at))
        }
    };
    let marks = times.into_iter().filter(inside).map(|at| TimelineTick {
        x: from_left(place(at)),
        text: label(at),
    });
    TimelineAxis {
        marks: marks.collect(),
        updates: updates
            .map(|at| from_left(place(at).clamp(0, 1000)))
            .collect(),
    }
}

/// Round times of a zone on the days of an interval, and whether they show a clock; else they show dates.
fn round_times(zone: Zone, whole: Interval) -> (Vec<Moment>, bool) {
    let (minutes, [clocks, dates]) = (whole.length().as_minutes(), MAX_TICKS);
    let (first, last) = (zone.date(whole.start()), zone.date(whole.end()));
    let days = (0..=last.days_since(first)).map(|day| (day, first.plus_days(day)));
    if let Some(step) = CLOCK_STEPS.iter().find(|step| minutes <= **step * clocks) {
        // Each day begins anew, so that marks are round on a day on which the clock changes too.
        let of_day = |(_, day): (i64, Date)| {
            let (start, end) = (day.start_in(zone), day.plus_days(1).start_in(zone));
            let times = (0..).map(move |at| start.plus(Duration::minutes(at * step)));
            times.take_while(move |at| *at < end)
        };
        return (days.flat_map(of_day).collect(), true);
    }
    let step = DATE_STEPS
        .into_iter()
        .find(|step| minutes <= step * 1440 * dates);
    let chosen = days.filter(|(day, _)| step.is_some_and(|step| day % step == 0));
    (chosen.map(|(_, date)| date.start_in(zone)).collect(), false)
}
