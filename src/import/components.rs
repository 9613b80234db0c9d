//! Components by the names in entries, in any spelling. A component that is not listed becomes a retired one.

use std::collections::{BTreeMap, BTreeSet};

use super::source_text::find_text;
use super::value::ImportedValue;
use crate::base::id::slug_or_suffix;
use crate::base::source::Sources;
use crate::base::time::Date;
use crate::base::time_parser::{self, WrittenTime};
use crate::format::component::{ComponentDoc, ComponentsDoc, GroupDoc};
use crate::format::field::{Field, Required};
use crate::format::leaf::Day;
use crate::format::yaml::YamlText;

/// The group of components that entries name and that are not listed.
const EARLIER_GROUP_ID: &str = "earlier";

#[derive(Clone, Debug)]
struct ImportedComponent {
    id: String,
    name: String,
    description: Option<String>,
    since: Option<String>,
    retired: Option<Date>,
    aliases: Vec<String>,
    notes: Vec<String>,
}

#[derive(Clone, Debug)]
struct ImportedGroup {
    id: String,
    name: String,
    description: Option<String>,
    components: Vec<ImportedComponent>,
}

/// A component in a list of the other tool.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ListedComponent<'a> {
    /// The id that the other tool gave it. Components with different ones are different, even with the same name.
    pub key: Option<&'a str>,
    pub name: &'a str,
    pub description: Option<&'a str>,
    /// Name and description.
    pub group: Option<(&'a str, Option<&'a str>)>,
}

/// The components of the existing site and those that the import adds.
#[derive(Debug, Default)]
pub(super) struct ImportedComponents {
    /// The ids of components by those that the other tool gave them.
    by_key: BTreeMap<String, String>,
    /// What entries say of components that no list has, by the same.
    descriptions: BTreeMap<String, String>,
    groups: Vec<ImportedGroup>,
    /// The ids of the components that the other tool lists.
    listed: BTreeSet<String>,
    /// Whether the site has a `components.yaml`.
    exists: bool,
    changed: bool,
    /// Names that were recognised as another spelling, with the file that uses them.
    pub merged: Vec<(String, String)>,
}

impl ImportedComponents {
    pub fn from_site(existing: &Sources) -> ImportedComponents {
        let Some(text) = find_text(existing, "components.yaml") else {
            return ImportedComponents::default();
        };
        let (tree, _) = ImportedValue::parse_yaml(text);
        let groups = tree.get_list(&["groups"]).iter().filter_map(parse_group);
        ImportedComponents {
            groups: groups.collect(),
            exists: true,
            ..ImportedComponents::default()
        }
    }

    /// Adds a component that the other tool lists, and its group, unless they exist. Returns the id.
    pub fn declare(&mut self, source: &str, listed: &ListedComponent) -> String {
        let name = collapse_whitespace(listed.name);
        let group = listed.group.map(|(name, _)| collapse_whitespace(name));
        let id = match self.find_listed(source, listed, &name, group.as_deref()) {
            Some(known) => known,
            None => self.add_listed(listed, name, group.as_deref()),
        };
        if let Some(key) = listed.key {
            self.by_key.insert(key.to_owned(), id.clone());
        }
        self.listed.insert(id.clone());
        id
    }

