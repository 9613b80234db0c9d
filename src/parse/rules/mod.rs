//! The rules of reading a file.

pub mod file;
pub mod key;
pub mod markdown;
