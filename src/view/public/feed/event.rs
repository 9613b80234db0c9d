//! What was said, update by update.

use std::cmp::Reverse;

use super::super::component;
use super::super::site::PublicSite;
use crate::base::id::ComponentId;
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::snapshot::Snapshot;
use crate::model::component::{State, States};
use crate::model::incident::IncidentStatus;
use crate::model::notice::Notice;
use crate::model::postmortem::Postmortem;
use crate::model::route;
use crate::view::feed::{FeedItem, paragraph};
use crate::view::links::Links;

/// Something that was said, still without its words, so that a long history is not printed to be thrown away.
#[derive(Clone, Copy)]
pub(super) enum FeedEvent<'a> {
    /// An update of an incident, by its place.
    Incident(&'a IncidentFacts<'a>, usize),
    /// An update of a maintenance, by its place.
    Maintenance(&'a MaintenanceFacts<'a>, usize),
    /// A post-mortem.
    Postmortem(&'a Postmortem),
    /// A notice.
    Notice(&'a Notice),
}

/// What was said, in no order: so many of the newest are among it.
pub(super) fn newest_events<'a>(snapshot: &'a Snapshot<'a>, most: usize) -> Vec<FeedEvent<'a>> {
    let mut said = newest_updates(snapshot.incidents.iter(), snapshot.maintenance.iter(), most);
    said.extend(articles(snapshot));
    said
}

/// The updates of entries, in no order: so many of the newest are among them. They are in as many entries at most, those in which
/// something was said last; a long history has thousands of others.
pub(super) fn newest_updates<'a>(
    incidents: impl Iterator<Item = &'a IncidentFacts<'a>>,
    maintenance: impl Iterator<Item = &'a MaintenanceFacts<'a>>,
    most: usize,
) -> Vec<FeedEvent<'a>> {
    let incidents = latest(incidents, |facts| facts.last_published, most);
    let maintenance = latest(maintenance, |facts| facts.last_published, most);
    let of_incidents = incidents.into_iter().flat_map(incident_events);
    of_incidents
        .chain(maintenance.into_iter().flat_map(maintenance_events))
        .collect()
}

/// So many of the latest, and those of the same moment as the last of them.
fn latest<'a, T>(
    all: impl Iterator<Item = &'a T>,
    moment: impl Fn(&T) -> Moment,
    most: usize,
) -> Vec<&'a T> {
    let mut all: Vec<&T> = all.collect();
    let mut moments: Vec<Moment> = all.iter().map(|one| moment(one)).collect();
    if let Some(last) = most.checked_sub(1).filter(|last| *last < moments.len()) {
        let (_, oldest, _) = moments.select_nth_unstable_by_key(last, |moment| Reverse(*moment));
        all.retain(|one| moment(one) >= *oldest);
    }
    all
}

/// The turns of every incident and maintenance, and everything else that was said.
pub(super) fn turning_points<'a>(snapshot: &'a Snapshot<'a>) -> Vec<FeedEvent<'a>> {
    let incident = |facts: &'a IncidentFacts| {
        facts
            .turning_points()
            .into_iter()
            .map(|place| FeedEvent::Incident(facts, place))
    };
    let work = |facts: &'a MaintenanceFacts| {
        facts
            .turning_points()
            .into_iter()
            .map(|place| FeedEvent::Maintenance(facts, place))
    };
    let mut said: Vec<FeedEvent> = snapshot.incidents.iter().flat_map(incident).collect();
    said.extend(snapshot.maintenance.iter().flat_map(work));
    said.extend(articles(snapshot));
    said
}

/// The last turn of each incident and maintenance, and everything else that was said.
pub(super) fn last_turning_points<'a>(snapshot: &'a Snapshot<'a>) -> Vec<FeedEvent<'a>> {
    let incident = |facts: &'a IncidentFacts| {
        facts
            .turning_points()
            .pop()
            .map(|place| FeedEvent::Incident(facts, place))
    };
    let work = |facts: &'a MaintenanceFacts| {
        facts
            .turning_points()
            .pop()
            .map(|place| FeedEvent::Maintenance(facts, place))
    };
    let mut said: Vec<FeedEvent> = snapshot.incidents.iter().filter_map(incident).collect();
    said.extend(snapshot.maintenance.iter().filter_map(work));
    said.extend(articles(snapshot));
    said
}

