//! Documents to ledger: every rule that content must keep.
//!
//! Each subject's file destructures its raw type without `..`, so that a new key does not compile until it has a place. Rules between
//! files (ids that must exist, addresses that must be free) come after. A ledger is made only when no error was found.

mod address;
mod allow_comment;
mod branding;
mod cache;
mod checker;
mod component;
mod dedupe;
mod fault;
mod incident;
mod link;
mod maintenance;
mod mapped_text;
mod notice;
mod on_call;
mod page;
mod postmortem;
mod prose;
mod report;
pub mod rules;
mod sensitive_data;
mod site;
pub mod source_map;
mod timing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::id::EntryId;
use crate::base::source::{FileId, SourceFile, Sources, Span, Spanned};
use crate::base::time::{Now, Zone};
use crate::model::custom_page::CustomPage;
use crate::model::incident::Incident;
use crate::model::postmortem::Postmortem;
use crate::model::site::Policy;
use crate::model::static_file::StaticFile;
use crate::model::{InternalLedger, Ledger, StatusLedger};
use crate::parse::layout;
use crate::parse::{Document, Documents, EntryDocuments, markdown};
use cache::CachedEntries;
pub use cache::CheckCache;
use checker::{Checker, ComponentIndex};
use on_call::TeamIndex;

/// A checked entry with what only this stage needs.
struct CheckedEntry<T> {
    /// `None` if a fault was found that leaves nothing to put in its place.
    entry: Option<T>,
    /// Not to be published yet.
    is_draft: bool,
    /// Old addresses with their places.
    aliases: Vec<Spanned<String>>,
    /// A post-mortem that will be owed for it.
    postmortem_deadline: Option<timing::PostmortemDeadline>,
    /// Where its texts lead.
    links: Vec<markdown::MarkdownLink>,
}

/// What was found.
#[derive(Debug)]
pub struct CheckOutcome {
    /// Everything, if no error was found.
    pub ledger: Option<Ledger>,
    /// All faults of all stages so far, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many entries were left out as drafts.
    pub draft_count: usize,
    /// What names something outside of the content.
    external_refs: ExternalRefs,
}

/// What `site.yaml` says of things that are outside of the content, where it was written.
#[derive(Debug, Default)]
struct ExternalRefs {
    language: Option<Spanned<String>>,
    theme: Option<Spanned<String>>,
}

/// What there is outside of the content that it may name.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The languages, by their tags, that there are words for.
    pub languages: Vec<String>,
    /// The names of themes.
    pub themes: Vec<String>,
}

impl CheckOutcome {
    /// The same with the faults of what names something outside of the content that is not there.
    #[must_use]
    pub fn check_environment(
        mut self,
        Environment { languages, themes }: &Environment,
    ) -> CheckOutcome {
        let ExternalRefs { language, theme } = &self.external_refs;
        let spoken = |language: &&Spanned<String>| {
            let plain = language.value.split('-').next().unwrap_or_default();
            let fits = |tag: &String| {
                tag.eq_ignore_ascii_case(plain) || tag.eq_ignore_ascii_case(&language.value)
            };
            languages.iter().any(fits)
        };
        let mute = language.as_ref().filter(|language| !spoken(language));
        let nowhere = theme
            .as_ref()
            .filter(|theme| !themes.contains(&theme.value));
        let mute = mute.map(|language| fault::text::no_words(language, languages));
        let faults = mute
            .into_iter()
            .chain(nowhere.map(|theme| fault::look::unknown_theme(theme, themes)));
        for fault in faults.collect::<Vec<_>>() {
            let at = self
                .diagnostics
                .partition_point(|other| other.primary.span <= fault.primary.span);
            self.diagnostics.insert(at, fault);
            self.ledger = None;
        }
        self
    }

    /// The faults that hold at a moment: a promise is broken only once its time has passed.
    #[must_use]
    pub fn diagnostics_at(&self, Now(now): Now) -> Vec<Diagnostic> {
        let hold = |fault: &&Diagnostic| fault.since.is_none_or(|since| since <= now);
        self.diagnostics.iter().filter(hold).cloned().collect()
    }
}

