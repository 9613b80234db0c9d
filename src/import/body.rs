//! Reads the updates of a Markdown body: in which order they are written, what their times mean, and which of them is the last.

use super::blocks::{UnclearLine, UpdateBlock};
use super::notation::{MarkerScope, UpdateMarker};
use super::phase::{self, ImportedPhase};
use super::timestamp::{self, ImportedTime, PartialDate};
use super::words;
use crate::base::time::{Duration, Moment, Zone};

/// What is known about an entry from outside of its body.
#[derive(Clone, Copy, Debug)]
pub(super) struct EntryTimes {
    pub start: ImportedTime,
    pub end: Option<ImportedTime>,
    /// Whether the other tool marks it as resolved or completed.
    pub is_over: bool,
    pub zone: Zone,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundUpdate {
    pub at: ImportedTime,
    /// Whether the time is written beside the update, or in the front matter for the first and the last.
    pub has_known_time: bool,
    pub time_is_in_body: bool,
    pub label: Option<String>,
    pub phase: Option<ImportedPhase>,
    pub text: String,
    /// The marker as it was written, if a label cannot express it.
    pub marker_text: Option<String>,
}

impl FoundUpdate {
    /// An update at the start of the entry.
    pub fn opening(times: EntryTimes, text: String) -> FoundUpdate {
        FoundUpdate {
            at: times.start,
            has_known_time: true,
            time_is_in_body: false,
            label: None,
            phase: None,
            text,
            marker_text: None,
        }
    }
}

/// The updates of a body, oldest first. A body without text has none. The times of an incident are near to its start; of planned work,
/// announcements are earlier. A time that is far away is mistyped: it is not used, and added to `unclear`.
pub(super) fn parse_updates(
    blocks: &[UpdateBlock],
    times: EntryTimes,
    is_planned: bool,
    unclear: &mut Vec<UnclearLine>,
) -> Vec<FoundUpdate> {
    unclear.retain(|line| !repeats_entry_times(&line.text, times));
    let mut blocks = merge_markers(blocks);
    apply_day_headings(&mut blocks);
    let newest_first = is_newest_first(&blocks, times);
    // Horizontal rules separate updates, so the text above the first rule is an update too.
    if let [first, second, ..] = blocks.as_mut_slice()
        && newest_first
        && first.marker.is_none()
        && second.has_scope(MarkerScope::Rule)
    {
        first.marker.clone_from(&second.marker);
    }
    let mut latest = None;
    if newest_first {
        let has_opening = split_off_opening(&mut blocks, times, unclear);
        // Above updates that were added at the top, a text without a marker is the newest one.
        if has_opening && blocks[0].marker.is_none() && !is_link_list(&blocks[0].text) {
            latest = Some(blocks.remove(0));
        }
        blocks.reverse();
    }
    let (mut marked, mut loose) = (Vec::new(), Vec::new());
    for block in blocks {
        match block.marker {
            Some(_) => marked.push(block),
            None => loose.push(block.text),
        }
    }
    marked.extend(latest);
    if newest_first {
        loose.reverse();
    }
    let opening = loose.join("\n\n");
    let mut found = Vec::new();
    if !opening.trim().is_empty() {
        found.push(FoundUpdate::opening(times, opening));
    }
    let limits = PlausibleTimes {
        times,
        lead: Duration::days(if is_planned { 200 } else { 7 }),
        unclear,
    };
    limits.assign_times(marked, &mut found);
    merge_opening(&mut found);
    found.sort_by_key(|update| update.at.moment);
    found
}

/// Whether a line says nothing but when the entry began or ended, as in `Start: 10:00 UTC`, and its times are those of the entry.
fn repeats_entry_times(line: &str, times: EntryTimes) -> bool {
    let Some((_, first)) = timestamp::find_timestamp(line) else {
        return false;
    };
    let label = line[..first.start].to_lowercase();
    let mut words = label.split(|c: char| !c.is_alphanumeric());
    let is_label = label.chars().count() <= 40
        && words.any(|word| {
            words::any_language(word, |language| language.start)
                || words::any_language(word, |language| language.end)
                || words::any_language(word, |language| language.in_progress)
                || words::any_language(word, |language| language.ended)
        });
    let is_known = |written: ImportedTime| {
        let known = [Some(times.start), times.end].into_iter().flatten();
        let mut minutes = known.map(|time| time.moment.minute_id());
        minutes.any(|minute| written.moment.minute_id() == minute)
    };
    let mut rest = line;
    while let Some((stamp, range)) = timestamp::find_timestamp(rest) {
        if !stamp
            .resolve(times.start.moment, times.zone)
            .is_some_and(is_known)
        {
            return false;
        }
        rest = &rest[range.end..];
    }
    is_label && !rest.contains(char::is_alphabetic)
}

/// Joins a time and a label that are on lines of their own, and gives a time that is below its text to that text.
fn merge_markers(blocks: &[UpdateBlock]) -> Vec<UpdateBlock> {
    let is_time = |block: &UpdateBlock| {
        block
            .marker
            .as_ref()
            .is_some_and(UpdateMarker::is_time_alone)
    };
    let is_bare_time = |block: &&UpdateBlock| is_time(block) && block.is_blank();
    let times_follow = blocks.last().filter(is_bare_time).is_some()
        && blocks.first().filter(is_bare_time).is_none();
    let mut merged: Vec<UpdateBlock> = Vec::new();
    for block in blocks {
        let Some(previous) = merged.last_mut() else {
            merged.push(block.clone());
            continue;
        };
        let has_no_time = previous
            .marker
            .as_ref()
            .is_none_or(|marker| marker.timestamp.is_none() && marker.scope != MarkerScope::Rule);
        if times_follow && is_time(block) && has_no_time && !previous.is_blank() {
            let Some(time) = &block.marker else { continue };
            match &mut previous.marker {
                Some(marker) => drop(marker.merge(time)),
                None => previous.marker = Some(time.clone()),
            }
            if !block.is_blank() {
                merged.push(UpdateBlock {
                    marker: None,
                    ..block.clone()
                });
            }
            continue;
        }
        if previous.is_blank()
            && !block.is_after_rule
            && let (Some(first), Some(second)) = (&mut previous.marker, &block.marker)
            && first.merge(second)
        {
            previous.text.clone_from(&block.text);
            continue;
        }
        merged.push(block.clone());
    }
    merged
}

/// A date on a line of its own is that of the clocks below it.
fn apply_day_headings(blocks: &mut Vec<UpdateBlock>) {
    let mut day: Option<PartialDate> = None;
    let mut used = vec![false; blocks.len()];
    let mut heading = 0;
    for (index, block) in blocks.iter_mut().enumerate() {
        let is_blank = block.is_blank();
        let Some(marker) = &mut block.marker else {
            continue;
        };
        let is_bare = marker.is_time_alone() && is_blank;
        match &mut marker.timestamp {
            Some(stamp) if stamp.date.is_some() => {
                let is_heading = is_bare && stamp.clock.is_none();
                day = stamp.date.filter(|_| is_heading);
                heading = index;
            }
            Some(stamp) if day.is_some() => {
                stamp.date = day;
                used[heading] = true;
            }
            _ => {}
        }
    }
    let mut used = used.into_iter();
    blocks.retain(|_| !used.next().unwrap_or(false));
}

/// Whether a text is nothing but links, such as those to a ticket.
fn is_link_list(text: &str) -> bool {
    text.lines().all(|line| {
        let line = line.trim();
        line.is_empty() || line.starts_with('[') || line.starts_with("http")
    })
}

/// Which times of updates are plausible.
struct PlausibleTimes<'a> {
    times: EntryTimes,
    /// How long before the start an update may be.
    lead: Duration,
    unclear: &'a mut Vec<UnclearLine>,
}

