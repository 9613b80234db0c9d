//! All that is remembered from one run or one reading to the next. Everything here only saves time: without it, each result is the same.

pub mod check_cache;
pub mod fingerprint;
pub mod history_cache;
pub(in crate::edge) mod mirror;
