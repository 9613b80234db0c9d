//! The headings of a text: their levels and anchors.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Event, HeadingLevel, ProseContext, Tag, TagEnd};
use crate::base::id::slug;
use crate::base::prose::ProseSection;

/// The headings of a text, planned before the first is written, so that levels never skip and anchors never collide.
pub(super) struct Headings {
    levels: std::vec::IntoIter<(u8, String)>,
    open_level: u8,
    has_anchors: bool,
    /// The anchor of the newest heading.
    last_anchor: Option<String>,
    pub(super) sections: Vec<ProseSection>,
}

impl Headings {
    pub(super) fn new(setting: ProseContext, events: &[(Event, Range<usize>)]) -> Headings {
        let first = if setting == ProseContext::Article {
            2
        } else {
            4
        };
        let mut taken = BTreeMap::from([("content".to_owned(), 1)]);
        let (mut outer, mut planned, mut sections) =
            (Vec::<HeadingLevel>::new(), Vec::new(), Vec::new());
        let mut words: Option<(u8, String)> = None;
        for (event, _) in events {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    outer.retain(|above| above < level);
                    let depth = u8::try_from(outer.len()).unwrap_or(u8::MAX);
                    outer.push(*level);
                    words = Some(((first + depth).min(6), String::new()));
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some((_, title)) = &mut words {
                        title.push_str(text);
                    }
                }
                Event::End(TagEnd::Heading(_)) => {
                    let Some((level, title)) = words.take() else {
                        continue;
                    };
                    let anchor = unique_anchor(&title, &mut taken);
                    if level == 2 {
                        sections.push(ProseSection {
                            title,
                            anchor: anchor.clone(),
                        });
                    }
                    planned.push((level, anchor));
                }
                _ => {}
            }
        }
        Headings {
            levels: planned.into_iter(),
            open_level: first,
            has_anchors: setting == ProseContext::Article,
            last_anchor: None,
            sections,
        }
    }

    pub(super) fn open_heading(&mut self) -> String {
        let (level, anchor) = self
            .levels
            .next()
            .unwrap_or((self.open_level, String::new()));
        self.open_level = level;
        let tag = if self.has_anchors {
            format!("<h{level} id=\"{anchor}\">")
        } else {
            format!("<h{level}>")
        };
        self.last_anchor = Some(anchor);
        tag
    }

    pub(super) fn close_heading(&self) -> String {
        format!("</h{}>\n", self.open_level)
    }

    /// The start of the box around a table, which scrolls by itself on a narrow screen. It can take the focus, so that it scrolls by
    /// keyboard too, and is named by the heading above it.
    pub(super) fn open_table(&self) -> String {
        let label = self.last_anchor.as_ref().filter(|_| self.has_anchors);
        let label = label
            .map(|anchor| format!(" aria-labelledby=\"{anchor}\""))
            .unwrap_or_default();
        format!("<div class=\"table\" role=\"group\" tabindex=\"0\"{label}>\n")
    }
}

/// An anchor that no heading before has. `taken` knows for each anchor how many headings wanted it, so that many equal headings do
/// not count from the start each.
fn unique_anchor(title: &str, taken: &mut BTreeMap<String, usize>) -> String {
    let base = slug(title).unwrap_or_else(|| "section".to_owned());
    let mut anchor = base.clone();
    while taken.contains_key(&anchor) {
        let count = taken
            .entry(base.clone())
            .and_modify(|count| *count += 1)
            .or_insert(1);
        anchor = format!("{base}-{count}");
    }
    taken.insert(anchor.clone(), 1);
    anchor
}
