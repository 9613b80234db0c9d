//! How bad it was, in the words of several tools.

use crate::base::diagnostic::nearest;

/// A word for a severity in ours.
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

/// What is taken where no word is known.
pub(super) const DEFAULT_SEVERITY: ImportedSeverity = DEGRADED;

const SEVERITY_WORDS: [(&str, ImportedSeverity); 24] = [
    ("down", MAJOR_OUTAGE),
    ("critical", MAJOR_OUTAGE),
    ("major-outage", MAJOR_OUTAGE),
    ("full-outage", MAJOR_OUTAGE),
    ("outage", MAJOR_OUTAGE),
    ("disrupted", PARTIAL_OUTAGE),
    ("disruption", PARTIAL_OUTAGE),
    ("major", PARTIAL_OUTAGE),
    ("partial-outage", PARTIAL_OUTAGE),
    ("partial", PARTIAL_OUTAGE),
    ("notice", DEGRADED),
    ("minor", DEGRADED),
    ("none", DEGRADED),
    ("low", DEGRADED),
    ("degraded", DEGRADED),
    ("degraded-performance", DEGRADED),
    ("performance-issues", DEGRADED),
    ("under-maintenance", MAINTENANCE),
    ("maintenance", MAINTENANCE),
    ("scheduled", MAINTENANCE),
    ("red", MAJOR_OUTAGE),
    ("orange", PARTIAL_OUTAGE),
    ("yellow", DEGRADED),
    ("blue", MAINTENANCE),
];

/// The severity that a word means, and whether it was the word itself and not one near it.
pub(super) fn parse_severity(word: &str) -> Option<(ImportedSeverity, bool)> {
    let folded = word.trim().to_lowercase().replace([' ', '_'], "-");
    let exact = |word: &str| {
        SEVERITY_WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, severity)| *severity)
    };
    exact(&folded).map(|severity| (severity, true)).or_else(|| {
        let near = nearest(&folded, SEVERITY_WORDS.iter().map(|(known, _)| *known))?;
        exact(near).map(|severity| (severity, false))
    })
}

/// A component's state in Statuspage's words, which are ours, or in those above.
pub(super) fn parse_component_state(word: &str) -> Option<&'static str> {
    match word {
        "operational" => Some("operational"),
        _ => parse_severity(word)
            .filter(|(_, exact)| *exact)
            .map(|(severity, _)| severity.state),
    }
}
