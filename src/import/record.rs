//! An incident or a maintenance whose updates are fields and not prose.

use super::draft::{self, Common, Incident, Maintenance, Update};
use super::phase;
use super::severity;
use super::stamp::When;
use super::tree::Tree;
use super::{Session, draft::Article};
use crate::base::time::{Duration, Moment};

/// Names of the key with the updates.
pub(super) const UPDATES: [&str; 3] = ["incident_updates", "updates", "messages"];
/// Names of the key with the planned start.
pub(super) const STARTS: [&str; 4] = [
    "scheduled_for",
    "scheduledTime",
    "scheduled_start",
    "scheduledFor",
];
const ENDS: [&str; 3] = ["scheduled_until", "scheduled_end", "scheduledUntil"];
const TIMES: [&str; 5] = ["display_at", "created_at", "date", "createdAt", "at"];
const TEXTS: [&str; 4] = ["body", "content", "text", "message"];
const BEGINS: [&str; 4] = ["started_at", "created_at", "date", "createdAt"];

/// Keys of an entry that have a place, or that say again what others say.
const USED: [&str; 35] = [
    "id",
    "name",
    "title",
    "status",
    "created_at",
    "updated_at",
    "resolved_at",
    "impact",
    "shortlink",
    "started_at",
    "page_id",
    "incident_updates",
    "updates",
    "messages",
    "components",
    "scheduled_for",
    "scheduled_until",
    "scheduledTime",
    "scheduled_start",
    "scheduled_end",
    "minutes",
    "content",
    "body",
    "date",
    "createdAt",
    "postmortem_body",
    "postmortem_published_at",
    "postmortem_body_last_updated_at",
    "postmortem_body_draft_updated_at",
    "postmortem_ignored",
    "postmortem_notified_subscribers",
    "postmortem_notified_twitter",
    "scheduledFor",
    "scheduledUntil",
    "affected_components",
];
/// Keys of an update that have a place, or that say again what others say.
const UPDATE_USED: [&str; 18] = [
    "id",
    "status",
    "body",
    "content",
    "text",
    "message",
    "incident_id",
    "created_at",
    "updated_at",
    "display_at",
    "affected_components",
    "deliver_notifications",
    "date",
    "createdAt",
    "at",
    "tweet_id",
    "custom_tweet",
    "wants_twitter_update",
];

/// Imports one entry.
pub(super) fn record(source: &str, tree: &Tree, planned: bool, session: &mut Session) {
    let title = tree
        .text(&["name", "title"])
        .unwrap_or("Untitled")
        .to_owned();
    let mut updates = updates(source, tree, planned, session);
    updates.sort_by_key(|update| update.at.moment);
    let time = |keys: &[&str]| keys.iter().find_map(|key| session.when(tree.text(&[key])?));
    let window = time(&STARTS);
    let begin = time(&BEGINS).or_else(|| updates.first().map(|update| update.at));
    let Some(start) = (if planned { window.or(begin) } else { begin }) else {
        return undated(source, tree, &title, session);
    };
    lead(tree, start, begin, planned, &mut updates);
    if updates.is_empty() {
        let text = title.clone();
        updates.push(Update {
            text,
            ..bare(start, "")
        });
    }
    let mut common = Common {
        title,
        updates,
        ..Common::default()
    };
    common.notes = rest(tree, &USED);
    let odd = |word: &&str| severity::of(word).is_none_or(|(severity, _)| severity.impact != *word);
    common.notes.extend(
        tree.text(&["impact"])
            .filter(odd)
            .map(|impact| format!("impact: {impact}")),
    );
    if let Some(id) = tree.text(&["id"]) {
        common
            .aliases
            .extend(session.names.alias(&format!("incidents/{id}")));
    }
    if let Some(link) = tree.text(&["shortlink"]) {
        common
            .links
            .push((link.to_owned(), "On the former status page".to_owned()));
    }
    common.components = of_all(source, tree, planned, &common, session);
    let stem = source
        .rsplit('/')
        .next()
        .unwrap_or(source)
        .trim_end_matches(".json");
    let of_file = stem
        .get(..10)
        .is_some_and(|day| session.when(day).is_some());
    let name = if of_file { stem } else { &common.title };
    let id = session.names.entry(session.zone.date(start.moment), name);
    postmortem(source, tree, &id, planned, session);
    if planned {
        maintenance(source, tree, common, start.moment, &id, session);
    } else {
        incident(source, tree, common, start.moment, &id, session);
    }
}

