//! The rules of `announce:`.

use super::checker::{Checker, start_of};
use super::declared_ids::{ComponentIndex, DeclaredIds};
use crate::base::diagnostic::Diagnostic;
use crate::base::id::ChannelId;
use crate::base::source::{Sources, Span, Spanned};
use crate::base::time::Zone;
use crate::base::vocabulary::Vocabulary;
use crate::check::rules::announce::{missing_unsubscribe, secret_in_file, unused_channel_key};
use crate::check::rules::settings::invalid_email;
use crate::check::rules::value::out_of_range;
use crate::format::announce::{AnnounceDoc, ChannelDoc};
use crate::format::field::{Field, OneOrMany, Required, valid_items};
use crate::format::leaf;
use crate::model::announce::{
    AnnouncePolicy, AnnounceSettings, Channel, ChannelFilter, ChannelKind, ChatService, Endpoint,
    MailChannel, MailRecipients, Transport, VariableName, WebhookFormat,
};
use crate::model::incident::Impact;
use crate::model::site::ContactAddress;

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
        from,
        to,
        recipients_env,
        recipients_command,
        unsubscribe,
        one_click,
        ca_file,
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
    let kind = c.required_scalar(kind, "kind", here)?;
    let kind_span = kind.span;
    let kind: ChannelKind = c.word(&kind)?;
    let cannot_unsubscribe = match &unsubscribe {
        Field::Missing => true,
        Field::Invalid(_) => false,
        Field::Value(list) => list.value.0.is_empty(),
    };
    let keys = TransportKeys {
        url_env,
        token_env,
        secret_env,
        format,
        hub,
        mail: MailKeys {
            from,
            to,
            recipients_env,
            recipients_command,
            unsubscribe,
            one_click,
            ca_file,
        },
        allow_private: allow_private.optional().is_some_and(|allow| allow.value),
    };
    if kind == ChannelKind::Mail && cannot_unsubscribe && !filter.is_critical_only() {
        c.push(missing_unsubscribe(kind_span));
    }
    let transport = check_transport(kind, keys, here, c)?;
    Some(Channel {
        transport,
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
    mail: MailKeys,
    allow_private: bool,
}

/// The keys of a channel of mails.
struct MailKeys {
    from: Field<leaf::Email>,
    to: Field<leaf::Email>,
    recipients_env: Field<leaf::VariableName>,
    recipients_command: Field<Vec<Field<String>>>,
    unsubscribe: Field<OneOrMany<leaf::EmailOrUrl>>,
    one_click: Field<bool>,
    ca_file: Field<String>,
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
        ChannelKind::Webhook | ChannelKind::WebSub | ChannelKind::Mail => None,
    };
    report_unused_keys(kind, &keys, c);
    let allow_private = keys.allow_private;
    if kind == ChannelKind::WebSub {
        if let Some(span) = keys.url_env.span() {
            c.push(unused_channel_key(span, "url_env", kind.word()));
        }
        let hub = c.required(Required(keys.hub), "hub", here)?;
        let hub = c.url(hub)?;
        return Some(Transport::WebSub { hub, allow_private });
    }
    let url = c.required(Required(keys.url_env), "url_env", here)?;
    if kind == ChannelKind::Mail {
        let server = variable(url, "url_env", c)?;
        return check_mail(server, keys.mail, allow_private, here, c).map(Transport::Mail);
    }
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

fn report_unused_keys(kind: ChannelKind, keys: &TransportKeys, c: &mut Checker) {
    let mail = &keys.mail;
    let keys = [
        (ChannelKind::Ntfy, "token_env", keys.token_env.span()),
        (ChannelKind::Webhook, "secret_env", keys.secret_env.span()),
        (ChannelKind::Webhook, "format", keys.format.span()),
        (ChannelKind::WebSub, "hub", keys.hub.span()),
        (ChannelKind::Mail, "from", mail.from.span()),
        (ChannelKind::Mail, "to", mail.to.span()),
        (
            ChannelKind::Mail,
            "recipients_env",
            mail.recipients_env.span(),
        ),
        (
            ChannelKind::Mail,
            "recipients_command",
            mail.recipients_command.span(),
        ),
        (ChannelKind::Mail, "unsubscribe", mail.unsubscribe.span()),
        (ChannelKind::Mail, "one_click", mail.one_click.span()),
        (ChannelKind::Mail, "ca_file", mail.ca_file.span()),
    ];
    for (user, key, span) in keys {
        if let Some(span) = span.filter(|_| kind != user) {
            c.push(unused_channel_key(span, key, kind.word()));
        }
    }
}

fn check_mail(
    server: VariableName,
    keys: MailKeys,
    allow_private: bool,
    here: Span,
    c: &mut Checker,
) -> Option<MailChannel> {
    let from = c.required_scalar(Required(keys.from), "from", here);
    let from = from.and_then(|from| ascii_email(from, c));
    let sources = [
        ("recipients_env", keys.recipients_env.span()),
        ("recipients_command", keys.recipients_command.span()),
        ("to", keys.to.span()),
    ];
    let mut sources = sources
        .into_iter()
        .filter_map(|(key, span)| Some((key, span?)));
    let source = sources.next().map_or("to", |(key, _)| key);
    for (key, span) in sources {
        c.push(unused_channel_key(
            span,
            key,
            &format!("mail` with `{source}"),
        ));
    }
    let recipients = match source {
        "recipients_env" => {
            optional_variable(keys.recipients_env, "recipients_env", c).map(MailRecipients::File)
        }
        "recipients_command" => {
            let span = keys.recipients_command.span();
            let command: Vec<String> = (keys.recipients_command.items().into_iter())
                .map(|word| word.value)
                .collect();
            if let Some(span) = span.filter(|_| command.is_empty()) {
                let expected = "a program and its arguments, such as `[crm, export, --csv]`";
                c.push(out_of_range(span, "the command is empty", expected));
            }
            Some(MailRecipients::Command(command))
        }
        _ => {
            let list = c.required_scalar(Required(keys.to), "to", here);
            list.and_then(|list| ascii_email(list, c))
                .map(MailRecipients::List)
        }
    };
    let unsubscribe = keys.unsubscribe.optional();
    let unsubscribe = unsubscribe.map(|list| valid_items(list.value.0));
    let unsubscribe: Vec<ContactAddress> = (unsubscribe.into_iter().flatten())
        .filter_map(|address| {
            let span = address.span;
            let address = c.contact_address(address.map(Into::into))?;
            if source == "to" && address.text().contains("{token}") {
                let help = "write the address of the list, or name recipients with `recipients_env` or `recipients_command`";
                c.push(unused_channel_key(span, "{token}", "mail` with `to").help(help));
            }
            Some(address)
        })
        .collect();
    let one_click = keys
        .one_click
        .optional()
        .filter(|one_click| one_click.value);
    let has_url = unsubscribe
        .iter()
        .any(|one| matches!(one, ContactAddress::Web(_)));
    if let (Some(one_click), false) = (&one_click, has_url) {
        let kind = "mail` without a URL in `unsubscribe";
        c.push(unused_channel_key(one_click.span, "one_click", kind));
    }
    Some(MailChannel {
        server,
        from: from?,
        recipients: recipients?,
        unsubscribe,
        one_click: one_click.is_some(),
        ca_file: keys.ca_file.optional().map(|file| file.value),
        allow_private,
    })
}

/// Few servers accept addresses with other letters.
fn ascii_email(text: Spanned<String>, c: &mut Checker) -> Option<String> {
    if text.value.is_ascii() {
        return c.email(text);
    }
    c.push(invalid_email(&text));
    None
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
