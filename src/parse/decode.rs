//! From a YAML tree to raw document types, with every fault in one run.
//!
//! The types are plain `derive(Deserialize)` structs. serde stops at the first error; [`Given`](super::given::Given) is
//! what makes it go on. It announces itself by a name that no type has, the reader then decodes the inner value, keeps
//! its fault and hands over "bad" in place of an error. A struct is offered its known keys only; the reader reports the
//! unknown ones itself.

mod deserializer;
mod number;

use std::cell::Cell;
use std::fmt;
use std::ops::{Range, RangeInclusive};

use serde::de::{self, DeserializeOwned, DeserializeSeed};

use super::fault;
use super::yaml::{self, Entry, Node, Value};
use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::source::{FileId, Span, Spanned};

/// The name by which [`Given`](super::given::Given) asks for a value with its place.
pub(super) const GIVEN: &str = "\0given";

/// The name by which [`OneOrMany`](super::given::OneOrMany) asks for a list even of a single value.
pub(super) const ONE_OR_MANY: &str = "\0one or many";

/// The name by which [`TextOrKeys`](super::given::TextOrKeys) asks for a text or a mapping.
pub(super) const TEXT_OR_KEYS: &str = "\0text or keys";

thread_local! {
    /// The place of the value that `Given` is about to take. serde's data model can carry numbers but no file id, so
    /// the place travels beside it; it is set right before the visitor is called and taken as the visitor's first act.
    static PLACE: Cell<Option<Span>> = const { Cell::new(None) };
}

/// Leaves a place for a `Given` that is made from nothing.
pub(super) fn leave_place() {
    PLACE.set(Some(Span {
        file: FileId::FIRST,
        start: 0,
        end: 0,
    }));
}

/// Takes the place that the reader left for `Given`. Under any other deserializer there is none, and that is an error.
pub(super) fn place<E: de::Error>() -> Result<Span, E> {
    PLACE
        .take()
        .ok_or_else(|| E::custom("a value of a content file"))
}

