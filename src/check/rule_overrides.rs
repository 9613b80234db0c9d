//! What a site makes of the rules: `rules:` in `site.yaml` turns warnings off or into errors, and a comment allows one at one place.

use std::collections::{BTreeMap, BTreeSet};

use super::allow_comment::AllowComments;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::rule::{Rule, RuleLevel};
use crate::base::source::{FileId, Sources, Spanned};
use crate::base::vocabulary::words;
use crate::check::checker::Checker;
use crate::check::rules::overrides::{clock_rule, unknown_rule};
use crate::check::rules::registry;
use crate::format::field::{Entries, Field};
use crate::format::leaf::{RuleLevelWord, RuleName};

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
        if setting == Some(RuleOverride::Error) && rule.level == RuleLevel::ClockWarning {
            c.push(clock_rule(&key));
            continue;
        }
        settings.extend(setting.map(|setting| (rule.id, setting)));
    }
    settings
}

/// A rule that a site may decide on, by its name.
fn find_adjustable(name: &Spanned<String>, c: &mut Checker) -> Option<&'static Rule> {
    let rule = registry::find(&name.value).filter(|rule| rule.is_adjustable());
    if rule.is_none() {
        c.push(unknown_rule(name, &registry::adjustable_ids()));
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
