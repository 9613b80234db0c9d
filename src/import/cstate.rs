//! cState, and other tools that store an incident as Markdown with `title`, `date` and `severity` in its front matter.

use super::blocks::{self, BodyBlocks};
use super::body::{self, EntryTimes, FoundUpdate};
use super::components::ListedComponent;
use super::entry::{
    ComponentStates, EntryPeriod, ImportedArticle, ImportedEntry, Milestones, format_moment,
};
use super::front_matter::{self, ImportedMarkdown};
use super::phase::{self, ImportedPhase};
use super::session::{ImportSession, Importer};
use super::settings::with_final_slash;
use super::severity::{self, DEFAULT_SEVERITY, ImportedSeverity};
use super::source_text::{file_name, file_text, find_text};
use super::timeline::{self, EndedBy};
use super::timestamp::ImportedTime;
use super::translations::{self, SiteLanguages, SourcePage};
use super::value::ImportedValue;
use super::words;
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Date, Duration, Moment};
use crate::parse::markdown;

const CONFIG_NAMES: [&str; 10] = [
    "config.yml",
    "config.yaml",
    "hugo.yml",
    "hugo.yaml",
    "hugo.toml",
    "config.toml",
    "config/_default/hugo.toml",
    "config/_default/config.toml",
    "config/_default/hugo.yaml",
    "config/_default/config.yaml",
];
/// Folders of a generator that are no content of the site.
const FOREIGN_FOLDERS: [&str; 12] = [
    "themes",
    "exampleSite",
    "examples",
    "example",
    "archive",
    "admin",
    "archetypes",
    "layouts",
    "public",
    "docs",
    "test",
    "tests",
];
/// Files in which Statusfy and other generators have their settings.
const PROGRAMS: [&str; 4] = [
    "config.js",
    "config.ts",
    "statusfy.config.js",
    "gatsby-config.js",
];
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
    affected affectedSystems affected_systems systems components draft section aliases slug url scheduled duration";
/// Keys of the planned start, and of the planned length in minutes.
const PLANNED_START_KEYS: [&str; 2] = ["scheduled", "scheduledFor"];
const DURATION_KEY: &str = "duration";

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
    let languages = config.map_or_else(SiteLanguages::default, |(name, text)| {
        read_config(name, text, session)
    });
    let config_name = config.map_or("", |(name, _)| name);
    session.report_missing_settings(config_name);
    let has_content = from.iter().any(|(_, file)| is_content(&file.path));
    let is_outside =
        |file: &SourceFile| is_foreign(&file.path) || has_content && !is_content(&file.path);
    let files = from.iter().map(|(_, file)| file);
    let files: Vec<&SourceFile> = files
        .filter(|file| file_text(file).is_some() && file.path != config_name)
        .collect();
    let is_page = |file: &&SourceFile| !is_outside(file) && is_markdown(&file.path);
    let pages = files.iter().copied().filter(is_page);
    for page in translations::group_translations(pages, &languages) {
        import_page(&page, session);
        for translation in page.translations {
            let line = format!(
                "a translation of {}; only one language is imported",
                page.file.path
            );
            session.report.skipped(&translation.path, line);
        }
    }
    import_pictures(from, session);
    for file in files {
        if session.report.has_created(&file.path) {
            continue;
        }
        if PROGRAMS.contains(&file_name(&file.path)) {
            let line = "settings in a program, which is not run: the title, the URL, the language and the components in it are not read";
            session.report.skipped(&file.path, line);
        } else if is_outside(file) {
            session
                .report
                .skipped(&file.path, "outside of the content of the site");
        } else if !is_markdown(&file.path) {
            session.report.skipped(&file.path, "not a Markdown file");
        }
    }
}

fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "mdx", "mdxx", "markdown"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether a file is in the folder `content`. A folder of nothing but entries has none.
fn is_content(path: &str) -> bool {
    format!("/{path}").contains("/content/") && !is_foreign(path)
}

fn is_foreign(path: &str) -> bool {
    let (folders, _) = path.rsplit_once('/').unwrap_or_default();
    folders
        .split('/')
        .any(|folder| FOREIGN_FOLDERS.contains(&folder))
}

