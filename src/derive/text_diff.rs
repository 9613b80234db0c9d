//! What changed in a text, word by word. The one file that names `similar`.

use similar::{ChangeTag, TextDiff};

/// Longer texts, in bytes, are compared line by line: word by word would take too long.
const MAX_WORD_DIFF_BYTES: usize = 40_000;

/// Consecutive words with the same change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffRun {
    pub change: TextChange,
    /// With the spaces around the words.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextChange {
    /// In both texts.
    Kept,
    /// Only in the first.
    Removed,
    /// Only in the second.
    Added,
}

/// The runs that both texts are made of, in order.
pub fn diff_text(before: &str, after: &str) -> Vec<DiffRun> {
    let long = before.len().max(after.len()) > MAX_WORD_DIFF_BYTES;
    let diff = if long {
        TextDiff::from_lines(before, after)
    } else {
        TextDiff::from_words(before, after)
    };
    let mut runs = DiffBuilder::default();
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => runs.push_kept(change.value()),
            ChangeTag::Delete => runs.removed.push_str(change.value()),
            ChangeTag::Insert => runs.added.push_str(change.value()),
        }
    }
    runs.finish()
}

/// Builds the runs: removed words and the words that replace them stay together, with the spaces between them.
#[derive(Default)]
struct DiffBuilder {
    done: Vec<DiffRun>,
    removed: String,
    added: String,
}

impl DiffBuilder {
    fn push_kept(&mut self, text: &str) {
        let changing = !(self.removed.is_empty() && self.added.is_empty());
        if changing && text.trim().is_empty() && !text.contains('\n') {
            // Removed again if no change follows.
            self.removed.push_str(text);
            self.added.push_str(text);
            return;
        }
        self.flush();
        match self.done.last_mut() {
            Some(run) if run.change == TextChange::Kept => run.text.push_str(text),
            _ => self.done.push(DiffRun {
                change: TextChange::Kept,
                text: text.to_owned(),
            }),
        }
    }

    fn flush(&mut self) {
        let (mut goes, mut comes) = (
            std::mem::take(&mut self.removed),
            std::mem::take(&mut self.added),
        );
        let blanks = |text: &str| text[text.trim_end().len()..].to_owned();
        let after = Some(blanks(&goes))
            .filter(|after| *after == blanks(&comes))
            .unwrap_or_default();
        goes.truncate(goes.len() - after.len());
        comes.truncate(comes.len() - after.len());
        let runs = [
            (TextChange::Removed, goes),
            (TextChange::Added, comes),
            (TextChange::Kept, after),
        ];
        self.done.extend(
            runs.into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(change, text)| DiffRun { change, text }),
        );
    }

    fn finish(mut self) -> Vec<DiffRun> {
        self.flush();
        self.done
    }
}
