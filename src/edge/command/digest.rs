//! `digest`: the digest of a week as text, or as a mail.

use anyhow::{Context, Result, anyhow, bail};

use super::context::{CommandStatus, check_ledger, load_sources};
use super::theme::load_theme;
use crate::base::diagnostic::quoted;
use crate::base::period::Period;
use crate::derive::snapshot::Snapshot;
use crate::edge::cli::{DigestArgs, DigestFormat, GlobalArgs};
use crate::edge::load::{ContentScope, SiteRoot, require_internal};
use crate::edge::terminal::{print, print_data, print_stderr};
use crate::render::mail::{Envelope, Mailbox, write_eml};
use crate::view::internal::digest_mail::{MissingDigest, digest_mail};

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &DigestArgs) -> Result<CommandStatus> {
    if args.format == DigestFormat::Text && (args.from.is_some() || !args.to.is_empty()) {
        bail!("`--from` and `--to` require `--format eml`");
    }
    let envelope = parse_envelope(args)?;
    let sources = load_sources(root, ContentScope::All)?;
    require_internal(&sources)?;
    let Some((ledger, now)) = check_ledger(&sources, root, common, "there is no digest")? else {
        return Ok(CommandStatus::ContentErrors);
    };
    let week = args.week.as_deref().map(parse_week).transpose()?;
    let letter = digest_mail(&ledger, Snapshot::of(&ledger.status, now), week)
        .map_err(|missing| anyhow!(missing_digest(&missing)))?;
    if ledger.internal.url.is_none() && !common.quiet {
        print_stderr(
            "warning: links in it are relative, because site.yaml has no `internal_url`\n",
        )?;
    }
    if args.format == DigestFormat::Text {
        print(&letter.text)?;
        return Ok(CommandStatus::Success);
    }
    let theme = load_theme(&root.themes()?, args.theme.as_deref(), &ledger.status.site)?;
    // A mail is ASCII throughout: whatever else is in it is encoded.
    print_data(&String::from_utf8_lossy(&write_eml(
        &letter, &envelope, &theme,
    )?))?;
    Ok(CommandStatus::Success)
}

fn missing_digest(missing: &MissingDigest) -> String {
    let MissingDigest {
        week,
        first,
        newest,
    } = missing;
    if week.first() > newest.first() {
        format!(
            "there is no digest of {week}: the week is not over; the newest digest is of {newest}"
        )
    } else {
        format!("there is no digest of {week}: the first digest is of {first}")
    }
}

fn parse_envelope(args: &DigestArgs) -> Result<Envelope> {
    let parse = |option: &str, text: &str| {
        Mailbox::parse_list(text).with_context(|| {
            format!(
                "{option} {}: expected addresses such as `status@example.com` or `Acme Status <status@example.com>`, with commas between them",
                quoted(text)
            )
        })
    };
    let mut to = Vec::new();
    for text in &args.to {
        to.extend(parse("--to", text)?);
    }
    let from = args.from.as_deref();
    let mut from = from.map_or(Ok(Vec::new()), |text| parse("--from", text))?;
    if from.len() > 1 {
        bail!("--from: an email has one sender");
    }
    Ok(Envelope {
        from: from.pop(),
        to,
    })
}

fn parse_week(label: &str) -> Result<Period> {
    let week = Period::parse(label).filter(|period| matches!(period, Period::Week(_)));
    week.ok_or_else(|| anyhow!("invalid week {label}: expected a form such as 2013-W28"))
}
