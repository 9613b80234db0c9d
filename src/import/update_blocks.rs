//! Splits a Markdown body into blocks, each with the update marker at its start: an emphasised phase, a label in brackets, a heading, a
//! horizontal rule, a shortcode or a tag with a time, a line that starts with a date, or a list item that starts with a time.
//!
//! [`super::body`] decides when the updates were.

use super::marker::{
    MarkerScope, UpdateMarker, parse_marker, parse_shortcode, parse_update_tag, strip_bullet,
};
use super::timestamp;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UpdateBlock {
    /// `None` before the first marker and after the end of a list.
    pub marker: Option<UpdateMarker>,
    pub text: String,
}

impl UpdateBlock {
    pub fn has_scope(&self, scope: MarkerScope) -> bool {
        self.marker
            .as_ref()
            .is_some_and(|marker| marker.scope == scope)
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Splits a body. Blocks without a marker and without text are left out.
pub(super) fn split_updates(body: &str) -> Vec<UpdateBlock> {
    let lines: Vec<&str> = body.lines().collect();
    let mut splitter = BlockSplitter {
        // One item with a time may be an ordinary list. Several are a timeline.
        clock_items_are_updates: count_clock_items(&lines) > 1,
        ..BlockSplitter::default()
    };
    for index in 0..lines.len() {
        splitter.process_line(&lines, index);
    }
    splitter.close_block();
    let mut blocks = splitter.blocks;
    // A rule beside another marker only separates it.
    blocks.retain(|block| {
        !block.is_blank() || block.marker.is_some() && !block.has_scope(MarkerScope::Rule)
    });
    merge_single_rule(blocks)
}

/// If the only marker of a text is one rule, it is typography and not an update.
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
    /// The marker of the open block.
    marker: Option<UpdateMarker>,
    /// The lines of the open block.
    text: Vec<String>,
    /// The delimiter of the open code block.
    fence: Option<String>,
    in_comment: bool,
    clock_items_are_updates: bool,
}

impl BlockSplitter {
    fn open_scope(&self) -> Option<MarkerScope> {
        self.marker.as_ref().map(|marker| marker.scope)
    }

    fn close_block(&mut self) {
        let is_indented = matches!(
            self.open_scope(),
            Some(MarkerScope::ListItem | MarkerScope::Tag)
        );
        let lines: Vec<&str> = self
            .text
            .iter()
            .map(|line| if is_indented { unindent(line) } else { line })
            .collect();
        let text = lines.join("\n").trim_matches(['\n', ' ']).to_owned();
        self.text.clear();
        let marker = self.marker.take();
        self.blocks.push(UpdateBlock { marker, text });
    }

    fn open_block(&mut self, marker: UpdateMarker, rest: &str) {
        self.close_block();
        self.marker = Some(marker);
        self.text.push(rest.to_owned());
    }

    /// Takes a heading without text below it, because it belongs to the tag that follows it.
    fn take_lone_heading(&mut self) -> String {
        let lines: Vec<&String> = self
            .text
            .iter()
            .filter(|line| !line.trim().is_empty())
            .collect();
        match lines.as_slice() {
            [line] if self.marker.is_none() && line.starts_with('#') => {
                let heading = format!("{line}\n");
                self.text.clear();
                heading
            }
            _ => String::new(),
        }
    }

    /// Whether a line belongs to a code block or a comment. Keeps track of where these start and end.
    fn is_verbatim(&mut self, line: &str) -> bool {
        let text = line.trim_start();
        let was_inside = self.fence.is_some() || self.in_comment;
        if let Some(fence) = &self.fence {
            let is_closed =
                text.starts_with(fence) && text.trim_end().chars().all(|c| fence.starts_with(c));
            if is_closed {
                self.fence = None;
            }
        } else if !self.in_comment && (text.starts_with("```") || text.starts_with("~~~")) {
            self.fence = Some(text[..3].to_owned());
        } else {
            self.in_comment = match (line.rfind("<!--"), line.rfind("-->")) {
                (Some(opened), Some(closed)) => opened > closed,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => self.in_comment,
            };
        }
        was_inside || self.fence.is_some() || self.in_comment
    }

