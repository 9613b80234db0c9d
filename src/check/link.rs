//! Every link and image of a text that stays on this site leads to something that is there.

use std::collections::{BTreeMap, BTreeSet};

use super::Memory;
use super::component::PlacedBoard;
use super::fault::text as fault;
use super::memory::Kept;
use crate::base::diagnostic::{Diagnostic, nearest};
use crate::base::prose::Prose;
use crate::base::source::Sources;
use crate::base::words::Words;
use crate::model::site::{FeedPolicy, Site};
use crate::parse::layout::{self, Kind};
use crate::parse::markdown::Link;

/// Addresses that every site has, without the slash at their end.
const PROGRAM: [&str; 33] = [
    "",
    "history",
    "subscribe",
    "data",
    "embed",
    "404.html",
    "feed.xml",
    "feed.atom",
    "feed.json",
    "history.rss",
    "history.atom",
    "calendar.ics",
    "badge.svg",
    "badge.json",
    "og.png",
    "favicon.svg",
    "robots.txt",
    "sitemap.xml",
    "_headers",
    "_redirects",
    ".nojekyll",
    "data/incidents.csv",
    "data/uptime.csv",
    "api/v4/current-status",
    "api/v2/summary.json",
    "api/v2/status.json",
    "api/v2/components.json",
    "api/v2/incidents.json",
    "api/v2/incidents/unresolved.json",
    "api/v2/scheduled-maintenances.json",
    "api/v2/scheduled-maintenances/upcoming.json",
    "api/v2/scheduled-maintenances/active.json",
    "index.html",
];

/// The files in the folder of a component.
const OF_COMPONENT: [&str; 7] =
    ["feed.xml", "feed.atom", "calendar.ics", "badge.svg", "badge.json", "uptime.svg", "uptime.png"];

/// So many broken links get a suggestion: each search looks at every address.
const MOST_SUGGESTIONS: usize = 50;

/// What stands at the address of an entry.
enum Page<'a> {
    /// Updates with their ids.
    Updates(Vec<&'a str>),
    /// Prose, and anchors that the page has besides.
    Article(&'a Prose, &'static [&'static str]),
}

/// An entry with its address, without the slash at its end.
struct Entry<'a> {
    address: String,
    draft: bool,
    links: &'a [Link],
    /// `None` if it could not be read.
    page: Option<Page<'a>>,
}

/// All that links can lead to, and all links.
pub(super) struct Entries<'a> {
    entries: Vec<Entry<'a>>,
    /// Addresses without the slash at their end.
    known: BTreeSet<String>,
    /// Files that are published as they are.
    files: BTreeSet<&'a str>,
    /// The beginning of whole addresses of this site.
    url: Option<String>,
}

