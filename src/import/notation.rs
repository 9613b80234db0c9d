//! The notations in which teams mark the start of an update in Markdown. No tool specifies one, so each that is known is a row of
//! [`NOTATIONS`].

use std::ops::Range;

use super::phase::{self, ImportedPhase};
use super::source_text::split_emphasis;
use super::timestamp::{self, PartialTimestamp};
use super::words;

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
    /// Up to this closing line or tag.
    Container(&'static str),
    /// A horizontal rule.
    Rule,
}

/// A line of text, and where it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct BodyLine<'a> {
    pub text: &'a str,
    /// Whether it is the first of a paragraph, or directly below another marker.
    pub starts_paragraph: bool,
}

/// A marker, and what its line says after it.
pub(super) type MarkerAndRest<'a> = (UpdateMarker, &'a str);

/// A way to mark the start of an update.
pub(super) struct Notation {
    pub example: &'static str,
    /// Whether one line alone may be ordinary text, and only several are updates.
    pub must_repeat: bool,
    read: fn(BodyLine) -> Option<MarkerAndRest>,
}

/// The first notation that reads a line counts.
pub(super) const NOTATIONS: [Notation; 13] = [
    Notation {
        example: "::: update Resolved | 2026-01-02T11:00:00.000Z",
        must_repeat: false,
        read: read_statusfy_container,
    },
    Notation {
        example: "<Update date=\"2026-01-02T11:00:00Z\">It is over.</Update>",
        must_repeat: false,
        read: read_update_tag,
    },
    Notation {
        example: "### Update 02.01.2026, 11:00 Uhr",
        must_repeat: false,
        read: read_heading,
    },
    Notation {
        example: "[Update - vendredi 2 janvier 2026 11h00 UTC] C'est fini.",
        must_repeat: false,
        read: read_brackets,
    },
    Notation {
        example: "**Update 11:00 UTC** - It is over.",
        must_repeat: false,
        read: read_emphasis,
    },
    Notation {
        example: "- **Resolved 11:00**: It is over.",
        must_repeat: false,
        read: read_emphasis_in_list,
    },
    Notation {
        example: "- 2026-01-02 11:00 UTC: It is over.",
        must_repeat: false,
        read: read_dated_list_item,
    },
    Notation {
        example: "- 11:00 It is over.",
        must_repeat: true,
        read: read_clock_list_item,
    },
    Notation {
        example: "2026-01-02 11:00 UTC - It is over.",
        must_repeat: false,
        read: read_dated_line,
    },
    Notation {
        example: "11:00 GMT",
        must_repeat: false,
        read: read_time_alone,
    },
    Notation {
        example: "Jan 2, 11:00 UTC - It is over.",
        must_repeat: true,
        read: read_spelled_date,
    },
    Notation {
        example: "Update 11:00 UTC - It is over.",
        must_repeat: false,
        read: read_label_and_time,
    },
    Notation {
        example: "Update: It is over.",
        must_repeat: false,
        read: read_colon_label,
    },
];

/// A line in each notation that starts an update, and whether one alone may be ordinary text.
pub fn notation_examples() -> impl Iterator<Item = (&'static str, bool)> {
    NOTATIONS
        .iter()
        .map(|notation| (notation.example, notation.must_repeat))
}

