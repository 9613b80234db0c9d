//! Each rule with one test of its name, which shows the message as a person sees it.

use anstream::adapter::strip_str;
use expect_test::Expect;
use statuary::base::diagnostic::Diagnostic;
use statuary::base::source::{SourceFile, Sources};
use statuary::edge::diagnostics::text::{self, SourceLines};

use crate::site;

mod address;
mod announce;
mod component;
mod course;
mod entry;
mod file;
mod layout;
mod look;
mod markdown;
mod report;
mod service;
mod settings;
mod team;
mod time;
mod value;
mod worksheet;

/// What a person sees of the faults of a small site with the files of a text. An empty line stands between two faults.
#[track_caller]
pub fn check(fixture: &str, expect: Expect) {
    check_sources(&site::sources(fixture), expect);
}

#[track_caller]
pub fn check_sources(sources: &Sources, expect: Expect) {
    show(
        &statuary::check_sources(sources).diagnostics,
        sources,
        expect,
    );
}

/// The same at a moment, by which some dates have passed.
#[track_caller]
fn check_at(fixture: &str, at: &str, expect: Expect) {
    let sources = site::sources(fixture);
    show(
        &statuary::check_sources(&sources).diagnostics_at(site::now(at)),
        &sources,
        expect,
    );
}

#[track_caller]
fn show(diagnostics: &[Diagnostic], sources: &Sources, expect: Expect) {
    expect.assert_eq(&shown(diagnostics, sources));
}

/// What a person sees of some faults, without colours.
pub fn shown(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let text = text::render(diagnostics, sources, "content/", SourceLines::Show);
    let lines = strip_str(&text).to_string();
    let lines: Vec<&str> = lines.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned() + "\n"
}

/// A small site with one more file, which need not be text.
fn with_bytes(path: &str, bytes: &[u8]) -> Sources {
    let small = site::files(site::SMALL).into_iter();
    let mut files: Vec<_> = small
        .map(|(path, text)| SourceFile {
            path,
            bytes: text.into_bytes(),
        })
        .collect();
    files.push(SourceFile {
        path: path.to_owned(),
        bytes: bytes.to_owned(),
    });
    Sources::new(files)
}

/// An incident with these lines at its end.
fn incident(lines: &str) -> String {
    format!(
        "//- incidents/2026-11-03-api.yaml\ntitle: API errors\nstarted: 2026-11-03T14:02Z\nimpact: major\nupdates:\n  \
         - at: 2026-11-03T14:09Z\n    status: resolved\n    text: It is over.\n{lines}"
    )
}

/// A product with its culprits, and these files.
fn product(files: &str) -> String {
    format!(
        "//- internal/reports/db/product.yaml\nname: Database\nculprits:\n  - {{ id: backups, name: Backups }}\n  \
         - {{ id: billing, name: Billing, retired: 2013-W20 }}\n{files}"
    )
}
