//! Removes a tree of files that the program made.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use super::record::folders;

/// Removes a folder whose files are known, apart from some that came to it. Since they are known, several threads can do it: to remove a
/// folder takes a disk thirty times as long as to remove a file, and most pages have a folder of their own.
///
/// # Errors
/// When something cannot be removed.
pub(super) fn tree(folder: &Path, files: &BTreeSet<String>) -> Result<()> {
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    // What cannot be removed now is met again at the end, and said.
    files.par_iter().for_each(|path| drop(std::fs::remove_file(folder.join(path))));
    let depth = |path: &&str| path.matches('/').count();
    let mut folders = folders(&files);
    folders.retain(|path| !path.is_empty());
    folders.sort_by_key(|path| Reverse(depth(path)));
    for level in folders.chunk_by(|one, other| depth(one) == depth(other)) {
        level.par_iter().for_each(|path| drop(std::fs::remove_dir(folder.join(path))));
    }
    Ok(fs_err::remove_dir_all(folder)?)
}
