//! A maintenance.

use serde::Serialize;

use super::entry::{UpdateView, external_links, newest_updates, related};
use super::site::{ComponentStateView, PublicSite, summary};
use crate::base::time::Duration;
use crate::derive::entry::EntryFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::maintenance::MaintenanceStatus;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::text::{Phrase, StatusLabel, Time};

#[derive(Clone, Debug, Serialize)]
pub struct MaintenancePage {
    pub title: String,
    pub phase: StatusLabel,
    /// The phases that follow by the clock.
    pub turns: Vec<WindowChange>,
    /// Whether it is over or called off.
    pub is_over: bool,
    /// Past its planned end and still under way.
    pub overrunning: bool,
    pub window: Phrase,
    /// The same in UTC, where the site's zone is another.
    pub window_utc: Option<String>,
    /// The window as first announced, if it moved.
    pub moved_from: Option<Phrase>,
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
    pub urgent: Option<String>,
    /// States during the window.
    pub components: Vec<ComponentStateView>,
    /// Newest first.
    pub updates: Vec<UpdateView>,
    /// Other incidents and maintenance.
    pub related: Vec<LinkView>,
    /// Further reading.
    pub links: Vec<LinkView>,
}

/// A maintenance on the status page.
#[derive(Clone, Debug, Serialize)]
pub struct MaintenanceCard {
    pub title: String,
    pub href: String,
    pub phase: StatusLabel,
    /// The phases that follow by the clock.
    pub turns: Vec<WindowChange>,
    /// Past its planned end and still under way.
    pub overrunning: bool,
    pub window: Phrase,
    /// The window as first announced, if it moved.
    pub moved_from: Option<Phrase>,
    /// What it touches.
    pub components: Vec<LinkView>,
    /// Markup of the newest update.
    pub html: String,
    /// Why it was announced late.
    pub urgent: Option<String>,
}

/// A phase that begins when nothing else is posted before.
#[derive(Clone, Debug, Serialize)]
pub struct WindowChange {
    /// When, as RFC 3339 in UTC.
    pub at: String,
    pub sign: StatusLabel,
}

pub(in crate::view) fn page(site: &PublicSite, at: usize) -> (PageMeta, MaintenancePage) {
    let facts = &site.snapshot.maintenance[at];
    let id = facts.maintenance.id.as_str();
    let address = route::MAINTENANCE.address(id);
    let links = Links::from_page(&address);
    let text = facts
        .updates
        .last()
        .map(|update| update.text.plain())
        .unwrap_or_default();
    let window = site.locale.window(facts.window, site.snapshot.site.zone);
    let phase = site.locale.maintenance_phase(facts.phase).text;
    let values = [
        ("phase", phase.into()),
        ("window", window.into()),
        ("text", text.into()),
    ];
    let description = summary(&site.locale.message_with("maintenance-about", &values));
    let meta = PageMeta::new(&address, &facts.maintenance.title, description)
        .with_file(route::MAINTENANCE.source_file(id))
        .with_published(facts.maintenance.published());
    (meta, maintenance_page(site, facts, &links, &address))
}

fn maintenance_page(
    site: &PublicSite,
    facts: &MaintenanceFacts,
    links: &Links,
    here: &str,
) -> MaintenancePage {
    let (maintenance, zone) = (facts.maintenance, site.snapshot.site.zone);
    let in_utc = site
        .locale
        .window(facts.window, crate::base::time::Zone::UTC);
    let over = facts
        .ended
        .filter(|_| facts.phase == MaintenanceStatus::Completed);
    let promise = site.snapshot.site.policy.in_force_at(facts.window.start);
    MaintenancePage {
        title: maintenance.title.clone(),
        phase: site.locale.maintenance_phase(facts.phase),
        turns: window_changes(site, facts),
        is_over: !facts.is_upcoming() && !facts.is_active(),
        overrunning: facts.overrunning,
        window_utc: Some(in_utc).filter(|utc| *utc != site.locale.window(facts.window, zone)),
        window: site.locale.window_phrase(facts.window, zone),
        moved_from: facts
            .original_window
            .map(|window| site.locale.window_phrase(window, zone)),
        began: facts
            .started
            .filter(|began| *began != facts.window.start && facts.is_work_time_known)
            .map(|began| site.time(began)),
        over: over
            .filter(|over| Some(*over) != facts.window.end && facts.is_work_time_known)
            .map(|over| site.time(over)),
        length: facts
            .known_duration()
            .map(|length| site.locale.length(length)),
        notice: site
            .locale
            .notice_given(facts.notice_period, facts.original_window.is_some()),
        short_notice: promise.is_some_and(|policy| {
            let promised = policy.maintenance_notice.max(Duration::default());
            facts.notice_period.is_some_and(|notice| notice < promised)
        }),
        urgent: maintenance.details.urgent.clone(),
        components: site.states(&maintenance.components, links),
        updates: newest_updates(site, EntryFacts::Maintenance(facts), links, here),
        related: related(site, &maintenance.related, links),
        links: external_links(&maintenance.links),
    }
}

/// The phases that are left, soonest first: unless an update says otherwise, work begins and ends by the clock.
fn window_changes(site: &PublicSite, facts: &MaintenanceFacts) -> Vec<WindowChange> {
    let phase = |status| site.locale.maintenance_phase(status);
    let overrunning = || StatusLabel {
        text: site.locale.message("overrunning"),
        ..phase(facts.phase)
    };
    let turns = match (facts.is_upcoming() || facts.is_active(), facts.posted_phase) {
        (false, _) => Vec::new(),
        (true, Some(_)) => vec![(facts.window.end, overrunning())],
        (true, None) => vec![
            (
                Some(facts.window.start),
                phase(MaintenanceStatus::InProgress),
            ),
            (facts.window.end, phase(MaintenanceStatus::Completed)),
        ],
    };
    let turns = turns.into_iter().filter_map(|(at, sign)| Some((at?, sign)));
    turns
        .filter(|(at, _)| *at > site.snapshot.now)
        .map(|(at, sign)| WindowChange {
            at: at.rfc3339(),
            sign,
        })
        .collect()
}

pub(super) fn card(site: &PublicSite, facts: &MaintenanceFacts, links: &Links) -> MaintenanceCard {
    let zone = site.snapshot.site.zone;
    let here = route::MAINTENANCE.address(&facts.maintenance.id);
    MaintenanceCard {
        title: facts.maintenance.title.clone(),
        href: links.to(&here),
        phase: site.locale.maintenance_phase(facts.phase),
        turns: window_changes(site, facts),
        overrunning: facts.overrunning,
        window: site.locale.window_phrase(facts.window, zone),
        moved_from: facts
            .original_window
            .map(|window| site.locale.window_phrase(window, zone)),
        components: site.component_links(facts.components(), links),
        html: facts
            .updates
            .last()
            .map(|update| site.html(&update.text, links, &here))
            .unwrap_or_default(),
        urgent: facts.maintenance.details.urgent.clone(),
    }
}
