//! Options of `classify`.

use std::path::PathBuf;

use clap::Args;

/// Options of `classify`.
#[derive(Clone, Debug, Args)]
pub struct ClassifyArgs {
    /// Product: a directory in content/internal/reports/ that contains product.yaml
    pub product: String,
    /// Period: 2013-W28, 2013-07, 2013-Q3 or 2013-07-01/2013-07-14
    pub period: String,
    /// Ticket export, from which the columns in `show:` of product.yaml are displayed. Its data is never written to a file
    #[arg(long, value_name = "EXPORT")]
    pub tickets: Option<PathBuf>,
    /// Classify as the second reader, without seeing the first reader's choices
    #[arg(long, conflicts_with = "agree")]
    pub second: bool,
    /// Show this ticket first, to change what was saved
    #[arg(long, value_name = "ID")]
    pub ticket: Option<String>,
    /// Decide together about the tickets on which two readers differ
    #[arg(long)]
    pub agree: bool,
}
