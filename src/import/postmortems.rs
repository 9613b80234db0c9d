//! Post-mortems in Markdown with any structure: the text stays unchanged, and times and actions are read from it.

use super::entry::{EntryPeriod, ImportedArticle, ImportedEntry, ImportedUpdate};
use super::front_matter::{self, ImportedMarkdown};
use super::ids;
use super::session::{ImportSession, Importer};
use super::source_text::{file_name, file_text};
use super::timestamp::{self, ImportedTime, PartialTimestamp};
use super::value::ImportedValue;
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Date, Duration, Moment, Zone};
use crate::format::field::{Field, Required};
use crate::format::leaf::Url;
use crate::format::postmortem::{ActionItemDoc, PostmortemDoc};
use crate::format::yaml::to_yaml;

/// Headings of sections with actions.
const ACTION_HEADINGS: [&str; 7] = [
    "action items",
    "actions",
    "corrective actions",
    "follow-up",
    "follow up",
    "next steps",
    "what we are doing",
];

/// A time further away from the start than this belongs to something else that the text mentions.
const MAX_DISTANCE: Duration = Duration::days(60);

pub(super) const IMPORTER: Importer = Importer {
    name: "postmortems",
    about: "A directory of Markdown post-mortems",
    import,
};

/// Imports every Markdown file.
fn import(from: &Sources, session: &mut ImportSession) {
    session.report_missing_settings("");
    for (_, file) in from.iter() {
        if file_text(file).is_none() {
            continue;
        }
        let name = file_name(&file.path).to_lowercase();
        let stem = name.split('.').next().unwrap_or(&name);
        let extensions = [".md", ".md.erb", ".mdx", ".markdown"];
        if !extensions.iter().any(|extension| name.ends_with(extension)) {
            session.report.skipped(&file.path, "not a Markdown file");
        } else if matches!(stem, "readme" | "index" | "_index" | "contributing")
            || stem.contains("template")
        {
            session
                .report
                .skipped(&file.path, "template or documentation for authors");
        } else if let Some(markdown) = front_matter::read_markdown(file, session) {
            session.report.read(&file.path);
            import_file(file, &markdown, session);
        }
    }
}

fn import_file(file: &SourceFile, markdown: &ImportedMarkdown, session: &mut ImportSession) {
    let source = file.path.as_str();
    let name = file_name(source);
    let stem = name.split(".md").next().unwrap_or(name);
    let (heading, rest) = split_title(&markdown.body);
    let title = markdown.front_matter.get_text(&["title"]);
    let title = title.or(heading).unwrap_or(stem);
    // A heading that is not the title stays in the text.
    let body = if heading.is_some_and(|heading| heading != title) {
        markdown.body.as_str()
    } else {
        rest
    };
    let mut notes = markdown.other_keys("title");
    let Some(times) = find_times(source, stem, title, markdown, session) else {
        session
            .report
            .assumed(source, "no date found; imported as a draft page");
        let article = ImportedArticle {
            notes,
            body: body.to_owned(),
            ..ImportedArticle::default()
        };
        return session.add_draft_page(source, stem, title, article);
    };
    let day = session.date(times.start.moment);
    let (incident_id, file_id) = match find_incident_of_day(day, session) {
        Some(id) => {
            session.report.merged(
                source,
                format!("linked to the incident `{id}`, the only one on that day"),
            );
            let name = ids::split_date(&id).map_or(id.as_str(), |(_, rest)| rest);
            let file_id = session.ids.entry_id(day, name);
            (id, file_id)
        }
        None => {
            let id = session.ids.entry_id(day, stem);
            add_incident(source, title, times, &id, session);
            (id.clone(), id)
        }
    };
    let (actions, heading, body) = take_actions(body);
    notes
        .extend(heading.map(|heading| format!("these actions were under the heading `{heading}`")));
    notes.push("publication date not known; uses the day on which the incident ended".to_owned());
    let start = times.start.moment;
    let published = times.end.map_or(start, |end| end.max(start));
    let published = session.date(published).to_string();
    let article = ImportedArticle {
        fields: vec![
            ("incident", incident_id),
            ("title", title.to_owned()),
            ("published", published),
        ],
        raw_fields: actions_to_yaml(&actions),
        notes,
        body,
    };
    let path = format!("postmortems/{file_id}.md");
    session.add_file(source, path, &article.to_markdown());
}

/// The first heading, and the text without it.
fn split_title(body: &str) -> (Option<&str>, &str) {
    if let Some(start) = body.trim_start().strip_prefix("# ") {
        let (heading, rest) = start.split_once('\n').unwrap_or((start, ""));
        if !heading.trim().eq_ignore_ascii_case("metadata") {
            return (Some(heading.trim()), rest);
        }
    }
    (None, body)
}

