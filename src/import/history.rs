//! What the commits of a source say about when its updates were published.

use std::collections::{BTreeMap, HashMap};

use super::entry::{EntryPeriod, ImportedEntry, ImportedUpdate, TimeSource};
use super::ids::first_words;
use super::timeline::DATE_OF_PREVIOUS;
use super::timestamp::ImportedTime;
use crate::base::time::{Moment, Zone};
use crate::model::first_published::MIN_COPIED_ENTRIES;
use crate::parse::front_matter;

/// The versions of the files of a source that were committed.
#[derive(Debug, Default)]
pub struct SourceHistory {
    /// By path, oldest first.
    files: BTreeMap<String, Vec<FileVersion>>,
    /// When the history begins, if the clone has not all of it.
    pub shallow_since: Option<Moment>,
    /// Why a clone could not be read.
    pub unread: Option<String>,
}

#[derive(Debug)]
struct FileVersion {
    /// `None` if the commit does not say when its texts were published.
    published: Option<Moment>,
    words: String,
}

/// A commit and the files that it left with another content.
#[derive(Debug)]
pub struct SourceCommit {
    pub committed: Moment,
    pub changes: Vec<FileChange>,
}

#[derive(Debug)]
pub struct FileChange {
    pub path: String,
    /// Where the file was before; `None` if the commit added it.
    pub previous_path: Option<String>,
    pub text: String,
}

impl SourceHistory {
    /// Adds a commit that is newer than those before it.
    pub fn add_commit(&mut self, commit: SourceCommit) {
        let added = commit
            .changes
            .iter()
            .filter(|change| change.previous_path.is_none());
        let is_copy = added.count() >= MIN_COPIED_ENTRIES;
        let is_start_of_clone = self.shallow_since == Some(commit.committed);
        let published = (!is_copy && !is_start_of_clone).then_some(commit.committed);
        for FileChange {
            path,
            previous_path,
            text,
        } in commit.changes
        {
            let previous = previous_path.filter(|previous| *previous != path);
            if let Some(versions) = previous.and_then(|previous| self.files.remove(&previous)) {
                self.files.insert(path.clone(), versions);
            }
            let body =
                front_matter::split(&text).map_or(text.as_str(), |parts| &text[parts.markdown]);
            let words = format!(" {} ", first_words(body, usize::MAX));
            self.files
                .entry(path)
                .or_default()
                .push(FileVersion { published, words });
        }
    }

    /// When a file was first there.
    pub(super) fn first_version(&self, path: &str) -> Option<Moment> {
        self.files.get(path)?.first()?.published
    }

    /// When a text was first there. `count` is how often it is there then, for texts that are repeated.
    fn first_with(&self, path: &str, text: &str, count: usize) -> Option<Moment> {
        let text = format!(" {text} ");
        let versions = self.files.get(path)?.iter();
        let mut with_text =
            versions.filter(|version| version.words.matches(&text).count() >= count);
        with_text.next()?.published
    }

    /// Says when updates were published that do not say it themselves. Returns how many.
    pub(super) fn date_updates(
        &self,
        source: &str,
        entry: &mut ImportedEntry,
        zone: Zone,
    ) -> usize {
        let mut dated = 0;
        let mut counts: HashMap<String, usize> = HashMap::new();
        let is_maintenance = matches!(entry.period, EntryPeriod::Maintenance { .. });
        let ending = entry.updates.iter().filter(|update| {
            matches!(update.status, Some("resolved" | "completed")) && !update.at.is_date_only
        });
        let end = ending.map(|update| update.at.moment).max();
        for (index, update) in entry.updates.iter_mut().enumerate() {
            let Some(key) = search_key(update) else {
                continue;
            };
            let count = counts.entry(key.clone()).or_default();
            *count += 1;
            let is_dated = update.time_source == TimeSource::Update && !update.at.is_date_only;
            if is_dated && !update.is_publication_unknown {
                continue;
            }
            // The first text appears with the page, even if its words were changed since.
            let published = if index == 0 && update.time_source == TimeSource::Entry {
                self.first_version(source)
            } else {
                self.first_with(source, &key, *count)
            };
            let Some(published) = published else {
                continue;
            };
            let is_announcement = is_maintenance && index == 0;
            dated += usize::from(set_publication(
                update,
                published,
                is_announcement,
                end,
                zone,
            ));
        }
        entry.updates.sort_by_key(|update| update.at.moment);
        dated
    }
}

/// The words by which an update is found in a version of its file. One word alone can be anywhere.
fn search_key(update: &ImportedUpdate) -> Option<String> {
    const WORDS: usize = 8;
    let key = first_words(&update.text, WORDS);
    if key.split(' ').count() >= 4 {
        return Some(key);
    }
    let label = update.label.as_deref().unwrap_or_default();
    let key = first_words(&format!("{label} {}", update.text), WORDS);
    key.contains(' ').then_some(key)
}

/// Whether the publication could be set.
fn set_publication(
    update: &mut ImportedUpdate,
    published: Moment,
    is_announcement: bool,
    end: Option<Moment>,
    zone: Zone,
) -> bool {
    let exact = ImportedTime {
        moment: published,
        is_date_only: false,
    };
    if is_announcement && update.time_source != TimeSource::Update {
        // A maintenance is announced when its page appears.
        update.at = exact;
        update.is_publication_unknown = false;
        return true;
    }
    if update.time_source == TimeSource::Previous {
        update.notes.retain(|note| note != DATE_OF_PREVIOUS);
        update.notes.push(
            "date not known; `posted` is the time of the commit that first had the text".to_owned(),
        );
        let day = end.map_or(published, |end| published.min(end));
        update.at = ImportedTime {
            moment: day.max(update.at.moment),
            is_date_only: true,
        };
    }
    let start = if update.at.is_date_only {
        zone.date(update.at.moment).start_in(zone)
    } else {
        update.at.moment
    };
    if published.minute_id() <= start.minute_id() {
        return false;
    }
    update.is_publication_unknown = false;
    update.posted = Some(published);
    true
}
