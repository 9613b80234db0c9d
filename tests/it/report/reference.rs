//! The numbers of the reference, all the way from content files to the file that analysts compute from.

use std::collections::BTreeMap;

use statuary::derive::report::RowSubject;
use statuary::derive::statistics::{ChangeVerdict, holm};
use statuary::view::text;

use super::{report, store, week};
use crate::site::{internal, page};

const W27: &str = "backups: 27, guidance: 22, connections: 12, upgrades: 9, followers: 7, billing: 6, slow-queries: 5, \
                   extensions: 3, credentials: 2, cli: 1, unclassified: 3";
const W28: &str = "connections: 17, guidance: 14, upgrades: 13, followers: 10, backups: 9, billing: 9, slow-queries: 6, \
                   credentials: 3, extensions: 3, unclassified: 3";
const USAGE: &str = "//- internal/reports/store/usage.yaml\nmeasure: databases\nperiods: { 2013-W27: 18200, 2013-W28: 18900 }\n";

/// The rows of a CSV file, each as a map from the head of a column to the cell.
fn csv(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[track_caller]
fn assert_cell(row: &BTreeMap<String, String>, column: &str, expected: f64) {
    let found: f64 = row[column]
        .parse()
        .unwrap_or_else(|_| panic!("{column}: {:?}", row[column]));
    assert!(
        (found - expected).abs() <= 1e-6 * expected.abs().max(1e-3),
        "{column}: {found} instead of {expected}"
    );
}

#[test]
fn the_file_of_a_report_holds_the_reference_values() {
    let text = format!(
        "{}{}{USAGE}",
        week(27, W27, (97, 412), ""),
        week(28, W28, (87, 268), "")
    );
    let ledger = store(&text);
    let site = internal(&ledger, "2013-08-01");
    let first = csv(page(&site, "reports/store/2013-W27/culprits.csv"));
    let backups = first
        .iter()
        .find(|row| row["culprit"] == "backups")
        .unwrap();
    let expected = [
        ("share", 0.278_350_515_5),
        ("share_lower", 0.207_679_135_8),
        ("share_upper", 0.362_080_720_4),
        ("per_1000", 6.301_121_559),
    ];
    expected
        .iter()
        .for_each(|(column, value)| assert_cell(backups, column, *value));
    let whole = ["count", "tickets", "tickets_lower", "tickets_upper"]
        .map(|column| backups[column].as_str());
    assert_eq!(whole, ["27", "115", "85", "150"]);
    assert_eq!(backups["change"], "", "there is no week before");

    let second = csv(page(&site, "reports/store/2013-W28/culprits.csv"));
    let backups = second
        .iter()
        .find(|row| row["culprit"] == "backups")
        .unwrap();
    let expected = [
        ("change", 0.232_797_541_1),
        ("change_lower", 0.114_059_817_8),
        ("change_upper", 0.475_142_746_9),
        ("change_p", 6.221_466_913e-5),
        // The second of eight: that of all tickets is smaller.
        ("change_p_holm", 7.0 * 6.221_466_913e-5),
    ];
    expected
        .iter()
        .for_each(|(column, value)| assert_cell(backups, column, *value));
    assert_eq!(
        ["previous_count", "previous_tickets", "change_measure"]
            .map(|column| backups[column].as_str()),
        ["27", "115", "ratio"]
    );
}

#[test]
fn the_report_says_what_the_reference_says() {
    let text = format!(
        "{}{}{}{USAGE}",
        week(26, W27, (97, 412), ""),
        week(27, W27, (97, 412), ""),
        week(28, W28, (87, 268), "")
    );
    let ledger = store(&text);
    let facts = report(&ledger);
    let comparison = facts.comparison.as_ref().unwrap();
    assert_eq!((comparison.tested, comparison.per_usage), (8, true));
    let total = comparison.total.as_ref().unwrap();
    let changes = || comparison.changes.values();
    let mut raw: Vec<f64> = changes().map(|change| change.p_value).collect();
    let mut adjusted: Vec<f64> = changes().map(|change| change.adjusted_p).collect();
    raw.push(total.change.p_value);
    adjusted.push(total.adjusted_p);
    assert_eq!(adjusted, holm(&raw), "the total is one of the family");
    let clear = comparison
        .changes
        .values()
        .filter(|change| change.verdict == ChangeVerdict::Clear)
        .count();
    assert_eq!(clear, 1);
    assert_eq!(
        text::report::finding(&facts),
        "77% fewer “Backups” tickets per database than in the previous week"
    );
    let words = |id: &str| {
        let row = facts.rows.iter().find(
            |row| matches!(row.subject, RowSubject::Culprit(culprit) if culprit.id.as_str() == id),
        );
        row.unwrap()
            .change
            .as_ref()
            .and_then(text::report::change)
            .map(|change| change.text)
    };
    assert_eq!(words("backups").as_deref(), Some("\u{25bc} 77% fewer"));
    assert_eq!(words("guidance").as_deref(), Some("possibly 56% fewer"));
    assert_eq!(words("connections"), None, "nothing clear, nothing said");
    assert_eq!(text::report::estimate(&facts.rows[0], 87), "52");
    assert_eq!(text::report::interval(&facts.rows[0], 87), "36\u{2013}74");
}

#[test]
fn tickets_out_of_scope_leave_the_shares_and_not_the_volumes() {
    let ledger = store(&week(
        28,
        "backups: 22, guidance: 68",
        (97, 412),
        "not_applicable: 7\n",
    ));
    let facts = report(&ledger);
    let row = facts.rows.iter().find(|row| row.count == 22).unwrap();
    let near = |found: f64, expected: f64| {
        assert!(
            (found - expected).abs() < 1e-6,
            "{found} instead of {expected}"
        )
    };
    near(row.share.value, 0.244_444_444_4);
    near(row.share.lower, 0.175_624_974_3);
    near(row.share.upper, 0.329_453_914_1);
    let volume = row.volume.unwrap();
    assert_eq!((volume.tickets, volume.lower, volume.upper), (93, 66, 127));
}
