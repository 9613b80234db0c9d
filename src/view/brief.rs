//! A few sections of lines, for somebody who reads a terminal or a comment on a change.

/// What a command has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brief {
    /// What it is about.
    pub title: String,
    /// Under which conditions it holds.
    pub note: String,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// Lines about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What they are about.
    pub heading: String,
    /// Whether a comment folds them away at first.
    pub folded: bool,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands before it.
    pub mark: Mark,
    /// How many lines above it is part of.
    pub depth: usize,
    /// Its words.
    pub parts: Vec<Part>,
}

/// Words in one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How they look.
    pub tone: Tone,
    /// The words: an author's or ours, in no markup.
    pub text: String,
}

/// What stands before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
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

impl Section {
    /// A section that is shown at once.
    #[must_use]
    pub fn new(heading: impl Into<String>, lines: Vec<Line>) -> Section {
        Section {
            heading: heading.into(),
            folded: false,
            lines,
        }
    }

    /// The same, folded away where that can be done.
    #[must_use]
    pub fn folded(self) -> Section {
        Section {
            folded: true,
            ..self
        }
    }
}

impl Line {
    /// A line without words.
    #[must_use]
    pub fn new(mark: Mark) -> Line {
        Line {
            mark,
            depth: 0,
            parts: Vec::new(),
        }
    }

    /// A line without a mark.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Line {
        Line::new(Mark::Plain).and(Tone::Plain, text)
    }

    /// Makes it a part of the line above.
    #[must_use]
    pub fn under(self, depth: usize) -> Line {
        Line { depth, ..self }
    }

    /// Adds words.
    #[must_use]
    pub fn and(mut self, tone: Tone, text: impl Into<String>) -> Line {
        self.parts.push(Part {
            tone,
            text: text.into(),
        });
        self
    }

    /// Adds words that look like everything.
    #[must_use]
    pub fn say(self, text: impl Into<String>) -> Line {
        self.and(Tone::Plain, text)
    }
}
