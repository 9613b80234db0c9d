//! How bad it was, in the words of several tools.

use crate::base::diagnostic::nearest;

/// A word for a severity in ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Severity {
    /// The state of the components.
    pub state: &'static str,
    /// The impact where there is no component.
    pub impact: &'static str,
    /// Whether the word says that it is a maintenance.
    pub maintenance: bool,
}

const OUT: Severity = Severity {
    state: "major_outage",
    impact: "critical",
    maintenance: false,
};
const PARTLY: Severity = Severity {
    state: "partial_outage",
    impact: "major",
    maintenance: false,
};
const SLOW: Severity = Severity {
    state: "degraded_performance",
    impact: "minor",
    maintenance: false,
};
const WORK: Severity = Severity {
    state: "under_maintenance",
    impact: "minor",
    maintenance: true,
};

/// What is taken where no word is known.
pub(super) const UNKNOWN: Severity = SLOW;

const WORDS: [(&str, Severity); 24] = [
    ("down", OUT),
    ("critical", OUT),
    ("major-outage", OUT),
    ("full-outage", OUT),
    ("outage", OUT),
    ("disrupted", PARTLY),
    ("disruption", PARTLY),
    ("major", PARTLY),
    ("partial-outage", PARTLY),
    ("partial", PARTLY),
    ("notice", SLOW),
    ("minor", SLOW),
    ("none", SLOW),
    ("low", SLOW),
    ("degraded", SLOW),
    ("degraded-performance", SLOW),
    ("performance-issues", SLOW),
    ("under-maintenance", WORK),
    ("maintenance", WORK),
    ("scheduled", WORK),
    ("red", OUT),
    ("orange", PARTLY),
    ("yellow", SLOW),
    ("blue", WORK),
];

/// The severity that a word means, and whether it was the word itself and not one near it.
pub(super) fn of(word: &str) -> Option<(Severity, bool)> {
    let folded = word.trim().to_lowercase().replace([' ', '_'], "-");
    let exact = |word: &str| {
        WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, severity)| *severity)
    };
    exact(&folded).map(|severity| (severity, true)).or_else(|| {
        let near = nearest(&folded, WORDS.iter().map(|(known, _)| *known))?;
        exact(near).map(|severity| (severity, false))
    })
}

/// A component's state in Statuspage's words, which are ours, or in those above.
pub(super) fn state(word: &str) -> Option<&'static str> {
    match word {
        "operational" => Some("operational"),
        _ => of(word)
            .filter(|(_, exact)| *exact)
            .map(|(severity, _)| severity.state),
    }
}
