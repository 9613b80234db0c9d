//! **Statuary** builds a status page, its feeds and support reports from plain files in git.
//!
//! *A status site is a pure function of its sources, its theme and a moment.* Everything goes in as values and comes out as values; a
//! thin layer handles files, clock, network and terminal.
//!
//! ```text
//! content/ ─┐
//! themes/  ─┴─ load ─▶ Sources ─ parse ─▶ Documents ─ check ─▶ Ledger { status, internal } + SourceMap
//!                                             │                  │            │
//!                       Diagnostics ◀─────────┴──────────────────┘            │
//!                                             ledger.status ──────┐           └─ whole ledger ──┐
//!                                                     Now ─▶ derive ─▶ view::public      derive ─▶ view::internal
//!                                                                     │                            │
//!                                                    Theme ─▶ render ─▶ Site              render ─▶ Site
//!                                                                     │                            │
//!                                                            output/public                 output/internal
//! ```
//!
//! The functions of this file are that picture: [`check_sources`] is the upper half, [`public_site`] and [`internal_site`] are the lower
//! one. `build`, `check`, `serve` and the other commands run them and nothing else.
//!
//! # Layers
//!
//! | layer | what it does | may use |
//! | --- | --- | --- |
//! | [`base`] | words every stage uses: source text and spans, diagnostics, moments and intervals, ids, prose | – |
//! | [`model`] | checked facts; cannot hold a wrong value; addresses | base |
//! | [`mod@format`] | the content format, described once: documents as written; from them come parser, JSON Schemas and key tables | base |
//! | [`parse`] | text to documents: YAML with spans, Markdown. Never panics, collects faults | base, format |
//! | [`check`] | documents to ledger: every rule that content must follow | base, model, format, parse |
//! | [`import`] | another tool's files to content files, and a report | base, model, format, parse |
//! | [`author`] | new content files, and updates added to existing ones | base, model, format, parse |
//! | [`mod@derive`] | what follows at a moment: states, timelines, uptime, statistics | base, model |
//! | [`view`] | the content of each page, feed, chart and API file, ready to print | base, model, derive |
//! | [`render`] | views and a theme to bytes | base, view |
//! | [`edge`] | command line, clock, files, git, network, terminal; what is kept between runs is in [`edge::incremental`] | all |
//!
//! Layers are verbs, values are nouns, and inside each layer files are named by subject: for incidents read `incident.rs` in `format`,
//! `check`, `model`, `derive` and `view/public`.
//!
//! The two sites part at the ledger. The public one is built from the status ledger, which has no field for internal content: what is not
//! passed cannot leak.
//!
//! # Where to add something
//!
//! | to add | edit, in this order | then |
//! | --- | --- | --- |
//! | a key of a content file | `src/format/incident.rs` (the key, its type and its documentation), `src/check/incident.rs` (into the model; it does not compile before), `src/model/incident.rs` | `src/derive/` and `src/view/public/incident.rs` to show it, `themes/default/incident.html` to print it |
//! | a content kind | a file in `src/format/`, `src/parse/layout.rs` (its folder), `src/parse/mod.rs`, a file in `src/model/` and in `src/check/`, `src/check/mod.rs` | a page |
//! | a rule | the file of its subject in `src/check/rules/`, and the call where the content is checked, such as `src/check/incident.rs` | one test with the message in `tests/it/rules/` |
//! | a page | `src/model/route.rs` (address and template), a file in `src/view/public/` or `src/view/internal/`, `src/view/page.rs`, `src/view/public/outline.rs` or `src/view/internal/outline.rs` | a template in `themes/default/`, its words in `themes/default/strings/` |
//! | a chart | a file in `src/view/chart/` (what it shows) and in `src/render/` (how it is drawn, such as `src/render/ranking.rs`), `src/view/chart/mod.rs`, `src/render/mod.rs` | the outline of its site, golden files in `tests/it/golden/` |
//! | a feed or an API file | `src/model/route.rs`, a file in `src/view/` for its format and in `src/view/public/` for its content, `src/view/public/outline.rs` | `src/render/feed.rs`, or another writer in `src/render/` |
//! | a channel of announcements | `src/model/announce.rs` (its kind), `src/check/announce.rs`, a file in `src/render/announcement/` (its messages), `src/edge/announce/plan.rs`, `src/edge/announce/send.rs` if it is not HTTP | its limits in `tests/it/announce/hostile.rs` |
//! | a command | its options in `src/edge/cli/` and `src/edge/cli/command_line.rs`, a file in `src/edge/command/`, `src/edge/command/mod.rs` | a test such as `tests/it/explain.rs` |
//! | an output format of `check` | a file in `src/edge/diagnostics/`, `src/edge/cli/check.rs`, `src/edge/command/check.rs` | `tests/it/formats.rs` |
//! | an importer | a file in `src/import/`, such as `instatus.rs` (the form of the service's files, its words, and their conversion), and its line in `tools!` in `src/import/mod.rs` | a fixture in the documented form in `tests/it/import/vendors.rs` |
//! | a language | a file in `themes/default/strings/`, `src/view/locale.rs` | `tests/it/language.rs` |
//! | a chapter of the manual | a file in `src/manual/`, `src/edge/manual.rs` (its name) | `UPDATE_DOCS=1 cargo test manual` lists it in the README |
//!
//! Tables of the manual, JSON Schemas, completions and the lists of rules and addresses are made from these files.
//!
//! # What machines check
//!
//! A [`model::Ledger`] exists only when no error was found. Clippy (`.clippy.toml`) forbids clock, files and environment outside of
//! `edge`. The `tidy` tests check that layers use only lower ones, that files do not import each other in circles, that a type name is
//! defined once, that each outside library is named in one place, that every rule has its test and its documentation, and that the files
//! in the table above exist.

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
use model::{Ledger, StatusLedger, route};
use render::SiteRenderer;
use render::theme::Theme;
use view::deployment::deployment;
use view::json::JsonView;
use view::outline::{Outline, View};

