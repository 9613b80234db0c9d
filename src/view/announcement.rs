//! A message for the people and programs that a site is announced to.

use crate::base::id::ComponentId;
use crate::base::time::Moment;
use crate::model::announce::{AnnouncePolicy, AnnouncementKind, ChannelFilter};
use crate::model::component::State;
use crate::model::incident::Impact;
use crate::view::badge::{RETIRED_COLOUR, state_colour};
use crate::view::statuspage::{StatuspageIncident, StatuspagePage, StatuspageStatus};

/// An update, a post-mortem or a notice as a message. Its texts are plain; each service has its own escaping.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// Its permanent name, such as `incidents:2012-06-30-outage:2012-06-30T0318Z`.
    pub name: String,
    /// The names that it had while its entry had another id.
    pub former_names: Vec<String>,
    /// The permanent name of its entry.
    pub thread: String,
    /// The identity of its item in the main feed.
    pub guid: String,
    pub kind: AnnouncementKind,
    /// That of the incident when this was published; `None` where there is no incident.
    pub impact: Option<Impact>,
    pub components: Vec<ComponentId>,
    /// Whether it is the first of its entry.
    pub is_first: bool,
    /// Whether it starts or ends something.
    pub is_turning_point: bool,
    pub published: Moment,
    /// The name of the site.
    pub site: String,
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// What happened, and to what.
    pub title: String,
    /// The title of its entry.
    pub entry_title: String,
    /// The state in a word: `Investigating`.
    pub label: String,
    /// The state that it leaves, for its colour; `None` if it is about none.
    pub state: Option<State>,
    /// What it says, with the addresses of its links.
    pub text: String,
    /// The same as markup with absolute links, and the facts below it.
    pub html: String,
    /// Sentences about the states of components, the window, and the next update.
    pub facts: Vec<String>,
    /// When the next update is promised.
    pub next_update: Option<Moment>,
    /// Where it is on the site.
    pub link: String,
    /// The words of a link to it.
    pub link_text: String,
    /// The words before an address to unsubscribe.
    pub unsubscribe_text: String,
    /// The addresses of the main feed, in each format.
    pub feeds: Vec<String>,
    /// As Statuspage tells programs of it; `None` for what Statuspage does not have.
    pub statuspage: Option<Box<StatuspageEvent>>,
}

/// How bad it is, for services that have colours or signs of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnouncementTone {
    Neutral,
    Good,
    Planned,
    Trouble,
    Outage,
}

/// What a webhook of Statuspage sends.
#[derive(Clone, Debug)]
pub struct StatuspageEvent {
    pub page: StatuspagePage,
    pub status: StatuspageStatus,
    pub incident: StatuspageIncident,
}

impl Announcement {
    /// Six hexadecimal digits.
    pub fn colour(&self) -> &'static str {
        self.state.map_or(RETIRED_COLOUR, state_colour)
    }

    pub fn tone(&self) -> AnnouncementTone {
        match self.state {
            None => AnnouncementTone::Neutral,
            Some(State::Operational) => AnnouncementTone::Good,
            Some(State::UnderMaintenance) => AnnouncementTone::Planned,
            Some(State::DegradedPerformance | State::PartialOutage) => AnnouncementTone::Trouble,
            Some(State::MajorOutage) => AnnouncementTone::Outage,
        }
    }

    /// Whether it is about maintenance that could not be announced in time.
    pub fn is_urgent(&self) -> bool {
        self.kind == AnnouncementKind::UrgentMaintenance
    }

    /// What it says, and the facts below it.
    pub fn text_with_facts(&self) -> String {
        let parts = std::iter::once(&self.text).chain(&self.facts);
        let parts: Vec<&str> = parts.map(|part| part.trim()).collect();
        parts.join("\n\n")
    }

    /// Whether a channel gets it.
    pub fn passes(&self, filter: &ChannelFilter) -> bool {
        let kinds = [self.kind, self.kind.general()];
        let kind = filter.kinds.is_empty() || kinds.iter().any(|kind| filter.kinds.contains(kind));
        let named = |id| filter.components.contains(id);
        let components = filter.components.is_empty()
            || self.components.is_empty()
            || self.components.iter().any(named);
        let impact = self.impact.is_none_or(|impact| impact >= filter.min_impact);
        let policy = match filter.policy {
            AnnouncePolicy::EveryUpdate => true,
            AnnouncePolicy::FirstAndLast => self.is_turning_point,
            AnnouncePolicy::NewIncidents => self.is_first,
        };
        kind && components && impact && policy
    }
}
