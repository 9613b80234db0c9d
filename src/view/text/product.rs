//! The sentences about a product over many periods.

use super::message::message;
use super::{date, list, quoted_culprit};
use crate::derive::product::{
    CulpritSeries, ProductFacts, SeriesUnit, SplitCulprit, TargetFacts, TargetVerdict, TestedTrend,
};
use crate::derive::statistics::{ProcessPoint, Signal};
use crate::model::report::{Culprit, Product};
use crate::view::chart::{ChangeLabel, Direction};

/// The title of the page of a product: its newest finding, after its name where that is not in it.
pub fn title(product: &Product, finding: Option<String>) -> String {
    let product = &product.name;
    match finding {
        None => product.clone(),
        Some(finding) if finding.starts_with(product) => finding,
        Some(finding) => message!("product-title", product, finding),
    }
}

/// What a series is measured in.
pub fn unit(product: &Product, unit: SeriesUnit) -> String {
    let (kind, unit) = match (unit, &product.usage_unit) {
        (SeriesUnit::PerThousand, Some(usage)) => ("named", usage.many.as_str()),
        (SeriesUnit::PerThousand, None) => ("unnamed", ""),
        (SeriesUnit::Tickets, _) => ("tickets", ""),
        (SeriesUnit::Share, _) => ("share", ""),
    };
    message!("series-unit", kind, unit)
}

/// The same in a word for programs.
pub fn unit_word(unit: SeriesUnit) -> &'static str {
    match unit {
        SeriesUnit::PerThousand => "tickets_per_1000",
        SeriesUnit::Tickets => "tickets",
        SeriesUnit::Share => "share",
    }
}

/// The range in which all tickets are usual.
pub fn range(facts: &ProductFacts) -> String {
    let Some(chart) = facts.control_chart.as_ref().map(|control| &control.chart) else {
        return String::new();
    };
    let Some(last) = chart.points.last() else {
        return String::new();
    };
    let [lower, upper, mean] =
        [last.lower, last.upper, chart.centre].map(|number| format!("{number:.0}"));
    message!("expected-range", lower, upper, mean)
}

/// The notes under the chart of all tickets.
pub fn totals_notes(facts: &ProductFacts) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(control) = &facts.control_chart {
        let (first, last) = control.baseline;
        let [first, last] = [first, last].map(|at| facts.periods[at].0.to_string());
        notes.push(message!("note-outside", first, last));
    }
    notes.extend(notes_of_both_charts(facts));
    notes
}

/// The notes under the charts of the culprits.
pub fn culprit_notes(facts: &ProductFacts) -> Vec<String> {
    let mut notes = Vec::new();
    let split = facts
        .split_culprits
        .iter()
        .map(|split| quoted_culprit(split.culprit));
    let names: Vec<String> = split.collect();
    if !names.is_empty() {
        notes.push(message!("note-split", names = list(&names)));
    }
    notes.extend(notes_of_both_charts(facts));
    notes
}

fn notes_of_both_charts(facts: &ProductFacts) -> Vec<String> {
    let mut notes = Vec::new();
    let mut tallies = facts.periods.iter().filter_map(|(_, tally)| *tally);
    if tallies.any(|tally| !tally.complete) {
        notes.push(message!("note-partial"));
    }
    let mut actions = facts.actions.iter();
    if actions.any(|action| action.changes_measurement()) {
        notes.push(message!("note-counting-changed"));
    }
    notes
}

/// The name of a culprit that was split, with its end.
pub fn split_culprit(split: &SplitCulprit) -> String {
    message!(
        "culprit-split",
        culprit = &split.culprit.name,
        period = split.until.to_string()
    )
}

/// The course of a culprit through the weeks.
pub fn trend(trend: &TestedTrend) -> String {
    match trend.rises() {
        Some(true) => message!("trend-rising"),
        Some(false) => message!("trend-falling"),
        None => message!("trend-none"),
    }
}

/// The course of a culprit beside its bar; `None` where nothing clear can be said.
pub fn trend_label(trend: &TestedTrend) -> Option<ChangeLabel> {
    let rises = trend.rises()?;
    Some(ChangeLabel {
        text: message!(
            "trend-arrow",
            direction = if rises { "rising" } else { "falling" }
        ),
        direction: if rises {
            Direction::Worse
        } else {
            Direction::Better
        },
        clear: true,
    })
}

