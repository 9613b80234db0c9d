//! Reports of samples with labels of a machine.

use expect_test::expect;
use statuary::derive::report::{ReportFacts, RowSubject, machine_accuracy};
use statuary::derive::statistics::{
    Dispersion, LabelCounts, Observation, Sample, Volume, rate_ratio_corrected,
};
use statuary::view::text::report::machine::about;

use super::{report, store, week};
use crate::compare::{assert_close, assert_contains, assert_lacks, assert_no_file};
use crate::site::{internal, page, plain};

const USAGE: &str =
    "//- internal/reports/store/usage.yaml\nperiods: { 2013-W27: 18200, 2013-W28: 18900 }\n";

/// The cases S21 and S29: of 97 tickets read the machine missed 3 and gave 4 by mistake.
fn earlier() -> String {
    labeled(
        27,
        (97, 412),
        "backups: 27, connections: 70",
        "3",
        [118, 24, 4, 3],
    )
}

/// The later week of S29, of another version if wanted.
fn later(version: &str) -> String {
    labeled(
        28,
        (87, 268),
        "backups: 9, connections: 78",
        version,
        [31, 7, 3, 2],
    )
}

/// `tickets` are those that the machine gives to backups; then right ones, wrong ones and missed ones.
fn labeled(
    number: u32,
    (read, population): (u64, u64),
    culprits: &str,
    version: &str,
    [tickets, right, wrong, missed]: [u64; 4],
) -> String {
    let rest = read - right - wrong - missed;
    let more = format!(
        "labels: {{ machine: Intents, version: \"{version}\", counts: {{ backups: {tickets}, connections: {} }}, unknown: 6 }}\n\
         labels_read:\n  - {{ label: backups, culprit: backups, tickets: {right} }}\n  \
         - {{ label: backups, culprit: connections, tickets: {wrong} }}\n  \
         - {{ label: unknown, culprit: backups, tickets: {missed} }}\n  \
         - {{ label: connections, culprit: connections, tickets: {rest} }}\n",
        population - tickets - 6
    );
    week(number, culprits, (read, population), &more)
}

fn volume(facts: &ReportFacts, id: &str) -> Option<Volume> {
    let mut rows = facts.rows.iter();
    let is_row = |subject: &RowSubject| matches!(subject, RowSubject::Culprit(culprit) if culprit.id.as_str() == id);
    rows.find(|row| is_row(&row.subject))?.volume
}

