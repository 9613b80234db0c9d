//! Shared by commands: the site's folder, the checked content, the time to show, and printing of diagnostics.

use std::borrow::Cow;
use std::path::Path;

use anyhow::Result;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::Sources;
use crate::base::time::{Now, Zone};
use crate::check::CheckOutcome;
use crate::edge::cli::GlobalArgs;
use crate::edge::clock;
use crate::edge::diagnostics::redaction::redact;
use crate::edge::diagnostics::text::{self, SourceLines};
use crate::edge::load::{ContentScope, SiteRoot};
use crate::edge::portable_path::portable_path;
use crate::edge::terminal::{print, print_stderr};
use crate::model::Ledger;
use crate::render::console_report::render_terminal;
use crate::view::console_report::ConsoleReport;

/// How a command ended, as exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandStatus {
    /// 0.
    Success,
    /// 1: the content has errors.
    ContentErrors,
    /// 3: `status --exit-code`, while a component is affected.
    ServiceTrouble,
}

/// The site's folder: that of `-C`, or the nearest one upwards.
pub fn find_root(common: &GlobalArgs) -> Result<SiteRoot> {
    let start = common
        .directory
        .clone()
        .map_or_else(std::env::current_dir, Ok)?;
    SiteRoot::find(&start)
}

/// Reads the content, and warns about files that are skipped: what such a command says may be wrong without them.
pub fn load_sources(root: &SiteRoot, scope: ContentScope) -> Result<Sources> {
    let sources = root.load(scope)?;
    for (_, skipped) in sources.skipped() {
        print_stderr(&format!("warning: {}\n", skipped.message()))?;
    }
    Ok(sources)
}

/// The checked content and the time to show. `None` if it has errors, which are printed together with their `consequence`.
pub fn read_ledger(
    root: &SiteRoot,
    scope: ContentScope,
    common: &GlobalArgs,
    consequence: &str,
) -> Result<Option<(Ledger, Now)>> {
    check_ledger(&load_sources(root, scope)?, root, common, consequence)
}

/// The same for content that was read before.
pub fn check_ledger(
    sources: &Sources,
    root: &SiteRoot,
    common: &GlobalArgs,
    consequence: &str,
) -> Result<Option<(Ledger, Now)>> {
    let outcome = crate::check_sources(sources);
    let now = resolve_now(&outcome, common)?;
    let faults = outcome.diagnostics_at(now);
    if outcome.ledger.is_none() {
        reject(&faults, sources, root, common, consequence)?;
    }
    Ok(outcome.ledger.map(|ledger| (ledger, now)))
}

/// Prints the faults of content and what does not happen because of them.
pub fn reject(
    faults: &[Diagnostic],
    sources: &Sources,
    root: &SiteRoot,
    common: &GlobalArgs,
    consequence: &str,
) -> Result<CommandStatus> {
    print_diagnostics(faults, sources, root, common)?;
    let counts = text::summarize_counts(faults);
    print_stderr(&format!("{counts}; {consequence}\n"))?;
    Ok(CommandStatus::ContentErrors)
}

/// Ends a command that has done its work with what there is to say about it.
pub fn finish(common: &GlobalArgs, summary: &str) -> Result<CommandStatus> {
    if !common.quiet {
        print(summary)?;
    }
    Ok(CommandStatus::Success)
}

pub fn print_report(report: &ConsoleReport) -> Result<()> {
    print(&render_terminal(report))
}

/// The time to show. A date without a time is in the site's time zone, or in UTC if the settings are invalid.
pub fn resolve_now(outcome: &CheckOutcome, common: &GlobalArgs) -> Result<Now> {
    let zone = outcome
        .ledger
        .as_ref()
        .map_or(Zone::UTC, |ledger| ledger.status.site.zone);
    resolve_now_in(zone, common)
}

/// The time to show. A date without a time is in `zone`.
pub fn resolve_now_in(zone: Zone, common: &GlobalArgs) -> Result<Now> {
    clock::resolve_now(common.now.as_deref(), zone)
}

/// The content folder relative to the current folder, with a slash at the end; empty inside it.
pub fn content_prefix(root: &SiteRoot) -> String {
    let shown = portable_path(Path::new(&display_path(&root.content)));
    if shown.is_empty() {
        shown
    } else {
        format!("{shown}/")
    }
}

/// A path relative to the current folder, if it is inside.
pub fn display_path(path: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    let short = here.and_then(|here| path.strip_prefix(here).ok());
    short.unwrap_or(path).display().to_string()
}

/// Prints diagnostics to standard error.
pub fn print_diagnostics(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    root: &SiteRoot,
    common: &GlobalArgs,
) -> Result<()> {
    let source_lines = source_lines(common);
    let (shown, more) = text::limit_warnings(diagnostics);
    let (shown, sources) = redact_for_log(shown, sources, common)?;
    print_stderr(&(text::render(&shown, &sources, &content_prefix(root), source_lines) + &more))
}

/// Diagnostics as the log may have them: with `--no-source-lines`, nothing in it is secret.
pub fn redact_for_log<'s>(
    diagnostics: Vec<Diagnostic>,
    sources: &'s Sources,
    common: &GlobalArgs,
) -> Result<(Vec<Diagnostic>, Cow<'s, Sources>)> {
    Ok(match source_lines(common) {
        SourceLines::Show => (diagnostics, Cow::Borrowed(sources)),
        SourceLines::Hide => {
            let now = resolve_now_in(Zone::UTC, common)?;
            let (diagnostics, sources) = redact(&diagnostics, sources, now);
            (diagnostics, Cow::Owned(sources))
        }
    })
}

/// Whether diagnostics quote source lines.
pub fn source_lines(common: &GlobalArgs) -> SourceLines {
    if common.no_source_lines {
        SourceLines::Hide
    } else {
        SourceLines::Show
    }
}