#[derive(Clone, Copy)]
struct PostmortemTimes {
    start: ImportedTime,
    detected: Option<Moment>,
    end: Option<Moment>,
}

/// Finds the day in the front matter, the file name, the title or the text, and the times of that day in the text.
fn find_times(
    source: &str,
    stem: &str,
    title: &str,
    markdown: &ImportedMarkdown,
    session: &mut ImportSession,
) -> Option<PostmortemTimes> {
    let body = markdown.body.as_str();
    let zone = stated_zone(body).unwrap_or(session.zone);
    let epoch = Moment::from_unix(0)?;
    let in_front_matter = markdown
        .front_matter
        .get_text(&["date", "started"])
        .and_then(|text| session.parse_time(text));
    let day = in_front_matter.or_else(|| {
        let stamp = find_full_date(stem)
            .or_else(|| find_full_date(title))
            .or_else(|| body.lines().find_map(find_full_date))?;
        stamp.resolve(epoch, zone)
    })?;
    let times_beside = |words: &[&str]| -> Vec<ImportedTime> {
        body.lines()
            .filter_map(|line| time_on_line(line, words)?.resolve(day.moment, zone))
            .filter(|time| !time.is_date_only && is_near(time.moment, day.moment))
            .collect()
    };
    let first = |words: &[&str]| times_beside(words).first().copied();
    let started = first(&["fault occurs", "start", "began", "begun"]);
    let detected = first(&["detected", "team aware", "first reported"]);
    let ended = times_beside(&[
        "resolved",
        "end:",
        "end of",
        "ended",
        "recovered",
        "back online",
    ]);
    let timeline = timeline_times(body, day.moment, zone);
    let start = if day.is_date_only {
        let start = started.or(detected).or(timeline.first().copied());
        start.unwrap_or(day)
    } else {
        day
    };
    let is_after_start = |time: &&ImportedTime| time.moment > start.moment;
    let mut end = ended.last().filter(is_after_start);
    if end.is_none() {
        end = timeline.last().filter(is_after_start);
        if end.is_some() {
            session
                .report
                .assumed(source, "end not given; used the last time in the timeline");
        }
    }
    if start.is_date_only {
        session
            .report
            .assumed(source, "time of day of the start not known");
    }
    if end.is_none() {
        session.report.assumed(source, "end not known");
    }
    let detected = detected.map(|time| time.moment);
    Some(PostmortemTimes {
        start,
        detected: detected.filter(|detected| *detected >= start.moment),
        end: end.map(|end| end.moment),
    })
}

fn find_full_date(text: &str) -> Option<PartialTimestamp> {
    let (stamp, _) = timestamp::find_timestamp(text)?;
    stamp.has_full_date().then_some(stamp)
}

fn is_near(moment: Moment, day: Moment) -> bool {
    moment.since(day).as_seconds().abs() < MAX_DISTANCE.as_seconds()
}

/// The times in the section with the heading "timeline". A time without a date belongs to the day of the time before it.
fn timeline_times(body: &str, day: Moment, zone: Zone) -> Vec<ImportedTime> {
    let level = |line: &str| line.bytes().take_while(|b| *b == b'#').count();
    let mut lines = body
        .lines()
        .skip_while(|line| level(line) == 0 || !line.to_lowercase().contains("timeline"));
    let Some(heading) = lines.next() else {
        return Vec::new();
    };
    let section = lines.take_while(|line| level(line) == 0 || level(line) > level(heading));
    let mut previous = day;
    let mut times = Vec::new();
    for line in section {
        // Further into a line, a time is part of a sentence.
        if let Some((stamp, range)) = timestamp::find_timestamp(line)
            && stamp.clock.is_some()
            && range.start < 8
            && let Some(time) = stamp.resolve(previous, zone)
        {
            previous = time.moment;
            times.push(time);
        }
    }
    times.retain(|time| is_near(time.moment, day));
    times.sort_unstable();
    times
}

/// The time on a short line that contains one of these words.
fn time_on_line(line: &str, words: &[&str]) -> Option<PartialTimestamp> {
    let lower = line.to_lowercase();
    if line.len() >= 200 || !words.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let (stamp, _) = timestamp::find_timestamp(line)?;
    stamp.clock.is_some().then_some(stamp)
}

/// The zone in a sentence such as `All times in UTC`.
fn stated_zone(body: &str) -> Option<Zone> {
    let lower = body.to_lowercase();
    let start = ["times in ", "time in ", "times are in ", "times are "]
        .iter()
        .find_map(|sign| lower.find(sign).map(|at| at + sign.len()))?;
    let rest = &lower[start..];
    let end = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    match &rest[..end] {
        "utc" | "gmt" => Some(Zone::UTC),
        "cet" | "cest" => Zone::from_name("Europe/Berlin"),
        "pst" | "pdt" | "pacific" => Zone::from_name("America/Los_Angeles"),
        "est" | "edt" | "eastern" => Zone::from_name("America/New_York"),
        "bst" => Zone::from_name("Europe/London"),
        _ => None,
    }
}

