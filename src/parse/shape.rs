//! The shape of a document type: which keys it has, and what stands at each.
//!
//! It is read off the types themselves. Each is deserialized from nothing, and what it asks for is noted, so a new key cannot be forgotten
//! by whoever describes the format.

use std::cell::RefCell;
use std::fmt;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::decode::{self, FIELD, ONE_OR_MANY, TEXT_OR_KEYS};

/// What stands at a place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text.
    Text,
    /// `true` or `false`.
    Truth,
    /// A whole number, which may be negative if `signed`.
    Whole {
        /// Whether it may be negative.
        signed: bool,
    },
    /// A number.
    Number,
    /// This, or nothing.
    Optional(Box<Shape>),
    /// A list.
    List(Box<Shape>),
    /// One, or a list of them.
    OneOrMany(Box<Shape>),
    /// Keys that authors choose.
    Free(Box<Shape>),
    /// A text, or keys that say more.
    TextOr(Box<Shape>),
    /// Known keys.
    Keys {
        /// The name of the type.
        name: &'static str,
        /// The keys in their order, with what stands at each.
        fields: Vec<(&'static str, Shape)>,
    },
}

/// The shape of a document type.
#[must_use]
pub fn of<T: DeserializeOwned>() -> Shape {
    trace(std::marker::PhantomData::<T>)
}

fn trace<'de, S: DeserializeSeed<'de>>(seed: S) -> Shape {
    let found = RefCell::new(Shape::Text);
    // Every type gets what it asks for, so an error only ends a trace whose shape is known by then.
    let _ = seed.deserialize(Tracer { found: &found });
    found.into_inner()
}

/// Notes what is asked of it.
struct Tracer<'a> {
    found: &'a RefCell<Shape>,
}

/// That there is nothing more to read.
#[derive(Debug)]
struct Enough;

impl fmt::Display for Enough {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("enough")
    }
}

impl std::error::Error for Enough {}

impl de::Error for Enough {
    fn custom<T: fmt::Display>(_: T) -> Enough {
        Enough
    }
}

impl Tracer<'_> {
    fn note(&self, shape: Shape) {
        *self.found.borrow_mut() = shape;
    }
}

impl<'de> Deserializer<'de> for Tracer<'_> {
    type Error = Enough;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Enough> {
        Err(Enough)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Enough> {
        self.note(Shape::Truth);
        visitor.visit_bool(false)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Enough> {
        self.note(Shape::Whole { signed: false });
        visitor.visit_u64(0)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Enough> {
        self.note(Shape::Whole { signed: true });
        visitor.visit_i64(0)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Enough> {
        self.note(Shape::Number);
        visitor.visit_f64(0.0)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Enough> {
        self.note(Shape::Text);
        visitor.visit_str("")
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Enough> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Enough> {
        let inner = RefCell::new(Shape::Text);
        let value = visitor.visit_some(Tracer { found: &inner });
        self.note(Shape::Optional(Box::new(inner.into_inner())));
        value
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Enough> {
        let inner = RefCell::new(Shape::Text);
        match name {
            FIELD => {
                decode::set_empty_span();
                let value = visitor.visit_seq(One {
                    found: &inner,
                    read: false,
                });
                self.note(inner.into_inner());
                value
            }
            ONE_OR_MANY => {
                let value = visitor.visit_seq(One {
                    found: &inner,
                    read: false,
                });
                self.note(Shape::OneOrMany(Box::new(inner.into_inner())));
                value
            }
            TEXT_OR_KEYS => {
                let value = visitor.visit_newtype_struct(Tracer { found: &inner });
                self.note(Shape::TextOr(Box::new(inner.into_inner())));
                value
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Enough> {
        let inner = RefCell::new(Shape::Text);
        let value = visitor.visit_seq(One {
            found: &inner,
            read: false,
        });
        self.note(Shape::List(Box::new(inner.into_inner())));
        value
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Enough> {
        let mut keys = Keys {
            names: [""].iter(),
            fields: Vec::new(),
            name: "",
        };
        let value = visitor.visit_map(&mut keys);
        let inner = keys.fields.pop().map_or(Shape::Text, |(_, shape)| shape);
        self.note(Shape::Free(Box::new(inner)));
        value
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Enough> {
        let mut keys = Keys {
            names: fields.iter(),
            fields: Vec::new(),
            name: "",
        };
        let value = visitor.visit_map(&mut keys);
        self.note(Shape::Keys {
            name,
            fields: keys.fields,
        });
        value
    }

    forward_to_deserialize_any! {
        i8 i16 i32 u8 u16 u32 f32 char bytes byte_buf unit unit_struct tuple tuple_struct enum identifier ignored_any
    }
}

/// A list of one.
struct One<'a> {
    found: &'a RefCell<Shape>,
    read: bool,
}

impl<'de> SeqAccess<'de> for One<'_> {
    type Error = Enough;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Enough> {
        if std::mem::replace(&mut self.read, true) {
            return Ok(None);
        }
        seed.deserialize(Tracer { found: self.found }).map(Some)
    }
}

/// Every key once.
struct Keys {
    names: std::slice::Iter<'static, &'static str>,
    fields: Vec<(&'static str, Shape)>,
    name: &'static str,
}

impl<'de> MapAccess<'de> for &mut Keys {
    type Error = Enough;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Enough> {
        let Some(name) = self.names.next() else {
            return Ok(None);
        };
        self.name = name;
        seed.deserialize(Name(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Enough> {
        let found = RefCell::new(Shape::Text);
        let value = seed.deserialize(Tracer { found: &found });
        self.fields.push((self.name, found.into_inner()));
        value
    }
}

/// The name of a key.
struct Name(&'static str);

impl<'de> Deserializer<'de> for Name {
    type Error = Enough;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Enough> {
        visitor.visit_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Enough> {
        if name == FIELD {
            decode::set_empty_span();
            return visitor.visit_seq(de::value::SeqDeserializer::new(std::iter::once(self.0)));
        }
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple tuple_struct map struct
        enum identifier ignored_any
    }
}
