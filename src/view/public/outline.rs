//! Every page and file of the public site.

use std::sync::{Arc, OnceLock};

use super::feed::{FeedScope, feed};
use super::site::{EntryWithCard, PublicSite, public_site};
use super::statuspage::{self, ChangeTimes, StatuspageApi};
use super::{
    badge, calendar, card, component, custom_page, data, embed, heroku, history, hosting, incident,
    maintenance, markdown, notice, postmortem, status, subscribe, support, uptime,
};
use crate::base::time::Moment;
use crate::derive::snapshot::Snapshot;
use crate::model::route;
use crate::view::badge::Badge;
use crate::view::card::LinkCard;
use crate::view::chart::Chart;
use crate::view::frame::PageMeta;
use crate::view::json::{JsonFeed, JsonView};
use crate::view::locale::Locale;
use crate::view::outline::{Outline, View};
use crate::view::page::{PageBody, PageView};

/// The pages and files of the public site. There is an icon for phones where browsers get the default icon: another one is no drawing of
/// the program, which could make a picture of it.
#[must_use]
pub fn outline<'a>(
    snapshot: Snapshot<'a>,
    next_change: Moment,
    locale: &'a Locale,
    has_default_icon: bool,
) -> Outline<'a> {
    let site = Arc::new(PublicSite {
        next_change,
        has_touch_icon: has_default_icon && cfg!(feature = "png"),
        ..public_site(snapshot, locale)
    });
    let mut public = PublicOutline {
        site: Arc::clone(&site),
        outline: Outline::of(locale),
    };
    public.add_entries();
    public.page("", status::page, PageBody::Status);
    public.card("", card::site_card);
    public.add_feeds();
    public.file(route::CALENDAR.pattern, |site| {
        View::Calendar(calendar::site_calendar(site))
    });
    public.page(
        route::SUBSCRIBE.pattern,
        subscribe::page,
        PageBody::Subscribe,
    );
    public.page(
        route::NOT_FOUND.pattern,
        custom_page::not_found,
        PageBody::NotFound,
    );
    public.add_history();
    public.add_statuspage_files();
    public.file(route::STATUS_FILE.pattern, |site| {
        View::Json(JsonView::Status(status::status_file(site)))
    });
    public.file(route::LLMS.pattern, |site| {
        View::Markdown(markdown::site_map(site))
    });
    public.file(route::MARKDOWN.pattern, |site| {
        View::Markdown(markdown::status_page(site))
    });
    public.file(route::HEROKU_STATUS.pattern, |site| {
        View::Json(JsonView::Heroku(Box::new(heroku::heroku_status(site))))
    });
    public.badge("", badge::whole);
    public.page(route::DATA.pattern, data::page, PageBody::Data);
    public.file("data/incidents.csv", |site| {
        View::Table(data::incident_table(site))
    });
    public.file("data/uptime.csv", |site| {
        View::Table(data::uptime_table(site))
    });
    public.page(route::EMBED.pattern, embed::page, PageBody::Embed);
    public.add_components();
    for (from, to) in hosting::aliases(&site) {
        let here = from.clone();
        public.page(
            &from,
            move |site| custom_page::moved(site, &here, &to),
            PageBody::Moved,
        );
    }
    public.add_hosting_files();
    for file in site.snapshot.static_files {
        public.outline.add_static_file(file);
    }
    public.outline
}

/// The outline while it is filled.
struct PublicOutline<'a> {
    site: Arc<PublicSite<'a>>,
    outline: Outline<'a>,
}

fn page_view<P>(
    site: &PublicSite,
    (meta, page): (PageMeta, P),
    body: impl Fn(P) -> PageBody,
) -> View {
    View::Page(Box::new(PageView::of(site.frame(&meta), body(page))))
}

