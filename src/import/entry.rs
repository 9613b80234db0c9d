//! Imported entries and pages, and how they are written as content files.

use super::timestamp::ImportedTime;
use crate::base::time::Moment;
use crate::base::yaml_writer::{YamlWriter, scalar};

/// Components by id with their states.
pub(super) type ComponentStates = Vec<(String, &'static str)>;

#[derive(Clone, Debug)]
pub(super) struct ImportedUpdate {
    pub at: ImportedTime,
    pub status: Option<&'static str>,
    pub label: Option<String>,
    pub text: String,
    /// States that change.
    pub components: ComponentStates,
    pub edited: Option<Moment>,
    /// Comments: values without an equivalent, and assumptions.
    pub notes: Vec<String>,
}

impl ImportedUpdate {
    pub fn new(at: ImportedTime, text: impl Into<String>) -> ImportedUpdate {
        ImportedUpdate {
            at,
            status: None,
            label: None,
            text: text.into(),
            components: Vec::new(),
            edited: None,
            notes: Vec::new(),
        }
    }
}

/// When an entry was, which also decides its kind.
#[derive(Clone, Debug)]
pub(super) enum EntryPeriod {
    Incident {
        started: Moment,
        detected: Option<Moment>,
        /// Only if it ended before the update that announces the end.
        ended: Option<Moment>,
        /// Only if the states of the components do not imply it.
        impact: Option<&'static str>,
    },
    Maintenance {
        start: Moment,
        end: Moment,
    },
}

impl EntryPeriod {
    pub fn start(&self) -> Moment {
        match self {
            EntryPeriod::Incident { started, .. } => *started,
            EntryPeriod::Maintenance { start, .. } => *start,
        }
    }

    /// The directory of this kind of entry in the content directory.
    pub fn directory(&self) -> &'static str {
        match self {
            EntryPeriod::Incident { .. } => "incidents",
            EntryPeriod::Maintenance { .. } => "maintenance",
        }
    }
}

/// An incident or a maintenance.
#[derive(Clone, Debug)]
pub(super) struct ImportedEntry {
    pub title: String,
    pub period: EntryPeriod,
    pub components: ComponentStates,
    pub updates: Vec<ImportedUpdate>,
    /// URLs with their texts.
    pub links: Vec<(String, String)>,
    pub aliases: Vec<String>,
    pub draft: bool,
    /// Comments: values without an equivalent, and assumptions.
    pub notes: Vec<String>,
}

impl ImportedEntry {
    pub fn to_yaml(&self) -> String {
        let mut writer = YamlWriter::default();
        for note in &self.notes {
            writer.comment(0, note);
        }
        writer.pair(0, "title", &self.title);
        match &self.period {
            EntryPeriod::Incident {
                started,
                detected,
                ended,
                impact,
            } => {
                write_moment(&mut writer, 0, "started", Some(*started));
                write_moment(&mut writer, 0, "detected", *detected);
                write_moment(&mut writer, 0, "ended", *ended);
                if let Some(impact) = impact {
                    writer.pair(0, "impact", impact);
                }
            }
            EntryPeriod::Maintenance { start, end } => {
                let (start, end) = (format_moment(*start), format_moment(*end));
                writer.line(0, &format!("scheduled: {{ start: {start}, end: {end} }}"));
            }
        }
        write_states(&mut writer, 0, &self.components);
        if !self.aliases.is_empty() {
            writer.line(0, "aliases:");
            for alias in &self.aliases {
                writer.line(2, &format!("- {alias}"));
            }
        }
        if !self.links.is_empty() {
            writer.line(0, "links:");
            for (url, text) in &self.links {
                writer.line(2, &format!("- url: {}", scalar(url)));
                writer.pair(4, "text", text);
            }
        }
        if self.draft {
            writer.line(0, "draft: true");
        }
        self.write_updates(&mut writer);
        writer.finish()
    }

    fn write_updates(&self, writer: &mut YamlWriter) {
        writer.line(0, "updates:");
        let minutes = self
            .updates
            .iter()
            .map(|update| update.at.moment.minute_id());
        let minutes: Vec<String> = minutes.collect();
        for (index, update) in self.updates.iter().enumerate() {
            writer.line(2, &format!("- at: {}", format_moment(update.at.moment)));
            // An update is identified by its minute. Updates of the same minute need ids.
            if minutes
                .iter()
                .filter(|minute| **minute == minutes[index])
                .count()
                > 1
            {
                writer.line(4, &format!("id: update-{}", index + 1));
            }
            for note in &update.notes {
                writer.comment(4, note);
            }
            if let Some(status) = update.status {
                writer.pair(4, "status", status);
            }
            if let Some(label) = &update.label {
                writer.pair(4, "label", label);
            }
            write_moment(writer, 4, "edited", update.edited);
            write_states(writer, 4, &update.components);
            writer.prose(4, "text", &update.text);
        }
    }
}

fn write_moment(writer: &mut YamlWriter, indent: usize, key: &str, moment: Option<Moment>) {
    if let Some(moment) = moment {
        writer.line(indent, &format!("{key}: {}", format_moment(moment)));
    }
}

fn write_states(writer: &mut YamlWriter, indent: usize, states: &ComponentStates) {
    if !states.is_empty() {
        writer.line(indent, "components:");
        for (id, state) in states {
            writer.line(indent + 2, &format!("{}: {state}", scalar(id)));
        }
    }
}

/// A moment as a person would write it: without seconds if they are zero.
pub(super) fn format_moment(moment: Moment) -> String {
    if moment.unix() % 60 == 0 {
        moment.to_the_minute()
    } else {
        moment.rfc3339()
    }
}

/// The text of an update as a block scalar has it: a long text ends with a newline.
pub(super) fn with_final_newline(text: String) -> String {
    if text.contains('\n') || text.chars().count() > 80 {
        text + "\n"
    } else {
        text
    }
}

/// A notice, a custom page or a post-mortem: front matter and Markdown.
#[derive(Clone, Debug, Default)]
pub(super) struct ImportedArticle {
    /// In this order.
    pub fields: Vec<(&'static str, String)>,
    /// Further lines of the front matter, as they are.
    pub raw_fields: String,
    pub notes: Vec<String>,
    pub body: String,
}

impl ImportedArticle {
    pub fn to_markdown(&self) -> String {
        let mut writer = YamlWriter::default();
        for note in &self.notes {
            writer.comment(0, note);
        }
        for (key, value) in &self.fields {
            writer.pair(0, key, value);
        }
        format!(
            "---\n{}{}---\n\n{}\n",
            writer.finish(),
            self.raw_fields,
            self.body.trim_matches('\n')
        )
    }
}
