//! Discord: a webhook with an embed.
//!
//! Format and limits: <https://docs.discord.com/developers/resources/message#embed-object>.

use serde_json::{Value, json};

use super::cut::{Limit, escape_within, plain_within};
use super::markdown::push_markdown;
use crate::render::markdown::EscapeState;
use crate::view::announcement::Announcement;

pub fn message(announcement: &Announcement) -> Value {
    let colour = u32::from_str_radix(announcement.colour(), 16).unwrap_or_default();
    json!({
        "allowed_mentions": { "parse": [] },
        "embeds": [{
            // Discord shows no Markdown in it.
            "title": plain_within(&announcement.title, Limit::Units(256)),
            "url": announcement.link,
            "description": markdown(&announcement.text_with_facts(), 4000),
            "color": colour,
            "footer": { "text": plain_within(&announcement.site, Limit::Units(200)) },
            "timestamp": announcement.published.rfc3339(),
        }],
    })
}

fn markdown(text: &str, most: usize) -> String {
    let mut state = EscapeState::default();
    escape_within(text, Limit::Units(most), |c, out| {
        push_markdown(&mut state, c, out);
    })
}
