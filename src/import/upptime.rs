//! Upptime: the sites of `.upptimerc.yml`, the summary of `history/`, and incidents where an export of the issues is there.

use super::github;
use super::tree::Tree;
use super::{Session, file, text};
use crate::base::source::{SourceFile, Sources};

const CONFIG: [&str; 2] = [".upptimerc.yml", ".upptimerc.yaml"];

/// Imports a repository.
pub(super) fn import(from: &Sources, session: &mut Session) {
    let config = CONFIG
        .iter()
        .find_map(|name| file(from, name).map(|text| (*name, text)));
    match config {
        Some((name, text)) => settings(name, text, session),
        None => session.report.left_out(
            "",
            "there is no `.upptimerc.yml`, so components are those of the history",
        ),
    }
    summary(from, session);
    session.report_site(config.map_or("", |(name, _)| name));
    for (_, file) in from.iter() {
        let known = CONFIG.contains(&file.path.as_str()) || file.path == "history/summary.json";
        if let Some(text) = text(file).filter(|_| !known) {
            other(file, text, session);
        }
    }
}

fn settings(source: &str, text: &str, session: &mut Session) {
    session.report.read(source);
    let (tree, fault) = Tree::yaml(text);
    if let Some(fault) = fault {
        session.report.guessed(
            source,
            &format!("it is broken, and is read as far as possible: {fault}"),
        );
    }
    let page = tree.get("status-website").cloned().unwrap_or(Tree::Nothing);
    session.site.title = page.text(&["name"]).map(str::to_owned);
    session.site.description = page
        .text(&["introMessage", "introTitle"])
        .map(str::to_owned);
    let owner = tree.text(&["owner"]).zip(tree.text(&["repo"]));
    let pages = owner.map(|(owner, repo)| format!("https://{owner}.github.io/{repo}/"));
    session.site.url = page
        .text(&["cname"])
        .map(|host| format!("https://{host}/"))
        .or(pages);
    for site in tree.list(&["sites"]) {
        let Some(name) = site.text(&["name"]).or(site.text(&["url"])) else {
            continue;
        };
        let id = session.board.declare(None, name, None);
        if let Some(url) = site.text(&["url"]) {
            session.board.note(&id, format!("watched at {url}"));
        }
    }
    session.report.left_out(
        source,
        "monitoring, notifications and looks: this program does not watch anything",
    );
}

/// The components that the history knows, with nothing of what was measured.
fn summary(from: &Sources, session: &mut Session) {
    let source = "history/summary.json";
    let Some(text) = file(from, source) else {
        return;
    };
    session.report.read(source);
    match Tree::json(text) {
        Ok(tree) => {
            for site in tree.items() {
                if let Some(name) = site.text(&["name"]) {
                    session.board.declare(None, name, None);
                }
            }
            session.report.left_out(
                source,
                "measured uptime and response times: uptime follows from incidents here",
            );
        }
        Err(error) => session
            .report
            .left_out(source, &format!("broken JSON: {error}")),
    }
}

fn other(file: &SourceFile, text: &str, session: &mut Session) {
    let source = file.path.as_str();
    if !source.ends_with(".json") {
        let is_history = source.starts_with("history/");
        return session.report.left_out(
            source,
            if is_history {
                "a measurement"
            } else {
                "no content"
            },
        );
    }
    match Tree::json(text) {
        Ok(tree) => {
            let issues: Vec<&Tree> = tree
                .items()
                .iter()
                .filter(|one| github::is_issue(one))
                .collect();
            if issues.is_empty() {
                return session.report.left_out(source, "no issues in it");
            }
            session.report.read(source);
            issues
                .into_iter()
                .for_each(|issue| github::issue(source, issue, session));
        }
        Err(error) => session
            .report
            .left_out(source, &format!("broken JSON: {error}")),
    }
}
