//! Tells when files of the site change, many changes at a time. The one file that names `notify`.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use notify::event::{Event, EventKind, ModifyKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use super::poll::poll;

/// After so long without a change it is worth a look, while it is seen whether more follow.
pub const PAUSE: Duration = Duration::from_millis(5);
/// An editor that saves touches a file several times; after so long without a touch it is done.
pub const QUIET: Duration = Duration::from_millis(50);
/// Under a storm of changes the preview is still made this often.
pub const STORM: Duration = Duration::from_millis(500);
/// The folders of a site that the preview is made from.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// What may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Anything else may have changed too.
    pub all: bool,
}

impl Changes {
    /// Takes more to them.
    pub fn add(&mut self, more: Changes) {
        let Changes { mut paths, all } = more;
        self.paths.append(&mut paths);
        self.all |= all;
    }
}

/// Watches a site's folders for as long as it lives.
pub struct Watch {
    folders: Vec<PathBuf>,
    /// None where the files are looked at instead.
    watcher: Option<RecommendedWatcher>,
    told: Receiver<Told>,
}

/// What comes from the one or the other way to watch.
enum Told {
    Event(notify::Result<Event>),
    Looked(Changes),
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the system refuses, with what helps.
    pub fn new(root: &Path, by_looking: bool) -> Result<Watch> {
        let (tell, told) = channel();
        let folders: Vec<PathBuf> = FOLDERS.iter().map(|name| root.join(name)).collect();
        if by_looking {
            poll(folders.clone(), move |changes| {
                tell.send(Told::Looked(changes)).is_ok()
            });
            return Ok(Watch {
                folders,
                watcher: None,
                told,
            });
        }
        // The receiver lives as long as the program.
        let tell = move |event| drop(tell.send(Told::Event(event)));
        let mut watcher = RecommendedWatcher::new(tell, Config::default()).context(ADVICE)?;
        watcher
            .watch(root, RecursiveMode::NonRecursive)
            .context(ADVICE)?;
        let mut watch = Watch {
            folders,
            watcher: Some(watcher),
            told,
        };
        watch.look_into_folders()?;
        Ok(watch)
    }

    /// Watches the folders that are there. One that was replaced is another one under the same name, so it is begun anew.
    fn look_into_folders(&mut self) -> Result<()> {
        for folder in &self.folders {
            let Some(watcher) = &mut self.watcher else {
                return Ok(());
            };
            // It may not have been watched.
            let _ = watcher.unwatch(folder);
            if folder.is_dir() {
                watcher
                    .watch(folder, RecursiveMode::Recursive)
                    .context(ADVICE)?;
            }
        }
        Ok(())
    }

    /// Waits for the next change; `None` if there is none before the moment.
    ///
    /// # Errors
    /// When the system does not tell of changes any more.
    pub fn next(&mut self, until: Option<Instant>) -> Result<Option<Changes>> {
        loop {
            let event = match until {
                None => self.told.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(until) => self
                    .told
                    .recv_timeout(until.saturating_duration_since(Instant::now())),
            };
            let event = match event {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => {
                    anyhow::bail!("the system tells of no more changes")
                }
            };
            if let Some(changes) = self.changes(event)? {
                return Ok(Some(changes));
            }
        }
    }

    /// What was told of the site's folders.
    fn changes(&mut self, told: Told) -> Result<Option<Changes>> {
        let everything = Changes {
            paths: Vec::new(),
            all: true,
        };
        let event = match told {
            Told::Looked(changes) => return Ok(Some(changes)),
            Told::Event(Err(_)) => return Ok(Some(everything)),
            Told::Event(Ok(event)) if event.need_rescan() => return Ok(Some(everything)),
            Told::Event(Ok(event)) => event,
        };
        match event.kind {
            // Reading a file is an event too, and must not lead to the next reading.
            EventKind::Access(_) => return Ok(None),
            EventKind::Modify(ModifyKind::Metadata(_)) => {}
            _ if event.paths.iter().any(|path| self.folders.contains(path)) => {
                self.look_into_folders()?;
                return Ok(Some(everything));
            }
            _ => {}
        }
        let ours = |path: &PathBuf| self.folders.iter().any(|folder| path.starts_with(folder));
        let paths: Vec<PathBuf> = event.paths.into_iter().filter(ours).collect();
        Ok((!paths.is_empty()).then_some(Changes { paths, all: false }))
    }
}

const ADVICE: &str =
    "the site's folders cannot be watched; with `--poll` they are looked at every 300 ms instead";
