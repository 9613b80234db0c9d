//! The texts of new files of each kind.

use super::update::NewUpdate;
use crate::base::yaml_writer::YamlWriter;

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

/// A new Markdown file: keys with values that are written as they are, and the text below.
#[derive(Clone, Debug)]
pub struct NewMarkdownFile {
    /// Keys with their values.
    pub front_matter: Vec<(&'static str, FrontMatterValue)>,
    /// Markdown.
    pub body: String,
}

/// What stands at a key of an article.
#[derive(Clone, Debug)]
pub enum FrontMatterValue {
    /// Text.
    Text(String),
    /// A number, a truth value or a list that is already in the form of YAML.
    Yaml(String),
}

/// The line by which editors find the schema of a file, whose folder is `depth` folders below the site's.
#[must_use]
pub fn modeline(depth: usize, kind: &str) -> String {
    format!(
        "# yaml-language-server: $schema={}.statuary/schema/{kind}.json\n",
        "../".repeat(depth)
    )
}

impl NewIncident {
    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut writer = YamlWriter::default();
        writer.pair(0, "title", &self.title);
        writer.pair(0, "started", &self.started);
        write_states(&mut writer, &self.components);
        self.impact
            .iter()
            .for_each(|impact| writer.pair(0, "impact", impact));
        finish_entry(writer, "incident", &self.update, self.draft)
    }
}

impl NewMaintenance {
    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut writer = YamlWriter::default();
        writer.pair(0, "title", &self.title);
        writer.line(0, "scheduled:");
        writer.pair(2, "start", &self.scheduled.0);
        writer.pair(2, "end", &self.scheduled.1);
        write_states(&mut writer, &self.components);
        self.urgent
            .iter()
            .for_each(|reason| writer.pair(0, "urgent", reason));
        finish_entry(writer, "maintenance", &self.update, self.draft)
    }
}

fn write_states(writer: &mut YamlWriter, states: &[(String, String)]) {
    if !states.is_empty() {
        writer.line(0, "components:");
        states
            .iter()
            .for_each(|(id, state)| writer.pair(2, id, state));
    }
}

fn finish_entry(mut writer: YamlWriter, kind: &str, update: &NewUpdate, draft: bool) -> String {
    if draft {
        writer.line(0, "draft: true");
    }
    writer.line(0, "updates:");
    modeline(2, kind) + &writer.finish() + &update.first_lines()
}

impl NewMarkdownFile {
    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut writer = YamlWriter::default();
        for (key, value) in &self.front_matter {
            match value {
                FrontMatterValue::Text(text) => writer.pair(0, key, text),
                FrontMatterValue::Yaml(raw) => writer.line(0, &format!("{key}: {raw}")),
            }
        }
        format!(
            "---\n{}---\n\n{}\n",
            writer.finish(),
            self.body.trim_matches('\n')
        )
    }
}

/// The text under a new post-mortem's front matter: a heading for each section, for the author to write below.
#[must_use]
pub fn section_headings(headings: &[String]) -> String {
    headings
        .iter()
        .map(|heading| format!("## {heading}\n\n"))
        .collect()
}

/// A new product with a first vocabulary: its name and the owner of it all.
#[must_use]
pub fn new_product(name: &str, owner: Option<&str>) -> String {
    let mut writer = YamlWriter::default();
    writer.comment(
        0,
        "Which culprit? Ask what would have prevented this ticket.",
    );
    writer.pair(0, "name", name);
    owner
        .iter()
        .for_each(|owner| writer.pair(0, "owner", owner));
    writer.line(0, "culprits:");
    for (id, name, kind) in [
        ("guidance", "Questions and guidance", "guidance"),
        ("billing", "Billing", "account"),
    ] {
        writer.line(2, &format!("- id: {id}"));
        writer.pair(4, "name", name);
        writer.pair(4, "kind", kind);
    }
    modeline(4, "product") + &writer.finish()
}
