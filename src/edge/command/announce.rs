//! `announce`: sends what was published to the channels of `site.yaml`, once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};

use super::context::{CommandStatus, read_ledger};
use super::theme::load_theme;
use crate::base::diagnostic::{quoted, quoted_alternatives};
use crate::base::email::is_address;
use crate::base::id::ComponentId;
use crate::base::time::{Duration, Now};
use crate::base::time_parser::parse_duration;
use crate::derive::snapshot::Snapshot;
use crate::edge::announce::ledger::{AnnouncedLedger, DeliveryStep, Record};
use crate::edge::announce::plan::{
    AnnouncePlan, Delivery, RunContext, TranslatedAnnouncements, channel_since, plan,
};
use crate::edge::announce::recipients::{
    COMMAND_LIMIT, Recipient, parse_recipients, read_file, run_command,
};
use crate::edge::announce::secret::Secret;
use crate::edge::announce::send::{ChannelSecrets, NOT_TRIED, STOPPED, SendLimits, send_all};
use crate::edge::announce::store::{LedgerStore, MAX_ATTEMPTS};
use crate::edge::cli::{AnnounceArgs, GlobalArgs};
use crate::edge::clock;
use crate::edge::load::{ContentScope, SiteRoot};
use crate::edge::random::random_id;
use crate::edge::system::stop_flag;
use crate::edge::terminal::{print, print_stderr};
use crate::model::Ledger;
use crate::model::announce::{AnnounceSettings, Channel, MailChannel, MailRecipients, Transport};
use crate::render::theme::Theme;
use crate::view::locale::Locale;
use crate::view::public::announcement::announcements;

/// A channel that has never announced begins this long before now.
const FIRST_RUN: Duration = Duration::minutes(-60);

/// For so long a message that a run was about to send counts as being sent, if the ledger is not locked.
const LEASE: Duration = Duration::minutes(15);

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &AnnounceArgs) -> Result<CommandStatus> {
    let scope = ContentScope::Public;
    let Some((ledger, now)) = read_ledger(root, scope, common, "nothing is announced")? else {
        return Ok(CommandStatus::ContentErrors);
    };
    let settings = &ledger.internal.announce;
    let channels = chosen_channels(settings, &args.to)?;
    if channels.is_empty() {
        print("there is nothing to do: site.yaml has no `announce:` with channels\n")?;
        return Ok(CommandStatus::Success);
    }
    if let Some(address) = args.mail_to.as_ref().filter(|address| !is_address(address)) {
        bail!("--mail-to {}: expected an email address", quoted(address));
    }
    let recipients = read_recipients_of(root, &channels, &ledger, args)?;
    let run = run_context(args, now, &ledger, recipients)?;
    let theme = load_theme(&root.themes()?, None, &ledger.status.site)?;
    let site = SiteAnnouncements {
        root,
        ledger: &ledger,
        now,
        locale: theme.language(),
        translations: translations(&theme, &run)?,
        channels: &channels,
    };
    if args.dry_run {
        let known = LedgerStore::peek(root, args.ledger.as_deref(), &args.remote);
        let known = known.or_else(|error| {
            print_stderr(&format!(
                "warning: {error:#}; these are the messages of a first run\n"
            ))?;
            anyhow::Ok(AnnouncedLedger::default())
        });
        return dry_run(&site, &known?, &run);
    }
    let mut store = LedgerStore::open(root, args.ledger.as_deref(), &args.remote)?;
    announce(&site, &mut store, run, args)
}

/// What there is to announce, and to whom.
struct SiteAnnouncements<'a> {
    root: &'a SiteRoot,
    ledger: &'a Ledger,
    now: Now,
    locale: &'a Locale,
    /// The languages of recipients, by tag.
    translations: BTreeMap<String, Locale>,
    channels: &'a [&'a Channel],
}

impl SiteAnnouncements<'_> {
    fn announcements(&self, known: &AnnouncedLedger, run: &RunContext) -> TranslatedAnnouncements {
        let starts = self.channels.iter().map(|channel| {
            let since = channel_since(channel, known, run);
            let first = known.first_begun(channel.id.as_str());
            first.map_or(since, |first| first.min(since))
        });
        let since = starts.min().max(self.ledger.internal.announce.since);
        let all = |locale| {
            let snapshot = Snapshot::of(&self.ledger.status, self.now);
            announcements(snapshot, locale, since)
        };
        let translations = self.translations.iter();
        TranslatedAnnouncements {
            own: all(self.locale),
            translations: translations
                .map(|(tag, locale)| (tag.clone(), all(locale)))
                .collect(),
        }
    }
}