/// The notation of a line, by its index, with the marker and the rest of the line.
pub(super) fn read_marker(line: BodyLine) -> Option<(usize, MarkerAndRest)> {
    // Four spaces make a code block.
    if line.text.starts_with("    ") || line.text.starts_with('\t') {
        return None;
    }
    let mut notations = NOTATIONS.iter().enumerate();
    notations.find_map(|(index, notation)| Some((index, (notation.read)(line)?)))
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

    pub fn timed(stamp: PartialTimestamp, source_text: &str, scope: MarkerScope) -> UpdateMarker {
        UpdateMarker {
            source_text: source_text.trim().to_owned(),
            label: None,
            phase: None,
            timestamp: Some(stamp),
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

    /// Whether it has nothing but a time.
    pub fn is_time_alone(&self) -> bool {
        self.timestamp.is_some() && self.label.is_none()
    }

    /// Adds the label of a marker without a time.
    pub fn add_label(&mut self, other: UpdateMarker) {
        self.source_text = format!("{} {}", self.source_text, other.source_text);
        self.label = other.label;
        self.phase = other.phase;
    }

    /// Adds what the other marker says, if each has what the other lacks: one has the time, the other the label.
    pub fn merge(&mut self, other: &UpdateMarker) -> bool {
        let is_complementary = match (&self.timestamp, &other.timestamp) {
            (Some(_), None) => self.label.is_none() && other.label.is_some(),
            (None, Some(_)) => self.label.is_some() && other.label.is_none(),
            _ => false,
        };
        let is_mergeable = |scope| !matches!(scope, MarkerScope::Container(_) | MarkerScope::Rule);
        if !is_complementary || !is_mergeable(self.scope) || !is_mergeable(other.scope) {
            return false;
        }
        self.source_text = format!("{} {}", self.source_text, other.source_text);
        self.label = self.label.take().or(other.label.clone());
        self.phase = self.phase.or(other.phase);
        self.timestamp = self.timestamp.take().or(other.timestamp.clone());
        self.scope = other.scope;
        true
    }
}

/// The parts of a marker before its place in the body is known.
#[derive(Default)]
struct MarkerLabel {
    text: Option<String>,
    phase: Option<ImportedPhase>,
    timestamp: Option<PartialTimestamp>,
}

const MAX_LABEL_LENGTH: usize = 80;

const LABEL_SEPARATORS: &str = " :-–—,()[]（）|*_/@\u{a0}：、・";

/// A text that consists of a phase, a time, or both.
fn parse_label(text: &str) -> Option<MarkerLabel> {
    if text.chars().count() > MAX_LABEL_LENGTH {
        return None;
    }
    let is_separator = |c: char| LABEL_SEPARATORS.contains(c);
    let Some((stamp, range)) = timestamp::find_timestamp(text) else {
        let label = text.trim_matches(is_separator);
        return Some(MarkerLabel {
            phase: Some(phase::phase_of_label(label)?),
            text: Some(label.to_owned()),
            timestamp: None,
        });
    };
    // Two times are a period, and no label says whether an update was at its start or at its end.
    if timestamp::find_timestamp(&text[range.end..]).is_some() {
        return None;
    }
    let rest = format!("{} {}", &text[..range.start], &text[range.end..]);
    let words: Vec<&str> = rest.trim_matches(is_separator).split_whitespace().collect();
    let is_particle = |word: &&str| {
        let word = word.to_lowercase();
        words::any_language(&word, |language| language.particles)
    };
    let end = words.iter().rposition(|word| !is_particle(word));
    let label = end.map_or(String::new(), |last| words[..=last].join(" "));
    let label = label.trim_matches(is_separator);
    let timestamp = Some(stamp);
    if label.is_empty() {
        return Some(MarkerLabel {
            timestamp,
            ..MarkerLabel::default()
        });
    }
    Some(MarkerLabel {
        phase: Some(phase::phase_of_label(label)?),
        text: Some(label.to_owned()),
        timestamp,
    })
}

/// A marker before the rest of its line.
fn inline_marker<'a>(label: MarkerLabel, source_text: &str, rest: &'a str) -> MarkerAndRest<'a> {
    let text = strip_separators(rest);
    let scope = if text.trim().is_empty() {
        MarkerScope::Section
    } else {
        MarkerScope::Inline
    };
    (UpdateMarker::new(label, source_text, scope), text)
}

/// The text after a marker without the characters between them.
fn strip_separators(rest: &str) -> &str {
    let text = rest.trim_start();
    let text = match text.strip_prefix('.') {
        Some(after) if after.is_empty() || after.starts_with(' ') => after.trim_start(),
        _ => text,
    };
    text.trim_start_matches([':', '-', '–', '—', '：', '|', ','])
        .trim_start()
}

/// `::: update Resolved | 2026-01-02T11:00:00.000Z`, up to `:::`.
fn read_statusfy_container(line: BodyLine) -> Option<MarkerAndRest> {
    let inside = line.text.trim().strip_prefix(":::")?.trim_start();
    let inside = inside.strip_prefix("update ")?;
    let (label, time) = inside.split_once('|')?;
    let label = MarkerLabel {
        phase: phase::phase_of_field(label),
        text: Some(label.trim().to_owned()),
        timestamp: Some(timestamp::parse_whole(time)?),
    };
    let scope = MarkerScope::Container(":::");
    Some((UpdateMarker::new(label, line.text, scope), ""))
}

