//! Finds the updates in a Markdown body. One tool has nine notations for them, and none is written down anywhere: an emphasised phase,
//! a bracketed marker, a heading, a rule between texts, a shortcode or a tag with a time, a dated line, an item of a list, a bare clock.
//!
//! This file cuts a body into blocks and says what stood at the head of each. When they were is told by [`super::body`].

use super::head::{bullet, head, shortcode, shortcode_range, tag};
use super::phase::Phase;
use super::stamp::{self, Stamp};

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// What stood at its head; nothing before the first marker and after the end of a list.
    pub marker: Option<Marker>,
    pub text: String,
}

/// The head of an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// As it was written, signs and all.
    pub written: String,
    /// Its words without the time.
    pub label: Option<String>,
    pub phase: Option<Phase>,
    pub stamp: Option<Stamp>,
    pub form: Form,
}

/// How far a marker reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// It has a line of its own: all below belongs to it.
    Line,
    /// It stands before a text on the same line: a paragraph below may be of another update.
    Inline,
    /// An item of a list, or a dated line: it ends where the list ends.
    Entry,
    /// A tag that is closed.
    Tag,
    /// A line of hyphens.
    Rule,
}

/// Cuts a body. Blocks without words are left out.
pub(super) fn split(body: &str) -> Vec<Block> {
    let lines: Vec<&str> = body.lines().collect();
    let mut cutter = Cutter {
        clocks: clock_items(&lines) > 1,
        ..Cutter::default()
    };
    for index in 0..lines.len() {
        cutter.line(&lines, index);
    }
    cutter.close();
    cutter
        .blocks
        .retain(|block| block.marker.is_some() || !block.text.trim().is_empty());
    // A rule that stands beside another marker only separates.
    let empty_rule = |block: &Block| {
        block
            .marker
            .as_ref()
            .is_some_and(|marker| marker.form == Form::Rule)
            && block.text.trim().is_empty()
    };
    cutter.blocks.retain(|block| !empty_rule(block));
    one_rule_alone(cutter.blocks)
}

/// One rule in a text without any other marker is typography.
fn one_rule_alone(mut blocks: Vec<Block>) -> Vec<Block> {
    if let [above, below] = blocks.as_mut_slice()
        && above.marker.is_none()
        && let Some(rule) = below.marker.take_if(|marker| marker.form == Form::Rule)
    {
        above.text = format!("{}\n\n{}\n\n{}", above.text, rule.written, below.text);
        blocks.pop();
    }
    blocks
}

#[derive(Default)]
struct Cutter {
    blocks: Vec<Block>,
    marker: Option<Marker>,
    text: Vec<String>,
    /// The fence of the code that is open.
    fence: Option<String>,
    comment: bool,
    /// Whether items that begin with a clock are updates.
    clocks: bool,
}

impl Cutter {
    fn close(&mut self) {
        let entry = self
            .marker
            .as_ref()
            .is_some_and(|marker| matches!(marker.form, Form::Entry | Form::Tag));
        let lines = self.text.drain(..);
        let lines: Vec<String> = lines
            .map(|line| {
                if entry {
                    unindented(&line).to_owned()
                } else {
                    line
                }
            })
            .collect();
        let text = lines.join("\n").trim_matches(['\n', ' ']).to_owned();
        self.blocks.push(Block {
            marker: self.marker.take(),
            text,
        });
    }

    fn open(&mut self, marker: Marker, rest: &str) {
        self.close();
        self.marker = Some(marker);
        self.text.push(rest.to_owned());
    }

