//! The commands: each reads the world, calls the pipeline, and writes what came out. One file each.

mod build;
mod check;
mod checked_write;
mod completions;
mod diff;
mod digest;
mod editor_input;
mod explain;
mod import;
mod new;
mod next;
mod sample;
mod schema;
mod serve;
mod status;
mod tally;
mod theme;
mod update;

use std::path::Path;

use anyhow::Result;

use super::cli::{Cli, Command, GlobalArgs};
use super::clock;
use super::diagnostics::text::{self, SourceLines};
use super::load::{LoadedContent, SiteRoot};
use super::terminal::{self, print_stderr};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::Sources;
use crate::base::time::{Now, Zone};
use crate::check::CheckOutcome;
use crate::model::Ledger;
use crate::render::theme::ThemeFault;

/// How a command ended, as exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandStatus {
    /// 0: all is well.
    Success,
    /// 1: the content has faults.
    ContentErrors,
    /// 3: what was asked is the case, and it is nothing good.
    ServiceTrouble,
}

/// Runs the command that was typed.
///
/// # Errors
/// When it could not be carried out, with the path and the reason: exit code 2.
pub fn run(cli: &Cli) -> Result<CommandStatus> {
    terminal::set_color_choice(cli.global.color);
    let end = dispatch(cli);
    // A theme is written by people, as content is: what is wrong with it is shown alike.
    match end
        .as_ref()
        .err()
        .and_then(|error| error.downcast_ref::<ThemeFault>())
    {
        Some(fault) if !fault.diagnostics.is_empty() => {
            theme::print_theme_fault(fault, &cli.global)?;
            print_stderr(&format!(
                "{}; nothing was made\n",
                text::summarize_counts(&fault.diagnostics)
            ))?;
            Ok(CommandStatus::ContentErrors)
        }
        _ => end,
    }
}

fn dispatch(cli: &Cli) -> Result<CommandStatus> {
    match &cli.command {
        Command::Build(args) => build::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Check(args) => check::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Diff(args) => diff::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Digest(args) => digest::run(&find_root(&cli.global)?, &cli.global, args),
        Command::Explain(args) => explain::run(&cli.global, args),
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

/// The site's folder: the one that was named, or the nearest one upwards.
fn find_root(common: &GlobalArgs) -> Result<SiteRoot> {
    let start = common
        .directory
        .clone()
        .map_or_else(std::env::current_dir, Ok)?;
    SiteRoot::find(&start)
}

/// Reads the content, and says what was passed over.
fn load_sources(root: &SiteRoot) -> Result<Sources> {
    let LoadedContent { sources, skipped } = root.load()?;
    for note in &skipped {
        print_stderr(&format!("warning: {note}\n"))?;
    }
    Ok(sources)
}

/// The content as it is at a moment. `None` where it has errors: they are said, and that `nothing` comes of it.
fn read_ledger(
    root: &SiteRoot,
    common: &GlobalArgs,
    nothing: &str,
) -> Result<Option<(Ledger, Now)>> {
    let sources = load_sources(root)?;
    let outcome = crate::check_sources(&sources);
    let now = resolve_now(&outcome, common)?;
    let faults = outcome.diagnostics_at(now);
    if outcome.ledger.is_none() {
        print_diagnostics(&faults, &sources, root, common)?;
        print_stderr(&format!("{}; {nothing}\n", text::summarize_counts(&faults)))?;
    }
    Ok(outcome.ledger.map(|ledger| (ledger, now)))
}

/// The moment to show; a day alone is one of the site's zone, or of UTC where that cannot be read.
fn resolve_now(outcome: &CheckOutcome, common: &GlobalArgs) -> Result<Now> {
    let zone = outcome
        .ledger
        .as_ref()
        .map_or(Zone::UTC, |ledger| ledger.status.site.zone);
    resolve_now_in(zone, common)
}

/// The moment to show; a day alone is one of this zone.
fn resolve_now_in(zone: Zone, common: &GlobalArgs) -> Result<Now> {
    clock::resolve_now(common.now.as_deref(), zone)
}

/// The content folder as a person would type it here, with a slash at the end; nothing from inside of it.
fn content_prefix(root: &SiteRoot) -> String {
    let shown = display_path(&root.content());
    if shown.is_empty() {
        shown
    } else {
        format!("{shown}/")
    }
}

/// A path as a person would type it here.
fn display_path(path: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    let short = here.and_then(|here| path.strip_prefix(here).ok());
    short.unwrap_or(path).display().to_string()
}

/// Shows faults as a person reads them.
fn print_diagnostics(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    root: &SiteRoot,
    common: &GlobalArgs,
) -> Result<()> {
    let quote = if common.no_source_lines {
        SourceLines::Hide
    } else {
        SourceLines::Show
    };
    let (shown, more) = text::limit_warnings(diagnostics);
    print_stderr(&(text::render(&shown, sources, &content_prefix(root), quote) + &more))
}
