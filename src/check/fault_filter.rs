//! Which of all faults are shown: what a site has turned off or allowed is left out, what has one cause is joined, and a file with very
//! many shows the first ones.

use std::collections::{BTreeMap, BTreeSet};

use super::allow_comment::AllowComments;
use super::checker::MAX_FAULTS_PER_FILE;
use super::rule_overrides::{RuleOverride, RuleOverrides};
use crate::base::diagnostic::{Diagnostic, Label, Level};
use crate::base::rule::Rule;
use crate::base::source::{FileId, Sources, Span};
use crate::check::rules::culprit::UNKNOWN_CULPRIT;
use crate::check::rules::file::too_many_problems;

/// The rules whose faults are about a word, wherever it stands.
const DEDUPED_RULES: &[&Rule] = &[&UNKNOWN_CULPRIT];

/// The most other places that a fault names.
const MAX_REPEATED_PLACES: usize = 3;

/// The faults that are shown, by file and place.
pub(super) fn shown_faults(
    faults: Vec<Diagnostic>,
    settings: &RuleOverrides,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let mut allowances = AllowComments::find_all(sources);
    let mut faults = apply_overrides(settings, &mut allowances, faults);
    faults.extend(comment_faults(&allowances, settings, &faults));
    faults.sort_by_key(|fault| fault.primary.span);
    limit_per_file(join_repeated(faults))
}

/// The faults of a later stage without those that a site has turned off or allowed.
pub(super) fn allowed_faults(
    faults: Vec<Diagnostic>,
    settings: &RuleOverrides,
    sources: &Sources,
) -> Vec<Diagnostic> {
    apply_overrides(settings, &mut AllowComments::find_all(sources), faults)
}

/// Leaves out what a site has turned off or allowed, and makes errors of what it wants to be errors.
fn apply_overrides(
    settings: &RuleOverrides,
    allowances: &mut AllowComments,
    faults: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(faults.len());
    for mut fault in faults {
        let decided = fault.level == Level::Warning && fault.rule.is_adjustable();
        if decided && allowances.is_allowed(&fault) {
            continue;
        }
        match settings.get(fault.rule.id).filter(|_| decided) {
            Some(RuleOverride::Off) => continue,
            Some(RuleOverride::Error) => fault.level = Level::Error,
            Some(RuleOverride::Warn) | None => {}
        }
        kept.push(fault);
    }
    kept
}

/// What is wrong with the comments that allow faults. In a file with an error, what is allowed may be behind it.
fn comment_faults(
    allowances: &AllowComments,
    settings: &RuleOverrides,
    kept: &[Diagnostic],
) -> Vec<Diagnostic> {
    let wrong: BTreeSet<FileId> = kept
        .iter()
        .filter(|fault| fault.level == Level::Error)
        .map(|fault| fault.primary.span.file)
        .collect();
    let mut own = allowances.faults(settings);
    own.retain(|fault| fault.level == Level::Error || !wrong.contains(&fault.primary.span.file));
    own
}

/// Joins the faults of one word in one file. They come in the order of their places.
fn join_repeated(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
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

/// Cuts the faults of each file, in order, and says how many are left out.
fn limit_per_file(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut few = Vec::with_capacity(faults.len());
    for of_file in faults.chunk_by(|a, b| a.primary.span.file == b.primary.span.file) {
        let (shown, rest) = of_file.split_at(of_file.len().min(MAX_FAULTS_PER_FILE));
        few.extend_from_slice(shown);
        let worst = rest.iter().map(|fault| fault.level).min();
        few.extend(worst.map(|worst| too_many_problems(rest[0].primary.span, rest.len(), worst)));
    }
    few
}
