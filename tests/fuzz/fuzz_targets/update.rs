//! An update that is added to a file of any text: the text is the old one with whole lines more, and valid content stays valid.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary::author::new_update::NewUpdate;
use statuary::author::update::append_update;
use statuary::base::time::Zone;
use statuary_fuzz::{SEPARATOR, check, site_with_file};

const PATH: &str = "incidents/2026-11-03-api.yaml";

fuzz_target!(|input: &str| {
    let (message, text) = input.split_once(SEPARATOR).unwrap_or(("We are on it.", input));
    let update = NewUpdate {
        at: "2026-11-03T12:00Z".to_owned(),
        text: message.to_owned(),
        ..NewUpdate::default()
    };
    let Ok(edited) = append_update(text, &update, Zone::UTC) else {
        return;
    };
    let rest = [&edited.text[..edited.added.start], &edited.text[edited.added.end..]].concat();
    assert_eq!(rest, text);
    let is_message = !message.trim().is_empty();
    if is_message && check(&site_with_file(PATH, text.as_bytes())).ledger.is_some() {
        check(&site_with_file(PATH, edited.text.as_bytes()));
    }
});
