//! A file that is edited: checking it alone finds the same as checking everything.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary::edge::incremental::check_cache::CheckCache;
use statuary_fuzz::{SEPARATOR, check, files, site_with};

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let (after, text) = text.split_once(SEPARATOR).unwrap_or(("", text));
    let mut sources = site_with(files(text));
    let mut cache = CheckCache::default();
    cache.recheck(&sources, &[]);
    let ids: Vec<_> = sources.iter().map(|(id, _)| id).collect();
    let changed = ids[usize::from(choice) % ids.len()];
    sources.replace(changed, after.as_bytes().to_vec());
    let again = cache.recheck(&sources, &[changed]);
    assert_eq!(again.diagnostics, check(&sources).diagnostics);
});
