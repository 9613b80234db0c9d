//! How often each team was paged: the chart, the numbers, and what counts as a page.

use std::sync::Arc;

use serde::Serialize;

use super::InternalSite;
use crate::base::time::Now;
use crate::derive::on_call::{OnCallFacts, OnCallTeamFacts, TeamPeriod};
use crate::model::route;
use crate::model::team::Team;
use crate::view::chart::{
    Caption, Chart, ColumnNote, Digits, PageColumn, TeamPagesChart, TeamPagesLegend, TeamPanel,
};
use crate::view::frame::PageMeta;
use crate::view::links::LinkView;
use crate::view::links::Links;
use crate::view::outline::{Outline, View};
use crate::view::page::PageBody;
use crate::view::table::Table;
use crate::view::text::{self, dictionary};

/// With more teams than this, not all have a panel.
const MAX_PANELS: usize = 8;
/// So many have one then.
const PANELS_WHEN_MANY: usize = 6;

/// The page of on-call pages by team.
#[derive(Clone, Debug, Serialize)]
pub struct OnCallPage {
    /// What is clear, in sentences.
    pub sentences: Vec<String>,
    /// The chart; none before anything was counted.
    pub chart: Option<TeamPagesChart>,
    /// The numbers of the chart and of every other team.
    pub table: Option<OnCallTable>,
    /// What was behind pages, newest first.
    pub notes: Vec<OnCallNote>,
    /// Every team.
    pub teams: Vec<TeamView>,
}

/// Pages by period and team.
#[derive(Clone, Debug, Serialize)]
pub struct OnCallTable {
    /// Names of the teams.
    pub head: Vec<String>,
    /// One for each period, newest first.
    pub rows: Vec<OnCallRow>,
}

/// The pages of all teams in a period.
#[derive(Clone, Debug, Serialize)]
pub struct OnCallRow {
    /// Its label.
    pub period: String,
    /// Its days.
    pub dates: String,
    /// Whether it is over.
    pub complete: bool,
    /// One for each team.
    pub cells: Vec<Option<OnCallCell>>,
}

/// The pages of a team in a period.
#[derive(Clone, Debug, Serialize)]
pub struct OnCallCell {
    /// All of them.
    pub all: u64,
    /// Those after hours.
    pub after_hours: u64,
    /// Whether that is unusual.
    pub outside: bool,
}

/// What was behind the pages of a team in a period.
#[derive(Clone, Debug, Serialize)]
pub struct OnCallNote {
    /// The period's label.
    pub period: String,
    /// The team's name.
    pub team: String,
    /// The words.
    pub text: String,
}

/// A team.
#[derive(Clone, Debug, Serialize)]
pub struct TeamView {
    /// The anchor.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it works.
    pub hours: String,
    /// When it does not.
    pub holidays: Option<String>,
    /// What was counted.
    pub words: Vec<String>,
    /// The services that it owns.
    pub services: Vec<LinkView>,
}

/// A line about pages, for other pages of the internal site.
#[derive(Clone, Debug, Serialize)]
pub struct OnCallSummary {
    /// The page of all teams.
    pub link: LinkView,
    /// The newest period in a sentence or two.
    pub words: String,
}

/// The page, where there are teams, and its files, where something was counted.
pub(super) fn outline<'a>(outline: &mut Outline<'a>, site: &Arc<InternalSite<'a>>) {
    if site.ledger.internal.teams.is_empty() {
        return;
    }
    let all = Arc::clone(site);
    outline.add(route::ON_CALL.pattern, move || view(&all));
    if let Some(facts) = facts(site).map(Arc::new) {
        let of = Arc::clone(&facts);
        outline.add("on-call/pages.csv", move || View::Table(csv(&of)));
        outline.add_chart("on-call/pages", move || Chart::TeamPages(chart(&facts)));
    }
}

