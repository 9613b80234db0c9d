//! The folder in which a new site is built, beside the old one.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Write, copy};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use anyhow::{Context, Result};

use super::incremental::mirror::{hard_link, is_mirror, is_same_file, remove_with_empty_parents};
use super::load::{changed_file_error, open_static_file};
use super::output_files::{MANIFEST, STAGING_MARK, remove_own_tree, require_own_tree};
use super::system::sync_filesystem;
use crate::base::digest::hex_stream;
use crate::base::file_summary::FileSummary;
use crate::model::static_file::StaticFile;

/// A folder beside a site.
#[derive(Debug)]
pub(super) struct StagingFolder {
    pub folder: PathBuf,
    /// It has the files of the old site.
    is_mirror: bool,
}

impl StagingFolder {
    /// Takes the mirror of a site for the new one, or an empty folder where there is none. It is no mirror any more until
    /// [`StagingFolder::restore_mirror`] is called or the new manifest is written.
    ///
    /// # Errors
    /// When what an interrupted build left behind cannot be removed.
    pub fn open(place: &Path, folder: PathBuf) -> Result<StagingFolder> {
        let is_mirror = is_mirror(place, &folder);
        if folder.symlink_metadata().is_ok() && !is_mirror {
            require_own_tree(&folder)?;
            remove_own_tree(&folder)?;
        }
        fs_err::create_dir_all(&folder)?;
        fs_err::write(folder.join(STAGING_MARK), "")?;
        if is_mirror {
            fs_err::remove_file(folder.join(MANIFEST))?;
        }
        Ok(StagingFolder { folder, is_mirror })
    }

    /// The tree is complete: it has a list now.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove_mark(&self) -> Result<()> {
        Ok(fs_err::remove_file(self.folder.join(STAGING_MARK))?)
    }

    /// Makes the folder a mirror again, where nothing was changed in it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn restore_mirror(&self, place: &Path) -> Result<()> {
        if !self.is_mirror {
            return remove_own_tree(&self.folder);
        }
        // If it fails, the next build creates a new mirror.
        if std::fs::hard_link(place.join(MANIFEST), self.folder.join(MANIFEST)).is_ok() {
            self.remove_mark()?;
        }
        Ok(())
    }

    /// Removes files that the old site has and the new one will not have.
    ///
    /// # Errors
    /// When one cannot be removed.
    pub fn remove_stale<'p>(&self, paths: impl Iterator<Item = &'p String>) -> Result<()> {
        paths
            .filter(|_| self.is_mirror)
            .try_for_each(|path| remove_with_empty_parents(&self.folder, path))
    }

    /// Writes a file, and creates its folder if it is missing, which is likely for the first file in it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, path: &str, bytes: &[u8], first: bool) -> Result<()> {
        let path = self.folder.join(path);
        let written = create_file(&path, first).and_then(|mut file| file.write_all(bytes));
        written.with_context(|| format!("cannot write {}", path.display()))
    }

    /// Copies a file that is published as it is. The copy has the bytes that were found when the content was read.
    ///
    /// # Errors
    /// When the file was changed since, or the disk refuses.
    pub fn copy_static_file(&self, content: &Path, file: &StaticFile, first: bool) -> Result<()> {
        let path = self.folder.join(&file.path);
        let mut from = open_static_file(content, file)?;
        let copied = create_file(&path, first).and_then(|mut to| copy(&mut from, &mut to));
        copied.with_context(|| format!("cannot write {}", path.display()))?;
        if !has_content(&path, &file.summary) {
            return Err(changed_file_error(content, file));
        }
        Ok(())
    }

    /// Takes over a generated file that has not changed, with its modification time: as a hard link, else as a copy. The folder is created
    /// if it is missing, which is likely for the first file in it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn link_unchanged(&self, place: &Path, path: &str, first: bool) -> Result<()> {
        let (old, new) = (place.join(path), self.folder.join(path));
        if self.is_mirror {
            if is_same_file(&old, &new) {
                return Ok(());
            }
            // A missing file is fine.
            let _ = std::fs::remove_file(&new);
        }
        create_parent(&new, first);
        if hard_link(&old, &new).is_err() {
            fs_err::copy(&old, &new)?;
        }
        Ok(())
    }

    /// Takes over an adopted file, which may be a symbolic link.
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

/// Creates a file, and its folder if it is missing, which is likely for the first file in it.
fn create_file(path: &Path, first: bool) -> io::Result<File> {
    create_parent(path, first);
    File::create_new(path).or_else(|error| {
        match error.kind() {
            // The old site has the same file, which may be read at this moment: only the name is removed.
            ErrorKind::AlreadyExists => std::fs::remove_file(path)?,
            _ => std::fs::create_dir_all(path.parent().unwrap_or(path))?,
        }
        File::create_new(path)
    })
}

/// Whether a file has the content of another one. False where it cannot be read.
pub(super) fn has_content(path: &Path, other: &FileSummary) -> bool {
    let has_length = |data: Metadata| data.is_file() && data.len() == other.length;
    path.symlink_metadata().is_ok_and(has_length)
        && File::open(path)
            .and_then(hex_stream)
            .is_ok_and(|(found, _)| found == other.digest)
}

/// Creates the folder of a file if that is the first one in it. Whether the folder exists is not tried first, because most folders have
/// one file.
fn create_parent(path: &Path, first: bool) {
    if let Some(folder) = path.parent().filter(|_| first) {
        // If it fails, the folder exists or its parent is missing.
        let _ = std::fs::create_dir(folder);
    }
}

/// Flushes the file system twice a second until the value is dropped. The disk then works while pages are rendered, and has less to do at
/// the end, when somebody waits for it.
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
