//! The phase of an update in the words of other tools and of people. The original words become the label of the update.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ImportedPhase {
    /// The first update, whatever its text is.
    Opening,
    Investigating,
    Identified,
    Monitoring,
    InProgress,
    Verifying,
    Ended,
    Scheduled,
    Cancelled,
    /// Any other update.
    Update,
}

/// The words of each phase, separated by spaces. If a text has words of several phases, the first one counts.
const PHASE_WORDS: [(ImportedPhase, &str); 10] = [
    (
        ImportedPhase::Ended,
        "resolved resolution resolve fixed fix complete completed completion close closed closing \
        final finished finish restored recovered solved done ended end behoben gelöst beendet",
    ),
    (
        ImportedPhase::Cancelled,
        "cancelled canceled postponed abgesagt",
    ),
    (
        ImportedPhase::Monitoring,
        "monitoring observation observing observed watching beobachtung",
    ),
    (
        ImportedPhase::Identified,
        "identified cause confirmed erkannt identifiziert",
    ),
    (
        ImportedPhase::Investigating,
        "investigating investigation untersuchung",
    ),
    (ImportedPhase::Verifying, "verifying testing"),
    (
        ImportedPhase::InProgress,
        "began begun begin started starting progress in_progress ongoing",
    ),
    (
        ImportedPhase::Scheduled,
        "scheduled planned announced geplant upcoming",
    ),
    (
        ImportedPhase::Opening,
        "initial open opening opened first reported report new",
    ),
    (
        ImportedPhase::Update,
        "update updated edit edited upstream changes change response news information info \
        aktualisierung rescheduled delayed statement retrospective",
    ),
];

/// Words that a label may have beside those of a phase. With any other word, a text is a sentence and not a label.
const LABEL_FILLER_WORDS: &str = "message incident issue maintenance outage of the is in under just upstream update status at \
    on post by still now has been service and again partially additional more mostly temporarily \
    temporary emergency problem from";

const MAX_LABEL_WORDS: usize = 6;

/// The phase of a label; `None` if the text is not a label of an update, such as `Impact` or the start of a sentence.
pub(super) fn phase_of_label(label: &str) -> Option<ImportedPhase> {
    let words = split_words(label);
    let is_known = |word: &String| {
        PHASE_WORDS.iter().any(|(_, list)| has_word(list, word))
            || has_word(LABEL_FILLER_WORDS, word)
            || is_counter(word)
    };
    if words.len() > MAX_LABEL_WORDS || !words.iter().all(is_known) {
        return None;
    }
    phase_of_words(&words)
}

/// The phase in a field of another tool.
pub(super) fn phase_of_field(text: &str) -> Option<ImportedPhase> {
    phase_of_words(&split_words(text))
}

fn phase_of_words(words: &[String]) -> Option<ImportedPhase> {
    let (phase, _) = PHASE_WORDS
        .iter()
        .find(|(_, list)| words.iter().any(|word| has_word(list, word)))?;
    Some(*phase)
}

fn has_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Whether a text announces the end in its first words. Code blocks are ignored.
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
