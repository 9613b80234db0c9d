//! Post-mortems in Markdown, of any template: the text stays as it is, and what a template says about times and actions is told from it.

use super::entry::{self, ImportedArticle, ImportedEntry, ImportedIncident, ImportedUpdate};
use super::front_matter::{self, ImportedMarkdown};
use super::timestamp::{self, ImportedTime};
use super::value::ImportedValue;
use super::{ImportSession, file_text, ids};
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Date, Duration, Moment, Zone};
use crate::base::yaml_writer::{YamlWriter, scalar};

/// Headings above what is done about it.
const ACTION_HEADINGS: [&str; 7] = [
    "action items",
    "actions",
    "corrective actions",
    "follow-up",
    "follow up",
    "next steps",
    "what we are doing",
];

/// Imports every Markdown file.
pub(super) fn import(from: &Sources, session: &mut ImportSession) {
    session.report_missing_settings("");
    for (_, file) in from.iter().filter(|(_, file)| file_text(file).is_some()) {
        let name = file
            .path
            .rsplit('/')
            .next()
            .unwrap_or(&file.path)
            .to_lowercase();
        let stem = name.split('.').next().unwrap_or(&name);
        if ![".md", ".md.erb", ".mdx", ".markdown"]
            .iter()
            .any(|end| name.ends_with(end))
        {
            session.report.skipped(&file.path, "no Markdown");
        } else if matches!(stem, "readme" | "index" | "_index" | "contributing")
            || stem.contains("template")
        {
            session
                .report
                .skipped(&file.path, "a file for authors and not for readers");
        } else if let Some(front) = front_matter::read_markdown(file, session) {
            session.report.read(&file.path);
            import_file(file, &front, session);
        }
    }
}

/// What a post-mortem tells besides its text.
struct PostmortemFacts {
    title: String,
    start: ImportedTime,
    detected: Option<Moment>,
    end: Option<Moment>,
}

fn import_file(file: &SourceFile, front: &ImportedMarkdown, session: &mut ImportSession) {
    let source = file.path.as_str();
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let stem = name.split(".md").next().unwrap_or(name);
    let (heading, body) = split_title(&front.body);
    let title = front
        .front_matter
        .get_text(&["title"])
        .map(str::to_owned)
        .or(heading.clone())
        .unwrap_or_else(|| stem.to_owned());
    // A heading that is not the title keeps its place.
    let body = if heading.is_some_and(|heading| heading != title) {
        front.body.as_str()
    } else {
        body
    };
    let mut notes = front.unused_keys(&["title"]);
    let Some(told) = find_facts(source, stem, title.clone(), front, session) else {
        session
            .report
            .assumed(source, "it has no date, and became a page that is a draft");
        let id = session.ids.page_id(stem);
        let lists = "draft: true\n".to_owned();
        let text = ImportedArticle {
            fields: vec![("title", title)],
            raw_fields: lists,
            notes,
            body: body.to_owned(),
        }
        .to_markdown();
        return session.add_file(source, format!("pages/{id}.md"), &text);
    };
    let day = session.zone.date(told.start.moment);
    let (incident, made) = match find_incident_of_day(day, session) {
        Some(id) => {
            session.report.merged(
                source,
                &format!("it is about the incident `{id}`, the only one of that day"),
            );
            let name = session.ids.entry_id(day, ids::strip_date(&id));
            (id, name)
        }
        None => {
            let id = session.ids.entry_id(day, stem);
            add_incident(source, &told, &id, session);
            (id.clone(), id)
        }
    };
    let (actions, section, body) = take_actions(body);
    notes.extend(section.map(|heading| format!("these actions stood under `{heading}`")));
    notes.push("when it was published is not known: the day of the end".to_owned());
    let published = told.end.unwrap_or(told.start.moment).max(told.start.moment);
    let head = vec![
        ("incident", incident),
        ("title", title),
        ("published", entry::format_moment(published)),
    ];
    let text = ImportedArticle {
        fields: head,
        raw_fields: actions_to_yaml(&actions),
        notes,
        body,
    }
    .to_markdown();
    session.add_file(source, format!("postmortems/{made}.md"), &text);
}

/// The first heading, and the text without it.
fn split_title(body: &str) -> (Option<String>, &str) {
    let start = body.trim_start();
    match start
        .strip_prefix("# ")
        .map(|rest| rest.split_once('\n').unwrap_or((rest, "")))
    {
        Some((line, rest)) if !line.trim().eq_ignore_ascii_case("metadata") => {
            (Some(line.trim().to_owned()), rest)
        }
        _ => (None, body),
    }
}

