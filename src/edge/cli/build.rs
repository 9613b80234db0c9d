//! Options of `build`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of `build`.
#[derive(Clone, Debug, Args)]
pub struct BuildArgs {
    /// Folder to write to; else `output` in the site's folder
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Which sites to make
    #[arg(long, value_name = "WHO", default_value = "all")]
    pub audience: Audience,
    /// Address of the public site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The theme, instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Let warnings stop the build too
    #[arg(long)]
    pub strict: bool,
    /// Keep files in the output that this program did not make
    #[arg(long)]
    pub adopt: bool,
}

/// Which sites to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Audience {
    /// Both
    All,
    /// The one for customers
    Public,
    /// The one for the team
    Internal,
}
