//! A file that a command wrote is checked together with all others before it is kept.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow};

use super::{moment_in, report};
use crate::author::clock::{self, Lean};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Moment, Now, Zone};
use crate::check;
use crate::edge::cli::Common;
use crate::edge::load::Root;
use crate::edge::terminal::say;
use crate::parse;
use crate::parse::given::Given;

/// The zone of the site, the moment, and the content before anything is written.
pub(super) struct Desk<'a> {
    pub root: &'a Root,
    pub common: &'a Common,
    pub sources: Sources,
    pub zone: Zone,
    pub now: Now,
}

impl<'a> Desk<'a> {
    /// Reads the content. Faults in it are no reason not to write: the zone is that of the settings as far as they can be read.
    pub fn open(root: &'a Root, common: &'a Common) -> Result<Desk<'a>> {
        let sources = super::load(root)?;
        let zone = zone(&sources);
        Ok(Desk {
            root,
            common,
            zone,
            now: moment_in(zone, common)?,
            sources,
        })
    }

    /// A time as somebody typed it.
    pub fn time(&self, text: &str, lean: Lean) -> Result<Moment> {
        clock::time(text, self.now.0, self.zone, lean).map_err(|reason| anyhow!(reason))
    }

    /// A time as it is written in a file, in words that say the zone.
    pub fn said(&self, written: &str) -> String {
        self.time(written, Lean::Nearest).map_or_else(
            |_| written.to_owned(),
            |moment| clock::said(moment, self.zone),
        )
    }

    /// The text of a file of the content.
    pub fn text(&self, path: &str) -> Option<Result<String>> {
        let file = self.sources.find(path)?;
        Some(String::from_utf8(self.sources.file(file).bytes.clone()).map_err(Into::into))
    }

    /// Whether the content is no worse with this file in it. New faults are shown; warnings alone do not stand in the way.
    pub fn accepts(&self, path: &str, text: &str) -> Result<bool> {
        let others = self
            .sources
            .iter()
            .filter(|(_, file)| file.path != path)
            .map(|(_, file)| file.clone());
        let new = SourceFile {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let after = Sources::new(others.chain([new]).collect());
        let known = self.faults(&self.sources);
        let known: BTreeSet<(&str, &str, &str)> = known
            .iter()
            .map(|fault| name(fault, &self.sources))
            .collect();
        let found = self.faults(&after);
        let fresh: Vec<Diagnostic> = found
            .iter()
            .filter(|fault| !known.contains(&name(fault, &after)))
            .cloned()
            .collect();
        report(&fresh, &after, self.root, self.common)?;
        let sound = fresh.iter().all(|fault| fault.level != Level::Error);
        if !sound {
            say("nothing was written, because of the faults above\n")?;
        }
        Ok(sound)
    }

    fn faults(&self, sources: &Sources) -> Vec<Diagnostic> {
        check::sources(sources).at(self.now)
    }
}

/// What an author does when a file is written.
pub(super) fn then(file: &str) -> String {
    format!(
        "Customers see it with the next build:\n  git add {file} && git commit -m \"Update\" && git push\n"
    )
}

/// What a fault is, wherever its lines have moved to.
fn name<'a>(fault: &'a Diagnostic, sources: &'a Sources) -> (&'a str, &'a str, &'a str) {
    (
        &sources.file(fault.primary.span.file).path,
        fault.rule,
        &fault.message,
    )
}

/// The zone that `site.yaml` names, or UTC where that cannot be read.
fn zone(sources: &Sources) -> Zone {
    let settings = |file| sources.find("site.yaml") == Some(file);
    let (documents, _) = parse::documents_of(sources, settings);
    let named =
        documents
            .site
            .first()
            .and_then(|document| match &document.content.value.time_zone {
                Given::Here(name) => Zone::named(&name.value),
                _ => None,
            });
    named.unwrap_or(Zone::UTC)
}
