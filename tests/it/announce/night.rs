//! The night of 30 June 2012 of the example, as it would have been announced.

use std::fs;

use expect_test::expect_file;
use statuary::derive::snapshot::Snapshot;
use statuary::render::announcement::{readable, slack};
use statuary::view::announcement::Announcement;
use statuary::view::locale::Locale;
use statuary::view::public::announcement::announcements;

use crate::site::{example, moment, now};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// The messages in a chat, each at the moment of a run that found it new.
#[test]
fn the_night_of_30_june_2012() {
    let (start, end) = (moment("2012-06-30T00:00Z"), "2012-07-01T00:00Z");
    let ledger = example();
    let all = announcements(
        Snapshot::of(&ledger.status, now(end)),
        Locale::english(),
        Some(start),
    );
    let mut text = String::new();
    for one in &all {
        // What a run at that moment would have sent: later updates do not change it.
        let at = now(&one.published.rfc3339());
        let then = Snapshot::of(&ledger.status, at);
        let then = announcements(then, Locale::english(), Some(start));
        let newest = then.iter().find(|other| other.name == one.name).unwrap();
        let message = slack::message(newest).to_string();
        assert_eq!(message, slack::message(one).to_string());
        text += &format!(
            "{} {}\n{}\n",
            one.published.to_the_minute(),
            one.name,
            readable(message.as_bytes())
        );
    }
    expect_file!["night.txt"].assert_eq(&text);
    assert_in_manual(&all);
}

/// The manual lists the messages of the night.
fn assert_in_manual(all: &[Announcement]) {
    let manual = fs::read_to_string(README).unwrap();
    let (before, rest) = manual.split_once("<!-- night -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    let lines = all.iter().map(|one| {
        let time = one.published.to_the_minute();
        format!("{time}  {}\n", one.title)
    });
    let lines: String = lines.collect();
    let fresh = format!("{before}<!-- night -->\n```text\n{lines}```\n<!-- end -->{after}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(README, fresh).unwrap();
        return;
    }
    assert!(
        manual == fresh,
        "README.md is out of date; run `UPDATE_DOCS=1 cargo test night`"
    );
}
