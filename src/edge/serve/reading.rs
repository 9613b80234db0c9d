//! Reads the content and the theme again when they may have changed, and says what is wrong with them.

use std::sync::Arc;

use anyhow::Result;

use super::preview::{Material, Trouble};
use super::watch::Changes;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, SourceFile, Sources};
use crate::base::time::Zone;
use crate::check::{self, CheckCache};
use crate::edge::human::{self, SourceLines};
use crate::edge::load::{LoadedContent, SiteRoot, Themes, environment, find_design};
use crate::edge::{clock, terminal};
use crate::model::site::SiteUrl;
use crate::render::theme::Theme;
use crate::render::theme::builtin::DEFAULT_THEME;
use crate::render::theme::files::ThemeFiles;
use crate::view::branding::{BrandingView, branding_view};

/// What the preview is made from, and how.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The site's folder.
    pub root: SiteRoot,
    /// The theme that was asked for.
    pub theme: Option<String>,
    /// The moment that was asked for.
    pub now: Option<String>,
    /// The address of the public site, wherever whole addresses stand.
    pub url: SiteUrl,
    /// Whether lines of files are quoted.
    pub quote: SourceLines,
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
    themes: Themes,
    /// For a design and a look.
    theme: Option<(ThemeFiles, BrandingView, Arc<Theme>)>,
    memory: CheckCache,
    said: Vec<Diagnostic>,
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

    /// Reads what may have changed; `None` if it is what it was.
    pub fn read(&mut self, changes: &Changes) -> Option<Seen> {
        match self.try_read(changes) {
            Ok(seen) => seen,
            Err(error) => {
                self.last = None;
                Some(Seen {
                    state: State::Unreadable,
                    words: format!("error: {error:#}\n"),
                })
            }
        }
    }

    fn try_read(&mut self, changes: &Changes) -> Result<Option<Seen>> {
        let themes = self.plan.root.themes()?;
        let surroundings = environment(&themes);
        let restyled = self.last.as_ref().is_none_or(|last| last.themes != themes);
        let mut words = String::new();
        let changed = match self.refreshed(changes)? {
            Some(changed) if changed.is_empty() && !restyled => return Ok(None),
            Some(changed) => changed,
            None => {
                let LoadedContent { sources, skipped } = self.plan.root.load()?;
                if self
                    .last
                    .as_ref()
                    .is_some_and(|last| last.sources == sources && !restyled)
                {
                    return Ok(None);
                }
                words.extend(skipped.iter().map(|note| format!("warning: {note}\n")));
                self.last = Some(Last {
                    sources,
                    themes: themes.clone(),
                    theme: None,
                    memory: CheckCache::default(),
                    said: Vec::new(),
                });
                Vec::new()
            }
        };
        let Some(last) = &mut self.last else {
            return Ok(None);
        };
        if restyled {
            (last.themes, last.theme) = (themes, None);
        }
        let Last {
            sources,
            themes,
            theme,
            memory,
            said,
        } = last;
        let outcome = check::recheck(sources, &changed, memory).check_environment(&surroundings);
        let zone = outcome
            .ledger
            .as_ref()
            .map_or(Zone::UTC, |ledger| ledger.status.site.zone);
        let now = clock::resolve_now(self.plan.now.as_deref(), zone)?;
        let faults = outcome.diagnostics_at(now);
        // What was said of the last state of the files is not said again.
        if *said != faults {
            words.push_str(&human::render_all(
                &faults,
                sources,
                &self.plan.folder,
                self.plan.quote,
            ));
            said.clone_from(&faults);
        }
        let Some(mut ledger) = outcome.ledger else {
            words.push_str(&format!(
                "{}; the pages stay as they were\n",
                terminal::summarize_counts(&faults)
            ));
            return Ok(Some(Seen {
                state: State::Faulty(trouble(&faults, sources, self.plan.quote)),
                words,
            }));
        };
        let name = self
            .plan
            .theme
            .as_deref()
            .or(ledger.status.site.branding.theme.as_deref());
        let (design, look) = (
            find_design(themes, name.unwrap_or(DEFAULT_THEME.name))?,
            branding_view(&ledger.status.site),
        );
        if theme
            .as_ref()
            .is_none_or(|(known, seen, _)| *known != design || *seen != look)
        {
            match Theme::new(&design, &look) {
                Ok(made) => *theme = Some((design, look, Arc::new(made))),
                Err(fault) => {
                    let text = format!("error: the theme does not work: {fault}\n");
                    return Ok(Some(Seen {
                        state: State::Faulty(Trouble::same(&text)),
                        words: words + &text,
                    }));
                }
            }
        }
        let Some((.., theme)) = theme else {
            return Ok(None);
        };
        let theme = Arc::clone(theme);
        ledger.status.site.url = self.plan.url.clone();
        Ok(Some(Seen {
            state: State::Good(Box::new(Material { ledger, now, theme })),
            words,
        }))
    }
}

impl Reading {
    /// The files of the content that differ now; `None` where it has to be read as a whole.
    fn refreshed(&mut self, changes: &Changes) -> Result<Option<Vec<FileId>>> {
        match &mut self.last {
            Some(last) if !changes.all => self
                .plan
                .root
                .reload_changed(&mut last.sources, &changes.paths),
            _ => Ok(None),
        }
    }
}

/// Faults as `check` shows them, for each side what may stand there. Paths are those of the content, whatever folder it is in.
fn trouble(diagnostics: &[Diagnostic], sources: &Sources, quote: SourceLines) -> Trouble {
    const FOLDER: &str = "content/";
    let internal = terminal::strip_colors(&human::render_all(diagnostics, sources, FOLDER, quote));
    let drafts: Vec<&str> = sources
        .iter()
        .filter(|(_, file)| is_draft(file))
        .map(|(_, file)| file.stem())
        .collect();
    let (mut public, mut hidden) = (String::new(), 0);
    for fault in diagnostics {
        let text = terminal::strip_colors(&human::render_all(
            std::slice::from_ref(fault),
            sources,
            FOLDER,
            quote,
        ));
        let mut files = std::iter::once(&fault.primary)
            .chain(&fault.related)
            .map(|label| label.span.file);
        match files.any(|file| is_secret(sources, file))
            || drafts.iter().any(|draft| text.contains(draft))
        {
            true => hidden += 1,
            false => public.push_str(&text),
        }
    }
    if hidden > 0 {
        let more = if public.is_empty() { "" } else { " more" };
        public.push_str(&format!(
            "{hidden}{more} in drafts or internal files: see the internal site or the terminal\n"
        ));
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
