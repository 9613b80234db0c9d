//! The sentences of the internal site. They are messages of one file, so that they can be read and revised together.

use std::sync::LazyLock;

use crate::view::locale::{Locale, MessageArg};

static SENTENCES: LazyLock<Locale> = LazyLock::new(|| {
    let file = ("en".to_owned(), include_str!("internal.ftl").to_owned());
    // The file is read by a test, so it can always be parsed.
    Locale::new("en", &[file]).unwrap_or_else(|fault| unreachable!("{fault}"))
});

/// A message of `internal.ftl`; use the macro `message`.
pub fn format(key: &str, values: &[(&str, MessageArg)]) -> String {
    SENTENCES.message_with(key, values)
}

/// A message of `internal.ftl` with its values: `message!("trend", verdict = word)`, or `message!("trend", verdict)` for a variable of
/// that name.
macro_rules! message {
    ($locale:ident, $key:expr $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $locale.message_with(
            $key,
            &[$((stringify!($name), message!(@value $name $(= $value)?))),*],
        )
    };
    ($key:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::view::text::message::format(
            $key,
            &[$((stringify!($name), message!(@value $name $(= $value)?))),*],
        )
    };
    (@value $name:ident) => { $crate::view::locale::MessageArg::from($name) };
    (@value $name:ident = $value:expr) => { $crate::view::locale::MessageArg::from($value) };
}
pub(crate) use message;
