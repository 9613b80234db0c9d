//! Rules of the content folder as a whole.

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Files and YAML": MISSING_FILE, TOO_MANY_FAULTS
}

rule! {
    /// `site.yaml` or `components.yaml` is not there.
    ///
    /// Every site has a `site.yaml`, which says its title and address, and a `components.yaml`, which says what customers see as parts of the
    /// product. Without them there is nothing to build. If the file is somewhere else, move it to the root of the content folder.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # components.yaml, is not there
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # components.yaml
    /// groups:
    ///   - id: front
    ///     name: Front
    ///     components:
    ///       - { id: api, name: API }
    /// ```
    MISSING_FILE: Error = "missing-file"
}

pub(in crate::check) fn missing_file(near: Span, path: &str, begin: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_FILE,
        near,
        format!("there is no `{path}` in the content folder"),
    )
    .help(format!("write one; {begin}"))
}

rule! {
    /// A file has more than 100 faults; the rest are counted, not shown.
    ///
    /// So many faults mostly have one cause: a file of another kind, or a key that is misspelt in every entry. Mend the first few and look again.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml, whose last line stands 101 times
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// aliases:
    ///   - https://old.example.com/5
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// aliases:
    ///   - /issues/5/
    /// ```
    TOO_MANY_FAULTS: WorstOfFile = "too-many-faults"
}

pub(in crate::check) fn too_many_faults(place: Span, more: usize, worst: Level) -> Diagnostic {
    let message = format!("the file has {more} more faults from here on, which are not shown");
    let fault = Diagnostic::new(&TOO_MANY_FAULTS, place, message).help("mend the ones above first");
    Diagnostic {
        level: worst,
        ..fault
    }
}
