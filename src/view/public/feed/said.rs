//! What was said, update by update.

use std::cmp::Reverse;

use super::super::{Public, component, postmortem};
use crate::base::id::ComponentId;
use crate::base::prose::Prose;
use crate::base::time::{Moment, Zone};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::snapshot::Snapshot;
use crate::model::component::{State, States};
use crate::model::incident::IncidentStatus;
use crate::model::notice::Notice;
use crate::model::postmortem::Postmortem;
use crate::view::address::{self, Links};
use crate::view::feed::{Item, paragraph};

/// Something that was said, still without its words, so that a long history is not printed to be thrown away.
#[derive(Clone, Copy)]
pub(super) enum Said<'a> {
    /// An update of an incident, by its place.
    Incident(&'a IncidentFacts<'a>, usize),
    /// An update of a maintenance, by its place.
    Maintenance(&'a MaintenanceFacts<'a>, usize),
    /// A post-mortem.
    Postmortem(&'a Postmortem),
    /// A notice.
    Notice(&'a Notice),
}

/// Everything that was said.
pub(super) fn all<'a>(snapshot: &'a Snapshot<'a>) -> Vec<Said<'a>> {
    let mut said: Vec<Said> = snapshot.incidents.iter().flat_map(of_incident).collect();
    said.extend(snapshot.maintenance.iter().flat_map(of_maintenance));
    said.extend(snapshot.postmortems.iter().copied().map(Said::Postmortem));
    said.extend(snapshot.notices.iter().copied().map(Said::Notice));
    said
}

/// Every update of an incident.
pub(super) fn of_incident<'a>(facts: &'a IncidentFacts<'a>) -> impl Iterator<Item = Said<'a>> {
    (0..facts.updates.len()).map(move |place| Said::Incident(facts, place))
}

/// Every update of a maintenance.
pub(super) fn of_maintenance<'a>(facts: &'a MaintenanceFacts<'a>) -> impl Iterator<Item = Said<'a>> {
    (0..facts.updates.len()).map(move |place| Said::Maintenance(facts, place))
}

/// So many of the newest, newest first. What was published at one moment stands in the order of its entries and updates.
pub(super) fn newest(mut said: Vec<Said>, most: usize) -> Vec<Said> {
    said.sort_by_cached_key(|said| Reverse((said.published(), said.address(), said.place())));
    said.truncate(most);
    said
}

impl<'a> Said<'a> {
    /// When it was published.
    pub fn published(self) -> Moment {
        match self {
            Said::Incident(facts, place) => facts.updates[place].published(),
            Said::Maintenance(facts, place) => facts.updates[place].published(),
            Said::Postmortem(one) => one.published,
            Said::Notice(one) => one.published,
        }
    }

    /// When its words were last mended, if they were.
    fn edited(self) -> Option<Moment> {
        match self {
            Said::Incident(facts, place) => facts.updates[place].edited,
            Said::Maintenance(facts, place) => facts.updates[place].edited,
            Said::Postmortem(_) | Said::Notice(_) => None,
        }
    }

    /// The page that it is said on.
    pub fn address(self) -> String {
        match self {
            Said::Incident(facts, _) => address::incident(facts.incident.id.as_str()),
            Said::Maintenance(facts, _) => address::maintenance(facts.maintenance.id.as_str()),
            Said::Postmortem(one) => address::postmortem(one.id.as_str()),
            Said::Notice(one) => address::notice(one.id.as_str()),
        }
    }

    fn place(self) -> usize {
        match self {
            Said::Incident(_, place) | Said::Maintenance(_, place) => place,
            Said::Postmortem(_) | Said::Notice(_) => 0,
        }
    }

    /// The permanent id of its update, if it is one.
    fn update(self) -> Option<&'a str> {
        match self {
            Said::Incident(facts, place) => Some(facts.updates[place].id.as_str()),
            Said::Maintenance(facts, place) => Some(facts.updates[place].id.as_str()),
            Said::Postmortem(_) | Said::Notice(_) => None,
        }
    }

    /// Its permanent identity.
    fn guid(self) -> String {
        let entry = self.address().trim_end_matches('/').replace('/', ":");
        self.update().map_or_else(|| format!("urn:statuary:{entry}"), |id| format!("urn:statuary:{entry}:{id}"))
    }

    fn title(self, site: &Public) -> String {
        match self {
            Said::Incident(facts, place) => {
                format!("{}: {}", site.words.update_label(facts.updates[place]), facts.incident.title)
            }
            Said::Maintenance(facts, place) => {
                format!("{}: {}", site.words.maintenance_label(facts.updates[place]), facts.maintenance.title)
            }
            Said::Postmortem(one) => {
                let title = postmortem::title(site, one);
                if title.starts_with("Post-mortem") { title } else { format!("Post-mortem: {title}") }
            }
            Said::Notice(one) => format!("{}: {}", site.words.notice_kind(one.kind), one.title),
        }
    }

    fn html(self, site: &Public) -> String {
        match self {
            Said::Incident(facts, place) => incident_html(site, facts, place),
            Said::Maintenance(facts, place) => maintenance_html(site, facts, place),
            Said::Postmortem(one) => prose(site, &one.body, &self.address()),
            Said::Notice(one) => prose(site, &one.body, &self.address()),
        }
    }

    /// It as an item.
    pub fn item(self, site: &Public) -> Item {
        let (address, published) = (self.address(), self.published());
        let edited = self.edited().filter(|edited| *edited <= site.snapshot.now);
        let link = self.update().map_or_else(|| address.clone(), |id| format!("{address}#{id}"));
        Item {
            guid: self.guid(),
            title: self.title(site),
            link: site.snapshot.site.url.join(&link),
            published,
            updated: edited.map_or(published, |edited| edited.max(published)),
            html: self.html(site),
        }
    }
}

