//! Every link and image of a text that stays on this site leads to something that is there.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::address::page_source;
use super::component::BoardWithIds;
use super::entry::{CheckedEntries, CheckedEntry, EntriesByFile};
use crate::base::diagnostic::{Diagnostic, nearest};
use crate::base::percent_encoding;
use crate::base::prose::Prose;
use crate::base::source::{FileId, Sources};
use crate::base::vocabulary::Vocabulary;
use crate::check::rules::link::{broken_link, missing_image, path_of_static_file};
use crate::model::custom_page::CustomPage as FreePage;
use crate::model::incident::Incident;
use crate::model::maintenance::Maintenance;
use crate::model::notice::Notice;
use crate::model::postmortem::Postmortem;
use crate::model::route;
use crate::model::site::{FeedPolicy, Site};
use crate::parse::layout;
use crate::parse::markdown::MarkdownLink;

/// So many broken links get a suggestion: each search looks at every address.
const MAX_SUGGESTIONS: usize = 50;

/// What stands at the address of an entry.
enum LinkTarget<'a> {
    /// Updates with their ids.
    Updates(Vec<&'a str>),
    /// Prose, and anchors that the page has besides.
    Article(&'a Prose, &'static [&'static str]),
}

/// An entry with its links.
struct LinkingEntry<'a> {
    file: FileId,
    draft: bool,
    links: &'a [MarkdownLink],
    /// `None` if it could not be read.
    page: Option<LinkTarget<'a>>,
}

/// All that links can lead to, and all links. Nothing is gathered that no link asks for: most entries have none.
pub(super) struct LinkChecker<'a> {
    cache: &'a CheckedEntries,
    sources: &'a Sources,
    board: &'a BoardWithIds,
    site: Option<&'a Site>,
    /// The beginning of whole addresses of this site.
    url: Option<String>,
    aliases: OnceCell<HashSet<&'a str>>,
    /// Every address, without the slash at its end, for suggestions.
    every: OnceCell<BTreeSet<String>>,
}

