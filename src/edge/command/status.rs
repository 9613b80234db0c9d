//! `status`: prints a summary of the status page.

use anyhow::Result;

use super::context::{CommandStatus, print_report, read_ledger};
use super::theme::load_theme;
use crate::edge::cli::{GlobalArgs, StatusArgs, StatusFormat};
use crate::edge::load::{ContentScope, SiteRoot};
use crate::edge::terminal::print_data;
use crate::render::json::write_json_pretty;
use crate::view::json::JsonView;
use crate::view::status_summary::status_summary;
use crate::view::text::status_summary as text;

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &StatusArgs) -> Result<CommandStatus> {
    let Some((ledger, now)) =
        read_ledger(root, ContentScope::Public, common, "there is no status")?
    else {
        return Ok(CommandStatus::ContentErrors);
    };
    let theme = load_theme(&root.themes()?, args.theme.as_deref(), &ledger.status.site)?;
    let summary = status_summary(&ledger.status, now, theme.language());
    let end = if args.exit_code && !summary.is_fine {
        CommandStatus::ServiceTrouble
    } else {
        CommandStatus::Success
    };
    match args.format {
        StatusFormat::Text => print_report(&text::console_report(&summary))?,
        StatusFormat::Json => print_data(&write_json_pretty(&JsonView::Glance(summary.into())))?,
    }
    Ok(end)
}
