//! The canvas of charts: a few kinds of marks in the colours of the palette, drawn with `plotters` and recorded by a backend of our own.
//!
//! The stock SVG backend writes no classes, titles or roles and guesses the width of text from its bytes, and the stock picture
//! backend uses the fonts of the machine. Coordinates in `plotters` are whole numbers; here they are tenths of a drawing unit.

use std::cell::RefCell;
use std::convert::Infallible;
use std::ops::Range;
use std::rc::Rc;

use plotters::coord::ranged1d::Ranged;
use plotters::coord::{Shift, types::RangedCoordf64};
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::style::{Color, RGBColor, ShapeStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind,
};

use crate::render::drawing::{
    Anchor, ColouredShape, Drawing, Placement, Shape, Tenths, TenthsPoint, TextShape, Width,
};
use crate::render::palette::{Rgb, Token};
use crate::render::text_width::TextStyle;
use crate::view::chart::Caption;

/// Position from the upper left corner, in drawing units.
pub type Point = (f64, f64);

/// What a chart is drawn on: as wide as its [`Width`], as high as the drawing needs.
pub struct Canvas {
    width: Width,
    units: f64,
    frame: Placement,
    area: DrawingArea<RecordingBackend, Shift>,
    shapes: Rc<RefCell<Vec<ColouredShape>>>,
}

impl Canvas {
    pub fn new(width: Width, frame: Placement) -> Canvas {
        Canvas::sized(width, width.units(), frame)
    }

    /// For a picture that is not a chart.
    pub fn with_units(units: f64) -> Canvas {
        Canvas::sized(Width::Wide, units, Placement::Standalone)
    }

    fn sized(width: Width, units: f64, frame: Placement) -> Canvas {
        let marks = Rc::new(RefCell::new(Vec::new()));
        let area = RecordingBackend {
            units,
            shapes: Rc::clone(&marks),
        }
        .into_drawing_area();
        Canvas {
            width,
            units,
            frame,
            area,
            shapes: marks,
        }
    }

    /// The width it was made for.
    pub fn width(&self) -> Width {
        self.width
    }

    /// The left edge of text and marks. On pages, charts are flush with the text around them.
    pub fn left(&self) -> f64 {
        match (self.frame, self.width) {
            (Placement::Page, _) => 1.0,
            (Placement::Standalone, Width::Wide) => 24.0,
            (Placement::Standalone, Width::Narrow) => 12.0,
        }
    }

    /// The right edge of text and marks.
    pub fn right(&self) -> f64 {
        self.units - self.left()
    }

    /// The width between them.
    pub fn room(&self) -> f64 {
        self.right() - self.left()
    }

    /// A filled rectangle between two corners.
    pub fn rect(&self, from: Point, to: Point, token: Token) {
        let style = plotters_colour(token).filled();
        let corners = [point_to_tenths(from), point_to_tenths(to)];
        self.draw(&Rectangle::new(corners, style));
    }

    /// A line through points.
    pub fn line(&self, points: &[Point], thickness: f64, token: Token) {
        let style = ShapeStyle {
            color: plotters_colour(token).to_rgba(),
            filled: false,
            stroke_width: to_tenths(thickness) as u32,
        };
        self.draw(&PathElement::new(points_to_tenths(points), style));
    }

    /// A filled area between points.
    pub fn polygon(&self, points: &[Point], token: Token) {
        let style = plotters_colour(token).filled();
        self.draw(&Polygon::new(points_to_tenths(points), style));
    }

    /// A filled dot.
    pub fn circle(&self, centre: Point, radius: f64, token: Token) {
        let style = plotters_colour(token).filled();
        let (centre, radius) = (point_to_tenths(centre), to_tenths(radius));
        self.draw(&Circle::new(centre, radius, style));
    }

    /// A dot with a hole in which the background shows.
    pub fn ring(&self, centre: Point, radius: f64, token: Token) {
        self.circle(centre, radius, token);
        self.circle(centre, radius - RING_WIDTH, Token::Background);
    }

    /// One line of text with its baseline at a place. It is recorded directly, because `plotters` would only pass it on.
    pub fn text(&self, text: &str, at: Point, anchor: Anchor, style: TextStyle) {
        let shape = Shape::Text(TextShape {
            content: printable_line(text),
            at: point_to_tenths(at),
            anchor,
            size: to_tenths(style.size),
            weight: style.weight,
        });
        let token = style.token;
        self.shapes
            .borrow_mut()
            .push(ColouredShape { shape, token });
    }