/// `<Update date="…">` and the rest of the line, up to `</Update>`.
fn read_update_tag(line: BodyLine) -> Option<MarkerAndRest> {
    let open = line.text.trim_start();
    let (attributes, rest) = open.strip_prefix("<Update ")?.split_once('>')?;
    let (_, quoted) = attributes.split_once("date=")?;
    let time = quoted.trim_matches(['"', '\'', '{', '}', ' ', '`']);
    let stamp = timestamp::parse_whole(time)?;
    let source_text = format!("<Update {attributes}>");
    let scope = MarkerScope::Container("</Update>");
    Some((UpdateMarker::timed(stamp, &source_text, scope), rest))
}

/// `### Update 08:40 UTC`, `## 10:30 - The disk is full`
fn read_heading(line: BodyLine) -> Option<MarkerAndRest> {
    let text = line.text.trim();
    let inside = text.strip_prefix('#')?.trim_matches('#').trim();
    let plain = inside.trim_matches(['*', '_']);
    if let Some(label) = parse_label(plain) {
        return Some((UpdateMarker::new(label, text, MarkerScope::Section), ""));
    }
    let (stamp, end) = timestamp::parse_at(plain, 0)?;
    let rest = strip_separators(&plain[end..]);
    let is_separated = rest.len() < plain[end..].trim_start().len();
    let is_clock = stamp.clock.is_some() && is_separated && timestamp::parse_at(rest, 0).is_none();
    let source_text = &text[..text.find(rest)?];
    is_clock.then(|| {
        (
            UpdateMarker::timed(stamp, source_text, MarkerScope::Section),
            rest,
        )
    })
}

/// `[Final Message]`, `[11:20 UTC]`, `【続報】`; but not a link or a footnote.
fn read_brackets(line: BodyLine) -> Option<MarkerAndRest> {
    let text = line.text.trim_start();
    let (open, close) = [('[', ']'), ('【', '】'), ('［', '］')]
        .into_iter()
        .find(|(open, _)| text.starts_with(*open))?;
    let (inner, rest) = text[open.len_utf8()..].split_once(close)?;
    if rest.starts_with(['(', '[', ':']) && !rest.starts_with(": ") {
        return None;
    }
    let mut label = parse_label(inner)?;
    // `【続報】11:00 …`
    let after = rest.trim_start();
    let time = timestamp::parse_at(after, 0)
        .filter(|(stamp, _)| label.timestamp.is_none() && stamp.clock.is_some());
    let rest = match time {
        Some((stamp, end)) if timestamp::parse_at(strip_separators(&after[end..]), 0).is_none() => {
            label.timestamp = Some(stamp);
            &after[end..]
        }
        _ => rest,
    };
    let source_text = &text[..text.len() - rest.len()];
    Some(inline_marker(label, source_text, rest))
}

/// `*Investigating* - …`, `**Update 11:20 UTC**`, `__Resolved__`, also if the end is missing or an editor has escaped the asterisks.
fn read_emphasis(line: BodyLine) -> Option<MarkerAndRest> {
    let text = line.text.trim_start();
    let (inner, rest) = split_emphasis(text)?;
    let label = parse_label(inner.trim().trim_end_matches([':', '.', '：']));
    let Some(mut label) = label else {
        return read_emphasised_clock(text, inner, rest);
    };
    let (counter, rest) = split_counter(rest);
    if let Some(text) = &mut label.text {
        text.push_str(counter);
    }
    // `**Update** (11:00 UTC): …`
    if label.timestamp.is_none()
        && let Some((stamp, after)) = split_bracketed_time(rest)
    {
        label.timestamp = Some(stamp);
        let source_text = &text[..text.len() - after.len()];
        return Some(inline_marker(label, source_text, after));
    }
    Some(inline_marker(label, &text[..text.len() - rest.len()], rest))
}

/// `**11:00 UTC: The disk is full.**`
fn read_emphasised_clock<'a>(
    text: &'a str,
    inner: &'a str,
    rest: &'a str,
) -> Option<MarkerAndRest<'a>> {
    let (stamp, end) = timestamp::parse_at(inner, 0)?;
    let said = strip_separators(&inner[end..]);
    let is_separated = said.len() < inner[end..].trim_start().len();
    let is_range = timestamp::parse_at(said, 0).is_some();
    if stamp.clock.is_none() || !is_separated || is_range || !rest.trim().is_empty() {
        return None;
    }
    let at = text.find(said)?;
    Some((
        UpdateMarker::timed(stamp, &text[..at], MarkerScope::Inline),
        said,
    ))
}

