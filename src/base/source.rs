//! Source files as values, and places in them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::file_summary::FileSummary;

/// Which file of a [`Sources`] a span points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The first file: the place of a text that is checked alone.
    pub const FIRST: FileId = FileId(0);
}

/// A byte range of one file. Line and column are computed only when a person has to read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that the range is in.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The part of this span from `range.start` to `range.end`, both counted from the span's own start.
    pub fn subspan(self, range: Range<usize>) -> Span {
        let at = |offset: usize| (self.start + offset).min(self.end);
        Span {
            file: self.file,
            start: at(range.start),
            end: at(range.end),
        }
    }
}

/// A value and its place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: f(self.value),
            span: self.span,
        }
    }
}

/// A file as it was read: its path from the content folder, with `/` between the parts, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// For example `incidents/2026-11-03-api-errors.yaml`.
    pub path: String,
    /// Exactly what is on the disk, which may not be UTF-8. Nothing for a file of which only the [`Sources::summary`] is known.
    pub bytes: Vec<u8>,
}

/// A path of the content folder that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedFile {
    pub path: String,
    pub reason: SkipReason,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// A symbolic link could lead out of the repository, and would be read differently on another machine.
    Link,
    /// A pipe, a socket or a device.
    SpecialFile,
    /// A backup or temporary file of an editor, by its name.
    EditorFile,
    /// All internal files are left out because of one that is encrypted with this tool: a part of them would give wrong sums.
    EncryptedInternal(&'static str),
    /// The same because of one that cannot be read.
    UnreadableInternal(String),
}

impl SkippedFile {
    /// What is not read, and why.
    #[must_use]
    pub fn message(&self) -> String {
        let path = &self.path;
        match &self.reason {
            SkipReason::Link => format!("`{path}` is a symbolic link and is not read"),
            SkipReason::SpecialFile => format!("`{path}` is not a regular file and is not read"),
            SkipReason::EditorFile => {
                format!("`{path}` is a temporary file of an editor and is not read")
            }
            SkipReason::EncryptedInternal(tool) => {
                format!("`internal/` is not read: `{path}` is encrypted with {tool}")
            }
            SkipReason::UnreadableInternal(error) => {
                format!("`internal/` is not read: cannot read `{path}`: {error}")
            }
        }
    }

    /// Whether no internal file was read.
    #[must_use]
    pub fn hides_internal(&self) -> bool {
        match self.reason {
            SkipReason::EncryptedInternal(_) | SkipReason::UnreadableInternal(_) => true,
            SkipReason::Link | SkipReason::SpecialFile | SkipReason::EditorFile => false,
        }
    }
}

/// A position as people count it: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl SourceFile {
    /// The file's name without folder and extension, which is the ID of its content.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let before = &self.bytes[..offset.min(self.bytes.len())];
        let line_start = before
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(0, |at| at + 1);
        let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
        let column = String::from_utf8_lossy(&before[line_start..])
            .trim_start_matches('\u{feff}')
            .chars()
            .count()
            + 1;
        Position { line, column }
    }
}

/// All files of a content folder, in the order of their paths, whatever order the disk listed them in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// By the paths of files whose bytes are not in memory.
    summaries: BTreeMap<String, FileSummary>,
    /// Their ids follow those of the files, so that a diagnostic can name them.
    skipped: Vec<(SourceFile, SkippedFile)>,
}

