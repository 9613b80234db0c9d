//! Products and their periods.

use serde::Serialize;

use super::Internal;
use crate::derive::report::ReportFacts;
use crate::model::report::{Product, Tally};
use crate::view::address::{self, Links};
use crate::view::frame::About;
use crate::view::public::Link;
use crate::view::text;
use crate::view::{Body, View};

/// All products.
#[derive(Clone, Debug, Serialize)]
pub struct ProductsPage {
    /// By name.
    pub products: Vec<ProductView>,
}

/// A product with its latest finding.
#[derive(Clone, Debug, Serialize)]
pub struct ProductView {
    /// Its page.
    pub link: Link,
    /// The team that owns it.
    pub owner: Option<String>,
    /// The newest report that is complete.
    pub latest: Option<PeriodView>,
    /// `12 reports since 24 June 2013`.
    pub words: String,
}

/// A period in a list.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// Its page and label.
    pub link: Link,
    /// Its days.
    pub dates: String,
    /// What was found.
    pub finding: String,
    /// Who leads, if that may be said.
    pub leaders: Option<String>,
    /// Tickets in all.
    pub population: String,
    /// Tickets read.
    pub read: String,
    /// Usage.
    pub usage: String,
    /// Whether it is over.
    pub complete: bool,
}

pub(super) fn products(site: &Internal) -> View {
    let links = Links::from_page("");
    let products = site.products().map(|(product, tallies)| {
        let newest = tallies.iter().rev().find(|tally| tally.complete).or(tallies.last());
        ProductView {
            link: Link { href: links.to(&address::product(product.id.as_str())), text: product.name.clone() },
            owner: product.owner.clone(),
            latest: newest.map(|tally| period(product, tally, &links)),
            words: match tallies.first() {
                None => "No report yet".to_owned(),
                Some(first) => format!(
                    "{} since {}",
                    text::count(tallies.len(), "report", "reports"),
                    text::date(first.period.first())
                ),
            },
        }
    });
    let about = About {
        address: Some(""),
        title: "Support reports",
        description: "What customers of each product struggle with, from samples of support tickets.",
        file: None,
    };
    site.page(&about, Body::Products(ProductsPage { products: products.collect() }))
}

/// What a list says of a period.
pub(super) fn period(product: &Product, tally: &Tally, links: &Links) -> PeriodView {
    let facts = ReportFacts::of(product, tally);
    let address = address::report(product.id.as_str(), &tally.period.slug());
    PeriodView {
        link: Link { href: links.to(&address), text: tally.period.to_string() },
        dates: text::period(tally.period),
        finding: text::report::finding(&facts),
        leaders: facts.leaders.as_ref().filter(|_| facts.charted).map(text::report::leaders),
        population: tally.population.map_or_else(|| "unknown".to_owned(), text::report::number),
        read: text::report::number(tally.read),
        usage: facts.usage.map(text::report::amount).unwrap_or_default(),
        complete: tally.complete,
    }
}
