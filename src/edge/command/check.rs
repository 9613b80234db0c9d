//! `check`: says everything that is wrong with the content.

use std::path::Path;

use anyhow::{Result, bail};

use super::{End, folder, load, moment, report};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::check;
use crate::edge::cli::{CheckArgs, Common, Format};
use crate::edge::load::{Root, surroundings};
use crate::edge::terminal::{print, tally};
use crate::edge::{human, machine};

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &CheckArgs) -> Result<End> {
    let sources = load(root)?;
    let outcome = check::sources(&sources).within(&surroundings(&root.themes()?));
    let diagnostics = outcome.at(moment(&outcome, common)?);
    let wanted = wanted(&args.paths, root)?;
    let chosen = |fault: &Diagnostic| {
        let path = &sources.file(fault.primary.span.file).path;
        wanted.is_empty()
            || wanted
                .iter()
                .any(|start| path == start || path.starts_with(&format!("{start}/")))
    };
    let shown: Vec<Diagnostic> = diagnostics.into_iter().filter(chosen).collect();
    let folder = folder(root);
    match args.format {
        Format::Text => {
            report(&shown, &sources, root, common)?;
            if !common.quiet {
                print(&format!(
                    "{} in {} files\n",
                    tally(&shown),
                    sources.iter().count()
                ))?;
            }
        }
        Format::Short => {
            let lines = shown
                .iter()
                .map(|fault| human::short(fault, &sources, &folder) + "\n");
            print(&lines.collect::<String>())?;
        }
        Format::Json => print(&machine::json(&shown, &sources, &folder))?,
        Format::Github => print(&machine::github(&shown, &sources, &folder))?,
        Format::Gitlab => print(&machine::gitlab(&shown, &sources, &folder))?,
        Format::Sarif => print(&machine::sarif(&shown, &sources, &folder))?,
    }
    let bad = shown
        .iter()
        .any(|fault| args.strict || fault.level == Level::Error);
    // The program ends: its memory goes back as a whole, sooner than piece by piece.
    std::mem::forget((outcome, sources));
    Ok(if bad { End::Faults } else { End::Good })
}

/// Paths that a report is limited to, from the content folder, whichever folder they were typed from.
fn wanted(paths: &[String], root: &Root) -> Result<Vec<String>> {
    let content = root.content();
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
            .and_then(|path| path.strip_prefix(&content).ok())
        {
            Some(path) => Ok(path.to_string_lossy().trim_end_matches('/').to_owned()),
            None => bail!("{text} is not in the content folder"),
        }
    };
    let paths: Vec<String> = paths.iter().map(inside).collect::<Result<_>>()?;
    Ok(if paths.iter().any(String::is_empty) {
        Vec::new()
    } else {
        paths
    })
}
