//! Writes one file of content so that a reader finds the old one or the new one, and never half of it, and that of several writers each
//! begins with what the one before it has left.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::incremental::mirror::file_identity;
use super::random::random_id;

/// A file that no other command writes before this value is dropped. Editors ask for no lock: what they have saved since is seen in the
/// bytes.
#[derive(Debug)]
pub struct LockedFile {
    /// Where the link leads, if it is one.
    place: PathBuf,
    _lock: Option<File>,
    /// `None` if there is no such file yet.
    before: Option<Vec<u8>>,
}

impl LockedFile {
    /// Waits for other commands that write the file, then reads it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &Path) -> Result<LockedFile> {
        let place = follow_link(path)?;
        loop {
            let mut file = match File::open(&place) {
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    return Ok(LockedFile {
                        place,
                        _lock: None,
                        before: None,
                    });
                }
                file => file.with_context(|| format!("cannot read {}", place.display()))?,
            };
            if !file.metadata()?.is_file() {
                bail!("{} is not a file", place.display());
            }
            lock(&file).with_context(|| format!("cannot lock {}", place.display()))?;
            // Whoever had the lock has put another file in its place.
            let named = std::fs::metadata(&place).ok();
            if named.as_ref().map(file_identity) == Some(file_identity(&file.metadata()?)) {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes)?;
                return Ok(LockedFile {
                    place,
                    _lock: Some(file),
                    before: Some(bytes),
                });
            }
        }
    }

    /// What is in the file, if there is one.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.before.as_deref()
    }

    /// Puts a text in the place of what was read.
    ///
    /// # Errors
    /// When an editor has saved the file since, or the folder or the disk does not allow it; the old file is then as it was.
    pub fn replace(self, text: &str) -> Result<()> {
        let now = match std::fs::read(&self.place) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            bytes => Some(bytes?),
        };
        if now != self.before {
            bail!(
                "{} was saved by somebody else a moment ago; run the command again",
                self.place.display()
            );
        }
        match self.before {
            Some(_) => write_atomic(&self.place, text),
            None => create_atomic(&self.place, text),
        }
    }
}

/// Waits for the lock of a file. On Windows nobody could read a locked file, and there are file systems without locks: then only what the
/// bytes show is seen.
fn lock(file: &File) -> std::io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match file.lock() {
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(()),
        result => result,
    }
}

fn follow_link(path: &Path) -> Result<PathBuf> {
    Ok(if path.is_symlink() {
        fs_err::canonicalize(path)?
    } else {
        path.to_owned()
    })
}

/// Puts a text in the place of a file, which may not be there yet. A file behind a link is replaced where the link leads.
///
/// # Errors
/// When the folder or the disk does not allow it; the old file is then as it was.
pub fn write_atomic(path: &Path, text: impl AsRef<[u8]>) -> Result<()> {
    let place = follow_link(path)?;
    write_with(&place, text.as_ref(), |whole| {
        Ok(fs_err::rename(whole, &place)?)
    })
}

/// Writes a file that is not there yet, and its folder.
///
/// # Errors
/// When it is there by now, or the folder or the disk does not allow it.
pub fn create_atomic(place: &Path, text: impl AsRef<[u8]>) -> Result<()> {
    write_with(place, text.as_ref(), |whole| {
        // A link, unlike a new name, never takes the place of a file. There are file systems without links.
        match std::fs::hard_link(whole, place) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => fs_err::rename(whole, place)?,
            linked => {
                linked.with_context(|| format!("cannot write {}", place.display()))?;
                fs_err::remove_file(whole)?;
            }
        }
        Ok(())
    })
}

/// Writes a text into a file beside its place, with the permissions of the one that is there, and lets it be put there.
fn write_with(place: &Path, bytes: &[u8], put: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let name = place
        .file_name()
        .with_context(|| format!("{} is not a file", place.display()))?
        .to_string_lossy();
    if let Some(folder) = place.parent() {
        fs_err::create_dir_all(folder)?;
    }
    // A dot file, which is no content. Another command may write at the same time.
    let whole = place.with_file_name(format!(".{name}.{}.statuary-new", random_id()?));
    let written = write_and_sync(&whole, place, bytes).and_then(|()| put(&whole));
    if written.is_err() {
        // The error is reported below; a leftover dot file is not content.
        let _ = fs_err::remove_file(&whole);
    }
    written
}

fn write_and_sync(path: &Path, place: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = fs_err::File::create(path)?;
    file.write_all(bytes)?;
    if let Ok(data) = std::fs::metadata(place) {
        file.set_permissions(data.permissions())?;
    }
    file.sync_all()?;
    Ok(())
}
