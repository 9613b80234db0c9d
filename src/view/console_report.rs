//! A report of sections and lines for a terminal or a comment on a pull request.

/// The report of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsoleReport {
    pub title: String,
    /// Under which conditions it holds.
    pub note: String,
    pub sections: Vec<ReportSection>,
}

/// Lines about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportSection {
    /// What they are about.
    pub heading: String,
    /// Whether a comment folds the section at first.
    pub folded: bool,
    pub lines: Vec<ReportLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// What stands before it.
    pub mark: LineMark,
    /// How many lines above it is part of.
    pub depth: usize,
    pub spans: Vec<TextSpan>,
}

/// Text in one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSpan {
    /// How they look.
    pub tone: Tone,
    /// Plain text of an author or of the program.
    pub text: String,
}

/// The mark before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineMark {
    Plain,
    Added,
    Removed,
    Changed,
    /// It needs attention.
    Warning,
}

/// The style of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Strong,
    Faint,
    /// An address, an id or a file.
    Code,
    /// Operational.
    Good,
    /// Worked on.
    Maintenance,
    /// Degraded, or a warning.
    Poor,
    Bad,
    /// Added text.
    Added,
    /// Removed text.
    Removed,
}

impl ReportSection {
    /// A section that is shown at once.
    pub fn new(heading: impl Into<String>, lines: Vec<ReportLine>) -> ReportSection {
        ReportSection {
            heading: heading.into(),
            folded: false,
            lines,
        }
    }

    /// The same, folded away where that can be done.
    #[must_use]
    pub fn folded(self) -> ReportSection {
        ReportSection {
            folded: true,
            ..self
        }
    }
}

impl ReportLine {
    /// A line without words.
    pub fn new(mark: LineMark) -> ReportLine {
        ReportLine {
            mark,
            depth: 0,
            spans: Vec::new(),
        }
    }

    /// A line without a mark.
    pub fn plain(text: impl Into<String>) -> ReportLine {
        ReportLine::new(LineMark::Plain).styled(Tone::Plain, text)
    }

    /// Makes it a part of the line above.
    #[must_use]
    pub fn indented(self, depth: usize) -> ReportLine {
        ReportLine { depth, ..self }
    }

    /// Adds words.
    #[must_use]
    pub fn styled(mut self, tone: Tone, text: impl Into<String>) -> ReportLine {
        self.spans.push(TextSpan {
            tone,
            text: text.into(),
        });
        self
    }

    /// Adds plain text.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> ReportLine {
        self.styled(Tone::Plain, text)
    }
}
