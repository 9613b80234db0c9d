//! System calls that the standard library lacks. The one file that names `rustix` and `signal_hook`. Where the system does not support one, the fallback lets
//! the program continue.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Lets a write beyond the limit of the sizes of files be an error of that write, with its path, instead of the end of the process.
pub(super) fn report_file_size_limit() {
    #[cfg(unix)]
    // If it fails, the system ends the process.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// A flag that SIGINT and SIGTERM set, for a command that finishes what it has begun. The same signal again ends the process.
pub(super) fn stop_flag() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        use signal_hook::flag::{register, register_conditional_shutdown};
        // CI services send one after the other, which must not end the process.
        let again = Arc::new(AtomicBool::new(false));
        // If it fails, the signal ends the process.
        let _ = register_conditional_shutdown(signal, 2, Arc::clone(&again))
            .and_then(|_| register(signal, again))
            .and_then(|_| register(signal, Arc::clone(&stop)));
    }
    stop
}

/// Lets Ctrl-C reach only the other programs at the terminal, such as a pager that ends a search with it.
pub(super) fn ignore_interrupt() {
    // If it fails, Ctrl-C ends both programs.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::default());
}

/// Flushes a folder to the disk before it is renamed, if the system supports it.
pub(super) fn sync_filesystem(folder: &Path) {
    #[cfg(target_os = "linux")]
    if let Ok(open) = std::fs::File::open(folder) {
        let _ = rustix::fs::syncfs(open);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = folder;
}

/// Exchanges two folders atomically. False where the system or the file system cannot.
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

/// Raises the backlog of a listener. The standard library uses 128, and a connection that is dropped is retried only after a second.
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

/// While it exists, the terminal sends each key at once and shows none of them.
pub(super) struct SingleKeys {
    #[cfg(unix)]
    before: Option<rustix::termios::Termios>,
}

/// Makes the terminal of standard input send single keys. Where that is not possible, keys come with the next Enter.
pub(super) fn single_keys() -> SingleKeys {
    #[cfg(unix)]
    {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let before = tcgetattr(std::io::stdin()).ok();
        if let Some(mut modes) = before.clone() {
            // Ctrl-C too: a signal would end the program and leave the terminal without echo.
            modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, &modes);
        }
        SingleKeys { before }
    }
    #[cfg(not(unix))]
    SingleKeys {}
}

#[cfg(unix)]
impl Drop for SingleKeys {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        if let Some(before) = &self.before {
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, before);
        }
    }
}
