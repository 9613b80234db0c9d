//! Programs run and measured: seconds on the wall, seconds of processor time, and the most memory.

use std::fmt;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What one run took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run {
    /// Seconds from start to end.
    pub wall: f64,
    /// Seconds of processor time, in steps of a hundredth; 0 where the system does not tell.
    pub processor: f64,
    /// The most memory, in megabytes; 0 where the system does not tell.
    pub memory: f64,
}

/// Runs a program to its end, which must be a good one.
pub fn run(command: &mut Command) -> Run {
    let before = children();
    let begun = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0.0;
    loop {
        if let Some(ended) = child.try_wait().unwrap() {
            let wall = begun.elapsed().as_secs_f64();
            assert!(ended.success(), "{command:?}: {ended}");
            return Run {
                wall,
                processor: children() - before,
                memory,
            };
        }
        memory = peak(Path::new(&status)).unwrap_or(memory);
        thread::sleep(Duration::from_millis(2));
    }
}

/// Processor time of all programs that this one has run so far, in seconds.
fn children() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after_name
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|word| word.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn peak(status: &Path) -> Option<f64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim()
        .trim_end_matches(" kB")
        .trim()
        .parse::<f64>()
        .ok()
        .map(|kilobytes| kilobytes / 1024.0)
}

/// The same thing measured several times.
#[derive(Clone, Debug, Default)]
pub struct Series(Vec<f64>);

impl Series {
    pub fn add(&mut self, value: f64) {
        self.0.push(value);
        self.0.sort_by(f64::total_cmp);
    }

    /// The middle one.
    pub fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// The largest.
    pub fn most(&self) -> f64 {
        self.0.last().copied().unwrap_or(f64::NAN)
    }
}

/// The median, with the least and the most as the noise.
impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = if self.median() < 10.0 { 2 } else { 0 };
        let (least, most) = (self.0.first().copied().unwrap_or(f64::NAN), self.most());
        write!(
            f,
            "{:.digits$} ({least:.digits$} to {most:.digits$})",
            self.median()
        )
    }
}

/// One line of the results, with the bar that it should keep.
pub fn line(what: &str, value: impl fmt::Display, bar: &str) {
    println!("{what:<58} {:<26} {bar}", value.to_string());
}
