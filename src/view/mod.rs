//! What each page, feed, chart and file says, ready to print.
//!
//! Numbers are rounded here and nowhere else; words for people come from [`text`] or stand in the theme's templates. These types are
//! the only ones that serialize.

pub mod address;
pub mod badge;
pub mod branding;
pub mod calendar;
pub mod card;
pub mod chart;
pub mod console_report;
pub mod diff;
pub mod explanation;
pub mod feed;
pub mod frame;
pub mod heroku;
pub mod hosting;
pub mod internal;
pub mod json;
pub mod locale;
pub mod public;
pub mod status_summary;
pub mod statuspage;
pub mod table;
pub mod tally;
pub mod text;
pub mod upcoming;
pub mod worksheet;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

/// What stands at one path of a site.
#[derive(Clone, Debug)]
pub enum View {
    /// A page of the theme.
    Page(Box<PageView>),
    /// A feed as RSS.
    Rss(feed::Feed),
    /// A feed as Atom.
    Atom(feed::Feed),
    /// A calendar.
    Calendar(calendar::Calendar),
    /// A file for programs.
    Json(json::JsonView),
    /// A chart as a file of its own.
    Chart(Box<chart::Chart>),
    /// A chart as a picture.
    #[cfg(feature = "png")]
    Picture(Box<chart::Chart>),
    /// The picture beside a link.
    #[cfg(feature = "png")]
    Card(Box<card::LinkCard>),
    /// Rows and columns.
    Table(table::Table),
    /// A badge.
    Badge(badge::Badge),
    /// What hosts send with addresses.
    Headers(hosting::Headers),
    /// The pages for search engines.
    Sitemap(hosting::Sitemap),
    /// The picture that browsers show beside the title.
    Icon,
    /// A file that is published as it is.
    File(Arc<[u8]>),
    /// Plain text.
    Text(String),
}

/// A page: what is around it, and what it is about.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// Title, navigation and links.
    pub frame: frame::PageFrame,
    /// What it is about.
    #[serde(rename = "page")]
    pub body: PageBody,
}

impl PageView {
    /// A page that tells when it was made, unless it lasts.
    #[must_use]
    pub fn of(frame: frame::PageFrame, body: PageBody) -> PageView {
        let as_of = frame.as_of.filter(|_| !body.lasts());
        PageView {
            frame: frame::PageFrame { as_of, ..frame },
            body,
        }
    }
}

/// What a page is about. Each kind has a template of its own.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum PageBody {
    /// The status page.
    Status(public::status::StatusPage),
    /// An incident.
    Incident(public::incident::IncidentPage),
    /// A maintenance.
    Maintenance(public::maintenance::MaintenancePage),
    /// A post-mortem.
    Postmortem(public::postmortem::PostmortemPage),
    /// A notice.
    Notice(public::notice::NoticePage),
    /// A component.
    Component(public::component::ComponentPage),
    /// All months.
    History(public::history::HistoryPage),
    /// One month.
    Month(public::history::MonthPage),
    /// Every way to subscribe.
    Subscribe(Box<public::subscribe::SubscribePage>),
    /// What a frame of another site shows.
    Embed(public::embed::EmbedPage),
    /// The open data and what they mean.
    Data(public::data::DataPage),
    /// A free page.
    CustomPage(public::custom_page::CustomPageView),
    /// What a wrong address shows.
    NotFound(public::custom_page::NotFoundPage),
    /// What an old address shows.
    Moved(public::custom_page::MovedPage),
    /// All products.
    Products(Box<internal::products::ProductsPage>),
    /// A product over its last periods.
    Product(Box<internal::product::ProductPage>),
    /// How incidents were handled.
    Metrics(Box<internal::metrics::MetricsPage>),
    /// What a week was like.
    Digest(Box<internal::digest::DigestPage>),
    /// The same as a mail.
    Mail(Box<internal::digest::mail::MailPage>),
    /// What the numbers mean.
    Dictionary(internal::dictionary::DictionaryPage),
    /// How often each team was paged.
    OnCall(Box<internal::on_call::OnCallPage>),
    /// The service catalogue.
    Services(internal::service::ServicesPage),
    /// A service.
    Service(Box<internal::service::ServicePage>),
    /// The report of a period.
    Report(Box<internal::report::ReportPage>),
}

