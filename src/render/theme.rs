//! Themes: templates, a stylesheet and scripts. The one file that names `tera`.

pub mod builtin;
pub mod fault;
pub mod files;
pub mod lint;
mod used_styles;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use builtin::DEFAULT_THEME;
pub use fault::ThemeFault;
use files::{LAYERS, ThemeFiles};
use used_styles::StylePicker;

use super::drawing::{Drawing, Placement, Width};
use super::durations::draw_durations;
use super::palette;
use super::ranking::draw_ranking;
use super::small_multiples::draw_small_multiples;
use super::svg::write_svg;
use super::team_pages::draw_team_pages;
use super::totals::draw_totals;
use crate::base::colour::Rgb;
use crate::base::digest::csp_hash;
use crate::view::branding::{BrandColour, BrandingView, data_url};
use crate::view::hosting::{PageScript, Route, public_routes};
use crate::view::locale::{self, Locale, LocaleError};
use crate::view::page::{PageBody, PageView};
use crate::view::worksheet::WorksheetPage;

/// A theme: templates, stylesheet and scripts.
#[derive(Debug)]
pub struct Theme {
    design: ThemeFiles,
    /// In the language of the site.
    templates: Tera,
    /// In English, for the internal site.
    internal_templates: Tera,
    language: Arc<Locale>,
    /// For pages of the public site, by the first part of their addresses.
    public_styles: BTreeMap<Option<&'static str>, InlineAsset>,
    plain_style: InlineAsset,
    chart_style: InlineAsset,
    times_script: InlineAsset,
    copy_script: InlineAsset,
    icon: String,
    /// The same as an address.
    icon_data_url: Value,
    /// The texts of durations, for the script.
    length_forms: Value,
}

/// An inline stylesheet or script with its hash for the content security policy.
#[derive(Debug)]
struct InlineAsset {
    /// For templates: all pages share it.
    value: Value,
    hash: String,
}

impl Theme {
    /// A design in a site's language and colours.
    ///
    /// # Errors
    /// [`ThemeFault`] with every template that is wrong, or with the fault of its messages.
    pub fn new(design: &ThemeFiles, branding: &BrandingView) -> Result<Theme, ThemeFault> {
        let words = |tag| {
            Locale::new(tag, &design.locale_files())
                .map_err(|fault| ThemeFault::in_locale(&fault, design))
        };
        let (language, english) = (
            Arc::new(words(&branding.language)?),
            Arc::new(words(Locale::english().tag())?),
        );
        let wrong = |error: tera::Error| {
            ThemeFault::from_tera(&error.to_string(), design, &serde_json::Value::Null)
        };
        let internal = build_templates(design, english).map_err(wrong)?;
        let mut templates = internal.clone();
        register_translate(&mut templates, Arc::clone(&language));
        let css = design.stylesheet() + &site_colours(&branding.colours);
        let icon = branding
            .icon
            .clone()
            .unwrap_or_else(|| design.file("favicon.svg").to_owned());
        let icon_address = Value::from(data_url("image/svg+xml", icon.as_bytes()));
        let palette = palette::page_stylesheet();
        let chart_css = design.chart_stylesheet();
        let scripts = ["script.js", "copy.js"].map(|name| design.script(name));
        let [times, copy] = &scripts;
        let charted = InlineAsset::new(&format!("{}\n{css}\n{chart_css}", palette.trim_end()));
        Ok(Theme {
            design: design.clone(),
            templates,
            internal_templates: internal,
            language: Arc::clone(&language),
            public_styles: public_styles(design, &css, [times, copy]),
            plain_style: InlineAsset::new(&css),
            chart_style: charted,
            times_script: InlineAsset::new(times),
            copy_script: InlineAsset::new(copy),
            icon_data_url: icon_address,
            length_forms: Value::from(language.length_forms()),
            icon,
        })
    }

    /// The messages of the customers' pages.
    pub fn language(&self) -> &Locale {
        &self.language
    }

