//! `status`: what the status page says.

use anyhow::Result;

use super::theme::theme;
use super::{End, load, moment, report};
use crate::check;
use crate::edge::cli::{Common, StatusArgs};
use crate::edge::load::Root;
use crate::edge::terminal::{print, say, tally};
use crate::render::{brief, json};
use crate::view::glance::glance;
use crate::view::json::Json;
use crate::view::text::glance as words;

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &StatusArgs) -> Result<End> {
    let sources = load(root)?;
    let outcome = check::sources(&sources);
    let now = moment(&outcome, common)?;
    let faults = outcome.at(now);
    let Some(ledger) = outcome.ledger else {
        report(&faults, &sources, root, common)?;
        say(&format!("{}; there is no status\n", tally(&faults)))?;
        return Ok(End::Faults);
    };
    let theme = theme(&root.themes()?, args.theme.as_deref(), &ledger.status.site)?;
    let glance = glance(&ledger.status, now, theme.language());
    let end = if args.exit_code && !glance.is_fine { End::Trouble } else { End::Good };
    if args.json {
        print(&json::lines(&Json::Glance(Box::new(glance))))?;
    } else {
        print(&brief::terminal(&words::brief(&glance)))?;
    }
    Ok(end)
}
