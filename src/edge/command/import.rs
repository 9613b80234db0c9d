//! `import`: another tool's history as content of this one.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::End;
use crate::base::source::Sources;
use crate::base::time::Zone;
use crate::edge::cli::{Common, From, ImportArgs, Source};
use crate::edge::load::{self, Root};
use crate::edge::progress::Progress;
use crate::edge::replace::replace;
use crate::edge::terminal::print;

use crate::import::{self, Made, Standing, Tool, What, standing};

/// Runs the command.
pub(super) fn run(common: &Common, args: &ImportArgs) -> Result<End> {
    let progress = Progress::begin(common.quiet);
    let (tool, source) = match &args.from {
        From::Cstate(source) => (Tool::Cstate, source),
        From::Statuspage(source) => (Tool::Statuspage, source),
        From::Upptime(source) => (Tool::Upptime, source),
        From::Postmortems(source) => (Tool::Postmortems, source),
    };
    let zone = match &source.time_zone {
        Some(name) => Some(Zone::named(name).with_context(|| {
            format!("--time-zone {name}: there is no such zone; write an IANA name, such as `Europe/Berlin`")
        })?),
        None => None,
    };
    let into = target(common, source)?;
    apart(&source.path, &into)?;
    let from = load::foreign(&source.path)?;
    let present = if into.is_dir() {
        load::foreign(&into)?
    } else {
        Sources::default()
    };
    let imported = import::files(tool, &from, &present, zone);
    if !imported
        .report
        .lines
        .iter()
        .any(|line| line.what == What::Read)
    {
        bail!(
            "{} has no file that `import {}` reads; `statuary import --help` says what each reads",
            source.path.display(),
            tool.name()
        );
    }
    let wrote = write(&into, &imported.files, source.dry_run, &progress)?;
    if !common.quiet {
        print(&imported.report.text())?;
    }
    print(&wrote.summary(source.dry_run, &into))?;
    if let Some(site) = into.parent().filter(|_| !common.quiet && !source.dry_run) {
        print(&next(site))?;
    }
    Ok(End::Good)
}

/// What to do then.
fn next(site: &Path) -> String {
    let site = if site.as_os_str().is_empty() {
        Path::new(".")
    } else {
        site
    };
    format!(
        "\nLook at it:\n  statuary -C {0} check\n  statuary -C {0} serve\n",
        site.display()
    )
}

/// The content folder that was named, else the site's, else the one that a site here would have.
fn target(common: &Common, source: &Source) -> Result<PathBuf> {
    if let Some(into) = &source.into {
        return Ok(into.clone());
    }
    let here = common
        .directory
        .clone()
        .unwrap_or_else(|| PathBuf::from("."));
    Ok(Root::find(&here).map_or_else(|_| here.join("content"), |root| root.content()))
}

/// What is read and what is written may not lie in each other: the next import would read what this one wrote.
fn apart(from: &Path, into: &Path) -> Result<()> {
    let from = load::canonical(from)?;
    let whole = std::path::absolute(into)?;
    // A folder that is not there yet lies where the nearest one above it lies.
    let there = whole.ancestors().find_map(|above| {
        let rest = whole.strip_prefix(above).ok()?;
        fs_err::canonicalize(above)
            .ok()
            .map(|above| above.join(rest))
    });
    let into = there.unwrap_or(whole);
    if into.starts_with(&from) || from.starts_with(&into) {
        bail!(
            "{} and {} lie in each other; choose another place with `--into`",
            from.display(),
            into.display()
        );
    }
    Ok(())
}

/// What became of the files.
#[derive(Default)]
struct Wrote {
    written: usize,
    unchanged: usize,
    kept: Vec<String>,
}

fn write(into: &Path, files: &[Made], dry_run: bool, progress: &Progress) -> Result<Wrote> {
    let mut wrote = Wrote::default();
    let task = progress.task("writing", files.len());
    for Made { path, text } in files {
        task.step();
        let place = into.join(path);
        let reason = match standing(present(&place)?.as_deref(), text) {
            Standing::Same => {
                wrote.unchanged += 1;
                continue;
            }
            Standing::Free | Standing::Ours => {
                wrote.written += 1;
                if !dry_run {
                    fs_err::create_dir_all(place.parent().unwrap_or(into))?;
                    replace(&place, text)?;
                }
                continue;
            }
            Standing::Edited => "it was edited since an import made it",
            Standing::Other => "an import of another source made it",
            Standing::Foreign => "no import made it",
        };
        wrote.kept.push(format!("kept {path}: {reason}\n"));
    }
    Ok(wrote)
}

/// What stands in a place. What is no ordinary text file is nobody's to replace.
fn present(place: &Path) -> Result<Option<String>> {
    match place.symlink_metadata() {
        Err(_) => Ok(None),
        Ok(found) if found.is_file() => Ok(Some(
            String::from_utf8_lossy(&fs_err::read(place)?).into_owned(),
        )),
        Ok(_) => Ok(Some(String::new())),
    }
}

impl Wrote {
    fn summary(&self, dry_run: bool, into: &Path) -> String {
        let Wrote {
            written,
            unchanged,
            kept,
        } = self;
        let verb = if dry_run {
            "would be written"
        } else {
            "written"
        };
        let place = into.display();
        let sums = format!(
            "{written} files {verb} to {place}, {unchanged} unchanged, {} kept\n",
            kept.len()
        );
        kept.concat() + &sums
    }
}
