//! Mattermost: an incoming webhook with an attachment.
//!
//! Format: <https://developers.mattermost.com/integrate/reference/message-attachments/>. Old servers take 4,000 characters.

use serde_json::{Value, json};

use super::cut::{Limit, escape_within};
use super::markdown::push_markdown;
use crate::render::markdown::EscapeState;
use crate::view::announcement::Announcement;

pub fn message(announcement: &Announcement) -> Value {
    let title = markdown(&announcement.title, 300);
    json!({
        "attachments": [{
            "fallback": title,
            "color": format!("#{}", announcement.colour()),
            "title": title,
            "title_link": announcement.link,
            "text": markdown(&announcement.text_with_facts(), 3000),
            "footer": markdown(&announcement.site, 200),
        }],
    })
}

fn markdown(text: &str, most: usize) -> String {
    let mut state = EscapeState::default();
    escape_within(text, Limit::Units(most), |c, out| {
        push_markdown(&mut state, c, out);
    })
}
