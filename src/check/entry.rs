//! The checked entries: files with a page of their own. They are most of the files and need nothing of each other but names, so each can
//! be checked alone, and an edited one can be checked again without the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::address::AddressClaims;
use super::timing::PostmortemDeadline;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources, Span, Spanned};
use crate::model::custom_page::CustomPage;
use crate::model::incident::Incident;
use crate::model::maintenance::Maintenance;
use crate::model::notice::Notice;
use crate::model::postmortem::Postmortem;
use crate::model::source_map::EntrySpans;
use crate::parse::layout::{self, FileKind};
use crate::parse::markdown::MarkdownLink;

/// A checked entry with what only this stage needs.
pub(super) struct CheckedEntry<T> {
    /// `None` if a fault was found that leaves nothing to put in its place.
    pub entry: Option<T>,
    /// Not to be published yet.
    pub is_draft: bool,
    /// Old addresses with their places.
    pub aliases: Vec<Spanned<String>>,
    /// The deadline of its post-mortem.
    pub postmortem_deadline: Option<PostmortemDeadline>,
    /// Where `published` of a post-mortem is.
    pub published: Option<Span>,
    /// Where its texts lead.
    pub links: Vec<MarkdownLink>,
    /// Of incidents and maintenance.
    pub spans: Option<Arc<EntrySpans>>,
}

impl<T> CheckedEntry<T> {
    /// An entry without what only some kinds have.
    pub(super) fn new(entry: Option<T>, is_draft: bool) -> CheckedEntry<T> {
        CheckedEntry {
            entry,
            is_draft,
            aliases: Vec::new(),
            postmortem_deadline: None,
            published: None,
            links: Vec::new(),
            spans: None,
        }
    }

    pub(super) fn map<U>(self, f: impl FnOnce(T) -> U) -> CheckedEntry<U> {
        let CheckedEntry {
            entry,
            is_draft,
            aliases,
            postmortem_deadline,
            published,
            links,
            spans,
        } = self;
        CheckedEntry {
            entry: entry.map(f),
            is_draft,
            aliases,
            postmortem_deadline,
            published,
            links,
            spans,
        }
    }
}

/// Entries of one kind by their files, which is their order.
pub(super) type EntriesByFile<T> = BTreeMap<FileId, CheckedEntry<Arc<T>>>;

/// The entries that are checked, and the files that are still to be checked.
pub struct CheckedEntries {
    pub(super) names: EntryNames,
    /// Which addresses files and components have; made when the components are known.
    pub(super) address_claims: Option<AddressClaims>,
    /// The files that are no entries.
    shared_files: Vec<FileId>,
    unchecked: Vec<FileId>,
    /// Faults of the files of entries.
    faults: BTreeMap<FileId, Vec<Diagnostic>>,
    pub(super) incidents: EntriesByFile<Incident>,
    pub(super) maintenance: EntriesByFile<Maintenance>,
    pub(super) postmortems: EntriesByFile<Postmortem>,
    pub(super) notices: EntriesByFile<Notice>,
    pub(super) pages: EntriesByFile<CustomPage>,
}

impl CheckedEntries {
    /// No entry of these files is checked.
    #[must_use]
    pub fn none(sources: &Sources) -> CheckedEntries {
        let (unchecked, shared_files) = sources
            .iter()
            .map(|(file, _)| file)
            .partition(|file| is_entry_file(sources, *file));
        CheckedEntries {
            names: EntryNames::from_file_names(sources),
            address_claims: None,
            shared_files,
            unchecked,
            faults: BTreeMap::new(),
            incidents: BTreeMap::new(),
            maintenance: BTreeMap::new(),
            postmortems: BTreeMap::new(),
            notices: BTreeMap::new(),
            pages: BTreeMap::new(),
        }
    }

    /// The same without these entries, whose files have changed.
    #[must_use]
    pub fn without(mut self, changed: &[FileId]) -> CheckedEntries {
        for file in changed {
            self.faults.remove(file);
            self.incidents.remove(file);
            self.maintenance.remove(file);
            self.postmortems.remove(file);
            self.notices.remove(file);
            self.pages.remove(file);
        }
        self.unchecked = changed.to_vec();
        self.unchecked.sort_unstable();
        self.unchecked.dedup();
        self.names.drafts_changed = false;
        self
    }

    /// The files that entries are checked against: settings, components, teams and everything else that is no entry.
    #[must_use]
    pub fn shared_files(&self) -> &[FileId] {
        &self.shared_files
    }

    /// The entries that are not checked yet, in the order of their paths.
    pub fn take_unchecked(&mut self) -> Vec<FileId> {
        std::mem::take(&mut self.unchecked)
    }

    /// Whether an incident has become a draft, or ceased to be one: then the check of an entry that names it may be out of date.
    #[must_use]
    pub fn drafts_changed(&self) -> bool {
        self.names.drafts_changed
    }

    pub(super) fn add_faults(&mut self, faults: Vec<Diagnostic>) {
        for fault in faults {
            self.faults
                .entry(fault.primary.span.file)
                .or_default()
                .push(fault);
        }
    }

    /// The faults of all entries.
    pub(super) fn faults(&self) -> impl Iterator<Item = Diagnostic> {
        self.faults.values().flatten().cloned()
    }
}

/// Whether a file is an entry: one that can be checked without reading other entries.
#[must_use]
pub fn is_entry_file(sources: &Sources, file: FileId) -> bool {
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

/// The names of entries, those of drafts and of unreadable files included, and which of the incidents are drafts.
pub(super) struct EntryNames {
    pub incidents: BTreeMap<String, bool>,
    pub maintenance: BTreeSet<String>,
    /// Whether one has become a draft, or ceased to be one.
    drafts_changed: bool,
}

impl EntryNames {
    /// All names; of drafts nothing is known yet.
    fn from_file_names(sources: &Sources) -> EntryNames {
        EntryNames {
            incidents: file_stems(sources, "incidents/")
                .map(|name| (name.to_owned(), false))
                .collect(),
            maintenance: file_stems(sources, "maintenance/")
                .map(str::to_owned)
                .collect(),
            drafts_changed: false,
        }
    }

    /// Notes which of some files are drafts now.
    pub fn update_drafts(
        &mut self,
        sources: &Sources,
        files: &[FileId],
        incidents: &EntriesByFile<Incident>,
    ) {
        for file in files {
            let source = sources.file(*file);
            if !source.path.starts_with("incidents/") {
                continue;
            }
            let is_draft = incidents.get(file).is_some_and(|entry| entry.is_draft);
            if let Some(known) = self.incidents.get_mut(source.stem())
                && *known != is_draft
            {
                *known = is_draft;
                self.drafts_changed = true;
            }
        }
    }
}

/// The names, without extension, of the files directly in a folder (given with its slash), readable or not.
pub(super) fn file_stems<'a>(
    sources: &'a Sources,
    folder: &'a str,
) -> impl Iterator<Item = &'a str> {
    let inside = sources.iter().filter(move |(_, file)| {
        file.path
            .strip_prefix(folder)
            .is_some_and(|name| !name.contains('/') && !name.starts_with('.'))
    });
    inside.map(|(_, file)| file.stem())
}

/// A list in no more memory than it needs. One that was collected from larger items keeps the memory of those, and a history has ten
/// thousands of lists.
pub(super) fn shrunk<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}
