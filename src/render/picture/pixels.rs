//! Painted pixels as a PNG with a palette. The one file that names `png`.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use crate::render::palette::{PALETTE, Rgb};

/// What was painted.
pub struct Pixels {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green, blue and 255 for each pixel, row by row.
    pub colours: Vec<u8>,
}

/// The file: opaque, and with a palette, for a drawing has few colours and a third of the bytes is sooner written and sent.
pub fn encoded(pixels: &Pixels) -> Vec<u8> {
    let (palette, indices) = indexed(&pixels.colours);
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Adaptive);
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
    // Most of a drawing is white, which is the first colour of all, and whole runs of it are passed over.
    for (at, run) in pixels.chunks(RUN).enumerate().filter(|(_, run)| *run != &[u8::MAX; RUN][..run.len()]) {
        let first = at * RUN / PIXEL;
        for (at, pixel) in (first..).zip(run.chunks_exact(PIXEL)) {
            let colour = u32::from_le_bytes([pixel[0], pixel[1], pixel[2], pixel[3]]);
            indices[at] = palette.place(colour).unwrap_or_else(|| palette.coarser(colour, &mut indices[..at]));
        }
    }
    (palette.colours.iter().flat_map(|colour| colour.to_le_bytes().into_iter().take(3)).collect(), indices)
}

/// The colours of a picture: first those that drawings are made of, then their mixtures at edges in the order in which they come. When
/// there are too many, the low bits of each channel of mixtures are left out, one after the other until they fit.
struct Palette {
    colours: Vec<u32>,
    /// Places in `colours` by the colour, with free ones between them so that the next one is soon found.
    slots: [Option<u8>; 4 * COLOURS],
    /// The bits that are left out. They are set, so that white stays white.
    rough: u32,
    last: Option<(u32, u8)>,
}

/// No bit of a colour is left out: what is painted is opaque already.
const EXACT: u32 = 0xFF00_0000;

impl Default for Palette {
    fn default() -> Palette {
        let mut palette = Palette { colours: Vec::new(), slots: [None; 4 * COLOURS], rough: EXACT, last: None };
        for Rgb(red, green, blue) in PALETTE.map(|swatch| swatch.light) {
            palette.place(u32::from_le_bytes([red, green, blue, u8::MAX]));
        }
        palette
    }
}

impl Palette {
    /// The place of a colour; `None` when there is none left for it.
    fn place(&mut self, colour: u32) -> Option<u8> {
        if let Some((_, place)) = self.last.filter(|(last, _)| *last == colour) {
            return Some(place);
        }
        let is_pure = self.rough != EXACT && self.colours[..PALETTE.len()].contains(&colour);
        let rough = if is_pure { colour } else { colour | self.rough };
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
