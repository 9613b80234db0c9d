//! The phase of an update in the words of other tools and of people. The original words become the label of the update.

use super::source_text::split_emphasis;
use super::words::{self, Language};

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

/// The words of each phase in a language.
type WordsOf = fn(&Language) -> &'static str;

/// The phases with their words. If a text has words of several phases, the first one counts.
const PHASE_WORDS: [(ImportedPhase, WordsOf); 10] = [
    (ImportedPhase::Ended, |language| language.ended),
    (ImportedPhase::Cancelled, |language| language.cancelled),
    (ImportedPhase::Monitoring, |language| language.monitoring),
    (ImportedPhase::Identified, |language| language.identified),
    (ImportedPhase::Investigating, |language| {
        language.investigating
    }),
    (ImportedPhase::Verifying, |language| language.verifying),
    (ImportedPhase::InProgress, |language| language.in_progress),
    (ImportedPhase::Scheduled, |language| language.scheduled),
    (ImportedPhase::Opening, |language| language.opening),
    (ImportedPhase::Update, |language| language.update),
];

const MAX_LABEL_WORDS: usize = 6;

/// The phase of a label; `None` if the text is not a label of an update, such as `Impact` or the start of a sentence.
pub(super) fn phase_of_label(label: &str) -> Option<ImportedPhase> {
    let words = split_words(label);
    let is_known = |word: &String| {
        PHASE_WORDS
            .iter()
            .any(|(_, words_of)| words::any_language(word, words_of))
            || words::any_language(word, |language| language.filler)
            || words::any_language(word, |language| language.particles)
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
        .find(|(_, words_of)| words.iter().any(|word| words::any_language(word, words_of)))?;
    Some(*phase)
}

/// Whether a text announces the end in its first words. Code blocks are ignored.
pub(super) fn announces_end(text: &str) -> bool {
    let prose = text.split("```").next().unwrap_or_default();
    let start: String = prose.chars().take(160).collect::<String>().to_lowercase();
    let label = split_emphasis(&start).and_then(|(label, _)| phase_of_label(label));
    label == Some(ImportedPhase::Ended)
        || words::has_part(&start, |language| language.end_signs)
            && !words::has_part(&start, |language| language.not_yet)
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
