//! The last days of a component as a chart of its own.

use super::{Public, component};
use crate::view::chart::{Caption, DayState, Days};

/// The chart of a component, given by its position.
pub(super) fn chart(site: &Public, at: usize) -> Days {
    let (facts, words) = (&site.snapshot.components[at], site.words);
    let uptime = facts
        .uptime
        .as_ref()
        .map(|uptime| component::uptime_words(site, uptime))
        .unwrap_or_default();
    let bars = component::bars(site, facts).description;
    let description = match uptime.as_str() {
        "" => words.with("uptime-chart-unknown", &[("bars", bars.into())]),
        uptime => words.with(
            "uptime-chart-described",
            &[("bars", bars.into()), ("uptime", uptime.into())],
        ),
    };
    let days: Vec<DayState> = facts
        .days
        .iter()
        .map(|day| DayState::of(day.worst))
        .collect();
    let name = |state: DayState| match state {
        DayState::Nothing => words.say("state-unknown"),
        DayState::Fine => words.say("state-operational"),
        DayState::Degraded => words.say("state-degraded-performance"),
        DayState::Partial => words.say("state-partial-outage"),
        DayState::Outage => words.say("state-major-outage"),
    };
    let key = DayState::ALL
        .into_iter()
        .filter(|state| days.contains(state))
        .map(|state| (state, name(state)));
    let end = |day: Option<&crate::derive::uptime::Day>| {
        day.map(|day| words.date(day.date)).unwrap_or_default()
    };
    Days {
        caption: Caption {
            id: "uptime".to_owned(),
            title: facts.component.name.clone(),
            subtitle: words.say("uptime-chart-about"),
            description,
            footer: vec![component::formula(site)],
        },
        key: key.collect(),
        days,
        ends: [end(facts.days.first()), end(facts.days.last())],
        uptime,
    }
}
