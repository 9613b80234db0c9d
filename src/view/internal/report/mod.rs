//! The report of a period.

pub mod chart;
pub mod table;

use std::collections::BTreeSet;

use serde::Serialize;

use super::InternalSite;
use crate::base::id::{CulpritId, EntryId};
use crate::base::period::Period;
use crate::base::vocabulary::Vocabulary;
use crate::derive::action_effect::{action_effect, ineffective_actions, samples_until};
use crate::derive::report::{ReportBasis, ReportFacts, ReportRow, RowSubject};
use crate::derive::snapshot::EntryPosition;
use crate::model::report::{Culprit, ProductAction, Tally, TicketNote};
use crate::model::route;
use crate::view::chart::{ChangeLabel, RankingChart};
use crate::view::frame::PageMeta;
use crate::view::links::LinkView;
use crate::view::links::Links;
use crate::view::outline::View;
use crate::view::page::PageBody;
use crate::view::text;
use crate::view::text::report::DrawView;

/// The page of a report.
#[derive(Clone, Debug, Serialize)]
pub struct ReportPage {
    /// The finding.
    pub title: String,
    /// What is measured, where and when.
    pub subtitle: String,
    /// The product.
    pub product: LinkView,
    /// The period's label.
    pub period: String,
    /// Its days.
    pub dates: String,
    /// Whether its tickets are all counted.
    pub complete: bool,
    /// What a reader must know first.
    pub cautions: Vec<String>,
    /// Who leads.
    pub leaders: Option<String>,
    /// What happened to all tickets.
    pub total: Option<String>,
    /// Whether the week is usual.
    pub usual: Option<String>,
    /// Why nothing is compared.
    pub no_comparison: Option<String>,
    /// The ranking; none if too few tickets were read.
    pub chart: Option<RankingChart>,
    /// The numbers.
    pub table: table::ReportTableView,
    /// The numbers as a file.
    pub csv: String,
    /// What they are computed from, as a file.
    pub counts: String,
    /// Where the files are explained.
    pub dictionary: String,
    /// Each culprit, as the table orders them.
    pub culprits: Vec<CulpritView>,
    /// Whether it is said of any action what followed.
    pub aftermath: bool,
    /// What to look at next.
    pub next_steps: Vec<String>,
    /// The method, with the numbers of this sample.
    pub method: String,
    /// How the sample was drawn.
    pub draw: Option<DrawView>,
    /// How well two readers agree.
    pub agreement: Option<String>,
    /// The weeks that were added up.
    pub weeks: Vec<LinkView>,
    /// The month and the quarter that a week is added to.
    pub rollups: Vec<LinkView>,
    /// The period before, if it was reported.
    pub earlier: Option<LinkView>,
    /// The period after, if it was reported.
    pub later: Option<LinkView>,
}

/// A culprit: how much, what changed, what was said and done.
#[derive(Clone, Debug, Serialize)]
pub struct CulpritView {
    /// The anchor.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What sort of thing, and the team that owns it.
    pub about: String,
    /// The estimate in words.
    pub estimate: String,
    /// The change in words.
    pub change: Option<ChangeLabel>,
    /// What customers struggled with.
    pub notes: Vec<NoteView>,
    /// How many notes there are, where they are a list that is opened.
    pub notes_head: Option<String>,
    /// Incidents that its actions name.
    pub incidents: Vec<LinkView>,
    /// What was done lately.
    pub actions: Vec<ReportActionView>,
}

/// What a customer struggled with.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// The culprit, where several are folded together.
    pub culprit: Option<String>,
    /// The week, where several are added up.
    pub week: Option<String>,
    /// The ticket's id.
    pub ticket: Option<String>,
    /// The words.
    pub text: String,
}

/// Something that was done.
#[derive(Clone, Debug, Serialize)]
pub struct ReportActionView {
    /// When.
    pub date: String,
    /// What.
    pub title: String,
    /// Where it can be followed.
    pub link: Option<String>,
    /// What followed, up to the end of the report's period.
    pub aftermath: Option<String>,
}

