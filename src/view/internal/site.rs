//! The data of the internal site: the whole ledger, and what is derived from it once for all pages.

use super::product_reports::ProductReports;
use crate::base::period::Period;
use crate::base::time::Moment;
use crate::derive::in_parallel;
use crate::derive::metrics::{MetricsFacts, PeriodStatistics, statistics_by_period};
use crate::derive::report::ReportFacts;
use crate::derive::scorecard::Scorecard;
use crate::derive::snapshot::Snapshot;
use crate::derive::week::WeekIndex;
use crate::model::Ledger;
use crate::model::incident::Incident;
use crate::model::route;
use crate::view::feed::RSS_TYPE;
use crate::view::frame::{self, FeedLink, PageFrame, PageMeta};
use crate::view::label::Time;
use crate::view::links::LinkView;
use crate::view::locale::Locale;
use crate::view::text;
use crate::view::text::message::message;

/// The address of the feed of digests.
pub(super) const DIGEST_FEED: &str = "digest/feed.xml";
/// The address of the feed of reports.
pub(super) const REPORT_FEED: &str = "feed.xml";

pub struct InternalSite<'a> {
    pub ledger: &'a Ledger,
    pub snapshot: Snapshot<'a>,
    pub week_index: WeekIndex,
    pub products: Vec<ProductReports<'a>>,
}

impl<'a> InternalSite<'a> {
    pub fn new(ledger: &'a Ledger, snapshot: Snapshot<'a>) -> InternalSite<'a> {
        let products = in_parallel(&ledger.internal.products, |product| {
            ProductReports::of(product, snapshot.now)
        });
        InternalSite {
            ledger,
            week_index: WeekIndex::of(&snapshot),
            snapshot,
            products,
        }
    }

    /// The title, navigation and feeds of a page.
    pub fn frame(&self, meta: &PageMeta) -> PageFrame {
        let site = &self.ledger.status.site;
        let internal = &self.ledger.internal;
        let mut menu = vec![
            (message!("menu-reports"), ""),
            (message!("menu-incidents"), route::METRICS.pattern),
            (message!("menu-digest"), route::NEWEST_DIGEST.pattern),
        ];
        if !internal.teams.is_empty() {
            menu.push((message!("menu-on-call"), route::ON_CALL.pattern));
        }
        if internal.catalogue.is_some() {
            menu.push((message!("menu-services"), route::SERVICES.pattern));
        }
        let menu: Vec<(String, String)> = menu
            .into_iter()
            .map(|(label, address)| (label, address.to_owned()))
            .collect();
        let now = (self.snapshot.now, Locale::english());
        let mut frame = frame::frame(site, now, meta, &menu, true);
        if let Some(url) = &internal.url {
            let feed = |about: String, address: &str| FeedLink {
                media: RSS_TYPE,
                title: message!("feed-title", site = &site.title, about),
                href: format!("{}{address}", frame.home.trim_start_matches("./")),
            };
            frame.feeds = vec![
                feed(message!("digest-reports"), REPORT_FEED),
                feed(message!("digest"), DIGEST_FEED),
            ];
            frame.canonical = meta.address.as_ref().map(|at| url.join(at));
        }
        frame
    }

    /// A link to the page of an incident on the public site.
    pub fn incident_link(&self, incident: &Incident) -> LinkView {
        let address = route::INCIDENT.address(&incident.id);
        LinkView {
            href: self.ledger.status.site.url.join(&address),
            text: incident.title.clone(),
        }
    }

    /// A moment in the zone of the site.
    pub fn time(&self, moment: Moment) -> Time {
        text::time(moment, self.ledger.status.site.zone)
    }

    /// How incidents were handled; `None` before there was any.
    pub fn metrics(&self) -> Option<MetricsFacts<'_, 'a>> {
        MetricsFacts::of(&self.snapshot, &self.ledger.internal.first_published)
    }

    /// The steps of all incidents by year, quarter and month.
    pub fn incident_statistics(&self) -> Vec<PeriodStatistics> {
        statistics_by_period(&self.snapshot, &self.ledger.internal.first_published)
    }

    /// How well customers were informed.
    pub fn scorecard(&self) -> Scorecard {
        Scorecard::of(&self.snapshot, &self.ledger.internal.first_published)
    }

    /// The reports of samples whose period is over.
    pub fn complete_reports(&self) -> impl Iterator<Item = &ReportFacts<'a>> {
        let samples = self.products.iter().flat_map(|product| &product.samples);
        samples.filter(|facts| facts.basis.complete)
    }

    /// The weeks that are over, oldest first, from the first in which anything happened: a quiet week has a digest that says so.
    pub fn digest_weeks(&self) -> Vec<Period> {
        let zone = self.snapshot.site.zone;
        let newest = Period::week_of(self.snapshot.today).previous();
        let reports = self
            .complete_reports()
            .map(|facts| facts.basis.period.last());
        let incidents = self.snapshot.incidents.iter();
        let incidents = incidents.map(|facts| zone.date(facts.incident.details.started));
        let maintenance = self.snapshot.maintenance.iter();
        let maintenance = maintenance
            .filter(|facts| !facts.is_upcoming())
            .map(|facts| zone.date(facts.history_date()));
        let on_call = self.ledger.internal.on_call_counts.iter();
        let on_call = on_call.map(|count| count.period.last());
        let first = reports
            .chain(incidents)
            .chain(maintenance)
            .chain(on_call)
            .min();
        let mut week = first.map_or(newest, Period::week_of).min(newest);
        let mut weeks = vec![week];
        while week < newest {
            week = Period::week_of(week.day_after());
            weeks.push(week);
        }
        weeks
    }
}
