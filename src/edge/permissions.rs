//! Permissions of what is published: a web server runs as another user than the build, whatever its umask was.

use std::fs::Metadata;
use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::output_files::parent_folders;

/// Lets everybody read files of a folder, and enter and list the folders that they are in. Permissions are only added.
///
/// # Errors
/// When a file is not there, or belongs to another user and cannot be read by everybody.
pub fn make_readable(folder: &Path, files: &[&str]) -> Result<()> {
    let folders = parent_folders(files);
    folders.par_iter().chain(files).try_for_each(|path| {
        let path = folder.join(path);
        add_permissions(&path).with_context(|| format!("cannot make {} readable", path.display()))
    })
}

/// Gives the folders of files the mode and the group that they have in another folder. What the system does not allow stays.
#[cfg(unix)]
pub fn copy_folder_modes(from: &Path, to: &Path, files: &[&str]) {
    use std::os::unix::fs::{MetadataExt, chown};
    let folders = parent_folders(files);
    folders.par_iter().for_each(|folder| {
        let (old, new) = (from.join(folder), to.join(folder));
        let (Ok(old), Ok(data)) = (old.symlink_metadata(), new.symlink_metadata()) else {
            return;
        };
        if !old.is_dir() || !data.is_dir() {
            return;
        }
        // The group first: to change it removes the bit by which new files get it.
        if old.gid() != data.gid() {
            let _ = chown(&new, None, Some(old.gid()));
        }
        if old.mode() != data.mode() || old.gid() != data.gid() {
            let _ = std::fs::set_permissions(&new, old.permissions());
        }
    });
}

#[cfg(not(unix))]
pub fn copy_folder_modes(_: &Path, _: &Path, _: &[&str]) {}

#[cfg(unix)]
fn add_permissions(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let data = path.symlink_metadata()?;
    if is_readable(&data) || data.is_symlink() {
        return Ok(());
    }
    let mut permissions = data.permissions();
    permissions.set_mode(permissions.mode() | needed_mode(&data));
    std::fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn add_permissions(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Whether everybody can read a file, or enter and list a folder.
#[cfg(unix)]
pub fn is_readable(data: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let needed = needed_mode(data);
    data.permissions().mode() & needed == needed
}

#[cfg(not(unix))]
pub fn is_readable(_: &Metadata) -> bool {
    true
}

#[cfg(unix)]
fn needed_mode(data: &Metadata) -> u32 {
    if data.is_dir() { 0o555 } else { 0o444 }
}
