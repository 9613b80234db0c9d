//! Rules of `announce:`.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Settings and rules": SECRET_IN_FILE, UNUSED_CHANNEL_KEY, MISSING_UNSUBSCRIBE
}

rule! {
    /// A key that names an environment variable has something else as its value, which may be a secret.
    ///
    /// Whoever has the URL of a chat channel can write to it, and a repository keeps every secret that was ever in it. Set a variable in
    /// the settings of your CI service, and write its name. If the value is a real URL or token, revoke it.
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
    /// announce:
    ///   channels:
    ///     - { id: customers, kind: slack, url_env: https://hooks.slack.com/services/T0/B0/XY }
    ///                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
    /// announce:
    ///   channels:
    ///     - { id: customers, kind: slack, url_env: SLACK_WEBHOOK_URL }
    /// ```
    SECRET_IN_FILE: Error = "secret-in-file"
}

/// The value is not repeated: it may be a secret.
pub(crate) fn secret_in_file(value: Span, key: &str) -> Diagnostic {
    Diagnostic::new(
        &SECRET_IN_FILE,
        value,
        format!("the value of `{key}` is not the name of an environment variable"),
    )
    .help("write a name such as `SLACK_WEBHOOK_URL`; if the value is a secret, revoke it, because the repository keeps it")
}

rule! {
    /// A channel has a key that its kind does not use.
    ///
    /// The key would have no effect, although whoever added it expected one.
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
    /// announce:
    ///   channels:
    ///     - { id: team, kind: slack, url_env: SLACK_WEBHOOK_URL, secret_env: SLACK_SECRET }
    ///                                                                        ^^^^^^^^^^^^
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
    /// announce:
    ///   channels:
    ///     - { id: team, kind: slack, url_env: SLACK_WEBHOOK_URL }
    /// ```
    UNUSED_CHANNEL_KEY: Error = "unused-channel-key"
}

pub(crate) fn unused_channel_key(value: Span, key: &str, kind: &str) -> Diagnostic {
    Diagnostic::new(
        &UNUSED_CHANNEL_KEY,
        value,
        format!("a channel of the kind `{kind}` does not use `{key}`"),
    )
    .help("remove the key, or correct `kind`")
}

rule! {
    /// A mail channel sends more than incidents and urgent maintenance, and has no way to unsubscribe.
    ///
    /// Everyone who uses a product needs to hear about its incidents and about maintenance that cannot wait. Other maintenance, post-mortems
    /// and notices are optional, and email that cannot be unsubscribed from is illegal in many countries and ends in the spam folder. Set
    /// `unsubscribe` to the address of the list manager or to a form, or limit the channel with `kinds: [incidents, urgent-maintenance]`.
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
    /// announce:
    ///   channels:
    ///     - { id: list, kind: mail, url_env: SMTP_URL, from: a@example.com, to: list@example.com }
    ///                         ^^^^
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
    /// announce:
    ///   channels:
    ///     - id: list
    ///       kind: mail
    ///       url_env: SMTP_URL
    ///       from: status@example.com
    ///       to: list@example.com
    ///       unsubscribe: list+unsubscribe@example.com
    /// ```
    MISSING_UNSUBSCRIBE: Error = "missing-unsubscribe"
}

pub(crate) fn missing_unsubscribe(kind: Span) -> Diagnostic {
    Diagnostic::new(
        &MISSING_UNSUBSCRIBE,
        kind,
        "this channel sends more than incidents and urgent maintenance, but recipients cannot unsubscribe".to_owned(),
    )
    .help("add `unsubscribe` with an email address or a URL, or limit the channel with `kinds: [incidents, urgent-maintenance]`")
}
