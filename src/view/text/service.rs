//! The sentences about services.

use super::message::message;
use super::{StatusLabel, date, length};
use crate::base::time::{Date, Duration};
use crate::derive::service::{ChecklistStatus, ServiceFacts};

/// A stage as a heading: `Production`.
pub fn stage(id: &str) -> String {
    let mut words = id.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// `Production since 1 April 2011`.
pub fn stage_since(id: &str, since: Option<Date>, today: Date) -> String {
    let stage = stage(id);
    match since {
        None => stage,
        Some(day) if day > today => stage_from(id, day),
        Some(day) => message!("stage-since", stage, date = date(day)),
    }
}

/// `Development from 1 April 2011`.
pub fn stage_from(id: &str, day: Date) -> String {
    message!("stage-from", stage = stage(id), date = date(day))
}

/// How far a service is with the checklist: `4 of 6 done, 1 waived, 1 missing`. Empty if there is no checklist.
pub fn progress(facts: &ServiceFacts) -> String {
    let all = facts.checklist.len();
    let (mut done, mut waived, mut missing) = (0_usize, 0_usize, 0_usize);
    for (_, status) in &facts.checklist {
        match status {
            ChecklistStatus::Done(_) => done += 1,
            ChecklistStatus::Waived(..) => waived += 1,
            ChecklistStatus::WaiverExpired(..) | ChecklistStatus::Missing => missing += 1,
        }
    }
    let mut parts = Vec::new();
    if all > 0 {
        parts.push(message!("checklist-done", done, all));
    }
    if waived > 0 {
        parts.push(message!("checklist-waived", count = waived));
    }
    if missing > 0 {
        parts.push(message!("checklist-missing", count = missing));
    }
    parts.join(", ")
}

/// The status of an item, as a word with a shape.
pub fn status_label(status: ChecklistStatus) -> StatusLabel {
    let (class, text) = match status {
        ChecklistStatus::Done(_) => ("fine", message!("status-done")),
        ChecklistStatus::Waived(..) => ("scheduled", message!("status-waived")),
        ChecklistStatus::WaiverExpired(..) => ("degraded", message!("status-waiver-expired")),
        ChecklistStatus::Missing => ("outage", message!("status-missing")),
    };
    StatusLabel::new(class, text)
}

/// Since when or up to when an item has its status.
pub fn when(status: ChecklistStatus) -> Option<String> {
    let on = |day| message!("status-on", date = date(day));
    match status {
        ChecklistStatus::Done(day) => day.map(on),
        ChecklistStatus::Waived(_, until) => {
            until.map(|until| message!("status-until", date = date(until)))
        }
        ChecklistStatus::WaiverExpired(_, until) => Some(on(until)),
        ChecklistStatus::Missing => None,
    }
}

/// When a step of an escalation is taken.
pub fn step(after: Duration) -> String {
    if after == Duration::default() {
        message!("step-now")
    } else {
        message!("step-after", length = length(after))
    }
}

/// `8 services, 3 with gaps in the checklist`.
pub fn summary(services: usize, with_gaps: usize) -> String {
    message!("services", count = services, gaps = with_gaps)
}

/// How many services have an item: `7 of 8`.
pub fn coverage(covered: usize, all: usize) -> String {
    message!("checklist-coverage", covered, all)
}
