//! A product over its last periods.

use serde::Serialize;

use super::InternalSite;
use super::product_reports::ProductReports;
use super::products::{self, PeriodView};
use crate::base::period::Period;
use crate::base::time::Date;
use crate::derive::product::{
    CulpritSeries, ProductFacts, SeriesPoint, SeriesUnit, TotalsControlChart,
};
use crate::derive::report::ReportFacts;
use crate::derive::statistics::{ChangeVerdict, Signal};
use crate::model::report::{Product, ProductAction, Tally};
use crate::model::route;
use crate::view::chart::{
    Annotation, Caption, CulpritPanel, DataPoint as Point, Digits, SmallMultiples, TotalPoint,
    TotalsChart,
};
use crate::view::frame::PageMeta;
use crate::view::links::Links;
use crate::view::outline::View;
use crate::view::page::PageBody;
use crate::view::table::Table;
use crate::view::text::{self, dictionary};

/// The page of a product.
#[derive(Clone, Debug, Serialize)]
pub struct ProductPage {
    /// The product's name.
    pub name: String,
    /// The team that owns it.
    pub owner: Option<String>,
    /// All tickets through time.
    pub totals: Option<TotalsChart>,
    /// Culprits through time.
    pub multiples: Option<SmallMultiples>,
    /// The readings of the culprits as a table.
    pub readings: Option<SeriesTable>,
    /// What may be said of each culprit's course.
    pub trends: Vec<TrendView>,
    /// What was done, newest first.
    pub actions: Vec<ProductActionView>,
    /// Newest first.
    pub periods: Vec<PeriodView>,
    /// Months and quarters that weeks add up to, newest first.
    pub rollups: Vec<PeriodView>,
    /// Over the table of periods.
    pub caption: String,
    /// What usage is counted in; empty if it is not measured.
    pub usage: String,
    /// Where the files are explained.
    pub dictionary: String,
}

/// Readings of culprits by period.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesTable {
    /// What is measured.
    pub caption: String,
    /// The periods.
    pub head: Vec<String>,
    /// The culprits.
    pub rows: Vec<SeriesRow>,
}

/// A culprit with a reading for each period.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesRow {
    /// Its name.
    pub name: String,
    /// The readings; empty where nothing can be said.
    pub cells: Vec<String>,
}

/// The course of a culprit in words.
#[derive(Clone, Debug, Serialize)]
pub struct TrendView {
    /// Its name.
    pub culprit: String,
    /// `rising`, `falling` or `no clear trend`.
    pub words: String,
}

/// Something that was done.
#[derive(Clone, Debug, Serialize)]
pub struct ProductActionView {
    /// When.
    pub date: String,
    /// What.
    pub title: String,
    /// About which culprits.
    pub culprits: String,
    /// Where it can be followed.
    pub link: Option<String>,
}

pub(super) fn view(site: &InternalSite, reports: &ProductReports) -> View {
    let product = reports.product;
    let address = route::PRODUCT.address(&product.id);
    let links = Links::from_page(&address);
    let title = text::report::product_title(product);
    let about = PageMeta::new(
        address,
        title,
        "What customers struggled with, period by period.",
    )
    .with_file(format!("internal/reports/{}/product.yaml", product.id));
    let facts = reports.history.as_deref();
    let list = |reports: &[ReportFacts]| {
        reports
            .iter()
            .rev()
            .map(|facts| products::period(facts, &links))
            .collect()
    };
    let page = ProductPage {
        name: product.name.clone(),
        owner: product.owner.clone(),
        totals: facts.filter(|facts| facts.has_totals()).map(totals),
        multiples: facts
            .filter(|facts| facts.has_several_periods())
            .map(small_multiples),
        readings: facts.map(series_table),
        trends: facts.map(trends).unwrap_or_default(),
        actions: facts
            .iter()
            .flat_map(|facts| facts.actions.iter().rev())
            .map(|one| action(product, one))
            .collect(),
        periods: list(&reports.samples),
        rollups: list(&reports.rollups),
        caption: match &product.usage_measure {
            Some(measure) => format!("Newest first; usage is {measure}"),
            None => "Newest first".to_owned(),
        },
        usage: product.usage_measure.clone().unwrap_or_default(),
        dictionary: links.to(route::DICTIONARY.pattern),
    };
    site.page(&about, PageBody::Product(Box::new(page)))
}

