//! The Atom or RSS history of a status page, which nearly every one has. An item is an incident with all its updates in one text, as
//! Statuspage, Instatus and this program write it, or a single update. Updates have no year there, sometimes no time.

use roxmltree::{Document, Node};

use super::html::{self, ConvertedHtml, HtmlMark};
use super::phase::{self, ImportedPhase};
use super::session::{ImportSession, Importer};
use super::settings::with_final_slash;
use super::source_text::file_text;
use super::structured_entry::{
    self, AffectedComponent, PlannedWindow, StructuredEntry, StructuredUpdate, VendorWords,
};
use super::timestamp::{self, ImportedTime, PartialTimestamp};
use crate::base::source::Sources;
use crate::base::time::{Duration, Moment};

pub(super) const IMPORTER: Importer = Importer {
    name: "feed",
    about: "Atom or RSS files of any status page; updates get their year from the date of the item",
    import,
};

/// Feeds of all services have the words of people.
const WORDS: VendorWords = VendorWords {
    phases: &[
        ("investigating", ImportedPhase::Investigating),
        ("identified", ImportedPhase::Identified),
        ("monitoring", ImportedPhase::Monitoring),
        ("resolved", ImportedPhase::Ended),
        ("scheduled", ImportedPhase::Scheduled),
        ("in_progress", ImportedPhase::InProgress),
        ("verifying", ImportedPhase::Verifying),
        ("completed", ImportedPhase::Ended),
        ("cancelled", ImportedPhase::Cancelled),
        ("update", ImportedPhase::Update),
    ],
    states: &[
        ("operational", "operational"),
        ("degraded performance", "degraded_performance"),
        ("partial outage", "partial_outage"),
        ("major outage", "major_outage"),
        ("full outage", "major_outage"),
        ("under maintenance", "under_maintenance"),
        ("maintenance", "under_maintenance"),
    ],
    impacts: &[],
};

/// One item of a feed.
struct Item {
    source: String,
    title: String,
    link: Option<String>,
    /// Of the last change, which is that of the newest update.
    time: Option<ImportedTime>,
    content: ConvertedHtml,
}

fn import(from: &Sources, session: &mut ImportSession) {
    let mut items = Vec::new();
    for (_, file) in from.iter() {
        let Some(text) = file_text(file) else {
            continue;
        };
        match read_items(&file.path, text, session) {
            Ok(found) => {
                session.report.read(&file.path);
                items.extend(found);
            }
            Err(reason) => session.report.skipped(&file.path, reason),
        }
    }
    session.report_missing_settings("");
    let entries = group_items(items)
        .into_iter()
        .map(|(source, items)| (source.clone(), read_entry(&source, items, session)))
        .collect();
    structured_entry::import_entries(entries, &WORDS, session);
}

fn read_items(source: &str, text: &str, session: &mut ImportSession) -> Result<Vec<Item>, String> {
    let document = Document::parse(text).map_err(|error| format!("invalid XML: {error}"))?;
    let root = document.root_element();
    let (feed, item_name) = match root.tag_name().name() {
        "feed" => (root, "entry"),
        "rss" => (child(root, "channel").unwrap_or(root), "item"),
        "RDF" => (root, "item"),
        other => {
            return Err(format!(
                "unknown form: found <{other}>; expected an Atom <feed> or <rss>"
            ));
        }
    };
    read_settings(feed, session);
    let items = feed.children().filter(|node| node.has_tag_name(item_name));
    Ok(items.map(|item| read_item(source, item, session)).collect())
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name(name))
}

