//! Documents to ledger: every rule that content must keep.
//!
//! Each subject's file destructures its raw type without `..`, so that a new key does not compile until it has a place. Rules between
//! files (ids that must exist, addresses that must be free) come after. A ledger is made only when no error was found.

mod address;
mod allow;
mod checker;
mod component;
mod course;
mod fault;
mod incident;
mod link;
mod look;
mod maintenance;
mod memory;
mod notice;
mod oncall;
mod page;
pub mod places;
mod postmortem;
mod prose;
mod repeated;
mod report;
pub mod rules;
mod site;
mod suspect;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::id::EntryId;
use crate::base::source::{FileId, SourceFile, Sources, Span, Spanned};
use crate::base::time::{Now, Zone};
use crate::model::file::File;
use crate::model::incident::Incident;
use crate::model::page::Page;
use crate::model::postmortem::Postmortem;
use crate::model::site::Policy;
use crate::model::{InternalLedger, Ledger, StatusLedger};
use crate::parse::layout;
use crate::parse::{Document, Documents, EntryDocuments, markdown};
use checker::{Checker, KnownComponents};
use memory::Kept;
pub use memory::Memory;
use oncall::KnownTeams;

/// A checked entry with what only this stage needs.
struct Checked<T> {
    /// `None` if a fault was found that leaves nothing to put in its place.
    entry: Option<T>,
    /// Not to be published yet.
    draft: bool,
    /// Old addresses with their places.
    aliases: Vec<Spanned<String>>,
    /// A post-mortem that will be owed for it.
    owes: Option<course::Owed>,
    /// Where its texts lead.
    links: Vec<markdown::Link>,
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
    /// What names something outside of the content.
    outward: Outward,
}

/// What `site.yaml` says of things that are outside of the content, where it was written.
#[derive(Debug, Default)]
struct Outward {
    language: Option<Spanned<String>>,
    theme: Option<Spanned<String>>,
}

/// What there is outside of the content that it may name.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The languages, by their tags, that there are words for.
    pub languages: Vec<String>,
    /// The names of themes.
    pub themes: Vec<String>,
}

