//! Files that are published as they are. The one file that names `imagesize`.

use std::sync::Arc;

use crate::base::prose::node::ImageSize;

/// A file of `static/`.
#[derive(Clone, Debug)]
pub struct StaticFile {
    /// Its path on the site.
    pub path: String,
    /// Byte for byte.
    pub bytes: Arc<[u8]>,
}

impl StaticFile {
    /// The size of a PNG, JPEG, GIF or WebP image; `None` for other files.
    #[must_use]
    pub fn image_size(&self) -> Option<ImageSize> {
        let size = imagesize::blob_size(&self.bytes).ok()?;
        Some((size.width, size.height))
    }
}
