//! Themes: templates and a stylesheet. The one file that names `tera`.

use std::error::Error;
use std::fmt;

use tera::{Context, Tera};

use super::plot::{Frame, Width};
use super::{durations, multiples, palette, ranking, total};
use crate::base::digest::policy_hash;
use crate::view::{Body, Page};

/// The default theme, which is also a folder of the project.
macro_rules! builtin {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../themes/default/", $name)))),*]
    };
}

/// Every file of the default theme, by its name.
pub const BUILTIN: [(&str, &str); 18] = builtin![
    "404.html",
    "base.html",
    "component.html",
    "history.html",
    "incident.html",
    "maintenance.html",
    "metrics.html",
    "month.html",
    "moved.html",
    "notice.html",
    "page.html",
    "parts.html",
    "postmortem.html",
    "product.html",
    "products.html",
    "report.html",
    "status.html",
    "style.css",
];

/// How pages look.
#[derive(Debug)]
pub struct Theme {
    templates: Tera,
    plain: Style,
    charted: Style,
}

/// A stylesheet with the policy that allows it and nothing else.
#[derive(Debug)]
struct Style {
    css: String,
    policy: String,
}

/// A template that does not work, in the template engine's words, with its name and line.
#[derive(Debug)]
pub struct ThemeFault(String);

impl fmt::Display for ThemeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for ThemeFault {}

impl From<tera::Error> for ThemeFault {
    fn from(error: tera::Error) -> ThemeFault {
        ThemeFault(error.to_string().trim_end().to_owned())
    }
}

impl Theme {
    /// The built-in theme, with single files replaced by those of a site's own theme. A replaced template can extend the built-in one
    /// by the name `builtin/<name>`.
    ///
    /// # Errors
    /// [`ThemeFault`] with every template that is wrong.
    pub fn new(own: &[(String, String)]) -> Result<Theme, ThemeFault> {
        let mut templates = Tera::new();
        templates.autoescape_on([".html"]);
        templates.set_fallback_prefixes(["own/", "builtin/"])?;
        let builtin = BUILTIN.iter().map(|(name, text)| (format!("builtin/{name}"), *text));
        let own_templates = own.iter().map(|(name, text)| (format!("own/{name}"), text.as_str()));
        let html = builtin.chain(own_templates).filter(|(name, _)| name.ends_with(".html"));
        templates.add_raw_templates(html.collect::<Vec<_>>())?;
        let own_css = own.iter().find(|(name, _)| name == "style.css").map(|(_, text)| text.as_str());
        let builtin_css = BUILTIN.iter().find(|(name, _)| *name == "style.css").map(|(_, text)| *text);
        let css = compact(own_css.or(builtin_css).unwrap_or_default());
        let charted = format!("{}\n{css}", palette::page_stylesheet().trim_end());
        Ok(Theme { templates, plain: Style::new(css), charted: Style::new(charted) })
    }

    /// A page as HTML.
    ///
    /// # Errors
    /// [`ThemeFault`] when a template uses what its page does not have.
    pub fn page(&self, page: &Page) -> Result<String, ThemeFault> {
        let mut context = Context::from_serialize(page)?;
        let style = if draw_charts(&mut context, &page.body) { &self.charted } else { &self.plain };
        context.insert("style", &style.css);
        context.insert("policy", &style.policy);
        Ok(self.templates.render(page.body.template(), &context)?)
    }
}

/// Draws the charts of a page, each for a desk and for a phone, and tells whether it is of a kind that has any.
fn draw_charts(context: &mut Context, body: &Body) -> bool {
    match body {
        Body::Report(report) => {
            draw(context, "chart", report.chart.as_ref(), ranking::ranking);
        }
        Body::Product(product) => {
            draw(context, "totals", product.totals.as_ref(), total::total);
            draw(context, "multiples", product.multiples.as_ref(), multiples::multiples);
        }
        Body::Metrics(metrics) => draw(context, "chart", metrics.chart.as_ref(), durations::durations),
        _ => return false,
    }
    true
}

/// Puts a chart into `<name>_wide` and `<name>_narrow`; nothing where there is none.
fn draw<T>(context: &mut Context, name: &str, chart: Option<&T>, ink: impl Fn(&T, Width, Frame) -> String) {
    for (suffix, width) in [("wide", Width::Wide), ("narrow", Width::Narrow)] {
        let svg = chart.map(|chart| ink(chart, width, Frame::Page)).unwrap_or_default();
        context.insert(format!("{name}_{suffix}"), &svg);
    }
}

impl Style {
    fn new(css: String) -> Style {
        let hash = policy_hash(&css);
        let policy = format!(
            "default-src 'none'; style-src '{hash}'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
        );
        Style { css, policy }
    }
}

/// The stylesheet without comments and indentation. It is part of every page, so each byte of it counts.
fn compact(css: &str) -> String {
    let mut rest = css;
    let mut bare = String::with_capacity(css.len());
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
