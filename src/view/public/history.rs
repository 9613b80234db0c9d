//! The history, month by month.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::status::HistoryEntryView;
use super::{LinkView, PublicSite};
use crate::base::time::Date;
use crate::derive::history::HistoryItem;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::notice::Notice;
use crate::view::address::{self, Links};
use crate::view::frame::PageMeta;
use crate::view::text;
use crate::view::{Outline, PageBody, View};

/// All months.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryPage {
    /// Years, newest first.
    pub years: Vec<YearView>,
}

/// A year with its months.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: String,
    /// Newest first.
    pub months: Vec<MonthLink>,
}

/// A month with counts.
#[derive(Clone, Debug, Serialize)]
pub struct MonthLink {
    /// Its page and name.
    pub link: LinkView,
    /// `2 incidents, 1 maintenance`.
    pub counts: String,
}

/// One month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthPage {
    /// Its name.
    pub month: String,
    /// `2 incidents, 1 maintenance`.
    pub counts: String,
    /// Days with something on them, newest first.
    pub days: Vec<super::status::RecentDayView>,
    /// The month before.
    pub earlier: Option<LinkView>,
    /// The month after.
    pub later: Option<LinkView>,
    /// All months.
    pub all: String,
    /// Whether it is past, with all that happened in it.
    pub is_over: bool,
}

/// How much a month holds.
#[derive(Clone, Debug, Default)]
struct HistoryMonth {
    incidents: usize,
    maintenance: usize,
    notices: usize,
}

type HistoryMonths = BTreeMap<Date, HistoryMonth>;

/// Adds the page of all months and the page of each.
pub(super) fn add<'a>(public: &Arc<PublicSite<'a>>, outline: &mut Outline<'a>) {
    let months = Arc::new(months(public));
    let (site, all) = (Arc::clone(public), Arc::clone(&months));
    outline.add("history/", move || index(&site, &all));
    for first in months.keys().copied() {
        let (site, all) = (Arc::clone(public), Arc::clone(&months));
        outline.add(&address::month(&label(first)), move || {
            month(&site, first, &all)
        });
    }
}

fn label(first: Date) -> String {
    let (year, month, _) = first.parts();
    format!("{year}-{month:02}")
}

fn months(site: &PublicSite) -> HistoryMonths {
    let mut months = HistoryMonths::new();
    for (date, happenings) in &site.history {
        let month = months.entry(date.month_start()).or_default();
        for happening in happenings {
            match happening {
                HistoryItem::Incident(_) => month.incidents += 1,
                HistoryItem::Maintenance(_) => month.maintenance += 1,
                HistoryItem::Notice(_) => month.notices += 1,
            }
        }
    }
    months
}

fn counts(site: &PublicSite, month: &HistoryMonth) -> String {
    let parts = [
        (month.incidents, "count-incidents"),
        (month.maintenance, "count-maintenance"),
        (month.notices, "count-notices"),
    ];
    let some = parts.into_iter().filter(|(count, _)| *count > 0);
    let words = some.map(|(count, key)| site.locale.message_with(key, &[("count", count.into())]));
    let join = |first: String, next: String| {
        site.locale.message_with(
            "list-comma",
            &[("first", first.into()), ("next", next.into())],
        )
    };
    words.reduce(join).unwrap_or_default()
}

fn index(site: &PublicSite, months: &HistoryMonths) -> View {
    let links = Links::from_page("history/");
    let mut years: Vec<YearView> = Vec::new();
    for (first, month) in months.iter().rev() {
        let year = first.parts().0.to_string();
        let link = LinkView {
            href: links.to(&address::month(&label(*first))),
            text: site.locale.month(*first),
        };
        let entry = MonthLink {
            link,
            counts: counts(site, month),
        };
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.months.push(entry),
            None => years.push(YearView {
                year,
                months: vec![entry],
            }),
        }
    }
    let description = site.locale.message_with(
        "history-about",
        &[("site", (&site.snapshot.site.title).into())],
    );
    let about = PageMeta {
        address: Some("history/"),
        title: &site.locale.message("history"),
        description: &description,
        file: None,
    };
    site.page(&about, PageBody::History(HistoryPage { years }))
}

