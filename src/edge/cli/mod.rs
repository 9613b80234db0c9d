//! The command line as values. The one folder that names `clap`: one file for the options of each command.

mod announce;
mod build;
mod check;
mod classify;
mod command_line;
mod compare;
mod completions;
mod diff;
mod digest;
mod explain;
mod help;
mod import;
mod new;
mod next;
mod sample;
mod schema;
mod scorecard;
mod serve;
mod shell_files;
mod status;
mod tally;
mod theme;
mod update;

pub use announce::AnnounceArgs;
pub use build::{Audience, BuildArgs};
pub use check::{CheckArgs, CheckFormat};
pub use classify::ClassifyArgs;
pub use command_line::{Cli, Color, Command, GlobalArgs, parse};
pub use compare::CompareArgs;
pub use completions::{CompletionsArgs, ManArgs};
pub use diff::{DiffArgs, DiffFormat};
pub use digest::{DigestArgs, DigestFormat};
pub use explain::{ExplainArgs, ExplainFormat};
pub use help::HelpArgs;
pub use import::ImportArgs;
pub use new::{
    ArticleArgs, CiChoice, EntryArgs, IncidentArgs, MaintenanceArgs, NewArgs, NewCommand,
    NoticeArgs, PageArgs, PostmortemArgs, ProductArgs, SiteArgs,
};
pub use next::{NextArgs, NextFormat};
pub use sample::SampleArgs;
pub use schema::SchemaArgs;
pub use scorecard::ScorecardArgs;
pub use serve::ServeArgs;
pub use shell_files::{command_help, command_names, completion_script, manual_pages};
pub use status::{StatusArgs, StatusFormat};
pub use tally::TallyArgs;
pub use theme::{ThemeArgs, ThemeCommand};
pub use update::UpdateArgs;
