//! The severity of an incident in the words of several tools.

use crate::base::diagnostic::nearest;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ImportedSeverity {
    /// The state of the components.
    pub state: &'static str,
    /// The impact where there is no component.
    pub impact: &'static str,
    /// Whether the word says that it is a maintenance.
    pub is_maintenance: bool,
}

const MAJOR_OUTAGE: ImportedSeverity = ImportedSeverity {
    state: "major_outage",
    impact: "critical",
    is_maintenance: false,
};
const PARTIAL_OUTAGE: ImportedSeverity = ImportedSeverity {
    state: "partial_outage",
    impact: "major",
    is_maintenance: false,
};
const DEGRADED: ImportedSeverity = ImportedSeverity {
    state: "degraded_performance",
    impact: "minor",
    is_maintenance: false,
};
const MAINTENANCE: ImportedSeverity = ImportedSeverity {
    state: "under_maintenance",
    impact: "minor",
    is_maintenance: true,
};

const NONE: ImportedSeverity = ImportedSeverity {
    state: "operational",
    impact: "none",
    is_maintenance: false,
};

/// What is taken where no word is known.
pub(super) const DEFAULT_SEVERITY: ImportedSeverity = DEGRADED;

/// The words of each severity, separated by spaces.
const SEVERITY_WORDS: [(&str, ImportedSeverity); 5] = [
    ("none", NONE),
    (
        "down critical major-outage full-outage outage red",
        MAJOR_OUTAGE,
    ),
    (
        "disrupted disruption major partial-outage partial orange",
        PARTIAL_OUTAGE,
    ),
    (
        "notice minor low degraded degraded-performance performance-issues yellow",
        DEGRADED,
    ),
    ("under-maintenance maintenance scheduled blue", MAINTENANCE),
];

fn severity_of_word(word: &str) -> Option<ImportedSeverity> {
    let known =
        |(words, _): &&(&str, ImportedSeverity)| words.split(' ').any(|known| known == word);
    SEVERITY_WORDS
        .iter()
        .find(known)
        .map(|(_, severity)| *severity)
}

/// The severity that a word means, and whether the word is exactly a known one and not only similar.
pub(super) fn parse_severity(word: &str) -> Option<(ImportedSeverity, bool)> {
    let folded = word.trim().to_lowercase().replace([' ', '_'], "-");
    if let Some(severity) = severity_of_word(&folded) {
        return Some((severity, true));
    }
    let known = SEVERITY_WORDS
        .iter()
        .flat_map(|(words, _)| words.split(' '));
    Some((severity_of_word(nearest(&folded, known)?)?, false))
}

/// The state of components that an impact stands for.
pub(super) fn state_of_impact(impact: &str) -> &'static str {
    let severities = [NONE, DEGRADED, PARTIAL_OUTAGE, MAJOR_OUTAGE];
    let severity = severities.into_iter().find(|one| one.impact == impact);
    severity.unwrap_or(DEFAULT_SEVERITY).state
}
