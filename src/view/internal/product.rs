//! A product over its last periods.

use std::collections::BTreeMap;

use serde::Serialize;

use super::dictionary::{self, decimal, whole};
use super::effects::{self, EffectsView};
use super::product_reports::ProductReports;
use super::products::{self, PeriodView};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::time::Date;
use crate::derive::product::{
    CulpritSeries, MAX_PERIODS, ProductFacts, SeriesPoint, SeriesUnit, TargetFacts, TargetVerdict,
    TestedTrend, rollup_trends,
};
use crate::derive::report::{ReportFacts, ReportRow};
use crate::derive::statistics::Signal;
use crate::model::report::{Culprit, Product, ProductAction};
use crate::model::route;
use crate::view::chart::{
    Annotation, Caption, ChangeLabel, CulpritPanel, DataPoint, Digits, Direction, PanelTarget,
    SmallMultiples, TotalPoint, TotalsChart,
};
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::table::Table;
use crate::view::text;
use crate::view::text::message::message;

/// The page of a product.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProductPage {
    /// The newest finding.
    pub title: String,
    /// The team that owns it.
    pub owner: Option<String>,
    /// What followed actions.
    pub effects: Option<EffectsView>,
    /// All tickets through time.
    pub totals: Option<TotalsChart>,
    /// Culprits through time.
    pub multiples: Option<SmallMultiples>,
    /// The readings of the culprits as a table.
    pub readings: Option<SeriesTable>,
    /// The goals, by date.
    pub targets: Vec<TargetView>,
    /// The culprits of the last year, period by period.
    pub heat: Option<HeatMap>,
    /// What was done, newest first.
    pub actions: Vec<ProductActionView>,
    /// Newest first.
    pub periods: Vec<PeriodView>,
    /// Months and quarters that weeks add up to, newest first.
    pub rollups: Vec<PeriodView>,
    /// Culprits by month and by quarter.
    pub rollup_trends: Vec<RollupTable>,
    /// Pairs of periods that were asked for.
    pub pairs: Vec<PeriodView>,
    /// Over the table of periods.
    pub caption: String,
    /// What usage is counted in; empty if it is not measured.
    pub usage: String,
    /// Where the files are explained.
    pub dictionary: String,
}

/// Culprits by period, as shades.
#[derive(Clone, Debug, Serialize)]
pub struct HeatMap {
    /// How many periods there are.
    pub count: usize,
    /// What the shades mean.
    pub about: String,
    /// What the first and the last period are called.
    pub ends: [String; 2],
    pub rows: Vec<HeatRow>,
}

/// A culprit of a heat map.
#[derive(Clone, Debug, Serialize)]
pub struct HeatRow {
    /// Its page.
    pub link: LinkView,
    /// The positions of the periods with each shade, the palest first.
    pub shades: [Vec<usize>; SHADES],
}

/// Readings of culprits by period.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesTable {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<SeriesRow>,
}

/// A culprit with a reading for each period.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesRow {
    pub name: String,
    /// The readings; empty where nothing can be said.
    pub cells: Vec<String>,
}

/// Culprits over the last complete months or quarters.
#[derive(Clone, Debug, Serialize)]
pub struct RollupTable {
    pub caption: String,
    /// The reports of the periods, oldest first.
    pub head: Vec<LinkView>,
    /// What the newest one is compared with.
    pub change_head: String,
    pub rows: Vec<RollupRow>,
}

/// A culprit over months or quarters.
#[derive(Clone, Debug, Serialize)]
pub struct RollupRow {
    pub culprit: LinkView,
    /// An average week of each; empty where it is one of the other culprits.
    pub cells: Vec<String>,
    /// In the newest one, where that is clear or possible.
    pub change: Option<ChangeLabel>,
}

/// A goal, whether it is met, and what tells so.
#[derive(Clone, Debug, Serialize)]
pub struct TargetView {
    pub goal: String,
    pub verdict: String,
    pub basis: String,
    /// `better` if it is met, `worse` if its day has come without; else empty.
    pub direction: &'static str,
}

/// Something that was done.
#[derive(Clone, Debug, Serialize)]
pub struct ProductActionView {
    pub date: String,
    pub title: String,
    /// About which culprits.
    pub culprits: String,
    /// Where it can be followed.
    pub link: Option<String>,
}