/// Copies the pictures that imported texts show.
fn import_pictures(from: &Sources, session: &mut ImportSession) {
    for (_, file) in from.iter() {
        if let Some(path) = file.path.strip_prefix("static/")
            && session.shows(&format!("/{path}"))
        {
            session.add_picture(&file.path, path, &file.bytes);
        }
    }
}

fn read_config(source: &str, text: &str, session: &mut ImportSession) -> SiteLanguages {
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
        let component = ListedComponent {
            key: None,
            name,
            description: system.get_text(&["description"]),
            group: category.map(|name| (name, category_description)),
        };
        let id = session.components.declare(source, &component);
        if let Some(link) = system.get_text(&["link"]) {
            session.components.add_note(&id, format!("link: {link}"));
        }
    }
    session.report.skipped(
        source,
        "colors, logo, date formats and settings of the generator",
    );
    SiteLanguages::from_config(&config)
}

fn import_page(page: &SourcePage, session: &mut ImportSession) {
    let file = page.file;
    let name = file_name(&page.path).to_lowercase();
    if name == "readme.md" || name.starts_with('_') || is_example(stem_of(page)) {
        return session
            .report
            .skipped(&file.path, "template, example or documentation for authors");
    }
    let Some(markdown) = front_matter::read_markdown(file, session) else {
        return;
    };
    if markdown.front_matter == ImportedValue::Null {
        return session
            .report
            .skipped(&file.path, "no front matter; the file is left out");
    }
    session.report.read(&file.path);
    let start = if file.path.contains("pages/") {
        None
    } else {
        session
            .time_of(&markdown.front_matter, &["date"])
            .or_else(|| date_from_name(stem_of(page), session))
    };
    match start {
        Some(start) => import_entry(page, &markdown, start, session),
        None => add_page(page, markdown, session),
    }
}

/// The name of a file without its extension; of a page bundle, that of its folder.
fn stem_of<'a>(page: &'a SourcePage) -> &'a str {
    let (folder, name) = page.path.rsplit_once('/').unwrap_or(("", &page.path));
    match name.rsplit_once('.').map_or(name, |(stem, _)| stem) {
        "index" if !folder.is_empty() => file_name(folder),
        stem => stem,
    }
}

/// Whether the name of a file says that it is no entry of the site.
fn is_example(stem: &str) -> bool {
    let stem = stem.to_lowercase();
    let mut words = stem.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        matches!(
            word,
            "template" | "example" | "sample" | "vorlage" | "beispiel"
        )
    }) && !["example-com", "example.com", "example-org"]
        .iter()
        .any(|host| stem.contains(host))
}

/// The date at the start of a file's name.
fn date_from_name(stem: &str, session: &ImportSession) -> Option<ImportedTime> {
    let time = session.parse_time(stem.get(..10)?)?;
    time.is_date_only.then_some(time)
}

fn add_page(page: &SourcePage, markdown: ImportedMarkdown, session: &mut ImportSession) {
    let (file, front_matter) = (page.file, &markdown.front_matter);
    let stem = stem_of(page);
    let title = front_matter.get_text(&["title"]).unwrap_or(stem);
    let article = ImportedArticle {
        fields: vec![("title", title.to_owned())],
        notes: markdown.other_keys("title draft"),
        body: markdown.body.clone(),
        ..ImportedArticle::default()
    };
    if !file.path.contains("pages/") {
        session
            .report
            .assumed(&file.path, "no date; imported as a draft page");
        return session.add_draft_page(&file.path, stem, title, article);
    }
    let id = session.ids.page_id(stem);
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
    /// The addresses that it had.
    old_urls: Vec<String>,
    body: String,
    blocks: BodyBlocks,
    /// When planned work was announced, if its window starts at another time.
    announced: Option<ImportedTime>,
    /// The planned length in the front matter.
    duration: Option<Duration>,
}

fn import_entry(
    page: &SourcePage,
    markdown: &ImportedMarkdown,
    start: ImportedTime,
    session: &mut ImportSession,
) {
    let issue = parse_issue(page, markdown, start, session);
    match issue.kind() {
        IssueKind::Maintenance => issue.add_maintenance(session),
        IssueKind::Notice => issue.add_notice(session),
        IssueKind::Incident => issue.add_incident(session),
    }
}

