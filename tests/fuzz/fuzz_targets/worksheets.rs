//! Any bytes as the worksheet of a week.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary_fuzz::{check_and_render, site_with_file};

fuzz_target!(|bytes: &[u8]| {
    check_and_render(&site_with_file("internal/reports/shop/2026-W44.yaml", bytes));
});