impl Outcome {
    /// The same with the faults of what names something outside of the content that is not there.
    #[must_use]
    pub fn within(mut self, Surroundings { languages, themes }: &Surroundings) -> Outcome {
        let Outward { language, theme } = &self.outward;
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
    pub fn at(&self, Now(now): Now) -> Vec<Diagnostic> {
        let hold = |fault: &&Diagnostic| fault.since.is_none_or(|since| since <= now);
        self.diagnostics.iter().filter(hold).cloned().collect()
    }
}

/// Reads sources all the way to a ledger. A folder without any file gives neither a ledger nor a diagnostic, for it has no place that
/// one could point at.
#[must_use]
pub fn sources(sources: &Sources) -> Outcome {
    again(sources, &[], &mut Memory::default())
}

/// The same with the memory of the last check, since which no file came or went and only some changed.
#[must_use]
pub fn again(sources: &Sources, changed: &[FileId], memory: &mut Memory) -> Outcome {
    memory.forget(sources, changed);
    let (documents, mut faults) = crate::parse::documents_in(sources, &memory.others);
    missing_files(sources, &mut faults);
    let known = memory.names.take().map(|names| KnownEntries {
        moved: false,
        ..names
    });
    let first = known.is_none();
    let mut names = known.unwrap_or_else(|| KnownEntries::of(sources));
    let (ledger, drafts, Decided { rules, outward }) =
        ledger(documents, sources, &mut names, memory, &mut faults);
    if names.moved && !first {
        // Others may name it.
        *memory = Memory::default();
        return again(sources, &[], memory);
    }
    memory.names = Some(names);
    faults.extend(memory.all_faults());
    let mut faults = rules::apply(&rules, sources, faults);
    faults.sort_by_key(|fault| fault.primary.span);
    let diagnostics = few_for_each_file(repeated::once_for_each_word(faults));
    let sound = !diagnostics.iter().any(|fault| fault.level == Level::Error);
    Outcome {
        ledger: ledger.filter(|_| sound),
        diagnostics,
        drafts,
        outward,
    }
}

/// Reports the files that every site has. One with a wrong extension or in capitals has its own fault, and so has an unreadable one.
fn missing_files(sources: &Sources, faults: &mut Vec<Diagnostic>) {
    let here = |name: &str| names(sources, "").any(|found| found.eq_ignore_ascii_case(name));
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
fn names<'a>(sources: &'a Sources, folder: &'a str) -> impl Iterator<Item = &'a str> {
    let inside = sources.iter().filter(move |(_, file)| {
        file.path
            .strip_prefix(folder)
            .is_some_and(|name| !name.contains('/') && !name.starts_with('.'))
    });
    inside.map(|(_, file)| file.stem())
}

/// The faults that are shown of one file: so many have one cause, or nobody reads them to their end.
const MOST_FAULTS: usize = 100;

/// Cuts the faults of each file, in order, and says how many are left out.
fn few_for_each_file(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut few = Vec::with_capacity(faults.len());
    for of_file in faults.chunk_by(|a, b| a.primary.span.file == b.primary.span.file) {
        let (shown, rest) = of_file.split_at(of_file.len().min(MOST_FAULTS));
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
    moved: bool,
}

impl KnownEntries {
    /// All names; of drafts nothing is known yet.
    fn of(sources: &Sources) -> KnownEntries {
        KnownEntries {
            incidents: names(sources, "incidents/")
                .map(|name| (name.to_owned(), false))
                .collect(),
            maintenance: names(sources, "maintenance/").map(str::to_owned).collect(),
            moved: false,
        }
    }

    /// Notes which of some files are drafts now.
    fn note_drafts(&mut self, sources: &Sources, files: &[FileId], incidents: &Kept<Incident>) {
        for file in files {
            let source = sources.file(*file);
            let known = self
                .incidents
                .get_mut(source.stem())
                .filter(|_| source.path.starts_with("incidents/"));
            let draft = incidents.get(file).is_some_and(|entry| entry.draft);
            if let Some(known) = known.filter(|known| **known != draft) {
                *known = draft;
                self.moved = true;
            }
        }
    }
}

/// What the settings say that is needed after the ledger.
struct Decided {
    rules: rules::Settings,
    outward: Outward,
}

fn ledger(
    documents: Documents,
    sources: &Sources,
    names: &mut KnownEntries,
    memory: &mut Memory,
    faults: &mut Vec<Diagnostic>,
) -> (Option<Ledger>, usize, Decided) {
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
        .map(|document| site::settings(document, sources, faults));
    let site::Settings {
        zone,
        site,
        internal_url,
        rules,
        outward,
    } = site.unwrap_or_default();
    let (board, known) = component::board(components, sources, zone, faults);
    let teams = oncall::teams(teams, sources, zone, faults);
    let policy = site.as_ref().map(|site| &site.policy);
    let context = Context {
        sources,
        zone,
        known: &known,
        policy,
        teams: &teams,
    };
    context.entries(names, memory);
    let all = link::Entries::of(memory, &board, site.as_ref(), sources);
    faults.extend(all.broken());
    let Memory {
        claimed,
        incidents,
        maintenance,
        postmortems,
        notices,
        pages,
        ..
    } = memory;
    let products = report::products(
        report::Files {
            products,
            tallies,
            worksheets,
            usages,
            actions,
        },
        (&context, names),
        faults,
    );
    let pagers = oncall::pagers(pagers, &context, faults);
    let catalogue = oncall::catalogue(services, &context, faults);
    owed(incidents, postmortems, sources, faults);
    let aliases = incidents.values().flat_map(|entry| &entry.aliases);
    let aliases = aliases.chain(maintenance.values().flat_map(|entry| &entry.aliases));
    let aliases = aliases.chain(notices.values().flat_map(|entry| &entry.aliases));
    let claimed = claimed.get_or_insert_with(|| address::Claimed::by_names(sources, &board));
    claimed.twice(sources, aliases, faults);

    let files = files(sources);
    let mut drafts = 0;
    let status = site.map(|site| StatusLedger {
        site,
        board: board.value,
        incidents: published(incidents, &mut drafts),
        maintenance: published(maintenance, &mut drafts),
        postmortems: published(postmortems, &mut drafts),
        notices: published(notices, &mut drafts),
        pages: in_menu_order(published(pages, &mut drafts)),
        files,
    });
    let internal = InternalLedger {
        url: internal_url,
        products,
        teams: teams.teams,
        pagers,
        catalogue,
    };
    (
        status.map(|status| Ledger { status, internal }),
        drafts,
        Decided { rules, outward },
    )
}

/// Reports the incidents that still have no post-mortem. One that could not be read may be about any of them.
fn owed(
    incidents: &Kept<Incident>,
    postmortems: &Kept<Postmortem>,
    sources: &Sources,
    faults: &mut Vec<Diagnostic>,
) {
    let read = postmortems.values().filter_map(|one| one.entry.as_ref());
    let explained: BTreeSet<&EntryId> = read.flat_map(|one| &one.incidents).collect();
    let there: BTreeSet<&str> = names(sources, "postmortems/").collect();
    for one in incidents.values().filter(|one| !one.draft) {
        let (Some(owed), Some(incident)) = (&one.owes, &one.entry) else {
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
fn published<T>(entries: &Kept<T>, drafts: &mut usize) -> Vec<Arc<T>> {
    *drafts += entries.values().filter(|entry| entry.draft).count();
    entries
        .values()
        .filter(|entry| !entry.draft)
        .filter_map(|entry| entry.entry.clone())
        .collect()
}

/// What is published as it is.
fn files(sources: &Sources) -> Vec<File> {
    let all = sources
        .iter()
        .filter(|(_, file)| layout::is_static(&file.path));
    let path = |file: &SourceFile| {
        file.path
            .strip_prefix(layout::STATIC)
            .unwrap_or(&file.path)
            .to_owned()
    };
    all.map(|(_, file)| File {
        path: path(file),
        bytes: file.bytes.as_slice().into(),
    })
    .collect()
}

fn in_menu_order(mut pages: Vec<Arc<Page>>) -> Vec<Arc<Page>> {
    pages.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.title.cmp(&b.title)));
    pages
}

/// What the check of one file may look at.
struct Context<'a> {
    sources: &'a Sources,
    zone: Option<Zone>,
    known: &'a KnownComponents,
    policy: Option<&'a Policy>,
    teams: &'a KnownTeams,
}

/// So many entries are parsed, checked and forgotten as they were written before the next ones are read: what is made of them is
/// smaller.
const TOGETHER: usize = 1000;

impl Context<'_> {
    fn checker(&self) -> Checker<'_> {
        Checker {
            policy: self.policy,
            teams: self.teams,
            ..Checker::new(self.sources, self.zone, self.known)
        }
    }

    /// Reads and checks the entries that the memory does not have. In the order of their paths incidents come before the post-mortems
    /// that name them, so it is known by then which of them are drafts.
    fn entries(&self, names: &mut KnownEntries, memory: &mut Memory) {
        for together in std::mem::take(&mut memory.unread).chunks(TOGETHER) {
            let (documents, mut found) = crate::parse::documents_in(self.sources, together);
            let EntryDocuments {
                incidents,
                maintenance,
                postmortems,
                notices,
                pages,
            } = documents.entries;
            self.each(
                incidents,
                names,
                &mut memory.incidents,
                &mut found,
                incident::incident,
            );
            names.note_drafts(self.sources, together, &memory.incidents);
            self.each(
                maintenance,
                names,
                &mut memory.maintenance,
                &mut found,
                maintenance::maintenance,
            );
            self.each(
                postmortems,
                names,
                &mut memory.postmortems,
                &mut found,
                postmortem::postmortem,
            );
            self.each(
                notices,
                names,
                &mut memory.notices,
                &mut found,
                notice::notice,
            );
            self.each(pages, names, &mut memory.pages, &mut found, page::page);
            memory.keep_faults(found);
        }
    }

    /// Checks the files of one kind in parallel, and adds them to those that are kept.
    fn each<D: Send, T: Send + Sync>(
        &self,
        documents: Vec<Document<D>>,
        names: &KnownEntries,
        kept: &mut Kept<T>,
        faults: &mut Vec<Diagnostic>,
        check: impl Fn(Document<D>, &KnownEntries, &mut Checker) -> Checked<T> + Sync,
    ) {
        let checked: Vec<(FileId, Checked<T>, Vec<Diagnostic>)> = documents
            .into_par_iter()
            .map(|document| {
                let mut checker = self.checker();
                let file = document.file;
                let mut entry = check(document, names, &mut checker);
                entry.links = checker.links;
                let found = entry_faults(entry.draft, checker.faults);
                (file, entry, found)
            })
            .collect();
        for (
            file,
            Checked {
                entry,
                draft,
                aliases,
                owes,
                links,
            },
            found,
        ) in checked
        {
            kept.insert(
                file,
                Checked {
                    entry: entry.map(Arc::new),
                    draft,
                    aliases,
                    owes,
                    links,
                },
            );
            faults.extend(found);
        }
    }
}

/// A list in no more memory than it needs. One that was collected from larger items keeps the memory of those, and a history has ten
/// thousands of lists.
fn fitted<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}

/// The faults of an entry. What is still to be filled in is what a draft is for.
fn entry_faults(draft: bool, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.retain(|fault| !draft || fault.rule != "template-left");
    faults
}
