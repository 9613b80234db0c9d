//! The front page: the latest finding of each product, and the team's week.

use serde::Serialize;

use super::effects::{self, EffectsView};
use super::product_reports::ProductReports;
use super::site::InternalSite;
use super::{on_call, report, week};
use crate::base::period::Period;
use crate::derive::product::ProductFacts;
use crate::derive::report::{ReportFacts, ReportRow};
use crate::derive::statistics::ChangeVerdict;
use crate::model::report::Culprit;
use crate::model::route;
use crate::view::chart::{Direction, Sparkline};
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::text;
use crate::view::text::message::message;

/// Culprits of a product on the front page.
const MAX_BARS: usize = 5;
/// Actions of a product that are named on the front page because they helped.
const MAX_HELPED: usize = 3;

/// All products.
#[derive(Clone, Debug, Serialize)]
pub struct ProductsPage {
    /// By name.
    pub products: Vec<ProductView>,
    /// The team's week.
    pub week: Option<week::WeekView>,
    /// How often teams were paged.
    pub on_call: Option<on_call::OnCallSummary>,
    /// Where the numbers are explained.
    pub dictionary: String,
}

/// A product with its latest finding.
#[derive(Clone, Debug, Serialize)]
pub struct ProductView {
    pub link: LinkView,
    /// The team that owns it.
    pub owner: Option<String>,
    /// The newest report that is complete.
    pub latest: Option<PeriodView>,
    /// The newest month or quarter that is complete.
    pub month: Option<PeriodView>,
    /// `12 reports since 24 June 2013`.
    pub words: String,
    /// All tickets of the latest report; with the culprits, what is shown of a product in which something moves.
    pub total: Option<TotalView>,
    /// The most common culprits of the latest report.
    pub culprits: Vec<CulpritBar>,
    /// What the colors of these mean, where they occur.
    pub key: Vec<ColorMeaning>,
    /// What the bars and lines are, and which periods are compared.
    pub note: String,
    /// The newest actions after which tickets clearly became fewer.
    pub helped: Option<EffectsView>,
}

/// A color and what it means.
#[derive(Clone, Debug, Serialize)]
pub struct ColorMeaning {
    /// Its class in the stylesheet.
    pub class: &'static str,
    pub label: String,
}

/// All tickets of a period.
#[derive(Clone, Debug, Serialize)]
pub struct TotalView {
    pub tickets: String,
    /// Per usage, beside the range in which they are expected.
    pub usual: String,
    /// Whether that is `better` or `worse`; else empty.
    pub direction: &'static str,
    /// How they came to be.
    pub line: Sparkline,
}

/// One of the most common culprits.
#[derive(Clone, Debug, Serialize)]
pub struct CulpritBar {
    /// Where more is said of it.
    pub link: LinkView,
    /// Its bar, of 100 for the longest.
    pub length: u32,
    /// Its estimated tickets, or its share.
    pub estimate: String,
    /// Where it goes, if that is clear; else empty.
    pub change: String,
    /// Whether that is `better` or `worse`; else empty.
    pub direction: &'static str,
    /// How it came to be.
    pub line: Sparkline,
}

/// A period in a list.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    pub link: LinkView,
    pub dates: String,
    /// What was found.
    pub finding: String,
    /// That the week is outside its usual range.
    pub usual: Option<String>,
    /// Tickets in all.
    pub population: String,
    /// Tickets read.
    pub read: String,
    /// Usage.
    pub usage: String,
    /// Whether it is over.
    pub complete: bool,
}

pub(super) fn page(site: &InternalSite) -> (PageMeta, ProductsPage) {
    let links = Links::from_page("");
    let meta = PageMeta::new("", message!("products-title"), message!("products-about"));
    let page = ProductsPage {
        products: site
            .products
            .iter()
            .map(|reports| product(reports, &links))
            .collect(),
        week: week::week_view(site, Period::week_of(site.snapshot.today), &links),
        on_call: on_call::summary(site, &links),
        dictionary: links.to(route::DICTIONARY.pattern),
    };
    (meta, page)
}

fn product(reports: &ProductReports, links: &Links) -> ProductView {
    let product = reports.product;
    let latest = reports.latest();
    let mut rollups = reports.rollups.iter().rev();
    let month = rollups.find(|facts| facts.basis.complete);
    let mut view = ProductView {
        link: links.link(&route::PRODUCT.address(&product.id), &product.name),
        owner: product.owner.clone(),
        latest: latest.map(|facts| period(facts, links)),
        month: month.map(|facts| period(facts, links)),
        words: match reports.known.first() {
            None => message!("product-no-report"),
            Some(first) => message!(
                "product-reports",
                count = reports.known.len(),
                date = text::date(first.period.first()),
            ),
        },
        total: None,
        culprits: Vec::new(),
        key: Vec::new(),
        note: String::new(),
        helped: None,
    };
    if let (Some(facts), Some(history)) = (latest, &reports.history)
        && facts.charted
    {
        let culprits = culprit_bars(facts, links);
        let moves = facts.has_clear_change()
            || facts.is_outside_usual_range()
            || month.is_some_and(|month| month.headline_change().is_some())
            || culprits.iter().any(|culprit| !culprit.change.is_empty());
        if moves {
            view.total = total(facts, history);
            view.culprits = culprits;
            view.key = key(&view);
            view.note = note(facts, history);
            view.helped = helped(reports, links);
        }
    }
    view
}

