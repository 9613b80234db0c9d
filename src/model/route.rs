//! Every page and file that the program makes, in one table: its address, its template, and what hosts and search engines make of it.
//!
//! The pages, the link check, the reserved names, the sitemap and the files for hosts all read [`ROUTES`].
//!
//! Addresses begin at the root of the site, without a slash. Pages end with a slash; the address of the status page is empty.

use std::fmt::Display;

use super::site::FeedPolicy;
use crate::base::escape::is_control_or_invisible;
use crate::base::percent_encoding;
use crate::base::vocabulary::Vocabulary;

/// A page or a file of the public or the internal site. Every `{}` of the pattern stands for a name without a slash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    pub pattern: &'static str,
    /// The template of the theme that prints it; only pages have one.
    pub template: Option<&'static str>,
    /// The content file behind it, with the same names.
    pub source: Option<&'static str>,
    pub is_internal: bool,
    pub script: Option<PageScript>,
    /// Whether other sites may show the page in a frame.
    pub is_embeddable: bool,
    pub in_sitemap: bool,
    /// Whether the page or file exists only in some sites. In others, its address is free.
    pub is_optional: bool,
    /// Whether the page can have a preview image of its own, `og.png` in its folder.
    pub has_card: bool,
}

/// A script of the theme that runs on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageScript {
    /// For pages that show times or can go out of date.
    Times,
    /// For pages with text to copy.
    Copy,
}

impl Route {
    const fn file(pattern: &'static str) -> Route {
        Route {
            pattern,
            template: None,
            source: None,
            is_internal: false,
            script: None,
            is_embeddable: false,
            in_sitemap: false,
            is_optional: false,
            has_card: false,
        }
    }

    const fn page(pattern: &'static str, template: &'static str) -> Route {
        Route {
            template: Some(template),
            in_sitemap: true,
            ..Route::file(pattern)
        }
    }

    const fn internal_page(pattern: &'static str, template: &'static str) -> Route {
        Route {
            in_sitemap: false,
            is_internal: true,
            ..Route::page(pattern, template)
        }
    }

    const fn internal_file(pattern: &'static str) -> Route {
        Route {
            is_internal: true,
            ..Route::file(pattern)
        }
    }

    const fn with_script(self, script: PageScript) -> Route {
        Route {
            script: Some(script),
            ..self
        }
    }

    const fn with_card(self) -> Route {
        Route {
            has_card: true,
            ..self
        }
    }

    const fn with_source(self, source: &'static str) -> Route {
        Route {
            source: Some(source),
            ..self
        }
    }

    /// The address with a name in place of `{}`.
    pub fn address(&self, name: impl Display) -> String {
        self.pattern.replacen("{}", &name.to_string(), 1)
    }

    /// The address with one name after the other in place of each `{}`.
    pub fn address_of(&self, names: &[&dyn Display]) -> String {
        names.iter().fold(self.pattern.to_owned(), |address, name| {
            address.replacen("{}", &name.to_string(), 1)
        })
    }

    /// The content file of the page with a name.
    pub fn source_file(&self, name: impl Display) -> Option<String> {
        self.source
            .map(|source| source.replacen("{}", &name.to_string(), 1))
    }

    /// The name that a content file has as a source of this route, such as `2012-06-30-outage` for `incidents/2012-06-30-outage.yaml`.
    /// The file of an optional page gives no name.
    pub fn name_in_source<'p>(&self, path: &'p str) -> Option<&'p str> {
        let source = self.source?;
        if self.is_optional {
            return (path == source).then_some("");
        }
        let (before, after) = source.split_once("{}")?;
        path.strip_prefix(before)?.strip_suffix(after)
    }

    /// The part of the pattern before the first name, with its slash.
    pub fn folder(&self) -> &'static str {
        self.pattern
            .split_once("{}")
            .map_or(self.pattern, |(folder, _)| folder)
    }

    /// The first part of its addresses, without a slash; `None` where that is a name.
    pub fn first_part(&self) -> Option<&'static str> {
        self.pattern.split('/').next().filter(|part| *part != "{}")
    }

    /// Whether its addresses are all known, because there are no names in them.
    pub fn is_single(&self) -> bool {
        !self.pattern.contains("{}")
    }

    /// Whether an address, with or without a slash at its end, is one of this route. A name has one character at least.
    pub fn matches(&self, address: &str) -> bool {
        let parts = |text: &'_ str| text.trim_end_matches('/').split('/').count();
        let (pattern, address) = (
            self.pattern.trim_end_matches('/'),
            address.trim_end_matches('/'),
        );
        parts(pattern) == parts(address)
            && pattern
                .split('/')
                .zip(address.split('/'))
                .all(|(expected, found)| match expected.split_once("{}") {
                    None => expected == found,
                    Some((before, after)) => {
                        found.len() > before.len() + after.len()
                            && found.starts_with(before)
                            && found.ends_with(after)
                    }
                })
    }
}

