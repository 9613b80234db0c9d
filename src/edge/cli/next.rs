//! Options of `next`.

use clap::{Args, ValueEnum};

/// Options of `next`.
#[derive(Clone, Debug, Args)]
pub struct NextArgs {
    /// When the site was built last: say too whether a build now would differ by the clock alone
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub since: Option<String>,
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: NextFormat,
}

/// How to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NextFormat {
    /// For a terminal
    Text,
    /// For programs
    Json,
    /// For a workflow of GitHub: outputs of a step
    Github,
}
