//! cState, and other tools that store an incident as Markdown with `title`, `date` and `severity` in its front matter.

use super::body::{self, EntryTimes, FoundUpdate};
use super::entry::{ComponentStates, EntryPeriod, ImportedArticle, ImportedEntry, format_moment};
use super::front_matter::{self, ImportedMarkdown};
use super::phase::{self, ImportedPhase};
use super::session::{ImportSession, Importer};
use super::settings::with_final_slash;
use super::severity::{self, DEFAULT_SEVERITY, ImportedSeverity};
use super::source_text::{file_name, file_text, find_text};
use super::timeline;
use super::timestamp::ImportedTime;
use super::update_blocks;
use super::value::ImportedValue;
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Date, Duration, Moment};
use crate::parse::markdown;

const CONFIG_NAMES: [&str; 4] = ["config.yml", "config.yaml", "hugo.yml", "hugo.yaml"];
const COMPONENT_KEYS: [&str; 5] = [
    "affected",
    "affectedSystems",
    "affected_systems",
    "systems",
    "components",
];
const END_KEYS: [&str; 4] = ["resolvedWhen", "resolved_when", "resolvedAt", "endDate"];
/// Keys that have an equivalent.
const KNOWN_KEYS: &str = "title date resolved resolvedWhen resolved_when resolvedAt endDate severity \
    affected affectedSystems affected_systems systems components draft section aliases slug url";

/// The length of a maintenance window without an end.
const DEFAULT_WINDOW: Duration = Duration::minutes(60);

pub(super) const IMPORTER: Importer = Importer {
    name: "cstate",
    about: "A cState directory with config.yml and content/issues, or other Markdown files with a date and a severity in their front matter",
    import,
};

/// Imports a site.
fn import(from: &Sources, session: &mut ImportSession) {
    let config = CONFIG_NAMES
        .into_iter()
        .find_map(|name| Some((name, find_text(from, name)?)));
    if let Some((name, text)) = config {
        read_config(name, text, session);
    }
    let config_name = config.map_or("", |(name, _)| name);
    session.report_missing_settings(config_name);
    for (_, file) in from.iter() {
        if file_text(file).is_some() && file.path != config_name {
            import_file(file, session);
        }
    }
}

fn read_config(source: &str, text: &str, session: &mut ImportSession) {
    let config = session.parse_config(source, text);
    let params = config.get("params").unwrap_or(&ImportedValue::Null);
    session.settings.title = config.get_string(&["title"]);
    session.settings.url = config.get_text(&["baseURL"]).map(with_final_slash);
    session.settings.language = config.get_string(&["languageCode"]);
    session.settings.description = params.get_string(&["description"]);
    if let Some(zone) = config.get_text(&["timeZone"]) {
        session.set_default_zone(source, zone);
    }
    let categories = params.get_list(&["categories"]);
    for system in params.get_list(&["systems"]) {
        let Some(name) = system.get_text(&["name"]).or(system.as_text()) else {
            continue;
        };
        let category = system.get_text(&["category"]);
        let category_description = categories
            .iter()
            .find(|one| one.get_text(&["name"]) == category)
            .and_then(|one| one.get_text(&["description"]));
        let id = session.components.declare(
            category.map(|name| (name, category_description)),
            name,
            system.get_text(&["description"]),
        );
        if let Some(link) = system.get_text(&["link"]) {
            session.components.add_note(&id, format!("link: {link}"));
        }
    }
    session.report.skipped(
        source,
        "colors, logo, date formats and settings of the generator",
    );
}

fn import_file(file: &SourceFile, session: &mut ImportSession) {
    let name = file_name(&file.path).to_lowercase();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !matches!(extension, "md" | "mdx" | "mdxx" | "markdown") {
        return session.report.skipped(&file.path, "not a Markdown file");
    }
    if name == "readme.md" || name.starts_with('_') || name.contains("template") {
        return session
            .report
            .skipped(&file.path, "template or documentation for authors");
    }
    let Some(markdown) = front_matter::read_markdown(file, session) else {
        return;
    };
    session.report.read(&file.path);
    let start = if file.path.contains("pages/") {
        None
    } else {
        session
            .time_of(&markdown.front_matter, &["date"])
            .or_else(|| date_from_name(file.stem(), session))
    };
    match start {
        Some(start) => import_entry(file, &markdown, start, session),
        None => add_page(file, markdown, session),
    }
}

