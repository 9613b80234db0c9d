//! The levels and anchors of the headings of a text.

use std::collections::BTreeMap;

use crate::base::id::slug;

/// Gives each heading a level and an anchor, so that levels never skip and anchors never collide.
pub(super) struct Headings {
    first_level: u8,
    /// The author's levels of the headings around the newest one.
    outer: Vec<u8>,
    /// For each anchor how many headings wanted it, so that many equal headings do not count from the start each.
    used: BTreeMap<String, usize>,
}

impl Headings {
    pub(super) fn new(first_level: u8) -> Headings {
        Headings {
            first_level,
            outer: Vec::new(),
            // The page's own anchor for its main part.
            used: BTreeMap::from([("content".to_owned(), 1)]),
        }
    }

    /// The level on the page of a heading that has this one in the Markdown.
    pub(super) fn level(&mut self, level: u8) -> u8 {
        self.outer.retain(|outer| *outer < level);
        let depth = u8::try_from(self.outer.len()).unwrap_or(u8::MAX);
        self.outer.push(level);
        self.first_level.saturating_add(depth).min(6)
    }

    pub(super) fn unique_anchor(&mut self, title: &str) -> String {
        let base = slug(title).unwrap_or_else(|| "section".to_owned());
        let mut anchor = base.clone();
        while self.used.contains_key(&anchor) {
            let count = self
                .used
                .entry(base.clone())
                .and_modify(|count| *count += 1)
                .or_insert(1);
            anchor = format!("{base}-{count}");
        }
        self.used.insert(anchor.clone(), 1);
        anchor
    }
}
