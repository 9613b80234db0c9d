//! Recognises the marker at the start of an update in a Markdown body. No tool specifies one, so each notation that teams use has its own
//! function.

use std::ops::Range;

use super::phase::{self, ImportedPhase};
use super::timestamp::{self, PartialTimestamp};

/// The start of an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UpdateMarker {
    /// As it is in the body, including the Markdown characters.
    pub source_text: String,
    /// The text without the time.
    pub label: Option<String>,
    pub phase: Option<ImportedPhase>,
    pub timestamp: Option<PartialTimestamp>,
    pub scope: MarkerScope,
}

/// Which lines belong to a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkerScope {
    /// On a line of its own: everything below it.
    Section,
    /// Before text on the same line: paragraphs below may belong to another update.
    Inline,
    /// A list item or a line that starts with a date: up to the end of the list.
    ListItem,
    /// Up to the closing tag.
    Tag,
    /// A horizontal rule.
    Rule,
}

impl UpdateMarker {
    fn new(label: MarkerLabel, source_text: &str, scope: MarkerScope) -> UpdateMarker {
        UpdateMarker {
            source_text: source_text.trim().to_owned(),
            label: label.text,
            phase: label.phase,
            timestamp: label.timestamp,
            scope,
        }
    }

    /// A horizontal rule, which has neither a label nor a time.
    pub fn rule(line: &str) -> UpdateMarker {
        UpdateMarker {
            source_text: line.to_owned(),
            label: None,
            phase: None,
            timestamp: None,
            scope: MarkerScope::Rule,
        }
    }
}

/// The text of a list item.
pub(super) fn strip_bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let inside = ["* ", "- ", "+ "]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet))?;
    Some(inside.trim_start())
}

/// The marker at the start of a line, and the rest of the line. `clock_items_are_updates` tells whether a list item that starts with a
/// time of day is an update.
pub(super) fn parse_marker(
    line: &str,
    starts_paragraph: bool,
    clock_items_are_updates: bool,
) -> Option<(UpdateMarker, &str)> {
    if line.starts_with("    ") {
        return None;
    }
    let text = line.trim_start();
    if text.starts_with('#') {
        let label = parse_label(text.trim_matches('#').trim())?;
        return Some((UpdateMarker::new(label, line, MarkerScope::Section), ""));
    }
    if let Some(found) = parse_bracketed(text) {
        return Some(found);
    }
    if starts_paragraph && let Some(found) = parse_emphasised(text) {
        return Some(found);
    }
    if let Some(inside) = strip_bullet(line) {
        return parse_dated_line(line, inside, clock_items_are_updates, true);
    }
    if !starts_paragraph {
        return None;
    }
    parse_dated_line(line, text, true, false).or_else(|| parse_colon_label(text))
}

/// The parts of a marker before its place in the body is known.
#[derive(Default)]
struct MarkerLabel {
    text: Option<String>,
    phase: Option<ImportedPhase>,
    timestamp: Option<PartialTimestamp>,
}

/// A text that consists of a phase, a time, or both.
fn parse_label(text: &str) -> Option<MarkerLabel> {
    if text.chars().count() > 80 {
        return None;
    }
    let (timestamp, rest) = match timestamp::find_timestamp(text) {
        Some((stamp, range)) => (
            Some(stamp),
            format!("{} {}", &text[..range.start], &text[range.end..]),
        ),
        None => (None, text.to_owned()),
    };
    let is_separator = |c: char| " :-–—,()|*_\u{a0}".contains(c);
    let mut rest = rest.trim_matches(is_separator);
    for preposition in ["at", "on"] {
        if let Some(before) = rest.strip_suffix(preposition)
            && (before.is_empty() || before.ends_with(' '))
        {
            rest = before.trim_matches(is_separator);
            break;
        }
    }
    if rest.is_empty() {
        let timestamp = Some(timestamp?);
        return Some(MarkerLabel {
            timestamp,
            ..MarkerLabel::default()
        });
    }
    Some(MarkerLabel {
        phase: Some(phase::phase_of_label(rest)?),
        text: Some(rest.to_owned()),
        timestamp,
    })
}

/// A marker before the rest of its line.
fn inline_marker<'a>(
    label: MarkerLabel,
    source_text: &str,
    rest: &'a str,
) -> (UpdateMarker, &'a str) {
    let text = strip_separators(rest);
    let scope = if text.trim().is_empty() {
        MarkerScope::Section
    } else {
        MarkerScope::Inline
    };
    (UpdateMarker::new(label, source_text, scope), text)
}

/// `[Final Message]`, `[11:20 UTC]`; but not a link or a footnote.
fn parse_bracketed(text: &str) -> Option<(UpdateMarker, &str)> {
    let (inner, rest) = text.strip_prefix('[')?.split_once(']')?;
    if rest.starts_with(['(', '[', ':']) {
        return None;
    }
    Some(inline_marker(
        parse_label(inner)?,
        &format!("[{inner}]"),
        rest,
    ))
}

/// The text after a marker without the characters between them.
fn strip_separators(rest: &str) -> &str {
    rest.trim_start()
        .trim_start_matches([':', '-', '–', '—'])
        .trim_start()
}