    /// One line of text under a height.
    pub fn text_below(&self, text: &str, (x, top): Point, anchor: Anchor, style: TextStyle) {
        self.text(text, (x, style.baseline_below(top)), anchor, style);
    }

    /// One line of text whose digits and capitals have their middle at a place.
    pub fn text_around(&self, text: &str, (x, middle): Point, anchor: Anchor, style: TextStyle) {
        self.text(text, (x, style.baseline_around(middle)), anchor, style);
    }

    /// The finished drawing, cropped to `height`.
    pub fn into_drawing(self, caption: &Caption, height: f64) -> Drawing {
        let title: String = caption.title.chars().take(MAX_TITLE_CHARS).collect();
        Drawing {
            layout: self.width,
            frame: self.frame,
            size: (to_tenths(self.units), to_tenths(height)),
            id: caption.id.clone(),
            title: printable_line(&title),
            description: printable_line(&caption.description),
            shapes: self.shapes.take(),
        }
    }

    fn draw<'a, E>(&self, element: &'a E)
    where
        &'a E: PointCollection<'a, BackendCoord>,
        E: Drawable<RecordingBackend>,
    {
        let drawn = self.area.draw(element);
        drawn.expect("a drawing in memory is always written");
    }
}

/// Maps values to positions along one axis.
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
            places: (to_tenths(places.start), to_tenths(places.end)),
        }
    }

    /// The position of a value. Values beyond the end are clamped, and NaN is at the start.
    pub fn at(&self, value: f64) -> f64 {
        if self.values.is_empty() {
            return f64::from(self.places.0) / 10.0;
        }
        let value = value.max(self.values.start).min(self.values.end);
        f64::from(self.coordinate.map(&value, self.places)) / 10.0
    }
}

/// Screen readers read a title without a pause, so longer titles are cut for them.
const MAX_TITLE_CHARS: usize = 100;

/// Thickness of a ring.
const RING_WIDTH: f64 = 1.6;

/// Records what is drawn.
struct RecordingBackend {
    units: f64,
    shapes: Rc<RefCell<Vec<ColouredShape>>>,
}

type DrawResult = Result<(), DrawingErrorKind<Infallible>>;

impl RecordingBackend {
    fn record(&self, shape: Shape, colour: BackendColor) -> DrawResult {
        let token = token_of_colour(colour);
        self.shapes
            .borrow_mut()
            .push(ColouredShape { shape, token });
        Ok(())
    }
}

impl DrawingBackend for RecordingBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (to_tenths(self.units) as u32, i32::MAX as u32)
    }

    fn ensure_prepared(&mut self) -> DrawResult {
        Ok(())
    }

    fn present(&mut self) -> DrawResult {
        Ok(())
    }

    /// Charts have no pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> DrawResult {
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> DrawResult {
        let (at, size) = (from, (to.0 - from.0, to.1 - from.1));
        self.record(Shape::Rect { at, size }, style.color())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> DrawResult {
        let (points, thickness) = (path.into_iter().collect(), style.stroke_width() as Tenths);
        self.record(Shape::Line { points, thickness }, style.color())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> DrawResult {
        let radius = radius as Tenths;
        self.record(Shape::Dot { at, radius }, style.color())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> DrawResult {
        self.record(Shape::Area(points.into_iter().collect()), style.color())
    }
}

fn to_tenths(units: f64) -> Tenths {
    (units * 10.0).round() as i32
}

fn point_to_tenths(point: Point) -> TenthsPoint {
    (to_tenths(point.0), to_tenths(point.1))
}

fn points_to_tenths(points: &[Point]) -> Vec<TenthsPoint> {
    points.iter().copied().map(point_to_tenths).collect()
}

fn plotters_colour(token: Token) -> RGBColor {
    let Rgb(red, green, blue) = token.swatch().light;
    RGBColor(red, green, blue)
}

/// A text on one line, without control characters and noncharacters.
fn printable_line(text: &str) -> String {
    let is_none = |c: char| matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xFFFE == 0xFFFE;
    let seen = |c: char| match c {
        '\t' | '\n' | '\r' => Some(' '),
        _ => Some(c).filter(|c| !c.is_control() && !is_none(*c)),
    };
    text.chars().filter_map(seen).collect()
}

/// `plotters` passes colours only, so tokens are found by their light colours, which are unique.
fn token_of_colour(colour: BackendColor) -> Token {
    let (red, green, blue) = colour.rgb;
    Token::from_light_colour(Rgb(red, green, blue)).expect("every colour drawn is that of a token")
}
