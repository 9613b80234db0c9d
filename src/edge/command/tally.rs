//! `tally`: turns a worksheet into counts.

use anyhow::{Result, bail};

use super::{End, folder, load, report};
use crate::check;
use crate::edge::cli::{Common, TallyArgs};
use crate::edge::load::Root;
use crate::edge::replace::replace;
use crate::edge::sample_file;
use crate::edge::terminal::{print, say};
use crate::view::tally;

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &TallyArgs) -> Result<End> {
    let sources = load(root)?;
    let period = sample_file::period(&args.period)?;
    let path = sample_file::path(&args.product, period);
    let settings = sample_file::settings(&sources, &args.product);
    let wanted = |found: &str| found == path || settings.iter().any(|(_, file)| file.path == found);
    let part = sample_file::part(&sources, wanted);
    let outcome = check::sources(&part);
    report(&outcome.diagnostics, &part, root, common)?;
    let Some(ledger) = outcome.ledger else {
        return Ok(End::Faults);
    };
    let product = sample_file::product(&ledger, &args.product, &sources)?;
    let Some(tally) = product.samples.get(&period) else {
        bail!(
            "there is no sample of {period}: {path} is not there; draw one with `statuary sample`"
        )
    };
    let text = tally::text(product, tally);
    if !args.write {
        print(&text)?;
        return Ok(End::Good);
    }
    replace(&root.content().join(&path), &text)?;
    if !common.quiet {
        say(&format!(
            "{}{path}: {} of {} tickets are counted\n",
            folder(root),
            tally.read,
            tally.sampled
        ))?;
    }
    Ok(End::Good)
}
