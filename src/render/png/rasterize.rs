//! Drawings as pixels. The one file that names `tiny_skia`.
//!
//! Most of a chart is text, which has few different glyphs: each is rasterized once per size and quarter pixel, and reused in all pictures
//! of a site. Rasterizing the outlines of every text took ten times as long.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use tiny_skia::{FillRule, IntRect, LineCap, LineJoin, Mask, Path, PathBuilder, Stroke, Transform};

use super::glyphs::{FontFace, PathElement};
use super::indexed_canvas::{CoverageMask, IndexedCanvas, MAX_SHADE};
use crate::render::drawing::{Anchor, Drawing, Shape, Tenths, TenthsPoint, TextShape};
use crate::render::palette::Token;
use crate::render::text_width::Weight;

/// Pixels for each drawing unit: sharp on the dense screens of phones, and where a mail program draws it smaller.
const SCALE: f32 = 2.0;
/// Horizontal positions of glyphs for each pixel. Baselines are on whole pixels, which is sharper.
const SUBPIXEL_STEPS: f32 = 4.0;

/// Paints a drawing on white.
pub fn rasterize(drawing: &Drawing, masks: &GlyphMasks) -> IndexedCanvas {
    let (width, height) = (
        to_pixels(drawing.size.0).ceil(),
        to_pixels(drawing.size.1).ceil(),
    );
    let bounds = IntRect::from_xywh(0, 0, width as u32, height as u32);
    let mut canvas = IndexedCanvas::new(width as usize, height as usize);
    let covered = |path: Option<Path>| path.and_then(|path| rasterize_path(&path, bounds));
    for mark in &drawing.shapes {
        let cover = match &mark.shape {
            Shape::Text(text) => {
                draw_text(&mut canvas, masks, text, mark.token);
                continue;
            }
            Shape::Rect { at, size } => rectangle_mask(&canvas, *at, *size),
            Shape::Line { points, thickness } => {
                let width = to_pixels(*thickness);
                let stroke = Stroke {
                    width,
                    line_cap: LineCap::Round,
                    line_join: LineJoin::Round,
                    ..Stroke::default()
                };
                covered(build_path(points, false).and_then(|path| path.stroke(&stroke, 1.0)))
            }
            Shape::Area(points) => covered(build_path(points, true)),
            Shape::Dot { at, radius } => covered(PathBuilder::from_circle(
                to_pixels(at.0),
                to_pixels(at.1),
                to_pixels(*radius),
            )),
        };
        if let Some(cover) = cover {
            canvas.blend(&cover, (0, 0), mark.token);
        }
    }
    canvas
}

fn to_pixels(tenths: Tenths) -> f32 {
    tenths as f32 / 10.0 * SCALE
}

/// The coverage of a rectangle. Its sides are parallel to the axes, so columns and rows are computed separately, which is fast.
fn rectangle_mask(
    canvas: &IndexedCanvas,
    at: TenthsPoint,
    size: TenthsPoint,
) -> Option<CoverageMask> {
    let (left, columns) = pixel_coverage(at.0, size.0, canvas.width);
    let (top, rows) = pixel_coverage(at.1, size.1, canvas.height);
    let shade = |part: f32| (part * f32::from(MAX_SHADE)).round() as u8;
    let shades = rows
        .iter()
        .flat_map(|row| columns.iter().map(move |column| shade(row * column)))
        .collect();
    (!columns.is_empty()).then_some(CoverageMask {
        left,
        top,
        width: columns.len(),
        shades,
    })
}

/// The first of `size` pixels that a span touches, and the coverage of it and each pixel after it.
fn pixel_coverage(from: Tenths, length: Tenths, size: usize) -> (i32, Vec<f32>) {
    let (from, to) = (
        to_pixels(from).max(0.0),
        to_pixels(from + length).min(size as f32),
    );
    let first = from.floor();
    let parts = (first as i32..to.ceil() as i32)
        .map(|pixel| to.min(pixel as f32 + 1.0) - from.max(pixel as f32));
    (first as i32, parts.collect())
}

