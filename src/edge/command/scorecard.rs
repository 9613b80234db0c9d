//! `scorecard`: how well customers were informed, as CSV, and whether what a build published is what the repository gives.

use std::path::Path;

use anyhow::{Context, Result};

use super::context::{CommandStatus, check_ledger, display_path, finish, load_sources};
use super::theme::load_theme;
use crate::edge::cli::{GlobalArgs, ScorecardArgs};
use crate::edge::first_published::{add_to_ledger, read_first_published};
use crate::edge::incremental::history_cache::HistoryCache;
use crate::edge::load::{ContentScope, SiteRoot, require_internal};
use crate::edge::terminal::{print_data, print_stderr};
use crate::render::SiteRenderer;
use crate::view::text;

const NUMBERS: &str = "scorecard/scorecard.csv";
const CASES: &str = "scorecard/cases.csv";

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &ScorecardArgs) -> Result<CommandStatus> {
    let sources = load_sources(root, ContentScope::All)?;
    require_internal(&sources)?;
    let checked = check_ledger(&sources, root, common, "there is no scorecard")?;
    let Some((mut ledger, now)) = checked else {
        return Ok(CommandStatus::ContentErrors);
    };
    if args.verify.is_some() {
        let (zone, no_cache) = (ledger.status.site.zone, HistoryCache::at(None));
        ledger.internal.first_published = read_first_published(root, zone, None, &no_cache)?;
    } else {
        add_to_ledger(&mut ledger, root)?;
    }
    if let Some(begins) = ledger.internal.first_published.shallow_since() {
        print_stderr(&format!(
            "note: this clone begins at {}; what was published before is measured by the times that authors wrote (git fetch --unshallow)\n",
            begins.to_the_minute()
        ))?;
    }
    let theme = load_theme(&root.themes()?, None, &ledger.status.site)?;
    let site = crate::internal_site(&ledger, now, &theme);
    match &args.verify {
        Some(Some(output)) => verify(&site, output, common),
        Some(None) => verify(&site, &root.folder.join("output"), common),
        None => {
            print_data(&render(&site, if args.cases { CASES } else { NUMBERS })?)?;
            Ok(CommandStatus::Success)
        }
    }
}

fn render(site: &SiteRenderer, path: &str) -> Result<String> {
    let bytes = site.render(path)?;
    let bytes = bytes.with_context(|| format!("the site has no {path}"))?;
    Ok(String::from_utf8(bytes)?)
}

/// Compares the files of a build with those of the repository, line by line.
fn verify(site: &SiteRenderer, output: &Path, common: &GlobalArgs) -> Result<CommandStatus> {
    let mut differing = 0;
    let mut cases = 0;
    for path in [NUMBERS, CASES] {
        let file = output.join("internal").join(path);
        let (computed, published) = (render(site, path)?, fs_err::read_to_string(&file)?);
        let count = computed.lines().count().max(published.lines().count());
        let end = "(the end of the file)";
        let lines = computed.lines().chain(std::iter::repeat(end));
        let lines = lines.zip(published.lines().chain(std::iter::repeat(end)));
        for (number, (ours, theirs)) in (1..).zip(lines.take(count)) {
            if ours != theirs {
                differing += 1;
                print_stderr(&format!(
                    "{}:{number}: published: {theirs}\n  from the repository: {ours}\n",
                    display_path(&file)
                ))?;
            }
        }
        cases = computed.lines().count().saturating_sub(1);
    }
    if differing > 0 {
        print_stderr(&format!(
            "{}; compare with the content, the commits and the time of the build (`--now`)\n",
            text::count(differing, "line differs", "lines differ")
        ))?;
        return Ok(CommandStatus::ContentErrors);
    }
    finish(
        common,
        &format!("the published scorecard is what the repository gives; {cases} cases\n"),
    )
}
