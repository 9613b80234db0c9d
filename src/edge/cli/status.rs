//! Options of `status`.

use clap::{Args, ValueEnum};

/// Options of `status`.
#[derive(Clone, Debug, Args)]
pub struct StatusArgs {
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: StatusFormat,
    /// Exit with 3 if a component is degraded or down, or an incident is open; maintenance alone does not count
    #[arg(long)]
    pub exit_code: bool,
    /// Theme to use instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

/// Output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For a terminal
    Text,
    /// JSON
    Json,
}