#[test]
fn estimates_are_corrected_and_say_what_the_machine_is_worth() {
    let ledger = store(&earlier());
    let facts = report(&ledger);
    let Volume {
        tickets,
        lower,
        upper,
    } = volume(&facts, "backups").unwrap();
    assert_eq!((tickets, lower, upper), (114, 92, 136));
    let row = &facts.rows[1];
    let accuracy = machine_accuracy(&row.strata).unwrap();
    assert_eq!(
        (
            accuracy.right,
            accuracy.named,
            accuracy.found,
            accuracy.machine
        ),
        (24, 28, 27, Some(118))
    );
    let (precision, recall) = (accuracy.precision.unwrap(), accuracy.recall.unwrap());
    assert_close(precision.value, 24.0 / 28.0, 1e-9);
    assert_close(recall.value, 24.0 / 27.0, 1e-9);
    expect!["Intents 3 labeled 412 tickets, and 97 of them were read. The estimates of this report are based on the labels and corrected by what readers found. Labels alone are never used as an estimate. The machine named no culprit for 6 tickets. The 97 tickets read and the labels are as precise as 186 tickets read without labels: 89 tickets need not be read."].assert_eq(&about(facts.machine.as_ref().unwrap()));
    let pages = internal(&ledger, "2013-07-20");
    let html = page(&pages, "reports/store/2013-W27/index.html");
    let section = &html[html.find("<h2>Machine labels").unwrap()..html.find("<h2>Method").unwrap()];
    expect![[r#"
        Machine labels
        Intents 3 labeled 412 tickets, and 97 of them were read. The estimates of this report are based on the labels and corrected by what readers found. Labels alone are never used as an estimate. The machine named no culprit for 6 tickets. The 97 tickets read and the labels are as precise as 186 tickets read without labels: 89 tickets need not be read.


        Store: estimates from reading and from machine labels, with 95% intervals, 1–7 July 2013.

        CulpritEstimateEstimate from reading onlyEstimate from machine labels onlyPrecision: labels that were rightRecall: tickets that the machine foundEquivalent number of tickets read


        Connections305 (287–322)297 (262–327)28866 of 66 (96–100%)66 of 70 (86–98%)209
        Backups114 (92–136)115 (85–150)11824 of 28 (71–94%)24 of 27 (72–96%)168



        Labels as CSV (what they mean)


    "#]].assert_eq(&plain(section));
    expect![[r#"
        period,machine,culprit,name,tickets,tickets_lower,tickets_upper,read_tickets,read_tickets_lower,read_tickets_upper,machine_tickets,named,found,right,precision,precision_lower,precision_upper,recall,recall_lower,recall_upper,worth
        2013-W27,Intents 3,connections,Connections,305,287,322,297,262,327,288,66,70,66,1.0000000000,0.9569177919,1.0000000000,0.9428571429,0.8620804953,0.9775562209,209
        2013-W27,Intents 3,backups,Backups,114,92,136,115,85,150,118,28,27,24,0.8571428571,0.7096861859,0.9364136515,0.8888888889,0.7194219918,0.9614796517,168
    "#]].assert_eq(&page(&pages, "reports/store/2013-W27/labels.csv").replace('\r', ""));
    let counts = page(&pages, "reports/store/2013-W27/counts.csv");
    assert_contains(counts, "this,2013-W27,all,backups,412,97,0,27,,118,3,4");
}

#[test]
fn changes_are_those_of_corrected_tickets() {
    let ledger = store(&(earlier() + &later("3") + USAGE));
    let facts = report(&ledger);
    let comparison = facts.comparison.as_ref().unwrap();
    let side = |count, (read, population), [machine, missed, wrong]: [u64; 3], usage| Observation {
        count,
        sample: Sample {
            read,
            population: Some(population),
        },
        usage,
        labels: Some(LabelCounts {
            machine,
            missed,
            wrong,
        }),
    };
    let before = [side(27, (97, 412), [118, 3, 4], 18200.0)];
    let after = [side(9, (87, 268), [31, 2, 3], 18900.0)];
    let one = Dispersion {
        shared: 1.0,
        own: 1.0,
    };
    let expected = rate_ratio_corrected(&before, &after, one).unwrap();
    assert_close(expected.ratio.value, 0.236_350_541, 1e-9);
    let backups = comparison
        .changes
        .iter()
        .find(|(id, _)| id.as_str() == "backups");
    assert_eq!(backups.unwrap().1.value, expected.ratio);
}

#[test]
fn another_version_of_the_machine_is_not_compared() {
    let ledger = store(&(earlier() + &later("4") + USAGE));
    let facts = report(&ledger);
    let comparison = facts.comparison.as_ref().unwrap();
    assert!(comparison.machine_changed);
    assert!(comparison.changes.is_empty() && comparison.total.is_some());
    let pages = internal(&ledger, "2013-07-20");
    let html = page(&pages, "reports/store/2013-W28/index.html");
    assert_contains(
        html,
        "labeled by a different machine than in 2013-W27, so changes per culprit are not tested.",
    );
    let html = page(&pages, "reports/store/2013-W27/index.html");
    assert_lacks(html, "so changes per culprit are not tested");
}

#[test]
fn a_week_without_labels_is_compared_with_one_that_has_them() {
    let plain = week(27, "backups: 27, connections: 70", (97, 412), "");
    let ledger = store(&(plain + &later("3")));
    let facts = report(&ledger);
    let comparison = facts.comparison.as_ref().unwrap();
    assert!(!comparison.machine_changed);
    assert_eq!(comparison.changes.len(), 2);
}

#[test]
fn without_a_sample_that_was_read_labels_say_nothing() {
    let unread = week(
        28,
        "",
        (0, 268),
        "sampled: 87\nlabels: { machine: Intents, counts: { backups: 268 } }\n",
    );
    let ledger = store(&unread);
    let facts = report(&ledger);
    assert!(facts.machine.is_none() && facts.rows.is_empty());
    let pages = internal(&ledger, "2013-07-20");
    let html = page(&pages, "reports/store/2013-W28/index.html");
    assert_lacks(html, "Intents");
    assert_no_file(&pages, "reports/store/2013-W28/labels.csv");
}

#[test]
fn what_was_read_in_full_is_not_asked_of_the_machine() {
    let sample = week(
        28,
        "backups: 15, connections: 54",
        (69, 249),
        "census: { priorities: [urgent], population: 9, read: 9, culprits: { backups: 4, connections: 5 } }\n\
         labels: { machine: Intents, counts: { backups: 50, connections: 190 } }\n\
         labels_read:\n  - { label: backups, culprit: backups, tickets: 10 }\n  \
         - { label: backups, culprit: connections, tickets: 2 }\n  \
         - { label: connections, culprit: backups, tickets: 1 }\n  \
         - { label: connections, culprit: connections, tickets: 47 }\n",
    );
    let ledger = store(&sample);
    let facts = report(&ledger);
    let row = facts.rows.iter().find(|row| row.count == 15).unwrap();
    let accuracy = machine_accuracy(&row.strata).unwrap();
    assert_eq!(
        (accuracy.right, accuracy.named, accuracy.found),
        (10, 12, 11)
    );
    assert_eq!(accuracy.machine, Some(54));
    assert_eq!(row.volume.unwrap().tickets, 50);
}
