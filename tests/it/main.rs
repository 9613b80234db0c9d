//! One integration binary: the tests use the library as a stranger would.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that meets the unexpected should stop, and may look at the world"
)]

mod charts;
mod statistics;
mod yaml;
