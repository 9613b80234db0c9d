//! Options of `scorecard`.

use std::path::PathBuf;

use clap::Args;

/// Options of `scorecard`.
#[derive(Clone, Debug, Args)]
pub struct ScorecardArgs {
    /// Print the cases behind the numbers
    #[arg(long)]
    pub cases: bool,
    /// Compute the numbers again from the content and all its commits, and compare them with those of a build in DIR [default: output]
    #[arg(long, value_name = "DIR", num_args = 0..=1, conflicts_with = "cases")]
    pub verify: Option<Option<PathBuf>>,
}
