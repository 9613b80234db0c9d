//! Text of authors that means something to a service, and receivers that lead elsewhere.

use serde_json::Value;
use statuary::base::vocabulary::Vocabulary;
use statuary::derive::snapshot::Snapshot;
use statuary::model::announce::ChannelKind;
use statuary::render::announcement::{
    discord, google_chat, mattermost, ntfy, slack, teams, webhook,
};
use statuary::view::announcement::Announcement;
use statuary::view::locale::Locale;
use statuary::view::public::announcement::announcements;

use super::{AFTER_FIRST, Answer, Receiver, place, run};
use crate::compare::{assert_contains, assert_lacks};
use crate::site::{ledger, now};

/// Marks of chats, markup, and a text that turns around.
const HOSTILE: &str = "Now <!channel> <@U024BE7LH> @everyone @here <users/all> <script>alert(1)</script> **bold** [link](javascript:alert(1)) \u{202e}esrever & done";

/// Every message of a site with one update.
fn messages(title: &str, text: &str) -> Vec<(ChannelKind, Value)> {
    let incident = serde_json::json!({
        "title": title,
        "started": "2013-07-20T10:00Z",
        "components": { "web": "major_outage" },
        "updates": [{ "at": "2013-07-20T10:05Z", "status": "investigating", "text": text }],
    });
    // JSON is YAML too.
    let ledger = ledger(&format!(
        "//- incidents/2013-07-20-pages.yaml\n{incident}\n"
    ));
    let snapshot = Snapshot::of(&ledger.status, now(AFTER_FIRST));
    let all = announcements(snapshot, Locale::english(), None);
    assert_eq!(all.len(), 1);
    let message = |kind: &ChannelKind| message(*kind, &all[0]).map(|message| (*kind, message));
    ChannelKind::ALL.iter().filter_map(message).collect()
}

fn message(kind: ChannelKind, announcement: &Announcement) -> Option<Value> {
    Some(match kind {
        ChannelKind::Slack => slack::message(announcement),
        ChannelKind::Teams => teams::message(announcement),
        ChannelKind::Discord => discord::message(announcement),
        ChannelKind::Mattermost => mattermost::message(announcement),
        ChannelKind::GoogleChat => google_chat::message(announcement),
        ChannelKind::Ntfy => ntfy::message(announcement),
        ChannelKind::Webhook => webhook::event(announcement),
        _ => return None,
    })
}

#[test]
fn text_of_authors_stays_text_in_every_chat() {
    let escaped = HOSTILE.replace('<', "\\<");
    for (kind, message) in messages("All <!here> @all", &escaped) {
        let text = message.to_string();
        if kind != ChannelKind::Webhook {
            assert!(!text.contains('\u{202e}'), "{}: {text}", kind.word());
        }
        match kind {
            ChannelKind::Slack => {
                for mark in ["<!", "<@", "<script", "<users"] {
                    // What Slack does not parse may have it.
                    let parsed = text.replace("\"All <!here> @all\"", "");
                    let parsed = parsed.replace(
                        "Investigating: All <!here> @all\",\"type\":\"plain_text",
                        "",
                    );
                    assert_lacks(&parsed, mark);
                }
                assert_contains(&text, "&lt;!channel&gt;");
            }
            ChannelKind::GoogleChat => {
                let texts = message["cardsV2"][0]["card"]["sections"].to_string();
                assert_lacks(&texts, "<users");
                assert_lacks(&texts, "<script");
                assert_contains(&texts, "&lt;users/all&gt;");
            }
            ChannelKind::Discord => {
                assert_eq!(message["allowed_mentions"]["parse"], serde_json::json!([]));
                assert_lacks(message["embeds"][0]["description"].to_string(), "@everyone");
            }
            ChannelKind::Mattermost => {
                for mention in ["@everyone", "@here", "@all"] {
                    assert_lacks(&text, mention);
                }
            }
            // Their texts are plain.
            ChannelKind::Teams | ChannelKind::Ntfy => assert_contains(&text, "<!channel>"),
            _ => assert_contains(&text, "<!channel>"),
        }
    }
}

#[test]
fn a_text_that_is_too_long_is_cut_at_a_word_and_the_link_leads_to_the_rest() {
    let long = "A word, and \"another\" word. ".repeat(4000);
    let japanese = "障害を調査しています。".repeat(4000);
    for text in [&long, &japanese] {
        for (kind, message) in messages("Long", text) {
            let bytes = message.to_string();
            let most = match kind {
                ChannelKind::Slack => 4000 * 3,
                ChannelKind::Teams => 28 * 1024,
                ChannelKind::Discord => 6000 * 3,
                ChannelKind::Mattermost => 4000 * 4,
                ChannelKind::GoogleChat => 32_000,
                ChannelKind::Ntfy => 6000,
                // A program takes it whole.
                _ => continue,
            };
            assert!(
                bytes.len() <= most,
                "{}: {} bytes",
                kind.word(),
                bytes.len()
            );
            assert_contains(&bytes, "\u{2026}");
            assert_contains(
                &bytes,
                "https://status.example.com/incidents/2013-07-20-pages/",
            );
        }
    }
    let (_, discord) = messages("Long", &long).into_iter().nth(2).unwrap();
    let description = discord["embeds"][0]["description"].as_str().unwrap();
    assert!(description.chars().count() <= 4096);
    let last = description.strip_suffix("\u{a0}\u{2026}").unwrap();
    let words = ["A", "word,", "and", "\"another\"", "word."];
    assert!(
        words.iter().any(|word| last.ends_with(word)),
        "{description}"
    );
}

#[test]
fn nothing_goes_to_private_addresses_or_follows_redirects() {
    let elsewhere = Receiver::accepting();
    let place = place(
        "    - { id: closed, kind: slack, url_env: RECEIVER }\n    - { id: open, kind: slack, url_env: RECEIVER, allow_private: true }\n    - { id: metadata, kind: slack, url_env: METADATA }\n",
    );
    let target = elsewhere.url();
    let receiver = Receiver::new(move |_, _| Answer::With(307, "location", target.clone()));
    let url = receiver.url();
    // The address of the metadata service of clouds, behind a name that a certificate could be had for.
    let metadata = "https://169.254.169.254/latest";
    let ended = run(
        &place,
        AFTER_FIRST,
        &[("RECEIVER", &url), ("METADATA", metadata)],
        &[],
    );
    assert_eq!(ended.code, 2);
    assert_contains(&ended.stderr, "the URL begins with `http://`");
    assert_contains(
        &ended.stderr,
        "the receiver answered 307; redirects are not followed",
    );
    assert_contains(
        &ended.stderr,
        "the host has a loopback, private or link-local address",
    );
    assert_eq!(receiver.requests().len(), 1);
    assert_eq!(elsewhere.requests().len(), 0);
}
