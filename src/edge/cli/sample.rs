//! Options of `sample`.

use std::path::PathBuf;

use clap::Args;

/// Options of `sample`.
#[derive(Clone, Debug, Args)]
pub struct SampleArgs {
    /// Product: a directory in content/internal/reports/ that contains product.yaml
    pub product: String,
    /// Period: 2013-W28, 2013-07, 2013-Q3 or 2013-07-01/2013-07-14
    pub period: String,
    /// Ticket export: CSV, JSON or a spreadsheet [default: standard input]
    #[arg(value_name = "EXPORT")]
    pub export: Option<PathBuf>,
    /// Machine labels in a second file: CSV, JSON or a spreadsheet with the columns that `labels:` in product.yaml names
    #[arg(long, value_name = "FILE")]
    pub labels: Option<PathBuf>,
    /// Number of tickets to draw [default: as many as the margin needs]
    #[arg(long, value_name = "NUMBER", conflicts_with = "margin", value_parser = clap::value_parser!(u64).range(1..))]
    pub size: Option<u64>,
    /// Margin of error of a share at 95% confidence, as a fraction such as 0.05 [default: `margin` in product.yaml]
    #[arg(long, value_name = "SHARE")]
    pub margin: Option<f64>,
    /// Draw a sample before the period is over; the report is marked "so far"
    #[arg(long)]
    pub unfinished: bool,
    /// Remove classified rows from the worksheet if the export no longer has their tickets; they are kept as comments
    #[arg(long)]
    pub drop_missing: bool,
}
