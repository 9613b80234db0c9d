//! Issues of a repository as its API or its command line exports them: what Upptime keeps incidents in.

use super::ImportSession;
use super::body::EntryTimes;
use super::body::FoundUpdate;
use super::entry::{self, ImportedEntry, ImportedIncident, ImportedMaintenance};
use super::phase::{self, ImportedPhase};
use super::timestamp::ImportedTime;
use super::value::ImportedValue;
use crate::base::time::Duration;

const CREATED_KEYS: [&str; 2] = ["created_at", "createdAt"];
const CLOSED_KEYS: [&str; 2] = ["closed_at", "closedAt"];

/// Whether a value is an issue.
pub(super) fn is_issue(tree: &ImportedValue) -> bool {
    tree.get_text(&["title"]).is_some() && tree.get_text(&CREATED_KEYS).is_some()
}

/// Imports one issue: its text, its comments and its end.
pub(super) fn import_issue(source: &str, tree: &ImportedValue, session: &mut ImportSession) {
    let Some(start) = tree
        .get_text(&CREATED_KEYS)
        .and_then(|text| session.parse_time(text))
    else {
        return session.report.skipped(
            source,
            &format!(
                "an issue whose time cannot be read: {}",
                tree.to_inline_text()
            ),
        );
    };
    let end = tree
        .get_text(&CLOSED_KEYS)
        .and_then(|text| session.parse_time(text));
    let title = tree.get_text(&["title"]).unwrap_or_default().to_owned();
    let body = tree
        .get_text(&["body"])
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let planned = maintenance_window(&body, session);
    let frame = EntryTimes {
        start,
        end,
        is_over: end.is_some(),
        zone: session.zone,
    };
    let found = issue_updates(tree, start, &body, end, session);
    let on = session.zone.date(end.unwrap_or(start).moment);
    let ids: Vec<String> = component_labels(tree)
        .map(|label| session.components.resolve_name(source, label, on))
        .collect();
    let id = session.ids.entry_id(
        session.zone.date(start.moment),
        title.trim_matches(|c: char| !c.is_alphanumeric()),
    );
    let word = if planned.is_some() {
        phase::maintenance_status
    } else {
        phase::incident_status
    };
    let course = entry::build_timeline(found, frame, &title, word);
    for guess in &course.assumptions {
        session.report.assumed(source, guess);
    }
    let state = if planned.is_some() {
        "under_maintenance"
    } else {
        "major_outage"
    };
    let mut common = ImportedEntry {
        title,
        updates: course.updates,
        ..ImportedEntry::default()
    };
    common.components = ids.into_iter().map(|id| (id, state)).collect();
    if let Some(url) = tree
        .get_text(&["html_url", "url"])
        .filter(|url| url.starts_with("https://"))
    {
        common.links.push((url.to_owned(), "The issue".to_owned()));
    }
    if planned.is_none() {
        session.report.assumed(
            source,
            &format!(
                "how bad `{}` was: an issue says no more than down",
                common.title
            ),
        );
    }
    let started = entry::earliest_moment(start.moment, &common.updates);
    match planned {
        Some((from, to)) => {
            session.add_maintenance(
                source,
                &id,
                &ImportedMaintenance {
                    common,
                    start: from.moment,
                    end: to.moment,
                },
            );
        }
        None => {
            let impact = common.components.is_empty().then_some("major");
            let ended = course.end_before_update.filter(|ended| *ended > started);
            session.add_incident(
                source,
                &id,
                &ImportedIncident {
                    common,
                    started,
                    detected: None,
                    ended,
                    impact,
                },
            );
        }
    }
}

/// The text of the issue and its comments. A comment counts as the end only if it says so within five minutes of the closing.
fn issue_updates(
    tree: &ImportedValue,
    start: ImportedTime,
    body: &str,
    end: Option<ImportedTime>,
    session: &ImportSession,
) -> Vec<FoundUpdate> {
    let mut found = vec![comment_update(start, body, ImportedPhase::Opening)];
    for comment in tree.get_list(&["comments"]) {
        let at = comment
            .get_text(&CREATED_KEYS)
            .and_then(|text| session.parse_time(text))
            .unwrap_or(start);
        let text = comment
            .get_text(&["body"])
            .unwrap_or_default()
            .replace("\r\n", "\n");
        let over = phase::announces_end(&text)
            && end.is_some_and(|end| end.moment.since(at.moment) <= Duration::minutes(5));
        found.push(comment_update(
            at,
            &text,
            if over {
                ImportedPhase::Ended
            } else {
                ImportedPhase::Update
            },
        ));
    }
    found
}

/// The labels that name components. Upptime's own labels say what kind of issue this is.
fn component_labels(tree: &ImportedValue) -> impl Iterator<Item = &str> {
    let labels = tree
        .get_list(&["labels"])
        .iter()
        .filter_map(|label| label.get_text(&["name"]).or(label.as_text()));
    labels.filter(|label| !matches!(*label, "status" | "maintenance" | "incident"))
}

fn comment_update(at: ImportedTime, text: &str, phase: ImportedPhase) -> FoundUpdate {
    let text = text.trim().to_owned();
    let phase = Some(phase).filter(|phase| matches!(phase, ImportedPhase::Ended));
    FoundUpdate {
        at,
        has_known_time: true,
        time_is_in_body: true,
        label: None,
        phase,
        text,
        marker_text: None,
    }
}

/// The window of a maintenance, which stands in a comment of the text: `start: …` and `end: …`.
fn maintenance_window(body: &str, session: &ImportSession) -> Option<(ImportedTime, ImportedTime)> {
    let (_, rest) = body.split_once("<!--")?;
    let (inside, _) = rest.split_once("-->")?;
    let value = |key: &str| {
        let line = inside
            .lines()
            .find_map(|line| line.trim().strip_prefix(key));
        line.and_then(|text| session.parse_time(text.trim()))
    };
    value("start:")
        .zip(value("end:"))
        .filter(|(start, end)| start.moment < end.moment)
}
