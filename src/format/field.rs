//! The value of a key: missing, invalid, or a value with its place in the file.
//!
//! A raw document is a plain struct whose fields are [`Field`] or [`Required`]. An invalid value is reported where it is found and becomes
//! [`Field::Invalid`], so its siblings are still read.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::rules::missing_key;
use super::yaml::MISSING;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Span, Spanned};

/// The name by which [`Field`] asks the deserializer of `parse` for a value with its place.
pub const FIELD: &str = "\0field";

/// The name by which [`OneOrMany`] asks for a list even where the file has a single value.
pub const ONE_OR_MANY: &str = "\0one or many";

/// The name by which [`TextOrKeys`] asks for a text or a mapping.
pub const TEXT_OR_KEYS: &str = "\0text or keys";

thread_local! {
    /// The place of the value that `Field` is about to take. serde's data model can carry numbers but no file id, so the place travels
    /// beside it: it is set right before the visitor is called and taken first thing by the visitor.
    static CURRENT_SPAN: Cell<Option<Span>> = const { Cell::new(None) };
}

/// Sets the place for the `Field` that is deserialized next.
pub fn set_span(span: Span) {
    CURRENT_SPAN.set(Some(span));
}

/// The value of a key. Only the deserializer of `parse` can read one, because serde itself has no notion of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// The file does not have the key.
    #[default]
    Missing,
    /// The value could not be read, and that is already reported.
    Invalid(Span),
    /// The value.
    Value(Spanned<T>),
}

impl<T> Field<T> {
    /// A value that is to be written, and is at no place yet.
    pub fn new(value: T) -> Field<T> {
        let span = Span {
            file: FileId::FIRST,
            start: 0,
            end: 0,
        };
        Field::Value(Spanned { value, span })
    }

    /// An optional value that is to be written.
    pub fn from_option(value: Option<T>) -> Field<T> {
        value.map_or(Field::Missing, Field::new)
    }

    /// The value. A missing key and an invalid value, which is already reported, both give `None`.
    pub fn optional(self) -> Option<Spanned<T>> {
        match self {
            Field::Missing | Field::Invalid(_) => None,
            Field::Value(value) => Some(value),
        }
    }

    /// The value, or the default of its type where the key is missing or its value is invalid.
    pub fn value_or_default(self) -> T
    where
        T: Default,
    {
        self.optional().map(|field| field.value).unwrap_or_default()
    }

    /// The place of the value, valid or not.
    pub fn span(&self) -> Option<Span> {
        match self {
            Field::Missing => None,
            Field::Invalid(span) => Some(*span),
            Field::Value(value) => Some(value.span),
        }
    }

    pub fn is_missing(&self) -> bool {
        matches!(self, Field::Missing)
    }

    pub fn as_ref(&self) -> Field<&T> {
        match self {
            Field::Missing => Field::Missing,
            Field::Invalid(span) => Field::Invalid(*span),
            Field::Value(Spanned { value, span }) => Field::Value(Spanned { value, span: *span }),
        }
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Field::Missing => Field::Missing,
            Field::Invalid(span) => Field::Invalid(span),
            Field::Value(value) => Field::Value(value.map(f)),
        }
    }
}

impl<T: Into<String>> Field<T> {
    /// The text of a leaf type.
    pub fn text(self) -> Field<String> {
        self.map(Into::into)
    }
}

impl<T> Field<Vec<Field<T>>> {
    /// A list that is to be written. An empty one is left out.
    pub fn from_list(list: Vec<Field<T>>) -> Field<Vec<Field<T>>> {
        Field::from_option(Some(list).filter(|list| !list.is_empty()))
    }

    /// The valid items; none if the key is missing.
    pub fn items(self) -> Vec<Spanned<T>> {
        self.optional()
            .map(|list| valid_items(list.value))
            .unwrap_or_default()
    }

    /// Whether no item is invalid, so that an item which is not in the list is nowhere.
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

impl<T: Into<String>> Field<Vec<Field<T>>> {
    /// The texts of the valid items.
    pub fn texts(self) -> Vec<Spanned<String>> {
        self.items()
            .into_iter()
            .map(|item| item.map(Into::into))
            .collect()
    }
}

/// The valid items of a list. The others are already reported.
pub fn valid_items<T>(items: Vec<Field<T>>) -> Vec<Spanned<T>> {
    items.into_iter().filter_map(Field::optional).collect()
}

/// The field of a key that every file must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required<T>(pub Field<T>);

impl<T> Default for Required<T> {
    fn default() -> Required<T> {
        Required(Field::Missing)
    }
}

impl<T> std::ops::Deref for Required<T> {
    type Target = Field<T>;

