//! What all rules together say of content: every mistake in one run, each once, and nothing of what is right.

use expect_test::Expect;
use statuary::base::source::Sources;
use statuary::edge::diagnostics;

use crate::site;

mod broken;
mod consequences;
mod hostile;
mod random;
mod silence;
mod tallies;
mod twenty;
mod worksheets;

/// The faults of sources, one a line.
fn lines(sources: &Sources) -> String {
    statuary::check_sources(sources)
        .diagnostics
        .iter()
        .map(|fault| diagnostics::short_line(fault, sources, "") + "\n")
        .collect()
}

/// The faults of a small site with the files of a text, one a line.
#[track_caller]
fn check(fixture: &str, expect: Expect) {
    expect.assert_eq(&lines(&site::sources(fixture)));
}

/// An incident with these lines at its end.
fn incident(lines: &str) -> String {
    format!(
        "//- incidents/2026-11-03-api.yaml\ntitle: API errors\nstarted: 2026-11-03T14:02Z\nimpact: major\nupdates:\n  \
         - at: 2026-11-03T14:09Z\n    status: resolved\n    text: It is over.\n{lines}"
    )
}
