//! Options of `status`.

use clap::Args;

/// Options of `status`.
#[derive(Clone, Debug, Args)]
pub struct StatusArgs {
    /// As JSON, for programs
    #[arg(long)]
    pub json: bool,
    /// End with 3 while something is in trouble or an incident is open
    #[arg(long)]
    pub exit_code: bool,
    /// Folder in themes/ whose words replace those of the default theme
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}
