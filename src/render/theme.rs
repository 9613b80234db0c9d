//! Themes: templates, a stylesheet and a script. The one file that names `tera`.

pub mod builtin;
pub mod design;
pub mod fault;
pub mod lint;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, RwLock};

use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use design::{Design, LAYERS};
pub use fault::ThemeFault;

use super::drawing::{Drawing, Frame, Width};
use super::svg::svg;
use super::{durations, multiples, pager, palette, ranking, total};
use crate::base::colour::Rgb;
use crate::base::digest::policy_hash;
use crate::view::chart::Ranking;
use crate::view::internal::digest::Finding;
use crate::view::language::{self, Language};
use crate::view::look::{Colour, Look, data_address};
use crate::view::{Body, Page};

/// How pages look.
#[derive(Debug)]
pub struct Theme {
    design: Design,
    /// In the language of the site.
    templates: Tera,
    /// In English, for the internal site.
    internal: Tera,
    language: Arc<Language>,
    plain: Inline,
    charted: Inline,
    /// What moves on the customers' pages.
    script: Inline,
    icon: String,
    /// The same as an address.
    icon_address: Value,
}

/// A stylesheet or a script that stands in pages, with its digest as a content policy names it.
#[derive(Debug)]
struct Inline {
    /// For templates: all pages share it.
    value: Value,
    hash: String,
}

impl Theme {
    /// A design in a site's language and colours.
    ///
    /// # Errors
    /// [`ThemeFault`] with every template that is wrong, or with what is wrong with the words.
    pub fn new(design: &Design, look: &Look) -> Result<Theme, ThemeFault> {
        let words = |tag| {
            Language::new(tag, &design.words())
                .map_err(|fault| ThemeFault::of_words(&fault, design))
        };
        let (language, english) = (
            Arc::new(words(&look.language)?),
            Arc::new(words(Language::english().tag())?),
        );
        let wrong = |error: tera::Error| {
            ThemeFault::explained(&error.to_string(), design, &serde_json::Value::Null)
        };
        let internal = templates(design, english).map_err(wrong)?;
        let mut templates = internal.clone();
        speak(&mut templates, Arc::clone(&language));
        let css = design.stylesheet() + &site_colours(&look.colours);
        let icon = look
            .icon
            .clone()
            .unwrap_or_else(|| design.file("favicon.svg").to_owned());
        let icon_address = Value::from(data_address("image/svg+xml", icon.as_bytes()));
        let charted = Inline::new(&format!("{}\n{css}", palette::page_stylesheet().trim_end()));
        let (plain, script) = (Inline::new(&css), Inline::new(&design.script()));
        Ok(Theme {
            design: design.clone(),
            templates,
            internal,
            language,
            plain,
            charted,
            script,
            icon_address,
            icon,
        })
    }

    /// The words of the customers' pages.
    #[must_use]
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The content policy of the customers' pages, with or without the script.
    #[must_use]
    pub fn policy(&self, scripted: bool) -> String {
        policy(&self.plain, Some(&self.script).filter(|_| scripted))
    }

    /// The picture that browsers show beside the title, as SVG.
    #[must_use]
    pub fn icon(&self) -> &str {
        &self.icon
    }

    /// A page as HTML.
    ///
    /// # Errors
    /// [`ThemeFault`] when a template uses what its page does not have.
    pub fn page(&self, page: &Page) -> Result<String, ThemeFault> {
        self.printed(page).map_err(|error| {
            let values = serde_json::to_value(page).unwrap_or_default();
            ThemeFault::explained(&error.to_string(), &self.design, &values)
        })
    }

    fn printed(&self, page: &Page) -> TeraResult<String> {
        let mut context = Context::from_serialize(page)?;
        let style = if draw_charts(&mut context, &page.body) {
            &self.charted
        } else {
            &self.plain
        };
        let script = Some(&self.script).filter(|_| page.body.is_scripted() && !page.frame.internal);
        context.insert_value("style", style.value.clone());
        context.insert_value(
            "script",
            script.map_or_else(|| Value::from(""), |script| script.value.clone()),
        );
        context.insert("policy", &policy(style, script));
        context.insert_value("icon", self.icon_address.clone());
        let templates = if page.frame.internal {
            &self.internal
        } else {
            &self.templates
        };
        templates.render(page.body.template(), &context)
    }
}

/// The templates of a design with words of a language.
fn templates(design: &Design, words: Arc<Language>) -> TeraResult<Tera> {
    let mut templates = Tera::new();
    templates.autoescape_on([".html"]);
    templates.set_fallback_prefixes(LAYERS)?;
    speak(&mut templates, words);
    templates.add_raw_templates(design.templates())?;
    Ok(templates)
}

/// Gives templates the function `t` in a language. A message without values is the same on each page, so it is kept.
fn speak(templates: &mut Tera, words: Arc<Language>) {
    let kept: RwLock<HashMap<String, Value>> = RwLock::default();
    templates.register_function("t", move |values: Kwargs, state: &State| {
        let alone = if values.iter().count() == 1 {
            values.get::<&str>("key")?
        } else {
            None
        };
        let known = alone.and_then(|key| kept.read().ok()?.get(key).cloned());
        if let Some(known) = known {
            return Ok(known);
        }
        let said = say(&words, &values, state)?;
        if let (Some(key), Ok(mut kept)) = (alone, kept.write()) {
            kept.insert(key.to_owned(), said.clone());
        }
        TeraResult::Ok(said)
    });
}

