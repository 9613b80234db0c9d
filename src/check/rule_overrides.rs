//! What a site makes of the rules: `rules:` in `site.yaml` turns warnings off or into errors.

use std::collections::BTreeMap;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule::{Rule, RuleLevel};
use crate::base::source::Spanned;
use crate::base::vocabulary::words;
use crate::check::checker::Checker;
use crate::check::rules::overrides::{clock_rule, fixed_rule, unknown_rule};
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
    field: Field<Entries<RuleName, RuleLevelWord>>,
    c: &mut Checker,
) -> RuleOverrides {
    let mut settings = RuleOverrides::new();
    let Some(entries) = field.optional() else {
        return settings;
    };
    for (key, word) in entries.value.list {
        let setting = c.optional_word::<RuleOverride>(word);
        let Some(rule) = find_adjustable(&key, &mut c.faults) else {
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
pub(super) fn find_adjustable(
    name: &Spanned<String>,
    faults: &mut Vec<Diagnostic>,
) -> Option<&'static Rule> {
    match registry::find(&name.value) {
        Some(rule) if rule.is_adjustable() => return Some(rule),
        Some(_) => faults.push(fixed_rule(name)),
        None => faults.push(unknown_rule(name, &registry::adjustable_ids())),
    }
    None
}
