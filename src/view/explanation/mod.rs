//! Explanations of values on pages: the fields of the content that decide, each with its position.

mod entry;
mod uptime;

use serde::Serialize;

use super::locale::Locale;
use super::public;
use super::public::site::{PublicSite, public_site};
use super::text::explanation as text;
use super::text::{StatusLabel, Time};
use crate::base::id::{ComponentId, EntryId};
use crate::base::period::Period;
use crate::base::time::{Date, Now};
use crate::derive::component::ComponentFacts;
use crate::derive::entry::EntryFacts;
use crate::derive::explanation::{self, StateClaim};
use crate::derive::snapshot::Snapshot;
use crate::derive::state_change::StateChange;
use crate::model::StatusLedger;
use crate::model::component::State;
use crate::model::source_map::FieldRef;

/// What to explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    Banner,
    /// The state of a component.
    Component(ComponentId),
    /// The uptime of a component over a stretch of days.
    Uptime(ComponentId, UptimePeriod),
    /// An incident or a maintenance.
    Entry(EntryId),
}

/// The days of an uptime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UptimePeriod {
    Last,
    Month(Date),
    Day(Date),
}

impl UptimePeriod {
    /// Reads `2012-06` or `2012-06-30`.
    pub fn parse(text: &str) -> Option<UptimePeriod> {
        match Period::parse(text) {
            Some(Period::Month(first)) => Some(UptimePeriod::Month(first)),
            Some(_) => None,
            None => match Period::parse(&format!("{text}/{text}"))? {
                Period::Days(day, _) => Some(UptimePeriod::Day(day)),
                _ => None,
            },
        }
    }
}

/// The position of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePosition {
    /// The file, as a person would type it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// Which update of the file they are in, from 0.
    pub update: Option<usize>,
}

/// Finds the position of a field.
pub type Locate<'p> = &'p dyn Fn(&EntryFacts, FieldRef) -> Option<SourcePosition>;

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The version of this form.
    pub version: u32,
    pub moment: Time,
    /// What is explained.
    pub title: String,
    /// The value on the page.
    pub says: StatusLabel,
    /// The figure, if it is one.
    pub uptime: Option<UptimeFigure>,
    pub sections: Vec<ExplanationSection>,
}

/// An uptime with everything it is computed from.
#[derive(Clone, Debug, Serialize)]
pub struct UptimeFigure {
    pub from: Time,
    pub to: Time,
    pub minutes: i64,
    /// Minutes with degraded performance.
    pub degraded: i64,
    /// Minutes with a partial outage.
    pub partial: i64,
    /// Minutes with a major outage.
    pub out: i64,
    /// Minutes that two incidents share, which count once.
    pub shared: i64,
    /// The percentage, not rounded.
    pub percent: f64,
}

/// Reasons of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplanationSection {
    /// Their kind.
    pub heading: String,
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The id of an entry or a component.
    pub id: Option<String>,
    /// Its title or name.
    pub title: Option<String>,
    pub sign: Option<StatusLabel>,
    /// More about it.
    pub text: String,
    /// The fields that it follows from.
    pub grounds: Vec<SourceRef>,
}

/// A field of the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceRef {
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What they say.
    pub text: String,
    /// Whether it applies; else a later field overrides it.
    pub holds: bool,
}

impl ExplanationSection {
    fn new(heading: impl Into<String>, reasons: Vec<Reason>) -> ExplanationSection {
        let heading = heading.into();
        ExplanationSection { heading, reasons }
    }
}

impl Reason {
    fn new(text: impl Into<String>, sources: impl IntoIterator<Item = SourceRef>) -> Reason {
        Reason {
            text: text.into(),
            grounds: sources.into_iter().collect(),
            ..Reason::default()
        }
    }

    fn about(self, entry: &EntryFacts) -> Reason {
        Reason {
            id: Some(entry.id().to_string()),
            title: Some(entry.title().to_owned()),
            ..self
        }
    }
}

struct Explainer<'s, 'a> {
    site: &'s PublicSite<'a>,
    locate: Locate<'s>,
}

/// Answers a question; `None` if what it is about is not known at this moment, or had no history in those days.
pub fn explanation(
    ledger: &StatusLedger,
    now: Now,
    language: &Locale,
    question: &Question,
    locate: Locate,
) -> Option<Explanation> {
    let site = &public_site(Snapshot::of(ledger, now), language);
    let asked = Explainer { site, locate };
    let component = |id: &ComponentId| {
        site.snapshot
            .components
            .iter()
            .find(|facts| facts.component.id == *id)
    };
    match question {
        Question::Banner => Some(asked.banner()),
        Question::Component(id) => component(id).map(|facts| asked.component(facts)),
        Question::Uptime(id, days) => asked.uptime(component(id)?, *days),
        Question::Entry(id) => Some(match site.snapshot.find_entry(id)? {
            EntryFacts::Incident(facts) => asked.incident(facts),
            EntryFacts::Maintenance(facts) => asked.maintenance(facts),
        }),
    }
}

impl<'s, 'a> Explainer<'s, 'a> {
    fn explanation(
        &self,
        title: &str,
        says: StatusLabel,
        sections: Vec<ExplanationSection>,
    ) -> Explanation {
        let sections = sections
            .into_iter()
            .filter(|section| !section.reasons.is_empty())
            .collect();
        let moment = self.site.time(self.site.snapshot.now);
        Explanation {
            version: 1,
            moment,
            title: title.to_owned(),
            says,
            uptime: None,
            sections,
        }
    }

