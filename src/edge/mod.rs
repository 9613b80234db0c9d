//! The world: command line, clock, files and terminal. Everything else in the program is a function of values.
#![allow(clippy::disallowed_methods, reason = "the one layer that may look at the world")]

pub mod cli;
pub mod clock;
pub mod command;
pub mod human;
pub mod load;
pub mod machine;
pub mod output;
pub mod serve;
pub mod terminal;
