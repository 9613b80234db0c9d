//! What the report says of how its sample was drawn.

use crate::compare::{assert_contains, assert_includes, assert_lacks, assert_no_file};
use statuary::base::period::Period;
use statuary::base::sample_draw::SampleDraw;

use crate::site::{Pages, internal, ledger, page, plain, words};

const PAGE: &str = "reports/db/2013-W27/index.html";

/// A site with a worksheet of 2013-W27 of the tickets with these ids, of which those that are urgent stand in full before the sample. Each
/// row is filled in by a function of its place.
fn site(
    all: &[String],
    urgent: usize,
    planned: usize,
    fill: impl Fn(usize) -> String,
) -> (Pages, Vec<String>) {
    site_of(all, (urgent, planned), "", fill)
}

/// The same with more lines above the rows.
fn site_of(
    all: &[String],
    (urgent, planned): (usize, usize),
    head: &str,
    fill: impl Fn(usize) -> String,
) -> (Pages, Vec<String>) {
    let drawing = SampleDraw::new("status-2013", "db", Period::parse("2013-W27").unwrap());
    let sorted = |ids: &[String]| {
        let mut ids = ids.to_vec();
        ids.sort_by_key(|id| drawing.key(id));
        ids
    };
    let (in_full, rest) = all.split_at(urgent);
    let mut drawn = sorted(in_full);
    drawn.extend(sorted(rest).into_iter().take(planned - urgent));
    let mut text = format!(
        "//- internal/reports/db/product.yaml\nname: Database\nculprits:\n  - {{ id: backups, name: Backups }}\n  \
         - {{ id: billing, name: Billing }}\n  - {{ id: cli, name: Command line }}\n  - {{ id: docs, name: Docs }}\n\
         //- internal/reports/db/2013-W27.yaml\nproduct: db\nperiod: 2013-W27\npopulation: {}\n\
         exported: 2013-07-09T09:00Z\nseed: status-2013\nplanned: {planned}\n{head}",
        all.len()
    );
    if urgent > 0 {
        text.push_str(&format!(
            "census: {{ priorities: [urgent], population: {urgent} }}\n"
        ));
    }
    text.push_str("tickets:\n");
    for (at, id) in drawn.iter().enumerate() {
        let priority = if at < urgent { "urgent" } else { "normal" };
        text.push_str(&format!(
            "  - id: {id:?}\n    priority: {priority}\n{}\n",
            fill(at)
        ));
    }
    (internal(&ledger(&text), "2013-08-01T00:00Z"), drawn)
}

fn ids(numbers: std::ops::Range<u32>) -> Vec<String> {
    numbers
        .map(|id| format!("T {id} it's \"7\" $HOME %s \\"))
        .collect()
}

fn backups(_: usize) -> String {
    "    culprit: backups\n    note:\n".to_owned()
}

