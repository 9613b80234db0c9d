//! The ranking chart of a report.

use crate::derive::report::{ReportFacts, ReportRow, RowSubject};
use crate::view::card::{CardBar, LinkCard, unmarked};
use crate::view::chart::{
    Caption, Digits, RankingChart, RankingColumns, RankingKind, RankingLegend, RankingRow,
};
use crate::view::text;
use crate::view::text::message::message;

/// Bars of the picture beside a link.
const MAX_CARD_BARS: usize = 5;

/// What the chart says.
pub(in crate::view::internal) fn ranking(facts: &ReportFacts) -> RankingChart {
    let (current, previous) = text::report::bar_labels(facts);
    let counted = facts.basis.population.is_some();
    RankingChart {
        caption: Caption {
            id: "ranking".to_owned(),
            title: text::report::finding(facts),
            subtitle: text::report::subtitle(facts),
            description: text::report::method::description(facts),
            footer: text::report::method::footer(facts),
        },
        key: RankingLegend {
            current,
            previous,
            interval: message!("legend-interval"),
        },
        columns: RankingColumns {
            tickets: if counted {
                message!("column-tickets")
            } else {
                message!("column-share")
            },
            interval: message!("legend-interval"),
            change: text::report::change_head(facts),
        },
        partial: !facts.basis.complete,
        unit: if counted {
            message!("axis-tickets")
        } else {
            "%".to_owned()
        },
        digits: Digits::default(),
        rows: facts.rows.iter().map(|row| chart_row(facts, row)).collect(),
    }
}

// Counts of tickets are far below 2^53.
fn chart_row(facts: &ReportFacts, row: &ReportRow) -> RankingRow {
    let read = facts.basis.read;
    let culprit = match row.subject {
        RowSubject::Culprit(culprit) => Some(&culprit.id),
        RowSubject::Other(_) | RowSubject::Unclassified => None,
    };
    let headline = facts.headline_change().map(|(culprit, _)| &culprit.id);
    let previous = row.previous.as_ref();
    let percent = |share: f64| share * 100.0;
    let ([value, lower, upper], previous) = match &row.volume {
        Some(one) => (
            [one.tickets, one.lower, one.upper].map(|tickets| tickets as f64),
            previous.and_then(|before| Some(before.volume?.tickets as f64)),
        ),
        None => (
            [row.share.value, row.share.lower, row.share.upper].map(percent),
            previous.map(|before| percent(before.share.value)),
        ),
    };
    RankingRow {
        label: text::report::label(&row.subject),
        emphasis: culprit.is_some() && culprit == headline,
        kind: if culprit.is_some() {
            RankingKind::Culprit
        } else {
            RankingKind::Rest
        },
        value,
        lower,
        upper,
        previous,
        tickets_text: text::report::estimate(row, read),
        interval_text: text::report::interval(row, read),
        change: row.change.as_ref().map(text::report::change),
    }
}

/// The picture beside a link: the finding, and the top of the ranking.
pub(in crate::view::internal) fn card(facts: &ReportFacts) -> LinkCard {
    let chart = ranking(facts);
    let culprits: Vec<&RankingRow> = chart
        .rows
        .iter()
        .filter(|row| row.kind == RankingKind::Culprit)
        .collect();
    let longest = culprits.iter().map(|row| row.value).fold(0.0, f64::max);
    let bar = |row: &&RankingRow| CardBar {
        label: row.label.clone(),
        length: if longest > 0.0 {
            row.value / longest
        } else {
            0.0
        },
        text: row.tickets_text.clone(),
    };
    LinkCard {
        head: text::report::card_head(facts),
        title: unmarked(chart.caption.title.clone()),
        lines: Vec::new(),
        bars: culprits.iter().take(MAX_CARD_BARS).map(bar).collect(),
    }
}
