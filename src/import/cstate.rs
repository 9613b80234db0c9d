//! cState, and every tool that keeps an incident as Markdown with `title`, `date` and `severity` at its head.

use super::body::{self, Found, Frame};
use super::draft::{self, Article, Common, Incident, Maintenance};
use super::front::{self, Front};
use super::phase::{self, Phase};
use super::severity::{self, Severity};
use super::stamp::When;
use super::tree::Tree;
use super::{Session, file, text, timeline};
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Date, Duration};

/// Names of the key with the components.
const AFFECTED: [&str; 5] = [
    "affected",
    "affectedSystems",
    "affected_systems",
    "systems",
    "components",
];
/// Names of the key with the end.
const ENDS: [&str; 4] = ["resolvedWhen", "resolved_when", "resolvedAt", "endDate"];
/// Keys that have a place.
const USED: [&str; 18] = [
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
const UNKNOWN_WINDOW: Duration = Duration::minutes(60);

/// Imports a folder.
pub(super) fn import(from: &Sources, session: &mut Session) {
    let config = ["config.yml", "config.yaml", "hugo.yml", "hugo.yaml"]
        .iter()
        .find_map(|name| file(from, name).map(|text| ((*name).to_owned(), text)));
    if let Some((name, text)) = &config {
        settings(name, text, session);
    }
    session.report_site(config.as_ref().map_or("", |(name, _)| name));
    for (_, file) in from.iter().filter(|(_, file)| text(file).is_some()) {
        let known = config.as_ref().is_some_and(|(name, _)| *name == file.path);
        if !known {
            one(file, session);
        }
    }
}

fn settings(source: &str, text: &str, session: &mut Session) {
    session.report.read(source);
    let (tree, fault) = Tree::yaml(text);
    if let Some(fault) = fault {
        session.report.guessed(
            source,
            &format!("it is broken, and is read as far as possible: {fault}"),
        );
    }
    let params = tree.get("params").cloned().unwrap_or(Tree::Nothing);
    let own = |tree: &Tree, keys: &[&str]| tree.text(keys).map(str::to_owned);
    session.site.title = own(&tree, &["title"]);
    session.site.url =
        own(&tree, &["baseURL"]).map(|url| format!("{}/", url.trim_end_matches('/')));
    session.site.language = own(&tree, &["languageCode"]);
    session.site.description = own(&params, &["description"]);
    if let Some(zone) = tree.text(&["timeZone"]) {
        session.offer_zone(zone);
    }
    let categories = params.list(&["categories"]);
    for system in params.list(&["systems"]) {
        let Some(name) = system.text(&["name"]).or(system.as_text()) else {
            continue;
        };
        let category = system.text(&["category"]);
        let about = categories
            .iter()
            .find(|one| one.text(&["name"]) == category);
        let about = about.and_then(|one| one.text(&["description"]));
        let id = session.board.declare(
            category.map(|name| (name, about)),
            name,
            system.text(&["description"]),
        );
        if let Some(link) = system.text(&["link"]) {
            session.board.note(&id, format!("link: {link}"));
        }
    }
    session.report.left_out(
        source,
        "looks: colours, logo, date formats and the generator's own settings",
    );
}

/// One file: an entry, a page, or nothing that a site shows.
fn one(file: &SourceFile, session: &mut Session) {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, end)| end)
        .to_ascii_lowercase();
    if !matches!(extension.as_str(), "md" | "mdx" | "mdxx" | "markdown") {
        return session.report.left_out(&file.path, "no Markdown");
    }
    if name.eq_ignore_ascii_case("readme.md")
        || name.starts_with('_')
        || name.to_lowercase().contains("template")
    {
        return session
            .report
            .left_out(&file.path, "a file for authors and not for readers");
    }
    let Some(front) = front::read(file, session) else {
        return;
    };
    session.report.read(&file.path);
    let of_page = file.path.contains("pages/");
    let date = front
        .head
        .text(&["date"])
        .and_then(|text| session.when(text));
    match date
        .filter(|_| !of_page)
        .or_else(|| from_name(file.stem(), session).filter(|_| !of_page))
    {
        Some(start) => entry(file, front, start, session),
        None => page(file, &front, session),
    }
}

/// The day at the start of a file's name.
fn from_name(stem: &str, session: &Session) -> Option<When> {
    session.when(stem.get(..10)?).filter(|when| when.day_only)
}

/// A file without a date is a free page; it waits for somebody to look at it.
fn page(file: &SourceFile, front: &Front, session: &mut Session) {
    let title = front
        .head
        .text(&["title"])
        .unwrap_or(file.stem())
        .to_owned();
    let id = session.names.page(file.stem());
    let mut head = vec![("title", title)];
    let example = file.stem().contains("example");
    if example || !file.path.contains("pages/") {
        head.push(("draft", "true".to_owned()));
        session.report.guessed(
            &file.path,
            "it has no date or is an example, and became a page that is a draft",
        );
    }
    let notes = front.rest(&["title", "draft"]);
    let text = Article {
        head,
        lists: String::new(),
        notes,
        body: front.body.clone(),
    }
    .text();
    let text = text.replace("draft: \"true\"", "draft: true");
    session.made(&file.path, format!("pages/{id}.md"), &text);
}

