//! Upptime: the sites in `.upptimerc.yml`, the summary in `history/`, and incidents from exported issues.

use super::github;
use super::session::{ImportSession, Importer};
use super::source_text::{file_text, find_text};
use super::value::ImportedValue;
use crate::base::source::Sources;

const CONFIG_NAMES: [&str; 2] = [".upptimerc.yml", ".upptimerc.yaml"];
const SUMMARY: &str = "history/summary.json";

pub(super) const IMPORTER: Importer = Importer {
    name: "upptime",
    about: "An Upptime repository; incidents are read from a JSON export of its issues",
    import,
};

/// Imports a repository.
fn import(from: &Sources, session: &mut ImportSession) {
    let config = CONFIG_NAMES
        .into_iter()
        .find_map(|name| Some((name, find_text(from, name)?)));
    match config {
        Some((name, text)) => read_config(name, text, session),
        None => session.report.skipped(
            "",
            "no `.upptimerc.yml` found; components come from the history only",
        ),
    }
    read_summary(from, session);
    session.report_missing_settings(config.map_or("", |(name, _)| name));
    for (_, file) in from.iter() {
        let path = file.path.as_str();
        if let Some(text) = file_text(file)
            && !CONFIG_NAMES.contains(&path)
            && path != SUMMARY
        {
            import_other_file(path, text, session);
        }
    }
}

fn read_config(source: &str, text: &str, session: &mut ImportSession) {
    let config = session.parse_config(source, text);
    let page = config.get("status-website").unwrap_or(&ImportedValue::Null);
    let host = page
        .get_text(&["cname"])
        .map(|host| format!("https://{host}/"));
    let repository = config.get_text(&["owner"]).zip(config.get_text(&["repo"]));
    let pages = repository.map(|(owner, repo)| format!("https://{owner}.github.io/{repo}/"));
    session.settings.title = page.get_string(&["name"]);
    session.settings.description = page.get_string(&["introMessage", "introTitle"]);
    session.settings.url = host.or(pages);
    for site in config.get_list(&["sites"]) {
        let Some(name) = site.get_text(&["name", "url"]) else {
            continue;
        };
        let id = session.components.declare(None, name, None);
        if let Some(url) = site.get_text(&["url"]) {
            session
                .components
                .add_note(&id, format!("monitored URL: {url}"));
        }
    }
    session
        .report
        .skipped(source, "settings for monitoring, notifications and design");
}

/// The names of components in the history. Measurements are not imported.
fn read_summary(from: &Sources, session: &mut ImportSession) {
    let Some(text) = find_text(from, SUMMARY) else {
        return;
    };
    session.report.read(SUMMARY);
    let Some(summary) = session.parse_json(SUMMARY, text) else {
        return;
    };
    for site in summary.items() {
        if let Some(name) = site.get_text(&["name"]) {
            session.components.declare(None, name, None);
        }
    }
    session.report.skipped(
        SUMMARY,
        "measured uptime and response times; uptime is calculated from incidents",
    );
}

fn import_other_file(source: &str, text: &str, session: &mut ImportSession) {
    if !source.ends_with(".json") {
        let reason = if source.starts_with("history/") {
            "measurement"
        } else {
            "not a content file"
        };
        return session.report.skipped(source, reason);
    }
    let Some(value) = session.parse_json(source, text) else {
        return;
    };
    let items = value.items().iter();
    let issues: Vec<&ImportedValue> = items.filter(|item| github::is_issue(item)).collect();
    if issues.is_empty() {
        return session.report.skipped(source, "contains no issues");
    }
    session.report.read(source);
    for issue in issues {
        github::import_issue(source, issue, session);
    }
}
