//! What is known of a file whose bytes stay on the disk. The one file that names `imagesize`.

use std::io::{self, Read};

use super::digest;
use super::prose::node::ImageSize;

/// How much of a file is searched for the size of an image, which follows metadata of cameras and color profiles.
const MAX_IMAGE_HEAD: u64 = 1024 * 1024;

/// A file without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSummary {
    /// In bytes.
    pub length: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub digest: String,
    /// The size of a PNG, JPEG, GIF or WebP image.
    pub image_size: Option<ImageSize>,
}

impl FileSummary {
    /// Of a file that is in memory.
    #[must_use]
    pub fn of(bytes: &[u8]) -> FileSummary {
        FileSummary {
            length: bytes.len() as u64,
            digest: digest::hex_bytes(bytes),
            image_size: image_size(bytes),
        }
    }

    /// Reads a file to its end, with as much memory for a large one as for a small one.
    ///
    /// # Errors
    /// When reading fails.
    pub fn read(mut file: impl Read) -> io::Result<FileSummary> {
        let mut head = Vec::new();
        file.by_ref().take(MAX_IMAGE_HEAD).read_to_end(&mut head)?;
        let (digest, length) = digest::hex_stream(head.as_slice().chain(file))?;
        Ok(FileSummary {
            length,
            digest,
            image_size: image_size(&head),
        })
    }
}

fn image_size(head: &[u8]) -> Option<ImageSize> {
    let size = imagesize::blob_size(head).ok()?;
    Some((size.width, size.height))
}