    fn deref(&self) -> &Field<T> {
        &self.0
    }
}

impl<T> Required<T> {
    /// A value that is to be written.
    pub fn new(value: T) -> Required<T> {
        Required(Field::new(value))
    }

    /// The value, where something else reports that the key is missing.
    pub fn optional(self) -> Option<Spanned<T>> {
        self.0.optional()
    }

    /// The value. `parent` is the place of the mapping that has the key.
    ///
    /// # Errors
    /// Reports a missing key. An invalid value is already reported and gives `None`.
    pub fn required(
        self,
        key: &'static str,
        parent: Span,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<T>> {
        if self.is_missing() {
            faults.push(missing_key(parent, key));
        }
        self.0.optional()
    }
}

impl<T: Into<String>> Required<T> {
    /// The text of a leaf type.
    pub fn text(self) -> Required<String> {
        Required(self.0.text())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Required<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Required<T>, D::Error> {
        Field::deserialize(deserializer).map(Required)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Field<T>, D::Error> {
        deserializer.deserialize_newtype_struct(FIELD, FieldVisitor(PhantomData))
    }
}

struct FieldVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FieldVisitor<T> {
    type Value = Field<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value with its place")
    }

    /// The deserializer of `parse` offers one element: the value, or none if it is invalid. Its place comes by [`set_span`].
    fn visit_seq<A: SeqAccess<'de>>(self, mut one: A) -> Result<Field<T>, A::Error> {
        let span = CURRENT_SPAN
            .take()
            .ok_or_else(|| de::Error::custom("a value of a content file"))?;
        Ok(one.next_element()?.map_or(Field::Invalid(span), |value| {
            Field::Value(Spanned { value, span })
        }))
    }
}

/// A mapping whose keys are chosen by authors, such as component ids, in the order of the file. `K` is the leaf type of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<K, T> {
    pub list: Vec<(Spanned<String>, Field<T>)>,
    key: PhantomData<K>,
}

impl<K, T> Default for Entries<K, T> {
    fn default() -> Entries<K, T> {
        Entries {
            list: Vec::new(),
            key: PhantomData,
        }
    }
}

impl<K, T> IntoIterator for Entries<K, T> {
    type Item = (Spanned<String>, Field<T>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'de, K, T: Deserialize<'de>> Deserialize<'de> for Entries<K, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<K, T>, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<K, T>(PhantomData<(K, T)>);

impl<'de, K, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<K, T> {
    type Value = Entries<K, T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("keys with values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<K, T>, A::Error> {
        let mut entries = Entries::default();
        while let Some((key, value)) = map.next_entry::<Field<String>, Field<T>>()? {
            entries.list.extend(key.optional().map(|key| (key, value)));
        }
        Ok(entries)
    }
}

impl<K, T> FromIterator<(String, T)> for Entries<K, T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Entries<K, T> {
        let list = entries.into_iter().filter_map(|(key, value)| {
            let key = Field::new(key).optional()?;
            Some((key, Field::new(value)))
        });
        Entries {
            list: list.collect(),
            key: PhantomData,
        }
    }
}

/// A list, or a single value that stands for a list of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<Field<T>>);

impl<T> Default for OneOrMany<T> {
    fn default() -> OneOrMany<T> {
        OneOrMany(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany<T>, D::Error> {
        deserializer.deserialize_newtype_struct(ONE_OR_MANY, ListVisitor(PhantomData))
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

/// A text, or a mapping that has more details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextOrKeys<T> {
    Text(String),
    Keys(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TextOrKeys<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TextOrKeys<T>, D::Error> {
        deserializer.deserialize_newtype_struct(TEXT_OR_KEYS, TextOrKeysVisitor(PhantomData))
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

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Field::Value(value) => value.value.serialize(serializer),
            Field::Missing | Field::Invalid(_) => {
                serializer.serialize_newtype_variant("Field", 0, MISSING, &())
            }
        }
    }
}

impl<T: Serialize> Serialize for Required<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<K, T: Serialize> Serialize for Entries<K, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.list.len()))?;
        for (key, value) in &self.list {
            map.serialize_entry(&key.value, value)?;
        }
        map.end()
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            many => serializer.collect_seq(many),
        }
    }
}

impl<T: Serialize> Serialize for TextOrKeys<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            TextOrKeys::Text(text) => serializer.serialize_str(text),
            TextOrKeys::Keys(keys) => keys.serialize(serializer),
        }
    }
}
