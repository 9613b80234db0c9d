//! The report of a period.

pub mod chart;
pub mod effort;
pub mod findings;
pub mod machine;
pub mod table;

use std::collections::BTreeSet;

use serde::Serialize;

use super::effects::{self, EffectsView};
use super::product_reports::ProductReports;
use super::site::InternalSite;
use crate::base::id::{ActionId, EntryId};
use crate::base::period::Period;
use crate::base::vocabulary::Vocabulary;
use crate::derive::action_effect::{
    ActionOutcome, action_effect, action_effects, ineffective_actions, samples_until,
};
use crate::derive::effort::EffortRanking;
use crate::derive::entry::EntryFacts;
use crate::derive::report::{ReportBasis, ReportFacts, ReportRow, RowSubject};
use crate::model::report::{Culprit, ProductAction, Tally, TicketNote};
use crate::model::route;
use crate::view::chart::{ChangeLabel, RankingChart};
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::text;
use crate::view::text::message::message;
use crate::view::text::report::draw::DrawView;

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
    /// Who has the most tickets.
    pub most_tickets: String,
    /// What changed, or why nothing is compared.
    pub what_changed: String,
    /// What followed an action.
    pub after_action: String,
    /// What happened to all tickets, whether the week is usual, and why the period before is not compared.
    pub sentences: Vec<String>,
    /// The ranking; none if too few tickets were read.
    pub chart: Option<RankingChart>,
    /// The numbers.
    pub table: table::ReportTableView,
    /// The ranking by effort, where minutes were noted.
    pub effort: Option<effort::EffortView>,
    /// The numbers as a file.
    pub csv: String,
    /// What they are computed from, as a file.
    pub counts: String,
    /// Where the files are explained.
    pub dictionary: String,
    /// What a machine said, where one labeled the tickets.
    pub machine: Option<machine::MachineView>,
    /// Each culprit, as the table orders them.
    pub culprits: Vec<CulpritView>,
    /// What followed the actions of late.
    pub effects: Option<EffectsView>,
    /// What to look at next.
    pub next_steps: Vec<String>,
    /// The method, with the numbers of this sample.
    pub method: String,
    /// How the sample was drawn.
    pub draw: Option<DrawView>,
    /// How well two readers agree.
    pub agreement: Option<String>,
    /// The reports of the two periods that were asked for.
    pub pair: Option<[LinkView; 2]>,
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
    /// Its page.
    pub page: Option<String>,
    /// What sort of thing, and the team that owns it.
    pub about: String,
    /// The estimate in words.
    pub estimate: String,
    /// The change in words.
    pub change: Option<ChangeLabel>,
    /// The change from the period before, where another one leads.
    pub recent: Option<String>,
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

