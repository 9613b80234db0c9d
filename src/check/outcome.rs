//! What a check found.

use super::rule_overrides::RuleOverrides;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::Spanned;
use crate::base::time::Now;
use crate::check::rules::settings::{no_words, unknown_theme};
use crate::model::Ledger;
use crate::model::source_map::SourceMap;

#[derive(Debug)]
pub struct CheckOutcome {
    /// Everything, if no error was found.
    pub ledger: Option<Ledger>,
    /// Where the entries of the ledger are written.
    pub source_map: SourceMap,
    /// All faults of all stages so far that hold always or from a moment on, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Those that hold only before a moment. There is one for most incidents, and all but a few are over.
    pub(super) expiring: Vec<Diagnostic>,
    /// How many entries were left out as drafts.
    pub draft_count: usize,
    /// What names something outside of the content.
    pub(super) external_refs: ExternalRefs,
    /// What the site makes of the rules, for those that are checked later.
    pub(super) rules: RuleOverrides,
}

/// What `site.yaml` names that is outside of the content, where it was written.
#[derive(Debug, Default)]
pub(super) struct ExternalRefs {
    pub language: Option<Spanned<String>>,
    pub theme: Option<Spanned<String>>,
}

/// What there is outside of the content that it may name.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The languages, by their tags, that there are words for.
    pub languages: Vec<String>,
    /// The names of themes.
    pub themes: Vec<String>,
}

impl CheckOutcome {
    /// The same with the faults of what names something outside of the content that is not there.
    #[must_use]
    pub fn check_environment(mut self, environment: &Environment) -> CheckOutcome {
        let Environment { languages, themes } = environment;
        let mut faults = Vec::new();
        if let Some(language) = &self.external_refs.language
            && !is_known_language(&language.value, languages)
        {
            faults.push(no_words(language, languages));
        }
        if let Some(theme) = &self.external_refs.theme
            && !themes.contains(&theme.value)
        {
            faults.push(unknown_theme(theme, themes));
        }
        for fault in faults {
            let at = self
                .diagnostics
                .partition_point(|other| other.primary.span <= fault.primary.span);
            self.diagnostics.insert(at, fault);
            self.ledger = None;
        }
        self
    }

    /// The faults that hold at a moment: a promise is broken only once its time has passed.
    #[must_use]
    pub fn diagnostics_at(&self, Now(now): Now) -> Vec<Diagnostic> {
        let holds = |fault: &&Diagnostic| {
            fault.since.is_none_or(|since| since <= now)
                && fault.until.is_none_or(|until| now < until)
        };
        let all = self.diagnostics.iter().chain(&self.expiring);
        let mut found: Vec<Diagnostic> = all.filter(holds).cloned().collect();
        found.sort_by_key(|fault| fault.primary.span);
        found
    }
}

/// Whether there are words for a language, or for the language that a regional one belongs to.
fn is_known_language(tag: &str, languages: &[String]) -> bool {
    let plain = tag.split('-').next().unwrap_or_default();
    languages
        .iter()
        .any(|known| known.eq_ignore_ascii_case(plain) || known.eq_ignore_ascii_case(tag))
}
