//! Command line, clock, files and terminal. Everything else in the program is a function of values.
#![allow(
    clippy::disallowed_methods,
    reason = "the one layer that may look at the world"
)]

pub mod announce;
pub mod atomic_write;
pub mod classification;
pub mod cli;
pub mod clock;
pub mod command;
pub mod diagnostics;
pub mod example;
pub mod export;
pub mod first_published;
pub mod git;
pub mod git_history;
pub mod incremental;
pub mod load;
pub mod manual;
pub mod output;
mod output_files;
mod permissions;
pub mod portable_path;
pub mod progress;
mod random;
pub mod sample_file;
pub mod serve;
mod staging;
mod system;
pub mod terminal;
pub mod worksheet;
