//! Microsoft Teams: the webhook of a workflow with an Adaptive Card.
//!
//! Format: <https://adaptivecards.io/explorer/>; a message has at most 28 KB. Runs of text have no Markdown, so nothing is escaped.

use serde_json::{Value, json};

use super::cut::{Limit, plain_within};
use crate::view::announcement::{Announcement, AnnouncementTone};

pub fn message(announcement: &Announcement) -> Value {
    let title = plain_within(&announcement.title, Limit::Bytes(600));
    let text = plain_within(&announcement.text_with_facts(), Limit::Bytes(9000));
    let heading = json!({
        "type": "Container",
        "style": style(announcement.tone()),
        "bleed": true,
        "items": [paragraph(&title, "bolder")],
    });
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines = lines.map(|line| paragraph(line, "default"));
    let body: Vec<Value> = std::iter::once(heading).chain(lines).collect();
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": {
                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                "type": "AdaptiveCard",
                "version": "1.4",
                // Cards take no region.
                "lang": announcement.language.split('-').next(),
                "fallbackText": title,
                "body": body,
                "actions": [{
                    "type": "Action.OpenUrl",
                    "title": announcement.link_text,
                    "url": announcement.link,
                }],
                "msteams": { "width": "Full" },
            },
        }],
    })
}

fn paragraph(text: &str, weight: &str) -> Value {
    json!({
        "type": "RichTextBlock",
        "inlines": [{ "type": "TextRun", "text": text, "weight": weight }],
    })
}

/// The colours that cards have.
fn style(tone: AnnouncementTone) -> &'static str {
    match tone {
        AnnouncementTone::Neutral => "emphasis",
        AnnouncementTone::Good => "good",
        AnnouncementTone::Planned => "accent",
        AnnouncementTone::Trouble => "warning",
        AnnouncementTone::Outage => "attention",
    }
}
