//! Options of `diff`.

use clap::{Args, ValueEnum};

/// Options of `diff`.
#[derive(Clone, Debug, Args)]
pub struct DiffArgs {
    /// What to compare the content with; `REVISION...` is where its history and this one part [default: where the main branch and this
    /// one part]
    #[arg(value_name = "REVISION")]
    pub revision: Option<String>,
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
    /// Name the pages of the internal site that change too; keep that out of public comments
    #[arg(long)]
    pub internal: bool,
    /// The theme, instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

/// How to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal
    Text,
    /// For a comment on a pull request
    Markdown,
    /// For programs
    Json,
}
