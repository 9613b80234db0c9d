//! What a team promises: to speak soon, to speak again, to announce, to explain. Rules about the course of an incident or a maintenance.

use super::checker::Checker;
use crate::base::source::{Span, Spanned};
use crate::base::time::{Duration, Moment};
use crate::check::rules::incident::{
    IncidentUpdate, TIMELINE_RULES, first_update_late, next_update_missed, open_for_long,
    updates_out_of_order,
};
use crate::check::rules::maintenance::short_notice;
use crate::model::incident::{Impact, IncidentStatus};

/// An open incident without an update for longer is probably forgotten.
const MAX_SILENT_DAYS: i64 = 7;

/// Updates are written from the first to the last or the other way round. One that is more than a day away from where it stands has a
/// wrong day, most of the time.
pub(super) fn check_update_order(written: &[(Moment, &Spanned<String>)], c: &mut Checker) {
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
            c.push(updates_out_of_order(before_text, after_text));
        }
    }
}

/// The rules of an incident whose updates are given by time.
pub(super) fn check_incident_timing(
    started: (Moment, Span),
    is_start_date_only: bool,
    updates: &[IncidentUpdate],
    c: &mut Checker,
) {
    for check in TIMELINE_RULES {
        check(updates, &mut c.faults);
    }
    let (start, place) = started;
    let Some(policy) = c.policy.and_then(|policy| policy.in_force_at(start)) else {
        return;
    };
    if let Some(first) = updates.iter().min_by_key(|one| one.published()) {
        let after = first.published().since(start);
        let is_known = first.is_publication_known && !is_start_date_only;
        if is_known && after > policy.first_update {
            c.push(first_update_late(
                first.at_text.span,
                after,
                policy.first_update,
                place,
            ));
        }
    }
    check_next_updates(updates, c);
    if let Some(last) = updates.iter().max_by_key(|one| one.published())
        && !is_resolved(updates)
    {
        let since = last.published().plus(Duration::days(MAX_SILENT_DAYS));
        c.push(open_for_long(
            place,
            MAX_SILENT_DAYS,
            last.at_text.span,
            since,
        ));
    }
}

/// Whether the last phase that was given is `resolved`: a remark after it opens nothing.
fn is_resolved(updates: &[IncidentUpdate]) -> bool {
    updates.iter().rev().find_map(|one| one.status) == Some(IncidentStatus::Resolved)
}

fn check_next_updates(updates: &[IncidentUpdate], c: &mut Checker) {
    for (at, one) in updates.iter().enumerate() {
        let Some((within, place)) = one
            .announcement
            .zip(one.announcement_span)
            .filter(|_| one.status != Some(IncidentStatus::Resolved))
        else {
            continue;
        };
        let deadline = one.published().plus(within);
        match updates.get(at + 1) {
            Some(next) if next.published() <= deadline => {}
            Some(next) if !(one.is_publication_known && next.is_publication_known) => {}
            Some(next) => c.push(next_update_missed(place, deadline, Some(next.at_text.span))),
            None => c.push(next_update_missed(place, deadline, None)),
        }
    }
}

/// The deadline of a post-mortem.
pub(super) struct PostmortemDeadline {
    /// When it is due.
    pub due: Moment,
    /// The place of the incident.
    pub place: Span,
}

/// A post-mortem is due for every major and critical incident that is over.
pub(super) fn postmortem_deadline(
    started: (Moment, Span),
    end: Option<Moment>,
    impact: Option<Impact>,
    updates: &[IncidentUpdate],
    c: &Checker,
) -> Option<PostmortemDeadline> {
    let resolved = updates
        .iter()
        .rev()
        .find_map(|one| one.status.map(|status| (status, one.at)));
    let resolved = resolved
        .filter(|(status, _)| *status == IncidentStatus::Resolved)
        .map(|(_, at)| at);
    let end = end
        .or(resolved)
        .filter(|_| resolved.is_some() && impact >= Some(Impact::Major))?;
    let (start, place) = started;
    Some(PostmortemDeadline {
        due: end.plus(c.policy?.in_force_at(start)?.postmortem_due),
        place,
    })
}

/// A maintenance is announced as long before as was promised, or says why not.
pub(super) fn check_maintenance_notice(
    start: Moment,
    place: Span,
    first: Option<Moment>,
    urgent: bool,
    c: &mut Checker,
) {
    let policy = c.policy.and_then(|policy| policy.in_force_at(start));
    let (Some(policy), Some(first), false) = (policy, first, urgent) else {
        return;
    };
    let notice = start.since(first);
    if notice < policy.maintenance_notice {
        c.push(short_notice(place, notice, policy.maintenance_notice));
    }
}
