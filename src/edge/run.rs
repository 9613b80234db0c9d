//! Carries out commands: reads the world, calls the pipeline, writes what came out.

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::cli::{Audience, BuildArgs, CheckArgs, Cli, Color, Command, Common, Format};
use super::human::{self, Quote};
use super::load::{Loaded, Root};
use super::output::Output;
use super::{clock, machine};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Sources;
use crate::base::time::Now;
use crate::check::{self, Outcome};
use crate::derive::snapshot::{Waiting, waiting};
use crate::model::Ledger;
use crate::model::site::SiteUrl;
use crate::render::Site;
use crate::render::theme::Theme;

/// How a command ended, as exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// 0: all is well.
    Good,
    /// 1: the content has faults.
    Faults,
}

/// Runs the command that was typed.
///
/// # Errors
/// When it could not be carried out, with the path and the reason: exit code 2.
pub fn run(cli: &Cli) -> Result<End> {
    match cli.common.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let start = cli.common.directory.clone().map_or_else(std::env::current_dir, Ok)?;
    let root = Root::find(&start)?;
    match &cli.command {
        Command::Build(args) => build(&root, &cli.common, args),
        Command::Check(args) => check(&root, &cli.common, args),
    }
}

/// Reads the content, and says what was passed over.
fn load(root: &Root) -> Result<Sources> {
    let Loaded { sources, skipped } = root.load()?;
    for note in &skipped {
        say(&format!("warning: {note}\n"))?;
    }
    Ok(sources)
}

fn build(root: &Root, common: &Common, args: &BuildArgs) -> Result<End> {
    let begun = Instant::now();
    let sources = load(root)?;
    let outcome = check::sources(&sources);
    report(&outcome.diagnostics, &sources, root, common)?;
    let stopped = args.strict && !outcome.diagnostics.is_empty();
    let Some(mut ledger) = outcome.ledger.filter(|_| !stopped) else {
        say(&format!("{}; nothing was built\n", tally(&outcome.diagnostics)))?;
        return Ok(End::Faults);
    };
    let now = clock::now(common.now.as_deref(), ledger.status.site.zone)?;
    if let Some(url) = &args.base_url {
        ledger.status.site.url = SiteUrl::parse(url).map_err(|reason| anyhow::anyhow!("--base-url {url}: {reason}"))?;
    }
    let theme = Theme::new(&root.theme(args.theme.as_deref())?).context("the theme does not work")?;
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

fn check(root: &Root, common: &Common, args: &CheckArgs) -> Result<End> {
    let sources = load(root)?;
    let Outcome { diagnostics, .. } = check::sources(&sources);
    let wanted = wanted(&args.paths, root)?;
    let chosen = |fault: &Diagnostic| {
        let path = &sources.file(fault.primary.span.file).path;
        wanted.is_empty() || wanted.iter().any(|start| path == start || path.starts_with(&format!("{start}/")))
    };
    let shown: Vec<Diagnostic> = diagnostics.into_iter().filter(chosen).collect();
    let folder = folder(root);
    match args.format {
        Format::Human => {
            report(&shown, &sources, root, common)?;
            if !common.quiet {
                print(&format!("{} in {} files\n", tally(&shown), sources.iter().count()))?;
            }
        }
        Format::Short => {
            let lines = shown.iter().map(|fault| human::short(fault, &sources, &folder) + "\n");
            print(&lines.collect::<String>())?;
        }
        Format::Json => print(&machine::json(&shown, &sources, &folder))?,
        Format::Github => print(&machine::github(&shown, &sources, &folder))?,
        Format::Gitlab => print(&machine::gitlab(&shown, &sources, &folder))?,
        Format::Sarif => print(&machine::sarif(&shown, &sources, &folder))?,
    }
    let bad = shown.iter().any(|fault| args.strict || fault.level == Level::Error);
    Ok(if bad { End::Faults } else { End::Good })
}

/// Paths that a report is limited to, from the content folder, whichever folder they were typed from.
fn wanted(paths: &[String], root: &Root) -> Result<Vec<String>> {
    let content = root.content();
    let inside = |text: &String| {
        let typed = Path::new(text);
        let found = [content.join(typed), root.folder.join(typed), std::env::current_dir()?.join(typed)];
        let found = found.iter().find_map(|path| fs_err::canonicalize(path).ok());
        match found.as_ref().and_then(|path| path.strip_prefix(&content).ok()) {
            Some(path) => Ok(path.to_string_lossy().trim_end_matches('/').to_owned()),
            None => bail!("{text} is not in the content folder"),
        }
    };
    let paths: Vec<String> = paths.iter().map(inside).collect::<Result<_>>()?;
    Ok(if paths.iter().any(String::is_empty) { Vec::new() } else { paths })
}

/// The content folder as a person would type it here, with a slash at the end; nothing from inside of it.
fn folder(root: &Root) -> String {
    let content = root.content();
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    let short = here.and_then(|here| content.strip_prefix(here).ok().map(Path::to_owned));
    let shown = short.unwrap_or(content);
    if shown.as_os_str().is_empty() { String::new() } else { format!("{}/", shown.display()) }
}

fn report(diagnostics: &[Diagnostic], sources: &Sources, root: &Root, common: &Common) -> Result<()> {
    let quote = if common.no_source_lines { Quote::Nothing } else { Quote::Lines };
    say(&human::text(diagnostics, sources, &folder(root), quote))
}

fn tally(diagnostics: &[Diagnostic]) -> String {
    let count = |level: Level| diagnostics.iter().filter(|fault| fault.level == level).count();
    let words = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    format!("{}, {}", words(count(Level::Error), "error"), words(count(Level::Warning), "warning"))
}

/// Results, to standard output. A reader that has gone is no failure.
fn print(text: &str) -> Result<()> {
    written(anstream::stdout().lock().write_all(text.as_bytes()))
}

/// Diagnostics, to standard error.
fn say(text: &str) -> Result<()> {
    written(anstream::stderr().lock().write_all(text.as_bytes()))
}

fn written(result: std::io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("cannot write to the terminal"),
        _ => Ok(()),
    }
}
