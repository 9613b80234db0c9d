//! The tree that YAML is read into.

use crate::base::source::{Span, Spanned};

/// A value and the bytes that it stands in. Quotes and brackets belong to it; a block text begins after its
/// indentation. A value that is empty has the place of its key, or of the hyphen before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The place, in bytes of the whole file.
    pub span: Span,
    pub value: NodeValue,
}

/// What stands at a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeValue {
    /// Nothing, `~` or `null`.
    Null {
        /// The comment in place of a value, such as `#7a1fa2`: `#` after a space begins a comment.
        commented_value: Option<String>,
    },
    /// Something unreadable, whose fault is already reported.
    Invalid,
    /// Text, with escapes and line folding resolved.
    Scalar {
        text: String,
        /// Whether it was written without quotes and not as a block, so that it may be a number or a truth value.
        plain: bool,
    },
    /// A list.
    Seq(Vec<Node>),
    Map {
        /// In the order of the file; keys are unique.
        entries: Vec<MapEntry>,
        /// Whether the syntax broke inside, so that keys may be unread.
        incomplete: bool,
    },
}

impl NodeValue {
    pub const NULL: NodeValue = NodeValue::Null {
        commented_value: None,
    };
}

/// A key and its value.
pub type MapEntry = (Spanned<String>, Node);

impl Node {
    /// Whether it is a mapping that has a key.
    pub fn has_key(&self, key: &str) -> bool {
        matches!(&self.value, NodeValue::Map { entries, .. } if entries.iter().any(|(found, _)| found.value == key))
    }
}