/// A path through points; `None` if there are too few.
fn build_path(points: &[TenthsPoint], is_closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (at, (x, y)) in points
        .iter()
        .map(|(x, y)| (to_pixels(*x), to_pixels(*y)))
        .enumerate()
    {
        if at == 0 {
            path.move_to(x, y)
        } else {
            path.line_to(x, y)
        }
    }
    if is_closed {
        path.close();
    }
    path.finish()
}

/// The coverage of the inside of a path, within bounds if given; `None` if it is empty.
fn rasterize_path(path: &Path, within: Option<IntRect>) -> Option<CoverageMask> {
    let around = path.bounds().round_out()?;
    let around = within.map_or(Some(around), |within| around.intersect(&within))?;
    let mut mask = Mask::new(around.width(), around.height())?;
    let shift = Transform::from_translate(-around.left() as f32, -around.top() as f32);
    mask.fill_path(path, FillRule::Winding, true, shift);
    let mut shades = mask.take();
    let step = u8::MAX / MAX_SHADE;
    shades
        .iter_mut()
        .for_each(|shade| *shade = *shade / step + u8::from(*shade % step > step / 2));
    Some(CoverageMask {
        left: around.left(),
        top: around.top(),
        width: around.width() as usize,
        shades,
    })
}

fn draw_text(canvas: &mut IndexedCanvas, masks: &GlyphMasks, text: &TextShape, token: Token) {
    let (letters, width) = FontFace::for_weight(text.weight).shape_text(&text.content);
    let em = to_pixels(text.size);
    let start = to_pixels(text.at.0)
        - match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width * em / 2.0,
            Anchor::End => width * em,
        };
    let line = to_pixels(text.at.1).round() as i32;
    for letter in letters {
        let quarters = ((start + letter.x * em) * SUBPIXEL_STEPS).round() as i32;
        let (column, phase) = (
            quarters.div_euclid(SUBPIXEL_STEPS as i32),
            quarters.rem_euclid(SUBPIXEL_STEPS as i32),
        );
        let face = GlyphKey {
            weight: text.weight,
            size: text.size,
            glyph: letter.glyph,
            phase,
        };
        if let Some(mask) = masks.get(face) {
            canvas.blend(&mask, (column, line), token);
        }
    }
}

/// The key of a rasterized glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct GlyphKey {
    weight: Weight,
    size: Tenths,
    glyph: u32,
    phase: i32,
}

/// The glyphs of the pictures so far, `None` for one without an outline, such as a space. Threads share them.
#[derive(Default)]
pub struct GlyphMasks(RwLock<HashMap<GlyphKey, Option<Arc<CoverageMask>>>>);

impl GlyphMasks {
    fn get(&self, face: GlyphKey) -> Option<Arc<CoverageMask>> {
        let known = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&face)
            .cloned();
        known.unwrap_or_else(|| {
            let mask = rasterize_glyph(face).map(Arc::new);
            let mut masks = self.0.write().unwrap_or_else(PoisonError::into_inner);
            masks.insert(face, mask.clone());
            mask
        })
    }
}

/// Moved to the right by a part of a pixel. On a canvas, down is positive.
fn rasterize_glyph(face: GlyphKey) -> Option<CoverageMask> {
    let shift = face.phase as f32 / SUBPIXEL_STEPS;
    let mut path = PathBuilder::new();
    for element in FontFace::for_weight(face.weight).outline(face.glyph, to_pixels(face.size)) {
        match element {
            PathElement::MoveTo { x, y } => path.move_to(x + shift, -y),
            PathElement::LineTo { x, y } => path.line_to(x + shift, -y),
            PathElement::QuadTo { cx0, cy0, x, y } => {
                path.quad_to(cx0 + shift, -cy0, x + shift, -y);
            }
            PathElement::CurveTo { .. } => {
                unreachable!("TrueType outlines have one handle for each curve")
            }
            PathElement::Close => path.close(),
        }
    }
    rasterize_path(&path.finish()?, None)
}
