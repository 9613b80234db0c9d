//! Options of `tally`.

use clap::Args;

/// Options of `tally`.
#[derive(Clone, Debug, Args)]
pub struct TallyArgs {
    /// Product: a directory in content/internal/reports/ that contains product.yaml
    pub product: String,
    /// Period: 2013-W28, 2013-07, 2013-Q3 or 2013-07-01/2013-07-14
    pub period: String,
    /// Use the tickets that were read from the top of the list as the sample, because nobody will read the others
    #[arg(long)]
    pub stopped: bool,
    /// Replace the worksheet with the counts instead of printing them
    #[arg(long)]
    pub write: bool,
}
