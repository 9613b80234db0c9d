//! The front page: the latest finding of each product, and the team's week.

use serde::Serialize;

use super::product_reports::ProductReports;
use super::site::InternalSite;
use super::{on_call, week};
use crate::base::period::Period;
use crate::derive::report::ReportFacts;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::text;
use crate::view::text::message::message;

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
}

/// A period in a list.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    pub link: LinkView,
    pub dates: String,
    /// What was found.
    pub finding: String,
    /// Who leads, if that may be said.
    pub leaders: Option<String>,
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
    let month = reports
        .rollups
        .iter()
        .rev()
        .find(|facts| facts.basis.complete);
    ProductView {
        link: links.link(&route::PRODUCT.address(&product.id), &product.name),
        owner: product.owner.clone(),
        latest: reports.latest().map(|facts| period(facts, links)),
        month: month.map(|facts| period(facts, links)),
        words: match reports.known.first() {
            None => message!("product-no-report"),
            Some(first) => message!(
                "product-reports",
                count = reports.known.len(),
                date = text::date(first.period.first()),
            ),
        },
    }
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
        leaders: text::report::leaders(facts),
        usual: text::report::usual_range(facts).filter(|_| facts.is_outside_usual_range()),
        population: basis
            .population
            .map_or_else(|| message!("unknown"), text::report::number),
        read: text::report::number(basis.read),
        usage: basis.usage.map(text::report::amount).unwrap_or_default(),
        complete: basis.complete,
    }
}
