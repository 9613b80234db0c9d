//! Why an incident or a maintenance is what its page says.

use super::{Explainer, Explanation, ExplanationSection, Reason, SourceRef};
use crate::derive::entry::EntryFacts;
use crate::derive::explanation::{self, ImpactReason};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::component::States;
use crate::model::source_map::{FieldRef, UpdateField};
use crate::view::text::explanation as words;

impl<'a> Explainer<'_, 'a> {
    /// An open incident, for the sentence of the whole.
    pub(super) fn open_incident(&self, facts: &IncidentFacts<'a>) -> Reason {
        let entry = EntryFacts::Incident(facts);
        let started = self.site.time(facts.incident.details.started).text;
        let ground = self.source_ref(&entry, FieldRef::Started, |key| words::says(key, &started));
        Reason {
            text: words::open_since(&started),
            grounds: ground.into_iter().collect(),
            ..self.entry_reason(&entry)
        }
    }

    pub(super) fn incident(&self, facts: &IncidentFacts<'a>) -> Explanation {
        let entry = EntryFacts::Incident(facts);
        let length = self
            .site
            .locale
            .length(facts.duration(self.site.snapshot.now));
        let sections = vec![
            ExplanationSection {
                heading: self.site.locale.impact(facts.impact).text,
                reasons: self.impact(facts),
            },
            ExplanationSection {
                heading: words::length(&length),
                reasons: self.length(facts),
            },
            ExplanationSection {
                heading: words::phase(&self.site.locale.incident_status(facts.status)),
                reasons: vec![self.phase(
                    &entry,
                    explanation::incident_phase_source(facts),
                    words::NO_PHASE,
                )],
            },
            ExplanationSection {
                heading: words::STATES.to_owned(),
                reasons: self.states(&entry, &facts.states),
            },
        ];
        self.explanation(
            &facts.incident.title,
            self.site.locale.impact(facts.impact),
            sections,
        )
    }

    pub(super) fn maintenance(&self, facts: &MaintenanceFacts<'a>) -> Explanation {
        let entry = EntryFacts::Maintenance(facts);
        let says = self.site.locale.maintenance_phase(facts.phase);
        let window = self
            .site
            .locale
            .window(facts.window, self.site.snapshot.site.zone);
        let spot = explanation::window_source(facts);
        let text = if matches!(spot, FieldRef::Scheduled) {
            words::FIRST_WINDOW
        } else {
            words::MOVED
        };
        let grounds = self
            .source_ref(&entry, spot, |key| words::says(key, &window))
            .into_iter()
            .collect();
        let sections = vec![
            ExplanationSection {
                heading: words::phase(&says.text),
                reasons: vec![self.phase(
                    &entry,
                    explanation::maintenance_phase_source(facts),
                    words::CLOCK,
                )],
            },
            ExplanationSection {
                heading: words::window(&window),
                reasons: vec![Reason {
                    text: text.to_owned(),
                    grounds,
                    ..Reason::default()
                }],
            },
            ExplanationSection {
                heading: words::STATES.to_owned(),
                reasons: self.states(&entry, &facts.states),
            },
        ];
        self.explanation(&facts.maintenance.title, says, sections)
    }

    fn impact(&self, facts: &IncidentFacts<'a>) -> Vec<Reason> {
        let entry = EntryFacts::Incident(facts);
        let reason = |text: String, grounds: Vec<SourceRef>| {
            vec![Reason {
                text,
                grounds,
                ..Reason::default()
            }]
        };
        match explanation::impact_reason(facts) {
            ImpactReason::NoImpact => reason(words::LEAST.to_owned(), Vec::new()),
            ImpactReason::Explicit(by_states) => {
                let text =
                    words::author(by_states.map(|impact| self.site.locale.impact(impact).text));
                let ground = self.source_ref(&entry, FieldRef::Impact, words::says_so);
                reason(text, ground.into_iter().collect())
            }
            ImpactReason::WorstState(state, spots) => {
                let ground =
                    |(id, spot)| self.source_ref(&entry, spot, |key| words::sets(key, id, state));
                reason(
                    words::worst_so_far(state),
                    spots.into_iter().filter_map(ground).collect(),
                )
            }
        }
    }

    /// From the start to the end or to now, with every turn between them.
    fn length(&self, facts: &IncidentFacts<'a>) -> Vec<Reason> {
        let entry = EntryFacts::Incident(facts);
        let started = self.site.time(facts.incident.details.started).text;
        let mut grounds: Vec<SourceRef> = Vec::new();
        grounds
            .extend(self.source_ref(&entry, FieldRef::Started, |key| words::says(key, &started)));
        let turns = facts.turning_points();
        for (number, &at) in turns.iter().enumerate().skip(1) {
            let update = facts.updates[at];
            let spot = FieldRef::Update(&update.id, UpdateField::Status);
            let closes = number % 2 == 1;
            let last = at == turns[turns.len() - 1];
            if facts.end_source != Some(spot) && (!last || !closes) {
                let time = self.site.time(update.at).text;
                let ground = self.source_ref(&entry, spot, |key| words::turn(key, closes, &time));
                grounds.extend(ground.map(|ground| SourceRef {
                    holds: false,
                    ..ground
                }));
            }
        }
        let end = facts.end.map(|end| self.site.time(end).text);
        if let (Some(spot), Some(end)) = (facts.end_source, &end) {
            grounds.extend(self.source_ref(&entry, spot, |key| words::end(key, spot, end)));
        }
        vec![Reason {
            text: words::from_to(&started, end.as_deref()),
            grounds,
            ..Reason::default()
        }]
    }

    fn phase(&self, entry: &EntryFacts, spot: Option<FieldRef>, otherwise: &str) -> Reason {
        let grounds: Vec<SourceRef> = spot
            .and_then(|spot| self.source_ref(entry, spot, words::says_so))
            .into_iter()
            .collect();
        let text = if spot.is_some() {
            words::NAMED_LAST
        } else {
            otherwise
        };
        Reason {
            text: text.to_owned(),
            grounds,
            ..Reason::default()
        }
    }

    /// The states now, each with the words that hold.
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
