//! GitHub issues as the API or `gh` exports them. Upptime stores incidents and maintenance in them.

use super::body::{EntryTimes, FoundUpdate};
use super::entry::{EntryPeriod, ImportedEntry, Milestones};
use super::phase::{self, ImportedPhase};
use super::session::ImportSession;
use super::timeline;
use super::timestamp::ImportedTime;
use super::value::ImportedValue;
use crate::base::time::Duration;

const CREATED_KEYS: [&str; 2] = ["created_at", "createdAt"];
const CLOSED_KEYS: [&str; 2] = ["closed_at", "closedAt"];

pub(super) fn is_issue(value: &ImportedValue) -> bool {
    value.get_text(&["title"]).is_some() && value.get_text(&CREATED_KEYS).is_some()
}

pub(super) fn import_issue(source: &str, issue: &ImportedValue, session: &mut ImportSession) {
    let Some(start) = session.time_of(issue, &CREATED_KEYS) else {
        let issue = issue.to_inline_text();
        return session
            .report
            .skipped(source, format!("issue without a valid time: {issue}"));
    };
    let end = session.time_of(issue, &CLOSED_KEYS);
    let title = issue.get_string(&["title"]).unwrap_or_default();
    let window = maintenance_window(issue, session);
    let times = EntryTimes {
        start,
        end,
        is_over: end.is_some(),
        zone: session.zone,
    };
    let (status_of, state): (fn(_) -> _, _) = if window.is_some() {
        (phase::maintenance_status, "under_maintenance")
    } else {
        (phase::incident_status, "major_outage")
    };
    let found = issue_updates(issue, times, session);
    let last_day = session.date(end.unwrap_or(start).moment);
    let components = session.component_states(source, component_labels(issue), last_day, state);
    let name = title.trim_matches(|c: char| !c.is_alphanumeric());
    let id = session.ids.entry_id(session.date(start.moment), name);
    let timeline = timeline::build_timeline(found, times, &title, status_of);
    for assumption in timeline.assumptions {
        session.report.assumed(source, assumption);
    }
    let period = match window {
        Some((start, end)) => EntryPeriod::Maintenance {
            start: start.moment,
            end: end.moment,
        },
        None => {
            session.report.assumed(
                source,
                format!("impact of `{title}` not known; set to a major outage"),
            );
            let started = timeline::earliest_time(start, &timeline.updates);
            EntryPeriod::Incident {
                started,
                milestones: Milestones::default(),
                ended: timeline
                    .end_before_update
                    .filter(|end| *end > started.moment),
                is_end_unknown: timeline.is_end_unknown,
                impact: components.is_empty().then_some("major"),
            }
        }
    };
    let url = issue
        .get_string(&["html_url", "url"])
        .filter(|url| url.starts_with("https://"));
    let entry = ImportedEntry {
        title,
        period,
        components,
        updates: timeline.updates,
        links: url
            .map(|url| (url, "The issue".to_owned()))
            .into_iter()
            .collect(),
        aliases: Vec::new(),
        draft: false,
        notes: Vec::new(),
    };
    session.add_entry(source, &id, entry);
}

/// The text of the issue and its comments. A comment ends the incident only if it says so within five minutes of the closing.
fn issue_updates(
    issue: &ImportedValue,
    times: EntryTimes,
    session: &ImportSession,
) -> Vec<FoundUpdate> {
    let update = |at: ImportedTime, text: String, phase| FoundUpdate {
        at,
        time_is_in_body: true,
        phase,
        ..FoundUpdate::opening(times, text.trim().to_owned())
    };
    let mut found = vec![update(times.start, body_text(issue), None)];
    for comment in issue.get_list(&["comments"]) {
        let at = session.time_of(comment, &CREATED_KEYS);
        let at = at.unwrap_or(times.start);
        let text = body_text(comment);
        let is_end = phase::announces_end(&text)
            && times
                .end
                .is_some_and(|end| end.moment.since(at.moment) <= Duration::minutes(5));
        found.push(update(at, text, is_end.then_some(ImportedPhase::Ended)));
    }
    found
}

fn body_text(value: &ImportedValue) -> String {
    let body = value.get_text(&["body"]).unwrap_or_default();
    body.replace("\r\n", "\n")
}

/// The labels that name components. Upptime's own labels tell the kind of the issue.
fn component_labels(issue: &ImportedValue) -> impl Iterator<Item = &str> {
    issue
        .get_list(&["labels"])
        .iter()
        .filter_map(|label| label.get_text(&["name"]).or(label.as_text()))
        .filter(|label| !matches!(*label, "status" | "maintenance" | "incident"))
}

/// The window of a maintenance, which is in an HTML comment: `start: …` and `end: …`.
fn maintenance_window(
    issue: &ImportedValue,
    session: &ImportSession,
) -> Option<(ImportedTime, ImportedTime)> {
    let body = body_text(issue);
    let (_, rest) = body.split_once("<!--")?;
    let (comment, _) = rest.split_once("-->")?;
    let time = |key: &str| {
        let mut lines = comment.lines();
        let text = lines.find_map(|line| line.trim().strip_prefix(key))?;
        session.parse_time(text.trim())
    };
    let (start, end) = (time("start:")?, time("end:")?);
    (start.moment < end.moment).then_some((start, end))
}
