//! `diff`: what customers would see of the changes since a revision.

use anyhow::{Result, bail};

use super::context::{CommandStatus, content_prefix, print_report, read_ledger};
use super::theme::load_theme;
use crate::base::diagnostic::Level;
use crate::base::source::Sources;
use crate::base::time::Now;
use crate::edge::cli::{DiffArgs, DiffFormat, GlobalArgs};
use crate::edge::diagnostics;
use crate::edge::git::{BaseCommit, Repository};
use crate::edge::load::SiteRoot;
use crate::edge::terminal::print;
use crate::model::component::Board;
use crate::model::{InternalLedger, Ledger, StatusLedger};
use crate::render::theme::Theme;
use crate::render::{console_report, json, page_diff};
use crate::view::diff::{DiffView, PageChanges, Revision, diff_view};
use crate::view::json::JsonView;
use crate::view::text::diff::{self as words, ReportBudget};

/// Runs the command.
pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &DiffArgs) -> Result<CommandStatus> {
    let Some((after, now)) = read_ledger(root, common, "there is nothing to compare")? else {
        return Ok(CommandStatus::ContentErrors);
    };
    let repository = Repository::discover(root)?;
    let base = repository.resolve_base(args.revision.as_deref())?;
    let before = repository
        .read_content(&base)?
        .map(|sources| read_base_ledger(&sources, &base, &content_prefix(root)))
        .transpose()?;
    let theme = load_theme(&root.themes()?, args.theme.as_deref(), &after.status.site)?;
    let view = compare_ledgers(before, &after, base, now, (&theme, args.internal));
    match args.format {
        DiffFormat::Text => print_report(&words::console_report(&view, ReportBudget::Terminal))?,
        DiffFormat::Markdown => {
            let report = words::console_report(&view, ReportBudget::Comment);
            print(&console_report::render_markdown(&report))?;
        }
        DiffFormat::Json => print(&json::write_json_pretty(&JsonView::Difference(view.into())))?,
    }
    Ok(CommandStatus::Success)
}

/// The ledger of a revision. What was published from it had no errors.
fn read_base_ledger(sources: &Sources, base: &BaseCommit, folder: &str) -> Result<Ledger> {
    let outcome = crate::check_sources(sources);
    match outcome.ledger {
        Some(ledger) => Ok(ledger),
        None => {
            let error = outcome
                .diagnostics
                .iter()
                .find(|fault| fault.level == Level::Error);
            let error = error
                .map(|fault| diagnostics::short_line(fault, sources, folder))
                .unwrap_or_default();
            bail!(
                "the content of {} has errors, so nothing can be compared with it; the first is {error}",
                base.name
            )
        }
    }
}

fn compare_ledgers(
    before: Option<Ledger>,
    after: &Ledger,
    base: BaseCommit,
    now: Now,
    (theme, internal): (&Theme, bool),
) -> DiffView {
    let revision = Revision {
        commit: base.commit,
        name: base.name,
        is_site: before.is_some(),
    };
    let before = before.unwrap_or_else(|| empty_ledger(&after.status));
    let site = |ledger| crate::public_site(ledger, now, theme);
    let pages: PageChanges = page_diff::compare_pages(&site(&before.status), &site(&after.status));
    let internal = internal.then(|| {
        let site = |ledger| crate::internal_site(ledger, now, theme);
        page_diff::compare_pages(&site(&before), &site(after))
    });
    diff_view(
        (&before.status, &after.status),
        now,
        theme.language(),
        revision,
        (pages, internal),
    )
}

/// A site of this name without anything on it.
fn empty_ledger(status: &StatusLedger) -> Ledger {
    let status = StatusLedger {
        site: status.site.clone(),
        board: Board::default(),
        incidents: Vec::new(),
        maintenance: Vec::new(),
        postmortems: Vec::new(),
        notices: Vec::new(),
        pages: Vec::new(),
        static_files: Vec::new(),
    };
    Ledger {
        status,
        internal: InternalLedger::default(),
    }
}
