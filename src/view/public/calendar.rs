//! Calendars of maintenance. They follow updates and not the clock, so that they change only with the content.

use super::site::PublicSite;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::entry::Update;
use crate::model::maintenance::MaintenanceStatus;
use crate::model::route;
use crate::view::calendar::{Calendar, CalendarEvent};
use crate::view::text::feed::PostedProgress;

/// The most events of a calendar: enough for all plans and years of history.
const MAX_EVENTS: usize = 200;

pub(super) fn site_calendar(site: &PublicSite) -> Calendar {
    let settings = site.snapshot.site;
    Calendar {
        name: site.locale.calendar_title(&settings.title),
        description: site.locale.message("calendar-about"),
        address: settings.url.join(route::CALENDAR.pattern),
        home: settings.url.join(""),
        events: events(site, site.snapshot.maintenance.iter().collect()),
    }
}

pub(super) fn component_calendar(site: &PublicSite, at: usize, own: &str) -> Calendar {
    let settings = site.snapshot.site;
    let facts = &site.snapshot.components[at];
    let name = &facts.component.name;
    Calendar {
        name: site.locale.component_calendar_title(&settings.title, name),
        description: site.locale.component_calendar_about(name),
        address: settings.url.join(own),
        home: settings
            .url
            .join(&route::COMPONENT.address(&facts.component.id)),
        events: events(
            site,
            facts
                .maintenance
                .iter()
                .map(|&at| &site.snapshot.maintenance[at])
                .collect(),
        ),
    }
}

fn events(site: &PublicSite, mut all: Vec<&MaintenanceFacts>) -> Vec<CalendarEvent> {
    all.sort_by_key(|facts| std::cmp::Reverse((facts.window.start, &facts.maintenance.id)));
    all.into_iter()
        .take(MAX_EVENTS)
        .map(|facts| event(site, facts))
        .collect()
}

fn event(site: &PublicSite, facts: &MaintenanceFacts) -> CalendarEvent {
    let address = route::MAINTENANCE.address(&facts.maintenance.id);
    let published = || facts.updates.iter().map(|update| update.published());
    let created = published().min().unwrap_or(facts.window.start);
    let edited = facts
        .updates
        .iter()
        .filter_map(|update| update.edited)
        .filter(|edited| *edited <= site.snapshot.now);
    let progress = posted_progress(facts);
    CalendarEvent {
        uid: site.snapshot.site.uuid(&format!("event:{address}")),
        sequence: facts.updates.len() - 1,
        created,
        modified: published().chain(edited).max().unwrap_or(created),
        window: facts.window,
        cancelled: progress == PostedProgress::Cancelled,
        summary: site.locale.event_title(progress, &facts.maintenance.title),
        description: description(site, facts),
        link: site.snapshot.site.url.join(&address),
    }
}

/// The state by the updates. Calendar programs see by themselves whether a window is open or past; an overrun is only shown once an update
/// says so.
fn posted_progress(facts: &MaintenanceFacts) -> PostedProgress {
    use crate::model::maintenance::MaintenanceStatus::{
        Cancelled, Completed, InProgress, Scheduled, Verifying,
    };
    let after_the_end =
        |update: &&Update<MaintenanceStatus>| facts.window.is_past(update.published());
    match facts.posted_phase {
        Some(Cancelled) => PostedProgress::Cancelled,
        Some(Completed) => PostedProgress::Completed,
        Some(InProgress | Verifying) if facts.updates.last().is_some_and(after_the_end) => {
            PostedProgress::Overrunning
        }
        None | Some(Scheduled | InProgress | Verifying) if facts.original_window.is_some() => {
            PostedProgress::Moved
        }
        None | Some(Scheduled | InProgress | Verifying) => PostedProgress::AsPlanned,
    }
}

/// The newest words, what it touches, and where it was before.
fn description(site: &PublicSite, facts: &MaintenanceFacts) -> String {
    let zone = site.snapshot.site.zone;
    let here = route::MAINTENANCE.address(&facts.maintenance.id);
    let newest = facts.updates.iter().max_by_key(|update| update.published());
    let mut lines: Vec<String> = newest
        .map(|update| site.plain_text(&update.text, &here))
        .into_iter()
        .collect();
    lines.extend(
        facts
            .original_window
            .map(|window| site.locale.event_moved_from(window, zone)),
    );
    let names = super::component::component_names(site, facts.components());
    if !names.is_empty() {
        lines.push(site.locale.feed_components(&names));
    }
    lines.join("\n\n")
}
