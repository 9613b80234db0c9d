//! Post-mortems in Markdown with any structure: the text stays unchanged, and times and actions are read from it.

use super::entry::{EntryPeriod, ImportedArticle, ImportedEntry, ImportedUpdate, Milestones};
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
const ACTION_HEADINGS: [&str; 8] = [
    "review actions",
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
        let has_extension = extensions.iter().any(|extension| name.ends_with(extension));
        if !has_extension && !is_document_without_extension(&name, file) {
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

/// Whether a file without an extension is a document, and not a licence or a script: it has a heading or front matter.
fn is_document_without_extension(name: &str, file: &SourceFile) -> bool {
    let text = file_text(file).unwrap_or_default();
    let has_heading = text
        .lines()
        .any(|line| line.starts_with("# ") || line.starts_with("## "));
    !name.contains('.') && !text.starts_with("#!") && (has_heading || text.starts_with("---\n"))
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
    let start = times.start.moment;
    let ended = times.end.map_or(start, |end| end.max(start));
    let committed = session.history.first_version(source);
    let published = match committed.filter(|committed| *committed >= ended) {
        Some(committed) => committed,
        None => {
            notes.push(
                "publication date not known; uses the day on which the incident ended".to_owned(),
            );
            ended
        }
    };
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
        if heading.trim().is_empty() {
            return (None, rest);
        }
        if !heading.trim().eq_ignore_ascii_case("metadata") {
            return (Some(heading.trim()), rest);
        }
    }
    (None, body)
}

#[derive(Clone, Copy)]
struct PostmortemTimes {
    start: ImportedTime,
    milestones: Milestones,
    end: Option<Moment>,
}

/// What stands before a time on a line of its own, such as `- First detected 2020-10-06 08:33`.
const START_LABELS: [&str; 6] = [
    "fault occurs",
    "fault occurred",
    "incident began",
    "started",
    "start",
    "began",
];
const DETECTED_LABELS: [&str; 5] = [
    "first detected",
    "fault detected",
    "detected",
    "team aware",
    "first reported",
];
const DECLARED_LABELS: [&str; 2] = ["incident declared", "declared"];
const REPAIRED_LABELS: [&str; 2] = ["repaired", "fault repaired"];
const END_LABELS: [&str; 5] = ["resolved", "incident resolved", "recovered", "ended", "end"];

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
    let is_usable = |time: &ImportedTime| !time.is_date_only && is_near(time.moment, day.moment);
    let times_beside = |words: &[&str]| -> Vec<ImportedTime> {
        body.lines()
            .filter_map(|line| time_on_line(line, words)?.resolve(day.moment, zone))
            .filter(is_usable)
            .collect()
    };
    let first_beside = |words: &[&str]| times_beside(words).first().copied();
    let mut labelled = |labels: &[&str]| {
        let (line, stamp) = body.lines().find_map(|line| labelled_time(line, labels))?;
        let time = stamp.resolve(day.moment, zone)?;
        if !time.is_date_only && !is_usable(&time) {
            let text = format!("`{line}` is too far from the start to be true; not used");
            session.report.assumed(source, text);
        }
        is_usable(&time).then_some((time, stamp.date.is_some()))
    };
    let started = labelled(&START_LABELS);
    let detected = labelled(&DETECTED_LABELS);
    let [declared, repaired, resolved] =
        [&DECLARED_LABELS[..], &REPAIRED_LABELS, &END_LABELS].map(&mut labelled);
    let timeline = timeline_times(body, day.moment, zone);
    let prose_detected = || first_beside(&["detected", "team aware", "first reported"]);
    let start = if day.is_date_only {
        // A sentence in which something started can be about anything, such as an upgrade.
        let written = started.or(detected).map(|(time, _)| time);
        written
            .or_else(|| first_beside(&["fault occurs", "start", "began", "begun"]))
            .or_else(prose_detected)
            .or(timeline.first().copied())
            .unwrap_or(day)
    } else {
        day
    };
    // A clock without a date that is before the start belongs to the next day.
    let after_start = |(time, has_date): (ImportedTime, bool)| {
        let is_next_day = !has_date && time.moment < start.moment;
        let days = Duration::days(i64::from(is_next_day));
        Some(time.moment.plus(days)).filter(|moment| *moment >= start.moment)
    };
    let milestones = Milestones {
        detected: detected
            .or_else(|| Some((prose_detected()?, true)))
            .and_then(after_start),
        declared: declared.and_then(after_start),
        repaired: repaired.and_then(after_start),
    };
    let ended = || {
        let words = [
            "resolved",
            "end:",
            "end of",
            "ended",
            "recovered",
            "back online",
        ];
        times_beside(&words).last().map(|time| time.moment)
    };
    let is_after_start = |moment: &Moment| *moment > start.moment;
    let mut end = resolved
        .and_then(after_start)
        .or_else(ended)
        .filter(is_after_start);
    if end.is_none() {
        end = timeline
            .last()
            .map(|time| time.moment)
            .filter(is_after_start);
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
    Some(PostmortemTimes {
        start,
        milestones,
        end,
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

/// A line that begins with one of these labels and goes on with a time, and that time.
fn labelled_time<'t>(line: &'t str, labels: &[&str]) -> Option<(&'t str, PartialTimestamp)> {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let rest = labels.iter().find_map(|label| {
        let (start, rest) = line.split_at_checked(label.len())?;
        start.eq_ignore_ascii_case(label).then_some(rest)
    })?;
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = rest.strip_prefix("at ").unwrap_or(rest);
    let words: Vec<String> = rest.split_whitespace().map(with_colon).collect();
    let (stamp, _) = timestamp::parse_at(&words.join(" "), 0)?;
    Some((line, stamp))
}

/// `11.48` as `11:48`. Beside a label such a number is a clock; in prose it can be a version.
fn with_colon(word: &str) -> String {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    match word.split_once('.') {
        Some((hour, minute))
            if matches!(hour.len(), 1 | 2)
                && minute.len() == 2
                && is_number(hour)
                && is_number(minute) =>
        {
            format!("{hour}:{minute}")
        }
        _ => word.to_owned(),
    }
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
            milestones: times.milestones,
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
        let heading = line.trim_matches(['#', '*', '-', ' ', ':']).to_lowercase();
        ACTION_HEADINGS.contains(&heading.as_str())
    };
    let nothing = || (Vec::new(), None, body.to_owned());
    let Some(start) = lines.iter().position(is_actions_heading) else {
        return nothing();
    };
    // An item of a list can be the heading of the items below it.
    let depth = list_item(lines[start]).map(|_| indent(lines[start]));
    let is_end = |line: &&str| {
        line.starts_with('#')
            || depth.is_some_and(|depth| !line.trim().is_empty() && indent(line) <= depth)
    };
    let end = lines[start + 1..].iter().position(is_end);
    let end = end.map_or(lines.len(), |at| start + 1 + at);
    let mut items: Vec<String> = Vec::new();
    for line in lines[start + 1..end]
        .iter()
        .filter(|line| !line.trim().is_empty())
    {
        match (list_item(line), items.last_mut()) {
            (Some(item), _) => items.push(item.to_owned()),
            (None, Some(item)) if indent(line) > 0 => {
                item.push(' ');
                item.push_str(line.trim());
            }
            (None, _) => return nothing(),
        }
    }
    let actions: Option<Vec<ImportedAction>> =
        items.iter().map(|item| parse_action(item)).collect();
    match actions {
        Some(actions) if !actions.is_empty() => {
            let heading = lines[start]
                .trim_matches(['#', '*', '-', ' ', ':'])
                .to_owned();
            let rest = [&lines[..start], &lines[end..]].concat().join("\n");
            (actions, Some(heading), rest)
        }
        _ => nothing(),
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn list_item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
    item.or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        (rest.len() < line.len()).then(|| rest.strip_prefix(". "))?
    })
}