impl<'a> LinkChecker<'a> {
    pub(super) fn new(
        entries: &'a CheckedEntries,
        board: &'a BoardWithIds,
        site: Option<&'a Site>,
        sources: &'a Sources,
    ) -> LinkChecker<'a> {
        let url = site.map(|site| site.url.to_string());
        LinkChecker {
            cache: entries,
            sources,
            board,
            site,
            url,
            aliases: OnceCell::new(),
            every: OnceCell::new(),
        }
    }

    /// The links of entries and of some shared files that lead nowhere.
    pub(super) fn broken_links(&self, shared: &[(FileId, Vec<MarkdownLink>)]) -> Vec<Diagnostic> {
        let mut anchors: BTreeMap<FileId, Option<BTreeSet<String>>> = BTreeMap::new();
        let mut faults = Vec::new();
        let shared = shared.iter().map(|(file, links)| LinkingEntry {
            file: *file,
            draft: false,
            links,
            page: None,
        });
        for entry in shared.chain(entries_with_links(self.cache)) {
            let here = page_address(&self.sources.file(entry.file).path).unwrap_or_default();
            for link in entry.links {
                let Some(inside) = self.local_path(&link.address) else {
                    continue;
                };
                let (path, fragment) = resolve_address(inside, &here);
                let exists = if link.image {
                    self.image_exists(&path)
                } else {
                    self.exists(&path)
                };
                if !exists {
                    faults.push(self.dead_link(link, &path, faults.len()));
                } else if !link.image
                    && let Some(fragment) = fragment
                    && let Some(target) = self.entry(&path)
                {
                    let there = anchors
                        .entry(target.file)
                        .or_insert_with(|| target.anchors());
                    if there
                        .as_ref()
                        .is_some_and(|there| !there.contains(&fragment))
                    {
                        faults.push(missing_anchor(link, &fragment, there.iter().flatten()));
                    }
                }
            }
        }
        faults
    }

    /// The fault of a link to an address that nothing has.
    fn dead_link(&self, link: &MarkdownLink, path: &str, before: usize) -> Diagnostic {
        let address = display_address(link);
        let draft = self.entry(path).is_some();
        let fault = match draft {
            _ if link.image => missing_image(link.span, &address),
            true => broken_link(link.span, &address, "it is a draft"),
            false if path.starts_with("..") => {
                broken_link(link.span, &address, "addresses begin at the site's root")
            }
            false => broken_link(link.span, &address, "there is no such page or file"),
        };
        if draft || before >= MAX_SUGGESTIONS {
            return fault;
        }
        if let Some(file) = path.strip_prefix(layout::STATIC_FOLDER)
            && self.static_file_exists(file)
        {
            return path_of_static_file(fault, &format!("/{file}"));
        }
        let every = self.every.get_or_init(|| self.collect_addresses());
        let known = every
            .iter()
            .map(String::as_str)
            .filter(|known| known.len() > 2 && (!link.image || has_extension(known)));
        match nearest(path, known) {
            Some(near) => fault.help(format!(
                "did you mean `/{near}{}`?",
                if has_extension(near) { "" } else { "/" }
            )),
            None => fault,
        }
    }

    /// The part of an address behind the site's own root; `None` for one of another site.
    fn local_path<'l>(&self, address: &'l str) -> Option<&'l str> {
        let own = self
            .url
            .as_ref()
            .and_then(|url| address.strip_prefix(url.as_str()));
        let elsewhere = ["http:", "https:", "mailto:"];
        let scheme = address
            .split_once(':')
            .map(|(scheme, _)| format!("{}:", scheme.to_ascii_lowercase()));
        own.or(Some(address)
            .filter(|_| scheme.is_none_or(|scheme| !elsewhere.contains(&scheme.as_str()))))
    }

    fn exists(&self, path: &str) -> bool {
        self.has_page_or_file(path) || is_history_month(path)
    }

    fn image_exists(&self, path: &str) -> bool {
        self.static_file_exists(path) || has_extension(path) && self.has_page_or_file(path)
    }

    /// Whether a file is published as it is.
    fn static_file_exists(&self, path: &str) -> bool {
        self.sources
            .find(&format!("{}{path}", layout::STATIC_FOLDER))
            .is_some()
    }

    fn has_page_or_file(&self, path: &str) -> bool {
        let published = |path: &str| {
            self.entry_file(path).is_some() && self.entry(path).is_none_or(|entry| !entry.draft)
        };
        single_addresses().any(|address| address == path)
            || self.has_optional_page(path)
            || published(path)
            || page_of_file(path).is_some_and(published)
            || self.static_file_exists(path)
            || self.static_file_exists(&format!("{path}/index.html"))
            || component_addresses(self.board).any(|known| known == path)
            || feed_policy_addresses(self.site).any(|known| known == path)
            || self.aliases().contains(path)
    }

    /// Whether the address is that of a page that some sites have, and this site has its file.
    fn has_optional_page(&self, path: &str) -> bool {
        let optional = route::public().filter(|route| route.is_optional && route.matches(path));
        let mut sources = optional.filter_map(|route| route.source);
        sources.any(|source| self.sources.find(source).is_some())
    }

    fn aliases(&self) -> &HashSet<&'a str> {
        self.aliases.get_or_init(|| {
            let aliases = self.cache.incidents.values().flat_map(|one| &one.aliases);
            let aliases =
                aliases.chain(self.cache.maintenance.values().flat_map(|one| &one.aliases));
            let aliases = aliases.chain(self.cache.notices.values().flat_map(|one| &one.aliases));
            aliases.map(|alias| alias.value.as_str()).collect()
        })
    }

    /// The file of the entry at an address, readable or not.
    fn entry_file(&self, address: &str) -> Option<FileId> {
        let path = route::source_of(address)?;
        self.sources
            .find(&path)
            .filter(|_| layout::file_kind(&path).is_ok())
    }

    /// The entry at an address, as far as it could be read.
    fn entry(&self, address: &str) -> Option<LinkingEntry<'a>> {
        let file = self.entry_file(address)?;
        let CheckedEntries {
            incidents,
            maintenance,
            postmortems,
            notices,
            pages,
            ..
        } = self.cache;
        let incident = incidents
            .get(&file)
            .map(|one| entry(file, one, incident_page));
        let maintenance = || {
            maintenance
                .get(&file)
                .map(|one| entry(file, one, maintenance_page))
        };
        let postmortem = || {
            postmortems
                .get(&file)
                .map(|one| entry(file, one, postmortem_page))
        };
        let notice = || notices.get(&file).map(|one| entry(file, one, notice_page));
        let page = || pages.get(&file).map(|one| entry(file, one, free_page));
        incident
            .or_else(maintenance)
            .or_else(postmortem)
            .or_else(notice)
            .or_else(page)
    }

    /// Every address that a link may lead to.
    fn collect_addresses(&self) -> BTreeSet<String> {
        let mut every: BTreeSet<String> = single_addresses().map(str::to_owned).collect();
        for (_, file) in self.sources.iter() {
            if let Some(path) = file.path.strip_prefix(layout::STATIC_FOLDER) {
                every.insert(path.to_owned());
                every.extend(path.strip_suffix("/index.html").map(str::to_owned));
            } else if let Some(address) =
                page_address(&file.path).filter(|address| self.has_page_or_file(address))
            {
                if has_preview_image(&address) {
                    every.insert(format!("{address}/og.png"));
                }
                every.insert(address);
            }
        }
        every.extend(self.aliases().iter().map(|alias| (*alias).to_owned()));
        every.extend(component_addresses(self.board));
        every.extend(feed_policy_addresses(self.site));
        every
    }
}

