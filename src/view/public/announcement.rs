//! What a site announces: the events of its feeds as messages.

use super::feed::event::{self, FeedEvent};
use super::site::{PublicSite, public_site};
use super::statuspage::{ChangeTimes, StatuspageApi, statuspage_event};
use crate::base::id::ComponentId;
use crate::base::time::Moment;
use crate::derive::entry::EntryFacts;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::snapshot::Snapshot;
use crate::model::announce::AnnouncementKind;
use crate::model::component::State;
use crate::model::incident::Impact;
use crate::model::maintenance::MaintenanceStatus;
use crate::model::route;
use crate::model::site::FeedPolicy;
use crate::view::announcement::Announcement;
use crate::view::feed::paragraph;
use crate::view::locale::Locale;

/// Everything that was published from a moment on, as it is shown now, oldest first. What has no known time of publication is history that
/// came from elsewhere.
pub fn announcements(
    snapshot: Snapshot,
    locale: &Locale,
    since: Option<Moment>,
) -> Vec<Announcement> {
    let site = public_site(snapshot, locale);
    let times = ChangeTimes::of(&site.snapshot);
    let api = StatuspageApi::new(&site, &times);
    let mut events = event::newest_events(&site.snapshot, usize::MAX);
    events.retain(|event| {
        since.is_none_or(|since| event.published() >= since) && !event.is_publication_unknown()
    });
    let mut events = event::newest(events, usize::MAX);
    events.reverse();
    events
        .into_iter()
        .map(|event| announcement(&api, &site, event))
        .collect()
}

/// What differs between the kinds of events.
struct EventDetails<'a> {
    kind: AnnouncementKind,
    impact: Option<Impact>,
    components: Vec<&'a ComponentId>,
    label: String,
    /// The state that it leaves; `None` if it is about none.
    state: Option<State>,
    facts: Vec<String>,
    next_update: Option<Moment>,
    is_first: bool,
    is_turning_point: bool,
    aliases: &'a [String],
}

fn announcement(api: &StatuspageApi, site: &PublicSite, event: FeedEvent) -> Announcement {
    let details = event_details(site, event);
    let item = event.item(site, "update");
    let former = details.aliases.iter();
    let former = former.map(|alias| event.name_in(&alias.replace('/', ":")));
    let next_update = details.next_update.map(|due| {
        let due = site.time(due).text;
        (site.locale).message_with("next-update-by", &[("time", due.into())])
    });
    let settings = site.snapshot.site;
    let stem = route::feed_stem(FeedPolicy::Updates);
    Announcement {
        name: event.name(),
        former_names: former.collect(),
        thread: event.entry_name(),
        guid: item.guid,
        kind: details.kind,
        impact: details.impact,
        components: details.components.into_iter().cloned().collect(),
        is_first: details.is_first,
        is_turning_point: details.is_turning_point,
        published: event.published(),
        site: settings.title.clone(),
        language: site.locale.tag().to_owned(),
        direction: site.locale.direction(),
        title: item.title,
        entry_title: event.entry_title(site),
        label: details.label,
        state: details.state,
        text: site.plain_text(event.text(), &event.address()),
        html: item.html + &next_update.as_deref().map(paragraph).unwrap_or_default(),
        facts: details.facts.into_iter().chain(next_update).collect(),
        next_update: details.next_update,
        link: item.link,
        link_text: site.locale.message("announcement-open"),
        unsubscribe_text: site.locale.message("subscribe-mail-stop"),
        feeds: ["xml", "atom", "json"]
            .map(|format| settings.url.join(&format!("{stem}.{format}")))
            .into(),
        statuspage: statuspage_event(api, event).map(Box::new),
    }
}

fn event_details<'a>(site: &PublicSite<'a>, event: FeedEvent<'a>) -> EventDetails<'a> {
    let locale = site.locale;
    match event {
        FeedEvent::Update(entry, index) => {
            let update = entry.update(index);
            let details = match entry {
                EntryFacts::Incident(facts) => incident_details(site, facts, index),
                EntryFacts::Maintenance(facts) => maintenance_details(site, facts, index),
            };
            EventDetails {
                components: event::components_until(entry, index),
                label: locale.update_label(&update),
                is_first: index == 0,
                is_turning_point: entry.turning_points().contains(&index),
                aliases: entry.aliases(),
                ..details
            }
        }
        FeedEvent::Postmortem(one) => {
            let entries = one.incidents.iter();
            let entries: Vec<EntryFacts> = entries
                .filter_map(|id| site.snapshot.find_entry(id))
                .collect();
            let impacts = entries.iter().map(|entry| match entry {
                EntryFacts::Incident(facts) => facts.impact,
                EntryFacts::Maintenance(_) => Impact::None,
            });
            EventDetails {
                impact: impacts.max(),
                components: entries
                    .iter()
                    .flat_map(|entry| entry.components())
                    .collect(),
                label: locale.message("postmortem"),
                ..EventDetails::article(AnnouncementKind::Postmortems)
            }
        }
        FeedEvent::Notice(one) => EventDetails {
            components: one.components.iter().collect(),
            label: locale.notice_kind(one.kind),
            aliases: &one.aliases,
            ..EventDetails::article(AnnouncementKind::Notices)
        },
    }
}

impl EventDetails<'_> {
    /// Of something that is published once.
    fn article<'a>(kind: AnnouncementKind) -> EventDetails<'a> {
        EventDetails {
            kind,
            impact: None,
            components: Vec::new(),
            label: String::new(),
            state: None,
            facts: Vec::new(),
            next_update: None,
            is_first: true,
            is_turning_point: true,
            aliases: &[],
        }
    }
}

/// The impact and the colour are those of the time of the update: what passed a filter then does so later.
fn incident_details<'a>(
    site: &PublicSite<'a>,
    facts: &IncidentFacts<'a>,
    index: usize,
) -> EventDetails<'a> {
    let update = facts.updates[index];
    let then = IncidentFacts::at(facts.incident, update.published());
    let then = then.as_ref().unwrap_or(facts);
    let states = event::states_after(facts, index);
    let worst = states.values().copied().max().unwrap_or_default();
    let state = match worst {
        _ if !then.is_open() => State::Operational,
        worst if worst.is_trouble() => worst,
        _ => then.impact.worst_state(),
    };
    let promised = update.next_update().filter(|_| then.is_open());
    EventDetails {
        impact: Some(then.impact),
        state: Some(state),
        facts: event::affected(site, &states).into_iter().collect(),
        next_update: promised.map(|within| update.published().plus(within)),
        ..EventDetails::article(AnnouncementKind::Incidents)
    }
}

fn maintenance_details<'a>(
    site: &PublicSite<'a>,
    facts: &MaintenanceFacts<'a>,
    index: usize,
) -> EventDetails<'a> {
    let status = facts.updates[index].status;
    let is_over = matches!(
        status,
        Some(MaintenanceStatus::Completed | MaintenanceStatus::Cancelled)
    );
    EventDetails {
        state: Some(if is_over {
            State::Operational
        } else {
            State::UnderMaintenance
        }),
        facts: event::maintenance_sentences(site, facts, index),
        ..EventDetails::article(match facts.maintenance.details.urgent {
            Some(_) => AnnouncementKind::UrgentMaintenance,
            None => AnnouncementKind::Maintenance,
        })
    }
}
