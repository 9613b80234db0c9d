//! Options of `explain`.

use clap::Args;

/// Options of `explain`.
#[derive(Clone, Debug, Args)]
pub struct ExplainArgs {
    /// A rule, as it stands in brackets in a message; without one, all of them are listed
    #[arg(value_name = "WHAT")]
    pub what: Option<String>,
    /// Write the page of all rules for the manual
    #[arg(long, conflicts_with = "what")]
    pub markdown: bool,
}
