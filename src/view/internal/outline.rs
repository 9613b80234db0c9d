//! Every page and file of the internal site with its address.

use std::sync::Arc;

use super::site::{DIGEST_FEED, InternalSite, REPORT_FEED};
use super::{
    culprit, dictionary, digest, hosting, metrics, on_call, product, products, report, scorecard,
    service,
};
use crate::derive::effort::EffortRanking;
use crate::derive::report::ReportFacts;
use crate::derive::snapshot::Snapshot;
use crate::model::Ledger;
use crate::model::route;
use crate::view::chart::Chart;
use crate::view::frame::PageMeta;
use crate::view::outline::{Outline, View};
use crate::view::page::{PageBody, PageView};
use crate::view::table::Table;

/// An outline under construction; everything in it is made from the same site.
struct Routes<'a> {
    outline: Outline<'a>,
    site: Arc<InternalSite<'a>>,
}

impl<'a> Routes<'a> {
    fn view(&mut self, address: &str, view: impl Fn(&InternalSite<'a>) -> View + Send + Sync + 'a) {
        let site = Arc::clone(&self.site);
        self.outline.add(address, move || view(&site));
    }

    fn page<P>(
        &mut self,
        address: &str,
        page: impl Fn(&InternalSite<'a>) -> (PageMeta, P) + Send + Sync + 'a,
        body: impl Fn(P) -> PageBody + Send + Sync + 'a,
    ) {
        self.view(address, move |site| {
            let (meta, page) = page(site);
            let (mut frame, body) = (site.frame(&meta), body(page));
            if let PageBody::Report(report) = &body
                && report.chart.is_some()
                && frame.pictures
                && let Some((address, url)) = meta.address.zip(site.ledger.internal.url.as_ref())
            {
                frame.card = Some(url.join(&route::card(&address)));
            }
            View::Page(Box::new(PageView::of(frame, body)))
        });
    }

    fn table(
        &mut self,
        address: &str,
        table: impl Fn(&InternalSite<'a>) -> Table + Send + Sync + 'a,
    ) {
        self.view(address, move |site| View::Table(table(site)));
    }

    fn chart(&mut self, name: &str, chart: impl Fn(&InternalSite<'a>) -> Chart + Send + Sync + 'a) {
        let site = Arc::clone(&self.site);
        self.outline.add_chart(name, move || chart(&site));
    }

    fn digests(&mut self) {
        let weeks = Arc::new(self.site.digest_weeks());
        for (at, week) in weeks.iter().copied().enumerate() {
            let (address, of) = (route::DIGEST.address(week), Arc::clone(&weeks));
            let page = move |site: &InternalSite| digest::week_page(site, &of, at);
            self.page(&address, page, PageBody::Digest);
            if digest::is_mailed(&weeks, at) {
                self.page(
                    &format!("{address}mail.html"),
                    move |site| digest::mail::html(site, week),
                    PageBody::Mail,
                );
                self.view(&format!("{address}mail.txt"), move |site| {
                    View::Text(digest::mail::plain_text(site, week))
                });
            }
        }
        let of = Arc::clone(&weeks);
        let newest = move |site: &InternalSite| digest::newest_page(site, &of);
        self.page(route::NEWEST_DIGEST.pattern, newest, PageBody::Digest);
        // Feeds need whole addresses, so they are there only where the settings say where the internal site is published.
        if let Some(url) = &self.site.ledger.internal.url {
            self.view(DIGEST_FEED, move |site| {
                View::Rss(digest::feed::digests(site, url, &weeks))
            });
            self.view(REPORT_FEED, move |site| {
                View::Rss(digest::feed::reports(site, url))
            });
        }
    }

    fn on_call(&mut self) {
        if self.site.ledger.internal.teams.is_empty() {
            return;
        }
        self.page(route::ON_CALL.pattern, on_call::page, PageBody::OnCall);
        if let Some(facts) = on_call::facts(&self.site).map(Arc::new) {
            let of = Arc::clone(&facts);
            self.table("on-call/alerts.csv", move |_| on_call::csv(&of));
            self.chart("on-call/alerts", move |_| {
                Chart::TeamPages(on_call::chart(&facts))
            });
        }
    }

    fn services(&mut self) {
        let Some(catalogue) = &self.site.ledger.internal.catalogue else {
            return;
        };
        let board = move |site: &InternalSite| service::board(site, catalogue);
        self.page(route::SERVICES.pattern, board, PageBody::Services);
        for one in &catalogue.services {
            self.page(
                &route::SERVICE.address(&one.id),
                move |site| service::page(site, catalogue, one),
                PageBody::Service,
            );
        }
    }

    /// The page of the product at a position, its files and its reports.
    fn product(&mut self, at: usize) {
        let site = Arc::clone(&self.site);
        let reports = &site.products[at];
        let address = route::PRODUCT.address(&reports.product.id);
        self.page(
            &address,
            move |site| product::page(&site.products[at]),
            PageBody::Product,
        );
        self.table(&format!("{address}actions.csv"), move |site| {
            report::findings::action_list_csv(site.products[at].product)
        });
        self.table(&format!("{address}effects.csv"), move |site| {
            report::findings::effects_csv(&site.products[at])
        });
        if let Some(history) = &reports.history {
            if !reports.product.targets.is_empty() {
                let of = Arc::clone(history);
                self.table(&format!("{address}targets.csv"), move |_| {
                    product::targets_csv(&of)
                });
            }
            let of = Arc::clone(history);
            self.table(&format!("{address}trends.csv"), move |site| {
                product::trends_csv(&site.products[at], &of)
            });
            if history.has_several_periods() {
                let of = Arc::clone(history);
                self.chart(&format!("{address}culprits"), move |_| {
                    Chart::SmallMultiples(product::small_multiples(&of))
                });
            }
            if history.has_totals() {
                let of = Arc::clone(history);
                self.table(&format!("{address}totals.csv"), move |_| {
                    product::totals_csv(&of)
                });
                let of = Arc::clone(history);
                self.chart(&format!("{address}totals"), move |_| {
                    Chart::Totals(product::totals(&of))
                });
            }
        }
        if let Some(year) = &reports.year {
            let of = Arc::clone(year);
            self.table(&format!("{address}culprits.csv"), move |_| {
                product::csv(&of)
            });
            for (place, series) in year.series.iter().enumerate() {
                let product = &reports.product.id;
                let address = route::CULPRIT.address_of(&[product, &series.culprit.id]);
                let of = Arc::clone(year);
                self.page(
                    &address,
                    move |site| culprit::page(site, &site.products[at], &of, place),
                    PageBody::Culprit,
                );
            }
        }
        for (place, facts) in reports.all().enumerate() {
            self.report((at, place), facts);
        }
    }

    /// A report, by the position of its product and its own among the reports of that.
    fn report(&mut self, (at, place): (usize, usize), facts: &ReportFacts) {
        let product = self.site.products[at].product.id.as_str();
        let address = route::REPORT.address_of(&[&product, &facts.slug()]);
        self.page(
            &address,
            move |site| report::page(site, &site.products[at], place),
            PageBody::Report,
        );
        self.table(&format!("{address}culprits.csv"), move |site| {
            report::table::csv(site.products[at].at(place))
        });
        self.table(&format!("{address}counts.csv"), move |site| {
            report::table::counts_csv(site.products[at].at(place))
        });
        if facts.machine.is_some() {
            self.table(&format!("{address}labels.csv"), move |site| {
                report::machine::csv(site.products[at].at(place))
            });
        }
        self.table(&format!("{address}changes.csv"), move |site| {
            report::findings::changes_csv(site.products[at].at(place))
        });
        self.table(&format!("{address}actions.csv"), move |site| {
            report::findings::actions_csv(site.products[at].at(place))
        });
        if EffortRanking::of(facts).is_some() {
            self.table(&format!("{address}effort.csv"), move |site| {
                let effort = EffortRanking::of(site.products[at].at(place));
                effort.map_or_else(Table::default, |effort| report::effort::csv(&effort))
            });
        }
        self.table(&format!("{address}summary.csv"), move |site| {
            report::findings::summary_csv(site.products[at].at(place))
        });
        if facts.charted {
            self.chart(&format!("{address}ranking"), move |site| {
                Chart::Ranking(report::chart::ranking(site.products[at].at(place)))
            });
            // Programs that show pictures beside links must know where this site is.
            if self.site.ledger.internal.url.is_some() {
                let site = Arc::clone(&self.site);
                self.outline.add_card(&address, move || {
                    report::chart::card(site.products[at].at(place))
                });
            }
        }
    }
}

/// The pages and files of the internal site.
pub fn outline<'a>(ledger: &'a Ledger, snapshot: Snapshot<'a>) -> Outline<'a> {
    let mut routes = Routes {
        outline: Outline::default(),
        site: Arc::new(InternalSite::new(ledger, snapshot)),
    };
    routes.page("", products::page, PageBody::Products);
    routes.page(route::METRICS.pattern, metrics::page, PageBody::Metrics);
    routes.table("incidents/incidents.csv", metrics::csv);
    routes.table("incidents/statistics.csv", metrics::statistics_csv);
    routes.page(
        route::SCORECARD.pattern,
        scorecard::page,
        PageBody::Scorecard,
    );
    routes.table("scorecard/scorecard.csv", scorecard::csv);
    routes.table("scorecard/cases.csv", scorecard::cases_csv);
    if !routes.site.snapshot.incidents.is_empty() {
        routes.chart("incidents/durations", |site| {
            Chart::Durations(metrics::durations(site))
        });
    }
    routes.page(
        route::DICTIONARY.pattern,
        |_| dictionary::page(),
        PageBody::Dictionary,
    );
    routes.digests();
    routes.on_call();
    routes.services();
    for at in 0..routes.site.products.len() {
        routes.product(at);
    }
    routes.view(".nojekyll", |_| View::Text(String::new()));
    routes.view("_headers", |_| View::Headers(hosting::headers()));
    routes.view("robots.txt", |_| View::Text(hosting::ROBOTS.to_owned()));
    routes.outline
}
