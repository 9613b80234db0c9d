//! The history, month by month.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::entry::{HistoryEntryView, RecentDayView, entries_on, history_entry};
use super::site::PublicSite;
use crate::base::time::Date;
use crate::derive::history::HistoryItem;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};

/// All months.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryPage {
    /// The last months with what happened in them, newest first.
    pub recent: Vec<RecentMonthView>,
    /// The years of all other months, newest first.
    pub years: Vec<YearView>,
    /// The pages of components, which list what affected each of them.
    pub components: Vec<LinkView>,
}

/// A month with its incidents, maintenance and notices.
#[derive(Clone, Debug, Serialize)]
pub struct RecentMonthView {
    pub month: MonthLink,
    /// Newest first.
    pub entries: Vec<HistoryEntryView>,
    /// Link to the month if it has more entries.
    pub more: Option<LinkView>,
}

/// A year with its months.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    pub year: String,
    /// Newest first.
    pub months: Vec<MonthLink>,
}

/// A month with counts.
#[derive(Clone, Debug, Serialize)]
pub struct MonthLink {
    pub link: LinkView,
    /// `2 incidents, 1 maintenance`.
    pub counts: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct MonthPage {
    pub month: String,
    /// `2 incidents, 1 maintenance`.
    pub counts: String,
    /// Days with something on them, newest first.
    pub days: Vec<RecentDayView>,
    /// The month before.
    pub earlier: Option<LinkView>,
    /// The month after.
    pub later: Option<LinkView>,
    /// All months.
    pub all: String,
    /// Whether it is past, with all that happened in it.
    pub is_over: bool,
}

/// What happened in each month, by its first day.
pub(in crate::view) type HistoryMonths = BTreeMap<Date, BTreeSet<HistoryItem>>;

/// Months whose entries the page of all months lists.
const RECENT_MONTHS: i64 = 3;
/// Entries of a month that it lists; a month of trouble can have hundreds.
const MAX_MONTH_ENTRIES: usize = 30;

pub(super) fn month_label(first: Date) -> String {
    let (year, month, _) = first.parts();
    format!("{year}-{month:02}")
}

pub(super) fn months(site: &PublicSite) -> HistoryMonths {
    let mut months = HistoryMonths::new();
    for (date, of_day) in &site.history {
        months.entry(date.month_start()).or_default().extend(of_day);
    }
    months
}

fn counts(site: &PublicSite, month: &BTreeSet<HistoryItem>) -> String {
    let count = |kind: fn(&HistoryItem) -> bool| month.iter().filter(|item| kind(item)).count();
    let parts = [
        (
            count(|item| matches!(item, HistoryItem::Incident(_))),
            "count-incidents",
        ),
        (
            count(|item| matches!(item, HistoryItem::Maintenance(_))),
            "count-maintenance",
        ),
        (
            count(|item| matches!(item, HistoryItem::Notice(_))),
            "count-notices",
        ),
    ];
    let some = parts.into_iter().filter(|(count, _)| *count > 0);
    let words = some.map(|(count, key)| site.locale.message_with(key, &[("count", count.into())]));
    site.locale.commas(&words.collect::<Vec<_>>())
}

pub(in crate::view) fn page(site: &PublicSite, months: &HistoryMonths) -> (PageMeta, HistoryPage) {
    let links = Links::from_page(route::HISTORY.pattern);
    let mut recent: Vec<RecentMonthView> = Vec::new();
    let mut years: Vec<YearView> = Vec::new();
    let first_recent = (1..RECENT_MONTHS).fold(site.snapshot.today.month_start(), |first, _| {
        first.plus_days(-1).month_start()
    });
    for (first, month) in months.iter().rev() {
        let year = first.parts().0.to_string();
        let link = links.link(
            &route::MONTH.address(month_label(*first)),
            site.locale.month(*first),
        );
        let entry = MonthLink {
            link,
            counts: counts(site, month),
        };
        if *first >= first_recent {
            recent.push(recent_month(site, &links, entry, month));
            continue;
        }
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
    let meta = PageMeta::new(
        route::HISTORY.pattern,
        site.locale.message("history"),
        description,
    );
    let components = site.snapshot.components.iter();
    let page = HistoryPage {
        recent,
        years,
        components: components
            .filter(|facts| facts.is_known())
            .map(|facts| {
                let address = route::COMPONENT.address(&facts.component.id);
                links.link(&address, &facts.component.name)
            })
            .collect(),
    };
    (meta, page)
}

fn recent_month(
    site: &PublicSite,
    links: &Links,
    month: MonthLink,
    items: &BTreeSet<HistoryItem>,
) -> RecentMonthView {
    let mut items: Vec<&HistoryItem> = items.iter().collect();
    items.sort_by_key(|item| Reverse(item.start(&site.snapshot)));
    let more = items.len().saturating_sub(MAX_MONTH_ENTRIES);
    let more = (more > 0).then(|| LinkView {
        text: (site.locale).message_with("card-more", &[("count", more.into())]),
        ..month.link.clone()
    });
    let listed = items.into_iter().take(MAX_MONTH_ENTRIES);
    RecentMonthView {
        month,
        entries: listed
            .map(|item| history_entry(site, links, item, None))
            .collect(),
        more,
    }
}

pub(in crate::view) fn month_page(
    site: &PublicSite,
    first: Date,
    months: &HistoryMonths,
) -> (PageMeta, MonthPage) {
    let address = route::MONTH.address(month_label(first));
    let links = Links::from_page(&address);
    let link = |date: &Date| {
        links.link(
            &route::MONTH.address(month_label(*date)),
            site.locale.month(*date),
        )
    };
    let days = site.history.range(first..first.next_month()).rev();
    let days = days.map(|(date, _)| RecentDayView {
        day: site.locale.date(*date),
        entries: entries_on(site, &links, *date),
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
        all: links.to(route::HISTORY.pattern),
        is_over: is_over(site, first),
    };
    let description = site.locale.message_with(
        "month-about",
        &[("month", (&name).into()), ("counts", counts.into())],
    );
    (PageMeta::new(address, name, description), page)
}

/// Whether a month is past, with all that happened in it.
fn is_over(site: &PublicSite, first: Date) -> bool {
    let snapshot = &site.snapshot;
    let goes_on = |item: &HistoryItem| match *item {
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
