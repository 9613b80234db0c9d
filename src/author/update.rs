//! Puts an update into the text of an incident or a maintenance, and leaves every other byte as it is.
//!
//! The place is found by the spans of the parser. What comes out is parsed again: it must be the old content and the update, or nothing is
//! changed and the author gets the lines to paste.

mod placement;

use std::ops::Range;

use super::typed_time::{self, DayChoice};
use crate::base::id::UpdateId;
use crate::base::source::FileId;
use crate::base::time::{Moment, Zone};
use crate::format::yaml::{YamlText, flow_scalar};
use crate::parse::yaml::{self, Node, NodeValue};

/// The widest text that stays beside its key.
const MAX_TEXT_WIDTH: usize = 80;

/// The widest line of states in brackets.
const MAX_FLOW_WIDTH: usize = 90;

/// An update as it will be written: values in the words of the content format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewUpdate {
    /// `at:`, the time that it speaks of.
    pub at: String,
    /// `id:`, where its minute is no id of its own. [`append_update`] writes it by itself where another update has the same minute.
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

/// A text with the update in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedText {
    /// The whole text.
    pub text: String,
    /// The bytes that are new.
    pub added: Range<usize>,
}

/// Why an update could not be put into a text without a doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppendError {
    /// The reason, as a sentence.
    pub reason: String,
    /// Lines that an author can paste under `updates:`.
    pub lines: String,
}

/// How the updates of a file are written.
#[derive(Clone, Copy, Debug)]
struct UpdateListStyle {
    /// Blanks before the hyphen.
    hyphen_indent: usize,
    /// From the hyphen to the keys.
    key_offset: usize,
    /// From a key to what stands below it.
    nested_indent: usize,
    /// Whether states stand in brackets.
    flow_states: bool,
}

/// As the manual writes it.
const DEFAULT_STYLE: UpdateListStyle = UpdateListStyle {
    hyphen_indent: 2,
    key_offset: 2,
    nested_indent: 2,
    flow_states: true,
};

/// Puts an update where its time belongs among those of a file, which may stand in either order. A time without a zone is read in `zone`.
///
/// # Errors
/// [`AppendError`] when the YAML of the text is broken, or the outcome would not be what the text said before and the update.
pub fn append_update(
    text: &str,
    update: &NewUpdate,
    zone: Zone,
) -> Result<EditedText, AppendError> {
    let unplaced = |reason: &str| AppendError {
        reason: reason.to_owned(),
        lines: update.list_item(DEFAULT_STYLE),
    };
    let Some(root) = parse_valid(text) else {
        return Err(unplaced("its YAML cannot be read"));
    };
    let NodeValue::Map { entries, .. } = &root.value else {
        return Err(unplaced("it does not begin with keys"));
    };
    let list = entries.iter().find(|(key, _)| key.value == "updates");
    let items = match list {
        Some((
            _,
            Node {
                value: NodeValue::Seq(items),
                ..
            },
        )) => items.as_slice(),
        _ => &[],
    };
    let update = NewUpdate {
        id: update
            .id
            .clone()
            .or_else(|| unique_id_in_minute(items, update, zone)),
        ..update.clone()
    };
    let places = placement::candidates(text, &root, list, &update, zone);
    let fits = |appended: &EditedText| adds_only_update(&root, appended, &update);
    places
        .into_iter()
        .find(fits)
        .ok_or_else(|| unplaced("the way its updates are written leaves no safe place"))
}

/// The tree of a text without any fault.
fn parse_valid(text: &str) -> Option<Node> {
    let mut faults = Vec::new();
    yaml::parse_tree(FileId::FIRST, text, 0..text.len(), &mut faults).filter(|_| faults.is_empty())
}

impl NewUpdate {
    /// The lines of a new file's first update, below `updates:`.
    #[must_use]
    pub fn first_lines(&self) -> String {
        self.list_item(DEFAULT_STYLE)
    }