/// How long after the end, or the update before, an update may be.
const MAX_DELAY: Duration = Duration::days(180);

impl PlausibleTimes<'_> {
    /// Gives every block the time in its marker, or that of the block before it.
    fn assign_times(mut self, marked: Vec<UpdateBlock>, found: &mut Vec<FoundUpdate>) {
        let times = self.times;
        let count = marked.len();
        let mut previous = times.start;
        for (index, block) in marked.into_iter().enumerate() {
            let UpdateBlock {
                line, marker, text, ..
            } = block;
            let written = marker
                .as_ref()
                .and_then(|marker| time_of_marker(marker, previous, times.zone))
                .filter(|written| self.is_plausible(*written, previous, line));
            let phase = marker.as_ref().and_then(|marker| marker.phase);
            let announces_end = phase == Some(ImportedPhase::Ended) || phase::announces_end(&text);
            let is_last = index + 1 == count && times.is_over && announces_end;
            let end = times
                .end
                .filter(|end| is_last && written.is_none() && end.moment >= previous.moment);
            let is_first = index == 0 && found.is_empty();
            let at = written.or(end).unwrap_or(previous);
            let has_known_time = written.is_some()
                || end.is_some()
                || is_first
                || phase == Some(ImportedPhase::Opening);
            previous = if written.is_some_and(|written| written.is_date_only) {
                previous.max(at)
            } else {
                at
            };
            found.push(FoundUpdate {
                at,
                has_known_time,
                time_is_in_body: written.is_some(),
                marker_text: marker.as_ref().and_then(marker_source_text),
                label: marker.and_then(|marker| marker.label),
                phase: end.map(|_| ImportedPhase::Ended).or(phase),
                text,
            });
        }
    }

    fn is_plausible(&mut self, written: ImportedTime, previous: ImportedTime, line: usize) -> bool {
        let times = self.times;
        let start = times.start.moment;
        let latest = times.end.map_or(start, |end| end.moment.max(start));
        let latest = latest.max(previous.moment);
        let distance = if start.since(written.moment) > self.lead {
            let days = start.since(written.moment).as_minutes() / (24 * 60);
            format!("{days} days before the start")
        } else if written.moment.since(latest) > MAX_DELAY {
            let days = written.moment.since(latest).as_minutes() / (24 * 60);
            format!("{days} days after the end or the update before")
        } else {
            return true;
        };
        let written = written.written(times.zone);
        self.unclear.push(UnclearLine {
            number: line,
            text: String::new(),
            message: format!("the time {written} is {distance}; not used"),
        });
        false
    }
}

