//! Texts of upcoming changes.

use crate::view::console_report::{ConsoleReport, LineMark, ReportLine, ReportSection, Tone};
use crate::view::upcoming::UpcomingView;

/// Everything that is ahead.
pub fn console_report(view: &UpcomingView) -> ConsoleReport {
    let lines = view.events.iter().map(|one| {
        let mark = if one.kind == "promised" {
            LineMark::Warning
        } else {
            LineMark::Plain
        };
        let line = ReportLine::new(mark)
            .styled(Tone::Strong, one.at.as_str())
            .text(format!("  {}  ", one.words));
        line.styled(Tone::Code, format!("/{}", one.address))
    });
    let mut sections = vec![ReportSection::new("", lines.collect())];
    if let Some(due) = view.due {
        let words = if due {
            "a new build would differ from one at that time"
        } else {
            "a new build would not differ from one at that time"
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
pub fn step_outputs(view: &UpcomingView) -> String {
    let due = view
        .due
        .map(|due| format!("due={due}\n"))
        .unwrap_or_default();
    let first = view.events.first();
    let what = first
        .map(|one| format!("what={} /{}\n", one.kind, one.address))
        .unwrap_or_default();
    format!("next={}\n{what}{due}", view.next)
}