/// An entry without any time becomes a page that waits for somebody to look at it.
fn undated(source: &str, tree: &Tree, title: &str, session: &mut Session) {
    session.report.guessed(
        source,
        &format!("`{title}` has no time at all, and became a page that is a draft"),
    );
    let id = session.names.page(title);
    let head = vec![("title", title.to_owned())];
    let text = Article {
        head,
        lists: "draft: true\n".to_owned(),
        notes: Vec::new(),
        body: tree.shown(),
    }
    .text();
    session.made(source, format!("pages/{id}.md"), &text);
}

fn bare(at: When, text: &str) -> Update {
    let (status, label, edited) = (None, None, None);
    Update {
        at,
        status,
        label,
        text: text.to_owned(),
        components: Vec::new(),
        edited,
        notes: Vec::new(),
    }
}

/// The words with which older shapes begin, outside of their updates.
fn lead(tree: &Tree, start: When, begin: Option<When>, planned: bool, updates: &mut Vec<Update>) {
    let Some(text) = tree.text(&TEXTS) else {
        return;
    };
    let first = updates.first().map(|update| update.at);
    let at = [begin, first, Some(start)]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(start);
    let mut update = bare(at, &block(text));
    update.status = planned.then_some("scheduled");
    update.notes.push("its time is not known".to_owned());
    updates.insert(0, update);
}

fn block(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    draft::block(text.trim().to_owned())
}

fn rest(tree: &Tree, used: &[&str]) -> Vec<String> {
    let unused = tree.entries().iter().filter(|(key, value)| {
        !used.iter().any(|used| used.eq_ignore_ascii_case(key)) && !matches!(value, Tree::Nothing)
    });
    unused
        .map(|(key, value)| format!("{key}: {}", value.shown()))
        .collect()
}

fn updates(source: &str, tree: &Tree, planned: bool, session: &mut Session) -> Vec<Update> {
    let mut updates = Vec::new();
    let mut last: Option<When> = None;
    let list = tree.list(&UPDATES);
    let newest_first = tree.first(&["incident_updates"]).is_some();
    let ordered: Vec<&Tree> = if newest_first {
        list.iter().rev().collect()
    } else {
        list.iter().collect()
    };
    for one in ordered {
        let said = TIMES.iter().find_map(|key| session.when(one.text(&[key])?));
        let begin = || {
            BEGINS
                .iter()
                .chain(&STARTS)
                .find_map(|key| session.when(tree.text(&[key])?))
        };
        let Some(at) = said.or(last).or_else(begin) else {
            session.report.left_out(
                source,
                &format!("an update without any time: {}", one.shown()),
            );
            continue;
        };
        let mut update = bare(at, &block(one.text(&TEXTS).unwrap_or_default()));
        if said.is_none() {
            update
                .notes
                .push("its time is not known: that of the update before".to_owned());
            session
                .report
                .guessed(source, "the time of an update that says none");
        }
        last = Some(at);
        status(one, planned, &mut update);
        if update.text.trim().is_empty() {
            update.text = update
                .label
                .clone()
                .or(update.status.map(str::to_owned))
                .unwrap_or_else(|| "Update.".to_owned());
        }
        let edited = one
            .text(&["updated_at"])
            .and_then(|text| session.when(text))
            .map(|when| when.moment);
        update.edited = edited.filter(|edited| edited.since(at.moment) > Duration::minutes(1));
        update.components = changes(source, one, at.moment, session);
        update.notes.extend(rest(one, &UPDATE_USED));
        updates.push(update);
    }
    updates
}

/// The phase of an update, and its own word where ours is another.
fn status(tree: &Tree, planned: bool, update: &mut Update) {
    let Some(word) = tree.text(&["status"]) else {
        return;
    };
    let phase = phase::of_field(word);
    update.status = phase.and_then(if planned {
        phase::maintenance_status
    } else {
        phase::incident_status
    });
    if update.status != Some(word) && (update.status.is_none() || word == "postmortem") {
        update.label = Some(word.replace('_', " "));
        if word == "postmortem" {
            update.status = None;
        }
    }
}