/// What a file says at its head.
struct Issue<'a> {
    source: &'a str,
    stem: &'a str,
    title: String,
    frame: Frame,
    severity: Severity,
    affected: Vec<String>,
    draft: bool,
    informational: bool,
    notes: Vec<String>,
    aliases: Vec<String>,
    body: String,
}

fn entry(file: &SourceFile, front: Front, start: When, session: &mut Session) {
    let issue = issue(file, front, start, session);
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
    let investigated = timeline::split(&issue.body).iter().any(|block| {
        let phase = block.marker.as_ref().and_then(|marker| marker.phase);
        matches!(phase, Some(Phase::Investigating | Phase::Identified))
    });
    let announced = issue.informational
        || (issue.severity.impact == "minor" && says(&["hazard", "hazzard", "launch", "announce"]));
    if issue.severity.maintenance || (planned && !investigated) {
        maintenance(issue, session);
    } else if announced && !investigated {
        notice(issue, session);
    } else {
        incident(issue, session);
    }
}

fn issue<'a>(file: &'a SourceFile, front: Front, start: When, session: &mut Session) -> Issue<'a> {
    let (source, head) = (file.path.as_str(), &front.head);
    let mut notes = front.rest(&USED);
    let title = head.text(&["title"]).unwrap_or(file.stem()).to_owned();
    if head.text(&["title"]).is_none() {
        session.report.guessed(source, "the title: the file's name");
    }
    if head
        .text(&["date"])
        .and_then(|text| session.when(text))
        .is_none()
    {
        notes.extend(head.text(&["date"]).map(|text| format!("date: {text}")));
        session.report.guessed(
            source,
            "the date, which cannot be read: the day in the file's name",
        );
    }
    let said = head.text(&ENDS);
    let end = said.and_then(|text| session.when(text));
    if let Some(text) = said.filter(|_| end.is_none_or(|end| end.moment <= start.moment)) {
        notes.push(format!("{}: {text} (not after the start)", ENDS[0]));
        session.report.guessed(
            source,
            &format!("the end, for `{text}` is not after the start"),
        );
    }
    let resolved = head.truth(&["resolved"]);
    let frame = Frame {
        start,
        end,
        over: resolved.unwrap_or(end.is_some()),
        zone: session.zone,
    };
    if !frame.over && said.is_some() {
        notes.extend(said.map(|text| format!("{}: {text} (it is not resolved)", ENDS[0])));
    }
    let word = head.text(&["severity"]);
    let severity = word.and_then(severity::of);
    match (word, severity) {
        (Some(word), Some((_, false))) => session.report.guessed(
            source,
            &format!("the severity `{word}`: the nearest known word"),
        ),
        (word, None) => session.report.guessed(
            source,
            &format!(
                "the severity `{}`: minor",
                word.unwrap_or("that is not given")
            ),
        ),
        _ => {}
    }
    notes.extend(word.map(|word| format!("severity: {word}")));
    let affected = AFFECTED
        .iter()
        .find_map(|key| head.get(key))
        .map_or(&[][..], Tree::items);
    let affected: Vec<String> = affected
        .iter()
        .filter_map(|one| one.as_text().map(str::to_owned))
        .collect();
    let (body, imports) = without_imports(&front.body);
    notes.extend(imports);
    Issue {
        source,
        stem: file.stem(),
        title,
        frame,
        severity: severity.map_or(severity::UNKNOWN, |(severity, _)| severity),
        affected,
        draft: head.truth(&["draft"]).unwrap_or(false),
        informational: head.truth(&["informational"]).unwrap_or(false),
        notes,
        aliases: aliases(file, head, session),
        body,
    }
}

/// The addresses that the entry had.
fn aliases(file: &SourceFile, head: &Tree, session: &mut Session) -> Vec<String> {
    let mut old: Vec<String> = head
        .list(&["aliases"])
        .iter()
        .filter_map(|one| one.as_text().map(str::to_owned))
        .collect();
    if let Some((_, inside)) = file
        .path
        .rsplit_once("content/")
        .filter(|_| head.text(&["url"]).is_none())
    {
        let folder = inside.rsplit_once('/').map_or("", |(folder, _)| folder);
        let last = head.text(&["slug"]).unwrap_or(file.stem());
        old.push(format!(
            "{folder}/{}",
            last.to_lowercase().replace(' ', "-")
        ));
    }
    old.extend(head.text(&["url"]).map(str::to_owned));
    let mut kept = Vec::new();
    for address in old {
        match session.names.alias(&address) {
            Some(alias) => kept.push(alias),
            None => session.report.left_out(
                &file.path,
                &format!("the old address `{address}` cannot lead here"),
            ),
        }
    }
    kept
}

