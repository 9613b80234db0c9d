//! Options of `explain`.

use clap::{Args, ValueEnum};

/// Options of `explain`.
#[derive(Clone, Debug, Args)]
pub struct ExplainArgs {
    /// A rule, as it stands in brackets in a message; without one, all of them are listed
    #[arg(value_name = "WHAT")]
    pub what: Option<String>,
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ExplainFormat,
}

/// How to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For a terminal
    Text,
    /// For a manual
    Markdown,
}
