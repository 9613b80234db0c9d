//! Responses of the Statuspage API (version 2 and older), and files with the same structure and fewer fields.

use super::session::{ImportSession, Importer};
use super::settings::with_final_slash;
use super::source_text::file_text;
use super::structured_entry;
use super::value::ImportedValue;
use crate::base::source::Sources;

pub(super) const IMPORTER: Importer = Importer {
    name: "statuspage",
    about: "JSON responses of the Statuspage API, one file or a directory",
    import,
};

/// Imports every JSON file.
fn import(from: &Sources, session: &mut ImportSession) {
    let mut responses: Vec<(&str, ImportedValue)> = Vec::new();
    for (_, file) in from.iter() {
        let Some(text) = file_text(file) else {
            continue;
        };
        if !file.path.to_ascii_lowercase().ends_with(".json") {
            session.report.skipped(&file.path, "not a JSON file");
        } else if let Some(response) = session.parse_json(&file.path, text) {
            responses.push((&file.path, response));
        }
    }
    // Components come first, because entries in any file may name them.
    for (source, response) in &responses {
        session.report.read(source);
        read_page_settings(source, response, session);
        declare_components(response, session);
    }
    session.report_missing_settings("");
    let mut seen = Vec::new();
    for (source, response) in &responses {
        for (is_planned, entry) in list_entries(source, response) {
            let id = entry.get_text(&["id"]);
            if id.is_some() && seen.contains(&id) {
                session
                    .report
                    .merged(source, "entry that is also in another file");
                continue;
            }
            seen.push(id);
            structured_entry::import_entry(source, entry, is_planned, session);
        }
    }
}

fn read_page_settings(source: &str, response: &ImportedValue, session: &mut ImportSession) {
    let Some(page) = response.get("page") else {
        return;
    };
    let settings = &mut session.settings;
    settings.title = settings.title.take().or(page.get_string(&["name"]));
    let url = page.get_text(&["url"]).map(with_final_slash);
    settings.url = settings.url.take().or(url);
    let description = page.get_string(&["page_description"]);
    settings.description = settings.description.take().or(description);
    if let Some(zone) = page.get_text(&["time_zone"]) {
        session.set_default_zone(source, zone);
    }
}

/// Declares the components in a response and in its entries, in their groups.
fn declare_components(response: &ImportedValue, session: &mut ImportSession) {
    let entries = ["incidents", "scheduled_maintenances"]
        .into_iter()
        .flat_map(|key| response.get_list(&[key]));
    let (groups, components): (Vec<&ImportedValue>, Vec<&ImportedValue>) =
        std::iter::once(response)
            .chain(entries)
            .flat_map(|owner| owner.get_list(&["components"]))
            .partition(|one| one.get_bool(&["group"]) == Some(true));
    for component in components {
        let Some(name) = component.get_text(&["name"]) else {
            continue;
        };
        let group_id = component.get_text(&["group_id"]);
        let group = groups
            .iter()
            .find(|group| group_id.is_some() && group.get_text(&["id"]) == group_id)
            .and_then(|group| Some((group.get_text(&["name"])?, group.get_text(&["description"]))));
        let description = component.get_text(&["description"]);
        session.components.declare(group, name, description);
    }
}

/// The entries of a file, and whether they are planned.
fn list_entries<'a>(source: &str, response: &'a ImportedValue) -> Vec<(bool, &'a ImportedValue)> {
    let mut entries: Vec<(bool, &ImportedValue)> = Vec::new();
    for (is_planned, keys) in [
        (false, ["incidents", "issues"]),
        (true, ["scheduled_maintenances", "maintenances"]),
    ] {
        let list = response.get_list(&keys).iter();
        entries.extend(list.map(|entry| (is_planned, entry)));
    }
    for (is_planned, key) in [(false, "incident"), (true, "scheduled_maintenance")] {
        entries.extend(response.get(key).map(|entry| (is_planned, entry)));
    }
    let has_title = |value: &ImportedValue| value.get_text(&["name", "title"]).is_some();
    let is_in_maintenance_file = source.contains("maintenance");
    if has_title(response)
        && response
            .get_first(&structured_entry::UPDATES_KEYS)
            .is_some()
    {
        entries.push((is_in_maintenance_file, response));
    }
    if let ImportedValue::List(items) = response {
        let titled = items.iter().filter(|item| has_title(item));
        entries.extend(titled.map(|entry| (is_in_maintenance_file, entry)));
    }
    for (is_planned, entry) in &mut entries {
        *is_planned = *is_planned
            || entry
                .get_text(&structured_entry::PLANNED_START_KEYS)
                .is_some()
            || entry.get_text(&["impact"]) == Some("maintenance");
    }
    entries
}
