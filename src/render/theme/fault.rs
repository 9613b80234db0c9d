//! Explains errors of a theme: the position in the template, and the name that was probably meant.
//!
//! The template engine reports a location and a short message; this adds what it cannot know: what is on the page, and which templates, blocks and
//! components there are.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;

use serde_json::Value;

use super::builtin::DEFAULT_THEME;
use super::files::{LAYERS, ThemeFiles};
use crate::base::diagnostic::{Diagnostic, nearest, quoted_list};
use crate::base::source::{SourceFile, Sources, Span};
use crate::view::locale::LocaleError;

/// The most names that a help line lists.
const MAX_LISTED_NAMES: usize = 24;

/// An invalid theme: faults in its files, or one sentence if there is no position.
#[derive(Clone, Debug, Default)]
pub struct ThemeFault {
    /// The files of the theme.
    pub sources: Sources,
    /// The faults with their places.
    pub diagnostics: Vec<Diagnostic>,
    message: String,
}

impl fmt::Display for ThemeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        for (number, fault) in self.diagnostics.iter().enumerate() {
            let file = self.sources.file(fault.primary.span.file);
            let place = file.position(fault.primary.span.start);
            let end = if number == 0 { "" } else { "\n" };
            write!(
                f,
                "{end}{}:{}:{}: {}",
                file.path, place.line, place.column, fault.message
            )?;
            if let Some(help) = &fault.help {
                write!(f, "; {help}")?;
            }
        }
        Ok(())
    }
}

impl Error for ThemeFault {}

impl ThemeFault {
    /// A fault in the messages of a theme.
    pub(super) fn in_locale(fault: &LocaleError, design: &ThemeFiles) -> ThemeFault {
        let text = fault.to_string();
        let sources = theme_sources(design);
        let placed = || {
            let (path, rest) = text.split_once(':')?;
            let (line, reason) = rest.split_once(": ")?;
            let file = sources.find(&design.display_override(path))?;
            let span = span_at(&sources, file, (line.parse().ok()?, 1), 1)?;
            Some(Diagnostic::template(span, reason))
        };
        match placed() {
            Some(fault) => ThemeFault::located(vec![fault], sources),
            None => ThemeFault {
                message: text,
                ..ThemeFault::default()
            },
        }
    }

    /// An error of the template engine, explained with the values of the page.
    pub(super) fn from_tera(message: &str, design: &ThemeFiles, page: &Value) -> ThemeFault {
        let sources = theme_sources(design);
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for part in message.split("\n\n") {
            let Some((report, span)) = locate_report(part, design, &sources) else {
                continue;
            };
            match (report.is_note, diagnostics.pop()) {
                (true, Some(last)) => diagnostics.push(last.also_at(span, report.tera_message)),
                (_, last) => {
                    diagnostics.extend(last);
                    let (span, written) = include_name_prefix(span, &sources);
                    let message = report.tera_message;
                    diagnostics.push(explain_report(span, message, &written, design, page));
                }
            }
        }
        if diagnostics.is_empty() {
            diagnostics.extend(without_location(message, design, &sources));
        }
        let mut fault = ThemeFault::located(diagnostics, sources);
        if fault.diagnostics.is_empty() {
            fault.message = message.trim_end().to_owned();
        }
        fault
    }