fn missing_anchor<'t>(
    link: &MarkdownLink,
    fragment: &str,
    there: impl Iterator<Item = &'t String>,
) -> Diagnostic {
    let fault = broken_link(
        link.span,
        &display_address(link),
        "this page has no such anchor",
    );
    match nearest(fragment, there.map(String::as_str)) {
        Some(near) => fault.help(format!("did you mean `#{near}`?")),
        None => fault.help(
            "link to a heading of the page in lower case with hyphens, such as `#how-to-reach-us`",
        ),
    }
}

impl LinkingEntry<'_> {
    /// The places that a link can lead to; `None` if they are not known.
    fn anchors(&self) -> Option<BTreeSet<String>> {
        let own: Vec<&str> = match self.page.as_ref()? {
            LinkTarget::Updates(ids) => ids.clone(),
            LinkTarget::Article(prose, others) => prose
                .anchors()
                .into_iter()
                .chain(others.iter().copied())
                .collect(),
        };
        Some(
            own.into_iter()
                .chain(["content"])
                .map(str::to_owned)
                .collect(),
        )
    }
}

fn entry<'a, T>(
    file: FileId,
    one: &'a CheckedEntry<Arc<T>>,
    page: fn(&'a T) -> LinkTarget<'a>,
) -> LinkingEntry<'a> {
    LinkingEntry {
        file,
        draft: one.is_draft,
        links: &one.links,
        page: one.entry.as_deref().map(page),
    }
}

fn incident_page(one: &Incident) -> LinkTarget<'_> {
    LinkTarget::Updates(
        one.updates
            .iter()
            .map(|update| update.id.as_str())
            .collect(),
    )
}

fn maintenance_page(one: &Maintenance) -> LinkTarget<'_> {
    LinkTarget::Updates(
        one.updates
            .iter()
            .map(|update| update.id.as_str())
            .collect(),
    )
}

fn postmortem_page(one: &Postmortem) -> LinkTarget<'_> {
    LinkTarget::Article(&one.body, &["action-items"])
}

fn notice_page(one: &Notice) -> LinkTarget<'_> {
    LinkTarget::Article(&one.body, &[])
}

fn free_page(one: &FreePage) -> LinkTarget<'_> {
    LinkTarget::Article(&one.body, &[])
}

