//! Words that every stage uses: source text and spans, diagnostics, moments and intervals, checked ids, prose.
//!
//! Nothing here knows what an incident or a page is, and nothing here reaches upward.

pub mod colour;
pub mod diagnostic;
pub mod digest;
pub mod draw;
pub mod export_time;
pub mod id;
pub mod period;
pub mod prose;
pub mod source;
pub mod time;
pub mod time_reader;
pub mod words;
pub mod yaml_writer;
