//! An incident or a maintenance whose updates are fields and not prose.

use super::entry::{self, ImportedEntry, ImportedIncident, ImportedMaintenance, ImportedUpdate};
use super::phase;
use super::severity;
use super::timestamp::ImportedTime;
use super::value::ImportedValue;
use super::{ImportSession, entry::ImportedArticle};
use crate::base::time::{Duration, Moment};

/// Names of the key with the updates.
pub(super) const UPDATES_KEYS: [&str; 3] = ["incident_updates", "updates", "messages"];
/// Names of the key with the planned start.
pub(super) const PLANNED_START_KEYS: [&str; 4] = [
    "scheduled_for",
    "scheduledTime",
    "scheduled_start",
    "scheduledFor",
];
const PLANNED_END_KEYS: [&str; 3] = ["scheduled_until", "scheduled_end", "scheduledUntil"];
const UPDATE_TIME_KEYS: [&str; 5] = ["display_at", "created_at", "date", "createdAt", "at"];
const TEXT_KEYS: [&str; 4] = ["body", "content", "text", "message"];
const START_KEYS: [&str; 4] = ["started_at", "created_at", "date", "createdAt"];

/// Keys of an entry that have a place, or that say again what others say.
const ENTRY_KEYS: [&str; 35] = [
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
const UPDATE_KEYS: [&str; 18] = [
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
pub(super) fn import_entry(
    source: &str,
    tree: &ImportedValue,
    planned: bool,
    session: &mut ImportSession,
) {
    let title = tree
        .get_text(&["name", "title"])
        .unwrap_or("Untitled")
        .to_owned();
    let mut updates = parse_updates(source, tree, planned, session);
    updates.sort_by_key(|update| update.at.moment);
    let time = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| session.parse_time(tree.get_text(&[key])?))
    };
    let window = time(&PLANNED_START_KEYS);
    let begin = time(&START_KEYS).or_else(|| updates.first().map(|update| update.at));
    let Some(start) = (if planned { window.or(begin) } else { begin }) else {
        return add_undated_page(source, tree, &title, session);
    };
    insert_opening_text(tree, start, begin, planned, &mut updates);
    if updates.is_empty() {
        let text = title.clone();
        updates.push(ImportedUpdate {
            text,
            ..plain_update(start, "")
        });
    }
    let mut common = ImportedEntry {
        title,
        updates,
        ..ImportedEntry::default()
    };
    common.notes = unused_keys(tree, &ENTRY_KEYS);
    let odd = |word: &&str| {
        severity::parse_severity(word).is_none_or(|(severity, _)| severity.impact != *word)
    };
    common.notes.extend(
        tree.get_text(&["impact"])
            .filter(odd)
            .map(|impact| format!("impact: {impact}")),
    );
    if let Some(id) = tree.get_text(&["id"]) {
        common
            .aliases
            .extend(session.ids.register_alias(&format!("incidents/{id}")));
    }
    if let Some(link) = tree.get_text(&["shortlink"]) {
        common
            .links
            .push((link.to_owned(), "On the former status page".to_owned()));
    }
    common.components = entry_components(source, tree, planned, &common, session);
    let stem = source
        .rsplit('/')
        .next()
        .unwrap_or(source)
        .trim_end_matches(".json");
    let of_file = stem
        .get(..10)
        .is_some_and(|day| session.parse_time(day).is_some());
    let name = if of_file { stem } else { &common.title };
    let id = session.ids.entry_id(session.zone.date(start.moment), name);
    add_postmortem(source, tree, &id, planned, session);
    if planned {
        add_maintenance(source, tree, common, start.moment, &id, session);
    } else {
        add_incident(source, tree, common, start.moment, &id, session);
    }
}

/// An entry without any time becomes a page that waits for somebody to look at it.
fn add_undated_page(source: &str, tree: &ImportedValue, title: &str, session: &mut ImportSession) {
    session.report.assumed(
        source,
        &format!("`{title}` has no time at all, and became a page that is a draft"),
    );
    let id = session.ids.page_id(title);
    let head = vec![("title", title.to_owned())];
    let text = ImportedArticle {
        fields: head,
        raw_fields: "draft: true\n".to_owned(),
        notes: Vec::new(),
        body: tree.to_inline_text(),
    }
    .to_markdown();
    session.add_file(source, format!("pages/{id}.md"), &text);
}

