//! Charts as drawings: each kind by its own file.

use super::drawing::{Drawing, Placement, Width};
use super::{days, durations, ranking, small_multiples, team_pages, totals};
use crate::view::chart::Chart;

/// A chart as a file of its own has it.
pub fn standalone_drawing(chart: &Chart) -> Drawing {
    draw_chart(chart, Width::Wide, Placement::Standalone)
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
