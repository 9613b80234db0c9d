//! What was said, update by update.

use std::cmp::Reverse;

use super::super::{Public, component, postmortem};
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

/// What was said, in no order: so many of the newest are among it.
pub(super) fn all<'a>(snapshot: &'a Snapshot<'a>, most: usize) -> Vec<Said<'a>> {
    let mut said = of_entries(snapshot.incidents.iter(), snapshot.maintenance.iter(), most);
    said.extend(articles(snapshot));
    said
}

/// The updates of entries, in no order: so many of the newest are among them. They are in as many entries at most, those in which
/// something was said last; a long history has thousands of others.
pub(super) fn of_entries<'a>(
    incidents: impl Iterator<Item = &'a IncidentFacts<'a>>,
    maintenance: impl Iterator<Item = &'a MaintenanceFacts<'a>>,
    most: usize,
) -> Vec<Said<'a>> {
    let incidents = latest(incidents, |facts| facts.spoken, most);
    let maintenance = latest(maintenance, |facts| facts.spoken, most);
    let of_incidents = incidents.into_iter().flat_map(of_incident);
    of_incidents
        .chain(maintenance.into_iter().flat_map(of_maintenance))
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
pub(super) fn turns<'a>(snapshot: &'a Snapshot<'a>) -> Vec<Said<'a>> {
    let incident = |facts: &'a IncidentFacts| {
        facts
            .turns()
            .into_iter()
            .map(|place| Said::Incident(facts, place))
    };
    let work = |facts: &'a MaintenanceFacts| {
        facts
            .turns()
            .into_iter()
            .map(|place| Said::Maintenance(facts, place))
    };
    let mut said: Vec<Said> = snapshot.incidents.iter().flat_map(incident).collect();
    said.extend(snapshot.maintenance.iter().flat_map(work));
    said.extend(articles(snapshot));
    said
}

/// The last turn of each incident and maintenance, and everything else that was said.
pub(super) fn last_turns<'a>(snapshot: &'a Snapshot<'a>) -> Vec<Said<'a>> {
    let incident = |facts: &'a IncidentFacts| {
        facts
            .turns()
            .pop()
            .map(|place| Said::Incident(facts, place))
    };
    let work = |facts: &'a MaintenanceFacts| {
        facts
            .turns()
            .pop()
            .map(|place| Said::Maintenance(facts, place))
    };
    let mut said: Vec<Said> = snapshot.incidents.iter().filter_map(incident).collect();
    said.extend(snapshot.maintenance.iter().filter_map(work));
    said.extend(articles(snapshot));
    said
}

/// What was published last of each incident and maintenance: so many of the newest are among it.
pub(super) fn last_words<'a>(snapshot: &'a Snapshot<'a>, most: usize) -> Vec<Said<'a>> {
    let published = |said: &Said| said.published();
    let incidents = latest(snapshot.incidents.iter(), |facts| facts.spoken, most).into_iter();
    let maintenance = latest(snapshot.maintenance.iter(), |facts| facts.spoken, most).into_iter();
    let incidents = incidents.filter_map(|facts| of_incident(facts).max_by_key(published));
    incidents
        .chain(maintenance.filter_map(|facts| of_maintenance(facts).max_by_key(published)))
        .collect()
}

fn articles<'a>(snapshot: &'a Snapshot<'a>) -> impl Iterator<Item = Said<'a>> {
    let postmortems = snapshot.postmortems.iter().copied().map(Said::Postmortem);
    postmortems.chain(snapshot.notices.iter().copied().map(Said::Notice))
}

/// Every update of an incident.
pub(super) fn of_incident<'a>(facts: &'a IncidentFacts<'a>) -> impl Iterator<Item = Said<'a>> {
    (0..facts.updates.len()).map(move |place| Said::Incident(facts, place))
}

/// Every update of a maintenance.
pub(super) fn of_maintenance<'a>(
    facts: &'a MaintenanceFacts<'a>,
) -> impl Iterator<Item = Said<'a>> {
    (0..facts.updates.len()).map(move |place| Said::Maintenance(facts, place))
}

