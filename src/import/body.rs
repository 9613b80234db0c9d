//! A Markdown body to updates with times: which way round it is written, what its clocks mean, and which update was the last.

use super::phase::{self, ImportedPhase};
use super::timestamp::ImportedTime;
use super::update_blocks::{self, MarkerScope, UpdateBlock, UpdateMarker};
use crate::base::time::{Duration, Moment, Zone};

/// What is known from outside of the body.
#[derive(Clone, Copy, Debug)]
pub(super) struct EntryTimes {
    /// When it began, and whether only the day is known.
    pub start: ImportedTime,
    /// When it was over.
    pub end: Option<ImportedTime>,
    /// Whether the other tool says that it is over.
    pub is_over: bool,
    pub zone: Zone,
}

/// An update that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundUpdate {
    pub at: ImportedTime,
    /// Whether its time was said, by itself or by the file for the first and the last.
    pub has_known_time: bool,
    /// Whether the time stands in the body.
    pub time_is_in_body: bool,
    pub label: Option<String>,
    pub phase: Option<ImportedPhase>,
    pub text: String,
    /// The marker as it was written, where it said more than a label can.
    pub marker_text: Option<String>,
}

/// The updates of a body, oldest first. A body without words has none.
pub(super) fn parse_updates(body: &str, frame: EntryTimes) -> Vec<FoundUpdate> {
    let mut blocks = update_blocks::split_updates(body);
    let newest_first = is_newest_first(&blocks, frame);
    // Between rules every text is one of its own, the first too.
    if let [first, second, ..] = blocks.as_mut_slice()
        && newest_first
        && first.marker.is_none()
        && second
            .marker
            .as_ref()
            .is_some_and(|marker| marker.scope == MarkerScope::Rule)
    {
        first.marker.clone_from(&second.marker);
    }
    if newest_first {
        split_off_opening(&mut blocks);
        blocks.reverse();
    }
    let (marked, loose): (Vec<UpdateBlock>, Vec<UpdateBlock>) =
        blocks.into_iter().partition(|block| block.marker.is_some());
    let mut loose: Vec<String> = loose.into_iter().map(|block| block.text).collect();
    if newest_first {
        loose.reverse();
    }
    let base = loose.join("\n\n");
    let mut found = Vec::new();
    if !base.trim().is_empty() {
        found.push(FoundUpdate {
            at: frame.start,
            has_known_time: true,
            time_is_in_body: false,
            label: None,
            phase: None,
            text: base,
            marker_text: None,
        });
    }
    assign_times(marked, frame, &mut found);
    merge_opening(&mut found);
    found.sort_by_key(|update| update.at.moment);
    found
}

/// Gives every block the time that it says, else that of the one before it.
fn assign_times(marked: Vec<UpdateBlock>, frame: EntryTimes, found: &mut Vec<FoundUpdate>) {
    let count = marked.len();
    let mut last = frame.start;
    for (index, UpdateBlock { marker, text }) in marked.into_iter().enumerate() {
        let Some(marker) = marker else { continue };
        let said = marker.timestamp.as_ref().and_then(|stamp| {
            let when = stamp.resolve(last.moment, frame.zone)?;
            // A bare clock that goes back has passed midnight.
            let passed = stamp.date.is_none()
                && when.moment < last.moment
                && last.moment.since(when.moment) > HALF_A_DAY;
            Some(if passed {
                ImportedTime {
                    moment: when.moment.plus(Duration::days(1)),
                    ..when
                }
            } else {
                when
            })
        });
        let over = marker.phase == Some(ImportedPhase::Ended) || phase::announces_end(&text);
        let ends = frame
            .end
            .filter(|end| index + 1 == count && frame.is_over && over && end.moment >= last.moment);
        let first = index == 0 && found.is_empty();
        let (at, timed) = match (said, ends) {
            (Some(when), _) => (when, true),
            (None, Some(end)) => (end, true),
            (None, None) => (last, first || marker.phase == Some(ImportedPhase::Opening)),
        };
        let phase = match (said, ends) {
            (None, Some(_)) => Some(ImportedPhase::Ended),
            _ => marker.phase,
        };
        last = if said.is_some_and(|when| when.is_date_only) {
            last.max(at)
        } else {
            at
        };
        let written = marker_source_text(&marker);
        let in_body = said.is_some();
        found.push(FoundUpdate {
            at,
            has_known_time: timed,
            time_is_in_body: in_body,
            label: marker.label,
            phase,
            text,
            marker_text: written,
        });
    }
}

