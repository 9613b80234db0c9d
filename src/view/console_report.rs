//! A few sections of lines, for somebody who reads a terminal or a comment on a change.

/// What a command has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsoleReport {
    /// What it is about.
    pub title: String,
    /// Under which conditions it holds.
    pub note: String,
    /// Its parts.
    pub sections: Vec<ReportSection>,
}

/// Lines about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportSection {
    /// What they are about.
    pub heading: String,
    /// Whether a comment folds them away at first.
    pub folded: bool,
    pub lines: Vec<ReportLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// What stands before it.
    pub mark: LineMark,
    /// How many lines above it is part of.
    pub depth: usize,
    /// Its words.
    pub spans: Vec<TextSpan>,
}

/// Words in one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSpan {
    /// How they look.
    pub tone: Tone,
    /// The words: an author's or ours, in no markup.
    pub text: String,
}

/// What stands before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineMark {
    /// Nothing.
    Plain,
    /// It comes.
    Added,
    /// It goes.
    Removed,
    /// It becomes another.
    Changed,
    /// Somebody should look at it.
    Warning,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As everything.
    Plain,
    /// Heavier.
    Strong,
    /// Lighter.
    Faint,
    /// An address, an id or a file.
    Code,
    /// All is well.
    Good,
    /// Worked on.
    Maintenance,
    /// Slow, or worth a look.
    Poor,
    /// Out.
    Bad,
    /// Words that come.
    Added,
    /// Words that go.
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

    /// Adds words that look like everything.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> ReportLine {
        self.styled(Tone::Plain, text)
    }
}