/// An action without markup. Its first link is the one that an action can have; further ones stay in the text as addresses.
fn parse_action(item: &str) -> Option<ImportedAction> {
    // An open box of a task list.
    let item = item.trim().trim_start_matches("[ ] ").trim();
    let is_empty = matches!(
        item.to_lowercase().as_str(),
        "" | "n/a" | "none" | "tbd" | "-"
    );
    if is_empty || item.contains('<') {
        return None;
    }
    let item = item.replace('`', "");
    let mut action = ImportedAction {
        text: String::new(),
        link: None,
    };
    let mut rest = item.as_str();
    while let Some((before, words, url, after)) = split_link(rest) {
        action.text.push_str(before);
        if before.ends_with(char::is_alphanumeric) {
            action.text.push(' ');
        }
        action.text.push_str(words);
        if action.link.is_none() && url.starts_with("https://") && !url.contains([' ', '"']) {
            action.link = Some(url.to_owned());
        } else {
            action.text.push_str(&format!(" ({url})"));
        }
        rest = after;
    }
    action.text.push_str(rest);
    Some(action)
}

/// The first link of a text: what stands before it, its words, its address, and what stands after it.
fn split_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (left, right) = text.split_once("](")?;
    let (before, words) = left.rsplit_once('[')?;
    let (url, after) = right.split_once(')')?;
    Some((before, words, url, after))
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