const HALF_A_DAY: Duration = Duration::minutes(720);

fn time_of_marker(
    marker: &UpdateMarker,
    previous: ImportedTime,
    zone: Zone,
) -> Option<ImportedTime> {
    let stamp = marker.timestamp.as_ref()?;
    let mut time = stamp.resolve(previous.moment, zone)?;
    // A time of day that is much earlier than the one before it is after midnight.
    if stamp.date.is_none()
        && time.moment < previous.moment
        && previous.moment.since(time.moment) > HALF_A_DAY
    {
        time.moment = time.moment.plus(Duration::days(1));
    }
    Some(time)
}

fn marker_source_text(marker: &UpdateMarker) -> Option<String> {
    (marker.timestamp.is_some() && marker.scope != MarkerScope::Rule)
        .then(|| marker.source_text.clone())
}

/// Joins the text without a marker and the block that is marked as the opening: both have the time of the start.
fn merge_opening(found: &mut Vec<FoundUpdate>) {
    let unmarked = found.iter().position(|update| {
        update.label.is_none() && update.phase.is_none() && !update.time_is_in_body
    });
    let opening = found
        .iter()
        .position(|update| update.phase == Some(ImportedPhase::Opening) && !update.time_is_in_body);
    let (Some(unmarked), Some(opening)) = (unmarked, opening) else {
        return;
    };
    if unmarked != opening && found[unmarked].marker_text.is_none() {
        let text = std::mem::take(&mut found[unmarked].text);
        found[opening].text = format!("{text}\n\n{}", found[opening].text);
        found.remove(unmarked);
    }
}

/// Decides by the times of the markers, or else by their phases.
fn is_newest_first(blocks: &[UpdateBlock], times: EntryTimes) -> bool {
    use ImportedPhase::{Ended, Identified, Investigating, Monitoring, Opening, Scheduled};

    let markers: Vec<&UpdateMarker> = blocks
        .iter()
        .filter_map(|block| block.marker.as_ref())
        .collect();
    let moments: Vec<(bool, Moment)> = markers
        .iter()
        .filter_map(|marker| {
            let stamp = marker.timestamp.as_ref()?;
            let time = stamp.resolve(times.start.moment, times.zone)?;
            Some((stamp.date.is_some(), time.moment))
        })
        .collect();
    if let (Some((_, first)), Some((_, last))) = (moments.first(), moments.last())
        && first != last
    {
        let all_dated = moments.iter().all(|(dated, _)| *dated);
        return first > last && (all_dated || is_mostly_descending(&moments));
    }
    let phases: Vec<ImportedPhase> = markers.iter().filter_map(|marker| marker.phase).collect();
    match (phases.first(), phases.last()) {
        (Some(Opening | Investigating | Scheduled | Identified), _) => false,
        (Some(first), Some(Ended)) if *first != Ended => false,
        (_, Some(Opening | Scheduled)) => true,
        (Some(Ended | Monitoring), Some(last)) if phases.len() > 1 => *last != Ended,
        // Nobody starts a body with "Update" unless newer updates are added at the top.
        (Some(_), Some(_)) => {
            blocks.first().is_some_and(|block| block.marker.is_some())
                || ends_above_opening(blocks, times)
        }
        _ => markers
            .iter()
            .any(|marker| marker.scope == MarkerScope::Rule),
    }
}

