//! Upptime: the sites in `.upptimerc.yml`, the summary in `history/`, and incidents and maintenance from exported issues.

use serde::Deserialize;
use serde_json::Value;

use super::components::ListedComponent;
use super::json_file::{self, JsonFile};
use super::session::{ImportSession, Importer};
use super::source_text::{file_text, find_text};
use super::structured_entry::{
    self, AffectedComponent, PlannedWindow, StructuredEntry, StructuredUpdate, VendorWords,
};
use super::value::ImportedValue;
use crate::base::id::slug_or_suffix;
use crate::base::source::{SourceFile, Sources};

pub(super) const IMPORTER: Importer = Importer {
    name: "upptime",
    about: "An Upptime repository; incidents are read from a JSON export of its issues",
    import,
};

/// Issues have no words of their own: labels, titles and comments say what they are.
const WORDS: VendorWords = VendorWords {
    phases: &[],
    states: &[
        ("operational", "operational"),
        ("degraded_performance", "degraded_performance"),
        ("major_outage", "major_outage"),
        ("under_maintenance", "under_maintenance"),
    ],
    impacts: &[
        ("none", "none"),
        ("minor", "minor"),
        ("critical", "critical"),
    ],
};

const CONFIG_NAMES: [&str; 2] = [".upptimerc.yml", ".upptimerc.yaml"];
const SUMMARY: &str = "history/summary.json";

/// Labels of Upptime itself.
/// What people write where an outage was none.
const FALSE_ALARMS: [&str; 3] = ["false alarm", "false positive", "falscher alarm"];
const OWN_LABELS: [&str; 4] = ["status", "maintenance", "incident", "false-alarm"];

const EXPECTED: &str = "a list of issues with `title`, `createdAt` and `labels`";

/// An issue as the API of GitHub has it, or as `gh` exports it.
#[derive(Deserialize)]
struct UpptimeIssue {
    title: String,
    body: Option<String>,
    #[serde(alias = "createdAt")]
    created_at: Option<String>,
    #[serde(alias = "closedAt")]
    closed_at: Option<String>,
    #[serde(default)]
    labels: Vec<UpptimeLabel>,
    comments: Option<UpptimeComments>,
    html_url: Option<String>,
    url: Option<String>,
    /// The API lists pull requests as issues.
    pull_request: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum UpptimeLabel {
    Object { name: String },
    Name(String),
}

/// The API has their number only.
#[derive(Deserialize)]
#[serde(untagged)]
enum UpptimeComments {
    List(Vec<UpptimeComment>),
    Count(u64),
}

#[derive(Deserialize)]
struct UpptimeComment {
    body: Option<String>,
    #[serde(alias = "createdAt")]
    created_at: Option<String>,
}

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
    let mut exports = Vec::new();
    for (_, file) in from.iter() {
        let path = file.path.as_str();
        if CONFIG_NAMES.contains(&path) || path == SUMMARY || file_text(file).is_none() {
            continue;
        }
        if path.ends_with(".json") {
            exports.push(file.clone());
        } else if path.starts_with("history/") {
            session.report.skipped(path, "measurement");
        } else {
            session.report.skipped(path, "not a content file");
        }
    }
    import_issues(exports, session);
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
        let Some(id) = declare_site(source, site, session) else {
            continue;
        };
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

/// Labels of issues name a site by its slug, which Upptime makes of its name if it has none.
fn declare_site(source: &str, site: &ImportedValue, session: &mut ImportSession) -> Option<String> {
    let name = site.get_text(&["name", "url"])?;
    let slug = site.get_string(&["slug"]);
    let slug = slug.unwrap_or_else(|| slug_or_suffix(name));
    let listed = ListedComponent {
        key: Some(&slug),
        name,
        ..ListedComponent::default()
    };
    Some(session.components.declare(source, &listed))
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
        declare_site(SUMMARY, site, session);
    }
    session.report.skipped(
        SUMMARY,
        "measured uptime and response times; uptime is calculated from incidents",
    );
}

fn import_issues(exports: Vec<SourceFile>, session: &mut ImportSession) {
    let exports = Sources::new(exports);
    let exports = json_file::read_files(&exports, session, EXPECTED, read_issues);
    let mut entries = Vec::new();
    for (source, issues) in exports {
        for issue in issues {
            let is_planned = issue.has_label("maintenance");
            let reason = if issue.pull_request.is_some() {
                "is a pull request"
            } else if !is_planned && !issue.has_label("status") {
                "has no label `status` or `maintenance`"
            } else {
                entries.push((source.clone(), issue.into_entry(&source, session)));
                continue;
            };
            let line = format!("`{}` {reason}", issue.title);
            session.report.skipped(&source, line);
        }
    }
    structured_entry::import_entries(entries, &WORDS, session);
}

fn read_issues(file: &JsonFile) -> Option<serde_json::Result<Vec<UpptimeIssue>>> {
    let is_issue = file.has("title") && (file.has("createdAt") || file.has("created_at"));
    is_issue.then(|| file.read_list())
}

impl UpptimeIssue {
    fn label_names(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(|label| match label {
            UpptimeLabel::Object { name } | UpptimeLabel::Name(name) => name.as_str(),
        })
    }

    fn has_label(&self, wanted: &str) -> bool {
        self.label_names().any(|label| label == wanted)
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let comments = match &self.comments {
            Some(UpptimeComments::List(comments)) => comments.as_slice(),
            _ => &[],
        };
        let comments = comments
            .iter()
            .filter_map(|comment| comment.body.as_deref());
        self.body.as_deref().into_iter().chain(comments)
    }

