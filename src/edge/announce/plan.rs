//! What a run does, decided from the ledger of what was done.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{AnnouncedLedger, DeliveryStep, LedgerEvent, Record};
use super::recipients::Recipient;
use crate::base::digest::short_id;
use crate::base::escape::escape_invisible;
use crate::base::time::{Duration, Moment};
use crate::model::announce::{
    Channel, ChatService, MailChannel, MailRecipients, Transport, WebhookFormat,
};
use crate::render::announcement::mail::{self, MailRoute, OptOut};
use crate::render::announcement::readable;
use crate::render::announcement::{
    discord, google_chat, mattermost, ntfy, slack, teams, webhook, websub,
};
use crate::view::announcement::Announcement;

/// A message on its way to a channel.
#[derive(Clone, Debug)]
pub struct Delivery<'a> {
    /// Permanent: that of the same announcement to the same channel, in every run.
    pub id: String,
    /// Those that it had while its entry had another id.
    pub former_ids: Vec<String>,
    pub channel: &'a Channel,
    pub announcement: &'a Announcement,
    /// Whom a mail goes to.
    pub to: Option<Addressee>,
    /// As it goes out, without secrets.
    pub body: Vec<u8>,
    /// The same for people who look at what would be sent, without the addresses of recipients.
    pub preview: String,
}

/// A message that may have arrived, so that a person has to decide.
#[derive(Clone, Debug)]
pub struct UndecidedMessage {
    pub id: String,
    pub headline: String,
    pub reason: String,
    /// Whether the site does not show it any more, so that it cannot be sent again.
    pub is_withdrawn: bool,
}

/// What a site announces, oldest first.
#[derive(Debug, Default)]
pub struct TranslatedAnnouncements {
    /// In the language of the site.
    pub own: Vec<Announcement>,
    /// The same in the languages of recipients, by tag.
    pub translations: BTreeMap<String, Vec<Announcement>>,
}

impl TranslatedAnnouncements {
    /// One of them in a language; in that of the site if there are no words in it.
    fn translated(&self, at: usize, language: &str) -> &Announcement {
        let all = self.translations.get(language).unwrap_or(&self.own);
        &all[at]
    }
}

/// What a run looks at besides the ledger.
#[derive(Clone)]
pub struct RunContext {
    pub id: String,
    /// The clock, which no option moves.
    pub clock: Moment,
    pub lease: Duration,
    /// From when on a channel announces that never has before.
    pub first_since: Moment,
    pub resend: Vec<String>,
    pub skip: Vec<String>,
    /// The recipients of channels that have them in files or from commands.
    pub recipients: BTreeMap<String, Vec<Recipient>>,
    /// The only address that mails go to, for a rehearsal.
    pub rehearsal: Option<String>,
}

/// What a run does.
#[derive(Clone, Debug, Default)]
pub struct AnnouncePlan<'a> {
    /// By channel, oldest first.
    pub send: Vec<Delivery<'a>>,
    /// That somebody decided that messages are not sent.
    pub skip: Vec<Record>,
    pub undecided: Vec<UndecidedMessage>,
    /// What another run is sending.
    pub elsewhere: Vec<Delivery<'a>>,
    /// Channels that announce for the first time, or with another filter.
    pub begun: Vec<Record>,
}

/// Decides about every announcement on every channel.
pub fn plan<'a>(
    channels: &[&'a Channel],
    announcements: &'a TranslatedAnnouncements,
    ledger: &AnnouncedLedger,
    run: &RunContext,
) -> AnnouncePlan<'a> {
    let mut plan = AnnouncePlan::default();
    for channel in channels {
        let known = ledger.begun(channel.id.as_str(), &channel.filter.name());
        let since = known.unwrap_or(run.first_since);
        if known.is_none() {
            plan.begun.push(run.record(channel, begun(channel, since)));
        }
        let mut decided = BTreeSet::new();
        let all = announcements.own.iter().enumerate();
        for (at, announcement) in all.filter(|(_, one)| one.passes(&channel.filter)) {
            for addressee in run.addressees(channel, announcement) {
                let id = delivery_id(channel, &announcement.name, addressee.as_ref());
                if announcement.published < since && ledger.last_step(&id).is_none() {
                    continue;
                }
                let language = addressee.as_ref().map_or("", |to| to.language.as_str());
                let announcement = announcements.translated(at, language);
                if let Some(delivery) = compose(channel, announcement, id, addressee) {
                    decided.extend(delivery.known_ids().cloned());
                    plan.decide(delivery, ledger, run);
                }
            }
        }
        if !channel.transport.recognizes_repeats() {
            plan.decide_withdrawn(channel, &decided, ledger, run);
        }
    }
    plan
}

