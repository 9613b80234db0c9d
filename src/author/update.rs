//! Puts an update into the text of an incident or a maintenance, and leaves every other byte as it is.
//!
//! The place is found by the spans of the parser. What comes out is parsed again: it must be the old content and the update, or nothing is
//! changed and the author gets the lines to paste.

use super::new_update::{DEFAULT_STYLE, EntryValue, NewUpdate};
use super::placement::{self, EditedText, parse_moment, text_at, time_of};
use super::yaml_edit::{is_same_content, parse_valid};
use crate::base::id::UpdateId;
use crate::base::time::Zone;
use crate::parse::yaml::node::{MapEntry, Node, NodeValue};

/// Why an update could not be put into a text without a doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppendError {
    /// The reason, as a sentence.
    pub reason: String,
    /// Lines that an author can paste under `updates:`.
    pub lines: String,
}

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
    let other = |(key, _): &&MapEntry| key.value != "updates";
    let rest: Vec<_> = before.iter().filter(other).collect();
    let rest_after: Vec<_> = after.iter().filter(other).collect();
    let same_rest = rest.len() == rest_after.len()
        && rest
            .iter()
            .zip(&rest_after)
            .all(|(a, b)| a.0.value == b.0.value && is_same_content(&a.1, &b.1));
    let list = |entries: &[MapEntry]| {
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
