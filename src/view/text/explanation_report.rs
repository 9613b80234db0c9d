//! An explanation for a terminal.

use super::diff::tone;
use crate::view::console_report::{self, ConsoleReport, LineMark, ReportLine, Tone};
use crate::view::explanation::{Explanation, ExplanationSection, Reason, SourceRef};

/// The explanation in sections.
pub fn console_report(explanation: &Explanation) -> ConsoleReport {
    let Explanation {
        version: _,
        moment,
        title,
        says,
        uptime: _,
        sections,
    } = explanation;
    let says = ReportLine::new(LineMark::Plain).styled(tone(says), says.text.as_str());
    let mut all = vec![console_report::ReportSection::new("", vec![says])];
    all.extend(sections.iter().map(section));
    ConsoleReport {
        title: title.clone(),
        note: format!("as of {}", moment.text),
        sections: all,
    }
}

fn section(section: &ExplanationSection) -> console_report::ReportSection {
    console_report::ReportSection::new(
        section.heading.as_str(),
        section.reasons.iter().flat_map(reason).collect(),
    )
}

fn reason(reason: &Reason) -> Vec<ReportLine> {
    let Reason {
        id: _,
        title,
        sign,
        text,
        grounds: sources,
    } = reason;
    let mut line = ReportLine::new(LineMark::Plain);
    if let Some(title) = title {
        line = line.styled(Tone::Strong, title.as_str());
    }
    if let Some(sign) = sign {
        line = line.text(": ").styled(tone(sign), sign.text.as_str());
    }
    if !text.is_empty() {
        line = line
            .text(if title.is_some() { ": " } else { "" })
            .text(text.as_str());
    }
    std::iter::once(line)
        .chain(sources.iter().map(source_line))
        .collect()
}

fn source_line(source: &SourceRef) -> ReportLine {
    let SourceRef {
        file,
        line,
        column: _,
        text,
        holds,
    } = source;
    let place = ReportLine::new(LineMark::Plain).styled(Tone::Code, format!("{file}:{line}:"));
    let tone = if *holds { Tone::Plain } else { Tone::Faint };
    place.styled(tone, format!(" {text}")).indented(1)
}
