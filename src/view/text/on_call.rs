//! The words about how often teams were paged.

use super::{count, date, dates, list, period, period_noun, period_tick};
use crate::base::period::Period;
use crate::derive::on_call::{OnCallFacts, OnCallTeamFacts, TeamPeriod};
use crate::derive::statistics::{ProcessPoint, Signal};
use crate::model::on_call::PageCounts;
use crate::model::team::{Team, Weekday};

/// `10 pages, 7 after hours`.
#[must_use]
pub fn pages(pages: PageCounts) -> String {
    format!("{}, {} after hours", number(pages.all()), pages.after_hours)
}

fn number(pages: u64) -> String {
    count(
        usize::try_from(pages).unwrap_or(usize::MAX),
        "page",
        "pages",
    )
}

/// The newest complete period of a team: `last week 10 pages, 7 after hours`.
#[must_use]
pub fn last_period(facts: &OnCallFacts, team: &OnCallTeamFacts) -> String {
    let Some(newest) = facts.newest_complete() else {
        return "so far no complete period".to_owned();
    };
    let noun = period_noun(facts.periods[newest].0).0;
    match team.periods.get(newest).copied().flatten() {
        Some(reading) => format!("last {noun} {}", pages(reading.pages)),
        None => format!("not counted last {noun}"),
    }
}

/// All teams in the newest complete period, in a sentence.
#[must_use]
pub fn newest_period(facts: &OnCallFacts) -> Option<String> {
    let newest = facts.newest_complete()?;
    let sum = facts.total_pages(newest);
    let when = period(facts.periods[newest].0);
    Some(match (sum.all(), sum.after_hours) {
        (0, _) => format!("{when}: no pages."),
        (1, 0) => format!("{when}: 1 page, in working hours."),
        (1, _) => format!("{when}: 1 page, after hours."),
        (all, 0) => format!("{when}: {}, none of them after hours.", number(all)),
        (all, after) => format!("{when}: {}, {after} of them after hours.", number(all)),
    })
}

/// What is unusual of a reading: pages after hours before pages in all.
fn unusual_point(reading: &TeamPeriod) -> Option<(ProcessPoint, bool)> {
    let outside =
        |point: Option<ProcessPoint>| point.filter(|point| point.signal == Some(Signal::Outside));
    outside(reading.after_hours)
        .map(|point| (point, true))
        .or_else(|| outside(reading.all).map(|point| (point, false)))
}

/// The teams for which the newest complete period is unusual, in a sentence without a full stop; `None` if there is none.
#[must_use]
pub fn unusual_teams(facts: &OnCallFacts) -> Option<String> {
    let newest = facts.newest_complete()?;
    let (mut more, mut fewer) = (Vec::new(), Vec::new());
    for team in &facts.teams {
        let Some((point, _)) = team.periods[newest].as_ref().and_then(unusual_point) else {
            continue;
        };
        if point.rate > point.upper {
            &mut more
        } else {
            &mut fewer
        }
        .push(team.team.name.clone());
    }
    let was = |names: &[String]| if names.len() == 1 { "was" } else { "were" };
    match (more.as_slice(), fewer.as_slice()) {
        ([], []) => None,
        (more, []) => Some(format!(
            "{} {} paged more than usual",
            list(more),
            was(more)
        )),
        ([], fewer) => Some(format!(
            "{} {} paged less than usual",
            list(fewer),
            was(fewer)
        )),
        (more, fewer) => Some(format!(
            "{} {} paged more than usual, {} less",
            list(more),
            was(more),
            list(fewer)
        )),
    }
}

/// The title of the chart: what is clear of the newest period, or what is shown.
#[must_use]
pub fn title(facts: &OnCallFacts) -> String {
    unusual_teams(facts).unwrap_or_else(|| "How often each team was paged".to_owned())
}

