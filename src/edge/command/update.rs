//! `update`: puts an update into the file of an incident or a maintenance.

use anyhow::{Context, Result, anyhow, bail};

use super::keep::{Desk, then};
use super::{End, folder, report, words};
use crate::author::clock::{self, Lean};
use crate::author::update::{self, Update};
use crate::base::diagnostic::{nearest, one_of, quoted};
use crate::base::time::{Duration, Now};
use crate::base::time_reader;
use crate::check;
use crate::derive::snapshot::Snapshot;
use crate::edge::cli::{Common, UpdateArgs};
use crate::edge::load::Root;
use crate::edge::replace::replace;
use crate::edge::terminal::{print, say};

/// An update that is published later than this after the time that it speaks of says so.
const LATE: Duration = Duration::minutes(5);

/// The folders of files that have updates.
const FOLDERS: [&str; 2] = ["incidents", "maintenance"];

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &UpdateArgs) -> Result<End> {
    let desk = Desk::open(root, common)?;
    let (path, text) = match named(&desk, &args.words)? {
        Some((path, rest)) => (path, rest),
        None => match the_open_one(&desk)? {
            Some(path) => (path, args.words.first().cloned()),
            None => return Ok(End::Faults),
        },
    };
    let file = folder(root) + &path;
    let before = desk
        .text(&path)
        .with_context(|| format!("{file} is not there"))?;
    let before = before.with_context(|| format!("{file} is not UTF-8 text"))?;
    let mut update = given(&desk, args)?;
    let text = words::text(
        text.as_deref(),
        &format!("{file}: {}", summary(&desk, &update)),
    )?;
    update.text = text.ok_or_else(|| {
        anyhow!("an update needs a text: write it as an argument, or `-` for standard input")
    })?;
    let appended = match update::append(&before, &update, desk.zone) {
        Ok(appended) => appended,
        Err(unplaced) => {
            say(&format!(
                "error: {file} was left as it is: {}\nput these lines under `updates:` yourself:\n\n{}",
                unplaced.reason, unplaced.lines
            ))?;
            return Ok(End::Faults);
        }
    };
    if !desk.accepts(&path, &appended.text)? {
        return Ok(End::Faults);
    }
    let line = appended.text[..appended.added.start].matches('\n').count() + 1;
    let added = appended.text[appended.added.clone()].replace('\r', "");
    if args.dry_run {
        print(&format!(
            "would add to {file}:{line}\n{}\n",
            added.trim_matches('\n')
        ))?;
        return Ok(End::Good);
    }
    let place = root.content().join(&path);
    if fs_err::read(&place)? != before.as_bytes() {
        bail!("{file} was saved by somebody else a moment ago; run the command again");
    }
    replace(&place, &appended.text)?;
    print(&format!("{file}:{line}\n"))?;
    if !common.quiet {
        print(&format!("{}\n\n{}", summary(&desk, &update), then(&file)))?;
    }
    Ok(End::Good)
}

/// The file that the first of two words names, or a single word that can be nothing else. A path of the file will do too.
fn named(desk: &Desk, words: &[String]) -> Result<Option<(String, Option<String>)>> {
    let Some((first, rest)) = words.split_first() else {
        return Ok(None);
    };
    if rest.len() > 1 {
        bail!(
            "put the text between quotes: `statuary update {first} \"{}\"`",
            rest.join(" ")
        );
    }
    let name = first.rsplit('/').next().unwrap_or(first);
    let id = name.strip_suffix(".yaml").unwrap_or(name);
    let paths = FOLDERS.map(|folder| format!("{folder}/{id}.yaml"));
    if let Some(path) = paths
        .into_iter()
        .find(|path| desk.sources.find(path).is_some())
    {
        return Ok(Some((path, rest.first().cloned())));
    }
    // The first of two was meant as an id, and so was a word that begins with a date: it must not become a text for customers.
    let dated = id
        .get(..10)
        .is_some_and(|day| time_reader::time(day).is_ok())
        && !id.contains(' ');
    if dated || name != id || !rest.is_empty() {
        let known: Vec<&str> = desk
            .sources
            .iter()
            .filter(|(_, file)| in_folders(&file.path))
            .map(|(_, file)| file.stem())
            .collect();
        let part = || known.iter().rev().copied().find(|known| known.contains(id));
        let meant = nearest(id, known.iter().copied()).or_else(part);
        let meant = meant
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        bail!("there is no incident or maintenance {}{meant}", quoted(id));
    }
    Ok(None)
}

