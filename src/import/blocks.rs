//! Splits a Markdown body into blocks: the lines that belong together, each with the marker at its start, if [`super::notation`] reads one.
//!
//! [`super::body`] decides when the updates were.

use std::ops::Range;

use super::notation::{
    BodyLine, MarkerScope, NOTATIONS, UpdateMarker, find_shortcode, looks_like_marker, read_marker,
    read_time_alone, split_phase_label, strip_bullet,
};
use super::source_text::split_emphasis;
use super::timestamp::PartialTimestamp;
use super::update_table::{UpdateTable, read_table};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UpdateBlock {
    /// The number of its first line in the file.
    pub line: usize,
    /// `None` before the first marker and after the end of a list.
    pub marker: Option<UpdateMarker>,
    pub text: String,
    /// Whether a horizontal rule is before it.
    pub is_after_rule: bool,
}

/// A line that may have been meant as the start of an update, and why it was not read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnclearLine {
    /// The number of the line in the file.
    pub number: usize,
    /// Empty if its time was read and is not believed.
    pub text: String,
    pub message: String,
}

/// A body in blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct BodyBlocks {
    pub blocks: Vec<UpdateBlock>,
    pub unclear: Vec<UnclearLine>,
}

impl UpdateBlock {
    pub fn has_scope(&self, scope: MarkerScope) -> bool {
        self.marker
            .as_ref()
            .is_some_and(|marker| marker.scope == scope)
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Splits a body that starts on this line of its file. Blocks without a marker and without text are left out.
pub(super) fn split_body(body: &str, first_line: usize) -> BodyBlocks {
    let lines: Vec<&str> = body.lines().collect();
    let mut splitter = BlockSplitter {
        counts: count_notations(&lines),
        ..BlockSplitter::default()
    };
    splitter.open.line = first_line;
    splitter.is_separated = true;
    let mut index = 0;
    while index < lines.len() {
        splitter.number = first_line + index;
        match read_table(&lines[index..]).filter(|_| !splitter.verbatim.is_inside()) {
            Some(table) => {
                index += table.line_count;
                splitter.process_table(table);
            }
            None => {
                splitter.process_line(lines[index]);
                index += 1;
            }
        }
    }
    splitter.close_block();
    let BlockSplitter {
        mut blocks,
        unclear,
        ..
    } = splitter;
    // A rule beside another marker only separates it.
    let mut is_after_rule = false;
    blocks.retain_mut(|block| {
        let is_rule = block.has_scope(MarkerScope::Rule);
        block.is_after_rule = is_after_rule || is_rule;
        is_after_rule = is_rule && block.is_blank();
        !block.is_blank() || block.marker.is_some() && !is_rule
    });
    BodyBlocks {
        blocks: merge_single_rule(blocks),
        unclear,
    }
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

/// How many lines each notation reads.
fn count_notations(lines: &[&str]) -> [usize; NOTATIONS.len()] {
    let mut counts = [0; NOTATIONS.len()];
    let mut verbatim = VerbatimState::default();
    for line in lines {
        let read = read_marker(BodyLine {
            text: line,
            starts_paragraph: true,
        });
        if !verbatim.process_line(line)
            && let Some((index, _)) = read
        {
            counts[index] += 1;
        }
    }
    counts
}

/// Whether the lines are inside of a code block or a comment.
#[derive(Default)]
struct VerbatimState {
    /// The delimiter of the open code block.
    fence: Option<String>,
    in_comment: bool,
}

impl VerbatimState {
    fn is_inside(&self) -> bool {
        self.fence.is_some() || self.in_comment
    }

    /// Whether a line belongs to a code block or a comment. Keeps track of where these start and end.
    fn process_line(&mut self, line: &str) -> bool {
        let text = line.trim_start();
        let was_inside = self.is_inside();
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
        was_inside || self.is_inside()
    }
}

/// A line of the open block.
struct BlockLine {
    number: usize,
    text: String,
    /// Whether it may have been meant as a marker: neither code nor the rest of a line with one.
    is_plain: bool,
    /// Whether it is in a code block or a comment.
    is_verbatim: bool,
}

/// The block that is being read.
#[derive(Default)]
struct OpenBlock {
    line: usize,
    marker: Option<UpdateMarker>,
    lines: Vec<BlockLine>,
    /// Where the paragraph, or the part of it after the last shortcode, starts in `lines`.
    part_start: usize,
    /// Whether the marker is in the paragraph that is being read.
    marker_is_in_paragraph: bool,
    /// Whether the time of a shortcode is before the text that it belongs to.
    is_led_by_shortcode: bool,
}

impl OpenBlock {
    fn scope(&self) -> Option<MarkerScope> {
        self.marker.as_ref().map(|marker| marker.scope)
    }

    fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.text.trim().is_empty())
    }

    /// Where only the time is marked, a phase may be the first word of the text.
    fn take_phase_label(&mut self) {
        let Some(marker) = self.marker.as_mut().filter(|marker| marker.is_time_alone()) else {
            return;
        };
        let mut lines = self.lines.iter_mut();
        let Some(first) = lines.find(|line| !line.text.trim().is_empty()) else {
            return;
        };
        if let Some((label, rest)) = split_phase_label(&first.text) {
            let rest = rest.to_owned();
            marker.add_label(label);
            first.text = rest;
            first.is_plain = false;
        }
    }
}

#[derive(Default)]
struct BlockSplitter {
    blocks: Vec<UpdateBlock>,
    unclear: Vec<UnclearLine>,
    counts: [usize; NOTATIONS.len()],
    open: OpenBlock,
    verbatim: VerbatimState,
    /// The number of the line that is being read.
    number: usize,
    /// Whether the line before ends a paragraph or an update.
    is_separated: bool,
}

impl BlockSplitter {
    fn close_block(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        open.take_phase_label();
        for line in &open.lines {
            if let Some(message) = self.unclear_message(line) {
                self.unclear.push(UnclearLine {
                    number: line.number,
                    text: line.text.clone(),
                    message,
                });
            }
        }
        let is_indented = matches!(
            open.scope(),
            Some(MarkerScope::ListItem | MarkerScope::Container(_))
        );
        let lines = open.lines.iter().map(|line| {
            if is_indented {
                unindent(&line.text)
            } else {
                &line.text
            }
        });
        let lines: Vec<&str> = lines.collect();
        let text = lines.join("\n").trim_matches(['\n', ' ']).to_owned();
        self.blocks.push(UpdateBlock {
            line: open.line,
            marker: open.marker,
            text,
            is_after_rule: false,
        });
    }