    fn component(&self, facts: &ComponentFacts<'a>) -> Explanation {
        let claims = explanation::state_claims(&self.site.snapshot, facts);
        let (deciding, others): (Vec<&StateClaim>, Vec<&StateClaim>) =
            claims.iter().partition(|claim| claim.state == facts.state);
        let all = |claims: Vec<&StateClaim>| {
            claims
                .into_iter()
                .map(|claim| self.claim_reason(facts, claim))
                .collect()
        };
        let mut sections = vec![
            ExplanationSection::new(text::deciding(deciding.len()), all(deciding)),
            ExplanationSection::new(text::LESS_BAD, all(others)),
        ];
        if claims.is_empty() {
            let over = explanation::last_ended(&self.site.snapshot, facts);
            let over = over.map(|entry| self.ended_entry(&entry, &facts.component.id));
            sections.push(ExplanationSection::new(
                text::nothing(over.is_some()),
                over.into_iter().collect(),
            ));
        }
        let mut answer = self.explanation(
            &facts.component.name,
            self.site.locale.state(facts.state),
            sections,
        );
        if let Some(text) = text::board(facts) {
            let reasons = vec![Reason::new(text, None)];
            answer
                .sections
                .push(ExplanationSection::new(text::BOARD, reasons));
        }
        answer
    }

    fn claim_reason(&self, facts: &ComponentFacts, claim: &StateClaim) -> Reason {
        let sources = self.state_sources(&claim.entry, &claim.state_changes, &facts.component.id);
        Reason {
            sign: Some(self.site.locale.state(claim.state)),
            ..Reason::new("", sources).about(&claim.entry)
        }
    }

    /// The entry that ended last, and the field that ended it.
    fn ended_entry(&self, entry: &EntryFacts, id: &ComponentId) -> Reason {
        let end = entry.end().map(|end| self.site.time(end).text);
        let ended = match entry {
            EntryFacts::Incident(facts) => facts
                .end_source
                .and_then(|field| self.source_ref(entry, field, text::ends)),
            EntryFacts::Maintenance(facts) => {
                let field = explanation::maintenance_phase_source(facts)
                    .unwrap_or_else(|| explanation::window_source(facts));
                self.source_ref(entry, field, text::ends)
            }
        };
        let changes = entry.state_changes(id);
        let worst = changes
            .iter()
            .map(|one| one.state)
            .max()
            .unwrap_or_default();
        Reason::new(text::over(worst, &end.unwrap_or_default()), ended).about(entry)
    }

    /// All state changes of a component by an entry; the last one applies.
    fn state_sources(
        &self,
        entry: &EntryFacts,
        changes: &[StateChange],
        id: &ComponentId,
    ) -> Vec<SourceRef> {
        let holding = changes.len().saturating_sub(1);
        let one = |(at, one): (usize, &StateChange)| {
            let until = changes.get(at + 1).map(|next| self.site.time(next.at).text);
            let since = self.site.time(one.at).text;
            let say = |place: &str| text::state_source(place, (id, one), &since, until.as_deref());
            let source = self.source_ref(entry, one.source, say)?;
            Some(SourceRef {
                holds: at == holding,
                ..source
            })
        };
        let mut sources: Vec<SourceRef> = changes.iter().enumerate().filter_map(one).collect();
        sources.reverse();
        sources
    }

    /// A field of an entry with its meaning.
    fn source_ref(
        &self,
        entry: &EntryFacts,
        field: FieldRef,
        say: impl FnOnce(&str) -> String,
    ) -> Option<SourceRef> {
        let SourcePosition {
            file,
            line,
            column,
            update,
        } = (self.locate)(entry, field)?;
        Some(SourceRef {
            file,
            line,
            column,
            text: say(&text::key(field, update)),
            holds: true,
        })
    }

    fn banner(&self) -> Explanation {
        let snapshot = &self.site.snapshot;
        let (worst, others): (Vec<_>, Vec<_>) = snapshot
            .board()
            .filter(|facts| facts.state != State::Operational)
            .partition(|facts| facts.state == snapshot.overall_state);
        let open: Vec<Reason> = snapshot
            .open_incidents()
            .map(|facts| self.open_incident(facts))
            .collect();
        let named = |facts: &&ComponentFacts<'a>| Reason {
            id: Some(facts.component.id.to_string()),
            title: Some(facts.component.name.clone()),
            sign: Some(self.site.locale.state(facts.state)),
            ..Reason::default()
        };
        let decides = worst
            .iter()
            .map(|facts| Reason {
                grounds: self.deciding_sources(facts),
                ..named(facts)
            })
            .collect();
        let fine = snapshot.overall_state == State::Operational;
        let sections = vec![
            ExplanationSection::new(text::worst(snapshot.overall_state), decides),
            ExplanationSection::new(text::BETTER, others.iter().map(named).collect()),
            ExplanationSection::new(text::OPEN, if fine { open } else { Vec::new() }),
        ];
        let mut answer = self.explanation(
            text::OVERALL_STATUS,
            public::status::banner(self.site),
            sections,
        );
        if answer.sections.is_empty() {
            let reasons = vec![Reason::new(text::ALL_FINE, None)];
            answer
                .sections
                .push(ExplanationSection::new(text::nothing(false), reasons));
        }
        answer
    }

    /// The fields that give a component its state, one for each entry.
    fn deciding_sources(&self, facts: &ComponentFacts<'a>) -> Vec<SourceRef> {
        let claims = explanation::state_claims(&self.site.snapshot, facts);
        let deciding = claims.iter().filter(|claim| claim.state == facts.state);
        let first = |claim: &StateClaim| {
            self.state_sources(&claim.entry, &claim.state_changes, &facts.component.id)
                .into_iter()
                .next()
        };
        deciding.filter_map(first).collect()
    }
}