pub(super) fn page(reports: &ProductReports) -> (PageMeta, ProductPage) {
    let product = reports.product;
    let address = route::PRODUCT.address(&product.id);
    let links = Links::from_page(&address);
    let finding = reports.latest().map(text::report::finding);
    let title = text::product::title(product, finding);
    let meta = PageMeta::new(address, title.clone(), message!("product-about")).with_file(Some(
        format!("internal/reports/{}/product.yaml", product.id),
    ));
    let list = |reports: &[ReportFacts]| {
        let newest_first = reports.iter().rev();
        newest_first
            .map(|facts| products::period(facts, &links))
            .collect()
    };
    let mut page = ProductPage {
        title,
        owner: product.owner.clone(),
        periods: list(&reports.samples),
        rollups: list(&reports.rollups),
        rollup_trends: [true, false]
            .into_iter()
            .filter_map(|are_months| rollup_table(reports, are_months, &links))
            .collect(),
        pairs: list(&reports.pairs),
        effects: effects::view(product, &reports.effects(), &links),
        caption: match &product.usage_measure {
            Some(measure) => message!("periods-with-usage", measure),
            None => message!("periods-newest-first"),
        },
        usage: product.usage_measure.clone().unwrap_or_default(),
        dictionary: links.to(route::DICTIONARY.pattern),
        ..ProductPage::default()
    };
    if let Some(facts) = &reports.history {
        page.totals = facts.has_totals().then(|| totals(facts));
        page.multiples = facts.has_several_periods().then(|| small_multiples(facts));
        page.readings = Some(series_table(facts));
        page.targets = target_views(facts, |_| true);
        let year = reports.year.as_ref();
        page.heat = year
            .filter(|year| year.has_several_periods())
            .map(|year| heat_map(year, &links));
        let actions = facts.actions.iter().rev();
        page.actions = actions.map(|one| action(product, one)).collect();
    }
    (meta, page)
}

/// The complete months, or quarters, up to the newest, as many as a product's page looks back on.
fn complete_rollups<'r, 'a>(
    reports: &'r ProductReports<'a>,
    are_months: bool,
) -> Vec<&'r ReportFacts<'a>> {
    let is_alike = |one: &&ReportFacts| {
        one.basis.complete && matches!(one.basis.period, Period::Month(_)) == are_months
    };
    let alike: Vec<&ReportFacts> = reports.rollups.iter().filter(is_alike).collect();
    alike[alike.len().saturating_sub(MAX_PERIODS)..].to_vec()
}

/// The complete months, or quarters, side by side; `None` with fewer than two. Their trend is that of more of them, where there are more.
fn rollup_table(reports: &ProductReports, are_months: bool, links: &Links) -> Option<RollupTable> {
    let product = reports.product;
    let alike = complete_rollups(reports, are_months);
    let shown = &alike[alike.len().saturating_sub(MAX_ROLLUPS)..];
    let (newest, history) = (shown.last()?, reports.history.as_ref()?);
    let trends: BTreeMap<_, _> = rollup_trends(history, &alike).into_iter().collect();
    let row = |series: &CulpritSeries| {
        let rows = shown.iter().map(|facts| facts.row_of(series.culprit));
        let rows: Vec<Option<&ReportRow>> = rows.collect();
        let cells = shown.iter().zip(&rows).map(|(facts, row)| {
            row.map_or(String::new(), |row| text::report::average_week(facts, row))
        });
        let newest_row = rows.last().copied().flatten();
        let change = newest_row.and_then(|row| newest.leading_change(row));
        let change = change.and_then(text::report::change);
        let trend = trends.get(&series.culprit.id);
        let trend = trend.and_then(text::product::trend_label);
        let address = route::CULPRIT.address_of(&[&product.id, &series.culprit.id]);
        rows.iter().any(Option::is_some).then(|| RollupRow {
            culprit: links.link(&address, &series.culprit.name),
            cells: cells.collect(),
            change: text::report::clear_change_or_trend(change, trend),
        })
    };
    let head = shown
        .iter()
        .map(|facts| products::period(facts, links).link);
    let length = if are_months { "month" } else { "quarter" };
    let unit = text::product::unit(product, history.unit);
    let mut caption = message!("rollup-caption", length, unit);
    if trends.values().any(|trend| trend.rises().is_some()) {
        let periods = text::counted_periods(newest.basis.period, alike.len());
        caption = format!("{caption} {}", message!("footer-trend", periods));
    }
    (shown.len() > 1).then(|| RollupTable {
        caption,
        head: head.collect(),
        change_head: text::report::leading_change_head(newest),
        rows: history.series.iter().filter_map(row).collect(),
    })
}

