//! Options of `import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Options of `import`.
#[derive(Clone, Debug, Args)]
pub struct ImportArgs {
    /// From what.
    #[command(subcommand)]
    pub tool: ImportTool,
}

/// The tool that the history is from.
#[derive(Clone, Debug, Subcommand)]
pub enum ImportTool {
    /// A folder of cState: config.yml and content/issues; also other Markdown with a date and a severity at its head
    Cstate(ImportSource),
    /// Answers of Statuspage's API as JSON files, or one of them
    Statuspage(ImportSource),
    /// A repository of Upptime; incidents are read from an export of its issues as JSON
    Upptime(ImportSource),
    /// A folder of post-mortems in Markdown
    Postmortems(ImportSource),
}

/// Where from and how.
#[derive(Clone, Debug, Args)]
pub struct ImportSource {
    /// Folder or file to read
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// Zone of times that say none; else the site's, else that of the other tool's settings, else UTC
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Content folder to write to; else the site's, else `content` here
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// Write nothing, and say what would be
    #[arg(long)]
    pub dry_run: bool,
}
