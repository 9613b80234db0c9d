//! Finds the updates in a Markdown body. One tool has nine notations for them, and none is written down anywhere: an emphasised phase,
//! a bracketed marker, a heading, a rule between texts, a shortcode or a tag with a time, a dated line, an item of a list, a bare clock.
//!
//! This file cuts a body into blocks and says what stood at the head of each. When they were is told by [`super::body`].

use super::phase::{self, Phase};
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
    let mut cutter = Cutter { clocks: clock_items(&lines) > 1, ..Cutter::default() };
    for index in 0..lines.len() {
        cutter.line(&lines, index);
    }
    cutter.close();
    cutter.blocks.retain(|block| block.marker.is_some() || !block.text.trim().is_empty());
    // A rule that stands beside another marker only separates.
    let empty_rule = |block: &Block| {
        block.marker.as_ref().is_some_and(|marker| marker.form == Form::Rule) && block.text.trim().is_empty()
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
        let entry = self.marker.as_ref().is_some_and(|marker| marker.form == Form::Entry);
        let lines = self.text.drain(..);
        let lines: Vec<String> = lines.map(|line| if entry { unindented(&line).to_owned() } else { line }).collect();
        let text = lines.join("\n").trim_matches(['\n', ' ']).to_owned();
        self.blocks.push(Block { marker: self.marker.take(), text });
    }

    fn open(&mut self, marker: Marker, rest: &str) {
        self.close();
        self.marker = Some(marker);
        self.text.push(rest.to_owned());
    }

    /// Whether a line is inside of code or a comment, where nothing has a meaning.
    fn inert(&mut self, line: &str) -> bool {
        let sign = line.trim_start();
        let was = self.fence.is_some() || self.comment;
        match &self.fence {
            Some(fence) => {
                if sign.starts_with(fence.as_str()) && sign.trim_end().chars().all(|c| fence.starts_with(c)) {
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
        if self.marker.as_ref().is_some_and(|marker| marker.form == Form::Tag) {
            return self.inside_tag(line);
        }
        if let Some((marker, rest)) = tag(line) {
            self.open(marker, "");
            return self.inside_tag(rest);
        }
        let before = index.checked_sub(1).map_or("", |before| lines[before]);
        let fresh = before.trim().is_empty() || is_rule(before) || self.at_head();
        if fresh && is_rule(line) {
            let marker = Marker { written: line.to_owned(), label: None, phase: None, stamp: None, form: Form::Rule };
            return self.open(marker, "");
        }
        let paragraph = || lines[index..].iter().take_while(|line| !line.trim().is_empty()).copied();
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
                self.marker.iter_mut().for_each(|marker| marker.written.push_str(" </Update>"));
                self.close();
                self.text.push(after.to_owned());
            }
            None => self.text.push(line.to_owned()),
        }
    }

    /// Whether a line no longer belongs to the item of a list that is open.
    fn ends_entry(&self, line: &str, fresh: bool) -> bool {
        let entry = self.marker.as_ref().is_some_and(|marker| marker.form == Form::Entry);
        let outside = !line.starts_with([' ', '\t']) && bullet(line).is_none() && !line.trim().is_empty();
        entry && outside && (fresh || line.starts_with('#'))
    }

    /// Takes a shortcode with a time out of the line that was read last; its time is the marker's.
    fn take_shortcode(&mut self) {
        let Some(last) = self.text.last_mut() else { return };
        let (Some(found), Some(range)) = (shortcode(last), shortcode_range(last)) else { return };
        last.replace_range(range, "");
        match &mut self.marker {
            Some(marker) if marker.stamp.is_none() || marker.stamp == found.stamp => {
                if !marker.written.contains(&found.written) {
                    marker.written = format!("{} {}", marker.written, found.written).trim().to_owned();
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
    let signs: String = line.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect();
    let of = |sign: char, least: usize| signs.len() >= least && signs.chars().all(|c| c == sign);
    !line.starts_with("    ") && (of('-', 2) || of('=', 3) || of('*', 3) || of('_', 3))
}

/// What stands behind the sign of a list item.
fn bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ["* ", "- ", "+ "].iter().find_map(|sign| line.strip_prefix(sign)).map(str::trim_start)
}

/// The marker at the head of a line, and the rest of the line. A paragraph begins here if it is `fresh`.
fn head(line: &str, fresh: bool, clocks: bool) -> Option<(Marker, &str)> {
    if line.starts_with("    ") {
        return None;
    }
    let text = line.trim_start();
    if text.starts_with('#') {
        let inner = text.trim_matches('#').trim();
        return whole_label(inner).map(|label| (label.marker(line, Form::Line), ""));
    }
    if let Some(found) = bracketed(text) {
        return Some(found);
    }
    if fresh && let Some(found) = emphasised(text) {
        return Some(found);
    }
    if let Some(inside) = bullet(line) {
        return dated(inside, clocks, true).map(|(label, rest)| entry(line, &label, rest));
    }
    let date = dated(text, true, false).filter(|_| fresh);
    date.map(|(label, rest)| entry(line, &label, rest)).or_else(|| fresh.then(|| spoken(text)).flatten())
}

fn entry<'a>(line: &str, label: &Label, rest: &'a str) -> (Marker, &'a str) {
    let written = line.find(rest).filter(|_| !rest.is_empty()).map_or(line, |at| &line[..at]);
    (label.marker(written, Form::Entry), rest)
}

/// The words and the time of a marker.
#[derive(Default)]
struct Label {
    words: Option<String>,
    phase: Option<Phase>,
    stamp: Option<Stamp>,
}

impl Label {
    fn marker(&self, written: &str, form: Form) -> Marker {
        let written = written.trim().to_owned();
        Marker { written, label: self.words.clone(), phase: self.phase, stamp: self.stamp.clone(), form }
    }
}

/// A text that is a phase, a time, or both, and nothing else.
fn whole_label(text: &str) -> Option<Label> {
    let around: &[char] = &[' ', ':', '-', '–', '—', ',', '(', ')', '|', '*', '_', '\u{a0}'];
    if text.chars().count() > 80 {
        return None;
    }
    let found = stamp::find(text);
    let (stamp, rest) = match found {
        Some((stamp, range)) => (Some(stamp), format!("{} {}", &text[..range.start], &text[range.end..])),
        None => (None, text.to_owned()),
    };
    let rest = rest.trim_matches(around);
    let rest = rest.strip_suffix(" at").or_else(|| rest.strip_suffix(" on")).unwrap_or(rest);
    let rest = if rest == "at" || rest == "on" { "" } else { rest.trim_matches(around) };
    if rest.is_empty() {
        let clock = stamp.as_ref().is_some_and(|stamp| stamp.clock.is_some() || stamp.day.is_some());
        return clock.then_some(Label { words: None, phase: None, stamp });
    }
    let phase = phase::of_label(rest)?;
    Some(Label { words: Some(rest.to_owned()), phase: Some(phase), stamp })
}

/// `[Final Message]`, `[11:20 UTC]`; no link and no footnote.
fn bracketed(text: &str) -> Option<(Marker, &str)> {
    let (inner, rest) = text.strip_prefix('[')?.split_once(']')?;
    if rest.starts_with(['(', '[', ':']) {
        return None;
    }
    let label = whole_label(inner)?;
    let written = format!("[{inner}]");
    Some((label.marker(&written, form(rest)), body_of(rest)))
}

fn form(rest: &str) -> Form {
    if body_of(rest).trim().is_empty() { Form::Line } else { Form::Inline }
}

/// What stands behind a marker, without the signs between the two.
fn body_of(rest: &str) -> &str {
    rest.trim_start().trim_start_matches([':', '-', '–', '—']).trim_start()
}

/// `*Investigating* - …`, `**Update 11:20 UTC**`, `__Resolved__`, also where the end is missing or the signs are escaped.
fn emphasised(text: &str) -> Option<(Marker, &str)> {
    let signs = ["\\*\\*", "**", "__", "\\*", "*", "_"];
    let sign = signs.into_iter().find(|sign| text.starts_with(sign))?;
    let after = &text[sign.len()..];
    let (inner, rest) = match after.split_once(sign) {
        Some(found) => found,
        None if sign.len() > 1 => (after, ""),
        None => return None,
    };
    // `*2020-11-23: text*` is a dated line that is emphasised as a whole.
    let label = whole_label(inner.trim().trim_end_matches(':'))?;
    let (count, rest) = counted(rest);
    let label = Label { words: label.words.map(|words| words + count), ..label };
    let written = &text[..text.len() - rest.len()];
    Some((label.marker(written, form(rest)), body_of(rest)))
}

/// The number behind a label, as in `*Update* 2 - …`.
fn counted(rest: &str) -> (&str, &str) {
    let digits = rest.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    let end = rest.len() - rest.trim_start().len() + digits;
    let separated = rest[end..].trim_start().starts_with(['-', '–', ':']);
    if (1..=2).contains(&digits) && separated { rest.split_at(end) } else { ("", rest) }
}

/// `2021-05-30T08:13 - …`, `16:37 Denver - …`, `*2020-11-23: …*`. Months in letters are for markers, not for prose.
fn dated(text: &str, clocks: bool, listed: bool) -> Option<(Label, &str)> {
    let open = text.trim_start_matches(['*', '_', '`']);
    let emphasis = &text[..text.len() - open.len()];
    let (stamp, end) = stamp::at(open, 0)?;
    if !open.starts_with(|c: char| c.is_ascii_digit()) || (stamp.day.is_none() && !clocks) {
        return None;
    }
    let written_out = stamp.day.is_some_and(|day| day.month.is_none() || day.year.is_none());
    let rest = &open[end..];
    let closed = rest.strip_prefix(emphasis).unwrap_or(rest);
    let separated = body_of(closed).len() < closed.trim_start().len() || closed.trim().is_empty();
    if written_out || !(separated || (listed && closed.starts_with(' ')) || (!emphasis.is_empty() && closed != rest)) {
        return None;
    }
    let mut body = body_of(closed);
    // Emphasis that goes round the whole line is opened with it.
    if closed == rest && !emphasis.is_empty() {
        body = body.trim_end().strip_suffix(emphasis).unwrap_or(body);
    }
    Some((Label { stamp: Some(stamp), ..Label::default() }, body))
}

/// `Update: …`
fn spoken(text: &str) -> Option<(Marker, &str)> {
    let (word, rest) = text.split_once(':')?;
    let short = word.len() <= 40 && word.starts_with(char::is_uppercase) && !rest.starts_with("//");
    let label = Some(word).filter(|_| short).and_then(whole_label).filter(|label| label.phase.is_some())?;
    Some((label.marker(&format!("{word}:"), form(rest)), body_of(rest)))
}

/// `<Update date="…">` and what follows on the line.
fn tag(line: &str) -> Option<(Marker, &str)> {
    let open = line.trim_start();
    let (written, rest) = open.strip_prefix("<Update ")?.split_once('>')?;
    let (_, quoted) = written.split_once("date=")?;
    let time = quoted.trim_matches(['"', '\'', '{', '}', ' ', '`']);
    let stamp = stamp::whole(time)?;
    let label = Label { stamp: Some(stamp), ..Label::default() };
    Some((label.marker(&format!("<Update {written}>"), Form::Tag), rest))
}

/// `{{< track "2021-05-03 11:58:00" >}}`
fn shortcode(line: &str) -> Option<Marker> {
    let written = line.get(shortcode_range(line)?)?;
    let stamp = written.split(['"', '`', '\'', '“', '”']).find_map(stamp::whole)?;
    Some(Label { stamp: Some(stamp), ..Label::default() }.marker(written, Form::Inline))
}

fn shortcode_range(line: &str) -> Option<std::ops::Range<usize>> {
    let start = line.find("{{<").or_else(|| line.find("{{%"))?;
    let end = start + line[start..].find("}}")? + 2;
    Some(start..end)
}