impl PageBody {
    /// Whether it says the same at any later moment, as far as is known: nothing on it goes on. Such a page does not tell when it was
    /// made, so a later build leaves its file as it is.
    #[must_use]
    pub fn lasts(&self) -> bool {
        match self {
            PageBody::Incident(page) => {
                page.ended.is_some() && (page.postmortem_due.is_none() || page.postmortem_overdue)
            }
            PageBody::Maintenance(page) => page.is_over,
            PageBody::Month(page) => page.is_over,
            PageBody::Notice(page) => page.until.is_none() || page.past,
            PageBody::Report(page) => page.complete,
            PageBody::Digest(_) | PageBody::Dictionary(_) => true,
            PageBody::Postmortem(_) | PageBody::CustomPage(_) | PageBody::Subscribe(_) => true,
            PageBody::NotFound(_) | PageBody::Moved(_) => true,
            _ => false,
        }
    }

    /// Whether the theme's script has something to do on it: there are times on it, or it can go out of date.
    #[must_use]
    pub fn is_scripted(&self) -> bool {
        let of_entry = matches!(
            self,
            PageBody::Incident(_)
                | PageBody::Maintenance(_)
                | PageBody::Postmortem(_)
                | PageBody::Notice(_)
        );
        let of_all = matches!(
            self,
            PageBody::Status(_)
                | PageBody::Component(_)
                | PageBody::History(_)
                | PageBody::Month(_)
                | PageBody::Data(_)
        );
        of_entry || of_all
    }

    /// The template that prints it.
    #[must_use]
    pub fn template(&self) -> &'static str {
        match self {
            PageBody::Status(_) => "status.html",
            PageBody::Incident(_) => "incident.html",
            PageBody::Maintenance(_) => "maintenance.html",
            PageBody::Postmortem(_) => "postmortem.html",
            PageBody::Notice(_) => "notice.html",
            PageBody::Component(_) => "component.html",
            PageBody::History(_) => "history.html",
            PageBody::Month(_) => "month.html",
            PageBody::Subscribe(_) => "subscribe.html",
            PageBody::Embed(_) => "embed.html",
            PageBody::Data(_) => "data.html",
            PageBody::CustomPage(_) => "page.html",
            PageBody::NotFound(_) => "404.html",
            PageBody::Moved(_) => "moved.html",
            PageBody::Products(_) => "products.html",
            PageBody::Product(_) => "product.html",
            PageBody::Metrics(_) => "metrics.html",
            PageBody::Digest(_) => "digest.html",
            PageBody::Mail(_) => "digest-mail.html",
            PageBody::Dictionary(_) => "dictionary.html",
            PageBody::OnCall(_) => "on-call.html",
            PageBody::Services(_) => "services.html",
            PageBody::Service(_) => "service.html",
            PageBody::Report(_) => "report.html",
        }
    }
}

type ViewFn<'a> = Box<dyn Fn() -> View + Send + Sync + 'a>;

/// Pages of one folder, each known by its name in it.
struct PageFamily<'a> {
    /// With its slash.
    folder: &'static str,
    /// The names, in any order.
    names: Box<dyn Fn() -> Vec<&'a str> + Send + Sync + 'a>,
    /// The page by the place of its name among them.
    view: Box<dyn Fn(usize) -> View + Send + Sync + 'a>,
    /// The places of the names, gathered for the first one that is looked for.
    places: OnceLock<HashMap<&'a str, usize>>,
}

