//! `diff`: what customers would see of the changes since a revision.

use anyhow::{Result, bail};

use super::theme::theme;
use super::{End, folder, read};
use crate::base::diagnostic::Level;
use crate::base::source::Sources;
use crate::base::time::Now;
use crate::check;
use crate::edge::cli::{Common, DiffArgs, DiffFormat};
use crate::edge::git::{Base, Repository};
use crate::edge::human;
use crate::edge::load::Root;
use crate::edge::terminal::print;
use crate::model::component::Board;
use crate::model::{InternalLedger, Ledger, StatusLedger};
use crate::render::theme::Theme;
use crate::render::{brief, compare, json};
use crate::view::difference::{DifferenceView, Pages, Revision, difference};
use crate::view::json::Json;
use crate::view::text::difference::{self as words, Room};

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &DiffArgs) -> Result<End> {
    let Some((after, now)) = read(root, common, "there is nothing to compare")? else {
        return Ok(End::Faults);
    };
    let repository = Repository::of(root)?;
    let base = repository.base(args.revision.as_deref())?;
    let before = repository
        .content(&base)?
        .map(|sources| earlier(&sources, &base, &folder(root)))
        .transpose()?;
    let theme = theme(&root.themes()?, args.theme.as_deref(), &after.status.site)?;
    let view = compared(before, &after, base, now, (&theme, args.internal));
    match args.format {
        DiffFormat::Text => print(&brief::terminal(&words::brief(&view, Room::Terminal)))?,
        DiffFormat::Markdown => print(&brief::markdown(&words::brief(&view, Room::Comment)))?,
        DiffFormat::Json => print(&json::lines(&Json::Difference(Box::new(view))))?,
    }
    Ok(End::Good)
}

/// The ledger of a revision. What was published from it had no errors.
fn earlier(sources: &Sources, base: &Base, folder: &str) -> Result<Ledger> {
    let outcome = check::sources(sources);
    match outcome.ledger {
        Some(ledger) => Ok(ledger),
        None => {
            let error = outcome
                .diagnostics
                .iter()
                .find(|fault| fault.level == Level::Error);
            let error = error
                .map(|fault| human::short(fault, sources, folder))
                .unwrap_or_default();
            bail!(
                "the content of {} has errors, so nothing can be compared with it; the first is {error}",
                base.name
            )
        }
    }
}

fn compared(
    before: Option<Ledger>,
    after: &Ledger,
    base: Base,
    now: Now,
    (theme, internal): (&Theme, bool),
) -> DifferenceView {
    let revision = Revision {
        commit: base.commit,
        name: base.name,
        is_site: before.is_some(),
    };
    let before = before.unwrap_or_else(|| nothing(&after.status));
    let site = |ledger| crate::public_site(ledger, now, theme);
    let pages: Pages = compare::pages(&site(&before.status), &site(&after.status));
    let internal = internal.then(|| {
        let site = |ledger| crate::internal_site(ledger, now, theme);
        compare::pages(&site(&before), &site(after))
    });
    difference(
        (&before.status, &after.status),
        now,
        theme.language(),
        revision,
        (pages, internal),
    )
}

/// A site of this name without anything on it.
fn nothing(status: &StatusLedger) -> Ledger {
    let status = StatusLedger {
        site: status.site.clone(),
        board: Board::default(),
        incidents: Vec::new(),
        maintenance: Vec::new(),
        postmortems: Vec::new(),
        notices: Vec::new(),
        pages: Vec::new(),
        files: Vec::new(),
    };
    Ledger {
        status,
        internal: InternalLedger::default(),
    }
}
