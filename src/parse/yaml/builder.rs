//! Puts the nodes of a tree together, and keeps what is sound when something is not.

use std::collections::HashMap;
use std::ops::Range;

use super::syntax::{self, Break, Words};
use super::{DEPTH_MOST, Entry, Node, Value};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Span, Spanned};
use crate::parse::fault;

/// How many keys and values a file may have.
const NODES_MOST: usize = 200_000;

/// A collection that is still being read.
struct Open {
    start: usize,
    items: Items,
    /// Whether something in it could not be read.
    cut: bool,
}

enum Items {
    Seq(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        places: HashMap<String, Span>,
        key: Key,
    },
}

/// What the next node of a mapping is.
enum Key {
    /// A key.
    Awaited,
    /// The value of this key.
    Read(Spanned<String>),
    /// The value of a key whose fault is reported; it goes with its key.
    Refused,
}

/// How a scalar is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Quoted,
    Block,
}

/// Puts nodes together. All offsets that it takes count from the start of `text`.
pub(super) struct Builder<'a> {
    file: FileId,
    base: usize,
    pub text: &'a str,
    faults: &'a mut Vec<Diagnostic>,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    nodes: usize,
    /// Where the last tag, anchor, alias or merge key began.
    refused: Option<usize>,
    /// One past the last byte of the last leaf or bracket. The parser ends block collections only where the next thing
    /// begins.
    pub end: usize,
}

/// Whether to go on reading.
pub(super) type Step = Result<(), Stop>;

/// The rest of the file is not read; the fault is reported.
pub(super) struct Stop;