/// So many of the newest, newest first. What was published at one moment stands in the order of its entries and updates.
pub(super) fn newest(said: Vec<Said>, most: usize) -> Vec<Said> {
    // Most is older than the last of them, and needs no address to be put in order.
    let mut said = latest(said.iter(), |said| said.published(), most);
    said.sort_by_cached_key(|said| Reverse((said.published(), said.address(), said.place())));
    said.truncate(most);
    said.into_iter().copied().collect()
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

    /// Its permanent identity in a kind of feed: the kind, the entry, and the update.
    pub fn guid(self, kind: &str) -> String {
        let entry = self.entry();
        self.update().map_or_else(
            || format!("{kind}:{entry}"),
            |id| format!("{kind}:{entry}:{id}"),
        )
    }

    /// The permanent identity of its entry: `incidents:2012-06-30-outage`.
    pub fn entry(self) -> String {
        self.address().trim_end_matches('/').replace('/', ":")
    }

    /// Everything that was said about its entry.
    pub fn whole_entry(self) -> Vec<Said<'a>> {
        match self {
            Said::Incident(facts, _) => of_incident(facts).collect(),
            Said::Maintenance(facts, _) => of_maintenance(facts).collect(),
            Said::Postmortem(_) | Said::Notice(_) => vec![self],
        }
    }

    /// The title of its entry.
    pub fn entry_title(self, site: &Public) -> String {
        match self {
            Said::Incident(facts, _) => facts.incident.title.clone(),
            Said::Maintenance(facts, _) => facts.maintenance.title.clone(),
            Said::Postmortem(one) => postmortem::title(site, one),
            Said::Notice(one) => one.title.clone(),
        }
    }

    /// What happened, and to what.
    fn title(self, site: &Public) -> String {
        let title = self.entry_title(site);
        match self {
            Said::Incident(facts, place) => site
                .words
                .item_title(&site.words.update_label(facts.updates[place]), &title),
            Said::Maintenance(facts, place) => site
                .words
                .item_title(&site.words.maintenance_label(facts.updates[place]), &title),
            Said::Postmortem(_) => site.words.postmortem_item(&title),
            Said::Notice(one) => site
                .words
                .item_title(&site.words.notice_kind(one.kind), &title),
        }
    }

    /// What it says.
    pub fn html(self, site: &Public) -> String {
        match self {
            Said::Incident(facts, place) => incident_html(site, facts, place),
            Said::Maintenance(facts, place) => maintenance_html(site, facts, place),
            Said::Postmortem(one) => prose(site, &one.body, &self.address()),
            Said::Notice(one) => prose(site, &one.body, &self.address()),
        }
    }

    /// The place on the site where it is said, as a whole address.
    fn link(self, site: &Public) -> String {
        let address = self.address();
        let place = self
            .update()
            .map_or_else(|| address.clone(), |id| format!("{address}#{id}"));
        site.snapshot.site.url.join(&place)
    }

    /// When it was published, or its words were last mended.
    pub fn updated(self, now: Moment) -> Moment {
        let edited = self.edited().filter(|edited| *edited <= now);
        edited.map_or(self.published(), |edited| edited.max(self.published()))
    }

    /// It as an item of a kind of feed.
    pub fn item(self, site: &Public, kind: &str) -> Item {
        Item {
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
fn incident_html(site: &Public, facts: &IncidentFacts, place: usize) -> String {
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
    let here = address::incident(facts.incident.id.as_str());
    let mut html = prose(site, &facts.updates[place].text, &here);
    html.extend(affected(site, &states).map(|words| paragraph(&words)));
    html
}

/// The words of an update, the window as it was planned then, and what it touches.
fn maintenance_html(site: &Public, facts: &MaintenanceFacts, place: usize) -> String {
    let said = &facts.updates[..=place];
    let window = said
        .iter()
        .rev()
        .find_map(|update| update.scheduled)
        .unwrap_or(facts.maintenance.scheduled);
    let first = facts.maintenance.components.keys();
    let components: Vec<&ComponentId> = first
        .chain(said.iter().flat_map(|update| update.components.keys()))
        .collect();
    let here = address::maintenance(facts.maintenance.id.as_str());
    let mut html = prose(site, &facts.updates[place].text, &here);
    html.push_str(&paragraph(
        &site.words.feed_window(window, site.snapshot.site.zone),
    ));
    let names = component::names(site, components.into_iter());
    if !names.is_empty() {
        html.push_str(&paragraph(&site.words.feed_components(&names)));
    }
    html
}

/// Markup with whole addresses.
pub(super) fn prose(site: &Public, prose: &Prose, here: &str) -> String {
    site.html(prose, &Links::whole(&site.snapshot.site.url), here)
}

fn affected(site: &Public, states: &States) -> Option<String> {
    let all = site.snapshot.components.iter().map(|facts| facts.component);
    let named = all.filter_map(|one| states.get(&one.id).map(|state| (one.name.as_str(), *state)));
    site.words.component_states(named)
}
