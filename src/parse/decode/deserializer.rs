//! The serde side of the reader: which visitor is called for which node.

use std::collections::HashSet;
use std::slice;
use std::vec;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Error, NodeDeserializer};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::Span;
use crate::format::field;
use crate::parse::rules::key::{nearest_key, unknown_key};
use crate::parse::yaml::node::{MapEntry, Node, NodeValue};

/// A key, its place and its value.
type KeyNode<'a> = (&'a str, Span, &'a Node);

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $type:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let number = self.integer(i128::from(<$type>::MIN)..=i128::from(<$type>::MAX))?;
            let number = <$type>::try_from(number).map_err(|_| self.wrong_type("a whole number"))?;
            visitor.$visit(number)
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.visit_str(self.text()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for NodeDeserializer<'_> {
    type Error = Error;

    whole_numbers! {
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64,
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64
    }

    texts! { deserialize_char deserialize_str deserialize_string deserialize_identifier }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            NodeValue::Invalid => Err(Error::AlreadyReported),
            NodeValue::Null { .. } => visitor.visit_unit(),
            NodeValue::Scalar { .. } => self.deserialize_str(visitor),
            NodeValue::Seq(_) => self.deserialize_seq(visitor),
            NodeValue::Map { .. } => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.boolean()?)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(self.decimal()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if matches!(self.node.value, NodeValue::Null { .. }) {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if matches!(self.node.value, NodeValue::Null { .. }) {
            visitor.visit_unit()
        } else {
            Err(self.wrong_type("nothing"))
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match (name, &self.node.value) {
            (field::FIELD, _) => {
                field::set_span(self.node.span);
                visitor.visit_seq(SingleValue(Some(self)))
            }
            (field::ONE_OR_MANY, NodeValue::Scalar { .. } | NodeValue::Map { .. }) => {
                let items = std::slice::from_ref(self.node).iter();
                visitor.visit_seq(ListItems {
                    items,
                    key: self.key,
                    faults: self.faults,
                })
            }
            (field::ONE_OR_MANY, _) => self.deserialize_seq(visitor),
            (field::TEXT_OR_KEYS, NodeValue::Scalar { .. } | NodeValue::Seq(_)) => {
                visitor.visit_str(self.text()?)
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(ListItems {
            items: self.items()?.iter(),
            key: "",
            faults: self.faults,
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let (entries, _) = self.entries()?;
        let entries: Vec<KeyNode> = entries
            .iter()
            .map(|(key, node)| (key.value.as_str(), key.span, node))
            .collect();
        visitor.visit_map(MapEntries::new(entries, self.faults))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let (entries, cut) = self.entries()?;
        let unread = Node {
            span: self.node.span,
            value: NodeValue::Invalid,
        };
        let mut known = known_entries(entries, fields, self.faults);
        if cut {
            let absent = fields
                .iter()
                .filter(|field| known.iter().all(|(key, ..)| key != *field));
            let absent: Vec<KeyNode> = absent.map(|field| (*field, unread.span, &unread)).collect();
            known.extend(absent);
        }
        visitor.visit_map(MapEntries::new(known, self.faults))
    }

    /// Words of a vocabulary are read as text: `check` knows the vocabularies.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        Err(self.wrong_type("text"))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(self.wrong_type("bytes"))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(self.wrong_type("bytes"))
    }
}

/// The entries whose keys a struct has. Each other one is reported; if it is a slip for a known key that is absent, it is read as that key,
/// so that its value is checked too and the key is not reported as missing.
fn known_entries<'a>(
    entries: &'a [MapEntry],
    fields: &'static [&'static str],
    faults: &mut Vec<Diagnostic>,
) -> Vec<KeyNode<'a>> {
    let given = entries.iter().map(|(key, _)| key.value.as_str());
    let mut taken: HashSet<&str> = given.filter(|key| fields.contains(key)).collect();
    let mut known = Vec::new();
    for (key, node) in entries {
        if fields.contains(&key.value.as_str()) {
            known.push((key.value.as_str(), key.span, node));
            continue;
        }
        faults.push(unknown_key(key.span, &key.value, fields));
        if let Some(nearest) =
            nearest_key(&key.value, fields).filter(|nearest| taken.insert(nearest))
        {
            known.push((nearest, key.span, node));
        }
    }
    known
}

/// The one value that `Given` takes; none if it is unreadable.
struct SingleValue<'a>(Option<NodeDeserializer<'a>>);

impl<'de> SeqAccess<'de> for SingleValue<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        Ok(self.0.take().and_then(|reader| reader.read_seed(seed)))
    }
}

/// The items of a list.
struct ListItems<'a> {
    items: slice::Iter<'a, Node>,
    key: &'a str,
    faults: &'a mut Vec<Diagnostic>,
}

impl<'de> SeqAccess<'de> for ListItems<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let Some(node) = self.items.next() else {
            return Ok(None);
        };
        seed.deserialize(NodeDeserializer {
            node,
            key: self.key,
            faults: &mut *self.faults,
        })
        .map(Some)
    }
}

/// The entries of a mapping.
struct MapEntries<'a> {
    entries: vec::IntoIter<KeyNode<'a>>,
    value: Option<(&'a str, &'a Node)>,
    faults: &'a mut Vec<Diagnostic>,
}

impl<'a> MapEntries<'a> {
    fn new(entries: Vec<KeyNode<'a>>, faults: &'a mut Vec<Diagnostic>) -> MapEntries<'a> {
        MapEntries {
            entries: entries.into_iter(),
            value: None,
            faults,
        }
    }
}

impl<'de> MapAccess<'de> for MapEntries<'_> {
    type Error = Error;

    /// A key is read like a text value, so that `Given<String>` works for keys too.
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let Some((key, span, node)) = self.entries.next() else {
            return Ok(None);
        };
        self.value = Some((key, node));
        let key = Node {
            span,
            value: NodeValue::Scalar {
                text: key.to_owned(),
                plain: true,
            },
        };
        seed.deserialize(NodeDeserializer {
            node: &key,
            key: "",
            faults: &mut *self.faults,
        })
        .map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let (key, node) = self.value.take().ok_or(Error::AlreadyReported)?;
        seed.deserialize(NodeDeserializer {
            node,
            key,
            faults: &mut *self.faults,
        })
    }
}
