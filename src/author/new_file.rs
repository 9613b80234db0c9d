//! The texts of new files of each kind.

use serde::Serialize;

use super::new_update::NewUpdate;
use crate::format::field::{Entries, Field, Required};
use crate::format::incident::IncidentDoc;
use crate::format::leaf::{
    ComponentRef, ComponentStateWord, ImpactWord, OwnerRef, Time, TimeOrUnknown,
};
use crate::format::maintenance::{MaintenanceDoc, WindowDoc};
use crate::format::report::{CulpritDoc, ExportDoc, ProductDoc};
use crate::format::yaml::{YamlText, to_yaml};

/// A new incident. Values are in the words of the content format.
#[derive(Clone, Debug)]
pub struct NewIncident {
    /// `title:`.
    pub title: String,
    /// `started:`.
    pub started: String,
    /// Ids with states.
    pub components: Vec<(String, String)>,
    /// `impact:`, if no state tells it.
    pub impact: Option<String>,
    /// The first update.
    pub update: NewUpdate,
    /// `draft: true`.
    pub draft: bool,
}

/// A new maintenance.
#[derive(Clone, Debug)]
pub struct NewMaintenance {
    /// `title:`.
    pub title: String,
    /// The window.
    pub scheduled: (String, String),
    /// Ids with states.
    pub components: Vec<(String, String)>,
    /// Why less notice is given than promised.
    pub urgent: Option<String>,
    /// The announcement.
    pub update: NewUpdate,
    /// `draft: true`.
    pub draft: bool,
}

/// The line by which editors find the schema of a file, whose folder is `depth` folders below the site's.
pub fn modeline(depth: usize, kind: &str) -> String {
    format!(
        "# yaml-language-server: $schema={}.statuary/schema/{kind}.json\n",
        "../".repeat(depth)
    )
}

impl NewIncident {
    /// The whole text.
    pub fn text(&self) -> String {
        let head = IncidentDoc {
            title: Required::new(self.title.clone()),
            started: Required::new(Time(self.started.clone())),
            components: component_states(&self.components),
            impact: Field::from_option(self.impact.clone().map(ImpactWord)),
            draft: Field::from_option(self.draft.then_some(true)),
            ..IncidentDoc::default()
        };
        entry_text("incident", &head, &self.update)
    }
}

impl NewMaintenance {
    /// The whole text.
    pub fn text(&self) -> String {
        let (start, end) = &self.scheduled;
        let head = MaintenanceDoc {
            title: Required::new(self.title.clone()),
            scheduled: Required::new(WindowDoc {
                start: Required::new(Time(start.clone())),
                end: Required::new(TimeOrUnknown(end.clone())),
            }),
            components: component_states(&self.components),
            urgent: Field::from_option(self.urgent.clone()),
            draft: Field::from_option(self.draft.then_some(true)),
            ..MaintenanceDoc::default()
        };
        entry_text("maintenance", &head, &self.update)
    }
}

fn component_states(
    states: &[(String, String)],
) -> Field<Entries<ComponentRef, ComponentStateWord>> {
    if states.is_empty() {
        return Field::Missing;
    }
    let states = states.iter().cloned();
    Field::new(
        states
            .map(|(id, state)| (id, ComponentStateWord(state)))
            .collect(),
    )
}

/// A file whose updates come last, so that those to come are added at its end.
fn entry_text(kind: &str, head: &impl Serialize, update: &NewUpdate) -> String {
    format!(
        "{}{}updates:\n{}",
        modeline(2, kind),
        to_yaml(head),
        update.first_lines()
    )
}

/// A Markdown file: the YAML of its front matter, and the text below.
pub fn markdown_file(front_matter: &str, body: &str) -> String {
    format!("---\n{front_matter}---\n\n{}\n", body.trim_matches('\n'))
}

/// The text under a new post-mortem's front matter: a heading for each section, for the author to write below.
pub fn section_headings(headings: &[String]) -> String {
    headings
        .iter()
        .map(|heading| format!("## {heading}\n\n"))
        .collect()
}

/// A new product with a first vocabulary, all of which one team may own.
pub fn new_product(name: &str, owner: Option<&str>, export: Option<ExportDoc>) -> String {
    let culprits = [
        ("guidance", "Questions and guidance", "guidance"),
        ("billing", "Billing", "account"),
    ];
    let culprits = culprits.map(|(id, name, kind)| {
        Field::new(CulpritDoc {
            id: Required::new(id.into()),
            name: Required::new(name.to_owned()),
            kind: Field::new(kind.into()),
            ..CulpritDoc::default()
        })
    });
    let mut text = YamlText::default();
    text.comment(
        0,
        "Which culprit caused the ticket? Choose the cause whose removal would have prevented it.",
    );
    text.keys(
        0,
        &ProductDoc {
            name: Required::new(name.to_owned()),
            owner: Field::from_option(owner.map(OwnerRef::from)),
            export: Field::from_option(export),
            culprits: Required::new(culprits.into()),
            ..ProductDoc::default()
        },
    );
    modeline(4, "product") + &text.finish()
}
