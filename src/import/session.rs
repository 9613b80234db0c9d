//! What an import collects while it reads: settings, components, entries and the report.

use std::collections::BTreeMap;

use super::components::ImportedComponents;
use super::entry::{ComponentStates, EntryPeriod, ImportedArticle, ImportedEntry, ImportedUpdate};
use super::history::SourceHistory;
use super::ids::ImportedIds;
use super::provenance;
use super::report::ImportReport;
use super::settings::{ImportedSettings, configured_zone, zone_of_name};
use super::source_text::find_text;
use super::timeline::DATE_OF_PREVIOUS;
use super::timestamp::{self, ImportedTime, PartialTimestamp};
use super::value::ImportedValue;
use crate::base::source::Sources;
use crate::base::time::{Date, Moment, Now, Zone};

/// How the files of one tool are read.
pub(super) struct Importer {
    /// The name on the command line.
    pub name: &'static str,
    /// What is read, for the help.
    pub about: &'static str,
    pub import: fn(&Sources, &mut ImportSession),
}

/// Where an import goes, and when it happens.
#[derive(Clone, Copy, Debug)]
pub struct ImportOptions<'a> {
    /// The site's files. They decide the time zone and which components and incidents exist already.
    pub existing: &'a Sources,
    /// The zone of times without an offset; without it, that of the site or of the other tool.
    pub zone: Option<Zone>,
    /// The id of a new site.
    pub site_id: &'a str,
    /// Entries after this moment are planned. What has no end and is much older is over.
    pub now: Now,
    /// The commits of the source, if it has any.
    pub history: &'a SourceHistory,
}

/// A content file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// Relative to the content directory, for example `incidents/2026-11-03-api-errors.yaml`.
    pub path: String,
    /// Includes the provenance line.
    pub text: String,
}

/// A picture that is published unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedPicture {
    /// Relative to the content directory: `static/…`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// The result of an import.
#[derive(Debug)]
pub struct ImportOutput {
    /// Sorted by path.
    pub files: Vec<ImportedFile>,
    /// Sorted by path.
    pub pictures: Vec<ImportedPicture>,
    /// One line for everything that was read, created, merged, assumed or skipped.
    pub report: ImportReport,
}

/// The state that all importers share.
pub(super) struct ImportSession<'a> {
    tool: &'static str,
    /// The content files of the site before the import.
    pub existing: &'a Sources,
    /// The zone of times without an offset.
    pub zone: Zone,
    /// Whether the zone comes from an option, the site or the other tool, and not from the default.
    zone_is_explicit: bool,
    pub settings: ImportedSettings,
    pub now: Moment,
    pub history: &'a SourceHistory,
    /// The last entry that has begun.
    latest_start: Option<Moment>,
    pub components: ImportedComponents,
    pub ids: ImportedIds,
    pub report: ImportReport,
    files: Vec<ImportedFile>,
    pictures: BTreeMap<String, Vec<u8>>,
    /// What is read.
    from: &'a Sources,
}

