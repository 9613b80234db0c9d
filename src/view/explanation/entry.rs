//! Why an incident or a maintenance is what its page says.

use super::{Explainer, Explanation, ExplanationSection, Reason, SourceRef};
use crate::base::time::Precision;
use crate::derive::entry::EntryFacts;
use crate::derive::explanation::{self, ImpactReason};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::component::States;
use crate::model::source_map::{FieldRef, UpdateField};
use crate::view::text::explanation as text;

impl<'a> Explainer<'_, 'a> {
    /// An open incident, for the overall status.
    pub(super) fn open_incident(&self, facts: &IncidentFacts<'a>) -> Reason {
        let entry = EntryFacts::Incident(facts);
        let details = &facts.incident.details;
        let started = self
            .site
            .time_or_date(details.started, details.is_start_date_only)
            .text;
        let source = self.source_ref(&entry, FieldRef::Started, |key| text::says(key, &started));
        Reason::new(text::open_since(&started), source).about(&entry)
    }

    pub(super) fn incident(&self, facts: &IncidentFacts<'a>) -> Explanation {
        let entry = EntryFacts::Incident(facts);
        let (locale, now) = (self.site.locale, self.site.snapshot.now);
        let length = text::length(&locale.length_or_unknown(facts.duration(now)));
        let phase = text::phase(&locale.incident_status(facts.status));
        let phase_source = explanation::incident_phase_source(facts);
        let named_phase = self.phase(&entry, phase_source, text::NO_PHASE);
        let sections = vec![
            ExplanationSection::new(locale.impact(facts.impact).text, self.impact(facts)),
            ExplanationSection::new(length, self.length(facts)),
            ExplanationSection::new(phase, vec![named_phase]),
            ExplanationSection::new(text::STATES, self.states(&entry, &facts.states)),
        ];
        let says = locale.impact(facts.impact);
        self.explanation(&facts.incident.title, says, sections)
    }

    pub(super) fn maintenance(&self, facts: &MaintenanceFacts<'a>) -> Explanation {
        let entry = EntryFacts::Maintenance(facts);
        let (locale, zone) = (self.site.locale, self.site.snapshot.site.zone);
        let says = locale.maintenance_phase(facts.phase);
        let window = locale.window(facts.window, zone);
        let field = explanation::window_source(facts);
        let text = match field {
            FieldRef::Scheduled => text::FIRST_WINDOW,
            _ => text::MOVED,
        };
        let source = self.source_ref(&entry, field, |key| text::says(key, &window));
        let phase_source = explanation::maintenance_phase_source(facts);
        let named_phase = self.phase(&entry, phase_source, text::CLOCK);
        let named_window = Reason::new(text, source);
        let sections = vec![
            ExplanationSection::new(text::phase(&says.text), vec![named_phase]),
            ExplanationSection::new(text::window(&window), vec![named_window]),
            ExplanationSection::new(text::STATES, self.states(&entry, &facts.states)),
        ];
        self.explanation(&facts.maintenance.title, says, sections)
    }

    fn impact(&self, facts: &IncidentFacts<'a>) -> Vec<Reason> {
        let entry = EntryFacts::Incident(facts);
        let reason = match explanation::impact_reason(facts) {
            ImpactReason::NoImpact => Reason::new(text::LEAST, None),
            ImpactReason::Explicit(by_states) => {
                let by_states = by_states.map(|impact| self.site.locale.impact(impact).text);
                let source = self.source_ref(&entry, FieldRef::Impact, text::says_so);
                Reason::new(text::author(by_states), source)
            }
            ImpactReason::WorstState(state, spots) => {
                let source =
                    |(id, field)| self.source_ref(&entry, field, |key| text::sets(key, id, state));
                let sources = spots.into_iter().filter_map(source);
                Reason::new(text::worst_so_far(state), sources)
            }
        };
        vec![reason]
    }

    /// From the start to the end or to now, with every turn between them.
    fn length(&self, facts: &IncidentFacts<'a>) -> Vec<Reason> {
        let entry = EntryFacts::Incident(facts);
        let started = self.site.time(facts.incident.details.started).text;
        let mut sources: Vec<SourceRef> = Vec::new();
        sources.extend(self.source_ref(&entry, FieldRef::Started, |key| text::says(key, &started)));
        let turns = facts.turning_points();
        for (number, &at) in turns.iter().enumerate().skip(1) {
            let update = facts.updates[at];
            let field = FieldRef::Update(&update.id, UpdateField::Status);
            let closes = number % 2 == 1;
            let last = at == turns[turns.len() - 1];
            if facts.end_source != Some(field) && (!last || !closes) {
                let time = self.site.time(update.at).text;
                let source = self.source_ref(&entry, field, |key| text::turn(key, closes, &time));
                sources.extend(source.map(|source| SourceRef {
                    holds: false,
                    ..source
                }));
            }
        }
        let end = facts.end.map(|end| match facts.end_precision {
            Precision::Unknown => text::END_UNKNOWN.to_owned(),
            precision => {
                let is_date_only = precision == Precision::Day;
                self.site.time_or_date(end, is_date_only).text
            }
        });
        if let (Some(field), Some(end)) = (facts.end_source, &end) {
            sources.extend(self.source_ref(&entry, field, |key| text::end(key, field, end)));
        }
        vec![Reason::new(
            text::from_to(&started, end.as_deref()),
            sources,
        )]
    }

    fn phase(&self, entry: &EntryFacts, field: Option<FieldRef>, otherwise: &str) -> Reason {
        let source = field.and_then(|field| self.source_ref(entry, field, text::says_so));
        Reason::new(field.map_or(otherwise, |_| text::NAMED_LAST), source)
    }

    /// The current states, each with the field that sets it.
    fn states(&self, entry: &EntryFacts, states: &States) -> Vec<Reason> {
        let all = self
            .site
            .snapshot
            .components
            .iter()
            .map(|facts| facts.component);
        let named = all.filter_map(|component| Some((component, *states.get(&component.id)?)));
        let reason = |(component, state): (&crate::model::component::Component, _)| {
            let last = self
                .state_sources(entry, &entry.state_changes(&component.id), &component.id)
                .into_iter()
                .next();
            Reason {
                id: Some(component.id.to_string()),
                title: Some(component.name.clone()),
                sign: Some(self.site.locale.state(state)),
                text: String::new(),
                grounds: last.into_iter().collect(),
            }
        };
        named.map(reason).collect()
    }
}
