//! The ids that files declare, and the components and teams that other files may name.

use std::collections::BTreeMap;

use crate::base::diagnostic::Diagnostic;
use crate::base::id::{ComponentId, TeamId};
use crate::base::source::{Span, Spanned};
use crate::base::time::Date;
use crate::check::rules::value::duplicate_id;
use crate::model::team::Team;

/// The ids of one list, with their places.
#[derive(Debug, Default)]
pub(super) struct DeclaredIds {
    pub places: BTreeMap<String, Span>,
    /// An id could not be read, so one that is not here may only be unread.
    pub partial: bool,
}

impl DeclaredIds {
    /// Takes in an id; returns the fault of one that is taken.
    pub fn declare(&mut self, id: &Spanned<String>, what: &str) -> Option<Diagnostic> {
        let first = *self.places.entry(id.value.clone()).or_insert(id.span);
        (first != id.span).then(|| duplicate_id(id, what, first))
    }

    /// Whether an id that is named is surely none of these.
    pub fn is_unknown(&self, id: &Spanned<String>) -> bool {
        !self.partial && !self.places.contains_key(&id.value)
    }
}

/// Of a site without a support guide, and while it is not read yet.
pub(super) static NO_ERROR_CODES: DeclaredIds = DeclaredIds {
    places: BTreeMap::new(),
    partial: false,
};

/// The component ids that files may name.
#[derive(Debug, Default)]
pub(super) struct ComponentIndex {
    /// Present and old ids, each with the present one.
    pub ids: BTreeMap<String, ComponentId>,
    /// When components left the board.
    pub retired: BTreeMap<ComponentId, Date>,
    /// `components.yaml` could not be read whole, so an id that is missing here may only be unread.
    pub partial: bool,
}

/// The teams that files may name.
#[derive(Debug, Default)]
pub(super) struct TeamIndex {
    /// Those without a fault, in the order of the file.
    pub teams: Vec<Team>,
    /// Every declared id.
    pub ids: BTreeMap<String, TeamId>,
    /// Every declared name.
    pub names: BTreeMap<String, TeamId>,
    /// `teams.yaml` is there.
    pub declared: bool,
    /// It could not be read whole, so a team that is missing here may only be unread.
    pub partial: bool,
}

/// Of a site without teams, and while they are not read yet.
pub(super) static NO_TEAMS: TeamIndex = TeamIndex {
    teams: Vec::new(),
    ids: BTreeMap::new(),
    names: BTreeMap::new(),
    declared: false,
    partial: false,
};

impl TeamIndex {
    /// The team with an id.
    pub fn id(&self, id: &str) -> Option<&TeamId> {
        self.ids.get(id)
    }

    /// The team with an id or a name.
    pub fn find_by_id_or_name(&self, word: &str) -> Option<&TeamId> {
        self.ids.get(word).or_else(|| self.names.get(word))
    }

    /// A team without a fault.
    pub fn team(&self, id: &TeamId) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == *id)
    }

    /// Every declared id, for suggestions.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        self.ids.keys()
    }
}