/// From when on a channel announces.
pub fn channel_since(channel: &Channel, ledger: &AnnouncedLedger, run: &RunContext) -> Moment {
    let begun = ledger.begun(channel.id.as_str(), &channel.filter.name());
    begun.unwrap_or(run.first_since)
}

fn begun(channel: &Channel, since: Moment) -> LedgerEvent {
    LedgerEvent::Begun {
        filter: channel.filter.name(),
        since,
    }
}

/// The same for every run of every checkout, and no secret.
fn delivery_id(channel: &Channel, announcement: &str, addressee: Option<&Addressee>) -> String {
    let named = addressee.filter(|addressee| addressee.is_personal);
    let address = named.map_or_else(String::new, |addressee| {
        format!("\n{}", addressee.address.to_lowercase())
    });
    short_id(&format!("{}\n{announcement}{address}", channel.id))
}

/// Whom one message of a channel goes to.
#[derive(Clone, Debug)]
pub struct Addressee {
    pub address: String,
    token: String,
    language: String,
    /// Whether it is somebody's own address, which is in no output.
    pub is_personal: bool,
}

impl RunContext {
    /// Everybody whom a channel sends an announcement to; once `None` for a channel that has no addresses.
    fn addressees(&self, channel: &Channel, announcement: &Announcement) -> Vec<Option<Addressee>> {
        let Transport::Mail(mail) = &channel.transport else {
            return vec![None];
        };
        let addressee = |address: &str, is_personal| Addressee {
            address: address.to_owned(),
            token: String::new(),
            language: String::new(),
            is_personal,
        };
        if let Some(address) = &self.rehearsal {
            return vec![Some(addressee(address, true))];
        }
        match &mail.recipients {
            MailRecipients::List(address) => vec![Some(addressee(address, false))],
            MailRecipients::File(_) | MailRecipients::Command(_) => {
                let recipients = self.recipients.get(channel.id.as_str());
                let recipients = recipients.into_iter().flatten();
                recipients
                    .filter(|recipient| announcement.passes(&recipient.filter))
                    .map(|recipient| {
                        Some(Addressee {
                            token: recipient.token.clone(),
                            language: recipient.language.clone(),
                            ..addressee(&recipient.address, true)
                        })
                    })
                    .collect()
            }
        }
    }
}

/// The message of an announcement for a channel; `None` for what its format does not have.
fn compose<'a>(
    channel: &'a Channel,
    announcement: &'a Announcement,
    id: String,
    addressee: Option<Addressee>,
) -> Option<Delivery<'a>> {
    let (body, preview) =
        if let (Transport::Mail(mail), Some(to)) = (&channel.transport, &addressee) {
            let bytes = mail::message(announcement, &mail_route(mail, &id, &to.address, &to.token));
            let shown = if to.is_personal {
                "(one recipient)"
            } else {
                to.address.as_str()
            };
            (
                bytes,
                mail::readable(announcement, &mail_route(mail, &id, shown, "{token}")),
            )
        } else {
            let body = compose_post(channel, announcement)?;
            let preview = readable(&body);
            (body, preview)
        };
    let former = announcement.former_names.iter();
    let former = former.map(|name| delivery_id(channel, name, addressee.as_ref()));
    Some(Delivery {
        former_ids: former.collect(),
        id,
        channel,
        announcement,
        to: addressee,
        body,
        preview,
    })
}

fn mail_route<'a>(mail: &'a MailChannel, id: &'a str, to: &'a str, token: &str) -> MailRoute<'a> {
    let opt_outs = mail.unsubscribe.iter().map(|address| OptOut {
        text: address.text().replace("{token}", token),
        url: address
            .url()
            .replace("{token}", token)
            .replace("%7Btoken%7D", token),
    });
    MailRoute {
        id,
        from: &mail.from,
        to,
        opt_outs: opt_outs.collect(),
        one_click: mail.one_click,
    }
}

/// The body of a request; `None` for what its format does not have.
fn compose_post(channel: &Channel, announcement: &Announcement) -> Option<Vec<u8>> {
    let message = match &channel.transport {
        Transport::Mail(_) => return None,
        Transport::WebSub { .. } => return Some(websub::message(announcement).into_bytes()),
        Transport::Webhook {
            format: WebhookFormat::Events,
            ..
        } => webhook::event(announcement),
        Transport::Webhook {
            format: WebhookFormat::Statuspage,
            ..
        } => webhook::statuspage(announcement.statuspage.as_deref()?),
        Transport::Chat { service, .. } => match service {
            ChatService::Slack => slack::message(announcement),
            ChatService::Teams => teams::message(announcement),
            ChatService::Discord => discord::message(announcement),
            ChatService::Mattermost => mattermost::message(announcement),
            ChatService::GoogleChat => google_chat::message(announcement),
            ChatService::Ntfy => ntfy::message(announcement),
        },
    };
    Some(message.to_string().into_bytes())
}

