//! `status`: what the status page says.

use anyhow::Result;

use super::theme::theme;
use super::{End, read};
use crate::edge::cli::{Common, StatusArgs, StatusFormat};
use crate::edge::load::Root;
use crate::edge::terminal::print;
use crate::render::{brief, json};
use crate::view::glance::glance;
use crate::view::json::Json;
use crate::view::text::glance as words;

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &StatusArgs) -> Result<End> {
    let Some((ledger, now)) = read(root, common, "there is no status")? else {
        return Ok(End::Faults);
    };
    let theme = theme(&root.themes()?, args.theme.as_deref(), &ledger.status.site)?;
    let glance = glance(&ledger.status, now, theme.language());
    let end = if args.exit_code && !glance.is_fine {
        End::Trouble
    } else {
        End::Good
    };
    match args.format {
        StatusFormat::Text => print(&brief::terminal(&words::brief(&glance)))?,
        StatusFormat::Json => print(&json::lines(&Json::Glance(Box::new(glance))))?,
    }
    Ok(end)
}
