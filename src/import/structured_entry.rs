//! An entry whose updates are fields and not prose, as in the Statuspage API.

use super::entry::{
    ComponentStates, EntryPeriod, ImportedArticle, ImportedEntry, ImportedUpdate, Milestones,
    format_moment, with_final_newline,
};
use super::phase;
use super::session::ImportSession;
use super::severity::{self, DEFAULT_SEVERITY};
use super::source_text::file_name;
use super::timeline;
use super::timestamp::ImportedTime;
use super::value::ImportedValue;
use crate::base::time::{Duration, Moment};

pub(super) const UPDATES_KEYS: [&str; 3] = ["incident_updates", "updates", "messages"];
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

/// Keys of an entry that have an equivalent, or that repeat other keys.
const ENTRY_KEYS: &str = "id name title status created_at updated_at resolved_at impact shortlink started_at page_id \
    incident_updates updates messages components scheduled_for scheduled_until scheduledTime \
    scheduled_start scheduled_end minutes content body date createdAt postmortem_body \
    postmortem_published_at postmortem_body_last_updated_at postmortem_body_draft_updated_at \
    postmortem_ignored postmortem_notified_subscribers postmortem_notified_twitter scheduledFor \
    scheduledUntil affected_components";
/// Keys of an update that have an equivalent, or that repeat other keys.
const UPDATE_KEYS: &str = "id status body content text message incident_id created_at updated_at display_at \
    affected_components deliver_notifications date createdAt at tweet_id custom_tweet \
    wants_twitter_update";

pub(super) fn import_entry(
    source: &str,
    entry: &ImportedValue,
    is_planned: bool,
    session: &mut ImportSession,
) {
    let title = entry.get_text(&["name", "title"]).unwrap_or("Untitled");
    let mut updates = parse_updates(source, entry, is_planned, session);
    updates.sort_by_key(|update| update.at.moment);
    let first_update = updates.first().map(|update| update.at);
    let created = session.time_of(entry, &START_KEYS).or(first_update);
    let window_start = session.time_of(entry, &PLANNED_START_KEYS);
    let start = if is_planned {
        window_start.or(created)
    } else {
        created
    };
    let Some(start) = start else {
        session.report.assumed(
            source,
            format!("`{title}` has no time; imported as a draft page"),
        );
        let body = entry.to_inline_text();
        let article = ImportedArticle {
            body,
            ..ImportedArticle::default()
        };
        return session.add_draft_page(source, title, title, article);
    };
    if let Some(text) = entry.get_text(&TEXT_KEYS) {
        let earliest = [created, first_update].into_iter().flatten().min();
        let at = earliest.map_or(start, |earliest| earliest.min(start));
        updates.insert(0, opening_update(text, at, is_planned));
    }
    if updates.is_empty() {
        updates.push(ImportedUpdate::new(start, title));
    }
    let mut notes = entry.other_keys(ENTRY_KEYS);
    if let Some(word) = entry.get_text(&["impact"])
        && severity::parse_severity(word).is_none_or(|(severity, _)| severity.impact != word)
    {
        notes.push(format!("impact: {word}"));
    }
    let alias = entry
        .get_text(&["id"])
        .and_then(|id| session.ids.register_alias(&format!("incidents/{id}")));
    let link = entry.get_string(&["shortlink"]);
    let components = entry_components(source, entry, is_planned, &updates, session);
    let file = file_name(source).trim_end_matches(".json");
    let starts_with_date = file
        .get(..10)
        .is_some_and(|day| session.parse_time(day).is_some());
    let name = if starts_with_date { file } else { title };
    let id = session.ids.entry_id(session.date(start.moment), name);
    add_postmortem(source, entry, &id, is_planned, session);
    let period = if is_planned {
        let end = window_end(source, entry, start.moment, &mut notes, session);
        EntryPeriod::Maintenance {
            start: start.moment,
            end,
        }
    } else {
        let started = timeline::earliest_time(start, &updates);
        add_resolution(entry, &mut updates, session);
        EntryPeriod::Incident {
            started,
            milestones: Milestones::default(),
            ended: None,
            is_end_unknown: false,
            impact: Some(parse_impact(source, entry, session)),
        }
    };
    for update in &mut updates {
        drop_states_after_end(source, update, session);
    }
    let entry = ImportedEntry {
        title: title.to_owned(),
        period,
        components,
        updates,
        links: link
            .map(|url| (url, "On the previous status page".to_owned()))
            .into_iter()
            .collect(),
        aliases: alias.into_iter().collect(),
        draft: false,
        notes,
    };
    session.add_entry(source, &id, entry);
}

