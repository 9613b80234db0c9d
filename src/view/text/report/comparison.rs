//! Two periods of a product, for a terminal.

use super::cautions::{cautions, no_comparison};
use super::method::method;
use super::{change, estimate, estimate_words, finding, label, subtitle, total};
use crate::derive::report::{ReportFacts, ReportRow};
use crate::view::console_report::{ConsoleReport, LineMark, ReportLine, ReportSection, Tone};
use crate::view::text::message::message;

/// What changed, row by row, with the method.
pub fn console_report(facts: &ReportFacts) -> ConsoleReport {
    let plain = |text: String| ReportLine::new(LineMark::Plain).text(text);
    let warning = |text: String| ReportLine::new(LineMark::Warning).text(text);
    let mut first: Vec<ReportLine> = cautions(facts).into_iter().map(warning).collect();
    first.extend(total(facts).map(plain));
    if let Err(reason) = &facts.comparison {
        first.push(warning(no_comparison(*reason, facts)));
    }
    ConsoleReport {
        title: finding(facts),
        note: subtitle(facts).trim_end_matches('.').to_owned(),
        sections: vec![
            ReportSection::new("", first),
            ReportSection::new(
                "Culprits",
                facts.rows.iter().map(|row| line(facts, row)).collect(),
            ),
            ReportSection::new("Method", vec![plain(method(facts))]),
        ],
    }
}

fn line(facts: &ReportFacts, row: &ReportRow) -> ReportLine {
    let mut line = ReportLine::new(LineMark::Plain)
        .styled(Tone::Strong, label(&row.subject))
        .text(format!(": {}", estimate_words(facts, row)));
    if let Some(before) = &row.previous {
        let earlier = ReportRow {
            count: before.count,
            share: before.share,
            volume: before.volume,
            ..row.clone()
        };
        line = line.text(format!(", {} before", estimate(&earlier, facts.basis.read)));
    }
    match &row.change {
        Some(one) => {
            let change = change(one).map_or_else(|| message!("change-none"), |change| change.text);
            line.text(format!("; {change}"))
        }
        None => line,
    }
}
