//! Rules of the content folder as a whole.

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::rule::{register, rule};
use crate::base::source::{SkipReason, SkippedFile, Span};

register! {
    "Files and YAML": MISSING_FILE, SKIPPED_FILE, TOO_MANY_PROBLEMS
}

rule! {
    /// `site.yaml` or `components.yaml` is missing.
    ///
    /// Every site needs a `site.yaml` with its title and URL, and a `components.yaml` with the parts of the product that customers see.
    /// If the file is in another place, move it to the root of the content directory.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # components.yaml, does not exist
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

pub(crate) fn missing_file(near: Span, path: &str, begin: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_FILE,
        near,
        format!("missing file `{path}` in the content directory"),
    )
    .help(format!("create it; {begin}"))
}

rule! {
    /// A file is in the content directory but is not read.
    ///
    /// Symbolic links, pipes and sockets are skipped, because they can lead to something else, or to nothing, on another machine. Temporary and
    /// backup files of editors, such as `page.md~`, are skipped too. If a file in `internal/` is encrypted or cannot be read, all of
    /// `internal/` is skipped, because incomplete data would give wrong totals. The public site can still be built: `statuary build --audience
    /// public` does not read `internal/` at all.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml, a symbolic link
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
    SKIPPED_FILE: Warning = "skipped-file"
}

pub(in crate::check) fn skipped_file(place: Span, skipped: &SkippedFile) -> Diagnostic {
    let help = match skipped.reason {
        SkipReason::Link => {
            "replace it with the file or directory that it points to, or move it out of the content directory"
        }
        SkipReason::SpecialFile => "move it out of the content directory",
        SkipReason::EditorFile => "remove it once the editor is closed",
        SkipReason::EncryptedInternal(_) => {
            "decrypt it first, or build only the public site: `statuary build --audience public`"
        }
        SkipReason::UnreadableInternal(_) => {
            "allow reading it, or build only the public site: `statuary build --audience public`"
        }
    };
    Diagnostic::new(&SKIPPED_FILE, place, skipped.message()).help(help)
}

rule! {
    /// The file has more than 100 problems; the rest are counted but not shown.
    ///
    /// So many problems usually have one cause: a file of another kind, or a key that is misspelled in every entry. Fix the first ones
    /// and run the check again.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml, with the last line repeated 101 times
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// aliases:
    ///   - /issues/5/
    /// ```
    TOO_MANY_PROBLEMS: WorstOfFile = "too-many-problems"
}

pub(crate) fn too_many_problems(place: Span, more: usize, worst: Level) -> Diagnostic {
    let message = match more {
        1 => "1 more problem in this file is not shown".to_owned(),
        _ => format!("{more} more problems in this file are not shown"),
    };
    let fault =
        Diagnostic::new(&TOO_MANY_PROBLEMS, place, message).help("fix the ones above first");
    Diagnostic {
        level: worst,
        ..fault
    }
}
