//! `build`: builds and publishes the sites.

use std::num::NonZero;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rayon::ThreadPoolBuilder;

use super::context::{CommandStatus, display_path, finish, print_diagnostics, resolve_now};
use super::theme::load_theme;
use crate::base::source::Sources;
use crate::base::time::Now;
use crate::base::time_parser;
use crate::derive::look_back::is_known;
use crate::derive::snapshot::{ScheduledPublication, scheduled_publications};
use crate::edge::cli::{Audience, BuildArgs, GlobalArgs};
use crate::edge::clock;
use crate::edge::diagnostics::text::summarize_counts;
use crate::edge::first_published;
use crate::edge::incremental::fingerprint::BuildFingerprint;
use crate::edge::load::{ContentScope, SiteRoot, Themes, environment, require_internal};
use crate::edge::output::OutputFolder;
use crate::edge::permissions::make_readable;
use crate::edge::progress::Progress;
use crate::edge::terminal::print_stderr;
use crate::model::site::SiteUrl;
use crate::model::{Ledger, route};
use crate::render::theme::Theme;

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &BuildArgs) -> Result<CommandStatus> {
    let progress = Progress::start(common.quiet);
    configure_thread_pool();
    let sources = match args.audience {
        Audience::Public => root.load(ContentScope::Public)?,
        Audience::All | Audience::Internal => root.load(ContentScope::All)?,
    };
    let themes = root.themes()?;
    let usual_output = root.folder.join("output");
    if args.output.is_none() && usual_output.is_dir() {
        // Another build may have made it under a stricter umask. A folder that somebody named may be closed on purpose.
        make_readable(&usual_output, &[])?;
    }
    let output = args.output.clone().unwrap_or(usual_output);
    if std::path::absolute(&output)?.starts_with(&root.content) {
        bail!(
            "{} is inside the content directory; choose another place with `--output`",
            output.display()
        );
    }
    let fingerprint = compute_fingerprint((&sources, &themes), root, common, args)?;
    if let Some(files) = fingerprint
        .as_ref()
        .and_then(|key| up_to_date_files(&output, key, args))
    {
        let stats = BuildStats {
            files,
            unchanged: files,
            ..BuildStats::default()
        };
        return finish(
            common,
            &summary(&stats, &output, (0, String::new()), &progress),
        );
    }
    let outcome = crate::check_sources(&sources).check_environment(&environment(&themes));
    let now = resolve_now(&outcome, common)?;
    let faults = outcome.diagnostics_at(now);
    print_diagnostics(&faults, &sources, root, common)?;
    let unread_internal = require_internal(&sources);
    // They are not needed any more, and the pages need the memory.
    drop(sources);
    let stopped = args.strict && !faults.is_empty();
    if outcome.ledger.is_some() && args.audience != Audience::Public {
        unread_internal?;
    }
    let Some(mut ledger) = outcome.ledger.filter(|_| !stopped) else {
        print_stderr(&format!(
            "{}; nothing was built\n",
            summarize_counts(&faults)
        ))?;
        return Ok(CommandStatus::ContentErrors);
    };
    if args.audience != Audience::Public {
        first_published::add_to_ledger(&mut ledger, root)?;
    }
    if let Some(url) = &args.base_url {
        ledger.status.site.url =
            SiteUrl::parse(url).map_err(|reason| anyhow::anyhow!("--base-url {url}: {reason}"))?;
    }
    let theme = load_theme(&themes, args.theme.as_deref(), &ledger.status.site)?;
    let waiting = scheduled_publications(&ledger.status, now);
    // Warnings are repeated by every build.
    let silent = faults.is_empty() && outcome.draft_count == 0 && waiting.is_empty();
    let report = newest_report(&ledger, now)
        .filter(|_| args.audience != Audience::Public && !common.no_source_lines);
    let stats = write_sites(
        &output,
        (&ledger, &root.content),
        (now, &theme),
        args,
        (fingerprint.filter(|_| silent), &progress),
    )?;
    // The program ends, and freeing each value takes time.
    std::mem::forget(ledger);
    let waiting = waiting_lines(&waiting, common.no_source_lines);
    let mut summary = summary(&stats, &output, (outcome.draft_count, waiting), &progress);
    if let Some(report) = report {
        let path = output.join("internal").join(report).join("index.html");
        let end = summary.trim_end().len();
        summary.replace_range(
            end..,
            &format!("; newest report: {}\n", display_path(&path)),
        );
    }
    finish(common, &summary).context("the sites are published, but the summary cannot be printed")
}

/// Two threads more than there are cores: a disk that makes thousands of files lets each of them wait now and then.
fn configure_thread_pool() {
    if std::env::var_os("RAYON_NUM_THREADS").is_none() {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        // Fails if the thread pool exists already.
        let _ = ThreadPoolBuilder::new()
            .num_threads(cores + 2)
            .build_global();
    }
}