/// The languages of recipients that there are words in.
fn translations(theme: &Theme, run: &RunContext) -> Result<BTreeMap<String, Locale>> {
    let recipients = run.recipients.values().flatten();
    let languages: BTreeSet<&str> = recipients
        .map(|recipient| recipient.language.as_str())
        .filter(|language| !language.is_empty())
        .collect();
    let mut known = BTreeMap::new();
    for language in languages {
        if let Some(locale) = theme.locale(language)? {
            known.insert(language.to_owned(), locale);
        }
    }
    Ok(known)
}

fn chosen_channels<'a>(settings: &'a AnnounceSettings, to: &[String]) -> Result<Vec<&'a Channel>> {
    let all = &settings.channels;
    for id in to {
        if !all.iter().any(|channel| channel.id.as_str() == id) {
            bail!(
                "--to: there is no channel {}; expected {}",
                quoted(id),
                quoted_alternatives(all.iter().map(|channel| channel.id.as_str()))
            );
        }
    }
    let chosen = |channel: &&Channel| to.is_empty() || to.contains(&channel.id.to_string());
    Ok(all.iter().filter(chosen).collect())
}

fn run_context(
    args: &AnnounceArgs,
    now: Now,
    ledger: &Ledger,
    recipients: BTreeMap<String, Vec<Recipient>>,
) -> Result<RunContext> {
    let zone = ledger.status.site.zone;
    let since = args.since.as_deref();
    let since = since.map(|text| clock::parse_time_option("--since", text, now, zone));
    let first_since = since.transpose()?.unwrap_or(now.0.plus(FIRST_RUN));
    Ok(RunContext {
        id: random_id()?,
        clock: clock::wall_clock()?,
        lease: if args.take_over {
            Duration::seconds(0)
        } else {
            LEASE
        },
        first_since,
        resend: args.resend.clone(),
        skip: args.skip.clone(),
        recipients,
        rehearsal: args.mail_to.clone(),
    })
}

fn parse_duration_option(option: &str, text: &str) -> Result<Duration> {
    parse_duration(text).map_err(|_| {
        anyhow!(
            "{option} {}: expected a duration such as `30s` or `15m`",
            quoted(text)
        )
    })
}

fn dry_run(
    site: &SiteAnnouncements,
    known: &AnnouncedLedger,
    run: &RunContext,
) -> Result<CommandStatus> {
    let announcements = site.announcements(known, run);
    let plan = plan(site.channels, &announcements, known, run);
    require_known_ids(&plan, run)?;
    let mut text = String::new();
    for delivery in &plan.send {
        text.push_str(&format!("{}\n{}\n", delivery.headline(), delivery.preview));
    }
    text.push_str(&match plan.send.len() {
        0 => "nothing would be sent\n".to_owned(),
        count => format!("{} would be sent\n", messages(count)),
    });
    print(&text)?;
    print_undecided(&plan)?;
    let channels = site.channels.iter();
    match channels.filter(|one| !has_recipients(one, run)).count() {
        0 => Ok(CommandStatus::Success),
        count => bail!("channels that cannot be used: {count}"),
    }
}

fn require_known_ids(plan: &AnnouncePlan, run: &RunContext) -> Result<()> {
    let sent = plan.send.iter().map(|delivery| delivery.id.as_str());
    let skipped = plan.skip.iter().filter_map(Record::delivery);
    let planned: Vec<&str> = sent.chain(skipped).collect();
    let asked = [("--resend", &run.resend), ("--skip", &run.skip)];
    for (option, ids) in asked {
        if let Some(id) = ids.iter().find(|id| !planned.contains(&id.as_str())) {
            if plan.undecided.iter().any(|one| one.id == *id) {
                bail!("{option} {id}: the site no longer has this message; use `--skip {id}`");
            }
            bail!(
                "{option}: no message on these channels has the ID {}",
                quoted(id)
            );
        }
    }
    Ok(())
}

