//! Phases in the words of other tools and of people: a table of synonyms. The original word stays, as the update's label.

/// What an update says about the course of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The words with which it began, whatever they say.
    First,
    Investigating,
    Identified,
    Monitoring,
    /// A maintenance has begun.
    Begun,
    Verifying,
    /// Over.
    Over,
    Scheduled,
    Cancelled,
    /// More words.
    Update,
}

/// Words that tell a phase, the most telling first.
const WORDS: [(Phase, &[&str]); 10] = [
    (
        Phase::Over,
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
        Phase::Cancelled,
        &["cancelled", "canceled", "postponed", "abgesagt"],
    ),
    (
        Phase::Monitoring,
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
        Phase::Identified,
        &[
            "identified",
            "cause",
            "confirmed",
            "erkannt",
            "identifiziert",
        ],
    ),
    (
        Phase::Investigating,
        &["investigating", "investigation", "untersuchung"],
    ),
    (Phase::Verifying, &["verifying", "testing"]),
    (
        Phase::Begun,
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
        Phase::Scheduled,
        &["scheduled", "planned", "announced", "geplant", "upcoming"],
    ),
    (
        Phase::First,
        &[
            "initial", "open", "opening", "opened", "first", "reported", "report", "new",
        ],
    ),
    (
        Phase::Update,
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
const COMPANIONS: [&str; 34] = [
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
const LONGEST: usize = 6;

/// The phase of a label; `None` if it is no label of an update, such as `Impact` or the start of a sentence.
pub(super) fn of_label(label: &str) -> Option<Phase> {
    let words = words(label);
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let telling = |word: &String| WORDS.iter().any(|(_, list)| list.contains(&word.as_str()));
    let known =
        |word: &String| telling(word) || COMPANIONS.contains(&word.as_str()) || is_count(word);
    words.iter().all(known).then(|| of_words(&words)).flatten()
}

/// The phase that a field of another tool holds.
pub(super) fn of_field(text: &str) -> Option<Phase> {
    of_words(&words(text))
}

fn of_words(words: &[String]) -> Option<Phase> {
    let told = WORDS
        .iter()
        .find(|(_, list)| words.iter().any(|word| list.contains(&word.as_str())));
    told.map(|(phase, _)| *phase)
}

/// Whether a text says near its beginning that all is over.
pub(super) fn says_over(text: &str) -> bool {
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

fn words(text: &str) -> Vec<String> {
    let parts = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// A number, or an ordinal, as in `Update 3`.
fn is_count(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4
}

/// A word of our own vocabulary for an incident.
pub(super) fn incident_status(phase: Phase) -> Option<&'static str> {
    match phase {
        Phase::Investigating => Some("investigating"),
        Phase::Identified => Some("identified"),
        Phase::Monitoring | Phase::Verifying => Some("monitoring"),
        Phase::Over => Some("resolved"),
        Phase::First | Phase::Begun | Phase::Scheduled | Phase::Cancelled | Phase::Update => None,
    }
}

/// A word of our own vocabulary for a maintenance.
pub(super) fn maintenance_status(phase: Phase) -> Option<&'static str> {
    match phase {
        Phase::Scheduled | Phase::First => Some("scheduled"),
        Phase::Begun => Some("in_progress"),
        Phase::Verifying | Phase::Monitoring => Some("verifying"),
        Phase::Over => Some("completed"),
        Phase::Cancelled => Some("cancelled"),
        Phase::Investigating | Phase::Identified | Phase::Update => None,
    }
}
