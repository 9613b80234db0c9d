//! Slack: an incoming webhook with Block Kit.
//!
//! Format and limits: <https://docs.slack.dev/reference/block-kit/blocks>, <https://docs.slack.dev/messaging/formatting-message-text>.

use serde_json::{Value, json};

use super::cut::{Limit, escape_within, plain_within};
use crate::view::announcement::Announcement;

pub fn message(announcement: &Announcement) -> Value {
    let mut blocks = vec![
        json!({
            "type": "header",
            "text": {
                "type": "plain_text",
                "text": plain_within(&announcement.title, Limit::Units(150)),
                "emoji": false,
            },
        }),
        // Without `verbatim`, Slack looks for mentions in the text.
        section(&announcement.text, 3000),
    ];
    blocks.extend(announcement.facts.iter().map(|fact| section(fact, 1000)));
    blocks.push(json!({
        "type": "context",
        "elements": [{
            "type": "mrkdwn",
            "text": format!(
                "<{}|{}>",
                escape_within(&announcement.link, Limit::Units(1500), push_mrkdwn),
                escape_within(&announcement.link_text, Limit::Units(100), push_mrkdwn),
            ),
            "verbatim": true,
        }],
    }));
    blocks.retain(|block| block["text"]["text"] != "");
    json!({
        "text": escape_within(&announcement.title, Limit::Units(300), push_mrkdwn),
        "attachments": [{
            "color": format!("#{}", announcement.colour()),
            "blocks": blocks,
        }],
        "unfurl_links": false,
        "unfurl_media": false,
    })
}

fn section(text: &str, most: usize) -> Value {
    json!({
        "type": "section",
        "text": {
            "type": "mrkdwn",
            "text": escape_within(text, Limit::Units(most), push_mrkdwn),
            "verbatim": true,
        },
    })
}

/// `<` begins mentions such as `<!channel>`, and no other character can.
fn push_mrkdwn(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        c => out.push(c),
    }
}
