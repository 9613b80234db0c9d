//! What an import did, file by file.

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A file was read.
    Read,
    /// A file came out of it.
    Made,
    /// Two things became one.
    Merged,
    /// Something was not said and had to be chosen.
    Guessed,
    /// Something has no place here; it stands in a comment or in the text, or the whole file is no content.
    LeftOut,
}

impl What {
    /// Every kind, in the order of the summary.
    pub const ALL: [What; 5] = [
        What::Read,
        What::Made,
        What::Merged,
        What::Guessed,
        What::LeftOut,
    ];

    /// The word in the report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            What::Read => "read",
            What::Made => "made",
            What::Merged => "merged",
            What::Guessed => "guessed",
            What::LeftOut => "left out",
        }
    }
}

/// One line about one file of the other tool; the file is empty for what belongs to no single one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The other tool's file.
    pub source: String,
    /// What happened.
    pub what: What,
    /// To what, and why.
    pub text: String,
}

/// Everything that an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order in which it happened.
    pub lines: Vec<Line>,
}

impl Report {
    fn add(&mut self, source: &str, what: What, text: &str) {
        self.lines.push(Line {
            source: source.to_owned(),
            what,
            text: text.to_owned(),
        });
    }

    pub(super) fn read(&mut self, source: &str) {
        self.add(source, What::Read, "");
    }

    pub(super) fn made(&mut self, source: &str, path: &str) {
        self.add(source, What::Made, path);
    }

    pub(super) fn merged(&mut self, source: &str, text: &str) {
        self.add(source, What::Merged, text);
    }

    pub(super) fn guessed(&mut self, source: &str, text: &str) {
        self.add(source, What::Guessed, text);
    }

    pub(super) fn left_out(&mut self, source: &str, text: &str) {
        self.add(source, What::LeftOut, text);
    }

    /// How many lines are of a kind.
    #[must_use]
    pub fn count(&self, what: What) -> usize {
        self.lines.iter().filter(|line| line.what == what).count()
    }

    /// The report for people: each file with what happened to it, then the sums.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines: Vec<&Line> = self.lines.iter().collect();
        lines.sort_by_key(|line| &line.source);
        let mut text = String::new();
        for of_file in lines.chunk_by(|a, b| a.source == b.source) {
            let source = of_file[0].source.as_str();
            text.push_str(if source.is_empty() {
                "the whole site"
            } else {
                source
            });
            text.push('\n');
            for line in of_file.iter().filter(|line| line.what != What::Read) {
                text.push_str(&format!("  {:9} {}\n", line.what.word(), line.text));
            }
        }
        let sums = What::ALL.map(|what| format!("{} {}", what.word(), self.count(what)));
        text + &sums.join(", ") + "\n"
    }
}
