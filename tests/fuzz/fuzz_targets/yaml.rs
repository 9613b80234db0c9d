//! Any bytes as each YAML file of the content.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary_fuzz::{check, site_with_file};

const PATHS: [&str; 9] = [
    "incidents/2026-11-03-api.yaml",
    "maintenance/2026-11-04-api.yaml",
    "site.yaml",
    "components.yaml",
    "internal/services.yaml",
    "internal/teams.yaml",
    "internal/on-call/2026-W44.yaml",
    "internal/reports/shop/product.yaml",
    "internal/reports/shop/actions.yaml",
];

fuzz_target!(|input: (u8, &[u8])| {
    let (kind, bytes) = input;
    check(&site_with_file(PATHS[usize::from(kind) % PATHS.len()], bytes));
});
