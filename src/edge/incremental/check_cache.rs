//! Keeps the checked entries of a preview. Checking one edited file of ten thousand then costs a thousandth of checking all.

use crate::base::source::{FileId, Sources};
use crate::check::{CheckOutcome, CheckedEntries, is_entry_file};

/// The entries of the last check. It must be dropped when a file was added or removed.
#[derive(Default)]
pub struct CheckCache {
    entries: Option<CheckedEntries>,
}

impl CheckCache {
    /// Checks content that is the same as the last time but for these files.
    pub fn recheck(&mut self, sources: &Sources, changed: &[FileId]) -> CheckOutcome {
        let only_entries = changed.iter().all(|file| is_entry_file(sources, *file));
        if let Some(entries) = self.entries.take().filter(|_| only_entries) {
            let (outcome, entries) = crate::check_unchecked(sources, entries.without(changed));
            // An entry that names an incident is checked against whether that is a draft.
            if !entries.drafts_changed() {
                self.entries = Some(entries);
                return outcome;
            }
        }
        let (outcome, entries) = crate::check_unchecked(sources, CheckedEntries::none(sources));
        self.entries = Some(entries);
        outcome
    }
}
