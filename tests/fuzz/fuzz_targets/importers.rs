//! Files of any text for each importer: what it makes has no errors.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary::base::source::{SourceFile, Sources};
use statuary::import::SourceTool;
use statuary_fuzz::{files, import};

/// Names under which every importer looks for something.
const PATHS: [&str; 6] = [
    "content/issues/2026-11-03-api.md",
    "config.yml",
    "incidents.json",
    "summary.json",
    "feed.xml",
    "2026-11-03-postmortem.md",
];

fuzz_target!(|input: (u8, u8, &str)| {
    let (tool, path, text) = input;
    let tool = SourceTool::ALL[usize::from(tool) % SourceTool::ALL.len()];
    let mut from = files(text);
    if from.is_empty() {
        from.push(SourceFile {
            path: PATHS[usize::from(path) % PATHS.len()].to_owned(),
            bytes: text.as_bytes().to_vec(),
        });
    }
    import(tool, &Sources::new(from));
});
