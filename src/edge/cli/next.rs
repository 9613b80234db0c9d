//! Options of `next`.

use clap::{Args, ValueEnum};

/// Options of `next`.
#[derive(Clone, Debug, Args)]
pub struct NextArgs {
    /// Time of the last build; also report whether a new build would differ without an edit
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub since: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: NextFormat,
}

/// Output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NextFormat {
    /// For a terminal
    Text,
    /// JSON
    Json,
    /// Step outputs for GitHub Actions
    Github,
}
