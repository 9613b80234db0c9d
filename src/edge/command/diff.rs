//! `diff`: what changes for customers since a revision.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::context::{CommandStatus, check_ledger, content_prefix, load_sources, print_report};
use super::theme::load_theme;
use crate::base::diagnostic::Level;
use crate::base::source::Sources;
use crate::base::time::Now;
use crate::edge::cli::{DiffArgs, DiffFormat, GlobalArgs};
use crate::edge::diagnostics;
use crate::edge::first_published;
use crate::edge::git::{BaseCommit, Repository};
use crate::edge::load::{ContentScope, SiteRoot, require_internal};
use crate::edge::terminal::{print_data, print_stderr};
use crate::model::component::Board;
use crate::model::{InternalLedger, Ledger, StatusLedger};
use crate::render::theme::Theme;
use crate::render::{console_report, json, page_diff};
use crate::view::diff::{DiffView, PageChanges, Revision, diff_view};
use crate::view::json::JsonView;
use crate::view::text::diff::{self as text, ReportBudget};

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &DiffArgs) -> Result<CommandStatus> {
    let scope = if args.internal {
        ContentScope::All
    } else {
        ContentScope::Public
    };
    let sources = load_sources(root, scope)?;
    require_internal(&sources)?;
    let consequence = "there is nothing to compare";
    let Some((mut after, now)) = check_ledger(&sources, root, common, consequence)? else {
        return Ok(CommandStatus::ContentErrors);
    };
    let repository = Repository::discover(root)?;
    let base = repository.resolve_base(args.revision.as_deref())?;
    let before = repository
        .read_content(&base, scope, &sources)?
        .map(|sources| read_base_ledger(sources, &base, &content_prefix(root)))
        .transpose()?;
    if !after.status.maintenance.is_empty() {
        first_published::add_to_ledger(&mut after, root)?;
    }
    let theme = load_theme(&root.themes()?, args.theme.as_deref(), &after.status.site)?;
    let mut view = compare_ledgers(before, &after, base, now, (&theme, args.internal));
    if common.no_source_lines {
        view.hide_unpublished();
    }
    match args.format {
        DiffFormat::Text => print_report(&text::console_report(&view, ReportBudget::Terminal))?,
        DiffFormat::Markdown => {
            let report = text::console_report(&view, ReportBudget::Comment);
            print_data(&console_report::render_markdown(&report))?;
        }
        DiffFormat::Json => {
            print_data(&json::write_json_pretty(&JsonView::Difference(view.into())))?
        }
    }
    Ok(CommandStatus::Success)
}

/// The content of a revision.
struct BaseContent {
    ledger: Ledger,
    /// The files that have errors in it, and are not in the ledger.
    left_out: Vec<String>,
}

/// The ledger of a revision, without the files that have errors there: the change that repairs them can be reviewed like any other.
fn read_base_ledger(mut sources: Sources, base: &BaseCommit, folder: &str) -> Result<BaseContent> {
    let mut left_out = Vec::new();
    loop {
        let outcome = crate::check_sources(&sources);
        if let Some(ledger) = outcome.ledger {
            return Ok(BaseContent { ledger, left_out });
        }
        let mut faulty = BTreeMap::new();
        for fault in &outcome.diagnostics {
            if fault.level == Level::Error {
                let path = &sources.file(fault.primary.span.file).path;
                let line = || diagnostics::short_line(fault, &sources, folder);
                faulty.entry(path.as_str()).or_insert_with(line);
            }
        }
        // Without its settings or components a site cannot be read.
        if let Some((_, error)) = faulty.iter().find(|(path, _)| !path.contains('/')) {
            bail!(
                "{error}\nthis is the file in {} ({}), and without it nothing can be compared; name another revision",
                base.name,
                base.commit
            );
        }
        for (path, error) in &faulty {
            print_stderr(&format!("warning: left out of {}: {error}\n", base.name))?;
            left_out.push((*path).to_owned());
        }
        let sound = sources.filter(|file| !faulty.contains_key(file.path.as_str()));
        sources = sound;
    }
}

fn compare_ledgers(
    before: Option<BaseContent>,
    after: &Ledger,
    base: BaseCommit,
    now: Now,
    (theme, internal): (&Theme, bool),
) -> DiffView {
    let revision = Revision {
        commit: base.commit,
        name: base.name,
        is_site: before.is_some(),
        left_out: before
            .as_ref()
            .map(|before| before.left_out.clone())
            .unwrap_or_default(),
    };
    let before = before.map_or_else(|| empty_ledger(&after.status), |before| before.ledger);
    let site = |ledger| crate::public_site(ledger, now, theme);
    let pages: PageChanges = page_diff::compare_pages(&site(&before.status), &site(&after.status));
    let internal = internal.then(|| {
        let site = |ledger| crate::internal_site(ledger, now, theme);
        page_diff::compare_pages(&site(&before), &site(after))
    });
    diff_view(
        (&before.status, &after.status),
        (&after.internal.announce, &after.internal.first_published),
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
        support: None,
        static_files: Vec::new(),
    };
    Ledger {
        status,
        internal: InternalLedger::default(),
    }
}
