//! The files of a site: their paths, and what each of them contains.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use super::badge::Badge;
use super::calendar::Calendar;
use super::card::LinkCard;
use super::chart::Chart;
use super::feed::Feed;
use super::hosting::{Headers, Sitemap};
use super::json::JsonView;
use super::locale::Locale;
use super::markdown::MarkdownDocument;
use super::page::PageView;
use super::table::Table;
use crate::model::route;
pub use crate::model::static_file::StaticFile;

/// The content of one path of a site.
#[derive(Clone, Debug)]
pub enum View {
    /// A page of the theme.
    Page(Box<PageView>),
    /// A feed as RSS.
    Rss(Feed),
    /// A feed as Atom.
    Atom(Feed),
    Calendar(Calendar),
    /// A file for programs.
    Json(JsonView),
    /// A chart as a file of its own.
    Chart(Box<Chart>),
    /// A chart as a picture.
    #[cfg(feature = "png")]
    Picture(Box<Chart>),
    /// The picture beside a link.
    #[cfg(feature = "png")]
    Card(Box<LinkCard>),
    /// Rows and columns.
    Table(Table),
    Badge(Badge),
    /// What hosts send with addresses.
    Headers(Headers),
    /// The pages for search engines.
    Sitemap(Sitemap),
    /// The picture that browsers show beside the title.
    Icon,
    /// The picture that phones show on the home screen.
    #[cfg(feature = "png")]
    TouchIcon,
    /// A page for those who read Markdown.
    Markdown(MarkdownDocument),
    /// Plain text.
    Text(String),
}

type ViewFn<'a> = Box<dyn Fn() -> View + Send + Sync + 'a>;

/// Pages of one folder, each known by its name in it.
struct PageFamily<'a> {
    /// With its slash.
    folder: &'static str,
    /// The names, in any order.
    names: Box<dyn Fn() -> Vec<&'a str> + Send + Sync + 'a>,
    /// Creates the page by the index of its name.
    view: Box<dyn Fn(usize) -> View + Send + Sync + 'a>,
    /// The indices of the names, created at the first lookup.
    places: OnceLock<HashMap<&'a str, usize>>,
}

impl PageFamily<'_> {
    fn paths(&self) -> impl Iterator<Item = String> {
        (self.names)()
            .into_iter()
            .map(|name| route::file_path(&format!("{}{name}/", self.folder)))
    }

    fn view(&self, page: &str) -> Option<View> {
        let name = page.strip_prefix(self.folder)?;
        let places = self
            .places
            .get_or_init(|| (self.names)().into_iter().zip(0..).collect());
        places.get(name).map(|&place| (self.view)(place))
    }
}

/// The paths of an outline, some of which are listed lazily.
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

/// A site that knows its paths and creates each view on demand.
#[derive(Default)]
pub struct Outline<'a> {
    paths: BTreeMap<String, ViewFn<'a>>,
    static_files: BTreeMap<&'a str, &'a StaticFile>,
    families: Vec<Arc<PageFamily<'a>>>,
    #[cfg_attr(not(feature = "png"), expect(dead_code))]
    without_pictures: bool,
}

impl<'a> Outline<'a> {
    /// For a site in a language; without pictures if their font lacks its script.
    pub fn of(locale: &Locale) -> Outline<'a> {
        Outline {
            without_pictures: !locale.is_drawable(),
            ..Outline::default()
        }
    }

    /// Adds a page or file by its address from the site's root; an address that ends with a slash is a folder with an `index.html`.
    pub fn add(&mut self, address: &str, view: impl Fn() -> View + Send + Sync + 'a) {
        self.paths.insert(route::file_path(address), Box::new(view));
    }

    /// Adds a file that is published as it is.
    pub fn add_static_file(&mut self, file: &'a StaticFile) {
        self.static_files.insert(&file.path, file);
    }

    /// The file that is published as it is at a path.
    pub fn static_file(&self, path: &str) -> Option<&'a StaticFile> {
        self.static_files.get(path).copied()
    }

    /// Adds the pages of a folder, given with its slash, by their names in it. There may be thousands, of which a preview shows one, so
    /// they are listed only when all are needed.
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
    pub fn add_chart(&mut self, name: &str, chart: impl Fn() -> Chart + Send + Sync + 'a) {
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
    pub fn add_card(&mut self, address: &str, card: impl Fn() -> LinkCard + Send + Sync + 'a) {
        #[cfg(feature = "png")]
        if !self.without_pictures {
            self.add(&route::card(address), move || View::Card(Box::new(card())));
        }
        #[cfg(not(feature = "png"))]
        let _ = (address, card);
    }

    /// The paths so far.
    pub(crate) fn paths(&self) -> OutlinePaths<'a> {
        OutlinePaths {
            single: self
                .paths
                .keys()
                .cloned()
                .chain(self.static_files.keys().map(|path| (*path).to_owned()))
                .collect(),
            families: self.families.clone(),
        }
    }

    /// The view at a path. What is published as it is has none.
    pub fn view(&self, path: &str) -> Option<View> {
        self.paths.get(path).map(|make| make()).or_else(|| {
            let page = path.strip_suffix("/index.html")?;
            self.families.iter().find_map(|family| family.view(page))
        })
    }
}