impl RunContext {
    pub fn record(&self, channel: &Channel, event: LedgerEvent) -> Record {
        Record {
            at: self.clock,
            run: self.id.clone(),
            channel: channel.id.to_string(),
            event,
        }
    }

    pub fn step(&self, delivery: &Delivery, step: DeliveryStep) -> Record {
        let (channel, name) = (delivery.channel, &delivery.announcement.name);
        self.step_of(channel, &delivery.id, name, step)
    }

    fn step_of(&self, channel: &Channel, id: &str, name: &str, step: DeliveryStep) -> Record {
        let event = LedgerEvent::Delivery {
            id: id.to_owned(),
            name: name.to_owned(),
            step,
        };
        self.record(channel, event)
    }
}

impl Delivery<'_> {
    /// Its ID, and those that it had before.
    fn known_ids(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.id).chain(&self.former_ids)
    }

    /// `customers: Resolved: API errors (4k0x9q2m7d1z)`.
    pub fn headline(&self) -> String {
        headline(self.channel, &self.announcement.title, &self.id)
    }
}

fn headline(channel: &Channel, title: &str, id: &str) -> String {
    format!("{}: {} ({id})", channel.id, escape_invisible(title))
}

/// Why a message is undecided that has no outcome.
const INTERRUPTED: &str = "the run that was sending it was interrupted";

impl<'a> AnnouncePlan<'a> {
    fn decide(&mut self, delivery: Delivery<'a>, ledger: &AnnouncedLedger, run: &RunContext) {
        let last = delivery.known_ids().find_map(|id| ledger.last_step(id));
        if run.skip.contains(&delivery.id) {
            self.skip.push(run.step(&delivery, DeliveryStep::Skipped));
            return;
        }
        if run.resend.contains(&delivery.id) {
            self.send.push(delivery);
            return;
        }
        let reason = match last {
            Some((_, DeliveryStep::Delivered | DeliveryStep::Skipped)) => return,
            None | Some((_, DeliveryStep::Failed(_))) => {
                self.send.push(delivery);
                return;
            }
            Some((record, DeliveryStep::Intended)) if run.is_alive(record) => {
                self.elsewhere.push(delivery);
                return;
            }
            Some((_, DeliveryStep::Intended)) => INTERRUPTED,
            Some((_, DeliveryStep::Uncertain(reason))) => reason,
        };
        if delivery.channel.transport.recognizes_repeats() {
            self.send.push(delivery);
        } else {
            self.undecided.push(UndecidedMessage {
                headline: delivery.headline(),
                id: delivery.id,
                reason: reason.to_owned(),
                is_withdrawn: false,
            });
        }
    }

    /// Decides about messages that may have arrived, and that the site or the filter of the channel does not have any more.
    fn decide_withdrawn(
        &mut self,
        channel: &Channel,
        decided: &BTreeSet<String>,
        ledger: &AnnouncedLedger,
        run: &RunContext,
    ) {
        let last = ledger.last_steps(channel.id.as_str());
        for (record, id, name, step) in last.filter(|(_, id, ..)| !decided.contains(*id)) {
            let reason = match step {
                DeliveryStep::Intended if !run.is_alive(record) => INTERRUPTED,
                DeliveryStep::Uncertain(reason) => reason,
                _ => continue,
            };
            if run.skip.iter().any(|skipped| skipped == id) {
                let skipped = run.step_of(channel, id, name, DeliveryStep::Skipped);
                self.skip.push(skipped);
                continue;
            }
            self.undecided.push(UndecidedMessage {
                id: id.to_owned(),
                headline: headline(channel, name, id),
                reason: reason.to_owned(),
                is_withdrawn: true,
            });
        }
    }

    /// What is recorded before anything is sent.
    pub fn intents(&self, run: &RunContext) -> Vec<Record> {
        let intended = self.send.iter();
        let intended = intended.map(|delivery| run.step(delivery, DeliveryStep::Intended));
        let decided = self.begun.iter().chain(&self.skip).cloned();
        decided.chain(intended).collect()
    }
}

impl RunContext {
    /// Whether the run that wrote a record may still be sending.
    fn is_alive(&self, record: &Record) -> bool {
        record.run != self.id && self.clock.since(record.at) < self.lease
    }
}
