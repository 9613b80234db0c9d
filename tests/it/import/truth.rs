//! What people read in files of real status pages, to be compared with what an import makes of them.
//!
//! The files themselves are not part of the project. An entry of `truth/*.yaml` names one by its path and digest, and says what a person
//! read in it: the kind, the times, the components, and the first and the last words of every update. Where the file says nothing about when
//! an update was published, its time is `unknown`; an update that tells of the trouble's begin or end has the time `start` or `end`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_yaml::Value;
use statuary::base::digest;
use statuary::base::time::{Date, Moment};
use statuary::base::time_parser::{self, WrittenTime};
use statuary::edge::load;
use statuary::import::{ImportAction, ImportOutput, SourceTool};

/// The folder of one source and what is known about its files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corpus {
    /// The folder, from the folder of all corpora.
    corpus: String,
    tool: String,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    source: String,
    /// The old address of the entry, where the file has several.
    address: Option<String>,
    sha256: String,
    kind: String,
    /// Without a value where people would not agree.
    start: Option<String>,
    end: Option<String>,
    detected: Option<String>,
    declared: Option<String>,
    repaired: Option<String>,
    components: Option<Vec<String>>,
    actions: Option<usize>,
    #[serde(default)]
    updates: Vec<Update>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Update {
    at: String,
    phase: Option<String>,
    first: String,
    last: String,
}

/// A share of things that are as a person read them.
#[derive(Clone, Copy, Default)]
pub struct Share {
    pub right: usize,
    pub all: usize,
}

impl Share {
    fn count(&mut self, is_right: bool) {
        self.all += 1;
        self.right += usize::from(is_right);
    }

    pub fn percent(self) -> f64 {
        if self.all == 0 {
            100.0
        } else {
            self.right as f64 * 100.0 / self.all as f64
        }
    }
}

/// How well imports agree with what people read.
#[derive(Default)]
pub struct Measurement {
    /// Of the updates that a person sees, those that the import found with their time and their text.
    pub recall: Share,
    /// Of the updates that the import made, those that a person sees too.
    pub precision: Share,
    pub kind: Share,
    /// Starts, ends and other times of whole entries.
    pub times: Share,
    pub components: Share,
    pub phases: Share,
    pub actions: Share,
    /// Updates that contain the text of another update, which is not found in its own place.
    pub foreign: usize,
    /// Updates that were not found, although the report of the import has no line about them.
    pub unreported: usize,
    /// What differs, one line each.
    pub differences: Vec<String>,
}

/// Reads every file of the folder `truth`.
pub fn corpora() -> Vec<Corpus> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/import/truth");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            serde_yaml::from_slice(&fs::read(path).unwrap())
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect()
}

impl Corpus {
    /// Imports the corpus and compares every entry.
    pub fn measure(&self, folder: &Path, measurement: &mut Measurement) {
        let from = load::load_foreign(&folder.join(&self.corpus)).unwrap();
        let import = super::import_into_empty_site(self.tool(), &from);
        let names = ComponentNames::read(&import);
        for entry in &self.entries {
            let id = from
                .find(&entry.source)
                .unwrap_or_else(|| panic!("{}/{} is missing", self.corpus, entry.source));
            let bytes = &from.file(id).bytes;
            assert_eq!(
                digest::hex_bytes(bytes),
                entry.sha256,
                "{}/{} is not the file that was read for `truth`",
                self.corpus,
                entry.source
            );
            let comparison = Comparison {
                entry,
                place: format!("{}/{}", self.corpus, entry.source),
                source_text: str::from_utf8(bytes).unwrap(),
                import: &import,
            };
            comparison.measure(&names, measurement);
        }
    }

    fn tool(&self) -> SourceTool {
        match self.tool.as_str() {
            "cstate" => SourceTool::Cstate,
            "statuspage" => SourceTool::Statuspage,
            "feed" => SourceTool::Feed,
            "postmortems" => SourceTool::Postmortems,
            other => panic!("unknown tool {other}"),
        }
    }
}

/// A file that an import made.
pub struct Produced {
    kind: &'static str,
    keys: Value,
    updates: Vec<ProducedUpdate>,
}

struct ProducedUpdate {
    at: When,
    is_publication_unknown: bool,
    status: String,
    label: String,
    text: String,
}

/// A moment or a whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    At(Moment),
    On(Date),
}

fn parse_when(text: &str) -> Option<When> {
    match time_parser::parse_time(text).ok()? {
        WrittenTime::Zoned(moment) => Some(When::At(moment)),
        WrittenTime::Day(day) => Some(When::On(day)),
        WrittenTime::Local(_) => None,
    }
}

