//! The status page.

use serde::Serialize;

use super::bars::{BadDays, UptimeBars};
use super::component;
use super::entry::{HistoryEntryView, RecentDayView, entries_on};
use super::incident::{self, IncidentCard};
use super::maintenance::{self, MaintenanceCard};
use super::notice::{self, NoticePage};
use super::site::PublicSite;
use crate::base::time::{Date, Moment};
use crate::base::vocabulary::Vocabulary;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::snapshot::{GroupFacts, Snapshot};
use crate::derive::transitions::site_last_modified;
use crate::model::component::State;
use crate::model::notice::Notice;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::Links;
use crate::view::status_file::StatusFile;
use crate::view::text::{self, StatusLabel};

/// Days that are listed one by one.
const RECENT_DAYS: i64 = 14;
/// Lines of the list of bad days. The pages of components have the others; in years of trouble the status page stays small.
const MAX_BAD_DAY_LINES: usize = 30;

#[derive(Clone, Debug, Serialize)]
pub struct StatusPage {
    pub banner: StatusLabel,
    /// Open incidents, newest first.
    pub incidents: Vec<IncidentCard>,
    /// Maintenance that runs now.
    pub active: Vec<MaintenanceCard>,
    /// Upcoming maintenance, soonest first.
    pub upcoming: Vec<MaintenanceCard>,
    /// Pinned notices.
    pub notices: Vec<NoticePage>,
    /// Components by group.
    pub groups: Vec<StatusGroupView>,
    /// Days that bars and uptime cover.
    pub days: u32,
    /// The rule behind uptime.
    pub formula: String,
    /// Every state that a component can have, as the legend of signs and bars.
    pub legend: Vec<StatusLabel>,
    /// Days that were not fine.
    pub bad_days: BadDays,
    /// The last days, newest first.
    pub recent: Vec<RecentDayView>,
    /// The page of all months.
    pub history: String,
}

/// The answer of the status page for programs. It names no moment of the build, so it only changes with the content or at `next_change`.
pub(super) fn status_file(site: &PublicSite) -> StatusFile {
    let snapshot = &site.snapshot;
    StatusFile {
        version: 1,
        url: snapshot.site.url.join(route::STATUS.pattern),
        title: snapshot.site.title.clone(),
        state: snapshot.overall_state.word(),
        text: banner(site).text,
        open_incidents: snapshot.open_incidents().count(),
        active_maintenance: (snapshot.maintenance.iter())
            .filter(|facts| facts.is_active())
            .count(),
        last_change: site_last_modified(snapshot).map(Moment::rfc3339),
        next_change: next_announced_change(snapshot).map(Moment::rfc3339),
    }
}

/// A group of components.
#[derive(Clone, Debug, Serialize)]
pub struct StatusGroupView {
    pub name: String,
    pub description: Option<String>,
    /// Its worst state.
    pub state: StatusLabel,
    pub components: Vec<StatusComponentView>,
}

/// A component on the board.
#[derive(Clone, Debug, Serialize)]
pub struct StatusComponentView {
    pub name: String,
    pub href: String,
    pub description: Option<String>,
    pub state: StatusLabel,
    /// The last days.
    pub bars: UptimeBars,
    /// `99.96% over 86 days`.
    pub uptime: Option<String>,
}

pub(in crate::view) fn page(site: &PublicSite) -> (PageMeta, StatusPage) {
    let page = status_page(site);
    let values = [
        ("state", (&page.banner.text).into()),
        ("text", (&site.snapshot.site.description).into()),
    ];
    let description = site.locale.message_with("status-about", &values);
    let meta = PageMeta::new("", &site.snapshot.site.title, description);
    (meta, page)
}

