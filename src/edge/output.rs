//! Writes a site so that a reader finds exactly the old one or exactly the new one.
//!
//! The new site is put together beside the old one (`staging`), then the two folders change names in one step. A list of what the
//! program made is kept in the folder; anything else in it belongs to somebody and is never touched.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;

use super::load;
use super::progress::Progress;
use super::staging::{Staging, clear, follow, sync_meanwhile};
use super::system::{exchange, sync};
use crate::render::Site;

/// The list of what the program made, in the site's folder. A dot file, which hosts do not show.
pub(super) const MANIFEST: &str = ".statuary-files";
/// First line of the list.
const MANIFEST_HEAD: &str = "# Made by statuary. Lines with + are made anew by each build, lines with = were here before and are kept.";

/// Held by the build that is writing; between builds it says what the sites were made from.
pub(super) const LOCK: &str = ".statuary-lock";

/// End of the name of a file that is not whole yet, where a folder cannot be exchanged.
const UNFINISHED: &str = ".statuary-new";

/// An output folder that no other build is writing to.
#[derive(Debug)]
pub struct Output {
    pub(super) folder: PathBuf,
    /// Held until the value is dropped.
    _lock: File,
}

/// A new site that is complete and not yet in its place.
#[derive(Debug)]
pub struct Staged {
    place: PathBuf,
    staging: Staging,
    made: BTreeSet<String>,
    kept: BTreeSet<String>,
    before: Present,
    /// Files with new bytes.
    pub written: BTreeSet<String>,
    /// Files that stay as they were.
    pub unchanged: usize,
    /// Ends when the disk has all of it; none where nothing at all is to be done.
    synced: Option<JoinHandle<()>>,
}

/// What is in a site's folder now.
#[derive(Debug, Default)]
struct Present {
    made: BTreeSet<String>,
    kept: BTreeSet<String>,
    /// What was kept of others, and is there no more.
    gone: BTreeSet<String>,
}

impl Output {
    /// Opens an output folder for one build.
    ///
    /// # Errors
    /// When the folder cannot be made, or another build is writing to it.
    pub fn open(folder: &Path) -> Result<Output> {
        fs_err::create_dir_all(folder)?;
        let folder = fs_err::canonicalize(folder)?;
        let path = folder.join(LOCK);
        let open = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path);
        let lock = open.with_context(|| format!("cannot write {}", path.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Output {
                folder,
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => {
                bail!(
                    "another build is writing to {}; run this one again when it is done",
                    folder.display()
                )
            }
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("cannot lock {}", path.display()))
            }
        }
    }

    /// Opens the output folder of an earlier build, if there is one and no other build is writing to it.
    #[must_use]
    pub fn again(folder: &Path) -> Option<Output> {
        folder
            .join(LOCK)
            .exists()
            .then(|| Output::open(folder).ok())?
    }

    /// Renders a whole site, in parallel, into a folder beside its place.
    ///
    /// # Errors
    /// When the place holds files of somebody else and `adopt` is not given, when a template is wrong, or when the disk refuses.
    pub fn stage(
        &self,
        name: &str,
        site: &Site,
        adopt: bool,
        progress: &Progress,
    ) -> Result<Staged> {
        let place = self.folder.join(name);
        // Where the name is a link, the folder behind it is the place.
        let place = std::fs::canonicalize(&place).unwrap_or(place);
        recover(&place)?;
        let (paths, present) = rayon::join(
            || site.paths().collect::<Vec<&str>>(),
            || present(&place, adopt),
        );
        let present = present?;
        let made: BTreeSet<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        let kept = present
            .kept
            .difference(&made)
            .cloned()
            .collect::<BTreeSet<_>>();
        let staging = Staging::open(&place, beside(&place, "next"))?;
        staging.clear(present.made.difference(&made).chain(&present.gone))?;
        let task = progress.task(format!("making {name}"), paths.len());
        let meanwhile = sync_meanwhile(&self.folder);
        let write = |before: &mut Vec<u8>, (at, path): (usize, &&str)| {
            let known = present.made.contains(*path) && read(&place.join(path), before);
            let new = write(
                site,
                path,
                Some(before.as_slice()).filter(|_| known),
                (&staging, is_first(&paths, at)),
            );
            task.step();
            new
        };
        // What a file was is read into the memory that held the one before it.
        let outcomes: Vec<bool> = paths
            .par_iter()
            .enumerate()
            .map_init(Vec::new, write)
            .collect::<Result<_>>()?;
        drop((task, meanwhile));
        let (written, unchanged): (Vec<_>, Vec<_>) = paths
            .iter()
            .copied()
            .zip(outcomes)
            .partition(|(_, new)| *new);
        let unchanged: Vec<&str> = unchanged.into_iter().map(|(path, _)| path).collect();
        let list = manifest(made.iter(), &kept);
        let same = written.is_empty()
            && std::fs::read_to_string(place.join(MANIFEST)).is_ok_and(|old| old == list);
        let mut staged = Staged {
            written: written
                .into_iter()
                .map(|(path, _)| path.to_owned())
                .collect(),
            unchanged: unchanged.len(),
            before: present,
            synced: None,
            place,
            staging,
            made,
            kept,
        };
        if same {
            staged.staging.leave(&staged.place);
        } else {
            staged.complete(&unchanged, &list)?;
        }
        Ok(staged)
    }
}