    /// Whether the other tool lists a component with this id.
    pub fn has_key(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// The component of the site, or of this import, that a listed one is.
    fn find_listed(
        &mut self,
        source: &str,
        listed: &ListedComponent,
        name: &str,
        group: Option<&str>,
    ) -> Option<String> {
        let Some(key) = listed.key else {
            return self.find_listed_name(source, name);
        };
        if let Some(known) = self.by_key.get(key) {
            return Some(known.clone());
        }
        let is_same = |known: &&ImportedComponent| {
            known.name.eq_ignore_ascii_case(name) && !self.by_key.values().any(|id| *id == known.id)
        };
        let of_group = self
            .groups
            .iter()
            .filter(|one| Some(one.name.as_str()) == group);
        let mut in_group = of_group.flat_map(|group| &group.components);
        let known = in_group
            .find(is_same)
            .or_else(|| self.components().find(is_same));
        known.map(|known| known.id.clone())
    }

    /// The same for a component that has only a name. Entries cannot tell two with the same name apart.
    fn find_listed_name(&mut self, source: &str, name: &str) -> Option<String> {
        if let Some(known) = self.find_name(name) {
            let id = known.id.clone();
            if self.listed.contains(&id) {
                let line = format!("component `{name}` is listed twice; taken as one");
                self.merged.push((source.to_owned(), line));
            }
            return Some(id);
        }
        let known = self.find(&component_id(name))?;
        if self.listed.contains(&known.id) {
            return None;
        }
        let id = known.id.clone();
        let line = format!("component `{name}` has the id of `{}`", known.name);
        self.merged.push((source.to_owned(), line));
        Some(id)
    }

    fn add_listed(
        &mut self,
        listed: &ListedComponent,
        name: String,
        group: Option<&str>,
    ) -> String {
        let plain = component_id(&name);
        let in_group = group.map(|group| format!("{}-{plain}", component_id(group)));
        let counted = (2..).map(|count| format!("{plain}-{count}"));
        let id = std::iter::once(plain.clone())
            .chain(in_group)
            .chain(counted)
            .find(|id| self.find(id).is_none())
            .unwrap_or(plain.clone());
        let description = listed
            .description
            .map(collapse_whitespace)
            .filter(|text| !text.is_empty());
        let component = ImportedComponent::new(id.clone(), name, description);
        let (group_name, group_description) = listed.group.unwrap_or(("Components", None));
        self.find_or_add_group(group_name, group_description)
            .components
            .push(component);
        self.changed = true;
        id
    }

    fn find_or_add_group(&mut self, name: &str, description: Option<&str>) -> &mut ImportedGroup {
        let name = collapse_whitespace(name);
        let existing = self.groups.iter().position(|group| group.name == name);
        let index = existing.unwrap_or_else(|| {
            let base = if name.chars().any(char::is_alphanumeric) {
                component_id(&name)
            } else {
                "group".to_owned()
            };
            let mut id = base.clone();
            let mut count = 1;
            while self.groups.iter().any(|group| group.id == id) {
                count += 1;
                id = format!("{base}-{count}");
            }
            // The group of earlier components stays last.
            let earlier = self
                .groups
                .iter()
                .position(|group| group.id == EARLIER_GROUP_ID);
            let index = earlier.unwrap_or(self.groups.len());
            let group = ImportedGroup {
                id,
                name,
                description: description.map(collapse_whitespace),
                components: Vec::new(),
            };
            self.groups.insert(index, group);
            index
        });
        &mut self.groups[index]
    }

    /// Adds a comment about a component.
    pub fn add_note(&mut self, id: &str, note: String) {
        let mut components = self
            .groups
            .iter_mut()
            .flat_map(|group| &mut group.components);
        if let Some(component) = components.find(|component| component.id == id) {
            component.notes.push(note);
        }
    }

    /// The id of the component that an entry names, also by the id that the other tool gave it. `last_day` is the last day of the entry.
    pub fn resolve(
        &mut self,
        source: &str,
        key: Option<&str>,
        name: &str,
        last_day: Date,
    ) -> String {
        let Some(key) = key else {
            return self.resolve_name(source, name, last_day);
        };
        if let Some(id) = self.by_key.get(key).cloned() {
            self.extend_retirement(&id, last_day);
            return id;
        }
        let id = self.resolve_name(source, name, last_day);
        if self.by_key.values().any(|known| *known == id) {
            let line = format!("component `{name}` ({key}) is not listed; taken as `{id}`");
            self.merged.push((source.to_owned(), line));
        }
        if let Some(description) = self.descriptions.remove(key) {
            let mut groups = self.groups.iter_mut();
            let known =
                groups.find_map(|group| group.components.iter_mut().find(|one| one.id == id));
            if let Some(known) = known {
                known.description.get_or_insert(description);
            }
        }
        self.by_key.insert(key.to_owned(), id.clone());
        id
    }

    /// Keeps the description of a component for the case that an entry names it and no list has it.
    pub fn describe(&mut self, key: &str, description: &str) {
        let description = collapse_whitespace(description);
        if !description.is_empty() && !self.by_key.contains_key(key) {
            self.descriptions.insert(key.to_owned(), description);
        }
    }

    /// The id of the component that an entry names. `last_day` is the last day of the entry.
    pub fn resolve_name(&mut self, source: &str, name: &str, last_day: Date) -> String {
        let name = collapse_whitespace(name);
        let id = component_id(&name);
        let known = self.find_name(&name).or_else(|| self.find(&id));
        let (found, message) = if let Some(known) = known {
            let is_other_spelling = known.name.to_lowercase() != name.to_lowercase();
            let message = format!("component `{name}` is another spelling of `{}`", known.id);
            (known.id.clone(), is_other_spelling.then_some(message))
        } else if let Some(near) = self.components().find(|known| is_typo(&id, &known.id)) {
            let message = format!(
                "component `{name}` is not listed; it is probably a typo of `{}`",
                near.id
            );
            (near.id.clone(), Some(message))
        } else {
            return self.add_retired(id, name, last_day);
        };
        if let Some(message) = message {
            self.merged.push((source.to_owned(), message));
        }
        self.extend_retirement(&found, last_day);
        found
    }

    fn components(&self) -> impl Iterator<Item = &ImportedComponent> {
        self.groups.iter().flat_map(|group| &group.components)
    }

    fn find_name(&self, name: &str) -> Option<&ImportedComponent> {
        let name = name.to_lowercase();
        self.components()
            .find(|component| component.name.to_lowercase() == name)
    }

    fn find(&self, id: &str) -> Option<&ImportedComponent> {
        self.components().find(|component| {
            component.id == id || component.aliases.iter().any(|alias| alias == id)
        })
    }

    /// Adds a component that retires the day after an entry last named it.
    fn add_retired(&mut self, id: String, name: String, last_day: Date) -> String {
        let mut component = ImportedComponent::new(id.clone(), name, None);
        component.retired = Some(last_day.plus_days(1));
        let has_id = |group: &ImportedGroup| group.id == EARLIER_GROUP_ID;
        let index = self.groups.iter().position(has_id).unwrap_or_else(|| {
            self.groups.push(ImportedGroup {
                id: EARLIER_GROUP_ID.to_owned(),
                name: "Earlier components".to_owned(),
                description: Some(
                    "No longer listed, but named in older incidents or maintenance".to_owned(),
                ),
                components: Vec::new(),
            });
            self.groups.len() - 1
        });
        self.groups[index].components.push(component);
        self.changed = true;
        id
    }

    fn extend_retirement(&mut self, id: &str, last_day: Date) {
        for group in &mut self.groups {
            for component in &mut group.components {
                if group.id == EARLIER_GROUP_ID
                    && component.id == id
                    && component.retired.is_some_and(|retired| retired <= last_day)
                {
                    component.retired = Some(last_day.plus_days(1));
                    self.changed = true;
                }
            }
        }
    }

    /// `components.yaml`; `None` if the existing file needs no change.
    pub fn to_yaml(&self) -> Option<String> {
        if self.exists && !self.changed {
            return None;
        }
        let mut text = YamlText::default();
        if self.groups.is_empty() {
            text.keys(0, &no_groups());
            return Some(text.finish());
        }
        text.line(0, "groups:");
        for group in &self.groups {
            group.write(&mut text);
        }
        Some(text.finish())
    }
}

fn no_groups() -> ComponentsDoc {
    ComponentsDoc {
        groups: Required::new(Vec::new()),
    }
}

impl ImportedGroup {
    fn write(&self, text: &mut YamlText) {
        let is_empty = self.components.is_empty();
        let doc = GroupDoc {
            id: Required::new(self.id.as_str().into()),
            name: Required::new(self.name.clone()),
            description: Field::from_option(self.description.clone()),
            components: Required(Field::from_option(is_empty.then(Vec::new))),
        };
        text.item(2, &doc);
        if !is_empty {
            text.line(4, "components:");
        }
        for component in &self.components {
            text.item(6, &component.to_doc());
            for note in &component.notes {
                text.comment(8, note);
            }
        }
    }
}

impl ImportedComponent {
    fn new(id: String, name: String, description: Option<String>) -> ImportedComponent {
        ImportedComponent {
            id,
            name,
            description,
            since: None,
            retired: None,
            aliases: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn to_doc(&self) -> ComponentDoc {
        let aliases = self
            .aliases
            .iter()
            .map(|alias| Field::new(alias.as_str().into()));
        let retired = self.retired.map(|date| Day(date.to_string()));
        ComponentDoc {
            id: Required::new(self.id.as_str().into()),
            name: Required::new(self.name.clone()),
            description: Field::from_option(self.description.clone()),
            since: Field::from_option(self.since.as_deref().map(Day::from)),
            retired: Field::from_option(retired),
            aliases: Field::from_list(aliases.collect()),
        }
    }
}

fn parse_group(group: &ImportedValue) -> Option<ImportedGroup> {
    let components = group.get_list(&["components"]).iter();
    Some(ImportedGroup {
        id: group.get_string(&["id"])?,
        name: group.get_string(&["name"])?,
        description: group.get_string(&["description"]),
        components: components.filter_map(parse_component).collect(),
    })
}

fn parse_component(component: &ImportedValue) -> Option<ImportedComponent> {
    let retired = match component
        .get_text(&["retired"])
        .map(time_parser::parse_time)
    {
        Some(Ok(WrittenTime::Day(date))) => Some(date),
        _ => None,
    };
    Some(ImportedComponent {
        id: component.get_string(&["id"])?,
        name: component.get_string(&["name"])?,
        description: component.get_string(&["description"]),
        since: component.get_string(&["since"]),
        retired,
        aliases: component.get_strings(&["aliases"]),
        notes: Vec::new(),
    })
}

fn component_id(name: &str) -> String {
    slug_or_suffix(name)
}

fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two ids differ by one additional letter or by two exchanged ones. Their numbers must agree, unless one has none, because
/// `lax1` and `lax2` are different components.
fn is_typo(a: &str, b: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (digits_a, digits_b) = (digits(a), digits(b));
    let numbers_differ = digits_a != digits_b && !digits_a.is_empty() && !digits_b.is_empty();
    if a.len() < 3 || b.len() < 3 || numbers_differ {
        return false;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let (short, long) = (short.as_bytes(), long.as_bytes());
    match long.len() - short.len() {
        0 => {
            let differing: Vec<usize> = (0..long.len())
                .filter(|at| long[*at] != short[*at])
                .collect();
            matches!(differing.as_slice(), [first, second]
                if first + 1 == *second && long[*first] == short[*second] && long[*second] == short[*first])
        }
        1 => (0..long.len()).any(|at| [&long[..at], &long[at + 1..]].concat() == short),
        _ => false,
    }
}
