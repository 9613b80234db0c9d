//! The numbers of a report: the table on the page, and the file that an analyst computes from.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::derive::report::{
    ChangeMeasure, PreviousRow, ReportFacts, ReportRow, RowSubject, StratumCounts, StratumKind,
};
use crate::derive::statistics::Estimate;
use crate::view::chart::ChangeLabel;
use crate::view::table::Table;
use crate::view::text::{self, dictionary};

/// The table under the chart.
#[derive(Clone, Debug, Serialize)]
pub struct ReportTableView {
    /// What it shows.
    pub caption: String,
    /// Whether numbers of tickets are known, not only shares.
    pub counted: bool,
    /// Whether there is a period before.
    pub compared: bool,
    /// Head of the column of changes.
    pub change_head: String,
    /// What the period before is called.
    pub before_head: String,
    /// The rows of the chart, in its order.
    pub rows: Vec<ReportRowView>,
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
pub struct ReportRowView {
    /// Its name.
    pub label: String,
    /// Tickets read.
    pub count: String,
    /// Estimated tickets.
    pub tickets: String,
    /// Their interval.
    pub tickets_interval: String,
    /// Share.
    pub share: String,
    /// Its interval.
    pub share_interval: String,
    /// The estimate of the period before.
    pub before: String,
    /// The verdict.
    pub change: Option<ChangeLabel>,
}

pub(in crate::view::internal) fn view(facts: &ReportFacts) -> ReportTableView {
    let before = text::period_words(facts.basis.period).1;
    ReportTableView {
        caption: text::report::subtitle(facts),
        counted: facts.charted && facts.basis.population.is_some(),
        compared: facts.comparison.is_ok(),
        change_head: text::report::change_head(facts),
        before_head: format!("{}{}", before[..1].to_uppercase(), &before[1..]),
        rows: facts
            .rows
            .iter()
            .map(|row| row_view(row, facts.basis.read))
            .collect(),
    }
}

fn row_view(row: &ReportRow, read: u64) -> ReportRowView {
    let counted = row.volume.is_some();
    ReportRowView {
        label: text::report::label(&row.subject),
        count: text::report::number(row.count),
        tickets: if counted {
            text::report::estimate(row, read)
        } else {
            String::new()
        },
        tickets_interval: if counted {
            text::report::interval(row, read)
        } else {
            String::new()
        },
        share: format!("{}%", text::report::percent(row.share.value, read)),
        share_interval: text::report::share_interval(&row.share, read),
        before: row
            .previous
            .as_ref()
            .map(|before| before_text(before, counted, read))
            .unwrap_or_default(),
        change: row.change.as_ref().map(text::report::change),
    }
}

fn before_text(before: &PreviousRow, counted: bool, read: u64) -> String {
    match &before.volume {
        Some(volume) if counted => text::report::number(volume.tickets),
        _ => format!("{}%", text::report::percent(before.share.value, read)),
    }
}

/// The numbers of the report, unrounded, one row for each row of the table.
pub(in crate::view::internal) fn csv(facts: &ReportFacts) -> Table {
    let rows = facts.rows.iter().map(|row| csv_row(facts, row)).collect();
    Table {
        head: dictionary::head(&dictionary::REPORT),
        rows,
    }
}

/// What they are computed from.
pub(in crate::view::internal) fn counts_csv(facts: &ReportFacts) -> Table {
    let mut rows = Vec::new();
    for row in &facts.rows {
        rows.extend(
            row.strata
                .iter()
                .map(|seen| counts_row("this", &row.subject, seen)),
        );
        let before = row.previous.iter().flat_map(|before| &before.strata);
        rows.extend(before.map(|seen| counts_row("previous", &row.subject, seen)));
    }
    Table {
        head: dictionary::head(&dictionary::COUNTS),
        rows,
    }
}

fn counts_row(side: &str, subject: &RowSubject, seen: &StratumCounts) -> Vec<String> {
    let part = match seen.kind {
        StratumKind::All => "all",
        StratumKind::Census => "census",
        StratumKind::Rest => "rest",
    };
    vec![
        side.to_owned(),
        seen.period.to_string(),
        part.to_owned(),
        id(subject).to_owned(),
        whole(seen.sample.population),
        seen.sample.read.to_string(),
        seen.not_applicable.to_string(),
        seen.count.to_string(),
        real(seen.usage),
    ]
}

fn id<'a>(subject: &RowSubject<'a>) -> &'a str {
    match subject {
        RowSubject::Culprit(culprit) => culprit.id.as_str(),
        RowSubject::Other(_) => "other",
        RowSubject::Unclassified => "unclassified",
    }
}

