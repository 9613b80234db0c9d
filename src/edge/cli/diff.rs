//! Options of `diff`.

use clap::{Args, ValueEnum};

/// Options of `diff`.
#[derive(Clone, Debug, Args)]
pub struct DiffArgs {
    /// Git revision to compare the content with; `REVISION...` is its merge base with HEAD [default: the merge base of the main branch and
    /// HEAD]
    #[arg(value_name = "REVISION")]
    pub revision: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
    /// Also list the pages of the internal site that change; do not use this in public comments
    #[arg(long)]
    pub internal: bool,
    /// Theme to use instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

/// Output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal
    Text,
    /// Markdown, for a comment on a pull request
    Markdown,
    /// JSON
    Json,
}
