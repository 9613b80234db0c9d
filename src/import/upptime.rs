//! Upptime: the sites of `.upptimerc.yml`, the summary of `history/`, and incidents where an export of the issues is there.

use super::github;
use super::value::ImportedValue;
use super::{ImportSession, file_text, find_text};
use crate::base::source::{SourceFile, Sources};

const CONFIG_NAMES: [&str; 2] = [".upptimerc.yml", ".upptimerc.yaml"];

/// Imports a repository.
pub(super) fn import(from: &Sources, session: &mut ImportSession) {
    let config = CONFIG_NAMES
        .iter()
        .find_map(|name| find_text(from, name).map(|text| (*name, text)));
    match config {
        Some((name, text)) => read_config(name, text, session),
        None => session.report.skipped(
            "",
            "there is no `.upptimerc.yml`, so components are those of the history",
        ),
    }
    read_summary(from, session);
    session.report_missing_settings(config.map_or("", |(name, _)| name));
    for (_, file) in from.iter() {
        let known =
            CONFIG_NAMES.contains(&file.path.as_str()) || file.path == "history/summary.json";
        if let Some(text) = file_text(file).filter(|_| !known) {
            import_other_file(file, text, session);
        }
    }
}

fn read_config(source: &str, text: &str, session: &mut ImportSession) {
    session.report.read(source);
    let (tree, fault) = ImportedValue::parse_yaml(text);
    if let Some(fault) = fault {
        session.report.assumed(
            source,
            &format!("it is broken, and is read as far as possible: {fault}"),
        );
    }
    let page = tree
        .get("status-website")
        .cloned()
        .unwrap_or(ImportedValue::Null);
    session.settings.title = page.get_text(&["name"]).map(str::to_owned);
    session.settings.description = page
        .get_text(&["introMessage", "introTitle"])
        .map(str::to_owned);
    let owner = tree.get_text(&["owner"]).zip(tree.get_text(&["repo"]));
    let pages = owner.map(|(owner, repo)| format!("https://{owner}.github.io/{repo}/"));
    session.settings.url = page
        .get_text(&["cname"])
        .map(|host| format!("https://{host}/"))
        .or(pages);
    for site in tree.get_list(&["sites"]) {
        let Some(name) = site.get_text(&["name"]).or(site.get_text(&["url"])) else {
            continue;
        };
        let id = session.components.declare(None, name, None);
        if let Some(url) = site.get_text(&["url"]) {
            session
                .components
                .add_note(&id, format!("watched at {url}"));
        }
    }
    session.report.skipped(
        source,
        "monitoring, notifications and looks: this program does not watch anything",
    );
}

/// The components that the history knows, with nothing of what was measured.
fn read_summary(from: &Sources, session: &mut ImportSession) {
    let source = "history/summary.json";
    let Some(text) = find_text(from, source) else {
        return;
    };
    session.report.read(source);
    match ImportedValue::parse_json(text) {
        Ok(tree) => {
            for site in tree.items() {
                if let Some(name) = site.get_text(&["name"]) {
                    session.components.declare(None, name, None);
                }
            }
            session.report.skipped(
                source,
                "measured uptime and response times: uptime follows from incidents here",
            );
        }
        Err(error) => session
            .report
            .skipped(source, &format!("broken JSON: {error}")),
    }
}

fn import_other_file(file: &SourceFile, text: &str, session: &mut ImportSession) {
    let source = file.path.as_str();
    if !source.ends_with(".json") {
        let is_history = source.starts_with("history/");
        return session.report.skipped(
            source,
            if is_history {
                "a measurement"
            } else {
                "no content"
            },
        );
    }
    match ImportedValue::parse_json(text) {
        Ok(tree) => {
            let issues: Vec<&ImportedValue> = tree
                .items()
                .iter()
                .filter(|one| github::is_issue(one))
                .collect();
            if issues.is_empty() {
                return session.report.skipped(source, "no issues in it");
            }
            session.report.read(source);
            issues
                .into_iter()
                .for_each(|issue| github::import_issue(source, issue, session));
        }
        Err(error) => session
            .report
            .skipped(source, &format!("broken JSON: {error}")),
    }
}
