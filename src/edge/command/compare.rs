//! `compare`: what changed between any two periods of a product.

use anyhow::{Result, bail};

use super::context::{CommandStatus, load_sources, print_diagnostics, print_report};
use crate::derive::report::ReportFacts;
use crate::edge::cli::{CompareArgs, GlobalArgs};
use crate::edge::load::{ContentScope, SiteRoot, require_internal};
use crate::edge::sample_file;
use crate::model::report::Tally;
use crate::view::text::report::comparison::console_report;

/// Runs the command.
pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &CompareArgs) -> Result<CommandStatus> {
    let sources = load_sources(root, ContentScope::All)?;
    require_internal(&sources)?;
    let before = sample_file::parse_period(&args.before)?;
    let after = sample_file::parse_period(&args.after)?;
    if after.first() <= before.first() {
        bail!("{after} does not begin after {before}: name the earlier period first");
    }
    let outcome = crate::check_sources(&sources);
    let Some(ledger) = outcome.ledger else {
        print_diagnostics(&outcome.diagnostics, &sources, root, common)?;
        return Ok(CommandStatus::ContentErrors);
    };
    let product = sample_file::find_product(&ledger, &args.product, &sources)?;
    let known: Vec<&Tally> = product.samples.values().collect();
    for period in [before, after] {
        if !ReportFacts::is_known(product, &known, period) {
            bail!(
                "there is no report of {period} for {}: it has no sample, and fewer than 75% of its weeks have been read",
                product.id
            );
        }
    }
    let Some(facts) = ReportFacts::compared(product, &known, (before, after)) else {
        bail!("{before} and {after} cannot be compared");
    };
    print_report(&console_report(&facts))?;
    Ok(CommandStatus::Success)
}
