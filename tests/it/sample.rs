//! Samples of tickets: the drawing itself, the exports that it reads, and what drawing again keeps.

mod again;
pub mod export;
mod help_desks;
mod labels;
mod page;
mod real_exports;

use statuary::base::period::Period;
use statuary::base::sample_draw::{DrawKey, SampleDraw, is_seed, ticket_id_problem};
use statuary::derive::sampling::{
    ExportRow, Population, RowScope, SamplingError, SamplingFrame, sample_size,
};
use statuary::model::report::Priority;

fn week() -> Period {
    Period::parse("2013-W27").unwrap()
}

fn drawing() -> SampleDraw {
    SampleDraw::new("status-2013", "postgres", week())
}

fn row(id: &str, line: u64) -> ExportRow<'_> {
    ExportRow {
        id,
        priority: None,
        scope: RowScope::InPeriod,
        line,
        label: None,
    }
}

fn ids(population: &Population) -> Vec<&str> {
    population
        .rest
        .iter()
        .map(|ticket| ticket.id.as_str())
        .collect()
}

fn draw(rows: &[ExportRow], census: &[Priority]) -> Result<Population, SamplingError> {
    let mut frame = SamplingFrame::new(drawing(), census, 0, false);
    rows.iter().for_each(|row| frame.add(row));
    frame.finish()
}

// The case S03 of the reference values.

#[test]
fn the_worked_example_is_drawn() {
    let all: Vec<String> = (70_001..=70_020).map(|id: u32| id.to_string()).collect();
    let rows: Vec<ExportRow> = all.iter().map(|id| row(id, 1)).collect();
    let population = draw(&rows, &[]).unwrap();
    assert_eq!(
        ids(&population)[..6],
        ["70006", "70004", "70020", "70001", "70018", "70008"]
    );
    assert_eq!(population.rest_size, 20);
    let first = drawing().key("70006").to_string();
    assert_eq!(
        first,
        "0a6f0a552ed2ee366684cebb5490d986d0147db92d7dec2c239804f463841b11"
    );
}

#[test]
fn neither_order_nor_repetition_changes_the_sample() {
    let all: Vec<String> = (1..=3000).map(|id: u32| format!("T-{id}")).collect();
    let mut rows: Vec<ExportRow> = all
        .iter()
        .zip(1..)
        .map(|(id, line)| row(id, line))
        .collect();
    let straight = draw(&rows, &[]).unwrap();
    let repeated: Vec<ExportRow> = rows
        .iter()
        .filter(|row| row.id.ends_with('7'))
        .copied()
        .collect();
    rows.extend(repeated);
    rows.reverse();
    let half = rows.len() / 2;
    rows.rotate_left(half - 7);
    let shuffled = draw(&rows, &[]).unwrap();
    assert_eq!(ids(&shuffled), ids(&straight));
    assert_eq!((shuffled.rest_size, shuffled.rest.len()), (3000, 3000));
}

#[test]
fn more_tickets_than_are_kept_are_still_counted_and_in_order() {
    let all: Vec<String> = (0..40_000).map(|id: u32| id.to_string()).collect();
    let rows: Vec<ExportRow> = all.iter().map(|id| row(id, 1)).collect();
    let population = draw(&rows, &[]).unwrap();
    let mut keys: Vec<(DrawKey, &str)> = all
        .iter()
        .map(|id| (drawing().key(id), id.as_str()))
        .collect();
    keys.sort_unstable();
    let expected: Vec<&str> = keys
        .iter()
        .take(population.rest.len())
        .map(|(_, id)| *id)
        .collect();
    assert_eq!(ids(&population), expected);
    assert_eq!(population.rest_size, 40_000);
    assert!(
        (10_000..40_000).contains(&population.rest.len()),
        "the rest was let go"
    );
}