/// All text of a child, which may be in several parts.
fn child_text(node: Node, name: &str) -> Option<String> {
    let child = child(node, name)?;
    let texts = child.descendants().filter(Node::is_text);
    let text: String = texts.filter_map(|node| node.text()).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `alternate` is the page of an Atom entry; RSS has its address as text.
fn link(node: Node) -> Option<String> {
    let links = node.children().filter(|node| node.has_tag_name("link"));
    links
        .filter(|link| matches!(link.attribute("rel"), None | Some("alternate")))
        .find_map(|link| link.attribute("href").or(link.text()))
        .map(|url| url.trim().to_owned())
}

fn read_settings(feed: Node, session: &mut ImportSession) {
    let title = child_text(feed, "title");
    // `GitHub Status - Incident History`
    let title = title.map(|title| match title.split_once(" - ") {
        Some((name, _)) => name.to_owned(),
        None => title,
    });
    let settings = &mut session.settings;
    settings.title = settings.title.take().or(title);
    let url = link(feed).map(|url| with_final_slash(&url));
    settings.url = settings.url.take().or(url);
}

fn read_item(source: &str, item: Node, session: &ImportSession) -> Item {
    let times = ["updated", "pubDate", "published", "date"];
    let times = times
        .iter()
        .filter_map(|name| session.parse_time(&child_text(item, name)?));
    let content = ["content", "encoded", "description", "summary"]
        .iter()
        .find_map(|name| child_text(item, name));
    let title = child_text(item, "title");
    Item {
        source: source.to_owned(),
        title: title.unwrap_or_else(|| "Untitled".to_owned()),
        link: link(item),
        time: times.max(),
        content: html::convert(&content.unwrap_or_default()),
    }
}

/// Items of one page are one entry: the same one in an older file, or its updates with one item each.
fn group_items(items: Vec<Item>) -> Vec<(String, Vec<Item>)> {
    let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
    for item in items {
        let same = |(_, group): &&mut (String, Vec<Item>)| {
            item.link.is_some() && page_of(&group[0]) == page_of(&item)
        };
        match groups.iter_mut().find(same) {
            Some((_, group)) => group.push(item),
            None => groups.push((item.source.clone(), vec![item])),
        }
    }
    groups
}

/// The address of the item's page, without the place on it.
fn page_of(item: &Item) -> Option<&str> {
    let url = item.link.as_deref()?;
    Some(url.split('#').next().unwrap_or(url))
}

fn read_entry(source: &str, mut items: Vec<Item>, session: &mut ImportSession) -> StructuredEntry {
    items.sort_by_key(|item| item.time);
    let mut updates: Vec<FeedUpdate> = Vec::new();
    let mut window = PlannedWindow::default();
    for item in &items {
        let mut found = read_updates(item, session);
        // Where an item is one update, its title tells the phase.
        if let ([update], (Some(label), _)) = (found.as_mut_slice(), split_title(&item.title))
            && update.phase.is_none()
        {
            update.phase = phase::phase_of_label(label);
            update.is_planned_word = is_planned_word(label);
        }
        if let Some(planned) = planned_window(item, session) {
            window = planned;
        }
        // A newer item of the same page has all updates of an older one, or one more.
        updates.retain(|known| !found.iter().any(|update| update.is_same(known)));
        updates.extend(found);
    }
    for item in items.iter().filter(|item| item.source != source) {
        let line = format!("`{}` is also in {source}", item.title);
        session.report.merged(&item.source, line);
    }
    let newest = items.last();
    let title = newest.map_or("", |item| split_title(&item.title).1);
    let is_planned = window.start.is_some() || updates.iter().any(|update| update.is_planned_word);
    let inferred = updates.iter().filter(|update| update.is_year_inferred);
    let inferred = inferred.count();
    if inferred > 0 {
        let line = format!(
            "`{title}`: year of {inferred} update times inferred from the date of the item and their order"
        );
        session.report.assumed(source, line);
    }
    let link = newest.and_then(|item| page_of(item)).map(str::to_owned);
    StructuredEntry {
        key: link.clone(),
        title: title.to_owned(),
        is_planned,
        window,
        old_path: link.as_deref().and_then(path_of),
        link,
        updates: updates
            .into_iter()
            .map(|update| update.into_update(is_planned))
            .collect(),
        ..StructuredEntry::default()
    }
}

/// `Resolved: Logins fail` and `[Resolved] Logins fail` are the phase and the title.
fn split_title(title: &str) -> (Option<&str>, &str) {
    let in_brackets = title
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'));
    match in_brackets.or_else(|| title.split_once(": ")) {
        Some((label, rest))
            if phase::phase_of_label(label).is_some() && !rest.trim().is_empty() =>
        {
            (Some(label), rest.trim())
        }
        _ => (None, title),
    }
}

fn path_of(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    Some(path.to_owned())
}

struct FeedUpdate {
    at: Option<ImportedTime>,
    is_year_inferred: bool,
    label: Option<String>,
    phase: Option<ImportedPhase>,
    is_planned_word: bool,
    text: String,
    components: Vec<AffectedComponent>,
}

impl FeedUpdate {
    fn is_same(&self, other: &FeedUpdate) -> bool {
        self.at == other.at && (self.label == other.label || self.text == other.text)
    }

    fn into_update(self, is_planned: bool) -> StructuredUpdate {
        let status_of = if is_planned {
            phase::maintenance_status
        } else {
            phase::incident_status
        };
        let status = self.phase.and_then(status_of).map(str::to_owned);
        StructuredUpdate {
            at: self.at.map(written),
            status: status.or(self.label),
            text: self.text,
            components: self.components,
            ..StructuredUpdate::default()
        }
    }
}

fn written(time: ImportedTime) -> String {
    time.moment.rfc3339()
}

/// The updates of an item: each time in small letters begins one, else each phase in bold letters, else all of it is one.
fn read_updates(item: &Item, session: &ImportSession) -> Vec<FeedUpdate> {
    let text = &item.content.markdown;
    let marks = &item.content.marks;
    let times: Vec<(&HtmlMark, PartialTimestamp)> = marks
        .iter()
        .filter(|mark| !mark.is_strong)
        .filter_map(|mark| Some((mark, parse_mark_time(&mark.text)?)))
        .collect();
    let mut starts: Vec<(usize, usize, Option<&PartialTimestamp>)> = times
        .iter()
        .map(|(mark, time)| (mark.range.start, mark.range.end, Some(time)))
        .collect();
    if starts.is_empty() {
        let phases = marks.iter().filter(|mark| {
            mark.is_strong && is_at_line_start(text, mark) && label_phase(&mark.text).is_some()
        });
        starts = phases
            .map(|mark| (mark.range.start, mark.range.start, None))
            .collect();
    }
    let before = starts.first().map_or(text.len(), |(start, ..)| *start);
    let before = text[..before].trim();
    if starts.is_empty() || !(before.is_empty() || is_schedule(before)) {
        starts.insert(0, (0, 0, None));
    }
    let ends = starts.iter().skip(1).map(|(start, ..)| *start);
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    let mut near = item.time;
    let mut updates = Vec::new();
    for (index, ((_, start, stamp), end)) in starts.iter().zip(ends).enumerate() {
        let at = match (stamp, near) {
            (Some(stamp), Some(newer)) => resolve_before(stamp, newer, session),
            (Some(stamp), None) => stamp
                .has_full_date()
                .then(|| stamp.resolve(Moment::from_unix(0)?, session.zone))
                .flatten(),
            // Only the newest update has the time of the item.
            (None, near) => near.filter(|_| index == 0),
        };
        near = at.or(near);
        let mut update = read_update(&text[*start..end], marks, *start);
        update.is_year_inferred = stamp.is_some_and(|stamp| !stamp.has_full_date()) && at.is_some();
        update.at = at;
        updates.push(update);
    }
    updates
}

/// `Jun 8, 19:13 UTC` in the year in which it is just before the newer update.
fn resolve_before(
    stamp: &PartialTimestamp,
    newer: ImportedTime,
    session: &ImportSession,
) -> Option<ImportedTime> {
    let time = stamp.resolve(newer.moment, session.zone)?;
    let is_later = time.moment.since(newer.moment) > Duration::days(1);
    if !is_later || stamp.has_full_date() {
        return Some(time);
    }
    stamp.resolve(newer.moment.plus(Duration::days(-200)), session.zone)
}

fn parse_mark_time(text: &str) -> Option<PartialTimestamp> {
    let text = text.trim().trim_end_matches('-').trim();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    timestamp::parse_whole(&text.replace(" ,", ",")).filter(|stamp| stamp.date.is_some())
}

fn is_at_line_start(text: &str, mark: &HtmlMark) -> bool {
    text[..mark.range.start].is_empty() || text[..mark.range.start].ends_with('\n')
}

/// `Status: Resolved` is a phase too.
fn label_phase(label: &str) -> Option<ImportedPhase> {
    let label = label.trim().trim_end_matches(':');
    let label = label.strip_prefix("Status:").unwrap_or(label);
    phase::phase_of_label(label)
}

fn is_planned_word(label: &str) -> bool {
    matches!(
        phase::phase_of_label(label),
        Some(ImportedPhase::Scheduled | ImportedPhase::InProgress)
    ) || label.to_lowercase().contains("completed")
}

/// One update: a phase in bold letters, a hyphen and the text. `offset` is where it begins in the whole text.
fn read_update(text: &str, marks: &[HtmlMark], offset: usize) -> FeedUpdate {
    let blanks = text.len() - text.trim_start().len();
    let is_label = |mark: &&HtmlMark| {
        mark.is_strong && mark.range.start == offset + blanks && label_phase(&mark.text).is_some()
    };
    let label = marks.iter().find(is_label);
    let rest = label.map_or(text, |label| &text[label.range.end - offset..]);
    let rest = rest.trim_start();
    let rest = match label {
        Some(_) => rest.trim_start_matches(['-', '–', '—', ':']).trim_start(),
        None => rest,
    };
    let (text, components) = split_components(rest);
    let label = label.map(|label| label.text.trim().trim_end_matches(':').to_owned());
    FeedUpdate {
        at: None,
        is_year_inferred: false,
        phase: label.as_deref().and_then(label_phase),
        is_planned_word: label.as_deref().is_some_and(is_planned_word),
        label,
        text,
        components,
    }
}

/// Splits off a list of components with their states, which incident.io has below `Affected components`.
fn split_components(text: &str) -> (String, Vec<AffectedComponent>) {
    let unchanged = || (text.trim().to_owned(), Vec::new());
    let Some((before, after)) = text.split_once("**Affected components**") else {
        return unchanged();
    };
    let mut components = Vec::new();
    for line in after.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let item = line.strip_prefix("- ").and_then(|item| {
            let (name, state) = item.strip_suffix(')')?.rsplit_once(" (")?;
            Some(AffectedComponent {
                key: None,
                name: Some(name.to_owned()),
                state: Some(state.to_owned()),
            })
        });
        match item {
            Some(component) => components.push(component),
            None => return unchanged(),
        }
    }
    (before.trim().to_owned(), components)
}

const SCHEDULE: &str = "THIS IS A SCHEDULED EVENT";

fn is_schedule(text: &str) -> bool {
    text.trim_start_matches('*').starts_with(SCHEDULE)
}

/// `THIS IS A SCHEDULED EVENT Apr 7, 13:00 - 21:00 UTC`, as Statuspage writes above the updates of a maintenance.
fn planned_window(item: &Item, session: &ImportSession) -> Option<PlannedWindow> {
    let mark = item
        .content
        .marks
        .iter()
        .find(|mark| is_schedule(&mark.text))?;
    let text = mark.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_start_matches(SCHEDULE).replace(" ,", ",");
    let (mut start, range) = timestamp::find_timestamp(&text)?;
    let (end, _) = timestamp::find_timestamp(text.get(range.end..)?)?;
    start.zone = start.zone.or(end.zone);
    let start = start.resolve(item.time?.moment, session.zone)?;
    let mut end = end.resolve(start.moment, session.zone)?;
    if end.moment < start.moment {
        end.moment = end.moment.plus(Duration::days(1));
    }
    Some(PlannedWindow {
        start: Some(written(start)),
        end: Some(written(end)),
        minutes: None,
    })
}