    fn unclear_message(&self, line: &BlockLine) -> Option<String> {
        let shown: String = line.text.trim().chars().take(80).collect();
        if find_shortcode(&line.text).is_some() {
            return Some(format!("a second time in one line: `{shown}`"));
        }
        (line.is_plain && looks_like_marker(&line.text))
            .then(|| format!("`{shown}` looks like the start of an update"))
    }

    fn open_block(&mut self, marker: Option<UpdateMarker>) {
        self.close_block();
        self.open = OpenBlock {
            line: self.number,
            marker_is_in_paragraph: marker.is_some(),
            marker,
            ..OpenBlock::default()
        };
    }

    fn push_line(&mut self, text: &str, is_plain: bool) {
        self.open.lines.push(BlockLine {
            number: self.number,
            text: text.to_owned(),
            is_plain,
            is_verbatim: false,
        });
    }

    fn process_line(&mut self, line: &str) {
        if self.verbatim.process_line(line) {
            return self.open.lines.push(BlockLine {
                number: self.number,
                text: line.to_owned(),
                is_plain: false,
                is_verbatim: true,
            });
        }
        if let Some(MarkerScope::Container(end)) = self.open.scope() {
            return self.process_container_line(line, end);
        }
        if line.trim().is_empty() {
            self.push_line("", false);
            self.open.part_start = self.open.lines.len();
            self.open.marker_is_in_paragraph = false;
            self.is_separated = true;
            return;
        }
        let starts_paragraph =
            self.is_separated || (self.open.marker.is_some() && self.open.is_blank());
        self.is_separated = false;
        if is_horizontal_rule(line) && (starts_paragraph || line.trim() == "---") {
            self.open_block(Some(UpdateMarker::rule(line)));
            self.is_separated = true;
            return;
        }
        let shortcode = find_shortcode(line).or_else(|| time_below_text(line, starts_paragraph));
        let (text, shortcode) = match shortcode {
            Some((marker, range)) => {
                let mut text = line.to_owned();
                text.replace_range(range.clone(), "");
                let is_leading = line[..range.start].trim().is_empty();
                self.report_text_on_both_sides(&line[..range.start], &line[range.end..]);
                (text, Some((marker, is_leading)))
            }
            None => (line.to_owned(), None),
        };
        let read = read_marker(BodyLine {
            text: if shortcode.is_some() {
                text.trim()
            } else {
                &text
            },
            starts_paragraph,
        });
        let read = read.filter(|(index, _)| {
            !NOTATIONS[*index].must_repeat || self.counts[*index] > 1 || shortcode.is_some()
        });
        match (read, shortcode) {
            (Some((_, (marker, rest))), shortcode) => {
                let rest = rest.to_owned();
                self.process_marker(marker, &rest, shortcode.map(|(marker, _)| marker));
            }
            (None, Some((marker, is_leading))) => {
                self.process_shortcode(marker, is_leading, &text);
            }
            (None, None) => {
                if self.ends_list_item(line, starts_paragraph) {
                    self.open_block(None);
                }
                self.push_line(line, true);
            }
        }
    }

