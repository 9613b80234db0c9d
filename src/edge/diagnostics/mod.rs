//! Diagnostics in every output format of `check`, and the documentation of the rules. One file for each format.

mod common;
pub mod docs;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod redaction;
pub mod sarif;
pub mod text;

pub use common::{position, short_line};
