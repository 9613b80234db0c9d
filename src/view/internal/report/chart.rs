//! The ranking chart of a report.

use crate::derive::product::ProductFacts;
use crate::derive::report::{ReportBasis, ReportFacts, ReportRow};
use crate::model::report::{Culprit, Product};
use crate::view::card::{CardBar, LinkCard, unmarked};
use crate::view::chart::{
    Caption, Digits, RankingChart, RankingColumns, RankingKind, RankingLegend, RankingRow,
    Sparkline,
};
use crate::view::text;
use crate::view::text::message::message;

/// Bars of the picture beside a link.
const MAX_CARD_BARS: usize = 5;

/// What the chart says.
pub(in crate::view::internal) fn ranking(facts: &ReportFacts) -> RankingChart {
    let (current, previous) = text::report::bar_labels(facts);
    let counted = facts.basis.population.is_some();
    let (column, unit) = if text::report::is_per_week(facts) {
        (
            message!("column-tickets-week"),
            message!("axis-tickets-week"),
        )
    } else if counted {
        (message!("column-tickets"), message!("axis-tickets"))
    } else {
        (message!("column-share"), "%".to_owned())
    };
    let history = history(facts);
    let periods = history.as_ref().map_or(0, |history| history.periods.len());
    let lines = text::counted_periods(facts.basis.first_period(), periods);
    let rows = facts.rows.iter();
    let rows: Vec<RankingRow> = rows
        .map(|row| chart_row(facts, history.as_ref(), row))
        .collect();
    RankingChart {
        caption: Caption {
            id: "ranking".to_owned(),
            title: text::report::finding(facts),
            subtitle: text::report::chart_subtitle(facts),
            description: text::report::method::description(facts),
            footer: text::report::method::footer(facts, history.as_ref(), &lines),
        },
        key: RankingLegend {
            current,
            previous,
            interval: message!("legend-interval"),
            clear: message!("legend-clear"),
        },
        columns: RankingColumns {
            tickets: column,
            interval: message!("legend-interval"),
            rate: message!("column-rate", unit = usage_unit(facts.product)),
            line: lines,
            change: text::report::chart_change_head(facts),
        },
        partial: !facts.basis.complete,
        unit,
        digits: Digits::default(),
        rows,
    }
}

/// What usage is counted in: `databases`.
fn usage_unit(product: &Product) -> String {
    let unit = product.usage_unit.as_ref();
    unit.map_or_else(|| message!("usage-units"), |unit| unit.many.clone())
}

// Counts of tickets are far below 2^53, and periods have few weeks.
fn chart_row(facts: &ReportFacts, history: Option<&ProductFacts>, row: &ReportRow) -> RankingRow {
    let culprit = row.subject.culprit();
    let headline = facts.headline_change().map(|(culprit, ..)| &culprit.id);
    let previous = row.previous.as_ref();
    let percent = |share: f64| share * 100.0;
    let per_week = text::report::is_per_week(facts);
    let part = |tickets: u64, basis: &ReportBasis| {
        let weeks = if per_week { basis.tallies.len() } else { 1 };
        tickets as f64 / weeks as f64
    };
    let ([value, lower, upper], previous) = match &row.volume {
        Some(one) => (
            [one.tickets, one.lower, one.upper].map(|tickets| part(tickets, &facts.basis)),
            previous.and_then(|before| {
                let compared = facts.comparison.as_ref().ok()?;
                Some(part(before.volume?.tickets, &compared.before))
            }),
        ),
        None => (
            [row.share.value, row.share.lower, row.share.upper].map(percent),
            previous.map(|before| percent(before.share.value)),
        ),
    };
    let (tickets_text, interval_text) = text::report::chart_texts(facts, row);
    RankingRow {
        label: text::report::label(&row.subject),
        emphasis: culprit.is_some_and(|culprit| Some(&culprit.id) == headline),
        kind: if culprit.is_some() {
            RankingKind::Culprit
        } else {
            RankingKind::Rest
        },
        value,
        lower,
        upper,
        previous,
        tickets_text,
        interval_text,
        rate_text: text::report::row_rate(row),
        line: culprit
            .zip(history)
            .map_or_else(Sparkline::default, |(culprit, history)| {
                sparkline(history, culprit)
            }),
        change: text::report::change_or_trend(facts, history, row),
    }
}

/// The product up to the last period of a report.
pub(in crate::view::internal) fn history<'a>(facts: &ReportFacts<'a>) -> Option<ProductFacts<'a>> {
    ProductFacts::until(facts.product, facts.basis.last_period())
}

/// How a culprit came to be what it is.
pub(in crate::view::internal) fn sparkline(history: &ProductFacts, culprit: &Culprit) -> Sparkline {
    let series = history.series_of(culprit);
    series.map_or_else(Sparkline::default, |series| {
        Sparkline::of(&series.values(), None)
    })
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
