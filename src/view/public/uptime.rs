//! The last days of a component as a chart of its own.

use super::bars::describe_bars;
use super::component;
use super::site::PublicSite;
use crate::view::chart::{Caption, DayState, DaysChart};

/// The chart of a component, given by its position.
pub(super) fn uptime_chart(site: &PublicSite, at: usize) -> DaysChart {
    let (facts, locale) = (&site.snapshot.components[at], site.locale);
    let uptime = facts
        .uptime
        .as_ref()
        .map(|uptime| component::uptime_words(site, uptime))
        .unwrap_or_default();
    let bars = describe_bars(site, facts);
    let description = match uptime.as_str() {
        "" => locale.message_with("uptime-chart-unknown", &[("bars", bars.into())]),
        uptime => locale.message_with(
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
        DayState::Nothing => locale.message("state-unknown"),
        DayState::Fine => locale.message("state-operational"),
        DayState::Degraded => locale.message("state-degraded-performance"),
        DayState::Partial => locale.message("state-partial-outage"),
        DayState::Outage => locale.message("state-major-outage"),
    };
    let key = DayState::ALL
        .into_iter()
        .filter(|state| days.contains(state))
        .map(|state| (state, name(state)));
    let end = |day: Option<&crate::derive::uptime::ComponentDay>| {
        day.map(|day| locale.date(day.date)).unwrap_or_default()
    };
    DaysChart {
        caption: Caption {
            id: "uptime".to_owned(),
            title: facts.component.name.clone(),
            subtitle: locale.message("uptime-chart-about"),
            description,
            footer: vec![component::formula(site)],
        },
        key: key.collect(),
        days,
        ends: [end(facts.days.first()), end(facts.days.last())],
        uptime,
    }
}