fn plain_update(at: ImportedTime, text: &str) -> ImportedUpdate {
    let (status, label, edited) = (None, None, None);
    ImportedUpdate {
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
fn insert_opening_text(
    tree: &ImportedValue,
    start: ImportedTime,
    begin: Option<ImportedTime>,
    planned: bool,
    updates: &mut Vec<ImportedUpdate>,
) {
    let Some(text) = tree.get_text(&TEXT_KEYS) else {
        return;
    };
    let first = updates.first().map(|update| update.at);
    let at = [begin, first, Some(start)]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(start);
    let mut update = plain_update(at, &normalize_text(text));
    update.status = planned.then_some("scheduled");
    update.notes.push("its time is not known".to_owned());
    updates.insert(0, update);
}

fn normalize_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    entry::with_final_newline(text.trim().to_owned())
}

fn unused_keys(tree: &ImportedValue, used: &[&str]) -> Vec<String> {
    let unused = tree.entries().iter().filter(|(key, value)| {
        !used.iter().any(|used| used.eq_ignore_ascii_case(key))
            && !matches!(value, ImportedValue::Null)
    });
    unused
        .map(|(key, value)| format!("{key}: {}", value.to_inline_text()))
        .collect()
}

fn parse_updates(
    source: &str,
    tree: &ImportedValue,
    planned: bool,
    session: &mut ImportSession,
) -> Vec<ImportedUpdate> {
    let mut updates = Vec::new();
    let mut last: Option<ImportedTime> = None;
    let list = tree.get_list(&UPDATES_KEYS);
    let newest_first = tree.get_first(&["incident_updates"]).is_some();
    let ordered: Vec<&ImportedValue> = if newest_first {
        list.iter().rev().collect()
    } else {
        list.iter().collect()
    };
    for one in ordered {
        let said = UPDATE_TIME_KEYS
            .iter()
            .find_map(|key| session.parse_time(one.get_text(&[key])?));
        let begin = || {
            START_KEYS
                .iter()
                .chain(&PLANNED_START_KEYS)
                .find_map(|key| session.parse_time(tree.get_text(&[key])?))
        };
        let Some(at) = said.or(last).or_else(begin) else {
            session.report.skipped(
                source,
                &format!("an update without any time: {}", one.to_inline_text()),
            );
            continue;
        };
        let mut update = plain_update(
            at,
            &normalize_text(one.get_text(&TEXT_KEYS).unwrap_or_default()),
        );
        if said.is_none() {
            update
                .notes
                .push("its time is not known: that of the update before".to_owned());
            session
                .report
                .assumed(source, "the time of an update that says none");
        }
        last = Some(at);
        set_status(one, planned, &mut update);
        if update.text.trim().is_empty() {
            update.text = update
                .label
                .clone()
                .or(update.status.map(str::to_owned))
                .unwrap_or_else(|| "Update.".to_owned());
        }
        let edited = one
            .get_text(&["updated_at"])
            .and_then(|text| session.parse_time(text))
            .map(|when| when.moment);
        update.edited = edited.filter(|edited| edited.since(at.moment) > Duration::minutes(1));
        update.components = parse_state_changes(source, one, at.moment, session);
        update.notes.extend(unused_keys(one, &UPDATE_KEYS));
        updates.push(update);
    }
    updates
}

/// The phase of an update, and its own word where ours is another.
fn set_status(tree: &ImportedValue, planned: bool, update: &mut ImportedUpdate) {
    let Some(word) = tree.get_text(&["status"]) else {
        return;
    };
    let phase = phase::phase_of_field(word);
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
fn parse_state_changes(
    source: &str,
    tree: &ImportedValue,
    at: Moment,
    session: &mut ImportSession,
) -> Vec<(String, &'static str)> {
    let mut states: Vec<(String, &'static str)> = Vec::new();
    for change in tree.get_list(&["affected_components"]) {
        let Some(name) = change.get_text(&["name"]) else {
            continue;
        };
        let on = session.zone.date(at);
        let id = session.components.resolve_name(source, name, on);
        let state = change
            .get_text(&["new_status", "status"])
            .and_then(severity::parse_component_state);
        if let Some(state) = state.filter(|_| !states.iter().any(|(known, _)| *known == id)) {
            states.push((id, state));
        }
    }
    states
}

/// The components that the entry as a whole names, where no update says their states.
fn entry_components(
    source: &str,
    tree: &ImportedValue,
    planned: bool,
    common: &ImportedEntry,
    session: &mut ImportSession,
) -> Vec<(String, &'static str)> {
    let impact = tree
        .get_text(&["impact"])
        .and_then(severity::parse_severity)
        .map_or(severity::DEFAULT_SEVERITY, |(severity, _)| severity);
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
    let window = PLANNED_START_KEYS
        .iter()
        .chain(&PLANNED_END_KEYS)
        .filter_map(|key| session.parse_time(tree.get_text(&[key])?));
    let last = window
        .chain(common.updates.iter().map(|update| update.at))
        .max();
    let on = last.map(|when| session.zone.date(when.moment));
    let mut states: Vec<(String, &'static str)> = Vec::new();
    for one in tree.get_list(&["components"]) {
        let (Some(name), Some(on)) = (one.get_text(&["name"]).or(one.as_text()), on) else {
            continue;
        };
        let id = session.components.resolve_name(source, name, on);
        if !told(&id) && !states.iter().any(|(known, _)| *known == id) {
            states.push((id, state));
        }
    }
    states
}

fn add_incident(
    source: &str,
    tree: &ImportedValue,
    mut common: ImportedEntry,
    start: Moment,
    id: &str,
    session: &mut ImportSession,
) {
    let started = entry::earliest_moment(start, &common.updates);
    let word = tree.get_text(&["impact"]);
    let severity = word
        .and_then(severity::parse_severity)
        .filter(|(_, exact)| *exact)
        .map(|(severity, _)| severity);
    if severity.is_none() || word == Some("none") {
        let word = word.unwrap_or("that is not given");
        session.report.assumed(
            source,
            &format!("the impact `{word}`: minor, the least that there is"),
        );
    }
    let impact = Some(severity.unwrap_or(severity::DEFAULT_SEVERITY).impact);
    let over = common
        .updates
        .iter()
        .any(|update| update.status == Some("resolved"));
    let ended = tree
        .get_text(&["resolved_at"])
        .and_then(|text| session.parse_time(text));
    if let Some(end) = ended.filter(|_| !over) {
        let place = common
            .updates
            .iter()
            .filter(|update| update.at.moment <= end.moment)
            .count();
        common.updates.insert(
            place,
            ImportedUpdate {
                status: Some("resolved"),
                ..plain_update(end, "Resolved.")
            },
        );
    }
    session.add_incident(
        source,
        id,
        &ImportedIncident {
            common,
            started,
            detected: None,
            ended: None,
            impact,
        },
    );
}

fn add_maintenance(
    source: &str,
    tree: &ImportedValue,
    mut common: ImportedEntry,
    start: Moment,
    id: &str,
    session: &mut ImportSession,
) {
    let end = PLANNED_END_KEYS
        .iter()
        .find_map(|key| session.parse_time(tree.get_text(&[key])?))
        .map(|when| when.moment);
    let minutes = tree
        .get_text(&["minutes"])
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
                format!("{note} {}", tree.get_text(&["minutes"]).unwrap_or_default())
                    .trim()
                    .to_owned(),
            );
            session.report.assumed(source, note);
            start.plus(Duration::minutes(60))
        });
    session.add_maintenance(source, id, &ImportedMaintenance { common, start, end });
}

/// A post-mortem that stands in the entry itself.
fn add_postmortem(
    source: &str,
    tree: &ImportedValue,
    id: &str,
    planned: bool,
    session: &mut ImportSession,
) {
    let Some(body) = tree.get_text(&["postmortem_body"]) else {
        return;
    };
    let published = tree
        .get_text(&["postmortem_published_at", "updated_at"])
        .and_then(|text| session.parse_time(text));
    let Some(published) = published.filter(|_| !planned) else {
        return session.report.skipped(
            source,
            &format!("a post-mortem that was never published: {}", body.trim()),
        );
    };
    let head = vec![
        ("incident", id.to_owned()),
        ("published", entry::format_moment(published.moment)),
    ];
    let text = ImportedArticle {
        fields: head,
        raw_fields: String::new(),
        notes: Vec::new(),
        body: normalize_text(body),
    }
    .to_markdown();
    session.add_file(source, format!("postmortems/{id}.md"), &text);
}