#[track_caller]
fn when(text: &str) -> When {
    parse_when(text).unwrap_or_else(|| panic!("`{text}` is not a time with a zone"))
}

fn text_at<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list_at<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    let list = value.get(key).and_then(Value::as_sequence);
    list.map_or(&[], Vec::as_slice)
}

impl Produced {
    pub fn parse(path: &str, text: &str) -> Option<Produced> {
        let kind = match path.split_once('/')?.0 {
            "incidents" => "incident",
            "maintenance" => "maintenance",
            "notices" => "notice",
            "pages" => "page",
            "postmortems" => "post-mortem",
            _ => return None,
        };
        let yaml = match text.strip_prefix("---\n") {
            Some(rest) => rest.split_once("\n---\n")?.0,
            None => text,
        };
        let keys: Value = serde_yaml::from_str(yaml).unwrap();
        let updates = list_at(&keys, "updates")
            .iter()
            .map(|update| ProducedUpdate {
                at: when(text_at(update, "at")),
                is_publication_unknown: text_at(update, "posted") == "unknown",
                status: text_at(update, "status").to_owned(),
                label: text_at(update, "label").to_owned(),
                text: text_at(update, "text").to_owned(),
            });
        Some(Produced {
            kind,
            updates: updates.collect(),
            keys,
        })
    }

    fn start(&self) -> Option<When> {
        let scheduled = self.keys.get("scheduled");
        let text = scheduled
            .map(|scheduled| text_at(scheduled, "start"))
            .or_else(|| Some(text_at(&self.keys, "started")).filter(|text| !text.is_empty()))
            .unwrap_or_else(|| text_at(&self.keys, "published"));
        parse_when(text)
    }

    /// The end, or why there is none: `open` or `unknown`.
    fn end(&self) -> Result<When, &'static str> {
        let written = match self.kind {
            "maintenance" => self
                .keys
                .get("scheduled")
                .map(|window| text_at(window, "end")),
            "notice" => Some(text_at(&self.keys, "until")),
            _ => Some(text_at(&self.keys, "ended")),
        };
        if let Some(end) = written.and_then(parse_when) {
            return Ok(end);
        }
        if written == Some("unknown") {
            return Err("unknown");
        }
        let resolved = |update: &&ProducedUpdate| update.status == "resolved";
        match self.updates.iter().rfind(resolved).map(|update| update.at) {
            Some(When::On(_)) => Err("unknown"),
            Some(at) => Ok(at),
            None => Err("open"),
        }
    }
}

impl Produced {
    /// Whether it is an incident without an end, or maintenance that only a person can end.
    pub fn is_open(&self) -> bool {
        let has_status = |status| self.updates.iter().any(|update| update.status == status);
        match self.kind {
            "incident" => self.end() == Err("open"),
            "maintenance" => {
                let ends_by_clock = !has_status("in_progress") && self.end() != Err("unknown");
                !ends_by_clock && !has_status("completed") && !has_status("cancelled")
            }
            _ => false,
        }
    }
}

impl ProducedUpdate {
    /// Whether this is the sentence of the importer for an end that the source has as a time alone.
    fn is_bare_end(&self) -> bool {
        matches!(self.text.trim(), "Resolved." | "Completed.")
    }

    /// A label may hold the first words, such as `**Resolution** The service is back`.
    fn has_borders(&self, update: &Update) -> bool {
        let (text, first, last) = (words(&self.text), words(&update.first), words(&update.last));
        let with_label = words(&format!("{} {}", self.label, self.text));
        let starts = |text: &str| format!("{text} ").starts_with(&format!("{first} "));
        (starts(&text) || starts(&with_label)) && format!(" {text}").ends_with(&format!(" {last}"))
    }

    fn contains(&self, update: &Update) -> bool {
        let text = format!(" {} ", words(&self.text));
        text.contains(&format!(" {} ", words(&update.first)))
            && text.contains(&format!(" {} ", words(&update.last)))
    }

    fn phase(&self) -> String {
        let word = if self.status.is_empty() {
            &self.label
        } else {
            &self.status
        };
        word.to_lowercase().replace(' ', "_")
    }
}

