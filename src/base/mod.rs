//! Words that every stage uses: source text and spans, diagnostics, moments and intervals, checked ids, prose.
//!
//! Nothing here knows what an incident or a page is, and nothing here reaches upward.

pub mod colour;
pub mod diagnostic;
pub mod digest;
pub mod email;
pub mod escape;
pub mod export_time;
pub mod file_summary;
pub mod id;
pub mod percent_encoding;
pub mod period;
pub mod prose;
pub mod rule;
pub mod sample_draw;
pub mod source;
pub mod time;
pub mod time_parser;
pub mod vocabulary;
pub mod zone_abbreviation;
pub mod zone_data;
