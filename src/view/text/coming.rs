//! Words for what the clock alone will change.

use crate::derive::coming::Event;
use crate::model::maintenance::MaintenanceStatus;
use crate::view::brief::{Brief, Line, Mark, Section, Tone};
use crate::view::coming::ComingView;

/// What happens.
#[must_use]
pub fn event(event: &Event) -> String {
    match event {
        Event::Appears(_) => "appears".to_owned(),
        Event::Phase(one, MaintenanceStatus::InProgress) => {
            format!("the window begins: {}", one.title)
        }
        Event::Phase(one, MaintenanceStatus::Completed) => {
            format!("the window ends: {}", one.title)
        }
        Event::Phase(one, _) => format!("the window moves on: {}", one.title),
        Event::Overruns(one) => format!("the window ends and the work goes on: {}", one.title),
        Event::Over(one) => format!("is over: {}", one.title),
        Event::Promised(one) => format!("an update was promised by now: {}", one.title),
        Event::PostmortemDue(one) => format!("the post-mortem is due: {}", one.title),
        Event::Unpinned(one) => format!("leaves the status page: {}", one.title),
        Event::Joins(one) => format!("comes to the board: {}", one.name),
        Event::Leaves(one) => format!("leaves the board: {}", one.name),
        Event::Day(_) => "a new day: the days of every component move on".to_owned(),
    }
}

/// Everything that is ahead.
#[must_use]
pub fn brief(view: &ComingView) -> Brief {
    let lines = view.events.iter().map(|one| {
        let mark = if one.is_seen {
            Mark::Plain
        } else {
            Mark::Warning
        };
        let line = Line::new(mark)
            .and(Tone::Strong, one.at.as_str())
            .say(format!("  {}  ", one.words));
        line.and(Tone::Code, format!("/{}", one.address))
    });
    let mut sections = vec![Section::new("", lines.collect())];
    if let Some(due) = view.due {
        let words = if due {
            "a build since then would differ"
        } else {
            "nothing has changed since then"
        };
        sections.push(Section::new("", vec![Line::plain(words)]));
    }
    Brief {
        title: format!("Pages change at {}", view.next),
        note: format!("as of {}", view.moment),
        sections,
    }
}

/// For a step of a workflow of GitHub: what goes to its outputs. Nothing that an author wrote freely is in it.
#[must_use]
pub fn outputs(view: &ComingView) -> String {
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
