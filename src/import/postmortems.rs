//! Post-mortems in Markdown, of any template: the text stays as it is, and what a template says about times and actions is told from it.

use super::draft::{self, Article, Common, Incident, Update};
use super::front::{self, Front};
use super::stamp::{self, When};
use super::tree::Tree;
use super::{Session, names, text};
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Date, Duration, Moment, Zone};
use crate::base::yaml_writer::{Writer, scalar};

/// Headings above what is done about it.
const ACTIONS: [&str; 7] = [
    "action items",
    "actions",
    "corrective actions",
    "follow-up",
    "follow up",
    "next steps",
    "what we are doing",
];

/// Imports every Markdown file.
pub(super) fn import(from: &Sources, session: &mut Session) {
    session.report_site("");
    for (_, file) in from.iter().filter(|(_, file)| text(file).is_some()) {
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
            session.report.left_out(&file.path, "no Markdown");
        } else if matches!(stem, "readme" | "index" | "_index" | "contributing")
            || stem.contains("template")
        {
            session
                .report
                .left_out(&file.path, "a file for authors and not for readers");
        } else if let Some(front) = front::read(file, session) {
            session.report.read(&file.path);
            one(file, &front, session);
        }
    }
}

/// What a post-mortem tells besides its text.
struct Told {
    title: String,
    start: When,
    detected: Option<Moment>,
    end: Option<Moment>,
}

fn one(file: &SourceFile, front: &Front, session: &mut Session) {
    let source = file.path.as_str();
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let stem = name.split(".md").next().unwrap_or(name);
    let (heading, body) = headed(&front.body);
    let title = front
        .head
        .text(&["title"])
        .map(str::to_owned)
        .or(heading.clone())
        .unwrap_or_else(|| stem.to_owned());
    // A heading that is not the title keeps its place.
    let body = if heading.is_some_and(|heading| heading != title) {
        front.body.as_str()
    } else {
        body
    };
    let mut notes = front.rest(&["title"]);
    let Some(told) = told(source, stem, title.clone(), front, session) else {
        session
            .report
            .guessed(source, "it has no date, and became a page that is a draft");
        let id = session.names.page(stem);
        let lists = "draft: true\n".to_owned();
        let text = Article {
            head: vec![("title", title)],
            lists,
            notes,
            body: body.to_owned(),
        }
        .text();
        return session.made(source, format!("pages/{id}.md"), &text);
    };
    let day = session.zone.date(told.start.moment);
    let (incident, made) = match matching(day, session) {
        Some(id) => {
            session.report.merged(
                source,
                &format!("it is about the incident `{id}`, the only one of that day"),
            );
            let name = session.names.entry(day, names::without_date(&id));
            (id, name)
        }
        None => {
            let id = session.names.entry(day, stem);
            incident(source, &told, &id, session);
            (id.clone(), id)
        }
    };
    let (actions, section, body) = actions(body);
    notes.extend(section.map(|heading| format!("these actions stood under `{heading}`")));
    notes.push("when it was published is not known: the day of the end".to_owned());
    let published = told.end.unwrap_or(told.start.moment).max(told.start.moment);
    let head = vec![
        ("incident", incident),
        ("title", title),
        ("published", draft::written(published)),
    ];
    let text = Article {
        head,
        lists: actions_text(&actions),
        notes,
        body,
    }
    .text();
    session.made(source, format!("postmortems/{made}.md"), &text);
}

