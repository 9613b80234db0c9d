//! Why an incident or a maintenance is what its page says.

use super::{Asked, Explanation, Ground, Reason, Section};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::reason::{self, Entry, ImpactReason};
use crate::derive::said::{Part, Spot};
use crate::model::component::States;
use crate::view::text::explanation as words;

impl<'a> Asked<'_, 'a> {
    /// An open incident, for the sentence of the whole.
    pub(super) fn open(&self, facts: &IncidentFacts<'a>) -> Reason {
        let entry = Entry::Incident(facts);
        let started = self.site.time(facts.incident.started).text;
        let ground = self.ground(&entry, Spot::Started, |key| words::says(key, &started));
        Reason {
            text: words::open_since(&started),
            grounds: ground.into_iter().collect(),
            ..self.entry(&entry)
        }
    }

    pub(super) fn incident(&self, facts: &IncidentFacts<'a>) -> Explanation {
        let entry = Entry::Incident(facts);
        let length = self
            .site
            .words
            .length(facts.duration(self.site.snapshot.now));
        let sections = vec![
            Section {
                heading: self.site.words.impact(facts.impact).text,
                reasons: self.impact(facts),
            },
            Section {
                heading: words::length(&length),
                reasons: self.length(facts),
            },
            Section {
                heading: words::phase(&self.site.words.incident_status(facts.status)),
                reasons: vec![self.phase(&entry, reason::incident_phase(facts), words::NO_PHASE)],
            },
            Section {
                heading: words::STATES.to_owned(),
                reasons: self.states(&entry, &facts.states),
            },
        ];
        self.answer(
            &facts.incident.title,
            self.site.words.impact(facts.impact),
            sections,
        )
    }

    pub(super) fn maintenance(&self, facts: &MaintenanceFacts<'a>) -> Explanation {
        let entry = Entry::Maintenance(facts);
        let says = self.site.words.maintenance_phase(facts.phase);
        let window = self
            .site
            .words
            .window(facts.window, self.site.snapshot.site.zone);
        let spot = reason::window(facts);
        let text = if matches!(spot, Spot::Scheduled) {
            words::FIRST_WINDOW
        } else {
            words::MOVED
        };
        let grounds = self
            .ground(&entry, spot, |key| words::says(key, &window))
            .into_iter()
            .collect();
        let sections = vec![
            Section {
                heading: words::phase(&says.text),
                reasons: vec![self.phase(&entry, reason::maintenance_phase(facts), words::CLOCK)],
            },
            Section {
                heading: words::window(&window),
                reasons: vec![Reason {
                    text: text.to_owned(),
                    grounds,
                    ..Reason::default()
                }],
            },
            Section {
                heading: words::STATES.to_owned(),
                reasons: self.states(&entry, &facts.states),
            },
        ];
        self.answer(&facts.maintenance.title, says, sections)
    }

    fn impact(&self, facts: &IncidentFacts<'a>) -> Vec<Reason> {
        let entry = Entry::Incident(facts);
        let reason = |text: String, grounds: Vec<Ground>| {
            vec![Reason {
                text,
                grounds,
                ..Reason::default()
            }]
        };
        match reason::impact(facts) {
            ImpactReason::Nothing => reason(words::LEAST.to_owned(), Vec::new()),
            ImpactReason::Word(by_states) => {
                let text =
                    words::author(by_states.map(|impact| self.site.words.impact(impact).text));
                let ground = self.ground(&entry, Spot::Impact, words::says_so);
                reason(text, ground.into_iter().collect())
            }
            ImpactReason::Worst(state, spots) => {
                let ground =
                    |(id, spot)| self.ground(&entry, spot, |key| words::sets(key, id, state));
                reason(
                    words::worst_so_far(state),
                    spots.into_iter().filter_map(ground).collect(),
                )
            }
        }
    }

    /// From the start to the end or to now, with every turn between them.
    fn length(&self, facts: &IncidentFacts<'a>) -> Vec<Reason> {
        let entry = Entry::Incident(facts);
        let started = self.site.time(facts.incident.started).text;
        let mut grounds: Vec<Ground> = Vec::new();
        grounds.extend(self.ground(&entry, Spot::Started, |key| words::says(key, &started)));
        let turns = facts.turns();
        for (number, &at) in turns.iter().enumerate().skip(1) {
            let update = facts.updates[at];
            let spot = Spot::Update(&update.id, Part::Status);
            let closes = number % 2 == 1;
            let last = at == turns[turns.len() - 1];
            if facts.ended_by != Some(spot) && (!last || !closes) {
                let time = self.site.time(update.at).text;
                let ground = self.ground(&entry, spot, |key| words::turn(key, closes, &time));
                grounds.extend(ground.map(|ground| Ground {
                    holds: false,
                    ..ground
                }));
            }
        }
        let end = facts.end.map(|end| self.site.time(end).text);
        if let (Some(spot), Some(end)) = (facts.ended_by, &end) {
            grounds.extend(self.ground(&entry, spot, |key| words::end(key, spot, end)));
        }
        vec![Reason {
            text: words::from_to(&started, end.as_deref()),
            grounds,
            ..Reason::default()
        }]
    }

    fn phase(&self, entry: &Entry, spot: Option<Spot>, otherwise: &str) -> Reason {
        let grounds: Vec<Ground> = spot
            .and_then(|spot| self.ground(entry, spot, words::says_so))
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
    fn states(&self, entry: &Entry, states: &States) -> Vec<Reason> {
        let all = self
            .site
            .snapshot
            .components
            .iter()
            .map(|facts| facts.component);
        let named = all.filter_map(|component| Some((component, *states.get(&component.id)?)));
        let reason = |(component, state): (&crate::model::component::Component, _)| {
            let last = self
                .said(entry, &entry.said(&component.id), &component.id)
                .into_iter()
                .next();
            Reason {
                id: Some(component.id.to_string()),
                title: Some(component.name.clone()),
                sign: Some(self.site.words.state(state)),
                text: String::new(),
                grounds: last.into_iter().collect(),
            }
        };
        named.map(reason).collect()
    }
}