    fn process_table(&mut self, table: UpdateTable) {
        self.number += 2;
        for (marker, text) in table.rows {
            self.open_block(Some(marker));
            self.push_line(&text, false);
            self.number += 1;
        }
        self.open_block(None);
        self.is_separated = true;
    }

    fn process_marker(
        &mut self,
        mut marker: UpdateMarker,
        rest: &str,
        shortcode: Option<UpdateMarker>,
    ) {
        let mut heading = match marker.scope {
            MarkerScope::Container(_) | MarkerScope::ListItem => self.take_heading_above(),
            _ => None,
        };
        // The heading above a list is the name of the list, and no text of its first item.
        if marker.scope == MarkerScope::ListItem
            && let Some(heading) = heading.take()
        {
            marker.source_text = format!("{heading} {}", marker.source_text);
        }
        if let Some(shortcode) = shortcode {
            add_shortcode(&mut marker, shortcode);
        }
        let scope = marker.scope;
        self.open_block(Some(marker));
        if let Some(heading) = heading {
            self.push_line(&heading, false);
            self.push_line("", false);
        }
        match scope {
            MarkerScope::Container(end) if !rest.is_empty() => {
                self.process_container_line(rest, end);
            }
            // Below a marker with its own text, another one may follow without a blank line.
            MarkerScope::ListItem => {
                self.push_line(rest, false);
                self.is_separated = true;
            }
            _ => self.push_line(rest, false),
        }
    }

    /// A shortcode belongs to the marker of its paragraph, or else to the paragraph, or the part of it since the last shortcode.
    fn process_shortcode(&mut self, shortcode: UpdateMarker, is_leading: bool, text: &str) {
        let open = &mut self.open;
        let has_part = open.lines[open.part_start..]
            .iter()
            .any(|line| !line.text.trim().is_empty());
        let marker = open.marker.as_mut().filter(|marker| {
            open.marker_is_in_paragraph
                && marker.timestamp.is_none()
                && marker.scope != MarkerScope::Rule
        });
        if let Some(marker) = marker {
            add_shortcode(marker, shortcode);
            self.push_line(text, false);
        } else {
            let part = if open.is_led_by_shortcode {
                Vec::new()
            } else {
                open.lines.split_off(open.part_start)
            };
            let line = part.first().map_or(self.number, |line| line.number);
            self.open_block(Some(shortcode));
            self.open.line = line;
            self.open.lines = part;
            self.push_line(text, false);
            self.open.is_led_by_shortcode = is_leading && !has_part;
            self.take_free_label();
        }
        if !self.open.is_led_by_shortcode {
            self.open.part_start = self.open.lines.len();
            self.is_separated = !self.open.is_blank();
        }
    }

