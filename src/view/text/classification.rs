//! What a worksheet says to the people who fill it in.

use super::message::message;
use crate::derive::classification::{ClassificationProgress, ReaderRole};
use crate::derive::report::MIN_CHARTED;

/// How far a worksheet is and when its readers may stop, in sentences.
pub fn progress(progress: &ClassificationProgress) -> Vec<String> {
    let ClassificationProgress {
        read,
        planned,
        skipped,
        unread_census,
        margin,
        planned_margin,
        is_chartable,
        ..
    } = *progress;
    let mut sentences = vec![message!("worksheet-read", read, planned)];
    if skipped > 0 {
        sentences.push(message!("worksheet-skipped", count = skipped));
    }
    if read > 0 && unread_census > 0 {
        sentences.push(message!("worksheet-census", count = unread_census));
    }
    match (margin, planned_margin) {
        _ if progress.is_stopped => sentences.push(message!("worksheet-stopped")),
        _ if read == planned => sentences.push(message!("worksheet-complete")),
        (Some(margin), Some(planned)) => {
            let percent = |share: f64| format!("{:.0}", (share * 100.0).ceil());
            sentences.push(message!(
                "worksheet-margin",
                margin = percent(margin),
                planned = percent(planned)
            ));
            sentences.push(if is_chartable {
                message!("worksheet-can-stop")
            } else {
                message!("worksheet-too-few", least = MIN_CHARTED)
            });
        }
        _ if read == 0 => sentences.push(message!("worksheet-none")),
        _ => {}
    }
    sentences
}

/// How far a worksheet is, as a part of a list.
pub fn progress_in_short(progress: &ClassificationProgress) -> String {
    let state = if progress.is_stopped {
        "stopped"
    } else if progress.read == progress.planned {
        "finished"
    } else {
        "begun"
    };
    message!(
        "worksheet-listed",
        state,
        read = progress.read,
        planned = progress.planned,
        second = progress.second,
        disputed = progress.disputed
    )
}

/// The link to the list of all worksheets.
pub fn worksheets_link() -> String {
    message!("worksheet-all")
}

/// The title of the list.
pub fn worksheets_title() -> String {
    message!("worksheet-list-title")
}

/// The title in place of a form; `exists` is false for an address that no worksheet has.
pub fn failure_title(exists: bool) -> String {
    message!(
        "worksheet-failure",
        exists = if exists { "yes" } else { "no" }
    )
}

/// Why a form was not saved.
pub enum NotSaved<'a> {
    /// The page was sent by a server that has ended.
    OldPage,
    NothingChosen,
    RowChanged,
    Refused(&'a str),
}

/// The same, for the person who sent the form.
pub fn not_saved(why: NotSaved) -> String {
    match why {
        NotSaved::OldPage => message!("worksheet-old-page"),
        NotSaved::NothingChosen => message!("worksheet-nothing-chosen"),
        NotSaved::RowChanged => message!("worksheet-row-changed"),
        NotSaved::Refused(reason) => message!("worksheet-refused", reason),
    }
}

/// A reader, with what waits for them.
pub fn reader(role: ReaderRole, progress: &ClassificationProgress) -> String {
    match role {
        ReaderRole::First => message!("worksheet-first-reader"),
        ReaderRole::Second => message!("worksheet-second-reader", count = progress.doubtful),
        ReaderRole::Both => message!("worksheet-disagreements", count = progress.disputed),
    }
}

/// What can be found in a ticket besides a culprit, as words of the file and names.
pub fn other_findings() -> [(&'static str, String); 2] {
    [
        ("unclassified", message!("worksheet-cause-unclear")),
        ("not-applicable", message!("worksheet-out-of-scope")),
    ]
}
