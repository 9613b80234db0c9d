//! `next`: lists upcoming changes that happen without an edit.

use anyhow::Result;

use super::context::{CommandStatus, print_report, read_ledger};
use crate::edge::cli::{GlobalArgs, NextArgs, NextFormat};
use crate::edge::clock;
use crate::edge::load::{ContentScope, SiteRoot};
use crate::edge::terminal::print_data;
use crate::render::json::write_json_pretty;
use crate::view::json::JsonView;
use crate::view::text::upcoming as text;
use crate::view::upcoming::view;

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &NextArgs) -> Result<CommandStatus> {
    let Some((ledger, now)) = read_ledger(
        root,
        ContentScope::Public,
        common,
        "upcoming changes cannot be listed",
    )?
    else {
        return Ok(CommandStatus::ContentErrors);
    };
    let since = args
        .since
        .as_deref()
        .map(|text| clock::parse_time_option("--since", text, now, ledger.status.site.zone))
        .transpose()?;
    let mut view = view(&ledger.status, now, since);
    if common.no_source_lines {
        view.hide_unpublished();
    }
    match args.format {
        NextFormat::Text => print_report(&text::console_report(&view))?,
        NextFormat::Json => print_data(&write_json_pretty(&JsonView::Coming(view.into())))?,
        NextFormat::Github => print_data(&text::step_outputs(&view))?,
    }
    Ok(CommandStatus::Success)
}
