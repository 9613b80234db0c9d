//! Components by the names that entries call them, in any spelling. What nobody declared is a component of former days.

use super::find_text;
use super::value::ImportedValue;
use crate::base::id::slug;
use crate::base::source::Sources;
use crate::base::time::Date;
use crate::base::time_parser::{self, WrittenTime};
use crate::base::yaml_writer::YamlWriter;

/// The group of components that entries name and no list has.
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

/// The components of the site, those that are there and those that come.
#[derive(Debug, Default)]
pub(super) struct ImportedComponents {
    groups: Vec<ImportedGroup>,
    exists: bool,
    changed: bool,
    /// Names that became one, with the file that used them.
    pub merged: Vec<(String, String)>,
}

impl ImportedComponents {
    /// The board of a site.
    pub fn from_site(into: &Sources) -> ImportedComponents {
        let Some(text) = find_text(into, "components.yaml") else {
            return ImportedComponents::default();
        };
        let (tree, _) = ImportedValue::parse_yaml(text);
        let groups = tree
            .get_list(&["groups"])
            .iter()
            .filter_map(parse_group)
            .collect();
        ImportedComponents {
            groups,
            exists: true,
            ..ImportedComponents::default()
        }
    }

    /// A component that the other tool lists. A group is made where it is named first.
    pub fn declare(
        &mut self,
        group: Option<(&str, Option<&str>)>,
        name: &str,
        description: Option<&str>,
    ) -> String {
        let name = collapse_whitespace(name);
        let id = component_id(&name);
        if let Some(known) = self.find_id(&id) {
            return known;
        }
        let (group_name, about) = group.unwrap_or(("Components", None));
        let group_name = collapse_whitespace(group_name);
        let base = if group_name.chars().any(char::is_alphanumeric) {
            component_id(&group_name)
        } else {
            "group".to_owned()
        };
        let place = self
            .groups
            .iter()
            .position(|group| group.name == group_name);
        let place = place.unwrap_or_else(|| {
            let taken = |id: &str| self.groups.iter().any(|group| group.id == id);
            let free = (1..)
                .map(|n| {
                    if n == 1 {
                        base.clone()
                    } else {
                        format!("{base}-{n}")
                    }
                })
                .find(|id| !taken(id));
            let group = ImportedGroup {
                id: free.unwrap_or(base),
                name: group_name,
                description: about.map(collapse_whitespace),
                components: Vec::new(),
            };
            let end = self
                .groups
                .iter()
                .position(|group| group.id == EARLIER_GROUP_ID)
                .unwrap_or(self.groups.len());
            self.groups.insert(end, group);
            end
        });
        self.groups[place].components.push(ImportedComponent {
            id: id.clone(),
            name,
            description: description
                .map(collapse_whitespace)
                .filter(|text| !text.is_empty()),
            since: None,
            retired: None,
            aliases: Vec::new(),
            notes: Vec::new(),
        });
        self.changed = true;
        id
    }

    /// Keeps a line about a component that has no place.
    pub fn add_note(&mut self, id: &str, note: String) {
        let all = self
            .groups
            .iter_mut()
            .flat_map(|group| &mut group.components);
        all.filter(|component| component.id == id)
            .for_each(|component| component.notes.push(note.clone()));
    }

    /// The component that an entry of a day names.
    pub fn resolve_name(&mut self, source: &str, name: &str, on: Date) -> String {
        let name = collapse_whitespace(name);
        let id = component_id(&name);
        let known = self.find_id(&id);
        let near = || {
            self.ids()
                .find(|known| is_typo(&id, known))
                .map(str::to_owned)
        };
        let found = known.clone().or_else(near);
        let Some(found) = found else {
            return self.add_retired(id, name, on);
        };
        if known.is_none() {
            let line = format!(
                "the component `{name}` is not declared and is read as `{found}`, which is one slip away"
            );
            self.merged.push((source.to_owned(), line));
        } else if self.name_of(&found).is_some_and(|declared| {
            declared != name && declared.to_lowercase() != name.to_lowercase()
        }) {
            self.merged.push((
                source.to_owned(),
                format!("the component `{name}` is `{found}` in other signs"),
            ));
        }
        self.extend_retirement(&found, on);
        found
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.groups
            .iter()
            .flat_map(|group| &group.components)
            .map(|component| component.id.as_str())
    }

    fn find_id(&self, id: &str) -> Option<String> {
        let mut all = self.groups.iter().flat_map(|group| &group.components);
        let found = all.find(|component| {
            component.id == id || component.aliases.iter().any(|alias| alias == id)
        });
        found.map(|component| component.id.clone())
    }

    fn name_of(&self, id: &str) -> Option<&str> {
        let mut all = self.groups.iter().flat_map(|group| &group.components);
        all.find(|component| component.id == id)
            .map(|component| component.name.as_str())
    }