impl<'a> Entries<'a> {
    pub(super) fn of(
        memory: &'a Memory,
        board: &PlacedBoard,
        site: Option<&Site>,
        sources: &'a Sources,
    ) -> Entries<'a> {
        let entries = entries(memory, sources);
        let mut known: BTreeSet<String> = PROGRAM.iter().map(|address| (*address).to_owned()).collect();
        let drafts: BTreeSet<&str> = entries.iter().filter(|one| one.draft).map(|one| one.address.as_str()).collect();
        let mut files = BTreeSet::new();
        for (_, file) in sources.iter() {
            if let Some(path) = file.path.strip_prefix(layout::STATIC) {
                files.insert(path);
                known.insert(path.to_owned());
                known.extend(path.strip_suffix("/index.html").map(str::to_owned));
            } else if let Some(address) = address(&file.path).filter(|address| !drafts.contains(address.as_str())) {
                if !address.starts_with("notices/") && address.contains('/') {
                    known.insert(format!("{address}/og.png"));
                }
                known.insert(address);
            }
        }
        let aliases = memory.incidents.values().flat_map(|one| &one.aliases);
        let aliases = aliases.chain(memory.maintenance.values().flat_map(|one| &one.aliases));
        let aliases = aliases.chain(memory.notices.values().flat_map(|one| &one.aliases));
        known.extend(aliases.map(|alias| alias.value.clone()));
        known.extend(of_components(board));
        known.extend(of_policies(site));
        Entries { entries, known, files, url: site.map(|site| site.url.to_string()) }
    }

    /// The links that lead nowhere.
    pub(super) fn broken(&self) -> Vec<Diagnostic> {
        let by_address: BTreeMap<&str, &Entry> = self.entries.iter().map(|one| (one.address.as_str(), one)).collect();
        let mut anchors: BTreeMap<&str, Option<BTreeSet<String>>> = BTreeMap::new();
        let mut faults = Vec::new();
        for entry in self.entries.iter().filter(|entry| !entry.draft) {
            for link in entry.links {
                let Some(inside) = self.inside(&link.address) else { continue };
                let (path, fragment) = split(inside, &entry.address);
                if link.image {
                    faults.extend((!self.has_picture(&path)).then(|| fault::missing_image(link.span, &shown(link))));
                } else if !self.has(&path) {
                    faults.push(self.lost(link, &path, by_address.get(path.as_str()).copied(), faults.len()));
                } else if let Some(fragment) = fragment
                    && let Some(target) = by_address.get(path.as_str())
                {
                    let there = anchors.entry(&target.address).or_insert_with(|| target.anchors());
                    if there.as_ref().is_some_and(|there| !there.contains(&fragment)) {
                        let reason = "the page has no such place";
                        let fault = fault::broken_link(link.span, &shown(link), reason);
                        let near = there.iter().flatten().map(String::as_str);
                        faults.push(match nearest(&fragment, near) {
                            Some(near) => fault.help(format!("did you mean `#{near}`?")),
                            None => {
                                fault.help("its places are the headings of the text, in small letters with hyphens")
                            }
                        });
                    }
                }
            }
        }
        faults
    }

    /// The fault of a link to an address that nothing has.
    fn lost(&self, link: &Link, path: &str, target: Option<&Entry>, before: usize) -> Diagnostic {
        let reason = match target {
            Some(_) => "it is a draft",
            None if path.starts_with("..") => "addresses begin at the site's root",
            None => "there is no such page or file",
        };
        let known = self.known.iter().filter(|_| before < MOST_SUGGESTIONS).map(String::as_str);
        let fault = fault::broken_link(link.span, &shown(link), reason);
        match nearest(path, known.filter(|known| known.len() > 2 && target.is_none())) {
            Some(near) => fault.help(format!("did you mean `/{near}{}`?", if is_file(near) { "" } else { "/" })),
            None => fault,
        }
    }

    /// The part of an address behind the site's own root; `None` for one of another site.
    fn inside<'l>(&self, address: &'l str) -> Option<&'l str> {
        let own = self.url.as_ref().and_then(|url| address.strip_prefix(url.as_str()));
        let elsewhere = ["http:", "https:", "mailto:"];
        let scheme = address.split_once(':').map(|(scheme, _)| format!("{}:", scheme.to_ascii_lowercase()));
        own.or(Some(address).filter(|_| scheme.is_none_or(|scheme| !elsewhere.contains(&scheme.as_str()))))
    }

    fn has(&self, path: &str) -> bool {
        self.known.contains(path) || is_month(path)
    }

    fn has_picture(&self, path: &str) -> bool {
        self.files.contains(path) || is_file(path) && self.known.contains(path)
    }
}

impl Entry<'_> {
    /// The places that a link can lead to; `None` if they are not known.
    fn anchors(&self) -> Option<BTreeSet<String>> {
        let own: Vec<&str> = match self.page.as_ref()? {
            Page::Updates(ids) => ids.clone(),
            Page::Article(prose, others) => prose.anchors().chain(others.iter().copied()).collect(),
        };
        Some(own.into_iter().chain(["content"]).map(str::to_owned).collect())
    }
}