/// The template function `t`: the message `key` with the other arguments as its values, as markup. A time becomes a `<time>` element;
/// what is no markup yet is escaped.
fn say(language: &Language, arguments: &Kwargs, state: &State) -> TeraResult<Value> {
    // Values that are markup are put in after the message is escaped; until then a character of no language holds their place.
    let mut markup: Vec<(String, String)> = Vec::new();
    let mut values: Vec<(String, language::Value)> = Vec::new();
    for (place, (name, value)) in (0xE000..).zip(arguments.iter()) {
        let name = name.to_string();
        if name == "key" {
            continue;
        }
        if let Some(number) = value
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
        {
            values.push((name, number.into()));
            continue;
        }
        let token = char::from_u32(place).unwrap_or_default().to_string();
        markup.push((
            token.clone(),
            time_element(value, state)?.map_or_else(|| state.escape_if_needed(value), Ok)?,
        ));
        values.push((name, token.into()));
    }
    let key: &str = arguments.must_get("key")?;
    if !language.has(key) {
        return Err(tera::Error::message(format!("There is no message `{key}`")));
    }
    let values: Vec<(&str, language::Value)> = values
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let text = state.escape(&language.with(key, &values))?;
    let text = markup
        .iter()
        .fold(text, |text, (token, markup)| text.replace(token, markup));
    Ok(Value::safe_string(&text))
}

/// The element for a time, if the value is one.
fn time_element(value: &Value, state: &State) -> TeraResult<Option<String>> {
    let (machine, text) = (value.get_from_path("machine"), value.get_from_path("text"));
    let (Some(machine), Some(text)) = (
        machine.and_then(Value::as_str),
        text.and_then(Value::as_str),
    ) else {
        return Ok(None);
    };
    Ok(Some(format!(
        "<time datetime=\"{}\">{}</time>",
        state.escape(machine)?,
        state.escape(text)?
    )))
}

/// Draws the charts of a page, each for a desk and for a phone, and tells whether it has any.
fn draw_charts(context: &mut Context, body: &Body) -> bool {
    match body {
        Body::Report(report) => draw(context, "chart", report.chart.as_ref(), ranking::ranking),
        Body::Product(product) => {
            let totals = draw(context, "totals", product.totals.as_ref(), total::total);
            draw(
                context,
                "multiples",
                product.multiples.as_ref(),
                multiples::multiples,
            ) || totals
        }
        Body::Digest(digest) => {
            let ink =
                |width| move |chart: &Ranking| svg(&ranking::ranking(chart, width, Frame::Page));
            let drawn = |finding: &Finding| {
                let chart = |width| finding.chart.as_ref().map(ink(width)).unwrap_or_default();
                BTreeMap::from([
                    ("wide", chart(Width::Wide)),
                    ("narrow", chart(Width::Narrow)),
                ])
            };
            context.insert(
                "rankings",
                &digest.findings.iter().map(drawn).collect::<Vec<_>>(),
            );
            digest
                .findings
                .iter()
                .any(|finding| finding.chart.is_some())
        }
        Body::Metrics(metrics) => draw(
            context,
            "chart",
            metrics.chart.as_ref(),
            durations::durations,
        ),
        Body::Pager(pages) => draw(context, "chart", pages.chart.as_ref(), pager::team_pages),
        _ => false,
    }
}

/// Puts a chart into `<name>_wide` and `<name>_narrow`; nothing where there is none, and tells whether there is one.
fn draw<T>(
    context: &mut Context,
    name: &str,
    chart: Option<&T>,
    ink: impl Fn(&T, Width, Frame) -> Drawing,
) -> bool {
    for (suffix, width) in [("wide", Width::Wide), ("narrow", Width::Narrow)] {
        let svg = chart
            .map(|chart| svg(&ink(chart, width, Frame::Page)))
            .unwrap_or_default();
        context.insert(format!("{name}_{suffix}"), &svg);
    }
    chart.is_some()
}

impl Inline {
    fn new(text: &str) -> Inline {
        Inline {
            hash: policy_hash(text),
            value: Value::from(text),
        }
    }
}

/// The policy that allows a stylesheet, perhaps a script, pictures of the site, and nothing else.
fn policy(style: &Inline, script: Option<&Inline>) -> String {
    let script = script
        .map(|script| format!("script-src '{}'; ", script.hash))
        .unwrap_or_default();
    let style = format!("style-src '{}'; ", style.hash);
    format!(
        "default-src 'none'; {style}{script}img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )
}

/// The colours of a site as custom properties, over those of the stylesheet.
fn site_colours(colours: &[Colour]) -> String {
    if colours.is_empty() {
        return String::new();
    }
    let set = |one: &dyn Fn(&Colour) -> Rgb| {
        colours
            .iter()
            .map(|colour| format!("--{}:{};", colour.name, one(colour)))
            .collect::<String>()
    };
    let (light, dark) = (set(&|colour| colour.light), set(&|colour| colour.dark));
    format!("\n:root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}")
}
