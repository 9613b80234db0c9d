//! cState, and every tool that keeps an incident as Markdown with `title`, `date` and `severity` at its head.

use super::body::{self, EntryTimes, FoundUpdate};
use super::entry::{self, ImportedArticle, ImportedEntry, ImportedIncident, ImportedMaintenance};
use super::front_matter::{self, ImportedMarkdown};
use super::phase::{self, ImportedPhase};
use super::severity::{self, ImportedSeverity};
use super::timestamp::ImportedTime;
use super::value::ImportedValue;
use super::{ImportSession, file_text, find_text, update_blocks};
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Date, Duration};

/// Names of the key with the components.
const COMPONENT_KEYS: [&str; 5] = [
    "affected",
    "affectedSystems",
    "affected_systems",
    "systems",
    "components",
];
/// Names of the key with the end.
const END_KEYS: [&str; 4] = ["resolvedWhen", "resolved_when", "resolvedAt", "endDate"];
/// Keys that have a place.
const KNOWN_KEYS: [&str; 18] = [
    "title",
    "date",
    "resolved",
    "resolvedWhen",
    "resolved_when",
    "resolvedAt",
    "endDate",
    "severity",
    "affected",
    "affectedSystems",
    "affected_systems",
    "systems",
    "components",
    "draft",
    "section",
    "aliases",
    "slug",
    "url",
];

/// How long a maintenance is taken to be where nothing tells it.
const DEFAULT_WINDOW: Duration = Duration::minutes(60);

/// Imports a folder.
pub(super) fn import(from: &Sources, session: &mut ImportSession) {
    let config = ["config.yml", "config.yaml", "hugo.yml", "hugo.yaml"]
        .iter()
        .find_map(|name| find_text(from, name).map(|text| ((*name).to_owned(), text)));
    if let Some((name, text)) = &config {
        read_config(name, text, session);
    }
    session.report_missing_settings(config.as_ref().map_or("", |(name, _)| name));
    for (_, file) in from.iter().filter(|(_, file)| file_text(file).is_some()) {
        let known = config.as_ref().is_some_and(|(name, _)| *name == file.path);
        if !known {
            import_file(file, session);
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
    let params = tree.get("params").cloned().unwrap_or(ImportedValue::Null);
    let own = |tree: &ImportedValue, keys: &[&str]| tree.get_text(keys).map(str::to_owned);
    session.settings.title = own(&tree, &["title"]);
    session.settings.url =
        own(&tree, &["baseURL"]).map(|url| format!("{}/", url.trim_end_matches('/')));
    session.settings.language = own(&tree, &["languageCode"]);
    session.settings.description = own(&params, &["description"]);
    if let Some(zone) = tree.get_text(&["timeZone"]) {
        session.set_default_zone(zone);
    }
    let categories = params.get_list(&["categories"]);
    for system in params.get_list(&["systems"]) {
        let Some(name) = system.get_text(&["name"]).or(system.as_text()) else {
            continue;
        };
        let category = system.get_text(&["category"]);
        let about = categories
            .iter()
            .find(|one| one.get_text(&["name"]) == category);
        let about = about.and_then(|one| one.get_text(&["description"]));
        let id = session.components.declare(
            category.map(|name| (name, about)),
            name,
            system.get_text(&["description"]),
        );
        if let Some(link) = system.get_text(&["link"]) {
            session.components.add_note(&id, format!("link: {link}"));
        }
    }
    session.report.skipped(
        source,
        "looks: colours, logo, date formats and the generator's own settings",
    );
}

/// One file: an entry, a page, or nothing that a site shows.
fn import_file(file: &SourceFile, session: &mut ImportSession) {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, end)| end)
        .to_ascii_lowercase();
    if !matches!(extension.as_str(), "md" | "mdx" | "mdxx" | "markdown") {
        return session.report.skipped(&file.path, "no Markdown");
    }
    if name.eq_ignore_ascii_case("readme.md")
        || name.starts_with('_')
        || name.to_lowercase().contains("template")
    {
        return session
            .report
            .skipped(&file.path, "a file for authors and not for readers");
    }
    let Some(front) = front_matter::read_markdown(file, session) else {
        return;
    };
    session.report.read(&file.path);
    let of_page = file.path.contains("pages/");
    let date = front
        .front_matter
        .get_text(&["date"])
        .and_then(|text| session.parse_time(text));
    match date
        .filter(|_| !of_page)
        .or_else(|| date_from_name(file.stem(), session).filter(|_| !of_page))
    {
        Some(start) => import_entry(file, front, start, session),
        None => add_page(file, &front, session),
    }
}

