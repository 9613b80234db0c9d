//! Keeps what the commits of a site's history said, so that only new commits are read. It is in the cache folder of the user: a clone may
//! be read-only, and a history belongs to no output.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::base::digest;
use crate::base::id::UpdateId;
use crate::base::time::{Moment, Zone};
use crate::edge::atomic_write::write_atomic;
use crate::edge::load::SiteRoot;
use crate::model::first_published::{CommitFold, PageCommits};

/// Changes with the format of the file, and with what makes an id.
const VERSION: &str = "first-published 1";

/// The file of one site. Whatever is wrong with it, the history is read again.
pub struct HistoryCache(Option<PathBuf>);

impl HistoryCache {
    /// The file in the cache folder of the user, if there is one. Each base revision has its own.
    #[must_use]
    pub fn of_user(root: &SiteRoot, zone: Zone, base: Option<&str>) -> HistoryCache {
        let content = root.content.display();
        let name = digest::hex(&format!("{content}\n{}\n{base:?}", zone.name()));
        HistoryCache(cache_folder().map(|folder| folder.join("statuary").join(name)))
    }

    #[must_use]
    pub fn at(path: Option<PathBuf>) -> HistoryCache {
        HistoryCache(path)
    }

    /// The commit that was read last, if it is still wanted, and what was known then.
    pub(in crate::edge) fn read(
        &self,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Option<(String, CommitFold)> {
        let text = std::fs::read_to_string(self.0.as_ref()?).ok()?;
        let mut lines = text.lines();
        if lines.next() != Some(VERSION) {
            return None;
        }
        let (commit, shallow_since) = lines.next()?.split_once(' ')?;
        let mut pages = BTreeMap::new();
        let mut current: Option<&mut PageCommits> = None;
        for line in lines {
            let (name, time) = line.rsplit_once(' ')?;
            let committed = parse_moment(time)?;
            if let Some(id) = name.strip_prefix(' ') {
                let page = current.as_mut()?;
                page.updates.insert(UpdateId::from_author(id)?, committed);
            } else {
                let page = PageCommits {
                    first: committed,
                    updates: BTreeMap::new(),
                };
                current = Some(pages.entry(name.to_owned()).or_insert(page));
            }
        }
        let fold = CommitFold::resume(pages, parse_moment(shallow_since));
        is_wanted(commit).then(|| (commit.to_owned(), fold))
    }

    /// Stores what is known at a commit. Without a folder to write to, the next run takes longer.
    pub(in crate::edge) fn write(&self, commit: &str, fold: &CommitFold) {
        let Some(path) = &self.0 else {
            return;
        };
        let shallow_since = fold.shallow_since().map(|at| at.unix().to_string());
        let mut text = format!(
            "{VERSION}\n{commit} {}\n",
            shallow_since.unwrap_or_default()
        );
        for (address, page) in fold.pages() {
            text.push_str(&format!("{address} {}\n", page.first.unix()));
            for (id, committed) in &page.updates {
                text.push_str(&format!(" {} {}\n", id.as_str(), committed.unix()));
            }
        }
        let folder = path.parent().map(std::fs::create_dir_all);
        if folder.is_some_and(|made| made.is_ok()) {
            let _ = write_atomic(path, text);
        }
    }
}

fn parse_moment(text: &str) -> Option<Moment> {
    Moment::from_unix(text.parse().ok()?)
}

/// Where programs keep what only saves time.
fn cache_folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let absolute = |folder: Option<PathBuf>| folder.filter(|folder| folder.is_absolute());
    let home = || {
        let folder = match cfg!(target_os = "macos") {
            true => "Library/Caches",
            false => ".cache",
        };
        Some(set("HOME")?.join(folder))
    };
    absolute(set("XDG_CACHE_HOME"))
        .or_else(|| absolute(set("LOCALAPPDATA")))
        .or_else(|| absolute(home()))
}
