//! Options of `check`.

use clap::{Args, ValueEnum};

/// Options of `check`.
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// Files or folders to report on, from the content folder; everything is checked all the same
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
}

/// How to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines with carets.
    Human,
    /// One line each.
    Short,
    /// A list for programs.
    Json,
    /// Workflow commands of GitHub.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
}
