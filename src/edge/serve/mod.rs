//! The preview: both sites from memory, made anew whenever a file changes.
//!
//! ```text
//! watch ─▶ reading ─▶ site (a thread that holds one state of the content) ─┐
//!                                                                          ├─▶ Preview ─▶ pages ─▶ live ─▶ answer
//! door ─▶ request ─────────────────────────────────────────────────────────┘
//! ```
//!
//! Nothing is written, and the path of a request is only ever looked up in the list of pages. The two sites have a port each, so that
//! the port of the public one is as public as the site: it says nothing internal, not even in a fault.

pub mod answer;
pub mod door;
pub mod live;
pub mod pages;
mod poll;
pub mod preview;
pub mod reading;
pub mod request;
pub mod watch;
