//! Sends what a plan says: a thread for each channel, one message after the other.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::Value;

use super::http::{PostOutcome, PostRequest, post};
use super::ledger::DeliveryStep;
use super::plan::Delivery;
use super::secret::Secret;
use super::smtp::{MailRequest, MailSession, SmtpServer};
use crate::base::digest::{from_base64, hmac_base64, uuid};
use crate::edge::clock;
use crate::model::announce::{Channel, ChatService, MailChannel, Transport};

/// The first wait after a failure; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// Why messages of a channel fail that come after one that could not be delivered.
pub const NOT_TRIED: &str = "not tried, because the message before it failed";

/// Why messages fail that come after a signal to stop.
pub const STOPPED: &str = "not tried, because the run was stopped";

/// How often a run that waits looks whether it has to stop.
const STOP_INTERVAL: Duration = Duration::from_millis(100);

/// How long a run tries.
#[derive(Clone, Copy, Debug)]
pub struct SendLimits<'a> {
    /// When the run stops sending, so that another can take its place.
    pub until: Instant,
    /// For so long a channel is tried again after a failure.
    pub retry_for: Duration,
    /// For each phase of a request.
    pub timeout: Duration,
    /// Whether the run has to stop after the messages that are under way.
    pub stop: &'a AtomicBool,
}

impl SendLimits<'_> {
    /// Why nothing more is tried.
    fn end_reason(&self) -> Option<&'static str> {
        if self.stop.load(Ordering::Relaxed) {
            return Some(STOPPED);
        }
        (Instant::now() >= self.until).then_some("not tried, because the run took too long")
    }

    /// Waits until a moment, or until the run has to stop.
    fn wait_until(&self, moment: Instant) {
        while self.end_reason().is_none() && Instant::now() < moment {
            std::thread::sleep(STOP_INTERVAL.min(moment - Instant::now()));
        }
    }
}

/// What a channel needs that is in no file.
pub struct ChannelSecrets {
    url: Option<Secret>,
    token: Option<Secret>,
    signing: Option<SigningKey>,
    mail: Option<MailAccess>,
}

/// Where the mails of a channel are handed in.
struct MailAccess {
    server: SmtpServer,
    /// The name and the password as the server may repeat them.
    login: Vec<Secret>,
    /// More certificates of authorities.
    authorities: Option<Vec<u8>>,
}

/// The key of a webhook's signatures.
struct SigningKey(Vec<u8>);

impl ChannelSecrets {
    /// # Errors
    /// When a variable is not set, or has a key that is none. The message has no value of a variable.
    pub fn of(channel: &Channel, site: &Path) -> Result<ChannelSecrets> {
        let read = Secret::from_environment;
        let (endpoint, secret) = match &channel.transport {
            Transport::Chat { endpoint, .. } => (Some(endpoint), None),
            Transport::Webhook {
                endpoint, secret, ..
            } => (Some(endpoint), secret.as_ref()),
            Transport::WebSub { .. } | Transport::Mail(_) => (None, None),
        };
        let url = endpoint.map(|endpoint| read(&endpoint.url)).transpose()?;
        let token = endpoint.and_then(|endpoint| endpoint.token.as_ref());
        let token = token.map(read).transpose()?;
        let signing = secret.map(|name| {
            let secret = read(name)?;
            let text = secret.expose();
            let key = from_base64(text.strip_prefix("whsec_").unwrap_or(text));
            key.filter(|key| !key.is_empty())
                .map(SigningKey)
                .ok_or_else(|| {
                    anyhow::anyhow!(
                        "the environment variable {} is no signing secret: expected `whsec_` and base64",
                        name.as_str()
                    )
                })
        });
        Ok(ChannelSecrets {
            url,
            token,
            signing: signing.transpose()?,
            mail: match &channel.transport {
                Transport::Mail(mail) => Some(MailAccess::of(mail, site)?),
                _ => None,
            },
        })
    }

    /// A text of a receiver without the secrets that it may repeat.
    fn redact(&self, text: &str) -> String {
        let login = self.mail.iter().flat_map(|mail| &mail.login);
        let secrets = self.url.iter().chain(&self.token).chain(login);
        secrets.fold(text.to_owned(), |text, secret| secret.redact(&text))
    }
}