/// The lines of a page of MDX that name its parts.
fn without_imports(body: &str) -> (String, Vec<String>) {
    let is_import = |line: &&str| line.starts_with("import ") && line.contains(" from ");
    let (imports, text): (Vec<&str>, Vec<&str>) = body.lines().partition(is_import);
    (
        text.join("\n"),
        imports.into_iter().map(str::to_owned).collect(),
    )
}

/// Components in a state, each once.
fn states(
    issue: &Issue,
    state: &'static str,
    session: &mut Session,
) -> Vec<(String, &'static str)> {
    let last = issue
        .frame
        .end
        .map_or(issue.frame.start, |end| end.max(issue.frame.start));
    let on = session.zone.date(last.moment);
    let mut states: Vec<(String, &'static str)> = Vec::new();
    for name in &issue.affected {
        let id = session.board.named(issue.source, name, on);
        if !states.iter().any(|(known, _)| *known == id) {
            states.push((id, state));
        }
    }
    states
}

fn found(issue: &Issue) -> Vec<Found> {
    let found = body::updates(&issue.body, issue.frame);
    if !found.is_empty() {
        return found;
    }
    let text = issue.title.clone();
    vec![Found {
        at: issue.frame.start,
        timed: true,
        in_body: false,
        label: None,
        phase: None,
        text,
        written: None,
    }]
}

fn day(issue: &Issue) -> Date {
    issue.frame.zone.date(issue.frame.start.moment)
}

fn incident(issue: Issue, session: &mut Session) {
    let course = draft::course(
        found(&issue),
        issue.frame,
        &issue.title,
        phase::incident_status,
    );
    course
        .guesses
        .iter()
        .for_each(|guess| session.report.guessed(issue.source, guess));
    let components = states(&issue, issue.severity.state, session);
    let impact = components.is_empty().then_some(issue.severity.impact);
    let started = draft::earliest(issue.frame.start.moment, &course.updates);
    let id = session.names.entry(day(&issue), issue.stem);
    let Issue {
        source,
        title,
        draft,
        notes,
        aliases,
        ..
    } = issue;
    let common = Common {
        title,
        components,
        updates: course.updates,
        links: Vec::new(),
        aliases,
        draft,
        notes,
    };
    let ended = course.ended.filter(|ended| *ended > started);
    session.incident(
        source,
        &id,
        &Incident {
            common,
            started,
            detected: None,
            ended,
            impact,
        },
    );
}

fn maintenance(issue: Issue, session: &mut Session) {
    let start = issue.frame.start;
    let mut notes = issue.notes.clone();
    let mut said = found(&issue);
    if let Some(posted) = from_name(issue.stem, session)
        && posted.moment < session.zone.date(start.moment).start_in(session.zone)
        && let Some(first) = said
            .first_mut()
            .filter(|first| !first.in_body && first.phase != Some(Phase::Over))
    {
        first.at = posted;
        first.phase = first.phase.or(Some(Phase::Scheduled));
        session.report.guessed(
            issue.source,
            "when it was announced: the day in the file's name",
        );
    }
    let course = draft::course(said, issue.frame, &issue.title, phase::maintenance_status);
    course
        .guesses
        .iter()
        .for_each(|guess| session.report.guessed(issue.source, guess));
    let end = issue
        .frame
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
        latest.inspect(|_| unknown_end("the last update", issue.source, &mut notes, session))
    });
    let end = end.unwrap_or_else(|| {
        unknown_end("one hour", issue.source, &mut notes, session);
        start.moment.plus(UNKNOWN_WINDOW)
    });
    let state = if issue.severity.impact == "minor" {
        "under_maintenance"
    } else {
        issue.severity.state
    };
    let components = states(&issue, state, session);
    let id = session.names.entry(day(&issue), issue.stem);
    let Issue {
        source,
        title,
        draft,
        aliases,
        ..
    } = issue;
    let common = Common {
        title,
        components,
        updates: course.updates,
        links: Vec::new(),
        aliases,
        draft,
        notes,
    };
    session.maintenance(
        source,
        &id,
        &Maintenance {
            common,
            start: start.moment,
            end,
        },
    );
}

fn unknown_end(taken: &str, source: &str, notes: &mut Vec<String>, session: &mut Session) {
    notes.push(format!("the end of the window is not known: {taken}"));
    session.report.guessed(
        source,
        &format!("the end of the window, which is not known: {taken}"),
    );
}

fn notice(issue: Issue, session: &mut Session) {
    let start = issue.frame.start.moment;
    let mut head = vec![
        ("title", issue.title.clone()),
        ("published", draft::written(start)),
    ];
    let until = issue
        .frame
        .end
        .map(|end| end.moment)
        .filter(|end| *end > start);
    head.extend(until.map(|end| ("until", draft::written(end))));
    let ids: Vec<String> = states(&issue, "operational", session)
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
    let id = session.names.entry(day(&issue), issue.stem);
    let body = if issue.body.trim().is_empty() {
        issue.title.clone()
    } else {
        issue.body.clone()
    };
    let text = Article {
        head,
        lists,
        notes: issue.notes,
        body,
    }
    .text();
    session.made(issue.source, format!("notices/{id}.md"), &text);
}
