//! Why a component, the whole board, an uptime or an incident is as it is: which words of which entry decide.

use super::component::ComponentFacts;
use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use super::said::{Part, Said, Spell, Spot, spells};
use super::snapshot::Snapshot;
use super::uptime::Uptime;
use crate::base::id::ComponentId;
use crate::base::time::{Duration, Interval, Moment};
use crate::model::component::State;
use crate::model::incident::{Impact, named};

/// An entry at a moment.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'s, 'a> {
    /// An incident.
    Incident(&'s IncidentFacts<'a>),
    /// A maintenance.
    Maintenance(&'s MaintenanceFacts<'a>),
}

/// What an entry that is under way says of a component.
#[derive(Clone, Debug)]
pub struct Claim<'s, 'a> {
    /// The entry.
    pub entry: Entry<'s, 'a>,
    /// What it says now.
    pub state: State,
    /// All that it said; the last holds.
    pub said: Vec<Said<'a>>,
}

/// What an entry took from a window.
#[derive(Clone, Debug)]
pub struct Share<'s, 'a> {
    /// The entry.
    pub entry: Entry<'s, 'a>,
    /// The states that it gave to the component, cut at the ends of the window.
    pub spells: Vec<Spell<'a>>,
}

/// What an uptime is made from.
#[derive(Clone, Debug)]
pub struct UptimeReason<'s, 'a> {
    /// The figure.
    pub uptime: Uptime,
    /// What each incident took from it, newest first.
    pub shares: Vec<Share<'s, 'a>>,
    /// Maintenance in the window, which is left out.
    pub left_out: Vec<Share<'s, 'a>>,
    /// Time in trouble that two incidents share; it counts once, by the worse of them.
    pub shared: Duration,
}

/// Why the impact of an incident is what it is.
#[derive(Clone, Debug)]
pub enum ImpactReason<'a> {
    /// The author said so; without the word it would be another, or none.
    Word(Option<Impact>),
    /// The worst state of all; each component that had it, from when on.
    Worst(State, Vec<(&'a ComponentId, Spot<'a>)>),
    /// No component is or was in trouble, and nobody said another.
    Nothing,
}

impl<'a> Entry<'_, 'a> {
    /// What it says of a component, in order.
    #[must_use]
    pub fn said(&self, id: &ComponentId) -> Vec<Said<'a>> {
        match self {
            Entry::Incident(facts) => facts.said(id),
            Entry::Maintenance(facts) => facts.said(id),
        }
    }

    /// When it was over, if it is.
    #[must_use]
    pub fn end(&self) -> Option<Moment> {
        match self {
            Entry::Incident(facts) => facts.end,
            Entry::Maintenance(facts) => facts.over,
        }
    }

    fn state(&self, id: &ComponentId) -> Option<State> {
        match self {
            Entry::Incident(facts) => facts.states.get(id).copied().filter(|_| facts.is_open()),
            Entry::Maintenance(facts) => facts.states.get(id).copied(),
        }
    }
}

/// All that is under way and speaks of a component, the worst first. The state is that of the first; those with the same state decide
/// with it.
#[must_use]
pub fn claims<'s, 'a>(
    snapshot: &'s Snapshot<'a>,
    facts: &ComponentFacts<'a>,
) -> Vec<Claim<'s, 'a>> {
    let id = &facts.component.id;
    let claim = |entry: Entry<'s, 'a>| {
        Some(Claim {
            entry,
            state: entry.state(id)?,
            said: entry.said(id),
        })
    };
    let mut claims: Vec<Claim> = entries(snapshot, facts).filter_map(claim).collect();
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.state));
    claims
}

/// The entry about a component that was over last.
#[must_use]
pub fn last_over<'s, 'a>(
    snapshot: &'s Snapshot<'a>,
    facts: &ComponentFacts<'a>,
) -> Option<Entry<'s, 'a>> {
    entries(snapshot, facts)
        .filter(|entry| entry.end().is_some())
        .max_by_key(Entry::end)
}

fn entries<'s, 'a>(
    snapshot: &'s Snapshot<'a>,
    facts: &ComponentFacts<'a>,
) -> impl Iterator<Item = Entry<'s, 'a>> + use<'s, 'a> {
    let incidents: Vec<_> = facts
        .incidents
        .iter()
        .map(|&at| Entry::Incident(&snapshot.incidents[at]))
        .collect();
    let maintenance: Vec<_> = facts
        .maintenance
        .iter()
        .map(|&at| Entry::Maintenance(&snapshot.maintenance[at]))
        .collect();
    incidents.into_iter().chain(maintenance)
}

