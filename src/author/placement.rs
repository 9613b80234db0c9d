//! Where an update goes in a text, and the style that its neighbours are written in.

use std::ops::Range;

use super::new_update::{DEFAULT_STYLE, NewUpdate, UpdateListStyle};
use super::typed_time::{self, DayChoice};
use crate::base::time::{Moment, Zone};
use crate::parse::yaml::node::{MapEntry, Node, NodeValue};

/// A text with the update in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedText {
    /// The whole text.
    pub text: String,
    /// The bytes that are new.
    pub added: Range<usize>,
}

/// The places that come into question, the likeliest first, each with the whole text that it makes.
pub(super) fn candidates(
    text: &str,
    root: &Node,
    list: Option<&MapEntry>,
    update: &NewUpdate,
    zone: Zone,
) -> Vec<EditedText> {
    let page = TextEditor {
        text,
        line_ending: if text.contains("\r\n") { "\r\n" } else { "\n" },
    };
    match list {
        None => vec![page.append_list(update)],
        Some((key, node)) => match &node.value {
            NodeValue::Seq(items) if page.text[node.span.start..].starts_with('[') => {
                vec![page.insert_in_flow_list(
                    node,
                    items,
                    insertion_index(items, update, zone),
                    update,
                )]
            }
            NodeValue::Seq(items) => {
                let style = page.detect_style(root, items);
                match insertion_index(items, update, zone) {
                    at if at < items.len() => page.insert_before(items, at, style, update),
                    _ => page.insert_at_end(items, style, update),
                }
            }
            _ => vec![page.insert_after_line(key.span.end, &update.list_item(DEFAULT_STYLE))],
        },
    }
}

/// Before which item an update belongs, by its time. Files have the newest last or first; one alone has it last.
fn insertion_index(items: &[Node], update: &NewUpdate, zone: Zone) -> usize {
    let times: Vec<_> = items.iter().map(|item| time_of(item, zone)).collect();
    let known: Vec<_> = times.iter().flatten().collect();
    let newest_first = known.first() > known.last();
    let new = parse_moment(&update.at, zone);
    let older = |at: &usize| times[*at].is_some() && times[*at] <= new;
    if newest_first {
        (0..items.len()).find(older).unwrap_or(items.len())
    } else {
        (0..items.len()).rev().find(older).map_or(0, |at| at + 1)
    }
}

struct TextEditor<'a> {
    text: &'a str,
    line_ending: &'static str,
}

