//! Views and a theme to bytes: pages, feeds, charts and tables.
//!
//! A [`SiteRenderer`] is lazy: it knows its paths, and renders the one that it is asked for. Whoever wants all of them asks for all.

pub mod annotations;
pub mod axis;
pub mod badge;
pub mod calendar;
pub mod canvas;
pub mod card;
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
pub mod xml;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;

use drawing::{Drawing, Placement, Width};
use theme::{Theme, ThemeFault};

use crate::view::chart::Chart;
use crate::view::outline::{Outline, View};

/// A site that can be rendered, path by path, from several threads.
pub struct SiteRenderer<'a> {
    outline: Outline<'a>,
    theme: &'a Theme,
    /// Gathered for the first one that asks.
    paths: OnceLock<Vec<String>>,
}

impl<'a> SiteRenderer<'a> {
    pub fn new(outline: Outline<'a>, theme: &'a Theme) -> SiteRenderer<'a> {
        SiteRenderer {
            outline,
            theme,
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

    /// The bytes at a path; `None` if the site has no such path.
    ///
    /// # Errors
    /// [`ThemeFault`] when a template cannot print what it is given.
    pub fn render(&self, path: &str) -> Result<Option<Vec<u8>>, ThemeFault> {
        self.outline
            .view(path)
            .map(|view| render(view, self.theme))
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
        let after = match self.outline.view(path) {
            #[cfg(feature = "png")]
            Some(View::Picture(chart)) => {
                return Ok(png::render_png_if_changed(
                    &standalone_drawing(*chart),
                    before,
                ));
            }
            #[cfg(feature = "png")]
            Some(View::Card(card)) => {
                return Ok(png::render_png_if_changed(&card::draw_card(&card), before));
            }
            view => view
                .map(|view| render(view, self.theme))
                .transpose()?
                .unwrap_or_default(),
        };
        Ok(Some(after).filter(|after| after != before))
    }
}

fn render(view: View, theme: &Theme) -> Result<Vec<u8>, ThemeFault> {
    Ok(match view {
        View::Page(page) => theme.render_page(&page)?.into_bytes(),
        View::Rss(feed) => feed::write_rss(&feed).into_bytes(),
        View::Atom(feed) => feed::write_atom(&feed).into_bytes(),
        View::Calendar(events) => calendar::write_ics(&events),
        View::Json(file) => json::write_json(&file),
        View::Chart(chart) => svg::write_svg(&standalone_drawing(*chart)).into_bytes(),
        #[cfg(feature = "png")]
        View::Picture(chart) => png::render_png(&standalone_drawing(*chart)),
        #[cfg(feature = "png")]
        View::Card(card) => png::render_png(&card::draw_card(&card)),
        View::Table(table) => csv::write_csv(&table),
        View::Badge(view) => badge::write_badge(&view).into_bytes(),
        View::Headers(view) => hosting::write_headers(&view, theme).into_bytes(),
        View::Sitemap(view) => hosting::write_sitemap(&view).into_bytes(),
        View::Icon => theme.icon().as_bytes().to_vec(),
        View::File(bytes) => bytes.to_vec(),
        View::Text(text) => text.into_bytes(),
    })
}

thread_local! {
    /// What a thread drew last as a file of its own: the same chart is a picture too, and the two are asked for one after the other.
    static LAST_DRAWING: RefCell<Option<(Chart, Rc<Drawing>)>> = const { RefCell::new(None) };
}

/// A chart as a file of its own has it.
fn standalone_drawing(chart: Chart) -> Rc<Drawing> {
    LAST_DRAWING.with_borrow_mut(|last| match last {
        Some((known, drawing)) if *known == chart => Rc::clone(drawing),
        _ => {
            let drawing = Rc::new(draw_chart(&chart, Width::Wide, Placement::Standalone));
            *last = Some((chart, Rc::clone(&drawing)));
            drawing
        }
    })
}

/// Draws a chart of any kind.
pub fn draw_chart(chart: &Chart, width: Width, frame: Placement) -> Drawing {
    match chart {
        Chart::Ranking(chart) => ranking::draw_ranking(chart, width, frame),
        Chart::SmallMultiples(chart) => small_multiples::draw_small_multiples(chart, width, frame),
        Chart::Totals(chart) => totals::draw_totals(chart, width, frame),
        Chart::Durations(chart) => durations::draw_durations(chart, width, frame),
        Chart::Days(chart) => days::draw_days(chart, width, frame),
        Chart::TeamPages(chart) => team_pages::draw_team_pages(chart, width, frame),
    }
}