/// What the commands on a page print, run in a shell beside a file of ids.
#[cfg(unix)]
fn printed(page: &str, ids: &[String]) -> Vec<String> {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("ids.txt"), ids.join("\n")).unwrap();
    let commands = words(page, "code")
        .into_iter()
        .find(|code| code.contains("sha256sum"))
        .unwrap();
    let run = std::process::Command::new("sh")
        .args(["-eu", "-c", &commands])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8(run.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

#[cfg(unix)]
#[test]
fn the_commands_on_the_page_draw_the_same_sample() {
    let all = ids(1..61);
    let (pages, drawn) = site(&all, 0, 35, backups);
    let mut shuffled = all.clone();
    shuffled.reverse();
    shuffled.rotate_left(17);
    assert_eq!(printed(page(&pages, PAGE), &shuffled), drawn);
    let (pages, drawn) = site(&all, 7, 35, backups);
    assert_eq!(printed(page(&pages, PAGE), &all[7..]), drawn[7..]);
}

#[test]
fn the_sentence_says_seed_and_numbers() {
    let words = |urgent: usize| {
        plain(page(&site(&ids(1..61), urgent, 35, backups).0, PAGE)).replace('\n', " ")
    };
    let whole = words(0);
    let sentence = "The export of 9 July 2013, 09:00 UTC has 60 tickets of this period. The sample is the 35 of them with the smallest SHA-256 \
                    of status-2013|db|2013-W27| followed by the ticket ID, where status-2013 is the seed.";
    assert_contains(&whole, sentence);
    assert_contains(&whole, "Put the IDs of all 60 tickets into a file ids.txt");
    let parts = words(7);
    assert_contains(
        &parts,
        "All 7 urgent tickets must be read. The sample is the 28 of the other 53 with",
    );
    assert_contains(
        &parts,
        "All 7 urgent tickets read, and 28 of the other 53, drawn at random.",
    );
    assert_contains(
        &parts,
        "the IDs of the other 53 tickets into a file ids.txt",
    );
}

#[test]
fn a_tally_that_was_drawn_elsewhere_has_no_commands() {
    let text = "//- internal/reports/db/product.yaml\nname: D\nculprits: [{ id: a, name: A }]\n//- internal/reports/db/2013-W27.yaml\n\
                product: db\nperiod: 2013-W27\npopulation: 60\nsampled: 40\nread: 40\nculprits: { a: 40 }\n";
    assert_lacks(
        page(&internal(&ledger(text), "2013-08-01"), PAGE),
        "sha256sum",
    );
}

#[test]
fn the_priorities_that_are_read_in_full_are_counted_as_they_are() {
    // The example of the design: 4 of 9 urgent tickets, 11 of 60 from the other 240.
    let fill = |at: usize| {
        let backups = if at < 9 { at < 4 } else { at < 20 };
        format!(
            "    culprit: {}\n",
            if backups { "backups" } else { "billing" }
        )
    };
    let (pages, _) = site(&ids(1..250), 9, 69, fill);
    let csv = page(&pages, "reports/db/2013-W27/culprits.csv");
    let row = csv.lines().find(|line| line.contains(",backups,")).unwrap();
    assert_contains(row, ",15,0.19");
    assert_contains(row, ",48,31,72,");
}

#[test]
fn notes_are_opened_with_the_ticket_of_each() {
    let fill = |at: usize| match at {
        0 => "    culprit: cli\n    note: A rare one\n".to_owned(),
        1 => "    culprit: docs\n    note: Another rare one\n".to_owned(),
        2 => "    culprit: unclassified\n    note: Who knows\n".to_owned(),
        3 | 4 => format!("    culprit: backups\n    note: Slow <{at}>\n"),
        _ => "    culprit: backups\n".to_owned(),
    };
    let all: Vec<String> = (70_001..70_061).map(|id: u32| id.to_string()).collect();
    let (pages, drawn) = site(&all, 0, 35, fill);
    let html = page(&pages, PAGE);
    let items = words(html, "li");
    for (at, item) in [
        (0, "Command line: A rare one"),
        (1, "Docs: Another rare one"),
        (2, "Who knows"),
        (3, "Slow <3>"),
        (4, "Slow <4>"),
    ] {
        assert_includes(&items, &format!("{} {item}", drawn[at]));
    }
    let heads = words(html, "summary");
    assert_eq!(
        heads.iter().filter(|head| head.ends_with(" notes")).count(),
        2,
        "{heads:?}"
    );
    assert_eq!(
        heads.iter().filter(|head| *head == "1 note").count(),
        1,
        "{heads:?}"
    );
}

#[test]
fn tickets_that_were_passed_over_are_said() {
    let passed = |blank: usize| {
        let fill = move |at: usize| {
            if at < blank {
                String::new()
            } else {
                backups(at)
            }
        };
        plain(page(&site(&ids(1..61), 0, 41, fill).0, PAGE))
    };
    // 2 of 40 are no more than one in twenty.
    assert_lacks(passed(2), "were skipped");
    let words = passed(3);
    assert_contains(
        &words,
        "3 tickets were skipped although later ones were read",
    );
    assert_contains(&words, "Preliminary: 38 of the 41");
}

#[test]
fn nothing_is_estimated_before_all_is_read_that_is_to_be() {
    let fill = |at: usize| if at == 6 { String::new() } else { backups(at) };
    let (pages, _) = site(&ids(1..81), 7, 50, fill);
    assert_contains(plain(page(&pages, PAGE)), "so nothing is estimated yet");
    assert_no_file(&pages, "reports/db/2013-W27/ranking.svg");
}

#[test]
fn reading_that_stopped_early_is_a_smaller_sample_if_the_file_says_so() {
    let fill = |blank_from: usize, skipped: usize| {
        move |at: usize| {
            if at >= blank_from || at == skipped {
                String::new()
            } else {
                backups(at)
            }
        }
    };
    let all = ids(1..81);
    let said = |head: &str, fill: &dyn Fn(usize) -> String| {
        let (pages, _) = site_of(&all, (0, 44), head, fill);
        let rows = page(&pages, "reports/db/2013-W27/culprits.csv");
        let row = rows.lines().nth(1).unwrap().split(',');
        let cells: Vec<String> = row.map(str::to_owned).collect();
        (plain(page(&pages, PAGE)), cells[5..7].join(" of "))
    };
    let (unsaid, counted) = said("", &fill(35, 99));
    assert_eq!(counted, "44 of 35", "drawn and read");
    assert_contains(
        &unsaid,
        "Preliminary: 35 of the 44 tickets drawn have been read. If you will not read more, add the line stopped: true",
    );
    let (stopped, counted) = said("stopped: true\n", &fill(35, 99));
    assert_eq!(counted, "35 of 35");
    assert_lacks(&stopped, "Preliminary");
    assert_contains(&stopped, "35 of 80 tickets read, drawn at random");
    // What was passed over is not read, and where reading went on is not known to be random.
    let (skipped, counted) = said("stopped: true\n", &fill(36, 10));
    assert_eq!(counted, "36 of 35");
    assert_contains(&skipped, "Preliminary: 35 of the 36");
    assert_lacks(&skipped, "write stopped: true");
}
