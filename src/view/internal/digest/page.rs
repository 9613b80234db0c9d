//! The page of a digest.

use serde::Serialize;

use crate::base::period::Period;
use crate::derive::report::ReportFacts;
use crate::model::route;
use crate::view::chart::RankingChart;
use crate::view::internal::report;
use crate::view::internal::site::InternalSite;
use crate::view::internal::week::{WeekView, week_view};
use crate::view::links::{LinkView, Links};
use crate::view::text;
use crate::view::text::message::message;

/// The page of a digest.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DigestPage {
    /// `Digest of 26 August – 1 September 2013`.
    pub title: String,
    /// What the reports of the week found, by product.
    pub findings: Vec<ReportFinding>,
    /// What happened in it, as it stood at its end.
    #[serde(flatten)]
    pub events: WeekView,
    /// The digest of the week before.
    pub earlier: Option<LinkView>,
    /// The digest of the week after.
    pub later: Option<LinkView>,
    /// On the page of the newest digest: the others, newest first.
    pub others: Vec<LinkView>,
    /// The week as commands know it: `2013-W35`.
    pub week: String,
    /// The same as a mail, with pictures; none where the week is long over.
    pub mail: Option<String>,
    /// The same as a mail in plain text.
    pub text: Option<String>,
}

/// What a report found.
#[derive(Clone, Debug, Serialize)]
pub struct ReportFinding {
    pub product: String,
    /// The finding, which leads to the report.
    pub link: LinkView,
    /// The days of the report.
    pub dates: String,
    /// Who leads, what happened to all tickets, and whether that is usual.
    pub sentences: Vec<String>,
    /// The ranking; none if too few tickets were read.
    pub chart: Option<RankingChart>,
    /// The picture of the ranking, where there is one.
    pub picture: Option<String>,
    pub table: report::table::ReportTableView,
}

/// The content of a digest, with links made by `links`.
pub fn digest(site: &InternalSite, week: Period, links: &Links) -> DigestPage {
    let reports = complete_reports_of(site, week);
    DigestPage {
        title: message!("digest-title", week = text::period(week)),
        findings: reports.map(|facts| finding(facts, links)).collect(),
        events: week_view(site, week, links).unwrap_or_default(),
        week: week.to_string(),
        ..DigestPage::default()
    }
}

/// The reports of periods that ended in a week, by product.
pub fn complete_reports_of<'s, 'a>(
    site: &'s InternalSite<'a>,
    week: Period,
) -> impl Iterator<Item = &'s ReportFacts<'a>> {
    site.complete_reports()
        .filter(move |facts| Period::week_of(facts.basis.period.last()) == week)
}

pub fn finding(facts: &ReportFacts, links: &Links) -> ReportFinding {
    let (product, basis) = (facts.product, &facts.basis);
    let address = route::REPORT.address_of(&[&product.id, &basis.period.slug()]);
    let sentences = [
        text::report::leaders_beside_title(facts),
        text::report::total(facts),
        text::report::usual_range(facts),
    ];
    let mut chart = facts.charted.then(|| report::chart::ranking(facts));
    if let Some(chart) = &mut chart {
        // Several rankings are on one page, and their ids must differ.
        chart.caption.id = format!("ranking-{}-{}", product.id, basis.period.slug());
    }
    let has_picture = facts.charted && cfg!(feature = "png");
    ReportFinding {
        product: product.name.clone(),
        link: links.link(&address, text::report::finding(facts)),
        dates: text::report::days(basis),
        sentences: sentences.into_iter().flatten().collect(),
        picture: has_picture.then(|| links.to(&format!("{address}ranking.png"))),
        table: report::table::view(facts),
        chart,
    }
}
