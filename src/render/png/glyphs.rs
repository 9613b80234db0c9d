//! Text shaping and glyph outlines. The one file that names `harfrust` and
//! `skrifa`.
//!
//! Images use Inter only, because fonts of the machine would give different bytes. Characters that Inter lacks are left
//! blank.

use std::sync::LazyLock;

use harfrust::{Direction, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer, script};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
pub use skrifa::outline::pen::PathElement;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::render::text_width::Weight;

static REGULAR: LazyLock<FontFace> =
    LazyLock::new(|| FontFace::new(include_bytes!("../font/Inter-Regular.ttf")));
static SEMI_BOLD: LazyLock<FontFace> =
    LazyLock::new(|| FontFace::new(include_bytes!("../font/Inter-SemiBold.ttf")));

#[derive(Debug, Clone, Copy)]
pub struct PositionedGlyph {
    pub glyph: u32,
    /// Position on the line, in ems.
    pub x: f32,
}

/// A font, ready to set text in.
pub struct FontFace {
    font: FontRef<'static>,
    data: ShaperData,
    plan: ShapePlan,
}

impl FontFace {
    /// The font of a weight.
    pub fn for_weight(weight: Weight) -> &'static FontFace {
        match weight {
            Weight::Regular => &REGULAR,
            Weight::SemiBold => &SEMI_BOLD,
        }
    }

    fn new(file: &'static [u8]) -> FontFace {
        let font = FontRef::new(file).expect("the font in the program is one");
        let data = ShaperData::new(&font);
        let shaper = data.shaper(&font).build();
        let plan = ShapePlan::new(
            &shaper,
            Direction::LeftToRight,
            Some(script::LATIN),
            None,
            &[],
        );
        FontFace { font, data, plan }
    }

    /// The glyphs of a text and its width, in ems, with kerning.
    pub fn shape_text(&self, text: &str) -> (Vec<PositionedGlyph>, f32) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        let shaper = self.data.shaper(&self.font).build();
        let em = shaper.units_per_em() as f32;
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(&self.plan)));
        let mut end = 0;
        let letters = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(glyph, place)| {
                let at = end + place.x_offset;
                end += place.x_advance;
                PositionedGlyph {
                    glyph: glyph.glyph_id,
                    x: at as f32 / em,
                }
            });
        // Glyph 0 is the box for characters that the font lacks. It counts for the width but is not drawn.
        let letters: Vec<PositionedGlyph> = letters.collect();
        let known = letters.into_iter().filter(|letter| letter.glyph != 0);
        (known.collect(), end as f32 / em)
    }

    /// The outline of a glyph whose em is `size` high. The baseline is at 0, and up is positive.
    pub fn outline(&self, glyph: u32, size: f32) -> Vec<PathElement> {
        let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
        let mut elements: Vec<PathElement> = Vec::new();
        if let Some(outline) = self.font.outline_glyphs().get(GlyphId::new(glyph)) {
            // Fails only for a broken font, and these fonts are tested.
            let _ = outline.draw(settings, &mut elements);
        }
        elements
    }
}