    /// The messages in another language; `None` if neither the program nor the theme has them.
    ///
    /// # Errors
    /// [`LocaleError`] when a file of the theme is wrong.
    pub fn locale(&self, tag: &str) -> Result<Option<Locale>, LocaleError> {
        Locale::find(tag, &self.design.locale_files())
    }

    /// The content policy of the customers' pages of a route.
    pub fn content_policy(&self, route: &Route) -> String {
        let script = route.script.map(|script| self.script(script));
        build_content_policy(self.public_style(route), script)
    }

    fn public_style(&self, route: &Route) -> &InlineAsset {
        let own = self.public_styles.get(&route.first_part());
        own.unwrap_or(&self.plain_style)
    }

    fn script(&self, script: PageScript) -> &InlineAsset {
        match script {
            PageScript::Times => &self.times_script,
            PageScript::Copy => &self.copy_script,
        }
    }

    /// The picture that browsers show beside the title, as SVG.
    pub fn icon(&self) -> &str {
        &self.icon
    }

    /// Whether that is the one of the program.
    pub fn has_default_icon(&self) -> bool {
        DEFAULT_THEME.file("favicon.svg") == Some(self.icon.as_str())
    }

    /// A page as HTML.
    ///
    /// # Errors
    /// [`ThemeFault`] when a template uses what its page does not have.
    pub fn render_page(&self, page: &PageView) -> Result<String, ThemeFault> {
        self.render_template(page).map_err(|error| {
            let values = serde_json::to_value(page).unwrap_or_default();
            ThemeFault::from_tera(&error.to_string(), &self.design, &values)
        })
    }

    fn render_template(&self, page: &PageView) -> TeraResult<String> {
        let mut context = Context::from_serialize(page)?;
        let route = page.body.route();
        let is_charted = insert_charts(&mut context, &page.body);
        let style = if !page.frame.internal {
            self.public_style(route)
        } else if is_charted {
            &self.chart_style
        } else {
            &self.plain_style
        };
        context.insert_value("style", style.value.clone());
        // What a page that lasts says about times is as right without the script.
        let lasts = page.frame.as_of.is_none();
        let script = route.script.filter(|_| !page.frame.internal);
        let script = script.filter(|script| *script == PageScript::Copy || !lasts);
        for (name, one) in [
            ("script", PageScript::Times),
            ("copy_script", PageScript::Copy),
        ] {
            let value = if script == Some(one) {
                self.script(one).value.clone()
            } else {
                Value::from("")
            };
            context.insert_value(name, value);
        }
        let asset = script.map(|script| self.script(script));
        context.insert("policy", &build_content_policy(style, asset));
        context.insert_value("icon", self.icon_data_url.clone());
        context.insert_value("length_forms", self.length_forms.clone());
        let templates = if page.frame.internal {
            &self.internal_templates
        } else {
            &self.templates
        };
        templates.render(page.body.template(), &context)
    }
}

/// Renders the main part of a page that is no part of a site, with a template that no theme can change.
///
/// # Panics
/// If the template has an error: tests render all of them.
pub fn render_worksheet_page(page: &WorksheetPage) -> String {
    let template = match page {
        WorksheetPage::List(_) => include_str!("worksheet-list.html"),
        WorksheetPage::Form(_) => include_str!("worksheet-form.html"),
        WorksheetPage::Failure(_) => include_str!("worksheet-failure.html"),
    };
    const NAME: &str = "worksheet.html";
    let mut templates = Tera::new();
    templates.autoescape_on([".html"]);
    let added = templates.add_raw_templates([(NAME, template)]);
    let context = added.and_then(|()| Context::from_serialize(page));
    let rendered = context.and_then(|context| templates.render(NAME, &context));
    rendered.unwrap_or_else(|error| panic!("{error}"))
}

