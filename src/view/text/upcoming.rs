//! Words for what the clock alone will change.

use crate::derive::upcoming::UpcomingEvent;
use crate::model::maintenance::MaintenanceStatus;
use crate::view::console_report::{ConsoleReport, LineMark, ReportLine, ReportSection, Tone};
use crate::view::upcoming::UpcomingView;

/// What happens.
#[must_use]
pub fn event(event: &UpcomingEvent) -> String {
    match event {
        UpcomingEvent::Appears(_) => "appears".to_owned(),
        UpcomingEvent::Phase(one, MaintenanceStatus::InProgress) => {
            format!("the window begins: {}", one.title)
        }
        UpcomingEvent::Phase(one, MaintenanceStatus::Completed) => {
            format!("the window ends: {}", one.title)
        }
        UpcomingEvent::Phase(one, _) => format!("the window moves on: {}", one.title),
        UpcomingEvent::Overrun(one) => {
            format!("the window ends and the work goes on: {}", one.title)
        }
        UpcomingEvent::IncidentEnd(one) => format!("is over: {}", one.title),
        UpcomingEvent::NextUpdateDue(one) => {
            format!("an update was promised by now: {}", one.title)
        }
        UpcomingEvent::PostmortemDue(one) => format!("the post-mortem is due: {}", one.title),
        UpcomingEvent::Unpinned(one) => format!("leaves the status page: {}", one.title),
        UpcomingEvent::ComponentAdded(one) => format!("comes to the board: {}", one.name),
        UpcomingEvent::ComponentRetired(one) => format!("leaves the board: {}", one.name),
        UpcomingEvent::NextDay(_) => "a new day: the days of every component move on".to_owned(),
    }
}

/// Everything that is ahead.
#[must_use]
pub fn console_report(view: &UpcomingView) -> ConsoleReport {
    let lines = view.events.iter().map(|one| {
        let mark = if one.is_seen {
            LineMark::Plain
        } else {
            LineMark::Warning
        };
        let line = ReportLine::new(mark)
            .styled(Tone::Strong, one.at.as_str())
            .text(format!("  {}  ", one.words));
        line.styled(Tone::Code, format!("/{}", one.address))
    });
    let mut sections = vec![ReportSection::new("", lines.collect())];
    if let Some(due) = view.due {
        let words = if due {
            "a build since then would differ"
        } else {
            "nothing has changed since then"
        };
        sections.push(ReportSection::new("", vec![ReportLine::plain(words)]));
    }
    ConsoleReport {
        title: format!("Pages change at {}", view.next),
        note: format!("as of {}", view.moment),
        sections,
    }
}

/// For a step of a workflow of GitHub: what goes to its outputs. Nothing that an author wrote freely is in it.
#[must_use]
pub fn step_outputs(view: &UpcomingView) -> String {
    let due = view
        .due
        .map(|due| format!("due={due}\n"))
        .unwrap_or_default();
    let first = view.events.iter().find(|one| one.is_seen);
    let what = first
        .map(|one| format!("what={} /{}\n", one.kind, one.address))
        .unwrap_or_default();
    format!("next={}\n{what}{due}", view.next)
}
