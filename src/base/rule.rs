//! What content must follow. A rule is one value: its id, its level, and its documentation with examples.
//!
//! A rule is declared with `rule!` in the folder `rules` of the layer that checks it (`parse` or `check`), above the function that makes
//! its diagnostic, and is listed in the `register!` at the top of that file. Everything else is made from these values: the levels,
//! `statuary explain`, the table of the manual, and the tests, which check the examples.

use std::fmt;

/// A rule of content.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The stable name that messages, settings and comments use, such as `unknown-component`.
    pub id: &'static str,
    pub level: RuleLevel,
    /// The lines of the doc comment in `rule!`.
    docs: &'static str,
}

/// How serious it is to break a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleLevel {
    /// Nothing is published.
    Error,
    /// A site can turn it off or make it an error.
    Warning,
    /// A warning that depends on the clock. It can never be an error: what was merged yesterday must still build today.
    ClockWarning,
    /// As serious as the worst of the faults that it stands for.
    WorstOfFile,
}

/// The documentation of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDocs {
    /// One sentence that says what is wrong.
    pub title: String,
    /// Paragraphs of Markdown that say why it matters and what to do.
    pub why: String,
    /// Files that break this rule and no other.
    pub wrong: Vec<Example>,
    /// The same files, corrected.
    pub right: Vec<Example>,
}

/// A file of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The path from the content folder.
    pub path: String,
    /// What the text cannot show, such as the encoding; mostly empty.
    pub note: String,
    pub text: String,
    /// Where the diagnostic must be. A line of `^` in the documentation marks the characters above it, and is no part of the file.
    pub marks: Vec<Mark>,
}

/// Some characters of a line; line and column count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub line: usize,
    pub column: usize,
    pub width: usize,
}

/// The rules of one file of source code.
#[derive(Debug)]
pub struct RuleGroup {
    /// The heading on the page of rules. Several groups may share it.
    pub subject: &'static str,
    pub rules: &'static [&'static Rule],
}

/// A fault in a theme's template, which is code and not content.
pub static TEMPLATE_ERROR: Rule = Rule::new("template-error", RuleLevel::Error, "");

impl Rule {
    pub const fn new(id: &'static str, level: RuleLevel, docs: &'static str) -> Rule {
        Rule { id, level, docs }
    }

    /// Whether a site can change the level, or allow the rule to be broken at one place.
    pub fn is_adjustable(&self) -> bool {
        matches!(self.level, RuleLevel::Warning | RuleLevel::ClockWarning)
    }

    pub fn docs(&self) -> RuleDocs {
        // The compiler keeps the space between `///` and the text.
        let lines = self
            .docs
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n");
        let text: String = lines.collect();
        let (words, examples) = text.split_once("\nWrong:\n").unwrap_or((&text, ""));
        let (wrong, right) = examples.split_once("\nRight:\n").unwrap_or((examples, ""));
        let (title, why) = words.split_once("\n\n").unwrap_or((words, ""));
        RuleDocs {
            title: title.trim().to_owned(),
            why: why.trim().to_owned(),
            wrong: parse_examples(wrong),
            right: parse_examples(right),
        }
    }
}

/// Only the id: the documentation would bury every other value of a failed assertion.
impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.id.fmt(f)
    }
}

/// Reads fenced blocks. The first line of each is a comment with the path of the file and, behind a comma, a note.
fn parse_examples(text: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = text.lines();
    while lines.any(|line| line.starts_with("```")) {
        let head = lines.next().unwrap_or_default();
        let name = head.trim_matches(['#', '<', '!', '-', '>', ' ']);
        let (path, note) = name.split_once(", ").unwrap_or((name, ""));
        let mut example = Example {
            path: path.to_owned(),
            note: note.to_owned(),
            text: String::new(),
            marks: Vec::new(),
        };
        let mut line_number = 0;
        for line in lines.by_ref().take_while(|line| *line != "```") {
            if let Some(mark) = parse_mark(line, line_number) {
                example.marks.push(mark);
            } else {
                line_number += 1;
                example.text.push_str(line);
                example.text.push('\n');
            }
        }
        examples.push(example);
    }
    examples
}

/// A line such as `    ^^^^` marks characters of the line before it.
fn parse_mark(text: &str, line: usize) -> Option<Mark> {
    let carets = text.trim_start();
    let is_mark = !carets.is_empty() && carets.bytes().all(|b| b == b'^');
    is_mark.then(|| Mark {
        line,
        column: text.len() - carets.len() + 1,
        width: carets.len(),
    })
}

/// Declares a rule. The doc comment is its documentation: the title, an empty line, the explanation, and the examples behind the lines
/// `Wrong:` and `Right:`.
macro_rules! rule {
    ($(#[doc = $line:literal])* $name:ident: $level:ident = $id:literal) => {
        $(#[doc = $line])*
        pub static $name: $crate::base::rule::Rule = $crate::base::rule::Rule::new(
            $id,
            $crate::base::rule::RuleLevel::$level,
            concat!($($line, "\n"),*),
        );
        // Does not compile if `register!` does not list the rule.
        const _: () = listed::$name;
    };
}

/// Lists all rules of a file under the heading that they have on the page of rules.
macro_rules! register {
    ($subject:literal: $($name:ident),* $(,)?) => {
        pub static GROUP: $crate::base::rule::RuleGroup = $crate::base::rule::RuleGroup {
            subject: $subject,
            rules: &[$(&$name),*],
        };
        mod listed {
            $(pub const $name: () = ();)*
        }
    };
}

pub(crate) use {register, rule};