/// The stylesheets of the public site. Routes with the same first part share one, as they share a policy in the file `_headers`.
fn public_styles(
    design: &ThemeFiles,
    css: &str,
    [times, copy]: [&str; 2],
) -> BTreeMap<Option<&'static str>, InlineAsset> {
    let templates = design.templates();
    let picker = StylePicker::new(&templates);
    let mut printed: BTreeMap<Option<&'static str>, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
    for route in public_routes() {
        let (templates, scripts) = printed.entry(route.first_part()).or_default();
        templates.extend(route.template);
        scripts.extend(route.script.map(|script| match script {
            PageScript::Times => times,
            PageScript::Copy => copy,
        }));
    }
    printed
        .into_iter()
        .filter(|(_, (templates, _))| !templates.is_empty())
        .map(|(part, (templates, scripts))| {
            let style = picker.pick(css, &templates, &scripts);
            (part, InlineAsset::new(&style))
        })
        .collect()
}

/// The templates of a design with words of a language.
fn build_templates(design: &ThemeFiles, words: Arc<Locale>) -> TeraResult<Tera> {
    let mut templates = Tera::new();
    templates.autoescape_on([".html"]);
    templates.set_fallback_prefixes(LAYERS)?;
    register_translate(&mut templates, words);
    templates.add_raw_templates(design.templates())?;
    Ok(templates)
}

/// Gives templates the function `t` in a language.
fn register_translate(templates: &mut Tera, words: Arc<Locale>) {
    templates.register_function("t", move |values: Kwargs, state: &State| {
        translate(&words, &values, state)
    });
}

/// The template function `t`: the message `key` with the other arguments as its values, as markup; or the phrase that is given as `phrase`.
fn translate(language: &Locale, arguments: &Kwargs, state: &State) -> TeraResult<Value> {
    if let Some(phrase) = arguments.get::<Value>("phrase")? {
        let markup = element(language, &phrase, state)?;
        return Ok(Value::safe_string(&markup.unwrap_or_default()));
    }
    let key: &str = arguments.must_get("key")?;
    let values = arguments
        .iter()
        .map(|(name, value)| (name.to_string(), value))
        .filter(|(name, _)| name != "key");
    Ok(Value::safe_string(&message_markup(
        language, key, values, state,
    )?))
}

/// A message as markup. Times, lengths and phrases among its values become elements; what is no markup yet is escaped.
fn message_markup<'v>(
    language: &Locale,
    key: &str,
    values: impl Iterator<Item = (String, &'v Value)>,
    state: &State,
) -> TeraResult<String> {
    if !language.has(key) {
        return Err(tera::Error::message(format!("There is no message `{key}`")));
    }
    // Values that are markup replace placeholders (private use characters) after the message is escaped.
    let mut markup: Vec<(String, String)> = Vec::new();
    let mut message_values: Vec<(String, locale::MessageArg)> = Vec::new();
    for (place, (name, value)) in (0xE000..).zip(values) {
        if let Some(number) = value
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
        {
            message_values.push((name, number.into()));
            continue;
        }
        let token = char::from_u32(place).unwrap_or_default().to_string();
        markup.push((
            token.clone(),
            element(language, value, state)?.map_or_else(|| state.escape_if_needed(value), Ok)?,
        ));
        message_values.push((name, token.into()));
    }
    let values: Vec<(&str, locale::MessageArg)> = message_values
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let text = state.escape(&language.message_with(key, &values))?;
    Ok(markup
        .iter()
        .fold(text, |text, (token, markup)| text.replace(token, markup)))
}

/// The markup of a time, a length or a phrase, if the value is one.
fn element(language: &Locale, value: &Value, state: &State) -> TeraResult<Option<String>> {
    let text_of = |name: &'static str| value.get_from_path(name).and_then(Value::as_str);
    if let (Some(key), Some(values)) = (
        text_of("key"),
        value.get_from_path("values").and_then(Value::as_map),
    ) {
        let values = values.iter().map(|(name, value)| (name.to_string(), value));
        let text = message_markup(language, key, values, state)?;
        let is_window = value
            .get_from_path("is_window")
            .is_some_and(Value::is_truthy);
        return Ok(Some(if is_window {
            format!("<span class=\"window\">{text}</span>")
        } else {
            text
        }));
    }
    let Some(text) = text_of("text") else {
        return Ok(None);
    };
    let text = state.escape(text)?;
    if let Some(machine) = text_of("machine") {
        let machine = state.escape(machine)?;
        return Ok(Some(format!("<time datetime=\"{machine}\">{text}</time>")));
    }
    if value.get_from_path("since").is_some() {
        return Ok(Some(match text_of("since") {
            Some(since) => {
                format!(
                    "<span data-since=\"{}\">{text}</span>",
                    state.escape(since)?
                )
            }
            None => text,
        }));
    }
    Ok(None)
}

