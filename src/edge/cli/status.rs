//! Options of `status`.

use clap::{Args, ValueEnum};

/// Options of `status`.
#[derive(Clone, Debug, Args)]
pub struct StatusArgs {
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: StatusFormat,
    /// End with 3 while something is in trouble or an incident is open
    #[arg(long)]
    pub exit_code: bool,
    /// The theme, instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

/// How to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For a terminal
    Text,
    /// For programs
    Json,
}
