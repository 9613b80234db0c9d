//! A progress line at the terminal, which is removed when the work ends. It is never written to a pipe.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::terminal::print_stderr;
use crate::view::text::report::number;

/// Shorter work shows no progress.
const DISPLAY_DELAY: Duration = Duration::from_millis(500);

/// The least time between two updates of the line.
const REDRAW_INTERVAL: Duration = Duration::from_millis(100);

/// The columns that the line takes, so that a short one covers a long one and the smallest terminal has it on one row.
const COLUMNS: usize = 60;

/// The work of one command.
#[derive(Debug)]
pub struct Progress {
    is_enabled: bool,
    started: Instant,
}

/// A part of it, with as many equal steps as are known beforehand. What it showed goes when it is dropped.
#[derive(Debug)]
pub struct Task<'p> {
    progress: &'p Progress,
    label: String,
    steps: usize,
    done: AtomicUsize,
    last_drawn: Mutex<Option<Instant>>,
}

impl Progress {
    /// Work that begins now.
    pub fn start(is_quiet: bool) -> Progress {
        let terminal = std::io::stderr().is_terminal();
        let is_enabled = !is_quiet && is_enabled(terminal, |name| std::env::var(name).ok());
        Progress {
            is_enabled,
            started: Instant::now(),
        }
    }

    /// A part of the work: what is done, such as `making public`.
    pub fn task(&self, what: impl Into<String>, steps: usize) -> Task<'_> {
        Task {
            progress: self,
            label: what.into(),
            steps,
            done: AtomicUsize::new(0),
            last_drawn: Mutex::new(None),
        }
    }

    /// The time since the work began.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

impl Task<'_> {
    /// One more step is done. Steps may be done by several threads.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.progress.is_enabled || self.progress.elapsed() < DISPLAY_DELAY {
            return;
        }
        // Another thread is drawing the same state.
        let Ok(mut drawn) = self.last_drawn.try_lock() else {
            return;
        };
        if drawn.is_none_or(|drawn| drawn.elapsed() >= REDRAW_INTERVAL) {
            *drawn = Some(Instant::now());
            // A terminal that is gone is no reason to stop.
            let _ = print_stderr(&format!(
                "\r{:<COLUMNS$}",
                format_line(&self.label, done, self.steps)
            ));
        }
    }
}

impl Drop for Task<'_> {
    fn drop(&mut self) {
        if self.last_drawn.lock().is_ok_and(|drawn| drawn.is_some()) {
            let _ = print_stderr(&format!("\r{:COLUMNS$}\r", ""));
        }
    }
}

/// The line itself, such as `making public: 1,234 of 5,678 files`.
pub fn format_line(what: &str, done: usize, steps: usize) -> String {
    let [done, steps] = [done, steps].map(|count| number(count as u64));
    format!("{what}: {done} of {steps} files")
}

/// Whether to show progress: only at a terminal that supports it, and not in the log of a CI job.
pub fn is_enabled(is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    is_terminal
        && variable("CI").is_none()
        && variable("TERM").is_none_or(|terminal| terminal != "dumb")
}