const HALF_A_DAY: Duration = Duration::minutes(720);

/// What a marker said beyond its label.
fn marker_source_text(marker: &UpdateMarker) -> Option<String> {
    (marker.timestamp.is_some() && marker.scope != MarkerScope::Rule)
        .then(|| marker.source_text.clone())
}

/// The text without a marker and the first words are one update, if both have the same time.
fn merge_opening(found: &mut Vec<FoundUpdate>) {
    let base = found.iter().position(|update| {
        update.label.is_none() && update.phase.is_none() && !update.time_is_in_body
    });
    let first = found
        .iter()
        .position(|update| update.phase == Some(ImportedPhase::Opening) && !update.time_is_in_body);
    let (Some(base), Some(first)) = (base, first) else {
        return;
    };
    if base != first && found[base].marker_text.is_none() {
        let text = std::mem::take(&mut found[base].text);
        found[first].text = format!("{text}\n\n{}", found[first].text);
        found.remove(base);
    }
}

/// Whether the newest update stands at the top.
fn is_newest_first(blocks: &[UpdateBlock], frame: EntryTimes) -> bool {
    let marked: Vec<&UpdateMarker> = blocks
        .iter()
        .filter_map(|block| block.marker.as_ref())
        .collect();
    let dated = marked.iter().filter_map(|marker| {
        let stamp = marker.timestamp.as_ref()?;
        stamp
            .resolve(frame.start.moment, frame.zone)
            .map(|when| (stamp.date.is_some(), when.moment))
    });
    let times: Vec<(bool, Moment)> = dated.collect();
    if let (Some((_, first)), Some((_, last))) = (times.first(), times.last())
        && first != last
    {
        return first > last
            && (times.iter().all(|(dated, _)| *dated) || is_mostly_descending(&times));
    }
    let phases: Vec<ImportedPhase> = marked.iter().filter_map(|marker| marker.phase).collect();
    match (phases.first(), phases.last()) {
        (
            Some(
                ImportedPhase::Opening
                | ImportedPhase::Investigating
                | ImportedPhase::Scheduled
                | ImportedPhase::Identified,
            ),
            _,
        ) => false,
        (_, Some(ImportedPhase::Opening | ImportedPhase::Scheduled)) => true,
        (Some(ImportedPhase::Ended | ImportedPhase::Monitoring), Some(last))
            if phases.len() > 1 =>
        {
            *last != ImportedPhase::Ended
        }
        (Some(_), Some(_)) => begins_with_marker(blocks),
        _ => marked
            .iter()
            .any(|marker| marker.scope == MarkerScope::Rule),
    }
}

/// Whether clocks mostly go down.
fn is_mostly_descending(times: &[(bool, Moment)]) -> bool {
    times.windows(2).filter(|two| two[0].1 > two[1].1).count() * 2 > times.len() - 1
}

/// Whether a marker comes first: nobody begins to tell something with `Update`.
fn begins_with_marker(blocks: &[UpdateBlock]) -> bool {
    blocks.first().is_some_and(|block| block.marker.is_some())
}

/// Where updates were put on top, the text below the last of them is what was said first.
fn split_off_opening(blocks: &mut Vec<UpdateBlock>) {
    let Some(last) = blocks.last_mut() else {
        return;
    };
    let inline = last
        .marker
        .as_ref()
        .is_some_and(|marker| marker.scope == MarkerScope::Inline && marker.phase.is_some());
    let first = last
        .marker
        .as_ref()
        .is_some_and(|marker| marker.phase == Some(ImportedPhase::Opening));
    if inline
        && !first
        && let Some((own, base)) = last.text.split_once("\n\n")
        && !base.trim().is_empty()
    {
        let (own, base) = (own.to_owned(), base.trim_start_matches('\n').to_owned());
        last.text = own;
        blocks.push(UpdateBlock {
            marker: None,
            text: base,
        });
    }
}
