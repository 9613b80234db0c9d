//! `build`: makes the sites and puts them in their place.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::{End, load, moment, report};
use crate::base::time::Now;
use crate::check;
use crate::derive::snapshot::{Waiting, waiting};
use crate::edge::cli::{Audience, BuildArgs, Common};
use crate::edge::load::Root;
use crate::edge::output::Output;
use crate::edge::terminal::{print, say, tally};
use crate::model::Ledger;
use crate::model::site::SiteUrl;
use crate::render::Site;
use crate::render::theme::Theme;

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &BuildArgs) -> Result<End> {
    let begun = Instant::now();
    let sources = load(root)?;
    let outcome = check::sources(&sources);
    let now = moment(&outcome, common)?;
    let faults = outcome.at(now);
    report(&faults, &sources, root, common)?;
    let stopped = args.strict && !faults.is_empty();
    let Some(mut ledger) = outcome.ledger.filter(|_| !stopped) else {
        say(&format!("{}; nothing was built\n", tally(&faults)))?;
        return Ok(End::Faults);
    };
    if let Some(url) = &args.base_url {
        ledger.status.site.url = SiteUrl::parse(url).map_err(|reason| anyhow::anyhow!("--base-url {url}: {reason}"))?;
    }
    let language = &ledger.status.site.language;
    let theme = Theme::new(&root.theme(args.theme.as_deref())?, language).context("the theme does not work")?;
    let output = args.output.clone().unwrap_or_else(|| root.folder.join("output"));
    if std::path::absolute(&output)?.starts_with(root.content()) {
        bail!("{} is inside the content folder; choose another place with `--output`", output.display());
    }
    let made = write(&output, &ledger, now, &theme, args)?;
    if !common.quiet {
        let waiting = waiting(&ledger.status, now);
        let summary = summary(&made, outcome.drafts, &waiting, begun);
        print(&summary)?;
    }
    Ok(End::Good)
}

/// What a build made.
#[derive(Default)]
struct Made {
    files: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
}

/// Makes every site before the first is put in its place.
fn write(output: &Path, ledger: &Ledger, now: Now, theme: &Theme, args: &BuildArgs) -> Result<Made> {
    let output = Output::open(output)?;
    let mut sites: Vec<(&str, Site)> = Vec::new();
    if args.audience != Audience::Internal {
        sites.push(("public", crate::public_site(&ledger.status, now, theme)));
    }
    if args.audience != Audience::Public {
        sites.push(("internal", crate::internal_site(ledger, now, theme)));
    }
    let mut staged = Vec::new();
    for (name, site) in &sites {
        staged.push(output.stage(name, site, args.adopt)?);
    }
    let mut made = Made::default();
    for site in staged {
        made.files += site.written + site.unchanged;
        made.written += site.written;
        made.unchanged += site.unchanged;
        made.removed += site.publish()?;
    }
    Ok(made)
}

fn summary(made: &Made, drafts: usize, waiting: &[Waiting], begun: Instant) -> String {
    let mut text = String::new();
    if drafts > 0 {
        text.push_str(&format!("{drafts} left out as draft\n"));
    }
    for one in waiting.iter().take(10) {
        text.push_str(&format!("waiting until {}: /{}\n", one.until.to_the_minute(), one.address));
    }
    if waiting.len() > 10 {
        text.push_str(&format!("and {} more waiting\n", waiting.len() - 10));
    }
    let Made { files, written, unchanged, removed } = made;
    let milliseconds = begun.elapsed().as_millis();
    text.push_str(&format!(
        "{files} files: {written} written, {unchanged} unchanged, {removed} removed; {milliseconds} ms\n"
    ));
    text
}
