//! The rules of `announce:`.

use super::checker::{Checker, start_of};
use super::declared_ids::{ComponentIndex, DeclaredIds};
use crate::base::diagnostic::Diagnostic;
use crate::base::id::ChannelId;
use crate::base::source::{Sources, Span, Spanned};
use crate::base::time::Zone;
use crate::base::vocabulary::Vocabulary;
use crate::check::rules::announce::{secret_in_file, unused_channel_key};
use crate::format::announce::{AnnounceDoc, ChannelDoc};
use crate::format::field::{Field, Required};
use crate::format::leaf;
use crate::model::announce::{
    AnnouncePolicy, AnnounceSettings, Channel, ChannelFilter, ChannelKind, ChatService, Endpoint,
    Transport, VariableName, WebhookFormat,
};
use crate::model::incident::Impact;

/// Checks which messages are sent where, when components and the time zone are known.
pub(super) fn check_announce(
    field: Field<AnnounceDoc>,
    (sources, zone): (&Sources, Option<Zone>),
    components: &ComponentIndex,
    faults: &mut Vec<Diagnostic>,
) -> AnnounceSettings {
    let Some(document) = field.optional() else {
        return AnnounceSettings::default();
    };
    let mut c = Checker::new(sources, zone, components);
    let AnnounceDoc { since, channels } = document.value;
    let since = c.optional_moment(since).map(|(moment, _)| moment);
    let channels = c.required(channels, "channels", start_of(document.span));
    let channels = channels.map(|list| Field::Value(list).items());
    let mut ids = DeclaredIds::default();
    let channels = channels.into_iter().flatten();
    let channels = channels.filter_map(|doc| check_channel(doc, &mut ids, &mut c));
    let settings = AnnounceSettings {
        since,
        channels: channels.collect(),
    };
    faults.append(&mut c.faults);
    settings
}

fn check_channel(
    doc: Spanned<ChannelDoc>,
    ids: &mut DeclaredIds,
    c: &mut Checker,
) -> Option<Channel> {
    let here = doc.span;
    let ChannelDoc {
        id,
        kind,
        url_env,
        token_env,
        secret_env,
        format,
        hub,
        allow_private,
        components,
        kinds,
        min_impact,
        policy,
    } = doc.value;
    let id = c.required_scalar(id, "id", here);
    let id = c.declared_id(id, "channel", ChannelId::new, ids);
    let filter = ChannelFilter {
        kinds: kinds
            .texts()
            .iter()
            .filter_map(|kind| c.word(kind))
            .collect(),
        components: c.component_ids(components),
        min_impact: c.optional_word(min_impact).unwrap_or(Impact::None),
        policy: c
            .optional_word(policy)
            .unwrap_or(AnnouncePolicy::EveryUpdate),
    };
    let kind = c.required_scalar(kind, "kind", here);
    let kind: ChannelKind = kind.and_then(|kind| c.word(&kind))?;
    let keys = TransportKeys {
        url_env,
        token_env,
        secret_env,
        format,
        hub,
        allow_private: allow_private.optional().is_some_and(|allow| allow.value),
    };
    Some(Channel {
        transport: check_transport(kind, keys, here, c)?,
        id: id?,
        filter,
    })
}

/// The keys of a channel that depend on its kind.
struct TransportKeys {
    url_env: Field<leaf::VariableName>,
    token_env: Field<leaf::VariableName>,
    secret_env: Field<leaf::VariableName>,
    format: Field<leaf::WebhookFormatWord>,
    hub: Field<leaf::Url>,
    allow_private: bool,
}

fn check_transport(
    kind: ChannelKind,
    keys: TransportKeys,
    here: Span,
    c: &mut Checker,
) -> Option<Transport> {
    let service = match kind {
        ChannelKind::Slack => Some(ChatService::Slack),
        ChannelKind::Teams => Some(ChatService::Teams),
        ChannelKind::Discord => Some(ChatService::Discord),
        ChannelKind::Mattermost => Some(ChatService::Mattermost),
        ChannelKind::GoogleChat => Some(ChatService::GoogleChat),
        ChannelKind::Ntfy => Some(ChatService::Ntfy),
        ChannelKind::Webhook | ChannelKind::WebSub => None,
    };
    let places = [
        ("url_env", keys.url_env.span(), kind != ChannelKind::WebSub),
        (
            "token_env",
            keys.token_env.span(),
            kind == ChannelKind::Ntfy,
        ),
        (
            "secret_env",
            keys.secret_env.span(),
            kind == ChannelKind::Webhook,
        ),
        ("format", keys.format.span(), kind == ChannelKind::Webhook),
        ("hub", keys.hub.span(), kind == ChannelKind::WebSub),
    ];
    for (key, span, is_used) in places {
        if let Some(span) = span.filter(|_| !is_used) {
            c.push(unused_channel_key(span, key, kind.word()));
        }
    }
    let allow_private = keys.allow_private;
    if kind == ChannelKind::WebSub {
        let hub = c.required(Required(keys.hub), "hub", here)?;
        let hub = c.url(hub)?;
        return Some(Transport::WebSub { hub, allow_private });
    }
    let url = c.required(Required(keys.url_env), "url_env", here)?;
    let endpoint = Endpoint {
        url: variable(url, "url_env", c)?,
        token: optional_variable(keys.token_env, "token_env", c),
        allow_private,
    };
    Some(match service {
        Some(service) => Transport::Chat { service, endpoint },
        None => Transport::Webhook {
            format: c
                .optional_word(keys.format)
                .unwrap_or(WebhookFormat::Events),
            secret: optional_variable(keys.secret_env, "secret_env", c),
            endpoint,
        },
    })
}

fn optional_variable(
    field: Field<leaf::VariableName>,
    key: &str,
    c: &mut Checker,
) -> Option<VariableName> {
    variable(field.optional()?, key, c)
}

fn variable(text: Spanned<leaf::VariableName>, key: &str, c: &mut Checker) -> Option<VariableName> {
    let name = VariableName::new(&text.value.0);
    if name.is_none() {
        c.push(secret_in_file(text.span, key));
    }
    name
}
