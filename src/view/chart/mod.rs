//! Charts: numbers to draw and finished texts to print beside them.
//!
//! A chart's numbers are `f64` because they become lengths; every number that is read as text comes as a string, so that the chart, its
//! table and its description cannot round differently. Templates get the finished drawing and the texts of a chart, and not the numbers
//! that it is drawn from.

mod caption;
mod days;
mod durations;
mod ranking;
mod small_multiples;
mod sparkline;
mod team_pages;
mod totals;

pub use caption::{Annotation, Caption, Digits};
pub use days::{DayState, DaysChart};
pub use durations::{
    Dot, DurationTick, DurationsChart, DurationsLegend, Impact, MedianTick, severity_place,
};
pub use ranking::{
    ChangeLabel, Direction, RankingChart, RankingColumns, RankingKind, RankingLegend, RankingRow,
};
pub use small_multiples::{CulpritPanel, DataPoint, PanelTarget, SmallMultiples};
pub use sparkline::{SparkPoint, Sparkline};
pub use team_pages::{ColumnNote, PageColumn, TeamPagesChart, TeamPagesLegend, TeamPanel};
pub use totals::{TotalPoint, TotalsChart};

/// A chart of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Culprits by their tickets.
    Ranking(RankingChart),
    /// Trends by culprit.
    SmallMultiples(SmallMultiples),
    /// The trend of all tickets.
    Totals(TotalsChart),
    /// Durations of incidents.
    Durations(DurationsChart),
    /// The last days of a component.
    Days(DaysChart),
    /// Pages of teams.
    TeamPages(TeamPagesChart),
}
