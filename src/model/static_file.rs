//! Files that are published as they are.

use std::sync::Arc;

use crate::base::file_summary::FileSummary;

/// A file of `static/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// Its path on the site.
    pub path: String,
    pub summary: FileSummary,
    /// Byte for byte. `None` for a file that no page embeds: those are as large as anything, and are copied from the content folder.
    pub bytes: Option<Arc<[u8]>>,
}