/// Draws the charts of a page, each in both widths, and returns whether it has any.
fn insert_charts(context: &mut Context, body: &PageBody) -> bool {
    match body {
        PageBody::Report(page) => insert_chart(context, "chart", &page.chart, draw_ranking),
        PageBody::Product(page) => {
            let totals = insert_chart(context, "totals", &page.totals, draw_totals);
            insert_chart(context, "multiples", &page.multiples, draw_small_multiples) || totals
        }
        PageBody::Digest(page) => {
            let charts = || page.findings.iter().map(|finding| &finding.chart);
            let drawn: Vec<_> = charts()
                .map(|chart| draw_widths(chart, draw_ranking))
                .collect();
            context.insert("rankings", &drawn);
            charts().any(Option::is_some)
        }
        PageBody::Products(page) => page.products.iter().any(|one| !one.culprits.is_empty()),
        PageBody::Culprit(page) => {
            insert_chart(context, "chart", &page.chart, draw_small_multiples)
        }
        PageBody::Metrics(page) => insert_chart(context, "chart", &page.chart, draw_durations),
        PageBody::OnCall(page) => insert_chart(context, "chart", &page.chart, draw_team_pages),
        _ => false,
    }
}

/// Puts a chart into `<name>_wide` and `<name>_narrow`; empty if there is none. Returns whether there is one.
fn insert_chart<T>(
    context: &mut Context,
    name: &str,
    chart: &Option<T>,
    draw: impl Fn(&T, Width, Placement) -> Drawing,
) -> bool {
    for (suffix, svg) in draw_widths(chart, draw) {
        context.insert(format!("{name}_{suffix}"), &svg);
    }
    chart.is_some()
}

fn draw_widths<T>(
    chart: &Option<T>,
    draw: impl Fn(&T, Width, Placement) -> Drawing,
) -> BTreeMap<&'static str, String> {
    let svg = |width: Width| {
        let chart = chart.as_ref();
        chart.map(|chart| write_svg(&draw(chart, width, Placement::Page)))
    };
    let widths = [("wide", Width::Wide), ("narrow", Width::Narrow)];
    BTreeMap::from(widths.map(|(suffix, width)| (suffix, svg(width).unwrap_or_default())))
}

impl InlineAsset {
    fn new(text: &str) -> InlineAsset {
        InlineAsset {
            hash: csp_hash(text),
            value: Value::from(text),
        }
    }
}

/// The policy that allows a stylesheet, perhaps a script, pictures of the site, and nothing else.
fn build_content_policy(style: &InlineAsset, script: Option<&InlineAsset>) -> String {
    let script = script
        .map(|script| format!("script-src '{}'; ", script.hash))
        .unwrap_or_default();
    let style = format!("style-src '{}'; ", style.hash);
    format!(
        "default-src 'none'; {style}{script}connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )
}

/// The colours of a site as custom properties, over those of the stylesheet.
fn site_colours(colours: &[BrandColour]) -> String {
    if colours.is_empty() {
        return String::new();
    }
    let set = |one: &dyn Fn(&BrandColour) -> Rgb| {
        colours
            .iter()
            .map(|colour| format!("--{}:{};", colour.name, one(colour)))
            .collect::<String>()
    };
    let (light, dark) = (set(&|colour| colour.light), set(&|colour| colour.dark));
    format!("\n:root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}")
}