fn month(site: &PublicSite, first: Date, months: &HistoryMonths) -> View {
    let address = address::month(&label(first));
    let links = Links::from_page(&address);
    let link = |date: &Date| LinkView {
        href: links.to(&address::month(&label(*date))),
        text: site.locale.month(*date),
    };
    let days = site.history.range(first..first.next_month()).rev();
    let days = days.map(|(date, _)| super::status::RecentDayView {
        day: site.locale.date(*date),
        entries: entries(site, &links, *date),
    });
    let counts = months
        .get(&first)
        .map(|month| counts(site, month))
        .unwrap_or_default();
    let name = site.locale.month(first);
    let page = MonthPage {
        month: name.clone(),
        counts: counts.clone(),
        days: days.collect(),
        earlier: months
            .range(..first)
            .next_back()
            .map(|(date, _)| link(date)),
        later: months
            .range(first.next_month()..)
            .next()
            .map(|(date, _)| link(date)),
        all: links.to("history/"),
        is_over: is_over(site, first),
    };
    let description = site.locale.message_with(
        "month-about",
        &[("month", (&name).into()), ("counts", counts.into())],
    );
    let about = PageMeta {
        address: Some(&address),
        title: &name,
        description: &description,
        file: None,
    };
    site.page(&about, PageBody::Month(page))
}

/// Whether a month is past, with all that happened in it.
fn is_over(site: &PublicSite, first: Date) -> bool {
    let snapshot = &site.snapshot;
    let goes_on = |happening: &HistoryItem| match *happening {
        HistoryItem::Incident(at) => snapshot.incidents[at].is_open(),
        HistoryItem::Maintenance(at) => snapshot.maintenance[at].is_active(),
        HistoryItem::Notice(_) => false,
    };
    let next = first.next_month();
    next <= snapshot.today
        && !site
            .history
            .range(first..next)
            .flat_map(|(_, all)| all)
            .any(goes_on)
}

/// What happened on a day: incidents that began, maintenance that was done, notices.
pub(super) fn entries(site: &PublicSite, links: &Links, date: Date) -> Vec<HistoryEntryView> {
    let happenings = site
        .history
        .get(&date)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let entry = |happening: &HistoryItem| match *happening {
        HistoryItem::Incident(at) => {
            incident_entry(site, &site.snapshot.incidents[at], links, false)
        }
        HistoryItem::Maintenance(at) => {
            maintenance_entry(site, &site.snapshot.maintenance[at], links, false)
        }
        HistoryItem::Notice(at) => notice_entry(site, site.snapshot.notices[at], links),
    };
    happenings.iter().map(entry).collect()
}

fn notice_entry(site: &PublicSite, notice: &Notice, links: &Links) -> HistoryEntryView {
    HistoryEntryView {
        link: LinkView {
            href: links.to(&address::notice(notice.id.as_str())),
            text: notice.title.clone(),
        },
        sign: text::StatusLabel {
            class: "notice".to_owned(),
            text: site.locale.notice_kind(notice.kind),
        },
        words: String::new(),
    }
}

pub(super) fn incident_entry(
    site: &PublicSite,
    facts: &IncidentFacts,
    links: &Links,
    with_day: bool,
) -> HistoryEntryView {
    let started = site.time(facts.incident.started);
    let length = site.locale.length(facts.duration(site.snapshot.now));
    let when = if with_day {
        started.text
    } else {
        started.clock
    };
    let key = if facts.is_open() {
        "entry-open"
    } else {
        "entry-lasted"
    };
    let words = site
        .locale
        .message_with(key, &[("when", when.into()), ("length", length.into())]);
    HistoryEntryView {
        link: super::incident::entry_link(facts, links),
        sign: site.locale.impact(facts.impact),
        words,
    }
}

pub(super) fn maintenance_entry(
    site: &PublicSite,
    facts: &MaintenanceFacts,
    links: &Links,
    with_day: bool,
) -> HistoryEntryView {
    let date = site.time(facts.history_date());
    let words = if with_day { date.text } else { date.clock };
    let sign = site.locale.maintenance_entry(facts.phase);
    HistoryEntryView {
        link: super::maintenance::entry_link(facts, links),
        sign,
        words,
    }
}
