//! Finds the updates in a Markdown body. One tool has nine notations for them, and none is written down anywhere: an emphasised phase,
//! a bracketed marker, a heading, a rule between texts, a shortcode or a tag with a time, a dated line, an item of a list, a bare clock.
//!
//! This file cuts a body into blocks and says what stood at the head of each. When they were is told by [`super::body`].

use super::marker::{
    find_shortcode, parse_marker, parse_shortcode, parse_update_tag, strip_bullet,
};
use super::phase::ImportedPhase;
use super::timestamp::{self, PartialTimestamp};

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UpdateBlock {
    /// What stood at its head; nothing before the first marker and after the end of a list.
    pub marker: Option<UpdateMarker>,
    pub text: String,
}

/// The head of an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UpdateMarker {
    /// As it was written, signs and all.
    pub source_text: String,
    /// Its words without the time.
    pub label: Option<String>,
    pub phase: Option<ImportedPhase>,
    pub timestamp: Option<PartialTimestamp>,
    pub scope: MarkerScope,
}

/// How far a marker reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkerScope {
    /// It has a line of its own: all below belongs to it.
    Section,
    /// It stands before a text on the same line: a paragraph below may be of another update.
    Inline,
    /// An item of a list, or a dated line: it ends where the list ends.
    ListItem,
    /// A tag that is closed.
    Tag,
    /// A line of hyphens.
    Rule,
}

/// Cuts a body. Blocks without words are left out.
pub(super) fn split_updates(body: &str) -> Vec<UpdateBlock> {
    let lines: Vec<&str> = body.lines().collect();
    let mut splitter = BlockSplitter {
        clock_items_are_updates: count_clock_items(&lines) > 1,
        ..BlockSplitter::default()
    };
    for index in 0..lines.len() {
        splitter.process_line(&lines, index);
    }
    splitter.close_block();
    splitter
        .blocks
        .retain(|block| block.marker.is_some() || !block.text.trim().is_empty());
    // A rule that stands beside another marker only separates.
    let empty_rule = |block: &UpdateBlock| {
        block
            .marker
            .as_ref()
            .is_some_and(|marker| marker.scope == MarkerScope::Rule)
            && block.text.trim().is_empty()
    };
    splitter.blocks.retain(|block| !empty_rule(block));
    merge_single_rule(splitter.blocks)
}

/// One rule in a text without any other marker is typography.
fn merge_single_rule(mut blocks: Vec<UpdateBlock>) -> Vec<UpdateBlock> {
    if let [above, below] = blocks.as_mut_slice()
        && above.marker.is_none()
        && let Some(rule) = below
            .marker
            .take_if(|marker| marker.scope == MarkerScope::Rule)
    {
        above.text = format!("{}\n\n{}\n\n{}", above.text, rule.source_text, below.text);
        blocks.pop();
    }
    blocks
}

#[derive(Default)]
struct BlockSplitter {
    blocks: Vec<UpdateBlock>,
    marker: Option<UpdateMarker>,
    text: Vec<String>,
    /// The fence of the code that is open.
    fence: Option<String>,
    in_comment: bool,
    /// Whether items that begin with a clock are updates.
    clock_items_are_updates: bool,
}

impl BlockSplitter {
    fn close_block(&mut self) {
        let entry = self
            .marker
            .as_ref()
            .is_some_and(|marker| matches!(marker.scope, MarkerScope::ListItem | MarkerScope::Tag));
        let lines = self.text.drain(..);
        let lines: Vec<String> = lines
            .map(|line| {
                if entry {
                    unindent(&line).to_owned()
                } else {
                    line
                }
            })
            .collect();
        let text = lines.join("\n").trim_matches(['\n', ' ']).to_owned();
        self.blocks.push(UpdateBlock {
            marker: self.marker.take(),
            text,
        });
    }

    fn open_block(&mut self, marker: UpdateMarker, rest: &str) {
        self.close_block();
        self.marker = Some(marker);
        self.text.push(rest.to_owned());
    }

    /// A heading that has no text below it yet: it stands above the tag that comes next, and goes with it.
    fn take_lone_heading(&mut self) -> String {
        let said: Vec<&String> = self
            .text
            .iter()
            .filter(|line| !line.trim().is_empty())
            .collect();
        match said.as_slice() {
            [one] if self.marker.is_none() && one.starts_with('#') => {
                let heading = format!("{one}\n");
                self.text.clear();
                heading
            }
            _ => String::new(),
        }
    }

