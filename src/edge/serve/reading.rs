//! Reads the content and the theme again when they may have changed, and says what is wrong with them.

use std::sync::Arc;

use anyhow::{Context, Result};

use super::preview::{Material, Trouble};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, SourceFile, Sources};
use crate::check::{self, Outcome};
use crate::edge::human::{self, Quote};
use crate::edge::load::Root;
use crate::edge::{clock, terminal};
use crate::model::site::SiteUrl;
use crate::render::theme::Theme;

/// What the preview is made from, and how.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The site's folder.
    pub root: Root,
    /// The theme that was asked for.
    pub theme: Option<String>,
    /// The moment that was asked for.
    pub now: Option<String>,
    /// The address of the public site, wherever whole addresses stand.
    pub url: SiteUrl,
    /// Whether lines of files are quoted.
    pub quote: Quote,
    /// The content folder, as a person at the terminal would type it.
    pub folder: String,
}

/// The content as it was read last.
pub struct Reading {
    plan: Plan,
    last: Option<Last>,
}

struct Last {
    sources: Sources,
    style: Vec<(String, String)>,
}

/// What a reading found.
#[derive(Debug)]
pub struct Seen {
    /// What to show now.
    pub state: State,
    /// What to say at the terminal: faults and warnings.
    pub words: String,
}

/// The state of the content.
#[derive(Debug)]
pub enum State {
    /// Both sites can be made.
    Good(Box<Material>),
    /// It has faults.
    Faulty(Trouble),
    /// It could not be read, which may be better in a moment.
    Unreadable,
}

impl Reading {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(plan: Plan) -> Reading {
        Reading { plan, last: None }
    }

    /// Reads everything; `None` if it is what it was.
    pub fn read(&mut self) -> Option<Seen> {
        match self.try_read() {
            Ok(seen) => seen,
            Err(error) => {
                self.last = None;
                Some(Seen { state: State::Unreadable, words: format!("error: {error:#}\n") })
            }
        }
    }

    fn try_read(&mut self) -> Result<Option<Seen>> {
        let loaded = self.plan.root.load()?;
        let style = self.plan.root.theme(self.plan.theme.as_deref())?;
        let same = self.last.as_ref().is_some_and(|last| last.sources == loaded.sources && last.style == style);
        if same {
            return Ok(None);
        }
        let mut words: String = loaded.skipped.iter().map(|note| format!("warning: {note}\n")).collect();
        let Last { sources, style } = self.last.insert(Last { sources: loaded.sources, style });
        let Outcome { ledger, diagnostics, .. } = check::sources(sources);
        words.push_str(&human::text(&diagnostics, sources, &self.plan.folder, self.plan.quote));
        let Some(mut ledger) = ledger else {
            words.push_str(&format!("{}; the pages stay as they were\n", terminal::tally(&diagnostics)));
            return Ok(Some(Seen { state: State::Faulty(trouble(&diagnostics, sources, self.plan.quote)), words }));
        };
        let theme = match Theme::new(style, &ledger.status.site.language) {
            Ok(theme) => Arc::new(theme),
            Err(fault) => {
                let text = format!("error: the theme does not work: {fault}\n");
                return Ok(Some(Seen { state: State::Faulty(Trouble::same(&text)), words: words + &text }));
            }
        };
        let now = clock::now(self.plan.now.as_deref(), ledger.status.site.zone).context("the moment is unknown")?;
        ledger.status.site.url = self.plan.url.clone();
        Ok(Some(Seen { state: State::Good(Box::new(Material { ledger, now, theme })), words }))
    }
}

/// Faults as `check` shows them, for each side what may stand there. Paths are those of the content, whatever folder it is in.
fn trouble(diagnostics: &[Diagnostic], sources: &Sources, quote: Quote) -> Trouble {
    const FOLDER: &str = "content/";
    let internal = terminal::plain(&human::text(diagnostics, sources, FOLDER, quote));
    let drafts: Vec<&str> = sources.iter().filter(|(_, file)| is_draft(file)).map(|(_, file)| file.stem()).collect();
    let (mut public, mut hidden) = (String::new(), 0);
    for fault in diagnostics {
        let text = terminal::plain(&human::text(std::slice::from_ref(fault), sources, FOLDER, quote));
        let mut files = std::iter::once(&fault.primary).chain(&fault.related).map(|label| label.span.file);
        match files.any(|file| is_secret(sources, file)) || drafts.iter().any(|draft| text.contains(draft)) {
            true => hidden += 1,
            false => public.push_str(&text),
        }
    }
    if hidden > 0 {
        let more = if public.is_empty() { "" } else { " more" };
        public
            .push_str(&format!("{hidden}{more} in drafts or internal files: see the internal site or the terminal\n"));
    }
    Trouble { public, internal }
}

/// Whether nothing of a file may stand on the public site. A file that cannot be read is a draft already if it may want to be one.
fn is_secret(sources: &Sources, file: FileId) -> bool {
    let file = sources.file(file);
    file.path.starts_with("internal/") || is_draft(file)
}

fn is_draft(file: &SourceFile) -> bool {
    file.bytes.windows(5).any(|five| five == b"draft")
}