    /// The lines of an item of a list, each with its line end.
    fn list_item(&self, style: UpdateListStyle) -> String {
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
    fn flow_item(&self) -> String {
        let entries = self.entries();
        let parts: Vec<String> = entries
            .iter()
            .map(|(key, value)| format!("{key}: {}", value.to_flow()))
            .collect();
        format!("{{ {} }}", parts.join(", "))
    }

    /// The keys with their values, in order: what is written, and what the parser must find afterwards.
    fn entries(&self) -> Vec<(&'static str, EntryValue)> {
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
enum EntryValue {
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

/// Whether a text says what the old one said, and the update, and nothing else.
fn adds_only_update(before: &Node, after: &EditedText, update: &NewUpdate) -> bool {
    let Some(after) = parse_valid(&after.text) else {
        return false;
    };
    let (
        NodeValue::Map {
            entries: before, ..
        },
        NodeValue::Map { entries: after, .. },
    ) = (&before.value, &after.value)
    else {
        return false;
    };
    let other = |(key, _): &&yaml::MapEntry| key.value != "updates";
    let rest: Vec<_> = before.iter().filter(other).collect();
    let rest_after: Vec<_> = after.iter().filter(other).collect();
    let same_rest = rest.len() == rest_after.len()
        && rest
            .iter()
            .zip(&rest_after)
            .all(|(a, b)| a.0.value == b.0.value && is_same_content(&a.1, &b.1));
    let list = |entries: &[yaml::MapEntry]| {
        let found = entries
            .iter()
            .find(|(key, _)| key.value == "updates")
            .map(|(_, node)| node.value.clone());
        if let Some(NodeValue::Seq(items)) = found {
            items
        } else {
            Vec::new()
        }
    };
    let (old, new) = (list(before), list(after));
    let added = (0..new.len()).find(|&at| {
        old.get(at)
            .is_none_or(|item| !is_same_content(item, &new[at]))
    });
    let Some(added) = added.filter(|_| new.len() == old.len() + 1) else {
        return false;
    };
    let others = new
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != added)
        .map(|(_, item)| item);
    same_rest
        && old.iter().zip(others).all(|(a, b)| is_same_content(a, b))
        && matches_expected(&new[added], &update.entries())
}

/// Whether two nodes say the same, wherever they stand.
fn is_same_content(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (NodeValue::Seq(a), NodeValue::Seq(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_content(a, b))
        }
        (NodeValue::Map { entries: a, .. }, NodeValue::Map { entries: b, .. }) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, b)| a.0.value == b.0.value && is_same_content(&a.1, &b.1))
        }
        (a, b) => a == b,
    }
}

fn matches_expected(node: &Node, expected: &[(&str, EntryValue)]) -> bool {
    // Whether a text ends with a line end is a matter of style.
    let text_is = |node: &Node, wanted: &str| matches!(&node.value, NodeValue::Scalar { text, .. } if text.trim_end() == wanted.trim_end());
    let NodeValue::Map { entries, .. } = &node.value else {
        return false;
    };
    let pairs_are = |node: &Node, wanted: &[(String, String)]| match &node.value {
        NodeValue::Map { entries, .. } => {
            entries.len() == wanted.len()
                && entries
                    .iter()
                    .zip(wanted)
                    .all(|((key, node), (id, state))| key.value == *id && text_is(node, state))
        }
        _ => false,
    };
    entries.len() == expected.len()
        && entries
            .iter()
            .zip(expected)
            .all(|((key, node), (name, value))| {
                key.value == *name
                    && match value {
                        EntryValue::Text(text) => text_is(node, text),
                        EntryValue::Pairs(pairs) => pairs_are(node, pairs),
                    }
            })
}

/// An id for an update in whose minute there are others: by their order alone, an update between them would take the id of another.
fn unique_id_in_minute(items: &[Node], update: &NewUpdate, zone: Zone) -> Option<String> {
    let minute = parse_moment(&update.at, zone)?.minute_id();
    let others = items
        .iter()
        .filter(|item| time_of(item, zone).is_some_and(|time| time.minute_id() == minute))
        .count();
    let taken = |id: &UpdateId| {
        items
            .iter()
            .any(|item| text_at(item, "id") == Some(id.as_str()))
    };
    let mut ids = (others + 1..).map(|nth| UpdateId::of_minute(&minute, nth));
    ids.find(|id| !taken(id))
        .filter(|_| others > 0)
        .map(|id| id.as_str().to_owned())
}

/// The text of an item's key.
fn text_at<'a>(item: &'a Node, name: &str) -> Option<&'a str> {
    let NodeValue::Map { entries, .. } = &item.value else {
        return None;
    };
    let (_, node) = entries.iter().find(|(key, _)| key.value == name)?;
    let NodeValue::Scalar { text, .. } = &node.value else {
        return None;
    };
    Some(text)
}

/// The moment of an item's `at:`, if it can be read.
fn time_of(item: &Node, zone: Zone) -> Option<Moment> {
    parse_moment(text_at(item, "at")?, zone)
}

/// A time as it stands in a file.
fn parse_moment(text: &str, zone: Zone) -> Option<Moment> {
    typed_time::parse_typed_time(text, Moment::EPOCH, zone, DayChoice::Nearest).ok()
}
