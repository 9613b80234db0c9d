//! Every rule with its explanation. They are written as documents beside this file, a section for each rule.
//!
//! A section is a heading with the rule's id, one sentence that says what is wrong, paragraphs that say why it matters, and the
//! examples behind the lines `Wrong:` and `Right:`. Each block of an example is a file, whose first line is a comment that names it.

use std::sync::LazyLock;

use super::{ADJUSTABLE, CLOCK_DEPENDENT};

/// The documents, by subject.
const DOCUMENTS: [(&str, &str); 8] = [
    ("Files and YAML", include_str!("files.md")),
    ("Keys and values", include_str!("values.md")),
    ("Times", include_str!("times.md")),
    (
        "Incidents, maintenance and post-mortems",
        include_str!("entries.md"),
    ),
    ("Texts, links and addresses", include_str!("texts.md")),
    ("Settings and rules", include_str!("settings.md")),
    ("Reports", include_str!("reports.md")),
    ("Teams, pages and services", include_str!("services.md")),
];

/// The one rule that is as bad as what it stands for.
const WORST_OF_FILE: &str = "too-many-faults";

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable name that messages, settings and comments use.
    pub id: &'static str,
    /// The subject of its document.
    pub subject: &'static str,
    /// What is wrong, as one sentence.
    pub title: &'static str,
    /// Why it matters and what to do: paragraphs of Markdown.
    pub why: &'static str,
    /// Files that break this rule and no other.
    pub wrong: Vec<Example>,
    /// The same files mended.
    pub right: Vec<Example>,
}

/// A file of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its path from the content folder.
    pub path: &'static str,
    /// What the text cannot show, such as the encoding; mostly empty.
    pub note: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// How bad it is to break a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleLevel {
    /// Nothing is published.
    Error,
    /// It is said; a site can turn it off or make it an error.
    Warning,
    /// The same, and it depends on the clock, so it never is an error.
    ClockWarning,
    /// As bad as the worst of the faults that it stands for.
    WorstOfFile,
}

impl Rule {
    /// How bad it is to break it.
    #[must_use]
    pub fn level(&self) -> RuleLevel {
        match self.id {
            WORST_OF_FILE => RuleLevel::WorstOfFile,
            id if CLOCK_DEPENDENT.contains(&id) => RuleLevel::ClockWarning,
            id if ADJUSTABLE.contains(&id) => RuleLevel::Warning,
            _ => RuleLevel::Error,
        }
    }
}

static ALL: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let sections = DOCUMENTS
        .iter()
        .flat_map(|(subject, text)| sections(text).map(move |text| (*subject, text)));
    sections
        .map(|(subject, text)| rule(subject, text))
        .collect()
});

/// Every rule, by subject.
#[must_use]
pub fn all() -> &'static [Rule] {
    &ALL
}

/// The rule with an id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id)
}

/// An empty line stands before a heading, and before no line of an example that looks like one.
fn sections(document: &'static str) -> impl Iterator<Item = &'static str> {
    document
        .strip_prefix("# ")
        .unwrap_or_default()
        .split("\n\n# ")
}

fn rule(subject: &'static str, section: &'static str) -> Rule {
    let (id, rest) = section.split_once("\n\n").unwrap_or((section, ""));
    let (words, examples) = rest.split_once("\nWrong:\n").unwrap_or((rest, ""));
    let (wrong, right) = examples.split_once("\nRight:\n").unwrap_or((examples, ""));
    let (title, why) = words.split_once("\n\n").unwrap_or((words, ""));
    Rule {
        id,
        subject,
        title: title.trim(),
        why: why.trim(),
        wrong: files(wrong),
        right: files(right),
    }
}

/// The fenced blocks of a text, each with the line end of its last line.
fn files(text: &'static str) -> Vec<Example> {
    let file = |block: &'static str| {
        let (_, block) = block.split_once("```")?;
        let (_, block) = block.split_once('\n')?;
        let (first, text) = block.split_once('\n').unwrap_or((block, ""));
        let name = first
            .trim_start_matches(['#', '<', '!', '-', ' '])
            .trim_end_matches(['-', '>', ' ']);
        let (path, note) = name.split_once(", ").unwrap_or((name, ""));
        // The last block of a section ends with its fence.
        Some(Example {
            path,
            note,
            text: text.strip_suffix("```").unwrap_or(text),
        })
    };
    text.split("```\n").filter_map(file).collect()
}