fn action(product: &Product, action: &ProductAction) -> ProductActionView {
    let names = action
        .culprits
        .iter()
        .filter_map(|id| product.culprit(id))
        .map(|culprit| culprit.name.clone());
    ProductActionView {
        date: text::date(action.date),
        title: action.title.clone(),
        culprits: text::list(&names.collect::<Vec<_>>()),
        link: action.link.clone(),
    }
}

fn trends(facts: &ProductFacts) -> Vec<TrendView> {
    let told = facts.series.iter().filter_map(|series| {
        let (trend, verdict) = series.trend.as_ref()?;
        let words = text::product::trend(trend.slope.value, *verdict).to_owned();
        Some(TrendView {
            culprit: series.culprit.name.clone(),
            words,
        })
    });
    told.collect()
}

/// The readings in the unit of the product, as people read them.
fn scaled(facts: &ProductFacts, value: f64) -> f64 {
    if facts.unit == SeriesUnit::Share {
        value * 100.0
    } else {
        value
    }
}

fn digits_of(facts: &ProductFacts, reading: &SeriesPoint) -> String {
    let value = scaled(facts, reading.estimate.value);
    Digits::default().write(
        value,
        usize::from(facts.unit == SeriesUnit::PerThousand && value < 100.0),
    )
}

fn series_table(facts: &ProductFacts) -> SeriesTable {
    let row = |(name, readings): (String, &Vec<Option<SeriesPoint>>)| {
        let cells = readings.iter().map(|reading| match reading {
            Some(reading) => digits_of(facts, reading),
            None => String::new(),
        });
        SeriesRow {
            name,
            cells: cells.collect(),
        }
    };
    let series = facts
        .series
        .iter()
        .map(|series| (series.culprit.name.clone(), &series.points));
    let wholes = facts
        .split_culprits
        .iter()
        .map(|whole| (text::product::split_culprit(whole), &whole.points));
    let rows = series.chain(wholes).map(row);
    SeriesTable {
        caption: text::product::unit(facts.product, facts.unit),
        head: facts
            .periods
            .iter()
            .map(|(period, _)| period.to_string())
            .collect(),
        rows: rows.collect(),
    }
}

/// The readings with their limits, one row for each culprit and period.
pub(super) fn csv(facts: &ProductFacts) -> Table {
    let mut table = Table {
        head: dictionary::head(&dictionary::SERIES),
        rows: Vec::new(),
    };
    let series = facts
        .series
        .iter()
        .map(|series| (series.culprit, &series.points));
    let wholes = facts
        .split_culprits
        .iter()
        .map(|whole| (whole.culprit, &whole.points));
    for (culprit, readings) in series.chain(wholes) {
        for ((period, _), reading) in facts.periods.iter().zip(readings) {
            let Some(SeriesPoint {
                estimate: value,
                partial,
            }) = reading
            else {
                continue;
            };
            let mut row = vec![
                period.to_string(),
                culprit.id.to_string(),
                text::product::unit_word(facts.unit).to_owned(),
            ];
            row.extend(
                [value.value, value.lower, value.upper].map(|number| format!("{number:.10}")),
            );
            row.push(partial.to_string());
            table.rows.push(row);
        }
    }
    table
}

/// All tickets with the range that is usual, one row for each period.
pub(super) fn totals_csv(facts: &ProductFacts) -> Table {
    let real = |number: f64| format!("{number:.10}");
    let process = facts.control_chart.as_ref();
    let rows = facts
        .periods
        .iter()
        .enumerate()
        .filter_map(|(at, (period, tally))| {
            let tally = (*tally)?;
            let usage = facts.product.usage.get(period);
            let exposure = if facts.product.usage.is_empty() {
                Some(1.0)
            } else {
                usage.map(|usage| usage / 1000.0)
            };
            #[allow(
                clippy::cast_precision_loss,
                reason = "counts of tickets are far below 2^53"
            )]
            let rate = tally
                .population
                .zip(exposure)
                .map(|(all, exposure)| all as f64 / exposure);
            let point = process.and_then(|process| {
                process
                    .chart
                    .points
                    .iter()
                    .find(|point| usize::try_from(point.week) == Ok(at))
            });
            let signal = point
                .and_then(|point| point.signal)
                .map(|signal| match signal {
                    Signal::Outside => "outside",
                    Signal::Run => "run",
                });
            let within = |process: &TotalsControlChart| {
                point.is_some() && (process.baseline.0..=process.baseline.1).contains(&at)
            };
            Some(vec![
                period.to_string(),
                tally
                    .population
                    .map(|all| all.to_string())
                    .unwrap_or_default(),
                usage.copied().map(real).unwrap_or_default(),
                rate.map(real).unwrap_or_default(),
                tally.complete.to_string(),
                process
                    .map(|process| within(process).to_string())
                    .unwrap_or_default(),
                process
                    .map(|process| real(process.chart.centre))
                    .unwrap_or_default(),
                point.map(|point| real(point.lower)).unwrap_or_default(),
                point.map(|point| real(point.upper)).unwrap_or_default(),
                signal.unwrap_or_default().to_owned(),
            ])
        });
    Table {
        head: dictionary::head(&dictionary::TOTALS),
        rows: rows.collect(),
    }
}