impl PageFamily<'_> {
    fn paths(&self) -> impl Iterator<Item = String> {
        (self.names)()
            .into_iter()
            .map(|name| address::file_path(&format!("{}{name}/", self.folder)))
    }

    fn view(&self, page: &str) -> Option<View> {
        let name = page.strip_prefix(self.folder)?;
        let places = self
            .places
            .get_or_init(|| (self.names)().into_iter().zip(0..).collect());
        places.get(name).map(|&place| (self.view)(place))
    }
}

/// The paths of an outline, some of which are not listed before somebody asks.
#[derive(Clone)]
pub(crate) struct OutlinePaths<'a> {
    single: Vec<String>,
    families: Vec<Arc<PageFamily<'a>>>,
}

impl OutlinePaths<'_> {
    /// Every path, in order.
    pub(crate) fn all(&self) -> Vec<String> {
        let pages = self.families.iter().flat_map(|family| family.paths());
        let mut all: Vec<String> = self.single.iter().cloned().chain(pages).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A site that knows its paths, and makes the view of one when asked.
#[derive(Default)]
pub struct Outline<'a> {
    paths: BTreeMap<String, ViewFn<'a>>,
    families: Vec<Arc<PageFamily<'a>>>,
    #[cfg_attr(not(feature = "png"), expect(dead_code))]
    without_pictures: bool,
}

impl<'a> Outline<'a> {
    /// For a site in words of a language; one that pictures cannot write has none.
    #[must_use]
    pub fn of(words: &locale::Locale) -> Outline<'a> {
        Outline {
            without_pictures: !words.is_drawable(),
            ..Outline::default()
        }
    }

    /// Adds a page or file by its address from the site's root; an address that ends with a slash is a folder with an `index.html`.
    pub fn add(&mut self, address: &str, view: impl Fn() -> View + Send + Sync + 'a) {
        self.paths
            .insert(address::file_path(address), Box::new(view));
    }

    /// Adds the pages of a folder, given with its slash, by their names in it. There may be many thousands, of which a preview shows
    /// one, so nothing is done for each of them before all are asked for.
    pub fn add_family(
        &mut self,
        folder: &'static str,
        names: impl Fn() -> Vec<&'a str> + Send + Sync + 'a,
        view: impl Fn(usize) -> View + Send + Sync + 'a,
    ) {
        let places = OnceLock::new();
        self.families.push(Arc::new(PageFamily {
            folder,
            names: Box::new(names),
            view: Box::new(view),
            places,
        }));
    }

    /// Adds a chart by its address without the ending: as `.svg`, and for mail and chats as `.png`.
    pub fn add_chart(&mut self, name: &str, chart: impl Fn() -> chart::Chart + Send + Sync + 'a) {
        let chart = Arc::new(chart);
        #[cfg(feature = "png")]
        if !self.without_pictures {
            let chart = Arc::clone(&chart);
            self.add(&format!("{name}.png"), move || {
                View::Picture(Box::new(chart()))
            });
        }
        self.add(&format!("{name}.svg"), move || {
            View::Chart(Box::new(chart()))
        });
    }

    /// Adds the picture that chats show beside a link to the page at an address.
    pub fn add_card(
        &mut self,
        address: &str,
        card: impl Fn() -> card::LinkCard + Send + Sync + 'a,
    ) {
        #[cfg(feature = "png")]
        if !self.without_pictures {
            self.add(&address::card(address), move || {
                View::Card(Box::new(card()))
            });
        }
        #[cfg(not(feature = "png"))]
        let _ = (address, card);
    }

    /// The paths so far.
    #[must_use]
    pub(crate) fn paths(&self) -> OutlinePaths<'a> {
        OutlinePaths {
            single: self.paths.keys().cloned().collect(),
            families: self.families.clone(),
        }
    }

    /// The view at a path.
    #[must_use]
    pub fn view(&self, path: &str) -> Option<View> {
        self.paths.get(path).map(|make| make()).or_else(|| {
            let page = path.strip_suffix("/index.html")?;
            self.families.iter().find_map(|family| family.view(page))
        })
    }
}
