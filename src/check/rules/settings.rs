//! Rules of `site.yaml`.

use crate::base::diagnostic::{Diagnostic, nearest, quoted, quoted_alternatives};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};

register! {
    "Settings and rules": UNKNOWN_VERSION, INVALID_URL, MISSING_SITE_ID, INVALID_EMAIL, UNKNOWN_ZONE, INVALID_LANGUAGE, MISSING_TRANSLATION, UNKNOWN_THEME
}

rule! {
    /// The version of the content format is not supported.
    ///
    /// The version keeps an old program from misreading a newer file. Write `version: 1`, or update statuary.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 2
    ///          ^
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
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
    /// site_id: example
    /// time_zone: Etc/UTC
    /// ```
    UNKNOWN_VERSION: Error = "unknown-version"
}

pub(crate) fn unknown_version(version: &Spanned<u64>) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_VERSION,
        version.span,
        format!("unknown version {} of the content format", version.value),
    )
    .help("write `version: 1`, or update statuary")
}

rule! {
    /// A URL does not begin with `https://` or `http://`.
    ///
    /// Feeds, email and other programs need complete URLs.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: status.example.com
    ///      ^^^^^^^^^^^^^^^^^^
    /// site_id: example
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
    /// site_id: example
    /// time_zone: Etc/UTC
    /// ```
    INVALID_URL: Error = "invalid-url"
}

pub(crate) fn invalid_url(url: &Spanned<String>, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &INVALID_URL,
        url.span,
        format!("invalid URL {}: {reason}", quoted(&url.value)),
    )
    .help("use a complete URL such as `https://status.example.com/`")
}

rule! {
    /// `site.yaml` has no `site_id`.
    ///
    /// Feed readers, calendars and the Statuspage API tell items apart by their IDs, which must be unique among all sites and never change.
    /// They are made from `site_id`. Without it they are made from `url`, and when the site moves to another URL, every subscriber gets
    /// every item again. For a site that is published already, use its URL as `site_id`, which keeps its IDs. `statuary new site` writes
    /// a random one.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
    /// site_id: https://status.example.com/
    /// time_zone: Etc/UTC
    /// ```
    MISSING_SITE_ID: Warning = "missing-site-id"
}

pub(in crate::check) fn missing_site_id(url: Span, value: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_SITE_ID,
        url,
        "the IDs in feeds and calendars are made from this URL, and will change with it".to_owned(),
    )
    .help(format!(
        "add the line `site_id: {value}`, which keeps all IDs as they are, and never change it"
    ))
}

rule! {
    /// An email address is invalid.
    ///
    /// Customers with problems write to it, so it must have the form that mail programs accept: one name, one `@`, one host.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
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
    /// site_id: example
    /// time_zone: Etc/UTC
    /// support: { email: support@example.com }
    /// ```
    INVALID_EMAIL: Error = "invalid-email"
}

pub(crate) fn invalid_email(email: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &INVALID_EMAIL,
        email.span,
        format!("invalid email address {}", quoted(&email.value)),
    )
    .help("use a single address such as `support@example.com`")
}

rule! {
    /// The time zone does not exist.
    ///
    /// The time zone decides when days begin and how times without an offset are read. Use an IANA name such as `Europe/Berlin`;
    /// abbreviations such as `CST` are ambiguous.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
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
    /// site_id: example
    /// time_zone: Europe/Berlin
    /// ```
    UNKNOWN_ZONE: Error = "unknown-zone"
}

pub(crate) fn unknown_zone(
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
        format!("unknown time zone {}", quoted(&zone.value)),
    )
    .help("use an IANA name such as `Europe/Berlin` or `Etc/UTC`")
    .suggest(near)
}

rule! {
    /// The language is not a tag such as `en` or `pt-BR`.
    ///
    /// Screen readers choose a voice by it, and browsers choose hyphenation rules. A tag is a language and, optionally, a hyphen and a
    /// region.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
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
    /// site_id: example
    /// time_zone: Etc/UTC
    /// language: en-GB
    /// ```
    INVALID_LANGUAGE: Error = "invalid-language"
}

pub(crate) fn invalid_language(language: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &INVALID_LANGUAGE,
        language.span,
        format!("invalid language tag {}", quoted(&language.value)),
    )
    .help("use a tag such as `en`, `de` or `pt-BR`")
}

rule! {
    /// The language has no translation, either built in or in a theme.
    ///
    /// Pages would be in a different language from the one they declare, and screen readers would mispronounce them. To add a
    /// language, write its messages in a theme: `themes/default/strings/nl.ftl`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
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
    /// site_id: example
    /// time_zone: Etc/UTC
    /// language: de
    /// ```
    MISSING_TRANSLATION: Error = "missing-translation"
}

pub(crate) fn no_words(language: &Spanned<String>, known: &[String]) -> Diagnostic {
    let message = format!(
        "no translation for the language {}",
        quoted(&language.value)
    );
    let plain = language.value.split('-').next().unwrap_or_default();
    let known = quoted_alternatives(known.iter().map(String::as_str));
    Diagnostic::new(&MISSING_TRANSLATION, language.span, message).help(format!(
        "use {known}, or add a translation in `themes/default/strings/{plain}.ftl`"
    ))
}

rule! {
    /// The theme is neither built in nor in the site's `themes/` directory.
    ///
    /// A theme is a directory in `themes/`. To start one, copy a built-in file into it, for example
    /// `statuary theme eject --theme acme extra.css`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
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
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { theme: gazette }
    /// ```
    UNKNOWN_THEME: Error = "unknown-theme"
}

pub(crate) fn unknown_theme(theme: &Spanned<String>, known: &[String]) -> Diagnostic {
    let message = format!(
        "unknown theme {}: it is neither built in nor in `themes/`",
        quoted(&theme.value)
    );
    let known = || known.iter().map(String::as_str);
    Diagnostic::new(&UNKNOWN_THEME, theme.span, message)
        .help(format!(
            "use {}, or create the directory `themes/{}`",
            quoted_alternatives(known()),
            theme.value
        ))
        .suggest(nearest(&theme.value, known()))
}
