//! The folder in which a new site is put together, beside the old one.
//!
//! When the two have changed names, the old tree becomes a twin: it gets the same files as the site, under the site's names, by links. The
//! next build then changes only what is different, instead of making and removing all folders, which on a large site takes longer than
//! rendering. A twin has the site's own list of files in it; without it, a tree is what a killed build left, and is swept.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use super::output::MANIFEST;
use super::system::sync_filesystem;

/// A folder beside a site.
#[derive(Debug)]
pub(super) struct StagingFolder {
    pub folder: PathBuf,
    /// It has the files of the site.
    is_mirror: bool,
}

impl StagingFolder {
    /// Takes the twin of a site for a new one, or an empty folder where there is none. Until [`Staging::leave`] or the new site's list, it
    /// is no twin any more.
    ///
    /// # Errors
    /// When what a killed build left cannot be removed.
    pub fn open(place: &Path, folder: PathBuf) -> Result<StagingFolder> {
        let twin = is_mirror(place, &folder);
        if twin {
            fs_err::remove_file(folder.join(MANIFEST))?;
        } else if folder.exists() {
            fs_err::remove_dir_all(&folder)?;
        }
        Ok(StagingFolder {
            folder,
            is_mirror: twin,
        })
    }

    /// Leaves the twin as it was, where nothing was changed in it.
    pub fn restore_mirror(&self, place: &Path) {
        if self.is_mirror {
            // Where it fails, the next build makes a new one.
            let _ = std::fs::hard_link(place.join(MANIFEST), self.folder.join(MANIFEST));
        }
    }

    /// Removes files that the site had and the new one will not have.
    ///
    /// # Errors
    /// When one cannot be removed.
    pub fn remove_stale<'p>(&self, paths: impl Iterator<Item = &'p String>) -> Result<()> {
        paths
            .filter(|_| self.is_mirror)
            .try_for_each(|path| remove_with_empty_parents(&self.folder, path))
    }

    /// Writes a file, and its folder where there is none yet, as is likely for the first one in it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, path: &str, bytes: &[u8], first: bool) -> Result<()> {
        let path = self.folder.join(path);
        create_parent(&path, first);
        let made = File::create_new(&path).or_else(|error| {
            match error.kind() {
                // It is the site's file too, and somebody may be reading it: only the name goes.
                ErrorKind::AlreadyExists => std::fs::remove_file(&path)?,
                _ => std::fs::create_dir_all(path.parent().unwrap_or(&path))?,
            }
            File::create_new(&path)
        });
        let written = made.and_then(|mut file| file.write_all(bytes));
        written.with_context(|| format!("cannot write {}", path.display()))
    }

    /// Carries over a file of ours that stays as it is, time and all: as another name, else as a copy. Its folder is made where there is
    /// none, as is likely for the first one in it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn link_unchanged(&self, place: &Path, path: &str, first: bool) -> Result<()> {
        let (old, new) = (place.join(path), self.folder.join(path));
        if self.is_mirror {
            if is_same_file(&old, &new) {
                return Ok(());
            }
            // It may not be there.
            let _ = std::fs::remove_file(&new);
        }
        create_parent(&new, first);
        if hard_link(&old, &new).is_err() {
            fs_err::copy(&old, &new)?;
        }
        Ok(())
    }

    /// Carries over a file of somebody else, which may be a link.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn copy_adopted(&self, place: &Path, path: &str) -> Result<()> {
        #[cfg(unix)]
        if place.join(path).is_symlink() {
            let new = self.folder.join(path);
            if let Some(folder) = new.parent() {
                fs_err::create_dir_all(folder)?;
            }
            let _ = std::fs::remove_file(&new);
            return Ok(fs_err::os::unix::fs::symlink(
                fs_err::read_link(place.join(path))?,
                new,
            )?);
        }
        self.link_unchanged(place, path, false)
    }
}

/// Makes the folder of a file for the first one in it, without trying whether it is there: most folders hold one file.
fn create_parent(path: &Path, first: bool) {
    if let Some(folder) = path.parent().filter(|_| first) {
        // Where it fails, the folder is there already or its own folder is missing.
        let _ = std::fs::create_dir(folder);
    }
}

/// Gives a file another name, in a folder that may not be there yet.
fn hard_link(old: &Path, new: &Path) -> std::io::Result<()> {
    std::fs::hard_link(old, new).or_else(|_| {
        std::fs::create_dir_all(new.parent().unwrap_or(new))?;
        std::fs::hard_link(old, new)
    })
}

/// Asks the disk twice a second to have what was written so far, until the value is dropped: it works while pages are made, and has the
/// less to do at the end, when somebody waits for it.
#[must_use]
pub(super) fn sync_periodically(folder: &Path) -> Sender<()> {
    const PAUSE: Duration = Duration::from_millis(500);
    let (until, dropped) = channel();
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        while dropped.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
            sync_filesystem(&folder);
        }
    });
    until
}

/// Removes a file, if it is there, and the folders that are empty then; one that is not refuses by itself.
///
/// # Errors
/// When the disk refuses.
pub(super) fn remove_with_empty_parents(folder: &Path, path: &str) -> Result<()> {
    let stale = folder.join(path);
    match fs_err::remove_file(&stale) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let folders = stale
        .ancestors()
        .skip(1)
        .take_while(|above| *above != folder);
    let _ = folders.map(std::fs::remove_dir).find(Result::is_err);
    Ok(())
}

/// Makes the old tree a twin of the site that has taken its place: without what was removed, with what was written.
///
/// # Errors
/// When it cannot be done; the tree is then of no use.
pub(super) fn sync_mirror(
    place: &Path,
    old: &Path,
    removed: &[&String],
    written: &BTreeSet<String>,
) -> Result<()> {
    if !cfg!(unix) {
        bail!("nobody could tell a twin here");
    }
    fs_err::remove_file(old.join(MANIFEST))?;
    removed
        .iter()
        .try_for_each(|path| remove_with_empty_parents(old, path))?;
    written.par_iter().try_for_each(|path| {
        let new = old.join(path);
        // It may not be there.
        let _ = std::fs::remove_file(&new);
        hard_link(&place.join(path), &new)
    })?;
    // Last, for with it the tree is a twin.
    Ok(fs_err::hard_link(place.join(MANIFEST), old.join(MANIFEST))?)
}

/// Whether a folder has the files of a site under the same names.
pub(super) fn is_mirror(place: &Path, folder: &Path) -> bool {
    is_same_file(&place.join(MANIFEST), &folder.join(MANIFEST))
}

/// Whether two names are of one file. False where the system cannot tell.
fn is_same_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let identity = |path: &Path| {
            path.symlink_metadata()
                .ok()
                .map(|data| (data.dev(), data.ino()))
        };
        identity(one).is_some_and(|one| identity(other) == Some(one))
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}