fn print_undecided(plan: &AnnouncePlan) -> Result<()> {
    for one in &plan.undecided {
        let help = if one.is_withdrawn {
            format!(
                "the site no longer has this message; check whether it arrived in the channel, then run `statuary announce --skip {}`",
                one.id
            )
        } else {
            decision_help(&one.id)
        };
        print_stderr(&format!(
            "warning: {} may have arrived: {}\n  {help}\n",
            one.headline, one.reason
        ))?;
    }
    if let Some(first) = plan.elsewhere.first() {
        print_stderr(&format!(
            "note: another run is sending {}, such as {}; if none is active, use `--take-over`\n",
            messages(plan.elsewhere.len()),
            first.headline()
        ))?;
    }
    Ok(())
}

fn announce(
    site: &SiteAnnouncements,
    store: &mut LedgerStore,
    mut run: RunContext,
    args: &AnnounceArgs,
) -> Result<CommandStatus> {
    // While a run waits for the ledger, a signal ends it.
    let stop = stop_flag();
    let limits = send_limits(args, &stop)?;
    if store.is_locked() {
        // What has no outcome was interrupted: no other run can be active.
        run.lease = Duration::seconds(0);
    }
    let secrets = read_secrets(site.channels, site.root)?;
    let is_ready = |channel: &&Channel| {
        secrets.contains_key(channel.id.as_str()) && has_recipients(channel, &run)
    };
    let ready: Vec<&Channel> = site.channels.iter().copied().filter(is_ready).collect();
    for _ in 0..MAX_ATTEMPTS {
        run.clock = clock::wall_clock()?;
        let version = store.read()?;
        let announcements = site.announcements(&version.ledger, &run);
        let plan = plan(&ready, &announcements, &version.ledger, &run);
        require_known_ids(&plan, &run)?;
        let intents = plan.intents(&run);
        if intents.is_empty() || store.append(&version, &intents)? {
            let delivered = deliver(&plan, (&secrets, limits), store, &mut run)?;
            print_undecided(&plan)?;
            let unready = site.channels.len() - ready.len();
            let is_stopped = stop.load(Ordering::Relaxed);
            return conclude(plan.send.len() - delivered, &plan, unready, is_stopped);
        }
        // Another run was faster, and may have taken some of it.
    }
    bail!("the ledger changed {MAX_ATTEMPTS} times while it was written; try again")
}

/// A run stops sending long before its lease ends, and so does its last request, which has six phases.
fn send_limits<'a>(args: &AnnounceArgs, stop: &'a AtomicBool) -> Result<SendLimits<'a>> {
    let lease = to_std(LEASE);
    Ok(SendLimits {
        until: Instant::now() + lease * 2 / 3,
        retry_for: to_std(parse_duration_option("--retry-for", &args.retry_for)?),
        timeout: to_std(parse_duration_option("--timeout", &args.timeout)?).min(lease / 18),
        stop,
    })
}

fn to_std(duration: Duration) -> std::time::Duration {
    std::time::Duration::from_secs(duration.as_seconds().unsigned_abs())
}

/// The secrets of the channels that have all of theirs.
fn read_secrets<'a>(
    channels: &[&'a Channel],
    root: &SiteRoot,
) -> Result<BTreeMap<&'a str, ChannelSecrets>> {
    let mut known = BTreeMap::new();
    for channel in channels {
        match ChannelSecrets::of(channel, &root.folder) {
            Ok(secrets) => {
                known.insert(channel.id.as_str(), secrets);
            }
            Err(error) => print_stderr(&format!("error: channel {}: {error}\n", channel.id))?,
        }
    }
    Ok(known)
}

/// A mail channel whose recipients come from a file or a command.
fn with_recipients(channel: &Channel) -> Option<&MailChannel> {
    match &channel.transport {
        Transport::Mail(mail) if !matches!(mail.recipients, MailRecipients::List(_)) => Some(mail),
        _ => None,
    }
}

/// Whether the recipients of a channel are known, if it has any.
fn has_recipients(channel: &Channel, run: &RunContext) -> bool {
    with_recipients(channel).is_none()
        || run.rehearsal.is_some()
        || run.recipients.contains_key(channel.id.as_str())
}

