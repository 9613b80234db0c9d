//! Options of `compare`.

use clap::Args;

/// Options of `compare`.
#[derive(Clone, Debug, Args)]
pub struct CompareArgs {
    /// Product: a directory in content/internal/reports/ that contains product.yaml
    pub product: String,
    /// Earlier period: 2013-W20, 2013-07, 2013-Q3 or 2013-07-01/2013-07-14
    pub before: String,
    /// Later period
    pub after: String,
}