/// What was published last of each incident and maintenance: so many of the newest are among it.
pub(super) fn last_updates<'a>(snapshot: &'a Snapshot<'a>, most: usize) -> Vec<FeedEvent<'a>> {
    let published = |said: &FeedEvent| said.published();
    let incidents = latest(
        snapshot.incidents.iter(),
        |facts| facts.last_published,
        most,
    )
    .into_iter();
    let maintenance = latest(
        snapshot.maintenance.iter(),
        |facts| facts.last_published,
        most,
    )
    .into_iter();
    let incidents = incidents.filter_map(|facts| incident_events(facts).max_by_key(published));
    incidents
        .chain(maintenance.filter_map(|facts| maintenance_events(facts).max_by_key(published)))
        .collect()
}

fn articles<'a>(snapshot: &'a Snapshot<'a>) -> impl Iterator<Item = FeedEvent<'a>> {
    let postmortems = snapshot
        .postmortems
        .iter()
        .copied()
        .map(FeedEvent::Postmortem);
    postmortems.chain(snapshot.notices.iter().copied().map(FeedEvent::Notice))
}

/// Every update of an incident.
pub(super) fn incident_events<'a>(
    facts: &'a IncidentFacts<'a>,
) -> impl Iterator<Item = FeedEvent<'a>> {
    (0..facts.updates.len()).map(move |place| FeedEvent::Incident(facts, place))
}

/// Every update of a maintenance.
pub(super) fn maintenance_events<'a>(
    facts: &'a MaintenanceFacts<'a>,
) -> impl Iterator<Item = FeedEvent<'a>> {
    (0..facts.updates.len()).map(move |place| FeedEvent::Maintenance(facts, place))
}

/// So many of the newest, newest first. What was published at one moment stands in the order of its entries and updates.
pub(super) fn newest(said: Vec<FeedEvent>, most: usize) -> Vec<FeedEvent> {
    // Most is older than the last of them, and needs no address to be put in order.
    let mut said = latest(said.iter(), |said| said.published(), most);
    said.sort_by_cached_key(|said| {
        Reverse((said.published(), said.address(), said.update_index()))
    });
    said.truncate(most);
    said.into_iter().copied().collect()
}

impl<'a> FeedEvent<'a> {
    /// When it was published.
    pub fn published(self) -> Moment {
        match self {
            FeedEvent::Incident(facts, place) => facts.updates[place].published(),
            FeedEvent::Maintenance(facts, place) => facts.updates[place].published(),
            FeedEvent::Postmortem(one) => one.published,
            FeedEvent::Notice(one) => one.published,
        }
    }

    /// When its words were last mended, if they were.
    fn edited(self) -> Option<Moment> {
        match self {
            FeedEvent::Incident(facts, place) => facts.updates[place].edited,
            FeedEvent::Maintenance(facts, place) => facts.updates[place].edited,
            FeedEvent::Postmortem(_) | FeedEvent::Notice(_) => None,
        }
    }

    /// The page that it is said on.
    pub fn address(self) -> String {
        match self {
            FeedEvent::Incident(facts, _) => route::INCIDENT.address(&facts.incident.id),
            FeedEvent::Maintenance(facts, _) => route::MAINTENANCE.address(&facts.maintenance.id),
            FeedEvent::Postmortem(one) => route::POSTMORTEM.address(&one.id),
            FeedEvent::Notice(one) => route::NOTICE.address(&one.id),
        }
    }

    fn update_index(self) -> usize {
        match self {
            FeedEvent::Incident(_, place) | FeedEvent::Maintenance(_, place) => place,
            FeedEvent::Postmortem(_) | FeedEvent::Notice(_) => 0,
        }
    }

