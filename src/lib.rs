//! **Statuary** makes a status page, its feed and support reports from plain files in git.
//!
//! *A status site is a pure function of its sources, its theme and a moment.* Everything goes in as values, everything comes out as
//! values; a thin skin does files, clock, network and terminal.
//!
//! ```text
//! content/ ─┐
//! themes/  ─┴─ load ─▶ Sources ─ parse ─▶ Documents ─ check ─▶ Ledger { status, internal }
//!                                              │                  │            │
//!                        Diagnostics ◀─────────┴──────────────────┘            │
//!                                              ledger.status ──────┐           └─ whole ledger ──┐
//!                                                      Now ─▶ derive ─▶ view::public      derive ─▶ view::internal
//!                                                                      │                            │
//!                                                     Theme ─▶ render ─▶ Site              render ─▶ Site
//!                                                                      │                            │
//!                                                             output/public                 output/internal
//! ```
//!
//! | layer | what it does | may name |
//! | --- | --- | --- |
//! | [`base`] | words every stage uses: text and spans, diagnostics, moments, ids, prose | – |
//! | [`model`] | the checked facts; cannot hold a wrong value | base |
//! | [`mod@format`] | the content format, described once: documents as written; from them come parser, JSON Schemas and key tables | base |
//! | [`parse`] | text to documents as written; never panics, collects faults | base, format |
//! | [`check`] | documents to ledger: every rule that content must keep | base, model, format, parse |
//! | [`import`] | another tool's files to files of ours, and a report | base, model, format, parse |
//! | [`author`] | texts of new files, updates put into files that are there, schemas for editors | base, model, format, parse |
//! | [`mod@derive`] | what follows at a moment: states, timelines, uptime, statistics | base, model |
//! | [`view`] | what each page, feed, chart and file says, ready to print | base, model, derive |
//! | [`render`] | views and a theme to bytes | base, view |
//! | [`edge`] | the world: command line, clock, files, terminal | all |
//!
//! Modules of the pipeline are verbs, values are nouns, and inside each layer files are named by subject: whoever looks for incidents
//! reads `format/incident.rs`, `check/incident.rs`, `model/incident.rs`, `derive/incident.rs` and `view/public/incident.rs`.
//!
//! The two sites part at the ledger. The public one is made from the status ledger, which has no field that could hold internal content;
//! what is not passed cannot leak.
//!
//! These rules are held by machines: types (an [`model::Ledger`] exists only when no error was found), clippy (`.clippy.toml` forbids
//! clock, files and environment outside of `edge`) and the `tidy` test (layers look only down, each outside library is named in one file,
//! every rule of `check` has its test and its line in the manual).

pub mod author;
pub mod base;
pub mod check;
pub mod derive;
pub mod edge;
pub mod format;
pub mod import;
pub mod model;
pub mod parse;
pub mod render;
pub mod view;

use base::diagnostic::Diagnostic;
use base::source::Sources;
use base::time::Now;
use check::{BATCH_SIZE, CheckOutcome, CheckedEntries, ContentCheck};
use derive::snapshot::Snapshot;
use model::{Ledger, StatusLedger};
use render::SiteRenderer;
use render::theme::Theme;

/// Parses and checks content: sources to documents, documents to the ledger that both sites are made from, with every fault.
#[must_use]
pub fn check_sources(sources: &Sources) -> CheckOutcome {
    check_unchecked(sources, CheckedEntries::none(sources)).0
}

/// The same for content of which some entries are checked already. The checked entries come back with those that were missing.
#[must_use]
pub fn check_unchecked(
    sources: &Sources,
    mut entries: CheckedEntries,
) -> (CheckOutcome, CheckedEntries) {
    let shared = parse::parse_files(sources, entries.shared_files());
    let check = ContentCheck::new(sources, shared);
    for batch in entries.take_unchecked().chunks(BATCH_SIZE) {
        let documents = parse::parse_files(sources, batch);
        check.check_entries(batch, documents, &mut entries);
    }
    (check.finish(&mut entries), entries)
}

/// The ledger of content.
///
/// # Errors
/// All faults of the content, if one of them is an error.
pub fn read_ledger(sources: &Sources) -> Result<Ledger, Vec<Diagnostic>> {
    let outcome = check_sources(sources);
    outcome.ledger.ok_or(outcome.diagnostics)
}

/// The site for customers at a moment. It renders a path when asked.
#[must_use]
pub fn public_site<'a>(status: &'a StatusLedger, now: Now, theme: &'a Theme) -> SiteRenderer<'a> {
    let snapshot = Snapshot::of(status, now);
    let outline = view::public::outline::outline(snapshot, theme.language());
    SiteRenderer::new(outline, theme)
}

/// The site for the team at a moment. It renders a path when asked.
#[must_use]
pub fn internal_site<'a>(ledger: &'a Ledger, now: Now, theme: &'a Theme) -> SiteRenderer<'a> {
    let snapshot = Snapshot::of(&ledger.status, now);
    let outline = view::internal::outline::outline(ledger, snapshot);
    SiteRenderer::new(outline, theme)
}