    fn located(diagnostics: Vec<Diagnostic>, sources: Sources) -> ThemeFault {
        let message = String::new();
        ThemeFault {
            sources,
            diagnostics,
            message,
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty() && self.message.is_empty()
    }

    /// Faults of a design that were found without printing a page.
    pub(super) fn from_lint(
        design: &ThemeFiles,
        find: impl FnOnce(&Sources) -> Vec<Diagnostic>,
    ) -> ThemeFault {
        let sources = theme_sources(design);
        ThemeFault::located(find(&sources), sources)
    }
}

/// Every file of a design.
fn theme_sources(design: &ThemeFiles) -> Sources {
    let templates = design
        .templates()
        .into_iter()
        .map(|(name, text)| (design.display_path(&name), text.to_owned()));
    let others = design.overrides.iter();
    let others = others
        .filter(|(name, _)| !name.ends_with(".html"))
        .map(|(name, text)| (design.display_override(name), text.clone()));
    let files = templates.chain(others).map(|(path, text)| SourceFile {
        path,
        bytes: text.into_bytes(),
    });
    Sources::new(files.collect())
}

/// A range of so many characters from a line and a column on, both from 1, cut at the end of the line.
fn span_at(
    sources: &Sources,
    file: crate::base::source::FileId,
    (line, column): (usize, usize),
    length: usize,
) -> Option<Span> {
    let text = std::str::from_utf8(&sources.file(file).bytes).ok()?;
    let before: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let line = text[before..].lines().next().unwrap_or_default();
    let offset = |characters: usize| {
        line.char_indices()
            .nth(characters)
            .map_or(line.len(), |(at, _)| at)
    };
    let (start, end) = (offset(column - 1), offset(column - 1 + length));
    Some(Span {
        file,
        start: before + start,
        end: before + end,
    })
}

/// A place with the names and dots before it, which the template engine leaves out, and what is written there.
fn include_name_prefix(span: Span, sources: &Sources) -> (Span, String) {
    let bytes = &sources.file(span.file).bytes;
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let before = bytes[..span.start]
        .iter()
        .rev()
        .take_while(|byte| is_name(byte))
        .count();
    let span = Span {
        start: span.start - before,
        ..span
    };
    (
        span,
        String::from_utf8_lossy(&bytes[span.start..span.end]).into_owned(),
    )
}

/// One paragraph of an error message of the template engine: `error: MESSAGE`, then `--> TEMPLATE:LINE:COLUMN`, then the line with marks below.
struct TeraReport<'a> {
    tera_message: &'a str,
    is_note: bool,
    template: &'a str,
    line: usize,
    column: usize,
    length: usize,
}

impl TeraReport<'_> {
    fn parse(text: &str) -> Option<TeraReport<'_>> {
        let mut lines = text.trim_matches('\n').lines();
        let head = lines.next()?;
        let (message, place, is_note) = match head.strip_prefix("note: ") {
            Some(note) => {
                let (message, place) = note.rsplit_once(' ')?;
                (message, place, true)
            }
            None => (
                head.strip_prefix("error: ")?,
                lines.next()?.trim_start().strip_prefix("--> ")?,
                false,
            ),
        };
        let (place, column) = place.rsplit_once(':')?;
        let (template, line) = place.rsplit_once(':')?;
        let length = lines.last().map_or(0, |marks| marks.matches('^').count());
        Some(TeraReport {
            tera_message: message,
            is_note,
            template,
            line: line.parse().ok()?,
            column: column.parse().ok()?,
            length,
        })
    }
}

fn locate_report<'s>(
    part: &'s str,
    design: &ThemeFiles,
    sources: &Sources,
) -> Option<(TeraReport<'s>, Span)> {
    let report = TeraReport::parse(part)?;
    let file = sources.find(&design.display_path(report.template))?;
    let place = (report.line, report.column);
    let span = span_at(sources, file, place, report.length)?;
    Some((report, span))
}

/// A fault with its likely cause.
fn explain_report(
    span: Span,
    message: &str,
    written: &str,
    design: &ThemeFiles,
    page: &Value,
) -> Diagnostic {
    let name = message.split('`').nth(1).unwrap_or_default();
    let of_kind = |begin: &str| message.starts_with(begin);
    if message.contains("undefined") || of_kind("Field ") || of_kind("Variable ") {
        return unknown_name(span, written, name, page);
    }
    let known: Vec<String> = if of_kind("Unknown component") {
        tag_names(design, "component")
    } else if of_kind("Block ") {
        let builtin = ThemeFiles {
            overrides: Vec::new(),
            ..design.clone()
        };
        tag_names(&builtin, "block")
    } else if of_kind("Unknown function") {
        vec!["t".to_owned()]
    } else if of_kind("There is no message") {
        message_keys()
    } else {
        Vec::new()
    };
    let fault = Diagnostic::template(span, lowercase_first(message.trim_end_matches('.')));
    let near = nearest(name, known.iter().map(String::as_str));
    let corrected = near
        .map(|near| written.replacen(name, near, 1))
        .filter(|_| written.contains(name));
    match (corrected, near) {
        (Some(corrected), _) => fault.suggest(Some(&corrected)),
        (None, Some(near)) => fault.help(format!("did you mean `{near}`?")),
        (None, None) if known.is_empty() => fault,
        (None, None) => fault.help(list_names(known.iter().map(String::as_str))),
    }
}

