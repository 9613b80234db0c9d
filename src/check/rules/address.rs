//! Rules of the addresses of pages.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::model::route::NOT_IN_ADDRESSES;

register! {
    "Texts, links and addresses": ADDRESS_TAKEN, INVALID_ALIAS
}

rule! {
    /// Two files, or a file and an alias, have the same URL, or the URL is reserved.
    ///
    /// One of the two would be lost. URLs of generated pages, such as `/history/`, are reserved. Upper and lower case count as the
    /// same, because some hosts do not distinguish them.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/history.md -->
    /// ---
    /// ^
    /// title: Our history
    /// ---
    /// We began in 2007.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- pages/our-history.md -->
    /// ---
    /// title: Our history
    /// ---
    /// We began in 2007.
    /// ```
    ADDRESS_TAKEN: Error = "address-taken"
}

pub(crate) fn address_taken(place: Span, address: &str, first: Option<Span>) -> Diagnostic {
    let message = format!("the URL `/{address}/` is already in use");
    let fault = Diagnostic::new(&ADDRESS_TAKEN, place, message).help("choose another name");
    match first {
        Some(first) => fault.also_at(first, "used here"),
        None => fault.label("reserved for a generated page"),
    }
}

pub(crate) fn file_taken(place: Span, path: &str, first: Option<Span>) -> Diagnostic {
    let message = format!("the URL {} is already in use", quoted(&format!("/{path}")));
    let fault = Diagnostic::new(&ADDRESS_TAKEN, place, message)
        .help("choose another name, or delete the file");
    match first {
        Some(first) => fault.also_at(first, "used here"),
        None => fault.label("reserved for a generated file or directory"),
    }
}

rule! {
    /// An alias is not a path inside the site.
    ///
    /// An alias is an old URL of this site that redirects to the new one. URLs of other sites cannot be redirected from here. Letters of
    /// every script are allowed, percent-encoded or not. Characters that some systems forbid in file names, such as `:` and `?`, are not
    /// allowed.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// aliases: [ "https://old.example.com/5" ]
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// aliases: [ /issues/5/ ]
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    INVALID_ALIAS: Error = "invalid-alias"
}

pub(crate) fn invalid_alias(alias: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &INVALID_ALIAS,
        alias.span,
        format!(
            "invalid alias {}: expected a path inside the site",
            quoted(&alias.value)
        ),
    )
    .help(format!(
        "use a path from the site's root, such as `/issues/2019-03-01-outage/`, without any of `{NOT_IN_ADDRESSES}`"
    ))
}
