//! What the sentences of a report rest on, as files: its comparisons, what followed actions, and the numbers of the report as a whole.

use super::table::{id, limits, real};
use crate::base::vocabulary::Vocabulary;
use crate::derive::action_effect::{ActionEffect, ActionOutcome, action_effect, samples_until};
use crate::derive::report::{
    ChangeMeasure, Comparison, MachineFacts, ReportBasis, ReportFacts, ReportRow, RowChange,
    RowSubject,
};
use crate::derive::statistics::{ChangeVerdict, Signal};
use crate::model::report::{Culprit, Product, ProductAction, Tally};
use crate::view::internal::dictionary::{self, whole};
use crate::view::internal::product_reports::ProductReports;
use crate::view::table::Table;

fn verdict_word(verdict: ChangeVerdict) -> &'static str {
    match verdict {
        ChangeVerdict::Clear => "significant",
        ChangeVerdict::Unsure => "possible",
        ChangeVerdict::None => "none",
    }
}

/// Every change that was tested, in the comparison that leads and in that with the period before.
pub(in crate::view::internal) fn changes_csv(facts: &ReportFacts) -> Table {
    let mut rows = Vec::new();
    for comparison in facts.comparisons() {
        for row in &facts.rows {
            let change = if comparison.is_window {
                &row.window_change
            } else {
                &row.change
            };
            rows.extend(change.as_ref().map(|one| change_row(comparison, row, one)));
        }
        rows.extend(total_row(comparison));
    }
    dictionary::table("changes", rows)
}

/// Which comparison it is, of which periods with how many tickets.
fn compared(comparison: &Comparison) -> Vec<String> {
    let Comparison { before, after, .. } = comparison;
    let name = if comparison.is_window {
        "window"
    } else {
        "previous"
    };
    vec![
        name.to_owned(),
        before.first_period().to_string(),
        before.last_period().to_string(),
        before.tallies.len().to_string(),
        whole(before.population),
        after.first_period().to_string(),
        after.last_period().to_string(),
        after.tallies.len().to_string(),
        whole(after.population),
        comparison.per_usage.to_string(),
        comparison.tested.to_string(),
        period_label(comparison.variation.periods.first()),
        period_label(comparison.variation.periods.last()),
        comparison.variation.periods.len().to_string(),
        (!comparison.variation.is_assumed()).to_string(),
    ]
}

fn period_label(period: Option<&(i64, ReportBasis)>) -> String {
    period.map_or(String::new(), |(_, basis)| basis.period.to_string())
}

fn change_row(comparison: &Comparison, row: &ReportRow, change: &RowChange) -> Vec<String> {
    let measure = match change.measure {
        ChangeMeasure::Ratio => "ratio",
        ChangeMeasure::Difference => "share_difference",
    };
    let mut cells = compared(comparison);
    cells.extend([id(&row.subject).to_owned(), measure.to_owned()]);
    cells.extend(limits(Some(&change.value)));
    cells.extend([
        real(Some(change.p_value)),
        real(Some(change.adjusted_p)),
        real(Some(change.dispersion.shared)),
        real(Some(change.dispersion.own)),
        verdict_word(change.verdict).to_owned(),
    ]);
    cells
}

fn total_row(comparison: &Comparison) -> Option<Vec<String>> {
    let total = comparison.total.as_ref()?;
    let mut cells = compared(comparison);
    cells.extend(["total".to_owned(), "ratio".to_owned()]);
    cells.extend(limits(Some(&total.change.ratio)));
    cells.extend([
        real(Some(total.change.p_value)),
        real(Some(total.adjusted_p)),
        real(Some(total.dispersion)),
        real(Some(comparison.variation.common)),
        verdict_word(total.verdict).to_owned(),
    ]);
    Some(cells)
}

/// What followed the actions that the report names, up to the end of its period.
pub(in crate::view::internal) fn actions_csv(facts: &ReportFacts) -> Table {
    let culprits = facts.rows.iter().filter_map(|row| row.subject.culprit());
    effect_table(
        (facts.product, &samples_until(facts)),
        culprits,
        &facts.actions,
    )
}

/// What followed every action of a product, up to the newest sample.
pub(in crate::view::internal) fn effects_csv(reports: &ProductReports) -> Table {
    let product = reports.product;
    let actions: Vec<&ProductAction> = product.actions.iter().collect();
    effect_table((product, &reports.known), product.culprits.iter(), &actions)
}