pub const STATUS: Route = Route::page("", "status.html")
    .with_script(PageScript::Times)
    .with_card();
pub const INCIDENT: Route = Route::page("incidents/{}/", "incident.html")
    .with_source("incidents/{}.yaml")
    .with_script(PageScript::Times)
    .with_card();
pub const MAINTENANCE: Route = Route::page("maintenance/{}/", "maintenance.html")
    .with_source("maintenance/{}.yaml")
    .with_script(PageScript::Times)
    .with_card();
pub const POSTMORTEM: Route = Route::page("postmortems/{}/", "postmortem.html")
    .with_source("postmortems/{}.md")
    .with_script(PageScript::Times)
    .with_card();
pub const NOTICE: Route = Route::page("notices/{}/", "notice.html")
    .with_source("notices/{}.md")
    .with_script(PageScript::Times);
pub const COMPONENT: Route = Route::page("components/{}/", "component.html")
    .with_source("components.yaml")
    .with_script(PageScript::Times);
pub const HISTORY: Route = Route::page("history/", "history.html").with_script(PageScript::Times);
/// A month of the history, named as `2012-06`.
pub const MONTH: Route = Route::page("history/{}/", "month.html").with_script(PageScript::Times);
pub const SUBSCRIBE: Route =
    Route::page("subscribe/", "subscribe.html").with_script(PageScript::Copy);
pub const DATA: Route = Route::page("data/", "data.html").with_script(PageScript::Times);
/// The support guide.
pub const SUPPORT: Route = Route {
    is_optional: true,
    ..Route::page("support/", "support.html").with_source("support.yaml")
};
/// The page that other sites show in a frame.
pub const EMBED: Route = Route {
    is_embeddable: true,
    in_sitemap: false,
    ..Route::page("embed/", "embed.html")
};
pub const CUSTOM_PAGE: Route = Route::page("{}/", "page.html").with_source("pages/{}.md");
/// The page that hosts show at any address that does not exist.
pub const NOT_FOUND: Route = Route {
    in_sitemap: false,
    ..Route::page("404.html", "404.html")
};
/// The page at an old address, which can be anywhere.
pub const MOVED: Route = Route {
    in_sitemap: false,
    ..Route::page("{}/", "moved.html")
};

/// The calendar of maintenance; also the name of the file in the folder of a component.
pub const CALENDAR: Route = Route::file("calendar.ics");
pub const ICON: Route = Route::file("favicon.svg");
pub const TOUCH_ICON: Route = Route::file("apple-touch-icon.png");
/// The pages of the site for programs that read text, by <https://llmstxt.org/>.
pub const LLMS: Route = Route::file("llms.txt");
/// The answer of the status page, and when it changes.
pub const STATUS_FILE: Route = Route::file("status.json");
/// The status page as Markdown; also the name of the file in the folder of an incident or a maintenance.
pub const MARKDOWN: Route = Route::file("index.md");
/// The file that `heroku status` reads.
pub const HEROKU_STATUS: Route = Route::file("api/v4/current-status");

/// What is published, for the pipeline. It exists if the build is told its revision.
pub const DEPLOYMENT: Route = Route {
    is_optional: true,
    ..Route::file(".well-known/statuary.json")
};

