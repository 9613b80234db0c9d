//! What hosts and search engines read: headers, redirects, the list of pages.

use std::collections::{BTreeMap, BTreeSet};

use super::site::PublicSite;
use crate::base::percent_encoding::encode_path_for_browsers;
use crate::base::time::Moment;
use crate::derive::transitions::{component_change_times, site_last_modified};
use crate::model::route::{self, Route};
use crate::view::hosting::{EmbedPolicy, Header, HeaderRule, Headers, Sitemap};

/// What every file of the public site is sent with. All of it is public, so scripts of other sites may read it; a minute in a cache keeps a
/// host calm on a bad day, and an old page is better than none.
const COMMON_HEADERS: [(&str, Header); 3] = [
    ("Access-Control-Allow-Origin", Header::Text("*")),
    (
        "Cache-Control",
        Header::Text("public, max-age=60, stale-if-error=86400"),
    ),
    ("X-Content-Type-Options", Header::Text("nosniff")),
];

/// Media types that hosts do not tell by the end of a name, or tell too vaguely: by the beginning and the end of a path.
const MEDIA_TYPES: [(&str, &str, &str); 10] = [
    (
        route::HEROKU_STATUS.pattern,
        "",
        "application/json; charset=utf-8",
    ),
    ("feeds/", ".json", "application/feed+json; charset=utf-8"),
    ("feeds/", ".xml", "application/rss+xml; charset=utf-8"),
    ("", "feed.json", "application/feed+json; charset=utf-8"),
    ("", "feed.xml", "application/rss+xml; charset=utf-8"),
    ("", ".rss", "application/rss+xml; charset=utf-8"),
    ("", ".atom", "application/atom+xml; charset=utf-8"),
    ("", ".ics", "text/calendar; charset=utf-8"),
    ("", ".csv", "text/csv; charset=utf-8"),
    ("", ".md", "text/markdown; charset=utf-8"),
];

/// Old addresses, each with the one that it leads to.
pub(super) fn aliases(public: &PublicSite) -> Vec<(String, String)> {
    let snapshot = &public.snapshot;
    let entries = snapshot.entries().flat_map(|entry| {
        let old = entry.aliases().iter().map(|alias| format!("{alias}/"));
        old.map(move |old| (old, entry.address()))
    });
    let notices = snapshot.notices.iter().flat_map(|one| {
        let old = one.aliases.iter().map(|alias| format!("{alias}/"));
        old.map(|old| (old, route::NOTICE.address(&one.id)))
    });
    let components = snapshot
        .components
        .iter()
        .filter(|facts| facts.is_known())
        .map(|facts| facts.component);
    let components = components.flat_map(|one| {
        let old = one
            .aliases
            .iter()
            .map(|alias| route::COMPONENT.address(alias));
        old.map(|old| (old, route::COMPONENT.address(&one.id)))
    });
    entries.chain(notices).chain(components).collect()
}

pub(super) fn robots(public: &PublicSite) -> String {
    let sitemap = public.snapshot.site.url.join("sitemap.xml");
    format!("User-agent: *\nAllow: /\nSitemap: {sitemap}\n")
}

pub(super) fn redirects(public: &PublicSite) -> String {
    let root = public.snapshot.site.url.path();
    aliases(public)
        .iter()
        .map(|(from, to)| {
            let from = encode_path_for_browsers(from);
            format!("{root}{from} {root}{to} 301\n")
        })
        .collect()
}

