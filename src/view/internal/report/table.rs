//! The numbers of a report: the table on the page, and the file that an analyst computes from.

use std::collections::BTreeSet;

use serde::Serialize;

use super::chart::history;
use crate::derive::product::ProductFacts;
use crate::derive::report::{
    ChangeMeasure, ReportFacts, ReportRow, RowSubject, StratumCounts, StratumKind,
};
use crate::derive::statistics::Estimate;
use crate::model::report::Product;
use crate::view::chart::ChangeLabel;
use crate::view::internal::dictionary::{self, decimal, whole};
use crate::view::table::Table;
use crate::view::text;
use crate::view::text::message::message;

/// The table under the chart.
#[derive(Clone, Debug, Serialize)]
pub struct ReportTableView {
    /// What it shows.
    pub caption: String,
    /// Whether numbers of tickets are known, not only shares.
    pub counted: bool,
    /// Whether there is a period before.
    pub compared: bool,
    /// Head of the column of the changes over several periods, where there are any.
    pub window_head: Option<String>,
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
    pub window_change: Option<ChangeLabel>,
    pub change: Option<ChangeLabel>,
}

pub(in crate::view::internal) fn view(facts: &ReportFacts) -> ReportTableView {
    let before = text::previous_label(&facts.basis);
    ReportTableView {
        caption: text::report::table_caption(facts),
        counted: facts.charted && facts.basis.population.is_some(),
        compared: facts.comparison.is_ok(),
        window_head: facts
            .window
            .as_ref()
            .map(|_| text::report::leading_change_head(facts)),
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
    let percent = |share: f64| format!("{}%", text::report::percent(share, read));
    let counted = row.volume.is_some();
    let before = row.previous.as_ref().map(|before| match &before.volume {
        Some(volume) if counted => text::report::number(volume.tickets),
        _ => percent(before.share.value),
    });
    let (mut tickets, mut tickets_interval) = (String::new(), String::new());
    if counted {
        tickets = text::report::estimate(row, read);
        tickets_interval = text::report::interval(row, read);
    }
    ReportRowView {
        label: text::report::label(&row.subject),
        count: text::report::number(row.count),
        tickets,
        tickets_interval,
        share: percent(row.share.value),
        share_interval: text::report::share_interval(&row.share, read),
        before: before.unwrap_or_default(),
        window_change: row.window_change.as_ref().and_then(text::report::change),
        change: row.change.as_ref().and_then(text::report::change),
    }
}

/// The numbers of the report, unrounded, one row for each row of the table, and one for all tickets.
pub(in crate::view::internal) fn csv(facts: &ReportFacts) -> Table {
    let history = history(facts);
    let rows = facts
        .rows
        .iter()
        .map(|row| csv_row(facts, history.as_ref(), row));
    dictionary::table("report", rows.chain([total_row(facts)]).collect())
}

/// All tickets, in the columns of a culprit.
fn total_row(facts: &ReportFacts) -> Vec<String> {
    let basis = &facts.basis;
    let before = facts.comparison.as_ref().ok().map(|one| &one.before);
    let total = facts
        .comparison
        .as_ref()
        .ok()
        .and_then(|one| one.total.as_ref());
    let [value, value_lower, value_upper] = limits(total.map(|total| &total.change.ratio));
    let tickets = whole(basis.population);
    // Counts of tickets are far below 2^53.
    let rate = basis.population.zip(basis.usage);
    let rate = rate.map(|(tickets, usage)| tickets as f64 / usage * 1000.0);
    vec![
        basis.period.to_string(),
        "total".to_owned(),
        message!("all-tickets"),
        basis.complete.to_string(),
        tickets.clone(),
        basis.sampled.to_string(),
        basis.read.to_string(),
        basis.not_applicable.to_string(),
        basis.read.to_string(),
        String::new(),
        String::new(),
        String::new(),
        tickets.clone(),
        tickets.clone(),
        tickets,
        real(basis.usage),
        real(rate),
        before.map_or(String::new(), |_| basis.previous.to_string()),
        whole(before.map(|before| before.read)),
        whole(before.and_then(|before| before.population)),
        total.map_or("", |_| "ratio").to_owned(),
        value,
        value_lower,
        value_upper,
        real(total.map(|total| total.change.p_value)),
        real(total.map(|total| total.adjusted_p)),
        real(total.map(|total| total.dispersion)),
        real(total.and_then(|_| Some(facts.comparison.as_ref().ok()?.variation.common))),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
    ]
}

/// What they are computed from.
pub(in crate::view::internal) fn counts_csv(facts: &ReportFacts) -> Table {
    let mut rows = Vec::new();
    for row in &facts.rows {
        let strata = row.strata.iter();
        rows.extend(strata.map(|counts| counts_row("this", facts.product, row, counts)));
        let before = row.previous.iter().flat_map(|before| &before.strata);
        rows.extend(before.map(|counts| counts_row("previous", facts.product, row, counts)));
    }
    dictionary::table("counts", rows)
}

fn counts_row(side: &str, product: &Product, row: &ReportRow, seen: &StratumCounts) -> Vec<String> {
    let part = match seen.kind {
        StratumKind::All => "all",
        StratumKind::Census => "census",
        StratumKind::Rest => "rest",
    };
    vec![
        side.to_owned(),
        seen.period.to_string(),
        part.to_owned(),
        id(&row.subject).to_owned(),
        whole(seen.sample.population),
        seen.sample.read.to_string(),
        seen.not_applicable.to_string(),
        seen.count.to_string(),
        real(product.usage.get(&seen.period).copied()),
        whole(seen.labels.map(|labels| labels.machine)),
        whole(seen.labels.map(|labels| labels.missed)),
        whole(seen.labels.map(|labels| labels.wrong)),
    ]
}

pub(super) fn id<'a>(subject: &RowSubject<'a>) -> &'a str {
    match subject {
        RowSubject::Culprit(culprit) => culprit.id.as_str(),
        RowSubject::Other(_) => "other",
        RowSubject::Unclassified => "unclassified",
    }
}