fn caption(facts: &ProductFacts, id: &str, title: String, description: String) -> Caption {
    let first = facts.periods.first().map(|(period, _)| period.first());
    let last = facts.periods.last().map(|(period, _)| period.last());
    let when = first
        .zip(last)
        .map(|(first, last)| text::dates(first, last))
        .unwrap_or_default();
    let mut footer = text::product::notes(facts);
    footer.push(format!(
        "Source: {} support samples, {when}.",
        facts.product.name
    ));
    Caption {
        id: id.to_owned(),
        title,
        subtitle: format!("{}, {when}", facts.product.name),
        description,
        footer,
    }
}

/// Culprits through time.
pub(super) fn small_multiples(facts: &ProductFacts) -> SmallMultiples {
    let unit = text::product::unit(facts.product, facts.unit);
    let end = |slot: Option<&(Period, Option<&Tally>)>| {
        slot.map(|(period, _)| period.to_string())
            .unwrap_or_default()
    };
    let description = format!(
        "Small line charts, one for each of {}: {unit}, from {} to {}. The numbers are in the table below.",
        text::count(facts.series.len(), "culprit", "culprits"),
        end(facts.periods.first()),
        end(facts.periods.last()),
    );
    SmallMultiples {
        caption: caption(
            facts,
            "culprits",
            format!("{} tickets by culprit", facts.product.name),
            description,
        ),
        digits: Digits::default(),
        unit,
        periods: facts
            .periods
            .iter()
            .map(|(period, _)| text::period_tick(*period))
            .collect(),
        panels: facts
            .series
            .iter()
            .map(|series| panel(facts, series))
            .collect(),
        annotations: annotations(facts),
    }
}

fn panel(facts: &ProductFacts, series: &CulpritSeries) -> CulpritPanel {
    let everything =
        |action: &ProductAction| action.changes_measurement() && action.culprits.is_empty();
    let concerns = |action: &&ProductAction| {
        everything(action) || action.culprits.contains(&series.culprit.id)
    };
    let flags: Vec<usize> = facts
        .actions
        .iter()
        .enumerate()
        .filter(|(_, one)| concerns(one))
        .map(|(at, _)| at)
        .collect();
    let clear = series
        .trend
        .as_ref()
        .is_some_and(|(_, verdict)| *verdict == ChangeVerdict::Clear);
    let whole = series.part_of.map(|at| &facts.split_culprits[at]);
    let split = whole.and_then(|whole| {
        let at = facts
            .periods
            .iter()
            .position(|(period, _)| period.first() >= whole.until.first())?;
        #[allow(clippy::cast_precision_loss, reason = "periods of a page are few")]
        (at > 0).then_some(at as f64 - 0.5)
    });
    let recounts = facts
        .actions
        .iter()
        .filter(|one| one.changes_measurement() && concerns(one));
    let recounts = recounts.map(|one| axis_position(facts, one.date));
    CulpritPanel {
        title: series.culprit.name.clone(),
        emphasis: clear || !flags.is_empty(),
        points: points(facts, &series.points),
        whole: whole
            .map(|whole| points(facts, &whole.points))
            .unwrap_or_default(),
        breaks: split.into_iter().chain(recounts).collect(),
        end_text: series
            .points
            .iter()
            .rev()
            .flatten()
            .next()
            .map(|last| digits_of(facts, last))
            .unwrap_or_default(),
        annotations: flags,
    }
}

