//! The commands: each reads the world, calls the pipeline, and writes what came out. One file each.

mod build;
mod check;
mod completions;
mod diff;
mod digest;
mod explain;
mod import;
mod keep;
mod new;
mod next;
mod sample;
mod schema;
mod serve;
mod status;
mod tally;
mod theme;
mod update;
mod words;

use std::path::Path;

use anyhow::Result;

use super::cli::{Cli, Command, Common};
use super::clock;
use super::human::{self, Quote};
use super::load::{Loaded, Root};
use super::terminal::{self, say};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::Sources;
use crate::base::time::{Now, Zone};
use crate::check::Outcome;
use crate::model::Ledger;
use crate::render::theme::ThemeFault;

/// How a command ended, as exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// 0: all is well.
    Good,
    /// 1: the content has faults.
    Faults,
    /// 3: what was asked is the case, and it is nothing good.
    Trouble,
}

/// Runs the command that was typed.
///
/// # Errors
/// When it could not be carried out, with the path and the reason: exit code 2.
pub fn run(cli: &Cli) -> Result<End> {
    terminal::colors(cli.common.color);
    let end = carry_out(cli);
    // A theme is written by people, as content is: what is wrong with it is shown alike.
    match end
        .as_ref()
        .err()
        .and_then(|error| error.downcast_ref::<ThemeFault>())
    {
        Some(fault) if !fault.diagnostics.is_empty() => {
            theme::report(fault, &cli.common)?;
            say(&format!(
                "{}; nothing was made\n",
                terminal::tally(&fault.diagnostics)
            ))?;
            Ok(End::Faults)
        }
        _ => end,
    }
}

fn carry_out(cli: &Cli) -> Result<End> {
    match &cli.command {
        Command::Build(args) => build::run(&root(&cli.common)?, &cli.common, args),
        Command::Check(args) => check::run(&root(&cli.common)?, &cli.common, args),
        Command::Diff(args) => diff::run(&root(&cli.common)?, &cli.common, args),
        Command::Digest(args) => digest::run(&root(&cli.common)?, &cli.common, args),
        Command::Explain(args) => explain::run(&cli.common, args),
        Command::Import(args) => import::run(&cli.common, args),
        Command::Completions(args) => completions::completions(args),
        Command::Man(args) => completions::man(args),
        Command::New(args) => words::settled(new::run(&cli.common, args)),
        Command::Next(args) => next::run(&root(&cli.common)?, &cli.common, args),
        Command::Status(args) => status::run(&root(&cli.common)?, &cli.common, args),
        Command::Schema(args) => schema::run(&root(&cli.common)?, &cli.common, args),
        Command::Serve(args) => serve::run(&root(&cli.common)?, &cli.common, args),
        Command::Sample(args) => sample::run(&root(&cli.common)?, &cli.common, args),
        Command::Theme(args) => theme::run(&root(&cli.common)?, &cli.common, args),
        Command::Tally(args) => tally::run(&root(&cli.common)?, &cli.common, args),
        Command::Update(args) => {
            words::settled(update::run(&root(&cli.common)?, &cli.common, args))
        }
    }
}

/// The site's folder: the one that was named, or the nearest one upwards.
fn root(common: &Common) -> Result<Root> {
    let start = common
        .directory
        .clone()
        .map_or_else(std::env::current_dir, Ok)?;
    Root::find(&start)
}

/// Reads the content, and says what was passed over.
fn load(root: &Root) -> Result<Sources> {
    let Loaded { sources, skipped } = root.load()?;
    for note in &skipped {
        say(&format!("warning: {note}\n"))?;
    }
    Ok(sources)
}

/// The content as it is at a moment. `None` where it has errors: they are said, and that `nothing` comes of it.
fn read(root: &Root, common: &Common, nothing: &str) -> Result<Option<(Ledger, Now)>> {
    let sources = load(root)?;
    let outcome = crate::check::sources(&sources);
    let now = moment(&outcome, common)?;
    let faults = outcome.at(now);
    if outcome.ledger.is_none() {
        report(&faults, &sources, root, common)?;
        say(&format!("{}; {nothing}\n", terminal::tally(&faults)))?;
    }
    Ok(outcome.ledger.map(|ledger| (ledger, now)))
}

/// The moment to show; a day alone is one of the site's zone, or of UTC where that cannot be read.
fn moment(outcome: &Outcome, common: &Common) -> Result<Now> {
    let zone = outcome
        .ledger
        .as_ref()
        .map_or(Zone::UTC, |ledger| ledger.status.site.zone);
    moment_in(zone, common)
}

/// The moment to show; a day alone is one of this zone.
fn moment_in(zone: Zone, common: &Common) -> Result<Now> {
    clock::now(common.now.as_deref(), zone)
}

/// The content folder as a person would type it here, with a slash at the end; nothing from inside of it.
fn folder(root: &Root) -> String {
    let shown = typed(&root.content());
    if shown.is_empty() {
        shown
    } else {
        format!("{shown}/")
    }
}

/// A path as a person would type it here.
fn typed(path: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    let short = here.and_then(|here| path.strip_prefix(here).ok());
    short.unwrap_or(path).display().to_string()
}

/// Shows faults as a person reads them.
fn report(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    root: &Root,
    common: &Common,
) -> Result<()> {
    let quote = if common.no_source_lines {
        Quote::Nothing
    } else {
        Quote::Lines
    };
    let (shown, more) = human::few(diagnostics);
    say(&(human::text(&shown, sources, &folder(root), quote) + &more))
}
