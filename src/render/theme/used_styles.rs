//! The part of a stylesheet that pages of a kind can use, so that each page carries as little as possible.
//!
//! What a page can contain is read from its templates. A class that no template of the default theme writes out, such as that of a state,
//! comes from the data: it can be on every page.

use std::collections::{BTreeMap, BTreeSet};

use super::builtin::DEFAULT_THEME;
use super::files::css_string_length;

/// Elements and classes of Markdown as HTML.
const PROSE_ELEMENTS: [&str; 22] = [
    "p",
    "ul",
    "ol",
    "li",
    "pre",
    "code",
    "blockquote",
    "img",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "strong",
    "em",
    "sup",
    "div",
];
const PROSE_CLASSES: [&str; 5] = ["table", "address", "left", "center", "right"];
/// Elements that values of messages become.
const VALUE_ELEMENTS: [&str; 3] = ["time", "span", "a"];
/// The class of pages that only the internal site has.
const INTERNAL_CLASS: &str = "internal";

/// The elements and classes that some templates can print.
#[derive(Debug, Default)]
struct Markup {
    elements: BTreeSet<String>,
    classes: BTreeSet<String>,
    /// Beginnings of classes that end with a value: `b-`.
    prefixes: BTreeSet<String>,
}

/// The texts of templates by their names, without those of components, which have their own.
struct TemplateTexts {
    files: BTreeMap<String, String>,
    components: BTreeMap<String, String>,
}

/// Picks the parts of a stylesheet that pages can use.
pub(super) struct StylePicker {
    texts: TemplateTexts,
    /// Everything that the default theme writes out.
    known: Markup,
}

impl StylePicker {
    pub(super) fn new(templates: &[(String, &str)]) -> StylePicker {
        let mut known = Markup::default();
        for (_, text) in DEFAULT_THEME.files() {
            known.add(text);
        }
        StylePicker {
            texts: TemplateTexts::of(templates),
            known,
        }
    }

    /// The rules of minified stylesheets, one in a line, that can match something on a page of the public site that is made from one of the templates and
    /// runs one of the scripts.
    pub(super) fn pick(&self, css: &str, templates: &[&str], scripts: &[&str]) -> String {
        let mut markup = Markup::default();
        for text in self.texts.reachable(templates) {
            markup.add(text);
        }
        markup.classes.remove(INTERNAL_CLASS);
        markup.elements.extend(VALUE_ELEMENTS.map(str::to_owned));
        for script in scripts {
            markup.classes.extend(script_classes(script));
        }
        let sheets = css.split('\n').map(|sheet| self.pick_rules(sheet, &markup));
        sheets.collect::<Vec<_>>().join("\n")
    }

    fn pick_rules(&self, css: &str, markup: &Markup) -> String {
        let mut picked = String::new();
        let mut rest = css;
        while let Some(open) = rest.find('{') {
            let Some(length) = block_length(&rest[open..]) else {
                break;
            };
            let (prelude, block) = (&rest[..open], &rest[open..open + length]);
            rest = &rest[open + length..];
            let (statements, prelude) = prelude.rsplit_once(';').unwrap_or(("", prelude));
            if !statements.is_empty() {
                picked.push_str(&format!("{statements};"));
            }
            let prelude = prelude.trim();
            if prelude.starts_with("@media") || prelude.starts_with("@supports") {
                let inner = self.pick_rules(&block[1..block.len() - 1], markup);
                if !inner.is_empty() {
                    picked.push_str(&format!("{prelude}{{{inner}}}"));
                }
                continue;
            }
            let selectors: Vec<&str> = split_selectors(prelude)
                .filter(|selector| prelude.starts_with('@') || self.is_possible(selector, markup))
                .collect();
            if !selectors.is_empty() {
                picked.push_str(&selectors.join(","));
                picked.push_str(block);
            }
        }
        picked + rest.trim()
    }

    /// Whether a selector can match; for what it says in pseudo-classes other than `:is()` and in attributes, it is assumed.
    fn is_possible(&self, selector: &str, markup: &Markup) -> bool {
        let mut rest = selector;
        while let Some(next) = rest.chars().next() {
            let after = &rest[next.len_utf8()..];
            let name = identifier(after);
            rest = match next {
                '.' => {
                    if self.known.has_class(name) && !markup.has_class(name) {
                        return false;
                    }
                    &after[name.len()..]
                }
                '[' => after.split_once(']').map_or("", |(_, rest)| rest),
                ':' => {
                    let (list, after) = parenthesized(&after[name.len()..]);
                    let mut choices = split_selectors(list);
                    if name == "is" && !choices.any(|one| self.is_possible(one, markup)) {
                        return false;
                    }
                    after
                }
                '#' => &after[name.len()..],
                _ => {
                    let name = identifier(rest);
                    if self.known.elements.contains(name) && !markup.elements.contains(name) {
                        return false;
                    }
                    if name.is_empty() {
                        after
                    } else {
                        &rest[name.len()..]
                    }
                }
            };
        }
        true
    }
}

