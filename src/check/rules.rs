//! What a site makes of the rules: `rules:` in `site.yaml` turns warnings off or into errors, and a comment allows one at one place.

mod registry;

use std::collections::{BTreeMap, BTreeSet};

use super::allow_comment::AllowComments;
use super::fault;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{FileId, Sources, Spanned};
use crate::base::vocabulary::words;
use crate::check::checker::Checker;
use crate::format::field::{Entries, Field};
use crate::format::leaf::{RuleLevelWord, RuleName};
pub use registry::{Example, Rule, RuleLevel, all, find};

words! {
    "level of a rule";
    /// What a site makes of a rule.
    pub enum RuleOverride {
        /// It is not looked at.
        Off = "off",
        /// It is said.
        Warn = "warn",
        /// It stops publishing.
        Error = "error",
    }
}

/// The rules whose faults are warnings at first, so that a site may decide. What is wrong without any doubt is always an error, because
/// no site can be made from it.
pub const ADJUSTABLE: &[&str] = &[
    "allowed-for-nothing",
    "broken-link",
    "control-character",
    "first-update-late",
    "large-logo",
    "lost-words",
    "low-contrast",
    "many-culprits",
    "missing-image",
    "missing-section",
    "next-update-missed",
    "note-without-culprit",
    "open-for-long",
    "outside-image",
    "personal-note",
    "postmortem-owed",
    "private-text",
    "raw-html",
    "resolved-twice",
    "retired-component",
    "same-minute",
    "short-notice",
    "skipped-tickets",
    "template-left",
    "unquoted-clock",
    "unsafe-link",
    "updates-out-of-order",
    "waiver-past",
    "zoneless-time",
];

/// Those that depend on the clock: what was merged yesterday still builds today, so they never become errors.
pub const CLOCK_DEPENDENT: &[&str] = &[
    "next-update-missed",
    "open-for-long",
    "postmortem-owed",
    "waiver-past",
];

/// The settings of a site, by rule.
pub(super) type RuleOverrides = BTreeMap<&'static str, RuleOverride>;

/// Reads `rules:`.
pub(super) fn parse_overrides(
    given: Field<Entries<RuleName, RuleLevelWord>>,
    c: &mut Checker,
) -> RuleOverrides {
    let mut settings = RuleOverrides::new();
    let Some(entries) = given.optional() else {
        return settings;
    };
    for (key, word) in entries.value.list {
        let setting = c.optional_word::<RuleOverride>(word);
        let Some(rule) = find_adjustable(&key, c) else {
            continue;
        };
        if setting == Some(RuleOverride::Error) && CLOCK_DEPENDENT.contains(&rule) {
            c.push(fault::clock_rule(&key));
            continue;
        }
        settings.extend(setting.map(|setting| (rule, setting)));
    }
    settings
}

/// A rule that a site may decide on, by its name.
fn find_adjustable(name: &Spanned<String>, c: &mut Checker) -> Option<&'static str> {
    let rule = ADJUSTABLE.iter().copied().find(|rule| *rule == name.value);
    if rule.is_none() {
        c.push(fault::unknown_rule(name, ADJUSTABLE));
    }
    rule
}

/// Leaves out what a site has turned off or allowed, and makes errors of what it wants to be errors.
pub(super) fn apply_overrides(
    settings: &RuleOverrides,
    sources: &Sources,
    faults: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut allowances = AllowComments::find_all(sources);
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(faults.len());
    for mut fault in faults {
        let decided = fault.level == Level::Warning && ADJUSTABLE.contains(&fault.rule);
        if decided && allowances.is_allowed(&fault) {
            continue;
        }
        match settings.get(fault.rule).filter(|_| decided) {
            Some(RuleOverride::Off) => continue,
            Some(RuleOverride::Error) => fault.level = Level::Error,
            Some(RuleOverride::Warn) | None => {}
        }
        kept.push(fault);
    }
    // In a file with an error, what is allowed may be behind it.
    let wrong: BTreeSet<FileId> = kept
        .iter()
        .filter(|fault| fault.level == Level::Error)
        .map(|fault| fault.primary.span.file)
        .collect();
    let own = allowances.faults(settings).into_iter();
    kept.extend(
        own.filter(|fault| {
            fault.level == Level::Error || !wrong.contains(&fault.primary.span.file)
        }),
    );
    kept
}
