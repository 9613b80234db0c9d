//! How far long work is: one line at the terminal, written over as the work goes on and gone when it ends. Nothing of it reaches a pipe.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::human::number;
use super::terminal::say;

/// Work that takes no longer than this says nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// The line is written anew no sooner than this.
const PACE: Duration = Duration::from_millis(100);

/// The columns that the line takes, so that a short one covers a long one and the smallest terminal has it on one row.
const COLUMNS: usize = 60;

/// The work of one command.
#[derive(Debug)]
pub struct Progress {
    is_wanted: bool,
    begun: Instant,
}

/// A part of it, with as many equal steps as are known beforehand. What it showed goes when it is dropped.
#[derive(Debug)]
pub struct Task<'p> {
    progress: &'p Progress,
    what: String,
    steps: usize,
    done: AtomicUsize,
    drawn: Mutex<Option<Instant>>,
}

impl Progress {
    /// Work that begins now.
    #[must_use]
    pub fn begin(is_quiet: bool) -> Progress {
        let terminal = std::io::stderr().is_terminal();
        let is_wanted = !is_quiet && is_wanted(terminal, |name| std::env::var(name).ok());
        Progress {
            is_wanted,
            begun: Instant::now(),
        }
    }

    /// A part of the work: what is done, such as `making public`.
    #[must_use]
    pub fn task(&self, what: impl Into<String>, steps: usize) -> Task<'_> {
        Task {
            progress: self,
            what: what.into(),
            steps,
            done: AtomicUsize::new(0),
            drawn: Mutex::new(None),
        }
    }

    /// The time since the work began.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }
}

impl Task<'_> {
    /// One more step is done. Steps may be done by several threads.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.progress.is_wanted || self.progress.elapsed() < PATIENCE {
            return;
        }
        // While another thread draws, there is nothing newer to say.
        let Ok(mut drawn) = self.drawn.try_lock() else {
            return;
        };
        if drawn.is_none_or(|drawn| drawn.elapsed() >= PACE) {
            *drawn = Some(Instant::now());
            // A terminal that is gone is no reason to stop.
            let _ = say(&format!(
                "\r{:<COLUMNS$}",
                line(&self.what, done, self.steps)
            ));
        }
    }
}

impl Drop for Task<'_> {
    fn drop(&mut self) {
        if self.drawn.lock().is_ok_and(|drawn| drawn.is_some()) {
            let _ = say(&format!("\r{:COLUMNS$}\r", ""));
        }
    }
}

/// The line itself, such as `making public: 1,234 of 5,678 files`.
#[must_use]
pub fn line(what: &str, done: usize, steps: usize) -> String {
    format!("{what}: {} of {} files", number(done), number(steps))
}

/// Whether somebody looks on who wants to know: at a terminal that can go back to the start of a line, and not in the record of a CI job.
#[must_use]
pub fn is_wanted(is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    is_terminal
        && variable("CI").is_none()
        && variable("TERM").is_none_or(|terminal| terminal != "dumb")
}
