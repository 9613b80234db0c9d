//! Charts as drawings: each kind by its own file, and the last one remembered.

use std::cell::RefCell;
use std::rc::Rc;

use super::drawing::{Drawing, Placement, Width};
use super::{days, durations, ranking, small_multiples, team_pages, totals};
use crate::view::chart::Chart;

thread_local! {
    /// What a thread drew last as a file of its own: the same chart is a picture too, and the two are asked for one after the other.
    static LAST_DRAWING: RefCell<Option<(Chart, Rc<Drawing>)>> = const { RefCell::new(None) };
}

/// A chart as a file of its own has it.
pub fn standalone_drawing(chart: Chart) -> Rc<Drawing> {
    LAST_DRAWING.with_borrow_mut(|last| match last {
        Some((known, drawing)) if *known == chart => Rc::clone(drawing),
        _ => {
            let drawing = Rc::new(draw_chart(&chart, Width::Wide, Placement::Standalone));
            *last = Some((chart, Rc::clone(&drawing)));
            drawing
        }
    })
}

/// Draws a chart of any kind.
pub fn draw_chart(chart: &Chart, width: Width, frame: Placement) -> Drawing {
    match chart {
        Chart::Ranking(chart) => ranking::draw_ranking(chart, width, frame),
        Chart::SmallMultiples(chart) => small_multiples::draw_small_multiples(chart, width, frame),
        Chart::Totals(chart) => totals::draw_totals(chart, width, frame),
        Chart::Durations(chart) => durations::draw_durations(chart, width, frame),
        Chart::Days(chart) => days::draw_days(chart, width, frame),
        Chart::TeamPages(chart) => team_pages::draw_team_pages(chart, width, frame),
    }
}