fn action(product: &Product, action: &ProductAction) -> ProductActionView {
    let culprits = action.culprits.iter().filter_map(|id| product.culprit(id));
    let names: Vec<String> = culprits.map(|culprit| culprit.name.clone()).collect();
    ProductActionView {
        date: text::date(action.date),
        title: action.title.clone(),
        culprits: text::list(&names),
        link: action.link.clone(),
    }
}

/// The goals of some culprits.
pub(super) fn target_views(
    facts: &ProductFacts,
    is_shown: impl Fn(&Culprit) -> bool,
) -> Vec<TargetView> {
    let targets = facts.targets().into_iter();
    let shown = targets.filter(|one| is_shown(one.culprit));
    let view = |one: TargetFacts| {
        let [goal, verdict, basis] =
            text::product::target(facts, &one, |value| point_text(facts, value));
        TargetView {
            goal,
            verdict,
            basis,
            direction: match one.verdict {
                TargetVerdict::Met => Direction::Better.class(),
                TargetVerdict::NotMet if one.is_due => Direction::Worse.class(),
                TargetVerdict::NotMet | TargetVerdict::Unclear => "",
            },
        }
    };
    shown.map(view).collect()
}

/// The goals with what they are judged by.
pub(super) fn targets_csv(facts: &ProductFacts) -> Table {
    let row = |one: &TargetFacts| {
        let judged = one.judged.as_ref();
        let estimate = judged.map(|(_, estimate)| estimate);
        vec![
            one.culprit.id.to_string(),
            one.culprit.name.clone(),
            decimal(Some(one.target.below)),
            one.target.by.to_string(),
            text::product::unit_word(facts.unit).to_owned(),
            judged.map_or(String::new(), |(period, _)| period.to_string()),
            decimal(estimate.map(|one| one.value)),
            decimal(estimate.map(|one| one.lower)),
            decimal(estimate.map(|one| one.upper)),
            one.is_due.to_string(),
            text::product::target_verdict_word(one.verdict).to_owned(),
        ]
    };
    dictionary::table("targets", facts.targets().iter().map(row).collect())
}

/// A number of the series as people read it: shares in percent.
fn scaled(facts: &ProductFacts, value: f64) -> f64 {
    if facts.unit == SeriesUnit::Share {
        value * 100.0
    } else {
        value
    }
}

/// A number of the series in digits.
pub(super) fn point_text(facts: &ProductFacts, value: f64) -> String {
    let value = scaled(facts, value);
    let decimals = usize::from(facts.unit == SeriesUnit::PerThousand && value < 100.0);
    Digits::default().write(value, decimals)
}

/// The culprits with their points: those that are counted, then those that were split.
fn all_series<'f>(
    facts: &'f ProductFacts,
) -> impl Iterator<Item = (&'f Culprit, &'f Vec<Option<SeriesPoint>>)> {
    let series = facts.series.iter().map(|one| (one.culprit, &one.points));
    series.chain(
        facts
            .split_culprits
            .iter()
            .map(|one| (one.culprit, &one.points)),
    )
}

fn series_table(facts: &ProductFacts) -> SeriesTable {
    let periods = facts.periods.iter();
    let name = |culprit: &Culprit| {
        let mut split = facts.split_culprits.iter();
        match split.find(|split| split.culprit.id == culprit.id) {
            Some(split) => text::product::split_culprit(split),
            None => culprit.name.clone(),
        }
    };
    let cell = |point: &Option<SeriesPoint>| match point {
        Some(point) => point_text(facts, point.estimate.value),
        None => String::new(),
    };
    let row = |(culprit, points): (&Culprit, &Vec<Option<SeriesPoint>>)| SeriesRow {
        name: name(culprit),
        cells: points.iter().map(cell).collect(),
    };
    SeriesTable {
        caption: text::product::unit(facts.product, facts.unit),
        head: periods.map(|(period, _)| period.to_string()).collect(),
        rows: all_series(facts).map(row).collect(),
    }
}