fn effect_table<'a>(
    (product, known): (&'a Product, &[&'a Tally]),
    culprits: impl Iterator<Item = &'a Culprit>,
    actions: &[&'a ProductAction],
) -> Table {
    let mut rows = Vec::new();
    for culprit in culprits {
        let actions = actions.iter();
        for action in actions.filter(|action| action.culprits.contains(&culprit.id)) {
            let mut cells = vec![
                action.id.to_string(),
                action.date.to_string(),
                culprit.id.to_string(),
            ];
            match action_effect(product, known, action, culprit) {
                None => continue,
                Some(ActionOutcome::TooYoung(period)) => {
                    cells.extend(["too_young".to_owned(), period.to_string()]);
                    cells.extend(std::iter::repeat_n(String::new(), 16));
                }
                Some(ActionOutcome::Effect(effect)) => {
                    cells.extend([verdict_word(effect.verdict).to_owned(), String::new()]);
                    cells.extend(effect_cells(&effect));
                }
            }
            rows.push(cells);
        }
    }
    dictionary::table("actions", rows)
}

fn effect_cells(effect: &ActionEffect) -> Vec<String> {
    let labels = |tallies: &[&Tally]| {
        let labels: Vec<String> = tallies.iter().map(|one| one.period.to_string()).collect();
        labels.join(" ")
    };
    let ids: Vec<&str> = effect.actions.iter().map(|one| one.id.as_str()).collect();
    let mut cells = vec![
        ids.join(" "),
        labels(&effect.before),
        labels(&effect.after),
        real(Some(effect.change.before)),
        real(Some(effect.change.after)),
    ];
    cells.extend(limits(Some(&effect.change.ratio)));
    cells.extend([
        real(Some(effect.change.p_value)),
        real(Some(effect.alpha())),
        real(Some(effect.dispersion.shared)),
        real(Some(effect.dispersion.own)),
    ]);
    cells.extend(limits(effect.share_change.as_ref()));
    cells.push(real(effect.share_change.map(|_| effect.share_dispersion)));
    cells
}

/// The numbers of the report as a whole.
pub(in crate::view::internal) fn summary_csv(facts: &ReportFacts) -> Table {
    let machine = facts.machine.as_ref();
    let basis = &facts.basis;
    let range = facts.usual_range.as_ref();
    let signal = range.and_then(|range| range.point.signal);
    let agreement = facts.agreement.as_ref();
    let unit = facts.product.usage_unit.as_ref();
    let unclassified = facts.rows.iter();
    let mut unclassified =
        unclassified.filter(|row| matches!(row.subject, RowSubject::Unclassified));
    let contenders = facts.leaders.as_ref();
    let contenders = contenders.and_then(|one| u64::try_from(one.contenders.len()).ok());
    let row = vec![
        basis.period.to_string(),
        basis.first_period().to_string(),
        basis.last_period().to_string(),
        basis.tallies.len().to_string(),
        facts.product.name.clone(),
        unit.map_or(String::new(), |unit| unit.one.clone()),
        unit.map_or(String::new(), |unit| unit.many.clone()),
        facts.charted.to_string(),
        basis.is_rolled_up().to_string(),
        basis.skipped_tickets().to_string(),
        real(unclassified.next().map(|row| row.share.value)),
        whole(contenders),
        real(range.map(|range| range.point.rate)),
        real(range.map(|range| range.point.lower)),
        real(range.map(|range| range.point.upper)),
        range.map_or(String::new(), |range| range.weeks.to_string()),
        signal
            .map_or("", |signal| match signal {
                Signal::Outside => "outside",
                Signal::Run => "run",
            })
            .to_owned(),
        whole(agreement.map(|one| one.tickets)),
        real(agreement.map(|one| one.agreed)),
        real(agreement.and_then(|one| one.kappa)),
        machine.map_or(String::new(), MachineFacts::name),
        whole(machine.map(|machine| machine.labeled)),
        whole(machine.map(|machine| machine.unknown)),
        whole(machine.map(|machine| machine.read)),
        whole(machine.and_then(|machine| machine.worth)),
    ];
    dictionary::table("summary", vec![row])
}

/// The actions of a product, for the titles in sentences.
pub(in crate::view::internal) fn action_list_csv(product: &Product) -> Table {
    let row = |action: &ProductAction| {
        let culprits: Vec<&str> = action.culprits.iter().map(|id| id.as_str()).collect();
        vec![
            action.id.to_string(),
            action.date.to_string(),
            action.title.clone(),
            action.kind.word().to_owned(),
            culprits.join(" "),
        ]
    };
    dictionary::table("action-list", product.actions.iter().map(row).collect())
}