/// The days from the first period to the last.
#[must_use]
pub fn period_range(facts: &OnCallFacts) -> String {
    let (first, last) = (facts.periods.first(), facts.periods.last());
    first
        .zip(last)
        .map(|((first, _), (last, _))| dates(first.first(), last.last()))
        .unwrap_or_default()
}

/// What is measured.
#[must_use]
pub fn subtitle(facts: &OnCallFacts) -> String {
    let noun = facts
        .periods
        .first()
        .map_or("period", |(period, _)| period_noun(*period).0);
    format!("Pages each {noun} by team, {}", period_range(facts))
}

/// When a team's pages left their usual range, and whether they are back; `None` if they never left it.
#[must_use]
pub fn time_outside_range(facts: &OnCallFacts, team: &OnCallTeamFacts) -> Option<String> {
    let readings = || {
        team.periods
            .iter()
            .enumerate()
            .filter_map(|(at, reading)| Some((at, (*reading)?)))
    };
    let outside: Vec<_> = readings()
        .filter_map(|(at, reading)| Some((at, unusual_point(&reading)?)))
        .collect();
    let (first, last) = (outside.first()?.0, outside.last()?.0);
    let (worst, (point, after_hours)) = *outside
        .iter()
        .max_by(|one, other| one.1.0.rate.total_cmp(&other.1.0.rate))?;
    let label = |at: usize| facts.periods[at].0.to_string();
    let (one, many) = period_noun(facts.periods[first].0);
    let periods = match outside.len() {
        1 => label(first),
        all => format!(
            "{} from {} to {}",
            count(all, one, many),
            label(first),
            label(last)
        ),
    };
    let limit = if point.rate > point.upper {
        format!("at most {:.0}", point.upper.floor())
    } else {
        format!("at least {:.0}", point.lower.ceil())
    };
    let pages = pages_of(team, worst, after_hours);
    let end = match readings().find(|(at, reading)| *at > last && !reading.partial) {
        Some((back, _)) => format!("back inside since {}", label(back)),
        None => "not back inside yet".to_owned(),
    };
    let name = &team.team.name;
    Some(match outside.len() {
        1 => format!(
            "{name} was outside its usual range in {periods}, with {pages} (usual: {limit}); {end}."
        ),
        _ => format!(
            "{name} was outside its usual range in {periods}, furthest in {} with {pages} (usual: {limit}); {end}.",
            label(worst)
        ),
    })
}

/// `16 pages after hours`, or `12 pages`.
fn pages_of(team: &OnCallTeamFacts, at: usize, after_hours: bool) -> String {
    let pages = team.periods[at]
        .map(|reading| reading.pages)
        .unwrap_or_default();
    if after_hours {
        format!("{} after hours", number(pages.after_hours))
    } else {
        number(pages.all())
    }
}

/// What is written over the highest unusual column: what was behind it, or how many pages there were.
#[must_use]
pub fn over_column(slot: Period, reading: &TeamPeriod, note: Option<&String>) -> String {
    let when = period_tick(slot);
    match (note, unusual_point(reading)) {
        (Some(note), _) => format!("{when}: {note}"),
        (None, Some((_, true))) => format!("{when}: {} after hours", reading.pages.after_hours),
        (None, _) => format!("{when}: {}", number(reading.pages.all())),
    }
}

/// The chart in words.
#[must_use]
pub fn description(facts: &OnCallFacts, shown: &[&OnCallTeamFacts]) -> String {
    let outside: Vec<String> = shown
        .iter()
        .filter(|team| {
            team.periods
                .iter()
                .flatten()
                .any(TeamPeriod::is_outside_usual_range)
        })
        .map(|team| team.team.name.clone())
        .collect();
    let unusual = match outside.as_slice() {
        [] => "No column is outside its usual range.".to_owned(),
        names => format!("Columns outside the usual range: {}.", list(names)),
    };
    format!(
        "Column charts, one for each of {}: pages, those after hours at the bottom. {} {unusual} The numbers are in the table below.",
        count(shown.len(), "team", "teams"),
        newest_period(facts).unwrap_or_default(),
    )
}

