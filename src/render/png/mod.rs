//! Drawings as pictures (PNG), for mail and chats, which show no SVG.
//!
//! Drawing one takes longer than everything else of a page together. So a picture contains the digest of its drawing, and an existing
//! picture with the same digest is not drawn again. There is no separate list that could be lost or disagree with the files, and a picture
//! that was deleted, truncated or edited is drawn again. For this, each build reads the old file and writes the drawing as SVG, which takes
//! less than a millisecond.

mod encode;
mod glyphs;
mod indexed_canvas;
mod rasterize;

use crc32fast::hash;

use crate::base::digest::hex;
use crate::render::drawing::Drawing;
use crate::render::svg::write_svg;
use rasterize::GlyphMasks;

/// The version of the rasterizer. Raise the number at its end when the same drawing would give another picture.
pub const RENDERER_VERSION: &str =
    "tiny-skia 0.12.0, harfrust 0.12.0, skrifa 0.44.0, png 0.18.1, Inter 4.1; 8";

#[derive(Default)]
pub struct PngRenderer {
    masks: GlyphMasks,
}

impl PngRenderer {
    /// A drawing as a picture.
    pub fn render(&self, drawing: &Drawing) -> Vec<u8> {
        self.encode(drawing, &source_digest(drawing))
    }

    /// A drawing as a picture, unless the existing file was made from the same drawing.
    pub fn render_if_changed(&self, drawing: &Drawing, before: &[u8]) -> Option<Vec<u8>> {
        let source = source_digest(drawing);
        (!is_current(before, &source)).then(|| self.encode(drawing, &source))
    }

    fn encode(&self, drawing: &Drawing, source: &str) -> Vec<u8> {
        let mut file = encode::encode(&rasterize::rasterize(drawing, &self.masks));
        file.truncate(file.len() - END_CHUNK.len());
        let seal = closing_chunks(&file, source);
        file.extend(seal);
        file
    }
}

/// Whether a file is the unchanged PNG of a drawing.
pub fn is_png_of(file: &[u8], drawing: &Drawing) -> bool {
    is_current(file, &source_digest(drawing))
}

/// The digest of what a picture is drawn from.
fn source_digest(drawing: &Drawing) -> String {
    hex(&format!("{RENDERER_VERSION}\n{}", write_svg(drawing)))
}

/// The last chunk of every PNG.
const END_CHUNK: [u8; 12] = [0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82];

/// The end of a file: a chunk of text with the digest of what it was drawn from and the checksum of the bytes so far, and the last
/// chunk. Each chunk ends with a checksum of its own (PNG, annex D).
fn closing_chunks(file: &[u8], source: &str) -> Vec<u8> {
    let text = format!("tEXtSource\0{source} {:08x}", hash(file));
    let length = u32::try_from(text.len() - 4).unwrap_or_default();
    let parts = [
        &length.to_be_bytes()[..],
        text.as_bytes(),
        &hash(text.as_bytes()).to_be_bytes(),
        &END_CHUNK,
    ];
    parts.concat()
}

fn is_current(file: &[u8], source: &str) -> bool {
    let length = closing_chunks(&[], source).len();
    let parts = file
        .len()
        .checked_sub(length)
        .and_then(|at| file.split_at_checked(at));
    parts.is_some_and(|(file, end)| end == closing_chunks(file, source))
}