/// The points with their limits, one row for each culprit and period.
pub(super) fn csv(facts: &ProductFacts) -> Table {
    let mut rows = Vec::new();
    for (culprit, points) in all_series(facts) {
        for ((period, tally), point) in facts.periods.iter().zip(points) {
            let (Some(tally), Some(SeriesPoint { estimate, partial })) = (tally, point) else {
                continue;
            };
            rows.push(vec![
                period.to_string(),
                culprit.id.to_string(),
                text::product::unit_word(facts.unit).to_owned(),
                decimal(Some(estimate.value)),
                decimal(Some(estimate.lower)),
                decimal(Some(estimate.upper)),
                partial.to_string(),
                whole(Some(tally.read)),
                whole(Some(tally.count(&culprit.id))),
            ]);
        }
    }
    dictionary::table("course", rows)
}

/// The trends over the periods that were sampled, over months and over quarters, one row for each culprit that has one.
pub(super) fn trends_csv(reports: &ProductReports, facts: &ProductFacts) -> Table {
    let mut rows = Vec::new();
    let mut add = |culprit: &CulpritId, periods: Period, tested: &TestedTrend| {
        let known = facts.product.culprit(culprit);
        let slope = &tested.trend.slope;
        rows.push(vec![
            culprit.to_string(),
            known.map_or(String::new(), |known| known.name.clone()),
            text::length_name(periods),
            text::product::unit_word(facts.unit).to_owned(),
            decimal(Some(slope.value)),
            decimal(Some(slope.lower)),
            decimal(Some(slope.upper)),
            decimal(Some(tested.trend.dispersion)),
            decimal(Some(tested.trend.p_value)),
            decimal(Some(tested.adjusted_p)),
            text::product::trend(tested),
        ]);
    };
    for series in &facts.series {
        if let Some(trend) = &series.trend {
            add(&series.culprit.id, facts.last_period(), trend);
        }
    }
    for are_months in [true, false] {
        let rollups = complete_rollups(reports, are_months);
        for (culprit, trend) in rollup_trends(facts, &rollups) {
            add(&culprit, rollups[0].basis.period, &trend);
        }
    }
    dictionary::table("trends", rows)
}

/// All tickets with the range that is usual, one row for each period.
pub(super) fn totals_csv(facts: &ProductFacts) -> Table {
    let control = facts.control_chart.as_ref();
    let mut rows = Vec::new();
    for (at, (period, tally)) in facts.periods.iter().enumerate() {
        let Some(tally) = tally else { continue };
        let point = facts.control_point(at);
        let is_baseline = control.map(|control| {
            let (first, last) = control.baseline;
            (point.is_some() && first <= at && at <= last).to_string()
        });
        let signal = point
            .and_then(|point| point.signal)
            .map_or("", |signal| match signal {
                Signal::Outside => "outside",
                Signal::Run => "run",
            });
        rows.push(vec![
            period.to_string(),
            whole(tally.population),
            decimal(facts.product.usage.get(period).copied()),
            decimal(facts.tickets_and_rate(tally).1),
            tally.complete.to_string(),
            is_baseline.unwrap_or_default(),
            decimal(control.map(|control| control.chart.centre)),
            decimal(point.map(|point| point.lower)),
            decimal(point.map(|point| point.upper)),
            signal.to_owned(),
        ]);
    }
    dictionary::table("totals", rows)
}

fn caption(
    facts: &ProductFacts,
    id: &str,
    (title, description): (String, String),
    notes: Vec<String>,
) -> Caption {
    let (first, last) = (facts.first_period(), facts.last_period());
    let when = text::dates(first.first(), last.last());
    let product = &facts.product.name;
    let mut footer = notes;
    footer.push(message!("source-product", product, when = &when));
    Caption {
        id: id.to_owned(),
        title,
        subtitle: message!("product-when", product, when),
        description,
        footer,
    }
}

fn period_ticks(facts: &ProductFacts) -> Vec<String> {
    let periods = facts.periods.iter();
    periods
        .map(|(period, _)| text::period_tick(*period))
        .collect()
}

