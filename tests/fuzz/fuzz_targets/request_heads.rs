//! Any bytes as the start of a request.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary::edge::serve::request::Request;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(Some((request, length))) = Request::parse(bytes) {
        assert!(length <= bytes.len());
        assert!(request.path.starts_with('/'), "{request:?}");
    }
});