/// Only what Netlify and Cloudflare read alike: a `*` at the end of a path, `:name` for one part, and no header twice for one address.
pub(super) fn headers(root: &str, paths: &[String]) -> Headers {
    let mut rules = vec![HeaderRule {
        path: format!("{root}*"),
        headers: COMMON_HEADERS.to_vec(),
    }];
    let pages = paths.iter().filter(|path| path.ends_with(".html"));
    let guarded: BTreeSet<String> = pages
        .map(|path| content_security_policy(path))
        .filter(|path| embeddable().all(|route| route.pattern != path))
        .collect();
    let policy = |framing, path: &str| {
        let route = route::public()
            .filter(|route| route.template.is_some())
            .find(|route| route.first_part() == Some(path.trim_end_matches('/')))
            .unwrap_or(&route::CUSTOM_PAGE);
        vec![("Content-Security-Policy", Header::Policy { framing, route })]
    };
    let open = |path: &str| {
        let path = encode_path_for_browsers(path);
        if path.ends_with('/') {
            format!("{root}{path}*")
        } else {
            format!("{root}{path}")
        }
    };
    rules.push(HeaderRule {
        path: root.to_owned(),
        headers: policy(EmbedPolicy::Nobody, ""),
    });
    rules.extend(guarded.iter().map(|path| HeaderRule {
        path: open(path),
        headers: policy(EmbedPolicy::Nobody, path),
    }));
    rules.extend(embeddable().map(|route| HeaderRule {
        path: open(route.pattern),
        headers: policy(EmbedPolicy::Everybody, route.pattern),
    }));
    let typed: BTreeMap<String, &'static str> = paths
        .iter()
        .filter_map(|path| Some((any_name(path), media_type(path)?)))
        .collect();
    rules.extend(typed.into_iter().map(|(path, media_type)| HeaderRule {
        path: format!("{root}{}", encode_path_for_browsers(&path)),
        headers: vec![("Content-Type", Header::Text(media_type))],
    }));
    Headers { rules }
}

fn embeddable() -> impl Iterator<Item = &'static Route> {
    route::public().filter(|route| route.is_embeddable)
}

/// The folder at the root that a page is in, or the page itself.
fn content_security_policy(path: &str) -> String {
    path.split_once('/')
        .map_or_else(|| path.to_owned(), |(folder, _)| format!("{folder}/"))
}

/// The media type of a path that hosts need in `_headers`; `None` if they know it by the extension.
#[must_use]
pub fn media_type(path: &str) -> Option<&'static str> {
    let known = MEDIA_TYPES
        .iter()
        .find(|(begin, end, _)| path.starts_with(begin) && path.ends_with(end));
    known.map(|(.., media_type)| *media_type)
}

/// One path for the same file of every component, incident or maintenance.
fn any_name(path: &str) -> String {
    let folders = [
        (route::COMPONENT.folder(), ":component"),
        (route::INCIDENT.folder(), ":entry"),
        (route::MAINTENANCE.folder(), ":entry"),
    ];
    let named = folders.iter().find_map(|(folder, name)| {
        let (_, file) = path.strip_prefix(folder)?.split_once('/')?;
        Some(format!("{folder}{name}/{file}"))
    });
    named.unwrap_or_else(|| path.to_owned())
}

/// Every page but those that lead elsewhere and the one for frames.
pub(super) fn sitemap(public: &PublicSite, paths: &[String]) -> Sitemap {
    let moved: BTreeSet<String> = aliases(public).into_iter().map(|(from, _)| from).collect();
    let changed = last_modified(public);
    let pages = paths
        .iter()
        .filter_map(|path| path.strip_suffix("index.html"));
    let pages = pages.filter(|page| {
        let hidden = route::public().any(|route| !route.in_sitemap && route.pattern == *page);
        !hidden && !moved.contains(*page)
    });
    let url = &public.snapshot.site.url;
    Sitemap {
        pages: pages
            .map(|page| (url.join(page), changed.get(page).map(|at| at.rfc3339())))
            .collect(),
    }
}

/// When pages last said something new, as far as their content tells.
fn last_modified(public: &PublicSite) -> BTreeMap<String, Moment> {
    let snapshot = &public.snapshot;
    let entries = snapshot
        .entries()
        .map(|entry| (entry.address(), entry.last_modified(snapshot.now)));
    let postmortems = snapshot
        .postmortems
        .iter()
        .map(|one| (route::POSTMORTEM.address(&one.id), one.published));
    let notices = snapshot
        .notices
        .iter()
        .map(|one| (route::NOTICE.address(&one.id), one.published));
    let components = component_change_times(snapshot)
        .into_iter()
        .map(|(id, at)| (route::COMPONENT.address(id), at));
    let whole = site_last_modified(snapshot).map(|at| (String::new(), at));
    entries
        .chain(postmortems)
        .chain(notices)
        .chain(components)
        .chain(whole)
        .collect()
}
