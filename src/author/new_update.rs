//! An update that is added to an incident or a maintenance, and the lines of YAML that it becomes.

use crate::format::yaml::{YamlText, flow_scalar};

/// The widest text that stays beside its key.
const MAX_TEXT_WIDTH: usize = 80;

/// The widest line of states in brackets.
const MAX_FLOW_WIDTH: usize = 90;

/// An update as it will be written: values in the words of the content format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewUpdate {
    /// `at:`, the time that it speaks of.
    pub at: String,
    /// `id:`, where its minute is no id of its own. [`append_update`](super::update::append_update) writes it by itself where another update has the same minute.
    pub id: Option<String>,
    /// `posted:`, if it is published well after that.
    pub posted: Option<String>,
    /// `status:`.
    pub status: Option<String>,
    /// `label:`.
    pub label: Option<String>,
    /// `components:`, ids with states.
    pub components: Vec<(String, String)>,
    /// `scheduled:`, the new window of a maintenance.
    pub scheduled: Option<(String, String)>,
    /// `text:`, Markdown.
    pub text: String,
    /// `next_update:`.
    pub next_update: Option<String>,
}

/// How the updates of a file are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct UpdateListStyle {
    /// Blanks before the hyphen.
    pub hyphen_indent: usize,
    /// From the hyphen to the keys.
    pub key_offset: usize,
    /// From a key to what stands below it.
    pub nested_indent: usize,
    /// Whether states stand in brackets.
    pub flow_states: bool,
}

/// As the manual writes it.
pub(super) const DEFAULT_STYLE: UpdateListStyle = UpdateListStyle {
    hyphen_indent: 2,
    key_offset: 2,
    nested_indent: 2,
    flow_states: true,
};

impl NewUpdate {
    /// The lines of a new file's first update, below `updates:`.
    pub fn first_lines(&self) -> String {
        self.list_item(DEFAULT_STYLE)
    }

    /// The lines of an item of a list, each with its line end.
    pub(super) fn list_item(&self, style: UpdateListStyle) -> String {
        let keys = style.hyphen_indent + style.key_offset;
        let mut text = YamlText::default();
        for (key, value) in self.entries() {
            let flow = format!("{key}: {}", value.to_flow());
            match value {
                EntryValue::Text(value) => text.pair(keys, key, &value),
                // A window is short, and stays on one line.
                EntryValue::Pairs(_) if key == "scheduled" => text.line(keys, &flow),
                EntryValue::Pairs(_) if style.flow_states && flow.len() <= MAX_FLOW_WIDTH => {
                    text.line(keys, &flow);
                }
                EntryValue::Pairs(pairs) => {
                    text.line(keys, &format!("{key}:"));
                    for (id, state) in pairs {
                        text.pair(keys + style.nested_indent, &id, &state);
                    }
                }
            }
        }
        let mut lines = text.finish();
        lines.replace_range(style.hyphen_indent..=style.hyphen_indent, "-");
        lines
    }

    /// The same between brackets.
    pub(super) fn flow_item(&self) -> String {
        let entries = self.entries();
        let parts: Vec<String> = entries
            .iter()
            .map(|(key, value)| format!("{key}: {}", value.to_flow()))
            .collect();
        format!("{{ {} }}", parts.join(", "))
    }

    /// The keys with their values, in order: what is written, and what the parser must find afterwards.
    pub(super) fn entries(&self) -> Vec<(&'static str, EntryValue)> {
        let text = |value: &Option<String>| value.clone().map(EntryValue::Text);
        let window = self.scheduled.clone().map(|(start, end)| {
            EntryValue::Pairs(vec![("start".to_owned(), start), ("end".to_owned(), end)])
        });
        let states = EntryValue::Pairs(self.components.clone());
        let entries = [
            ("at", Some(EntryValue::Text(self.at.clone()))),
            ("id", text(&self.id)),
            ("posted", text(&self.posted)),
            ("status", text(&self.status)),
            ("label", text(&self.label)),
            (
                "components",
                Some(states).filter(|_| !self.components.is_empty()),
            ),
            ("scheduled", window),
            ("text", Some(EntryValue::Text(normalize_text(&self.text)))),
            ("next_update", text(&self.next_update)),
        ];
        entries
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    }
}

/// The value of a key of an update.
pub(super) enum EntryValue {
    Text(String),
    Pairs(Vec<(String, String)>),
}

impl EntryValue {
    /// The value on one line.
    fn to_flow(&self) -> String {
        match self {
            EntryValue::Text(text) => flow_scalar(text.trim_end()),
            EntryValue::Pairs(pairs) => {
                let pairs: Vec<String> = pairs
                    .iter()
                    .map(|(key, value)| format!("{}: {}", flow_scalar(key), flow_scalar(value)))
                    .collect();
                format!("{{ {} }}", pairs.join(", "))
            }
        }
    }
}

/// A text that can stay on its line is one line. Any other ends with a line end, so that it becomes a block without a sign for its end.
fn normalize_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = text.trim_end();
    if flow_scalar(text) == text && text.chars().count() <= MAX_TEXT_WIDTH {
        text.to_owned()
    } else {
        format!("{text}\n")
    }
}
