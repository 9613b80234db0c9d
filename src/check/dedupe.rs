//! A word that is unknown in many lines of one file is one fault with several places: what is wrong is the vocabulary, or the word.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Label};
use crate::base::rule::Rule;
use crate::base::source::{FileId, Span};
use crate::check::rules::culprit::UNKNOWN_CULPRIT;

/// The rules whose faults are about a word, wherever it stands.
const DEDUPED_RULES: &[&Rule] = &[&UNKNOWN_CULPRIT];

/// The most other places that a fault names.
const MAX_REPEATED_PLACES: usize = 3;

/// Joins the faults of one word in one file. They come in the order of their places.
pub(super) fn dedupe(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(faults.len());
    let mut words: BTreeMap<(FileId, String), (usize, Vec<Span>)> = BTreeMap::new();
    for fault in faults {
        if DEDUPED_RULES.contains(&fault.rule) {
            let word = (fault.primary.span.file, fault.message.clone());
            if let Some((_, again)) = words.get_mut(&word) {
                again.push(fault.primary.span);
                continue;
            }
            words.insert(word, (kept.len(), Vec::new()));
        }
        kept.push(fault);
    }
    for (first, again) in words.into_values().filter(|(_, again)| !again.is_empty()) {
        let fault = &mut kept[first];
        fault
            .message
            .push_str(&format!(", {} times in this file", again.len() + 1));
        let places = again.iter().take(MAX_REPEATED_PLACES);
        fault.related.extend(places.map(|span| Label {
            span: *span,
            text: "again here".to_owned(),
        }));
    }
    kept
}
