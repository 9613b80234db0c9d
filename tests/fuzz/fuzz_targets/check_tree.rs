//! Several files of any text in a small site.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary_fuzz::{check, files, site_with};

fuzz_target!(|text: &str| {
    check(&site_with(files(text)));
});