/// Reads sources all the way to a ledger. A folder without any file gives neither a ledger nor a diagnostic, for it has no place that
/// one could point at.
#[must_use]
pub fn check_sources(sources: &Sources) -> CheckOutcome {
    recheck(sources, &[], &mut CheckCache::default())
}

/// The same with the memory of the last check, since which no file came or went and only some changed.
#[must_use]
pub fn recheck(sources: &Sources, changed: &[FileId], memory: &mut CheckCache) -> CheckOutcome {
    memory.invalidate(sources, changed);
    let (documents, mut faults) = crate::parse::parse_files(sources, &memory.other_files);
    report_missing_files(sources, &mut faults);
    let known = memory.known_entries.take().map(|names| KnownEntries {
        drafts_changed: false,
        ..names
    });
    let first = known.is_none();
    let mut names = known.unwrap_or_else(|| KnownEntries::from_file_names(sources));
    let (ledger, drafts, DeferredSettings { rules, outward }) =
        build_ledger(documents, sources, &mut names, memory, &mut faults);
    if names.drafts_changed && !first {
        // Others may name it.
        *memory = CheckCache::default();
        return recheck(sources, &[], memory);
    }
    memory.known_entries = Some(names);
    faults.extend(memory.all_faults());
    let mut faults = rules::apply_overrides(&rules, sources, faults);
    faults.sort_by_key(|fault| fault.primary.span);
    let diagnostics = limit_per_file(dedupe::dedupe(faults));
    let sound = !diagnostics.iter().any(|fault| fault.level == Level::Error);
    CheckOutcome {
        ledger: ledger.filter(|_| sound),
        diagnostics,
        draft_count: drafts,
        external_refs: outward,
    }
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
            "under `groups:` it lists what customers see as parts of the product",
        ),
    ];
    for (name, begin) in every.into_iter().filter(|(name, _)| !here(name)) {
        faults.push(fault::missing_file(
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

/// The names, without extension, of the files that stand directly in a folder (given with its slash), readable or not.
fn file_stems<'a>(sources: &'a Sources, folder: &'a str) -> impl Iterator<Item = &'a str> {
    let inside = sources.iter().filter(move |(_, file)| {
        file.path
            .strip_prefix(folder)
            .is_some_and(|name| !name.contains('/') && !name.starts_with('.'))
    });
    inside.map(|(_, file)| file.stem())
}

/// The faults that are shown of one file: so many have one cause, or nobody reads them to their end.
const MAX_FAULTS_PER_FILE: usize = 100;

/// Cuts the faults of each file, in order, and says how many are left out.
fn limit_per_file(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut few = Vec::with_capacity(faults.len());
    for of_file in faults.chunk_by(|a, b| a.primary.span.file == b.primary.span.file) {
        let (shown, rest) = of_file.split_at(of_file.len().min(MAX_FAULTS_PER_FILE));
        few.extend_from_slice(shown);
        let worst = rest.iter().map(|fault| fault.level).min();
        few.extend(
            worst.map(|worst| fault::too_many_faults(rest[0].primary.span, rest.len(), worst)),
        );
    }
    few
}

/// The names of entries, those of drafts and of unreadable files included, and which of the incidents are drafts.
struct KnownEntries {
    incidents: BTreeMap<String, bool>,
    maintenance: BTreeSet<String>,
    /// Whether one has become a draft, or ceased to be one.
    drafts_changed: bool,
}

impl KnownEntries {
    /// All names; of drafts nothing is known yet.
    fn from_file_names(sources: &Sources) -> KnownEntries {
        KnownEntries {
            incidents: file_stems(sources, "incidents/")
                .map(|name| (name.to_owned(), false))
                .collect(),
            maintenance: file_stems(sources, "maintenance/")
                .map(str::to_owned)
                .collect(),
            drafts_changed: false,
        }
    }

    /// Notes which of some files are drafts now.
    fn update_drafts(
        &mut self,
        sources: &Sources,
        files: &[FileId],
        incidents: &CachedEntries<Incident>,
    ) {
        for file in files {
            let source = sources.file(*file);
            let known = self
                .incidents
                .get_mut(source.stem())
                .filter(|_| source.path.starts_with("incidents/"));
            let draft = incidents.get(file).is_some_and(|entry| entry.is_draft);
            if let Some(known) = known.filter(|known| **known != draft) {
                *known = draft;
                self.drafts_changed = true;
            }
        }
    }
}

/// What the settings say that is needed after the ledger.
struct DeferredSettings {
    rules: rules::RuleOverrides,
    outward: ExternalRefs,
}

fn build_ledger(
    documents: Documents,
    sources: &Sources,
    names: &mut KnownEntries,
    memory: &mut CheckCache,
    faults: &mut Vec<Diagnostic>,
) -> (Option<Ledger>, usize, DeferredSettings) {
    let Documents {
        // They are read in portions.
        entries: _,
        site,
        components,
        products,
        tallies,
        worksheets,
        usages,
        actions,
        teams,
        pagers,
        services,
    } = documents;
    let site = site
        .into_iter()
        .next()
        .map(|document| site::check_site(document, sources, faults));
    let site::SiteSettings {
        zone,
        site,
        internal_url,
        rules,
        outward,
    } = site.unwrap_or_default();
    let (board, known) = component::check_board(components, sources, zone, faults);
    let teams = on_call::check_teams(teams, sources, zone, faults);
    let policy = site.as_ref().map(|site| &site.policy);
    let context = CheckContext {
        sources,
        zone,
        components: &known,
        policy,
        teams: &teams,
    };
    context.check_entries(names, memory);
    let all = link::LinkChecker::new(memory, &board, site.as_ref(), sources);
    faults.extend(all.broken_links());
    let CheckCache {
        address_claims: claimed,
        incidents,
        maintenance,
        postmortems,
        notices,
        pages,
        ..
    } = memory;
    let products = report::check_products(
        report::ReportFiles {
            products,
            tallies,
            worksheets,
            usages,
            actions,
        },
        (&context, names),
        faults,
    );
    let pagers = on_call::check_on_call_counts(pagers, &context, faults);
    let catalogue = on_call::check_catalogue(services, &context, faults);
    report_missing_postmortems(incidents, postmortems, sources, faults);
    let aliases = incidents.values().flat_map(|entry| &entry.aliases);
    let aliases = aliases.chain(maintenance.values().flat_map(|entry| &entry.aliases));
    let aliases = aliases.chain(notices.values().flat_map(|entry| &entry.aliases));
    let claimed =
        claimed.get_or_insert_with(|| address::AddressClaims::from_file_names(sources, &board));
    claimed.report_duplicates(sources, aliases, faults);

    let files = static_files(sources);
    let mut drafts = 0;
    let status = site.map(|site| StatusLedger {
        site,
        board: board.value,
        incidents: without_drafts(incidents, &mut drafts),
        maintenance: without_drafts(maintenance, &mut drafts),
        postmortems: without_drafts(postmortems, &mut drafts),
        notices: without_drafts(notices, &mut drafts),
        pages: in_menu_order(without_drafts(pages, &mut drafts)),
        static_files: files,
    });
    let internal = InternalLedger {
        url: internal_url,
        products,
        teams: teams.teams,
        on_call_counts: pagers,
        catalogue,
    };
    (
        status.map(|status| Ledger { status, internal }),
        drafts,
        DeferredSettings { rules, outward },
    )
}

/// Reports the incidents that still have no post-mortem. One that could not be read may be about any of them.
fn report_missing_postmortems(
    incidents: &CachedEntries<Incident>,
    postmortems: &CachedEntries<Postmortem>,
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
            faults.push(fault::course::postmortem_owed(
                owed.place,
                incident.id.as_str(),
                owed.due,
            ));
        }
    }
}

/// The one place where drafts leave, before anything is counted.
fn without_drafts<T>(entries: &CachedEntries<T>, drafts: &mut usize) -> Vec<Arc<T>> {
    *drafts += entries.values().filter(|entry| entry.is_draft).count();
    entries
        .values()
        .filter(|entry| !entry.is_draft)
        .filter_map(|entry| entry.entry.clone())
        .collect()
}

/// What is published as it is.
fn static_files(sources: &Sources) -> Vec<StaticFile> {
    let all = sources
        .iter()
        .filter(|(_, file)| layout::is_static(&file.path));
    let path = |file: &SourceFile| {
        file.path
            .strip_prefix(layout::STATIC_FOLDER)
            .unwrap_or(&file.path)
            .to_owned()
    };
    all.map(|(_, file)| StaticFile {
        path: path(file),
        bytes: file.bytes.as_slice().into(),
    })
    .collect()
}

fn in_menu_order(mut pages: Vec<Arc<CustomPage>>) -> Vec<Arc<CustomPage>> {
    pages.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.title.cmp(&b.title)));
    pages
}