/// The only incident of a day in the existing site, apart from those that an import of post-mortems created.
fn find_incident_of_day(day: Date, session: &ImportSession) -> Option<String> {
    let mut found = session.existing.iter().filter_map(|(_, file)| {
        file.path.strip_prefix("incidents/")?;
        let text = file_text(file)?;
        if text.starts_with("# Imported by `statuary import postmortems`") {
            return None;
        }
        let (incident, _) = ImportedValue::parse_yaml(text);
        let started = session.parse_time(incident.get_text(&["started"])?)?;
        (session.date(started.moment) == day).then(|| file.stem().to_owned())
    });
    found.next().filter(|_| found.next().is_none())
}

/// Creates the incident that a post-mortem needs.
fn add_incident(
    source: &str,
    title: &str,
    times: PostmortemTimes,
    id: &str,
    session: &mut ImportSession,
) {
    session
        .report
        .assumed(source, "impact not known; set to `major`");
    let opening = ImportedUpdate {
        is_publication_unknown: !times.start.is_date_only,
        ..ImportedUpdate::new(times.start, "The post-mortem describes what happened.")
    };
    let end = times.end.map(|moment| ImportedTime {
        moment,
        is_date_only: false,
    });
    let end = end.unwrap_or(times.start.without_time_of_day());
    let mut resolution = ImportedUpdate::new(end, "Resolved.");
    resolution.status = Some("resolved");
    resolution.is_publication_unknown = !end.is_date_only;
    let entry = ImportedEntry {
        title: title.to_owned(),
        period: EntryPeriod::Incident {
            started: times.start,
            detected: times.detected,
            ended: None,
            is_end_unknown: times.end.is_none(),
            impact: Some("major"),
        },
        components: Vec::new(),
        updates: vec![opening, resolution],
        links: Vec::new(),
        aliases: Vec::new(),
        draft: false,
        notes: vec!["impact not known".to_owned()],
    };
    session.add_entry(source, id, entry);
}

struct ImportedAction {
    text: String,
    link: Option<String>,
}

/// Takes the section out of a text that is a plain list of actions, with its heading. Any other section stays.
fn take_actions(body: &str) -> (Vec<ImportedAction>, Option<String>, String) {
    let lines: Vec<&str> = body.lines().collect();
    let is_actions_heading = |line: &&str| {
        let heading = line.trim_matches(['#', ' ', ':']).to_lowercase();
        line.starts_with('#') && ACTION_HEADINGS.contains(&heading.as_str())
    };
    let nothing = || (Vec::new(), None, body.to_owned());
    let Some(start) = lines.iter().position(is_actions_heading) else {
        return nothing();
    };
    let end = lines[start + 1..]
        .iter()
        .position(|line| line.starts_with('#'))
        .map_or(lines.len(), |at| start + 1 + at);
    let items = lines[start + 1..end]
        .iter()
        .filter(|line| !line.trim().is_empty());
    let actions: Option<Vec<ImportedAction>> = items.map(|line| parse_action(line)).collect();
    match actions {
        Some(actions) if !actions.is_empty() => {
            let heading = lines[start].trim_matches(['#', ' ']).to_owned();
            let rest = [&lines[..start], &lines[end..]].concat().join("\n");
            (actions, Some(heading), rest)
        }
        _ => nothing(),
    }
}

/// A list item with at most one link and no other markup.
fn parse_action(line: &str) -> Option<ImportedAction> {
    let item = line
        .strip_prefix("- ")
        .or_else(|| line.strip_prefix("* "))?
        .trim();
    if item.is_empty()
        || item.starts_with('[')
        || item.contains(['<', '`'])
        || item.matches("](").count() > 1
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
    let is_plain_url = url.starts_with("https://") && !url.contains([' ', '"']);
    is_plain_url.then(|| ImportedAction {
        text: format!("{before}{words}{after}"),
        link: Some(url.to_owned()),
    })
}

fn actions_to_yaml(actions: &[ImportedAction]) -> String {
    let items = actions.iter().map(|action| {
        Field::new(ActionItemDoc {
            what: Required::new(action.text.clone()),
            link: Field::from_option(action.link.as_deref().map(Url::from)),
            ..ActionItemDoc::default()
        })
    });
    to_yaml(&PostmortemDoc {
        actions: Field::from_list(items.collect()),
        ..PostmortemDoc::default()
    })
}
