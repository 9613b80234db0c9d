//! Options of `import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Options of `import`.
#[derive(Clone, Debug, Args)]
pub struct ImportArgs {
    /// The tool to import from.
    #[command(subcommand)]
    pub tool: ImportTool,
}

/// The tool to import from.
#[derive(Clone, Debug, Subcommand)]
pub enum ImportTool {
    /// A cState folder with config.yml and content/issues, or other Markdown files with a date and a severity in their front matter
    Cstate(ImportSource),
    /// JSON responses of the Statuspage API, one file or a folder
    Statuspage(ImportSource),
    /// An Upptime repository; incidents are read from a JSON export of its issues
    Upptime(ImportSource),
    /// A folder of Markdown post-mortems
    Postmortems(ImportSource),
}

/// What is imported, and how.
#[derive(Clone, Debug, Args)]
pub struct ImportSource {
    /// File or folder to read
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// Time zone of times without one [default: that of the site, of the other tool's settings, or UTC]
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Content folder to write to [default: that of the site, or `content` in the current folder]
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// Report what would be imported without writing anything
    #[arg(long)]
    pub dry_run: bool,
}