fn key(view: &ProductView) -> Vec<ColorMeaning> {
    let mut directions = view.culprits.iter().map(|one| one.direction);
    let is_plain = directions.clone().any(str::is_empty);
    let total = view.total.as_ref();
    let is_colored = directions.any(|one| !one.is_empty())
        || total.is_some_and(|total| !total.direction.is_empty());
    let has_range = total.is_some_and(|total| total.line.band.is_some());
    let entry = |class, label| ColorMeaning { class, label };
    let mut key = Vec::new();
    if is_plain {
        key.push(entry("plain", message!("legend-none")));
    }
    if is_colored {
        key.push(entry("better", message!("legend-clear")));
    }
    if has_range {
        key.push(entry("band", message!("legend-range")));
    }
    key
}

/// What the lines cover, and which periods are compared where a change is shown.
fn note(facts: &ReportFacts, history: &ProductFacts) -> String {
    let is_shown = |row: &ReportRow| {
        let change = facts.leading_change(row);
        change.is_some_and(|change| change.verdict == ChangeVerdict::Clear)
    };
    let culprits = facts
        .rows
        .iter()
        .filter(|row| row.subject.culprit().is_some());
    let is_compared = culprits.take(MAX_BARS).any(is_shown);
    let comparison = facts.leading_comparison().filter(|_| is_compared);
    let compared = if comparison.is_some() { "some" } else { "none" };
    let (before, after) =
        comparison.map_or_else(Default::default, text::report::summary::compared_periods);
    let periods = text::counted_periods(history.last_period(), history.periods.len());
    message!("front-note", periods, compared, before, after)
}

fn total(facts: &ReportFacts, history: &ProductFacts) -> Option<TotalView> {
    let tickets = facts.basis.population?;
    let point = facts.usual_range.as_ref().map(|usual| &usual.point);
    let outside = point.filter(|_| facts.is_outside_usual_range());
    Some(TotalView {
        tickets: text::report::number(tickets),
        usual: text::report::usual_range_in_short(facts).unwrap_or_default(),
        direction: match outside {
            Some(point) if point.rate < point.lower => Direction::Better.class(),
            Some(_) => Direction::Worse.class(),
            None => "",
        },
        line: Sparkline::of(
            &history.total_rates(),
            point.map(|point| (point.lower, point.upper)),
        ),
    })
}

/// The first culprits of the ranking, each with its course.
fn culprit_bars(facts: &ReportFacts, links: &Links) -> Vec<CulpritBar> {
    let product = facts.product;
    let history = report::chart::history(facts);
    let rows = facts.rows.iter();
    let culprits = rows.filter_map(|row| Some((row, row.subject.culprit()?)));
    let culprits: Vec<_> = culprits.take(MAX_BARS).collect();
    let longest = culprits.iter().map(|(row, _)| row.share.value);
    let longest = longest.fold(0.0, f64::max);
    let bar = |(row, culprit): &(&ReportRow, &Culprit)| {
        let label = text::report::change_or_trend(facts, history.as_ref(), row);
        let clear = label.filter(|label| label.clear);
        let address = route::CULPRIT.address_of(&[&product.id, &culprit.id]);
        CulpritBar {
            link: links.link(&address, &culprit.name),
            // From 0 to 100.
            length: (row.share.value / longest * 100.0).round() as u32,
            estimate: text::report::estimate(row, facts.basis.read),
            direction: clear.as_ref().map_or("", |clear| clear.direction.class()),
            change: clear.map(|clear| clear.text).unwrap_or_default(),
            line: history.as_ref().map_or_else(Sparkline::default, |history| {
                report::chart::sparkline(history, culprit)
            }),
        }
    };
    culprits.iter().map(bar).collect()
}

/// The newest actions after which tickets of a culprit clearly became fewer.
fn helped(reports: &ProductReports, links: &Links) -> Option<EffectsView> {
    let mut helped = reports.effects();
    helped.retain(|(_, effect)| effect.is_decrease());
    helped.truncate(MAX_HELPED);
    effects::view(reports.product, &helped, links)
}

/// What a list says of a period.
pub(super) fn period(facts: &ReportFacts, links: &Links) -> PeriodView {
    let (product, basis) = (facts.product, &facts.basis);
    let address = route::REPORT.address_of(&[&product.id, &facts.slug()]);
    let label = if facts.is_pair {
        message!(
            "pair-label",
            before = basis.previous.to_string(),
            after = basis.period.to_string()
        )
    } else {
        basis.period.to_string()
    };
    PeriodView {
        link: links.link(&address, label),
        dates: text::report::days(basis),
        finding: text::report::finding(facts),
        usual: text::report::usual_range(facts).filter(|_| facts.is_outside_usual_range()),
        population: basis
            .population
            .map_or_else(|| message!("unknown"), text::report::number),
        read: text::report::number(basis.read),
        usage: basis.usage.map(text::report::amount).unwrap_or_default(),
        complete: basis.complete,
    }
}
