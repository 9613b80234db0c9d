//! How often each team was paged: the chart, the numbers, and what counts as a page.

use std::sync::Arc;

use serde::Serialize;

use super::Internal;
use crate::base::time::Now;
use crate::derive::pager::{PagerFacts, Reading, TeamFacts};
use crate::model::team::Team;
use crate::view::address::{self, Links};
use crate::view::chart::{
    Caption, Chart, Column, ColumnNote, Digits, TeamPages, TeamPagesKey, TeamPanel,
};
use crate::view::frame::About;
use crate::view::public::Link;
use crate::view::table::Table;
use crate::view::text::{self, dictionary};
use crate::view::{Body, Outline, View};

/// With more teams than this, not all have a panel.
const MOST_PANELS: usize = 8;
/// So many have one then.
const FEWER_PANELS: usize = 6;

/// The page of on-call pages by team.
#[derive(Clone, Debug, Serialize)]
pub struct PagerPage {
    /// What is clear, in sentences.
    pub sentences: Vec<String>,
    /// The chart; none before anything was counted.
    pub chart: Option<TeamPages>,
    /// The numbers of the chart and of every other team.
    pub table: Option<PagesTable>,
    /// What was behind pages, newest first.
    pub notes: Vec<PagerNote>,
    /// Every team.
    pub teams: Vec<TeamView>,
}

/// Pages by period and team.
#[derive(Clone, Debug, Serialize)]
pub struct PagesTable {
    /// Names of the teams.
    pub head: Vec<String>,
    /// One for each period, newest first.
    pub rows: Vec<PagesRow>,
}

/// The pages of all teams in a period.
#[derive(Clone, Debug, Serialize)]
pub struct PagesRow {
    /// Its label.
    pub period: String,
    /// Its days.
    pub dates: String,
    /// Whether it is over.
    pub complete: bool,
    /// One for each team.
    pub cells: Vec<Option<PagesCell>>,
}

/// The pages of a team in a period.
#[derive(Clone, Debug, Serialize)]
pub struct PagesCell {
    /// All of them.
    pub all: u64,
    /// Those after hours.
    pub after_hours: u64,
    /// Whether that is unusual.
    pub outside: bool,
}

/// What was behind the pages of a team in a period.
#[derive(Clone, Debug, Serialize)]
pub struct PagerNote {
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
    pub services: Vec<Link>,
}

/// A line about pages, for other pages of the internal site.
#[derive(Clone, Debug, Serialize)]
pub struct OnCallLine {
    /// The page of all teams.
    pub link: Link,
    /// The newest period in a sentence or two.
    pub words: String,
}

/// The page, where there are teams, and its files, where something was counted.
pub(super) fn outline<'a>(outline: &mut Outline<'a>, site: &Arc<Internal<'a>>) {
    if site.ledger.internal.teams.is_empty() {
        return;
    }
    let all = Arc::clone(site);
    outline.add(address::ON_CALL, move || view(&all));
    if let Some(facts) = facts(site).map(Arc::new) {
        let of = Arc::clone(&facts);
        outline.add("on-call/pages.csv", move || View::Table(csv(&of)));
        outline.add_chart("on-call/pages", move || Chart::TeamPages(chart(&facts)));
    }
}

fn facts<'a>(site: &Internal<'a>) -> Option<PagerFacts<'a>> {
    PagerFacts::of(&site.ledger.internal, Now(site.snapshot.now))
}

/// The newest period in a line; none before anything was counted.
pub(super) fn line(site: &Internal, links: &Links) -> Option<OnCallLine> {
    let facts = facts(site)?;
    let alarm = text::pager::alarm(&facts).map(|alarm| format!("{alarm}."));
    let words: Vec<String> = [text::pager::newest(&facts), alarm]
        .into_iter()
        .flatten()
        .collect();
    let link = Link {
        href: links.to(address::ON_CALL),
        text: "On-call pages".to_owned(),
    };
    Some(OnCallLine {
        link,
        words: words.join(" "),
    })
}

