//! Options of `sample`.

use std::path::PathBuf;

use clap::Args;

/// Options of `sample`.
#[derive(Clone, Debug, Args)]
pub struct SampleArgs {
    /// The product: a folder in content/internal/reports/ with product.yaml
    pub product: String,
    /// The period: 2013-W28, 2013-07, 2013-Q3 or 2013-07-01/2013-07-14
    pub period: String,
    /// The ticket export, CSV or JSON lines; `-` or nothing is standard input
    #[arg(value_name = "EXPORT")]
    pub export: Option<PathBuf>,
    /// Tickets to draw, instead of as many as the margin needs
    #[arg(long, value_name = "NUMBER", conflicts_with = "margin", value_parser = clap::value_parser!(u64).range(1..))]
    pub size: Option<u64>,
    /// Largest error of a share, such as 0.05, instead of the product's
    #[arg(long, value_name = "SHARE")]
    pub margin: Option<f64>,
    /// Draw although the period is not over; the report says "so far"
    #[arg(long)]
    pub unfinished: bool,
    /// Take rows that are filled in out of the worksheet if the export no longer has their tickets; they stay as comments
    #[arg(long)]
    pub drop_missing: bool,
}
