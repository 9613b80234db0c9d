//! Issues of a repository as its API or its command line exports them: what Upptime keeps incidents in.

use super::Session;
use super::body::Found;
use super::body::Frame;
use super::draft::{self, Common, Incident, Maintenance};
use super::phase::{self, Phase};
use super::stamp::When;
use super::tree::Tree;
use crate::base::time::Duration;

const CREATED: [&str; 2] = ["created_at", "createdAt"];
const CLOSED: [&str; 2] = ["closed_at", "closedAt"];

/// Whether a value is an issue.
pub(super) fn is_issue(tree: &Tree) -> bool {
    tree.text(&["title"]).is_some() && tree.text(&CREATED).is_some()
}

/// Imports one issue: its text, its comments and its end.
pub(super) fn issue(source: &str, tree: &Tree, session: &mut Session) {
    let Some(start) = tree.text(&CREATED).and_then(|text| session.when(text)) else {
        return session.report.left_out(
            source,
            &format!("an issue whose time cannot be read: {}", tree.shown()),
        );
    };
    let end = tree.text(&CLOSED).and_then(|text| session.when(text));
    let title = tree.text(&["title"]).unwrap_or_default().to_owned();
    let body = tree
        .text(&["body"])
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let planned = window(&body, session);
    let frame = Frame {
        start,
        end,
        over: end.is_some(),
        zone: session.zone,
    };
    let found = issue_updates(tree, start, &body, end, session);
    let on = session.zone.date(end.unwrap_or(start).moment);
    let ids: Vec<String> = component_labels(tree)
        .map(|label| session.board.named(source, label, on))
        .collect();
    let id = session.names.entry(
        session.zone.date(start.moment),
        title.trim_matches(|c: char| !c.is_alphanumeric()),
    );
    let word = if planned.is_some() {
        phase::maintenance_status
    } else {
        phase::incident_status
    };
    let course = draft::course(found, frame, &title, word);
    course
        .guesses
        .iter()
        .for_each(|guess| session.report.guessed(source, guess));
    let state = if planned.is_some() {
        "under_maintenance"
    } else {
        "major_outage"
    };
    let mut common = Common {
        title,
        updates: course.updates,
        ..Common::default()
    };
    common.components = ids.into_iter().map(|id| (id, state)).collect();
    if let Some(url) = tree
        .text(&["html_url", "url"])
        .filter(|url| url.starts_with("https://"))
    {
        common.links.push((url.to_owned(), "The issue".to_owned()));
    }
    if planned.is_none() {
        session.report.guessed(
            source,
            &format!(
                "how bad `{}` was: an issue says no more than down",
                common.title
            ),
        );
    }
    let started = draft::earliest(start.moment, &common.updates);
    match planned {
        Some((from, to)) => {
            session.maintenance(
                source,
                &id,
                &Maintenance {
                    common,
                    start: from.moment,
                    end: to.moment,
                },
            );
        }
        None => {
            let impact = common.components.is_empty().then_some("major");
            let ended = course.ended.filter(|ended| *ended > started);
            session.incident(
                source,
                &id,
                &Incident {
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
    tree: &Tree,
    start: When,
    body: &str,
    end: Option<When>,
    session: &Session,
) -> Vec<Found> {
    let mut found = vec![said(start, body, Phase::First)];
    for comment in tree.list(&["comments"]) {
        let at = comment
            .text(&CREATED)
            .and_then(|text| session.when(text))
            .unwrap_or(start);
        let text = comment
            .text(&["body"])
            .unwrap_or_default()
            .replace("\r\n", "\n");
        let over = phase::says_over(&text)
            && end.is_some_and(|end| end.moment.since(at.moment) <= Duration::minutes(5));
        found.push(said(
            at,
            &text,
            if over { Phase::Over } else { Phase::Update },
        ));
    }
    found
}

/// The labels that name components. Upptime's own labels say what kind of issue this is.
fn component_labels(tree: &Tree) -> impl Iterator<Item = &str> {
    let labels = tree
        .list(&["labels"])
        .iter()
        .filter_map(|label| label.text(&["name"]).or(label.as_text()));
    labels.filter(|label| !matches!(*label, "status" | "maintenance" | "incident"))
}

fn said(at: When, text: &str, phase: Phase) -> Found {
    let text = text.trim().to_owned();
    let phase = Some(phase).filter(|phase| matches!(phase, Phase::Over));
    Found {
        at,
        timed: true,
        in_body: true,
        label: None,
        phase,
        text,
        written: None,
    }
}

/// The window of a maintenance, which stands in a comment of the text: `start: …` and `end: …`.
fn window(body: &str, session: &Session) -> Option<(When, When)> {
    let (_, rest) = body.split_once("<!--")?;
    let (inside, _) = rest.split_once("-->")?;
    let value = |key: &str| {
        let line = inside
            .lines()
            .find_map(|line| line.trim().strip_prefix(key));
        line.and_then(|text| session.when(text.trim()))
    };
    value("start:")
        .zip(value("end:"))
        .filter(|(start, end)| start.moment < end.moment)
}
