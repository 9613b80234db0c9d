//! The history, month by month.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::status::Entry;
use super::{Link, Public};
use crate::base::time::Date;
use crate::derive::chronicle::Happening;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::notice::Notice;
use crate::view::address::{self, Links};
use crate::view::frame::About;
use crate::view::text;
use crate::view::{Body, Outline, View};

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
    pub link: Link,
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
    pub days: Vec<super::status::DayView>,
    /// The month before.
    pub earlier: Option<Link>,
    /// The month after.
    pub later: Option<Link>,
    /// All months.
    pub all: String,
    /// Whether it is past, with all that happened in it.
    pub is_over: bool,
}

/// How much a month holds.
#[derive(Clone, Debug, Default)]
struct Month {
    incidents: usize,
    maintenance: usize,
    notices: usize,
}

type Months = BTreeMap<Date, Month>;

/// Adds the page of all months and the page of each.
pub(super) fn add<'a>(public: &Arc<Public<'a>>, outline: &mut Outline<'a>) {
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

fn months(site: &Public) -> Months {
    let mut months = Months::new();
    for (date, happenings) in &site.chronicle {
        let month = months.entry(date.month_start()).or_default();
        for happening in happenings {
            match happening {
                Happening::Incident(_) => month.incidents += 1,
                Happening::Maintenance(_) => month.maintenance += 1,
                Happening::Notice(_) => month.notices += 1,
            }
        }
    }
    months
}

fn counts(site: &Public, month: &Month) -> String {
    let parts = [
        (month.incidents, "count-incidents"),
        (month.maintenance, "count-maintenance"),
        (month.notices, "count-notices"),
    ];
    let some = parts.into_iter().filter(|(count, _)| *count > 0);
    let words = some.map(|(count, key)| site.words.with(key, &[("count", count.into())]));
    let join = |first: String, next: String| {
        site.words.with(
            "list-comma",
            &[("first", first.into()), ("next", next.into())],
        )
    };
    words.reduce(join).unwrap_or_default()
}

fn index(site: &Public, months: &Months) -> View {
    let links = Links::from_page("history/");
    let mut years: Vec<YearView> = Vec::new();
    for (first, month) in months.iter().rev() {
        let year = first.parts().0.to_string();
        let link = Link {
            href: links.to(&address::month(&label(*first))),
            text: site.words.month(*first),
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
    let description = site.words.with(
        "history-about",
        &[("site", (&site.snapshot.site.title).into())],
    );
    let about = About {
        address: Some("history/"),
        title: &site.words.say("history"),
        description: &description,
        file: None,
    };
    site.page(&about, Body::History(HistoryPage { years }))
}

fn month(site: &Public, first: Date, months: &Months) -> View {
    let address = address::month(&label(first));
    let links = Links::from_page(&address);
    let link = |date: &Date| Link {
        href: links.to(&address::month(&label(*date))),
        text: site.words.month(*date),
    };
    let days = site.chronicle.range(first..first.next_month()).rev();
    let days = days.map(|(date, _)| super::status::DayView {
        day: site.words.date(*date),
        entries: entries(site, &links, *date),
    });
    let counts = months
        .get(&first)
        .map(|month| counts(site, month))
        .unwrap_or_default();
    let name = site.words.month(first);
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
    let description = site.words.with(
        "month-about",
        &[("month", (&name).into()), ("counts", counts.into())],
    );
    let about = About {
        address: Some(&address),
        title: &name,
        description: &description,
        file: None,
    };
    site.page(&about, Body::Month(page))
}

/// Whether a month is past, with all that happened in it.
fn is_over(site: &Public, first: Date) -> bool {
    let snapshot = &site.snapshot;
    let goes_on = |happening: &Happening| match *happening {
        Happening::Incident(at) => snapshot.incidents[at].is_open(),
        Happening::Maintenance(at) => snapshot.maintenance[at].is_active(),
        Happening::Notice(_) => false,
    };
    let next = first.next_month();
    next <= snapshot.today
        && !site
            .chronicle
            .range(first..next)
            .flat_map(|(_, all)| all)
            .any(goes_on)
}

/// What happened on a day: incidents that began, maintenance that was done, notices.
pub(super) fn entries(site: &Public, links: &Links, date: Date) -> Vec<Entry> {
    let happenings = site
        .chronicle
        .get(&date)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let entry = |happening: &Happening| match *happening {
        Happening::Incident(at) => incident_entry(site, &site.snapshot.incidents[at], links, false),
        Happening::Maintenance(at) => {
            maintenance_entry(site, &site.snapshot.maintenance[at], links, false)
        }
        Happening::Notice(at) => notice_entry(site, site.snapshot.notices[at], links),
    };
    happenings.iter().map(entry).collect()
}

fn notice_entry(site: &Public, notice: &Notice, links: &Links) -> Entry {
    Entry {
        link: Link {
            href: links.to(&address::notice(notice.id.as_str())),
            text: notice.title.clone(),
        },
        sign: text::Sign {
            class: "notice".to_owned(),
            text: site.words.notice_kind(notice.kind),
        },
        words: String::new(),
    }
}

pub(super) fn incident_entry(
    site: &Public,
    facts: &IncidentFacts,
    links: &Links,
    with_day: bool,
) -> Entry {
    let started = site.time(facts.incident.started);
    let length = site.words.length(facts.duration(site.snapshot.now));
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
        .words
        .with(key, &[("when", when.into()), ("length", length.into())]);
    Entry {
        link: super::incident::entry_link(facts, links),
        sign: site.words.impact(facts.impact),
        words,
    }
}

pub(super) fn maintenance_entry(
    site: &Public,
    facts: &MaintenanceFacts,
    links: &Links,
    with_day: bool,
) -> Entry {
    let date = site.time(facts.date());
    let words = if with_day { date.text } else { date.clock };
    let sign = site.words.maintenance_entry(facts.phase);
    Entry {
        link: super::maintenance::entry_link(facts, links),
        sign,
        words,
    }
}
