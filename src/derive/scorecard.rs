//! How well customers were informed: each promise with its cases, by when things were published and not by when they say so.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::calendar::calendar_labels;
use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use super::metrics::{first_publication, longest_update_gap, minutes};
use super::snapshot::Snapshot;
use super::statistics::{self, Estimate, Median, Sample};
use crate::base::id::UpdateId;
use crate::base::time::{Duration, Moment, Precision};
use crate::base::vocabulary::words;
use crate::model::first_published::{FirstPublished, Publication};
use crate::model::incident::{Impact, IncidentStatus};
use crate::model::postmortem::Postmortem;
use crate::model::route;

words! {
    "figure of the scorecard";
    /// What is counted, in the order of the page.
    pub enum Figure {
        /// From the start of an incident to its first update.
        FirstUpdate = "first_update",
        /// The longest time without an update, of an incident that is over.
        UpdateGap = "update_gap",
        /// From an update that promises the next one to that.
        NextUpdate = "next_update",
        /// From the announcement of maintenance to its planned start.
        Notice = "notice",
        /// From the end of an incident to its post-mortem.
        Postmortem = "postmortem",
        /// From the publication of an update to its correction.
        Correction = "correction",
    }
}

/// Something that was promised or measured once.
#[derive(Clone, Debug)]
pub struct ScorecardCase {
    pub figure: Figure,
    pub title: String,
    /// The page that it is about.
    pub address: String,
    pub update: Option<UpdateId>,
    /// The moment by which it belongs to a period.
    pub at: Moment,
    /// `None` if it is not known, or did not happen.
    pub time: Option<Duration>,
    /// The same by the times that authors wrote.
    pub claimed: Option<Duration>,
    pub promised: Option<Duration>,
    /// `None` if nothing was promised, or the time is not known.
    pub is_kept: Option<bool>,
}

/// The cases of one figure in one period.
#[derive(Clone, Debug)]
pub struct ScorecardRow {
    pub figure: Figure,
    /// Such as `2013-Q3` or `2013-07`.
    pub period: String,
    /// Cases of which is known whether the promise was kept.
    pub decided: u64,
    pub kept: u64,
    /// Wilson's interval; `None` if nothing is decided.
    pub share: Option<Estimate>,
    /// In minutes.
    pub median: Option<Median>,
    /// Cases without a known time and without a decision.
    pub left_out: u64,
}

#[derive(Clone, Debug)]
pub struct Scorecard {
    /// By figure, newest first.
    pub cases: Vec<ScorecardCase>,
    /// By figure, then by period, newest first.
    pub rows: Vec<ScorecardRow>,
}

impl Scorecard {
    pub fn of(snapshot: &Snapshot, published: &FirstPublished) -> Scorecard {
        let claimed = collect_cases(snapshot, &FirstPublished::default());
        let key = |case: &ScorecardCase| (case.figure, case.address.clone(), case.update.clone());
        let claimed: HashMap<_, _> = claimed.iter().map(|one| (key(one), one.time)).collect();
        let mut cases = collect_cases(snapshot, published);
        for case in &mut cases {
            case.claimed = claimed.get(&key(case)).copied().flatten();
        }
        cases.sort_by(|a, b| {
            let newest_first = b.at.cmp(&a.at).then_with(|| a.address.cmp(&b.address));
            a.figure.cmp(&b.figure).then(newest_first)
        });
        let mut groups: BTreeMap<(Figure, Reverse<String>), Vec<&ScorecardCase>> = BTreeMap::new();
        for case in &cases {
            let [_, quarter, month] = calendar_labels(snapshot.site.zone.date(case.at));
            for period in [quarter, month] {
                let key = (case.figure, Reverse(period));
                groups.entry(key).or_default().push(case);
            }
        }
        let rows = groups
            .into_iter()
            .map(|((figure, Reverse(period)), cases)| summarize(figure, period, &cases));
        Scorecard {
            rows: rows.collect(),
            cases,
        }
    }
}

fn summarize(figure: Figure, period: String, cases: &[&ScorecardCase]) -> ScorecardRow {
    let count = |wanted: &dyn Fn(&ScorecardCase) -> bool| {
        cases.iter().filter(|case| wanted(case)).count() as u64
    };
    let (decided, kept) = (
        count(&|case| case.is_kept.is_some()),
        count(&|case| case.is_kept == Some(true)),
    );
    let sample = Sample {
        read: decided,
        population: None,
    };
    let times = cases.iter().filter_map(|case| case.time);
    let times: Vec<f64> = times.map(minutes).collect();
    ScorecardRow {
        figure,
        period,
        decided,
        kept,
        share: statistics::share(kept, sample),
        median: statistics::median(&times),
        left_out: count(&|case| case.is_kept.is_none() && case.time.is_none()),
    }
}

fn collect_cases(snapshot: &Snapshot, published: &FirstPublished) -> Vec<ScorecardCase> {
    let mut cases = Vec::new();
    for facts in &snapshot.incidents {
        incident_cases(facts, snapshot, published, &mut cases);
    }
    for facts in &snapshot.maintenance {
        cases.extend(notice_case(facts, snapshot, published));
        let one = facts.maintenance;
        let updates = facts.updates.iter();
        cases.extend(updates.map(|update| {
            let known = published.known_publication(one, update, snapshot.now);
            let at = update.published();
            let case = new_case(Figure::Correction, &one.title, one.address(), at);
            correction(case, &update.id, update.edited, known)
        }));
    }
    cases
}

