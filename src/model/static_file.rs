//! Files that are published as they are.

use std::sync::Arc;

/// A file of `static/`.
#[derive(Clone, Debug)]
pub struct StaticFile {
    /// Its path on the site.
    pub path: String,
    /// Byte for byte.
    pub bytes: Arc<[u8]>,
}