/// What the check of one file may look at.
struct CheckContext<'a> {
    sources: &'a Sources,
    zone: Option<Zone>,
    components: &'a ComponentIndex,
    policy: Option<&'a Policy>,
    teams: &'a TeamIndex,
}

/// So many entries are parsed, checked and forgotten as they were written before the next ones are read: what is made of them is
/// smaller.
const BATCH_SIZE: usize = 1000;

impl CheckContext<'_> {
    fn checker(&self) -> Checker<'_> {
        Checker {
            policy: self.policy,
            teams: self.teams,
            ..Checker::new(self.sources, self.zone, self.components)
        }
    }

    /// Reads and checks the entries that the memory does not have. In the order of their paths incidents come before the post-mortems
    /// that name them, so it is known by then which of them are drafts.
    fn check_entries(&self, names: &mut KnownEntries, memory: &mut CheckCache) {
        for together in std::mem::take(&mut memory.unchecked_entries).chunks(BATCH_SIZE) {
            let (documents, mut found) = crate::parse::parse_files(self.sources, together);
            let EntryDocuments {
                incidents,
                maintenance,
                postmortems,
                notices,
                pages,
            } = documents.entries;
            self.check_in_parallel(
                incidents,
                names,
                &mut memory.incidents,
                &mut found,
                incident::check_incident,
            );
            names.update_drafts(self.sources, together, &memory.incidents);
            self.check_in_parallel(
                maintenance,
                names,
                &mut memory.maintenance,
                &mut found,
                maintenance::check_maintenance,
            );
            self.check_in_parallel(
                postmortems,
                names,
                &mut memory.postmortems,
                &mut found,
                postmortem::check_postmortem,
            );
            self.check_in_parallel(
                notices,
                names,
                &mut memory.notices,
                &mut found,
                notice::check_notice,
            );
            self.check_in_parallel(
                pages,
                names,
                &mut memory.pages,
                &mut found,
                page::check_page,
            );
            memory.add_faults(found);
        }
    }

    /// Checks the files of one kind in parallel, and adds them to those that are kept.
    fn check_in_parallel<D: Send, T: Send + Sync>(
        &self,
        documents: Vec<Document<D>>,
        names: &KnownEntries,
        kept: &mut CachedEntries<T>,
        faults: &mut Vec<Diagnostic>,
        check: impl Fn(Document<D>, &KnownEntries, &mut Checker) -> CheckedEntry<T> + Sync,
    ) {
        let checked: Vec<(FileId, CheckedEntry<T>, Vec<Diagnostic>)> = documents
            .into_par_iter()
            .map(|document| {
                let mut checker = self.checker();
                let file = document.file;
                let mut entry = check(document, names, &mut checker);
                entry.links = checker.links;
                let found = ignore_templates_in_drafts(entry.is_draft, checker.faults);
                (file, entry, found)
            })
            .collect();
        for (
            file,
            CheckedEntry {
                entry,
                is_draft: draft,
                aliases,
                postmortem_deadline: owes,
                links,
            },
            found,
        ) in checked
        {
            kept.insert(
                file,
                CheckedEntry {
                    entry: entry.map(Arc::new),
                    is_draft: draft,
                    aliases,
                    postmortem_deadline: owes,
                    links,
                },
            );
            faults.extend(found);
        }
    }
}

/// A list in no more memory than it needs. One that was collected from larger items keeps the memory of those, and a history has ten
/// thousands of lists.
fn shrunk<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}

/// The faults of an entry. What is still to be filled in is what a draft is for.
fn ignore_templates_in_drafts(draft: bool, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.retain(|fault| !draft || fault.rule != "template-left");
    faults
}
