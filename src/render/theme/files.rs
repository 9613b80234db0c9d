//! The files of a theme in layers; upper layers override lower ones.

use std::collections::BTreeSet;

use super::builtin::{BuiltinTheme, DEFAULT_THEME};

/// The layers of templates by the beginning of their names. A name without one means the first layer that has such a template, so a template
/// of a site extends the one that it replaces by the name `builtin/<name>`. Components of an upper layer replace those of a lower one.
pub(super) const LAYERS: [&str; 3] = ["own/", "builtin/", "default/"];

/// A theme with the changes of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeFiles {
    /// Its name. One that the program does not know is made from the default theme.
    pub name: String,
    /// The files of the site's own folder, by their names.
    pub overrides: Vec<(String, String)>,
}

impl ThemeFiles {
    /// The built-in theme that it is made from.
    pub fn builtin(&self) -> &'static BuiltinTheme {
        BuiltinTheme::by_name(&self.name).unwrap_or(&DEFAULT_THEME)
    }

    /// A file of the uppermost layer that has it; empty if none has.
    pub fn file(&self, name: &str) -> &str {
        let builtin = || self.builtin().file(name).or(DEFAULT_THEME.file(name));
        self.override_file(name)
            .or_else(builtin)
            .unwrap_or_default()
    }

    fn override_file(&self, name: &str) -> Option<&str> {
        self.overrides
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, text)| text.as_str())
    }

    /// Every template by its name with its layer. The default theme is in the layer `builtin/`, except for what the built-in theme of the
    /// design replaces.
    pub(super) fn templates(&self) -> Vec<(String, &str)> {
        let base = self.builtin();
        let replaced = |name: &str| base.name != DEFAULT_THEME.name && base.file(name).is_some();
        let layer = |name: &str| if replaced(name) { LAYERS[2] } else { LAYERS[1] };
        let default = DEFAULT_THEME
            .files()
            .map(|(name, text)| (format!("{}{name}", layer(name)), text));
        let base = base.files().filter(|(name, _)| replaced(name));
        let base = base.map(|(name, text)| (format!("{}{name}", LAYERS[1]), text));
        let own = self
            .overrides
            .iter()
            .map(|(name, text)| (format!("{}{name}", LAYERS[0]), text.as_str()));
        default
            .chain(base)
            .chain(own)
            .filter(|(name, _)| name.ends_with(".html"))
            .collect()
    }

    /// The names of all files that can be replaced, in order.
    pub fn replaceable_files(&self) -> Vec<&'static str> {
        let names = DEFAULT_THEME
            .files()
            .chain(self.builtin().files())
            .map(|(name, _)| name);
        let names: BTreeSet<&str> = names.filter(|name| *name != "extra.css").collect();
        names.into_iter().collect()
    }

    /// The blocks of a template, in order.
    pub fn blocks(&self, name: &str) -> Vec<&str> {
        let tags = self.file(name).split("{%").skip(1);
        tags.filter_map(|tag| {
            tag.trim_start_matches('-')
                .trim_start()
                .strip_prefix("block ")?
                .split_whitespace()
                .next()
        })
        .collect()
    }

    /// A block of a template with its tags.
    pub fn block(&self, name: &str, block: &str) -> Option<&str> {
        let text = self.file(name);
        let tag = |word: &str| {
            let mut tags = text.match_indices("{%");
            let words = [word, block];
            let is_it = |at: usize| {
                text[at + 2..]
                    .trim_start_matches('-')
                    .split_whitespace()
                    .take(2)
                    .eq(words)
            };
            tags.find(|(at, _)| is_it(*at)).map(|(at, _)| at)
        };
        let (start, last) = (tag("block")?, tag("endblock")?);
        let end = last + text[last..].find("%}")? + 2;
        text.get(start..end)
    }

    /// The name of a template for messages: that of the site's own file, or `builtin/<name>`.
    pub(super) fn display_path(&self, template: &str) -> String {
        match template.strip_prefix(LAYERS[0]) {
            Some(name) => self.display_override(name),
            None => template.to_owned(),
        }
    }

    pub(super) fn display_override(&self, name: &str) -> String {
        format!("themes/{}/{name}", self.name)
    }

    /// The stylesheet of the uppermost layer that has one, with the additions of each layer after it. It is part of every page, so each
    /// byte of it counts.
    pub(super) fn stylesheet(&self) -> String {
        let added = [
            self.builtin().file("extra.css"),
            self.override_file("extra.css"),
        ];
        let sheets = [Some(self.file("style.css"))]
            .into_iter()
            .chain(added)
            .flatten();
        sheets.map(minify_css).collect::<Vec<_>>().join("\n")
    }

    /// What the stylesheet of pages with charts has besides.
    pub(super) fn chart_stylesheet(&self) -> String {
        minify_css(self.file("charts.css"))
    }

    /// A script of the uppermost layer that has it.
    pub(super) fn script(&self, name: &str) -> String {
        strip_js_comments(self.file(name))
    }

    /// The site's own files of words, by their language tags.
    pub(super) fn locale_files(&self) -> Vec<(String, String)> {
        let tag = |name: &str| {
            Some(
                name.strip_prefix("strings/")?
                    .strip_suffix(".ftl")?
                    .to_owned(),
            )
        };
        self.overrides
            .iter()
            .filter_map(|(name, text)| Some((tag(name)?, text.clone())))
            .collect()
    }
}

/// A stylesheet without comments and unnecessary spaces: around braces, semicolons and commas, and after colons. A space
/// before a colon can separate two selectors.
fn minify_css(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    let mut spaced = false;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '/' if rest.starts_with("/*") => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
            '"' | '\'' => css_string_length(rest),
            _ => next.len_utf8(),
        };
        let (part, after) = rest.split_at(length);
        rest = after;
        if next.is_whitespace() || part.starts_with("/*") {
            spaced = true;
            continue;
        }
        if next == '}' && bare.ends_with(';') {
            bare.pop();
        }
        let is_needed =
            !matches!(next, '{' | '}' | ';' | ',') && !bare.ends_with(['{', '}', ';', ',', ':']);
        if spaced && is_needed && !bare.is_empty() {
            bare.push(' ');
        }
        spaced = false;
        bare.push_str(part);
    }
    bare
}

/// The length of the string that a text begins with, with both quotes.
pub(super) fn css_string_length(text: &str) -> usize {
    let mut escaped = false;
    let ends = |(_, c): &(usize, char)| {
        let end = !escaped && text.starts_with(*c);
        escaped = !escaped && *c == '\\';
        end
    };
    text.char_indices()
        .skip(1)
        .find(ends)
        .map_or(text.len(), |(at, _)| at + 1)
}

/// A script without lines of comment and indentation.
fn strip_js_comments(script: &str) -> String {
    let lines = script
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}
