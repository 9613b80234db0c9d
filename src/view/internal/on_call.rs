//! How often each team was paged: the chart, the numbers, and what counts as a page.

use serde::Serialize;

use super::dictionary::{self, decimal};
use super::site::InternalSite;
use crate::base::time::Now;
use crate::derive::on_call::{OnCallFacts, OnCallTeamFacts, TeamPeriod};
use crate::model::route;
use crate::model::team::Team;
use crate::view::chart::{
    Caption, ColumnNote, Digits, PageColumn, TeamPagesChart, TeamPagesLegend, TeamPanel,
};
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::table::Table;
use crate::view::text;
use crate::view::text::message::message;

/// With more teams than this, not all have a panel.
const MAX_PANELS: usize = 8;
/// So many have one then.
const PANELS_WHEN_MANY: usize = 6;

/// The page of on-call pages by team.
#[derive(Clone, Debug, Default, Serialize)]
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
    pub period: String,
    pub dates: String,
    /// Whether it is over.
    pub complete: bool,
    /// One for each team.
    pub cells: Vec<Option<OnCallCell>>,
}

/// The pages of a team in a period.
#[derive(Clone, Debug, Serialize)]
pub struct OnCallCell {
    pub all: u64,
    pub after_hours: u64,
    /// Whether that is unusual.
    pub outside: bool,
}

/// What was behind the pages of a team in a period.
#[derive(Clone, Debug, Serialize)]
pub struct OnCallNote {
    /// The period's label.
    pub period: String,
    pub team: String,
    pub text: String,
}

/// A team.
#[derive(Clone, Debug, Serialize)]
pub struct TeamView {
    /// The anchor.
    pub id: String,
    pub name: String,
    /// When it works.
    pub hours: String,
    /// When it does not.
    pub holidays: Option<String>,
    /// What was counted.
    pub words: Vec<String>,
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

/// What is counted by now; `None` before anything was.
pub(super) fn facts<'a>(site: &InternalSite<'a>) -> Option<OnCallFacts<'a>> {
    OnCallFacts::of(&site.ledger.internal, Now(site.snapshot.now))
}

/// The newest period in a line; none before anything was counted.
pub(super) fn summary(site: &InternalSite, links: &Links) -> Option<OnCallSummary> {
    let facts = facts(site)?;
    Some(OnCallSummary {
        link: links.link(route::ON_CALL.pattern, message!("on-call-link")),
        words: newest_sentences(&facts).collect::<Vec<_>>().join(" "),
    })
}

/// The newest complete period, and the teams for which it is unusual.
fn newest_sentences(facts: &OnCallFacts) -> impl Iterator<Item = String> {
    let unusual = text::on_call::unusual_teams(facts).map(|unusual| format!("{unusual}."));
    text::on_call::newest_period(facts)
        .into_iter()
        .chain(unusual)
}

pub(super) fn page(site: &InternalSite) -> (PageMeta, OnCallPage) {
    let meta = PageMeta::new(
        route::ON_CALL.pattern,
        message!("on-call-page"),
        message!("on-call-about"),
    )
    .with_file(Some("internal/teams.yaml".to_owned()));
    let facts = facts(site);
    let teams = &site.ledger.internal.teams;
    let mut page = OnCallPage {
        teams: teams
            .iter()
            .map(|team| team_view(site, facts.as_ref(), team))
            .collect(),
        ..OnCallPage::default()
    };
    if let Some(facts) = &facts {
        let outside = facts.teams.iter();
        let outside = outside.filter_map(|team| text::on_call::time_outside_range(facts, team));
        page.sentences = newest_sentences(facts).chain(outside).collect();
        page.chart = Some(chart(facts));
        page.table = Some(table(facts));
        page.notes = notes(facts);
    }
    (meta, page)
}

fn team_view(site: &InternalSite, facts: Option<&OnCallFacts>, team: &Team) -> TeamView {
    let links = Links::from_page(route::ON_CALL.pattern);
    let mut words = Vec::new();
    if let Some(facts) = facts
        && let Some(counted) = facts.teams.iter().find(|one| one.team.id == team.id)
    {
        words.push(text::on_call::total(facts, counted));
        words.extend(text::on_call::time_outside_range(facts, counted));
    }
    let catalogue = site.ledger.internal.catalogue.iter();
    let services = catalogue
        .flat_map(|catalogue| &catalogue.services)
        .filter(|service| service.owner.team.as_ref() == Some(&team.id))
        .map(|service| links.link(&route::SERVICE.address(&service.id), &service.name));
    TeamView {
        id: route::team_anchor(team.id.as_str()),
        name: team.name.clone(),
        hours: text::on_call::hours(team),
        holidays: text::on_call::holidays(team),
        words,
        services: services.collect(),
    }
}

