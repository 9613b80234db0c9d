//! Paper to draw charts on: a few kinds of marks in the colours of the palette, drawn through `plotters` and noted by a backend of
//! our own.
//!
//! The stock SVG backend writes no classes, titles or roles and guesses the width of text from its bytes, and the stock picture
//! backend draws letters of the machine. Coordinates in `plotters` are whole numbers; here they are tenths of a drawing unit.

use std::cell::RefCell;
use std::convert::Infallible;
use std::ops::Range;
use std::rc::Rc;

use plotters::coord::ranged1d::Ranged;
use plotters::coord::{Shift, types::RangedCoordf64};
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use crate::render::drawing::{Anchor, Drawing, Frame, Mark, Place, Shape, Tenths, Text, Width};
use crate::render::palette::{Rgb, Token};
use crate::render::text_width::{Font, Weight};
use crate::view::chart::Caption;

/// A place on the paper: to the right and down, in drawing units.
pub type Point = (f64, f64);

/// The paper: as wide as its [`Width`], as long as the drawing needs.
pub struct Canvas {
    width: Width,
    units: f64,
    frame: Frame,
    area: DrawingArea<Notes, Shift>,
    marks: Rc<RefCell<Vec<Mark>>>,
}

impl Canvas {
    /// An empty sheet.
    pub fn new(width: Width, frame: Frame) -> Canvas {
        Canvas::sized(width, width.units(), frame)
    }

    /// A sheet of 600 units, for the picture beside a link.
    pub fn card() -> Canvas {
        Canvas::sized(Width::Wide, CARD, Frame::Standalone)
    }

    fn sized(width: Width, units: f64, frame: Frame) -> Canvas {
        let marks = Rc::new(RefCell::new(Vec::new()));
        let area = Notes {
            units,
            marks: Rc::clone(&marks),
        }
        .into_drawing_area();
        Canvas {
            width,
            units,
            frame,
            area,
            marks,
        }
    }

    /// The width it was made for.
    pub fn width(&self) -> Width {
        self.width
    }

    /// Where text and marks may begin. Beside HTML, charts are flush with the text around them.
    pub fn left(&self) -> f64 {
        match (self.frame, self.width) {
            (Frame::Page, _) => 1.0,
            (Frame::Standalone, Width::Wide) => 24.0,
            (Frame::Standalone, Width::Narrow) => 12.0,
        }
    }

    /// Where they must end.
    pub fn right(&self) -> f64 {
        self.units - self.left()
    }

    /// A filled rectangle between two corners.
    pub fn rect(&self, from: Point, to: Point, token: Token) {
        self.draw(&Rectangle::new(
            [tenths(from), tenths(to)],
            colour(token).filled(),
        ));
    }

    /// A line through points.
    pub fn line(&self, points: &[Point], thickness: f64, token: Token) {
        let style = ShapeStyle {
            color: colour(token).to_rgba(),
            filled: false,
            stroke_width: tenth(thickness) as u32,
        };
        self.draw(&PathElement::new(
            points.iter().copied().map(tenths).collect::<Vec<_>>(),
            style,
        ));
    }

    /// A filled area between points.
    pub fn polygon(&self, points: &[Point], token: Token) {
        self.draw(&Polygon::new(
            points.iter().copied().map(tenths).collect::<Vec<_>>(),
            colour(token).filled(),
        ));
    }

    /// A filled dot.
    pub fn circle(&self, centre: Point, radius: f64, token: Token) {
        self.draw(&Circle::new(
            tenths(centre),
            tenth(radius),
            colour(token).filled(),
        ));
    }

    /// A dot with a hole in which the background shows.
    pub fn ring(&self, centre: Point, radius: f64, token: Token) {
        self.circle(centre, radius, token);
        self.circle(centre, radius - RING, Token::Bg);
    }

