//! `update`: adds an update to the file of an incident or a maintenance.

use anyhow::{Context, Result, anyhow, bail};

use super::checked_write::{AuthoringContext, next_steps};
use super::context::{CommandStatus, content_prefix, print_diagnostics};
use super::editor_input;
use crate::author::new_update::NewUpdate;
use crate::author::typed_time::DayChoice;
use crate::author::update;
use crate::base::diagnostic::{nearest, quoted, quoted_alternatives};
use crate::base::time::{Duration, Now};
use crate::base::time_parser;
use crate::derive::snapshot::Snapshot;
use crate::edge::atomic_write::LockedFile;
use crate::edge::cli::{GlobalArgs, UpdateArgs};
use crate::edge::load::SiteRoot;
use crate::edge::terminal::{print, print_stderr};

/// An update that is published later than this after its `at` gets a `posted`.
const LATE_AFTER: Duration = Duration::minutes(5);

/// The folders of files that have updates.
const FOLDERS: [&str; 2] = ["incidents", "maintenance"];

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &UpdateArgs) -> Result<CommandStatus> {
    let mut context = AuthoringContext::open(root, common)?;
    let (path, text) = match find_named_file(&context, &args.target_and_text)? {
        Some((path, rest)) => (path, rest),
        None => match find_open_entry(&context)? {
            Some(path) => (path, args.target_and_text.first().cloned()),
            None => return Ok(CommandStatus::ContentErrors),
        },
    };
    let file = content_prefix(root) + &path;
    let mut update = build_update(&context, args)?;
    let text = editor_input::read_text(
        text.as_deref(),
        &format!("{file}: {}", summarize_update(&context, &update)),
    )?;
    update.text = text.ok_or_else(|| {
        anyhow!("an update needs a text: write it as an argument, or `-` for standard input")
    })?;
    let locked = LockedFile::open(&root.content.join(&path))?;
    let before = locked
        .bytes()
        .with_context(|| format!("{file} is not there"))?;
    if context.file_bytes(&path) != Some(before) {
        // Another update was faster.
        context = AuthoringContext::open(root, common)?;
    }
    let before =
        std::str::from_utf8(before).with_context(|| format!("{file} is not UTF-8 text"))?;
    let appended = match update::append_update(before, &update, context.zone) {
        Ok(appended) => appended,
        Err(unplaced) => {
            print_stderr(&format!(
                "error: {file} was left as it is: {}\nput these lines under `updates:` yourself:\n\n{}",
                unplaced.reason, unplaced.lines
            ))?;
            return Ok(CommandStatus::ContentErrors);
        }
    };
    if !context.accepts_change(&path, &appended.text)? {
        return Ok(CommandStatus::ContentErrors);
    }
    let line = appended.text[..appended.added.start].matches('\n').count() + 1;
    let added = appended.text[appended.added.clone()].replace('\r', "");
    if args.dry_run {
        print(&format!(
            "would add to {file}:{line}\n{}\n",
            added.trim_matches('\n')
        ))?;
        return Ok(CommandStatus::Success);
    }
    locked.replace(&appended.text)?;
    print(&format!("{file}:{line}\n"))?;
    if !common.quiet {
        print(&format!(
            "{}\n\n{}",
            summarize_update(&context, &update),
            next_steps(root, &path)
        ))?;
    }
    Ok(CommandStatus::Success)
}

/// The file that the first argument names, by ID or path, if that is not the text.
fn find_named_file(
    context: &AuthoringContext,
    arguments: &[String],
) -> Result<Option<(String, Option<String>)>> {
    let Some((first, rest)) = arguments.split_first() else {
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
        .find(|path| context.sources.find(path).is_some())
    {
        return Ok(Some((path, rest.first().cloned())));
    }
    // The first of two arguments was meant as an ID, and so was a word that begins with a date. It must not be published as a text.
    let dated = id
        .get(..10)
        .is_some_and(|day| time_parser::parse_time(day).is_ok())
        && !id.contains(' ');
    if dated || name != id || !rest.is_empty() {
        let known: Vec<&str> = context
            .sources
            .iter()
            .filter(|(_, file)| is_entry_path(&file.path))
            .map(|(_, file)| file.stem())
            .collect();
        let part = || known.iter().rev().copied().find(|known| known.contains(id));
        let suggestion = nearest(id, known.iter().copied()).or_else(part);
        let suggestion = suggestion
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        bail!(
            "there is no incident or maintenance {}{suggestion}",
            quoted(id)
        );
    }
    Ok(None)
}

fn is_entry_path(path: &str) -> bool {
    FOLDERS.iter().any(|folder| {
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    })
}

/// The only open incident, else the only ongoing maintenance. `None` if faults of the content hide it, which are printed.
fn find_open_entry(context: &AuthoringContext) -> Result<Option<String>> {
    let outcome = crate::check_sources(&context.sources);
    let Some(ledger) = &outcome.ledger else {
        print_diagnostics(
            &outcome.diagnostics_at(context.now),
            &context.sources,
            context.root,
            context.common,
        )?;
        print_stderr(
            "give the ID of the incident: the open incident cannot be determined while the content has errors\n",
        )?;
        return Ok(None);
    };
    let snapshot = Snapshot::of(&ledger.status, context.now);
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
                quoted_alternatives(several.iter().copied())
            )
        }
    }
}

/// The update, but for its text.
fn build_update(context: &AuthoringContext, args: &UpdateArgs) -> Result<NewUpdate> {
    let Now(now) = context.now;
    let at = context.parse_time(args.at.as_deref().unwrap_or("now"), DayChoice::Nearest)?;
    let late = now.since(at) > LATE_AFTER;
    let scheduled = match (&args.start, &args.end) {
        (Some(start), Some(end)) => {
            let start = context.parse_time(start, DayChoice::Next)?;
            let end = context.parse_window_end(end, start)?;
            Some((context.zone.to_the_minute(start), end))
        }
        _ => None,
    };
    Ok(NewUpdate {
        id: None,
        at: context.zone.to_the_minute(at),
        posted: late.then(|| context.zone.to_the_minute(now)),
        status: args.status.clone(),
        label: args.label.clone(),
        components: args
            .components
            .iter()
            .map(|text| parse_state(text))
            .collect::<Result<_>>()?,
        scheduled,
        text: String::new(),
        next_update: args.next.clone(),
    })
}

fn parse_state(text: &str) -> Result<(String, String)> {
    match text.split_once('=') {
        Some((id, state)) => Ok((id.trim().to_owned(), state.trim().to_owned())),
        None => bail!("--component {text}: the state is missing; write `{text}=operational`"),
    }
}

/// A one-line summary of an update without its text.
fn summarize_update(context: &AuthoringContext, update: &NewUpdate) -> String {
    let status = update.status.as_deref().unwrap_or("no status change");
    let mut parts = vec![format!(
        "{status}, at {}",
        context.describe_time(&update.at)
    )];
    parts.extend(
        update
            .posted
            .iter()
            .map(|posted| format!("posted at {}", context.describe_time(posted))),
    );
    parts.extend(
        update
            .components
            .iter()
            .map(|(id, state)| format!("{id} {state}")),
    );
    parts.extend(update.scheduled.iter().map(|(start, end)| {
        format!(
            "window from {} to {}",
            context.describe_time(start),
            context.describe_time(end)
        )
    }));
    parts.extend(
        update
            .next_update
            .iter()
            .map(|next| format!("next update within {next}")),
    );
    parts.join(", ")
}
