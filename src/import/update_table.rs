//! Tables of Markdown with an update in each row.

use super::notation::{MarkerScope, UpdateMarker, is_fact_label, split_phase_label};
use super::timestamp::{self, PartialTimestamp};

/// A table and the number of its lines.
pub(super) struct UpdateTable {
    pub line_count: usize,
    /// The marker and the text of each row.
    pub rows: Vec<(UpdateMarker, String)>,
}

/// The table that begins with the first of these lines, if every row has a time, a text, and no more than a phase beside them.
pub(super) fn read_table(lines: &[&str]) -> Option<UpdateTable> {
    let [header, delimiter, rows @ ..] = lines else {
        return None;
    };
    let is_delimiter = |cell: &&str| !cell.is_empty() && cell.chars().all(|c| "-: ".contains(c));
    let columns = split_cells(header)?;
    let delimiters = split_cells(delimiter)?;
    if columns.len() != delimiters.len() || !delimiters.iter().all(is_delimiter) {
        return None;
    }
    let rows = rows.iter().map_while(|row| Some((row, split_cells(row)?)));
    let rows: Option<Vec<_>> = rows
        .map(|(row, cells)| {
            let (marker, text) = read_row(row, &cells)?;
            Some((marker, text.to_owned()))
        })
        .collect();
    let mut rows = rows?;
    let (first, _) = rows.first_mut()?;
    first.source_text = format!("{} {}", header.trim(), first.source_text);
    Some(UpdateTable {
        line_count: rows.len() + 2,
        rows,
    })
}

fn split_cells(line: &str) -> Option<Vec<&str>> {
    let line = line.trim();
    let inside = line.strip_prefix('|')?;
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    (!inside.contains("\\|")).then(|| inside.split('|').map(str::trim).collect())
}

fn read_row<'a>(row: &str, cells: &[&'a str]) -> Option<(UpdateMarker, &'a str)> {
    let plain = |cell: &str| cell.trim_matches(['*', '_', '`', ' ']).to_owned();
    let parse = |text: &str| {
        timestamp::parse_whole(text).filter(|stamp| stamp.clock.is_some() || stamp.has_full_date())
    };
    let cells: Vec<&str> = cells
        .iter()
        .copied()
        .filter(|cell| !cell.is_empty())
        .collect();
    let at = cells
        .iter()
        .position(|cell| parse(&plain(cell)).is_some())?;
    let is_date = |stamp: &PartialTimestamp| stamp.clock.is_none();
    let mut stamp = parse(&plain(cells[at]))?;
    let mut others = [&cells[..at], &cells[at + 1..]].concat();
    // The date and the clock can have a column each.
    if is_date(&stamp)
        && let Some(clock) = cells.get(at + 1)
        && let Some(both) = parse(&format!("{} {}", plain(cells[at]), plain(clock)))
    {
        stamp = both;
        others.remove(at);
    }
    let mut marker = UpdateMarker::timed(stamp, row, MarkerScope::ListItem);
    let text = match others[..] {
        [text] => text,
        [label, text] => {
            let (phase, rest) = split_phase_label(label)?;
            if !rest.is_empty() {
                return None;
            }
            marker.label = phase.label;
            marker.phase = phase.phase;
            text
        }
        _ => return None,
    };
    // `| Start | 10:00 |` is a fact.
    let is_update = parse(&plain(text)).is_none() && !is_fact_label(&plain(text));
    is_update.then_some((marker, text))
}
