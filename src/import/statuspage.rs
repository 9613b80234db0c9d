//! Answers of Statuspage's API (version 2 and before), and files of the same shape with fewer fields.

use super::record;
use super::tree::Tree;
use super::{Session, text};
use crate::base::source::Sources;

/// Imports every JSON file.
pub(super) fn import(from: &Sources, session: &mut Session) {
    let mut trees: Vec<(&str, Tree)> = Vec::new();
    for (_, file) in from.iter() {
        let Some(text) = text(file) else { continue };
        if !file.path.to_ascii_lowercase().ends_with(".json") {
            session.report.left_out(&file.path, "no JSON");
            continue;
        }
        match Tree::json(text) {
            Ok(tree) => trees.push((&file.path, tree)),
            Err(error) => session
                .report
                .left_out(&file.path, &format!("broken JSON: {error}")),
        }
    }
    for (source, tree) in &trees {
        session.report.read(source);
        page(tree, session);
        components(tree, session);
    }
    session.report_site("");
    let mut seen = Vec::new();
    for (source, tree) in &trees {
        for (planned, record) in records(source, tree) {
            let id = record.text(&["id"]).map(str::to_owned);
            if id.is_some() && seen.contains(&id) {
                session
                    .report
                    .merged(source, "an entry that another file has too");
                continue;
            }
            seen.push(id);
            record::record(source, record, planned, session);
        }
    }
}

fn page(tree: &Tree, session: &mut Session) {
    let Some(page) = tree.get("page") else { return };
    let own = |keys: &[&str]| page.text(keys).map(str::to_owned);
    session.site.title = session.site.title.take().or(own(&["name"]));
    session.site.url = session
        .site
        .url
        .take()
        .or(own(&["url"]).map(|url| format!("{}/", url.trim_end_matches('/'))));
    session.site.description = session
        .site
        .description
        .take()
        .or(own(&["page_description"]));
    if let Some(zone) = page.text(&["time_zone"]) {
        session.offer_zone(zone);
    }
}

/// The components that any answer lists, in their groups.
fn components(tree: &Tree, session: &mut Session) {
    let lists = [tree.list(&["components"])];
    let nested = ["incidents", "scheduled_maintenances"]
        .into_iter()
        .flat_map(|key| tree.list(&[key]));
    let nested: Vec<&Tree> = nested
        .flat_map(|entry| entry.list(&["components"]))
        .collect();
    let all: Vec<&Tree> = lists.into_iter().flatten().chain(nested).collect();
    let is_group = |one: &&&Tree| one.truth(&["group"]) == Some(true);
    let groups: Vec<&&Tree> = all.iter().filter(is_group).collect();
    for component in all.iter().filter(|one| !is_group(one)) {
        let Some(name) = component.text(&["name"]) else {
            continue;
        };
        let of = component.text(&["group_id"]);
        let group = groups
            .iter()
            .find(|group| of.is_some() && group.text(&["id"]) == of);
        let group =
            group.and_then(|group| Some((group.text(&["name"])?, group.text(&["description"]))));
        session
            .board
            .declare(group, name, component.text(&["description"]));
    }
}

/// The entries of a file, and whether they are planned.
fn records<'a>(source: &str, tree: &'a Tree) -> Vec<(bool, &'a Tree)> {
    let mut records: Vec<(bool, &Tree)> = Vec::new();
    for (planned, keys) in [
        (false, ["incidents", "issues"]),
        (true, ["scheduled_maintenances", "maintenances"]),
    ] {
        records.extend(tree.list(&keys).iter().map(|record| (planned, record)));
    }
    for (planned, key) in [(false, "incident"), (true, "scheduled_maintenance")] {
        records.extend(tree.get(key).map(|record| (planned, record)));
    }
    let alone = tree.text(&["name", "title"]).is_some() && tree.first(&record::UPDATES).is_some();
    if alone {
        records.push((source.contains("maintenance"), tree));
    }
    if let Tree::List(items) = tree {
        let named = items
            .iter()
            .filter(|item| item.text(&["name", "title"]).is_some());
        records.extend(named.map(|record| (source.contains("maintenance"), record)));
    }
    for (planned, record) in &mut records {
        let window = record.text(&record::STARTS).is_some();
        *planned |= window || record.text(&["impact"]) == Some("maintenance");
    }
    records
}
