//! A canvas of pixels with indices into a palette.
//!
//! A drawing has few colours, and most of it is background. So pixels are stored as palette indices, and untouched pixels are never
//! visited.

use crate::render::palette::{PALETTE, Rgb, Token};

/// The colours that a file can have.
const MAX_COLOURS: usize = 256;

/// Levels of coverage besides none: enough for smooth edges.
pub const MAX_SHADE: u8 = 15;
/// Fewer levels are used where colours overlap.
const OVERLAP_STEP: u8 = 3;

pub struct IndexedCanvas {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// For each pixel, row by row, its place in the palette.
    pub pixels: Vec<u8>,
    palette: IndexedPalette,
}

/// The coverage of the pixels of a shape.
pub struct CoverageMask {
    /// The first column.
    pub left: i32,
    /// The first row.
    pub top: i32,
    /// Columns, at least one.
    pub width: usize,
    /// From 0 to [`MAX_SHADE`], row by row.
    pub shades: Vec<u8>,
}

impl IndexedCanvas {
    /// White, which is the first colour of the palette.
    pub fn new(width: usize, height: usize) -> IndexedCanvas {
        IndexedCanvas {
            width,
            height,
            pixels: vec![Token::Background as u8; width * height],
            palette: IndexedPalette::default(),
        }
    }

    /// The colours, by their places.
    pub fn colours(&self) -> &[Rgb] {
        &self.palette.colours
    }

    /// Draws a mask in a colour, moved by columns and rows and clipped to the canvas.
    pub fn blend(&mut self, cover: &CoverageMask, (column, line): (i32, i32), token: Token) {
        /// Pixels are checked in groups of this size, because most of a mask is empty.
        const TOGETHER: usize = 16;
        let (left, top) = (column + cover.left, line + cover.top);
        let hidden = (-left).max(0) as usize;
        let seen = (self.width as i32 - left).clamp(0, cover.width as i32) as usize;
        if hidden >= seen {
            return;
        }
        let rows = (top..).zip(cover.shades.chunks_exact(cover.width));
        for (row, shades) in rows.filter(|(row, _)| (0..self.height as i32).contains(row)) {
            let from = row as usize * self.width + (left + hidden as i32) as usize;
            let background = self.pixels[from..]
                .chunks_mut(TOGETHER)
                .zip(shades[hidden..seen].chunks(TOGETHER));
            for (background, shades) in
                background.filter(|(_, shades)| *shades != &[0; TOGETHER][..shades.len()])
            {
                for (pixel, shade) in background.iter_mut().zip(shades) {
                    *pixel = self.palette.blended_index(*pixel, token, *shade);
                }
            }
        }
    }
}

/// The palette of a picture: first the colours of the tokens in their order, then mixed colours of edges in the order of their first use.
struct IndexedPalette {
    colours: Vec<Rgb>,
    /// The index of each mixed colour by token, shade and the token below. The index of white means that it was not computed yet.
    blended: Vec<u8>,
}

impl Default for IndexedPalette {
    fn default() -> IndexedPalette {
        let inks = PALETTE.len() * (usize::from(MAX_SHADE) + 1);
        IndexedPalette {
            colours: PALETTE.iter().map(|swatch| swatch.light).collect(),
            blended: vec![0; inks * PALETTE.len()],
        }
    }
}

impl IndexedPalette {
    /// The index of a background that is covered by a token in a shade.
    ///
    /// Overlapping marks would produce more mixed colours than the palette holds, and the nearest one could have another hue. So there are
    /// fewer shades on other colours than on white, and on an already mixed pixel the colour that covers more of it wins.
    fn blended_index(&mut self, background: u8, token: Token, shade: u8) -> u8 {
        let shade = match usize::from(background) {
            white if white == Token::Background as usize => shade,
            token if token < PALETTE.len() => {
                (shade + OVERLAP_STEP / 2) / OVERLAP_STEP * OVERLAP_STEP
            }
            _mixture if shade > MAX_SHADE / 2 => MAX_SHADE,
            _mixture => 0,
        };
        match shade {
            0 => return background,
            MAX_SHADE => return token as u8,
            _ if background == token as u8 => return background,
            _ => {}
        }
        let at = (token as usize * (usize::from(MAX_SHADE) + 1) + usize::from(shade))
            * PALETTE.len()
            + usize::from(background);
        if self.blended[at] == Token::Background as u8 {
            let mixture = blend_colours(
                self.colours[usize::from(background)],
                token.swatch().light,
                shade,
            );
            self.blended[at] = self.colour_index(mixture);
        }
        self.blended[at]
    }

    /// The index of a colour, or of the nearest one if the palette is full.
    fn colour_index(&mut self, colour: Rgb) -> u8 {
        let known = self.colours.iter().position(|other| *other == colour);
        let place = known.unwrap_or_else(|| {
            if self.colours.len() < MAX_COLOURS {
                self.colours.push(colour);
                return self.colours.len() - 1;
            }
            let near = self
                .colours
                .iter()
                .enumerate()
                .min_by_key(|(_, other)| squared_distance(**other, colour));
            near.map_or(Token::Background as usize, |(place, _)| place)
        });
        place as u8
    }
}

fn blend_colours(background: Rgb, token: Rgb, shade: u8) -> Rgb {
    let (all, shade) = (u32::from(MAX_SHADE), u32::from(shade));
    let channel = |background: u8, token: u8| {
        let mixed = u32::from(token) * shade + u32::from(background) * (all - shade) + all / 2;
        (mixed / all) as u8
    };
    Rgb(
        channel(background.0, token.0),
        channel(background.1, token.1),
        channel(background.2, token.2),
    )
}

/// The squared distance of two colours.
fn squared_distance(one: Rgb, other: Rgb) -> u32 {
    let channels = [(one.0, other.0), (one.1, other.1), (one.2, other.2)];
    channels
        .iter()
        .map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2))
        .sum()
}