/// Culprits through time.
pub(super) fn small_multiples(facts: &ProductFacts) -> SmallMultiples {
    let unit = text::product::unit(facts.product, facts.unit);
    let panels = facts.series.iter().filter(|series| series.has_panel);
    let panels: Vec<CulpritPanel> = panels.map(|series| panel(facts, series)).collect();
    let description = message!(
        "chart-culprits",
        count = panels.len(),
        unit = &unit,
        first = facts.first_period().to_string(),
        last = facts.last_period().to_string(),
    );
    let title = text::product::culprits_title(facts);
    SmallMultiples {
        caption: caption(
            facts,
            "culprits",
            (title, description),
            text::product::culprit_notes(facts),
        ),
        digits: Digits::default(),
        target_label: message!("legend-target"),
        unit,
        periods: period_ticks(facts),
        panels,
        annotations: annotations(facts),
    }
}

/// One culprit through time.
pub(super) fn single_panel(
    facts: &ProductFacts,
    series: &CulpritSeries,
    title: String,
) -> SmallMultiples {
    let all = small_multiples(facts);
    SmallMultiples {
        caption: Caption {
            id: "culprit".to_owned(),
            title,
            ..all.caption
        },
        panels: vec![panel(facts, series)],
        ..all
    }
}

/// Months, or quarters, side by side.
const MAX_ROLLUPS: usize = 6;
/// Steps of the shades of a heat map.
const SHADES: usize = 5;

/// Every culprit of the last year, period by period: the more tickets, the stronger the shade.
fn heat_map(facts: &ProductFacts, links: &Links) -> HeatMap {
    let value = |point: &Option<SeriesPoint>| {
        let whole = point.as_ref().filter(|point| !point.partial)?;
        Some(whole.estimate.value)
    };
    let points = facts.series.iter().flat_map(|series| &series.points);
    let highest = points.filter_map(value).fold(0.0, f64::max);
    let row = |series: &CulpritSeries| {
        let mut shades: [Vec<usize>; SHADES] = Default::default();
        for (at, value) in series.points.iter().map(value).enumerate() {
            let part = value.map_or(0.0, |value| value / highest);
            if part > 0.0 {
                // From 1 to the number of steps.
                let step = (part * SHADES as f64).ceil() as usize;
                shades[step.min(SHADES) - 1].push(at);
            }
        }
        let address = route::CULPRIT.address_of(&[&facts.product.id, &series.culprit.id]);
        HeatRow {
            link: links.link(&address, &series.culprit.name),
            shades,
        }
    };
    let (first, last) = (facts.first_period(), facts.last_period());
    HeatMap {
        count: facts.periods.len(),
        about: message!(
            "heat-about",
            unit = text::product::unit(facts.product, facts.unit),
            highest = point_text(facts, highest)
        ),
        ends: [first, last].map(text::period_tick),
        rows: facts.series.iter().map(row).collect(),
    }
}

fn panel(facts: &ProductFacts, series: &CulpritSeries) -> CulpritPanel {
    let (mut annotations, mut breaks) = (Vec::new(), Vec::new());
    let split = series.part_of.map(|at| &facts.split_culprits[at]);
    if let Some(split) = split {
        let mut periods = facts.periods.iter();
        let at = periods.position(|(period, _)| period.first() >= split.until.first());
        // Periods of a page are few.
        breaks.extend(at.filter(|at| *at > 0).map(|at| at as f64 - 0.5));
    }
    for (at, action) in facts.actions.iter().enumerate() {
        let is_about_all = action.changes_measurement() && action.culprits.is_empty();
        if is_about_all || action.culprits.contains(&series.culprit.id) {
            annotations.push(at);
            if action.changes_measurement() {
                breaks.push(axis_position(facts, action.date));
            }
        }
    }
    let is_acted_on = |at: &usize| !facts.actions[*at].is_neutral();
    let is_clear = series.trend.is_some_and(|trend| trend.rises().is_some());
    let newest = series.points.iter().rev().flatten().next();
    CulpritPanel {
        title: text::product::panel_title(series),
        emphasis: is_clear || annotations.iter().any(is_acted_on),
        points: data_points(facts, &series.points),
        whole: split
            .map(|split| data_points(facts, &split.points))
            .unwrap_or_default(),
        breaks,
        targets: panel_targets(facts, series.culprit),
        end_text: newest
            .map(|point| point_text(facts, point.estimate.value))
            .unwrap_or_default(),
        annotations,
    }
}

