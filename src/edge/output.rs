//! Writes a site so that a reader finds exactly the old one or exactly the new one.
//!
//! The new site is put together beside the old one (`staging`), then the two folders change names in one step. A manifest in the folder
//! lists the generated files; all other files in it belong to somebody else and are never touched.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;

use super::incremental::mirror::{remove_with_empty_parents, sync_mirror};
use super::load;
use super::output_files::{
    LOCK_FILE, MANIFEST, MANIFEST_HEAD, STAGING_MARK, parent_folders, read_manifest,
    remove_own_tree, require_file, require_own_tree, sibling,
};
use super::permissions::{copy_folder_modes, make_readable};
use super::portable_path::portable_path;
use super::progress::Progress;
use super::staging::{StagingFolder, has_content, sync_periodically};
use super::system::{exchange_folders, sync_filesystem};
use super::terminal::print_stderr;
use crate::base::file_summary::FileSummary;
use crate::render::SiteRenderer;

/// A file that is not whole yet, where a folder cannot be exchanged. It is hidden, so hosts do not serve it.
const TEMP_FILE: &str = ".statuary-new";

/// An output folder that no other build is writing to.
#[derive(Debug)]
pub struct OutputFolder {
    pub(super) folder: PathBuf,
    /// Held until the value is dropped.
    _locks: Vec<File>,
}

/// A new site that is complete and not yet in its place.
#[derive(Debug)]
pub struct StagedSite {
    place: PathBuf,
    staging: StagingFolder,
    generated: BTreeSet<String>,
    adopted: BTreeSet<String>,
    before: ExistingFiles,
    /// Files with new bytes.
    pub written: BTreeSet<String>,
    /// Files that stay as they were.
    pub unchanged: usize,
    /// Flushes the disk until it is dropped; `None` if nothing is to be done.
    synced: Option<JoinHandle<()>>,
}

/// What is in a site's folder now.
#[derive(Debug, Default)]
struct ExistingFiles {
    generated: BTreeSet<String>,
    adopted: BTreeSet<String>,
    /// Adopted files that no longer exist.
    missing: BTreeSet<String>,
}

impl OutputFolder {
    /// Opens an output folder for one build.
    ///
    /// # Errors
    /// When the folder cannot be made, or another build is writing to it.
    pub fn open(folder: &Path) -> Result<OutputFolder> {
        let is_new = !folder.exists();
        fs_err::create_dir_all(folder)?;
        let folder = fs_err::canonicalize(folder)?;
        if is_new {
            make_readable(&folder, &[])?;
        }
        // A site that is a link is written where it leads, which another output folder can have too.
        let places = ["public", "internal"].map(|name| real_place(&folder, name));
        let parents = places.iter().filter_map(|place| place.parent());
        let locked: BTreeSet<&Path> = parents.chain([folder.as_path()]).collect();
        let locks = locked.into_iter().map(lock_folder).collect::<Result<_>>()?;
        Ok(OutputFolder {
            folder,
            _locks: locks,
        })
    }

