//! What a machine said of the tickets: on the page of a report and as a file.

use serde::Serialize;

use super::table::{id, limits};
use crate::derive::report::{
    MachineAccuracy, MachineFacts, ReportFacts, ReportRow, machine_accuracy,
};
use crate::derive::statistics::{Estimate, Volume};
use crate::view::internal::dictionary::{self, whole};
use crate::view::table::Table;
use crate::view::text;

/// The section about the machine.
#[derive(Clone, Debug, Serialize)]
pub struct MachineView {
    /// Which machine it was, and what it saves.
    pub about: String,
    /// What the table shows.
    pub caption: String,
    pub rows: Vec<MachineRowView>,
    /// The numbers as a file.
    pub csv: &'static str,
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
pub struct MachineRowView {
    pub label: String,
    /// The estimate of the report, with its interval.
    pub corrected: String,
    /// The estimate from what was read alone.
    pub alone: String,
    /// What the machine alone would say.
    pub machine: String,
    /// How often it was right when it named the culprit.
    pub precision: String,
    /// How many of those that people found it named.
    pub recall: String,
    /// How many tickets read it is worth.
    pub worth: String,
}

/// `None` if no ticket of the report has a label.
pub(super) fn view(facts: &ReportFacts) -> Option<MachineView> {
    let machine = facts.machine.as_ref()?;
    let rows = facts.rows.iter().filter_map(|row| {
        let accuracy = machine_accuracy(&row.strata)?;
        Some(row_view(row, &accuracy))
    });
    Some(MachineView {
        about: text::report::machine::about(machine),
        caption: text::report::machine::caption(facts),
        rows: rows.collect(),
        csv: "labels.csv",
    })
}

fn row_view(row: &ReportRow, accuracy: &MachineAccuracy) -> MachineRowView {
    let MachineAccuracy {
        machine,
        alone,
        named,
        found,
        right,
        precision,
        recall,
        worth,
    } = accuracy;
    let number = |count: Option<u64>| count.map(text::report::number).unwrap_or_default();
    let volume = |volume: &Option<Volume>| {
        let volume = volume.as_ref();
        volume
            .map(text::report::machine::volume)
            .unwrap_or_default()
    };
    let part = |of: u64, share: &Option<Estimate>| {
        let share = share.as_ref();
        share.map(|share| text::report::machine::part(*right, of, share))
    };
    MachineRowView {
        label: text::report::label(&row.subject),
        corrected: volume(&row.volume),
        alone: volume(alone),
        machine: number(*machine),
        precision: part(*named, precision).unwrap_or_default(),
        recall: part(*found, recall).unwrap_or_default(),
        worth: number(*worth),
    }
}

/// The numbers of the section, unrounded, one row for each row of its table.
pub(in crate::view::internal) fn csv(facts: &ReportFacts) -> Table {
    let name = facts.machine.as_ref().map(MachineFacts::name);
    let mut rows = Vec::new();
    for row in &facts.rows {
        let Some(accuracy) = machine_accuracy(&row.strata) else {
            continue;
        };
        let counts = [
            whole(accuracy.machine),
            accuracy.named.to_string(),
            accuracy.found.to_string(),
            accuracy.right.to_string(),
        ];
        let mut cells = vec![
            facts.basis.period.to_string(),
            name.clone().unwrap_or_default(),
            id(&row.subject).to_owned(),
            text::report::label(&row.subject),
        ];
        cells.extend(volume_cells(row.volume));
        cells.extend(volume_cells(accuracy.alone));
        cells.extend(counts);
        cells.extend(limits(accuracy.precision.as_ref()));
        cells.extend(limits(accuracy.recall.as_ref()));
        cells.push(whole(accuracy.worth));
        rows.push(cells);
    }
    dictionary::table("labels", rows)
}

fn volume_cells(volume: Option<Volume>) -> [String; 3] {
    [
        whole(volume.map(|volume| volume.tickets)),
        whole(volume.map(|volume| volume.lower)),
        whole(volume.map(|volume| volume.upper)),
    ]
}
