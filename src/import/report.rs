//! What an import did, file by file.

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportAction {
    /// A file was read.
    Read,
    /// A file came out of it.
    Created,
    /// Two things became one.
    Merged,
    /// Something was not said and had to be chosen.
    Assumed,
    /// A line looks like the start of an update and could not be read as one.
    Unclear,
    /// Something has no place here; it stands in a comment or in the text, or the whole file is no content.
    Skipped,
}

impl ImportAction {
    /// Every kind, in the order of the summary.
    pub const ALL: [ImportAction; 6] = [
        ImportAction::Read,
        ImportAction::Created,
        ImportAction::Merged,
        ImportAction::Assumed,
        ImportAction::Unclear,
        ImportAction::Skipped,
    ];

    /// The word in the report.
    pub fn label(self) -> &'static str {
        match self {
            ImportAction::Read => "read",
            ImportAction::Created => "created",
            ImportAction::Merged => "merged",
            ImportAction::Assumed => "assumed",
            ImportAction::Unclear => "unclear",
            ImportAction::Skipped => "skipped",
        }
    }
}

/// One line about one file of the other tool; the file is empty for what belongs to no single one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReportLine {
    /// The other tool's file.
    pub source: String,
    /// What happened.
    pub action: ImportAction,
    /// To what, and why.
    pub text: String,
}

/// Everything that an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// In the order in which it happened.
    pub lines: Vec<ImportReportLine>,
}

impl ImportReport {
    fn add(&mut self, source: &str, action: ImportAction, text: impl Into<String>) {
        self.lines.push(ImportReportLine {
            source: source.to_owned(),
            action,
            text: text.into(),
        });
    }

    pub(super) fn read(&mut self, source: &str) {
        self.add(source, ImportAction::Read, "");
    }

    pub(super) fn created(&mut self, source: &str, path: &str) {
        self.add(source, ImportAction::Created, path);
    }

    /// Whether a file was made of this one.
    pub(super) fn has_created(&self, source: &str) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|line| line.action == ImportAction::Created && line.source == source)
    }

    pub(super) fn merged(&mut self, source: &str, text: impl Into<String>) {
        self.add(source, ImportAction::Merged, text);
    }

    pub(super) fn assumed(&mut self, source: &str, text: impl Into<String>) {
        self.add(source, ImportAction::Assumed, text);
    }

    pub(super) fn unclear(&mut self, source: &str, text: impl Into<String>) {
        self.add(source, ImportAction::Unclear, text);
    }

    pub(super) fn skipped(&mut self, source: &str, text: impl Into<String>) {
        self.add(source, ImportAction::Skipped, text);
    }

    /// How many lines are of a kind.
    pub fn count(&self, action: ImportAction) -> usize {
        self.lines
            .iter()
            .filter(|line| line.action == action)
            .count()
    }

    /// The report for people: each file with what happened to it, then the sums.
    pub fn text(&self) -> String {
        let mut lines: Vec<&ImportReportLine> = self.lines.iter().collect();
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
            for line in of_file
                .iter()
                .filter(|line| line.action != ImportAction::Read)
            {
                text.push_str(&format!("  {:9} {}\n", line.action.label(), line.text));
            }
        }
        let sums = ImportAction::ALL.map(|what| format!("{} {}", what.label(), self.count(what)));
        text + &sums.join(", ") + "\n"
    }
}