fn in_folders(path: &str) -> bool {
    FOLDERS.iter().any(|folder| {
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    })
}

/// The one incident that is open, else the one maintenance that goes on. `None` if the faults of the content hide it, which are said.
fn the_open_one(desk: &Desk) -> Result<Option<String>> {
    let outcome = check::sources(&desk.sources);
    let Some(ledger) = &outcome.ledger else {
        report(&outcome.at(desk.now), &desk.sources, desk.root, desk.common)?;
        say("name the incident: which one is open cannot be told while the content has errors\n")?;
        return Ok(None);
    };
    let snapshot = Snapshot::of(&ledger.status, desk.now);
    let open = snapshot
        .incidents
        .iter()
        .filter(|facts| facts.is_open())
        .map(|facts| facts.incident.id.as_str());
    let open: Vec<&str> = open.collect();
    let active = snapshot
        .maintenance
        .iter()
        .filter(|facts| facts.is_active());
    let active: Vec<&str> = active.map(|facts| facts.maintenance.id.as_str()).collect();
    match (open.as_slice(), active.as_slice()) {
        ([one], _) => Ok(Some(format!("incidents/{one}.yaml"))),
        ([], [one]) => Ok(Some(format!("maintenance/{one}.yaml"))),
        ([], []) => bail!(
            "no incident is open; name the one to update, or begin one with `statuary new incident`"
        ),
        (open, active) => {
            let several = if open.is_empty() { active } else { open };
            bail!(
                "{} are open; name one: {}",
                several.len(),
                one_of(several.iter().copied())
            )
        }
    }
}

/// The update, but for its text.
fn given(desk: &Desk, args: &UpdateArgs) -> Result<Update> {
    let Now(now) = desk.now;
    let at = desk.time(args.at.as_deref().unwrap_or("now"), Lean::Nearest)?;
    let late = now.since(at) > LATE;
    let scheduled = match (&args.start, &args.end) {
        (Some(start), Some(end)) => {
            let start = desk.time(start, Lean::Ahead)?;
            let end = clock::time(end, start, desk.zone, Lean::Ahead)
                .map_err(|reason| anyhow!(reason))?;
            Some((desk.zone.to_the_minute(start), desk.zone.to_the_minute(end)))
        }
        _ => None,
    };
    Ok(Update {
        id: None,
        at: desk.zone.to_the_minute(at),
        posted: late.then(|| desk.zone.to_the_minute(now)),
        status: args.status.clone(),
        label: args.label.clone(),
        components: args
            .components
            .iter()
            .map(|text| state(text))
            .collect::<Result<_>>()?,
        scheduled,
        text: String::new(),
        next_update: args.next.clone(),
    })
}

fn state(text: &str) -> Result<(String, String)> {
    match text.split_once('=') {
        Some((id, state)) => Ok((id.trim().to_owned(), state.trim().to_owned())),
        None => bail!("--component {text}: the state is missing; write `{text}=operational`"),
    }
}

/// What an update says besides its text, in one line.
fn summary(desk: &Desk, update: &Update) -> String {
    let status = update.status.as_deref().unwrap_or("a remark");
    let mut parts = vec![format!("{status}, at {}", desk.said(&update.at))];
    parts.extend(
        update
            .posted
            .iter()
            .map(|posted| format!("posted at {}", desk.said(posted))),
    );
    parts.extend(
        update
            .components
            .iter()
            .map(|(id, state)| format!("{id} {state}")),
    );
    parts.extend(
        update
            .scheduled
            .iter()
            .map(|(start, end)| format!("window from {} to {}", desk.said(start), desk.said(end))),
    );
    parts.extend(
        update
            .next_update
            .iter()
            .map(|next| format!("next update within {next}")),
    );
    parts.join(", ")
}
