//! The ranking by effort on the page of a report, and its file.

use serde::Serialize;

use super::table::{id, limits};
use crate::derive::effort::{EffortRanking, EffortRow};
use crate::view::internal::dictionary::{self, whole};
use crate::view::table::Table;
use crate::view::text;
use crate::view::text::message::message;

/// The ranking by effort.
#[derive(Clone, Debug, Serialize)]
pub struct EffortView {
    /// Of how many tickets the minutes are known, and what the shares are.
    pub about: String,
    pub rows: Vec<EffortRowView>,
}

/// A row of it.
#[derive(Clone, Debug, Serialize)]
pub struct EffortRowView {
    pub label: String,
    pub tickets: String,
    pub minutes: String,
    pub share: String,
    pub interval: String,
}

pub(super) fn view(effort: &EffortRanking, read: u64) -> EffortView {
    let rows = effort.rows.iter().map(|row| row_view(row, effort));
    EffortView {
        about: message!(
            "effort-about",
            tickets = text::report::number(effort.all.tickets),
            read = text::report::number(read),
            minutes = text::report::number(effort.all.minutes),
            sample = if effort.sample.is_census() {
                "census"
            } else {
                "random"
            },
        ),
        rows: rows.collect(),
    }
}

fn row_view(row: &EffortRow, effort: &EffortRanking) -> EffortRowView {
    let read = effort.sample.read;
    let share = row.share.as_ref();
    EffortRowView {
        label: text::report::label(&row.subject),
        tickets: text::report::number(row.sum.tickets),
        minutes: text::report::number(row.sum.minutes),
        share: share.map_or(String::new(), |share| {
            format!("{}%", text::report::percent(share.value, read))
        }),
        interval: match share {
            None => String::new(),
            Some(_) if effort.sample.is_census() => message!("interval-exact"),
            Some(share) => text::report::share_interval(share, read),
        },
    }
}

/// The minutes of each row with their sums of squares, and the shares, unrounded.
pub(in crate::view::internal) fn csv(effort: &EffortRanking) -> Table {
    let row = |row: &EffortRow| {
        let mut cells = vec![
            id(&row.subject).to_owned(),
            text::report::label(&row.subject),
            row.sum.tickets.to_string(),
            row.sum.minutes.to_string(),
            row.sum.squares.to_string(),
            whole(effort.sample.population),
        ];
        cells.extend(limits(row.share.as_ref()));
        cells
    };
    dictionary::table("effort", effort.rows.iter().map(row).collect())
}