    /// A heading that has no text below it yet: it stands above the tag that comes next, and goes with it.
    fn lone_heading(&mut self) -> String {
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
    fn inert(&mut self, line: &str) -> bool {
        let sign = line.trim_start();
        let was = self.fence.is_some() || self.comment;
        match &self.fence {
            Some(fence) => {
                if sign.starts_with(fence.as_str())
                    && sign.trim_end().chars().all(|c| fence.starts_with(c))
                {
                    self.fence = None;
                }
            }
            None if !self.comment && (sign.starts_with("```") || sign.starts_with("~~~")) => {
                self.fence = Some(sign.chars().take(3).collect());
            }
            None => {
                let (opened, closed) = (line.rfind("<!--"), line.rfind("-->"));
                self.comment = match (opened, closed) {
                    (Some(opened), Some(closed)) => opened > closed,
                    (Some(_), None) => true,
                    (None, Some(_)) => false,
                    (None, None) => self.comment,
                };
            }
        }
        was || self.fence.is_some() || self.comment
    }

    fn line(&mut self, lines: &[&str], index: usize) {
        let line = lines[index];
        if self.inert(line) {
            return self.text.push(line.to_owned());
        }
        if self
            .marker
            .as_ref()
            .is_some_and(|marker| marker.form == Form::Tag)
        {
            return self.inside_tag(line);
        }
        if let Some((marker, rest)) = tag(line) {
            let heading = self.lone_heading();
            self.open(marker, &heading);
            return self.inside_tag(rest);
        }
        let before = index.checked_sub(1).map_or("", |before| lines[before]);
        let fresh = before.trim().is_empty() || is_rule(before) || self.at_head();
        if fresh && is_rule(line) {
            let marker = Marker {
                written: line.to_owned(),
                label: None,
                phase: None,
                stamp: None,
                form: Form::Rule,
            };
            return self.open(marker, "");
        }
        let paragraph = || {
            lines[index..]
                .iter()
                .take_while(|line| !line.trim().is_empty())
                .copied()
        };
        if let Some((marker, rest)) = head(line, fresh, self.clocks) {
            self.open(marker, rest);
        } else if fresh && let Some(marker) = paragraph().find_map(shortcode) {
            self.open(marker, line);
        } else {
            if self.ends_entry(line, fresh) {
                self.close();
            }
            self.text.push(line.to_owned());
        }
        self.take_shortcode();
    }

    /// Whether nothing but a marker stands in the open block.
    fn at_head(&self) -> bool {
        self.marker.is_some() && self.text.iter().all(|line| line.trim().is_empty())
    }

    fn inside_tag(&mut self, line: &str) {
        match line.split_once("</Update>") {
            Some((inside, after)) => {
                self.text.push(inside.to_owned());
                self.marker
                    .iter_mut()
                    .for_each(|marker| marker.written.push_str(" </Update>"));
                self.close();
                self.text.push(after.to_owned());
            }
            None => self.text.push(line.to_owned()),
        }
    }

    /// Whether a line no longer belongs to the item of a list that is open.
    fn ends_entry(&self, line: &str, fresh: bool) -> bool {
        let entry = self
            .marker
            .as_ref()
            .is_some_and(|marker| marker.form == Form::Entry);
        let outside =
            !line.starts_with([' ', '\t']) && bullet(line).is_none() && !line.trim().is_empty();
        entry && outside && (fresh || line.starts_with('#'))
    }

    /// Takes a shortcode with a time out of the line that was read last; its time is the marker's.
    fn take_shortcode(&mut self) {
        let Some(last) = self.text.last_mut() else {
            return;
        };
        let (Some(found), Some(range)) = (shortcode(last), shortcode_range(last)) else {
            return;
        };
        last.replace_range(range, "");
        match &mut self.marker {
            Some(marker) if marker.stamp.is_none() || marker.stamp == found.stamp => {
                if !marker.written.contains(&found.written) {
                    marker.written = format!("{} {}", marker.written, found.written)
                        .trim()
                        .to_owned();
                }
                marker.stamp = found.stamp;
            }
            _ => {}
        }
    }
}

/// A line below an item of a list, as it stands where the item is a text of its own.
fn unindented(line: &str) -> &str {
    let blanks = line.bytes().take(4).take_while(|b| *b == b' ').count();
    line.strip_prefix('\t').unwrap_or(&line[blanks..])
}

/// How many items of lists begin with a clock.
fn clock_items(lines: &[&str]) -> usize {
    let begins = |line: &&str| {
        let inside = bullet(line)?;
        stamp::at(inside, 0).filter(|(stamp, _)| stamp.day.is_none())
    };
    lines.iter().filter_map(begins).count()
}

/// A line of hyphens, equals signs or asterisks, also where an editor has escaped them.
fn is_rule(line: &str) -> bool {
    let signs: String = line
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\\')
        .collect();
    let of = |sign: char, least: usize| signs.len() >= least && signs.chars().all(|c| c == sign);
    !line.starts_with("    ") && (of('-', 2) || of('=', 3) || of('*', 3) || of('_', 3))
}