/// Older formats have the first text outside of the updates.
fn opening_update(text: &str, at: ImportedTime, is_planned: bool) -> ImportedUpdate {
    ImportedUpdate {
        status: is_planned.then_some("scheduled"),
        is_publication_unknown: !at.is_date_only,
        ..ImportedUpdate::new(at, normalize_text(text))
    }
}

fn normalize_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    with_final_newline(text.trim().to_owned())
}

fn parse_updates(
    source: &str,
    entry: &ImportedValue,
    is_planned: bool,
    session: &mut ImportSession,
) -> Vec<ImportedUpdate> {
    let mut ordered: Vec<&ImportedValue> = entry.get_list(&UPDATES_KEYS).iter().collect();
    // The Statuspage API lists the newest update first.
    if entry.get("incident_updates").is_some() {
        ordered.reverse();
    }
    let mut updates = Vec::new();
    let mut previous: Option<ImportedTime> = None;
    for one in ordered {
        let written = session.time_of(one, &UPDATE_TIME_KEYS);
        let start = || {
            let start = session.time_of(entry, &START_KEYS);
            start.or_else(|| session.time_of(entry, &PLANNED_START_KEYS))
        };
        let undated = || {
            previous
                .or_else(start)
                .map(ImportedTime::without_time_of_day)
        };
        let Some(at) = written.or_else(undated) else {
            let update = one.to_inline_text();
            session
                .report
                .skipped(source, format!("update without a time: {update}"));
            continue;
        };
        previous = Some(at);
        let text = normalize_text(one.get_text(&TEXT_KEYS).unwrap_or_default());
        let mut update = ImportedUpdate::new(at, text);
        if written.is_none() {
            update
                .notes
                .push("date not known; uses the date of the previous update".to_owned());
            session.report.assumed(
                source,
                "update without a time; used the date of the previous update",
            );
        }
        set_status(one, is_planned, &mut update);
        if update.text.trim().is_empty() {
            let label = update.label.as_deref().or(update.status);
            update.text = label.unwrap_or("Update.").to_owned();
        }
        // Statuspage sets `updated_at` when it creates an update. Only a later value is an edit.
        update.edited = session
            .time_of(one, &["updated_at"])
            .map(|time| time.moment)
            .filter(|edited| edited.since(at.moment) > Duration::minutes(1));
        update.components = parse_state_changes(source, one, at.moment, session);
        update.notes.extend(one.other_keys(UPDATE_KEYS));
        updates.push(update);
    }
    updates
}

/// Sets the status of an update, or a label if there is no equivalent status.
fn set_status(value: &ImportedValue, is_planned: bool, update: &mut ImportedUpdate) {
    let Some(word) = value.get_text(&["status"]) else {
        return;
    };
    let status_of = if is_planned {
        phase::maintenance_status
    } else {
        phase::incident_status
    };
    if word != "postmortem" {
        update.status = phase::phase_of_field(word).and_then(status_of);
    }
    if update.status.is_none() {
        update.label = Some(word.replace('_', " "));
    }
}

fn parse_state_changes(
    source: &str,
    update: &ImportedValue,
    at: Moment,
    session: &mut ImportSession,
) -> ComponentStates {
    let mut states: ComponentStates = Vec::new();
    for change in update.get_list(&["affected_components"]) {
        let Some(name) = change.get_text(&["name"]) else {
            continue;
        };
        let day = session.date(at);
        let id = session.components.resolve_name(source, name, day);
        let state = change
            .get_text(&["new_status", "status"])
            .and_then(severity::parse_component_state);
        if let Some(state) = state
            && !states.iter().any(|(known, _)| *known == id)
        {
            states.push((id, state));
        }
    }
    states
}