impl<'a> Builder<'a> {
    pub fn new(
        file: FileId,
        base: usize,
        text: &'a str,
        faults: &'a mut Vec<Diagnostic>,
    ) -> Builder<'a> {
        Builder {
            file,
            base,
            text,
            faults,
            open: Vec::new(),
            root: None,
            documents: 0,
            nodes: 0,
            refused: None,
            end: 0,
        }
    }

    /// The document: what was read, or an empty one. `None` if it broke before anything was read.
    pub fn finish(mut self, read: Step) -> Option<Node> {
        if read.is_err() {
            self.cut();
            return self.root.filter(|root| root.value != Value::Broken);
        }
        let nothing = Node {
            span: self.span(0..0),
            value: Value::NOTHING,
        };
        Some(self.root.unwrap_or(nothing))
    }

    pub fn list(&mut self, range: Range<usize>) -> Step {
        self.start(range, Items::Seq(Vec::new()))
    }

    pub fn mapping(&mut self, range: Range<usize>) -> Step {
        let items = Items::Map {
            entries: Vec::new(),
            places: HashMap::new(),
            key: Key::Awaited,
        };
        self.start(range, items)
    }

    /// The end of a list or a mapping; the range is that of its bracket, if it has one.
    pub fn end_of(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.end = range.end;
        }
        self.close();
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: self.base + range.start,
            end: self.base + range.end,
        }
    }

    pub fn refuse(&mut self, range: Range<usize>, what: &str, help: &str) {
        self.end = self.end.max(range.end);
        self.refused = Some(range.start);
        let text = &self.text[range.clone()];
        self.faults
            .push(fault::yaml_feature(self.span(range), text, what, help));
    }

    pub fn document(&mut self, range: Range<usize>) -> Step {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let help = "make a file of each document, or delete the line that divides them";
        let range = if range.is_empty() {
            syntax::rest_of_line(self.text, range.start)
        } else {
            range
        };
        self.refuse(range, "begins a second document", help);
        Err(Stop)
    }

    fn count(&mut self, at: usize) -> Step {
        self.nodes += 1;
        if self.nodes <= NODES_MOST {
            return Ok(());
        }
        self.faults.push(fault::yaml_limit(
            self.span(at..at),
            "keys and values",
            NODES_MOST,
        ));
        Err(Stop)
    }

    fn start(&mut self, range: Range<usize>, items: Items) -> Step {
        self.count(range.start)?;
        if self.open.len() == DEPTH_MOST {
            self.too_deep(range);
            return Err(Stop);
        }
        self.end = self.end.max(range.end);
        self.open.push(Open {
            start: range.start,
            items,
            cut: false,
        });
        Ok(())
    }

    pub fn too_deep(&mut self, range: Range<usize>) {
        self.faults.push(fault::yaml_limit(
            self.span(range),
            "levels of nesting",
            DEPTH_MOST,
        ));
    }

    pub fn alias(&mut self, range: Range<usize>) -> Step {
        self.count(range.start)?;
        // Under a refused key, such as `<<`, the alias is part of the same fault.
        if !matches!(
            self.open.last(),
            Some(Open {
                items: Items::Map {
                    key: Key::Refused,
                    ..
                },
                ..
            })
        ) {
            self.refuse(
                range.clone(),
                "is an alias of YAML",
                "write the value out; text that begins with `*` needs quotes",
            );
        }
        self.end = range.end;
        let span = self.span(range);
        self.add(Node {
            span,
            value: Value::Broken,
        });
        Ok(())
    }

    pub fn scalar(&mut self, text: String, style: Style, range: Range<usize>) -> Step {
        self.count(range.start)?;
        let plain = style == Style::Plain;
        let visible = range.start + self.text[range.clone()].trim_end().len();
        if self.awaits_key() {
            self.end = visible;
            self.key(text, plain, range.start..visible);
            return Ok(());
        }
        let empty = range.is_empty() || (style == Style::Block && text.trim().is_empty());
        let range = if empty {
            self.owner(range.start)
        } else {
            range.start..visible
        };
        self.end = self.end.max(range.end);
        let null = empty || (plain && matches!(text.as_str(), "~" | "null" | "Null" | "NULL"));
        let hidden = if empty { self.hidden(range.end) } else { None };
        if plain && !empty {
            self.lost(range.end);
        }
        let value = if null {
            Value::Null { hidden }
        } else {
            Value::Scalar { text, plain }
        };
        let span = self.span(range);
        self.add(Node { span, value });
        Ok(())
    }

    /// What an empty value belongs to: its key, or the last visible character before it, which is a hyphen. A document
    /// has no owner.
    fn owner(&self, at: usize) -> Range<usize> {
        if let Some(Open {
            items:
                Items::Map {
                    key: Key::Read(key),
                    ..
                },
            ..
        }) = self.open.last()
        {
            return key.span.start - self.base..key.span.end - self.base;
        }
        if self.open.is_empty() {
            return at..at;
        }
        let before = self.text[..at].trim_end();
        before
            .char_indices()
            .next_back()
            .map_or(at..at, |(start, _)| start..before.len())
    }

    /// Reports what follows a value on its line, where that was meant as part of it and is a comment: `#` and no space after it.
    fn lost(&mut self, end: usize) {
        let line = self.text[end..].lines().next().unwrap_or_default();
        let words = line.trim();
        if words
            .strip_prefix('#')
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        {
            let start = end + line.len() - line.trim_start().len();
            let span = self.span(start..start + words.len());
            self.faults.push(fault::lost_words(span, words));
        }
    }

    /// What follows a key on its line, where that was meant as its value and is a comment: `#` and no space after it.
    fn hidden(&self, key_end: usize) -> Option<String> {
        let line = self.text[key_end..].lines().next()?;
        let comment = line.trim_start().strip_prefix(':')?.trim();
        let meant = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric());
        comment
            .strip_prefix('#')
            .filter(|rest| meant(rest))
            .map(|_| comment.to_owned())
    }

    fn awaits_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                items: Items::Map {
                    key: Key::Awaited,
                    ..
                },
                ..
            })
        )
    }

    fn key(&mut self, text: String, plain: bool, range: Range<usize>) {
        let span = self.span(range.clone());
        if plain && range.is_empty() {
            self.syntax(syntax::no_key(self.text, range.start));
            return self.refuse_key();
        }
        if plain && text == "<<" {
            self.refuse(range, "is a merge key of YAML", "write the keys out");
            return self.refuse_key();
        }
        let Some(Open {
            items: Items::Map { places, key, .. },
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        let first = *places.entry(text.clone()).or_insert(span);
        if first == span {
            *key = Key::Read(Spanned { value: text, span });
        } else {
            *key = Key::Refused;
            self.faults.push(fault::duplicate_key(span, &text, first));
        }
    }

    /// The key at hand is unreadable, so any key of its mapping may be the one that was meant.
    fn refuse_key(&mut self) {
        if let Some(Open {
            items: Items::Map { key, .. },
            cut,
            ..
        }) = self.open.last_mut()
        {
            *key = Key::Refused;
            *cut = true;
        }
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        // The parser begins a list too late whose first item is empty.
        open.start = open.start.min(node.span.start - self.base);
        match &mut open.items {
            Items::Seq(items) => items.push(node),
            Items::Map { entries, key, .. } => match std::mem::replace(key, Key::Awaited) {
                Key::Read(key) => entries.push((key, node)),
                Key::Refused => {}
                Key::Awaited => {
                    self.refuse_key();
                    if node.value != Value::Broken {
                        let range = node.span.start - self.base..node.span.end - self.base;
                        self.syntax(syntax::collection_as_key(range));
                    }
                }
            },
        }
    }

    fn close(&mut self) {
        let Some(Open { start, items, cut }) = self.open.pop() else {
            return;
        };
        let value = match items {
            // Brackets that broke hold more than their author put there, or something else: `{{ name }}`.
            _ if cut && self.is_bracket(start) => Value::Broken,
            Items::Seq(items) => Value::Seq(items),
            Items::Map { entries, .. } => Value::Map { entries, cut },
        };
        let span = self.span(start..self.end.max(start));
        self.add(Node { span, value });
    }

    fn is_bracket(&self, at: usize) -> bool {
        self.text[at..].starts_with(['[', '{'])
    }

    /// Takes back the value that the syntax broke in, and tells what is known about the place. `None` if the break is
    /// only the consequence of a fault before it: `**bold** text` is an alias and then a wrong word, but one slip.
    pub fn break_at(&mut self, at: usize) -> Option<Break<'a>> {
        let text = self.text;
        let is_same_line = |from: usize| {
            text.get(from.min(at)..at)
                .is_some_and(|between| !between.contains('\n'))
        };
        if is_same_line(self.end) {
            self.spoil_last();
        }
        if self.refused.is_some_and(is_same_line) {
            return None;
        }
        let mut starts = self.open.iter().rev().map(|open| open.start);
        let open = starts.clone().next();
        let bracket = starts.find(|start| self.is_bracket(*start));
        Some(Break {
            text,
            at,
            end: self.end.min(at),
            open,
            bracket,
        })
    }

    pub fn syntax(&mut self, words: Words) {
        let span = self.span(words.range);
        self.faults
            .push(fault::yaml_syntax(span, words.message, words.help));
    }

    /// Marks the newest value as unreadable: it may be half of what its author wrote.
    fn spoil_last(&mut self) {
        let last = match self.open.last_mut().map(|open| &mut open.items) {
            None => self.root.as_mut(),
            Some(Items::Seq(items)) => items.last_mut(),
            Some(Items::Map {
                entries,
                key: Key::Awaited,
                ..
            }) => entries.last_mut().map(|(_, node)| node),
            Some(Items::Map { .. }) => None,
        };
        if let Some(node) =
            last.filter(|node| matches!(node.value, Value::Null { .. } | Value::Scalar { .. }))
        {
            node.value = Value::Broken;
        }
    }

    /// Closes everything that is open, for the rest is not read. What was not read counts as unreadable, not as absent.
    fn cut(&mut self) {
        while let Some(open) = self.open.last_mut() {
            open.cut = true;
            let unread = |span: Span| Node {
                span,
                value: Value::Broken,
            };
            match &mut open.items {
                Items::Seq(items) => {
                    let end = self.base + self.end;
                    items.push(unread(Span {
                        file: self.file,
                        start: end,
                        end,
                    }));
                }
                Items::Map { entries, key, .. } => {
                    if let Key::Read(key) = std::mem::replace(key, Key::Awaited) {
                        let span = key.span;
                        entries.push((key, unread(span)));
                    }
                }
            }
            self.close();
        }
        match self.root.as_mut().map(|root| &mut root.value) {
            Some(Value::Map { cut, .. }) => *cut = true,
            Some(value) => *value = Value::Broken,
            None => {}
        }
    }
}
