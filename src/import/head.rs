//! Recognises the head of an update at the start of a line. What a head looks like is written down nowhere, so each notation that teams
//! use has a function of its own.

use super::phase::{self, Phase};
use super::stamp::{self, Stamp};
use super::timeline::{Form, Marker};

/// What stands behind the sign of a list item.
pub(super) fn bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ["* ", "- ", "+ "]
        .iter()
        .find_map(|sign| line.strip_prefix(sign))
        .map(str::trim_start)
}

/// The marker at the head of a line, and the rest of the line. A paragraph begins here if it is `fresh`.
pub(super) fn head(line: &str, fresh: bool, clocks: bool) -> Option<(Marker, &str)> {
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
    date.map(|(label, rest)| entry(line, &label, rest))
        .or_else(|| fresh.then(|| spoken(text)).flatten())
}

fn entry<'a>(line: &str, label: &Label, rest: &'a str) -> (Marker, &'a str) {
    let written = line
        .find(rest)
        .filter(|_| !rest.is_empty())
        .map_or(line, |at| &line[..at]);
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
        Marker {
            written,
            label: self.words.clone(),
            phase: self.phase,
            stamp: self.stamp.clone(),
            form,
        }
    }
}

/// A text that is a phase, a time, or both, and nothing else.
fn whole_label(text: &str) -> Option<Label> {
    let around: &[char] = &[
        ' ', ':', '-', '–', '—', ',', '(', ')', '|', '*', '_', '\u{a0}',
    ];
    if text.chars().count() > 80 {
        return None;
    }
    let found = stamp::find(text);
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
            .is_some_and(|stamp| stamp.clock.is_some() || stamp.day.is_some());
        return clock.then_some(Label {
            words: None,
            phase: None,
            stamp,
        });
    }
    let phase = phase::of_label(rest)?;
    Some(Label {
        words: Some(rest.to_owned()),
        phase: Some(phase),
        stamp,
    })
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
    if body_of(rest).trim().is_empty() {
        Form::Line
    } else {
        Form::Inline
    }
}

/// What stands behind a marker, without the signs between the two.
fn body_of(rest: &str) -> &str {
    rest.trim_start()
        .trim_start_matches([':', '-', '–', '—'])
        .trim_start()
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
    let label = Label {
        words: label.words.map(|words| words + count),
        ..label
    };
    let written = &text[..text.len() - rest.len()];
    Some((label.marker(written, form(rest)), body_of(rest)))
}

/// The number behind a label, as in `*Update* 2 - …`.
fn counted(rest: &str) -> (&str, &str) {
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
fn dated(text: &str, clocks: bool, listed: bool) -> Option<(Label, &str)> {
    let open = text.trim_start_matches(['*', '_', '`']);
    let emphasis = &text[..text.len() - open.len()];
    let (stamp, end) = stamp::at(open, 0)?;
    if !open.starts_with(|c: char| c.is_ascii_digit()) || (stamp.day.is_none() && !clocks) {
        return None;
    }
    let written_out = stamp
        .day
        .is_some_and(|day| day.month.is_none() || day.year.is_none());
    let rest = &open[end..];
    let closed = rest.strip_prefix(emphasis).unwrap_or(rest);
    let separated = body_of(closed).len() < closed.trim_start().len() || closed.trim().is_empty();
    if written_out
        || !(separated
            || (listed && closed.starts_with(' '))
            || (!emphasis.is_empty() && closed != rest))
    {
        return None;
    }
    let mut body = body_of(closed);
    // Emphasis that goes round the whole line is opened with it.
    if closed == rest && !emphasis.is_empty() {
        body = body.trim_end().strip_suffix(emphasis).unwrap_or(body);
    }
    Some((
        Label {
            stamp: Some(stamp),
            ..Label::default()
        },
        body,
    ))
}

/// `Update: …`
fn spoken(text: &str) -> Option<(Marker, &str)> {
    let (word, rest) = text.split_once(':')?;
    let short = word.len() <= 40 && word.starts_with(char::is_uppercase) && !rest.starts_with("//");
    let label = Some(word)
        .filter(|_| short)
        .and_then(whole_label)
        .filter(|label| label.phase.is_some())?;
    Some((label.marker(&format!("{word}:"), form(rest)), body_of(rest)))
}

/// `<Update date="…">` and what follows on the line.
pub(super) fn tag(line: &str) -> Option<(Marker, &str)> {
    let open = line.trim_start();
    let (written, rest) = open.strip_prefix("<Update ")?.split_once('>')?;
    let (_, quoted) = written.split_once("date=")?;
    let time = quoted.trim_matches(['"', '\'', '{', '}', ' ', '`']);
    let stamp = stamp::whole(time)?;
    let label = Label {
        stamp: Some(stamp),
        ..Label::default()
    };
    Some((
        label.marker(&format!("<Update {written}>"), Form::Tag),
        rest,
    ))
}

/// `{{< track "2021-05-03 11:58:00" >}}`
pub(super) fn shortcode(line: &str) -> Option<Marker> {
    let written = line.get(shortcode_range(line)?)?;
    let stamp = written
        .split(['"', '`', '\'', '“', '”'])
        .find_map(stamp::whole)?;
    Some(
        Label {
            stamp: Some(stamp),
            ..Label::default()
        }
        .marker(written, Form::Inline),
    )
}

pub(super) fn shortcode_range(line: &str) -> Option<std::ops::Range<usize>> {
    let start = line.find("{{<").or_else(|| line.find("{{%"))?;
    let end = start + line[start..].find("}}")? + 2;
    Some(start..end)
}
