//! Texts of the summary for a terminal.

use super::StatusLabel;
use super::diff::tone;
use crate::view::console_report::{ConsoleReport, LineMark, ReportLine, ReportSection, Tone};
use crate::view::status_summary::{
    StatusSummary, SummaryGroup, SummaryIncident, SummaryMaintenance,
};

/// The page in sections; those without anything to say are left out.
pub fn console_report(summary: &StatusSummary) -> ConsoleReport {
    let StatusSummary {
        version: _,
        title,
        moment,
        banner,
        is_fine: _,
        incidents,
        active,
        upcoming,
        groups,
    } = summary;
    let works = |works: &[SummaryMaintenance]| works.iter().flat_map(work).collect();
    let mut sections = vec![
        ReportSection::new(
            "",
            vec![ReportLine::new(LineMark::Plain).styled(tone(banner), banner.text.as_str())],
        ),
        ReportSection::new(
            "Open incidents",
            incidents.iter().flat_map(incident_lines).collect(),
        ),
        ReportSection::new("Maintenance under way", works(active)),
        ReportSection::new("Upcoming maintenance", works(upcoming)),
    ];
    sections.extend(groups.iter().map(group));
    sections.retain(|section| !section.lines.is_empty());
    ConsoleReport {
        title: title.clone(),
        note: format!("as of {}", moment.text),
        sections,
    }
}

fn incident_lines(one: &SummaryIncident) -> Vec<ReportLine> {
    let title = ReportLine::new(LineMark::Plain)
        .styled(Tone::Strong, one.title.as_str())
        .text(" ");
    let components = [": ", &one.components.join(", ")].concat();
    let components = if one.components.is_empty() {
        ""
    } else {
        &components
    };
    let about = format!("{}, began {}{components}", one.phase, one.started.text);
    let mut lines = vec![title.styled(tone(&one.impact), one.impact.text.as_str())];
    lines.push(ReportLine::plain(about).indented(1));
    if let Some(updated) = &one.updated {
        let open_for = one
            .length
            .as_ref()
            .map(|length| format!("open for {length}, "));
        let open_for = open_for.unwrap_or_default();
        lines
            .push(ReportLine::plain(format!("{open_for}last update {}", updated.text)).indented(1));
    }
    if let Some(promised) = &one.promised {
        let mark = if one.is_late {
            LineMark::Warning
        } else {
            LineMark::Plain
        };
        let late = if one.is_late {
            "; that time has passed"
        } else {
            ""
        };
        lines.push(
            ReportLine::new(mark)
                .text(format!("next update promised by {}{late}", promised.text))
                .indented(1),
        );
    }
    lines.push(
        ReportLine::new(LineMark::Plain)
            .styled(Tone::Code, one.link.as_str())
            .indented(1),
    );
    lines
}

fn work(one: &SummaryMaintenance) -> [ReportLine; 2] {
    let title = ReportLine::new(LineMark::Plain)
        .styled(Tone::Strong, one.title.as_str())
        .text(format!(", {}", one.window));
    let title = if one.overrunning {
        title.styled(Tone::Poor, " and beyond its end")
    } else {
        title
    };
    [
        title,
        ReportLine::new(LineMark::Plain)
            .styled(Tone::Code, one.link.as_str())
            .indented(1),
    ]
}

fn group(group: &SummaryGroup) -> ReportSection {
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
        let StatusLabel { text, .. } = &one.state;
        let blanks = |most: usize, text: &str| " ".repeat(most - wide(text) + 2);
        let line = ReportLine::plain(one.name.as_str())
            .text(blanks(name, &one.name))
            .styled(tone(&one.state), text.as_str());
        match &one.uptime {
            Some(uptime) => line
                .text(blanks(state, text))
                .styled(Tone::Faint, uptime.as_str()),
            None => line,
        }
    });
    ReportSection::new(group.name.as_str(), lines.collect())
}