/// The words of an update, and the states that it left each component in.
fn incident_html(site: &Public, facts: &IncidentFacts, place: usize) -> String {
    let mut states = facts.incident.components.clone();
    for update in &facts.updates[..=place] {
        states.extend(update.components.iter().map(|(id, state)| (id.clone(), *state)));
        if update.status == Some(IncidentStatus::Resolved) {
            states.values_mut().for_each(|state| *state = State::Operational);
        }
    }
    let here = address::incident(facts.incident.id.as_str());
    let mut html = prose(site, &facts.updates[place].text, &here);
    html.extend(affected(site, &states).map(|words| paragraph(&words)));
    html
}

/// The words of an update, the window as it was planned then, and what it touches.
fn maintenance_html(site: &Public, facts: &MaintenanceFacts, place: usize) -> String {
    let said = &facts.updates[..=place];
    let window = said.iter().rev().find_map(|update| update.scheduled).unwrap_or(facts.maintenance.scheduled);
    let first = facts.maintenance.components.keys();
    let components: Vec<&ComponentId> = first.chain(said.iter().flat_map(|update| update.components.keys())).collect();
    let here = address::maintenance(facts.maintenance.id.as_str());
    let mut html = prose(site, &facts.updates[place].text, &here);
    let zone = site.snapshot.site.zone;
    let (local, utc) = (site.words.window(window, zone), site.words.window(window, Zone::UTC));
    let words = if local == utc { format!("Window: {local}.") } else { format!("Window: {local} ({utc}).") };
    html.push_str(&paragraph(&words));
    let names = component::names(site, components.into_iter());
    if !names.is_empty() {
        html.push_str(&paragraph(&format!("Components: {}.", site.words.list(&names))));
    }
    html
}

/// Markup with whole addresses.
pub(super) fn prose(site: &Public, prose: &Prose, here: &str) -> String {
    site.html(prose, &Links::whole(&site.snapshot.site.url), here)
}

fn affected(site: &Public, states: &States) -> Option<String> {
    let all = site.snapshot.components.iter();
    let named = all.filter_map(|facts| states.get(&facts.component.id).map(|state| (&facts.component.name, *state)));
    let words: Vec<String> =
        named.map(|(name, state)| format!("{name}: {}", site.words.state(state).text.to_lowercase())).collect();
    (!words.is_empty()).then(|| format!("{}.", words.join("; ")))
}