    /// A component of former days leaves the board on the day after it was last named.
    fn add_retired(&mut self, id: String, name: String, on: Date) -> String {
        if !self.groups.iter().any(|group| group.id == EARLIER_GROUP_ID) {
            let name = "Earlier components".to_owned();
            let description = Some("Named by old entries, and no longer listed".to_owned());
            self.groups.push(ImportedGroup {
                id: EARLIER_GROUP_ID.to_owned(),
                name,
                description,
                components: Vec::new(),
            });
        }
        if let Some(group) = self
            .groups
            .iter_mut()
            .find(|group| group.id == EARLIER_GROUP_ID)
        {
            group.components.push(ImportedComponent {
                id: id.clone(),
                name,
                description: None,
                since: None,
                retired: Some(on.plus_days(1)),
                aliases: Vec::new(),
                notes: Vec::new(),
            });
        }
        self.changed = true;
        id
    }

    fn extend_retirement(&mut self, id: &str, on: Date) {
        let earlier = self
            .groups
            .iter_mut()
            .filter(|group| group.id == EARLIER_GROUP_ID);
        for component in earlier
            .flat_map(|group| &mut group.components)
            .filter(|component| component.id == id)
        {
            if component.retired.is_some_and(|retired| retired <= on) {
                component.retired = Some(on.plus_days(1));
                self.changed = true;
            }
        }
    }

    /// `components.yaml`; `None` if the one that is there says it all.
    pub fn to_yaml(&self) -> Option<String> {
        if self.exists && !self.changed {
            return None;
        }
        let mut writer = YamlWriter::default();
        writer.line(
            0,
            if self.groups.is_empty() {
                "groups: []"
            } else {
                "groups:"
            },
        );
        for group in &self.groups {
            writer.line(2, &format!("- id: {}", group.id));
            writer.pair(4, "name", &group.name);
            group
                .description
                .iter()
                .for_each(|text| writer.pair(4, "description", text));
            writer.line(
                4,
                if group.components.is_empty() {
                    "components: []"
                } else {
                    "components:"
                },
            );
            group
                .components
                .iter()
                .for_each(|component| component.write(&mut writer));
        }
        Some(writer.finish())
    }
}

impl ImportedComponent {
    fn write(&self, writer: &mut YamlWriter) {
        writer.line(6, &format!("- id: {}", self.id));
        writer.pair(8, "name", &self.name);
        self.description
            .iter()
            .for_each(|text| writer.pair(8, "description", text));
        self.since
            .iter()
            .for_each(|date| writer.pair(8, "since", date));
        self.retired
            .iter()
            .for_each(|date| writer.line(8, &format!("retired: {date}")));
        if !self.aliases.is_empty() {
            writer.line(8, &format!("aliases: [{}]", self.aliases.join(", ")));
        }
        self.notes.iter().for_each(|note| writer.comment(8, note));
    }
}

fn parse_group(tree: &ImportedValue) -> Option<ImportedGroup> {
    let text = |key: &str| tree.get_text(&[key]).map(str::to_owned);
    let components = tree
        .get_list(&["components"])
        .iter()
        .filter_map(parse_component)
        .collect();
    Some(ImportedGroup {
        id: text("id")?,
        name: text("name")?,
        description: text("description"),
        components,
    })
}

fn parse_component(tree: &ImportedValue) -> Option<ImportedComponent> {
    let text = |key: &str| tree.get_text(&[key]).map(str::to_owned);
    let day = |text: String| match time_parser::parse_time(&text) {
        Ok(WrittenTime::Day(date)) => Some(date),
        _ => None,
    };
    Some(ImportedComponent {
        id: text("id")?,
        name: text("name")?,
        description: text("description"),
        since: text("since"),
        retired: text("retired").and_then(day),
        aliases: tree
            .get_list(&["aliases"])
            .iter()
            .filter_map(|alias| alias.as_text().map(str::to_owned))
            .collect(),
        notes: Vec::new(),
    })
}

fn component_id(name: &str) -> String {
    match slug(name).as_deref() {
        None => "unnamed".to_owned(),
        Some(slug) => slug.trim_end_matches('-').to_owned(),
    }
}

fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two ids differ by one letter too many or by two that are exchanged. Numbers tell things apart, so they must agree, unless one
/// of the two has none.
fn is_typo(a: &str, b: &str) -> bool {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let (of_a, of_b) = (digits(a), digits(b));
    if a.len() < 3 || b.len() < 3 || (of_a != of_b && !of_a.is_empty() && !of_b.is_empty()) {
        return false;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if long.len() == short.len() + 1 {
        return (0..long.len()).any(|at| [&long[..at], &long[at + 1..]].concat() == short);
    }
    let differing: Vec<usize> = (0..long.len())
        .filter(|at| long.len() == short.len() && long[*at..=*at] != short[*at..=*at])
        .collect();
    match differing.as_slice() {
        [first, second] if first + 1 == *second => {
            long[*first..=*first] == short[*second..=*second]
                && long[*second..=*second] == short[*first..=*first]
        }
        _ => false,
    }
}