pub const PRODUCTS: Route = Route::internal_page("", "products.html");
pub const PRODUCT: Route = Route::internal_page("reports/{}/", "product.html");
/// The report of a product on a period.
pub const REPORT: Route = Route::internal_page("reports/{}/{}/", "report.html");
/// A culprit of a product.
pub const CULPRIT: Route = Route::internal_page("reports/{}/culprits/{}/", "culprit.html");
pub const METRICS: Route = Route::internal_page("incidents/", "metrics.html");
pub const SCORECARD: Route = Route::internal_page("scorecard/", "scorecard.html");
/// The newest weekly digest.
pub const NEWEST_DIGEST: Route = Route::internal_page("digest/", "digest.html");
/// The digest of a week, named as `2013-W28`.
pub const DIGEST: Route = Route::internal_page("digest/{}/", "digest.html");
pub const DIGEST_MAIL: Route = Route::internal_page("digest/{}/mail.html", "digest-mail.html");
pub const DICTIONARY: Route = Route::internal_page("dictionary/", "dictionary.html");
pub const ON_CALL: Route = Route::internal_page("on-call/", "on-call.html");
pub const SERVICES: Route = Route::internal_page("services/", "services.html");
pub const SERVICE: Route = Route::internal_page("services/{}/", "service.html");

/// Every route. A test compares them with the files of the example and with the templates of the default theme.
pub const ROUTES: &[Route] = &[
    STATUS,
    INCIDENT,
    MAINTENANCE,
    POSTMORTEM,
    NOTICE,
    COMPONENT,
    HISTORY,
    MONTH,
    SUBSCRIBE,
    DATA,
    SUPPORT,
    EMBED,
    CUSTOM_PAGE,
    NOT_FOUND,
    MOVED,
    CALENDAR,
    LLMS,
    STATUS_FILE,
    MARKDOWN,
    Route::file("incidents/{}/index.md"),
    Route::file("maintenance/{}/index.md"),
    HEROKU_STATUS,
    DEPLOYMENT,
    Route::file("feed.xml"),
    Route::file("feed.atom"),
    Route::file("feed.json"),
    Route::file("feeds/{}.xml"),
    Route::file("feeds/{}.atom"),
    Route::file("feeds/{}.json"),
    Route::file("history.rss"),
    Route::file("history.atom"),
    Route::file("components/{}/feed.xml"),
    Route::file("components/{}/feed.atom"),
    Route::file("components/{}/calendar.ics"),
    Route::file("components/{}/badge.svg"),
    Route::file("components/{}/badge.json"),
    Route::file("components/{}/uptime.svg"),
    Route::file("components/{}/uptime.png"),
    Route::file("badge.svg"),
    Route::file("badge.json"),
    Route::file("og.png"),
    Route::file("incidents/{}/og.png"),
    Route::file("maintenance/{}/og.png"),
    Route::file("postmortems/{}/og.png"),
    ICON,
    TOUCH_ICON,
    Route::file("robots.txt"),
    Route::file("sitemap.xml"),
    Route::file("_headers"),
    Route::file("_redirects"),
    Route::file(".nojekyll"),
    Route::file("data/incidents.csv"),
    Route::file("data/uptime.csv"),
    Route::file("api/v2/summary.json"),
    Route::file("api/v2/status.json"),
    Route::file("api/v2/components.json"),
    Route::file("api/v2/incidents.json"),
    Route::file("api/v2/incidents/unresolved.json"),
    Route::file("api/v2/scheduled-maintenances.json"),
    Route::file("api/v2/scheduled-maintenances/upcoming.json"),
    Route::file("api/v2/scheduled-maintenances/active.json"),
    PRODUCTS,
    PRODUCT,
    REPORT,
    CULPRIT,
    METRICS,
    SCORECARD,
    NEWEST_DIGEST,
    DIGEST,
    DIGEST_MAIL,
    DICTIONARY,
    ON_CALL,
    SERVICES,
    SERVICE,
    Route::internal_file("reports/{}/culprits.csv"),
    Route::internal_file("reports/{}/culprits.svg"),
    Route::internal_file("reports/{}/culprits.png"),
    Route::internal_file("reports/{}/totals.csv"),
    Route::internal_file("reports/{}/totals.svg"),
    Route::internal_file("reports/{}/totals.png"),
    Route::internal_file("reports/{}/trends.csv"),
    Route::internal_file("reports/{}/actions.csv"),
    Route::internal_file("reports/{}/effects.csv"),
    Route::internal_file("reports/{}/{}/culprits.csv"),
    Route::internal_file("reports/{}/{}/counts.csv"),
    Route::internal_file("reports/{}/{}/labels.csv"),
    Route::internal_file("reports/{}/{}/changes.csv"),
    Route::internal_file("reports/{}/{}/actions.csv"),
    Route::internal_file("reports/{}/{}/effort.csv"),
    Route::internal_file("reports/{}/{}/summary.csv"),
    Route::internal_file("reports/{}/{}/ranking.svg"),
    Route::internal_file("reports/{}/{}/ranking.png"),
    Route::internal_file("reports/{}/{}/og.png"),
    Route::internal_file("feed.xml"),
    Route::internal_file("incidents/incidents.csv"),
    Route::internal_file("incidents/statistics.csv"),
    Route::internal_file("incidents/durations.svg"),
    Route::internal_file("incidents/durations.png"),
    Route::internal_file("scorecard/scorecard.csv"),
    Route::internal_file("scorecard/cases.csv"),
    Route::internal_file("digest/feed.xml"),
    Route::internal_file("digest/{}/mail.txt"),
    Route::internal_file("on-call/alerts.csv"),
    Route::internal_file("on-call/alerts.svg"),
    Route::internal_file("on-call/alerts.png"),
    Route::internal_file(".nojekyll"),
    Route::internal_file("_headers"),
    Route::internal_file("robots.txt"),
];

