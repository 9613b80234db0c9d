//! Recognises the head of an update at the start of a line. What a head looks like is written down nowhere, so each notation that teams
//! use has a function of its own.

use super::phase::{self, ImportedPhase};
use super::timestamp::{self, PartialTimestamp};
use super::update_blocks::{MarkerScope, UpdateMarker};

/// What stands behind the sign of a list item.
pub(super) fn strip_bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ["* ", "- ", "+ "]
        .iter()
        .find_map(|sign| line.strip_prefix(sign))
        .map(str::trim_start)
}

/// The marker at the head of a line, and the rest of the line. A paragraph begins here if it is `fresh`.
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
        let inner = text.trim_matches('#').trim();
        return parse_label(inner).map(|label| (label.to_marker(line, MarkerScope::Section), ""));
    }
    if let Some(found) = parse_bracketed(text) {
        return Some(found);
    }
    if starts_paragraph && let Some(found) = parse_emphasised(text) {
        return Some(found);
    }
    if let Some(inside) = strip_bullet(line) {
        return parse_dated_line(inside, clock_items_are_updates, true)
            .map(|(label, rest)| list_item_marker(line, &label, rest));
    }
    let date = parse_dated_line(text, true, false).filter(|_| starts_paragraph);
    date.map(|(label, rest)| list_item_marker(line, &label, rest))
        .or_else(|| starts_paragraph.then(|| parse_colon_label(text)).flatten())
}

fn list_item_marker<'a>(line: &str, label: &MarkerLabel, rest: &'a str) -> (UpdateMarker, &'a str) {
    let written = line
        .find(rest)
        .filter(|_| !rest.is_empty())
        .map_or(line, |at| &line[..at]);
    (label.to_marker(written, MarkerScope::ListItem), rest)
}

/// The words and the time of a marker.
#[derive(Default)]
struct MarkerLabel {
    text: Option<String>,
    phase: Option<ImportedPhase>,
    timestamp: Option<PartialTimestamp>,
}

impl MarkerLabel {
    fn to_marker(&self, written: &str, form: MarkerScope) -> UpdateMarker {
        let written = written.trim().to_owned();
        UpdateMarker {
            source_text: written,
            label: self.text.clone(),
            phase: self.phase,
            timestamp: self.timestamp.clone(),
            scope: form,
        }
    }
}

/// A text that is a phase, a time, or both, and nothing else.
fn parse_label(text: &str) -> Option<MarkerLabel> {
    let around: &[char] = &[
        ' ', ':', '-', '–', '—', ',', '(', ')', '|', '*', '_', '\u{a0}',
    ];
    if text.chars().count() > 80 {
        return None;
    }
    let found = timestamp::find_timestamp(text);
    let (stamp, rest) = match found {
        Some((stamp, range)) => (
            Some(stamp),
            format!("{} {}", &text[..range.start], &text[range.end..]),
        ),
        None => (None, text.to_owned()),
    };
    let rest = rest.trim_matches(around);
    let rest = rest
        .strip_suffix(" at")
        .or_else(|| rest.strip_suffix(" on"))
        .unwrap_or(rest);
    let rest = if rest == "at" || rest == "on" {
        ""
    } else {
        rest.trim_matches(around)
    };
    if rest.is_empty() {
        let clock = stamp
            .as_ref()
            .is_some_and(|stamp| stamp.clock.is_some() || stamp.date.is_some());
        return clock.then_some(MarkerLabel {
            text: None,
            phase: None,
            timestamp: stamp,
        });
    }
    let phase = phase::phase_of_label(rest)?;
    Some(MarkerLabel {
        text: Some(rest.to_owned()),
        phase: Some(phase),
        timestamp: stamp,
    })
}

/// `[Final Message]`, `[11:20 UTC]`; no link and no footnote.
fn parse_bracketed(text: &str) -> Option<(UpdateMarker, &str)> {
    let (inner, rest) = text.strip_prefix('[')?.split_once(']')?;
    if rest.starts_with(['(', '[', ':']) {
        return None;
    }
    let label = parse_label(inner)?;
    let written = format!("[{inner}]");
    Some((
        label.to_marker(&written, marker_scope(rest)),
        strip_separators(rest),
    ))
}

fn marker_scope(rest: &str) -> MarkerScope {
    if strip_separators(rest).trim().is_empty() {
        MarkerScope::Section
    } else {
        MarkerScope::Inline
    }
}

/// What stands behind a marker, without the signs between the two.
fn strip_separators(rest: &str) -> &str {
    rest.trim_start()
        .trim_start_matches([':', '-', '–', '—'])
        .trim_start()
}

