//! Diagnostics for readers who may not see all of the content: without words and names from internal files, drafts and what is not
//! published yet.

use crate::base::diagnostic::{Diagnostic, Label};
use crate::base::source::{FileId, SourceFile, Sources};
use crate::base::time::{Now, Zone};
use crate::parse::layout::{INTERNAL_FOLDER, STATIC_FOLDER};

/// The files of which nothing may be shown.
pub struct SecretFiles<'a> {
    sources: &'a Sources,
    files: Vec<FileId>,
    /// The names of those that other files may name.
    stems: Vec<&'a str>,
}

impl<'a> SecretFiles<'a> {
    /// Internal files and drafts; with a moment, also files that name a later one.
    pub fn find(sources: &'a Sources, now: Option<Now>) -> SecretFiles<'a> {
        let (mut files, mut stems) = (Vec::new(), Vec::new());
        for (id, file) in sources.iter() {
            if file.path.starts_with(INTERNAL_FOLDER) {
                files.push(id);
            } else if may_be_draft(file) || now.is_some_and(|now| may_be_scheduled(file, now)) {
                files.push(id);
                stems.push(file.stem());
            }
        }
        SecretFiles {
            sources,
            files,
            stems,
        }
    }

    /// Whether a diagnostic points into one of them, or what is shown of it names one.
    pub fn concern(&self, diagnostic: &Diagnostic, shown: &str) -> bool {
        let mut labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.related);
        labels.any(|label| self.files.contains(&label.span.file))
            || self.stems.iter().any(|stem| shown.contains(stem))
    }

    /// The same sources with the paths of these files shortened to their folders.
    fn hide_paths(&self) -> Sources {
        let mut sources = self.sources.clone();
        for id in &self.files {
            let path = &self.sources.file(*id).path;
            let folder = path.split_once('/').map_or("", |(folder, _)| folder);
            sources.rename(*id, format!("{folder}/..."));
        }
        sources
    }
}

/// Diagnostics for a log that strangers may read, with the sources that name their places.
pub fn redact(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    now: Now,
) -> (Vec<Diagnostic>, Sources) {
    let secret = SecretFiles::find(sources, Some(now));
    let redacted = diagnostics.iter().map(|diagnostic| {
        let help = diagnostic.help.as_deref().unwrap_or_default();
        if secret.concern(diagnostic, &format!("{}\n{help}", diagnostic.message)) {
            without_words(diagnostic)
        } else {
            diagnostic.clone()
        }
    });
    (redacted.collect(), secret.hide_paths())
}

/// What a diagnostic says without a word of the content.
fn without_words(diagnostic: &Diagnostic) -> Diagnostic {
    Diagnostic {
        message: diagnostic.rule.docs().title,
        primary: Label {
            span: diagnostic.primary.span,
            text: String::new(),
        },
        related: Vec::new(),
        help: Some("run `statuary check` without `--no-source-lines` to see the words".to_owned()),
        edit: None,
        ..diagnostic.clone()
    }
}

/// A file that cannot be parsed counts as a draft already if it may be meant as one. In double quotes the key may be written with escapes.
fn may_be_draft(file: &SourceFile) -> bool {
    let bytes = &file.bytes;
    bytes.windows(5).any(|five| five == b"draft")
        || bytes
            .windows(2)
            .any(|two| matches!(two, b"\\x" | b"\\u" | b"\\U" | b"\\\n" | b"\\\r"))
}

/// Whether the name or the text of a file has a date that is still to come. Offsets of time zones are not looked at.
fn may_be_scheduled(file: &SourceFile, now: Now) -> bool {
    let now = Zone::UTC.rfc3339(now.0);
    let is_later = |text: &[u8]| {
        text.windows(10).enumerate().any(|(at, day)| {
            let is_date = day.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
            is_date && {
                let clock = text.get(at + 11..at + 16).unwrap_or_default();
                let is_clock =
                    clock.first().is_some_and(u8::is_ascii_digit) && clock.contains(&b':');
                let clock = if is_clock { clock } else { b"00:00" };
                (day, clock) > (&now.as_bytes()[..10], &now.as_bytes()[11..16])
            }
        })
    };
    !file.path.starts_with(STATIC_FOLDER)
        && (is_later(file.path.as_bytes()) || is_later(&file.bytes))
}
