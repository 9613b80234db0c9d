//! The night of 30 June 2012 of the example, as it would have been announced.

use expect_test::expect_file;
use statuary::derive::snapshot::Snapshot;
use statuary::render::announcement::{readable, slack};
use statuary::view::announcement::Announcement;
use statuary::view::locale::Locale;
use statuary::view::public::announcement::announcements;

use crate::author::manual::assert_generated;
use crate::site::{example, moment, now};

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
    let line = |one: &Announcement| {
        let time = one.published.to_the_minute();
        format!("{time}  {}\n", one.title)
    };
    let lines: String = all.iter().map(line).collect();
    assert_generated("night", &format!("```text\n{lines}```\n"));
}