    /// The permanent id of its update, if it is one.
    fn update_id(self) -> Option<&'a str> {
        match self {
            FeedEvent::Incident(facts, place) => Some(facts.updates[place].id.as_str()),
            FeedEvent::Maintenance(facts, place) => Some(facts.updates[place].id.as_str()),
            FeedEvent::Postmortem(_) | FeedEvent::Notice(_) => None,
        }
    }

    /// Its permanent identity in a kind of feed: the kind, the entry, and the update.
    pub fn guid(self, kind: &str) -> String {
        let entry = self.entry_guid();
        self.update_id().map_or_else(
            || format!("{kind}:{entry}"),
            |id| format!("{kind}:{entry}:{id}"),
        )
    }

    /// The permanent identity of its entry: `incidents:2012-06-30-outage`.
    pub fn entry_guid(self) -> String {
        self.address().trim_end_matches('/').replace('/', ":")
    }

    /// Everything that was said about its entry.
    pub fn entry_events(self) -> Vec<FeedEvent<'a>> {
        match self {
            FeedEvent::Incident(facts, _) => incident_events(facts).collect(),
            FeedEvent::Maintenance(facts, _) => maintenance_events(facts).collect(),
            FeedEvent::Postmortem(_) | FeedEvent::Notice(_) => vec![self],
        }
    }

    /// The title of its entry.
    pub fn entry_title(self, site: &PublicSite) -> String {
        match self {
            FeedEvent::Incident(facts, _) => facts.incident.title.clone(),
            FeedEvent::Maintenance(facts, _) => facts.maintenance.title.clone(),
            FeedEvent::Postmortem(one) => site.postmortem_title(one),
            FeedEvent::Notice(one) => one.title.clone(),
        }
    }

    /// What happened, and to what.
    fn title(self, site: &PublicSite) -> String {
        let title = self.entry_title(site);
        match self {
            FeedEvent::Incident(facts, place) => site
                .locale
                .item_title(&site.locale.update_label(facts.updates[place]), &title),
            FeedEvent::Maintenance(facts, place) => site
                .locale
                .item_title(&site.locale.maintenance_label(facts.updates[place]), &title),
            FeedEvent::Postmortem(_) => site.locale.postmortem_item(&title),
            FeedEvent::Notice(one) => site
                .locale
                .item_title(&site.locale.notice_kind(one.kind), &title),
        }
    }

    /// What it says.
    pub fn html(self, site: &PublicSite) -> String {
        match self {
            FeedEvent::Incident(facts, place) => incident_html(site, facts, place),
            FeedEvent::Maintenance(facts, place) => maintenance_html(site, facts, place),
            FeedEvent::Postmortem(one) => prose(site, &one.body, &self.address()),
            FeedEvent::Notice(one) => prose(site, &one.body, &self.address()),
        }
    }

    /// The place on the site where it is said, as a whole address.
    fn link(self, site: &PublicSite) -> String {
        let address = self.address();
        let place = self
            .update_id()
            .map_or_else(|| address.clone(), |id| format!("{address}#{id}"));
        site.snapshot.site.url.join(&place)
    }

    /// When it was published, or its words were last mended.
    pub fn updated(self, now: Moment) -> Moment {
        let edited = self.edited().filter(|edited| *edited <= now);
        edited.map_or(self.published(), |edited| edited.max(self.published()))
    }

    /// It as an item of a kind of feed.
    pub fn item(self, site: &PublicSite, kind: &str) -> FeedItem {
        FeedItem {
            guid: self.guid(kind),
            title: self.title(site),
            link: self.link(site),
            published: self.published(),
            updated: self.updated(site.snapshot.now),
            html: self.html(site),
        }
    }
}

/// The words of an update, and the states that it left each component in.
fn incident_html(site: &PublicSite, facts: &IncidentFacts, place: usize) -> String {
    let mut states = facts.incident.components.clone();
    for update in &facts.updates[..=place] {
        states.extend(
            update
                .components
                .iter()
                .map(|(id, state)| (id.clone(), *state)),
        );
        if update.status == Some(IncidentStatus::Resolved) {
            states
                .values_mut()
                .for_each(|state| *state = State::Operational);
        }
    }
    let here = route::INCIDENT.address(&facts.incident.id);
    let mut html = prose(site, &facts.updates[place].text, &here);
    html.extend(affected(site, &states).map(|words| paragraph(&words)));
    html
}

/// The words of an update, the window as it was planned then, and what it touches.
fn maintenance_html(site: &PublicSite, facts: &MaintenanceFacts, place: usize) -> String {
    let said = &facts.updates[..=place];
    let window = said
        .iter()
        .rev()
        .find_map(|update| update.new_window())
        .unwrap_or(facts.maintenance.details.scheduled);
    let first = facts.maintenance.components.keys();
    let components: Vec<&ComponentId> = first
        .chain(said.iter().flat_map(|update| update.components.keys()))
        .collect();
    let here = route::MAINTENANCE.address(&facts.maintenance.id);
    let mut html = prose(site, &facts.updates[place].text, &here);
    html.push_str(&paragraph(
        &site.locale.feed_window(window, site.snapshot.site.zone),
    ));
    let names = component::component_names(site, components.into_iter());
    if !names.is_empty() {
        html.push_str(&paragraph(&site.locale.feed_components(&names)));
    }
    html
}

/// Markup with whole addresses.
pub(super) fn prose(site: &PublicSite, prose: &Prose, here: &str) -> String {
    site.html(prose, &Links::absolute(&site.snapshot.site.url), here)
}

fn affected(site: &PublicSite, states: &States) -> Option<String> {
    let all = site.snapshot.components.iter().map(|facts| facts.component);
    let named = all.filter_map(|one| states.get(&one.id).map(|state| (one.name.as_str(), *state)));
    site.locale.component_states(named)
}
