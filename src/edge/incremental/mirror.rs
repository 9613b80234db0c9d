//! The mirror of a site: a hidden folder beside it with the same files under the same names, by hard links.
//!
//! After a build the old tree is not deleted but becomes the mirror. The next build changes only what is different in it, instead of
//! creating and removing every folder, which on a large site takes longer than rendering. A mirror has the site's own manifest; without
//! it, a tree is what an interrupted build left behind, and is removed.

use std::collections::BTreeSet;
use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Result, bail};
use rayon::prelude::*;

use crate::edge::output_files::{MANIFEST, STAGING_MARK};

/// Gives a file another name, in a folder that may not be there yet.
pub(in crate::edge) fn hard_link(old: &Path, new: &Path) -> std::io::Result<()> {
    std::fs::hard_link(old, new).or_else(|_| {
        std::fs::create_dir_all(new.parent().unwrap_or(new))?;
        std::fs::hard_link(old, new)
    })
}

/// Removes a file, if it exists and is no folder by now, and the folders that are empty then. The system refuses to remove one that is not empty.
///
/// # Errors
/// When the disk refuses.
pub(in crate::edge) fn remove_with_empty_parents(folder: &Path, path: &str) -> Result<()> {
    let stale = folder.join(path);
    // What is behind a link is not the program's.
    let mut above = stale
        .ancestors()
        .skip(1)
        .take_while(|above| *above != folder);
    if above.any(Path::is_symlink) || !stale.is_symlink() && stale.is_dir() {
        return Ok(());
    }
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

/// Makes the old tree a mirror of the site that has replaced it: removes what was removed, links what was written.
///
/// # Errors
/// When it cannot be done; the tree is then useless and has to be removed.
pub(in crate::edge) fn sync_mirror(
    place: &Path,
    old: &Path,
    removed: &[&String],
    written: &BTreeSet<String>,
) -> Result<()> {
    if !cfg!(unix) {
        bail!("this system cannot tell whether two names are one file");
    }
    // Without a list, a mark says whose the tree is.
    fs_err::write(old.join(STAGING_MARK), "")?;
    fs_err::remove_file(old.join(MANIFEST))?;
    removed
        .iter()
        .try_for_each(|path| remove_with_empty_parents(old, path))?;
    written.par_iter().try_for_each(|path| {
        let new = old.join(path);
        // A missing file is fine.
        let _ = std::fs::remove_file(&new);
        hard_link(&place.join(path), &new)
    })?;
    // Last, because with the manifest the tree counts as a mirror.
    fs_err::hard_link(place.join(MANIFEST), old.join(MANIFEST))?;
    Ok(fs_err::remove_file(old.join(STAGING_MARK))?)
}

/// Whether a folder is a mirror of a site.
pub(in crate::edge) fn is_mirror(place: &Path, folder: &Path) -> bool {
    is_same_file(&place.join(MANIFEST), &folder.join(MANIFEST))
}

/// Whether two paths are names of one file. False where the system cannot tell.
pub(in crate::edge) fn is_same_file(one: &Path, other: &Path) -> bool {
    let identity = |path: &Path| file_identity(&path.symlink_metadata().ok()?);
    identity(one).is_some_and(|one| identity(other) == Some(one))
}

/// What all names of one file share. `None` where the system cannot tell.
#[cfg(unix)]
pub(in crate::edge) fn file_identity(data: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((data.dev(), data.ino()))
}

#[cfg(not(unix))]
pub(in crate::edge) fn file_identity(_: &Metadata) -> Option<(u64, u64)> {
    None
}
