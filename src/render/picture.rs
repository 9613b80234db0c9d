//! Drawings as pictures (PNG), for mail and chats, which show no SVG. The one file that names `resvg` and `png`.
//!
//! Drawing one takes some ten milliseconds, more than everything else of a page together. So a picture carries the digest of what it
//! was drawn from, and one that is still right is not drawn again. The picture itself is the only memory: there is no list that could
//! be lost or disagree with the files, and a picture that was deleted, cut off or changed by hand is drawn anew. The price is that the
//! old file is read and the drawing is written as SVG for each build, which takes less than a millisecond.

use std::sync::{Arc, LazyLock};

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

use crate::base::digest::{hex, hex_of};

/// Pixels for each drawing unit: sharp on the dense screens of phones, and where a mail program draws it smaller.
const SCALE: f32 = 2.0;

/// What turns a drawing into pixels. Whatever else is done in this file is counted at the end: raise it when the same drawing would
/// give another picture.
pub const DRAWN_BY: &str = "resvg 0.49.0, usvg 0.49.0, tiny-skia 0.12.0, harfrust 0.12.0, png 0.18.1, Inter 4.1; 1";

/// The fonts that a drawing names first, and no others: a machine's own would give other pictures.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [&include_bytes!("font/Inter-Regular.ttf")[..], include_bytes!("font/Inter-SemiBold.ttf")] {
        fonts.load_font_source(Source::Binary(Arc::new(font)));
    }
    Arc::new(fonts)
});

/// A drawing as a picture. `before` is what stands in its place, if anything does; it is returned where it is the same picture.
#[must_use]
pub fn picture(svg: &str, before: Option<&[u8]>) -> Vec<u8> {
    let source = hex(&format!("{DRAWN_BY}\n{svg}"));
    if let Some(before) = before.filter(|before| is_drawn_from(before, &source)) {
        return before.to_vec();
    }
    let mut file = encoded(&painted(svg));
    file.truncate(file.len() - END.len());
    let seal = seal(&file, &source);
    file.extend(seal);
    file
}

fn painted(svg: &str) -> Pixmap {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: "Inter".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).expect("a drawing of ours is well-formed");
    let (width, height) = (tree.size().width() * SCALE, tree.size().height() * SCALE);
    let mut pixels = Pixmap::new(width.ceil() as u32, height.ceil() as u32).expect("a drawing has a size");
    // Also the last row of pixels is opaque, where the height is no whole number.
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels
}

/// The file: opaque, and with a palette, for a drawing has few colours and a third of the bytes is sooner written and sent.
fn encoded(pixels: &Pixmap) -> Vec<u8> {
    let (palette, indices) = indexed(pixels.data());
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Up);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&indices)?;
        writer.finish()
    });
    written.expect("a picture in memory is always written");
    file
}

/// Bytes of a pixel as it is painted.
const PIXEL: usize = 4;
/// The colours that a palette can have.
const COLOURS: usize = 256;

/// The palette (red, green, blue) and for each pixel its place in it.
fn indexed(pixels: &[u8]) -> (Vec<u8>, Vec<u8>) {
    const RUN: usize = 16 * PIXEL;
    let mut palette = Palette::default();
    let mut indices = vec![0; pixels.len() / PIXEL];
    // Most of a drawing is background. It is the first colour, and whole runs of it are passed over.
    let background: Vec<u8> = pixels[..PIXEL.min(pixels.len())].repeat(RUN / PIXEL);
    for (at, run) in pixels.chunks(RUN).enumerate() {
        if at > 0 && run == &background[..run.len()] {
            continue;
        }
        let first = at * RUN / PIXEL;
        for (at, pixel) in (first..).zip(run.chunks_exact(PIXEL)) {
            let colour = u32::from_le_bytes([pixel[0], pixel[1], pixel[2], pixel[3]]);
            indices[at] = palette.place(colour).unwrap_or_else(|| palette.coarser(colour, &mut indices[..at]));
        }
    }
    (palette.colours.iter().flat_map(|colour| colour.to_le_bytes().into_iter().take(3)).collect(), indices)
}

/// The colours of a picture in the order in which they come. When there are too many, the low bits of each channel are left out, one
/// after the other until they fit.
struct Palette {
    colours: Vec<u32>,
    /// Places in `colours` by the colour, with free ones between them so that the next one is soon found.
    slots: [Option<u8>; 4 * COLOURS],
    /// The bits that are left out. They are set, so that white stays white.
    rough: u32,
    last: Option<(u32, u8)>,
}

impl Default for Palette {
    fn default() -> Palette {
        Palette { colours: Vec::new(), slots: [None; 4 * COLOURS], rough: 0xFF00_0000, last: None }
    }
}

impl Palette {
    /// The place of a colour; `None` when there is none left for it.
    fn place(&mut self, colour: u32) -> Option<u8> {
        if let Some((_, place)) = self.last.filter(|(last, _)| *last == colour) {
            return Some(place);
        }
        let rough = colour | self.rough;
        // The golden ratio spreads neighbours (Knuth, The Art of Computer Programming, 6.4).
        let mut slot = (rough.wrapping_mul(0x9E37_79B1) >> 22) as usize;
        let place = loop {
            match self.slots[slot] {
                Some(place) if self.colours[usize::from(place)] == rough => break place,
                Some(_) => slot = (slot + 1) % self.slots.len(),
                None => {
                    let place = u8::try_from(self.colours.len()).ok()?;
                    self.colours.push(rough);
                    self.slots[slot] = Some(place);
                    break place;
                }
            }
        };
        self.last = Some((colour, place));
        Some(place)
    }

    /// Leaves out more bits until there is a place for a colour, and puts right the pixels so far.
    fn coarser(&mut self, colour: u32, indices: &mut [u8]) -> u8 {
        loop {
            let fine = std::mem::take(self);
            self.rough = fine.rough | (fine.rough << 1) & 0x00FE_FEFE | 0x0001_0101;
            let places: Vec<u8> = fine.colours.iter().filter_map(|colour| self.place(*colour)).collect();
            indices.iter_mut().for_each(|index| *index = places[usize::from(*index)]);
            if let Some(place) = self.place(colour) {
                return place;
            }
        }
    }
}

/// The last chunk of every PNG.
const END: [u8; 12] = [0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82];

/// The end of a file: a chunk of text with the digest of what it was drawn from and that of the bytes so far, and the last chunk.
fn seal(file: &[u8], source: &str) -> Vec<u8> {
    let text = format!("tEXtSource\0{source} {}", hex_of(file));
    let length = u32::try_from(text.len() - 4).unwrap_or_default();
    let parts = [&length.to_be_bytes()[..], text.as_bytes(), &checksum(text.as_bytes()).to_be_bytes(), &END];
    parts.concat()
}

fn is_drawn_from(file: &[u8], source: &str) -> bool {
    let length = seal(&[], source).len();
    let parts = file.len().checked_sub(length).and_then(|at| file.split_at_checked(at));
    parts.is_some_and(|(file, end)| end == seal(file, source))
}

/// The CRC-32 that ends each chunk (PNG, annex D).
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}
