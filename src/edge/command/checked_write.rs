//! A file that a command wrote is checked together with all others before it is kept.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow};

use super::context::{
    content_prefix, display_path, load_sources, print_diagnostics, resolve_now_in,
};
use crate::author::typed_time::{self, DayChoice};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Moment, Now, Zone};
use crate::edge::cli::GlobalArgs;
use crate::edge::load::{ContentScope, SiteRoot};
use crate::edge::terminal::print_stderr;
use crate::format::field::Field;
use crate::parse;

/// The zone of the site, the moment, and the content before anything is written.
pub(super) struct AuthoringContext<'a> {
    pub root: &'a SiteRoot,
    pub common: &'a GlobalArgs,
    pub sources: Sources,
    pub zone: Zone,
    pub now: Now,
}

impl<'a> AuthoringContext<'a> {
    /// Reads the content. Faults in it are no reason not to write: the zone is that of the settings as far as they can be read.
    pub fn open(root: &'a SiteRoot, common: &'a GlobalArgs) -> Result<AuthoringContext<'a>> {
        let sources = load_sources(root, ContentScope::All)?;
        let zone = site_zone(&sources);
        Ok(AuthoringContext {
            root,
            common,
            zone,
            now: resolve_now_in(zone, common)?,
            sources,
        })
    }

    /// A typed time.
    pub fn parse_time(&self, text: &str, lean: DayChoice) -> Result<Moment> {
        typed_time::parse_typed_time(text, self.now.0, self.zone, lean)
            .map_err(|reason| anyhow!(reason))
    }

    /// A typed end of a window, as it is written in a file.
    pub fn parse_window_end(&self, text: &str, start: Moment) -> Result<String> {
        if text == "unknown" {
            return Ok(text.to_owned());
        }
        let end = typed_time::parse_typed_time(text, start, self.zone, DayChoice::Next)
            .map_err(|reason| anyhow!(reason))?;
        Ok(self.zone.to_the_minute(end))
    }

    /// A time as it is written in a file, in words that say the zone.
    pub fn describe_time(&self, written: &str) -> String {
        self.parse_time(written, DayChoice::Nearest).map_or_else(
            |_| written.to_owned(),
            |moment| typed_time::format_local(moment, self.zone),
        )
    }

    /// The bytes of a file of the content.
    pub fn file_bytes(&self, path: &str) -> Option<&[u8]> {
        let file = self.sources.find(path)?;
        Some(&self.sources.file(file).bytes)
    }

    /// Whether the content has no new errors with this file. New faults are printed; warnings alone do not prevent writing.
    pub fn accepts_change(&self, path: &str, text: &str) -> Result<bool> {
        let after = self.sources.with_file(SourceFile {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        });
        let known = self.diagnostics(&self.sources);
        let known: BTreeSet<(&str, &str, &str)> = known
            .iter()
            .map(|fault| diagnostic_identity(fault, &self.sources))
            .collect();
        let found = self.diagnostics(&after);
        let fresh: Vec<Diagnostic> = found
            .iter()
            .filter(|fault| !known.contains(&diagnostic_identity(fault, &after)))
            .cloned()
            .collect();
        print_diagnostics(&fresh, &after, self.root, self.common)?;
        let sound = fresh.iter().all(|fault| fault.level != Level::Error);
        if !sound {
            print_stderr("nothing was written because of the errors above\n")?;
        }
        Ok(sound)
    }

    fn diagnostics(&self, sources: &Sources) -> Vec<Diagnostic> {
        crate::check_sources(sources).diagnostics_at(self.now)
    }
}

/// The next steps after a file of the content was written. Content in a submodule, or behind a link, is in another repository.
pub fn next_steps(root: &SiteRoot, path: &str) -> String {
    let content = &root.content;
    let (git, file) = if content.join(".git").exists() || !content.starts_with(&root.folder) {
        (format!("git -C {}", display_path(content)), path.to_owned())
    } else {
        ("git".to_owned(), content_prefix(root) + path)
    };
    format!(
        "Customers see it with the next build:\n  {git} add {file} && {git} commit -m \"Update\" && {git} push\n"
    )
}

/// Identifies a fault independently of its line.
fn diagnostic_identity<'a>(
    fault: &'a Diagnostic,
    sources: &'a Sources,
) -> (&'a str, &'a str, &'a str) {
    (
        &sources.file(fault.primary.span.file).path,
        fault.rule.id,
        &fault.message,
    )
}

/// The zone that `site.yaml` names, or UTC where that cannot be read.
fn site_zone(sources: &Sources) -> Zone {
    let settings = |file| sources.find("site.yaml") == Some(file);
    let (documents, _) = parse::parse_matching(sources, settings);
    let named =
        documents
            .site
            .first()
            .and_then(|document| match &*document.content.value.time_zone {
                Field::Value(name) => Zone::from_name(&name.value.0),
                _ => None,
            });
    named.unwrap_or(Zone::UTC)
}
