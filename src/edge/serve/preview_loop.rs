//! Keeps the preview up to date with the files.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::changes::Changes;
use super::content_loader::{Content, ContentLoader, PreviewOptions, ReloadOutcome};
use super::preview::{ContentFaults, Preview};
use super::watcher::SiteWatcher;
use crate::edge::terminal::{print, print_stderr};

/// Reading begins after so long without a change, while it is not known yet whether more follow.
const PAUSE: Duration = Duration::from_millis(5);
/// An editor touches a file several times when it saves, and is done after so long without a touch.
const QUIET: Duration = Duration::from_millis(50);
/// While files change all the time, the preview is still updated this often.
const MAX_DELAY: Duration = Duration::from_millis(500);
/// Content that could not be read is read again after so long.
const RETRY: Duration = Duration::from_millis(500);

pub struct PreviewLoop {
    loader: ContentLoader,
    preview: Arc<Preview>,
    watcher: SiteWatcher,
    quiet: bool,
    /// The content could not be read the last time.
    unreadable: bool,
}

impl PreviewLoop {
    /// Reads the content for the first time.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn start(
        preview: Arc<Preview>,
        options: PreviewOptions,
        watcher: SiteWatcher,
        quiet: bool,
    ) -> Result<PreviewLoop> {
        let begun = Instant::now();
        let mut this = PreviewLoop {
            loader: ContentLoader::new(Arc::clone(&preview), options),
            preview,
            watcher,
            quiet,
            unreadable: false,
        };
        let outcome = this.loader.reload(&Changes::ALL);
        this.show(outcome, begun)?;
        Ok(this)
    }

    /// Follows the changes of files until one of them cannot be followed.
    ///
    /// # Errors
    /// When changes are no longer reported, or the terminal cannot be written to.
    pub fn run(mut self) -> Result<Infallible> {
        loop {
            self.follow_change()?;
        }
    }

    /// Waits for the next changes and shows them once there are no more. Reading begins at the first pause already, so that most of the
    /// work is done by then; later changes are read as well.
    fn follow_change(&mut self) -> Result<()> {
        let retry = self.unreadable.then(|| Instant::now() + RETRY);
        let mut unread = Some(self.watcher.next(retry)?.unwrap_or(Changes::ALL));
        let begun = Instant::now();
        let mut last_change = begun;
        let mut outcome = None;
        while begun.elapsed() < MAX_DELAY {
            let pause = if unread.is_some() { PAUSE } else { QUIET };
            let until = (last_change + pause).min(begun + MAX_DELAY);
            if let Some(changes) = self.watcher.next(Some(until))? {
                unread.get_or_insert_default().merge(changes);
                last_change = Instant::now();
            } else if let Some(changes) = unread.take() {
                outcome = self.loader.reload(&changes).or(outcome);
            } else {
                break;
            }
        }
        if let Some(changes) = unread {
            outcome = self.loader.reload(&changes).or(outcome);
        }
        self.show(outcome, begun)
    }

    fn show(&mut self, outcome: Option<ReloadOutcome>, begun: Instant) -> Result<()> {
        let Some(ReloadOutcome { content, messages }) = outcome else {
            return Ok(());
        };
        let unreadable = matches!(content, Content::Unreadable);
        // The same failure is reported once.
        if !(self.unreadable && unreadable) {
            print_stderr(&messages)?;
        }
        self.unreadable = unreadable;
        let faults = match content {
            Content::Valid(sites) if sites.show() => {
                if !self.quiet {
                    print(&format!("ready: {} ms\n", begun.elapsed().as_millis()))?;
                }
                return Ok(());
            }
            Content::Valid(_) => ContentFaults::same("Internal error: see the terminal.\n"),
            Content::Faulty(faults) => faults,
            Content::Unreadable => {
                ContentFaults::same("The content cannot be read: see the terminal.\n")
            }
        };
        self.preview.show_faults(faults);
        Ok(())
    }
}
