//! Options of `help`.

use clap::Args;

/// Options of `help`.
#[derive(Clone, Debug, Args)]
pub struct HelpArgs {
    /// Command, such as `new incident`, or chapter of the manual [default: list both]
    pub topic: Vec<String>,
}
