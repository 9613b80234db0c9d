//! What was made of the files of entries, to be used again where neither a file nor what its rules look at has changed. Checking one
//! edited file of ten thousand then costs a thousandth of checking all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// What the rules of every entry look at besides settings and components.
    pub(super) names: Option<KnownEntries>,
    /// Files that need not be parsed.
    known: BTreeSet<FileId>,
    /// Faults of each of them.
    faults: BTreeMap<FileId, Vec<Diagnostic>>,
    pub(super) incidents: Kept<Incident>,
    pub(super) maintenance: Kept<Maintenance>,
    pub(super) postmortems: Kept<Postmortem>,
    pub(super) notices: Kept<Notice>,
    pub(super) pages: Kept<Page>,
}

impl Memory {
    /// Forgets changed files; everything, where one of them is not an entry, for that may decide about any of them.
    pub(super) fn forget(&mut self, sources: &Sources, changed: &[FileId]) {
        if !changed.iter().all(|file| is_entry(sources, *file)) {
            *self = Memory::default();
        }
        for file in changed {
            self.known.remove(file);
            self.faults.remove(file);
            self.incidents.remove(file);
            self.maintenance.remove(file);
            self.postmortems.remove(file);
            self.notices.remove(file);
            self.pages.remove(file);
        }
    }

    pub(super) fn knows(&self, file: FileId) -> bool {
        self.known.contains(&file)
    }

    /// Keeps the faults of files of entries.
    pub(super) fn keep_faults(&mut self, faults: Vec<Diagnostic>) {
        for fault in faults {
            self.faults.entry(fault.primary.span.file).or_default().push(fault);
        }
    }

    /// Every entry's file has been looked at; all their faults.
    pub(super) fn all_faults(&mut self, sources: &Sources) -> impl Iterator<Item = Diagnostic> {
        self.known.extend(sources.iter().map(|(file, _)| file).filter(|file| is_entry(sources, *file)));
        self.faults.values().flatten().cloned()
    }
}

/// Whether a file is one of those that are kept.
pub(super) fn is_entry(sources: &Sources, file: FileId) -> bool {
    let kind = layout::kind(&sources.file(file).path);
    matches!(kind, Ok(Kind::Incident | Kind::Maintenance | Kind::Postmortem | Kind::Notice | Kind::Page))
}