    fn into_entry(self, source: &str, session: &mut ImportSession) -> StructuredEntry {
        let is_planned = self.has_label("maintenance");
        let is_false_alarm = self.has_label("false-alarm");
        let is_called_false = self.texts().any(|text| {
            let text = text.to_lowercase();
            FALSE_ALARMS.iter().any(|sign| text.contains(sign))
        });
        if is_called_false && !is_false_alarm {
            let line = format!(
                "`{}`: a text says that it was a false alarm; without the label `false-alarm` it counts",
                self.title
            );
            session.report.unclear(source, line);
        }
        let is_degraded = self.title.contains("degraded");
        let (state, impact) = match (is_planned, is_false_alarm, is_degraded) {
            (true, ..) => ("under_maintenance", None),
            (_, true, _) => ("operational", Some("none")),
            (.., true) => ("degraded_performance", Some("minor")),
            _ => ("major_outage", Some("critical")),
        };
        let body = self.body.clone().unwrap_or_default();
        let plan = MaintenancePlan::of(&body);
        let mut components: Vec<AffectedComponent> = Vec::new();
        let mut notes = plan.notes;
        let planned = plan.expected.iter();
        let planned = planned.map(|(slug, state)| (slug.as_str(), *state));
        let labels = self.label_names().map(|label| (label, state));
        for (slug, state) in planned.chain(labels) {
            if OWN_LABELS.contains(&slug) {
                continue;
            }
            let is_new = |one: &AffectedComponent| one.key.as_deref() != Some(slug);
            if session.components.has_key(slug) || slug == self.slug_of_title() {
                if components.iter().all(is_new) {
                    components.push(AffectedComponent {
                        key: Some(slug.to_owned()),
                        name: Some(self.site_in_title().to_owned()),
                        state: Some(state.to_owned()),
                    });
                }
            } else {
                notes.push(format!("label: {slug}"));
                let line = format!("label `{slug}` is no site of Upptime");
                session.report.skipped(source, line);
            }
        }
        let opening = StructuredUpdate {
            at: self.created_at.clone(),
            text: plan.text,
            ..StructuredUpdate::default()
        };
        let comments = match self.comments {
            Some(UpptimeComments::List(comments)) => comments,
            Some(UpptimeComments::Count(count @ 1..)) => {
                let line = format!(
                    "`{}` has {count} comments that the file lacks; export the issues with `gh`",
                    self.title
                );
                session.report.skipped(source, line);
                Vec::new()
            }
            Some(UpptimeComments::Count(0)) | None => Vec::new(),
        };
        let comments = comments.into_iter().map(|comment| StructuredUpdate {
            at: comment.created_at.or(self.created_at.clone()),
            text: comment.body.unwrap_or_default(),
            ..StructuredUpdate::default()
        });
        let link = self.html_url.or(self.url);
        let number = link.as_deref().and_then(|url| url.rsplit('/').next());
        StructuredEntry {
            key: link.clone(),
            title: self.title,
            is_planned,
            started: self.created_at.clone(),
            ended: self.closed_at,
            window: plan.window,
            impact: impact
                .filter(|_| components.is_empty() || is_false_alarm)
                .map(str::to_owned),
            end_label: is_false_alarm.then(|| "False alarm".to_owned()),
            components,
            updates: std::iter::once(opening).chain(comments).collect(),
            old_path: number.map(|number| format!("incident/{number}")),
            link,
            notes,
            ..StructuredEntry::default()
        }
    }

    /// `🛑 Website is down`, `⚠️ Website has degraded performance`
    fn site_in_title(&self) -> &str {
        let title = self.title.as_str();
        let site = ["is down", "has degraded performance"]
            .iter()
            .find_map(|suffix| title.strip_suffix(suffix));
        let site = site.unwrap_or(title);
        site.trim_matches(|c: char| !c.is_alphanumeric())
    }

    fn slug_of_title(&self) -> String {
        slug_or_suffix(self.site_in_title())
    }
}

/// What the comment in the body of a maintenance issue says, and the text without it.
#[derive(Default)]
struct MaintenancePlan {
    window: PlannedWindow,
    /// Slugs of sites with their states.
    expected: Vec<(String, &'static str)>,
    text: String,
    notes: Vec<String>,
}

impl MaintenancePlan {
    fn of(body: &str) -> MaintenancePlan {
        let parts = body.split_once("<!--");
        let parts = parts.and_then(|(before, rest)| Some((before, rest.split_once("-->")?)));
        let Some((before, (comment, after))) = parts else {
            return MaintenancePlan {
                text: body.to_owned(),
                ..MaintenancePlan::default()
            };
        };
        let mut plan = MaintenancePlan {
            text: format!("{before}{after}").trim().to_owned(),
            ..MaintenancePlan::default()
        };
        for line in comment
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            let (key, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.trim();
            let mut expect = |state| {
                let slugs = value.split([',', ' ']).filter(|slug| !slug.is_empty());
                plan.expected
                    .extend(slugs.map(|slug| (slug.to_owned(), state)));
            };
            match key {
                "start" => plan.window.start = Some(value.to_owned()),
                "end" => plan.window.end = Some(value.to_owned()),
                "expectedDown" => expect("under_maintenance"),
                "expectedDegraded" => expect("degraded_performance"),
                _ => plan.notes.push(line.to_owned()),
            }
        }
        plan
    }
}