/// The name beside a folder under which its next or its last tree stands for a while.
pub(super) fn beside(place: &Path, end: &str) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.{end}"))
}

/// Brings back the old tree where a build was killed between two renames, or sweeps it.
fn recover(place: &Path) -> Result<()> {
    let old = beside(place, "old");
    if old.exists() && !place.exists() {
        fs_err::rename(&old, place)?;
    }
    if old.exists() {
        fs_err::remove_dir_all(&old)?;
    }
    Ok(())
}

/// Whether a path, one of many in order, is the first of its folder.
fn is_first(paths: &[&str], at: usize) -> bool {
    let folder = |at: usize| paths[at].rsplit_once('/').map(|(folder, _)| folder);
    at.checked_sub(1)
        .is_none_or(|before| folder(before) != folder(at))
}

/// Reads a file of the last build in the place of another one. False where it cannot be read.
fn read(path: &Path, bytes: &mut Vec<u8>) -> bool {
    bytes.clear();
    File::open(path)
        .and_then(|mut file| file.read_to_end(bytes))
        .is_ok()
}

/// Renders one file and writes it, if its bytes are not those of the last build. Tells whether it did. `first` is true for one file of
/// each folder.
fn write(
    site: &Site,
    path: &str,
    before: Option<&[u8]>,
    (staging, first): (&Staging, bool),
) -> Result<bool> {
    let bytes = match before {
        Some(before) => site.refresh(path, before),
        None => site
            .render(path)
            .map(|bytes| Some(bytes.unwrap_or_default())),
    };
    match bytes.with_context(|| format!("cannot make {path}"))? {
        Some(bytes) => staging.put(path, &bytes, first).map(|()| true),
        None => Ok(false),
    }
}

/// Tells what the program made from what somebody else put there.
fn present(place: &Path, adopt: bool) -> Result<Present> {
    let mut present = Present::default();
    if !place.exists() {
        return Ok(present);
    }
    if !place.is_dir() {
        bail!(
            "{} is not a folder, so no site can be put there",
            place.display()
        );
    }
    let mut adopted = BTreeSet::new();
    if let Ok(list) = std::fs::read_to_string(place.join(MANIFEST)) {
        for line in list.lines() {
            match line.split_at_checked(2) {
                Some(("+ ", path)) => present.made.insert(path.to_owned()),
                Some(("= ", path)) => adopted.insert(path.to_owned()),
                _ => false,
            };
        }
    }
    let mut strangers = Vec::new();
    for path in load::everything(place)? {
        let shown = path.to_string_lossy().into_owned();
        if shown
            .strip_suffix(UNFINISHED)
            .is_some_and(|whole| whole == MANIFEST || present.made.contains(whole))
        {
            present.made.insert(shown);
        } else if adopted.contains(&shown) {
            present.kept.insert(shown);
        } else if shown != MANIFEST && !present.made.contains(&shown) {
            strangers.push((path, shown));
        }
    }
    if !strangers.is_empty() && !adopt {
        return Err(refusal(place, &strangers));
    }
    for (path, shown) in strangers {
        if path.to_str().is_none_or(|name| name.contains('\n')) {
            bail!(
                "{} cannot be kept: its name is no plain text; move it away",
                place.join(path).display()
            );
        }
        present.kept.insert(shown);
    }
    present.gone = adopted
        .into_iter()
        .filter(|path| !present.kept.contains(path))
        .collect();
    Ok(present)
}

fn refusal(place: &Path, strangers: &[(PathBuf, String)]) -> anyhow::Error {
    let shown: Vec<&str> = strangers
        .iter()
        .take(3)
        .map(|(_, shown)| shown.as_str())
        .collect();
    let more = strangers.len().saturating_sub(3);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    anyhow!(
        "{} holds files that this program did not make: {}{more}\n\
         Nothing was changed. Move them away, choose another folder with `--output`, or say `--adopt` to keep them in the \
         site (a page of the same name replaces them)",
        place.display(),
        shown.join(", ")
    )
}

