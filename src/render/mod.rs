//! Views and a theme to bytes: pages, feeds, charts and tables.
//!
//! A [`SiteRenderer`] is lazy: it knows its paths, and renders the one that it is asked for.

pub mod annotations;
pub mod announcement;
pub mod axis;
pub mod badge;
pub mod calendar;
pub mod canvas;
pub mod card;
pub mod chart;
pub mod chart_frame;
pub mod console_report;
pub mod csv;
pub mod days;
pub mod drawing;
pub mod durations;
pub mod feed;
pub mod hosting;
pub mod json;
pub mod mail;
pub mod markdown;
pub mod page_diff;
pub mod palette;
pub mod period_plot;
#[cfg(feature = "png")]
pub mod png;
pub mod ranking;
pub mod small_multiples;
pub mod svg;
pub mod team_pages;
pub mod text_width;
pub mod theme;
pub mod totals;
#[cfg(feature = "png")]
mod touch_icon;
pub mod xml;

use std::sync::OnceLock;

use chart::standalone_drawing;
use theme::{Theme, ThemeFault};

use crate::view::outline::{Outline, StaticFile, View};
#[cfg(feature = "png")]
use crate::view::page::PageBody;
use crate::view::page::PageView;

/// A site that can be rendered, path by path, from several threads.
pub struct SiteRenderer<'a> {
    outline: Outline<'a>,
    theme: &'a Theme,
    #[cfg(feature = "png")]
    pictures: png::PngRenderer,
    /// Gathered for the first one that asks.
    paths: OnceLock<Vec<String>>,
}

impl<'a> SiteRenderer<'a> {
    pub fn new(outline: Outline<'a>, theme: &'a Theme) -> SiteRenderer<'a> {
        SiteRenderer {
            outline,
            theme,
            #[cfg(feature = "png")]
            pictures: png::PngRenderer::default(),
            paths: OnceLock::new(),
        }
    }

    /// Every path of the site, in order, relative to its root.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths
            .get_or_init(|| self.outline.paths().all())
            .iter()
            .map(String::as_str)
    }

    /// The file that is published as it is at a path.
    pub fn static_file(&self, path: &str) -> Option<&'a StaticFile> {
        self.outline.static_file(path)
    }

    /// The bytes at a path; `None` if the site has no such path, or if the bytes are on the disk only.
    ///
    /// # Errors
    /// [`ThemeFault`] when a template cannot print what it is given.
    pub fn render(&self, path: &str) -> Result<Option<Vec<u8>>, ThemeFault> {
        if let Some(file) = self.static_file(path) {
            return Ok(file.bytes.as_deref().map(<[u8]>::to_vec));
        }
        self.outline
            .view(path)
            .map(|view| self.render_view(view, &[]))
            .transpose()
    }

    /// The view at a path.
    pub fn view(&self, path: &str) -> Option<View> {
        self.outline.view(path)
    }

    /// The bytes at a path, if they are not those of an earlier build. A picture that is still right is not drawn again.
    ///
    /// # Errors
    /// As [`SiteRenderer::render`].
    pub fn render_if_changed(
        &self,
        path: &str,
        before: &[u8],
    ) -> Result<Option<Vec<u8>>, ThemeFault> {
        if self.static_file(path).is_some() {
            let after = self.render(path)?;
            return Ok(after.filter(|after| after != before));
        }
        let after = match self.outline.view(path) {
            #[cfg(feature = "png")]
            Some(View::Picture(chart)) => {
                return Ok(self
                    .pictures
                    .render_if_changed(&standalone_drawing(&chart), before));
            }
            #[cfg(feature = "png")]
            Some(View::Card(card)) => {
                return Ok(self
                    .pictures
                    .render_if_changed(&card::draw_card(&card), before));
            }
            view => view
                .map(|view| self.render_view(view, before))
                .transpose()?
                .unwrap_or_default(),
        };
        Ok(Some(after).filter(|after| after != before))
    }

    /// The bytes of a view. `before` are those of an earlier build.
    fn render_view(&self, view: View, before: &[u8]) -> Result<Vec<u8>, ThemeFault> {
        Ok(match view {
            View::Page(page) => self.render_page(&page, before)?.into_bytes(),
            View::Rss(feed) => feed::write_rss(&feed).into_bytes(),
            View::Atom(feed) => feed::write_atom(&feed).into_bytes(),
            View::Calendar(events) => calendar::write_ics(&events),
            View::Json(file) => json::write_json(&file),
            View::Chart(chart) => svg::write_svg(&standalone_drawing(&chart)).into_bytes(),
            #[cfg(feature = "png")]
            View::Picture(chart) => self.pictures.render(&standalone_drawing(&chart)),
            #[cfg(feature = "png")]
            View::Card(card) => self.pictures.render(&card::draw_card(&card)),
            #[cfg(feature = "png")]
            View::TouchIcon => self.pictures.render(&touch_icon::draw_touch_icon()),
            View::Table(table) => csv::write_csv(&table),
            View::Badge(view) => badge::write_badge(&view).into_bytes(),
            View::Headers(view) => hosting::write_headers(&view, self.theme).into_bytes(),
            View::Sitemap(view) => hosting::write_sitemap(&view).into_bytes(),
            View::Icon => self.theme.icon().as_bytes().to_vec(),
            View::Markdown(document) => markdown::write_markdown(&document).into_bytes(),
            View::Text(text) => text.into_bytes(),
        })
    }

    fn render_page(&self, page: &PageView, before: &[u8]) -> Result<String, ThemeFault> {
        let html = self.theme.render_page(page)?;
        #[cfg(feature = "png")]
        if let PageBody::Mail(mail) = &page.body {
            return Ok(mail::embed_pictures(
                html,
                &mail.pictures,
                before,
                &self.pictures,
            ));
        }
        let _ = before;
        Ok(html)
    }
}
