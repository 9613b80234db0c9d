//! Documents to ledger: every rule that content must keep.
//!
//! Each subject's file destructures its raw type without `..`, so that a new key does not compile until it has a place. Rules between
//! files (ids that must exist, addresses that must be free) come after. A ledger is made only when no error was found.

mod address;
mod allow_comment;
mod announce;
mod branding;
mod checker;
pub mod committed;
mod component;
mod context;
mod declared_ids;
mod entry;
mod fault_filter;
mod incident;
mod link;
mod maintenance;
mod mapped_text;
mod notice;
mod on_call;
mod outcome;
mod page;
mod postmortem;
mod prose;
mod publication;
mod report;
mod rule_overrides;
pub mod rules;
mod sensitive_data;
mod site;
mod static_file;
mod support;
mod timing;
mod update;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::id::EntryId;
use crate::base::source::{FileId, Sources, Span};
use crate::base::time::Zone;
use crate::check::rules::file::{missing_file, skipped_file};
use crate::check::rules::postmortem::postmortem_overdue;
use crate::check::rules::text::UNFILLED_PLACEHOLDER;
use crate::model::announce::AnnounceSettings;
use crate::model::custom_page::CustomPage;
use crate::model::first_published::FirstPublished;
use crate::model::incident::Incident;
use crate::model::postmortem::Postmortem;
use crate::model::site::{Site, SiteUrl};
use crate::model::source_map::{EntrySpans, SourceMap};
use crate::model::{InternalLedger, Ledger, StatusLedger};
use crate::parse::{Document, Documents, EntryDocuments};
use checker::Checker;
use component::BoardWithIds;
use context::CheckContext;
use declared_ids::{ComponentIndex, NO_ERROR_CODES, TeamIndex};
pub use entry::{CheckedEntries, is_entry_file};
use entry::{CheckedEntry, EntriesByFile, EntryNames, file_stems};
use outcome::ExternalRefs;
pub use outcome::{CheckOutcome, Environment};
use static_file::static_files;
use support::CheckedGuide;

/// So many entries are parsed, checked and dropped as they were written before the next ones are read: what is made of them is smaller.
pub const BATCH_SIZE: usize = 1000;

/// The check of one content folder, from its shared files to the ledger.
pub struct ContentCheck<'a> {
    sources: &'a Sources,
    site: Option<Site>,
    zone: Option<Zone>,
    internal_url: Option<SiteUrl>,
    sample_seed: Option<String>,
    announce: AnnounceSettings,
    rules: rule_overrides::RuleOverrides,
    external_refs: ExternalRefs,
    board: BoardWithIds,
    components: ComponentIndex,
    teams: TeamIndex,
    support: CheckedGuide,
    /// What is checked after the entries that it names.
    documents: Documents,
    faults: Vec<Diagnostic>,
}

