//! Options of `check`.

use clap::{Args, ValueEnum};

/// Options of `check`.
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// Files or folders to report on, from the content folder; everything is checked all the same
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
}

/// How to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For a terminal, with carets
    #[value(alias = "human")]
    Text,
    /// One line each
    Short,
    /// For programs
    Json,
    /// For a workflow of GitHub: annotations
    Github,
    /// For GitLab: Code Quality
    Gitlab,
    /// For code scanning: SARIF 2.1.0
    Sarif,
}