    /// One line of text with its baseline at a place.
    pub fn text(&self, text: &str, at: Point, anchor: Anchor, font: Font, token: Token) {
        let weight = match font.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::SemiBold => FontStyle::Bold,
        };
        let across = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle {
            font: FontDesc::new(FontFamily::SansSerif, font.size * 10.0, weight),
            color: colour(token).to_backend_color(),
            pos: Pos::new(across, VPos::Bottom),
        };
        drawn(self.area.draw_text(text, &style, tenths(at)));
    }

    /// The finished drawing, cut off at `height`.
    pub fn finish(self, caption: &Caption, height: f64) -> Drawing {
        Drawing {
            layout: self.width,
            frame: self.frame,
            size: (tenth(self.units), tenth(height)),
            id: caption.id.clone(),
            title: legible(&caption.title.chars().take(TITLE_LENGTH).collect::<String>()),
            description: legible(&caption.description),
            marks: self.marks.take(),
        }
    }

    fn draw<'a, E>(&self, element: &'a E)
    where
        &'a E: PointCollection<'a, BackendCoord>,
        E: Drawable<Notes>,
    {
        drawn(self.area.draw(element));
    }
}

/// Translates values to places along one side of the paper.
pub struct Scale {
    values: Range<f64>,
    coordinate: RangedCoordf64,
    places: (i32, i32),
}

impl Scale {
    /// From the first place for the first value to the last place for the last one; upwards if the places go down.
    pub fn new(values: Range<f64>, places: Range<f64>) -> Scale {
        let coordinate = values.clone().into();
        Scale {
            values,
            coordinate,
            places: (tenth(places.start), tenth(places.end)),
        }
    }

    /// The place of a value. One beyond the end stands at the end, and what is no number at the beginning.
    pub fn at(&self, value: f64) -> f64 {
        if self.values.is_empty() {
            return f64::from(self.places.0) / 10.0;
        }
        let value = value.max(self.values.start).min(self.values.end);
        f64::from(self.coordinate.map(&value, self.places)) / 10.0
    }
}

/// Screen readers say a title in one breath, so only so many of its characters are given to them.
const TITLE_LENGTH: usize = 100;

/// Width of the picture beside a link.
const CARD: f64 = 600.0;

/// Thickness of a ring.
const RING: f64 = 1.6;

/// Notes what is drawn.
struct Notes {
    units: f64,
    marks: Rc<RefCell<Vec<Mark>>>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Notes {
    fn note(&self, shape: Shape, colour: BackendColor) -> Drawn {
        self.marks.borrow_mut().push(Mark {
            shape,
            token: token(colour),
        });
        Ok(())
    }
}

impl DrawingBackend for Notes {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (tenth(self.units) as u32, i32::MAX as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// Charts have no pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.note(
            Shape::Rect {
                at: from,
                size: (to.0 - from.0, to.1 - from.1),
            },
            style.color(),
        )
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let (points, thickness) = (path.into_iter().collect(), style.stroke_width() as Tenths);
        self.note(Shape::Line { points, thickness }, style.color())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.note(
            Shape::Dot {
                at,
                radius: radius as Tenths,
            },
            style.color(),
        )
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.note(Shape::Area(points.into_iter().collect()), style.color())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let weight = match style.style() {
            FontStyle::Bold => Weight::SemiBold,
            _ => Weight::Regular,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let size = style.size().round() as Tenths;
        self.note(
            Shape::Text(Text {
                words: legible(text),
                at,
                anchor,
                size,
                weight,
            }),
            style.color(),
        )
    }
}

fn tenth(units: f64) -> Tenths {
    (units * 10.0).round() as i32
}

fn tenths(point: Point) -> Place {
    (tenth(point.0), tenth(point.1))
}

fn colour(token: Token) -> RGBColor {
    let Rgb(red, green, blue) = token.swatch().light;
    RGBColor(red, green, blue)
}

/// A text on one line, without characters that nobody can see and those that stand for none.
fn legible(text: &str) -> String {
    let is_none = |c: char| matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xFFFE == 0xFFFE;
    let seen = |c: char| match c {
        '\t' | '\n' | '\r' => Some(' '),
        _ => Some(c).filter(|c| !c.is_control() && !is_none(*c)),
    };
    text.chars().filter_map(seen).collect()
}

/// `plotters` carries colours only. The paper draws nothing but tokens, and no two have the same light colour.
fn token(colour: BackendColor) -> Token {
    let (red, green, blue) = colour.rgb;
    Token::of_light(Rgb(red, green, blue)).expect("every colour drawn is that of a token")
}

/// Writing into memory has no way to fail.
fn drawn<E: std::error::Error>(result: Result<(), E>) {
    result.expect("a drawing in memory is always written");
}
