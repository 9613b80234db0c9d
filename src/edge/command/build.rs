//! `build`: makes the sites and puts them in their place.

use std::num::NonZero;
use std::path::Path;

use anyhow::{Result, bail};
use rayon::ThreadPoolBuilder;

use super::theme::theme;
use super::{End, load, moment, report, typed};
use crate::base::source::Sources;
use crate::base::time::Now;
use crate::base::time_reader;
use crate::check;
use crate::derive::snapshot::{Waiting, waiting};
use crate::edge::cli::{Audience, BuildArgs, Common};
use crate::edge::clock;
use crate::edge::load::{Root, Themes, surroundings};
use crate::edge::output::Output;
use crate::edge::progress::Progress;
use crate::edge::record::Key;
use crate::edge::terminal::{print, say, tally};
use crate::model::Ledger;
use crate::model::site::SiteUrl;
use crate::render::theme::Theme;

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &BuildArgs) -> Result<End> {
    let progress = Progress::begin(common.quiet);
    add_threads();
    let sources = load(root)?;
    let themes = root.themes()?;
    let output = args
        .output
        .clone()
        .unwrap_or_else(|| root.folder.join("output"));
    if std::path::absolute(&output)?.starts_with(root.content()) {
        bail!(
            "{} is inside the content folder; choose another place with `--output`",
            output.display()
        );
    }
    let key = key(&sources, &themes, common, args)?;
    if let Some(files) = key
        .as_ref()
        .and_then(|key| nothing_to_do(&output, key, args))
    {
        let made = Made {
            files,
            unchanged: files,
            ..Made::default()
        };
        return done(common, &summary(&made, &output, (0, &[]), &progress));
    }
    let outcome = check::sources(&sources).within(&surroundings(&themes));
    let now = moment(&outcome, common)?;
    let faults = outcome.at(now);
    report(&faults, &sources, root, common)?;
    // Nobody looks at them any more, and the pages need the room.
    drop(sources);
    let stopped = args.strict && !faults.is_empty();
    let Some(mut ledger) = outcome.ledger.filter(|_| !stopped) else {
        say(&format!("{}; nothing was built\n", tally(&faults)))?;
        return Ok(End::Faults);
    };
    if let Some(url) = &args.base_url {
        ledger.status.site.url =
            SiteUrl::parse(url).map_err(|reason| anyhow::anyhow!("--base-url {url}: {reason}"))?;
    }
    let theme = theme(&themes, args.theme.as_deref(), &ledger.status.site)?;
    let waiting = waiting(&ledger.status, now);
    // Whatever a build has to say, it says each time.
    let silent = faults.is_empty() && outcome.drafts == 0 && waiting.is_empty();
    let made = write(
        &output,
        &ledger,
        (now, &theme),
        args,
        (key.filter(|_| silent), &progress),
    )?;
    // The program ends: its memory goes back as a whole, sooner than piece by piece.
    std::mem::forget(ledger);
    done(
        common,
        &summary(&made, &output, (outcome.drafts, &waiting), &progress),
    )
}

/// Two threads more than there are cores: a disk that makes thousands of files lets each of them wait now and then.
fn add_threads() {
    if std::env::var_os("RAYON_NUM_THREADS").is_none() {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        // Where the threads are there already, they are as many as they are.
        let _ = ThreadPoolBuilder::new()
            .num_threads(cores + 2)
            .build_global();
    }
}

fn done(common: &Common, summary: &str) -> Result<End> {
    if !common.quiet {
        print(summary)?;
    }
    Ok(End::Good)
}

/// The key of what is to be made.
fn key(
    sources: &Sources,
    themes: &Themes,
    common: &Common,
    args: &BuildArgs,
) -> Result<Option<Key>> {
    let moment = match &common.now {
        Some(whole) if time_reader::time(whole).is_ok() => whole.clone(),
        // It counts from the present.
        asked => format!("{asked:?} {:?}", clock::present()?),
    };
    let values = [
        moment.as_str(),
        args.base_url.as_deref().unwrap_or_default(),
        args.theme.as_deref().unwrap_or_default(),
    ];
    Ok(Key::of(sources, themes, &values))
}

/// The number of files, where all that is asked for stands there already.
fn nothing_to_do(output: &Path, key: &Key, args: &BuildArgs) -> Option<usize> {
    let output = Output::again(output)?;
    let same =
        |name| (output.recorded(name)? == key.of_site(name)).then(|| output.untouched(name))?;
    names(args.audience).iter().map(|name| same(name)).sum()
}

/// The folders of the sites that are asked for.
fn names(audience: Audience) -> &'static [&'static str] {
    match audience {
        Audience::All => &["public", "internal"],
        Audience::Public => &["public"],
        Audience::Internal => &["internal"],
    }
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
fn write(
    output: &Path,
    ledger: &Ledger,
    (now, theme): (Now, &Theme),
    args: &BuildArgs,
    (key, progress): (Option<Key>, &Progress),
) -> Result<Made> {
    let output = Output::open(output)?;
    let staged: Vec<_> = std::thread::scope(|threads| {
        let stage = |name: &&'static str| {
            let site = match *name {
                "public" => crate::public_site(&ledger.status, now, theme),
                _ => crate::internal_site(ledger, now, theme),
            };
            let staged = output.stage(name, &site, args.adopt, progress)?;
            // Its memory goes while the next one is made.
            threads.spawn(move || drop(site));
            Ok((*name, staged))
        };
        names(args.audience)
            .iter()
            .map(stage)
            .collect::<Result<_>>()
    })?;
    let mut made = Made::default();
    for (name, site) in staged {
        made.files += site.written.len() + site.unchanged;
        made.written += site.written.len();
        made.unchanged += site.unchanged;
        output.record(name, None)?;
        made.removed += site.publish()?;
        output.record(name, key.as_ref().map(|key| key.of_site(name)))?;
    }
    Ok(made)
}

fn summary(
    made: &Made,
    output: &Path,
    (drafts, waiting): (usize, &[Waiting]),
    progress: &Progress,
) -> String {
    let mut text = String::new();
    if drafts > 0 {
        text.push_str(&format!("{drafts} left out as draft\n"));
    }
    for one in waiting.iter().take(10) {
        text.push_str(&format!(
            "waiting until {}: /{}\n",
            one.until.to_the_minute(),
            one.address
        ));
    }
    if waiting.len() > 10 {
        text.push_str(&format!("and {} more waiting\n", waiting.len() - 10));
    }
    let Made {
        files,
        written,
        unchanged,
        removed,
    } = made;
    let milliseconds = progress.elapsed().as_millis();
    text.push_str(&format!(
        "{files} files in {}: {written} written, {unchanged} unchanged, {removed} removed; {milliseconds} ms\n",
        typed(output)
    ));
    text
}