/// A goal, whether it is met, and the estimate that tells so; `number` writes a number of the series.
pub fn target(
    facts: &ProductFacts,
    one: &TargetFacts,
    number: impl Fn(f64) -> String,
) -> [String; 3] {
    let goal = message!(
        "target-goal",
        culprit = quoted_culprit(one.culprit),
        below = one.target.below.to_string(),
        unit = unit(facts.product, facts.unit),
        date = date(one.target.by),
    );
    let due = if one.is_due { "yes" } else { "no" };
    let verdict = target_verdict_word(one.verdict);
    let verdict = message!("target-verdict", due, verdict);
    let basis = match &one.judged {
        None => message!("target-no-period"),
        Some((period, estimate)) => message!(
            "target-basis",
            period = period.to_string(),
            value = number(estimate.value),
            lower = number(estimate.lower),
            upper = number(estimate.upper),
        ),
    };
    [goal, verdict, basis]
}

/// The same in a word for programs.
pub fn target_verdict_word(verdict: TargetVerdict) -> &'static str {
    match verdict {
        TargetVerdict::Met => "met",
        TargetVerdict::NotMet => "not_met",
        TargetVerdict::Unclear => "unclear",
    }
}

/// The title of a panel: the culprit, with an arrow where it clearly rises or falls.
pub fn panel_title(series: &CulpritSeries) -> String {
    let name = &series.culprit.name;
    match series.trend.and_then(|trend| trend.rises()) {
        Some(true) => format!("\u{25b2} {name}"),
        Some(false) => format!("\u{25bc} {name}"),
        None => name.clone(),
    }
}

/// The title of the page of a culprit: where it goes, and how many tickets it causes now.
pub fn culprit_title(
    culprit: &Culprit,
    trend: Option<&TestedTrend>,
    value: Option<&str>,
    unit: &str,
) -> String {
    let direction = match trend.and_then(TestedTrend::rises) {
        Some(true) => "rising",
        Some(false) => "falling",
        None => "none",
    };
    let culprit = quoted_culprit(culprit);
    let value = value.unwrap_or("0");
    message!("culprit-title", culprit, direction, value, unit)
}

/// The title of the chart of culprits: those that clearly rise or fall.
pub fn culprits_title(facts: &ProductFacts) -> String {
    let names = |is_rising: bool| {
        let clear = facts.series.iter().filter(|series| {
            let rises = series.trend.and_then(|trend| trend.rises());
            rises == Some(is_rising)
        });
        clear.map(|series| quoted_culprit(series.culprit)).collect()
    };
    let (rising, falling): (Vec<String>, Vec<String>) = (names(true), names(false));
    let moving = match (rising.is_empty(), falling.is_empty()) {
        (true, true) => "none",
        (true, false) => "falling",
        (false, true) => "rising",
        (false, false) => "both",
    };
    message!(
        "culprits-title",
        product = &facts.product.name,
        moving,
        rising = list(&rising),
        falling = list(&falling)
    )
}

/// On which side of its expected range a total is that is outside.
pub(super) fn side_of_range(point: &ProcessPoint) -> &'static str {
    if point.rate < point.lower {
        "below"
    } else {
        "above"
    }
}

/// The title of the chart of all tickets: the newest period, if it is not what was to be expected.
pub fn totals_title(facts: &ProductFacts) -> String {
    let product = &facts.product.name;
    let newest = facts.control_point(facts.periods.len() - 1);
    match newest.filter(|point| point.signal == Some(Signal::Outside)) {
        Some(point) => message!("totals-unusual", product, side = side_of_range(point)),
        None => message!("totals-title", product),
    }
}

/// The chart of all tickets in words.
pub fn totals_description(facts: &ProductFacts, unusual: &[String]) -> String {
    let range = match (&facts.control_chart, unusual) {
        (None, _) => message!("totals-too-few"),
        (Some(_), []) => message!("totals-usual"),
        (Some(_), periods) => message!("totals-outside", periods = list(periods)),
    };
    message!("chart-totals", product = &facts.product.name, range)
}