/// The entries that are published and have links.
fn entries_with_links(checked: &CheckedEntries) -> Vec<LinkingEntry<'_>> {
    fn of<'a, T>(
        by_file: &'a EntriesByFile<T>,
        page: fn(&'a T) -> LinkTarget<'a>,
        into: &mut Vec<LinkingEntry<'a>>,
    ) {
        let linking = by_file
            .iter()
            .filter(|(_, one)| !one.is_draft && !one.links.is_empty());
        into.extend(linking.map(|(file, one)| entry(*file, one, page)));
    }
    let mut entries = Vec::new();
    of(&checked.incidents, incident_page, &mut entries);
    of(&checked.maintenance, maintenance_page, &mut entries);
    of(&checked.postmortems, postmortem_page, &mut entries);
    of(&checked.notices, notice_page, &mut entries);
    of(&checked.pages, free_page, &mut entries);
    entries
}

/// The addresses that every site has, without the slash at their end.
fn single_addresses() -> impl Iterator<Item = &'static str> {
    let single = route::public().filter(|route| route.is_single() && !route.is_optional);
    let addresses = single.map(|route| route.pattern.trim_end_matches('/'));
    addresses.chain(["index.html"])
}

/// The address of the page that is made of a file, without the slash at its end.
fn page_address(path: &str) -> Option<String> {
    let (route, name) = page_source(path)?;
    Some(route.address(name).trim_end_matches('/').to_owned())
}

fn component_addresses(board: &BoardWithIds) -> impl Iterator<Item = String> {
    board.ids.iter().flat_map(|(id, _)| {
        let routes = route::public().filter(|one| one.folder() == route::COMPONENT.folder());
        routes.map(|route| {
            let address = route.address(&id.value);
            address.trim_end_matches('/').to_owned()
        })
    })
}

fn feed_policy_addresses(site: Option<&Site>) -> impl Iterator<Item = String> {
    let policies = site
        .map(|site| site.feeds.as_slice())
        .unwrap_or_default()
        .iter();
    let own = policies.filter(|policy| **policy != FeedPolicy::Updates);
    own.flat_map(|policy| {
        let routes = route::public().filter(|route| route.folder() == "feeds/");
        routes.map(|route| route.address(policy.word()))
    })
}

/// The address from the root, without slashes around it, and the fragment. `here` is the address of the page that links.
fn resolve_address(address: &str, here: &str) -> (String, Option<String>) {
    let (path, fragment) = address
        .split_once('#')
        .map_or((address, None), |(path, rest)| {
            (path, Some(percent_decode(rest)))
        });
    let fragment = fragment.filter(|fragment| !fragment.is_empty());
    if path.is_empty() && address.starts_with('#') {
        return (here.to_owned(), fragment);
    }
    let path = path.split('?').next().unwrap_or_default();
    let path = path.strip_prefix("./").unwrap_or(path);
    let path = path
        .strip_suffix("index.html")
        .filter(|folder| folder.ends_with('/'))
        .unwrap_or(path);
    (percent_decode(path.trim_end_matches('/')), fragment)
}

/// The address as a message gives it: from the root.
fn display_address(link: &MarkdownLink) -> String {
    if link.address.starts_with(['#', '.']) || link.address.contains(':') {
        link.address.clone()
    } else {
        format!("/{}", link.address)
    }
}

/// A text with an invalid escape stays as it is.
fn percent_decode(text: &str) -> String {
    percent_encoding::decode(text).unwrap_or_else(|| text.to_owned())
}

/// The page in whose folder the program may write a file, such as a picture for links.
fn page_of_file(path: &str) -> Option<&str> {
    let (page, _) = path.rsplit_once('/')?;
    let is_file = |route: &route::Route| route.template.is_none() && !route.is_single();
    let is_known = route::public().any(|route| is_file(route) && route.matches(path));
    is_known.then_some(page)
}

/// Whether the page of an entry may have a picture for links.
fn has_preview_image(address: &str) -> bool {
    route::public().any(|route| route.has_card && route.matches(address))
}

fn has_extension(address: &str) -> bool {
    address
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
}

/// `history/2012-06`: which months have a page depends on the moment.
fn is_history_month(path: &str) -> bool {
    let month = path
        .strip_prefix(route::MONTH.folder())
        .and_then(|label| label.split_once('-'));
    month.is_some_and(|(year, month)| {
        let number = |text: &str, length: usize| {
            text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
        };
        number(year, 4) && number(month, 2) && (1..=12).contains(&month.parse::<u8>().unwrap_or(0))
    })
}
