//! Rules of `site.yaml`.

use crate::base::diagnostic::{Diagnostic, nearest, quoted, quoted_alternatives};
use crate::base::rule::{register, rule};
use crate::base::source::Spanned;

register! {
    "Settings and rules": UNKNOWN_VERSION, BAD_URL, BAD_EMAIL, UNKNOWN_ZONE, BAD_LANGUAGE, LANGUAGE_WITHOUT_WORDS, UNKNOWN_THEME
}

rule! {
    /// The content format has no such version.
    ///
    /// The version is there so that an old program never misreads a new file. Write `version: 1`, or use a newer program.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 2
    ///          ^
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// ```
    UNKNOWN_VERSION: Error = "unknown-version"
}

pub(in crate::check) fn unknown_version(version: &Spanned<u64>) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_VERSION,
        version.span,
        format!("version {} of the content format is unknown", version.value),
    )
    .help("write `version: 1`, or use a newer program")
}

rule! {
    /// An address is not a whole one with `https://` or `http://`.
    ///
    /// Feeds, mails and other programs need whole addresses; without the scheme they would lead nowhere.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: status.example.com
    ///      ^^^^^^^^^^^^^^^^^^
    /// time_zone: Etc/UTC
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// ```
    BAD_URL: Error = "bad-url"
}

pub(in crate::check) fn bad_url(url: &Spanned<String>, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_URL,
        url.span,
        format!("{} is no address: {reason}", quoted(&url.value)),
    )
    .help("write a whole address, such as `https://status.example.com/`")
}

rule! {
    /// A mail address is none.
    ///
    /// Customers in trouble write to it, so it must be one that mail programs understand: one name, one `@`, one host.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// support: { email: support at example.com }
    ///                   ^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// support: { email: support@example.com }
    /// ```
    BAD_EMAIL: Error = "bad-email"
}

pub(in crate::check) fn bad_email(email: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &BAD_EMAIL,
        email.span,
        format!("{} is no mail address", quoted(&email.value)),
    )
    .help("write one address, such as `support@example.com`")
}

rule! {
    /// There is no such time zone.
    ///
    /// The zone decides where days begin and how times without a zone are read. Use a name of the IANA list, such as `Europe/Berlin`;
    /// abbreviations such as `CST` mean several zones.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Europe/Berln
    ///            ^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Europe/Berlin
    /// ```
    UNKNOWN_ZONE: Error = "unknown-zone"
}

pub(in crate::check) fn unknown_zone(
    zone: &Spanned<String>,
    names: impl Iterator<Item = &'static str>,
) -> Diagnostic {
    let names: Vec<&str> = names.collect();
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let near = nearest(&zone.value, lower.iter().map(String::as_str));
    let near = near.and_then(|found| {
        names
            .iter()
            .copied()
            .find(|name| name.to_lowercase() == found)
    });
    Diagnostic::new(
        &UNKNOWN_ZONE,
        zone.span,
        format!("{} is no time zone", quoted(&zone.value)),
    )
    .help("write an IANA name, such as `Europe/Berlin` or `Etc/UTC`")
    .suggest(near)
}

rule! {
    /// The language is no tag such as `en` or `pt-BR`.
    ///
    /// Screen readers choose their voice by it, browsers their hyphens. A tag is a language and perhaps a region, with a hyphen.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// language: en_GB
    ///           ^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// language: en-GB
    /// ```
    BAD_LANGUAGE: Error = "bad-language"
}

pub(in crate::check) fn bad_language(language: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &BAD_LANGUAGE,
        language.span,
        format!("{} is no language tag", quoted(&language.value)),
    )
    .help("write a tag such as `en`, `de` or `pt-BR`")
}

rule! {
    /// There are no words for the language: neither the program nor a theme brings them.
    ///
    /// Pages would be in another language than they say, and screen readers would pronounce it wrongly. The words of one more language are a file
    /// of messages in a theme of your own: `themes/default/strings/nl.ftl`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// language: nl
    ///           ^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// language: de
    /// ```
    LANGUAGE_WITHOUT_WORDS: Error = "language-without-words"
}

pub(in crate::check) fn no_words(language: &Spanned<String>, known: &[String]) -> Diagnostic {
    let message = format!(
        "there are no words for the language {}",
        quoted(&language.value)
    );
    let plain = language.value.split('-').next().unwrap_or_default();
    let known = quoted_alternatives(known.iter().map(String::as_str));
    Diagnostic::new(&LANGUAGE_WITHOUT_WORDS, language.span, message).help(format!(
        "write {known}, or the messages of your language in `themes/default/strings/{plain}.ftl`"
    ))
}

rule! {
    /// There is no theme of this name: neither inside the program nor in the site's folder `themes/`.
    ///
    /// The site would have to be made in another look than it asks for. A theme is a folder in `themes/`; `statuary theme eject` begins one.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// look: { theme: gazete }
    ///                ^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// look: { theme: gazette }
    /// ```
    UNKNOWN_THEME: Error = "unknown-theme"
}

pub(in crate::check) fn unknown_theme(theme: &Spanned<String>, known: &[String]) -> Diagnostic {
    let message = format!(
        "there is no theme {} inside the program or in `themes/`",
        quoted(&theme.value)
    );
    let known = || known.iter().map(String::as_str);
    Diagnostic::new(&UNKNOWN_THEME, theme.span, message)
        .help(format!(
            "write {}, or make a folder `themes/{}`",
            quoted_alternatives(known()),
            theme.value
        ))
        .suggest(nearest(&theme.value, known()))
}
