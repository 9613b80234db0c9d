//! The overall status in the terms of Statuspage.

use crate::model::component::State;
use crate::model::incident::Impact;
use crate::view::public::site::PublicSite;
use crate::view::statuspage::StatuspageStatus;

const NONE: StatuspageStatus = status("none", "All Systems Operational");
const MAINTENANCE: StatuspageStatus = status("maintenance", "Service Under Maintenance");
const DEGRADED: StatuspageStatus = status("minor", "Partially Degraded Service");
const MINOR: StatuspageStatus = status("minor", "Minor Service Outage");
const MAJOR: StatuspageStatus = status("major", "Partial System Outage");
const CRITICAL: StatuspageStatus = status("critical", "Major Service Outage");

/// What the worst state of the components gives: where only some have it, and where all have it.
///
/// Atlassian does not publish the rule. Observed: with four of ten components in major outage <https://www.githubstatus.com> said `major`,
/// "Partial System Outage" (17 August 2026); with seven of 538 in major outage <https://status.elastic.co> said `major`; pages without
/// trouble say `none`. Assumed: every other cell, from the six sentences that Statuspage has.
const BY_WORST_STATE: [(State, StatuspageStatus, StatuspageStatus); 5] = [
    (State::Operational, NONE, NONE),
    (State::UnderMaintenance, MAINTENANCE, MAINTENANCE),
    (State::DegradedPerformance, DEGRADED, DEGRADED),
    (State::PartialOutage, MINOR, MAJOR),
    (State::MajorOutage, MAJOR, CRITICAL),
];

const fn status(indicator: &'static str, description: &'static str) -> StatuspageStatus {
    StatuspageStatus {
        indicator,
        description,
    }
}

/// The overall status. Open incidents count too, which is assumed: one that touches no component by its impact, and any other as minor
/// where everything works again.
pub(super) fn overall_status(site: &PublicSite) -> StatuspageStatus {
    let snapshot = &site.snapshot;
    let worst = snapshot.overall_state;
    let everywhere = snapshot.board().all(|facts| facts.state == worst);
    let of_components = BY_WORST_STATE
        .iter()
        .find(|(state, ..)| *state == worst)
        .map_or(NONE, |(_, some, all)| if everywhere { *all } else { *some });
    let of_incidents = snapshot.open_incidents().map(|facts| {
        let impact = Some(facts.impact).filter(|_| facts.state_intervals.is_empty());
        match impact.map(Impact::worst_state) {
            Some(State::MajorOutage) => CRITICAL,
            Some(State::PartialOutage) => MAJOR,
            _ => MINOR,
        }
    });
    // If both are equally severe, the sentence about components is more exact.
    let badness = |status: &StatuspageStatus| {
        ["none", "maintenance", "minor", "major", "critical"]
            .iter()
            .position(|indicator| *indicator == status.indicator)
    };
    of_incidents
        .chain([of_components])
        .max_by_key(badness)
        .unwrap_or(of_components)
}