fn status_page(site: &PublicSite) -> StatusPage {
    let snapshot = &site.snapshot;
    let links = Links::from_page("");
    let cards = |chosen: &dyn Fn(&MaintenanceFacts) -> bool| {
        let chosen = snapshot
            .maintenance
            .iter()
            .rev()
            .filter(|facts| chosen(facts));
        chosen
            .map(|facts| maintenance::card(site, facts, &links))
            .collect()
    };
    let bad_days = BadDays::of(site, snapshot.board(), &links, MAX_BAD_DAY_LINES);
    StatusPage {
        banner: banner(site),
        incidents: snapshot
            .open_incidents()
            .map(|facts| incident::card(site, facts, &links))
            .collect(),
        active: cards(&|facts| facts.is_active()),
        upcoming: cards(&|facts| facts.is_upcoming()),
        notices: pinned_notices(site)
            .map(|notice| notice::notice_page(site, notice, &links))
            .collect(),
        groups: snapshot
            .groups
            .iter()
            .filter(|group| !group.components.is_empty())
            .map(|one| group(site, one, &links, &bad_days))
            .collect(),
        days: snapshot.site.history_days,
        formula: component::formula(site),
        legend: State::ALL
            .iter()
            .map(|state| site.locale.state(*state))
            .collect(),
        bad_days,
        recent: recent_days(site, &links),
        history: links.to(route::HISTORY.pattern),
    }
}

/// The next moment that customers know of: a window begins or ends, or an update is due. The times of what is published later are not
/// public.
fn next_announced_change(snapshot: &Snapshot) -> Option<Moment> {
    let waiting = snapshot.maintenance.iter();
    let waiting = waiting.filter(|facts| facts.is_active() || facts.is_upcoming());
    let edges = waiting.flat_map(|facts| [Some(facts.window.start), facts.window.end]);
    let due = snapshot
        .open_incidents()
        .map(IncidentFacts::next_update_due);
    let known = edges.chain(due).flatten();
    known.filter(|at| *at > snapshot.now).min()
}

pub(super) fn pinned_notices<'s>(site: &'s PublicSite) -> impl Iterator<Item = &'s Notice> {
    let snapshot = &site.snapshot;
    let notices = snapshot.notices.iter().copied();
    notices.filter(|notice| notice.pin && notice.until.is_none_or(|until| until > snapshot.now))
}

pub(in crate::view) fn banner(site: &PublicSite) -> StatusLabel {
    let snapshot = &site.snapshot;
    let worst = (snapshot.board())
        .filter(|facts| facts.state == snapshot.overall_state && facts.state != State::Operational);
    let names: Vec<String> = worst.map(|facts| facts.component.name.clone()).collect();
    let total = snapshot.board().count();
    let open = snapshot.open_incidents().count();
    let class = if open > 0 && snapshot.overall_state == State::Operational {
        "degraded".to_owned()
    } else {
        text::state_class(snapshot.overall_state)
    };
    StatusLabel {
        class,
        text: site
            .locale
            .banner(snapshot.overall_state, &names, total, open),
    }
}

fn group(
    site: &PublicSite,
    group: &GroupFacts,
    links: &Links,
    bad_days: &BadDays,
) -> StatusGroupView {
    let rows = group.components.iter().map(|&at| {
        let facts = &site.snapshot.components[at];
        StatusComponentView {
            name: facts.component.name.clone(),
            href: links.to(&route::COMPONENT.address(&facts.component.id)),
            description: facts.component.description.clone(),
            state: site.locale.state(facts.state),
            bars: UptimeBars::of(site, facts, bad_days),
            uptime: facts
                .uptime
                .as_ref()
                .map(|uptime| component::uptime_words(site, uptime)),
        }
    });
    StatusGroupView {
        name: group.group.name.clone(),
        description: group.group.description.clone(),
        state: site.locale.state(group.state),
        components: rows.collect(),
    }
}

/// The last days, newest first. Quiet days that follow each other are one line.
fn recent_days(site: &PublicSite, links: &Links) -> Vec<RecentDayView> {
    let dates = (0..RECENT_DAYS).map(|back| site.snapshot.today.plus_days(-back));
    let mut spans: Vec<(Date, Date, Vec<HistoryEntryView>)> = Vec::new();
    for date in dates {
        let entries = entries_on(site, links, date);
        match spans
            .last_mut()
            .filter(|(.., before)| before.is_empty() && entries.is_empty())
        {
            Some((first, ..)) => *first = date,
            None => spans.push((date, date, entries)),
        }
    }
    let view = |(first, last, entries)| RecentDayView {
        day: site.locale.dates(first, last),
        entries,
    };
    spans.into_iter().map(view).collect()
}
