//! Rules of the shape of documents.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Keys and values": MISSING_KEY
}

rule! {
    /// A required key is missing.
    ///
    /// Without it the page would be incomplete: an update without a time cannot be ordered, and an incident without a start has no
    /// duration.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// ^
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    MISSING_KEY: Error = "missing-key"
}

/// The place is the start of the mapping, so that not all of it is marked.
pub(super) fn missing_key(parent: Span, key: &str) -> Diagnostic {
    let start = Span {
        end: parent.start,
        ..parent
    };
    Diagnostic::new(&MISSING_KEY, start, format!("missing key `{key}`"))
        .help(format!("add `{key}: ...`"))
}