/// The day at the start of a file's name.
fn date_from_name(stem: &str, session: &ImportSession) -> Option<ImportedTime> {
    session
        .parse_time(stem.get(..10)?)
        .filter(|when| when.is_date_only)
}

/// A file without a date is a free page; it waits for somebody to look at it.
fn add_page(file: &SourceFile, front: &ImportedMarkdown, session: &mut ImportSession) {
    let title = front
        .front_matter
        .get_text(&["title"])
        .unwrap_or(file.stem())
        .to_owned();
    let id = session.ids.page_id(file.stem());
    let mut head = vec![("title", title)];
    let example = file.stem().contains("example");
    if example || !file.path.contains("pages/") {
        head.push(("draft", "true".to_owned()));
        session.report.assumed(
            &file.path,
            "it has no date or is an example, and became a page that is a draft",
        );
    }
    let notes = front.unused_keys(&["title", "draft"]);
    let text = ImportedArticle {
        fields: head,
        raw_fields: String::new(),
        notes,
        body: front.body.clone(),
    }
    .to_markdown();
    let text = text.replace("draft: \"true\"", "draft: true");
    session.add_file(&file.path, format!("pages/{id}.md"), &text);
}

/// What a file says at its head.
struct ImportedIssue<'a> {
    source: &'a str,
    stem: &'a str,
    title: String,
    times: EntryTimes,
    severity: ImportedSeverity,
    affected: Vec<String>,
    draft: bool,
    is_informational: bool,
    notes: Vec<String>,
    aliases: Vec<String>,
    body: String,
}

fn import_entry(
    file: &SourceFile,
    front: ImportedMarkdown,
    start: ImportedTime,
    session: &mut ImportSession,
) {
    let issue = parse_issue(file, front, start, session);
    let words = format!("{} {}", issue.title, issue.stem).to_lowercase();
    let says = |signs: &[&str]| signs.iter().any(|sign| words.contains(sign));
    let planned = says(&[
        "maintenance",
        "maintainance",
        "upgrade",
        "migration",
        "version update",
        "dns update",
        "scheduled",
    ]) && !says(&["unplanned", "emergency", "unexpected", "failed"]);
    let investigated = update_blocks::split_updates(&issue.body)
        .iter()
        .any(|block| {
            let phase = block.marker.as_ref().and_then(|marker| marker.phase);
            matches!(
                phase,
                Some(ImportedPhase::Investigating | ImportedPhase::Identified)
            )
        });
    let announced = issue.is_informational
        || (issue.severity.impact == "minor" && says(&["hazard", "hazzard", "launch", "announce"]));
    if issue.severity.is_maintenance || (planned && !investigated) {
        add_maintenance(issue, session);
    } else if announced && !investigated {
        add_notice(issue, session);
    } else {
        add_incident(issue, session);
    }
}

fn parse_issue<'a>(
    file: &'a SourceFile,
    front: ImportedMarkdown,
    start: ImportedTime,
    session: &mut ImportSession,
) -> ImportedIssue<'a> {
    let (source, head) = (file.path.as_str(), &front.front_matter);
    let mut notes = front.unused_keys(&KNOWN_KEYS);
    let title = head.get_text(&["title"]).unwrap_or(file.stem()).to_owned();
    if head.get_text(&["title"]).is_none() {
        session.report.assumed(source, "the title: the file's name");
    }
    if head
        .get_text(&["date"])
        .and_then(|text| session.parse_time(text))
        .is_none()
    {
        notes.extend(head.get_text(&["date"]).map(|text| format!("date: {text}")));
        session.report.assumed(
            source,
            "the date, which cannot be read: the day in the file's name",
        );
    }
    let said = head.get_text(&END_KEYS);
    let end = said.and_then(|text| session.parse_time(text));
    if let Some(text) = said.filter(|_| end.is_none_or(|end| end.moment <= start.moment)) {
        notes.push(format!("{}: {text} (not after the start)", END_KEYS[0]));
        session.report.assumed(
            source,
            &format!("the end, for `{text}` is not after the start"),
        );
    }
    let resolved = head.get_bool(&["resolved"]);
    let frame = EntryTimes {
        start,
        end,
        is_over: resolved.unwrap_or(end.is_some()),
        zone: session.zone,
    };
    if !frame.is_over && said.is_some() {
        notes.extend(said.map(|text| format!("{}: {text} (it is not resolved)", END_KEYS[0])));
    }
    let word = head.get_text(&["severity"]);
    let severity = word.and_then(severity::parse_severity);
    match (word, severity) {
        (Some(word), Some((_, false))) => session.report.assumed(
            source,
            &format!("the severity `{word}`: the nearest known word"),
        ),
        (word, None) => session.report.assumed(
            source,
            &format!(
                "the severity `{}`: minor",
                word.unwrap_or("that is not given")
            ),
        ),
        _ => {}
    }
    notes.extend(word.map(|word| format!("severity: {word}")));
    let affected = COMPONENT_KEYS
        .iter()
        .find_map(|key| head.get(key))
        .map_or(&[][..], ImportedValue::items);
    let affected: Vec<String> = affected
        .iter()
        .filter_map(|one| one.as_text().map(str::to_owned))
        .collect();
    let (body, imports) = split_mdx_imports(&front.body);
    notes.extend(imports);
    ImportedIssue {
        source,
        stem: file.stem(),
        title,
        times: frame,
        severity: severity.map_or(severity::DEFAULT_SEVERITY, |(severity, _)| severity),
        affected,
        draft: head.get_bool(&["draft"]).unwrap_or(false),
        is_informational: head.get_bool(&["informational"]).unwrap_or(false),
        notes,
        aliases: collect_aliases(file, head, session),
        body,
    }
}

