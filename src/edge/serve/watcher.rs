//! Watches the files of a site, and reports many changes at a time. The one file that names `notify`.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use notify::event::{Event, EventKind, ModifyKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use super::changes::Changes;
use super::polling;
use crate::edge::load::SiteRoot;

const ADVICE: &str =
    "cannot watch the site's directories; with `--poll`, they are checked every 300 ms instead";

/// Watches a site's folders as long as it exists.
pub struct SiteWatcher {
    folders: Vec<PathBuf>,
    /// `None` where the folders are polled.
    watcher: Option<RecommendedWatcher>,
    messages: Receiver<Message>,
}

enum Message {
    Event(notify::Result<Event>),
    Polled(Changes),
}

impl SiteWatcher {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new(root: &SiteRoot, polling: bool) -> Result<SiteWatcher> {
        let (sender, messages) = channel();
        let folders = vec![root.content.clone(), root.themes_folder()];
        if polling {
            polling::spawn(folders.clone(), move |changes| {
                sender.send(Message::Polled(changes)).is_ok()
            });
            return Ok(SiteWatcher {
                folders,
                watcher: None,
                messages,
            });
        }
        let send = move |event| {
            // The receiver exists as long as the watcher.
            let _ = sender.send(Message::Event(event));
        };
        let mut watcher = RecommendedWatcher::new(send, Config::default()).context(ADVICE)?;
        watcher
            .watch(&root.folder, RecursiveMode::NonRecursive)
            .context(ADVICE)?;
        let mut site_watcher = SiteWatcher {
            folders,
            watcher: Some(watcher),
            messages,
        };
        site_watcher.watch_folders()?;
        Ok(site_watcher)
    }

    /// Watches the folders that exist. A folder that was replaced is another one with the same name and has to be watched again.
    fn watch_folders(&mut self) -> Result<()> {
        let Some(watcher) = &mut self.watcher else {
            return Ok(());
        };
        for folder in &self.folders {
            // This fails if it was not watched.
            let _ = watcher.unwatch(folder);
            if folder.is_dir() {
                watcher
                    .watch(folder, RecursiveMode::Recursive)
                    .context(ADVICE)?;
            }
        }
        Ok(())
    }

    /// Waits for the next change; `None` if there is none until a moment.
    ///
    /// # Errors
    /// When the system has stopped to report changes.
    pub fn next(&mut self, until: Option<Instant>) -> Result<Option<Changes>> {
        loop {
            let message = match until {
                None => self.messages.recv().map_err(RecvTimeoutError::from),
                Some(until) => self
                    .messages
                    .recv_timeout(until.saturating_duration_since(Instant::now())),
            };
            let changes = match message {
                Ok(Message::Polled(changes)) => Some(changes),
                Ok(Message::Event(event)) => self.changes(event)?,
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => bail!("the file watcher has stopped"),
            };
            if changes.is_some() {
                return Ok(changes);
            }
        }
    }

    /// The changes in the site's folders of which an event tells.
    fn changes(&mut self, event: notify::Result<Event>) -> Result<Option<Changes>> {
        let event = match event {
            Ok(event) if !event.need_rescan() => event,
            _ => return Ok(Some(Changes::ALL)),
        };
        match event.kind {
            // Reading a file is an event too, and must not lead to the next reading.
            EventKind::Access(_) => return Ok(None),
            EventKind::Modify(ModifyKind::Metadata(_)) => {}
            _ if event.paths.iter().any(|path| self.folders.contains(path)) => {
                self.watch_folders()?;
                return Ok(Some(Changes::ALL));
            }
            _ => {}
        }
        let in_site = |path: &PathBuf| self.folders.iter().any(|folder| path.starts_with(folder));
        let paths: Vec<PathBuf> = event.paths.into_iter().filter(in_site).collect();
        let changed = !paths.is_empty();
        Ok(changed.then_some(Changes { paths, all: false }))
    }
}