/// Where a report leads to.
#[derive(Clone, Debug, Default)]
pub(super) struct ReportNeighbors {
    /// The period before.
    pub earlier: Option<Period>,
    /// The period after.
    pub later: Option<Period>,
    /// The month and the quarter that a week is added to.
    pub rollups: Vec<Period>,
}

pub(super) fn view(site: &InternalSite, facts: &ReportFacts, around: &ReportNeighbors) -> View {
    let (product, basis) = (facts.product, &facts.basis);
    let address = route::REPORT.address_of(&[&product.id, &basis.period.slug()]);
    let links = Links::from_page(&address);
    let link = |period: Period| LinkView {
        href: links.to(&route::REPORT.address_of(&[&product.id, &period.slug()])),
        text: period.to_string(),
    };
    let finding = text::report::finding(facts);
    let known = samples_until(facts);
    let sections = facts.rows.iter().filter_map(|row| match row.subject {
        RowSubject::Culprit(culprit) => Some(culprit_view(site, (facts, &known), row, culprit)),
        RowSubject::Other(_) | RowSubject::Unclassified => rest_view(facts, row),
    });
    let culprits: Vec<CulpritView> = sections.collect();
    let weeks = if basis.is_rolled_up() {
        basis.tallies.as_slice()
    } else {
        &[]
    };
    let page = ReportPage {
        title: finding.clone(),
        subtitle: text::report::subtitle(facts),
        product: LinkView {
            href: links.to(&route::PRODUCT.address(&product.id)),
            text: product.name.clone(),
        },
        period: basis.period.to_string(),
        dates: text::report::days(basis),
        complete: basis.complete,
        cautions: text::report::cautions(facts),
        leaders: facts
            .leaders
            .as_ref()
            .filter(|_| facts.charted)
            .map(text::report::leaders),
        total: text::report::total(facts),
        usual: text::report::usual_range(facts),
        no_comparison: facts
            .comparison
            .as_ref()
            .err()
            .map(|reason| text::report::no_comparison(*reason, facts)),
        chart: facts.charted.then(|| chart::ranking(facts)),
        table: table::view(facts),
        csv: "culprits.csv".to_owned(),
        counts: "counts.csv".to_owned(),
        dictionary: links.to(route::DICTIONARY.pattern),
        aftermath: culprits
            .iter()
            .flat_map(|one| &one.actions)
            .any(|action| action.aftermath.is_some()),
        culprits,
        next_steps: if facts.charted {
            text::report::next_steps(facts, &ineffective_actions(facts))
        } else {
            Vec::new()
        },
        method: text::report::method(facts),
        draw: text::report::draw(facts),
        agreement: facts.agreement.as_ref().map(text::report::agreement),
        weeks: weeks.iter().map(|tally| link(tally.period)).collect(),
        rollups: around.rollups.iter().copied().map(link).collect(),
        earlier: around.earlier.map(link),
        later: around.later.map(link),
    };
    let title = format!("{finding}, {}", basis.period);
    let description = page.subtitle.clone();
    let about =
        PageMeta::new(address, title, description).with_file((!basis.is_rolled_up()).then(|| {
            format!(
                "internal/reports/{}/{}.yaml",
                product.id,
                basis.period.slug()
            )
        }));
    site.page(&about, PageBody::Report(Box::new(page)))
}

/// A note, with the name of its culprit where several are folded together.
type NamedNote = (Option<String>, TicketNote);

/// Notes, of all weeks.
fn notes(basis: &ReportBasis, of: &dyn Fn(&Tally) -> Vec<NamedNote>) -> Vec<NoteView> {
    let of_week = |tally: &&Tally| {
        let week = basis.is_rolled_up().then(|| tally.period.to_string());
        let view = move |(culprit, TicketNote { ticket, text })| NoteView {
            culprit,
            week: week.clone(),
            ticket,
            text,
        };
        of(tally).into_iter().map(view).collect::<Vec<_>>()
    };
    basis.tallies.iter().flat_map(of_week).collect()
}

