//! Several files of any text in a small site, which is printed if it has no errors.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary_fuzz::{check_and_render, files, site_with};

fuzz_target!(|text: &str| {
    check_and_render(&site_with(files(text)));
});
