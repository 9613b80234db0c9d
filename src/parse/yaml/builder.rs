//! Builds the tree, and keeps the valid parts when something is wrong.

use std::collections::HashMap;
use std::ops::Range;

use super::node::{MapEntry, Node, NodeValue};
use super::syntax::{self, SyntaxBreak, SyntaxFault};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Span, Spanned};
use crate::parse::rules::file::{
    text_too_long, too_deep, too_many_values, yaml_feature, yaml_syntax,
};
use crate::parse::rules::key::{duplicate_key, text_lost_in_comment};

/// How deep mappings and lists may be nested. The format itself needs 6 levels.
pub(super) const MAX_DEPTH: usize = 64;

/// How many keys and values a file may have.
const MAX_NODES: usize = 200_000;

/// How many bytes a text may have. No post-mortem is near as long, and a page becomes several times as large.
pub const MAX_TEXT: usize = 500_000;

/// A collection that is still being read.
struct OpenCollection {
    start: usize,
    items: OpenItems,
    /// Whether something in it could not be read.
    incomplete: bool,
}

enum OpenItems {
    Seq(Vec<Node>),
    Map {
        entries: Vec<MapEntry>,
        key_spans: HashMap<String, Span>,
        key: KeyState,
    },
}

/// The role of the next node of a mapping.
enum KeyState {
    /// A key.
    ExpectKey,
    /// The value of this key.
    ExpectValue(Spanned<String>),
    /// The value of a key whose fault is reported; it goes with its key.
    SkipValue,
}

/// How a scalar is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ScalarForm {
    Plain,
    Quoted,
    Block,
}

/// Puts nodes together. All offsets that it takes count from the start of `text`.
pub(super) struct Builder<'a> {
    file: FileId,
    base_offset: usize,
    pub text: &'a str,
    faults: &'a mut Vec<Diagnostic>,
    open: Vec<OpenCollection>,
    root: Option<Node>,
    documents: usize,
    nodes: usize,
    /// Where the last tag, anchor, alias or merge key began.
    last_rejected: Option<usize>,
    /// One past the last byte of the last leaf or bracket. The parser ends block collections only where the next thing
    /// begins.
    pub end: usize,
}

/// Whether to go on reading.
pub(super) type BuildResult = Result<(), ParsingStopped>;

/// The rest of the file is not read; the fault is reported.
pub(super) struct ParsingStopped;

