//! Which messages are sent where.

use crate::base::id::{ChannelId, ComponentId};
use crate::base::time::Moment;
use crate::base::vocabulary::{Vocabulary, words};
use crate::model::incident::Impact;
use crate::model::site::ContactAddress;

/// `announce:` of `site.yaml`.
#[derive(Clone, Debug, Default)]
pub struct AnnounceSettings {
    /// What was published before it is never announced.
    pub since: Option<Moment>,
    pub channels: Vec<Channel>,
}

/// Somewhere that messages are sent to.
#[derive(Clone, Debug)]
pub struct Channel {
    pub id: ChannelId,
    pub transport: Transport,
    pub filter: ChannelFilter,
}

/// How messages get there. Secrets are named, and are in the environment.
#[derive(Clone, Debug)]
pub enum Transport {
    Chat {
        service: ChatService,
        endpoint: Endpoint,
    },
    Webhook {
        format: WebhookFormat,
        endpoint: Endpoint,
        /// What messages are signed with.
        secret: Option<VariableName>,
    },
    Mail(MailChannel),
    /// A hub that is told that the feeds have changed.
    WebSub {
        hub: String,
        allow_private: bool,
    },
}

/// Mails by way of a server.
#[derive(Clone, Debug)]
pub struct MailChannel {
    /// The URL of the server, with the password.
    pub server: VariableName,
    pub from: String,
    pub recipients: MailRecipients,
    /// How recipients unsubscribe, each way is enough. `{token}` stands for what the list says about one.
    pub unsubscribe: Vec<ContactAddress>,
    /// Whether a request by POST to a URL of them is enough.
    pub one_click: bool,
    /// A file with more certificates of authorities.
    pub ca_file: Option<String>,
    pub allow_private: bool,
}

impl MailChannel {
    /// Whether a way to unsubscribe differs from recipient to recipient.
    pub fn needs_tokens(&self) -> bool {
        let mut ways = self.unsubscribe.iter();
        ways.any(|address| address.text().contains("{token}"))
    }
}

/// Who gets mails.
#[derive(Clone, Debug)]
pub enum MailRecipients {
    /// One address, which a list manager serves.
    List(String),
    /// One message each to the addresses of a file.
    File(VariableName),
    /// The same to the addresses that a command prints: the program and its arguments.
    Command(Vec<String>),
}

/// An address that is a secret.
#[derive(Clone, Debug)]
pub struct Endpoint {
    pub url: VariableName,
    pub token: Option<VariableName>,
    /// Whether it can lead to addresses that only this network has.
    pub allow_private: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChatService {
    Slack,
    Teams,
    Discord,
    Mattermost,
    GoogleChat,
    Ntfy,
}

/// The name of an environment variable: capital letters, digits and underscores.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VariableName(String);

impl VariableName {
    pub fn new(text: &str) -> Option<VariableName> {
        let first = |b: u8| b.is_ascii_uppercase() || b == b'_';
        let valid = text.bytes().next().is_some_and(first)
            && text.bytes().all(|b| first(b) || b.is_ascii_digit());
        valid.then(|| VariableName(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which messages a channel gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelFilter {
    /// Every kind, if it is empty.
    pub kinds: Vec<AnnouncementKind>,
    /// Everything, if it is empty.
    pub components: Vec<ComponentId>,
    pub min_impact: Impact,
    pub policy: AnnouncePolicy,
}

impl AnnounceSettings {
    /// The hubs that feeds have to name.
    pub fn hubs(&self) -> Vec<String> {
        let hubs = self
            .channels
            .iter()
            .filter_map(|channel| match &channel.transport {
                Transport::WebSub { hub, .. } => Some(hub.clone()),
                _ => None,
            });
        hubs.collect()
    }
}

impl Transport {
    pub fn kind(&self) -> ChannelKind {
        match self {
            Transport::Webhook { .. } => ChannelKind::Webhook,
            Transport::WebSub { .. } => ChannelKind::WebSub,
            Transport::Mail(_) => ChannelKind::Mail,
            Transport::Chat { service, .. } => match service {
                ChatService::Slack => ChannelKind::Slack,
                ChatService::Teams => ChannelKind::Teams,
                ChatService::Discord => ChannelKind::Discord,
                ChatService::Mattermost => ChannelKind::Mattermost,
                ChatService::GoogleChat => ChannelKind::GoogleChat,
                ChatService::Ntfy => ChannelKind::Ntfy,
            },
        }
    }

    /// Whether the receiver can tell that it has a message already, by a permanent id.
    pub fn recognizes_repeats(&self) -> bool {
        match self {
            Transport::Chat { .. } => false,
            // A mail has the same Message-ID each time.
            Transport::Webhook { .. } | Transport::WebSub { .. } | Transport::Mail(_) => true,
        }
    }
}

impl ChannelFilter {
    /// Whether nothing passes but what everybody has to hear of.
    pub fn is_critical_only(&self) -> bool {
        !self.kinds.is_empty() && self.kinds.iter().all(|kind| kind.is_critical())
    }

    /// The same for the same filter.
    pub fn name(&self) -> String {
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.word()).collect();
        let components: Vec<&str> = self.components.iter().map(ComponentId::as_str).collect();
        [
            kinds.join(","),
            components.join(","),
            self.min_impact.word().to_owned(),
            self.policy.word().to_owned(),
        ]
        .join(" ")
    }
}

words! {
    "kind of channel";
    pub enum ChannelKind {
        Slack = "slack",
        Teams = "teams",
        Discord = "discord",
        Mattermost = "mattermost",
        GoogleChat = "google-chat",
        Ntfy = "ntfy",
        Webhook = "webhook",
        WebSub = "websub",
        Mail = "mail",
    }
}

words! {
    "kind of message";
    pub enum AnnouncementKind {
        Incidents = "incidents",
        Maintenance = "maintenance",
        /// Maintenance that could not be announced in time, which is of the kind `maintenance` too.
        UrgentMaintenance = "urgent-maintenance",
        Postmortems = "postmortems",
        Notices = "notices",
    }
}

impl AnnouncementKind {
    /// The kind that includes this one; else itself.
    pub fn general(self) -> AnnouncementKind {
        match self {
            AnnouncementKind::UrgentMaintenance => AnnouncementKind::Maintenance,
            kind => kind,
        }
    }

    /// Whether everybody who uses the product has to hear of it, so that nobody needs a way to unsubscribe.
    pub fn is_critical(self) -> bool {
        matches!(
            self,
            AnnouncementKind::Incidents | AnnouncementKind::UrgentMaintenance
        )
    }
}

words! {
    "announcement policy";
    /// Which updates of an entry are sent.
    pub enum AnnouncePolicy {
        EveryUpdate = "every-update",
        /// Those that start it, end it, take the end back, or move its window.
        FirstAndLast = "first-and-last",
        /// The first of each entry.
        NewIncidents = "new-incidents",
    }
}

words! {
    "webhook format";
    /// The form of the messages of a webhook.
    pub enum WebhookFormat {
        /// Type, time and data, as Standard Webhooks recommends.
        Events = "events",
        /// As Statuspage sends them. It has no notices.
        Statuspage = "statuspage",
    }
}
