//! The last days of a component as a chart of its own.

use super::component;
use super::site::PublicSite;
use crate::view::chart::{Caption, DayState, DaysChart};

/// The chart of a component, given by its position.
pub(super) fn uptime_chart(site: &PublicSite, at: usize) -> DaysChart {
    let (facts, words) = (&site.snapshot.components[at], site.locale);
    let uptime = facts
        .uptime
        .as_ref()
        .map(|uptime| component::uptime_words(site, uptime))
        .unwrap_or_default();
    let bars = component::uptime_bars(site, facts).description;
    let description = match uptime.as_str() {
        "" => words.message_with("uptime-chart-unknown", &[("bars", bars.into())]),
        uptime => words.message_with(
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
        DayState::Nothing => words.message("state-unknown"),
        DayState::Fine => words.message("state-operational"),
        DayState::Degraded => words.message("state-degraded-performance"),
        DayState::Partial => words.message("state-partial-outage"),
        DayState::Outage => words.message("state-major-outage"),
    };
    let key = DayState::ALL
        .into_iter()
        .filter(|state| days.contains(state))
        .map(|state| (state, name(state)));
    let end = |day: Option<&crate::derive::uptime::ComponentDay>| {
        day.map(|day| words.date(day.date)).unwrap_or_default()
    };
    DaysChart {
        caption: Caption {
            id: "uptime".to_owned(),
            title: facts.component.name.clone(),
            subtitle: words.message("uptime-chart-about"),
            description,
            footer: vec![component::formula(site)],
        },
        key: key.collect(),
        days,
        ends: [end(facts.days.first()), end(facts.days.last())],
        uptime,
    }
}
