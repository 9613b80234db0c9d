//! Annotations: numbered markers over a drawing and a list under it.

use std::ops::Range;

use crate::render::canvas::Canvas;
use crate::render::chart_frame::{self, KEY, KeyEntry, RESULT, TEXT_GAP};
use crate::render::drawing::Anchor;
use crate::render::palette::Token;
use crate::render::text_width::TextStyle;
use crate::view::chart::Annotation;

const NUMBER: TextStyle = TextStyle::semi_bold(11.0).coloured(Token::Background);
/// The greatest radius of the disc on top of a marker.
const MAX_DISC_RADIUS: f64 = 9.0;
/// From the top of the drawing to the middle of the lowest disc: clear of what is written at the topmost tick.
const DISC_OFFSET: f64 = 12.0;
/// From one disc to the next, beside each other or on top of each other.
const DISC_SPACING: f64 = 18.0;

/// A numbered annotation at its position.
#[derive(Debug, Clone, Copy)]
pub struct AnnotationMarker {
    pub x: f64,
    /// What is written on its disc.
    pub number: usize,
}

/// Markers with heights chosen so that no disc covers another.
pub struct AnnotationMarkers {
    markers: Vec<(AnnotationMarker, usize)>,
}

impl AnnotationMarkers {
    /// Each marker is as low as those to its left allow.
    pub fn new(mut markers: Vec<AnnotationMarker>) -> AnnotationMarkers {
        markers.sort_by(|one, other| {
            one.x
                .total_cmp(&other.x)
                .then(one.number.cmp(&other.number))
        });
        markers.dedup_by_key(|marker| marker.number);
        let mut last: Vec<f64> = Vec::new();
        let mut raise = |marker: AnnotationMarker| {
            let lane = last
                .iter()
                .position(|x| x + DISC_SPACING <= marker.x)
                .unwrap_or(last.len());
            last.resize(last.len().max(lane + 1), marker.x);
            last[lane] = marker.x;
            (marker, lane)
        };
        AnnotationMarkers {
            markers: markers.into_iter().map(&mut raise).collect(),
        }
    }

    /// The height they need above the plot.
    pub fn height(&self) -> f64 {
        self.markers
            .iter()
            .map(|&(_, lane)| disc_offset(lane) + MAX_DISC_RADIUS)
            .fold(0.0, f64::max)
    }

    /// Discs above a drawing, with their lines down to the zero line.
    pub fn draw(&self, canvas: &Canvas, down: &Range<f64>) {
        for &(marker, lane) in &self.markers {
            let top = down.start - disc_offset(lane);
            canvas.line(&[(marker.x, top), (marker.x, down.end)], 1.3, Token::Ink);
        }
        for &(marker, lane) in &self.markers {
            draw_disc(
                canvas,
                marker.x,
                down.start - disc_offset(lane),
                marker.number,
            );
        }
    }

    /// Labels beside the discs, if there is space for all; returns whether they were drawn.
    pub fn draw_labels(
        &self,
        canvas: &Canvas,
        top: f64,
        flags: &[&Annotation],
        within: &Range<f64>,
    ) -> bool {
        let Some(places) = self.place_labels(flags, within) else {
            return false;
        };
        for (text, x, anchor) in places {
            canvas.text_around(text, (x, top - DISC_OFFSET), anchor, RESULT);
        }
        true
    }

    fn place_labels<'a>(
        &self,
        flags: &[&'a Annotation],
        within: &Range<f64>,
    ) -> Option<Vec<(&'a str, f64, Anchor)>> {
        let beside = MAX_DISC_RADIUS + 6.0;
        let mut free_from = within.start;
        let mut places = Vec::new();
        for (at, &(marker, lane)) in self.markers.iter().enumerate() {
            let text = flags.get(marker.number.checked_sub(1)?)?.text.as_str();
            let free_to = self
                .markers
                .get(at + 1)
                .map_or(within.end, |(next, _)| next.x - beside);
            let (right, left) = (
                marker.x + beside + RESULT.reserved_width(text),
                marker.x - beside - RESULT.reserved_width(text),
            );
            match () {
                () if lane > 0 => return None,
                () if right <= free_to => places.push((text, marker.x + beside, Anchor::Start)),
                () if left >= free_from => places.push((text, marker.x - beside, Anchor::End)),
                () => return None,
            }
            free_from = if right <= free_to {
                right + TEXT_GAP
            } else {
                marker.x + beside
            };
        }
        Some(places)
    }
}

fn disc_offset(lane: usize) -> f64 {
    DISC_OFFSET + DISC_SPACING * lane as f64
}

fn disc_radius(number: usize) -> f64 {
    if number < 10 { 7.5 } else { MAX_DISC_RADIUS }
}

fn draw_disc(canvas: &Canvas, x: f64, y: f64, number: usize) {
    canvas.circle((x, y), disc_radius(number), Token::Ink);
    canvas.text_around(&number.to_string(), (x, y), Anchor::Middle, NUMBER);
}

/// The list of annotations; returns where it ends.
pub fn draw_legend<'f>(canvas: &'f Canvas, top: f64, flags: &[&'f Annotation]) -> f64 {
    let middle = disc_radius(flags.len());
    let entry = |(flag, number): (&&'f Annotation, usize)| {
        KeyEntry::new(&flag.text, move |x, y| {
            draw_disc(canvas, x + middle, y, number)
        })
    };
    let entries: Vec<KeyEntry> = flags.iter().zip(1..).map(entry).collect();
    let style = KEY.coloured(Token::Ink);
    chart_frame::draw_key(canvas, top, style, 2.0 * middle, &entries)
}