impl MailAccess {
    fn of(channel: &MailChannel, site: &Path) -> Result<MailAccess> {
        let url = Secret::from_environment(&channel.server)?;
        let Some(server) = SmtpServer::parse(url.expose()) else {
            anyhow::bail!(
                "the environment variable {} is no URL of a mail server: expected `smtps://user:password@smtp.example.com`",
                channel.server.as_str()
            );
        };
        let login = server.login().into_iter();
        let authorities = channel
            .ca_file
            .as_ref()
            .map(|file| fs_err::read(site.join(file)));
        Ok(MailAccess {
            login: login
                .flat_map(|(name, password)| [password, name])
                .map(|text| Secret::new(text.clone()))
                .collect(),
            authorities: authorities.transpose()?,
            server,
        })
    }
}

/// Sends deliveries, and reports each with how it ended. One channel never waits for another.
pub fn send_all<'a>(
    deliveries: &'a [Delivery<'a>],
    secrets: &BTreeMap<&str, ChannelSecrets>,
    limits: SendLimits<'_>,
    mut report: impl FnMut(&'a Delivery<'a>, DeliveryStep),
) {
    let mut by_channel: BTreeMap<&str, Vec<&Delivery>> = BTreeMap::new();
    for delivery in deliveries {
        let channel = delivery.channel.id.as_str();
        by_channel.entry(channel).or_default().push(delivery);
    }
    let (sender, results) = channel();
    std::thread::scope(|threads| {
        for (id, deliveries) in by_channel {
            let (sender, secrets) = (sender.clone(), &secrets[id]);
            threads.spawn(move || send_channel(&deliveries, secrets, limits, &sender));
        }
        drop(sender);
        for (delivery, step) in results {
            report(delivery, step);
        }
    });
}

/// Oldest first. What comes after a message that could not be delivered waits for the next run, so that nothing arrives in the wrong order;
/// only a message that the receiver will never take is passed over.
fn send_channel<'a>(
    deliveries: &[&'a Delivery<'a>],
    secrets: &ChannelSecrets,
    limits: SendLimits,
    results: &Sender<(&'a Delivery<'a>, DeliveryStep)>,
) {
    let mut session = MailSession::default();
    let mut end_reason = None;
    let mut pinged: Option<&[u8]> = None;
    for delivery in deliveries {
        end_reason = end_reason.or_else(|| limits.end_reason());
        let step = match end_reason {
            Some(reason) => DeliveryStep::Failed(reason.to_owned()),
            // The hub fetches the whole feed, so one request is enough for everything that is new in it.
            None if pinged == Some(&delivery.body) => DeliveryStep::Delivered,
            None => {
                let (step, stop) = send_one(delivery, secrets, limits, &mut session);
                end_reason = stop.then_some(NOT_TRIED);
                if let (Transport::WebSub { .. }, DeliveryStep::Delivered) =
                    (&delivery.channel.transport, &step)
                {
                    pinged = Some(&delivery.body);
                }
                step
            }
        };
        // The other side lives as long as this thread.
        let _ = results.send((*delivery, step));
    }
}

/// How a delivery ended, and whether the channel has to be left alone.
fn send_one(
    delivery: &Delivery,
    secrets: &ChannelSecrets,
    limits: SendLimits,
    session: &mut MailSession,
) -> (DeliveryStep, bool) {
    let give_up = limits.until.min(Instant::now() + limits.retry_for);
    let recognizes_repeats = delivery.channel.transport.recognizes_repeats();
    let mut wait = FIRST_WAIT;
    // Once a message may have arrived, a later refusal does not prove that it has not.
    let mut uncertain = None;
    loop {
        let redact = |reason: &str| secrets.redact(without_address(reason, delivery));
        let (reason, asked) = match attempt(delivery, secrets, limits.timeout, session) {
            PostOutcome::Accepted => return (DeliveryStep::Delivered, false),
            PostOutcome::Uncertain(reason) => {
                let reason = redact(&reason);
                uncertain = Some(reason.clone());
                if !recognizes_repeats {
                    return (DeliveryStep::Uncertain(reason), true);
                }
                (reason, None)
            }
            PostOutcome::Refused {
                reason,
                is_temporary,
                retry_after,
            } => {
                let reason = redact(&reason);
                if !is_temporary {
                    return (DeliveryStep::Failed(reason), false);
                }
                (reason, retry_after)
            }
        };
        wait = asked.unwrap_or(Duration::ZERO).max(wait);
        let next = Instant::now() + wait;
        if next < give_up {
            limits.wait_until(next);
        }
        if next >= give_up || limits.end_reason().is_some() {
            let step = uncertain.map_or(DeliveryStep::Failed(reason), DeliveryStep::Uncertain);
            return (step, true);
        }
        wait *= 2;
    }
}