    /// In a paragraph with a shortcode, an emphasised start is a label whatever it says, if a colon ends it.
    fn take_free_label(&mut self) {
        let Some(first) = self.open.lines.first_mut() else {
            return;
        };
        let Some((inner, rest)) = split_emphasis(first.text.trim_start()) else {
            return;
        };
        let rest = rest.trim_start();
        let label = inner.trim().trim_end_matches(':');
        let is_label = rest.starts_with(':') || rest.is_empty() && inner.trim().ends_with(':');
        if is_label
            && label.chars().count() <= 60
            && let Some(marker) = &mut self.open.marker
        {
            let start = first.text.len() - rest.trim_start_matches(':').len();
            marker.source_text = format!("{} {}", first.text[..start].trim(), marker.source_text);
            marker.label = Some(label.to_owned());
            first.text = rest.trim_start_matches(':').trim_start().to_owned();
            first.is_plain = false;
        }
    }

    fn report_text_on_both_sides(&mut self, before: &str, after: &str) {
        let is_prose = |text: &str| text.chars().any(char::is_alphanumeric);
        let is_label = read_marker(BodyLine {
            text: before.trim(),
            starts_paragraph: true,
        })
        .is_some_and(|(_, (_, rest))| rest.trim().is_empty());
        if is_prose(before) && is_prose(after) && !is_label {
            self.unclear.push(UnclearLine {
                number: self.number,
                text: String::new(),
                message: "text before and after the time; all of it is one update".to_owned(),
            });
        }
    }

    /// Takes a heading directly above, because it belongs to the marker that follows it.
    fn take_heading_above(&mut self) -> Option<String> {
        let lines = &mut self.open.lines;
        let last = lines
            .iter()
            .rposition(|line| !line.text.trim().is_empty())?;
        let is_heading = lines[last].text.starts_with('#') && !lines[last].is_verbatim;
        is_heading.then(|| lines.split_off(last).swap_remove(0).text)
    }

    fn process_container_line(&mut self, line: &str, end: &str) {
        let is_end = if end == ":::" {
            line.trim() == end
        } else {
            line.contains(end)
        };
        let Some((inside, after)) = line.split_once(end).filter(|_| is_end) else {
            return self.push_line(line, false);
        };
        self.push_line(inside, false);
        if let Some(marker) = &mut self.open.marker {
            marker.source_text = format!("{} {end}", marker.source_text);
        }
        self.open_block(None);
        self.is_separated = true;
        self.push_line(after, true);
    }

    fn ends_list_item(&self, line: &str, starts_paragraph: bool) -> bool {
        self.open.scope() == Some(MarkerScope::ListItem)
            && !line.starts_with([' ', '\t'])
            && strip_bullet(line).is_none()
            && !self.open.is_blank()
            && (starts_paragraph
                && self
                    .open
                    .lines
                    .last()
                    .is_some_and(|last| last.text.is_empty())
                || line.starts_with('#'))
    }
}

/// A time on the last line of a paragraph is about the text above it, as that of a shortcode.
fn time_below_text(line: &str, starts_paragraph: bool) -> Option<(UpdateMarker, Range<usize>)> {
    let whole = BodyLine {
        text: line,
        starts_paragraph: true,
    };
    let (marker, _) = read_time_alone(whole).filter(|_| !starts_paragraph)?;
    let is_clock = |stamp: &PartialTimestamp| stamp.clock.is_some();
    marker
        .timestamp
        .as_ref()
        .is_some_and(is_clock)
        .then_some((marker, 0..line.len()))
}

/// Adds the time of a shortcode to a marker, unless it has one.
fn add_shortcode(marker: &mut UpdateMarker, shortcode: UpdateMarker) {
    if !marker.source_text.contains(&shortcode.source_text) {
        marker.source_text = format!("{} {}", marker.source_text, shortcode.source_text)
            .trim()
            .to_owned();
    }
    marker.timestamp = marker.timestamp.take().or(shortcode.timestamp);
}

/// Removes the indentation of a line inside a list item.
fn unindent(line: &str) -> &str {
    let blanks = line.bytes().take(4).take_while(|b| *b == b' ').count();
    line.strip_prefix('\t').unwrap_or(&line[blanks..])
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