impl<'a> ContentCheck<'a> {
    /// Checks what entries are checked against: settings, components and teams. The documents are those of all files that are no
    /// entries, with the faults of parsing them.
    #[must_use]
    pub fn new(
        sources: &'a Sources,
        (mut documents, mut faults): (Documents, Vec<Diagnostic>),
    ) -> ContentCheck<'a> {
        report_missing_files(sources, &mut faults);
        faults.extend(sources.skipped().map(|(file, skipped)| {
            let (start, end) = (0, 0);
            skipped_file(Span { file, start, end }, skipped)
        }));
        let site = std::mem::take(&mut documents.site).into_iter().next();
        let site = site.map(|document| site::check_site(document, sources, &mut faults));
        let site::SiteSettings {
            zone,
            site,
            internal_url,
            sample_seed,
            announce,
            rules,
            outward: external_refs,
        } = site.unwrap_or_default();
        let components = std::mem::take(&mut documents.components);
        let (board, components) = component::check_board(components, sources, zone, &mut faults);
        let announce =
            announce::check_announce(announce, (sources, zone), &components, &mut faults);
        let site = site.map(|site| Site {
            hubs: announce.hubs(),
            ..site
        });
        let teams = std::mem::take(&mut documents.teams);
        let teams = on_call::check_teams(teams, sources, zone, &mut faults);
        let context = CheckContext {
            sources,
            zone,
            components: &components,
            policy: site.as_ref().map(|site| &site.policy),
            teams: &teams,
            error_codes: &NO_ERROR_CODES,
        };
        let support = std::mem::take(&mut documents.support);
        let support = support::check_support_guide(support, &context, &mut faults);
        ContentCheck {
            sources,
            site,
            zone,
            internal_url,
            sample_seed,
            announce,
            rules,
            external_refs,
            board,
            components,
            teams,
            support,
            documents,
            faults,
        }
    }

    fn context(&self) -> CheckContext<'_> {
        CheckContext {
            sources: self.sources,
            zone: self.zone,
            components: &self.components,
            policy: self.site.as_ref().map(|site| &site.policy),
            teams: &self.teams,
            error_codes: &self.support.error_codes,
        }
    }

    /// Checks the entries of some files, given in the order of their paths: incidents come before the post-mortems that name them, so it
    /// is known by then which of them are drafts.
    pub fn check_entries(
        &self,
        files: &[FileId],
        (documents, mut faults): (Documents, Vec<Diagnostic>),
        entries: &mut CheckedEntries,
    ) {
        let EntryDocuments {
            incidents,
            maintenance,
            postmortems,
            notices,
            pages,
        } = documents.entries;
        let context = self.context();
        let checked = &mut *entries;
        context.check_documents(
            incidents,
            &checked.names,
            &mut checked.incidents,
            &mut faults,
            incident::check_incident,
        );
        checked
            .names
            .update_drafts(self.sources, files, &checked.incidents);
        context.check_documents(
            maintenance,
            &checked.names,
            &mut checked.maintenance,
            &mut faults,
            maintenance::check_maintenance,
        );
        context.check_documents(
            postmortems,
            &checked.names,
            &mut checked.postmortems,
            &mut faults,
            postmortem::check_postmortem,
        );
        context.check_documents(
            notices,
            &checked.names,
            &mut checked.notices,
            &mut faults,
            notice::check_notice,
        );
        context.check_documents(
            pages,
            &checked.names,
            &mut checked.pages,
            &mut faults,
            page::check_page,
        );
        entries.add_faults(faults);
    }

    /// Checks what needs all entries, and makes the ledger. Every entry has to be checked by now. A folder without any file gives neither
    /// a ledger nor a diagnostic, for it has no place that one could point at.
    #[must_use]
    pub fn finish(mut self, entries: &mut CheckedEntries) -> CheckOutcome {
        let mut faults = std::mem::take(&mut self.faults);
        let links = link::LinkChecker::new(entries, &self.board, self.site.as_ref(), self.sources);
        faults.extend(links.broken_links(&self.support.links));
        let internal = self.check_internal(&entries.names, &mut faults);
        report_missing_postmortems(
            &entries.incidents,
            &entries.postmortems,
            self.sources,
            &mut faults,
        );
        if let Some(zone) = self.zone {
            let CheckedEntries {
                postmortems,
                incidents,
                ..
            } = &*entries;
            postmortem::report_early_postmortems(postmortems, incidents, zone, &mut faults);
        }
        self.check_addresses(entries, &mut faults);
        faults.extend(entries.faults());
        let shown = fault_filter::shown_faults(faults, &self.rules, self.sources);
        let (expiring, diagnostics): (Vec<_>, Vec<_>) =
            shown.into_iter().partition(|fault| fault.until.is_some());
        let has_error = diagnostics.iter().any(|fault| fault.level == Level::Error);
        let site = self.site.filter(|_| !has_error);
        CheckOutcome {
            source_map: source_map(entries),
            draft_count: draft_count(entries),
            ledger: site.map(|site| Ledger {
                status: StatusLedger {
                    support: self.support.guide,
                    ..status_ledger(site, self.board, entries, self.sources)
                },
                internal,
            }),
            diagnostics,
            expiring,
            external_refs: self.external_refs,
            rules: self.rules,
        }
    }

    /// Checks everything that only the internal site shows.
    fn check_internal(
        &mut self,
        names: &EntryNames,
        faults: &mut Vec<Diagnostic>,
    ) -> InternalLedger {
        let Documents {
            // They are checked by now.
            entries: _,
            site: _,
            components: _,
            teams: _,
            support: _,
            products,
            tallies,
            worksheets,
            usages,
            actions,
            on_call_counts,
            services,
        } = std::mem::take(&mut self.documents);
        let files = report::ReportFiles {
            products,
            tallies,
            worksheets,
            usages,
            actions,
        };
        let context = self.context();
        InternalLedger {
            url: self.internal_url.clone(),
            announce: self.announce.clone(),
            sample_seed: self.sample_seed.clone(),
            products: report::check_products(files, (&context, names), faults),
            on_call_counts: on_call::check_on_call_counts(on_call_counts, &context, faults),
            catalogue: on_call::check_catalogue(services, &context, faults),
            teams: self.teams.teams.clone(),
            first_published: FirstPublished::default(),
        }
    }

    /// Reports addresses that two things claim.
    fn check_addresses(&self, entries: &mut CheckedEntries, faults: &mut Vec<Diagnostic>) {
        let CheckedEntries {
            address_claims,
            incidents,
            maintenance,
            notices,
            ..
        } = entries;
        let aliases = incidents.values().flat_map(|entry| &entry.aliases);
        let aliases = aliases.chain(maintenance.values().flat_map(|entry| &entry.aliases));
        let aliases = aliases.chain(notices.values().flat_map(|entry| &entry.aliases));
        let claims = address_claims.get_or_insert_with(|| {
            address::AddressClaims::from_file_names(self.sources, &self.board)
        });
        claims.report_duplicates(self.sources, aliases, faults);
    }
}