/// The number after a label, as in `*Update* 2 - …`.
fn split_counter(rest: &str) -> (&str, &str) {
    let trimmed = rest.trim_start();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let end = rest.len() - trimmed.len() + digits;
    let is_separated = rest[end..].trim_start().starts_with(['-', '–', ':'])
        && !rest[end..].starts_with(':')
        || rest[end..].starts_with(": ");
    if (1..=2).contains(&digits) && is_separated {
        rest.split_at(end)
    } else {
        ("", rest)
    }
}

/// A time in brackets, or behind a separator and before another one, directly after a label.
fn split_bracketed_time(rest: &str) -> Option<(PartialTimestamp, &str)> {
    let inside = rest.trim_start();
    if let Some(inside) = inside.strip_prefix(['(', '[']) {
        let (inner, after) = inside.split_once([')', ']'])?;
        return Some((timestamp::parse_whole(inner)?, after));
    }
    let inside = strip_separators(rest);
    let (stamp, end) = timestamp::parse_at(inside, 0)?;
    let after = &inside[end..];
    let said = strip_separators(after);
    let is_separated = after.trim().is_empty() || said.len() < after.trim_start().len();
    let is_range = timestamp::parse_at(said, 0).is_some();
    (is_separated && !is_range).then_some((stamp, after))
}

/// The text of a list item.
pub(super) fn strip_bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let inside = ["* ", "- ", "+ ", "• ", "・"]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet));
    let numbered = || {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        line[digits..]
            .strip_prefix(". ")
            .filter(|_| (1..=2).contains(&digits))
    };
    Some(inside.or_else(numbered)?.trim_start())
}

/// `- **Resolved 11:00**: …`. Without a time, an emphasised word in a list is the name of a fact.
fn read_emphasis_in_list(line: BodyLine) -> Option<MarkerAndRest> {
    let inside = strip_bullet(line.text)?;
    let read = read_emphasis(BodyLine {
        text: inside,
        starts_paragraph: true,
    });
    let (mut marker, rest) = read.or_else(|| {
        read_brackets(BodyLine {
            text: inside,
            starts_paragraph: true,
        })
    })?;
    // `- **End:** 11:00`
    if rest.trim().is_empty() && is_fact_label(marker.label.as_deref().unwrap_or_default()) {
        return None;
    }
    let at = line.text.len() - inside.len();
    marker.source_text = format!("{}{}", &line.text[..at], marker.source_text);
    marker.source_text = marker.source_text.trim().to_owned();
    marker.scope = MarkerScope::ListItem;
    marker.timestamp.is_some().then_some((marker, rest))
}

fn read_dated_list_item(line: BodyLine) -> Option<MarkerAndRest> {
    let read = read_time_and_text(line.text, strip_bullet(line.text)?, true)?;
    let is_dated = |stamp: &PartialTimestamp| stamp.date.is_some();
    read.0
        .timestamp
        .as_ref()
        .is_some_and(is_dated)
        .then_some(read)
}

fn read_clock_list_item(line: BodyLine) -> Option<MarkerAndRest> {
    read_time_and_text(line.text, strip_bullet(line.text)?, true)
}

/// `2021-05-30T08:13 - …`, `16:37 Denver - …`, `*2020-11-23: …*`
fn read_dated_line(line: BodyLine) -> Option<MarkerAndRest> {
    let text = line.text.trim_start();
    if !line.starts_paragraph {
        return None;
    }
    read_time_and_text(line.text, text, false)
}

/// A time, a separator and a text. The date must be complete unless a clock follows it, and begin with a number, because the name of a
/// month starts a sentence too often.
fn read_time_and_text<'a>(
    line: &str,
    text: &'a str,
    is_list_item: bool,
) -> Option<MarkerAndRest<'a>> {
    let open = text.trim_start_matches(['*', '_', '`', '(']);
    if !open.starts_with(char::is_numeric) {
        return None;
    }
    read_any_time_and_text(line, text, is_list_item)
}