/// The notes under the chart.
#[must_use]
pub fn notes(facts: &OnCallFacts, shown: usize) -> Vec<String> {
    let mut notes = vec![
        "Working hours are each team's own, on its own clock; its public holidays count as after hours.".to_owned(),
    ];
    let readings = || facts.teams.iter().flat_map(|team| &team.periods);
    if readings()
        .flatten()
        .any(|reading| reading.all.is_some() || reading.after_hours.is_some())
    {
        notes.push(
            "Usual is what the usual periods before let expect (Laney, 3 sigma); the first eight are not judged."
                .to_owned(),
        );
    }
    if readings().any(Option::is_none) {
        notes.push("Where the line at zero has a gap, nothing was counted.".to_owned());
    }
    if let Some(rest) = facts
        .teams
        .len()
        .checked_sub(shown)
        .filter(|rest| *rest > 0)
    {
        let verb = if rest == 1 { "is" } else { "are" };
        notes.push(format!(
            "Shown are the {shown} teams with the most pages after hours; {rest} more {verb} in the table."
        ));
    }
    let mut sources: Vec<&str> = facts
        .periods
        .iter()
        .filter_map(|(_, count)| count.and_then(|count| count.source.as_deref()))
        .collect();
    sources.sort_unstable();
    sources.dedup();
    let sources: Vec<String> = sources.into_iter().map(str::to_owned).collect();
    if !sources.is_empty() {
        notes.push(format!(
            "Source: {}, {}.",
            list(&sources),
            period_range(facts)
        ));
    }
    notes
}

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

fn day_name(day: Weekday) -> String {
    DAYS.get(day as usize)
        .copied()
        .unwrap_or_default()
        .to_owned()
}

/// When a team works: `Monday to Friday, 09:00 to 18:00 on the clock of Europe/Berlin`.
#[must_use]
pub fn hours(team: &Team) -> String {
    let days: Vec<Weekday> = team.hours.days.iter().copied().collect();
    let runs = days.chunk_by(|one, next| *one as u32 + 1 == *next as u32);
    let names = runs.flat_map(|run| match run {
        [first, _, .., last] => vec![format!("{} to {}", day_name(*first), day_name(*last))],
        days => days.iter().map(|day| day_name(*day)).collect(),
    });
    let clock = |seconds: u32| format!("{:02}:{:02}", seconds / 3600, seconds % 3600 / 60);
    let days = list(&names.collect::<Vec<_>>());
    format!(
        "{days}, {} to {} on the clock of {}",
        clock(team.hours.from),
        clock(team.hours.to),
        team.zone.name()
    )
}

/// The holidays of a team, by year.
#[must_use]
pub fn holidays(team: &Team) -> Option<String> {
    let days: Vec<_> = team.holidays.iter().copied().collect();
    let years = days.chunk_by(|one, next| one.parts().0 == next.parts().0);
    let years = years.map(|days| match days {
        [] => String::new(),
        [only] => date(*only),
        [first, ..] => {
            let names = days.iter().map(|day| period_tick(Period::Days(*day, *day)));
            format!("{} {}", list(&names.collect::<Vec<_>>()), first.parts().0)
        }
    });
    let years: Vec<String> = years.collect();
    (!years.is_empty()).then(|| format!("Holidays: {}.", years.join("; ")))
}

/// All that was counted of a team, in a sentence.
#[must_use]
pub fn total(facts: &OnCallFacts, team: &OnCallTeamFacts) -> String {
    let counted = team.periods.iter().flatten().count();
    let (one, many) = facts
        .periods
        .first()
        .map_or(("period", "periods"), |(period, _)| period_noun(*period));
    let all = PageCounts {
        after_hours: team.total_after_hours(),
        in_hours: team.total() - team.total_after_hours(),
    };
    format!("{} in {}.", pages(all), count(counted, one, many))
}