fn table(facts: &OnCallFacts) -> OnCallTable {
    let cell = |period: &TeamPeriod| OnCallCell {
        all: period.pages.all(),
        after_hours: period.pages.after_hours,
        outside: period.is_outside_usual_range(),
    };
    let teams = facts.teams.iter();
    let mut table = OnCallTable {
        head: teams.map(|team| team.team.name.clone()).collect(),
        rows: Vec::new(),
    };
    for (at, (period, count)) in facts.periods.iter().enumerate().rev() {
        let teams = facts.teams.iter();
        table.rows.push(OnCallRow {
            period: period.to_string(),
            dates: text::period(*period),
            complete: count.is_none_or(|count| count.complete),
            cells: teams
                .map(|team| team.periods[at].as_ref().map(cell))
                .collect(),
        });
    }
    table
}

fn notes(facts: &OnCallFacts) -> Vec<OnCallNote> {
    let mut notes = Vec::new();
    for (period, count) in facts.periods.iter().rev() {
        for team in &facts.teams {
            if let Some(text) = count.and_then(|count| count.notes.get(&team.team.id)) {
                notes.push(OnCallNote {
                    period: period.to_string(),
                    team: team.team.name.clone(),
                    text: text.clone(),
                });
            }
        }
    }
    notes
}

/// The numbers for programs, one row for each team and period; limits are of the weeks before.
pub(super) fn csv(facts: &OnCallFacts) -> Table {
    let mut rows = Vec::new();
    for team in &facts.teams {
        for ((period, _), counted) in facts.periods.iter().zip(&team.periods) {
            let Some(counted) = counted else { continue };
            let mut row = vec![
                period.to_string(),
                team.team.id.to_string(),
                counted.pages.after_hours.to_string(),
                counted.pages.in_hours.to_string(),
                counted.partial.to_string(),
                counted.is_outside_usual_range().to_string(),
            ];
            for point in [counted.after_hours, counted.all] {
                row.push(decimal(point.map(|point| point.lower)));
                row.push(decimal(point.map(|point| point.upper)));
            }
            rows.push(row);
        }
    }
    dictionary::table("alerts", rows)
}

/// Pages by team: all of them, or those with the most pages after hours.
pub(super) fn chart(facts: &OnCallFacts) -> TeamPagesChart {
    let all = facts.teams.len();
    let most = if all > MAX_PANELS {
        PANELS_WHEN_MANY
    } else {
        all
    };
    let shown: Vec<&OnCallTeamFacts> = facts.teams.iter().take(most).collect();
    let periods = facts.periods.iter();
    TeamPagesChart {
        caption: Caption {
            id: "alerts".to_owned(),
            title: text::on_call::title(facts),
            subtitle: text::on_call::subtitle(facts),
            description: text::on_call::description(facts, &shown),
            footer: text::on_call::notes(facts, shown.len()),
        },
        digits: Digits::default(),
        key: TeamPagesLegend {
            after_hours: message!("legend-after-hours"),
            in_hours: message!("legend-in-hours"),
            outside: message!("legend-outside"),
            partial: message!("legend-partial"),
        },
        periods: periods
            .map(|(period, _)| text::period_tick(*period))
            .collect(),
        panels: shown.into_iter().map(|team| panel(facts, team)).collect(),
    }
}

fn panel(facts: &OnCallFacts, team: &OnCallTeamFacts) -> TeamPanel {
    let periods = team.periods.iter().enumerate();
    let highest = periods
        .filter_map(|(at, period)| Some((at, period.as_ref()?)))
        .filter(|(_, period)| period.is_outside_usual_range())
        .max_by_key(|(at, period)| (period.pages.all(), *at));
    TeamPanel {
        title: team.team.name.clone(),
        words: text::on_call::last_period(facts, team),
        columns: team
            .periods
            .iter()
            .map(|period| period.as_ref().map(column))
            .collect(),
        note: highest.map(|(at, counted)| {
            let (period, count) = facts.periods[at];
            let note = count.and_then(|count| count.notes.get(&team.team.id));
            ColumnNote {
                at,
                text: text::on_call::over_column(period, counted, note),
            }
        }),
    }
}

fn column(period: &TeamPeriod) -> PageColumn {
    let drawn = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    PageColumn {
        after_hours: drawn(period.pages.after_hours),
        in_hours: drawn(period.pages.in_hours),
        outside: period.is_outside_usual_range(),
        partial: period.partial,
    }
}