fn read_any_time_and_text<'a>(
    line: &str,
    text: &'a str,
    is_list_item: bool,
) -> Option<MarkerAndRest<'a>> {
    let open = text.trim_start_matches(['*', '_', '`']);
    let emphasis = &text[..text.len() - open.len()];
    let is_bracketed = open.starts_with('(');
    let open = open.strip_prefix('(').unwrap_or(open);
    let (stamp, end) = timestamp::parse_at(open, 0)?;
    if stamp.clock.is_none() && !stamp.has_full_date() {
        return None;
    }
    let rest = &open[end..];
    let rest = if is_bracketed {
        rest.strip_prefix(')')?
    } else {
        rest
    };
    let after = rest.strip_prefix(emphasis).unwrap_or(rest);
    let mut body = strip_separators(after);
    let is_separated =
        is_bracketed || body.len() < after.trim_start().len() || after.trim().is_empty();
    let is_emphasised_alone = !emphasis.is_empty() && after != rest;
    let is_list_text = is_list_item && after.starts_with(' ');
    if !is_separated && !is_emphasised_alone && !is_list_text {
        return None;
    }
    // `10:00 - 12:00` is a period.
    if timestamp::parse_at(body, 0).is_some_and(|(other, _)| other.clock.is_some()) {
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
    let marker = UpdateMarker::timed(stamp, source_text, MarkerScope::ListItem);
    Some((marker, body))
}

/// A line that is a time and nothing else, in any notation: everything below it belongs to it.
pub(super) fn read_time_alone(line: BodyLine) -> Option<MarkerAndRest> {
    let text = line.text.trim();
    let stamp = timestamp::parse_whole(text.trim_end_matches([':', '：']))?;
    (line.starts_paragraph && (stamp.clock.is_some() || stamp.has_full_date()))
        .then(|| (UpdateMarker::timed(stamp, text, MarkerScope::Section), ""))
}

/// `Feb 3, 4:23PM PST - …`
fn read_spelled_date(line: BodyLine) -> Option<MarkerAndRest> {
    let text = strip_bullet(line.text).unwrap_or(line.text.trim_start());
    let read = read_any_time_and_text(line.text, text, false)?;
    line.starts_paragraph.then_some(read)
}

/// `Update 11:00 UTC - …`, `Resolved (11:00): …`
fn read_label_and_time(line: BodyLine) -> Option<MarkerAndRest> {
    let text = line.text.trim_start();
    if !line.starts_paragraph || !text.starts_with(char::is_alphabetic) {
        return None;
    }
    let (stamp, range) = timestamp::find_timestamp(text)?;
    let words = text[..range.start].trim_end();
    let before = words.rsplit_once(' ').filter(|(_, last)| {
        words::any_language(&last.to_lowercase(), |language| language.particles)
    });
    let label = parse_label(before.map_or(words, |(before, _)| before))?;
    if is_fact_label(label.text.as_deref().unwrap_or_default()) {
        return None;
    }
    let after = text[range.end..].trim_start_matches([')', ']']);
    let said = strip_separators(after);
    let is_separated = after.trim().is_empty() || said.len() < after.trim_start().len();
    if !is_separated || timestamp::parse_at(said, 0).is_some() {
        return None;
    }
    let label = MarkerLabel {
        timestamp: Some(stamp),
        ..label
    };
    Some(inline_marker(
        label,
        &text[..text.len() - after.len()],
        after,
    ))
}

/// `Update: …`
fn read_colon_label(line: BodyLine) -> Option<MarkerAndRest> {
    let text = line.text.trim_start();
    let (word, rest) = text.split_once([':', '：'])?;
    if !line.starts_paragraph
        || word.chars().count() > 40
        || word.starts_with(char::is_lowercase)
        || !word.starts_with(char::is_alphabetic)
        || rest.starts_with("//")
        || is_fact_label(word)
    {
        return None;
    }
    let label = parse_label(word).filter(|label| label.timestamp.is_none())?;
    Some(inline_marker(label, &text[..text.len() - rest.len()], rest))
}

/// Labels that name a fact more often than they start an update, where no emphasis and no time shows that they do.
const FACT_LABELS: &str = "cause fix solution resolution report change changes response information info new first original announcement \
    test tests testing ursache stand info erste causa información informação point cours 発生 予定 お知らせ";

pub(super) fn is_fact_label(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    words::has_word(FACT_LABELS, &label)
        || words::any_language(&label, |language| language.start)
        || words::any_language(&label, |language| language.end)
}