/// The first heading, and the text without it.
fn headed(body: &str) -> (Option<String>, &str) {
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
fn told(
    source: &str,
    stem: &str,
    title: String,
    front: &Front,
    session: &mut Session,
) -> Option<Told> {
    let head = front
        .head
        .text(&["date", "started"])
        .and_then(|text| session.when(text));
    let named = |text: &str| {
        let (stamp, _) = stamp::find(text)?;
        Some(stamp).filter(stamp::Stamp::is_dated)
    };
    let zone = zone_said(&front.body).unwrap_or(session.zone);
    let nothing = Moment::from_unix(0)?;
    let resolve = |stamp: stamp::Stamp| stamp.resolve(nothing, zone);
    let of_name = named(stem).or_else(|| named(&title)).and_then(resolve);
    let of_body = || front.body.lines().find_map(named).and_then(resolve);
    let day = head.or(of_name).or_else(of_body)?;
    let line = |signs: &[&str], last: bool| {
        let mut lines = front
            .body
            .lines()
            .filter_map(|line| said(line, signs)?.resolve(day.moment, zone))
            .filter(|when| {
                !when.day_only
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
    let course = timeline(&front.body, day.moment, zone);
    let start = started
        .or(detected)
        .or(course.first().copied())
        .filter(|_| day.day_only)
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
                .guessed(source, "when it was over: the last time of its timeline");
        }
    }
    if start.day_only {
        session
            .report
            .guessed(source, "when it began: only the day is known");
    }
    if end.is_none() {
        session
            .report
            .guessed(source, "when it was over, which is not known");
    }
    let detected = detected
        .map(|when| when.moment)
        .filter(|moment| *moment >= start.moment);
    Some(Told {
        title,
        start,
        detected,
        end,
    })
}

/// The times with a clock in the section that is called a timeline, each told by the one before.
fn timeline(body: &str, day: Moment, zone: Zone) -> Vec<When> {
    let depth = |line: &str| line.bytes().take_while(|b| *b == b'#').count();
    let mut lines = body
        .lines()
        .skip_while(|line| depth(line) == 0 || !line.to_lowercase().contains("timeline"));
    let Some(heading) = lines.next() else {
        return Vec::new();
    };
    let (level, mut near, mut times) = (depth(heading), day, Vec::new());
    for line in lines.take_while(|line| depth(line) == 0 || depth(line) > level) {
        let found =
            stamp::find(line).filter(|(stamp, range)| stamp.clock.is_some() && range.start < 8);
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
fn said(line: &str, signs: &[&str]) -> Option<stamp::Stamp> {
    let lower = line.to_lowercase();
    let (stamp, _) = stamp::find(line)?;
    (line.len() < 200 && signs.iter().any(|sign| lower.contains(sign)) && stamp.clock.is_some())
        .then_some(stamp)
}

/// The zone of `All times in UTC`.
fn zone_said(body: &str) -> Option<Zone> {
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
        "cet" | "cest" => Zone::named("Europe/Berlin"),
        "pst" | "pdt" | "pacific" => Zone::named("America/Los_Angeles"),
        "est" | "edt" | "eastern" => Zone::named("America/New_York"),
        "bst" => Zone::named("Europe/London"),
        _ => None,
    }
}

/// The one incident of a day that is there already, and that no import of post-mortems made.
fn matching(day: Date, session: &Session) -> Option<String> {
    let mut found = session.into.iter().filter_map(|(_, file)| {
        file.path.strip_prefix("incidents/")?;
        let text = text(file)?;
        if text.starts_with("# Imported by `statuary import postmortems`") {
            return None;
        }
        let (tree, _) = Tree::yaml(text);
        let started = session.when(tree.text(&["started"])?)?;
        (session.zone.date(started.moment) == day).then(|| file.stem().to_owned())
    });
    found.next().filter(|_| found.next().is_none())
}

/// A post-mortem needs the incident that it is about.
fn incident(source: &str, told: &Told, id: &str, session: &mut Session) {
    session.report.guessed(source, "how bad it was: major");
    let update = |at: When, status, text: &str, notes: &[&str]| Update {
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
    let end = told.end.map(|moment| When {
        moment,
        day_only: false,
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
    let common = Common {
        title: told.title.clone(),
        updates,
        notes,
        ..Common::default()
    };
    let (started, detected) = (told.start.moment, told.detected);
    session.incident(
        source,
        id,
        &Incident {
            common,
            started,
            detected,
            ended: None,
            impact: Some("major"),
        },
    );
}

/// What is done, and where it can be followed.
struct Action {
    what: String,
    link: Option<String>,
}

/// Takes a section out of a text that is a plain list of actions. Any other section stays.
fn actions(body: &str) -> (Vec<Action>, Option<String>, String) {
    let lines: Vec<&str> = body.lines().collect();
    let heading = |line: &str| {
        line.starts_with('#')
            .then(|| line.trim_matches(['#', ' ', ':']).to_lowercase())
    };
    let is_actions =
        |line: &&str| heading(line).is_some_and(|words| ACTIONS.contains(&words.as_str()));
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
    let found: Option<Vec<Action>> = inside.iter().map(|line| action(line)).collect();
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
fn action(line: &str) -> Option<Action> {
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
        return Some(Action {
            what: item.to_owned(),
            link: None,
        });
    };
    let (words, rest) = rest.split_once("](")?;
    let (url, after) = rest.split_once(')')?;
    let plain = url.starts_with("https://") && !url.contains([' ', '"']);
    plain.then(|| Action {
        what: format!("{before}{words}{after}"),
        link: Some(url.to_owned()),
    })
}

fn actions_text(actions: &[Action]) -> String {
    let mut writer = Writer::default();
    if !actions.is_empty() {
        writer.line(0, "actions:");
    }
    for Action { what, link } in actions {
        writer.line(2, &format!("- what: {}", scalar(what)));
        link.iter().for_each(|link| writer.pair(4, "link", link));
    }
    writer.finish()
}