fn entries<'a>(memory: &'a Memory, sources: &'a Sources) -> Vec<Entry<'a>> {
    fn of<'a, T>(kept: &'a Kept<T>, sources: &Sources, page: impl Fn(&'a T) -> Page<'a>, into: &mut Vec<Entry<'a>>) {
        into.extend(kept.iter().filter_map(|(file, one)| {
            let address = address(&sources.file(*file).path)?;
            Some(Entry { address, draft: one.draft, links: &one.links, page: one.entry.as_deref().map(&page) })
        }));
    }
    let mut entries = Vec::new();
    let updates = |ids: Vec<&'a str>| Page::Updates(ids);
    of(
        &memory.incidents,
        sources,
        |one| updates(one.updates.iter().map(|update| update.id.as_str()).collect()),
        &mut entries,
    );
    of(
        &memory.maintenance,
        sources,
        |one| updates(one.updates.iter().map(|update| update.id.as_str()).collect()),
        &mut entries,
    );
    of(&memory.postmortems, sources, |one| Page::Article(&one.body, &["action-items"]), &mut entries);
    of(&memory.notices, sources, |one| Page::Article(&one.body, &[]), &mut entries);
    of(&memory.pages, sources, |one| Page::Article(&one.body, &[]), &mut entries);
    entries
}

/// The address of the page that is made of a file, without the slash at its end.
fn address(path: &str) -> Option<String> {
    let kind = layout::kind(path).ok()?;
    let (address, _) = path.rsplit_once('.')?;
    match kind {
        Kind::Incident | Kind::Maintenance | Kind::Postmortem | Kind::Notice => Some(address.to_owned()),
        Kind::Page => address.strip_prefix("pages/").map(str::to_owned),
        _ => None,
    }
}

fn of_components(board: &PlacedBoard) -> impl Iterator<Item = String> {
    board.ids.iter().flat_map(|(id, _)| {
        let page = format!("components/{}", id.value);
        let files = OF_COMPONENT.map(|file| format!("{page}/{file}"));
        std::iter::once(page).chain(files)
    })
}

fn of_policies(site: Option<&Site>) -> impl Iterator<Item = String> {
    let policies = site.map(|site| site.feeds.as_slice()).unwrap_or_default().iter();
    let own = policies.filter(|policy| **policy != FeedPolicy::Updates);
    own.flat_map(|policy| ["xml", "atom", "json"].map(|ending| format!("feeds/{}.{ending}", policy.word())))
}

/// The address from the root, without slashes around it, and the fragment. `here` is the address of the page that links.
fn split(address: &str, here: &str) -> (String, Option<String>) {
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, rest)| (path, Some(decoded(rest))));
    let fragment = fragment.filter(|fragment| !fragment.is_empty());
    if path.is_empty() && address.starts_with('#') {
        return (here.to_owned(), fragment);
    }
    let path = path.split('?').next().unwrap_or_default();
    let path = path.strip_prefix("./").unwrap_or(path);
    let path = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(path);
    (decoded(path.trim_end_matches('/')), fragment)
}

/// The address as a message gives it: from the root.
fn shown(link: &Link) -> String {
    if link.address.starts_with(['#', '.']) || link.address.contains(':') {
        link.address.clone()
    } else {
        format!("/{}", link.address)
    }
}

/// With `%20` and the like resolved.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2).and_then(|two| str::from_utf8(two).ok())).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_file(address: &str) -> bool {
    address.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

/// `history/2012-06`: which months have a page depends on the moment.
fn is_month(path: &str) -> bool {
    let month = path.strip_prefix("history/").and_then(|label| label.split_once('-'));
    month.is_some_and(|(year, month)| {
        let number = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        number(year, 4) && number(month, 2) && (1..=12).contains(&month.parse::<u8>().unwrap_or(0))
    })
}
