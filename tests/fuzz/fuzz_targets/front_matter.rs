//! Any bytes as each Markdown file of the content.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary_fuzz::{check, site_with_file};

const PATHS: [&str; 3] =
    ["pages/about.md", "notices/2026-11-03-end.md", "postmortems/2026-11-03-api.md"];

fuzz_target!(|input: (u8, &[u8])| {
    let (kind, bytes) = input;
    check(&site_with_file(PATHS[usize::from(kind) % PATHS.len()], bytes));
});