fn csv_row(facts: &ReportFacts, row: &ReportRow) -> Vec<String> {
    let basis = &facts.basis;
    let volume = row.volume.as_ref();
    let mut cells = vec![
        basis.period.to_string(),
        id(&row.subject).to_owned(),
        text::report::label(&row.subject),
        basis.complete.to_string(),
        whole(basis.population),
        basis.sampled.to_string(),
        basis.read.to_string(),
        basis.not_applicable.to_string(),
        row.count.to_string(),
    ];
    cells.extend(limits(Some(&row.share)));
    cells.extend([
        whole(volume.map(|v| v.tickets)),
        whole(volume.map(|v| v.lower)),
        whole(volume.map(|v| v.upper)),
    ]);
    cells.push(real(basis.usage));
    cells.push(real(row.rate.as_ref().map(|rate| rate.value)));
    let before = row.previous.as_ref();
    cells.push(
        before
            .map(|_| basis.previous.to_string())
            .unwrap_or_default(),
    );
    cells.push(whole(before.map(|before| before.count)));
    cells.push(whole(
        before
            .and_then(|before| before.volume.as_ref())
            .map(|volume| volume.tickets),
    ));
    let change = row.change.as_ref();
    cells.push(
        change
            .map(|change| measure(change.measure).to_owned())
            .unwrap_or_default(),
    );
    cells.extend(limits(change.map(|change| &change.value)));
    cells.push(real(change.map(|change| change.p_value)));
    cells.push(real(change.map(|change| change.adjusted_p)));
    cells.push(real(change.and_then(|change| change.dispersion)));
    cells.push(if matches!(row.subject, RowSubject::Other(_)) {
        folded(facts)
    } else {
        String::new()
    });
    cells
}

/// The p-values of culprits that were tested and then folded, without their names.
fn folded(facts: &ReportFacts) -> String {
    let shown: BTreeSet<&str> = facts.rows.iter().map(|row| id(&row.subject)).collect();
    let changes = facts
        .comparison
        .iter()
        .flat_map(|comparison| &comparison.changes);
    let folded = changes.filter(|(culprit, _)| !shown.contains(culprit.as_str()));
    let mut p_values: Vec<f64> = folded.map(|(_, change)| change.p_value).collect();
    p_values.sort_by(f64::total_cmp);
    p_values
        .into_iter()
        .map(|p_value| real(Some(p_value)))
        .collect::<Vec<_>>()
        .join(" ")
}

fn whole(number: Option<u64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn measure(measure: ChangeMeasure) -> &'static str {
    match measure {
        ChangeMeasure::Ratio => "ratio",
        ChangeMeasure::Difference => "share_difference",
    }
}

fn limits(estimate: Option<&Estimate>) -> [String; 3] {
    [
        real(estimate.map(|estimate| estimate.value)),
        real(estimate.map(|estimate| estimate.lower)),
        real(estimate.map(|estimate| estimate.upper)),
    ]
}

/// Ten decimals, or ten digits of what is smaller than they can hold.
fn real(number: Option<f64>) -> String {
    let write = |number: f64| match number {
        small if small != 0.0 && small.abs() < 1e-3 => format!("{small:.9e}"),
        _ => format!("{number:.10}"),
    };
    number.map(write).unwrap_or_default()
}
