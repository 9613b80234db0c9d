//! Files for people and programs that read Markdown in place of pages.

use serde::Serialize;

pub const MARKDOWN_TYPE: &str = "text/markdown";

#[derive(Clone, Debug, Serialize)]
pub struct MarkdownDocument {
    pub title: String,
    pub blocks: Vec<MarkdownBlock>,
}

/// A block; its text is not escaped yet.
#[derive(Clone, Debug, Serialize)]
pub enum MarkdownBlock {
    /// A heading of a level, below the title, which has the first.
    Heading(usize, MarkdownLine),
    /// Paragraphs and lists, as [`crate::base::prose::Prose::text`] writes them.
    Text(String),
    List(Vec<MarkdownLine>),
}

/// `text`, or `[text](url): about`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MarkdownLine {
    pub text: String,
    pub url: Option<String>,
    pub about: Option<String>,
}

impl MarkdownLine {
    pub fn link(text: impl Into<String>, url: String) -> MarkdownLine {
        MarkdownLine {
            text: text.into(),
            url: Some(url),
            about: None,
        }
    }

    #[must_use]
    pub fn with_about(self, about: impl Into<String>) -> MarkdownLine {
        MarkdownLine {
            about: Some(about.into()),
            ..self
        }
    }
}

impl From<String> for MarkdownLine {
    fn from(text: String) -> MarkdownLine {
        MarkdownLine {
            text,
            ..MarkdownLine::default()
        }
    }
}