/// Start, detection and end, from the head, the name, the title, and the lines that say a time.
fn find_facts(
    source: &str,
    stem: &str,
    title: String,
    front: &ImportedMarkdown,
    session: &mut ImportSession,
) -> Option<PostmortemFacts> {
    let head = front
        .front_matter
        .get_text(&["date", "started"])
        .and_then(|text| session.parse_time(text));
    let named = |text: &str| {
        let (stamp, _) = timestamp::find_timestamp(text)?;
        Some(stamp).filter(timestamp::PartialTimestamp::has_full_date)
    };
    let zone = stated_zone(&front.body).unwrap_or(session.zone);
    let nothing = Moment::from_unix(0)?;
    let resolve = |stamp: timestamp::PartialTimestamp| stamp.resolve(nothing, zone);
    let of_name = named(stem).or_else(|| named(&title)).and_then(resolve);
    let of_body = || front.body.lines().find_map(named).and_then(resolve);
    let day = head.or(of_name).or_else(of_body)?;
    let line = |signs: &[&str], last: bool| {
        let mut lines = front
            .body
            .lines()
            .filter_map(|line| time_on_line(line, signs)?.resolve(day.moment, zone))
            .filter(|when| {
                !when.is_date_only
                    && when.moment.since(day.moment).as_seconds().abs()
                        < Duration::days(60).as_seconds()
            });
        if last {
            lines.next_back()
        } else {
            lines.next()
        }
    };
    let started = line(&["fault occurs", "start", "began", "begun"], false);
    let detected = line(&["detected", "team aware", "first reported"], false);
    let end = line(
        &[
            "resolved",
            "end:",
            "end of",
            "ended",
            "recovered",
            "back online",
        ],
        true,
    );
    let course = timeline_times(&front.body, day.moment, zone);
    let start = started
        .or(detected)
        .or(course.first().copied())
        .filter(|_| day.is_date_only)
        .unwrap_or(day);
    let mut end = end
        .map(|when| when.moment)
        .filter(|end| *end > start.moment);
    if end.is_none() {
        end = course
            .last()
            .map(|when| when.moment)
            .filter(|end| *end > start.moment);
        if end.is_some() {
            session
                .report
                .assumed(source, "when it was over: the last time of its timeline");
        }
    }
    if start.is_date_only {
        session
            .report
            .assumed(source, "when it began: only the day is known");
    }
    if end.is_none() {
        session
            .report
            .assumed(source, "when it was over, which is not known");
    }
    let detected = detected
        .map(|when| when.moment)
        .filter(|moment| *moment >= start.moment);
    Some(PostmortemFacts {
        title,
        start,
        detected,
        end,
    })
}

/// The times with a clock in the section that is called a timeline, each told by the one before.
fn timeline_times(body: &str, day: Moment, zone: Zone) -> Vec<ImportedTime> {
    let depth = |line: &str| line.bytes().take_while(|b| *b == b'#').count();
    let mut lines = body
        .lines()
        .skip_while(|line| depth(line) == 0 || !line.to_lowercase().contains("timeline"));
    let Some(heading) = lines.next() else {
        return Vec::new();
    };
    let (level, mut near, mut times) = (depth(heading), day, Vec::new());
    for line in lines.take_while(|line| depth(line) == 0 || depth(line) > level) {
        let found = timestamp::find_timestamp(line)
            .filter(|(stamp, range)| stamp.clock.is_some() && range.start < 8);
        if let Some(when) = found.and_then(|(stamp, _)| stamp.resolve(near, zone)) {
            near = when.moment;
            times.push(when);
        }
    }
    times
        .retain(|when| when.moment.since(day).as_seconds().abs() < Duration::days(60).as_seconds());
    times.sort_unstable();
    times
}

/// The time on a short line that has one of these words.
fn time_on_line(line: &str, signs: &[&str]) -> Option<timestamp::PartialTimestamp> {
    let lower = line.to_lowercase();
    let (stamp, _) = timestamp::find_timestamp(line)?;
    (line.len() < 200 && signs.iter().any(|sign| lower.contains(sign)) && stamp.clock.is_some())
        .then_some(stamp)
}

/// The zone of `All times in UTC`.
fn stated_zone(body: &str) -> Option<Zone> {
    let lower = body.to_lowercase();
    let at = ["times in ", "time in ", "times are in ", "times are "]
        .iter()
        .find_map(|sign| lower.find(sign).map(|at| at + sign.len()))?;
    let word: String = lower[at..]
        .chars()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect();
    match word.as_str() {
        "utc" | "gmt" => Some(Zone::UTC),
        "cet" | "cest" => Zone::from_name("Europe/Berlin"),
        "pst" | "pdt" | "pacific" => Zone::from_name("America/Los_Angeles"),
        "est" | "edt" | "eastern" => Zone::from_name("America/New_York"),
        "bst" => Zone::from_name("Europe/London"),
        _ => None,
    }
}

