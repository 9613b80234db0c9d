//! Phases in the words of other tools and of people: a table of synonyms. The original word stays, as the update's label.

/// What an update says about the course of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ImportedPhase {
    /// The words with which it began, whatever they say.
    Opening,
    Investigating,
    Identified,
    Monitoring,
    /// A maintenance has begun.
    InProgress,
    Verifying,
    /// Over.
    Ended,
    Scheduled,
    Cancelled,
    /// More words.
    Update,
}

/// Words that tell a phase, the most telling first.
const PHASE_WORDS: [(ImportedPhase, &[&str]); 10] = [
    (
        ImportedPhase::Ended,
        &[
            "resolved",
            "resolution",
            "resolve",
            "fixed",
            "fix",
            "complete",
            "completed",
            "completion",
            "close",
            "closed",
            "closing",
            "final",
            "finished",
            "finish",
            "restored",
            "recovered",
            "solved",
            "done",
            "ended",
            "end",
            "behoben",
            "gelöst",
            "beendet",
        ],
    ),
    (
        ImportedPhase::Cancelled,
        &["cancelled", "canceled", "postponed", "abgesagt"],
    ),
    (
        ImportedPhase::Monitoring,
        &[
            "monitoring",
            "observation",
            "observing",
            "observed",
            "watching",
            "beobachtung",
        ],
    ),
    (
        ImportedPhase::Identified,
        &[
            "identified",
            "cause",
            "confirmed",
            "erkannt",
            "identifiziert",
        ],
    ),
    (
        ImportedPhase::Investigating,
        &["investigating", "investigation", "untersuchung"],
    ),
    (ImportedPhase::Verifying, &["verifying", "testing"]),
    (
        ImportedPhase::InProgress,
        &[
            "began",
            "begun",
            "begin",
            "started",
            "starting",
            "progress",
            "in_progress",
            "ongoing",
        ],
    ),
    (
        ImportedPhase::Scheduled,
        &["scheduled", "planned", "announced", "geplant", "upcoming"],
    ),
    (
        ImportedPhase::Opening,
        &[
            "initial", "open", "opening", "opened", "first", "reported", "report", "new",
        ],
    ),
    (
        ImportedPhase::Update,
        &[
            "update",
            "updated",
            "edit",
            "edited",
            "upstream",
            "changes",
            "change",
            "response",
            "news",
            "information",
            "info",
            "aktualisierung",
            "rescheduled",
            "delayed",
            "statement",
            "retrospective",
        ],
    ),
];

/// Words that may stand beside a phase in a label without making it a sentence.
const LABEL_FILLER_WORDS: [&str; 34] = [
    "message",
    "incident",
    "issue",
    "maintenance",
    "outage",
    "of",
    "the",
    "is",
    "in",
    "under",
    "just",
    "upstream",
    "update",
    "status",
    "at",
    "on",
    "post",
    "by",
    "still",
    "now",
    "has",
    "been",
    "service",
    "and",
    "again",
    "partially",
    "additional",
    "more",
    "mostly",
    "temporarily",
    "temporary",
    "emergency",
    "problem",
    "from",
];

/// The most words that a label has.
const MAX_LABEL_WORDS: usize = 6;

/// The phase of a label; `None` if it is no label of an update, such as `Impact` or the start of a sentence.
pub(super) fn phase_of_label(label: &str) -> Option<ImportedPhase> {
    let words = split_words(label);
    if words.is_empty() || words.len() > MAX_LABEL_WORDS {
        return None;
    }
    let telling = |word: &String| {
        PHASE_WORDS
            .iter()
            .any(|(_, list)| list.contains(&word.as_str()))
    };
    let known = |word: &String| {
        telling(word) || LABEL_FILLER_WORDS.contains(&word.as_str()) || is_counter(word)
    };
    words
        .iter()
        .all(known)
        .then(|| phase_of_words(&words))
        .flatten()
}

/// The phase that a field of another tool holds.
pub(super) fn phase_of_field(text: &str) -> Option<ImportedPhase> {
    phase_of_words(&split_words(text))
}

fn phase_of_words(words: &[String]) -> Option<ImportedPhase> {
    let told = PHASE_WORDS
        .iter()
        .find(|(_, list)| words.iter().any(|word| list.contains(&word.as_str())));
    told.map(|(phase, _)| *phase)
}

/// Whether a text says near its beginning that all is over.
pub(super) fn announces_end(text: &str) -> bool {
    let prose = text.split("```").next().unwrap_or_default();
    let start: String = prose.chars().take(160).collect::<String>().to_lowercase();
    let signs = [
        "resolved",
        "complete",
        "completed",
        "fixed",
        "restored",
        "is back",
        "are back",
        "back online",
        "back to normal",
        "finished",
        "fully operational",
        "routes are up",
        "all services are operational",
        "ended",
    ];
    let not_yet = [
        "not resolved",
        "not been resolved",
        "until",
        "once ",
        "will be",
        "to be resolved",
        "partially",
    ];
    signs.iter().any(|sign| start.contains(sign))
        && !not_yet.iter().any(|sign| start.contains(sign))
}

fn split_words(text: &str) -> Vec<String> {
    let parts = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// A number, or an ordinal, as in `Update 3`.
fn is_counter(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4
}

/// A word of our own vocabulary for an incident.
pub(super) fn incident_status(phase: ImportedPhase) -> Option<&'static str> {
    match phase {
        ImportedPhase::Investigating => Some("investigating"),
        ImportedPhase::Identified => Some("identified"),
        ImportedPhase::Monitoring | ImportedPhase::Verifying => Some("monitoring"),
        ImportedPhase::Ended => Some("resolved"),
        ImportedPhase::Opening
        | ImportedPhase::InProgress
        | ImportedPhase::Scheduled
        | ImportedPhase::Cancelled
        | ImportedPhase::Update => None,
    }
}

/// A word of our own vocabulary for a maintenance.
pub(super) fn maintenance_status(phase: ImportedPhase) -> Option<&'static str> {
    match phase {
        ImportedPhase::Scheduled | ImportedPhase::Opening => Some("scheduled"),
        ImportedPhase::InProgress => Some("in_progress"),
        ImportedPhase::Verifying | ImportedPhase::Monitoring => Some("verifying"),
        ImportedPhase::Ended => Some("completed"),
        ImportedPhase::Cancelled => Some("cancelled"),
        ImportedPhase::Investigating | ImportedPhase::Identified | ImportedPhase::Update => None,
    }
}
