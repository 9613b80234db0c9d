//! Texts that were made to take long, of a size that no person writes. Reading takes time in proportion to the length: each of these
//! needs a fraction of the limit, and far more if every part of it looked at every other.

use std::time::{Duration, Instant};

use statuary::base::source::{SourceFile, Sources};

use crate::site;

/// Bytes of a text.
const SIZE: usize = 100_000;

/// A machine that does other things meanwhile is not at fault.
const LIMIT: Duration = Duration::from_secs(3);

/// Pieces of Markdown, each repeated to the end.
const PIECES: [&str; 32] = [
    "> ",
    "> > x\n",
    "[",
    "![",
    "[a](",
    "[a][b] ",
    "[a](x:y) ",
    "*a ",
    "**a_b ",
    "_*",
    "`",
    "``` ",
    "```\n",
    "~~~\nx\n",
    "| a | b |\n|---|---|\n",
    "|",
    "a|b\n",
    "<a ",
    "<!--",
    "<b>x",
    "</b>",
    "<div>\n\n",
    "[a]: x\n",
    "[^1]: x\n",
    "# a\n",
    "- ",
    "1. ",
    "&amp;",
    "&",
    "\\",
    "\u{fdd0}<b>",
    "\n",
];

/// Opens many times, then closes as often.
fn nested(open: &str, close: &str) -> String {
    let times = SIZE / (open.len() + close.len());
    open.repeat(times) + &close.repeat(times)
}

/// Lines, each with one piece more than the line before.
fn stairs(piece: &str, end: &str) -> String {
    let lines = (2 * SIZE / piece.len()).isqrt();
    (1..lines).map(|count| piece.repeat(count) + end).collect()
}

/// Items that differ by a number.
fn numbered(item: impl Fn(usize) -> String) -> String {
    (0..SIZE / item(10_000).len()).map(item).collect()
}

fn markdown() -> Vec<String> {
    let mut texts: Vec<String> = PIECES
        .iter()
        .map(|piece| piece.repeat(SIZE / piece.len()))
        .collect();
    texts.extend([
        nested("[", "]"),
        nested("[a](", ")"),
        nested("*", "*"),
        nested("![a", "](b)"),
        nested("a**b", "c* "),
    ]);
    texts.extend([stairs("`", " "), stairs("> ", "a\n"), stairs("  ", "- a\n")]);
    texts.push(numbered(|n| format!("[{n}]: x\n")) + &numbered(|n| format!("[{n}] ")));
    texts.push(numbered(|n| format!("[^{n}]: x\n")) + &numbered(|n| format!("[^{n}] ")));
    texts.push(numbered(|n| format!("# a-{}\n", n % 90 + 2)));
    // A wide head over many rows that leave their cells out.
    texts.push(
        "|a".repeat(SIZE / 8) + "|\n" + &"|-".repeat(SIZE / 8) + "|\n" + &"|x|\n".repeat(SIZE / 8),
    );
    texts
}

fn file(path: &str, text: String) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        bytes: text.into_bytes(),
    }
}

/// Checks a small site with more files, which ends in time and with no more faults than a person reads.
#[track_caller]
fn ends_in_time(files: Vec<SourceFile>) {
    let most = 101 * files.len();
    let about: String = files
        .iter()
        .map(|file| String::from_utf8_lossy(&file.bytes[..file.bytes.len().min(90)]))
        .collect();
    let small = site::sources("");
    let sources = Sources::new(
        small
            .iter()
            .map(|(_, file)| file.clone())
            .chain(files)
            .collect(),
    );
    let once = || {
        let begun = Instant::now();
        let outcome = statuary::check_sources(&sources);
        (begun.elapsed(), outcome)
    };
    // Where the machine was busy, another try is not; what takes too long does so each time.
    let (mut took, mut outcome) = once();
    for _ in 0..2 {
        if took >= LIMIT {
            (took, outcome) = once();
        }
    }
    assert!(took < LIMIT, "{took:?}: {about}");
    assert!(outcome.diagnostics.len() <= most, "{about}");
}

#[test]
fn markdown_takes_time_in_proportion_to_its_length() {
    for text in markdown() {
        let lines: String = text.lines().map(|line| format!("    {line}\n")).collect();
        let incident = format!(
            "title: A\nstarted: 2026-11-03\nimpact: minor\nupdates:\n- at: 2026-11-03T14:00Z\n  text: |\n    x\n{lines}"
        );
        let page = format!("---\ntitle: P\n---\n{text}");
        ends_in_time(vec![
            file("incidents/a.yaml", incident),
            file("pages/p.md", page),
        ]);
    }
}

#[test]
fn keys_and_lists_take_time_in_proportion_to_their_length() {
    let incident = |lines: String| {
        let head = "title: A\nstarted: 2026-11-03\nimpact: minor\nupdates: [{ at: 2026-11-03T14:00Z, text: x }]\n";
        vec![file("incidents/a.yaml", head.to_owned() + &lines)]
    };
    ends_in_time(incident(numbered(|n| format!("key{n}: x\n"))));
    ends_in_time(incident(
        "components:\n".to_owned() + &numbered(|n| format!("  x{n}: major_outage\n")),
    ));
    ends_in_time(incident(
        "related:\n".to_owned() + &numbered(|n| format!("- {n}\n")),
    ));
    ends_in_time(incident(
        "aliases:\n".to_owned() + &numbered(|n| format!("- /old/{}\n", n % 7)),
    ));
    let updates =
        numbered(|n| format!("- {{ at: 2026-11-03T14:00Z, id: a{}, text: x }}\n", n % 500));
    let head = "title: A\nstarted: 2026-11-03\nimpact: minor\nupdates:\n";
    ends_in_time(vec![file("incidents/a.yaml", head.to_owned() + &updates)]);
    ends_in_time(vec![file(
        "incidents/a.yaml",
        format!("title: {}\n", "x".repeat(SIZE)),
    )]);
    ends_in_time(vec![file(
        "incidents/a.yaml",
        format!("started: \"{}\"\n", "\\x07".repeat(SIZE / 4)),
    )]);
}

#[test]
fn culprits_take_time_in_proportion_to_their_number() {
    let chain = numbered(|n| format!("- {{ id: c{n}, name: C, merged_from: [c{}] }}\n", n + 1));
    let counts = numbered(|n| format!("  d{n}: 1\n"));
    ends_in_time(vec![
        file(
            "internal/reports/db/product.yaml",
            format!("name: D\nculprits:\n{chain}"),
        ),
        file(
            "internal/reports/db/2013-W28.yaml",
            format!("product: db\nperiod: 2013-W28\nsampled: 1\nread: 1\nculprits:\n{counts}"),
        ),
    ]);
}
