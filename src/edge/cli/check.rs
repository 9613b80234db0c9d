//! Options of `check`.

use clap::{Args, ValueEnum};

/// Options of `check`.
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// Files or directories in the content directory to report on; all content is checked anyway
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,
    /// Git revision of what is published now, to find updates that are published late [default: the main branch]
    #[arg(long, value_name = "REVISION")]
    pub base: Option<String>,
    /// Fail on warnings too, including those that depend on the clock
    #[arg(long)]
    pub strict: bool,
}

/// Output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For a terminal, with source lines
    #[value(alias = "human")]
    Text,
    /// One line per problem
    Short,
    /// JSON
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// Code Quality report for GitLab
    Gitlab,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}
