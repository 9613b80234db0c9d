//! The icon that phones put on the home screen: the bars of `favicon.svg` on 90 units, which become 180 pixels.

use crate::render::canvas::Canvas;
use crate::render::drawing::Drawing;
use crate::render::palette::Token;
use crate::view::chart::Caption;

const SIZE: f64 = 90.0;
/// One unit of `favicon.svg`, which has 16 of them in each direction.
const UNIT: f64 = 3.75;
/// Phones cut the corners off.
const MARGIN: f64 = (SIZE - 16.0 * UNIT) / 2.0;
/// Left edge, top and width of each bar, as in `favicon.svg`; all stand on 15.
const BARS: [(f64, f64, f64); 3] = [(1.0, 9.0, 3.0), (6.0, 5.0, 4.0), (12.0, 1.0, 3.0)];

pub fn draw_touch_icon() -> Drawing {
    let canvas = Canvas::with_units(SIZE);
    let place = |at: f64| MARGIN + at * UNIT;
    for (left, top, width) in BARS {
        let (from, to) = (
            (place(left), place(top)),
            (place(left + width), place(15.0)),
        );
        canvas.rect(from, to, Token::Accent);
    }
    canvas.into_drawing(&Caption::default(), SIZE)
}
