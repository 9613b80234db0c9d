//! The commands: each reads files, calls the pipeline, and prints or writes the result. One file each.

mod announce;
mod build;
mod check;
mod checked_write;
mod classify;
mod compare;
mod completions;
mod context;
mod diff;
mod digest;
mod editor_input;
mod explain;
mod help;
mod import;
mod new;
mod next;
mod sample;
mod schema;
mod scorecard;
mod serve;
mod status;
mod tally;
mod theme;
mod update;

use anyhow::Result;

use super::cli::{Cli, Command};
use super::diagnostics::text::summarize_counts;
use super::system;
use super::terminal::{self, print_stderr};
use crate::render::theme::ThemeFault;
pub use context::CommandStatus;
use context::find_root;

/// Runs a command.
///
/// # Errors
/// When it cannot be carried out, with the path and the reason: exit code 2.
pub fn run(cli: &Cli) -> Result<CommandStatus> {
    terminal::set_color_choice(cli.global.color);
    system::report_file_size_limit();
    let result = dispatch(cli);
    // Errors in a theme are reported like errors in content, because users write both.
    if let Err(error) = &result
        && let Some(fault) = error.downcast_ref::<ThemeFault>()
        && !fault.diagnostics.is_empty()
    {
        theme::print_theme_fault(fault, &cli.global)?;
        let counts = summarize_counts(&fault.diagnostics);
        print_stderr(&format!("{counts}; nothing was built\n"))?;
        return Ok(CommandStatus::ContentErrors);
    }
    result
}

fn dispatch(cli: &Cli) -> Result<CommandStatus> {
    match &cli.command {
        Command::Announce(args) => announce::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Build(args) => build::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Check(args) => check::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Classify(args) => classify::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Compare(args) => compare::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Diff(args) => diff::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Scorecard(args) => scorecard::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Digest(args) => digest::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Explain(args) => explain::run(&cli.global, args),
        Command::Help(args) => help::run(args),
        Command::Import(args) => import::run(&cli.global, args),
        Command::Completions(args) => completions::completions(args),
        Command::Man(args) => completions::man(args),
        Command::New(args) => editor_input::cleanup_draft(new::run(&cli.global, args)),
        Command::Next(args) => next::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Status(args) => status::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Schema(args) => schema::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Serve(args) => serve::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Sample(args) => sample::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Theme(args) => theme::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Tally(args) => tally::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Update(args) => {
            editor_input::cleanup_draft(update::run(&find_root(&cli.global)?, &cli.global, args))
        }
    }
}
