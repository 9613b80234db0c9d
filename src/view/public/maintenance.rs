//! A maintenance.

use serde::Serialize;

use super::{ComponentState, Link, Public, UpdateView, summary};
use crate::base::time::Duration;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::maintenance::{MaintenanceStatus, MaintenanceUpdate};
use crate::view::address::{self, Links};
use crate::view::frame::About;
use crate::view::text::{Sign, Time};
use crate::view::{Body, View};

/// The page of a maintenance.
#[derive(Clone, Debug, Serialize)]
pub struct MaintenancePage {
    /// Its title.
    pub title: String,
    /// The phase.
    pub phase: Sign,
    /// What the clock makes of the phase later.
    pub turns: Vec<Turn>,
    /// Whether it is over or called off.
    pub is_over: bool,
    /// Past its planned end and still under way.
    pub overrunning: bool,
    /// The planned window.
    pub window: String,
    /// The same in UTC, where the site's zone is another.
    pub window_utc: Option<String>,
    /// Start of the planned window.
    pub start: Time,
    /// End of the planned window.
    pub end: Time,
    /// The window as first announced, if it moved.
    pub moved_from: Option<String>,
    /// When work really began, if not as planned.
    pub began: Option<Time>,
    /// When work really ended, if not as planned.
    pub over: Option<Time>,
    /// How long it took, once it is over.
    pub length: Option<String>,
    /// How much notice was given.
    pub notice: String,
    /// Whether that is less than the site promises.
    pub short_notice: bool,
    /// Why.
    pub urgent: Option<String>,
    /// States during the window.
    pub components: Vec<ComponentState>,
    /// Newest first.
    pub updates: Vec<UpdateView>,
    /// Other incidents and maintenance.
    pub related: Vec<Link>,
    /// Further reading.
    pub links: Vec<Link>,
}

/// A maintenance on the status page.
#[derive(Clone, Debug, Serialize)]
pub struct MaintenanceCard {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The phase.
    pub phase: Sign,
    /// What the clock makes of the phase later.
    pub turns: Vec<Turn>,
    /// Past its planned end and still under way.
    pub overrunning: bool,
    /// The planned window.
    pub window: String,
    /// The window as first announced, if it moved.
    pub moved_from: Option<String>,
    /// What it touches.
    pub components: Vec<Link>,
    /// Markup of the newest update.
    pub html: String,
    /// Why it was announced late.
    pub urgent: Option<String>,
}

/// A phase that begins when nothing else is posted before.
#[derive(Clone, Debug, Serialize)]
pub struct Turn {
    /// When, as RFC 3339 in UTC.
    pub at: String,
    /// The phase.
    pub sign: Sign,
}

pub(super) fn view(site: &Public, at: usize) -> View {
    let facts = &site.snapshot.maintenance[at];
    let id = facts.maintenance.id.as_str();
    let address = address::maintenance(id);
    let links = Links::from_page(&address);
    let words = facts
        .updates
        .last()
        .map_or("", |update| update.text.plain());
    let window = site.words.window(facts.window, site.snapshot.site.zone);
    let phase = site.words.maintenance_phase(facts.phase).text;
    let values = [
        ("phase", phase.into()),
        ("window", window.into()),
        ("text", words.into()),
    ];
    let about = About {
        address: Some(&address),
        title: &facts.maintenance.title,
        description: &summary(&site.words.with("maintenance-about", &values)),
        file: Some(format!("maintenance/{id}.yaml")),
    };
    site.page(
        &about,
        Body::Maintenance(page(site, facts, &links, &address)),
    )
}

