//! `digest`: the digest of a week as text, or as a mail.

use anyhow::{Result, anyhow};

use super::theme::theme;
use super::{End, load, moment, report};
use crate::base::period::Period;
use crate::check;
use crate::derive::snapshot::Snapshot;
use crate::edge::cli::{Common, DigestArgs};
use crate::edge::load::Root;
use crate::edge::terminal::{print, say, tally};
use crate::render::mail::{Envelope, eml};
use crate::view::internal::letter;

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &DigestArgs) -> Result<End> {
    let sources = load(root)?;
    let outcome = check::sources(&sources);
    let now = moment(&outcome, common)?;
    let faults = outcome.at(now);
    let Some(ledger) = outcome.ledger else {
        report(&faults, &sources, root, common)?;
        say(&format!("{}; there is no digest\n", tally(&faults)))?;
        return Ok(End::Faults);
    };
    let week = args.week.as_deref().map(week).transpose()?;
    let letter = letter(&ledger, Snapshot::of(&ledger.status, now), week).ok_or_else(|| {
        let named = args.week.clone().unwrap_or_default();
        anyhow!("there is no digest of {named}: it is not over, or nothing happened in it")
    })?;
    if !args.eml {
        print(&letter.text)?;
        return Ok(End::Good);
    }
    let theme = theme(&root.themes()?, args.theme.as_deref(), &ledger.status.site)?;
    let envelope = Envelope { from: args.from.clone(), to: args.to.clone() };
    // A mail is ASCII throughout: whatever else is in it is encoded.
    print(&String::from_utf8_lossy(&eml(&letter, &envelope, &theme)?))?;
    Ok(End::Good)
}

fn week(label: &str) -> Result<Period> {
    let week = Period::parse(label).filter(|period| matches!(period, Period::Week(_)));
    week.ok_or_else(|| anyhow!("{label} is no week; write it as 2013-W28"))
}