/// The report at a place among those of a product.
pub(super) fn page(
    site: &InternalSite,
    reports: &ProductReports,
    place: usize,
) -> (PageMeta, ReportPage) {
    let facts = reports.at(place);
    let (product, basis) = (facts.product, &facts.basis);
    let neighbors = reports.neighbors(basis.period);
    let address = route::REPORT.address_of(&[&product.id, &facts.slug()]);
    let links = Links::from_page(&address);
    let link = |period: Period| {
        links.link(
            &route::REPORT.address_of(&[&product.id, &period.slug()]),
            period.to_string(),
        )
    };
    let known = samples_until(facts);
    let sections = facts.rows.iter().filter_map(|row| match row.subject {
        RowSubject::Culprit(culprit) => Some(culprit_view(site, (facts, &known), row, culprit)),
        RowSubject::Other(_) | RowSubject::Unclassified => rest_view(facts, row),
    });
    let culprits: Vec<CulpritView> = sections.collect();
    let mut followed = action_effects(product, &known, &facts.actions);
    followed.retain(|(culprit, _)| {
        let mut rows = facts.rows.iter();
        rows.any(|row| {
            row.subject
                .culprit()
                .is_some_and(|one| one.id == culprit.id)
        })
    });
    let no_comparison = facts.comparison.as_ref().err();
    let no_comparison = no_comparison.filter(|_| facts.window.is_some());
    let sentences = [
        text::report::total(facts),
        text::report::usual_range(facts),
        no_comparison.map(|why| text::report::cautions::no_comparison(*why, facts)),
    ];
    let mut page = ReportPage {
        title: text::report::finding(facts),
        subtitle: text::report::chart_subtitle(facts),
        product: links.link(&route::PRODUCT.address(&product.id), &product.name),
        period: basis.period.to_string(),
        dates: text::report::days(basis),
        complete: basis.complete,
        cautions: text::report::cautions::cautions(facts),
        most_tickets: text::report::summary::most_tickets(facts),
        what_changed: text::report::summary::what_changed(facts),
        after_action: text::report::summary::after_action(facts, &followed),
        sentences: sentences.into_iter().flatten().collect(),
        chart: None,
        table: table::view(facts),
        machine: machine::view(facts),
        effort: EffortRanking::of(facts).map(|effort| effort::view(&effort, basis.read)),
        csv: "culprits.csv".to_owned(),
        counts: "counts.csv".to_owned(),
        dictionary: links.to(route::DICTIONARY.pattern),
        effects: effects::view(product, &followed, &links),
        culprits,
        next_steps: Vec::new(),
        method: text::report::method::method(facts),
        draw: text::report::draw::draw(facts, site.snapshot.site.zone),
        agreement: facts
            .agreement
            .as_ref()
            .map(text::report::method::agreement),
        weeks: Vec::new(),
        pair: None,
        rollups: neighbors.rollups.into_iter().map(link).collect(),
        earlier: neighbors.earlier.map(link),
        later: neighbors.later.map(link),
    };
    if facts.charted {
        page.chart = Some(chart::ranking(facts));
        page.next_steps = text::report::next_steps::next_steps(facts, &ineffective_actions(facts));
    }
    let title = format!("{}, {}", page.title, page.period);
    let mut meta = PageMeta::new(address, title, page.subtitle.clone());
    if facts.is_pair {
        page.pair = Some([basis.previous, basis.period].map(link));
    } else if basis.is_rolled_up() {
        page.weeks = basis
            .tallies
            .iter()
            .map(|tally| link(tally.period))
            .collect();
    } else {
        let folder = format!("internal/reports/{}", product.id);
        meta.file = Some(format!("{folder}/{}.yaml", basis.period.slug()));
    }
    (meta, page)
}

impl NoteView {
    pub fn of(note: &TicketNote) -> NoteView {
        NoteView {
            culprit: None,
            week: None,
            ticket: note.ticket.clone(),
            text: note.text.clone(),
        }
    }
}

/// The notes of all weeks: those that `of` finds in a tally, with the name of a culprit where several are folded together.
fn notes<'a>(
    basis: &ReportBasis<'a>,
    of: impl Fn(&'a Tally) -> Vec<(Option<&'a str>, &'a TicketNote)>,
) -> Vec<NoteView> {
    let mut views = Vec::new();
    for tally in &basis.tallies {
        let week = basis.is_rolled_up().then(|| tally.period.to_string());
        for (culprit, note) in of(tally) {
            views.push(NoteView {
                culprit: culprit.map(str::to_owned),
                week: week.clone(),
                ..NoteView::of(note)
            });
        }
    }
    views
}

/// A single remark is shown as it is; a list of notes is opened.
fn notes_head(notes: &[NoteView]) -> Option<String> {
    let is_list = notes.len() > 1 || notes.iter().any(|note| note.ticket.is_some());
    is_list.then(|| message!("notes-count", count = notes.len()))
}