/// The components of the entry as a whole whose states no update sets.
fn entry_components(
    source: &str,
    entry: &ImportedValue,
    is_planned: bool,
    updates: &[ImportedUpdate],
    session: &mut ImportSession,
) -> ComponentStates {
    let severity = entry
        .get_text(&["impact"])
        .and_then(severity::parse_severity);
    let state = if is_planned {
        "under_maintenance"
    } else {
        severity
            .map_or(DEFAULT_SEVERITY, |(severity, _)| severity)
            .state
    };
    let planned = PLANNED_START_KEYS
        .iter()
        .chain(&PLANNED_END_KEYS)
        .filter_map(|key| session.time_of(entry, &[key]));
    let last = planned.chain(updates.iter().map(|update| update.at)).max();
    let Some(last) = last else {
        return Vec::new();
    };
    let names = entry
        .get_list(&["components"])
        .iter()
        .filter_map(|one| one.get_text(&["name"]).or(one.as_text()));
    let mut states = session.component_states(source, names, session.date(last.moment), state);
    states.retain(|(id, _)| {
        let mut changes = updates.iter().flat_map(|update| &update.components);
        !changes.any(|(known, state)| known == id && *state != "operational")
    });
    states
}

fn parse_impact(source: &str, entry: &ImportedValue, session: &mut ImportSession) -> &'static str {
    let word = entry.get_text(&["impact"]);
    let severity = word.and_then(severity::parse_exact_severity);
    if severity.is_none() {
        let message = match word {
            Some(word) => format!("impact `{word}` has no equivalent; set to `minor`"),
            None => "no impact; set to `minor`".to_owned(),
        };
        session.report.assumed(source, message);
    }
    severity.unwrap_or(DEFAULT_SEVERITY).impact
}

/// Adds an update at `resolved_at` if none resolves the incident.
fn add_resolution(
    entry: &ImportedValue,
    updates: &mut Vec<ImportedUpdate>,
    session: &ImportSession,
) {
    let is_resolved = updates
        .iter()
        .any(|update| update.status == Some("resolved"));
    if !is_resolved && let Some(end) = session.time_of(entry, &["resolved_at"]) {
        let before = updates
            .iter()
            .filter(|update| update.at.moment <= end.moment);
        let index = before.count();
        let mut update = ImportedUpdate::new(end, "Resolved.");
        update.status = Some("resolved");
        updates.insert(index, update);
    }
}

/// The end sets every component to `operational`, so other states in the same update become a note.
fn drop_states_after_end(source: &str, update: &mut ImportedUpdate, session: &mut ImportSession) {
    let Some(ended @ ("resolved" | "completed")) = update.status else {
        return;
    };
    let kept = |(_, state): &(String, &str)| matches!(*state, "operational" | "under_maintenance");
    let (kept, dropped): (ComponentStates, ComponentStates) =
        update.components.drain(..).partition(kept);
    update.components = kept;
    for (id, state) in dropped {
        let note = format!("{ended} while `{id}` was `{state}`");
        session
            .report
            .assumed(source, format!("{note}; set to `operational`"));
        update.notes.push(note);
    }
}

/// The end of a maintenance window: its own key, the start and a number of minutes, or an assumption.
fn window_end(
    source: &str,
    entry: &ImportedValue,
    start: Moment,
    notes: &mut Vec<String>,
    session: &mut ImportSession,
) -> Moment {
    let end = session
        .time_of(entry, &PLANNED_END_KEYS)
        .map(|end| end.moment);
    let minutes = entry.get_text(&["minutes"]);
    let after_minutes = minutes
        .and_then(|text| text.trim().parse::<i64>().ok())
        .map(|minutes| start.plus(Duration::minutes(minutes)));
    if let Some(end) = end.or(after_minutes).filter(|end| *end > start) {
        return end;
    }
    let note = "end of the window not known; set to one hour";
    notes.push(match minutes {
        Some(minutes) => format!("{note} (minutes: {minutes})"),
        None => note.to_owned(),
    });
    session.report.assumed(source, note);
    start.plus(Duration::minutes(60))
}

/// Imports the post-mortem that an entry contains.
fn add_postmortem(
    source: &str,
    entry: &ImportedValue,
    id: &str,
    is_planned: bool,
    session: &mut ImportSession,
) {
    let Some(body) = entry.get_text(&["postmortem_body"]) else {
        return;
    };
    let published = session
        .time_of(entry, &["postmortem_published_at", "updated_at"])
        .filter(|_| !is_planned);
    let Some(published) = published else {
        let body = body.trim();
        return session
            .report
            .skipped(source, format!("unpublished post-mortem: {body}"));
    };
    let article = ImportedArticle {
        fields: vec![
            ("incident", id.to_owned()),
            ("published", format_moment(published.moment)),
        ],
        body: normalize_text(body),
        ..ImportedArticle::default()
    };
    let path = format!("postmortems/{id}.md");
    session.add_file(source, path, &article.to_markdown());
}