    fn process_line(&mut self, lines: &[&str], index: usize) {
        let line = lines[index];
        if self.is_verbatim(line) {
            return self.text.push(line.to_owned());
        }
        if self.open_scope() == Some(MarkerScope::Tag) {
            return self.process_tag_line(line);
        }
        if let Some((marker, rest)) = parse_update_tag(line) {
            let heading = self.take_lone_heading();
            self.open_block(marker, &heading);
            return self.process_tag_line(rest);
        }
        let previous = if index == 0 { "" } else { lines[index - 1] };
        let starts_paragraph =
            previous.trim().is_empty() || is_horizontal_rule(previous) || self.is_at_block_start();
        if starts_paragraph && is_horizontal_rule(line) {
            return self.open_block(UpdateMarker::rule(line), "");
        }
        let marker = parse_marker(line, starts_paragraph, self.clock_items_are_updates);
        if let Some((marker, rest)) = marker {
            self.open_block(marker, rest);
        } else if starts_paragraph && let Some(marker) = find_shortcode(&lines[index..]) {
            self.open_block(marker, line);
        } else {
            if self.ends_list_item(line, starts_paragraph) {
                self.close_block();
            }
            self.text.push(line.to_owned());
        }
        self.take_shortcode();
    }

    /// Whether the open block has a marker and no text yet.
    fn is_at_block_start(&self) -> bool {
        self.marker.is_some() && self.text.iter().all(|line| line.trim().is_empty())
    }

    fn process_tag_line(&mut self, line: &str) {
        let Some((inside, after)) = line.split_once("</Update>") else {
            return self.text.push(line.to_owned());
        };
        self.text.push(inside.to_owned());
        if let Some(marker) = &mut self.marker {
            marker.source_text.push_str(" </Update>");
        }
        self.close_block();
        self.text.push(after.to_owned());
    }

    fn ends_list_item(&self, line: &str, starts_paragraph: bool) -> bool {
        self.open_scope() == Some(MarkerScope::ListItem)
            && !line.starts_with([' ', '\t'])
            && strip_bullet(line).is_none()
            && !line.trim().is_empty()
            && (starts_paragraph || line.starts_with('#'))
    }

    /// Removes a shortcode with a time from the line that was read last, and gives its time to the marker of the open block.
    fn take_shortcode(&mut self) {
        let Some(last) = self.text.last_mut() else {
            return;
        };
        let Some((shortcode, range)) = parse_shortcode(last) else {
            return;
        };
        last.replace_range(range, "");
        if let Some(marker) = &mut self.marker
            && (marker.timestamp.is_none() || marker.timestamp == shortcode.timestamp)
        {
            if !marker.source_text.contains(&shortcode.source_text) {
                let joined = format!("{} {}", marker.source_text, shortcode.source_text);
                joined.trim().clone_into(&mut marker.source_text);
            }
            marker.timestamp = shortcode.timestamp;
        }
    }
}

/// The first shortcode with a time in the paragraph at the start of these lines.
fn find_shortcode(lines: &[&str]) -> Option<UpdateMarker> {
    let mut paragraph = lines.iter().take_while(|line| !line.trim().is_empty());
    let (marker, _) = paragraph.find_map(|line| parse_shortcode(line))?;
    Some(marker)
}

/// Removes the indentation of a line inside a list item.
fn unindent(line: &str) -> &str {
    let blanks = line.bytes().take(4).take_while(|b| *b == b' ').count();
    line.strip_prefix('\t').unwrap_or(&line[blanks..])
}

/// The number of list items that start with a time of day without a date.
fn count_clock_items(lines: &[&str]) -> usize {
    let starts_with_clock = |line: &&&str| {
        strip_bullet(line)
            .and_then(|inside| timestamp::parse_at(inside, 0))
            .is_some_and(|(stamp, _)| stamp.date.is_none())
    };
    lines.iter().filter(starts_with_clock).count()
}

/// A line of hyphens, equals signs, asterisks or underscores, also if an editor has escaped them.
fn is_horizontal_rule(line: &str) -> bool {
    let characters: String = line
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\\')
        .collect();
    let consists_of = |sign: char, least: usize| {
        characters.len() >= least && characters.chars().all(|c| c == sign)
    };
    !line.starts_with("    ")
        && (consists_of('-', 2)
            || consists_of('=', 3)
            || consists_of('*', 3)
            || consists_of('_', 3))
}
