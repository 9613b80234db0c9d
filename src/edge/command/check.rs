//! `check`: reports every problem of the content.

use std::path::Path;

use anyhow::{Result, bail};

use super::context::{
    CommandStatus, content_prefix, print_diagnostics, redact_for_log, resolve_now,
};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::time::Zone;
use crate::base::zone_data;
use crate::edge::cli::{CheckArgs, CheckFormat, GlobalArgs};
use crate::edge::diagnostics::text::summarize_counts;
use crate::edge::diagnostics::{self, github, gitlab, json, sarif};
use crate::edge::first_published;
use crate::edge::load::{ContentScope, SiteRoot, environment};
use crate::edge::portable_path::portable_path;
use crate::edge::terminal::{print, print_data, print_stderr};

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &CheckArgs) -> Result<CommandStatus> {
    let read = root.load(ContentScope::All)?;
    let outcome = crate::check_sources(&read).check_environment(&environment(&root.themes()?));
    let now = resolve_now(&outcome, common)?;
    let outcome = match &outcome.ledger {
        Some(ledger) => {
            let (zone, base) = (ledger.status.site.zone, args.base.as_deref());
            let published = first_published::read_or_warn(root, zone, base)?;
            outcome.check_publication(&read, &published, now)
        }
        None => outcome,
    };
    let diagnostics = outcome.diagnostics_at(now);
    let path_filters = resolve_path_filters(&args.paths, root)?;
    let chosen = |fault: &Diagnostic| {
        let path = &read.file(fault.primary.span.file).path;
        path_filters.is_empty()
            || path_filters
                .iter()
                .any(|start| path == start || path.starts_with(&format!("{start}/")))
    };
    let shown: Vec<Diagnostic> = diagnostics.into_iter().filter(chosen).collect();
    let folder = content_prefix(root);
    if args.format == CheckFormat::Text {
        print_diagnostics(&shown, &read, root, common)?;
    }
    let bad = shown
        .iter()
        .any(|fault| args.strict || fault.level == Level::Error);
    let (shown, sources) = redact_for_log(shown, &read, common)?;
    match args.format {
        CheckFormat::Text => {
            if !common.quiet {
                print(&format!(
                    "{} in {} files\n",
                    summarize_counts(&shown),
                    sources.iter().count()
                ))?;
            }
        }
        CheckFormat::Short => {
            let lines = shown
                .iter()
                .map(|fault| diagnostics::short_line(fault, &sources, &folder) + "\n");
            print(&lines.collect::<String>())?;
        }
        CheckFormat::Json => print_data(&json::render(&shown, &sources, &folder))?,
        CheckFormat::Github => print_data(&github::render(&shown, &sources, &folder))?,
        CheckFormat::Gitlab => print_data(&gitlab::render(&shown, &sources, &folder))?,
        CheckFormat::Sarif => print_data(&sarif::render(&shown, &sources, &folder))?,
    }
    if zone_data::is_outdated(Zone::UTC.date(now.0).parts().0) {
        let release = zone_data::VERSION;
        print_stderr(&format!(
            "warning: the time zone data of this program ({release}) are older than a year, so local times can be wrong\nhelp: install a newer version of statuary\n"
        ))?;
    }
    let url = outcome.ledger.as_ref().map(|one| &one.status.site.url);
    if let Some((url, written)) = url.and_then(|url| Some((url, url.international()?)))
        && !common.quiet
    {
        print_stderr(&format!(
            "note: the URL {written} is {url} in ASCII, which is what links, feeds and DNS use\n"
        ))?;
    }
    // The program ends, and freeing each value takes time.
    std::mem::forget((outcome, read));
    Ok(if bad {
        CommandStatus::ContentErrors
    } else {
        CommandStatus::Success
    })
}

/// Paths that a report is limited to, from the content folder, whichever folder they were typed from.
fn resolve_path_filters(paths: &[String], root: &SiteRoot) -> Result<Vec<String>> {
    let content = &root.content;
    let inside = |text: &String| {
        let typed = Path::new(text);
        let found = [
            content.join(typed),
            root.folder.join(typed),
            std::env::current_dir()?.join(typed),
        ];
        let found = found
            .iter()
            .find_map(|path| fs_err::canonicalize(path).ok());
        match found
            .as_ref()
            .and_then(|path| path.strip_prefix(content).ok())
        {
            Some(path) => Ok(portable_path(path).trim_end_matches('/').to_owned()),
            None => bail!("{text} is not in the content directory"),
        }
    };
    let paths: Vec<String> = paths.iter().map(inside).collect::<Result<_>>()?;
    Ok(if paths.iter().any(String::is_empty) {
        Vec::new()
    } else {
        paths
    })
}
