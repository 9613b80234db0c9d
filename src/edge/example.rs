//! Made-up content inside the program, small and with something for every branch of every template, so that a theme can be tried on it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};

use crate::base::diagnostic::Diagnostic;
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Moment, Now};
use crate::render::theme::files::ThemeFiles;
use crate::render::theme::lint::lint_theme;
use crate::render::theme::{Theme, ThemeFault};
use crate::view::branding::{BrandingView, branding_view};
use crate::view::outline::View;
use crate::view::page::PageView;

/// Files in one text: a line `//- path` begins each.
const FULL: &str = include_str!("example/full.txt");
const BARE: &str = include_str!("example/bare.txt");
const TEAMS: &str = include_str!("example/teams.txt");

/// The time of the check: during an incident, while a maintenance overruns.
const EXAMPLE_TIME: i64 = 1_373_457_600; // 2013-07-10T12:00Z

/// The result of a check.
#[derive(Debug, Default)]
pub struct ExampleRun {
    /// The templates of pages.
    pub templates: BTreeSet<&'static str>,
    /// The pages that could be printed.
    pub rendered: Vec<String>,
    pub faults: Vec<ThemeFault>,
}

/// Prints every kind of page: a site on a bad day in the language that is given, and an empty one from right to left, without and with teams.
///
/// # Errors
/// When the made-up content does not keep the rules, which a test would find first.
pub fn render_examples(design: &ThemeFiles, language: &str) -> Result<ExampleRun> {
    let mut trial = ExampleRun::default();
    let (full, teams) = (
        format!("{FULL}{}", small_incidents()),
        format!("{BARE}{TEAMS}"),
    );
    let mut values: BTreeMap<&'static str, Vec<serde_json::Value>> = BTreeMap::new();
    for (text, language) in [
        (full.as_str(), language),
        (BARE, "ar"),
        (teams.as_str(), "en"),
    ] {
        let ledger = crate::check_sources(&parse_files(text))
            .ledger
            .context("the made-up content has faults")?;
        let branding = BrandingView {
            language: language.to_owned(),
            ..branding_view(&ledger.status.site)
        };
        let theme = match Theme::new(design, &branding) {
            Ok(theme) => theme,
            Err(fault) => {
                trial.add_fault(fault);
                return Ok(trial);
            }
        };
        let now = Now(Moment::from_unix(EXAMPLE_TIME).unwrap_or(Moment::EPOCH));
        for site in [
            crate::public_site(&ledger.status, now, &theme),
            crate::internal_site(&ledger, now, &theme),
        ] {
            let paths: Vec<String> = site
                .paths()
                .filter(|path| path.ends_with(".html"))
                .map(str::to_owned)
                .collect();
            for path in paths {
                let Some(View::Page(page)) = site.view(&path) else {
                    continue;
                };
                trial.render(&page, &theme);
                values
                    .entry(page.body.template())
                    .or_default()
                    .push(serde_json::to_value(&*page)?);
            }
        }
    }
    trial.add_fault(lint_theme(design, &values));
    Ok(trial)
}

impl ExampleRun {
    fn render(&mut self, page: &PageView, theme: &Theme) {
        self.templates.insert(page.body.template());
        match theme.render_page(page) {
            Ok(html) => self.rendered.push(html),
            Err(fault) => self.add_fault(fault),
        }
    }

    /// Adds what was not found before: one mistake in a template spoils many pages.
    fn add_fault(&mut self, mut fault: ThemeFault) {
        let place = |fault: &ThemeFault, one: &Diagnostic| {
            let span = one.primary.span;
            (fault.sources.file(span.file).path.clone(), span.start)
        };
        let known = self
            .faults
            .iter()
            .flat_map(|fault| fault.diagnostics.iter().map(move |one| place(fault, one)));
        let known: BTreeSet<(String, usize)> = known.collect();
        let is_new = |one: &&Diagnostic| !known.contains(&place(&fault, one));
        fault.diagnostics = fault.diagnostics.iter().filter(is_new).cloned().collect();
        if !fault.is_empty() {
            self.faults.push(fault);
        }
    }
}

/// More incidents than a page lists, each on a day of its own.
fn small_incidents() -> String {
    let days = (1..=31)
        .map(|day| format!("2013-05-{day:02}"))
        .chain((1..=20).map(|day| format!("2013-06-{day:02}")));
    let incident = |day: String| {
        // Those of June need a post-mortem, so that more are due than are listed.
        let state = if day.starts_with("2013-06") {
            "partial_outage"
        } else {
            "degraded_performance"
        };
        format!(
            "//- incidents/{day}-small.yaml\ntitle: A small one\nstarted: {day}T08:00Z\n\
             components: {{ web: {state} }}\nupdates:\n  \
             - {{ at: {day}T08:05Z, status: investigating, text: We look. }}\n  \
             - {{ at: {day}T09:00Z, status: resolved, text: It is over. }}\n"
        )
    };
    days.map(incident).collect()
}

/// The files of a text.
fn parse_files(text: &str) -> Sources {
    let parts = text
        .split("//- ")
        .skip(1)
        .filter_map(|part| part.split_once('\n'));
    Sources::new(
        parts
            .map(|(path, text)| SourceFile {
                path: path.to_owned(),
                bytes: text.as_bytes().to_vec(),
            })
            .collect(),
    )
}
