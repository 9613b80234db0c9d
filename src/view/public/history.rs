//! The history, month by month.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::entry::{RecentDayView, entries_on};
use super::site::PublicSite;
use crate::base::time::Date;
use crate::derive::history::HistoryItem;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};

/// All months.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryPage {
    /// Years, newest first.
    pub years: Vec<YearView>,
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

/// How much a month holds.
#[derive(Clone, Debug, Default)]
pub(in crate::view) struct HistoryMonth {
    incidents: usize,
    maintenance: usize,
    notices: usize,
}

pub(in crate::view) type HistoryMonths = BTreeMap<Date, HistoryMonth>;

pub(super) fn month_label(first: Date) -> String {
    let (year, month, _) = first.parts();
    format!("{year}-{month:02}")
}

pub(super) fn months(site: &PublicSite) -> HistoryMonths {
    let mut items: BTreeMap<Date, BTreeSet<HistoryItem>> = BTreeMap::new();
    for (date, of_day) in &site.history {
        items.entry(date.month_start()).or_default().extend(of_day);
    }
    let mut months = HistoryMonths::new();
    for (first, items) in items {
        let month = months.entry(first).or_default();
        for item in items {
            match item {
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
    site.locale.commas(&words.collect::<Vec<_>>())
}

pub(in crate::view) fn page(site: &PublicSite, months: &HistoryMonths) -> (PageMeta, HistoryPage) {
    let links = Links::from_page(route::HISTORY.pattern);
    let mut years: Vec<YearView> = Vec::new();
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
    (meta, HistoryPage { years })
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
