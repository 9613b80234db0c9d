//! The digest of a week: what was found, what went wrong, what is to come and what is owed, on one page, as a mail and in a feed.
//!
//! A digest is about a week that is over, and is told as things stood at its end. Only the reports of that week come later, for tickets are
//! read after they came.

mod feed;
pub mod mail;

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};

use serde::Serialize;

use super::{InternalSite, report, week};
use crate::base::period::Period;
use crate::derive::report::ReportFacts;
use crate::derive::week::WeekFacts;
use crate::model::route;
use crate::model::site::Site;
use crate::view::chart::{Caption, RankingChart};
use crate::view::feed::RSS_TYPE;
use crate::view::frame::{FeedLink, PageMeta};
use crate::view::links::LinkView;
use crate::view::links::Links;
use crate::view::outline::{Outline, View};
use crate::view::page::PageBody;
use crate::view::text::{self, digest as words};

/// The page of a digest.
#[derive(Clone, Debug, Serialize)]
pub struct DigestPage {
    /// `Digest of 26 August – 1 September 2013`.
    pub title: String,
    /// What the reports of the week found, by product.
    pub findings: Vec<ReportFinding>,
    /// Incidents that began or went on in it, newest first.
    pub incidents: Vec<week::WeekEventView>,
    /// Maintenance that was done in it, newest first.
    pub maintenance: Vec<week::WeekEventView>,
    /// Maintenance that was to come, soonest first.
    pub upcoming: Vec<week::WeekEventView>,
    /// Post-mortems that were owed, the longest due first.
    pub owed: Vec<week::DuePostmortemView>,
    /// That there are others, due for longer.
    pub owed_longer: Option<String>,
    /// The digest of the week before.
    pub earlier: Option<LinkView>,
    /// The digest of the week after.
    pub later: Option<LinkView>,
    /// On the page of the newest digest: the others, newest first.
    pub others: Vec<LinkView>,
    /// The week as commands know it: `2013-W35`.
    pub week: String,
    /// The same as a mail, with pictures; none where the week is long over.
    pub mail: Option<String>,
    /// The same as a mail in plain text.
    pub text: Option<String>,
}

/// What a report found.
#[derive(Clone, Debug, Serialize)]
pub struct ReportFinding {
    /// The product.
    pub product: String,
    /// The finding, which leads to the report.
    pub link: LinkView,
    /// The days of the report.
    pub dates: String,
    /// Who leads, what happened to all tickets, and whether that is usual.
    pub sentences: Vec<String>,
    /// The ranking; none if too few tickets were read.
    pub chart: Option<RankingChart>,
    /// The picture of the ranking, where there is one.
    pub picture: Option<String>,
    /// The numbers.
    pub table: report::table::ReportTableView,
}

/// The weeks that are over and of which there is something to tell, oldest first; the newest is told even if it was quiet.
pub(super) fn weeks(site: &InternalSite) -> Vec<Period> {
    let (zone, now) = (site.snapshot.site.zone, site.snapshot.now);
    let reported = site
        .reports
        .iter()
        .flat_map(|reports| &reports.samples)
        .filter(|facts| facts.basis.complete);
    let reported = reported.map(|facts| facts.basis.period.last());
    let incidents = site
        .snapshot
        .incidents
        .iter()
        .map(|facts| zone.date(facts.incident.started));
    let maintenance = site
        .snapshot
        .maintenance
        .iter()
        .filter(|facts| !facts.is_upcoming());
    let maintenance = maintenance.map(|facts| zone.date(facts.history_date()));
    let newest = Period::week_of(site.snapshot.today).previous();
    let told: BTreeSet<Period> = reported
        .chain(incidents)
        .chain(maintenance)
        .map(Period::week_of)
        .collect();
    let over = told
        .into_iter()
        .filter(|week| week.day_after().start_in(zone) <= now && *week < newest);
    over.chain([newest]).collect()
}

/// So many of the newest digests have their mails beside them. Nobody sends older ones, and the command writes that of any week.
const MAX_MAILED: usize = 53;

/// Adds the page of each week, its mails, and the feeds.
pub(super) fn add<'a>(outline: &mut Outline<'a>, site: &Arc<InternalSite<'a>>) {
    let weeks = Arc::new(weeks(site));
    for (at, week) in weeks.iter().copied().enumerate() {
        let address = route::DIGEST.address(week);
        let (all, of, here) = (Arc::clone(site), Arc::clone(&weeks), address.clone());
        outline.add(&address, move || page(&all, &of, at, &here));
        if !is_mailed(&weeks, at) {
            continue;
        }
        let all = Arc::clone(site);
        outline.add(&format!("{address}mail.html"), move || {
            mail::html(&all, week)
        });
        let all = Arc::clone(site);
        outline.add(&format!("{address}mail.txt"), move || {
            View::Text(mail::text(&all, week))
        });
    }
    let (all, of) = (Arc::clone(site), Arc::clone(&weeks));
    outline.add(route::NEWEST_DIGEST.pattern, move || {
        page(&all, &of, of.len() - 1, route::NEWEST_DIGEST.pattern)
    });
    feed::add(outline, site, &weeks);
}

fn is_mailed(weeks: &[Period], at: usize) -> bool {
    weeks.len() - at <= MAX_MAILED
}