fn facts<'a>(site: &InternalSite<'a>) -> Option<OnCallFacts<'a>> {
    OnCallFacts::of(&site.ledger.internal, Now(site.snapshot.now))
}

/// The newest period in a line; none before anything was counted.
pub(super) fn summary(site: &InternalSite, links: &Links) -> Option<OnCallSummary> {
    let facts = facts(site)?;
    let alarm = text::on_call::unusual_teams(&facts).map(|alarm| format!("{alarm}."));
    let words: Vec<String> = [text::on_call::newest_period(&facts), alarm]
        .into_iter()
        .flatten()
        .collect();
    let link = LinkView {
        href: links.to(route::ON_CALL.pattern),
        text: "On-call pages".to_owned(),
    };
    Some(OnCallSummary {
        link,
        words: words.join(" "),
    })
}

fn view(site: &InternalSite) -> View {
    let facts = facts(site);
    let about = PageMeta::new(
        route::ON_CALL.pattern,
        "On-call pages by team",
        "How often each team's on-call was paged, after hours and in working hours.",
    )
    .with_file("internal/teams.yaml".to_owned());
    let page = OnCallPage {
        sentences: facts.as_ref().map(sentences).unwrap_or_default(),
        chart: facts.as_ref().map(chart),
        table: facts.as_ref().map(table),
        notes: facts.as_ref().map(notes).unwrap_or_default(),
        teams: site
            .ledger
            .internal
            .teams
            .iter()
            .map(|team| team_view(site, facts.as_ref(), team))
            .collect(),
    };
    site.page(&about, PageBody::OnCall(Box::new(page)))
}

fn sentences(facts: &OnCallFacts) -> Vec<String> {
    let alarm = text::on_call::unusual_teams(facts).map(|alarm| format!("{alarm}."));
    let courses = facts
        .teams
        .iter()
        .filter_map(|team| text::on_call::time_outside_range(facts, team));
    text::on_call::newest_period(facts)
        .into_iter()
        .chain(alarm)
        .chain(courses)
        .collect()
}

fn team_view(site: &InternalSite, facts: Option<&OnCallFacts>, team: &Team) -> TeamView {
    let links = Links::from_page(route::ON_CALL.pattern);
    let catalogue = site
        .ledger
        .internal
        .catalogue
        .iter()
        .flat_map(|catalogue| &catalogue.services);
    let services = catalogue
        .filter(|service| service.owner.team.as_ref() == Some(&team.id))
        .map(|service| LinkView {
            href: links.to(&route::SERVICE.address(&service.id)),
            text: service.name.clone(),
        });
    let counted = facts.and_then(|facts| {
        let team = facts.teams.iter().find(|one| one.team.id == team.id)?;
        let course = text::on_call::time_outside_range(facts, team);
        Some(
            std::iter::once(text::on_call::total(facts, team))
                .chain(course)
                .collect(),
        )
    });
    TeamView {
        id: route::team_anchor(team.id.as_str()),
        name: team.name.clone(),
        hours: text::on_call::hours(team),
        holidays: text::on_call::holidays(team),
        words: counted.unwrap_or_default(),
        services: services.collect(),
    }
}

fn table(facts: &OnCallFacts) -> OnCallTable {
    let cell = |reading: &TeamPeriod| OnCallCell {
        all: reading.pages.all(),
        after_hours: reading.pages.after_hours,
        outside: reading.is_outside_usual_range(),
    };
    let row = |at: usize| {
        let (period, count) = facts.periods[at];
        OnCallRow {
            period: period.to_string(),
            dates: text::period(period),
            complete: count.is_none_or(|count| count.complete),
            cells: facts
                .teams
                .iter()
                .map(|team| team.periods[at].as_ref().map(cell))
                .collect(),
        }
    };
    OnCallTable {
        head: facts
            .teams
            .iter()
            .map(|team| team.team.name.clone())
            .collect(),
        rows: (0..facts.periods.len()).rev().map(row).collect(),
    }
}

