//! Rules of what a site decides about rules: `rules:` in `site.yaml` and `statuary-allow` comments.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::Spanned;

register! {
    "Settings and rules": UNKNOWN_RULE, CLOCK_RULE, ALLOW_WITHOUT_REASON, UNUSED_ALLOW
}

rule! {
    /// The rule does not exist, or it is an error on every site.
    ///
    /// Only warnings can be changed in `rules:` or allowed by a comment; errors stop publishing on every site. A misspelled rule would be ignored.
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
    /// rules: { short-notices: off }
    ///          ^^^^^^^^^^^^^
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
    /// rules: { short-notice: off }
    /// ```
    UNKNOWN_RULE: Error = "unknown-rule"
}

pub(crate) fn fixed_rule(name: &Spanned<String>) -> Diagnostic {
    let message = format!("the rule {} is an error on every site", quoted(&name.value));
    Diagnostic::new(&UNKNOWN_RULE, name.span, message)
        .help("delete it; only warnings can be changed or allowed")
}

pub(crate) fn unknown_rule(name: &Spanned<String>, known: &[&'static str]) -> Diagnostic {
    let message = format!("unknown rule {}", quoted(&name.value));
    Diagnostic::new(&UNKNOWN_RULE, name.span, message)
        .help("use the ID of a warning; run `statuary explain` for the list of rules")
        .suggest(nearest(&name.value, known.iter().copied()))
}

rule! {
    /// A rule that depends on the clock is set to `error`.
    ///
    /// A site that was valid yesterday must still build today, even if nobody changed anything. Rules that depend on the clock can
    /// therefore only be warnings.
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
    /// rules: { open-for-long: error }
    ///          ^^^^^^^^^^^^^
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
    /// rules: { open-for-long: warn }
    /// ```
    CLOCK_RULE: Error = "clock-rule"
}

pub(crate) fn clock_rule(name: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "{} depends on the clock and cannot be an error",
        quoted(&name.value)
    );
    Diagnostic::new(&CLOCK_RULE, name.span, message)
        .help("use `warn` or `off`; a site that was valid yesterday must still build today")
}

rule! {
    /// A `statuary-allow` comment gives no reason.
    ///
    /// Later reviewers need to know why the rule is ignored here. Add a few words after the colon.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   # statuary-allow first-update-late
    ///                    ^^^^^^^^^^^^^^^^^
    ///   - { at: 2026-11-03T15:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   # statuary-allow first-update-late: the alert was fixed in November
    ///   - { at: 2026-11-03T15:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ALLOW_WITHOUT_REASON: Error = "allow-without-reason"
}

pub(crate) fn allow_without_reason(rule: &Spanned<String>) -> Diagnostic {
    let message = format!("{} is allowed here without a reason", quoted(&rule.value));
    Diagnostic::new(&ALLOW_WITHOUT_REASON, rule.span, message)
        .help(format!("add the reason: `{}: <reason>`", rule.value))
}

rule! {
    /// A `statuary-allow` comment has no effect.
    ///
    /// An unused comment can hide a later mistake at the same place. Delete it, or put it directly above the line it is about.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   # statuary-allow next-update-missed: it was short
    ///                    ^^^^^^^^^^^^^^^^^^
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
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    UNUSED_ALLOW: Warning = "unused-allow"
}

pub(crate) fn unused_allow(rule: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "{} is allowed here, but does not occur",
        quoted(&rule.value)
    );
    Diagnostic::new(&UNUSED_ALLOW, rule.span, message)
        .help("delete the comment, or put it directly above the line it is about")
}