/// Reads the YAML in a byte range of a file. Spans count from the start of the file.
///
/// # Errors
/// Pushes every fault. `None` when the syntax broke before the first key, or the document is not a mapping.
pub fn document<T: DeserializeOwned>(
    file: FileId,
    text: &str,
    range: Range<usize>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Spanned<T>> {
    let root = yaml::tree(file, text, range, faults)?;
    decode(&root, faults)
}

/// Reads a document. An empty one is a mapping without keys.
///
/// # Errors
/// Pushes every fault. `None` when the document is not a mapping.
pub fn decode<T: DeserializeOwned>(
    root: &Node,
    faults: &mut Vec<Diagnostic>,
) -> Option<Spanned<T>> {
    let empty = Node {
        span: root.span,
        value: Value::Map {
            entries: Vec::new(),
            cut: false,
        },
    };
    let node = if matches!(root.value, Value::Null { .. }) {
        &empty
    } else {
        root
    };
    let value = Reader {
        node,
        key: "",
        faults,
    }
    .value()?;
    Some(Spanned {
        value,
        span: node.span,
    })
}

/// Why a value could not be read.
#[derive(Debug)]
enum Error {
    /// The fault.
    Found(Box<Diagnostic>),
    /// Its fault is already reported.
    Reported,
    /// What was expected, in the words of a type that reads itself.
    Expected(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Error::Found(fault) => f.write_str(&fault.message),
            Error::Reported => f.write_str("a fault that is already reported"),
            Error::Expected(what) => write!(f, "expected {what}"),
        }
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(what: T) -> Error {
        Error::Expected(what.to_string())
    }
}

impl From<Diagnostic> for Error {
    fn from(fault: Diagnostic) -> Error {
        Error::Found(Box::new(fault))
    }
}

/// A node that is to be read, the key that it is the value of (empty for items of a list), and where faults go.
struct Reader<'a> {
    node: &'a Node,
    key: &'a str,
    faults: &'a mut Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// The value by its type, or `None` and a fault.
    fn value<T: DeserializeOwned>(self) -> Option<T> {
        self.seeded(std::marker::PhantomData)
    }

    fn seeded<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Option<S::Value> {
        let Reader { node, key, faults } = self;
        let error = match seed.deserialize(Reader {
            node,
            key,
            faults: &mut *faults,
        }) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        match error {
            Error::Found(fault) => faults.push(*fault),
            Error::Reported => {}
            Error::Expected(what) => faults.push(fault::wrong_type(
                node.span,
                key,
                &what,
                &found(&node.value),
            )),
        }
        None
    }

    /// The error of a node that is not what its key needs.
    fn wrong(&self, expected: &str) -> Error {
        match &self.node.value {
            Value::Broken => Error::Reported,
            Value::Null {
                hidden: Some(meant),
            } => fault::hidden_value(self.node.span, self.key, meant).into(),
            Value::Null { hidden: None } => fault::empty_value(self.node.span, self.key).into(),
            value => fault::wrong_type(self.node.span, self.key, expected, &found(value)).into(),
        }
    }

    fn wrong_with(&self, expected: &str, help: impl Into<String>) -> Error {
        match self.wrong(expected) {
            Error::Found(fault) => fault.help(help).into(),
            error => error,
        }
    }

    /// The text of a scalar, exactly as written: `no`, `007` and `2013-07-08` are those characters and nothing else.
    fn text(&self) -> Result<&'a str, Error> {
        match &self.node.value {
            Value::Scalar { text, .. } => Ok(text),
            Value::Seq(_) => Err(self.wrong_with(
                "text",
                "write one text; text that begins with `[` or `-` needs quotes",
            )),
            Value::Map { .. } => Err(self.wrong_with(
                "text",
                "put text that has `: ` in it, or begins with `{`, in quotes",
            )),
            Value::Null { .. } | Value::Broken => Err(self.wrong("text")),
        }
    }

    /// A plain scalar, of which numbers and truth values are made.
    fn plain(&self, expected: &str) -> Result<&'a str, Error> {
        match &self.node.value {
            Value::Scalar { text, plain: true } => Ok(text),
            Value::Scalar { text, .. } => {
                Err(self.wrong_with(expected, format!("write {} without quotes", quoted(text))))
            }
            _ => Err(self.wrong(expected)),
        }
    }

    fn truth(&self) -> Result<bool, Error> {
        let expected = "`true` or `false`";
        let text = self.plain(expected)?;
        let meant = match text {
            "true" => return Ok(true),
            "false" => return Ok(false),
            _ => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "y" | "on" | "1" => "true",
                "false" | "no" | "n" | "off" | "0" => "false",
                _ => return Err(self.wrong_with(expected, "write `true` or `false`")),
            },
        };
        Err(self.wrong_with(expected, format!("write `{meant}`")))
    }

    fn whole(&self, range: RangeInclusive<i128>) -> Result<i128, Error> {
        let text = self.plain("a whole number")?;
        number::whole(text, &range).map_err(|no| self.wrong_with(&no.expected, no.help))
    }

    fn decimal(&self) -> Result<f64, Error> {
        let text = self.plain("a number")?;
        number::decimal(text).map_err(|no| self.wrong_with(&no.expected, no.help))
    }

    fn items(&self) -> Result<&'a [Node], Error> {
        match &self.node.value {
            Value::Seq(items) => Ok(items),
            Value::Scalar { .. } => Err(self.wrong_with(
                "a list",
                "write each item on a line of its own that begins with `- `",
            )),
            Value::Map { .. } => Err(self.wrong_with("a list", "begin each item with `- `")),
            _ => Err(self.wrong("a list")),
        }
    }

    fn entries(&self) -> Result<(&'a [Entry], bool), Error> {
        match &self.node.value {
            Value::Map { entries, cut } => Ok((entries, *cut)),
            Value::Scalar { .. } => Err(self.wrong_with(
                "keys with values",
                "write `key: value`, with a space after the colon",
            )),
            Value::Seq(_) => Err(self.wrong_with(
                "keys with values",
                "write `key: value`, without hyphen or brackets",
            )),
            _ => Err(self.wrong("keys with values")),
        }
    }
}

/// What a node is, in words.
fn found(value: &Value) -> String {
    match value {
        Value::Null { .. } | Value::Broken => "nothing".to_owned(),
        Value::Scalar { text, plain: true } => quoted(text),
        Value::Scalar { text, plain: false } => format!("the text {}", quoted(text)),
        Value::Seq(_) => "a list".to_owned(),
        Value::Map { .. } => "keys with values".to_owned(),
    }
}
