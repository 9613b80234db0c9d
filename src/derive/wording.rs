//! What changed in a text, word by word. The one file that names `similar`.

use similar::{ChangeTag, TextDiff};

/// Longer texts, in bytes, are compared line by line: word by word would take its time, and nobody reads it.
const MOST: usize = 40_000;

/// Words in a row that share a fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What became of them.
    pub fate: Fate,
    /// The words, with the blanks around them.
    pub text: String,
}

/// What becomes of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They are in both texts.
    Stays,
    /// They are in the first alone.
    Goes,
    /// They are in the second alone.
    Comes,
}

/// The runs that both texts are made of, in order.
#[must_use]
pub fn compare(before: &str, after: &str) -> Vec<Run> {
    let long = before.len().max(after.len()) > MOST;
    let diff = if long {
        TextDiff::from_lines(before, after)
    } else {
        TextDiff::from_words(before, after)
    };
    let mut runs = Runs::default();
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => runs.stays(change.value()),
            ChangeTag::Delete => runs.goes.push_str(change.value()),
            ChangeTag::Insert => runs.comes.push_str(change.value()),
        }
    }
    runs.end()
}

/// Runs while they are put together: what goes and what comes in its place are one after the other, blanks between them included.
#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    goes: String,
    comes: String,
}

impl Runs {
    fn stays(&mut self, text: &str) {
        let changing = !(self.goes.is_empty() && self.comes.is_empty());
        if changing && text.trim().is_empty() && !text.contains('\n') {
            // If nothing else changes behind it, it is taken off again.
            self.goes.push_str(text);
            self.comes.push_str(text);
            return;
        }
        self.close();
        match self.done.last_mut() {
            Some(run) if run.fate == Fate::Stays => run.text.push_str(text),
            _ => self.done.push(Run {
                fate: Fate::Stays,
                text: text.to_owned(),
            }),
        }
    }

    fn close(&mut self) {
        let (mut goes, mut comes) = (
            std::mem::take(&mut self.goes),
            std::mem::take(&mut self.comes),
        );
        let blanks = |text: &str| text[text.trim_end().len()..].to_owned();
        let after = Some(blanks(&goes))
            .filter(|after| *after == blanks(&comes))
            .unwrap_or_default();
        goes.truncate(goes.len() - after.len());
        comes.truncate(comes.len() - after.len());
        let runs = [
            (Fate::Goes, goes),
            (Fate::Comes, comes),
            (Fate::Stays, after),
        ];
        self.done.extend(
            runs.into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(fate, text)| Run { fate, text }),
        );
    }

    fn end(mut self) -> Vec<Run> {
        self.close();
        self.done
    }
}
