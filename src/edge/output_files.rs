//! The program's own files and folders in an output folder. All are hidden, so hosts do not serve them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The list of generated and adopted files, in the folder of a site.
pub(in crate::edge) const MANIFEST: &str = ".statuary-files";
/// First line of the list.
pub(in crate::edge) const MANIFEST_HEAD: &str = "# Made by statuary. Lines with + are made anew by each build, lines with = were here before and are kept.";

/// Locked by the build that is writing. Between builds it has the fingerprints of the sites.
pub(in crate::edge) const LOCK_FILE: &str = ".statuary-lock";

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