fn manifest<'a>(made: impl Iterator<Item = &'a String>, kept: &BTreeSet<String>) -> String {
    let made = made.map(|path| format!("+ {path}\n"));
    let kept = kept.iter().map(|path| format!("= {path}\n"));
    std::iter::once(format!("{MANIFEST_HEAD}\n"))
        .chain(made)
        .chain(kept)
        .collect()
}

impl Staged {
    /// Adds what stays as it was, and the list, and lets the disk begin.
    fn complete(&mut self, unchanged: &[&str], list: &str) -> Result<()> {
        let carry = |(at, path): (usize, &&str)| {
            self.staging
                .carry(&self.place, path, is_first(unchanged, at))
        };
        unchanged.par_iter().enumerate().try_for_each(carry)?;
        self.kept
            .iter()
            .try_for_each(|path| self.staging.keep(&self.place, path))?;
        self.staging.put(MANIFEST, list.as_bytes(), false)?;
        let folder = self.staging.folder.clone();
        self.synced = Some(std::thread::spawn(move || sync(&folder)));
        Ok(())
    }

    /// Puts the new site in its place. Up to here nothing that a reader sees has changed.
    ///
    /// # Errors
    /// When the disk refuses. The old site is then still there, unless the folder itself cannot be renamed (a mount point): then files
    /// are replaced one by one.
    pub fn publish(mut self) -> Result<usize> {
        let removed: Vec<&String> = self.before.made.difference(&self.made).collect();
        let Some(synced) = self.synced.take() else {
            return Ok(removed.len());
        };
        // What cannot be synced is the system's to do in its own time.
        let _ = synced.join();
        let next = &self.staging.folder;
        if !self.place.exists() {
            fs_err::rename(next, &self.place)?;
            return Ok(removed.len());
        }
        if !exchange(next, &self.place) && self.swap().is_err() {
            self.replace_files()?;
            return Ok(removed.len());
        }
        // It is the old tree now.
        let stale: Vec<&String> = removed.iter().copied().chain(&self.before.gone).collect();
        if next.exists() && follow(&self.place, next, &stale, &self.written).is_err() {
            fs_err::remove_dir_all(next)?;
        }
        Ok(removed.len())
    }

    /// Two renames, where two names cannot be exchanged in one step.
    fn swap(&self) -> std::io::Result<()> {
        let old = beside(&self.place, "old");
        std::fs::rename(&self.place, &old)?;
        if let Err(error) = std::fs::rename(&self.staging.folder, &self.place) {
            std::fs::rename(&old, &self.place)?;
            return Err(error);
        }
        // Where it keeps this name, it is swept by the next build; the new site is in its place.
        let _ = std::fs::rename(&old, &self.staging.folder);
        Ok(())
    }

    /// Each file whole, pages before the pages that link to them, removals last. The list names old and new files until all is done, so
    /// that a build that is killed on the way leaves nothing that the next one would take for a stranger's.
    fn replace_files(&self) -> Result<()> {
        let all = self.made.union(&self.before.made);
        self.staging
            .put(MANIFEST, manifest(all, &self.kept).as_bytes(), false)?;
        self.replace(MANIFEST)?;
        let mut paths: Vec<&String> = self.made.iter().collect();
        paths.sort_by_key(|path| (std::cmp::Reverse(path.matches('/').count()), path.as_str()));
        for path in paths {
            self.replace(path)?;
        }
        for path in self.before.made.difference(&self.made) {
            clear(&self.place, path)?;
        }
        self.staging.put(
            MANIFEST,
            manifest(self.made.iter(), &self.kept).as_bytes(),
            false,
        )?;
        self.replace(MANIFEST)?;
        fs_err::remove_dir_all(&self.staging.folder)?;
        Ok(())
    }

    /// Puts one file in its place, unless it is there already.
    fn replace(&self, path: &str) -> Result<()> {
        let (new, target) = (self.staging.folder.join(path), self.place.join(path));
        let bytes = fs_err::read(&new)?;
        if std::fs::read(&target).is_ok_and(|old| old == bytes) {
            return Ok(());
        }
        if let Some(folder) = target.parent() {
            fs_err::create_dir_all(folder)?;
        }
        let whole = self.place.join(format!("{path}{UNFINISHED}"));
        fs_err::write(&whole, bytes)?;
        fs_err::rename(&whole, &target)?;
        Ok(())
    }
}
