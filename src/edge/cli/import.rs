//! Options of `import`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::import::SourceTool;

/// Options of `import`.
#[derive(Clone, Debug, Args)]
pub struct ImportArgs {
    /// The tool to import from
    #[arg(value_name = "TOOL")]
    pub tool: SourceTool,
    /// File or directory to read
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// Time zone of times without one [default: that of the site, of the other tool's settings, or UTC]
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Content directory to write to [default: that of the site, or `content` in the current directory]
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// Take the publication time of each text from the git history of PATH; fail if there is none [default: on if PATH is in a git clone]
    #[arg(long, overrides_with = "no_history")]
    pub history: bool,
    /// Do not read the git history of PATH
    #[arg(long)]
    pub no_history: bool,
    /// Report what would be imported without writing anything
    #[arg(long)]
    pub dry_run: bool,
}

impl ValueEnum for SourceTool {
    fn value_variants<'a>() -> &'a [SourceTool] {
        SourceTool::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}
