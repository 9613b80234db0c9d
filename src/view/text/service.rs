//! The words about services.

use super::{StatusLabel, count, date, length};
use crate::base::time::{Date, Duration};
use crate::derive::service::{ChecklistStatus, ServiceFacts};
use crate::model::service::Service;

/// A stage as a heading: `Production`.
#[must_use]
pub fn stage(id: &str) -> String {
    let mut words = id.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// `Production since 1 April 2011`.
#[must_use]
pub fn stage_since(service: &Service, today: Date) -> String {
    let name = stage(service.stage.as_str());
    match service.since {
        None => name,
        Some(day) if day > today => format!("{name} from {}", date(day)),
        Some(day) => format!("{name} since {}", date(day)),
    }
}

/// How far a service is with the checklist: `4 of 6 done, 1 waived, 1 missing`. Empty if there is no checklist.
#[must_use]
pub fn progress(facts: &ServiceFacts) -> String {
    let all = facts.checklist.len();
    let number = |is: &dyn Fn(ChecklistStatus) -> bool| {
        facts
            .checklist
            .iter()
            .filter(|(_, standing)| is(*standing))
            .count()
    };
    let done = number(&|standing| matches!(standing, ChecklistStatus::Done(_)));
    let waived = number(&|standing| matches!(standing, ChecklistStatus::Waived(..)));
    let missing = number(&|standing| standing.is_gap());
    let mut parts = Vec::new();
    if all > 0 {
        parts.push(format!("{done} of {all} done"));
    }
    for (number, word) in [(waived, "waived"), (missing, "missing")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
    {
        parts.push(format!("{number} {word}"));
    }
    parts.join(", ")
}

/// How it stands with an item, as a word with a shape.
#[must_use]
pub fn status_label(standing: ChecklistStatus) -> StatusLabel {
    let (class, text) = match standing {
        ChecklistStatus::Done(_) => ("fine", "Done"),
        ChecklistStatus::Waived(..) => ("scheduled", "Waived"),
        ChecklistStatus::WaiverExpired(..) => ("degraded", "Waiver ended"),
        ChecklistStatus::Missing => ("outage", "Missing"),
    };
    StatusLabel {
        class: class.to_owned(),
        text: text.to_owned(),
    }
}

/// Since when or up to when an item stands as it does.
#[must_use]
pub fn when(standing: ChecklistStatus) -> Option<String> {
    match standing {
        ChecklistStatus::Done(day) => day.map(|day| format!("on {}", date(day))),
        ChecklistStatus::Waived(_, until) => until.map(|until| format!("until {}", date(until))),
        ChecklistStatus::WaiverExpired(_, until) => Some(format!("on {}", date(until))),
        ChecklistStatus::Missing => None,
    }
}

/// When a step of an escalation is taken.
#[must_use]
pub fn step(after: Duration) -> String {
    if after == Duration::default() {
        "At once".to_owned()
    } else {
        format!("After {}", length(after))
    }
}

/// `8 services, 3 with gaps in the checklist`.
#[must_use]
pub fn summary(services: usize, with_gaps: usize) -> String {
    let all = count(services, "service", "services");
    match with_gaps {
        0 => format!("{all}, none with a gap in the checklist."),
        some => format!("{all}, {some} with gaps in the checklist."),
    }
}

/// How many services have an item: `7 of 8`.
#[must_use]
pub fn coverage(covered: usize, all: usize) -> String {
    format!("{covered} of {all}")
}