/// A reason without the answer of the server, which can name the recipient.
fn without_address<'r>(reason: &'r str, delivery: &Delivery) -> &'r str {
    match &delivery.to {
        Some(to) if to.is_personal => reason.split(':').next().unwrap_or_default(),
        _ => reason,
    }
}

/// Sends a message once.
fn attempt(
    delivery: &Delivery,
    secrets: &ChannelSecrets,
    timeout: Duration,
    session: &mut MailSession,
) -> PostOutcome {
    if let (Transport::Mail(mail), Some(access), Some(to)) =
        (&delivery.channel.transport, &secrets.mail, &delivery.to)
    {
        return session.send(&MailRequest {
            server: &access.server,
            authorities: access.authorities.as_deref(),
            from: &mail.from,
            to: &to.address,
            body: &delivery.body,
            allow_private: mail.allow_private,
            timeout,
        });
    }
    let url = secrets.url.as_ref().map(Secret::expose).unwrap_or_default();
    let (with_topic, with_thread);
    let mut request = PostRequest {
        url,
        headers: vec![("content-type", "application/json; charset=utf-8".to_owned())],
        body: &delivery.body,
        allow_private: false,
        timeout,
    };
    match &delivery.channel.transport {
        Transport::Chat { service, endpoint } => {
            request.allow_private = endpoint.allow_private;
            if *service == ChatService::GoogleChat {
                with_thread = threaded(url);
                request.url = &with_thread;
            }
            if *service == ChatService::Ntfy {
                let Some((server, message)) = ntfy_message(url, &delivery.body) else {
                    return PostOutcome::refused("the URL has no topic", false);
                };
                with_topic = message;
                request.url = server;
                request.body = &with_topic;
                let token = secrets.token.iter();
                let token =
                    token.map(|token| ("authorization", format!("Bearer {}", token.expose())));
                request.headers.extend(token);
            }
        }
        Transport::Webhook { endpoint, .. } => {
            request.allow_private = endpoint.allow_private;
            request.headers.extend(webhook_headers(delivery, secrets));
        }
        Transport::Mail(_) => return PostOutcome::refused("there is no recipient", false),
        Transport::WebSub { hub, allow_private } => {
            request.url = hub;
            request.allow_private = *allow_private;
            let form = "application/x-www-form-urlencoded".to_owned();
            request.headers = vec![("content-type", form)];
        }
    }
    post(&request)
}

/// The URL of a webhook of Google Chat, which without this option ignores the thread of a message.
fn threaded(url: &str) -> String {
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD")
}

/// The server of a topic's URL, and the message with the topic.
fn ntfy_message<'u>(url: &'u str, body: &[u8]) -> Option<(&'u str, Vec<u8>)> {
    let (server, topic) = url
        .rsplit_once('/')
        .filter(|(_, topic)| !topic.is_empty())?;
    let mut message: Value = serde_json::from_slice(body).ok()?;
    message["topic"] = topic.into();
    Some((server, message.to_string().into_bytes()))
}

/// The headers of Standard Webhooks: a permanent id, the time of the attempt, and the signature of both and the body.
fn webhook_headers(delivery: &Delivery, secrets: &ChannelSecrets) -> Vec<(&'static str, String)> {
    let id = format!("msg_{}", uuid(&delivery.id));
    let time = (clock::unix_millis() / 1000).to_string();
    let signed = [id.as_bytes(), b".", time.as_bytes(), b".", &delivery.body].concat();
    let signature = secrets.signing.as_ref();
    let signature = signature.map(|SigningKey(key)| {
        let value = format!("v1,{}", hmac_base64(key, &signed));
        ("webhook-signature", value)
    });
    let mut headers = vec![("webhook-id", id), ("webhook-timestamp", time)];
    headers.extend(signature);
    headers
}
