//! Paper to draw charts on: a few kinds of marks in the colours of the palette, drawn through `plotters` and written as
//! SVG by a backend of our own.
//!
//! The stock SVG backend writes no classes, titles or roles and guesses the width of text from its bytes. Coordinates in
//! `plotters` are whole numbers; here they are tenths of a drawing unit, printed as decimals, so that the same chart is
//! the same bytes everywhere.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::{self, Display};
use std::ops::Range;
use std::rc::Rc;

use plotters::coord::ranged1d::Ranged;
use plotters::coord::{Shift, types::RangedCoordf64};
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use crate::render::palette::{Rgb, Token, file_stylesheet};
use crate::render::text_width::{Font, Weight};
use crate::view::chart::Caption;

/// A place on the paper: to the right and down, in drawing units.
pub type Point = (f64, f64);

/// For how much room a chart is laid out. A wide drawing shrunk to a phone would have text of six pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 760 units, for a desk.
    Wide,
    /// 360 units, for a phone.
    Narrow,
}

impl Width {
    /// In drawing units.
    pub fn units(self) -> f64 {
        match self {
            Width::Wide => 760.0,
            Width::Narrow => 360.0,
        }
    }
}

/// What surrounds a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// A page that has title, subtitle, notes and stylesheet itself.
    Page,
    /// Nothing: the file must say everything.
    Standalone,
}

/// Which part of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// The paper: as wide as its [`Width`], as long as the drawing needs.
pub struct Canvas {
    width: Width,
    units: f64,
    frame: Frame,
    area: DrawingArea<Svg, Shift>,
    marks: Rc<RefCell<String>>,
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
        let marks = Rc::new(RefCell::new(String::new()));
        let area = Svg { units, marks: Rc::clone(&marks) }.into_drawing_area();
        Canvas { width, units, frame, area, marks }
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
        self.draw(&Rectangle::new([tenths(from), tenths(to)], colour(token).filled()));
    }

    /// A line through points.
    pub fn line(&self, points: &[Point], thickness: f64, token: Token) {
        let style = ShapeStyle { color: colour(token).to_rgba(), filled: false, stroke_width: tenth(thickness) as u32 };
        self.draw(&PathElement::new(points.iter().copied().map(tenths).collect::<Vec<_>>(), style));
    }

    /// A filled area between points.
    pub fn polygon(&self, points: &[Point], token: Token) {
        self.draw(&Polygon::new(points.iter().copied().map(tenths).collect::<Vec<_>>(), colour(token).filled()));
    }

    /// A filled dot.
    pub fn circle(&self, centre: Point, radius: f64, token: Token) {
        self.draw(&Circle::new(tenths(centre), tenth(radius), colour(token).filled()));
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
    pub fn finish(&self, caption: &Caption, height: f64) -> String {
        let (width, height) = (Tenths(tenth(self.units)), Tenths(tenth(height)));
        let title: String = caption.title.chars().take(TITLE_LENGTH).collect();
        // Both widths of a chart stand on the same page, so their ids must differ.
        let (class, id) = match self.width {
            Width::Wide => ("chart-wide", xml(&caption.id)),
            Width::Narrow => ("chart-narrow", format!("{}-n", xml(&caption.id))),
        };
        let (font, style) = match self.frame {
            Frame::Page => (String::new(), String::new()),
            Frame::Standalone => (format!(" font-family=\"{FONTS}\""), {
                let paper = paint("f", "fill", Token::Bg);
                format!("<style>{}</style>\n<rect {paper} width=\"{width}\" height=\"{height}\"/>\n", file_stylesheet())
            }),
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {class}\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" fill=\"none\" \
             stroke-linecap=\"round\" stroke-linejoin=\"round\"{font}>\n\
             <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n{style}{}</svg>\n",
            xml(&title),
            xml(&caption.description),
            self.marks.borrow()
        )
    }

    fn draw<'a, E>(&self, element: &'a E)
    where
        &'a E: PointCollection<'a, BackendCoord>,
        E: Drawable<Svg>,
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
        Scale { values, coordinate, places: (tenth(places.start), tenth(places.end)) }
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

/// The fonts of a chart that stands alone; the pictures embed the first.
const FONTS: &str = "Inter, ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/// Writes marks as SVG elements.
struct Svg {
    units: f64,
    marks: Rc<RefCell<String>>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Svg {
    fn mark(&self, element: &str) -> Drawn {
        let mut marks = self.marks.borrow_mut();
        marks.push_str(element);
        marks.push('\n');
        Ok(())
    }
}

impl DrawingBackend for Svg {
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

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, _fill: bool) -> Drawn {
        let (x, y, width, height) = (Tenths(from.0), Tenths(from.1), Tenths(to.0 - from.0), Tenths(to.1 - from.1));
        let paint = paint("f", "fill", token(style.color()));
        self.mark(&format!("<rect {paint} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let paint = paint("s", "stroke", token(style.color()));
        let thickness = Tenths(style.stroke_width() as i32);
        self.mark(&format!("<path {paint} stroke-width=\"{thickness}\" d=\"{}\"/>", outline(path)))
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, _fill: bool) -> Drawn {
        let (x, y, radius) = (Tenths(at.0), Tenths(at.1), Tenths(radius as i32));
        let paint = paint("f", "fill", token(style.color()));
        self.mark(&format!("<circle {paint} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Drawn {
        let paint = paint("f", "fill", token(style.color()));
        self.mark(&format!("<path {paint} d=\"{}Z\"/>", outline(points)))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let (x, y, size) = (Tenths(at.0), Tenths(at.1), Tenths(style.size().round() as i32));
        let weight = match style.style() {
            FontStyle::Bold => " font-weight=\"600\"",
            _ => "",
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        // Columns of numbers line up if their digits are equally wide; between letters that would leave holes.
        let tabular = text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
        let paint = paint(if tabular { "num f" } else { "f" }, "fill", token(style.color()));
        self.mark(&format!(
            "<text {paint} x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor}>{}</text>",
            xml(text)
        ))
    }
}

/// A number of tenths, printed in units.
struct Tenths(i32);

impl Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        match tenth {
            0 => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

fn tenth(units: f64) -> i32 {
    (units * 10.0).round() as i32
}

fn tenths(point: Point) -> BackendCoord {
    (tenth(point.0), tenth(point.1))
}

fn outline(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let step =
        |(at, (x, y)): (usize, BackendCoord)| format!("{}{} {}", if at == 0 { "M" } else { "L" }, Tenths(x), Tenths(y));
    points.into_iter().enumerate().map(step).collect()
}

fn colour(token: Token) -> RGBColor {
    let Rgb(red, green, blue) = token.swatch().light;
    RGBColor(red, green, blue)
}

/// `plotters` carries colours only. The paper draws nothing but tokens, and no two have the same light colour.
fn token(colour: BackendColor) -> Token {
    let (red, green, blue) = colour.rgb;
    Token::of_light(Rgb(red, green, blue)).expect("every colour drawn is that of a token")
}

fn paint(prefix: &str, attribute: &str, token: Token) -> String {
    let swatch = token.swatch();
    format!("class=\"{prefix}-{}\" {attribute}=\"{}\"", swatch.name, swatch.light)
}

/// Writing into memory has no way to fail.
fn drawn<E: std::error::Error>(result: Result<(), E>) {
    result.expect("a drawing in memory is always written");
}

/// Text for an element or attribute: escaped, without what XML 1.0 forbids and without control characters.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{fdd0}'..='\u{fdef}' => {}
            _ if c.is_control() || c as u32 & 0xFFFE == 0xFFFE => {}
            _ => escaped.push(c),
        }
    }
    escaped
}
