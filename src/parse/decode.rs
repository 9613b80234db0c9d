//! From a YAML tree to raw document types, with every fault in one run.
//!
//! The types of `format` are plain `derive(Deserialize)` structs. serde stops at the first error, but a
//! [`Field`](crate::format::field::Field) asks for its value by a name that no type has: the deserializer then reports the fault of an
//! invalid value and returns no value instead of an error. A struct gets its known keys only; unknown keys are reported here.

mod deserializer;
mod number;

use std::fmt;
use std::ops::{Range, RangeInclusive};

use serde::de::{self, DeserializeOwned, DeserializeSeed};

use super::yaml;
use super::yaml::node::{MapEntry, Node, NodeValue};
use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::source::{FileId, Spanned};
use crate::parse::rules::key::{empty_value, hidden_value, wrong_type};

/// Reads the YAML in a byte range of a file. Spans count from the start of the file.
///
/// # Errors
/// Pushes every fault. `None` when the syntax broke before the first key, or the document is not a mapping.
pub fn decode_text<T: DeserializeOwned>(
    file: FileId,
    text: &str,
    range: Range<usize>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Spanned<T>> {
    let root = yaml::parse_tree(file, text, range, faults)?;
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
        value: NodeValue::Map {
            entries: Vec::new(),
            incomplete: false,
        },
    };
    let node = if matches!(root.value, NodeValue::Null { .. }) {
        &empty
    } else {
        root
    };
    let value = NodeDeserializer {
        node,
        key: "",
        faults,
    }
    .read()?;
    Some(Spanned {
        value,
        span: node.span,
    })
}

/// Why a value could not be read.
#[derive(Debug)]
enum Error {
    /// The fault.
    Invalid(Box<Diagnostic>),
    /// Its fault is already reported.
    AlreadyReported,
    /// What was expected, as a custom type describes it.
    Expected(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Error::Invalid(fault) => f.write_str(&fault.message),
            Error::AlreadyReported => f.write_str("a fault that is already reported"),
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
        Error::Invalid(Box::new(fault))
    }
}

/// A node to read, the key that it is the value of (empty for items of a list), and the list of faults.
struct NodeDeserializer<'a> {
    node: &'a Node,
    key: &'a str,
    faults: &'a mut Vec<Diagnostic>,
}

impl<'a> NodeDeserializer<'a> {
    /// The value by its type, or `None` and a fault.
    fn read<T: DeserializeOwned>(self) -> Option<T> {
        self.read_seed(std::marker::PhantomData)
    }

    fn read_seed<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Option<S::Value> {
        let NodeDeserializer { node, key, faults } = self;
        let error = match seed.deserialize(NodeDeserializer {
            node,
            key,
            faults: &mut *faults,
        }) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        match error {
            Error::Invalid(fault) => faults.push(*fault),
            Error::AlreadyReported => {}
            Error::Expected(what) => {
                faults.push(wrong_type(node.span, key, &what, &describe(&node.value)))
            }
        }
        None
    }

    /// The error of a node that is not what its key needs.
    fn wrong_type(&self, expected: &str) -> Error {
        match &self.node.value {
            NodeValue::Invalid => Error::AlreadyReported,
            NodeValue::Null {
                commented_value: Some(value),
            } => hidden_value(self.node.span, self.key, value).into(),
            NodeValue::Null {
                commented_value: None,
            } => empty_value(self.node.span, self.key).into(),
            value => wrong_type(self.node.span, self.key, expected, &describe(value)).into(),
        }
    }

    fn wrong_type_with_help(&self, expected: &str, help: impl Into<String>) -> Error {
        match self.wrong_type(expected) {
            Error::Invalid(fault) => fault.help(help).into(),
            error => error,
        }
    }

    /// The text of a scalar, exactly as written: `no`, `007` and `2013-07-08` are those characters and nothing else.
    fn text(&self) -> Result<&'a str, Error> {
        match &self.node.value {
            NodeValue::Scalar { text, .. } => Ok(text),
            NodeValue::Seq(_) => Err(self.wrong_type_with_help(
                "text",
                "write one text; text that begins with `[` or `-` needs quotes",
            )),
            NodeValue::Map { .. } => Err(self.wrong_type_with_help(
                "text",
                "put text that has `: ` in it, or begins with `{`, in quotes",
            )),
            NodeValue::Null { .. } | NodeValue::Invalid => Err(self.wrong_type("text")),
        }
    }

    /// A plain scalar, of which numbers and truth values are made.
    fn plain_scalar(&self, expected: &str) -> Result<&'a str, Error> {
        match &self.node.value {
            NodeValue::Scalar { text, plain: true } => Ok(text),
            NodeValue::Scalar { text, .. } => Err(self
                .wrong_type_with_help(expected, format!("write {} without quotes", quoted(text)))),
            _ => Err(self.wrong_type(expected)),
        }
    }

    fn boolean(&self) -> Result<bool, Error> {
        let expected = "`true` or `false`";
        let text = self.plain_scalar(expected)?;
        let suggestion = match text {
            "true" => return Ok(true),
            "false" => return Ok(false),
            _ => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "y" | "on" | "1" => "true",
                "false" | "no" | "n" | "off" | "0" => "false",
                _ => return Err(self.wrong_type_with_help(expected, "write `true` or `false`")),
            },
        };
        Err(self.wrong_type_with_help(expected, format!("write `{suggestion}`")))
    }

    fn integer(&self, range: RangeInclusive<i128>) -> Result<i128, Error> {
        let text = self.plain_scalar("a whole number")?;
        number::integer(text, &range).map_err(|no| self.wrong_type_with_help(&no.expected, no.help))
    }

    fn decimal(&self) -> Result<f64, Error> {
        let text = self.plain_scalar("a number")?;
        number::decimal(text).map_err(|no| self.wrong_type_with_help(&no.expected, no.help))
    }

    fn items(&self) -> Result<&'a [Node], Error> {
        match &self.node.value {
            NodeValue::Seq(items) => Ok(items),
            NodeValue::Scalar { .. } => Err(self.wrong_type_with_help(
                "a list",
                "write each item on a line of its own that begins with `- `",
            )),
            NodeValue::Map { .. } => {
                Err(self.wrong_type_with_help("a list", "begin each item with `- `"))
            }
            _ => Err(self.wrong_type("a list")),
        }
    }

    fn entries(&self) -> Result<(&'a [MapEntry], bool), Error> {
        match &self.node.value {
            NodeValue::Map {
                entries,
                incomplete: cut,
            } => Ok((entries, *cut)),
            NodeValue::Scalar { .. } => Err(self.wrong_type_with_help(
                "keys with values",
                "write `key: value`, with a space after the colon",
            )),
            NodeValue::Seq(_) => Err(self.wrong_type_with_help(
                "keys with values",
                "write `key: value`, without hyphen or brackets",
            )),
            _ => Err(self.wrong_type("keys with values")),
        }
    }
}

/// A description of a node for messages.
fn describe(value: &NodeValue) -> String {
    match value {
        NodeValue::Null { .. } | NodeValue::Invalid => "nothing".to_owned(),
        NodeValue::Scalar { text, plain: true } => quoted(text),
        NodeValue::Scalar { text, plain: false } => format!("the text {}", quoted(text)),
        NodeValue::Seq(_) => "a list".to_owned(),
        NodeValue::Map { .. } => "keys with values".to_owned(),
    }
}
