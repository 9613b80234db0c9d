//! What a team promises: to speak soon, to speak again, to announce, to explain. Rules about the course of an incident or a maintenance.

use super::checker::Checker;
use super::fault::course as fault;
use crate::base::source::{Span, Spanned};
use crate::base::time::{Duration, Interval, Moment};
use crate::model::incident::{Impact, IncidentStatus};

/// An incident that is open for longer is probably forgotten.
const OPEN_DAYS: i64 = 7;

/// An update in its place.
pub(super) struct Said<'a> {
    /// Its time, with its place.
    pub at: (Moment, &'a Spanned<String>),
    /// When customers could read it.
    pub published: Moment,
    /// The phase that it gives.
    pub status: Option<IncidentStatus>,
    /// Within which time another was promised, with the place of the promise.
    pub promise: Option<(Duration, Span)>,
}

/// Updates are written from the first to the last or the other way round. One that is more than a day away from where it stands has a
/// wrong day, most of the time.
pub(super) fn order(written: &[(Moment, &Spanned<String>)], c: &mut Checker) {
    let (Some((first, _)), Some((last, _))) = (written.first(), written.last()) else {
        return;
    };
    let upwards = first <= last;
    for pair in written.windows(2) {
        let [(before, before_text), (after, after_text)] = pair else {
            continue;
        };
        let back = if upwards {
            before.since(*after)
        } else {
            after.since(*before)
        };
        if back > Duration::days(1) {
            c.push(fault::updates_out_of_order(after_text, before_text.span));
        }
    }
}

/// The rules of an incident whose updates are given by time.
pub(super) fn incident(started: (Moment, Span), said: &[Said], c: &mut Checker) {
    resolved_twice(said, c);
    let (start, place) = started;
    let Some(policy) = c.policy.and_then(|policy| policy.at(start)) else {
        return;
    };
    if let Some(first) = said.iter().min_by_key(|one| one.published) {
        let after = first.published.since(start);
        if after > policy.first_update {
            c.push(fault::first_update_late(
                first.at.1.span,
                after,
                policy.first_update,
                place,
            ));
        }
    }
    promises(said, c);
    if !is_over(said) {
        c.push(fault::open_for_long(
            place,
            OPEN_DAYS,
            start.plus(Duration::days(OPEN_DAYS)),
        ));
    }
}

/// Whether the last phase that was given is `resolved`: a remark after it opens nothing.
fn is_over(said: &[Said]) -> bool {
    said.iter().rev().find_map(|one| one.status) == Some(IncidentStatus::Resolved)
}

fn resolved_twice(said: &[Said], c: &mut Checker) {
    let phases = said
        .iter()
        .filter_map(|one| one.status.map(|status| (status, one.at.1.span)));
    let phases: Vec<(IncidentStatus, Span)> = phases.collect();
    for pair in phases.windows(2) {
        if let [
            (IncidentStatus::Resolved, first),
            (IncidentStatus::Resolved, again),
        ] = pair
        {
            c.push(fault::resolved_twice(*again, *first));
        }
    }
}

fn promises(said: &[Said], c: &mut Checker) {
    for (at, one) in said.iter().enumerate() {
        let Some((within, place)) = one
            .promise
            .filter(|_| one.status != Some(IncidentStatus::Resolved))
        else {
            continue;
        };
        let deadline = one.published.plus(within);
        match said.get(at + 1) {
            Some(next) if next.published <= deadline => {}
            Some(next) => c.push(fault::next_update_missed(
                place,
                deadline,
                Some(next.at.1.span),
            )),
            None => c.push(fault::next_update_missed(place, deadline, None)),
        }
    }
}

/// A post-mortem that an incident will be owed.
pub(super) struct Owed {
    /// When it is due.
    pub due: Moment,
    /// The place of the incident.
    pub place: Span,
}

/// For every major and critical incident that is over a post-mortem is owed.
pub(super) fn owed(
    started: (Moment, Span),
    end: Option<Moment>,
    impact: Option<Impact>,
    said: &[Said],
    c: &Checker,
) -> Option<Owed> {
    let resolved = said
        .iter()
        .rev()
        .find_map(|one| one.status.map(|status| (status, one.at.0)));
    let resolved = resolved
        .filter(|(status, _)| *status == IncidentStatus::Resolved)
        .map(|(_, at)| at);
    let end = end
        .or(resolved)
        .filter(|_| resolved.is_some() && impact >= Some(Impact::Major))?;
    let (start, place) = started;
    Some(Owed {
        due: end.plus(c.policy?.at(start)?.postmortem_due),
        place,
    })
}

/// A maintenance is announced as long before as was promised, or says why not.
pub(super) fn notice(
    window: Interval,
    place: Span,
    first: Option<Moment>,
    urgent: bool,
    c: &mut Checker,
) {
    let policy = c.policy.and_then(|policy| policy.at(window.start()));
    let (Some(policy), Some(first), false) = (policy, first, urgent) else {
        return;
    };
    let notice = window.start().since(first);
    if notice < policy.maintenance_notice {
        c.push(fault::short_notice(
            place,
            notice,
            policy.maintenance_notice,
        ));
    }
}
