//! Words around what the status page says, for a terminal.

use super::Sign;
use super::difference::tone;
use crate::view::brief::{Brief, Line, Mark, Section, Tone};
use crate::view::glance::{Glance, GlanceGroup, OpenIncident, Work};

/// The page in sections; those without anything to say are left out.
#[must_use]
pub fn brief(glance: &Glance) -> Brief {
    let Glance {
        version: _,
        title,
        moment,
        banner,
        is_fine: _,
        incidents,
        active,
        upcoming,
        groups,
    } = glance;
    let works = |works: &[Work]| works.iter().flat_map(work).collect();
    let mut sections = vec![
        Section::new(
            "",
            vec![Line::new(Mark::Plain).and(tone(banner), banner.text.as_str())],
        ),
        Section::new(
            "Open incidents",
            incidents.iter().flat_map(incident).collect(),
        ),
        Section::new("Maintenance under way", works(active)),
        Section::new("Maintenance to come", works(upcoming)),
    ];
    sections.extend(groups.iter().map(group));
    sections.retain(|section| !section.lines.is_empty());
    Brief {
        title: title.clone(),
        note: format!("as of {}", moment.text),
        sections,
    }
}

fn incident(one: &OpenIncident) -> Vec<Line> {
    let title = Line::new(Mark::Plain)
        .and(Tone::Strong, one.title.as_str())
        .say(" ");
    let components = [": ", &one.components.join(", ")].concat();
    let components = if one.components.is_empty() {
        ""
    } else {
        &components
    };
    let about = format!("{}, began {}{components}", one.phase, one.started.text);
    let mut lines = vec![title.and(tone(&one.impact), one.impact.text.as_str())];
    lines.push(Line::plain(about).under(1));
    if let Some(updated) = &one.updated {
        lines.push(
            Line::plain(format!(
                "open for {}, last update {}",
                one.length, updated.text
            ))
            .under(1),
        );
    }
    if let Some(promised) = &one.promised {
        let mark = if one.is_late {
            Mark::Warning
        } else {
            Mark::Plain
        };
        let late = if one.is_late {
            "; that time has passed"
        } else {
            ""
        };
        lines.push(
            Line::new(mark)
                .say(format!("next update promised by {}{late}", promised.text))
                .under(1),
        );
    }
    lines.push(
        Line::new(Mark::Plain)
            .and(Tone::Code, one.link.as_str())
            .under(1),
    );
    lines
}

fn work(one: &Work) -> [Line; 2] {
    let title = Line::new(Mark::Plain)
        .and(Tone::Strong, one.title.as_str())
        .say(format!(", {}", one.window));
    let title = if one.overrunning {
        title.and(Tone::Poor, " and beyond its end")
    } else {
        title
    };
    [
        title,
        Line::new(Mark::Plain)
            .and(Tone::Code, one.link.as_str())
            .under(1),
    ]
}

fn group(group: &GlanceGroup) -> Section {
    let wide = |text: &str| text.chars().count();
    let name = group
        .components
        .iter()
        .map(|one| wide(&one.name))
        .max()
        .unwrap_or_default();
    let state = group
        .components
        .iter()
        .map(|one| wide(&one.state.text))
        .max()
        .unwrap_or_default();
    let lines = group.components.iter().map(|one| {
        let Sign { text, .. } = &one.state;
        let blanks = |most: usize, text: &str| " ".repeat(most - wide(text) + 2);
        let line = Line::plain(one.name.as_str())
            .say(blanks(name, &one.name))
            .and(tone(&one.state), text.as_str());
        match &one.uptime {
            Some(uptime) => line
                .say(blanks(state, text))
                .and(Tone::Faint, uptime.as_str()),
            None => line,
        }
    });
    Section::new(group.name.as_str(), lines.collect())
}