fn status_ledger(
    site: Site,
    board: BoardWithIds,
    entries: &CheckedEntries,
    sources: &Sources,
) -> StatusLedger {
    StatusLedger {
        board: board.value,
        incidents: without_drafts(&entries.incidents),
        maintenance: without_drafts(&entries.maintenance),
        postmortems: postmortem::published_postmortems(
            &entries.postmortems,
            &entries.incidents,
            site.zone,
        ),
        notices: without_drafts(&entries.notices),
        pages: in_menu_order(without_drafts(&entries.pages)),
        support: None,
        static_files: static_files(sources),
        site,
    }
}

fn source_map(entries: &CheckedEntries) -> SourceMap {
    SourceMap {
        incidents: spans(&entries.incidents),
        maintenance: spans(&entries.maintenance),
    }
}

fn spans<T>(entries: &EntriesByFile<T>) -> Vec<Arc<EntrySpans>> {
    let published = entries.values().filter(|entry| !entry.is_draft);
    published.filter_map(|entry| entry.spans.clone()).collect()
}

fn draft_count(entries: &CheckedEntries) -> usize {
    fn count<T>(entries: &EntriesByFile<T>) -> usize {
        entries.values().filter(|entry| entry.is_draft).count()
    }
    count(&entries.incidents)
        + count(&entries.maintenance)
        + count(&entries.postmortems)
        + count(&entries.notices)
        + count(&entries.pages)
}

/// Reports the files that every site has. One with a wrong extension or in capitals has its own fault, and so has an unreadable one.
fn report_missing_files(sources: &Sources, faults: &mut Vec<Diagnostic>) {
    let here = |name: &str| file_stems(sources, "").any(|found| found.eq_ignore_ascii_case(name));
    let Some((file, _)) = sources
        .iter()
        .find(|(_, file)| file.path == "site.yaml")
        .or_else(|| sources.iter().next())
    else {
        return;
    };
    let every = [
        (
            "site",
            "it begins with `version: 1`, `title`, `url` and `time_zone`",
        ),
        (
            "components",
            "list the components that customers see under `groups:`",
        ),
    ];
    for (name, begin) in every.into_iter().filter(|(name, _)| !here(name)) {
        faults.push(missing_file(
            Span {
                file,
                start: 0,
                end: 0,
            },
            &format!("{name}.yaml"),
            begin,
        ));
    }
}

/// Reports the incidents that still have no post-mortem. One that could not be read may be about any of them.
fn report_missing_postmortems(
    incidents: &EntriesByFile<Incident>,
    postmortems: &EntriesByFile<Postmortem>,
    sources: &Sources,
    faults: &mut Vec<Diagnostic>,
) {
    let read = postmortems.values().filter_map(|one| one.entry.as_ref());
    let explained: BTreeSet<&EntryId> = read.flat_map(|one| &one.incidents).collect();
    let there: BTreeSet<&str> = file_stems(sources, "postmortems/").collect();
    for one in incidents.values().filter(|one| !one.is_draft) {
        let (Some(owed), Some(incident)) = (&one.postmortem_deadline, &one.entry) else {
            continue;
        };
        if !explained.contains(&incident.id) && !there.contains(incident.id.as_str()) {
            faults.push(postmortem_overdue(
                owed.place,
                incident.id.as_str(),
                owed.due,
            ));
        }
    }
}

/// The one place where drafts leave.
fn without_drafts<T>(entries: &EntriesByFile<T>) -> Vec<Arc<T>> {
    let published = entries.values().filter(|entry| !entry.is_draft);
    published.filter_map(|entry| entry.entry.clone()).collect()
}

fn in_menu_order(mut pages: Vec<Arc<CustomPage>>) -> Vec<Arc<CustomPage>> {
    pages.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.title.cmp(&b.title)));
    pages
}

impl CheckContext<'_> {
    /// Checks the files of one kind in parallel.
    fn check_documents<D: Send, T: Send + Sync>(
        &self,
        documents: Vec<Document<D>>,
        names: &EntryNames,
        checked: &mut EntriesByFile<T>,
        faults: &mut Vec<Diagnostic>,
        check: impl Fn(Document<D>, &EntryNames, &mut Checker) -> CheckedEntry<T> + Sync,
    ) {
        let check_one = |document: Document<D>| {
            let mut checker = self.checker();
            let file = document.file;
            let mut entry = check(document, names, &mut checker);
            entry.links = checker.links;
            let found = ignore_templates_in_drafts(entry.is_draft, checker.faults);
            (file, entry.map(Arc::new), found)
        };
        let all: Vec<_> = documents.into_par_iter().map(check_one).collect();
        for (file, entry, found) in all {
            checked.insert(file, entry);
            faults.extend(found);
        }
    }
}

/// The faults of an entry. What is still to be filled in is what a draft is for.
fn ignore_templates_in_drafts(draft: bool, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.retain(|fault| !draft || *fault.rule != UNFILLED_PLACEHOLDER);
    faults
}