    /// The folder of a site.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        real_place(&self.folder, name)
    }

    /// Opens the output folder of an earlier build, if there is one and no other build is writing to it.
    pub fn open_existing(folder: &Path) -> Option<OutputFolder> {
        folder
            .join(LOCK_FILE)
            .exists()
            .then(|| OutputFolder::open(folder).ok())?
    }

    /// Renders a whole site, in parallel, into a folder beside its place. `content` is where its static files are copied from.
    ///
    /// # Errors
    /// When the place holds files of somebody else and `adopt` is not given, when a template is wrong, or when the disk refuses.
    pub fn stage(
        &self,
        name: &str,
        (site, content): (&SiteRenderer, &Path),
        adopt: bool,
        progress: &Progress,
    ) -> Result<StagedSite> {
        let place = self.place(name);
        recover_interrupted(&place)?;
        let (paths, present) = rayon::join(
            || site.paths().collect::<Vec<&str>>(),
            || scan_existing(&place, adopt),
        );
        let present = present?;
        let generated: BTreeSet<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        // Where a page is to be in a folder, nothing else can have its name, least of all a link to another folder.
        let folders: BTreeSet<&str> = parent_folders(&paths).into_iter().collect();
        let kept = present
            .adopted
            .difference(&generated)
            .filter(|path| !folders.contains(path.as_str()))
            .cloned()
            .collect::<BTreeSet<_>>();
        let replaced = present.adopted.difference(&kept);
        let staging = StagingFolder::open(&place, sibling(&place, "next"))?;
        let removed = present.generated.difference(&generated);
        staging.remove_stale(removed.chain(&present.missing).chain(replaced))?;
        let task = progress.task(format!("making {name}"), paths.len());
        let meanwhile = sync_periodically(&self.folder);
        let write = |before: &mut Vec<u8>, (at, path): (usize, &&str)| {
            let first = is_first_in_folder(&paths, at);
            let is_known = present.generated.contains(*path);
            let place = place.join(path);
            let new = match site.static_file(path).filter(|file| file.bytes.is_none()) {
                Some(file) if is_known && has_content(&place, &file.summary) => Ok(false),
                Some(file) => staging
                    .copy_static_file(content, file, first)
                    .map(|()| true),
                None => {
                    let is_known = is_known && read_previous(&place, before);
                    let before = Some(before.as_slice()).filter(|_| is_known);
                    render_file(site, path, before, (&staging, first))
                }
            };
            task.step();
            new
        };
        // The buffer of the previous file is reused.
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
        let list = manifest_text(generated.iter(), &kept);
        let same = written.is_empty() && read_manifest(&place)?.is_some_and(|old| old == list);
        let mut staged = StagedSite {
            written: written
                .into_iter()
                .map(|(path, _)| path.to_owned())
                .collect(),
            unchanged: unchanged.len(),
            before: present,
            synced: None,
            place,
            staging,
            generated,
            adopted: kept,
        };
        if same {
            make_readable(&staged.place, &paths)?;
            staged.staging.restore_mirror(&staged.place)?;
        } else {
            staged.finish(&unchanged, &list)?;
        }
        Ok(staged)
    }
}

/// The folder of a site: where the name is a link, the folder behind it.
fn real_place(folder: &Path, name: &str) -> PathBuf {
    let place = folder.join(name);
    std::fs::canonicalize(&place).unwrap_or(place)
}

/// Keeps other builds from writing sites into a folder.
fn lock_folder(folder: &Path) -> Result<File> {
    let path = folder.join(LOCK_FILE);
    require_file(&path)?;
    let open = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    let lock = open.with_context(|| format!("cannot write {}", path.display()))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => bail!(
            "another build is writing to {}; run this one again when it is done",
            folder.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("cannot lock {}", path.display()))
        }
    }
}

/// Restores the old tree if a build was killed between two renames, else removes it.
fn recover_interrupted(place: &Path) -> Result<()> {
    let old = sibling(place, "old");
    if old.exists() {
        require_own_tree(&old)?;
    }
    if old.exists() && !place.exists() {
        fs_err::rename(&old, place)?;
    }
    if old.exists() {
        sweep(&old)?;
    }
    Ok(())
}

/// Removes a tree that nobody needs any more. The site is complete without that.
fn sweep(folder: &Path) -> Result<()> {
    if let Err(error) = remove_own_tree(folder) {
        print_stderr(&format!(
            "warning: an old copy of the site cannot be removed: {error}\nhelp: the site is complete; remove {} yourself\n",
            folder.display()
        ))?;
    }
    Ok(())
}

/// Whether a path, one of many in order, is the first of its folder.
fn is_first_in_folder(paths: &[&str], at: usize) -> bool {
    let folder = |at: usize| paths[at].rsplit_once('/').map(|(folder, _)| folder);
    at.checked_sub(1)
        .is_none_or(|before| folder(before) != folder(at))
}

/// Reads a file of the last build in the place of another one. False where it cannot be read.
fn read_previous(path: &Path, bytes: &mut Vec<u8>) -> bool {
    bytes.clear();
    File::open(path)
        .and_then(|mut file| file.read_to_end(bytes))
        .is_ok()
}

/// Renders one file and writes it, if its bytes are not those of the last build. Returns whether it did. `first` is true for one file of
/// each folder.
fn render_file(
    site: &SiteRenderer,
    path: &str,
    before: Option<&[u8]>,
    (staging, first): (&StagingFolder, bool),
) -> Result<bool> {
    let bytes = match before {
        Some(before) => site.render_if_changed(path, before),
        None => site
            .render(path)
            .map(|bytes| Some(bytes.unwrap_or_default())),
    };
    match bytes.with_context(|| format!("cannot make {path}"))? {
        Some(bytes) => staging.write(path, &bytes, first).map(|()| true),
        None => Ok(false),
    }
}