/// The date at the start of a file's name.
fn date_from_name(stem: &str, session: &ImportSession) -> Option<ImportedTime> {
    let time = session.parse_time(stem.get(..10)?)?;
    time.is_date_only.then_some(time)
}

fn add_page(file: &SourceFile, markdown: ImportedMarkdown, session: &mut ImportSession) {
    let front_matter = &markdown.front_matter;
    let title = front_matter.get_text(&["title"]).unwrap_or(file.stem());
    let article = ImportedArticle {
        fields: vec![("title", title.to_owned())],
        notes: markdown.other_keys("title draft"),
        body: markdown.body.clone(),
        ..ImportedArticle::default()
    };
    if file.stem().contains("example") || !file.path.contains("pages/") {
        session.report.assumed(
            &file.path,
            "no date, or an example; imported as a draft page",
        );
        return session.add_draft_page(&file.path, file.stem(), title, article);
    }
    let id = session.ids.page_id(file.stem());
    let path = format!("pages/{id}.md");
    session.add_file(&file.path, path, &article.to_markdown());
}

/// A file with a date, before it is decided whether it is an incident, a maintenance or a notice.
struct ImportedIssue<'a> {
    source: &'a str,
    stem: &'a str,
    title: String,
    times: EntryTimes,
    severity: ImportedSeverity,
    component_names: Vec<String>,
    draft: bool,
    is_informational: bool,
    notes: Vec<String>,
    aliases: Vec<String>,
    body: String,
}

fn import_entry(
    file: &SourceFile,
    markdown: &ImportedMarkdown,
    start: ImportedTime,
    session: &mut ImportSession,
) {
    let issue = parse_issue(file, markdown, start, session);
    let words = format!("{} {}", issue.title, issue.stem).to_lowercase();
    let has_any = |signs: &[&str]| signs.iter().any(|sign| words.contains(sign));
    let sounds_planned = has_any(&[
        "maintenance",
        "maintainance",
        "upgrade",
        "migration",
        "version update",
        "dns update",
        "scheduled",
    ]) && !has_any(&["unplanned", "emergency", "unexpected", "failed"]);
    let blocks = update_blocks::split_updates(&issue.body);
    let was_investigated = blocks.iter().any(|block| {
        let phase = block.marker.as_ref().and_then(|marker| marker.phase);
        matches!(
            phase,
            Some(ImportedPhase::Investigating | ImportedPhase::Identified)
        )
    });
    let is_announcement = issue.is_informational
        || (issue.severity.impact == "minor"
            && has_any(&["hazard", "hazzard", "launch", "announce"]));
    if issue.severity.is_maintenance || (sounds_planned && !was_investigated) {
        issue.add_maintenance(session);
    } else if is_announcement && !was_investigated {
        issue.add_notice(session);
    } else {
        issue.add_incident(session);
    }
}

fn parse_issue<'a>(
    file: &'a SourceFile,
    markdown: &ImportedMarkdown,
    start: ImportedTime,
    session: &mut ImportSession,
) -> ImportedIssue<'a> {
    let (source, front_matter) = (file.path.as_str(), &markdown.front_matter);
    let mut notes = markdown.other_keys(KNOWN_KEYS);
    let title = front_matter.get_text(&["title"]);
    if title.is_none() {
        session
            .report
            .assumed(source, "no title; used the file name");
    }
    if session.time_of(front_matter, &["date"]).is_none() {
        let date = front_matter.get_text(&["date"]);
        notes.extend(date.map(|text| format!("date: {text}")));
        session
            .report
            .assumed(source, "no valid date; used the date in the file name");
    }
    let times = parse_times(source, front_matter, start, &mut notes, session);
    let severity = parse_severity(source, front_matter, &mut notes, session);
    let (body, imports) = split_mdx_imports(&markdown.body);
    notes.extend(imports);
    ImportedIssue {
        source,
        stem: file.stem(),
        title: title.unwrap_or(file.stem()).to_owned(),
        times,
        severity,
        component_names: front_matter.get_strings(&COMPONENT_KEYS),
        draft: front_matter.get_bool(&["draft"]).unwrap_or(false),
        is_informational: front_matter.get_bool(&["informational"]).unwrap_or(false),
        notes,
        aliases: collect_aliases(file, front_matter, session),
        body,
    }
}

