//! What a key holds: nothing, something unreadable, or a value with its place.
//!
//! A raw document is a plain struct whose fields are [`Given`]. A bad value is reported where it stands and becomes
//! [`Given::Bad`], so it never takes its siblings with it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{decode, fault};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Span, Spanned};

/// What a key holds. It can only be read by [`decode::decode`], because serde itself has no word for a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// The key is not there.
    #[default]
    Missing,
    /// The key is there, its value is unreadable, and the fault is already reported.
    Invalid(Span),
    /// The value.
    Value(Spanned<T>),
}

impl<T> Field<T> {
    /// The value of a key that `parent`, the mapping around it, must have.
    ///
    /// # Errors
    /// An absent key is a fault; a bad value was one before and gives `None` in silence.
    pub fn required(
        self,
        key: &'static str,
        parent: Span,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<T>> {
        if matches!(self, Field::Missing) {
            faults.push(fault::missing_key(
                Span {
                    end: parent.start,
                    ..parent
                },
                key,
            ));
        }
        self.optional()
    }

    /// The value of a key that may be absent. A bad value, whose fault was reported before, gives `None` too.
    #[must_use]
    pub fn optional(self) -> Option<Spanned<T>> {
        match self {
            Field::Missing | Field::Invalid(_) => None,
            Field::Value(value) => Some(value),
        }
    }

    /// The value, or the default of its type where the key is missing or its value was invalid.
    #[must_use]
    pub fn value_or_default(self) -> T
    where
        T: Default,
    {
        self.optional().map(|field| field.value).unwrap_or_default()
    }

    /// The place of the value, readable or not.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Field::Missing => None,
            Field::Invalid(span) => Some(*span),
            Field::Value(value) => Some(value.span),
        }
    }

    /// Whether the key is not there.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Field::Missing)
    }

    /// The same with a borrowed value.
    #[must_use]
    pub fn as_ref(&self) -> Field<&T> {
        match self {
            Field::Missing => Field::Missing,
            Field::Invalid(span) => Field::Invalid(*span),
            Field::Value(Spanned { value, span }) => Field::Value(Spanned { value, span: *span }),
        }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Field::Missing => Field::Missing,
            Field::Invalid(span) => Field::Invalid(span),
            Field::Value(value) => Field::Value(value.map(f)),
        }
    }
}

impl<T> Field<Vec<Field<T>>> {
    /// The items that could be read; none if the key is absent.
    #[must_use]
    pub fn items(self) -> Vec<Spanned<T>> {
        self.optional()
            .map(|list| valid_items(list.value))
            .unwrap_or_default()
    }

    /// Whether no item is unreadable, so that what is not in the list is nowhere.
    #[must_use]
    pub fn all_valid(&self) -> bool {
        match self {
            Field::Missing => true,
            Field::Invalid(_) => false,
            Field::Value(list) => list
                .value
                .iter()
                .all(|item| !matches!(item, Field::Invalid(_))),
        }
    }
}

/// The items of a list that could be read; the others' faults are reported.
#[must_use]
pub fn valid_items<T>(items: Vec<Field<T>>) -> Vec<Spanned<T>> {
    items.into_iter().filter_map(Field::optional).collect()
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Field<T>, D::Error> {
        deserializer.deserialize_newtype_struct(decode::FIELD, FieldVisitor(PhantomData))
    }
}

struct FieldVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FieldVisitor<T> {
    type Value = Field<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value with its place")
    }

    /// The reader offers one element: the value, or none if it was unreadable. Its place comes beside it.
    fn visit_seq<A: SeqAccess<'de>>(self, mut one: A) -> Result<Field<T>, A::Error> {
        let span = decode::take_span()?;
        Ok(one.next_element()?.map_or(Field::Invalid(span), |value| {
            Field::Value(Spanned { value, span })
        }))
    }
}

/// A mapping whose keys are free, such as component ids, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<T>(pub Vec<(Spanned<String>, Field<T>)>);

impl<T> Default for Entries<T> {
    fn default() -> Entries<T> {
        Entries(Vec::new())
    }
}

impl<T> IntoIterator for Entries<T> {
    type Item = (Spanned<String>, Field<T>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<T>, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("keys with values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<Field<String>, Field<T>>()? {
            entries.extend(key.optional().map(|key| (key, value)));
        }
        Ok(Entries(entries))
    }
}

/// A list, or one value that stands for a list of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<Field<T>>);

impl<T> Default for OneOrMany<T> {
    fn default() -> OneOrMany<T> {
        OneOrMany(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany<T>, D::Error> {
        deserializer.deserialize_newtype_struct(decode::ONE_OR_MANY, ListVisitor(PhantomData))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = OneOrMany<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value or a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMany<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(OneOrMany(values))
    }
}

/// A text, or keys with values that say more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextOrKeys<T> {
    /// The text.
    Text(String),
    /// The keys.
    Keys(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TextOrKeys<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TextOrKeys<T>, D::Error> {
        deserializer
            .deserialize_newtype_struct(decode::TEXT_OR_KEYS, TextOrKeysVisitor(PhantomData))
    }
}

struct TextOrKeysVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for TextOrKeysVisitor<T> {
    type Value = TextOrKeys<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text, or keys with values")
    }

    fn visit_str<E>(self, text: &str) -> Result<TextOrKeys<T>, E> {
        Ok(TextOrKeys::Text(text.to_owned()))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        keys: D,
    ) -> Result<TextOrKeys<T>, D::Error> {
        T::deserialize(keys).map(TextOrKeys::Keys)
    }
}
