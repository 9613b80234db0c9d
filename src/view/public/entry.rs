//! Incidents, maintenance and notices as parts of other pages.

use serde::Serialize;

use super::site::{ComponentStateView, PublicSite};
use crate::base::id::EntryId;
use crate::base::time::{Date, Moment};
use crate::derive::entry::{EntryFacts, PublishedUpdate};
use crate::derive::history::HistoryItem;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::entry::ExternalLink;
use crate::model::notice::Notice;
use crate::model::route;
use crate::view::links::{LinkView, Links};
use crate::view::text::{Phrase, PhraseValue, StatusLabel, Time};

/// An update as pages print it.
#[derive(Clone, Debug, Serialize)]
pub struct UpdateView {
    /// The anchor.
    pub id: String,
    /// The author's label, or the phase.
    pub label: String,
    pub time: Time,
    /// Whether `posted` is `unknown`.
    pub is_publication_unknown: bool,
    /// When it was published, if that was later.
    pub posted: Option<Time>,
    /// When its text was corrected.
    pub edited: Option<Time>,
    /// Markup of the text.
    pub html: String,
    /// What it changed.
    pub changes: Vec<ComponentStateView>,
    /// The new window, if it moved one.
    pub window: Option<Phrase>,
}

/// A day and what happened on it.
#[derive(Clone, Debug, Serialize)]
pub struct RecentDayView {
    /// Which; quiet days that follow each other are one.
    pub day: String,
    /// Incidents and maintenance that touch it, and notices; empty on a quiet day.
    pub entries: Vec<HistoryEntryView>,
}

/// An incident or a maintenance in a list.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryEntryView {
    /// Its title and page.
    pub link: LinkView,
    /// Impact or phase.
    pub sign: StatusLabel,
    /// When, and how long.
    pub words: Option<Phrase>,
}

pub(super) fn update_view(
    site: &PublicSite,
    update: PublishedUpdate,
    links: &Links,
    here: &str,
) -> UpdateView {
    let (now, zone) = (site.snapshot.now, site.snapshot.site.zone);
    UpdateView {
        id: update.id.as_str().to_owned(),
        label: site.locale.update_label(&update),
        time: site.time_or_date(update.at, update.is_date_only),
        is_publication_unknown: update.is_publication_unknown,
        posted: update.posted.map(|posted| site.time(posted)),
        edited: update
            .edited
            .filter(|edited| *edited <= now)
            .map(|edited| site.time(edited)),
        html: site.html(update.text, links, here),
        changes: site.states(update.components, links),
        window: update
            .new_window
            .map(|window| site.locale.window_phrase(window, zone)),
    }
}

pub(super) fn external_links(links: &[ExternalLink]) -> Vec<LinkView> {
    let view = |link: &ExternalLink| LinkView {
        href: link.url.clone(),
        text: link.text.clone(),
    };
    links.iter().map(view).collect()
}

/// Newest first.
pub(super) fn newest_updates(
    site: &PublicSite,
    entry: EntryFacts,
    links: &Links,
    here: &str,
) -> Vec<UpdateView> {
    let updates = entry.updates().rev();
    updates
        .map(|update| update_view(site, update, links, here))
        .collect()
}

/// Links to those of some entries that are known at this moment.
pub(super) fn related(site: &PublicSite, ids: &[EntryId], links: &Links) -> Vec<LinkView> {
    ids.iter()
        .filter_map(|id| site.snapshot.find_entry(id))
        .map(|entry| entry_link(entry, links))
        .collect()
}

pub(super) fn entry_link(entry: EntryFacts, links: &Links) -> LinkView {
    links.link(&entry.address(), entry.title())
}

/// What happened on a day: incidents and maintenance that touch it, notices.
pub(super) fn entries_on(site: &PublicSite, links: &Links, date: Date) -> Vec<HistoryEntryView> {
    let happenings = site
        .history
        .get(&date)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let entry = |item| history_entry(site, links, item, Some(date));
    happenings.iter().map(entry).collect()
}

/// An item in a list of things, or in that of a day.
pub(super) fn history_entry(
    site: &PublicSite,
    links: &Links,
    item: &HistoryItem,
    on: Option<Date>,
) -> HistoryEntryView {
    let snapshot = &site.snapshot;
    match *item {
        HistoryItem::Incident(at) => incident_entry(site, &snapshot.incidents[at], links, on),
        HistoryItem::Maintenance(at) => {
            maintenance_entry(site, &snapshot.maintenance[at], links, on)
        }
        HistoryItem::Notice(at) => {
            let notice = snapshot.notices[at];
            let published = site.time_or_date(notice.published, notice.is_date_only);
            HistoryEntryView {
                words: on
                    .is_none()
                    .then(|| Phrase::new("entry-at", [("when", published.into())])),
                ..notice_entry(site, notice, links)
            }
        }
    }
}

fn notice_entry(site: &PublicSite, notice: &Notice, links: &Links) -> HistoryEntryView {
    HistoryEntryView {
        link: links.link(&route::NOTICE.address(&notice.id), &notice.title),
        sign: StatusLabel::new("notice", site.locale.notice_kind(notice.kind)),
        words: None,
    }
}

/// When something began, in a list of things, or in a list of those of one day.
fn start_phrase(
    site: &PublicSite,
    start: Moment,
    is_date_only: bool,
    on: Option<Date>,
) -> PhraseValue {
    let time = site.time_or_date(start, is_date_only);
    match on {
        None => time.into(),
        Some(date) if date == site.snapshot.site.zone.date(start) => time.without_day().into(),
        Some(_) => Phrase::new("entry-began", [("day", time.day.into())]).into(),
    }
}

/// An incident in a list of things, or in that of a day.
pub(super) fn incident_entry(
    site: &PublicSite,
    facts: &IncidentFacts,
    links: &Links,
    on: Option<Date>,
) -> HistoryEntryView {
    let details = &facts.incident.details;
    let when = start_phrase(site, details.started, details.is_start_date_only, on);
    let words = Some(when_and_length(site, facts, when));
    HistoryEntryView {
        link: entry_link(EntryFacts::Incident(facts), links),
        sign: site.locale.impact(facts.impact),
        words,
    }
}

/// When an incident began, and how long it lasted as far as that is known.
pub(super) fn when_and_length(
    site: &PublicSite,
    facts: &IncidentFacts,
    when: PhraseValue,
) -> Phrase {
    let when = ("when", when);
    match facts.duration(site.snapshot.now) {
        _ if facts.is_open() => Phrase::new("entry-open", [when]),
        Some(length) => {
            let length = site.locale.length(length);
            Phrase::new("entry-lasted", [when, ("length", length.into())])
        }
        None => Phrase::new("entry-lasted-unknown", [when]),
    }
}

/// A maintenance in a list of things, or in that of a day.
pub(super) fn maintenance_entry(
    site: &PublicSite,
    facts: &MaintenanceFacts,
    links: &Links,
    on: Option<Date>,
) -> HistoryEntryView {
    let is_date_only = !facts.is_work_time_known;
    let start = facts.history_date();
    let when = start_phrase(site, start, is_date_only, on);
    // Without the message, the start of a window reads like the time of its end or cancellation.
    let id = match on.filter(|date| *date != site.snapshot.site.zone.date(start)) {
        Some(_) => "entry-at",
        None if facts.started.is_some() => "entry-work-began",
        None => "entry-planned",
    };
    HistoryEntryView {
        link: entry_link(EntryFacts::Maintenance(facts), links),
        sign: site.locale.maintenance_entry(facts.phase),
        words: Some(Phrase::new(id, [("when", when)])),
    }
}
