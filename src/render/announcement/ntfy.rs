//! ntfy: a message as JSON.
//!
//! Format: <https://docs.ntfy.sh/publish/#publish-as-json>; texts have at most 4,096 bytes, and are plain. The topic is a part of the
//! channel's URL, and is put in when the message is sent.

use serde_json::{Value, json};

use super::cut::{Limit, plain_within};
use crate::view::announcement::{Announcement, AnnouncementTone};

pub fn message(announcement: &Announcement) -> Value {
    json!({
        "title": plain_within(&announcement.title, Limit::Bytes(250)),
        "message": plain_within(&announcement.text_with_facts(), Limit::Bytes(4000)),
        "click": announcement.link,
        "priority": if announcement.tone() == AnnouncementTone::Outage { 4 } else { 3 },
        "tags": [mark(announcement.tone())],
    })
}

/// A short code that ntfy shows as an emoji in front of the title.
fn mark(tone: AnnouncementTone) -> &'static str {
    match tone {
        AnnouncementTone::Neutral => "information_source",
        AnnouncementTone::Good => "white_check_mark",
        AnnouncementTone::Planned => "wrench",
        AnnouncementTone::Trouble => "warning",
        AnnouncementTone::Outage => "red_circle",
    }
}