fn csv_row(facts: &ReportFacts, history: Option<&ProductFacts>, row: &ReportRow) -> Vec<String> {
    let culprit = row.subject.culprit();
    let series = culprit.and_then(|culprit| history?.series_of(culprit));
    let trend = series.and_then(|series| series.trend.as_ref());
    let basis = &facts.basis;
    let (volume, before, change) = (row.volume, row.previous.as_ref(), row.change.as_ref());
    let measure = change.map_or("", |change| match change.measure {
        ChangeMeasure::Ratio => "ratio",
        ChangeMeasure::Difference => "share_difference",
    });
    let [share, share_lower, share_upper] = limits(Some(&row.share));
    let [value, value_lower, value_upper] = limits(change.map(|change| &change.value));
    let is_other = matches!(row.subject, RowSubject::Other(_));
    vec![
        basis.period.to_string(),
        id(&row.subject).to_owned(),
        text::report::label(&row.subject),
        basis.complete.to_string(),
        whole(basis.population),
        basis.sampled.to_string(),
        basis.read.to_string(),
        basis.not_applicable.to_string(),
        row.count.to_string(),
        share,
        share_lower,
        share_upper,
        whole(volume.map(|volume| volume.tickets)),
        whole(volume.map(|volume| volume.lower)),
        whole(volume.map(|volume| volume.upper)),
        real(basis.usage),
        real(row.rate.map(|rate| rate.value)),
        before.map_or(String::new(), |_| basis.previous.to_string()),
        whole(before.map(|before| before.count)),
        whole(before.and_then(|before| Some(before.volume?.tickets))),
        measure.to_owned(),
        value,
        value_lower,
        value_upper,
        real(change.map(|change| change.p_value)),
        real(change.map(|change| change.adjusted_p)),
        real(change.map(|change| change.dispersion.shared)),
        real(change.map(|change| change.dispersion.own)),
        if is_other {
            folded_p(facts)
        } else {
            String::new()
        },
        real(leader_p(facts, row)),
        real(trend.map(|tested| tested.trend.slope.value)),
        real(trend.map(|tested| tested.adjusted_p)),
    ]
}

/// The p-value of a culprit in the test of the leader.
fn leader_p(facts: &ReportFacts, row: &ReportRow) -> Option<f64> {
    let RowSubject::Culprit(culprit) = row.subject else {
        return None;
    };
    let leaders = facts.leaders.as_ref()?;
    let mut tested = leaders.p_values.iter();
    Some(tested.find(|(one, _)| one.id == culprit.id)?.1)
}

/// The p-values of culprits that were tested and then folded, without their names.
fn folded_p(facts: &ReportFacts) -> String {
    let shown: BTreeSet<&str> = facts.rows.iter().map(|row| id(&row.subject)).collect();
    let changes = facts
        .comparison
        .iter()
        .flat_map(|comparison| &comparison.changes);
    let folded = changes.filter(|(culprit, _)| !shown.contains(culprit.as_str()));
    let mut p_values: Vec<f64> = folded.map(|(_, change)| change.p_value).collect();
    p_values.sort_by(f64::total_cmp);
    let texts: Vec<String> = p_values.into_iter().map(|p| real(Some(p))).collect();
    texts.join(" ")
}

pub(super) fn limits(estimate: Option<&Estimate>) -> [String; 3] {
    [
        real(estimate.map(|estimate| estimate.value)),
        real(estimate.map(|estimate| estimate.lower)),
        real(estimate.map(|estimate| estimate.upper)),
    ]
}

/// Ten decimals, or ten digits of what is smaller than they can hold.
pub(super) fn real(number: Option<f64>) -> String {
    match number {
        Some(small) if small != 0.0 && small.abs() < 1e-3 => format!("{small:.9e}"),
        _ => decimal(number),
    }
}