/// `*Investigating* - …`, `**Update 11:20 UTC**`, `__Resolved__`, also if the end is missing or an editor has escaped the asterisks.
fn parse_emphasised(text: &str) -> Option<(UpdateMarker, &str)> {
    let delimiters = ["\\*\\*", "**", "__", "\\*", "*", "_"];
    let delimiter = delimiters.into_iter().find(|one| text.starts_with(one))?;
    let after = &text[delimiter.len()..];
    let (inner, rest) = match after.split_once(delimiter) {
        Some(found) => found,
        None if delimiter.len() > 1 => (after, ""),
        None => return None,
    };
    // If the whole line is emphasised (`*2020-11-23: text*`), this is no label, and `parse_dated_line` reads it.
    let mut label = parse_label(inner.trim().trim_end_matches(':'))?;
    let (counter, rest) = split_counter(rest);
    if let Some(text) = &mut label.text {
        text.push_str(counter);
    }
    Some(inline_marker(label, &text[..text.len() - rest.len()], rest))
}

/// The number after a label, as in `*Update* 2 - …`.
fn split_counter(rest: &str) -> (&str, &str) {
    let trimmed = rest.trim_start();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let end = rest.len() - trimmed.len() + digits;
    let is_separated = rest[end..].trim_start().starts_with(['-', '–', ':']);
    if (1..=2).contains(&digits) && is_separated {
        rest.split_at(end)
    } else {
        ("", rest)
    }
}

/// `2021-05-30T08:13 - …`, `16:37 Denver - …`, `*2020-11-23: …*`. A date with the month in letters starts a sentence too often.
fn parse_dated_line<'a>(
    line: &str,
    text: &'a str,
    clocks_are_updates: bool,
    is_list_item: bool,
) -> Option<(UpdateMarker, &'a str)> {
    let open = text.trim_start_matches(['*', '_', '`']);
    let emphasis = &text[..text.len() - open.len()];
    let (stamp, end) = timestamp::parse_at(open, 0)?;
    let is_incomplete_date = stamp
        .date
        .is_some_and(|day| day.month.is_none() || day.year.is_none());
    if !open.starts_with(|c: char| c.is_ascii_digit())
        || (stamp.date.is_none() && !clocks_are_updates)
        || is_incomplete_date
    {
        return None;
    }
    let rest = &open[end..];
    let after = rest.strip_prefix(emphasis).unwrap_or(rest);
    let mut body = strip_separators(after);
    let is_separated = body.len() < after.trim_start().len() || after.trim().is_empty();
    let is_emphasised_alone = !emphasis.is_empty() && after != rest;
    let is_list_text = is_list_item && after.starts_with(' ');
    if !is_separated && !is_emphasised_alone && !is_list_text {
        return None;
    }
    // If the whole line is emphasised, the emphasis is removed at its end too.
    if after == rest && !emphasis.is_empty() {
        body = body.trim_end().strip_suffix(emphasis).unwrap_or(body);
    }
    let source_text = match line.find(body) {
        Some(at) if !body.is_empty() => &line[..at],
        _ => line,
    };
    Some((
        timed_marker(stamp, source_text, MarkerScope::ListItem),
        body,
    ))
}

/// `Update: …`
fn parse_colon_label(text: &str) -> Option<(UpdateMarker, &str)> {
    let (word, rest) = text.split_once(':')?;
    if word.len() > 40 || !word.starts_with(char::is_uppercase) || rest.starts_with("//") {
        return None;
    }
    let label = parse_label(word).filter(|label| label.phase.is_some())?;
    Some(inline_marker(label, &format!("{word}:"), rest))
}

fn timed_marker(stamp: PartialTimestamp, source_text: &str, scope: MarkerScope) -> UpdateMarker {
    let label = MarkerLabel {
        timestamp: Some(stamp),
        ..MarkerLabel::default()
    };
    UpdateMarker::new(label, source_text, scope)
}

/// `<Update date="…">` and the rest of the line.
pub(super) fn parse_update_tag(line: &str) -> Option<(UpdateMarker, &str)> {
    let open = line.trim_start();
    let (attributes, rest) = open.strip_prefix("<Update ")?.split_once('>')?;
    let (_, quoted) = attributes.split_once("date=")?;
    let time = quoted.trim_matches(['"', '\'', '{', '}', ' ', '`']);
    let stamp = timestamp::parse_whole(time)?;
    let source_text = format!("<Update {attributes}>");
    Some((timed_marker(stamp, &source_text, MarkerScope::Tag), rest))
}

/// `{{< track "2021-05-03 11:58:00" >}}`, with its place in the line.
pub(super) fn parse_shortcode(line: &str) -> Option<(UpdateMarker, Range<usize>)> {
    let start = line.find("{{<").or_else(|| line.find("{{%"))?;
    let end = start + line[start..].find("}}")? + 2;
    let source_text = &line[start..end];
    let stamp = source_text
        .split(['"', '`', '\'', '“', '”'])
        .find_map(timestamp::parse_whole)?;
    Some((
        timed_marker(stamp, source_text, MarkerScope::Inline),
        start..end,
    ))
}