/// Splits the label of a phase off the start of the text below a time: `Resolved - …`, `**Identified**: …`, or `Monitoring` alone.
pub(super) fn split_phase_label(line: &str) -> Option<(UpdateMarker, &str)> {
    let start = BodyLine {
        text: line,
        starts_paragraph: true,
    };
    let dashed = || {
        let (label, _) = line.split_once([':', '：', '-', '–', '—'])?;
        let label = label.trim_end();
        let rest = &line[label.len()..];
        (strip_separators(rest).len() < rest.trim_start().len())
            .then_some(())
            .filter(|()| !is_fact_label(label))?;
        Some(inline_marker(parse_label(label)?, label, rest))
    };
    let alone = || {
        let label = line.trim().trim_end_matches('.');
        Some(inline_marker(parse_label(label)?, line.trim(), ""))
    };
    let (marker, rest) = read_emphasis(start).or_else(dashed).or_else(alone)?;
    marker.timestamp.is_none().then_some((marker, rest))
}

/// `{{< track "2021-05-03 11:58:00" >}}`, with its place in the line.
pub(super) fn find_shortcode(line: &str) -> Option<(UpdateMarker, Range<usize>)> {
    let range = shortcode_range(line)?;
    let source_text = &line[range.clone()];
    let stamp = source_text
        .split(['"', '`', '\'', '“', '”'])
        .find_map(timestamp::parse_whole)?;
    let marker = UpdateMarker::timed(stamp, source_text, MarkerScope::Inline);
    Some((marker, range))
}

fn shortcode_range(line: &str) -> Option<Range<usize>> {
    let start = line.find("{{<").or_else(|| line.find("{{%"))?;
    let end = start + line[start..].find("}}")? + 2;
    Some(start..end)
}

/// Whether a line that no notation reads looks like the start of an update all the same: it begins or ends with a time, or begins with
/// an emphasised, bracketed or separate text that names a phase or a time.
pub(super) fn looks_like_marker(line: &str) -> bool {
    let text = strip_bullet(line).unwrap_or(line.trim());
    if text.starts_with("<!--") || text.starts_with("](") {
        return false;
    }
    if shortcode_range(text).is_some_and(|range| text[range].contains("track"))
        || text.starts_with(":::")
        || text.starts_with("<Update")
    {
        return true;
    }
    let bare = without_leading_tags(text).trim_start_matches(|c: char| !c.is_alphanumeric());
    begins_with_time(bare) || ends_with_time(text) || begins_with_phase(text)
}

/// The text behind the tags of HTML at its start.
fn without_leading_tags(mut text: &str) -> &str {
    while let Some((_, rest)) = text.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
        text = rest.trim_start();
    }
    text
}

/// A time at the start, or behind at most two words such as `At` or `On Monday,`.
fn begins_with_time(text: &str) -> bool {
    let is_time = |at: usize| {
        timestamp::parse_at(text, at)
            .is_some_and(|(stamp, _)| stamp.clock.is_some() || stamp.has_full_date())
    };
    let starts = text.match_indices(' ').map(|(at, _)| at + 1).take(2);
    std::iter::once(0)
        .chain(starts)
        .any(|at| text.is_char_boundary(at) && is_time(at))
}

/// A time behind a separator at the end, as in `It is over (11:00 UTC)`.
fn ends_with_time(text: &str) -> bool {
    let end = text.trim_end_matches([')', ']', '.', '*', '_', ' ']);
    let start = end.rfind([' ', '(', '[', '|', '–', '—']).unwrap_or(0);
    let openings = end
        .match_indices(['(', '[', '|', '–', '—'])
        .map(|(at, open)| at + open.len());
    let dashes = end.match_indices(" - ").map(|(at, dash)| at + dash.len());
    start > 0
        && openings.chain(dashes).any(|at| {
            timestamp::parse_whole(&end[at..])
                .is_some_and(|stamp| stamp.clock.is_some() || stamp.has_full_date())
        })
}

/// An emphasised or bracketed text, a heading or a label before a colon with a word for a phase in it.
fn begins_with_phase(text: &str) -> bool {
    let heading = text
        .strip_prefix('#')
        .map(|text| text.trim_matches(['#', ' ']));
    let bracketed = || {
        let (inner, rest) = text.strip_prefix('[')?.split_once(']')?;
        (!rest.starts_with(['(', '[', ':'])).then_some(inner)
    };
    let label = heading
        .or_else(|| split_emphasis(text).map(|(inner, _)| inner))
        .or_else(bracketed)
        .or_else(|| text.split_once(':').map(|(label, _)| label));
    label.is_some_and(|label| label.chars().count() <= 60 && phase::phase_of_field(label).is_some())
}
