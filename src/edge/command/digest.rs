//! `digest`: the digest of a week as text, or as a mail.

use anyhow::{Result, anyhow, bail};

use super::theme::theme;
use super::{End, read};
use crate::base::period::Period;
use crate::derive::snapshot::Snapshot;
use crate::edge::cli::{Common, DigestArgs, DigestFormat};
use crate::edge::load::Root;
use crate::edge::terminal::{print, say};
use crate::render::mail::{Envelope, eml};
use crate::view::internal::letter;

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &DigestArgs) -> Result<End> {
    if args.format == DigestFormat::Text && (args.from.is_some() || !args.to.is_empty()) {
        bail!("`--from` and `--to` are of a mail; add `--format eml`");
    }
    let Some((ledger, now)) = read(root, common, "there is no digest")? else {
        return Ok(End::Faults);
    };
    let week = args.week.as_deref().map(week).transpose()?;
    let letter = letter(&ledger, Snapshot::of(&ledger.status, now), week).ok_or_else(|| {
        let named = args.week.clone().unwrap_or_default();
        anyhow!("there is no digest of {named}: it is not over, or nothing happened in it")
    })?;
    if ledger.internal.url.is_none() && !common.quiet {
        say("warning: links in it are relative, because site.yaml has no `internal_url`\n")?;
    }
    if args.format == DigestFormat::Text {
        print(&letter.text)?;
        return Ok(End::Good);
    }
    let theme = theme(&root.themes()?, args.theme.as_deref(), &ledger.status.site)?;
    let envelope = Envelope {
        from: args.from.clone(),
        to: args.to.clone(),
    };
    // A mail is ASCII throughout: whatever else is in it is encoded.
    print(&String::from_utf8_lossy(&eml(&letter, &envelope, &theme)?))?;
    Ok(End::Good)
}

fn week(label: &str) -> Result<Period> {
    let week = Period::parse(label).filter(|period| matches!(period, Period::Week(_)));
    week.ok_or_else(|| anyhow!("{label} is no week; write it as 2013-W28"))
}