impl TemplateTexts {
    /// Templates of the same name in several layers are one text: the upper one may use the lower one.
    fn of(templates: &[(String, &str)]) -> TemplateTexts {
        let (mut files, mut components) = (BTreeMap::new(), BTreeMap::new());
        for (path, text) in templates {
            let own: &mut String = files.entry(file_name(path).to_owned()).or_default();
            let mut parts = text.split("{% component ");
            own.push_str(parts.next().unwrap_or_default());
            for part in parts {
                let (component, after) = part.split_once("{% endcomponent").unwrap_or((part, ""));
                let texts: &mut String = components
                    .entry(identifier(component).to_owned())
                    .or_default();
                texts.push_str(component);
                own.push_str(after);
            }
        }
        TemplateTexts { files, components }
    }

    /// The texts of templates with those that they extend or include, and of the components in them.
    fn reachable<'s>(&'s self, templates: &[&str]) -> Vec<&'s str> {
        let mut waiting: Vec<&String> = Vec::new();
        waiting.extend(templates.iter().filter_map(|name| self.files.get(*name)));
        let mut reached: Vec<&str> = Vec::new();
        while let Some(text) = waiting.pop() {
            if reached.contains(&text.as_str()) {
                continue;
            }
            reached.push(text);
            for (_, tag) in pieces(text) {
                let quoted = tag.split('"').skip(1).step_by(2);
                waiting.extend(quoted.filter_map(|name| self.files.get(file_name(name))));
                let component = tag.trim_start_matches('-').trim_start().strip_prefix('<');
                waiting.extend(component.and_then(|tag| self.components.get(identifier(tag))));
            }
        }
        reached
    }
}

impl Markup {
    fn has_class(&self, class: &str) -> bool {
        let mut prefixes = self.prefixes.iter();
        self.classes.contains(class) || prefixes.any(|prefix| class.starts_with(prefix.as_str()))
    }

    /// Adds what a template can print.
    fn add(&mut self, template: &str) {
        // What is printed unescaped and is a value of the page is Markdown as HTML.
        let is_prose = |tag: &str| tag.contains('.') && tag.contains("safe");
        let pieces = pieces(template);
        if pieces.iter().any(|(_, tag)| is_prose(tag)) {
            self.elements.extend(PROSE_ELEMENTS.map(str::to_owned));
            self.classes.extend(PROSE_CLASSES.map(str::to_owned));
        }
        let literals: Vec<&str> = pieces.iter().map(|(literal, _)| *literal).collect();
        let html = literals.join(" ");
        let elements = html.split('<').skip(1).map(identifier);
        self.elements.extend(elements.map(str::to_owned));
        for value in html.split("class=\"").skip(1) {
            let classes = value.split('"').next().unwrap_or_default();
            for class in classes.split_whitespace().map(str::to_owned) {
                if class.ends_with('-') {
                    self.prefixes.insert(class);
                } else {
                    self.classes.insert(class);
                }
            }
        }
    }
}

/// The name of a template without its layer.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A template in pieces: literal text, each with the inside of the tag after it.
fn pieces(template: &str) -> Vec<(&str, &str)> {
    let mut pieces = Vec::new();
    let mut rest = template;
    let mut from = 0;
    while let Some(brace) = rest[from..].find('{') {
        let start = from + brace;
        let close = match rest.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                from = start + 1;
                continue;
            }
        };
        let tag = &rest[start + 2..];
        let (tag, after) = tag.split_once(close).unwrap_or((tag, ""));
        pieces.push((&rest[..start], tag));
        (rest, from) = (after, 0);
    }
    pieces.push((rest, ""));
    pieces
}

/// What may be classes in the strings of a script: words, perhaps with a value after them.
fn script_classes(script: &str) -> impl Iterator<Item = String> {
    let strings = script.split(['"', '\'', '`']);
    strings
        .filter_map(|string| string.split("${").next())
        .filter(|string| {
            string
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "- ".contains(c))
        })
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
}

/// The name that a text begins with; empty if there is none.
fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// The length of the block that a text begins with, with both braces.
fn block_length(css: &str) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    while let Some(next) = css[at..].chars().next() {
        match next {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        at += match next {
            '"' | '\'' => css_string_length(&css[at..]),
            _ => next.len_utf8(),
        };
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// What the parentheses hold that a text begins with, and the rest of the text; without parentheses, nothing and all of it.
fn parenthesized(text: &str) -> (&str, &str) {
    let mut depth = 0;
    let end = text.find(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    match end {
        Some(end) if text.starts_with('(') => (&text[1..end], &text[end + 1..]),
        _ => ("", text),
    }
}

/// The selectors of a list.
fn split_selectors(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    list.split(move |c| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    })
}
