//! Options of `build`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of `build`.
#[derive(Clone, Debug, Args)]
pub struct BuildArgs {
    /// Output directory [default: `output` in the site's directory]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Sites to build
    #[arg(long, value_name = "WHO", default_value = "all")]
    pub audience: Audience,
    /// URL of the public site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Revision of the content: written with the time and the next change to .well-known/statuary.json of the public site, for pipelines
    #[arg(long, value_name = "REVISION")]
    pub revision: Option<String>,
    /// Theme to use instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Fail on warnings too, including those that depend on the clock
    #[arg(long)]
    pub strict: bool,
    /// Keep files that this program did not create; a generated file with the same path replaces them
    #[arg(long)]
    pub adopt: bool,
}

/// Sites to build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Audience {
    /// Both
    All,
    /// The site for customers
    Public,
    /// The site for the team
    Internal,
}