/// Whether the text above all updates announces the end, and there is a text below the last one.
fn ends_above_opening(blocks: &[UpdateBlock], times: EntryTimes) -> bool {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else {
        return false;
    };
    times.is_over
        && first.marker.is_none()
        && phase::announces_end(&first.text)
        && last.has_scope(MarkerScope::Inline)
        && last.text.contains("\n\n")
}

/// Times of day without a date may pass midnight, so not all of them need to descend.
fn is_mostly_descending(moments: &[(bool, Moment)]) -> bool {
    let descending = moments.windows(2).filter(|pair| pair[0].1 > pair[1].1);
    descending.count() * 2 > moments.len() - 1
}

/// Where updates were added at the top, the paragraphs below the oldest update are the original text. Whether there are any.
fn split_off_opening(
    blocks: &mut Vec<UpdateBlock>,
    times: EntryTimes,
    unclear: &mut Vec<UnclearLine>,
) -> bool {
    let Some(last) = blocks.last_mut() else {
        return false;
    };
    let Some(marker) = &last.marker else {
        return false;
    };
    let is_later = time_of_marker(marker, times.start, times.zone)
        .is_some_and(|time| !time.is_date_only && time.moment > times.start.moment);
    let is_update = match marker.scope {
        MarkerScope::Inline => marker
            .phase
            .is_some_and(|phase| phase != ImportedPhase::Opening),
        // The text at the start of the entry must be somewhere.
        MarkerScope::Section => is_later && marker.phase != Some(ImportedPhase::Opening),
        _ => false,
    };
    let Some((own, opening)) = last.text.split_once("\n\n").filter(|_| is_update) else {
        return false;
    };
    let text = opening.trim_start_matches('\n').to_owned();
    if text.trim().is_empty() {
        return false;
    }
    let line = last.line;
    if marker.scope == MarkerScope::Section {
        unclear.push(UnclearLine {
            number: line,
            text: String::new(),
            message: "the paragraphs below the first one are read as the original text".to_owned(),
        });
    }
    last.text = own.to_owned();
    blocks.push(UpdateBlock {
        line,
        marker: None,
        text,
        is_after_rule: false,
    });
    true
}

/// The length of planned work that a text gives, as in `Expected duration: 2 hours`.
pub(super) fn find_duration(body: &str) -> Option<Duration> {
    body.lines().find_map(|line| {
        let (label, length) = line.split_once([':', '：'])?;
        let label = label.to_lowercase();
        let mut words = label.split(|c: char| !c.is_alphanumeric());
        words
            .any(|word| words::any_language(word, |language| language.duration))
            .then(|| parse_duration(length))?
    })
}

/// `2 hours`, `1h`, `90 Minuten`, `1 hour 30 minutes`; a range is its longer end.
fn parse_duration(text: &str) -> Option<Duration> {
    let minutes_of = |word: &str| {
        [1, 60, 24 * 60]
            .into_iter()
            .enumerate()
            .find(|(index, _)| words::any_language(word, |language| language.units[*index]))
            .map(|(_, minutes)| minutes)
    };
    let mut total = 0;
    let mut rest = text.trim();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let from_number = &rest[start..];
        let digits = from_number.bytes().take_while(u8::is_ascii_digit).count();
        let number: i64 = from_number[..digits].parse().ok()?;
        let unit = from_number[digits..].trim_start();
        let end = unit
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(unit.len());
        match minutes_of(&unit[..end].to_lowercase()) {
            Some(minutes) => total += number * minutes,
            // `1 to 2 hours`
            None if unit.starts_with(['-', '–', 't', 'b', 'à', 'a']) => {}
            None => break,
        }
        rest = &unit[end..];
        if rest.starts_with(['.', '(']) {
            break;
        }
    }
    (total > 0).then(|| Duration::minutes(total))
}

/// The window of planned work that a text gives, as in `on July 30th from 18:00 to 19:00`: the first one that begins after this time.
pub(super) fn find_window(
    body: &str,
    announced: ImportedTime,
    zone: Zone,
) -> Option<(ImportedTime, ImportedTime)> {
    body.lines().find_map(|line| {
        let (start, end) = timestamp::find_period(line)?;
        let start = start.resolve(announced.moment, zone)?;
        let end = end.resolve(start.moment, zone)?;
        let is_window = !start.is_date_only
            && announced.moment < start.moment
            && start.moment < end.moment
            && end.moment.since(start.moment) < MAX_WINDOW;
        is_window.then_some((start, end))
    })
}

/// Longer work is not planned to the minute.
const MAX_WINDOW: Duration = Duration::days(7);