/// First parts of addresses that are no route and yet taken: the folders of content that are no pages, the file behind the status page,
/// and the list of files that a build keeps.
const OTHER_RESERVED: [&str; 4] = ["static", "internal", "index.html", ".statuary-files"];

/// Whether authors can have no address that begins with this part, given in lower case. Those in [`is_shared`] folders are excepted.
pub fn is_reserved(first_part: &str) -> bool {
    OTHER_RESERVED.contains(&first_part)
        || public().any(|route| {
            let is_taken = !route.pattern.is_empty() && !route.is_optional;
            is_taken && route.first_part() == Some(first_part)
        })
}

/// Whether authors have addresses in a folder too, so that an old address may be in it.
pub fn is_shared(first_part: &str) -> bool {
    public().any(|route| {
        route.source.is_some() && !route.is_single() && route.first_part() == Some(first_part)
    })
}

/// The routes of the public site.
pub fn public() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().filter(|route| !route.is_internal)
}

/// The route of the page that is made from a content file, and the name of the page.
pub fn of_source(path: &str) -> Option<(&'static Route, &str)> {
    public().find_map(|route| Some((route, route.name_in_source(path)?)))
}

/// The content file behind the page at an address, whether that file exists or not.
pub fn source_of(address: &str) -> Option<String> {
    let address = address.trim_end_matches('/');
    let route = public().find(|route| {
        let is_entry = route.source.is_some_and(|source| source.contains("{}"));
        is_entry && route.matches(address)
    })?;
    route.source_file(&address[route.folder().len()..])
}

/// Characters that no old address can have: file systems and hosts refuse them in the names of files, or end an address there.
pub const NOT_IN_ADDRESSES: &str = "\" # * : < > ? \\ |";

/// An old address, percent-encoded or not, as the path of a folder: decoded, and without slashes at the ends. `None` if not every host can
/// have that folder.
pub fn old_path(written: &str) -> Option<String> {
    let path = written.trim_matches('/');
    let path = percent_encoding::decode(path).unwrap_or_else(|| path.to_owned());
    // A folder is served by its index file, so both are one address.
    let path = path.strip_suffix("/index.html").unwrap_or(&path);
    let is_valid_part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part != "index.html"
            && part.trim() == part
            && !part
                .chars()
                .any(|c| is_control_or_invisible(c) || c != ' ' && NOT_IN_ADDRESSES.contains(c))
    };
    path.split('/').all(is_valid_part).then(|| path.to_owned())
}

/// The file that a host serves for an address.
pub fn file_path(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html")
    } else {
        address.to_owned()
    }
}

/// The address of the feed of a policy, without the extension of its format.
pub fn feed_stem(policy: FeedPolicy) -> String {
    match policy {
        FeedPolicy::Updates => "feed".to_owned(),
        FeedPolicy::Incidents | FeedPolicy::Quiet => format!("feeds/{}", policy.word()),
    }
}

/// The preview image of the page at an address.
pub fn card(page: &str) -> String {
    format!("{page}og.png")
}

/// The anchor of a team on the page of on-call counts.
pub fn team_anchor(id: &str) -> String {
    format!("team-{id}")
}