/// The states that an update changes.
fn changes(
    source: &str,
    tree: &Tree,
    at: Moment,
    session: &mut Session,
) -> Vec<(String, &'static str)> {
    let mut states: Vec<(String, &'static str)> = Vec::new();
    for change in tree.list(&["affected_components"]) {
        let Some(name) = change.text(&["name"]) else {
            continue;
        };
        let on = session.zone.date(at);
        let id = session.board.named(source, name, on);
        let state = change
            .text(&["new_status", "status"])
            .and_then(severity::state);
        if let Some(state) = state.filter(|_| !states.iter().any(|(known, _)| *known == id)) {
            states.push((id, state));
        }
    }
    states
}

/// The components that the entry as a whole names, where no update says their states.
fn of_all(
    source: &str,
    tree: &Tree,
    planned: bool,
    common: &Common,
    session: &mut Session,
) -> Vec<(String, &'static str)> {
    let impact = tree
        .text(&["impact"])
        .and_then(severity::of)
        .map_or(severity::UNKNOWN, |(severity, _)| severity);
    let state = if planned {
        "under_maintenance"
    } else {
        impact.state
    };
    let told = |id: &str| {
        common
            .updates
            .iter()
            .flat_map(|update| &update.components)
            .any(|(known, state)| known == id && *state != "operational")
    };
    let window = STARTS
        .iter()
        .chain(&ENDS)
        .filter_map(|key| session.when(tree.text(&[key])?));
    let last = window
        .chain(common.updates.iter().map(|update| update.at))
        .max();
    let on = last.map(|when| session.zone.date(when.moment));
    let mut states: Vec<(String, &'static str)> = Vec::new();
    for one in tree.list(&["components"]) {
        let (Some(name), Some(on)) = (one.text(&["name"]).or(one.as_text()), on) else {
            continue;
        };
        let id = session.board.named(source, name, on);
        if !told(&id) && !states.iter().any(|(known, _)| *known == id) {
            states.push((id, state));
        }
    }
    states
}

fn incident(
    source: &str,
    tree: &Tree,
    mut common: Common,
    start: Moment,
    id: &str,
    session: &mut Session,
) {
    let started = draft::earliest(start, &common.updates);
    let word = tree.text(&["impact"]);
    let severity = word
        .and_then(severity::of)
        .filter(|(_, exact)| *exact)
        .map(|(severity, _)| severity);
    if severity.is_none() || word == Some("none") {
        let word = word.unwrap_or("that is not given");
        session.report.guessed(
            source,
            &format!("the impact `{word}`: minor, the least that there is"),
        );
    }
    let impact = Some(severity.unwrap_or(severity::UNKNOWN).impact);
    let over = common
        .updates
        .iter()
        .any(|update| update.status == Some("resolved"));
    let ended = tree
        .text(&["resolved_at"])
        .and_then(|text| session.when(text));
    if let Some(end) = ended.filter(|_| !over) {
        let place = common
            .updates
            .iter()
            .filter(|update| update.at.moment <= end.moment)
            .count();
        common.updates.insert(
            place,
            Update {
                status: Some("resolved"),
                ..bare(end, "Resolved.")
            },
        );
    }
    session.incident(
        source,
        id,
        &Incident {
            common,
            started,
            detected: None,
            ended: None,
            impact,
        },
    );
}

fn maintenance(
    source: &str,
    tree: &Tree,
    mut common: Common,
    start: Moment,
    id: &str,
    session: &mut Session,
) {
    let end = ENDS
        .iter()
        .find_map(|key| session.when(tree.text(&[key])?))
        .map(|when| when.moment);
    let minutes = tree
        .text(&["minutes"])
        .and_then(|text| text.trim().parse::<i64>().ok());
    let minutes = minutes
        .filter(|minutes| *minutes > 0)
        .map(|minutes| start.plus(Duration::minutes(minutes)));
    let end = end
        .or(minutes)
        .filter(|end| *end > start)
        .unwrap_or_else(|| {
            let note = "the end of the window is not known: one hour";
            common.notes.push(
                format!("{note} {}", tree.text(&["minutes"]).unwrap_or_default())
                    .trim()
                    .to_owned(),
            );
            session.report.guessed(source, note);
            start.plus(Duration::minutes(60))
        });
    session.maintenance(source, id, &Maintenance { common, start, end });
}

/// A post-mortem that stands in the entry itself.
fn postmortem(source: &str, tree: &Tree, id: &str, planned: bool, session: &mut Session) {
    let Some(body) = tree.text(&["postmortem_body"]) else {
        return;
    };
    let published = tree
        .text(&["postmortem_published_at", "updated_at"])
        .and_then(|text| session.when(text));
    let Some(published) = published.filter(|_| !planned) else {
        return session.report.left_out(
            source,
            &format!("a post-mortem that was never published: {}", body.trim()),
        );
    };
    let head = vec![
        ("incident", id.to_owned()),
        ("published", draft::written(published.moment)),
    ];
    let text = Article {
        head,
        lists: String::new(),
        notes: Vec::new(),
        body: block(body),
    }
    .text();
    session.made(source, format!("postmortems/{id}.md"), &text);
}