    /// Whether a line is inside of code or a comment, where nothing has a meaning.
    fn is_verbatim(&mut self, line: &str) -> bool {
        let sign = line.trim_start();
        let was = self.fence.is_some() || self.in_comment;
        match &self.fence {
            Some(fence) => {
                if sign.starts_with(fence.as_str())
                    && sign.trim_end().chars().all(|c| fence.starts_with(c))
                {
                    self.fence = None;
                }
            }
            None if !self.in_comment && (sign.starts_with("```") || sign.starts_with("~~~")) => {
                self.fence = Some(sign.chars().take(3).collect());
            }
            None => {
                let (opened, closed) = (line.rfind("<!--"), line.rfind("-->"));
                self.in_comment = match (opened, closed) {
                    (Some(opened), Some(closed)) => opened > closed,
                    (Some(_), None) => true,
                    (None, Some(_)) => false,
                    (None, None) => self.in_comment,
                };
            }
        }
        was || self.fence.is_some() || self.in_comment
    }

    fn process_line(&mut self, lines: &[&str], index: usize) {
        let line = lines[index];
        if self.is_verbatim(line) {
            return self.text.push(line.to_owned());
        }
        if self
            .marker
            .as_ref()
            .is_some_and(|marker| marker.scope == MarkerScope::Tag)
        {
            return self.process_tag_line(line);
        }
        if let Some((marker, rest)) = parse_update_tag(line) {
            let heading = self.take_lone_heading();
            self.open_block(marker, &heading);
            return self.process_tag_line(rest);
        }
        let before = index.checked_sub(1).map_or("", |before| lines[before]);
        let fresh =
            before.trim().is_empty() || is_horizontal_rule(before) || self.is_at_block_start();
        if fresh && is_horizontal_rule(line) {
            let marker = UpdateMarker {
                source_text: line.to_owned(),
                label: None,
                phase: None,
                timestamp: None,
                scope: MarkerScope::Rule,
            };
            return self.open_block(marker, "");
        }
        let paragraph = || {
            lines[index..]
                .iter()
                .take_while(|line| !line.trim().is_empty())
                .copied()
        };
        if let Some((marker, rest)) = parse_marker(line, fresh, self.clock_items_are_updates) {
            self.open_block(marker, rest);
        } else if fresh && let Some(marker) = paragraph().find_map(parse_shortcode) {
            self.open_block(marker, line);
        } else {
            if self.ends_list_item(line, fresh) {
                self.close_block();
            }
            self.text.push(line.to_owned());
        }
        self.take_shortcode();
    }

    /// Whether nothing but a marker stands in the open block.
    fn is_at_block_start(&self) -> bool {
        self.marker.is_some() && self.text.iter().all(|line| line.trim().is_empty())
    }

    fn process_tag_line(&mut self, line: &str) {
        match line.split_once("</Update>") {
            Some((inside, after)) => {
                self.text.push(inside.to_owned());
                self.marker
                    .iter_mut()
                    .for_each(|marker| marker.source_text.push_str(" </Update>"));
                self.close_block();
                self.text.push(after.to_owned());
            }
            None => self.text.push(line.to_owned()),
        }
    }

    /// Whether a line no longer belongs to the item of a list that is open.
    fn ends_list_item(&self, line: &str, fresh: bool) -> bool {
        let entry = self
            .marker
            .as_ref()
            .is_some_and(|marker| marker.scope == MarkerScope::ListItem);
        let outside = !line.starts_with([' ', '\t'])
            && strip_bullet(line).is_none()
            && !line.trim().is_empty();
        entry && outside && (fresh || line.starts_with('#'))
    }

    /// Takes a shortcode with a time out of the line that was read last; its time is the marker's.
    fn take_shortcode(&mut self) {
        let Some(last) = self.text.last_mut() else {
            return;
        };
        let (Some(found), Some(range)) = (parse_shortcode(last), find_shortcode(last)) else {
            return;
        };
        last.replace_range(range, "");
        match &mut self.marker {
            Some(marker) if marker.timestamp.is_none() || marker.timestamp == found.timestamp => {
                if !marker.source_text.contains(&found.source_text) {
                    marker.source_text = format!("{} {}", marker.source_text, found.source_text)
                        .trim()
                        .to_owned();
                }
                marker.timestamp = found.timestamp;
            }
            _ => {}
        }
    }
}

/// A line below an item of a list, as it stands where the item is a text of its own.
fn unindent(line: &str) -> &str {
    let blanks = line.bytes().take(4).take_while(|b| *b == b' ').count();
    line.strip_prefix('\t').unwrap_or(&line[blanks..])
}

/// How many items of lists begin with a clock.
fn count_clock_items(lines: &[&str]) -> usize {
    let begins = |line: &&str| {
        let inside = strip_bullet(line)?;
        timestamp::parse_at(inside, 0).filter(|(stamp, _)| stamp.date.is_none())
    };
    lines.iter().filter_map(begins).count()
}

/// A line of hyphens, equals signs or asterisks, also where an editor has escaped them.
fn is_horizontal_rule(line: &str) -> bool {
    let signs: String = line
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\\')
        .collect();
    let of = |sign: char, least: usize| signs.len() >= least && signs.chars().all(|c| c == sign);
    !line.starts_with("    ") && (of('-', 2) || of('=', 3) || of('*', 3) || of('_', 3))
}