impl<'a> Builder<'a> {
    pub fn new(
        file: FileId,
        base: usize,
        text: &'a str,
        faults: &'a mut Vec<Diagnostic>,
    ) -> Builder<'a> {
        Builder {
            file,
            base_offset: base,
            text,
            faults,
            open: Vec::new(),
            root: None,
            documents: 0,
            nodes: 0,
            last_rejected: None,
            end: 0,
        }
    }

    /// The document: what was read, or an empty one. `None` if it broke before anything was read.
    pub fn finish(mut self, read: BuildResult) -> Option<Node> {
        if read.is_err() {
            self.close_all();
            return self.root.filter(|root| root.value != NodeValue::Invalid);
        }
        let nothing = Node {
            span: self.span(0..0),
            value: NodeValue::NULL,
        };
        Some(self.root.unwrap_or(nothing))
    }

    pub fn start_list(&mut self, range: Range<usize>) -> BuildResult {
        self.start_collection(range, OpenItems::Seq(Vec::new()))
    }

    pub fn start_mapping(&mut self, range: Range<usize>) -> BuildResult {
        let items = OpenItems::Map {
            entries: Vec::new(),
            key_spans: HashMap::new(),
            key: KeyState::ExpectKey,
        };
        self.start_collection(range, items)
    }

    /// The end of a list or a mapping; the range is that of its bracket, if it has one.
    pub fn end_collection(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.end = range.end;
        }
        self.close_collection();
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: self.base_offset + range.start,
            end: self.base_offset + range.end,
        }
    }

    pub fn reject(&mut self, range: Range<usize>, what: &str, help: &str) {
        self.end = self.end.max(range.end);
        self.last_rejected = Some(range.start);
        let text = &self.text[range.clone()];
        self.faults
            .push(yaml_feature(self.span(range), text, what, help));
    }

    pub fn start_document(&mut self, range: Range<usize>) -> BuildResult {
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
        self.reject(range, "begins a second document", help);
        Err(ParsingStopped)
    }

    fn count_node(&mut self, at: usize) -> BuildResult {
        self.nodes += 1;
        if self.nodes <= MAX_NODES {
            return Ok(());
        }
        self.faults
            .push(too_many_values(self.span(at..at), MAX_NODES));
        Err(ParsingStopped)
    }

    fn start_collection(&mut self, range: Range<usize>, items: OpenItems) -> BuildResult {
        self.count_node(range.start)?;
        if self.open.len() == MAX_DEPTH {
            self.too_deep(range);
            return Err(ParsingStopped);
        }
        self.end = self.end.max(range.end);
        self.open.push(OpenCollection {
            start: range.start,
            items,
            incomplete: false,
        });
        Ok(())
    }

    pub fn too_deep(&mut self, range: Range<usize>) {
        self.faults.push(too_deep(self.span(range), MAX_DEPTH));
    }

    pub fn alias(&mut self, range: Range<usize>) -> BuildResult {
        self.count_node(range.start)?;
        // Under a refused key, such as `<<`, the alias is part of the same fault.
        if !matches!(
            self.open.last(),
            Some(OpenCollection {
                items: OpenItems::Map {
                    key: KeyState::SkipValue,
                    ..
                },
                ..
            })
        ) {
            self.reject(
                range.clone(),
                "is a YAML alias",
                "write the value out; text that begins with `*` needs quotes",
            );
        }
        self.end = range.end;
        let span = self.span(range);
        self.add_node(Node {
            span,
            value: NodeValue::Invalid,
        });
        Ok(())
    }

    pub fn scalar(&mut self, text: String, style: ScalarForm, range: Range<usize>) -> BuildResult {
        self.count_node(range.start)?;
        let plain = style == ScalarForm::Plain;
        let visible = range.start + self.text[range.clone()].trim_end().len();
        if self.expects_key() {
            self.end = visible;
            self.key(text, plain, range.start..visible);
            return Ok(());
        }
        let empty = range.is_empty() || (style == ScalarForm::Block && text.trim().is_empty());
        let range = if empty {
            self.empty_value_range(range.start)
        } else {
            range.start..visible
        };
        self.end = self.end.max(range.end);
        let null = empty || (plain && matches!(text.as_str(), "~" | "null" | "Null" | "NULL"));
        let hidden = if empty {
            self.commented_value(range.end)
        } else {
            None
        };
        if plain && !empty {
            self.warn_lost_words(range.end);
        }
        let value = if null {
            NodeValue::Null {
                commented_value: hidden,
            }
        } else if text.len() > MAX_TEXT {
            let start = self.span(range.start..range.start);
            self.faults.push(text_too_long(start, text.len(), MAX_TEXT));
            NodeValue::Invalid
        } else {
            NodeValue::Scalar { text, plain }
        };
        let span = self.span(range);
        self.add_node(Node { span, value });
        Ok(())
    }

    /// The place of an empty value: its key, or the hyphen of its list item. `None` for a document.
    fn empty_value_range(&self, at: usize) -> Range<usize> {
        if let Some(OpenCollection {
            items:
                OpenItems::Map {
                    key: KeyState::ExpectValue(key),
                    ..
                },
            ..
        }) = self.open.last()
        {
            return key.span.start - self.base_offset..key.span.end - self.base_offset;
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
    fn warn_lost_words(&mut self, end: usize) {
        let line = self.text[end..].lines().next().unwrap_or_default();
        let comment = line.trim();
        if comment
            .strip_prefix('#')
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        {
            let start = end + line.len() - line.trim_start().len();
            let span = self.span(start..start + comment.len());
            self.faults.push(text_lost_in_comment(span, comment));
        }
    }

    /// What follows a key on its line, where that was meant as its value and is a comment: `#` and no space after it.
    fn commented_value(&self, key_end: usize) -> Option<String> {
        let line = self.text[key_end..].lines().next()?;
        let comment = line.trim_start().strip_prefix(':')?.trim();
        let looks_like_text = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric());
        comment
            .strip_prefix('#')
            .filter(|rest| looks_like_text(rest))
            .map(|_| comment.to_owned())
    }

    fn expects_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(OpenCollection {
                items: OpenItems::Map {
                    key: KeyState::ExpectKey,
                    ..
                },
                ..
            })
        )
    }

    fn key(&mut self, text: String, plain: bool, range: Range<usize>) {
        let span = self.span(range.clone());
        if plain && range.is_empty() {
            self.report_syntax(syntax::missing_key(self.text, range.start));
            return self.reject_key();
        }
        if plain && text == "<<" {
            self.reject(range, "is a YAML merge key", "write the keys out");
            return self.reject_key();
        }
        let Some(OpenCollection {
            items:
                OpenItems::Map {
                    key_spans: places,
                    key,
                    ..
                },
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        let first = *places.entry(text.clone()).or_insert(span);
        if first == span {
            *key = KeyState::ExpectValue(Spanned { value: text, span });
        } else {
            *key = KeyState::SkipValue;
            self.faults.push(duplicate_key(span, &text, first));
        }
    }

    /// Marks the mapping as partial, because the unreadable key may be any key.
    fn reject_key(&mut self) {
        if let Some(OpenCollection {
            items: OpenItems::Map { key, .. },
            incomplete: cut,
            ..
        }) = self.open.last_mut()
        {
            *key = KeyState::SkipValue;
            *cut = true;
        }
    }

    /// Adds a finished node to its parent.
    fn add_node(&mut self, node: Node) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        // The parser begins a list too late whose first item is empty.
        open.start = open.start.min(node.span.start - self.base_offset);
        match &mut open.items {
            OpenItems::Seq(items) => items.push(node),
            OpenItems::Map { entries, key, .. } => {
                match std::mem::replace(key, KeyState::ExpectKey) {
                    KeyState::ExpectValue(key) => entries.push((key, node)),
                    KeyState::SkipValue => {}
                    KeyState::ExpectKey => {
                        self.reject_key();
                        if node.value != NodeValue::Invalid {
                            let range = node.span.start - self.base_offset
                                ..node.span.end - self.base_offset;
                            self.report_syntax(syntax::collection_as_key(range));
                        }
                    }
                }
            }
        }
    }

    fn close_collection(&mut self) {
        let Some(OpenCollection {
            start,
            items,
            incomplete: cut,
        }) = self.open.pop()
        else {
            return;
        };
        let value = match items {
            // A broken bracket contains more than intended, or something else: `{{ name }}`.
            _ if cut && self.is_bracket(start) => NodeValue::Invalid,
            OpenItems::Seq(items) => NodeValue::Seq(items),
            OpenItems::Map { entries, .. } => NodeValue::Map {
                entries,
                incomplete: cut,
            },
        };
        let span = self.span(start..self.end.max(start));
        self.add_node(Node { span, value });
    }

    fn is_bracket(&self, at: usize) -> bool {
        self.text[at..].starts_with(['[', '{'])
    }

    /// Removes the value in which the syntax broke, and returns what is known about the place. `None` if the break is only the consequence
    /// of a fault before it: `**bold** text` is an alias and then a wrong word, but one mistake.
    pub fn syntax_break(&mut self, at: usize) -> Option<SyntaxBreak<'a>> {
        let text = self.text;
        let is_same_line = |from: usize| {
            text.get(from.min(at)..at)
                .is_some_and(|between| !between.contains('\n'))
        };
        if is_same_line(self.end) {
            self.invalidate_last();
        }
        if self.last_rejected.is_some_and(is_same_line) {
            return None;
        }
        let mut starts = self.open.iter().rev().map(|open| open.start);
        let open = starts.clone().next();
        let bracket = starts.find(|start| self.is_bracket(*start));
        Some(SyntaxBreak {
            text,
            at,
            last_valid_end: self.end.min(at),
            open_collection: open,
            open_bracket: bracket,
        })
    }

    pub fn report_syntax(&mut self, fault: SyntaxFault) {
        let span = self.span(fault.range);
        self.faults
            .push(yaml_syntax(span, fault.message, fault.help));
    }

    /// Marks the newest value as unreadable: it may be half of what its author wrote.
    fn invalidate_last(&mut self) {
        let last = match self.open.last_mut().map(|open| &mut open.items) {
            None => self.root.as_mut(),
            Some(OpenItems::Seq(items)) => items.last_mut(),
            Some(OpenItems::Map {
                entries,
                key: KeyState::ExpectKey,
                ..
            }) => entries.last_mut().map(|(_, node)| node),
            Some(OpenItems::Map { .. }) => None,
        };
        if let Some(node) = last.filter(|node| {
            matches!(
                node.value,
                NodeValue::Null { .. } | NodeValue::Scalar { .. }
            )
        }) {
            node.value = NodeValue::Invalid;
        }
    }

    /// Closes everything that is open. What was not read counts as unreadable, not as missing.
    fn close_all(&mut self) {
        while let Some(open) = self.open.last_mut() {
            open.incomplete = true;
            let unread = |span: Span| Node {
                span,
                value: NodeValue::Invalid,
            };
            match &mut open.items {
                OpenItems::Seq(items) => {
                    let end = self.base_offset + self.end;
                    items.push(unread(Span {
                        file: self.file,
                        start: end,
                        end,
                    }));
                }
                OpenItems::Map { entries, key, .. } => {
                    if let KeyState::ExpectValue(key) = std::mem::replace(key, KeyState::ExpectKey)
                    {
                        let span = key.span;
                        entries.push((key, unread(span)));
                    }
                }
            }
            self.close_collection();
        }
        match self.root.as_mut().map(|root| &mut root.value) {
            Some(NodeValue::Map {
                incomplete: cut, ..
            }) => *cut = true,
            Some(value) => *value = NodeValue::Invalid,
            None => {}
        }
    }
}