fn points(facts: &ProductFacts, readings: &[Option<SeriesPoint>]) -> Vec<Option<Point>> {
    let point = |SeriesPoint {
                     estimate: value,
                     partial,
                 }: SeriesPoint| Point {
        value: scaled(facts, value.value),
        lower: scaled(facts, value.lower),
        upper: scaled(facts, value.upper),
        partial,
    };
    readings.iter().map(|reading| reading.map(point)).collect()
}

fn annotations(facts: &ProductFacts) -> Vec<Annotation> {
    let flag = |action: &&ProductAction| Annotation {
        at: axis_position(facts, action.date),
        text: format!("{}: {}", text::date(action.date), action.title),
    };
    facts.actions.iter().map(flag).collect()
}

/// Where a day is on the axis of periods: 0 is the middle of the first.
fn axis_position(facts: &ProductFacts, day: Date) -> f64 {
    let inside = facts
        .periods
        .iter()
        .position(|(period, _)| period.first() <= day && day <= period.last());
    let Some(at) = inside else { return 0.0 };
    let period = facts.periods[at].0;
    #[allow(
        clippy::cast_precision_loss,
        reason = "days of a period and periods of a page are few"
    )]
    let (length, passed, at) = (
        period.day_after().days_since(period.first()) as f64,
        day.days_since(period.first()) as f64,
        at as f64,
    );
    at - 0.5 + (passed + 0.5) / length
}

/// All tickets through time.
#[allow(
    clippy::cast_precision_loss,
    reason = "counts of tickets are far below 2^53"
)]
pub(super) fn totals(facts: &ProductFacts) -> TotalsChart {
    let total = |tally: &Tally, value: f64| TotalPoint {
        value,
        signal: false,
        partial: !tally.complete,
    };
    let count = |tally: &&Tally| tally.population.map(|all| total(tally, all as f64));
    let rate = |tally: &&Tally| {
        let usage = facts.product.usage.get(&tally.period)?;
        tally
            .population
            .map(|all| total(tally, all as f64 / usage * 1000.0))
    };
    let mut counts: Vec<Option<TotalPoint>> = facts
        .periods
        .iter()
        .map(|(_, tally)| tally.as_ref().and_then(count))
        .collect();
    let mut rates: Vec<Option<TotalPoint>> = facts
        .periods
        .iter()
        .map(|(_, tally)| tally.as_ref().and_then(rate))
        .collect();
    let mut limits = vec![None; facts.periods.len()];
    let judged = if rates.iter().any(Option::is_some) {
        &mut rates
    } else {
        &mut counts
    };
    let points = facts
        .control_chart
        .iter()
        .flat_map(|process| &process.chart.points);
    let mut unusual = Vec::new();
    for point in points {
        let Ok(at) = usize::try_from(point.week) else {
            continue;
        };
        limits[at] = Some((point.lower, point.upper));
        let outside = point.signal == Some(Signal::Outside);
        if let Some(total) = judged.get_mut(at).and_then(Option::as_mut) {
            total.signal = outside;
        }
        if outside {
            unusual.push(facts.periods[at].0.to_string());
        }
    }
    TotalsChart {
        caption: caption(
            facts,
            "totals",
            text::product::totals_title(facts, &unusual),
            text::product::totals_description(facts, &unusual),
        ),
        digits: Digits::default(),
        periods: facts
            .periods
            .iter()
            .map(|(period, _)| text::period_tick(*period))
            .collect(),
        counts_title: "Tickets".to_owned(),
        counts_text: last_text(&counts, 0),
        counts,
        rates_title: text::product::unit(facts.product, SeriesUnit::PerThousand),
        rates_text: last_text(&rates, 1),
        rates,
        mean: facts
            .control_chart
            .as_ref()
            .map(|process| process.chart.centre),
        baseline: facts.control_chart.as_ref().map(|process| process.baseline),
        limits,
        limits_text: text::product::range(facts),
        breaks: facts
            .actions
            .iter()
            .filter(|one| one.changes_measurement())
            .map(|one| axis_position(facts, one.date))
            .collect(),
        annotations: annotations(facts),
    }
}

/// The newest value in digits; nothing where it is not known, because the words stand beside its dot.
fn last_text(series: &[Option<TotalPoint>], decimals: usize) -> String {
    let last = series.last().and_then(Option::as_ref);
    last.map(|total| Digits::default().write(total.value, decimals))
        .unwrap_or_default()
}