/// The recipients of the channels whose files can be read, and whose commands succeed.
fn read_recipients_of(
    root: &SiteRoot,
    channels: &[&Channel],
    ledger: &Ledger,
    args: &AnnounceArgs,
) -> Result<BTreeMap<String, Vec<Recipient>>> {
    let components = ledger
        .status
        .board
        .components()
        .map(|component| &component.id);
    let components: BTreeSet<&ComponentId> = components.collect();
    let mut known = BTreeMap::new();
    let wanted = channels.iter().filter(|_| args.mail_to.is_none());
    for (channel, mail) in wanted.filter_map(|one| Some((one, with_recipients(one)?))) {
        let csv = match &mail.recipients {
            MailRecipients::List(_) => continue,
            MailRecipients::File(variable) => Secret::from_environment(variable)
                .and_then(|path| read_file(Path::new(path.expose()), &root.folder)),
            MailRecipients::Command(command) => run_command(command, &root.folder, COMMAND_LIMIT),
        };
        let read = csv.and_then(|csv| parse_recipients(&csv, mail.needs_tokens(), &components));
        match read {
            Ok(recipients) => {
                known.insert(channel.id.to_string(), recipients);
            }
            Err(error) => print_stderr(&format!("error: channel {}: {error:#}\n", channel.id))?,
        }
    }
    Ok(known)
}

/// Sends what is planned and records how each message ended; returns how many arrived.
fn deliver(
    plan: &AnnouncePlan,
    (secrets, limits): (&BTreeMap<&str, ChannelSecrets>, SendLimits),
    store: &mut LedgerStore,
    run: &mut RunContext,
) -> Result<usize> {
    let mut delivered = 0;
    let mut unrecorded: Vec<Record> = Vec::new();
    let mut trouble = Ok(());
    send_all(&plan.send, secrets, limits, |delivery, step| {
        delivered += usize::from(step == DeliveryStep::Delivered);
        let printed = print_step(delivery, &step);
        run.clock = clock::wall_clock().unwrap_or(run.clock);
        unrecorded.push(run.step(delivery, step));
        // A push takes longer than a message, so the outcomes of a run are pushed together.
        let recorded = if store.is_locked() {
            store.record(&unrecorded).map(|()| unrecorded.clear())
        } else {
            Ok(())
        };
        if trouble.is_ok() {
            trouble = printed.and(recorded);
        }
    });
    if !unrecorded.is_empty() {
        store.record(&unrecorded).context(
            "the messages were sent, but that could not be recorded; the next run asks about those that may arrive twice",
        )?;
    }
    trouble.map(|()| delivered)
}

fn print_step(delivery: &Delivery, step: &DeliveryStep) -> Result<()> {
    let headline = delivery.headline();
    match step {
        // The message before it has said so, or the end of the run does.
        DeliveryStep::Failed(reason) if [NOT_TRIED, STOPPED].contains(&reason.as_str()) => Ok(()),
        DeliveryStep::Failed(reason) => {
            print_stderr(&format!("error: {headline} was not delivered: {reason}\n"))
        }
        DeliveryStep::Uncertain(reason) => {
            let id = &delivery.id;
            let help = if delivery.channel.transport.recognizes_repeats() {
                "the next run sends it again, because the receiver can tell that it has it"
                    .to_owned()
            } else {
                decision_help(id)
            };
            print_stderr(&format!(
                "error: {headline} may have arrived: {reason}\n  {help}\n"
            ))
        }
        _ => print(&format!("sent {headline}\n")),
    }
}

/// What to do about a message that may have arrived.
fn decision_help(id: &str) -> String {
    format!(
        "check whether it arrived in the channel, then run `statuary announce --resend {id}` or `statuary announce --skip {id}`"
    )
}

/// What is left over makes the command fail, so that somebody looks.
fn conclude(
    undelivered: usize,
    plan: &AnnouncePlan,
    unready: usize,
    is_stopped: bool,
) -> Result<CommandStatus> {
    let mut left = Vec::new();
    if is_stopped && undelivered > 0 {
        left.push("stopped by a signal; the next run sends the rest".to_owned());
    }
    if unready > 0 {
        left.push(format!("channels that cannot be used: {unready}"));
    }
    if undelivered > 0 {
        left.push(format!("not delivered: {}", messages(undelivered)));
    }
    if !plan.undecided.is_empty() {
        let count = messages(plan.undecided.len());
        left.push(format!("waiting for `--resend` or `--skip`: {count}"));
    }
    if left.is_empty() {
        return Ok(CommandStatus::Success);
    }
    bail!("{}", left.join("; "))
}

fn messages(count: usize) -> String {
    let noun = if count == 1 { "message" } else { "messages" };
    format!("{count} {noun}")
}
