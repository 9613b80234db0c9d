//! Documents to ledger: every rule that content must keep.
//!
//! Each subject's file destructures its raw type without `..`, so that a new key does not compile until it has a place. Rules between
//! files (ids that must exist, addresses that must be free) come after. A ledger is made only when no error was found.

mod address;
mod checker;
mod component;
mod fault;
mod incident;
mod maintenance;
mod notice;
mod page;
mod postmortem;
mod report;
mod site;

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{Sources, Span, Spanned};
use crate::base::time::Zone;
use crate::model::{InternalLedger, Ledger, StatusLedger};
use crate::parse::{Document, Documents};
use checker::{Checker, KnownComponents};

/// A checked entry with what only this stage needs.
struct Checked<T> {
    entry: T,
    /// The start of its file.
    file: Span,
    /// Not to be published yet.
    draft: bool,
    /// Old addresses with their places.
    aliases: Vec<Spanned<String>>,
}

impl<T> Checked<T> {
    fn new(entry: T, file: Span, draft: bool) -> Checked<T> {
        Checked { entry, file, draft, aliases: Vec::new() }
    }
}

/// What was found.
#[derive(Debug)]
pub struct Outcome {
    /// Everything, if no error was found.
    pub ledger: Option<Ledger>,
    /// All faults of all stages so far, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many entries were left out as drafts.
    pub drafts: usize,
}

/// Reads sources all the way to a ledger.
#[must_use]
pub fn sources(sources: &Sources) -> Outcome {
    let (documents, faults) = crate::parse::documents(sources);
    documents_to_ledger(documents, faults)
}

/// The ids of entries that exist, drafts and broken files included, and which of them are drafts.
struct KnownEntries {
    incidents: Vec<(String, bool)>,
    maintenance: Vec<String>,
}

fn documents_to_ledger(documents: Documents, mut faults: Vec<Diagnostic>) -> Outcome {
    let Documents {
        site,
        components,
        incidents,
        maintenance,
        postmortems,
        notices,
        pages,
        products,
        tallies,
        usages,
        actions,
    } = documents;
    let home = site.first().map(Document::start);
    let site = site.into_iter().next().and_then(|document| site::settings(document, &mut faults));
    let zone = site.as_ref().map_or(Zone::UTC, |site| site.zone);
    if let (true, Some(home)) = (components.is_empty() && !faults.iter().any(is_about_board), home) {
        faults.push(fault::missing_file(home, "components.yaml"));
    }
    let (board, known) = component::board(components, zone, &mut faults);
    let entries = KnownEntries {
        incidents: incidents.iter().map(|doc| (doc.stem.clone(), incident::is_draft(doc))).collect(),
        maintenance: maintenance.iter().map(|doc| doc.stem.clone()).collect(),
    };
    let context = Context { zone, known: &known, entries: &entries };
    let incidents = context.each(incidents, &mut faults, incident::incident);
    let maintenance = context.each(maintenance, &mut faults, maintenance::maintenance);
    let postmortems = context.each(postmortems, &mut faults, postmortem::postmortem);
    let notices = context.each(notices, &mut faults, notice::notice);
    let pages = context.each(pages, &mut faults, page::page);
    let products = report::products(products, tallies, usages, actions, &context, &mut faults);
    address::claims(
        &address::Entries { board: &board, incidents: &incidents, maintenance: &maintenance, pages: &pages },
        &mut faults,
    );

    let mut drafts = 0;
    let status = site.map(|site| StatusLedger {
        site,
        board: board.value,
        incidents: published(incidents, &mut drafts),
        maintenance: published(maintenance, &mut drafts),
        postmortems: published(postmortems, &mut drafts),
        notices: published(notices, &mut drafts),
        pages: in_menu_order(published(pages, &mut drafts)),
    });
    faults.sort_by_key(|fault| fault.primary.span);
    let sound = !faults.iter().any(|fault| fault.level == Level::Error);
    let ledger = status.filter(|_| sound).map(|status| Ledger { status, internal: InternalLedger { products } });
    Outcome { ledger, diagnostics: faults, drafts }
}

fn is_about_board(fault: &Diagnostic) -> bool {
    fault.message.contains("components.y")
}

/// The one place where drafts leave, before anything is counted.
fn published<T>(entries: Vec<Checked<T>>, drafts: &mut usize) -> Vec<T> {
    *drafts += entries.iter().filter(|entry| entry.draft).count();
    entries.into_iter().filter(|entry| !entry.draft).map(|entry| entry.entry).collect()
}

fn in_menu_order(mut pages: Vec<crate::model::page::Page>) -> Vec<crate::model::page::Page> {
    pages.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.title.cmp(&b.title)));
    pages
}

/// What the check of one file may look at.
struct Context<'a> {
    zone: Zone,
    known: &'a KnownComponents,
    entries: &'a KnownEntries,
}

impl Context<'_> {
    fn checker(&self) -> Checker<'_> {
        Checker { zone: self.zone, components: self.known, faults: Vec::new() }
    }

    /// Checks the files of one kind in parallel; the order stays that of the paths.
    fn each<D: Send, T: Send>(
        &self,
        documents: Vec<Document<D>>,
        faults: &mut Vec<Diagnostic>,
        check: impl Fn(Document<D>, &KnownEntries, &mut Checker) -> Option<Checked<T>> + Sync,
    ) -> Vec<Checked<T>> {
        let checked: Vec<(Option<Checked<T>>, Vec<Diagnostic>)> = documents
            .into_par_iter()
            .map(|document| {
                let mut checker = self.checker();
                let entry = check(document, self.entries, &mut checker);
                (entry, checker.faults)
            })
            .collect();
        let mut entries = Vec::with_capacity(checked.len());
        for (entry, found) in checked {
            entries.extend(entry);
            faults.extend(found);
        }
        entries
    }
}