enum IssueKind {
    Incident,
    Maintenance,
    Notice,
}

fn parse_issue<'a>(
    page: &'a SourcePage<'a>,
    markdown: &ImportedMarkdown,
    start: ImportedTime,
    session: &mut ImportSession,
) -> ImportedIssue<'a> {
    let (source, front_matter) = (page.file.path.as_str(), &markdown.front_matter);
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
    let body = import_bundled_pictures(page, front_matter, &body, session);
    let planned_start = session.time_of(front_matter, &PLANNED_START_KEYS);
    let blocks = blocks::split_body(&body, markdown.first_line);
    let minutes = front_matter.get_text(&[DURATION_KEY]);
    let duration = minutes.and_then(|text| text.trim().parse().ok().map(Duration::minutes));
    if duration.is_none() {
        notes.extend(minutes.map(|text| format!("{DURATION_KEY}: {text}")));
    }
    let announced = planned_start.map(|_| times.start);
    let times = EntryTimes {
        start: planned_start.unwrap_or(times.start),
        ..times
    };
    ImportedIssue {
        source,
        stem: stem_of(page),
        title: title.unwrap_or(stem_of(page)).to_owned(),
        times,
        severity,
        component_names: front_matter.get_strings(&COMPONENT_KEYS),
        draft: front_matter.get_bool(&["draft"]).unwrap_or(false),
        is_informational: front_matter.get_bool(&["informational"]).unwrap_or(false),
        notes,
        old_urls: collect_old_urls(page, front_matter),
        body,
        blocks,
        announced,
        duration,
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

/// The URLs that the entry had: those in its front matter, and those which Hugo makes of its path, also for its translations.
fn collect_old_urls(page: &SourcePage, front_matter: &ImportedValue) -> Vec<String> {
    let mut urls = front_matter.get_strings(&["aliases"]);
    let path = hugo_path(page, front_matter);
    match front_matter.get_string(&["url"]) {
        Some(url) => urls.push(url),
        None => urls.extend(path.clone()),
    }
    let translated = path.iter().flat_map(|path| {
        let languages = page.languages.iter();
        languages.map(move |language| format!("{language}/{path}"))
    });
    urls.extend(translated);
    urls
}

/// The path that Hugo makes of that of a file: in lower case, with one hyphen for blanks, without most other characters that are no letters.
fn hugo_path(page: &SourcePage, front_matter: &ImportedValue) -> Option<String> {
    let path = page.path.strip_prefix("content/").or_else(|| {
        let (_, path) = page.path.split_once("/content/")?;
        Some(path)
    })?;
    let path = path.strip_suffix("/index.md").unwrap_or(path);
    let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
    let slug = front_matter.get_text(&["slug"]).unwrap_or(stem_of(page));
    let mut url = String::new();
    let mut is_after_blank = false;
    for c in format!("{directory}/{slug}").to_lowercase().chars() {
        let is_accent = ('\u{300}'..='\u{36f}').contains(&c);
        if c.is_alphanumeric() || is_accent || "./_#+~-@".contains(c) {
            if is_after_blank && c != '-' && !url.ends_with(['-', '/']) {
                url.push('-');
            }
            is_after_blank = false;
            url.push(c);
        } else {
            is_after_blank |= c.is_whitespace();
        }
    }
    Some(url)
}

/// Copies the pictures beside a page, and writes their paths from the site's root.
fn import_bundled_pictures(
    page: &SourcePage,
    front_matter: &ImportedValue,
    body: &str,
    session: &mut ImportSession,
) -> String {
    let path = &page.file.path;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_bundle = file_name(&page.path).starts_with("index.");
    let Some(base) = hugo_path(page, front_matter).filter(|_| is_bundle) else {
        return body.to_owned();
    };
    let mut text = String::new();
    let mut rest = body;
    while let Some(at) = rest.find("](") {
        let (before, target) = rest.split_at(at + 2);
        text.push_str(before);
        let end = target.find([')', ' ']).unwrap_or(target.len());
        let name = target[..end].trim_start_matches("./");
        let path = format!("{folder}/{name}");
        if let Some(bytes) = session.source_bytes(&path) {
            let place = format!("{base}/{name}");
            text.push_str(&format!("/{place}"));
            session.add_picture(&path, &place, bytes);
        } else {
            text.push_str(&target[..end]);
        }
        rest = &target[end..];
    }
    text + rest
}

/// Splits off the import statements of an MDX page. Their lines stay, so that those below keep their numbers.
fn split_mdx_imports(body: &str) -> (String, Vec<String>) {
    let is_import = |line: &&str| line.starts_with("import ") && line.contains(" from ");
    let lines = body.lines();
    let text: Vec<&str> = lines
        .clone()
        .map(|line| if is_import(&line) { "" } else { line })
        .collect();
    let imports = lines.filter(is_import).map(str::to_owned).collect();
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

    /// Planned work, unless its updates investigate a fault; or an announcement, unless it has updates.
    fn kind(&self) -> IssueKind {
        let words = format!("{} {}", self.title, self.stem).to_lowercase();
        let is_planned = |text: &str| {
            words::has_part(text, |language| language.planned_work)
                && !words::has_part(text, |language| language.unplanned)
        };
        let has_any = |signs: &[&str]| signs.iter().any(|sign| words.contains(sign));
        let markers = || {
            self.blocks
                .blocks
                .iter()
                .filter_map(|block| block.marker.as_ref())
        };
        let was_investigated = markers().any(|marker| {
            matches!(
                marker.phase,
                Some(ImportedPhase::Investigating | ImportedPhase::Identified)
            )
        });
        let has_updates =
            markers().any(|marker| marker.phase.is_some() || marker.timestamp.is_some());
        let is_announcement = self.is_informational
            || (self.severity.impact == "minor"
                && has_any(&["hazard", "hazzard", "launch", "announce"]));
        if self.severity.is_maintenance
            || self.announced.is_some()
            || (is_planned(&words) && !was_investigated)
        {
            return IssueKind::Maintenance;
        }
        match (is_announcement, has_updates) {
            (true, false) => IssueKind::Notice,
            (true, true) if is_planned(&self.body.to_lowercase()) => IssueKind::Maintenance,
            _ => IssueKind::Incident,
        }
    }

    /// The updates of the body. What may have been meant as one and is none is reported, and noted in the entry.
    fn found_updates(&mut self, is_planned: bool, session: &mut ImportSession) -> Vec<FoundUpdate> {
        let BodyBlocks {
            blocks,
            mut unclear,
        } = std::mem::take(&mut self.blocks);
        let mut found = body::parse_updates(&blocks, self.times, is_planned, &mut unclear);
        // There a newline is a space, and in an update it is a line break.
        for update in &mut found {
            update.text = markdown::join_wrapped_lines(&update.text);
        }
        if found.is_empty() {
            found.push(FoundUpdate::opening(self.times, self.title.clone()));
        }
        unclear.sort_by_key(|line| line.number);
        for line in unclear {
            let note = format!("line {} was not understood: {}", line.number, line.message);
            session.report.unclear(self.source, &note);
            self.notes.push(note);
        }
        found
    }

    /// The old addresses that lead to the entry. That which it keeps is none of them.
    fn register_aliases(
        &self,
        directory: &str,
        id: &str,
        session: &mut ImportSession,
    ) -> Vec<String> {
        session.ids.claim_address(directory, id);
        let own = format!("{directory}/{id}");
        let mut aliases = Vec::new();
        for url in &self.old_urls {
            match session.ids.register_alias(url) {
                Some(alias) => aliases.push(alias),
                None if url.trim_matches('/') == own => {}
                None => session
                    .report
                    .skipped(self.source, format!("old URL `{url}` cannot be an alias")),
            }
        }
        aliases
    }

    fn start_date(&self) -> Date {
        self.times.zone.date(self.times.start.moment)
    }

    fn entry(
        self,
        period: EntryPeriod,
        aliases: Vec<String>,
        components: ComponentStates,
        timeline: timeline::ImportedTimeline,
    ) -> ImportedEntry {
        ImportedEntry {
            title: self.title,
            period,
            components,
            updates: timeline.updates,
            links: Vec::new(),
            aliases,
            draft: self.draft,
            notes: self.notes,
        }
    }

    fn add_incident(mut self, session: &mut ImportSession) {
        let source = self.source;
        let found = self.found_updates(false, session);
        let timeline = timeline::build_timeline(
            found,
            self.times,
            &self.title,
            phase::incident_status,
            EndedBy::Update,
        );
        for assumption in &timeline.assumptions {
            session.report.assumed(source, assumption);
        }
        let components = self.component_states(self.severity.state, session);
        let started = timeline::earliest_time(self.times.start, &timeline.updates);
        // Components that work imply no impact.
        let is_implied = !components.is_empty() && self.severity.state != "operational";
        let period = EntryPeriod::Incident {
            started,
            milestones: Milestones::default(),
            ended: timeline
                .end_before_update
                .filter(|end| *end > started.moment),
            is_end_unknown: timeline.is_end_unknown,
            impact: (!is_implied).then_some(self.severity.impact),
        };
        let id = session.ids.entry_id(self.start_date(), self.stem);
        let aliases = self.register_aliases("incidents", &id, session);
        session.add_entry(
            source,
            &id,
            self.entry(period, aliases, components, timeline),
        );
    }

    /// Takes the window from the text, if the front matter has none and says when the work was announced.
    fn read_window(&mut self, session: &mut ImportSession) {
        if self.announced.is_some() || self.times.end.is_some() {
            return;
        }
        if let Some((start, end)) = body::find_window(&self.body, self.times.start, self.times.zone)
        {
            self.announced = Some(self.times.start);
            self.times.start = start;
            self.times.end = Some(end);
            session
                .report
                .assumed(self.source, "window read from the text");
        }
    }

    fn add_maintenance(mut self, session: &mut ImportSession) {
        let source = self.source;
        self.read_window(session);
        let start = self.times.start.moment;
        let mut found = self.found_updates(true, session);
        self.date_announcement(&mut found, session);
        let end = self.window_end(session);
        let timeline = timeline::build_timeline(
            found,
            self.times,
            &self.title,
            phase::maintenance_status,
            end.map_or(EndedBy::Update, |_| EndedBy::Clock),
        );
        for assumption in &timeline.assumptions {
            session.report.assumed(source, assumption);
        }
        let state = if self.severity.impact == "minor" {
            "under_maintenance"
        } else {
            self.severity.state
        };
        let components = self.component_states(state, session);
        let id = session.ids.entry_id(self.start_date(), self.stem);
        let period = EntryPeriod::Maintenance { start, end };
        let aliases = self.register_aliases("maintenance", &id, session);
        session.add_entry(
            source,
            &id,
            self.entry(period, aliases, components, timeline),
        );
    }

    /// The date in a file's name is when the maintenance was announced, if it is before the window.
    fn date_announcement(&self, found: &mut [FoundUpdate], session: &mut ImportSession) {
        if let Some(announced) = self.announced
            && let Some(first) = found.first_mut()
            && !first.time_is_in_body
        {
            first.at = announced;
            first.phase = first.phase.or(Some(ImportedPhase::Scheduled));
            first.time_is_in_body = true;
            return;
        }
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

    fn window_end(&mut self, session: &mut ImportSession) -> Option<Moment> {
        let start = self.times.start.moment;
        let end = self.times.end.map(|end| end.moment);
        let planned = self.duration.or_else(|| body::find_duration(&self.body));
        let planned = planned.map(|length| start.plus(length));
        let end = end.filter(|end| *end > start).or(planned);
        if end.is_none() {
            session
                .report
                .assumed(self.source, "end of the window not known");
        }
        end
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
        let id = session.ids.entry_id(self.start_date(), self.stem);
        let aliases = self.register_aliases("notices", &id, session);
        if !aliases.is_empty() {
            raw_fields.push_str("aliases:\n");
        }
        for alias in &aliases {
            raw_fields.push_str(&format!("  - {alias}\n"));
        }
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
