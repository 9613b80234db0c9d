//! The report of a period.

pub mod chart;
pub mod table;

use serde::Serialize;

use super::Internal;
use crate::base::words::Words;
use crate::derive::product;
use crate::derive::report::{ReportFacts, Row, Subject};
use crate::model::report::{Culprit, Note, Tally};
use crate::view::address::{self, Links};
use crate::view::chart::{Change, Ranking};
use crate::view::frame::About;
use crate::view::public::Link;
use crate::view::text;
use crate::view::{Body, View};

/// The page of a report.
#[derive(Clone, Debug, Serialize)]
pub struct ReportPage {
    /// The finding.
    pub title: String,
    /// What is measured, where and when.
    pub subtitle: String,
    /// The product.
    pub product: Link,
    /// The period's label.
    pub period: String,
    /// Its days.
    pub dates: String,
    /// What a reader must know first.
    pub cautions: Vec<String>,
    /// Who leads.
    pub leaders: Option<String>,
    /// What happened to all tickets.
    pub total: Option<String>,
    /// Why nothing is compared.
    pub no_comparison: Option<String>,
    /// The ranking; none if too few tickets were read.
    pub chart: Option<Ranking>,
    /// The numbers.
    pub table: table::TableView,
    /// The numbers as a file.
    pub csv: String,
    /// Each culprit, as the table orders them.
    pub culprits: Vec<CulpritView>,
    /// Whether it is said of any action what followed.
    pub aftermath: bool,
    /// What to look at next.
    pub next_steps: Vec<String>,
    /// The method, with the numbers of this sample.
    pub method: String,
    /// The period before, if it was reported.
    pub earlier: Option<Link>,
    /// The period after, if it was reported.
    pub later: Option<Link>,
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
    pub change: Option<Change>,
    /// What customers struggled with.
    pub notes: Vec<NoteView>,
    /// What was done lately.
    pub actions: Vec<ActionView>,
}

/// What a customer struggled with.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// The ticket's id.
    pub ticket: Option<String>,
    /// The words.
    pub text: String,
}

/// Something that was done.
#[derive(Clone, Debug, Serialize)]
pub struct ActionView {
    /// When.
    pub date: String,
    /// What.
    pub title: String,
    /// Where it can be followed.
    pub link: Option<String>,
    /// What followed, up to the end of the report's period.
    pub aftermath: Option<String>,
}

pub(super) fn view(site: &Internal, facts: &ReportFacts, (earlier, later): (Option<&Tally>, Option<&Tally>)) -> View {
    let (product, tally) = (facts.product, facts.tally);
    let address = address::report(product.id.as_str(), &tally.period.slug());
    let links = Links::from_page(&address);
    let neighbour = |tally: &Tally| Link {
        href: links.to(&address::report(product.id.as_str(), &tally.period.slug())),
        text: tally.period.to_string(),
    };
    let finding = text::report::finding(facts);
    let culprits: Vec<CulpritView> = facts.rows.iter().filter_map(|row| culprit_view(facts, row)).collect();
    let page = ReportPage {
        title: finding.clone(),
        subtitle: text::report::subtitle(facts),
        product: Link { href: links.to(&address::product(product.id.as_str())), text: product.name.clone() },
        period: tally.period.to_string(),
        dates: text::period(tally.period),
        cautions: text::report::cautions(facts),
        leaders: facts.leaders.as_ref().filter(|_| facts.charted).map(text::report::leaders),
        total: text::report::total(facts),
        no_comparison: facts.comparison.as_ref().err().map(|reason| text::report::no_comparison(*reason, facts)),
        chart: facts.charted.then(|| chart::ranking(facts)),
        table: table::view(facts),
        csv: "culprits.csv".to_owned(),
        aftermath: culprits.iter().flat_map(|one| &one.actions).any(|action| action.aftermath.is_some()),
        culprits,
        next_steps: if facts.charted { text::report::next_steps(facts) } else { Vec::new() },
        method: text::report::method(facts),
        earlier: earlier.map(neighbour),
        later: later.map(neighbour),
    };
    let title = format!("{finding}, {}", tally.period);
    let description = page.subtitle.clone();
    let about = About {
        address: Some(&address),
        title: &title,
        description: &description,
        file: Some(format!("internal/reports/{}/{}.yaml", product.id, tally.period.slug())),
    };
    site.page(&about, Body::Report(Box::new(page)))
}

fn note_view(Note { ticket, text }: &Note) -> NoteView {
    NoteView { ticket: ticket.clone(), text: text.clone() }
}

fn culprit_view(facts: &ReportFacts, row: &Row) -> Option<CulpritView> {
    let Subject::Culprit(culprit) = row.subject else { return None };
    let Culprit { id, name, kind, owner, .. } = culprit;
    let about = [kind.map(|kind| kind.word().to_owned()), owner.clone()];
    let actions = facts.actions.iter().filter(|action| action.culprits.contains(id));
    let samples = facts.product.samples.range(..=facts.tally.period).map(|(_, tally)| tally);
    let known: Vec<&Tally> = samples.filter(|tally| tally.period.last() <= facts.tally.period.last()).collect();
    Some(CulpritView {
        id: format!("culprit-{id}"),
        name: name.clone(),
        about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        estimate: text::report::estimate_words(facts, row),
        change: row.change.as_ref().map(text::report::change),
        notes: facts.tally.notes.get(id).into_iter().flatten().map(note_view).collect(),
        actions: actions
            .map(|action| ActionView {
                date: text::date(action.date),
                title: action.title.clone(),
                link: action.link.clone(),
                aftermath: product::aftermath(facts.product, &known, action, id)
                    .map(|aftermath| text::report::aftermath(&aftermath, facts)),
            })
            .collect(),
    })
}
