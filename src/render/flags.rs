//! Flags: what happened meanwhile, as numbered poles over a drawing and a list under it.

use std::ops::Range;

use crate::render::drawing::Anchor;
use crate::render::palette::Token;
use crate::render::plot::Canvas;
use crate::render::sheet::{self, GAP, RESULT, centred};
use crate::render::text_width::Font;
use crate::view::chart::Flag;

const NUMBER: Font = Font::semi_bold(11.0);
/// The greatest radius of a disc on top of a pole.
const DISC: f64 = 9.0;
/// From the top of the drawing to the middle of the lowest disc: clear of what is written at the topmost tick.
const RISE: f64 = 12.0;
/// From one disc to the next, beside each other or on top of each other.
const APART: f64 = 18.0;

/// A flag where it stands on the paper.
#[derive(Debug, Clone, Copy)]
pub struct Pole {
    /// Where it is.
    pub x: f64,
    /// What is written on its disc.
    pub number: usize,
}

/// Poles of some height each, so that no disc covers another.
pub struct Poles {
    poles: Vec<(Pole, usize)>,
}

impl Poles {
    /// Each pole is as low as those to its left allow.
    pub fn new(mut poles: Vec<Pole>) -> Poles {
        poles.sort_by(|one, other| {
            one.x
                .total_cmp(&other.x)
                .then(one.number.cmp(&other.number))
        });
        poles.dedup_by_key(|pole| pole.number);
        let mut last: Vec<f64> = Vec::new();
        let mut raise = |pole: Pole| {
            let lane = last
                .iter()
                .position(|x| x + APART <= pole.x)
                .unwrap_or(last.len());
            last.resize(last.len().max(lane + 1), pole.x);
            last[lane] = pole.x;
            (pole, lane)
        };
        Poles {
            poles: poles.into_iter().map(&mut raise).collect(),
        }
    }

    /// How much of the paper over the drawing they need.
    pub fn height(&self) -> f64 {
        self.poles
            .iter()
            .map(|&(_, lane)| rise(lane) + DISC)
            .fold(0.0, f64::max)
    }

    /// Discs over a drawing from its top to its zero line, and their poles through it.
    pub fn draw(&self, canvas: &Canvas, down: &Range<f64>) {
        for &(pole, lane) in &self.poles {
            canvas.line(
                &[(pole.x, down.start - rise(lane)), (pole.x, down.end)],
                1.3,
                Token::Ink,
            );
        }
        for &(pole, lane) in &self.poles {
            disc(canvas, pole.x, down.start - rise(lane), pole.number);
        }
    }

    /// The words beside their discs, if all of them have room there; returns whether they have.
    pub fn name(&self, canvas: &Canvas, top: f64, flags: &[&Flag], within: &Range<f64>) -> bool {
        let Some(places) = self.places(flags, within) else {
            return false;
        };
        for (text, x, anchor) in places {
            canvas.text(
                text,
                (x, centred(top - RISE, RESULT)),
                anchor,
                RESULT,
                Token::Ink,
            );
        }
        true
    }

    fn places<'a>(
        &self,
        flags: &[&'a Flag],
        within: &Range<f64>,
    ) -> Option<Vec<(&'a str, f64, Anchor)>> {
        let beside = DISC + 6.0;
        let mut free_from = within.start;
        let mut places = Vec::new();
        for (at, &(pole, lane)) in self.poles.iter().enumerate() {
            let text = flags.get(pole.number.checked_sub(1)?)?.text.as_str();
            let free_to = self
                .poles
                .get(at + 1)
                .map_or(within.end, |(next, _)| next.x - beside);
            let (right, left) = (
                pole.x + beside + RESULT.room(text),
                pole.x - beside - RESULT.room(text),
            );
            match () {
                () if lane > 0 => return None,
                () if right <= free_to => places.push((text, pole.x + beside, Anchor::Start)),
                () if left >= free_from => places.push((text, pole.x - beside, Anchor::End)),
                () => return None,
            }
            free_from = if right <= free_to {
                right + GAP
            } else {
                pole.x + beside
            };
        }
        Some(places)
    }
}

fn rise(lane: usize) -> f64 {
    RISE + APART * lane as f64
}

fn radius(number: usize) -> f64 {
    if number < 10 { 7.5 } else { DISC }
}

fn disc(canvas: &Canvas, x: f64, y: f64, number: usize) {
    canvas.circle((x, y), radius(number), Token::Ink);
    canvas.text(
        &number.to_string(),
        (x, centred(y, NUMBER)),
        Anchor::Middle,
        NUMBER,
        Token::Bg,
    );
}

/// What the numbers from one on mean; returns where it ends.
pub fn list(canvas: &Canvas, top: f64, flags: &[&Flag]) -> f64 {
    let entries: Vec<_> = flags
        .iter()
        .zip(1..)
        .map(|(flag, number)| (number, flag.text.as_str()))
        .collect();
    let middle = radius(flags.len());
    sheet::key(
        canvas,
        top,
        &entries,
        Token::Ink,
        2.0 * middle,
        |&number, x, y| disc(canvas, x + middle, y, number),
    )
}
