//! Answers of Statuspage's API (version 2 and before), and files of the same shape with fewer fields.

use super::structured_entry;
use super::value::ImportedValue;
use super::{ImportSession, file_text};
use crate::base::source::Sources;

/// Imports every JSON file.
pub(super) fn import(from: &Sources, session: &mut ImportSession) {
    let mut trees: Vec<(&str, ImportedValue)> = Vec::new();
    for (_, file) in from.iter() {
        let Some(text) = file_text(file) else {
            continue;
        };
        if !file.path.to_ascii_lowercase().ends_with(".json") {
            session.report.skipped(&file.path, "no JSON");
            continue;
        }
        match ImportedValue::parse_json(text) {
            Ok(tree) => trees.push((&file.path, tree)),
            Err(error) => session
                .report
                .skipped(&file.path, &format!("broken JSON: {error}")),
        }
    }
    for (source, tree) in &trees {
        session.report.read(source);
        read_page_settings(tree, session);
        declare_components(tree, session);
    }
    session.report_missing_settings("");
    let mut seen = Vec::new();
    for (source, tree) in &trees {
        for (planned, record) in list_entries(source, tree) {
            let id = record.get_text(&["id"]).map(str::to_owned);
            if id.is_some() && seen.contains(&id) {
                session
                    .report
                    .merged(source, "an entry that another file has too");
                continue;
            }
            seen.push(id);
            structured_entry::import_entry(source, record, planned, session);
        }
    }
}

fn read_page_settings(tree: &ImportedValue, session: &mut ImportSession) {
    let Some(page) = tree.get("page") else { return };
    let own = |keys: &[&str]| page.get_text(keys).map(str::to_owned);
    session.settings.title = session.settings.title.take().or(own(&["name"]));
    session.settings.url = session
        .settings
        .url
        .take()
        .or(own(&["url"]).map(|url| format!("{}/", url.trim_end_matches('/'))));
    session.settings.description = session
        .settings
        .description
        .take()
        .or(own(&["page_description"]));
    if let Some(zone) = page.get_text(&["time_zone"]) {
        session.set_default_zone(zone);
    }
}

/// The components that any answer lists, in their groups.
fn declare_components(tree: &ImportedValue, session: &mut ImportSession) {
    let lists = [tree.get_list(&["components"])];
    let nested = ["incidents", "scheduled_maintenances"]
        .into_iter()
        .flat_map(|key| tree.get_list(&[key]));
    let nested: Vec<&ImportedValue> = nested
        .flat_map(|entry| entry.get_list(&["components"]))
        .collect();
    let all: Vec<&ImportedValue> = lists.into_iter().flatten().chain(nested).collect();
    let is_group = |one: &&&ImportedValue| one.get_bool(&["group"]) == Some(true);
    let groups: Vec<&&ImportedValue> = all.iter().filter(is_group).collect();
    for component in all.iter().filter(|one| !is_group(one)) {
        let Some(name) = component.get_text(&["name"]) else {
            continue;
        };
        let of = component.get_text(&["group_id"]);
        let group = groups
            .iter()
            .find(|group| of.is_some() && group.get_text(&["id"]) == of);
        let group = group
            .and_then(|group| Some((group.get_text(&["name"])?, group.get_text(&["description"]))));
        session
            .components
            .declare(group, name, component.get_text(&["description"]));
    }
}

/// The entries of a file, and whether they are planned.
fn list_entries<'a>(source: &str, tree: &'a ImportedValue) -> Vec<(bool, &'a ImportedValue)> {
    let mut records: Vec<(bool, &ImportedValue)> = Vec::new();
    for (planned, keys) in [
        (false, ["incidents", "issues"]),
        (true, ["scheduled_maintenances", "maintenances"]),
    ] {
        records.extend(tree.get_list(&keys).iter().map(|record| (planned, record)));
    }
    for (planned, key) in [(false, "incident"), (true, "scheduled_maintenance")] {
        records.extend(tree.get(key).map(|record| (planned, record)));
    }
    let alone = tree.get_text(&["name", "title"]).is_some()
        && tree.get_first(&structured_entry::UPDATES_KEYS).is_some();
    if alone {
        records.push((source.contains("maintenance"), tree));
    }
    if let ImportedValue::List(items) = tree {
        let named = items
            .iter()
            .filter(|item| item.get_text(&["name", "title"]).is_some());
        records.extend(named.map(|record| (source.contains("maintenance"), record)));
    }
    for (planned, record) in &mut records {
        let window = record
            .get_text(&structured_entry::PLANNED_START_KEYS)
            .is_some();
        *planned |= window || record.get_text(&["impact"]) == Some("maintenance");
    }
    records
}
