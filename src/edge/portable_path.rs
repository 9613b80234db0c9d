//! Paths as lists, diagnostics and comparisons have them: with `/` between the parts on every system.

use std::path::{MAIN_SEPARATOR, Path};

/// A path as text.
pub fn portable_path(path: &Path) -> String {
    with_slashes(&path.to_string_lossy(), MAIN_SEPARATOR)
}

/// A path of a system that separates the parts by `separator`. Where that is `/`, a `\` is a part of a name.
pub fn with_slashes(path: &str, separator: char) -> String {
    path.replace(separator, "/")
}
