//! Rules of the addresses of pages.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};

register! {
    "Texts, links and addresses": ADDRESS_TAKEN, BAD_ALIAS
}

rule! {
    /// Two files, or a file and an alias, claim one address, or the program has a page there.
    ///
    /// One of the two would be lost. Addresses that the program makes itself, such as `/history/`, are taken too. Small and capital letters make
    /// no difference, because some hosts see none.
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

pub(in crate::check) fn address_taken(
    place: Span,
    address: &str,
    first: Option<Span>,
) -> Diagnostic {
    let message = format!("the address `/{address}/` is taken");
    let fault = Diagnostic::new(&ADDRESS_TAKEN, place, message).help("choose another name");
    match first {
        Some(first) => fault.also_at(first, "taken here"),
        None => fault.label("a page of the program has it"),
    }
}

pub(in crate::check) fn file_taken(place: Span, path: &str, first: Option<Span>) -> Diagnostic {
    let message = format!("the address {} is taken", quoted(&format!("/{path}")));
    let fault = Diagnostic::new(&ADDRESS_TAKEN, place, message)
        .help("choose another name, or delete the file");
    match first {
        Some(first) => fault.also_at(first, "taken here"),
        None => fault.label("the program makes it, or keeps the folder for itself"),
    }
}

rule! {
    /// An old address is not a path inside the site.
    ///
    /// An alias is an old address of this very site, from which readers are led to the new one. Another site's addresses cannot be redirected
    /// from here.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    BAD_ALIAS: Error = "bad-alias"
}

pub(in crate::check) fn bad_alias(alias: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &BAD_ALIAS,
        alias.span,
        format!("{} is no address inside the site", quoted(&alias.value)),
    )
    .help("write the path from the site's root, such as `/issues/2019-03-01-outage/`")
}
