//! `import`: converts the history of another tool.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::context::{CommandStatus, resolve_now_in};
use crate::base::source::Sources;
use crate::base::time::Zone;
use crate::edge::atomic_write::write_atomic;
use crate::edge::cli::{GlobalArgs, ImportArgs};
use crate::edge::git_history;
use crate::edge::load::{self, SiteRoot};
use crate::edge::progress::Progress;
use crate::edge::random::random_id;
use crate::edge::terminal::print;

use crate::import::{
    self, ImportAction, ImportOptions, ImportedFile, ImportedPicture, SourceHistory, TargetState,
    target_state,
};

/// How many files an error lists.
const SHOWN_REASONS: usize = 5;

pub fn run(common: &GlobalArgs, args: &ImportArgs) -> Result<CommandStatus> {
    let progress = Progress::start(common.quiet);
    let zone = match &args.time_zone {
        Some(name) => Some(Zone::from_name(name).with_context(|| {
            format!("--time-zone {name}: there is no such zone; write an IANA name, such as `Europe/Berlin`")
        })?),
        None => None,
    };
    let into = target_folder(common, args)?;
    reject_overlap(&args.path, &into)?;
    let from = load::load_foreign(&args.path)?;
    let present = if into.is_dir() {
        load::load_foreign(&into)?
    } else {
        Sources::default()
    };
    let history = read_history(args)?;
    let options = ImportOptions {
        history: &history,
        existing: &present,
        zone,
        site_id: &random_id()?,
        now: resolve_now_in(zone.unwrap_or(Zone::UTC), common)?,
    };
    let imported = import::import_files(args.tool, &from, &options);
    if !imported
        .report
        .lines
        .iter()
        .any(|line| line.action == ImportAction::Read)
    {
        let skipped = imported.report.lines.iter();
        let skipped = skipped.filter(|line| !line.source.is_empty());
        let reasons = skipped.map(|line| format!("\n  {}: {}", line.source, line.text));
        bail!(
            "{} has no file that `import {}` reads; `statuary import --help` says what each reads{}",
            args.path.display(),
            args.tool.name(),
            reasons.take(SHOWN_REASONS).collect::<String>()
        );
    }
    let mut stats = write_files(&into, &imported.files, args.dry_run, &progress)?;
    write_pictures(&into, &imported.pictures, args.dry_run, &mut stats)?;
    if !common.quiet {
        print(&imported.report.text())?;
    }
    print(&stats.summary(args.dry_run, &into))?;
    if let Some(site) = into.parent().filter(|_| !common.quiet && !args.dry_run) {
        print(&next_steps(site))?;
    }
    Ok(CommandStatus::Success)
}

/// The commits of the source. One that is in no clone has none.
fn read_history(args: &ImportArgs) -> Result<SourceHistory> {
    if args.no_history || !args.tool.reads_history() {
        return Ok(SourceHistory::default());
    }
    let place = args.path.display();
    let history = git_history::read_history(&args.path).with_context(|| {
        format!("cannot read the git history of {place}; to import without it, use `--no-history`")
    })?;
    if history.is_none() && args.history {
        bail!("--history: {place} is not in a git work tree");
    }
    let history = history.unwrap_or_default();
    if let Some(reason) = history.unread.as_ref().filter(|_| args.history) {
        bail!("--history: {reason}");
    }
    Ok(history)
}

fn next_steps(site: &Path) -> String {
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
fn target_folder(common: &GlobalArgs, args: &ImportArgs) -> Result<PathBuf> {
    if let Some(into) = &args.into {
        return Ok(into.clone());
    }
    let here = common
        .directory
        .clone()
        .unwrap_or_else(|| PathBuf::from("."));
    Ok(SiteRoot::find(&here).map_or_else(|_| here.join("content"), |root| root.content))
}

/// What is read and what is written may not be inside each other: the next import would read what this one wrote.
fn reject_overlap(from: &Path, into: &Path) -> Result<()> {
    let from = load::canonicalize(from)?;
    let whole = std::path::absolute(into)?;
    // A folder that does not exist yet is resolved by its nearest existing parent.
    let there = whole.ancestors().find_map(|above| {
        let rest = whole.strip_prefix(above).ok()?;
        fs_err::canonicalize(above)
            .ok()
            .map(|above| above.join(rest))
    });
    let into = there.unwrap_or(whole);
    let (inner, outer) = if into.starts_with(&from) {
        (&into, &from)
    } else if from.starts_with(&into) {
        (&from, &into)
    } else {
        return Ok(());
    };
    bail!(
        "{} is inside {}; choose another directory with `--into`",
        inner.display(),
        outer.display()
    )
}

/// The results for the files.
#[derive(Default)]
struct ImportStats {
    written: usize,
    unchanged: usize,
    kept: Vec<String>,
}

fn write_files(
    into: &Path,
    files: &[ImportedFile],
    dry_run: bool,
    progress: &Progress,
) -> Result<ImportStats> {
    let mut stats = ImportStats::default();
    let task = progress.task("writing", files.len());
    for ImportedFile { path, text } in files {
        task.step();
        load::refuse_links(into, path)?;
        let place = into.join(path);
        let reason = match target_state(read_existing(&place)?.as_deref(), text) {
            TargetState::Unchanged => {
                stats.unchanged += 1;
                continue;
            }
            TargetState::Missing | TargetState::Replaceable => {
                stats.written += 1;
                if !dry_run {
                    fs_err::create_dir_all(place.parent().unwrap_or(into))?;
                    write_atomic(&place, text)?;
                }
                continue;
            }
            TargetState::Edited => "it was edited after it was imported",
            TargetState::OtherSource => "it was imported from another source",
            TargetState::NotImported => "it was not imported",
        };
        stats.kept.push(format!("kept {path}: {reason}\n"));
    }
    Ok(stats)
}

/// Writes the pictures that are not there. One with other bytes is somebody's own.
fn write_pictures(
    into: &Path,
    pictures: &[ImportedPicture],
    dry_run: bool,
    stats: &mut ImportStats,
) -> Result<()> {
    for ImportedPicture { path, bytes } in pictures {
        load::refuse_links(into, path)?;
        let place = into.join(path);
        match fs_err::read(&place) {
            Ok(existing) if existing == *bytes => stats.unchanged += 1,
            Ok(_) => stats
                .kept
                .push(format!("kept {path}: a different picture has this name\n")),
            Err(_) => {
                stats.written += 1;
                if !dry_run {
                    fs_err::create_dir_all(place.parent().unwrap_or(into))?;
                    write_atomic(&place, bytes)?;
                }
            }
        }
    }
    Ok(())
}

/// The state of a path. Anything but an ordinary text file is never replaced.
fn read_existing(place: &Path) -> Result<Option<String>> {
    match place.symlink_metadata() {
        Err(_) => Ok(None),
        Ok(found) if found.is_file() => Ok(Some(
            String::from_utf8_lossy(&fs_err::read(place)?).into_owned(),
        )),
        Ok(_) => Ok(Some(String::new())),
    }
}

impl ImportStats {
    fn summary(&self, dry_run: bool, into: &Path) -> String {
        let ImportStats {
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
