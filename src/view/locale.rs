//! The messages of the customers' pages in one language. The one file that names the library for messages.
//!
//! Each language has one file of messages in the syntax of Project Fluent, which knows plurals. A theme's own file replaces single
//! messages or brings another language; what it does not say is said in English.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{CharacterDirection, LanguageIdentifier};

/// The languages that are built in: tag and messages.
pub const BUILTIN_LOCALES: [(&str, &str); 7] = [
    ("en", include_str!("../../themes/default/strings/en.ftl")),
    ("de", include_str!("../../themes/default/strings/de.ftl")),
    ("fr", include_str!("../../themes/default/strings/fr.ftl")),
    ("es", include_str!("../../themes/default/strings/es.ftl")),
    ("pt", include_str!("../../themes/default/strings/pt.ftl")),
    ("ja", include_str!("../../themes/default/strings/ja.ftl")),
    ("ar", include_str!("../../themes/default/strings/ar.ftl")),
];

/// A language that cannot be used, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleError(String);

impl fmt::Display for LocaleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LocaleError {}

/// What stands in place of a variable of a message.
#[derive(Clone, Debug)]
pub enum MessageArg<'a> {
    /// A number that the plural is chosen by.
    Number(usize),
    /// Any text.
    Text(Cow<'a, str>),
}

impl From<usize> for MessageArg<'_> {
    fn from(number: usize) -> Self {
        MessageArg::Number(number)
    }
}

impl From<u64> for MessageArg<'_> {
    fn from(number: u64) -> Self {
        MessageArg::Number(usize::try_from(number).unwrap_or(usize::MAX))
    }
}

impl<'a> From<&'a str> for MessageArg<'a> {
    fn from(text: &'a str) -> Self {
        MessageArg::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for MessageArg<'a> {
    fn from(text: &'a String) -> Self {
        MessageArg::Text(Cow::Borrowed(text))
    }
}

impl From<String> for MessageArg<'_> {
    fn from(text: String) -> Self {
        MessageArg::Text(Cow::Owned(text))
    }
}

/// The messages of one language.
pub struct Locale {
    tag: String,
    right_to_left: bool,
    messages: FluentBundle<FluentResource>,
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Language")
            .field("tag", &self.tag)
            .finish_non_exhaustive()
    }
}

static ENGLISH: LazyLock<Locale> = LazyLock::new(|| {
    // The built-in files are read by a test, so there is always English.
    Locale::new("en", &[]).unwrap_or_else(|fault| unreachable!("{fault}"))
});

impl Locale {
    /// The language with a tag such as `en` or `pt-BR`: the theme's own messages, given as tag and text, over the built-in ones; a
    /// tag with a region takes the messages of its language where it has none of its own.
    ///
    /// # Errors
    /// [`LocaleError`] for a tag that is none, a language without messages, and a file that cannot be read, with its line.
    pub fn new(tag: &str, own: &[(String, String)]) -> Result<Locale, LocaleError> {
        Locale::find(tag, own)?.ok_or_else(|| {
            let all: Vec<&str> = BUILTIN_LOCALES.iter().map(|(name, _)| *name).collect();
            let plain = tag.split('-').next().unwrap_or_default();
            LocaleError(format!(
                "there are no words for the language `{tag}`: use one of {}, or write `strings/{plain}.ftl` in a theme of your own",
                all.join(", ")
            ))
        })
    }

    /// The same; `None` for a language without messages.
    ///
    /// # Errors
    /// [`LocaleError`] for a tag that is none, and a file that cannot be read, with its line.
    pub fn find(tag: &str, own: &[(String, String)]) -> Result<Option<Locale>, LocaleError> {
        let known: LanguageIdentifier = tag
            .parse()
            .map_err(|_| LocaleError(format!("`{tag}` is no language tag")))?;
        let plain = known.language.as_str().to_owned();
        let wanted = |name: &str| name == plain || name.eq_ignore_ascii_case(tag);
        let builtin = BUILTIN_LOCALES
            .iter()
            .copied()
            .filter(|(name, _)| wanted(name));
        let own: Vec<(&str, &str)> = own
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        // The language before its region, so that messages of the region override it.
        let mut own: Vec<(&str, &str)> = own.into_iter().filter(|(name, _)| wanted(name)).collect();
        own.sort_by_key(|(name, _)| name.len());
        let files: Vec<(&str, &str)> = builtin.chain(own).collect();
        if files.is_empty() {
            return Ok(None);
        }
        let mut messages = FluentBundle::new_concurrent(vec![known.clone()]);
        // Marks around each value would end in mails, feeds and titles of windows.
        messages.set_use_isolating(false);
        for (name, text) in [BUILTIN_LOCALES[0]]
            .into_iter()
            .filter(|_| plain != "en")
            .chain(files)
        {
            messages.add_resource_overriding(resource(name, text)?);
        }
        let right_to_left = known.character_direction() == CharacterDirection::RTL;
        Ok(Some(Locale {
            tag: tag.to_owned(),
            right_to_left,
            messages,
        }))
    }

    /// Whether a text is the tag of a language: a code of two or three letters, and perhaps a script and a region.
    pub fn is_tag(text: &str) -> bool {
        let tag: Option<LanguageIdentifier> = text.parse().ok();
        tag.is_some_and(|tag| {
            let code = tag.language.as_str();
            matches!(code.len(), 2 | 3) && code != "und"
        })
    }

    /// English, which the internal site is written in.
    pub fn english() -> &'static Locale {
        &ENGLISH
    }

    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// `rtl` or `ltr`.
    pub fn direction(&self) -> &'static str {
        if self.right_to_left { "rtl" } else { "ltr" }
    }

    /// Whether the font of pictures has its script: Latin, Greek or Cyrillic.
    pub fn is_drawable(&self) -> bool {
        super::card::is_drawable(&self.message("banner-operational"))
    }

    /// A message without values.
    pub fn message(&self, key: &str) -> String {
        self.message_with(key, &[])
    }

    /// A message with values. One that no file has is shown by its key, which a test of every template and call finds.
    pub fn message_with(&self, key: &str, values: &[(&str, MessageArg)]) -> String {
        let Some(pattern) = self
            .messages
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return key.to_owned();
        };
        let mut given = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            let value = match value {
                MessageArg::Number(number) => FluentValue::from(*number),
                MessageArg::Text(text) => FluentValue::from(text.as_ref()),
            };
            given.set(*name, value);
        }
        // What is missing stands in the text as the name of its variable; tests compare the variables of all languages.
        self.messages
            .format_pattern(pattern, Some(&given), &mut Vec::new())
            .into_owned()
    }

    /// Whether a message is known.
    pub fn has(&self, key: &str) -> bool {
        self.messages.has_message(key)
    }
}

fn resource(name: &str, text: &str) -> Result<FluentResource, LocaleError> {
    FluentResource::try_new(text.to_owned()).map_err(|(_, faults)| {
        let place = faults.first().map_or(0, |fault| fault.pos.start);
        let line = text.get(..place).unwrap_or_default().matches('\n').count() + 1;
        let reason = faults
            .first()
            .map_or_else(String::new, |fault| fault.kind.to_string());
        LocaleError(format!("strings/{name}.ftl:{line}: {reason}"))
    })
}
