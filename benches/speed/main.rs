//! Every promise about speed, measured: `cargo bench`. A word after it measures a part: `cargo bench -- builds`, `reports`, `preview`,
//! `abuse`, `samples`, `hugo`; `--long` adds 100,000 incidents and a whole minute of abuse. `cargo bench -- write FOLDER INCIDENTS PRODUCTS` leaves
//! a history to look at. Files are put below the folder for build results, on
//! whose disk the copies are made too; `BENCH_FOLDER` names another.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::cast_precision_loss,
    reason = "a benchmark looks at the world, and stops at the unexpected"
)]

mod builds;
mod history;
mod hugo;
mod measure;
mod previews;
mod samples;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use history::Size;

/// The folder of one run.
pub struct BenchFolder(PathBuf);

impl BenchFolder {
    fn new(part: &str) -> BenchFolder {
        let parent = std::env::var_os("BENCH_FOLDER")
            .map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")), PathBuf::from);
        let folder = parent.join(format!("speed-{}-{part}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        BenchFolder(folder)
    }

    /// The path of something. Each name is used once.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for BenchFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The program at a site.
pub fn statuary(site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
    command.arg("-C").arg(site);
    command
}

/// The other program.
pub fn hugo() -> Command {
    Command::new(std::env::var_os("HUGO").unwrap_or_else(|| "hugo".into()))
}

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    if let [word, folder, incidents, products] = &words[..]
        && word == "write"
    {
        let size = Size {
            incidents: incidents.parse().unwrap(),
            products: products.parse().unwrap(),
            weeks: 104,
        };
        return history::write(Path::new(folder), size, 7);
    }
    let long = words.iter().any(|word| word == "--long");
    let wanted = |part: &str| {
        words
            .iter()
            .all(|word| word.starts_with("--") || word == part)
    };
    println!(
        "Medians, with the least and the most in brackets. Threads: {}.\n",
        threads()
    );
    let sizes: &[usize] = if long {
        &[1000, 10_000, 100_000]
    } else {
        &[1000, 10_000]
    };
    // All are deleted at the end: file systems are slow for minutes at what was deleted just now.
    let mut places = Vec::new();
    let mut part = |name: &str, measure: &dyn Fn(&BenchFolder)| {
        if wanted(name) {
            let place = BenchFolder::new(name);
            measure(&place);
            places.push(place);
        }
    };
    part("builds", &|place| builds::histories(place, sizes));
    part("reports", &builds::reports);
    part("preview", &|place| {
        [1000, 10_000]
            .into_iter()
            .for_each(|size| previews::latency(place, size))
    });
    part("abuse", &|place| {
        previews::abuse(place, if long { 60 } else { 10 })
    });
    part("samples", &samples::long_exports);
    part("hugo", &hugo::compare);
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