/// The words that a reader sees, in lower case, without punctuation and markup.
fn words(text: &str) -> String {
    let mut visible = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        visible.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    visible.push_str(rest);
    let visible = visible.replace(['\u{feff}', '\u{200b}'], "").to_lowercase();
    let words = visible.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The names of the components that an import made, by id.
struct ComponentNames(Vec<(String, String)>);

impl ComponentNames {
    fn read(import: &ImportOutput) -> ComponentNames {
        let mut names = Vec::new();
        let file = import
            .files
            .iter()
            .find(|file| file.path == "components.yaml");
        if let Some(file) = file {
            let tree: Value = serde_yaml::from_str(&file.text).unwrap();
            for group in list_at(&tree, "groups") {
                for component in list_at(group, "components") {
                    let name = words(text_at(component, "name"));
                    names.push((text_at(component, "id").to_owned(), name));
                }
            }
        }
        ComponentNames(names)
    }

    /// The names of the components of an entry.
    fn of(&self, produced: &Produced) -> BTreeSet<String> {
        let ids: Vec<&str> = match produced.keys.get("components") {
            Some(Value::Mapping(states)) => states.keys().filter_map(Value::as_str).collect(),
            Some(Value::Sequence(ids)) => ids.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        ids.into_iter()
            .map(|id| {
                let known = self.0.iter().find(|(known, _)| known == id);
                known.map_or(id, |(_, name)| name).to_owned()
            })
            .collect()
    }
}

/// One file of a source beside what an import made of it.
struct Comparison<'a> {
    entry: &'a Entry,
    place: String,
    source_text: &'a str,
    import: &'a ImportOutput,
}

impl Comparison<'_> {
    fn measure(&self, names: &ComponentNames, measurement: &mut Measurement) {
        let produced = self.produced();
        let kinds: Vec<&str> = produced.iter().map(|file| file.kind).collect();
        measurement
            .kind
            .count(kinds.contains(&self.entry.kind.as_str()));
        if !kinds.contains(&self.entry.kind.as_str()) {
            self.differs(
                measurement,
                format!("kind {} is {kinds:?}", self.entry.kind),
            );
        }
        // A post-mortem has an incident beside it, which holds its times.
        let whole = produced
            .iter()
            .find(|file| file.kind != "post-mortem")
            .or(produced.first());
        let Some(whole) = whole else {
            for update in &self.entry.updates {
                self.miss(update, "nothing was made of the file", measurement);
            }
            return;
        };
        self.measure_times(whole, measurement);
        if let Some(components) = &self.entry.components {
            let expected: BTreeSet<String> = components.iter().map(|name| words(name)).collect();
            let found = names.of(whole);
            measurement.components.count(expected == found);
            if expected != found {
                self.differs(
                    measurement,
                    format!("components {expected:?} are {found:?}"),
                );
            }
        }
        if let Some(actions) = self.entry.actions {
            let found = produced
                .iter()
                .map(|file| list_at(&file.keys, "actions").len());
            let found: usize = found.sum();
            measurement.actions.count(found == actions);
            if found != actions {
                self.differs(measurement, format!("{actions} actions are {found}"));
            }
        }
        if self.entry.kind != "post-mortem" {
            self.measure_updates(whole, measurement);
        }
    }

    fn produced(&self) -> Vec<Produced> {
        let lines = self.import.report.lines.iter();
        let paths = lines.filter(|line| {
            line.action == ImportAction::Created && line.source == self.entry.source
        });
        paths
            .filter_map(|line| {
                let file = self
                    .import
                    .files
                    .iter()
                    .find(|file| file.path == line.text)?;
                Produced::parse(&file.path, &file.text)
            })
            .filter(|file| {
                let address = self.entry.address.as_deref();
                let mut aliases = list_at(&file.keys, "aliases").iter();
                address.is_none_or(|address| aliases.any(|alias| alias.as_str() == Some(address)))
            })
            .collect()
    }

    fn differs(&self, measurement: &mut Measurement, what: impl AsRef<str>) {
        let line = format!("{}: {}", self.place, what.as_ref());
        measurement.differences.push(line);
    }

    fn measure_times(&self, produced: &Produced, measurement: &mut Measurement) {
        let entry = self.entry;
        let end = produced.end();
        let written = |key: &str| parse_when(text_at(&produced.keys, key)).ok_or("absent");
        let times = [
            ("start", &entry.start, produced.start().ok_or("absent")),
            ("end", &entry.end, end),
            ("detected", &entry.detected, written("detected")),
            ("declared", &entry.declared, written("declared")),
            ("repaired", &entry.repaired, written("repaired")),
        ];
        for (name, expected, found) in times {
            let Some(expected) = expected else {
                continue;
            };
            let is_right = match found {
                Ok(time) => expected != "unknown" && time == when(expected),
                Err(word) => expected == word,
            };
            measurement.times.count(is_right);
            if !is_right {
                self.differs(
                    measurement,
                    format!("{name} {expected} is {}", shown(found)),
                );
            }
        }
    }

    fn measure_updates(&self, produced: &Produced, measurement: &mut Measurement) {
        let mut free: Vec<&ProducedUpdate> = produced.updates.iter().collect();
        let mut missing = Vec::new();
        for update in &self.entry.updates {
            let of_text = free.iter().position(|found| found.has_borders(update));
            let found = of_text.map(|at| free.remove(at));
            let is_right = found.is_some_and(|found| self.is_time(update, found, produced));
            measurement.recall.count(is_right);
            match found {
                None => missing.push(update),
                Some(found) => {
                    measurement.precision.count(is_right);
                    if !is_right {
                        let what = format!("time {} is {:?}", update.at, found.at);
                        self.miss(update, &what, measurement);
                    }
                    if let Some(phase) = &update.phase {
                        measurement.phases.count(found.phase() == *phase);
                        if found.phase() != *phase {
                            let what =
                                format!("`{}`: phase {phase} is {}", update.first, found.phase());
                            self.differs(measurement, what);
                        }
                    }
                }
            }
        }
        for found in free {
            // The format needs an update that ends an incident, and the source has its end as a time alone.
            let end = produced.end();
            if found.is_bare_end() && (end == Ok(found.at) || end == Err("unknown")) {
                continue;
            }
            measurement.precision.count(false);
            let text: String = found.text.chars().take(60).collect();
            self.differs(
                measurement,
                format!("no update is {text:?} at {:?}", found.at),
            );
        }
        for update in missing {
            self.miss(update, "not found", measurement);
            // Readers see its text as part of what another update says.
            let mut holders = produced
                .updates
                .iter()
                .filter(|found| found.contains(update));
            if holders.any(|holder| self.holds_another(holder, update)) {
                measurement.foreign += 1;
                self.differs(
                    measurement,
                    format!("`{}` is part of another update", update.first),
                );
            }
        }
    }

    /// Whether an update has the text of this one and of a further one.
    fn holds_another(&self, holder: &ProducedUpdate, update: &Update) -> bool {
        let others = self.entry.updates.iter();
        others
            .filter(|other| other.first != update.first)
            .any(|other| holder.contains(other))
    }

    fn is_time(&self, update: &Update, found: &ProducedUpdate, produced: &Produced) -> bool {
        let is_undated = matches!(found.at, When::On(_)) || found.is_publication_unknown;
        match update.at.as_str() {
            "start" => self.entry.start.as_deref().map(when) == Some(found.at),
            "end" => is_undated || produced.end() == Ok(found.at),
            "unknown" => {
                let is_last = produced
                    .updates
                    .last()
                    .is_some_and(|last| std::ptr::eq(last, found));
                is_undated || is_last && produced.end() == Ok(found.at)
            }
            time => found.at == when(time),
        }
    }

    /// Counts an update that was not found, and whether the report names its place.
    fn miss(&self, update: &Update, what: &str, measurement: &mut Measurement) {
        let line = self.line_of(update);
        // The marker stands on the line of the text, or above it with a blank line between.
        let places = line.saturating_sub(3)..=line;
        let is_reported = self.import.report.lines.iter().any(|reported| {
            reported.source == self.entry.source
                && places.clone().any(|line| names_line(&reported.text, line))
        });
        measurement.unreported += usize::from(!is_reported);
        let silent = if is_reported { "" } else { ", unreported" };
        self.differs(
            measurement,
            format!("line {line}: `{}`: {what}{silent}", update.first),
        );
    }

    /// The line of the source on which the text of an update begins.
    fn line_of(&self, update: &Update) -> usize {
        let first = words(&update.first);
        let lines: Vec<&str> = self.source_text.lines().collect();
        // The first words may go on in the next line, or begin with a heading.
        let starts_here = |at: &usize| {
            let own = words(lines[*at]);
            format!(" {own} ").contains(&format!(" {first} "))
                || !own.is_empty() && format!("{first} ").starts_with(&format!("{own} "))
        };
        (0..lines.len()).find(starts_here).map_or(0, |at| at + 1)
    }
}

fn names_line(text: &str, line: usize) -> bool {
    let named = format!("line {line}");
    text.match_indices(&named).any(|(at, _)| {
        let after = text[at + named.len()..].bytes().next();
        !after.is_some_and(|byte| byte.is_ascii_digit())
    })
}

fn shown(found: Result<When, &'static str>) -> String {
    match found {
        Ok(When::At(moment)) => moment.rfc3339(),
        Ok(When::On(day)) => day.to_string(),
        Err(word) => word.to_owned(),
    }
}
