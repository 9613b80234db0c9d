//! What the standard library cannot ask of the system. The one file that names `rustix`. Where the system has no such thing, the answer is
//! the one with which all goes on.

use std::net::TcpListener;
use std::path::Path;

/// Asks the disk to have all of a folder before its name is given away. Where that cannot be asked, the system does it in its own time.
pub(super) fn sync_filesystem(folder: &Path) {
    #[cfg(target_os = "linux")]
    if let Ok(open) = std::fs::File::open(folder) {
        let _ = rustix::fs::syncfs(open);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = folder;
}

/// Gives two folders each other's names in one step. False where the system or the file system cannot.
pub(super) fn exchange_folders(a: &Path, b: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (a, b);
        false
    }
}

/// Makes room for many connections that wait to be accepted. The standard library makes it for 128, and one that finds no room tries
/// again only after a second.
pub(super) fn enlarge_backlog(listener: &TcpListener) {
    const MANY: i32 = 4096;
    #[cfg(unix)]
    let _ = rustix::net::listen(listener, MANY);
    #[cfg(not(unix))]
    let _ = (listener, MANY);
}

/// The number of files and sockets that the process may have open.
pub(super) fn max_open_files() -> usize {
    #[cfg(unix)]
    if let Some(limit) = rustix::process::getrlimit(rustix::process::Resource::Nofile).current {
        return usize::try_from(limit).unwrap_or(usize::MAX);
    }
    usize::MAX
}