/// `*Investigating* - …`, `**Update 11:20 UTC**`, `__Resolved__`, also where the end is missing or the signs are escaped.
fn parse_emphasised(text: &str) -> Option<(UpdateMarker, &str)> {
    let signs = ["\\*\\*", "**", "__", "\\*", "*", "_"];
    let sign = signs.into_iter().find(|sign| text.starts_with(sign))?;
    let after = &text[sign.len()..];
    let (inner, rest) = match after.split_once(sign) {
        Some(found) => found,
        None if sign.len() > 1 => (after, ""),
        None => return None,
    };
    // `*2020-11-23: text*` is a dated line that is emphasised as a whole.
    let label = parse_label(inner.trim().trim_end_matches(':'))?;
    let (count, rest) = split_counter(rest);
    let label = MarkerLabel {
        text: label.text.map(|words| words + count),
        ..label
    };
    let written = &text[..text.len() - rest.len()];
    Some((
        label.to_marker(written, marker_scope(rest)),
        strip_separators(rest),
    ))
}

/// The number behind a label, as in `*Update* 2 - …`.
fn split_counter(rest: &str) -> (&str, &str) {
    let digits = rest
        .trim_start()
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let end = rest.len() - rest.trim_start().len() + digits;
    let separated = rest[end..].trim_start().starts_with(['-', '–', ':']);
    if (1..=2).contains(&digits) && separated {
        rest.split_at(end)
    } else {
        ("", rest)
    }
}

/// `2021-05-30T08:13 - …`, `16:37 Denver - …`, `*2020-11-23: …*`. Months in letters are for markers, not for prose.
fn parse_dated_line(text: &str, clocks: bool, listed: bool) -> Option<(MarkerLabel, &str)> {
    let open = text.trim_start_matches(['*', '_', '`']);
    let emphasis = &text[..text.len() - open.len()];
    let (stamp, end) = timestamp::parse_at(open, 0)?;
    if !open.starts_with(|c: char| c.is_ascii_digit()) || (stamp.date.is_none() && !clocks) {
        return None;
    }
    let written_out = stamp
        .date
        .is_some_and(|day| day.month.is_none() || day.year.is_none());
    let rest = &open[end..];
    let closed = rest.strip_prefix(emphasis).unwrap_or(rest);
    let separated =
        strip_separators(closed).len() < closed.trim_start().len() || closed.trim().is_empty();
    if written_out
        || !(separated
            || (listed && closed.starts_with(' '))
            || (!emphasis.is_empty() && closed != rest))
    {
        return None;
    }
    let mut body = strip_separators(closed);
    // Emphasis that goes round the whole line is opened with it.
    if closed == rest && !emphasis.is_empty() {
        body = body.trim_end().strip_suffix(emphasis).unwrap_or(body);
    }
    Some((
        MarkerLabel {
            timestamp: Some(stamp),
            ..MarkerLabel::default()
        },
        body,
    ))
}

/// `Update: …`
fn parse_colon_label(text: &str) -> Option<(UpdateMarker, &str)> {
    let (word, rest) = text.split_once(':')?;
    let short = word.len() <= 40 && word.starts_with(char::is_uppercase) && !rest.starts_with("//");
    let label = Some(word)
        .filter(|_| short)
        .and_then(parse_label)
        .filter(|label| label.phase.is_some())?;
    Some((
        label.to_marker(&format!("{word}:"), marker_scope(rest)),
        strip_separators(rest),
    ))
}

/// `<Update date="…">` and what follows on the line.
pub(super) fn parse_update_tag(line: &str) -> Option<(UpdateMarker, &str)> {
    let open = line.trim_start();
    let (written, rest) = open.strip_prefix("<Update ")?.split_once('>')?;
    let (_, quoted) = written.split_once("date=")?;
    let time = quoted.trim_matches(['"', '\'', '{', '}', ' ', '`']);
    let stamp = timestamp::parse_whole(time)?;
    let label = MarkerLabel {
        timestamp: Some(stamp),
        ..MarkerLabel::default()
    };
    Some((
        label.to_marker(&format!("<Update {written}>"), MarkerScope::Tag),
        rest,
    ))
}

/// `{{< track "2021-05-03 11:58:00" >}}`
pub(super) fn parse_shortcode(line: &str) -> Option<UpdateMarker> {
    let written = line.get(find_shortcode(line)?)?;
    let stamp = written
        .split(['"', '`', '\'', '“', '”'])
        .find_map(timestamp::parse_whole)?;
    Some(
        MarkerLabel {
            timestamp: Some(stamp),
            ..MarkerLabel::default()
        }
        .to_marker(written, MarkerScope::Inline),
    )
}

pub(super) fn find_shortcode(line: &str) -> Option<std::ops::Range<usize>> {
    let start = line.find("{{<").or_else(|| line.find("{{%"))?;
    let end = start + line[start..].find("}}")? + 2;
    Some(start..end)
}