fn page(site: &Public, facts: &MaintenanceFacts, links: &Links, here: &str) -> MaintenancePage {
    let (maintenance, zone) = (facts.maintenance, site.snapshot.site.zone);
    let in_zone = site.words.window(facts.window, zone);
    let in_utc = site
        .words
        .window(facts.window, crate::base::time::Zone::UTC);
    let over = facts
        .over
        .filter(|_| facts.phase == MaintenanceStatus::Completed);
    let promise = site.snapshot.site.policy.at(facts.window.start());
    MaintenancePage {
        title: maintenance.title.clone(),
        phase: site.words.maintenance_phase(facts.phase),
        turns: turns(site, facts),
        is_over: !facts.is_upcoming() && !facts.is_active(),
        overrunning: facts.overrunning,
        window_utc: Some(in_utc).filter(|utc| *utc != in_zone),
        window: in_zone,
        start: site.time(facts.window.start()),
        end: site.time(facts.window.end()),
        moved_from: facts
            .moved_from
            .map(|window| site.words.window(window, zone)),
        began: facts
            .began
            .filter(|began| *began != facts.window.start())
            .map(|began| site.time(began)),
        over: over
            .filter(|over| *over != facts.window.end())
            .map(|over| site.time(over)),
        length: facts
            .began
            .zip(over)
            .map(|(began, over)| site.words.length(over.since(began))),
        notice: site.words.notice_given(facts.notice),
        short_notice: promise.is_some_and(|policy| {
            facts.notice < policy.maintenance_notice.max(Duration::default())
        }),
        urgent: maintenance.urgent.clone(),
        components: site.states(&maintenance.components, links),
        updates: facts
            .updates
            .iter()
            .rev()
            .map(|update| update_view(site, update, links, here))
            .collect(),
        related: super::incident::related(site, &maintenance.related, links),
        links: maintenance
            .links
            .iter()
            .map(|link| Link {
                href: link.url.clone(),
                text: link.text.clone(),
            })
            .collect(),
    }
}

/// The turns that are left, soonest first: work that nobody has posted begins and ends by the clock, other work overruns.
fn turns(site: &Public, facts: &MaintenanceFacts) -> Vec<Turn> {
    let phase = |status| site.words.maintenance_phase(status);
    let overrunning = || Sign {
        text: site.words.say("overrunning"),
        ..phase(facts.phase)
    };
    let turns = match (facts.is_upcoming() || facts.is_active(), facts.posted) {
        (false, _) => Vec::new(),
        (true, Some(_)) => vec![(facts.window.end(), overrunning())],
        (true, None) => vec![
            (facts.window.start(), phase(MaintenanceStatus::InProgress)),
            (facts.window.end(), phase(MaintenanceStatus::Completed)),
        ],
    };
    let left = turns.into_iter().filter(|(at, _)| *at > site.snapshot.now);
    left.map(|(at, sign)| Turn {
        at: at.rfc3339(),
        sign,
    })
    .collect()
}

fn update_view(site: &Public, update: &MaintenanceUpdate, links: &Links, here: &str) -> UpdateView {
    UpdateView {
        id: update.id.as_str().to_owned(),
        label: site.words.maintenance_label(update),
        time: site.time(update.at),
        posted: update
            .posted
            .filter(|posted| *posted != update.at)
            .map(|posted| site.time(posted)),
        edited: update
            .edited
            .filter(|edited| *edited <= site.snapshot.now)
            .map(|edited| site.time(edited)),
        html: site.html(&update.text, links, here),
        changes: site.states(&update.components, links),
        window: update
            .scheduled
            .map(|window| site.words.window(window, site.snapshot.site.zone)),
    }
}

pub(super) fn entry_link(facts: &MaintenanceFacts, links: &Links) -> Link {
    Link {
        href: links.to(&address::maintenance(facts.maintenance.id.as_str())),
        text: facts.maintenance.title.clone(),
    }
}

pub(super) fn card(site: &Public, facts: &MaintenanceFacts, links: &Links) -> MaintenanceCard {
    let zone = site.snapshot.site.zone;
    let here = address::maintenance(facts.maintenance.id.as_str());
    MaintenanceCard {
        title: facts.maintenance.title.clone(),
        href: links.to(&here),
        phase: site.words.maintenance_phase(facts.phase),
        turns: turns(site, facts),
        overrunning: facts.overrunning,
        window: site.words.window(facts.window, zone),
        moved_from: facts
            .moved_from
            .map(|window| site.words.window(window, zone)),
        components: site.component_links(facts.components(), links),
        html: facts
            .updates
            .last()
            .map(|update| site.html(&update.text, links, &here))
            .unwrap_or_default(),
        urgent: facts.maintenance.urgent.clone(),
    }
}