fn view(site: &Internal) -> View {
    let facts = facts(site);
    let about = About {
        address: Some(address::ON_CALL),
        title: "On-call pages by team",
        description: "How often each team's on-call was paged, after hours and in working hours.",
        file: Some("internal/teams.yaml".to_owned()),
    };
    let page = PagerPage {
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
    site.page(&about, Body::Pager(Box::new(page)))
}

fn sentences(facts: &PagerFacts) -> Vec<String> {
    let alarm = text::pager::alarm(facts).map(|alarm| format!("{alarm}."));
    let courses = facts
        .teams
        .iter()
        .filter_map(|team| text::pager::course(facts, team));
    text::pager::newest(facts)
        .into_iter()
        .chain(alarm)
        .chain(courses)
        .collect()
}

fn team_view(site: &Internal, facts: Option<&PagerFacts>, team: &Team) -> TeamView {
    let links = Links::from_page(address::ON_CALL);
    let catalogue = site
        .ledger
        .internal
        .catalogue
        .iter()
        .flat_map(|catalogue| &catalogue.services);
    let services = catalogue
        .filter(|service| service.owner.team.as_ref() == Some(&team.id))
        .map(|service| Link {
            href: links.to(&address::service(service.id.as_str())),
            text: service.name.clone(),
        });
    let counted = facts.and_then(|facts| {
        let team = facts.teams.iter().find(|one| one.team.id == team.id)?;
        let course = text::pager::course(facts, team);
        Some(
            std::iter::once(text::pager::whole(facts, team))
                .chain(course)
                .collect(),
        )
    });
    TeamView {
        id: address::team_anchor(team.id.as_str()),
        name: team.name.clone(),
        hours: text::pager::hours(team),
        holidays: text::pager::holidays(team),
        words: counted.unwrap_or_default(),
        services: services.collect(),
    }
}

fn table(facts: &PagerFacts) -> PagesTable {
    let cell = |reading: &Reading| PagesCell {
        all: reading.pages.all(),
        after_hours: reading.pages.after_hours,
        outside: reading.is_outside(),
    };
    let row = |at: usize| {
        let (period, count) = facts.slots[at];
        PagesRow {
            period: period.to_string(),
            dates: text::period(period),
            complete: count.is_none_or(|count| count.complete),
            cells: facts
                .teams
                .iter()
                .map(|team| team.readings[at].as_ref().map(cell))
                .collect(),
        }
    };
    PagesTable {
        head: facts
            .teams
            .iter()
            .map(|team| team.team.name.clone())
            .collect(),
        rows: (0..facts.slots.len()).rev().map(row).collect(),
    }
}

fn notes(facts: &PagerFacts) -> Vec<PagerNote> {
    let counts = facts
        .slots
        .iter()
        .rev()
        .filter_map(|(period, count)| Some((period, (*count)?)));
    let notes = counts.flat_map(|(period, count)| {
        let teams = facts
            .teams
            .iter()
            .filter_map(|team| Some((team.team.name.clone(), count.notes.get(&team.team.id)?)));
        teams.map(|(team, text)| PagerNote {
            period: period.to_string(),
            team,
            text: text.clone(),
        })
    });
    notes.collect()
}

/// The numbers for programs, one row for each team and period; limits are of the weeks before.
fn csv(facts: &PagerFacts) -> Table {
    let mut table = Table {
        head: dictionary::head(&dictionary::PAGES),
        rows: Vec::new(),
    };
    for team in &facts.teams {
        for ((period, _), reading) in facts.slots.iter().zip(&team.readings) {
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
            row.extend([reading.partial, reading.is_outside()].map(|flag| flag.to_string()));
            row.extend(limits.into_iter().flatten());
            table.rows.push(row);
        }
    }
    table
}

/// Pages by team: all of them, or those with the most pages after hours.
fn chart(facts: &PagerFacts) -> TeamPages {
    let all = facts.teams.len();
    let shown: Vec<&TeamFacts> = facts
        .teams
        .iter()
        .take(if all > MOST_PANELS { FEWER_PANELS } else { all })
        .collect();
    TeamPages {
        caption: Caption {
            id: "pages".to_owned(),
            title: text::pager::title(facts),
            subtitle: text::pager::subtitle(facts),
            description: text::pager::description(facts, &shown),
            footer: text::pager::notes(facts, shown.len()),
        },
        digits: Digits::default(),
        key: TeamPagesKey {
            after_hours: "after hours".to_owned(),
            in_hours: "in working hours".to_owned(),
            outside: "outside the usual range".to_owned(),
            partial: "so far".to_owned(),
        },
        periods: facts
            .slots
            .iter()
            .map(|(period, _)| text::period_tick(*period))
            .collect(),
        panels: shown.into_iter().map(|team| panel(facts, team)).collect(),
    }
}

fn panel(facts: &PagerFacts, team: &TeamFacts) -> TeamPanel {
    let outside = team
        .readings
        .iter()
        .enumerate()
        .filter_map(|(at, reading)| Some((at, (*reading)?)));
    let highest = outside
        .filter(|(_, reading)| reading.is_outside())
        .max_by_key(|(at, reading)| (reading.pages.all(), *at));
    TeamPanel {
        title: team.team.name.clone(),
        words: text::pager::last(facts, team),
        columns: team
            .readings
            .iter()
            .map(|reading| reading.as_ref().map(column))
            .collect(),
        note: highest.map(|(at, reading)| {
            let (period, count) = facts.slots[at];
            let note = count.and_then(|count| count.notes.get(&team.team.id));
            ColumnNote {
                at,
                text: text::pager::over_column(period, &reading, note),
            }
        }),
    }
}

fn column(reading: &Reading) -> Column {
    let drawn = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    Column {
        after_hours: drawn(reading.pages.after_hours),
        in_hours: drawn(reading.pages.in_hours),
        outside: reading.is_outside(),
        partial: reading.partial,
    }
}
