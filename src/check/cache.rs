//! What was made of the files of entries, to be used again where neither a file nor what its rules look at has changed. Checking one
//! edited file of ten thousand then costs a thousandth of checking all.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::AddressClaims;
use super::{CheckedEntry, KnownEntries};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources};
use crate::model::custom_page::CustomPage;
use crate::model::incident::Incident;
use crate::model::maintenance::Maintenance;
use crate::model::notice::Notice;
use crate::model::postmortem::Postmortem;
use crate::parse::layout::{self, FileKind};

/// Entries of one kind by their files, which is their order.
pub(super) type CachedEntries<T> = BTreeMap<FileId, CheckedEntry<Arc<T>>>;

/// The memory of one check for the next one of the same files. An empty one makes no difference to what is found.
#[derive(Default)]
pub struct CheckCache {
    /// What the rules of every entry look at besides settings and components; none before the first check.
    pub(super) known_entries: Option<KnownEntries>,
    /// Which addresses files and components have.
    pub(super) address_claims: Option<AddressClaims>,
    /// The files that are no entries. They are parsed each time.
    pub(super) other_files: Vec<FileId>,
    /// The entries that must be parsed.
    pub(super) unchecked_entries: Vec<FileId>,
    /// Faults of the files of entries.
    faults: BTreeMap<FileId, Vec<Diagnostic>>,
    pub(super) incidents: CachedEntries<Incident>,
    pub(super) maintenance: CachedEntries<Maintenance>,
    pub(super) postmortems: CachedEntries<Postmortem>,
    pub(super) notices: CachedEntries<Notice>,
    pub(super) pages: CachedEntries<CustomPage>,
}

impl CheckCache {
    /// Nothing is known of these files.
    fn for_files(sources: &Sources) -> CheckCache {
        let (unread, others) = sources
            .iter()
            .map(|(file, _)| file)
            .partition(|file| is_entry_file(sources, *file));
        CheckCache {
            unchecked_entries: unread,
            other_files: others,
            ..CheckCache::default()
        }
    }

    /// Forgets changed files; everything, where one of them is not an entry, for that may decide about any of them.
    pub(super) fn invalidate(&mut self, sources: &Sources, changed: &[FileId]) {
        if self.known_entries.is_none() || !changed.iter().all(|file| is_entry_file(sources, *file))
        {
            *self = CheckCache::for_files(sources);
            return;
        }
        for file in changed {
            self.faults.remove(file);
            self.incidents.remove(file);
            self.maintenance.remove(file);
            self.postmortems.remove(file);
            self.notices.remove(file);
            self.pages.remove(file);
        }
        self.unchecked_entries = changed.to_vec();
        self.unchecked_entries.sort_unstable();
        self.unchecked_entries.dedup();
    }

    /// Keeps the faults of files of entries.
    pub(super) fn add_faults(&mut self, faults: Vec<Diagnostic>) {
        for fault in faults {
            self.faults
                .entry(fault.primary.span.file)
                .or_default()
                .push(fault);
        }
    }

    /// The faults of all entries.
    pub(super) fn all_faults(&self) -> impl Iterator<Item = Diagnostic> {
        self.faults.values().flatten().cloned()
    }
}

/// Whether a file is one of those that are kept.
fn is_entry_file(sources: &Sources, file: FileId) -> bool {
    let kind = layout::file_kind(&sources.file(file).path);
    matches!(
        kind,
        Ok(FileKind::Incident
            | FileKind::Maintenance
            | FileKind::Postmortem
            | FileKind::Notice
            | FileKind::Page)
    )
}