fn parse_times(
    source: &str,
    front_matter: &ImportedValue,
    start: ImportedTime,
    notes: &mut Vec<String>,
    session: &mut ImportSession,
) -> EntryTimes {
    let written = front_matter.get_text(&END_KEYS);
    let end = written.and_then(|text| session.parse_time(text));
    let is_over = front_matter
        .get_bool(&["resolved"])
        .unwrap_or(end.is_some());
    if let Some(text) = written {
        let key = END_KEYS[0];
        if end.is_none_or(|end| end.moment <= start.moment) {
            notes.push(format!("{key}: {text} (not a valid time after the start)"));
            session.report.assumed(
                source,
                format!("end `{text}` is not a valid time after the start; ignored"),
            );
        }
        if !is_over {
            notes.push(format!(
                "{key}: {text} (ignored because it is not resolved)"
            ));
        }
    }
    EntryTimes {
        start,
        end,
        is_over,
        zone: session.zone,
    }
}

fn parse_severity(
    source: &str,
    front_matter: &ImportedValue,
    notes: &mut Vec<String>,
    session: &mut ImportSession,
) -> ImportedSeverity {
    let word = front_matter.get_text(&["severity"]);
    notes.extend(word.map(|word| format!("severity: {word}")));
    let Some(word) = word else {
        session
            .report
            .assumed(source, "no severity; set to `minor`");
        return DEFAULT_SEVERITY;
    };
    match severity::parse_severity(word) {
        Some((severity, true)) => severity,
        Some((severity, false)) => {
            session.report.assumed(
                source,
                format!("unknown severity `{word}`; used the most similar known word"),
            );
            severity
        }
        None => {
            session
                .report
                .assumed(source, format!("unknown severity `{word}`; set to `minor`"));
            DEFAULT_SEVERITY
        }
    }
}

/// The URLs that the entry had: those in its front matter, and that which Hugo makes of its path.
fn collect_aliases(
    file: &SourceFile,
    front_matter: &ImportedValue,
    session: &mut ImportSession,
) -> Vec<String> {
    let mut urls = front_matter.get_strings(&["aliases"]);
    let explicit = front_matter.get_string(&["url"]);
    if explicit.is_none()
        && let Some((_, path)) = file.path.rsplit_once("content/")
    {
        let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
        let slug = front_matter.get_text(&["slug"]).unwrap_or(file.stem());
        let slug = slug.to_lowercase().replace(' ', "-");
        urls.push(format!("{directory}/{slug}"));
    }
    urls.extend(explicit);
    let mut aliases = Vec::new();
    for url in urls {
        match session.ids.register_alias(&url) {
            Some(alias) => aliases.push(alias),
            None => session
                .report
                .skipped(&file.path, format!("old URL `{url}` cannot be an alias")),
        }
    }
    aliases
}

/// Splits off the import statements of an MDX page.
fn split_mdx_imports(body: &str) -> (String, Vec<String>) {
    let is_import = |line: &&str| line.starts_with("import ") && line.contains(" from ");
    let (imports, text): (Vec<&str>, Vec<&str>) = body.lines().partition(is_import);
    let imports = imports.into_iter().map(str::to_owned).collect();
    (text.join("\n"), imports)
}