/// An unknown name. If it is not at the root of the page, it is a variable of a loop or component, so suggestions come from every key of
/// the page.
fn unknown_name(span: Span, written: &str, field: &str, page: &Value) -> Diagnostic {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let path: String = written.chars().take_while(|c| is_name(*c)).collect();
    let parts: Vec<&str> = path.split('.').collect();
    let mut here = page;
    for (depth, part) in parts.iter().enumerate() {
        if here.is_null() {
            let empty = parts[..depth].join(".");
            return Diagnostic::template(span, format!("`{empty}` has no value on this page"))
                .help(format!(
                    "write `{{% if {empty} %}}` before it and `{{% endif %}}` after it"
                ));
        }
        if depth > 0 && !here.is_object() {
            return Diagnostic::template(
                span,
                format!("`{}` has no parts", parts[..depth].join(".")),
            );
        }
        if let Some(inner) = here.get(part) {
            here = inner;
            continue;
        }
        let local = depth == 0 && parts.len() > 1;
        let wrong = if local {
            parts
                .iter()
                .rposition(|part| field.is_empty() || *part == field)
                .unwrap_or(0)
        } else {
            depth
        };
        let known = if local { every_key(page) } else { keys(here) };
        let fault = Diagnostic::template(
            span,
            format!("there is no `{}` here", parts[..=wrong].join(".")),
        );
        let near = nearest(parts[wrong], known.iter().copied());
        return match near {
            Some(near) => {
                let mut corrected = parts.clone();
                corrected[wrong] = near;
                fault.suggest(Some(&written.replacen(&path, &corrected.join("."), 1)))
            }
            None if local => fault,
            None => fault.help(list_names(known.into_iter())),
        };
    }
    Diagnostic::template(span, format!("`{path}` has no value here"))
}

/// The keys of an object.
pub(super) fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .map(|object| object.keys().map(String::as_str).collect())
        .unwrap_or_default()
}

/// Every key at any depth.
fn every_key(value: &Value) -> Vec<&str> {
    fn collect<'v>(value: &'v Value, into: &mut BTreeSet<&'v str>) {
        match value {
            Value::Object(object) => object.iter().for_each(|(key, inner)| {
                into.insert(key);
                collect(inner, into);
            }),
            Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
            _ => {}
        }
    }
    let mut all = BTreeSet::new();
    collect(value, &mut all);
    all.into_iter().collect()
}

/// An error that the template engine reports without a location.
fn without_location(message: &str, design: &ThemeFiles, sources: &Sources) -> Option<Diagnostic> {
    let quotes: Vec<&str> = message.split(['\'', '`', '"']).skip(1).step_by(2).collect();
    let found = |name: &&str| sources.find(&design.display_path(name));
    let of_site = quotes
        .iter()
        .filter(|name| name.starts_with(LAYERS[0]))
        .find_map(found);
    let file = of_site.or_else(|| quotes.iter().find_map(found))?;
    let text = String::from_utf8_lossy(&sources.file(file).bytes).into_owned();
    let named = quotes
        .iter()
        .find_map(|name| text.find(name).map(|at| (at, *name)));
    let (start, name) = named.unwrap_or((0, ""));
    let span = Span {
        file,
        start,
        end: start + name.len(),
    };
    let templates = design.templates();
    let known = templates
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| !name.starts_with(LAYERS[0]));
    let short = DEFAULT_THEME.files().map(|(name, _)| name);
    Some(
        Diagnostic::template(
            span,
            lowercase_first(message.trim_end().trim_end_matches('.')),
        )
        .suggest(nearest(name, known.chain(short))),
    )
}

/// The names that follow a keyword in tags of all templates: `block` or `component`.
fn tag_names(design: &ThemeFiles, word: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    for (_, text) in design.templates() {
        for tag in text.split("{%").skip(1) {
            let tag = tag.trim_start_matches('-').trim_start();
            let Some(after) = tag
                .strip_prefix(word)
                .filter(|after| after.starts_with(' '))
            else {
                continue;
            };
            let name: String = after
                .trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            found.insert(name);
        }
    }
    found.into_iter().collect()
}

/// The keys of all messages.
fn message_keys() -> Vec<String> {
    let english = crate::view::locale::BUILTIN_LOCALES[0].1.lines();
    let keys = english.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    keys.filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key.to_owned())
        .collect()
}

fn list_names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let shown = quoted_list(names.iter().take(MAX_LISTED_NAMES).copied());
    match names.len().saturating_sub(MAX_LISTED_NAMES) {
        _ if names.is_empty() => "no names are available".to_owned(),
        0 => format!("available names: {shown}"),
        more => format!("available names: {shown} and {more} more"),
    }
}

/// A sentence that continues another.
fn lowercase_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters
        .next()
        .map(|first| first.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}