/// What the uptime of a component over a window is made from.
#[must_use]
pub fn uptime<'s, 'a>(
    snapshot: &'s Snapshot<'a>,
    facts: &ComponentFacts<'a>,
    window: Interval,
) -> UptimeReason<'s, 'a> {
    let uptime = Uptime::of(
        &facts.trouble,
        window,
        snapshot.site.zone,
        &snapshot.site.weights,
    );
    let share = |entry: Entry<'s, 'a>| {
        let until = entry.end().unwrap_or(snapshot.now);
        let all = spells(&entry.said(&facts.component.id), until).into_iter();
        let cut = all.filter_map(|mut spell| {
            spell.piece.interval = spell.piece.interval.and(window)?;
            (spell.piece.state != State::Operational).then_some(spell)
        });
        Some(Share {
            entry,
            spells: cut.collect(),
        })
        .filter(|share| !share.spells.is_empty())
    };
    let all = entries(snapshot, facts).filter_map(share);
    let (shares, left_out): (Vec<_>, Vec<_>) =
        all.partition(|share| matches!(share.entry, Entry::Incident(_)));
    let (shares, others): (Vec<Share>, Vec<Share>) = shares.into_iter().partition(|share| {
        share
            .spells
            .iter()
            .any(|spell| spell.piece.state.is_trouble())
    });
    let sum = shares.iter().fold(Duration::default(), |sum, share| {
        sum.plus(share.length(State::is_trouble))
    });
    let counted = uptime.degraded.plus(uptime.partial).plus(uptime.out);
    let shared = Duration::seconds(sum.as_seconds() - counted.as_seconds());
    UptimeReason {
        uptime,
        shares,
        left_out: others.into_iter().chain(left_out).collect(),
        shared,
    }
}

impl Share<'_, '_> {
    /// How long the component was in one of the states that `chosen` names.
    #[must_use]
    pub fn length(&self, chosen: impl Fn(State) -> bool) -> Duration {
        let chosen = self.spells.iter().filter(|spell| chosen(spell.piece.state));
        chosen.fold(Duration::default(), |sum, spell| {
            sum.plus(spell.piece.interval.length())
        })
    }
}

/// Why the impact of an incident is what it is.
#[must_use]
pub fn impact<'a>(facts: &IncidentFacts<'a>) -> ImpactReason<'a> {
    let named = named(
        &facts.incident.components,
        facts.updates.iter().map(|update| &update.components),
    );
    let all: Vec<(&ComponentId, Vec<Said>)> =
        named.into_iter().map(|id| (id, facts.said(id))).collect();
    let worst = all
        .iter()
        .flat_map(|(_, said)| said)
        .map(|one| one.state)
        .max()
        .unwrap_or_default();
    match (facts.incident.impact, Impact::of(worst)) {
        (Some(_), by_states) => ImpactReason::Word(by_states),
        (None, None) => ImpactReason::Nothing,
        (None, Some(_)) => {
            let first = |(id, said): (&'a ComponentId, Vec<Said<'a>>)| {
                Some((id, said.into_iter().find(|one| one.state == worst)?.spot))
            };
            ImpactReason::Worst(worst, all.into_iter().filter_map(first).collect())
        }
    }
}

/// The words that name the phase of an incident; none where nobody has said one since it opened again.
#[must_use]
pub fn incident_phase<'a>(facts: &IncidentFacts<'a>) -> Option<Spot<'a>> {
    let named = facts
        .updates
        .iter()
        .rev()
        .find(|update| update.status == facts.status);
    named
        .filter(|_| facts.status.is_some())
        .map(|update| Spot::Update(&update.id, Part::Status))
}

/// The words that name the phase of a maintenance; none where the clock alone decides.
#[must_use]
pub fn maintenance_phase<'a>(facts: &MaintenanceFacts<'a>) -> Option<Spot<'a>> {
    let named = facts
        .updates
        .iter()
        .rev()
        .find(|update| update.status == facts.posted);
    named
        .filter(|_| facts.posted.is_some())
        .map(|update| Spot::Update(&update.id, Part::Status))
}

/// The words that name the window of a maintenance.
#[must_use]
pub fn window<'a>(facts: &MaintenanceFacts<'a>) -> Spot<'a> {
    let moved = facts
        .updates
        .iter()
        .rev()
        .find(|update| update.scheduled.is_some());
    moved.map_or(Spot::Scheduled, |update| {
        Spot::Update(&update.id, Part::Scheduled)
    })
}