/// The addresses that the entry had.
fn collect_aliases(
    file: &SourceFile,
    head: &ImportedValue,
    session: &mut ImportSession,
) -> Vec<String> {
    let mut old: Vec<String> = head
        .get_list(&["aliases"])
        .iter()
        .filter_map(|one| one.as_text().map(str::to_owned))
        .collect();
    if let Some((_, inside)) = file
        .path
        .rsplit_once("content/")
        .filter(|_| head.get_text(&["url"]).is_none())
    {
        let folder = inside.rsplit_once('/').map_or("", |(folder, _)| folder);
        let last = head.get_text(&["slug"]).unwrap_or(file.stem());
        old.push(format!(
            "{folder}/{}",
            last.to_lowercase().replace(' ', "-")
        ));
    }
    old.extend(head.get_text(&["url"]).map(str::to_owned));
    let mut kept = Vec::new();
    for address in old {
        match session.ids.register_alias(&address) {
            Some(alias) => kept.push(alias),
            None => session.report.skipped(
                &file.path,
                &format!("the old address `{address}` cannot lead here"),
            ),
        }
    }
    kept
}

/// The lines of a page of MDX that name its parts.
fn split_mdx_imports(body: &str) -> (String, Vec<String>) {
    let is_import = |line: &&str| line.starts_with("import ") && line.contains(" from ");
    let (imports, text): (Vec<&str>, Vec<&str>) = body.lines().partition(is_import);
    (
        text.join("\n"),
        imports.into_iter().map(str::to_owned).collect(),
    )
}

