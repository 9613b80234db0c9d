//! Components and groups, each with an id and a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::times::ChangeTimes;
use crate::base::id::ComponentId;
use crate::base::vocabulary::Vocabulary;
use crate::derive::component::ComponentFacts;
use crate::derive::snapshot::{GroupFacts, Snapshot};
use crate::model::component::Group;
use crate::view::locale::Locale;
use crate::view::statuspage::StatuspageComponent;

/// All components of the site, as the interface tells them.
pub(super) struct StatuspageComponents<'s, 'a> {
    snapshot: &'s Snapshot<'a>,
    page: String,
    /// A component whose own begin is unknown began with the site.
    times: &'s ChangeTimes<'a>,
    names: BTreeMap<&'a ComponentId, String>,
}

impl<'s, 'a> StatuspageComponents<'s, 'a> {
    /// All of a snapshot, with the times of the same.
    pub fn new(
        snapshot: &'s Snapshot<'a>,
        page: &str,
        times: &'s ChangeTimes<'a>,
        locale: &Locale,
    ) -> StatuspageComponents<'s, 'a> {
        StatuspageComponents {
            snapshot,
            page: page.to_owned(),
            times,
            names: names(snapshot, locale),
        }
    }

    /// The board: each group with what is in it.
    pub fn board(&self) -> Vec<StatuspageComponent> {
        let groups = self
            .snapshot
            .groups
            .iter()
            .filter(|group| !group.components.is_empty())
            .enumerate();
        let with_components = groups.flat_map(|(at, group)| {
            let inside = group
                .components
                .iter()
                .map(|&at| self.component(&self.snapshot.components[at]));
            std::iter::once(self.group(group, at + 1)).chain(inside)
        });
        with_components.collect()
    }

    /// Those with these ids, retired ones too, in the order of the board.
    pub fn named<'i>(
        &self,
        ids: impl Iterator<Item = &'i ComponentId>,
    ) -> Vec<StatuspageComponent> {
        let ids: BTreeSet<&ComponentId> = ids.collect();
        let all = self
            .snapshot
            .components
            .iter()
            .filter(|facts| ids.contains(&facts.component.id));
        all.map(|facts| self.component(facts)).collect()
    }

    fn id(&self, component: &ComponentId) -> String {
        let site = self.snapshot.site;
        site.short_id(&format!("component:{component}"))
    }

    fn group_id(&self, group: &Group) -> String {
        self.snapshot.site.short_id(&format!("group:{}", group.id))
    }

    /// The id and the name of a component.
    pub fn name(&self, component: &ComponentId) -> (String, String) {
        (
            self.id(component),
            self.names.get(component).cloned().unwrap_or_default(),
        )
    }

    fn component(&self, facts: &ComponentFacts) -> StatuspageComponent {
        let (id, name) = self.name(&facts.component.id);
        let since = facts
            .component
            .since
            .filter(|since| *since <= self.snapshot.today);
        let created = since.map_or(self.times.began, |since| {
            since.start_in(self.snapshot.site.zone)
        });
        let changed = self.times.components.get(&facts.component.id).copied();
        let place = facts
            .group
            .components
            .iter()
            .position(|one| one.id == facts.component.id);
        StatuspageComponent {
            id,
            name,
            status: facts.state.word(),
            created_at: created.rfc3339_millis(),
            updated_at: changed.unwrap_or(created).max(created).rfc3339_millis(),
            position: place.unwrap_or_default() + 1,
            description: facts.component.description.clone(),
            showcase: true,
            start_date: since.map(|since| since.to_string()),
            group_id: Some(self.group_id(facts.group)),
            page_id: self.page.clone(),
            group: false,
            only_show_if_degraded: false,
            components: None,
        }
    }

    fn group(&self, facts: &GroupFacts, position: usize) -> StatuspageComponent {
        let inside = facts
            .components
            .iter()
            .map(|&at| &self.snapshot.components[at].component.id);
        let changed = inside
            .clone()
            .filter_map(|component| self.times.components.get(component))
            .max();
        StatuspageComponent {
            id: self.group_id(facts.group),
            name: facts.group.name.clone(),
            status: facts.state.word(),
            created_at: self.times.began.rfc3339_millis(),
            updated_at: changed
                .copied()
                .unwrap_or(self.times.began)
                .rfc3339_millis(),
            position,
            description: facts.group.description.clone(),
            showcase: false,
            start_date: None,
            group_id: None,
            page_id: self.page.clone(),
            group: true,
            only_show_if_degraded: false,
            components: Some(inside.map(|one| self.id(one)).collect()),
        }
    }
}

/// Names that no two have. One that several want is said with its group, and if that is not enough, with its id.
fn names<'a>(snapshot: &Snapshot<'a>, locale: &Locale) -> BTreeMap<&'a ComponentId, String> {
    let groups = snapshot.groups.iter().map(|facts| facts.group.name.clone());
    let all = || snapshot.components.iter();
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for name in groups.chain(all().map(|facts| facts.component.name.clone())) {
        *wanted.entry(name).or_default() += 1;
    }
    let shared = |name: &str| wanted.get(name).is_some_and(|count| *count > 1);
    let mut taken: BTreeSet<String> = wanted
        .iter()
        .filter(|(_, count)| **count == 1)
        .map(|(name, _)| name.clone())
        .collect();
    let named = all().map(|facts| {
        let (group, name, id) = (
            &facts.group.name,
            &facts.component.name,
            &facts.component.id,
        );
        if !shared(name) {
            return (id, name.clone());
        }
        let within = |name: &str| {
            locale.message_with(
                "name-in-group",
                &[("group", group.into()), ("name", name.into())],
            )
        };
        let mut longer = within(name);
        if !taken.insert(longer.clone()) {
            longer = within(&format!("{name} ({id})"));
            taken.insert(longer.clone());
        }
        (id, longer)
    });
    named.collect()
}
