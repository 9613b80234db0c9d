//! Reads the content and the theme again when they may have changed, and reports what is wrong with them.

use std::sync::Arc;

use anyhow::Result;

use super::changes::Changes;
use super::preview::{ContentFaults, PendingSites, Preview, SiteInput};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, SkippedFile, Sources};
use crate::base::time::{Now, Zone};
use crate::edge::diagnostics::redaction::{SecretFiles, redact};
use crate::edge::diagnostics::text::{self, SourceLines};
use crate::edge::incremental::check_cache::CheckCache;
use crate::edge::load::{ContentScope, SiteRoot, Themes, environment, find_design};
use crate::edge::{clock, first_published, terminal};
use crate::model::Ledger;
use crate::model::site::SiteUrl;
use crate::render::theme::builtin::DEFAULT_THEME;
use crate::render::theme::files::ThemeFiles;
use crate::render::theme::{Theme, ThemeFault};
use crate::view::branding::{BrandingView, branding_view};

/// What the preview is made from, and how.
#[derive(Clone, Debug)]
pub struct PreviewOptions {
    pub root: SiteRoot,
    /// `--theme`.
    pub theme: Option<String>,
    /// `--now`.
    pub now: Option<String>,
    /// The address of the public site, for absolute links.
    pub url: SiteUrl,
    pub source_lines: SourceLines,
    /// The content folder as the user would type it.
    pub folder: String,
}

/// Reads the content, and only what changed where that is enough.
pub struct ContentLoader {
    preview: Arc<Preview>,
    options: PreviewOptions,
    last: Option<CheckedContent>,
}

/// The content as it was read last.
struct CheckedContent {
    sources: Sources,
    themes: Themes,
    theme: Option<LoadedTheme>,
    cache: CheckCache,
    reported: Vec<Diagnostic>,
}

struct LoadedTheme {
    design: ThemeFiles,
    branding: BrandingView,
    theme: Arc<Theme>,
}

/// What reading the content led to.
pub struct ReloadOutcome {
    pub content: Content,
    /// For the terminal: errors and warnings.
    pub messages: String,
}

pub enum Content {
    /// Its sites are being made.
    Valid(PendingSites),
    Faulty(ContentFaults),
    /// It could not be read, which may succeed in a moment.
    Unreadable,
}

impl ContentLoader {
    #[must_use]
    pub fn new(preview: Arc<Preview>, options: PreviewOptions) -> ContentLoader {
        ContentLoader {
            preview,
            options,
            last: None,
        }
    }

    /// Reads what may have changed; `None` if nothing did.
    pub fn reload(&mut self, changes: &Changes) -> Option<ReloadOutcome> {
        self.try_reload(changes).unwrap_or_else(|error| {
            self.last = None;
            Some(ReloadOutcome {
                content: Content::Unreadable,
                messages: format!("error: {error:#}\n"),
            })
        })
    }

    fn try_reload(&mut self, changes: &Changes) -> Result<Option<ReloadOutcome>> {
        let mut messages = String::new();
        let Some(changed) = self.read(changes)? else {
            return Ok(None);
        };
        let Some(last) = &mut self.last else {
            return Ok(None);
        };
        let options = &self.options;
        let outcome = last
            .cache
            .recheck(&last.sources, &changed)
            .check_environment(&environment(&last.themes));
        let zone = outcome
            .ledger
            .as_ref()
            .map_or(Zone::UTC, |ledger| ledger.status.site.zone);
        let now = clock::resolve_now(options.now.as_deref(), zone)?;
        let diagnostics = outcome.diagnostics_at(now);
        // Diagnostics that are the same as those of the last state of the files are not repeated.
        if last.reported != diagnostics {
            messages += &match options.source_lines {
                SourceLines::Show => text::render(
                    &diagnostics,
                    &last.sources,
                    &options.folder,
                    options.source_lines,
                ),
                SourceLines::Hide => {
                    let (shown, sources) = redact(&diagnostics, &last.sources, now);
                    text::render(&shown, &sources, &options.folder, options.source_lines)
                }
            };
            last.reported.clone_from(&diagnostics);
        }
        let content = match outcome.ledger {
            Some(mut ledger) => {
                first_published::add_to_ledger(&mut ledger, &options.root)?;
                match last.site_input(ledger, now, options)? {
                    Ok(input) => Content::Valid(self.preview.prepare(input)),
                    Err(text) => {
                        messages += &text;
                        Content::Faulty(ContentFaults::same(&text))
                    }
                }
            }
            None => {
                let counts = text::summarize_counts(&diagnostics);
                messages += &format!("{counts}; the pages are not updated\n");
                Content::Faulty(faults_by_side(
                    &diagnostics,
                    &last.sources,
                    options.source_lines,
                ))
            }
        };
        Ok(Some(ReloadOutcome { content, messages }))
    }

