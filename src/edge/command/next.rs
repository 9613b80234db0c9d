//! `next`: what the clock alone will change, and when.

use anyhow::Result;

use super::{End, read};
use crate::edge::cli::{Common, NextArgs, NextFormat};
use crate::edge::clock;
use crate::edge::load::Root;
use crate::edge::terminal::print;
use crate::render::{brief, json};
use crate::view::coming::view;
use crate::view::json::Json;
use crate::view::text::coming as words;

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &NextArgs) -> Result<End> {
    let Some((ledger, now)) = read(root, common, "nothing can be told of later")? else {
        return Ok(End::Faults);
    };
    let since = args
        .since
        .as_deref()
        .map(|text| clock::read("--since", text, now, ledger.status.site.zone))
        .transpose()?;
    let view = view(&ledger.status, now, since);
    match args.format {
        NextFormat::Text => print(&brief::terminal(&words::brief(&view)))?,
        NextFormat::Json => print(&json::lines(&Json::Coming(Box::new(view))))?,
        NextFormat::Github => print(&words::outputs(&view))?,
    }
    Ok(End::Good)
}
