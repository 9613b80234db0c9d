//! The chapters of the manual, which are Markdown files in `src/manual/`.

/// The chapters for one need of a reader, in the sense of <https://diataxis.fr>.
pub struct ManualPart {
    pub title: &'static str,
    pub chapters: &'static [Chapter],
}

pub struct Chapter {
    /// The name of its file, by which `statuary help` finds it.
    pub name: &'static str,
    pub markdown: &'static str,
}

impl Chapter {
    pub fn title(&self) -> &'static str {
        let first = self.markdown.lines().next().unwrap_or_default();
        first.trim_start_matches("# ")
    }

    /// The chapter without the marks of the tables that are generated into it.
    pub fn text(&self) -> String {
        let is_mark = |line: &str| line.starts_with("<!-- generated: ") || line == "<!-- end -->";
        let lines = self.markdown.lines().filter(|line| !is_mark(line));
        lines.map(|line| format!("{line}\n")).collect()
    }
}

macro_rules! part {
    ($title:literal: $($name:literal),+) => {
        ManualPart {
            title: $title,
            chapters: &[$(Chapter {
                name: $name,
                markdown: include_str!(concat!("../manual/", $name, ".md")),
            }),+],
        }
    };
}

pub const PARTS: [ManualPart; 4] = [
    part!("Tutorial": "tutorial"),
    part!(
        "How-to guides": "incidents", "editors", "preview", "checking", "reviewing", "publishing", "hosting", "announcing", "api", "reports",
        "exports", "machine-labels", "actions", "on-call", "services", "digests", "design", "languages", "importing"
    ),
    part!("Reference": "commands", "content-files", "internal-files", "rules", "feeds", "addresses", "compatibility"),
    part!("Explanation": "concepts", "report-contents"),
];

pub fn chapters() -> impl Iterator<Item = &'static Chapter> {
    PARTS.iter().flat_map(|part| part.chapters)
}

/// The parts with the names and titles of their chapters.
pub fn table_of_contents() -> String {
    let width = chapters().map(|chapter| chapter.name.len()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    for part in &PARTS {
        text += &format!("\n{}:\n", part.title);
        for chapter in part.chapters {
            text += &format!("  {:width$}  {}\n", chapter.name, chapter.title());
        }
    }
    text
}