/// The one incident of a day that is there already, and that no import of post-mortems made.
fn find_incident_of_day(day: Date, session: &ImportSession) -> Option<String> {
    let mut found = session.existing.iter().filter_map(|(_, file)| {
        file.path.strip_prefix("incidents/")?;
        let text = file_text(file)?;
        if text.starts_with("# Imported by `statuary import postmortems`") {
            return None;
        }
        let (tree, _) = ImportedValue::parse_yaml(text);
        let started = session.parse_time(tree.get_text(&["started"])?)?;
        (session.zone.date(started.moment) == day).then(|| file.stem().to_owned())
    });
    found.next().filter(|_| found.next().is_none())
}

/// A post-mortem needs the incident that it is about.
fn add_incident(source: &str, told: &PostmortemFacts, id: &str, session: &mut ImportSession) {
    session.report.assumed(source, "how bad it was: major");
    let update = |at: ImportedTime, status, text: &str, notes: &[&str]| ImportedUpdate {
        at,
        status,
        label: None,
        text: text.to_owned(),
        components: Vec::new(),
        edited: None,
        notes: notes.iter().map(|note| (*note).to_owned()).collect(),
    };
    let mut updates = vec![update(
        told.start,
        None,
        "What happened is told in the post-mortem.",
        &[],
    )];
    let end = told.end.map(|moment| ImportedTime {
        moment,
        is_date_only: false,
    });
    let notes: &[&str] = if end.is_some() {
        &[]
    } else {
        &["the end is not known: that of the start"]
    };
    updates.push(update(
        end.unwrap_or(told.start),
        Some("resolved"),
        "Resolved.",
        notes,
    ));
    let notes = vec!["how bad it was is not known".to_owned()];
    let common = ImportedEntry {
        title: told.title.clone(),
        updates,
        notes,
        ..ImportedEntry::default()
    };
    let (started, detected) = (told.start.moment, told.detected);
    session.add_incident(
        source,
        id,
        &ImportedIncident {
            common,
            started,
            detected,
            ended: None,
            impact: Some("major"),
        },
    );
}

/// What is done, and where it can be followed.
struct ImportedAction {
    text: String,
    link: Option<String>,
}

/// Takes a section out of a text that is a plain list of actions. Any other section stays.
fn take_actions(body: &str) -> (Vec<ImportedAction>, Option<String>, String) {
    let lines: Vec<&str> = body.lines().collect();
    let heading = |line: &str| {
        line.starts_with('#')
            .then(|| line.trim_matches(['#', ' ', ':']).to_lowercase())
    };
    let is_actions =
        |line: &&str| heading(line).is_some_and(|words| ACTION_HEADINGS.contains(&words.as_str()));
    let Some(start) = lines.iter().position(is_actions) else {
        return (Vec::new(), None, body.to_owned());
    };
    let end = lines[start + 1..]
        .iter()
        .position(|line| line.starts_with('#'))
        .map_or(lines.len(), |at| start + 1 + at);
    let inside: Vec<&str> = lines[start + 1..end]
        .iter()
        .filter(|line| !line.trim().is_empty())
        .copied()
        .collect();
    let found: Option<Vec<ImportedAction>> = inside.iter().map(|line| parse_action(line)).collect();
    match found.filter(|found| !found.is_empty()) {
        Some(found) => {
            let section = lines[start].trim_matches(['#', ' ']).to_owned();
            (
                found,
                Some(section),
                [&lines[..start], &lines[end..]].concat().join("\n"),
            )
        }
        None => (Vec::new(), None, body.to_owned()),
    }
}

/// An item of a list with at most one link and nothing below it.
fn parse_action(line: &str) -> Option<ImportedAction> {
    let item = line
        .strip_prefix("- ")
        .or_else(|| line.strip_prefix("* "))?
        .trim();
    if item.starts_with('[')
        || item.contains(['<', '`'])
        || item.matches("](").count() > 1
        || item.is_empty()
    {
        return None;
    }
    let Some((before, rest)) = item.split_once('[') else {
        return Some(ImportedAction {
            text: item.to_owned(),
            link: None,
        });
    };
    let (words, rest) = rest.split_once("](")?;
    let (url, after) = rest.split_once(')')?;
    let plain = url.starts_with("https://") && !url.contains([' ', '"']);
    plain.then(|| ImportedAction {
        text: format!("{before}{words}{after}"),
        link: Some(url.to_owned()),
    })
}

fn actions_to_yaml(actions: &[ImportedAction]) -> String {
    let mut writer = YamlWriter::default();
    if !actions.is_empty() {
        writer.line(0, "actions:");
    }
    for ImportedAction { text: what, link } in actions {
        writer.line(2, &format!("- what: {}", scalar(what)));
        link.iter().for_each(|link| writer.pair(4, "link", link));
    }
    writer.finish()
}