    /// Reads what may have changed, and returns the files that differ and that the check has seen before; `None` if nothing differs.
    fn read(&mut self, changes: &Changes) -> Result<Option<Vec<FileId>>> {
        let root = &self.options.root;
        let themes = root.themes()?;
        let Some(last) = &mut self.last else {
            return self.read_all(themes);
        };
        let restyled = last.themes != themes;
        let changed = if changes.all {
            None
        } else {
            root.reload_changed(&mut last.sources, &changes.paths)?
        };
        match changed {
            Some(changed) if changed.is_empty() && !restyled => Ok(None),
            Some(changed) => {
                if restyled {
                    (last.themes, last.theme) = (themes, None);
                }
                Ok(Some(changed))
            }
            None => self.read_all(themes),
        }
    }

    fn read_all(&mut self, themes: Themes) -> Result<Option<Vec<FileId>>> {
        let sources = self.options.root.load(ContentScope::All)?;
        if let Some(last) = &self.last
            && last.sources == sources
            && last.themes == themes
        {
            return Ok(None);
        }
        self.last = Some(CheckedContent {
            sources,
            themes,
            theme: None,
            cache: CheckCache::default(),
            reported: Vec::new(),
        });
        Ok(Some(Vec::new()))
    }
}

impl CheckedContent {
    /// What the sites are made from; a text for people if the theme has a fault.
    fn site_input(
        &mut self,
        mut ledger: Ledger,
        now: Now,
        options: &PreviewOptions,
    ) -> Result<Result<SiteInput, String>> {
        let site = &mut ledger.status.site;
        let name = options.theme.as_deref().or(site.branding.theme.as_deref());
        let design = find_design(&self.themes, name.unwrap_or(DEFAULT_THEME.name))?;
        site.url = options.url.clone();
        Ok(match self.theme(design, branding_view(site)) {
            Ok(theme) => Ok(SiteInput {
                ledger,
                now,
                theme,
                unread_internal: self.sources.unread_internal().map(SkippedFile::message),
            }),
            Err(error) => Err(format!("error: invalid theme: {error}\n")),
        })
    }

    /// The theme of a design and a branding, parsed again only when one of them is new.
    fn theme(
        &mut self,
        design: ThemeFiles,
        branding: BrandingView,
    ) -> Result<Arc<Theme>, ThemeFault> {
        if let Some(loaded) = &self.theme
            && loaded.design == design
            && loaded.branding == branding
        {
            return Ok(Arc::clone(&loaded.theme));
        }
        let theme = Arc::new(Theme::new(&design, &branding)?);
        self.theme = Some(LoadedTheme {
            design,
            branding,
            theme: Arc::clone(&theme),
        });
        Ok(theme)
    }
}

/// Diagnostics as `check` shows them, for each site what may be shown there. Paths are relative to the site, whatever its folder is.
fn faults_by_side(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    source_lines: SourceLines,
) -> ContentFaults {
    const FOLDER: &str = "content/";
    let text = |diagnostics: &[Diagnostic]| {
        terminal::strip_colors(&text::render(diagnostics, sources, FOLDER, source_lines))
    };
    let secret = SecretFiles::find(sources, None);
    let (mut public, mut hidden) = (String::new(), 0);
    for diagnostic in diagnostics {
        let text = text(std::slice::from_ref(diagnostic));
        if secret.concern(diagnostic, &text) {
            hidden += 1;
        } else {
            public.push_str(&text);
        }
    }
    if hidden > 0 {
        let more = if public.is_empty() { "" } else { " more" };
        public.push_str(&format!(
            "{hidden}{more} in drafts or internal files: see the internal site or the terminal\n"
        ));
    }
    ContentFaults {
        public,
        internal: text(diagnostics),
    }
}
