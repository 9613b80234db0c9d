//! Drawings as pixels. The one file that names `tiny_skia`.
//!
//! Most of a chart is letters, and they are few: each is painted once for a size and a quarter of a pixel, and stamped wherever it
//! stands. Painting the outlines of every text anew took ten times as long.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use tiny_skia::{Color, FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::letters::{Face, Pen};
use super::pixels::Pixels;
use crate::render::drawing::{Anchor, Drawing, Place, Shape, Tenths, Text};
use crate::render::palette::{Rgb, Token};
use crate::render::text_width::Weight;

/// Pixels for each drawing unit: sharp on the dense screens of phones, and where a mail program draws it smaller.
const SCALE: f32 = 2.0;
/// How finely letters are placed along the line, in parts of a pixel. They stand on a whole row of pixels, for that is sharper.
const PHASES: f32 = 4.0;

/// Paints a drawing on white.
#[must_use]
pub fn painted(drawing: &Drawing) -> Pixels {
    let (width, height) = (pixels(drawing.size.0).ceil() as u32, pixels(drawing.size.1).ceil() as u32);
    let mut paper = Pixmap::new(width, height).expect("a drawing has a size");
    paper.fill(Color::WHITE);
    for mark in &drawing.marks {
        match &mark.shape {
            Shape::Text(text) => write(&mut paper, text, mark.token),
            Shape::Line { points, thickness } => {
                let width = pixels(*thickness);
                let stroke =
                    Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
                if let Some(path) = outline(points, false) {
                    paper.stroke_path(&path, &ink(mark.token), &stroke, Transform::identity(), None);
                }
            }
            Shape::Rect { at, size } => fill(&mut paper, rectangle(*at, *size), mark.token),
            Shape::Area(points) => fill(&mut paper, outline(points, true), mark.token),
            Shape::Dot { at, radius } => {
                let circle = PathBuilder::from_circle(pixels(at.0), pixels(at.1), pixels(*radius));
                fill(&mut paper, circle, mark.token);
            }
        }
    }
    Pixels { width, height, colours: paper.take() }
}

fn pixels(tenths: Tenths) -> f32 {
    tenths as f32 / 10.0 * SCALE
}

fn ink(token: Token) -> Paint<'static> {
    let Rgb(red, green, blue) = token.swatch().light;
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, u8::MAX);
    paint
}

fn rectangle(at: Place, size: Place) -> Option<Path> {
    Rect::from_xywh(pixels(at.0), pixels(at.1), pixels(size.0), pixels(size.1)).map(PathBuilder::from_rect)
}

/// A path through points; `None` where that is no path.
fn outline(points: &[Place], is_closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (at, (x, y)) in points.iter().map(|(x, y)| (pixels(*x), pixels(*y))).enumerate() {
        if at == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    if is_closed {
        path.close();
    }
    path.finish()
}

fn fill(paper: &mut Pixmap, path: Option<Path>, token: Token) {
    if let Some(path) = path {
        paper.fill_path(&path, &ink(token), FillRule::Winding, Transform::identity(), None);
    }
}

/// Stamps the letters of a text.
fn write(paper: &mut Pixmap, text: &Text, token: Token) {
    let (letters, width) = Face::of(text.weight).set(&text.words);
    let em = pixels(text.size);
    let start = pixels(text.at.0)
        - match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width * em / 2.0,
            Anchor::End => width * em,
        };
    let line = pixels(text.at.1).round() as i32;
    for letter in letters {
        let quarters = ((start + letter.at * em) * PHASES).round() as i32;
        let (column, phase) = (quarters.div_euclid(PHASES as i32), quarters.rem_euclid(PHASES as i32));
        let face = Type { weight: text.weight, size: text.size, glyph: letter.glyph, phase };
        if let Some(stamp) = stamp(face) {
            stamp.press(paper, (column, line), token.swatch().light);
        }
    }
}

/// A letter as it is painted: all that distinguishes one stamp from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Type {
    weight: Weight,
    size: Tenths,
    glyph: u32,
    phase: i32,
}

/// How much of each pixel around its place a letter covers.
struct Stamp {
    left: i32,
    top: i32,
    cover: Mask,
}

thread_local! {
    /// The stamps that a thread has cut. A chart has some hundred different ones, and charts have the same ones.
    static STAMPS: RefCell<HashMap<Type, Option<Rc<Stamp>>>> = RefCell::default();
}

/// The stamp of a letter; `None` where there is nothing to see, as with a space.
fn stamp(face: Type) -> Option<Rc<Stamp>> {
    STAMPS.with_borrow_mut(|stamps| stamps.entry(face).or_insert_with(|| Stamp::cut(face).map(Rc::new)).clone())
}

impl Stamp {
    fn cut(face: Type) -> Option<Stamp> {
        let mut pen = Outline { path: PathBuilder::new(), shift: face.phase as f32 / PHASES };
        Face::of(face.weight).outline(face.glyph, pixels(face.size), &mut pen);
        let path = pen.path.finish()?;
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        let (width, height) = (bounds.right().ceil() - left, bounds.bottom().ceil() - top);
        let mut cover = Mask::new(width as u32, height as u32)?;
        cover.fill_path(&path, FillRule::Winding, true, Transform::from_translate(-left, -top));
        // Sixteen shades are as smooth as the eye can tell, and leave room in the palette for every colour.
        cover.data_mut().iter_mut().for_each(|shade| *shade = (*shade / 17 + u8::from(*shade % 17 > 8)) * 17);
        Some(Stamp { left: left as i32, top: top as i32, cover })
    }

    /// Colours what the letter covers. What would be beside the paper is left out.
    fn press(&self, paper: &mut Pixmap, (column, line): (i32, i32), colour: Rgb) {
        let (width, height) = (paper.width() as i32, paper.height() as i32);
        let (left, top) = (column + self.left, line + self.top);
        let (hidden, seen) = ((-left).max(0), (width - left).min(self.cover.width() as i32));
        if hidden >= seen {
            return;
        }
        let rows = self.cover.data().chunks_exact(self.cover.width() as usize);
        for (row, cover) in (top..).zip(rows).filter(|(row, _)| (0..height).contains(row)) {
            let from = (row * width + left + hidden) as usize * 4;
            let cover = &cover[hidden as usize..seen as usize];
            let ground = &mut paper.data_mut()[from..from + cover.len() * 4];
            for (pixel, cover) in ground.chunks_exact_mut(4).zip(cover).filter(|(_, cover)| **cover > 0) {
                blend(&mut pixel[0], colour.0, *cover);
                blend(&mut pixel[1], colour.1, *cover);
                blend(&mut pixel[2], colour.2, *cover);
            }
        }
    }
}

/// Moves a channel as far towards that of a colour as it covers.
fn blend(ground: &mut u8, colour: u8, cover: u8) {
    let (all, cover) = (u32::from(u8::MAX), u32::from(cover));
    let mixed = u32::from(colour) * cover + u32::from(*ground) * (all - cover) + all / 2;
    *ground = (mixed / all) as u8;
}

/// The path of a letter, moved to the right by a part of a pixel. On paper, down is positive.
struct Outline {
    path: PathBuilder,
    shift: f32,
}

impl Pen for Outline {
    fn begin(&mut self, (x, y): (f32, f32)) {
        self.path.move_to(x + self.shift, -y);
    }

    fn line(&mut self, (x, y): (f32, f32)) {
        self.path.line_to(x + self.shift, -y);
    }

    fn curve(&mut self, handle: (f32, f32), (x, y): (f32, f32)) {
        self.path.quad_to(handle.0 + self.shift, -handle.1, x + self.shift, -y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