/// What a page offers to feed readers; `home` is its link to the front page.
pub(super) fn feeds(site: &Site, home: &str) -> Vec<FeedLink> {
    let alternate = |about: &str, address: &str| FeedLink {
        media: RSS_TYPE,
        title: words::feed_title(&site.title, about),
        href: format!("{}{address}", home.trim_start_matches("./")),
    };
    vec![
        alternate(words::REPORTS, feed::REPORTS),
        alternate(words::TITLE, feed::DIGESTS),
    ]
}

fn page(site: &InternalSite, weeks: &[Period], at: usize, here: &str) -> View {
    let (week, links) = (weeks[at], Links::from_page(here));
    let link = |week: &Period| LinkView {
        href: links.to(&route::DIGEST.address(week)),
        text: text::period(*week),
    };
    let mailed = is_mailed(weeks, at);
    let file =
        |name: &str| mailed.then(|| links.to(&format!("{}{name}", route::DIGEST.address(week))));
    let newest = here == route::NEWEST_DIGEST.pattern;
    let page = DigestPage {
        earlier: at
            .checked_sub(1)
            .map(|at| link(&weeks[at]))
            .filter(|_| !newest),
        later: weeks.get(at + 1).map(link),
        others: if newest {
            weeks[..at].iter().rev().map(link).collect()
        } else {
            Vec::new()
        },
        mail: file("mail.html"),
        text: file("mail.txt"),
        ..(*cached_digest(site, week, &links)).clone()
    };
    let title = if newest {
        words::TITLE.to_owned()
    } else {
        page.title.clone()
    };
    let about = PageMeta::new(here, title, words::DESCRIPTION);
    site.page(&about, PageBody::Digest(Box::new(page)))
}

/// What was told of the weeks that were asked for last, with the links that it was told with.
pub(super) type DigestCache = Mutex<VecDeque<(Period, Links, Arc<DigestPage>)>>;

/// So many are remembered: some for each thread, for the page and the mails of a week are made one after the other.
const DIGEST_CACHE_SIZE: usize = 16;

/// What is told of a week, with links that begin where they are told to.
fn cached_digest(site: &InternalSite, week: Period, links: &Links) -> Arc<DigestPage> {
    let same = |(of, with, page): &(Period, Links, Arc<DigestPage>)| {
        (*of == week && with == links).then(|| Arc::clone(page))
    };
    // Where a thread failed, the others tell it themselves.
    if let Some(page) = site
        .digest_cache
        .lock()
        .ok()
        .and_then(|known| known.iter().find_map(same))
    {
        return page;
    }
    let page = Arc::new(build_digest(site, week, links));
    if let Ok(mut known) = site.digest_cache.lock() {
        known.truncate(DIGEST_CACHE_SIZE - 1);
        known.push_front((week, links.clone(), Arc::clone(&page)));
    }
    page
}

fn build_digest(site: &InternalSite, week: Period, links: &Links) -> DigestPage {
    let facts = WeekFacts::of(&site.snapshot, &site.week_index, week);
    let facts = facts.as_ref();
    let incidents = facts
        .iter()
        .flat_map(|facts| &facts.incidents)
        .map(|one| week::incident(site, one));
    let done = facts
        .iter()
        .flat_map(|facts| &facts.maintenance)
        .map(|one| week::maintenance(site, one));
    let upcoming = facts
        .iter()
        .flat_map(|facts| &facts.upcoming)
        .map(|one| week::maintenance(site, one));
    let owed = facts
        .iter()
        .flat_map(|facts| &facts.due_postmortems)
        .map(|one| week::due_postmortem(site, one));
    DigestPage {
        title: words::title(week),
        findings: reports(site, week)
            .map(|facts| finding(facts, links))
            .collect(),
        incidents: incidents.collect(),
        maintenance: done.collect(),
        upcoming: upcoming.collect(),
        owed: owed.collect(),
        owed_longer: facts.and_then(|facts| words::older_due(facts.older_due_count)),
        earlier: None,
        later: None,
        others: Vec::new(),
        week: week.to_string(),
        mail: None,
        text: None,
    }
}

/// The reports of periods that ended in a week, by product.
fn reports<'s, 'a>(
    site: &'s InternalSite<'a>,
    week: Period,
) -> impl Iterator<Item = &'s ReportFacts<'a>> {
    let all = site
        .reports
        .iter()
        .flat_map(|reports| &reports.samples)
        .filter(|facts| facts.basis.complete);
    all.filter(move |facts| Period::week_of(facts.basis.period.last()) == week)
}

fn finding(facts: &ReportFacts, links: &Links) -> ReportFinding {
    let address = route::REPORT.address_of(&[&facts.product.id, &facts.basis.period.slug()]);
    let leaders = facts
        .leaders
        .as_ref()
        .filter(|_| facts.charted)
        .map(text::report::leaders);
    let sentences = [
        leaders,
        text::report::total(facts),
        text::report::usual_range(facts),
    ];
    let chart = facts.charted.then(|| {
        let chart = report::chart::ranking(facts);
        // Several rankings stand on one page, and their ids must differ.
        let id = format!("ranking-{}-{}", facts.product.id, facts.basis.period.slug());
        RankingChart {
            caption: Caption {
                id,
                ..chart.caption
            },
            ..chart
        }
    });
    let picture = chart
        .as_ref()
        .filter(|_| cfg!(feature = "png"))
        .map(|_| links.to(&format!("{address}ranking.png")));
    ReportFinding {
        product: facts.product.name.clone(),
        link: LinkView {
            href: links.to(&address),
            text: text::report::finding(facts),
        },
        dates: text::report::days(&facts.basis),
        sentences: sentences.into_iter().flatten().collect(),
        chart,
        picture,
        table: report::table::view(facts),
    }
}
