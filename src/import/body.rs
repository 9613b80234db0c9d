//! Reads the updates of a Markdown body: in which order they are written, what their times mean, and which of them is the last.

use super::marker::{MarkerScope, UpdateMarker};
use super::phase::{self, ImportedPhase};
use super::timestamp::ImportedTime;
use super::update_blocks::{self, UpdateBlock};
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

/// The updates of a body, oldest first. A body without text has none.
pub(super) fn parse_updates(body: &str, times: EntryTimes) -> Vec<FoundUpdate> {
    let mut blocks = update_blocks::split_updates(body);
    let newest_first = is_newest_first(&blocks, times);
    // Horizontal rules separate updates, so the text above the first rule is an update too.
    if let [first, second, ..] = blocks.as_mut_slice()
        && newest_first
        && first.marker.is_none()
        && second.has_scope(MarkerScope::Rule)
    {
        first.marker.clone_from(&second.marker);
    }
    if newest_first {
        split_off_opening(&mut blocks);
        blocks.reverse();
    }
    let (mut marked, mut loose) = (Vec::new(), Vec::new());
    for block in blocks {
        match block.marker {
            Some(marker) => marked.push((marker, block.text)),
            None => loose.push(block.text),
        }
    }
    if newest_first {
        loose.reverse();
    }
    let opening = loose.join("\n\n");
    let mut found = Vec::new();
    if !opening.trim().is_empty() {
        found.push(FoundUpdate::opening(times, opening));
    }
    assign_times(marked, times, &mut found);
    merge_opening(&mut found);
    found.sort_by_key(|update| update.at.moment);
    found
}

/// Gives every block the time in its marker, or that of the block before it.
fn assign_times(
    marked: Vec<(UpdateMarker, String)>,
    times: EntryTimes,
    found: &mut Vec<FoundUpdate>,
) {
    let count = marked.len();
    let mut previous = times.start;
    for (index, (marker, text)) in marked.into_iter().enumerate() {
        let written = time_of_marker(&marker, previous, times.zone);
        let announces_end =
            marker.phase == Some(ImportedPhase::Ended) || phase::announces_end(&text);
        let is_last = index + 1 == count && times.is_over && announces_end;
        let end = times
            .end
            .filter(|end| is_last && written.is_none() && end.moment >= previous.moment);
        let is_first = index == 0 && found.is_empty();
        let at = written.or(end).unwrap_or(previous);
        let has_known_time = written.is_some()
            || end.is_some()
            || is_first
            || marker.phase == Some(ImportedPhase::Opening);
        previous = if written.is_some_and(|written| written.is_date_only) {
            previous.max(at)
        } else {
            at
        };
        found.push(FoundUpdate {
            at,
            has_known_time,
            time_is_in_body: written.is_some(),
            marker_text: marker_source_text(&marker),
            label: marker.label,
            phase: end.map(|_| ImportedPhase::Ended).or(marker.phase),
            text,
        });
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
        (_, Some(Opening | Scheduled)) => true,
        (Some(Ended | Monitoring), Some(last)) if phases.len() > 1 => *last != Ended,
        // Nobody starts a body with "Update" unless newer updates are added at the top.
        (Some(_), Some(_)) => blocks.first().is_some_and(|block| block.marker.is_some()),
        _ => markers
            .iter()
            .any(|marker| marker.scope == MarkerScope::Rule),
    }
}

/// Times of day without a date may pass midnight, so not all of them need to descend.
fn is_mostly_descending(moments: &[(bool, Moment)]) -> bool {
    let descending = moments.windows(2).filter(|pair| pair[0].1 > pair[1].1);
    descending.count() * 2 > moments.len() - 1
}

/// Where updates were added at the top, the paragraphs below the oldest update are the original text.
fn split_off_opening(blocks: &mut Vec<UpdateBlock>) {
    let Some(last) = blocks.last_mut() else {
        return;
    };
    let is_inline_update = last.marker.as_ref().is_some_and(|marker| {
        marker.scope == MarkerScope::Inline
            && marker
                .phase
                .is_some_and(|phase| phase != ImportedPhase::Opening)
    });
    if is_inline_update
        && let Some((own, opening)) = last.text.split_once("\n\n")
        && !opening.trim().is_empty()
    {
        let text = opening.trim_start_matches('\n').to_owned();
        last.text = own.to_owned();
        blocks.push(UpdateBlock { marker: None, text });
    }
}