fn new_case(figure: Figure, title: &str, address: String, at: Moment) -> ScorecardCase {
    ScorecardCase {
        figure,
        title: title.to_owned(),
        address,
        update: None,
        at,
        time: None,
        claimed: None,
        promised: None,
        is_kept: None,
    }
}

fn incident_cases(
    facts: &IncidentFacts,
    snapshot: &Snapshot,
    published: &FirstPublished,
    cases: &mut Vec<ScorecardCase>,
) {
    let (incident, now) = (facts.incident, snapshot.now);
    let started = incident.details.started;
    let policy = snapshot.site.policy.in_force_at(started);
    let case = |figure| new_case(figure, &incident.title, incident.address(), started);
    let within = |time: Option<Duration>, promised: Option<Duration>| ScorecardCase {
        time,
        promised,
        is_kept: time.zip(promised).map(|(time, promised)| time <= promised),
        ..case(Figure::FirstUpdate)
    };
    let is_start_known = !incident.details.is_start_date_only;
    let first = first_publication(facts, published, now).filter(|_| is_start_known);
    let first = first.map(|first| first.since(started));
    cases.push(within(first, policy.map(|policy| policy.first_update)));
    if facts.end.is_some() {
        let gap = longest_update_gap(facts, published, now);
        cases.push(ScorecardCase {
            figure: Figure::UpdateGap,
            ..within(gap, policy.map(|policy| policy.update_interval))
        });
    }
    for (at, update) in facts.updates.iter().enumerate() {
        let known = published.known_publication(incident, update, now);
        let at_update = |figure| ScorecardCase {
            update: Some(update.id.clone()),
            at: update.published(),
            ..case(figure)
        };
        cases.push(correction(
            at_update(Figure::Correction),
            &update.id,
            update.edited,
            known,
        ));
        let promised = update.announcement;
        let promised = promised.filter(|_| update.status != Some(IncidentStatus::Resolved));
        let (Some(promised), Some(known)) = (promised, known) else {
            continue;
        };
        let later = facts.updates[at + 1..].iter();
        let later = later.map(|next| published.known_publication(incident, next, now));
        let Some(later) = later.collect::<Option<Vec<Moment>>>() else {
            cases.push(at_update(Figure::NextUpdate));
            continue;
        };
        let next = later.into_iter().min();
        let (time, is_kept) = match next {
            Some(next) => {
                let time = next.since(known).max(Duration::default());
                (Some(time), time <= promised)
            }
            None if facts.end.is_none() && known.plus(promised) < now => (None, false),
            None => continue,
        };
        cases.push(ScorecardCase {
            time,
            promised: Some(promised),
            is_kept: Some(is_kept),
            ..at_update(Figure::NextUpdate)
        });
    }
    if facts.impact >= Impact::Major
        && let (Some(policy), Some(end)) = (policy, facts.end)
        && facts.end_precision == Precision::Exact
    {
        let articles = snapshot.postmortems_about(&incident.id).iter();
        let article = articles.map(|one| postmortem_publication(one, published, now));
        let time = article.min().map(|article| article.since(end));
        let promised = policy.postmortem_due;
        if time.is_some() || end.plus(promised) < now {
            cases.push(ScorecardCase {
                time,
                promised: Some(promised),
                is_kept: Some(time.is_some_and(|time| time <= promised)),
                ..case(Figure::Postmortem)
            });
        }
    }
}

/// When readers could have a post-mortem.
fn postmortem_publication(one: &Postmortem, published: &FirstPublished, now: Moment) -> Moment {
    match published.page(&route::POSTMORTEM.address(&one.id), &[]) {
        Some(Publication::At(committed)) if committed <= now => committed.max(one.published),
        _ => one.published,
    }
}

fn correction(
    case: ScorecardCase,
    id: &UpdateId,
    edited: Option<Moment>,
    known: Option<Moment>,
) -> ScorecardCase {
    ScorecardCase {
        update: Some(id.clone()),
        time: edited.zip(known).map(|(edited, known)| edited.since(known)),
        is_kept: Some(edited.is_none()),
        ..case
    }
}

/// The notice of maintenance whose window has begun.
fn notice_case(
    facts: &MaintenanceFacts,
    snapshot: &Snapshot,
    published: &FirstPublished,
) -> Option<ScorecardCase> {
    let maintenance = facts.maintenance;
    let start = maintenance.details.scheduled.start;
    let first = facts.updates.first().filter(|_| start <= snapshot.now)?;
    let known = published.known_publication(maintenance, first, snapshot.now);
    let time = known.map(|known| start.since(known));
    let promised = snapshot.site.policy.in_force_at(start);
    let promised = promised.map(|policy| policy.maintenance_notice);
    Some(ScorecardCase {
        time,
        promised,
        is_kept: time.zip(promised).map(|(time, promised)| time >= promised),
        ..new_case(
            Figure::Notice,
            &maintenance.title,
            maintenance.address(),
            start,
        )
    })
}