fn notes(facts: &OnCallFacts) -> Vec<OnCallNote> {
    let counts = facts
        .periods
        .iter()
        .rev()
        .filter_map(|(period, count)| Some((period, (*count)?)));
    let notes = counts.flat_map(|(period, count)| {
        let teams = facts
            .teams
            .iter()
            .filter_map(|team| Some((team.team.name.clone(), count.notes.get(&team.team.id)?)));
        teams.map(|(team, text)| OnCallNote {
            period: period.to_string(),
            team,
            text: text.clone(),
        })
    });
    notes.collect()
}

/// The numbers for programs, one row for each team and period; limits are of the weeks before.
fn csv(facts: &OnCallFacts) -> Table {
    let mut table = Table {
        head: dictionary::head(&dictionary::PAGES),
        rows: Vec::new(),
    };
    for team in &facts.teams {
        for ((period, _), reading) in facts.periods.iter().zip(&team.periods) {
            let Some(reading) = reading else { continue };
            let limits = [reading.after_hours, reading.all].map(|point| {
                point.map_or_else(Default::default, |point| {
                    [point.lower, point.upper].map(|it| format!("{it:.10}"))
                })
            });
            let mut row = vec![period.to_string(), team.team.id.to_string()];
            row.extend(
                [reading.pages.after_hours, reading.pages.in_hours]
                    .map(|number| number.to_string()),
            );
            row.extend(
                [reading.partial, reading.is_outside_usual_range()].map(|flag| flag.to_string()),
            );
            row.extend(limits.into_iter().flatten());
            table.rows.push(row);
        }
    }
    table
}

/// Pages by team: all of them, or those with the most pages after hours.
fn chart(facts: &OnCallFacts) -> TeamPagesChart {
    let all = facts.teams.len();
    let shown: Vec<&OnCallTeamFacts> = facts
        .teams
        .iter()
        .take(if all > MAX_PANELS {
            PANELS_WHEN_MANY
        } else {
            all
        })
        .collect();
    TeamPagesChart {
        caption: Caption {
            id: "pages".to_owned(),
            title: text::on_call::title(facts),
            subtitle: text::on_call::subtitle(facts),
            description: text::on_call::description(facts, &shown),
            footer: text::on_call::notes(facts, shown.len()),
        },
        digits: Digits::default(),
        key: TeamPagesLegend {
            after_hours: "after hours".to_owned(),
            in_hours: "in working hours".to_owned(),
            outside: "outside the usual range".to_owned(),
            partial: "so far".to_owned(),
        },
        periods: facts
            .periods
            .iter()
            .map(|(period, _)| text::period_tick(*period))
            .collect(),
        panels: shown.into_iter().map(|team| panel(facts, team)).collect(),
    }
}

fn panel(facts: &OnCallFacts, team: &OnCallTeamFacts) -> TeamPanel {
    let outside = team
        .periods
        .iter()
        .enumerate()
        .filter_map(|(at, reading)| Some((at, (*reading)?)));
    let highest = outside
        .filter(|(_, reading)| reading.is_outside_usual_range())
        .max_by_key(|(at, reading)| (reading.pages.all(), *at));
    TeamPanel {
        title: team.team.name.clone(),
        words: text::on_call::last_period(facts, team),
        columns: team
            .periods
            .iter()
            .map(|reading| reading.as_ref().map(column))
            .collect(),
        note: highest.map(|(at, reading)| {
            let (period, count) = facts.periods[at];
            let note = count.and_then(|count| count.notes.get(&team.team.id));
            ColumnNote {
                at,
                text: text::on_call::over_column(period, &reading, note),
            }
        }),
    }
}

fn column(reading: &TeamPeriod) -> PageColumn {
    let drawn = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    PageColumn {
        after_hours: drawn(reading.pages.after_hours),
        in_hours: drawn(reading.pages.in_hours),
        outside: reading.is_outside_usual_range(),
        partial: reading.partial,
    }
}
