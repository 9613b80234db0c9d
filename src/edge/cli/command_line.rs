//! The command line: all commands, and the options of every command.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    announce, build, check, classify, compare, completions, diff, digest, explain, help, import,
    new, next, sample, schema, scorecard, serve, status, tally, theme, update,
};
use crate::base::zone_data;

/// The version of the program and of the time zone data in it, because both decide what a page shows.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let program = env!("CARGO_PKG_VERSION");
    format!("{program} (time zone data {})", zone_data::VERSION)
});

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "statuary",
    version = VERSION.as_str(),
    about,
    propagate_version = true,
    disable_help_subcommand = true,
    after_help = "The manual is in the program: `statuary help` lists its chapters, and `statuary help tutorial` prints one.",
    max_term_width = 100
)]
pub struct Cli {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten, next_help_heading = "Global options")]
    pub global: GlobalArgs,
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
pub struct GlobalArgs {
    /// Directory of the site [default: the current directory, or the nearest parent that contains content/site.yaml]
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true)]
    pub directory: Option<PathBuf>,
    /// Use this time instead of the current time, such as 2026-11-03T14:05Z or +2h [default: `SOURCE_DATE_EPOCH` or the current time]
    #[arg(long, value_name = "TIME", global = true, allow_hyphen_values = true)]
    pub now: Option<String>,
    /// Do not print progress messages; results, errors and warnings are still printed
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colors
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,
    /// Do not quote source lines, or any words or names from internal files, drafts and content with a later date
    #[arg(long, global = true)]
    pub no_source_lines: bool,
}

/// When to use colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A command.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Create a content file or a new site
    #[command(after_help = new::EXAMPLES)]
    New(new::NewArgs),
    /// Add an update to an incident or maintenance file, leaving the rest of the file unchanged
    #[command(after_help = update::EXAMPLES)]
    Update(update::UpdateArgs),
    /// Check the content and report every problem
    #[command(
        after_help = "Examples:\n  statuary check\n  statuary check --strict --format github incidents/"
    )]
    Check(check::CheckArgs),
    /// Explain a rule, or a value on a page and the source lines that it comes from
    #[command(
        after_help = "Examples:\n  statuary explain unknown-component\n  statuary explain api --now 2012-06-30T04:00Z\n  statuary explain banner\n  statuary explain uptime api 2012-06\n  statuary explain 2012-06-30-widespread-application-outage"
    )]
    Explain(explain::ExplainArgs),
    /// Preview both sites, reload pages when files change, and show worksheets as forms
    #[command(
        after_help = "Examples:\n  statuary serve\n  statuary serve --tickets tickets.csv\n  statuary serve --port 8000 --now 2012-06-30T04:00Z"
    )]
    Serve(serve::ServeArgs),
    /// Build both sites: output/public for customers, output/internal for the team
    #[command(
        after_help = "Examples:\n  statuary build\n  statuary build --now 2012-06-30T04:00Z --output /tmp/that-night"
    )]
    Build(build::BuildArgs),
    /// Send each published update, post-mortem and notice once to your channels: chat, email, webhooks and WebSub hubs
    #[command(after_help = announce::EXAMPLES)]
    Announce(announce::AnnounceArgs),
    /// Print a summary of the status page
    #[command(
        after_help = "Examples:\n  statuary status\n  statuary status --exit-code --now 2012-06-30T04:00Z"
    )]
    Status(status::StatusArgs),
    /// List upcoming changes that happen without an edit
    #[command(
        after_help = "Examples:\n  statuary next\n  statuary next --since 2026-11-03T14:00Z --format github >>\"$GITHUB_OUTPUT\""
    )]
    Next(next::NextArgs),
    /// Show what changes for customers since a git revision
    #[command(
        after_help = "Examples:\n  statuary diff\n  statuary diff origin/main --format markdown"
    )]
    Diff(diff::DiffArgs),
    /// Import the history of another status page, and report what could not be converted
    #[command(
        after_help = "Examples:\n  statuary import cstate ../old-status --time-zone Europe/Berlin\n  statuary import statuspage ../incidents.json --dry-run"
    )]
    Import(import::ImportArgs),
    /// Start a theme of your own, and check it against sample content
    #[command(
        after_help = "Examples:\n  statuary theme eject\n  statuary theme eject status.html extra.css\n  statuary theme check"
    )]
    Theme(theme::ThemeArgs),
    /// Write JSON Schemas, which editors use to complete and check content files
    #[command(
        after_help = "Examples:\n  statuary schema\n  statuary schema incident\n  statuary schema --output schemas"
    )]
    Schema(schema::SchemaArgs),
    /// Draw a random sample of the tickets of a period, and write a worksheet to classify them in
    #[command(
        after_help = "Examples:\n  statuary sample postgres 2013-W28 tickets.csv\n  \
                      statuary sample postgres 2013-W28 --size 150 <tickets.jsonl"
    )]
    Sample(sample::SampleArgs),
    /// Fill in a worksheet in the terminal, one key for each ticket
    #[command(
        after_help = "Examples:\n  statuary classify postgres 2013-W28 --tickets tickets.csv\n  statuary classify postgres 2013-W28 --second"
    )]
    Classify(classify::ClassifyArgs),
    /// Count the classified tickets of a worksheet
    #[command(
        after_help = "Examples:\n  statuary tally postgres 2013-W28\n  statuary tally postgres 2013-W28 --write"
    )]
    Tally(tally::TallyArgs),
    /// Compare any two periods of a product
    #[command(
        after_help = "Examples:\n  statuary compare postgres 2013-W20 2013-W30\n  statuary compare postgres 2013-04 2013-08"
    )]
    Compare(compare::CompareArgs),
    /// Print the digest of a week as text or as an email
    #[command(
        after_help = "Examples:\n  statuary digest\n  statuary digest 2013-W28 --format eml --to team@example.com | sendmail -t"
    )]
    Digest(digest::DigestArgs),
    /// Print how well customers were informed, as CSV, and verify what a build published
    #[command(
        after_help = "Examples:\n  statuary scorecard\n  statuary scorecard --cases >cases.csv\n  statuary scorecard --verify output"
    )]
    Scorecard(scorecard::ScorecardArgs),
    /// Print a completion script for a shell
    #[command(
        after_help = "Examples:\n  statuary completions bash >~/.local/share/bash-completion/completions/statuary\n  \
                      statuary completions fish >~/.config/fish/completions/statuary.fish"
    )]
    Completions(completions::CompletionsArgs),
    /// Write man pages, one for each command
    #[command(
        after_help = "Examples:\n  statuary man --output ~/.local/share/man/man1\n  statuary man >statuary.1"
    )]
    Man(completions::ManArgs),
    /// Print a chapter of the manual or the help of a command, or list both
    #[command(
        after_help = "Examples:\n  statuary help\n  statuary help tutorial\n  statuary help new incident"
    )]
    Help(help::HelpArgs),
}

/// Reads the command line; prints help or a usage error and ends the program where there is nothing to run.
pub fn parse() -> Cli {
    Cli::parse()
}