impl ImportedIssue<'_> {
    fn component_states(
        &self,
        state: &'static str,
        session: &mut ImportSession,
    ) -> ComponentStates {
        let start = self.times.start;
        let last = self.times.end.map_or(start, |end| end.max(start));
        let names = self.component_names.iter().map(String::as_str);
        session.component_states(self.source, names, session.date(last.moment), state)
    }

    fn found_updates(&self) -> Vec<FoundUpdate> {
        let mut found = body::parse_updates(&self.body, self.times);
        // There a newline is a space, and in an update it is a line break.
        for update in &mut found {
            update.text = markdown::join_wrapped_lines(&update.text);
        }
        if found.is_empty() {
            found.push(FoundUpdate::opening(self.times, self.title.clone()));
        }
        found
    }

    fn start_date(&self) -> Date {
        self.times.zone.date(self.times.start.moment)
    }

    fn entry(
        self,
        period: EntryPeriod,
        components: ComponentStates,
        timeline: timeline::ImportedTimeline,
    ) -> ImportedEntry {
        ImportedEntry {
            title: self.title,
            period,
            components,
            updates: timeline.updates,
            links: Vec::new(),
            aliases: self.aliases,
            draft: self.draft,
            notes: self.notes,
        }
    }

    fn add_incident(self, session: &mut ImportSession) {
        let source = self.source;
        let found = self.found_updates();
        let timeline =
            timeline::build_timeline(found, self.times, &self.title, phase::incident_status);
        for assumption in &timeline.assumptions {
            session.report.assumed(source, assumption);
        }
        let components = self.component_states(self.severity.state, session);
        let started = timeline::earliest_time(self.times.start, &timeline.updates);
        let period = EntryPeriod::Incident {
            started,
            detected: None,
            ended: timeline
                .end_before_update
                .filter(|end| *end > started.moment),
            is_end_unknown: timeline.is_end_unknown,
            impact: components.is_empty().then_some(self.severity.impact),
        };
        let id = session.ids.entry_id(self.start_date(), self.stem);
        session.add_entry(source, &id, self.entry(period, components, timeline));
    }

    fn add_maintenance(mut self, session: &mut ImportSession) {
        let source = self.source;
        let start = self.times.start.moment;
        let mut found = self.found_updates();
        self.date_announcement(&mut found, session);
        let timeline =
            timeline::build_timeline(found, self.times, &self.title, phase::maintenance_status);
        for assumption in &timeline.assumptions {
            session.report.assumed(source, assumption);
        }
        let end = self.window_end(&timeline, session);
        let state = if self.severity.impact == "minor" {
            "under_maintenance"
        } else {
            self.severity.state
        };
        let components = self.component_states(state, session);
        let id = session.ids.entry_id(self.start_date(), self.stem);
        let period = EntryPeriod::Maintenance { start, end };
        session.add_entry(source, &id, self.entry(period, components, timeline));
    }

    /// The date in a file's name is when the maintenance was announced, if it is before the window.
    fn date_announcement(&self, found: &mut [FoundUpdate], session: &mut ImportSession) {
        let first_day = session.date(self.times.start.moment);
        if let Some(announced) = date_from_name(self.stem, session)
            && announced.moment < first_day.start_in(session.zone)
            && let Some(first) = found.first_mut()
            && !first.time_is_in_body
            && first.phase != Some(ImportedPhase::Ended)
        {
            first.at = announced;
            first.phase = first.phase.or(Some(ImportedPhase::Scheduled));
            session.report.assumed(
                self.source,
                "time of the announcement not known; used the date in the file name",
            );
        }
    }

    fn window_end(
        &mut self,
        timeline: &timeline::ImportedTimeline,
        session: &mut ImportSession,
    ) -> Moment {
        let start = self.times.start.moment;
        let end = self.times.end.map(|end| end.moment);
        if let Some(end) = end.filter(|end| *end > start) {
            return end;
        }
        let moments = timeline.updates.iter().map(|update| update.at.moment);
        let last_update = moments.max().filter(|last| *last > start);
        let assumption = if last_update.is_some() {
            "the last update"
        } else {
            "one hour"
        };
        self.notes
            .push(format!("end of the window not known; uses {assumption}"));
        session.report.assumed(
            self.source,
            format!("end of the window not known; used {assumption}"),
        );
        last_update.unwrap_or_else(|| start.plus(DEFAULT_WINDOW))
    }

    fn add_notice(self, session: &mut ImportSession) {
        let start = self.times.start.moment;
        let mut fields = vec![
            ("title", self.title.clone()),
            ("published", self.times.start.written(session.zone)),
        ];
        let until = self.times.end.map(|end| end.moment);
        if let Some(until) = until.filter(|until| *until > start) {
            fields.push(("until", format_moment(until)));
        }
        let mut raw_fields = String::new();
        let states = self.component_states("operational", session);
        if !states.is_empty() {
            let ids: Vec<String> = states.into_iter().map(|(id, _)| id).collect();
            raw_fields.push_str(&format!("components: [{}]\n", ids.join(", ")));
        }
        if self.draft {
            raw_fields.push_str("draft: true\n");
        }
        if !self.aliases.is_empty() {
            raw_fields.push_str("aliases:\n");
        }
        for alias in &self.aliases {
            raw_fields.push_str(&format!("  - {alias}\n"));
        }
        let id = session.ids.entry_id(self.start_date(), self.stem);
        let article = ImportedArticle {
            fields,
            raw_fields,
            notes: self.notes,
            body: if self.body.trim().is_empty() {
                self.title
            } else {
                self.body
            },
        };
        let path = format!("notices/{id}.md");
        session.add_file(self.source, path, &article.to_markdown());
    }
}