impl TextEditor<'_> {
    fn insert(&self, at: usize, new: &str) -> EditedText {
        let new = new.replace('\n', self.line_ending);
        EditedText {
            text: [&self.text[..at], &new, &self.text[at..]].concat(),
            added: at..at + new.len(),
        }
    }

    /// Lines below the line that a byte stands in.
    fn insert_after_line(&self, at: usize, lines: &str) -> EditedText {
        let end = self.line_end(at);
        let broken = if self.text[..end].ends_with('\n') {
            ""
        } else {
            "\n"
        };
        self.insert(end, &format!("{broken}{lines}"))
    }

    /// A list of its own at the end of the file.
    fn append_list(&self, update: &NewUpdate) -> EditedText {
        self.insert_after_line(
            self.text.len(),
            &format!("updates:\n{}", update.list_item(DEFAULT_STYLE)),
        )
    }

    /// One past the line end after a byte, which may be inside a character.
    fn line_end(&self, at: usize) -> usize {
        let mut after = self.text.as_bytes()[at..].iter();
        after
            .position(|byte| *byte == b'\n')
            .map_or(self.text.len(), |end| at + end + 1)
    }

    /// The start of the line of a byte, which may be inside a character.
    fn line_start(&self, at: usize) -> usize {
        let mut before = self.text.as_bytes()[..at].iter();
        before
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1)
    }

    /// The blanks that a line begins with.
    fn indent(&self, line: usize) -> usize {
        self.text[line..]
            .bytes()
            .take_while(|byte| *byte == b' ')
            .count()
    }

    /// The start of the line with an item's hyphen, which stands `column` blanks in.
    fn hyphen_line(&self, item: &Node, column: usize) -> usize {
        let mut line = self.line_start(item.span.start);
        while !(self.indent(line) == column && self.text[line + column..].starts_with('-'))
            && line > 0
        {
            line = self.line_start(line - 1);
        }
        line
    }

    /// The same, with the comments directly above it, which speak of it.
    fn block_start(&self, item: &Node, column: usize) -> usize {
        let mut start = self.hyphen_line(item, column);
        while start > 0 {
            let above = self.line_start(start - 1);
            let is_comment = self.text[above..start].trim_start().starts_with('#');
            if !is_comment || self.indent(above) < column {
                break;
            }
            start = above;
        }
        start
    }

    /// How many blanks stand before the hyphens. Where a list has none before them, the parser begins it after the first hyphen.
    fn hyphen_column(&self, items: &[Node]) -> Option<usize> {
        let mut line = self.line_start(items.first()?.span.start);
        while !self.text[line..].trim_start_matches(' ').starts_with('-') {
            line = self.line_start(line.checked_sub(1)?);
        }
        Some(self.indent(line))
    }

    /// How the updates of this file are written.
    fn detect_style(&self, root: &Node, items: &[Node]) -> UpdateListStyle {
        let hyphen = self
            .hyphen_column(items)
            .unwrap_or(DEFAULT_STYLE.hyphen_indent);
        let in_block = |item: &&Node| !self.text[item.span.start..].starts_with('{');
        let item = items.iter().rev().find(in_block);
        let column = |node: &Node| node.span.start - self.line_start(node.span.start);
        let offset = item
            .map(column)
            .filter(|column| *column > hyphen + 1)
            .map(|column| column - hyphen);
        let states: Vec<&Node> = items
            .iter()
            .rev()
            .chain([root])
            .filter_map(|node| component_states(node))
            .collect();
        let brackets = states
            .first()
            .is_none_or(|node| self.text[node.span.start..].starts_with('{'));
        let blocks = items
            .iter()
            .filter(in_block)
            .filter_map(|item| Some((column(item), component_states(item)?)));
        let mut blocks = blocks.filter(|(_, node)| !self.text[node.span.start..].starts_with('{'));
        let step = blocks
            .next_back()
            .and_then(|(outer, node)| column(node).checked_sub(outer))
            .filter(|step| *step > 0);
        UpdateListStyle {
            hyphen_indent: hyphen,
            key_offset: offset.unwrap_or(DEFAULT_STYLE.key_offset),
            nested_indent: step.unwrap_or(DEFAULT_STYLE.nested_indent),
            flow_states: brackets,
        }
    }

    /// Whether blank lines stand between the last two items.
    fn has_blank_line_between(&self, items: &[Node], column: usize) -> bool {
        items.windows(2).last().is_some_and(|two| {
            let start = self.block_start(&two[1], column);
            let end = self.line_end(self.last_byte(&two[0])).min(start);
            self.text[end..start]
                .lines()
                .any(|line| line.trim().is_empty())
        })
    }

    fn last_byte(&self, item: &Node) -> usize {
        item.span.end.saturating_sub(1).max(item.span.start)
    }

    fn insert_before(
        &self,
        items: &[Node],
        at: usize,
        style: UpdateListStyle,
        update: &NewUpdate,
    ) -> Vec<EditedText> {
        let gap = if self.has_blank_line_between(items, style.hyphen_indent) {
            "\n"
        } else {
            ""
        };
        let lines = update.list_item(style) + gap;
        vec![self.insert(self.block_start(&items[at], style.hyphen_indent), &lines)]
    }

    /// After the last item and the comments that stand in it. A text may own the blank lines below it, so there is a second place.
    fn insert_at_end(
        &self,
        items: &[Node],
        style: UpdateListStyle,
        update: &NewUpdate,
    ) -> Vec<EditedText> {
        let Some(last) = items.last() else {
            return Vec::new();
        };
        let mut end = self.line_end(self.last_byte(last));
        let mut after = end;
        let mut blank_end = end;
        while after < self.text.len() {
            let next = self.line_end(after);
            let line = self.text[after..next].trim();
            if line.starts_with('#') && self.indent(after) > style.hyphen_indent {
                end = next;
            } else if line.is_empty() {
                blank_end = next;
            } else {
                break;
            }
            after = next;
        }
        let gap = if self.has_blank_line_between(items, style.hyphen_indent) {
            "\n"
        } else {
            ""
        };
        let place = |end: usize, gap: &str| {
            let broken = if self.text[..end].ends_with('\n') {
                ""
            } else {
                "\n"
            };
            self.insert(end, &format!("{broken}{gap}{}", update.list_item(style)))
        };
        vec![place(end, gap), place(blank_end.max(end), "")]
    }

    fn insert_in_flow_list(
        &self,
        list: &Node,
        items: &[Node],
        at: usize,
        update: &NewUpdate,
    ) -> EditedText {
        let item = update.flow_item();
        let between = self.flow_separator(items);
        match (items.get(at), items.last()) {
            (Some(next), _) => self.insert(next.span.start, &format!("{item}{between}")),
            (None, Some(last)) => self.insert(last.span.end, &format!("{between}{item}")),
            (None, None) => self.insert(list.span.start + 1, &format!(" {item} ")),
        }
    }

    /// What divides two items in brackets.
    fn flow_separator(&self, items: &[Node]) -> String {
        let plain = |text: &&str| text.chars().all(|c| c == ',' || c.is_whitespace());
        let seen = items
            .windows(2)
            .last()
            .map(|two| &self.text[two[0].span.end..two[1].span.start])
            .filter(plain);
        if let Some(seen) = seen {
            return seen.replace("\r\n", "\n");
        }
        let alone = items
            .first()
            .map(|item| self.line_start(item.span.start)..item.span.start);
        match alone
            .filter(|before| self.text[before.clone()].trim().is_empty() && !before.is_empty())
        {
            Some(before) => format!(",\n{}", &self.text[before]),
            None => ", ".to_owned(),
        }
    }
}

/// The node of a mapping's `components:`, if it has states.
fn component_states(node: &Node) -> Option<&Node> {
    let NodeValue::Map { entries, .. } = &node.value else {
        return None;
    };
    let (_, states) = entries.iter().find(|(key, _)| key.value == "components")?;
    matches!(states.value, NodeValue::Map { .. }).then_some(states)
}

/// The text of an item's key.
pub(super) fn text_at<'a>(item: &'a Node, name: &str) -> Option<&'a str> {
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
pub(super) fn time_of(item: &Node, zone: Zone) -> Option<Moment> {
    parse_moment(text_at(item, "at")?, zone)
}

/// A time as it stands in a file.
pub(super) fn parse_moment(text: &str, zone: Zone) -> Option<Moment> {
    typed_time::parse_typed_time(text, Moment::EPOCH, zone, DayChoice::Nearest).ok()
}