#[test]
fn tickets_are_counted_once_however_far_apart_their_rows_are() {
    // More rows than are collected at a time.
    let mut frame = SamplingFrame::new(drawing(), &[Priority::Urgent], 0, false);
    let mut id = String::new();
    for line in 0..600_000_u64 {
        id.clear();
        id.push_str(&(line % 300_000).to_string());
        let priority = if line == 599_999 {
            Some(Priority::Urgent)
        } else {
            None
        };
        let kind = if line == 500_000 {
            RowScope::Excluded
        } else {
            RowScope::InPeriod
        };
        frame.add(&ExportRow {
            id: &id,
            priority,
            scope: kind,
            line,
            label: None,
        });
    }
    let population = frame.finish().unwrap();
    assert_eq!((population.rest_size, population.excluded), (299_998, 1));
    assert_eq!(
        population
            .census
            .iter()
            .map(|one| one.id.as_str())
            .collect::<Vec<_>>(),
        ["299999"]
    );
}

#[test]
fn rows_of_one_ticket_say_together_what_each_says() {
    let mut rows = vec![row("a", 1), row("b", 2), row("c", 3), row("d", 4)];
    rows.push(ExportRow {
        scope: RowScope::Excluded,
        ..row("b", 5)
    });
    rows.push(ExportRow {
        scope: RowScope::OutsidePeriod,
        ..row("e", 6)
    });
    rows.push(ExportRow {
        priority: Some(Priority::Low),
        ..row("c", 7)
    });
    rows.push(ExportRow {
        priority: Some(Priority::Urgent),
        ..row("c", 8)
    });
    rows.push(ExportRow {
        priority: Some(Priority::Normal),
        ..row("c", 9)
    });
    for rows in [rows.clone(), rows.iter().rev().copied().collect()] {
        let population = draw(&rows, &[Priority::Urgent]).unwrap();
        let mut rest = ids(&population);
        rest.sort_unstable();
        assert_eq!(rest, ["a", "d"]);
        let census: Vec<(&str, _)> = population
            .census
            .iter()
            .map(|one| (one.id.as_str(), one.priority))
            .collect();
        assert_eq!(census, [("c", Some(Priority::Urgent))]);
        assert_eq!(
            (
                population.rest_size,
                population.excluded,
                population.outside
            ),
            (2, 1, 1)
        );
    }
}

#[test]
fn a_ticket_that_is_in_the_period_and_is_not_is_named() {
    let outside = |id, line| ExportRow {
        scope: RowScope::OutsidePeriod,
        ..row(id, line)
    };
    let rows = [
        outside("a", 2),
        row("b", 3),
        row("a", 4),
        row("c", 5),
        outside("c", 6),
        outside("d", 7),
        row("d", 8),
    ];
    let left_out = ExportRow {
        scope: RowScope::Excluded,
        ..row("d", 9)
    };
    let fault = draw(&[&rows[..], &[left_out]].concat(), &[]).unwrap_err();
    assert_eq!(
        fault,
        SamplingError::ContradictoryRows(vec![2, 5]),
        "the one that is left out may say what it wants"
    );
}

#[test]
fn sizes() {
    assert_eq!(
        [
            sample_size(400, None, 0.10, 0),
            sample_size(268, None, 0.10, 0),
            sample_size(2000, None, 0.05, 0)
        ],
        [97, 87, 407]
    );
    assert_eq!(
        [
            sample_size(30, None, 0.10, 0),
            sample_size(31, None, 0.10, 0)
        ],
        [30, 26],
        "thirty are read in full"
    );
    assert_eq!(
        [
            sample_size(400, Some(7), 0.10, 0),
            sample_size(400, Some(900), 0.10, 0)
        ],
        [7, 400]
    );
    assert_eq!(
        [
            sample_size(400, None, 0.10, 120),
            sample_size(400, Some(7), 0.10, 12),
            sample_size(10, None, 0.10, 12)
        ],
        [120, 12, 10]
    );
}

#[test]
fn parts_of_what_is_hashed() {
    assert!(
        ["status-2013", "A.b_c", "7"]
            .iter()
            .all(|seed| is_seed(seed))
    );
    let long = "x".repeat(101);
    assert!(
        ["", "a b", "a|b", "it's", "schlüssel", &long]
            .iter()
            .all(|seed| !is_seed(seed))
    );
    assert!(
        ["70001", "ABC-7", "tícket 7", "a\"b\\c"]
            .iter()
            .all(|id| ticket_id_problem(id).is_none())
    );
    let long = "x".repeat(201);
    assert!(
        ["", " ", " 7", "7 ", "7|8", "7\n8", "7\u{0}", &long]
            .iter()
            .all(|id| ticket_id_problem(id).is_some())
    );
}
