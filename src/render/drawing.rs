//! Drawings as values: marks in the colours of the palette, and texts. They are printed as SVG or as a picture.
//!
//! Places are whole tenths of a drawing unit, so that the same chart is the same bytes everywhere.

use crate::render::palette::Token;
use crate::render::text_width::Weight;

/// The width for which a chart is laid out. A wide drawing shrunk to a phone would have text of six pixels.
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
pub enum Placement {
    /// A page that has title, subtitle, notes and stylesheet itself.
    Page,
    /// A file of its own, which has title, subtitle and notes inside.
    Standalone,
}

/// Which part of a text is at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A place or a length in tenths of a drawing unit.
pub type Tenths = i32;

/// Position from the upper left corner.
pub type TenthsPoint = (Tenths, Tenths);

/// A finished drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    pub layout: Width,
    /// What surrounds it.
    pub frame: Placement,
    pub size: TenthsPoint,
    /// Its name among the ids of a page.
    pub id: String,
    /// Free of control characters, like every text of a drawing.
    pub title: String,
    /// What it shows, for those who do not see it.
    pub description: String,
    /// What is drawn, one over the other.
    pub shapes: Vec<ColouredShape>,
}

/// A shape in a colour.
#[derive(Debug, Clone, PartialEq)]
pub struct ColouredShape {
    pub shape: Shape,
    /// What its colour means.
    pub token: Token,
}

/// What can be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Rect {
        /// Its upper left corner.
        at: TenthsPoint,
        size: TenthsPoint,
    },
    /// A line with round ends through points.
    Line {
        points: Vec<TenthsPoint>,
        /// How thick it is.
        thickness: Tenths,
    },
    /// A filled area between points.
    Area(Vec<TenthsPoint>),
    /// A filled dot.
    Dot { at: TenthsPoint, radius: Tenths },
    /// One line of text.
    Text(TextShape),
}

/// Words at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct TextShape {
    pub content: String,
    /// The end of its baseline that [`TextShape::anchor`] names.
    pub at: TenthsPoint,
    pub anchor: Anchor,
    /// Height of the em.
    pub size: Tenths,
    pub weight: Weight,
}
