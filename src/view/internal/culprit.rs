//! A culprit over all its periods: how much, what customers said, what was done and what followed.

use serde::Serialize;

use super::product::{self, point_text};
use super::product_reports::ProductReports;
use super::report::{self, NoteView, ReportActionView};
use super::site::InternalSite;
use crate::base::vocabulary::Vocabulary;
use crate::derive::product::{CulpritSeries, ProductFacts};
use crate::model::report::ProductAction;
use crate::model::route;
use crate::view::chart::SmallMultiples;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::public::support::error_code_links;
use crate::view::text;
use crate::view::text::message::message;

/// The page of a culprit.
#[derive(Clone, Debug, Serialize)]
pub struct CulpritPage {
    pub title: String,
    pub product: LinkView,
    /// Its name, what sort of thing it is, and the team that owns it.
    pub about: String,
    /// Its course over the last year.
    pub chart: Option<SmallMultiples>,
    /// Its goals, by date.
    pub targets: Vec<product::TargetView>,
    /// Newest first.
    pub periods: Vec<CulpritPeriod>,
    /// Whether people wrote notes in any of them.
    pub has_notes: bool,
    /// What its values are.
    pub unit: String,
    /// What was done, newest first.
    pub actions: Vec<ReportActionView>,
    /// Incidents that its actions name.
    pub incidents: Vec<LinkView>,
    /// Codes that its tickets name, with links to the support guide.
    pub error_codes: Vec<LinkView>,
    /// The numbers as a file.
    pub csv: String,
    /// What followed the actions, as a file.
    pub effects: String,
    pub dictionary: String,
}

/// A culprit in a period.
#[derive(Clone, Debug, Serialize)]
pub struct CulpritPeriod {
    pub link: LinkView,
    pub dates: String,
    pub value: String,
    pub interval: String,
    /// `8 of 97`.
    pub read: String,
    pub notes: Vec<NoteView>,
}

/// The page of a culprit that was seen, by its position among the series of the last year.
pub(super) fn page(
    site: &InternalSite,
    reports: &ProductReports,
    facts: &ProductFacts,
    at: usize,
) -> (PageMeta, CulpritPage) {
    let (product, series) = (reports.product, &facts.series[at]);
    let culprit = series.culprit;
    let address = route::CULPRIT.address_of(&[&product.id, &culprit.id]);
    let links = Links::from_page(&address);
    let home = route::PRODUCT.address(&product.id);
    let about = [
        Some(culprit.name.clone()),
        culprit.kind.map(|kind| kind.word().to_owned()),
        culprit.owner.clone(),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let mut actions: Vec<&ProductAction> = product
        .actions
        .iter()
        .filter(|action| action.culprits.contains(&culprit.id))
        .filter(|action| action.date <= site.snapshot.today)
        .collect();
    actions.sort_by_key(|action| std::cmp::Reverse(action.date));
    let history = reports.history.as_ref();
    let trend = history.and_then(|history| history.series_of(culprit)?.trend.as_ref());
    let newest = series.points.iter().rev().flatten().next();
    let unit = text::product::unit(product, facts.unit);
    let value = newest.map(|point| point_text(facts, point.estimate.value));
    let title = text::product::culprit_title(culprit, trend, value.as_deref(), &unit);
    let latest = reports.latest();
    let periods = periods(facts, series, &links);
    let page = CulpritPage {
        title: title.clone(),
        product: links.link(&home, &product.name),
        about: about.join(" · "),
        chart: facts
            .has_several_periods()
            .then(|| product::single_panel(facts, series, title.clone())),
        targets: product::target_views(facts, |one| one.id == culprit.id),
        has_notes: periods.iter().any(|period| !period.notes.is_empty()),
        periods,
        unit,
        incidents: report::incidents(site, &actions),
        actions: latest.map_or(Vec::new(), |latest| {
            report::action_views((latest, &reports.known), &actions, culprit)
        }),
        error_codes: error_code_links(
            site.snapshot.support,
            &culprit.error_codes,
            &Links::absolute(&site.snapshot.site.url),
        ),
        csv: links.to(&format!("{home}culprits.csv")),
        effects: links.to(&format!("{home}effects.csv")),
        dictionary: links.to(route::DICTIONARY.pattern),
    };
    let meta = PageMeta::new(address, title, message!("product-about"));
    (meta, page)
}

fn periods(facts: &ProductFacts, series: &CulpritSeries, links: &Links) -> Vec<CulpritPeriod> {
    let (product, culprit) = (facts.product, series.culprit);
    let mut views = Vec::new();
    for ((period, tally), point) in facts.periods.iter().zip(&series.points).rev() {
        let (Some(tally), Some(point)) = (tally, point) else {
            continue;
        };
        let address = route::REPORT.address_of(&[&product.id, &period.slug()]);
        let [lower, upper] =
            [point.estimate.lower, point.estimate.upper].map(|limit| point_text(facts, limit));
        let notes = tally.notes.get(&culprit.id).into_iter().flatten();
        views.push(CulpritPeriod {
            link: links.link(&address, period.to_string()),
            dates: text::period(*period),
            value: point_text(facts, point.estimate.value),
            interval: format!("{lower}\u{2013}{upper}"),
            read: message!(
                "read-of",
                count = text::report::number(tally.count(&culprit.id)),
                read = text::report::number(tally.read)
            ),
            notes: notes.map(NoteView::of).collect(),
        });
    }
    views
}