/// The notes of a culprit.
fn notes_of(tally: &Tally, culprit: &CulpritId, name: Option<&str>) -> Vec<NamedNote> {
    let notes = tally.notes.get(culprit).into_iter().flatten();
    notes
        .map(|note| (name.map(str::to_owned), note.clone()))
        .collect()
}

/// A single remark stands for itself; a list of notes is opened.
fn notes_head(notes: &[NoteView]) -> Option<String> {
    let is_list = notes.len() > 1 || notes.iter().any(|note| note.ticket.is_some());
    is_list.then(|| text::count(notes.len(), "note", "notes"))
}

/// The notes of what has no section of its own: culprits that are folded together, and tickets whose cause is unclear.
fn rest_view(facts: &ReportFacts, row: &ReportRow) -> Option<CulpritView> {
    let shown = |id: &CulpritId| {
        facts
            .rows
            .iter()
            .any(|row| matches!(row.subject, RowSubject::Culprit(culprit) if culprit.id == *id))
    };
    let unclear = matches!(row.subject, RowSubject::Unclassified);
    let notes = notes(&facts.basis, &|tally| match unclear {
        true => tally
            .unclassified_notes
            .iter()
            .map(|note| (None, note.clone()))
            .collect(),
        false => {
            let folded = facts
                .product
                .culprits
                .iter()
                .filter(|culprit| !shown(&culprit.id));
            folded
                .flat_map(|culprit| notes_of(tally, &culprit.id, Some(&culprit.name)))
                .collect()
        }
    });
    let view = CulpritView {
        id: if unclear {
            "culprit-unclassified"
        } else {
            "culprit-other"
        }
        .to_owned(),
        name: text::report::label(&row.subject),
        about: String::new(),
        estimate: text::report::estimate_words(facts, row),
        change: None,
        notes_head: notes_head(&notes),
        notes,
        incidents: Vec::new(),
        actions: Vec::new(),
    };
    (!view.notes.is_empty()).then_some(view)
}

/// The incidents that actions name, on the public site; none that is not public yet.
fn incidents(site: &InternalSite, actions: &[&ProductAction]) -> Vec<LinkView> {
    let ids: BTreeSet<&EntryId> = actions
        .iter()
        .flat_map(|action| &action.incidents)
        .collect();
    let public = &site.ledger.status.site.url;
    let link = |id: &EntryId| match site.snapshot.find_entry(id)? {
        EntryPosition::Incident(at) => Some(LinkView {
            href: public.join(&route::INCIDENT.address(&id)),
            text: site.snapshot.incidents[at].incident.title.clone(),
        }),
        EntryPosition::Maintenance(_) => None,
    };
    ids.into_iter().filter_map(link).collect()
}

/// What is said of a culprit; `known` are the samples up to the end of the report.
fn culprit_view(
    site: &InternalSite,
    (facts, known): (&ReportFacts, &[&Tally]),
    row: &ReportRow,
    culprit: &Culprit,
) -> CulpritView {
    let Culprit {
        id,
        name,
        kind,
        owner,
        ..
    } = culprit;
    let about = [kind.map(|kind| kind.word().to_owned()), owner.clone()];
    let actions: Vec<&ProductAction> = facts
        .actions
        .iter()
        .copied()
        .filter(|action| action.culprits.contains(id))
        .collect();
    let notes = notes(&facts.basis, &|tally| notes_of(tally, id, None));
    CulpritView {
        id: format!("culprit-{id}"),
        name: name.clone(),
        about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        estimate: text::report::estimate_words(facts, row),
        change: row.change.as_ref().map(text::report::change),
        notes_head: notes_head(&notes),
        notes,
        incidents: incidents(site, &actions),
        actions: actions
            .iter()
            .map(|action| ReportActionView {
                date: text::date(action.date),
                title: action.title.clone(),
                link: action.link.clone(),
                aftermath: action_effect(facts.product, known, action, culprit)
                    .map(|aftermath| text::report::action_effect(&aftermath, facts)),
            })
            .collect(),
    }
}