/// Separates generated files from files of somebody else.
fn scan_existing(place: &Path, adopt: bool) -> Result<ExistingFiles> {
    let mut present = ExistingFiles::default();
    if !place.exists() {
        return Ok(present);
    }
    if !place.is_dir() {
        bail!(
            "{} is not a directory, so no site can be written to it",
            place.display()
        );
    }
    let mut adopted = BTreeSet::new();
    if let Some(list) = read_manifest(place)? {
        for line in list.lines() {
            match line.split_at_checked(2) {
                Some(("+ ", path)) => present.generated.insert(path.to_owned()),
                Some(("= ", path)) => adopted.insert(path.to_owned()),
                _ => false,
            };
        }
    }
    let mut foreign = Vec::new();
    for path in load::list_all_files(place)? {
        let shown = portable_path(&path);
        if shown == TEMP_FILE {
            present.generated.insert(shown);
        } else if adopted.contains(&shown) {
            present.adopted.insert(shown);
        } else if ![MANIFEST, STAGING_MARK].contains(&shown.as_str())
            && !present.generated.contains(&shown)
        {
            foreign.push((path, shown));
        }
    }
    if !foreign.is_empty() && !adopt {
        return Err(foreign_files_error(place, &foreign));
    }
    for (path, shown) in foreign {
        if path.to_str().is_none_or(|name| name.contains('\n')) {
            bail!(
                "{} cannot be kept: its name is not valid UTF-8; move it to another directory",
                place.join(path).display()
            );
        }
        present.adopted.insert(shown);
    }
    present.missing = adopted
        .into_iter()
        .filter(|path| !present.adopted.contains(path))
        .collect();
    Ok(present)
}

fn foreign_files_error(place: &Path, foreign: &[(PathBuf, String)]) -> anyhow::Error {
    let shown: Vec<&str> = foreign
        .iter()
        .take(3)
        .map(|(_, shown)| shown.as_str())
        .collect();
    let more = foreign.len().saturating_sub(3);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    anyhow!(
        "{} contains files that this program did not create: {}{more}\n\
         Nothing was changed. Move them, choose another output directory with `--output`, or use `--adopt` to keep them \
         (a generated file with the same path replaces them)",
        place.display(),
        shown.join(", ")
    )
}

fn manifest_text<'a>(
    generated: impl Iterator<Item = &'a String>,
    kept: &BTreeSet<String>,
) -> String {
    let generated = generated.map(|path| format!("+ {path}\n"));
    let kept = kept.iter().map(|path| format!("= {path}\n"));
    std::iter::once(format!("{MANIFEST_HEAD}\n"))
        .chain(generated)
        .chain(kept)
        .collect()
}

impl StagedSite {
    /// Adds unchanged files and the manifest, and starts flushing.
    fn finish(&mut self, unchanged: &[&str], list: &str) -> Result<()> {
        let carry = |(at, path): (usize, &&str)| {
            self.staging
                .link_unchanged(&self.place, path, is_first_in_folder(unchanged, at))
        };
        unchanged.par_iter().enumerate().try_for_each(carry)?;
        self.adopted
            .iter()
            .try_for_each(|path| self.staging.copy_adopted(&self.place, path))?;
        let paths = self.generated_paths();
        copy_folder_modes(&self.place, &self.staging.folder, &paths);
        make_readable(&self.staging.folder, &paths)?;
        self.staging.write(MANIFEST, list.as_bytes(), false)?;
        let folder = self.staging.folder.clone();
        self.synced = Some(std::thread::spawn(move || sync_filesystem(&folder)));
        Ok(())
    }

    fn generated_paths(&self) -> Vec<&str> {
        self.generated.iter().map(String::as_str).collect()
    }