/// Parses and checks content: sources to documents, documents to the ledger that both sites are built from, with every fault.
pub fn check_sources(sources: &Sources) -> CheckOutcome {
    check_unchecked(sources, CheckedEntries::none(sources)).0
}

/// The same for content of which some entries are checked already. The checked entries come back with those that were missing.
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
pub fn public_site<'a>(status: &'a StatusLedger, now: Now, theme: &'a Theme) -> SiteRenderer<'a> {
    SiteRenderer::new(public_outline(status, now, theme), theme)
}

/// The same with the file by which a pipeline knows that this revision is published.
pub fn public_site_of_revision<'a>(
    status: &'a StatusLedger,
    now: Now,
    theme: &'a Theme,
    revision: &str,
) -> SiteRenderer<'a> {
    let mut outline = public_outline(status, now, theme);
    let deployment = deployment(status, now, revision);
    outline.add(route::DEPLOYMENT.pattern, move || {
        View::Json(JsonView::Deployment(deployment.clone()))
    });
    SiteRenderer::new(outline, theme)
}

fn public_outline<'a>(status: &'a StatusLedger, now: Now, theme: &'a Theme) -> Outline<'a> {
    let snapshot = Snapshot::of(status, now);
    let next_change = derive::upcoming::next_change(status, now);
    view::public::outline::outline(
        snapshot,
        next_change,
        theme.language(),
        theme.has_default_icon(),
    )
}

/// The site for the team at a moment. It renders a path when asked.
pub fn internal_site<'a>(ledger: &'a Ledger, now: Now, theme: &'a Theme) -> SiteRenderer<'a> {
    let snapshot = Snapshot::of(&ledger.status, now);
    let outline = view::internal::outline::outline(ledger, snapshot);
    SiteRenderer::new(outline, theme)
}
