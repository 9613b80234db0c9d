//! A Markdown body to updates with times: which way round it is written, what its clocks mean, and which update was the last.

use super::phase::{self, Phase};
use super::stamp::When;
use super::timeline::{self, Block, Form, Marker};
use crate::base::time::{Duration, Moment, Zone};

/// What is known from outside of the body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// When it began, and whether only the day is known.
    pub start: When,
    /// When it was over.
    pub end: Option<When>,
    /// Whether the other tool says that it is over.
    pub over: bool,
    pub zone: Zone,
}

/// An update that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub at: When,
    /// Whether its time was said, by itself or by the file for the first and the last.
    pub timed: bool,
    /// Whether the time stands in the body.
    pub in_body: bool,
    pub label: Option<String>,
    pub phase: Option<Phase>,
    pub text: String,
    /// The marker as it was written, where it said more than a label can.
    pub written: Option<String>,
}

/// The updates of a body, oldest first. A body without words has none.
pub(super) fn updates(body: &str, frame: Frame) -> Vec<Found> {
    let mut blocks = timeline::split(body);
    let newest_first = is_newest_first(&blocks, frame);
    // Between rules every text is one of its own, the first too.
    if let [first, second, ..] = blocks.as_mut_slice()
        && newest_first
        && first.marker.is_none()
        && second
            .marker
            .as_ref()
            .is_some_and(|marker| marker.form == Form::Rule)
    {
        first.marker.clone_from(&second.marker);
    }
    if newest_first {
        part_the_base(&mut blocks);
        blocks.reverse();
    }
    let (marked, loose): (Vec<Block>, Vec<Block>) =
        blocks.into_iter().partition(|block| block.marker.is_some());
    let mut loose: Vec<String> = loose.into_iter().map(|block| block.text).collect();
    if newest_first {
        loose.reverse();
    }
    let base = loose.join("\n\n");
    let mut found = Vec::new();
    if !base.trim().is_empty() {
        found.push(Found {
            at: frame.start,
            timed: true,
            in_body: false,
            label: None,
            phase: None,
            text: base,
            written: None,
        });
    }
    timed(marked, frame, &mut found);
    merge_base(&mut found);
    found.sort_by_key(|update| update.at.moment);
    found
}

/// Gives every block the time that it says, else that of the one before it.
fn timed(marked: Vec<Block>, frame: Frame, found: &mut Vec<Found>) {
    let count = marked.len();
    let mut last = frame.start;
    for (index, Block { marker, text }) in marked.into_iter().enumerate() {
        let Some(marker) = marker else { continue };
        let said = marker.stamp.as_ref().and_then(|stamp| {
            let when = stamp.resolve(last.moment, frame.zone)?;
            // A bare clock that goes back has passed midnight.
            let passed = stamp.day.is_none()
                && when.moment < last.moment
                && last.moment.since(when.moment) > HALF_A_DAY;
            Some(if passed {
                When {
                    moment: when.moment.plus(Duration::days(1)),
                    ..when
                }
            } else {
                when
            })
        });
        let over = marker.phase == Some(Phase::Over) || phase::says_over(&text);
        let ends = frame
            .end
            .filter(|end| index + 1 == count && frame.over && over && end.moment >= last.moment);
        let first = index == 0 && found.is_empty();
        let (at, timed) = match (said, ends) {
            (Some(when), _) => (when, true),
            (None, Some(end)) => (end, true),
            (None, None) => (last, first || marker.phase == Some(Phase::First)),
        };
        let phase = match (said, ends) {
            (None, Some(_)) => Some(Phase::Over),
            _ => marker.phase,
        };
        last = if said.is_some_and(|when| when.day_only) {
            last.max(at)
        } else {
            at
        };
        let written = written(&marker);
        let in_body = said.is_some();
        found.push(Found {
            at,
            timed,
            in_body,
            label: marker.label,
            phase,
            text,
            written,
        });
    }
}

const HALF_A_DAY: Duration = Duration::minutes(720);

/// What a marker said beyond its label.
fn written(marker: &Marker) -> Option<String> {
    (marker.stamp.is_some() && marker.form != Form::Rule).then(|| marker.written.clone())
}

/// The text without a marker and the first words are one update, if both have the same time.
fn merge_base(found: &mut Vec<Found>) {
    let base = found
        .iter()
        .position(|update| update.label.is_none() && update.phase.is_none() && !update.in_body);
    let first = found
        .iter()
        .position(|update| update.phase == Some(Phase::First) && !update.in_body);
    let (Some(base), Some(first)) = (base, first) else {
        return;
    };
    if base != first && found[base].written.is_none() {
        let text = std::mem::take(&mut found[base].text);
        found[first].text = format!("{text}\n\n{}", found[first].text);
        found.remove(base);
    }
}

/// Whether the newest update stands at the top.
fn is_newest_first(blocks: &[Block], frame: Frame) -> bool {
    let marked: Vec<&Marker> = blocks
        .iter()
        .filter_map(|block| block.marker.as_ref())
        .collect();
    let dated = marked.iter().filter_map(|marker| {
        let stamp = marker.stamp.as_ref()?;
        stamp
            .resolve(frame.start.moment, frame.zone)
            .map(|when| (stamp.day.is_some(), when.moment))
    });
    let times: Vec<(bool, Moment)> = dated.collect();
    if let (Some((_, first)), Some((_, last))) = (times.first(), times.last())
        && first != last
    {
        return first > last && (times.iter().all(|(dated, _)| *dated) || descends(&times));
    }
    let phases: Vec<Phase> = marked.iter().filter_map(|marker| marker.phase).collect();
    match (phases.first(), phases.last()) {
        (Some(Phase::First | Phase::Investigating | Phase::Scheduled | Phase::Identified), _) => {
            false
        }
        (_, Some(Phase::First | Phase::Scheduled)) => true,
        (Some(Phase::Over | Phase::Monitoring), Some(last)) if phases.len() > 1 => {
            *last != Phase::Over
        }
        (Some(_), Some(_)) => begins_with_marker(blocks),
        _ => marked.iter().any(|marker| marker.form == Form::Rule),
    }
}

/// Whether clocks mostly go down.
fn descends(times: &[(bool, Moment)]) -> bool {
    times.windows(2).filter(|two| two[0].1 > two[1].1).count() * 2 > times.len() - 1
}

/// Whether a marker comes first: nobody begins to tell something with `Update`.
fn begins_with_marker(blocks: &[Block]) -> bool {
    blocks.first().is_some_and(|block| block.marker.is_some())
}

/// Where updates were put on top, the text below the last of them is what was said first.
fn part_the_base(blocks: &mut Vec<Block>) {
    let Some(last) = blocks.last_mut() else {
        return;
    };
    let inline = last
        .marker
        .as_ref()
        .is_some_and(|marker| marker.form == Form::Inline && marker.phase.is_some());
    let first = last
        .marker
        .as_ref()
        .is_some_and(|marker| marker.phase == Some(Phase::First));
    if inline
        && !first
        && let Some((own, base)) = last.text.split_once("\n\n")
        && !base.trim().is_empty()
    {
        let (own, base) = (own.to_owned(), base.trim_start_matches('\n').to_owned());
        last.text = own;
        blocks.push(Block {
            marker: None,
            text: base,
        });
    }
}