    /// Puts the new site in its place. Until then, readers see the old site.
    ///
    /// # Errors
    /// When the disk refuses. The old site is then still there, unless the folder itself cannot be renamed (a mount point): then files
    /// are replaced one by one.
    pub fn publish(mut self) -> Result<usize> {
        let is_complete = self.complete()?;
        let removed: Vec<&String> = self.before.generated.difference(&self.generated).collect();
        if !is_complete {
            return Ok(removed.len());
        }
        let next = &self.staging.folder;
        if !self.place.exists() {
            fs_err::rename(next, &self.place)?;
            return Ok(removed.len());
        }
        if !exchange_folders(next, &self.place) && self.rename_twice().is_err() {
            self.replace_files()?;
            return Ok(removed.len());
        }
        // It is the old tree now.
        let stale: Vec<&String> = removed
            .iter()
            .copied()
            .chain(&self.before.missing)
            .chain(self.before.adopted.difference(&self.adopted))
            .collect();
        if next.exists() && sync_mirror(&self.place, next, &stale, &self.written).is_err() {
            // The next build needs the name.
            let old = sibling(&self.place, "old");
            let is_moved = std::fs::rename(next, &old).is_ok();
            sweep(if is_moved { &old } else { next })?;
        }
        Ok(removed.len())
    }

    /// Replaces the files one by one, as where the folder cannot be renamed.
    ///
    /// # Errors
    /// When the disk refuses. Each file is then either the old one or the new one.
    pub fn publish_file_by_file(mut self) -> Result<usize> {
        if self.complete()? {
            self.replace_files()?;
        }
        Ok(self.before.generated.difference(&self.generated).count())
    }

    /// Waits until the new tree is on the disk. False if there is none, because nothing has changed.
    fn complete(&mut self) -> Result<bool> {
        let Some(synced) = self.synced.take() else {
            return Ok(false);
        };
        // If this fails, the system flushes the files later.
        let _ = synced.join();
        self.staging.remove_mark()?;
        Ok(true)
    }

    /// Two renames, where two names cannot be exchanged in one step.
    fn rename_twice(&self) -> std::io::Result<()> {
        let old = sibling(&self.place, "old");
        // A site that somebody else made has no list.
        let mark = self.place.join(STAGING_MARK);
        std::fs::write(&mark, "")?;
        if let Err(error) = std::fs::rename(&self.place, &old) {
            std::fs::remove_file(&mark)?;
            return Err(error);
        }
        if let Err(error) = std::fs::rename(&self.staging.folder, &self.place) {
            std::fs::rename(&old, &self.place)?;
            std::fs::remove_file(&mark)?;
            return Err(error);
        }
        // If renaming fails, the next build removes it; the new site is in place.
        let _ = std::fs::rename(&old, &self.staging.folder);
        Ok(())
    }

    /// Each file atomically. New files come first, when nothing links to them yet, then the pages that link to them, and removals last, when
    /// nothing links to what is removed. The list names old and new files until all is done, so that an interrupted build leaves no file that
    /// the next one would take for somebody else's.
    fn replace_files(&self) -> Result<()> {
        let replaced = self.before.adopted.difference(&self.adopted);
        for path in replaced.filter(|path| !self.generated.contains(*path)) {
            remove_with_empty_parents(&self.place, path)?;
        }
        let all = self.generated.union(&self.before.generated);
        self.staging.write(
            MANIFEST,
            manifest_text(all, &self.adopted).as_bytes(),
            false,
        )?;
        self.replace_file(MANIFEST)?;
        let is_new = |path: &&String| !self.place.join(path).exists();
        let (new, changed): (Vec<&String>, Vec<&String>) = self.generated.iter().partition(is_new);
        for path in new.into_iter().chain(changed) {
            self.replace_file(path)?;
        }
        for path in self.before.generated.difference(&self.generated) {
            remove_with_empty_parents(&self.place, path)?;
        }
        self.staging.write(
            MANIFEST,
            manifest_text(self.generated.iter(), &self.adopted).as_bytes(),
            false,
        )?;
        self.replace_file(MANIFEST)?;
        make_readable(&self.place, &self.generated_paths())?;
        remove_own_tree(&self.staging.folder)
    }

    /// Puts one file in its place, unless it is there already.
    fn replace_file(&self, path: &str) -> Result<()> {
        let (new, target) = (self.staging.folder.join(path), self.place.join(path));
        let summary = FileSummary::read(fs_err::File::open(&new)?)?;
        if has_content(&target, &summary) {
            return Ok(());
        }
        if let Some(folder) = target.parent() {
            fs_err::create_dir_all(folder)?;
        }
        let whole = self.place.join(TEMP_FILE);
        let put = fs_err::copy(&new, &whole).and_then(|_| fs_err::rename(&whole, &target));
        if put.is_err() {
            // The error is reported; the next build removes what is left.
            let _ = std::fs::remove_file(&whole);
        }
        Ok(put?)
    }
}
