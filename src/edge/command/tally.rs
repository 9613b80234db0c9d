//! `tally`: turns a worksheet into counts.

use anyhow::{Result, bail};

use super::context::{CommandStatus, content_prefix, load_sources, print_diagnostics};
use crate::author::tally;
use crate::edge::atomic_write::LockedFile;
use crate::edge::cli::{GlobalArgs, TallyArgs};
use crate::edge::load::{ContentScope, SiteRoot, refuse_links, require_internal};
use crate::edge::sample_file;
use crate::edge::terminal::{print_data, print_stderr};

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &TallyArgs) -> Result<CommandStatus> {
    let period = sample_file::parse_period(&args.period)?;
    let path = sample_file::worksheet_path(&args.product, period);
    // What is counted is what is replaced.
    let locked = LockedFile::open(&root.content.join(&path))?;
    let sources = load_sources(root, ContentScope::All)?;
    require_internal(&sources)?;
    let settings = sample_file::product_sources(&sources, &args.product);
    let part = sources.filter(|file| file.path == path || settings.find(&file.path).is_some());
    let outcome = crate::check_sources(&part);
    print_diagnostics(&outcome.diagnostics, &part, root, common)?;
    let Some(ledger) = outcome.ledger else {
        return Ok(CommandStatus::ContentErrors);
    };
    let product = sample_file::find_product(&ledger, &args.product, &sources)?;
    let Some(tally) = product.samples.get(&period) else {
        bail!(
            "there is no sample of {period}: {path} is not there; draw one with `statuary sample`"
        )
    };
    if args.stopped && tally.read == tally.sampled {
        bail!(
            "all {} tickets of the sample are read: leave out --stopped",
            tally.read
        )
    }
    let text = tally::tally_yaml(product, tally, args.stopped);
    if !args.write {
        print_data(&text)?;
        return Ok(CommandStatus::Success);
    }
    refuse_links(&root.content, &path)?;
    locked.replace(&text)?;
    if !common.quiet {
        print_stderr(&format!(
            "{}{path}: {} of {} tickets are counted\n",
            content_prefix(root),
            tally.read,
            tally.sampled
        ))?;
    }
    Ok(CommandStatus::Success)
}
