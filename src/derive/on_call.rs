//! How often teams were paged, period by period, and which periods are unusual for a team.

use super::look_back;
use super::statistics::{self, ProcessPoint, Signal, WeeklyCount};
use crate::base::period::Period;
use crate::base::time::Now;
use crate::model::InternalLedger;
use crate::model::on_call::{OnCallCount, PageCounts};
use crate::model::team::Team;

/// Periods that are looked back on.
const MAX_PERIODS: usize = 26;

/// The pages of all teams over the last periods.
#[derive(Clone, Debug)]
pub struct OnCallFacts<'a> {
    /// The periods, oldest first, with what was counted. A missing one stays, as a gap.
    pub periods: Vec<(Period, Option<&'a OnCallCount>)>,
    /// The teams that were counted, those with the most pages after hours in all this time first.
    pub teams: Vec<OnCallTeamFacts<'a>>,
}

/// The pages of one team.
#[derive(Clone, Debug)]
pub struct OnCallTeamFacts<'a> {
    pub team: &'a Team,
    /// One for each slot; `None` where it was not counted.
    pub periods: Vec<Option<TeamPeriod>>,
}

/// The pages of one team in one period.
#[derive(Clone, Copy, Debug)]
pub struct TeamPeriod {
    pub pages: PageCounts,
    /// The period is not over.
    pub partial: bool,
    /// How usual its pages after hours are.
    pub after_hours: Option<ProcessPoint>,
    /// How usual all its pages are.
    pub all: Option<ProcessPoint>,
}

impl TeamPeriod {
    /// Whether more or fewer pages came than usual, after hours or in all.
    pub fn is_outside_usual_range(&self) -> bool {
        [self.after_hours, self.all]
            .into_iter()
            .flatten()
            .any(|point| point.signal == Some(Signal::Outside))
    }
}

impl<'a> OnCallFacts<'a> {
    /// Looks back from the newest period that is known at a moment: over by then, or still counted and begun. `None` before there was
    /// one.
    pub fn of(ledger: &'a InternalLedger, Now(now): Now) -> Option<OnCallFacts<'a>> {
        let is_known = |count: &&OnCallCount| {
            look_back::is_known(count.period, count.complete, count.zone, now)
        };
        let known: Vec<&OnCallCount> = ledger.on_call_counts.iter().filter(is_known).collect();
        let periods = look_back::last_periods(&known, |count| count.period, MAX_PERIODS);
        if periods.is_empty() {
            return None;
        }
        let mut teams: Vec<OnCallTeamFacts> = ledger
            .teams
            .iter()
            .filter_map(|team| team_facts(team, &periods))
            .collect();
        teams.sort_by_key(|facts| {
            let total = facts.total();
            std::cmp::Reverse((total.after_hours, total.all()))
        });
        Some(OnCallFacts { periods, teams })
    }

    /// The newest period that is over, by its position.
    pub fn newest_complete(&self) -> Option<usize> {
        self.periods
            .iter()
            .rposition(|(_, count)| count.is_some_and(|count| count.complete))
    }

    /// The pages of all teams in one of the slots.
    pub fn total_pages(&self, slot: usize) -> PageCounts {
        let counted = self
            .teams
            .iter()
            .filter_map(|facts| *facts.periods.get(slot)?);
        counted.map(|period| period.pages).sum()
    }
}

impl OnCallTeamFacts<'_> {
    /// The pages of all periods.
    pub fn total(&self) -> PageCounts {
        self.periods.iter().flatten().map(|one| one.pages).sum()
    }
}

fn team_facts<'a>(
    team: &'a Team,
    slots: &[(Period, Option<&'a OnCallCount>)],
) -> Option<OnCallTeamFacts<'a>> {
    let pages = |count: &OnCallCount| {
        count
            .teams
            .get(&team.id)
            .map(|pages| (*pages, !count.complete))
    };
    let counted: Vec<Option<(PageCounts, bool)>> = slots
        .iter()
        .map(|(_, count)| count.and_then(pages))
        .collect();
    if counted.iter().all(Option::is_none) {
        return None;
    }
    let after_hours = process_points(&counted, |pages| pages.after_hours);
    let all = process_points(&counted, PageCounts::all);
    let reading = |(at, counted): (usize, &Option<(PageCounts, bool)>)| {
        let (pages, partial) = (*counted)?;
        Some(TeamPeriod {
            pages,
            partial,
            after_hours: after_hours[at],
            all: all[at],
        })
    };
    Some(OnCallTeamFacts {
        team,
        periods: counted.iter().enumerate().map(reading).collect(),
    })
}

/// Judges each complete period by the complete ones before it: Laney's u' with an exposure of 1, see [`statistics::laney_u`], and where
/// pages are few also [`statistics::is_rare`]. A period is never in its own baseline, so that a spike cannot hide itself, and one that
/// was outside is in none at all: weeks of alarm would soon pass for usual. The first eight are judged by nothing.
fn process_points(
    counted: &[Option<(PageCounts, bool)>],
    number: impl Fn(PageCounts) -> u64,
) -> Vec<Option<ProcessPoint>> {
    let mut judged = vec![None; counted.len()];
    let mut usual: Vec<WeeklyCount> = Vec::new();
    for ((at, pages), week) in counted.iter().enumerate().zip(0..) {
        let Some((pages, _)) = pages.filter(|(_, partial)| !partial) else {
            continue;
        };
        usual.push(WeeklyCount {
            week,
            count: number(pages),
            exposure: 1.0,
        });
        judged[at] = process_point(&usual);
        if judged[at].is_some_and(|point| point.signal == Some(Signal::Outside)) {
            usual.pop();
        }
    }
    judged
}

/// Judges the last of some weeks by those before it.
fn process_point(weeks: &[WeeklyCount]) -> Option<ProcessPoint> {
    let judged = weeks.last()?;
    let baseline = statistics::baseline_weeks(weeks, judged.week, None)?;
    let before = || {
        weeks
            .iter()
            .filter(|week| baseline.contains(&week.week))
            .map(|week| week.count)
    };
    let is_rare = statistics::is_rare(judged.count, before().sum(), before().map(|_| 1).sum());
    let signal = is_rare.then_some(Signal::Outside);
    if before().all(|count| count == 0) {
        // Weeks without a page have no scatter to draw limits from.
        // Pages of a week are far below 2^53.
        let rate = judged.count as f64;
        return Some(ProcessPoint {
            week: judged.week,
            rate,
            lower: 0.0,
            upper: 0.0,
            signal,
        });
    }
    let mut point = statistics::laney_u(weeks, &baseline)?.points.pop()?;
    if point.signal == Some(Signal::Outside) {
        point.signal = signal;
    }
    Some(point)
}