/// The goals of a culprit: how high they are, and the place of their day, which may be after the last period.
fn panel_targets(facts: &ProductFacts, culprit: &Culprit) -> Vec<PanelTarget> {
    let last = facts.last_period().last();
    let targets = facts.targets().into_iter();
    let own = targets.filter(|one| one.culprit.id == culprit.id);
    own.map(|TargetFacts { target, .. }| PanelTarget {
        value: target.below,
        until: (target.by <= last).then(|| axis_position(facts, target.by)),
    })
    .collect()
}

fn data_points(facts: &ProductFacts, points: &[Option<SeriesPoint>]) -> Vec<Option<DataPoint>> {
    let data_point = |SeriesPoint { estimate, partial }: SeriesPoint| DataPoint {
        value: scaled(facts, estimate.value),
        lower: scaled(facts, estimate.lower),
        upper: scaled(facts, estimate.upper),
        partial,
    };
    points.iter().map(|point| point.map(data_point)).collect()
}

fn annotations(facts: &ProductFacts) -> Vec<Annotation> {
    let annotation = |action: &&ProductAction| Annotation {
        at: axis_position(facts, action.date),
        text: message!(
            "annotation",
            date = text::date(action.date),
            title = &action.title
        ),
    };
    facts.actions.iter().map(annotation).collect()
}

/// Where a day is on the axis of periods: 0 is the middle of the first.
fn axis_position(facts: &ProductFacts, day: Date) -> f64 {
    let mut periods = facts.periods.iter();
    let Some(at) = periods.position(|(period, _)| period.first() <= day && day <= period.last())
    else {
        return 0.0;
    };
    let period = facts.periods[at].0;
    // Days of a period and periods of a page are few.
    let [at, passed, length] = [
        at as f64,
        day.days_since(period.first()) as f64,
        period.day_after().days_since(period.first()) as f64,
    ];
    at - 0.5 + (passed + 0.5) / length
}

/// All tickets through time.
pub(super) fn totals(facts: &ProductFacts) -> TotalsChart {
    let has_usage = !facts.product.usage.is_empty();
    let (mut counts, mut rates, mut limits) = (Vec::new(), Vec::new(), Vec::new());
    let mut unusual = Vec::new();
    for (at, (period, tally)) in facts.periods.iter().enumerate() {
        let point = facts.control_point(at);
        let is_outside = point.is_some_and(|point| point.signal == Some(Signal::Outside));
        if is_outside {
            unusual.push(period.to_string());
        }
        limits.push(point.map(|point| (point.lower, point.upper)));
        let total = |value: Option<f64>| {
            Some(TotalPoint {
                value: value?,
                signal: is_outside,
                partial: !(*tally)?.complete,
            })
        };
        let (tickets, rate) = tally.map_or((None, None), |tally| facts.tickets_and_rate(tally));
        counts.push(total(tickets));
        rates.push(total(rate.filter(|_| has_usage)));
    }
    // The range belongs to the rates where there are any, so only they are marked.
    if rates.iter().any(Option::is_some) {
        counts
            .iter_mut()
            .flatten()
            .for_each(|point| point.signal = false);
    }
    let control = facts.control_chart.as_ref();
    let recounts = facts.actions.iter().filter(|one| one.changes_measurement());
    let title = text::product::totals_title(facts);
    let description = text::product::totals_description(facts, &unusual);
    TotalsChart {
        caption: caption(
            facts,
            "totals",
            (title, description),
            text::product::totals_notes(facts),
        ),
        digits: Digits::default(),
        periods: period_ticks(facts),
        counts_title: message!("column-tickets"),
        counts_text: last_text(&counts, 0),
        counts,
        rates_title: text::product::unit(facts.product, SeriesUnit::PerThousand),
        rates_text: last_text(&rates, 1),
        rates,
        mean: control.map(|control| control.chart.centre),
        baseline: control.map(|control| control.baseline),
        limits,
        limits_text: text::product::range(facts),
        breaks: recounts.map(|one| axis_position(facts, one.date)).collect(),
        annotations: annotations(facts),
    }
}

/// The newest value in digits; empty if it is not known, because the text is beside its dot.
fn last_text(series: &[Option<TotalPoint>], decimals: usize) -> String {
    match series.last() {
        Some(Some(total)) => Digits::default().write(total.value, decimals),
        _ => String::new(),
    }
}