impl<'a> ImportSession<'a> {
    pub fn new(
        tool: &'static str,
        from: &'a Sources,
        options: &ImportOptions<'a>,
    ) -> ImportSession<'a> {
        let existing = options.existing;
        let zone = options.zone.or_else(|| configured_zone(existing));
        ImportSession {
            tool,
            existing,
            zone: zone.unwrap_or(Zone::UTC),
            zone_is_explicit: zone.is_some(),
            settings: ImportedSettings::default(),
            now: options.now.0,
            history: options.history,
            latest_start: None,
            components: ImportedComponents::from_site(existing),
            ids: ImportedIds::default(),
            report: ImportReport::default(),
            files: Vec::new(),
            pictures: BTreeMap::new(),
            from,
        }
    }

    /// The bytes of a file that is read.
    pub fn source_bytes(&self, path: &str) -> Option<&'a [u8]> {
        let (_, file) = self.from.iter().find(|(_, file)| file.path == path)?;
        Some(&file.bytes)
    }

    /// Whether an imported text contains this path of a picture.
    pub fn shows(&self, path: &str) -> bool {
        let links = [
            format!("]({path})"),
            format!("]({path} "),
            format!("\"{path}\""),
        ];
        self.files
            .iter()
            .any(|file| links.iter().any(|link| file.text.contains(link)))
    }

    /// Adds a file to `static/`.
    pub fn add_picture(&mut self, source: &str, path: &str, bytes: &[u8]) {
        let path = format!("static/{path}");
        self.report.created(source, &path);
        self.pictures.insert(path, bytes.to_owned());
    }

    /// Uses a zone from the other tool's settings, unless an option or the site sets one.
    pub fn set_default_zone(&mut self, source: &str, name: &str) {
        if self.zone_is_explicit {
            return;
        }
        match zone_of_name(name) {
            Some(zone) => {
                self.zone = zone;
                self.zone_is_explicit = true;
            }
            None => self.report.skipped(
                source,
                format!("unknown time zone `{name}`; set it with `--time-zone`"),
            ),
        }
    }

    /// Parses a complete time; without an offset it is in the session's zone.
    pub fn parse_time(&self, text: &str) -> Option<ImportedTime> {
        let stamp = timestamp::parse_whole(text).filter(PartialTimestamp::has_full_date)?;
        stamp.resolve(Moment::from_unix(0)?, self.zone)
    }

    /// The time of the first of these keys that has a valid one.
    pub fn time_of(&self, value: &ImportedValue, keys: &[&str]) -> Option<ImportedTime> {
        keys.iter()
            .find_map(|key| self.parse_time(value.get_text(&[key])?))
    }

    /// The day of a moment in the session's zone.
    pub fn date(&self, moment: Moment) -> Date {
        self.zone.date(moment)
    }

    /// The components with these names, each once, in a state. `on` is the last day on which the entry names them.
    pub fn component_states<'n>(
        &mut self,
        source: &str,
        names: impl IntoIterator<Item = &'n str>,
        on: Date,
        state: &'static str,
    ) -> ComponentStates {
        let mut states: ComponentStates = Vec::new();
        for name in names {
            let id = self.components.resolve_name(source, name, on);
            if !states.iter().any(|(known, _)| *known == id) {
                states.push((id, state));
            }
        }
        states
    }

    /// Adds a page for content that cannot become an entry. It is a draft until somebody has looked at it.
    pub fn add_draft_page(
        &mut self,
        source: &str,
        name: &str,
        title: &str,
        article: ImportedArticle,
    ) {
        let id = self.ids.page_id(name);
        let article = ImportedArticle {
            fields: vec![("title", title.to_owned())],
            raw_fields: "draft: true\n".to_owned(),
            ..article
        };
        self.add_file(source, format!("pages/{id}.md"), &article.to_markdown());
    }

    /// Parses a JSON file. Invalid JSON is reported as skipped.
    pub fn parse_json(&mut self, source: &str, text: &str) -> Option<ImportedValue> {
        match ImportedValue::parse_json(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.report
                    .skipped(source, format!("invalid JSON: {error}"));
                None
            }
        }
    }

    /// Parses the configuration of another tool. Of invalid YAML, everything before the error is used.
    pub fn parse_config(&mut self, source: &str, text: &str) -> ImportedValue {
        self.report.read(source);
        if source.ends_with(".toml") {
            return ImportedValue::parse_toml(text).unwrap_or_else(|error| {
                self.report
                    .skipped(source, format!("invalid TOML: {error}"));
                ImportedValue::Null
            });
        }
        ImportedValue::parse_foreign_yaml(text).unwrap_or_else(|error| {
            self.report.assumed(
                source,
                format!("invalid YAML, read up to the error: {error}"),
            );
            ImportedValue::parse_yaml(text).0
        })
    }

    /// Reports which settings of the site had to be assumed.
    pub fn report_missing_settings(&mut self, source: &str) {
        if find_text(self.existing, "site.yaml").is_some() {
            return;
        }
        if !self.zone_is_explicit {
            let zone = self.zone.name();
            self.report.assumed(
                source,
                format!(
                    "times without a zone are read in {zone}; to change that, use `--time-zone`"
                ),
            );
        }
        if self.settings.valid_url().is_none() {
            self.report
                .assumed(source, "URL of the site not known; set `url` in site.yaml");
        }
    }

    pub fn add_file(&mut self, source: &str, path: String, text: &str) {
        self.report.created(source, &path);
        let text = provenance::add_marker(self.tool, source, text);
        self.files.push(ImportedFile { path, text });
    }

    /// Adds an entry.
    pub fn add_entry(&mut self, source: &str, id: &str, mut entry: ImportedEntry) {
        let path = format!("{}/{id}.yaml", entry.period.directory());
        self.date_by_history(source, &mut entry);
        self.date_future_announcement(source, &path, &mut entry);
        let updates = entry.updates.iter();
        let is_undated =
            |update: &&ImportedUpdate| update.notes.iter().any(|note| note == DATE_OF_PREVIOUS);
        let undated = updates.filter(is_undated).count();
        if undated > 0 {
            let line = format!(
                "updates without a time: {undated}; each has the date of the previous update"
            );
            self.report.assumed(source, line);
        }
        let start = entry.period.start();
        if start <= self.now {
            self.latest_start = self.latest_start.max(Some(start));
        }
        if let Some(assumption) = entry.close_if_stale(self.now) {
            self.report.assumed(source, assumption);
        }
        self.add_file(source, path, &entry.to_yaml(self.zone));
    }

    /// Future work of which nothing says when it was announced is announced all the same: on the day of the first import at the latest.
    fn date_future_announcement(&mut self, source: &str, path: &str, entry: &mut ImportedEntry) {
        let EntryPeriod::Maintenance { start, .. } = entry.period else {
            return;
        };
        let Some(first) = entry.updates.first_mut() else {
            return;
        };
        if !first.is_publication_unknown || first.at.moment != start {
            return;
        }
        let earlier_import = find_text(self.existing, path)
            .and_then(|text| {
                let (imported, _) = ImportedValue::parse_yaml(text);
                self.time_of(imported.get_list(&["updates"]).first()?, &["at"])
            })
            .filter(|day| day.is_date_only && day.moment < start);
        let today = ImportedTime {
            moment: self.now,
            is_date_only: true,
        };
        let Some(day) = earlier_import.or((start > self.now).then_some(today)) else {
            return;
        };
        first.at = day;
        let assumption = "time of the announcement not known; uses the day of the first import";
        first.notes.push(assumption.to_owned());
        self.report.assumed(source, assumption);
    }

    /// The promises of `policy` start the day after the last imported entry, because the old site had not made them, and today at the
    /// latest. `None` if nothing was imported.
    fn commitments_since(&self) -> Option<Date> {
        let today = self.date(self.now);
        let has_entries = self.files.iter().any(|file| {
            file.path.starts_with("incidents/") || file.path.starts_with("maintenance/")
        });
        let after_last = self
            .latest_start
            .map(|latest| self.date(latest).plus_days(1));
        has_entries.then(|| after_last.map_or(today, |day| day.min(today)))
    }

    fn date_by_history(&mut self, source: &str, entry: &mut ImportedEntry) {
        let dated = self.history.date_updates(source, entry, self.zone);
        if dated > 0 {
            self.report.assumed(
                source,
                format!("publication times from the commits that first had the text: {dated}"),
            );
        }
    }

    pub fn finish(mut self, site_id: &str) -> ImportOutput {
        if find_text(self.existing, "site.yaml").is_none() {
            let text = self
                .settings
                .to_yaml(site_id, self.zone, self.commitments_since());
            self.add_file("", "site.yaml".to_owned(), &text);
        }
        if let Some(text) = self.components.to_yaml() {
            self.add_file("", "components.yaml".to_owned(), &text);
        }
        for (source, text) in &self.components.merged {
            self.report.merged(source, text);
        }
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        let pictures = self.pictures.into_iter();
        ImportOutput {
            files: self.files,
            pictures: pictures
                .map(|(path, bytes)| ImportedPicture { path, bytes })
                .collect(),
            report: self.report,
        }
    }
}