impl Sources {
    /// Puts files in order. Of two files with one path the first is kept; a disk never holds two.
    pub fn new(mut files: Vec<SourceFile>) -> Sources {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, earlier| later.path == earlier.path);
        Sources {
            files,
            ..Sources::default()
        }
    }

    /// Adds what is known of files whose bytes are not in memory. They are among the other files too, without bytes.
    #[must_use]
    pub fn with_summaries(mut self, summaries: BTreeMap<String, FileSummary>) -> Sources {
        self.summaries = summaries;
        self
    }

    /// What is known of a file whose bytes are not in memory.
    #[must_use]
    pub fn summary(&self, path: &str) -> Option<&FileSummary> {
        self.summaries.get(path)
    }

    /// Some of the files.
    #[must_use]
    pub fn filter(&self, wanted: impl Fn(&SourceFile) -> bool) -> Sources {
        let files = self.files.iter().filter(|file| wanted(file)).cloned();
        Sources::new(files.collect()).with_summaries(self.summaries.clone())
    }

    /// The same files with another one, which may take the place of one of them.
    #[must_use]
    pub fn with_file(&self, new: SourceFile) -> Sources {
        let mut summaries = self.summaries.clone();
        summaries.remove(&new.path);
        let files = std::iter::once(new).chain(self.files.iter().cloned());
        Sources::new(files.collect()).with_summaries(summaries)
    }

    /// Adds what was found and not read. Nothing is parsed from it.
    #[must_use]
    pub fn with_skipped(mut self, skipped: Vec<SkippedFile>) -> Sources {
        let empty = |skipped: SkippedFile| {
            let file = SourceFile {
                path: skipped.path.clone(),
                bytes: Vec::new(),
            };
            (file, skipped)
        };
        self.skipped = skipped.into_iter().map(empty).collect();
        self
    }

    pub fn skipped(&self) -> impl Iterator<Item = (FileId, &SkippedFile)> {
        let ids = (self.files.len()..).map(file_id);
        ids.zip(self.skipped.iter().map(|(_, skipped)| skipped))
    }

    /// Why no internal file was read, if so.
    #[must_use]
    pub fn unread_internal(&self) -> Option<&SkippedFile> {
        self.skipped()
            .map(|(_, skipped)| skipped)
            .find(|skipped| skipped.hides_internal())
    }

    /// The file behind an id that this value gave out.
    ///
    /// # Panics
    /// When the id is of another `Sources`: a bug.
    pub fn file(&self, id: FileId) -> &SourceFile {
        let at = id.0 as usize;
        match self.files.get(at) {
            Some(file) => file,
            None => &self.skipped[at - self.files.len()].0,
        }
    }

    /// The id of the file at a path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path))
            .ok()?;
        u32::try_from(at).ok().map(FileId)
    }

    /// Replaces the content of a file. IDs and positions stay the same.
    ///
    /// # Panics
    /// As [`Sources::file`].
    pub fn replace(&mut self, id: FileId, bytes: Vec<u8>) {
        let file = &mut self.files[id.0 as usize];
        file.bytes = bytes;
        self.summaries.remove(&file.path);
    }

    /// Replaces the content of a file by one of which only this is known.
    ///
    /// # Panics
    /// As [`Sources::file`].
    pub fn replace_by_summary(&mut self, id: FileId, summary: FileSummary) {
        self.replace(id, Vec::new());
        let path = self.file(id).path.clone();
        self.summaries.insert(path, summary);
    }

    /// Shows a file under another path. It is still found by its own.
    ///
    /// # Panics
    /// As [`Sources::file`].
    pub fn rename(&mut self, id: FileId, path: String) {
        self.files[id.0 as usize].path = path;
    }

    /// Every file with its id.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (file_id(index), file))
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

fn file_id(index: usize) -> FileId {
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// The tool that a file is encrypted with, recognized by its first bytes.
#[must_use]
pub fn encryption_tool(bytes: &[u8]) -> Option<&'static str> {
    const TOOLS: [(&[u8], &str); 6] = [
        (b"\0GITCRYPT\0", "git-crypt"),
        (b"age-encryption.org/", "age"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----", "age"),
        (b"-----BEGIN PGP MESSAGE-----", "OpenPGP"),
        (b"$ANSIBLE_VAULT;", "ansible-vault"),
        // `Salted__` in Base64, as transcrypt leaves it.
        (b"U2FsdGVkX1", "transcrypt"),
    ];
    let tool = TOOLS.iter().find(|(start, _)| bytes.starts_with(start));
    tool.map(|(_, tool)| *tool)
}
