//! Rules of what a site decides about rules: `rules:` in `site.yaml` and `statuary-allow` comments.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::Spanned;

register! {
    "Settings and rules": UNKNOWN_RULE, CLOCK_RULE, ALLOWED_WITHOUT_REASON, ALLOWED_FOR_NOTHING
}

rule! {
    /// A rule that there is not, or that no site can decide on.
    ///
    /// A misspelt rule would stay on, or off, and nobody would know. Only warnings can be decided on: what is wrong without any doubt stops
    /// publishing on every site.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
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
    /// time_zone: Etc/UTC
    /// rules: { short-notice: off }
    /// ```
    UNKNOWN_RULE: Error = "unknown-rule"
}

pub(in crate::check) fn unknown_rule(name: &Spanned<String>, known: &[&'static str]) -> Diagnostic {
    let message = format!(
        "{} is no rule that a site can decide on",
        quoted(&name.value)
    );
    Diagnostic::new(&UNKNOWN_RULE, name.span, message)
        .help("only warnings can be set or allowed; the manual lists all rules")
        .suggest(nearest(&name.value, known.iter().copied()))
}

rule! {
    /// A rule that depends on the clock is set to `error`.
    ///
    /// A file that was good yesterday must still build today, or the site stops at night without anybody having changed anything. So rules that
    /// depend on the clock warn and never stop.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
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
    /// time_zone: Etc/UTC
    /// rules: { open-for-long: warn }
    /// ```
    CLOCK_RULE: Error = "clock-rule"
}

pub(in crate::check) fn clock_rule(name: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "{} depends on the clock, so it cannot be an error",
        quoted(&name.value)
    );
    Diagnostic::new(&CLOCK_RULE, name.span, message)
        .help("write `warn` or `off`: what was merged yesterday must still build today")
}

rule! {
    /// A comment allows a rule and does not say why.
    ///
    /// The reviewer of next year wants to know why. A few words after the colon are enough.
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
    ///   - { at: 2026-11-03T15:09Z, status: resolved, text: It is over. }
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
    ///   # statuary-allow first-update-late: the alarm was mended in November
    ///   - { at: 2026-11-03T15:09Z, status: resolved, text: It is over. }
    /// ```
    ALLOWED_WITHOUT_REASON: Error = "allowed-without-reason"
}

pub(in crate::check) fn allowed_without_reason(rule: &Spanned<String>) -> Diagnostic {
    let message = format!("{} is allowed here without a reason", quoted(&rule.value));
    Diagnostic::new(&ALLOWED_WITHOUT_REASON, rule.span, message)
        .help(format!("write `{}: ` and why", rule.value))
}

rule! {
    /// A comment allows a rule that nothing breaks there.
    ///
    /// Comments that allow what does not happen hide the next mistake at their place. Delete it, or put it right above what it is about.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   # statuary-allow first-update-late: the alarm was late
    ///                    ^^^^^^^^^^^^^^^^^
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
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ALLOWED_FOR_NOTHING: Warning = "allowed-for-nothing"
}

pub(in crate::check) fn allowed_for_nothing(rule: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "{} is allowed here, but nothing breaks it",
        quoted(&rule.value)
    );
    Diagnostic::new(&ALLOWED_FOR_NOTHING, rule.span, message)
        .help("delete the comment, or put it right above what it is about")
}