/// Components in a state, each once.
fn component_states(
    issue: &ImportedIssue,
    state: &'static str,
    session: &mut ImportSession,
) -> Vec<(String, &'static str)> {
    let last = issue
        .times
        .end
        .map_or(issue.times.start, |end| end.max(issue.times.start));
    let on = session.zone.date(last.moment);
    let mut states: Vec<(String, &'static str)> = Vec::new();
    for name in &issue.affected {
        let id = session.components.resolve_name(issue.source, name, on);
        if !states.iter().any(|(known, _)| *known == id) {
            states.push((id, state));
        }
    }
    states
}

fn updates_or_title(issue: &ImportedIssue) -> Vec<FoundUpdate> {
    let found = body::parse_updates(&issue.body, issue.times);
    if !found.is_empty() {
        return found;
    }
    let text = issue.title.clone();
    vec![FoundUpdate {
        at: issue.times.start,
        has_known_time: true,
        time_is_in_body: false,
        label: None,
        phase: None,
        text,
        marker_text: None,
    }]
}

fn start_date(issue: &ImportedIssue) -> Date {
    issue.times.zone.date(issue.times.start.moment)
}

fn add_incident(issue: ImportedIssue, session: &mut ImportSession) {
    let course = entry::build_timeline(
        updates_or_title(&issue),
        issue.times,
        &issue.title,
        phase::incident_status,
    );
    course
        .assumptions
        .iter()
        .for_each(|guess| session.report.assumed(issue.source, guess));
    let components = component_states(&issue, issue.severity.state, session);
    let impact = components.is_empty().then_some(issue.severity.impact);
    let started = entry::earliest_moment(issue.times.start.moment, &course.updates);
    let id = session.ids.entry_id(start_date(&issue), issue.stem);
    let ImportedIssue {
        source,
        title,
        draft,
        notes,
        aliases,
        ..
    } = issue;
    let common = ImportedEntry {
        title,
        components,
        updates: course.updates,
        links: Vec::new(),
        aliases,
        draft,
        notes,
    };
    let ended = course.end_before_update.filter(|ended| *ended > started);
    session.add_incident(
        source,
        &id,
        &ImportedIncident {
            common,
            started,
            detected: None,
            ended,
            impact,
        },
    );
}

fn add_maintenance(issue: ImportedIssue, session: &mut ImportSession) {
    let start = issue.times.start;
    let mut notes = issue.notes.clone();
    let mut said = updates_or_title(&issue);
    if let Some(posted) = date_from_name(issue.stem, session)
        && posted.moment < session.zone.date(start.moment).start_in(session.zone)
        && let Some(first) = said
            .first_mut()
            .filter(|first| !first.time_is_in_body && first.phase != Some(ImportedPhase::Ended))
    {
        first.at = posted;
        first.phase = first.phase.or(Some(ImportedPhase::Scheduled));
        session.report.assumed(
            issue.source,
            "when it was announced: the day in the file's name",
        );
    }
    let course = entry::build_timeline(said, issue.times, &issue.title, phase::maintenance_status);
    course
        .assumptions
        .iter()
        .for_each(|guess| session.report.assumed(issue.source, guess));
    let end = issue
        .times
        .end
        .map(|end| end.moment)
        .filter(|end| *end > start.moment);
    let latest = course
        .updates
        .iter()
        .map(|update| update.at.moment)
        .max()
        .filter(|last| *last > start.moment);
    let end = end.or_else(|| {
        latest.inspect(|_| assume_end("the last update", issue.source, &mut notes, session))
    });
    let end = end.unwrap_or_else(|| {
        assume_end("one hour", issue.source, &mut notes, session);
        start.moment.plus(DEFAULT_WINDOW)
    });
    let state = if issue.severity.impact == "minor" {
        "under_maintenance"
    } else {
        issue.severity.state
    };
    let components = component_states(&issue, state, session);
    let id = session.ids.entry_id(start_date(&issue), issue.stem);
    let ImportedIssue {
        source,
        title,
        draft,
        aliases,
        ..
    } = issue;
    let common = ImportedEntry {
        title,
        components,
        updates: course.updates,
        links: Vec::new(),
        aliases,
        draft,
        notes,
    };
    session.add_maintenance(
        source,
        &id,
        &ImportedMaintenance {
            common,
            start: start.moment,
            end,
        },
    );
}

fn assume_end(taken: &str, source: &str, notes: &mut Vec<String>, session: &mut ImportSession) {
    notes.push(format!("the end of the window is not known: {taken}"));
    session.report.assumed(
        source,
        &format!("the end of the window, which is not known: {taken}"),
    );
}

fn add_notice(issue: ImportedIssue, session: &mut ImportSession) {
    let start = issue.times.start.moment;
    let mut head = vec![
        ("title", issue.title.clone()),
        ("published", entry::format_moment(start)),
    ];
    let until = issue
        .times
        .end
        .map(|end| end.moment)
        .filter(|end| *end > start);
    head.extend(until.map(|end| ("until", entry::format_moment(end))));
    let ids: Vec<String> = component_states(&issue, "operational", session)
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    let mut lists = if ids.is_empty() {
        String::new()
    } else {
        format!("components: [{}]\n", ids.join(", "))
    };
    if issue.draft {
        lists.push_str("draft: true\n");
    }
    if !issue.aliases.is_empty() {
        let aliases: String = issue
            .aliases
            .iter()
            .map(|alias| format!("  - {alias}\n"))
            .collect();
        lists.push_str(&format!("aliases:\n{aliases}"));
    }
    let id = session.ids.entry_id(start_date(&issue), issue.stem);
    let body = if issue.body.trim().is_empty() {
        issue.title.clone()
    } else {
        issue.body.clone()
    };
    let text = ImportedArticle {
        fields: head,
        raw_fields: lists,
        notes: issue.notes,
        body,
    }
    .to_markdown();
    session.add_file(issue.source, format!("notices/{id}.md"), &text);
}
