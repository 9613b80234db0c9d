//! Messages as the services take them: JSON, with the escaping and the limits of each.

mod cut;
pub mod discord;
pub mod google_chat;
pub mod mail;
mod markdown;
pub mod mattermost;
pub mod ntfy;
pub mod slack;
pub mod teams;
pub mod webhook;
pub mod websub;

use serde_json::Value;

use crate::base::escape::escape_invisible;

/// A message for people who look at what would be sent.
pub fn readable(message: &[u8]) -> String {
    let value: Option<Value> = serde_json::from_slice(message).ok();
    let text = value.map_or_else(
        || String::from_utf8_lossy(message).into_owned(),
        |value| format!("{value:#}"),
    );
    let lines = text.lines().map(|line| escape_invisible(line) + "\n");
    lines.collect()
}