/// The notes of what has no section of its own: culprits that are folded together, and tickets whose cause is unclear.
fn rest_view(facts: &ReportFacts, row: &ReportRow) -> Option<CulpritView> {
    let is_shown = |culprit: &Culprit| {
        let mut rows = facts.rows.iter();
        rows.any(|row| matches!(row.subject, RowSubject::Culprit(one) if one.id == culprit.id))
    };
    let (id, notes) = if matches!(row.subject, RowSubject::Unclassified) {
        let notes = notes(&facts.basis, |tally| {
            let notes = tally.unclassified_notes.iter();
            notes.map(|note| (None, note)).collect()
        });
        ("culprit-unclassified", notes)
    } else {
        let culprits = facts.product.culprits.iter();
        let folded: Vec<&Culprit> = culprits.filter(|culprit| !is_shown(culprit)).collect();
        let notes = notes(&facts.basis, |tally| {
            let mut notes = Vec::new();
            for culprit in &folded {
                let own = tally.notes.get(&culprit.id).into_iter().flatten();
                notes.extend(own.map(|note| (Some(culprit.name.as_str()), note)));
            }
            notes
        });
        ("culprit-other", notes)
    };
    if notes.is_empty() {
        return None;
    }
    Some(CulpritView {
        id: id.to_owned(),
        name: text::report::label(&row.subject),
        page: None,
        about: String::new(),
        estimate: text::report::estimate_words(facts, row),
        change: None,
        recent: None,
        notes_head: notes_head(&notes),
        notes,
        incidents: Vec::new(),
        actions: Vec::new(),
    })
}

/// The incidents that actions name, on the public site; none that is not public yet.
pub(super) fn incidents(site: &InternalSite, actions: &[&ProductAction]) -> Vec<LinkView> {
    let ids = actions.iter().flat_map(|action| &action.incidents);
    let ids: BTreeSet<&EntryId> = ids.collect();
    let mut links = Vec::new();
    for id in ids {
        if let Some(EntryFacts::Incident(facts)) = site.snapshot.find_entry(id) {
            links.push(site.incident_link(facts.incident));
        }
    }
    links
}

/// The change of a row from the period before, where that is worth a word beside the change that leads.
fn recent_change(facts: &ReportFacts, row: &ReportRow) -> Option<String> {
    let change = facts.window.as_ref().and(row.change.as_ref())?;
    let previous = text::previous_phrase(&facts.basis);
    let change = text::report::change(change)?.text;
    Some(message!("change-recent", previous, change))
}

/// What is said of a culprit; `known` are the samples up to the end of the report.
fn culprit_view(
    site: &InternalSite,
    (facts, known): (&ReportFacts, &[&Tally]),
    row: &ReportRow,
    culprit: &Culprit,
) -> CulpritView {
    let Culprit {
        id, kind, owner, ..
    } = culprit;
    let about = [kind.map(|kind| kind.word().to_owned()), owner.clone()];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let mut actions = facts.actions.clone();
    actions.retain(|action| action.culprits.contains(id));
    let notes = notes(&facts.basis, |tally| {
        let notes = tally.notes.get(id).into_iter().flatten();
        notes.map(|note| (None, note)).collect()
    });
    CulpritView {
        id: format!("culprit-{id}"),
        name: culprit.name.clone(),
        page: Some(format!("../culprits/{id}/")),
        about: about.join(" · "),
        estimate: text::report::estimate_words(facts, row),
        change: facts.leading_change(row).and_then(text::report::change),
        recent: recent_change(facts, row),
        notes_head: notes_head(&notes),
        notes,
        incidents: incidents(site, &actions),
        actions: action_views((facts, known), &actions, culprit),
    }
}

/// Actions with what followed them for a culprit, as far as `known` samples tell. What followed several that are judged together stands once,
/// with the last of them in the list.
pub(super) fn action_views(
    (facts, known): (&ReportFacts, &[&Tally]),
    actions: &[&ProductAction],
    culprit: &Culprit,
) -> Vec<ReportActionView> {
    let mut judged: BTreeSet<&ActionId> = BTreeSet::new();
    let mut views = Vec::new();
    for action in actions.iter().rev() {
        let outcome = action_effect(facts.product, known, action, culprit).filter(|outcome| {
            let ActionOutcome::Effect(effect) = outcome else {
                return true;
            };
            judged.insert(&effect.actions[0].id)
        });
        views.push(ReportActionView {
            date: text::date(action.date),
            title: action.title.clone(),
            link: action.link.clone(),
            aftermath: outcome
                .map(|outcome| text::report::next_steps::action_outcome(&outcome, facts)),
        });
    }
    views.reverse();
    views
}
