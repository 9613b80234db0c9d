//! What was typed, as values. The one file that names `clap`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "statuary", version, about, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// Folder of the site; else the nearest one upwards that has content/site.yaml
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true)]
    pub directory: Option<PathBuf>,
    /// The moment to show; else `SOURCE_DATE_EPOCH`, else the clock
    #[arg(long, value_name = "TIME", global = true)]
    pub now: Option<String>,
    /// Say only what is wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,
    /// Do not quote lines of files, which may be internal
    #[arg(long, global = true)]
    pub no_source_lines: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A command.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Make the sites: output/public for customers, output/internal for the team
    #[command(
        after_help = "Examples:\n  statuary build\n  statuary build --now 2012-06-30T04:00Z --output /tmp/that-night"
    )]
    Build(BuildArgs),
    /// Say everything that is wrong with the content
    #[command(after_help = "Examples:\n  statuary check\n  statuary check --strict --format github incidents/")]
    Check(CheckArgs),
}

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
    /// Folder in themes/ whose files replace those of the default theme
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
    /// Both.
    All,
    /// The one for customers.
    Public,
    /// The one for the team.
    Internal,
}

/// Options of `check`.
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// Files or folders to report on, from the content folder; everything is checked all the same
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
}

/// How to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines with carets.
    Human,
    /// One line each.
    Short,
    /// A list for programs.
    Json,
    /// Workflow commands of GitHub.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
}

/// Reads the command line; prints help or a usage error and ends the program where there is nothing to run.
#[must_use]
pub fn parse() -> Cli {
    Cli::parse()
}
