//! `announce:` in `site.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Field, OneOrMany, Required};
use super::leaf::{
    AnnouncePolicyWord, AnnouncementKindWord, ChannelKindWord, ComponentRef, Email, EmailOrUrl, Id,
    ImpactWord, Time, Url, VariableName, WebhookFormatWord,
};

/// Messages that `statuary announce` sends.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AnnounceDoc {
    /// Nothing that was published before this time is announced, such as an imported history.
    pub since: Field<Time>,
    /// Where messages go.
    pub channels: Required<Vec<Field<ChannelDoc>>>,
}

/// A channel to which messages are sent.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChannelDoc {
    /// Permanent ID: lowercase letters, digits and hyphens. Sent messages are recorded under this ID; a channel with a new ID starts over.
    pub id: Required<Id>,
    /// Service that receives the messages.
    pub kind: Required<ChannelKindWord>,
    /// Environment variable that contains the URL to send to; for `mail`, that of the server, such as `smtps://user:password@smtp.example.com`. The URL of a chat channel and a password are secrets: never write them in a file.
    pub url_env: Field<VariableName>,
    /// Environment variable that contains the access token, for `ntfy`.
    pub token_env: Field<VariableName>,
    /// Environment variable that contains the secret with which a `webhook` is signed (Standard Webhooks), such as `whsec_…`.
    pub secret_env: Field<VariableName>,
    /// Form of the messages of a `webhook`. The default is `events`.
    pub format: Field<WebhookFormatWord>,
    /// URL of the hub, for `websub`. The feeds name it, so it is no secret.
    pub hub: Field<Url>,
    /// Email address that emails come from, for `mail`. Its name is the title of the site.
    pub from: Field<Email>,
    /// Email address of the mailing list that gets the messages, for `mail`.
    pub to: Field<Email>,
    /// Environment variable that contains the path of a CSV file with recipients, for `mail` without `to`. Columns: `address`, and optionally `components` and `kinds` (IDs and words, separated by blanks; by default all), `language` (a tag such as `de`; by default, and where the theme has no words in it, that of the site) and `token`. The file must be outside of the site's directory.
    pub recipients_env: Field<VariableName>,
    /// Command that prints the recipients as CSV with the same columns, for `mail` without `to`: a list of the program and its arguments. It is run in the site's directory, without a shell.
    pub recipients_command: Field<Vec<Field<String>>>,
    /// Email address or URL to unsubscribe, or a list of both, for `mail`. `{token}` stands for the column `token` of the recipient.
    pub unsubscribe: Field<OneOrMany<EmailOrUrl>>,
    /// Whether a POST request to the `unsubscribe` URL unsubscribes the recipient without confirmation (one-click, RFC 8058). The default is `false`.
    pub one_click: Field<bool>,
    /// PEM file with the certificates of additional certificate authorities (CAs) to trust, for `mail`. Its path is relative to the site's directory.
    pub ca_file: Field<String>,
    /// If `true`, the URL can be `http`, and can lead to a loopback, private or link-local address. The default is `false`.
    pub allow_private: Field<bool>,
    /// Send only messages about these components, and messages that name no component. By default, all.
    pub components: Field<Vec<Field<ComponentRef>>>,
    /// Send only messages of these kinds. By default, all. `maintenance` includes `urgent-maintenance`, which has the key `urgent`.
    pub kinds: Field<Vec<Field<AnnouncementKindWord>>>,
    /// Send only incidents with at least this impact, and their post-mortems. Other messages are not affected.
    pub min_impact: Field<ImpactWord>,
    /// Which updates of an incident or maintenance are sent. The default is `every-update`.
    pub policy: Field<AnnouncePolicyWord>,
}
