//! What was made of the files of entries, to be used again where neither a file nor what its rules look at has changed. Checking one
//! edited file of ten thousand then costs a thousandth of checking all.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::Claimed;
use super::{Checked, KnownEntries};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources};
use crate::model::incident::Incident;
use crate::model::maintenance::Maintenance;
use crate::model::notice::Notice;
use crate::model::page::Page;
use crate::model::postmortem::Postmortem;
use crate::parse::layout::{self, Kind};

/// Entries of one kind by their files, which is their order.
pub(super) type Kept<T> = BTreeMap<FileId, Checked<Arc<T>>>;

/// The memory of one check for the next one of the same files. An empty one makes no difference to what is found.
#[derive(Default)]
pub struct Memory {
    /// What the rules of every entry look at besides settings and components; none before the first check.
    pub(super) names: Option<KnownEntries>,
    /// Which addresses files and components have.
    pub(super) claimed: Option<Claimed>,
    /// The files that are no entries. They are parsed each time.
    pub(super) others: Vec<FileId>,
    /// The entries that must be parsed.
    pub(super) unread: Vec<FileId>,
    /// Faults of the files of entries.
    faults: BTreeMap<FileId, Vec<Diagnostic>>,
    pub(super) incidents: Kept<Incident>,
    pub(super) maintenance: Kept<Maintenance>,
    pub(super) postmortems: Kept<Postmortem>,
    pub(super) notices: Kept<Notice>,
    pub(super) pages: Kept<Page>,
}

impl Memory {
    /// Nothing is known of these files.
    fn blank(sources: &Sources) -> Memory {
        let (unread, others) = sources
            .iter()
            .map(|(file, _)| file)
            .partition(|file| is_entry(sources, *file));
        Memory {
            unread,
            others,
            ..Memory::default()
        }
    }

    /// Forgets changed files; everything, where one of them is not an entry, for that may decide about any of them.
    pub(super) fn forget(&mut self, sources: &Sources, changed: &[FileId]) {
        if self.names.is_none() || !changed.iter().all(|file| is_entry(sources, *file)) {
            *self = Memory::blank(sources);
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
        self.unread = changed.to_vec();
        self.unread.sort_unstable();
        self.unread.dedup();
    }

    /// Keeps the faults of files of entries.
    pub(super) fn keep_faults(&mut self, faults: Vec<Diagnostic>) {
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
fn is_entry(sources: &Sources, file: FileId) -> bool {
    let kind = layout::kind(&sources.file(file).path);
    matches!(
        kind,
        Ok(Kind::Incident | Kind::Maintenance | Kind::Postmortem | Kind::Notice | Kind::Page)
    )
}
