//! The program's own files and folders in an output folder. All are hidden, so hosts do not serve them.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The list of generated and adopted files, in the folder of a site.
pub(in crate::edge) const MANIFEST: &str = ".statuary-files";
/// First line of the list.
pub(in crate::edge) const MANIFEST_HEAD: &str = "# Made by statuary. Each build writes the files with + again; files with = were here before and are kept.";

/// An empty file that says, in a tree without a list, that this program has made it.
pub(in crate::edge) const STAGING_MARK: &str = ".statuary-staging";

/// Locked by the build that is writing. Between builds it has the fingerprints of the sites.
pub(in crate::edge) const LOCK_FILE: &str = ".statuary-lock";

/// What the list of generated and adopted files in a folder says, if there is one.
///
/// # Errors
/// When it cannot be read, or names something outside of the folder. Nothing there is the program's.
pub(in crate::edge) fn read_manifest(place: &Path) -> Result<Option<String>> {
    let path = place.join(MANIFEST);
    require_file(&path)?;
    let text = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        text => text.with_context(|| format!("cannot read {}", path.display()))?,
    };
    for (line, listed) in manifest_lines(&text) {
        let parts = Path::new(listed).components();
        let mut inside = parts.map(|part| matches!(part, Component::Normal(_)));
        if listed.is_empty() || !inside.all(|is_inside| is_inside) {
            bail!(
                "{}: line `{line}` is not a path inside the directory, and this program did not create it; remove the line",
                path.display()
            );
        }
    }
    Ok(Some(text))
}

/// The lines of a manifest that name files, each with its path.
fn manifest_lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines();
    lines.filter_map(|line| {
        let path = line
            .strip_prefix("+ ")
            .or_else(|| line.strip_prefix("= "))?;
        Some((line, path))
    })
}

/// An own file of the program is a file: a pipe would never be read to its end, and what is behind a link is not the program's.
pub(in crate::edge) fn require_file(path: &Path) -> Result<()> {
    if path.symlink_metadata().is_ok_and(|data| !data.is_file()) {
        bail!("{} is not an ordinary file; remove it", path.display());
    }
    Ok(())
}

/// A folder that is removed is this program's: it has a list or a mark, or nothing is in it.
pub(in crate::edge) fn require_own_tree(folder: &Path) -> Result<()> {
    let is_own = |name| {
        folder
            .join(name)
            .symlink_metadata()
            .is_ok_and(|data| data.is_file())
    };
    let is_folder = folder.symlink_metadata().is_ok_and(|data| data.is_dir());
    if is_folder && (is_own(MANIFEST) || is_own(STAGING_MARK)) {
        return Ok(());
    }
    if is_folder && fs_err::read_dir(folder)?.next().is_none() {
        return Ok(());
    }
    bail!(
        "{} is needed for the build and contains files that this program did not create; move it away",
        folder.display()
    )
}

/// Removes a tree of this program. Where that is interrupted, what is left has a mark.
pub(in crate::edge) fn remove_own_tree(folder: &Path) -> Result<()> {
    let mark = folder.join(STAGING_MARK);
    fs_err::write(&mark, "")?;
    for entry in fs_err::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs_err::remove_dir_all(entry.path())?;
        } else if entry.path() != mark {
            fs_err::remove_file(entry.path())?;
        }
    }
    fs_err::remove_file(&mark)?;
    Ok(fs_err::remove_dir(folder)?)
}

/// The hidden folder beside a site for its next or its last tree.
pub(in crate::edge) fn sibling(place: &Path, end: &str) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.{end}"))
}

/// The folders of files, from the root of the site on.
pub(in crate::edge) fn parent_folders<'a>(paths: &[&'a str]) -> Vec<&'a str> {
    let above = |path: &&'a str| {
        let path: &'a str = path;
        path.match_indices('/')
            .map(|(at, _)| &path[..at])
            .collect::<Vec<_>>()
    };
    let all: BTreeSet<&str> = paths.iter().flat_map(above).chain([""]).collect();
    all.into_iter().collect()
}