impl<'a> PublicOutline<'a> {
    fn file(&mut self, address: &str, view: impl Fn(&PublicSite<'a>) -> View + Send + Sync + 'a) {
        let site = Arc::clone(&self.site);
        self.outline.add(address, move || view(&site));
    }

    fn page<P>(
        &mut self,
        address: &str,
        page: impl Fn(&PublicSite<'a>) -> (PageMeta, P) + Send + Sync + 'a,
        body: impl Fn(P) -> PageBody + Send + Sync + 'a,
    ) {
        self.file(address, move |site| page_view(site, page(site), &body));
    }

    /// The pages of one folder, by their ids; see [`Outline::add_family`].
    fn family<P>(
        &mut self,
        folder: &'static str,
        ids: fn(&PublicSite<'a>) -> Vec<&'a str>,
        page: fn(&PublicSite<'a>, usize) -> (PageMeta, P),
        body: fn(P) -> PageBody,
    ) where
        P: 'a,
    {
        let (all, site) = (Arc::clone(&self.site), Arc::clone(&self.site));
        self.outline.add_family(
            folder,
            move || ids(&all),
            move |at| page_view(&site, page(&site, at), body),
        );
    }

    fn card(
        &mut self,
        address: &str,
        card: impl Fn(&PublicSite<'a>) -> LinkCard + Send + Sync + 'a,
    ) {
        let site = Arc::clone(&self.site);
        self.outline.add_card(address, move || card(&site));
    }

    /// A badge as a picture, and as data for shields.io.
    fn badge(
        &mut self,
        folder: &str,
        badge: impl Fn(&PublicSite<'a>) -> Badge + Copy + Send + Sync + 'a,
    ) {
        self.file(&format!("{folder}badge.svg"), move |site| {
            View::Badge(badge(site))
        });
        self.file(&format!("{folder}badge.json"), move |site| {
            View::Json(JsonView::Badge(badge(site).into()))
        });
    }

    fn xml_feeds(&mut self, scope: FeedScope, rss: &str, atom: &str) {
        let own = rss.to_owned();
        self.file(rss, move |site| View::Rss(feed(site, scope, &own)));
        let own = atom.to_owned();
        self.file(atom, move |site| View::Atom(feed(site, scope, &own)));
    }

    fn add_entries(&mut self) {
        self.family(
            route::INCIDENT.folder(),
            |site| {
                let all = site.snapshot.incidents.iter();
                all.map(|facts| facts.incident.id.as_str()).collect()
            },
            incident::page,
            PageBody::Incident,
        );
        self.family(
            route::MAINTENANCE.folder(),
            |site| {
                let all = site.snapshot.maintenance.iter();
                all.map(|facts| facts.maintenance.id.as_str()).collect()
            },
            maintenance::page,
            PageBody::Maintenance,
        );
        self.family(
            route::POSTMORTEM.folder(),
            |site| {
                let all = site.snapshot.postmortems.iter();
                all.map(|one| one.id.as_str()).collect()
            },
            |site, at| postmortem::page(site, site.snapshot.postmortems[at]),
            PageBody::Postmortem,
        );
        self.family(
            route::NOTICE.folder(),
            |site| {
                let all = site.snapshot.notices.iter();
                all.map(|one| one.id.as_str()).collect()
            },
            |site, at| notice::page(site, site.snapshot.notices[at]),
            PageBody::Notice,
        );
        if let Some(guide) = self.site.snapshot.support {
            self.page(
                route::SUPPORT.pattern,
                move |site| support::page(site, guide),
                PageBody::Support,
            );
        }
        let site = Arc::clone(&self.site);
        for page in site.snapshot.pages.iter().copied() {
            self.page(
                &route::CUSTOM_PAGE.address(&page.id),
                move |site| custom_page::page(site, page),
                PageBody::CustomPage,
            );
        }
        for (address, id) in &site.entries_with_markdown {
            let id = id.clone();
            let own = format!("{address}{}", route::MARKDOWN.pattern);
            self.outline.add(&own, {
                let site = Arc::clone(&self.site);
                move || View::Markdown(markdown::entry_page(&site, &id))
            });
        }
        for (address, entry) in &site.entries_with_cards {
            let entry = entry.clone();
            self.card(address, move |site| match &entry {
                EntryWithCard::Entry(id) => card::entry_card(site, id),
                EntryWithCard::Postmortem(at) => {
                    card::postmortem_card(site, site.snapshot.postmortems[*at])
                }
            });
        }
    }

    fn add_feeds(&mut self) {
        let site = Arc::clone(&self.site);
        for policy in site.feed_policies() {
            let (stem, scope) = (route::feed_stem(policy), FeedScope::Policy(policy));
            self.xml_feeds(scope, &format!("{stem}.xml"), &format!("{stem}.atom"));
            let own = format!("{stem}.json");
            self.file(&own.clone(), move |site| {
                View::Json(JsonView::Feed(JsonFeed::from(feed(site, scope, &own))))
            });
        }
        self.xml_feeds(FeedScope::History, "history.rss", "history.atom");
    }

    fn add_history(&mut self) {
        let months = Arc::new(history::months(&self.site));
        let all = Arc::clone(&months);
        self.page(
            route::HISTORY.pattern,
            move |site| history::page(site, &all),
            PageBody::History,
        );
        for first in months.keys().copied() {
            let all = Arc::clone(&months);
            self.page(
                &route::MONTH.address(history::month_label(first)),
                move |site| history::month_page(site, first, &all),
                PageBody::Month,
            );
        }
    }

    fn add_statuspage_files(&mut self) {
        let times = Arc::new(OnceLock::new());
        for (address, make) in statuspage::FILES {
            let times = Arc::clone(&times);
            self.file(address, move |site| {
                let times = times.get_or_init(|| ChangeTimes::of(&site.snapshot));
                let file = make(&StatuspageApi::new(site, times));
                View::Json(JsonView::Statuspage(Box::new(file)))
            });
        }
    }

    fn add_components(&mut self) {
        let site = Arc::clone(&self.site);
        let known = site.snapshot.components.iter().enumerate();
        for (at, facts) in known.filter(|(_, facts)| facts.is_known()) {
            let id = &facts.component.id;
            let address = route::COMPONENT.address(id);
            self.page(
                &address,
                move |site| component::page(site, at),
                PageBody::Component,
            );
            let chart = Arc::clone(&self.site);
            self.outline
                .add_chart(&format!("{address}uptime"), move || {
                    Chart::Days(uptime::uptime_chart(&chart, at))
                });
            // Feeds, calendars and badges are embedded elsewhere by their address, so they stay at the old ids too.
            for id in std::iter::once(id).chain(&facts.component.aliases) {
                let folder = route::COMPONENT.address(id);
                self.xml_feeds(
                    FeedScope::Component(at),
                    &format!("{folder}feed.xml"),
                    &format!("{folder}feed.atom"),
                );
                let own = format!("{folder}{}", route::CALENDAR.pattern);
                self.file(&own.clone(), move |site| {
                    View::Calendar(calendar::component_calendar(site, at, &own))
                });
                self.badge(&folder, move |site| badge::component(site, at));
            }
        }
    }

    /// Headers and sitemap list what has been added before them.
    fn add_hosting_files(&mut self) {
        let (paths, all) = (self.outline.paths(), self.outline.paths());
        self.file(".nojekyll", |_| View::Text(String::new()));
        self.file("_headers", move |site| {
            View::Headers(hosting::headers(site.snapshot.site.url.path(), &all.all()))
        });
        self.file("_redirects", |site| View::Text(hosting::redirects(site)));
        self.file(route::ICON.pattern, |_| View::Icon);
        #[cfg(feature = "png")]
        if self.site.has_touch_icon {
            self.file(route::TOUCH_ICON.pattern, |_| View::TouchIcon);
        }
        self.file("robots.txt", |site| View::Text(hosting::robots(site)));
        self.file("sitemap.xml", move |site| {
            View::Sitemap(hosting::sitemap(site, &paths.all()))
        });
    }
}