/// The fingerprint of the requested sites.
fn compute_fingerprint(
    (sources, themes): (&Sources, &Themes),
    root: &SiteRoot,
    common: &GlobalArgs,
    args: &BuildArgs,
) -> Result<Option<BuildFingerprint>> {
    let moment = match &common.now {
        Some(whole) if time_parser::parse_time(whole).is_ok() => whole.clone(),
        // Relative to the current time.
        asked => format!("{asked:?} {:?}", clock::current_time()?),
    };
    let values = [
        moment.as_str(),
        args.base_url.as_deref().unwrap_or_default(),
        args.theme.as_deref().unwrap_or_default(),
        args.revision.as_deref().unwrap_or_default(),
    ];
    let commit = match args.audience {
        Audience::Public => None,
        Audience::All | Audience::Internal => first_published::published_commit(root),
    };
    Ok(BuildFingerprint::compute(
        sources,
        themes,
        &values,
        commit.as_deref(),
    ))
}

/// The number of files, if all requested sites are up to date.
fn up_to_date_files(output: &Path, key: &BuildFingerprint, args: &BuildArgs) -> Option<usize> {
    let output = OutputFolder::open_existing(output)?;
    let same = |name| {
        output
            .has_fingerprint(name, key.for_site(name))
            .then(|| output.unmodified_file_count(name))?
    };
    site_names(args.audience)
        .iter()
        .map(|name| same(name))
        .sum()
}

/// The folders of the requested sites.
fn site_names(audience: Audience) -> &'static [&'static str] {
    match audience {
        Audience::All => &["public", "internal"],
        Audience::Public => &["public"],
        Audience::Internal => &["internal"],
    }
}

/// The result of a build.
#[derive(Default)]
struct BuildStats {
    files: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
}

/// Builds every site before the first is published.
fn write_sites(
    output: &Path,
    (ledger, content): (&Ledger, &Path),
    (now, theme): (Now, &Theme),
    args: &BuildArgs,
    (key, progress): (Option<BuildFingerprint>, &Progress),
) -> Result<BuildStats> {
    let output = OutputFolder::open(output)?;
    let staged: Vec<_> = std::thread::scope(|threads| {
        let stage = |name: &&'static str| {
            let site = match *name {
                "public" => match &args.revision {
                    Some(revision) => {
                        crate::public_site_of_revision(&ledger.status, now, theme, revision)
                    }
                    None => crate::public_site(&ledger.status, now, theme),
                },
                _ => crate::internal_site(ledger, now, theme),
            };
            let staged = output.stage(name, (&site, content), args.adopt, progress)?;
            // It is freed while the next one is built.
            threads.spawn(move || drop(site));
            Ok((*name, staged))
        };
        site_names(args.audience)
            .iter()
            .map(stage)
            .collect::<Result<_>>()
    })?;
    let mut stats = BuildStats::default();
    for (name, site) in staged {
        stats.files += site.written.len() + site.unchanged;
        stats.written += site.written.len();
        stats.unchanged += site.unchanged;
        output.store_fingerprint(name, None)?;
        stats.removed += site.publish()?;
        output.store_fingerprint(name, key.as_ref().map(|key| key.for_site(name)))?;
    }
    Ok(stats)
}

/// The address of the newest report of the team's site at the time of the build.
fn newest_report(ledger: &Ledger, now: Now) -> Option<String> {
    let products = ledger.internal.products.iter();
    let read = products.flat_map(|product| {
        let read = product.samples.values().filter(|sample| {
            sample.read > 0 && is_known(sample.period, sample.complete, sample.zone, now.0)
        });
        read.map(|sample| (sample.period, &product.id))
    });
    let (period, product) = read.max_by_key(|(period, _)| period.last())?;
    Some(route::REPORT.address_of(&[product, &period.slug()]))
}

/// What is published later. Its address is as secret as a draft.
fn waiting_lines(waiting: &[ScheduledPublication], are_hidden: bool) -> String {
    let shown = if are_hidden { 0 } else { 10 };
    let mut text = String::new();
    for one in waiting.iter().take(shown) {
        text.push_str(&format!(
            "not yet published (dated {}): /{}\n",
            one.at.to_the_minute(),
            one.address
        ));
    }
    if waiting.len() > shown {
        let count = waiting.len() - shown;
        text.push_str(&match are_hidden {
            true => format!("{count} not yet published\n"),
            false => format!("and {count} more not yet published\n"),
        });
    }
    text
}

fn summary(
    stats: &BuildStats,
    output: &Path,
    (drafts, waiting): (usize, String),
    progress: &Progress,
) -> String {
    let mut text = String::new();
    if drafts > 0 {
        text.push_str(&format!("{drafts} left out as draft\n"));
    }
    text.push_str(&waiting);
    let BuildStats {
        files,
        written,
        unchanged,
        removed,
    } = stats;
    let milliseconds = progress.elapsed().as_millis();
    text.push_str(&format!(
        "{files} files in {}: {written} written, {unchanged} unchanged, {removed} removed; {milliseconds} ms\n",
        display_path(output)
    ));
    text
}
