//! Google Chat: an incoming webhook with a card.
//!
//! Format: <https://developers.google.com/workspace/chat/api/reference/rest/v1/cards>; a message has at most 32,000 bytes. Texts of cards
//! mention nobody.

use serde_json::{Value, json};

use super::cut::{Limit, escape_within, plain_within};
use crate::base::escape::push_html;
use crate::view::announcement::Announcement;

pub fn message(announcement: &Announcement) -> Value {
    let state = format!(
        "<font color=\"#{}\"><b>{}</b></font>",
        announcement.colour(),
        html(&announcement.label, 200)
    );
    let text = html(&announcement.text_with_facts(), 9000);
    json!({
        // All messages about one incident.
        "thread": { "threadKey": announcement.thread },
        "cardsV2": [{
            "cardId": announcement.guid,
            "card": {
                "header": {
                    "title": plain_within(&announcement.title, Limit::Bytes(600)),
                    "subtitle": plain_within(&announcement.site, Limit::Bytes(200)),
                },
                "sections": [{
                    "widgets": [
                        { "textParagraph": { "text": state } },
                        { "textParagraph": { "text": text } },
                        { "buttonList": { "buttons": [{
                            "text": announcement.link_text,
                            "onClick": { "openLink": { "url": announcement.link } },
                        }] } },
                    ],
                }],
            },
        }],
    })
}

fn html(text: &str, most: usize) -> String {
    escape_within(text, Limit::Bytes(most), |c, out| {
        push_html(out, c.encode_utf8(&mut [0; 4]));
    })
}
