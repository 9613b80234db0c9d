//! Faults of a theme that rendering does not find: conditions on unknown names, which are never true, and files that nothing uses.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use super::builtin::DEFAULT_THEME;
use super::fault::{ThemeFault, keys};
use super::files::ThemeFiles;
use crate::base::diagnostic::{Diagnostic, nearest};
use crate::base::source::{Sources, Span};

/// Faults of the site's own templates that rendering does not find. `pages` are the values of pages by template.
pub fn lint_theme(design: &ThemeFiles, pages: &BTreeMap<&'static str, Vec<Value>>) -> ThemeFault {
    ThemeFault::from_lint(design, |sources| {
        let own = design
            .overrides
            .iter()
            .filter(|(name, _)| name.ends_with(".html"));
        own.flat_map(|(name, text)| {
            let mut faults: Vec<Diagnostic> =
                unused_template(design, name, sources).into_iter().collect();
            faults.extend(unknown_paths(design, name, text, pages, sources));
            faults
        })
        .collect()
    })
}

fn span_of(
    design: &ThemeFiles,
    name: &str,
    range: Range<usize>,
    sources: &Sources,
) -> Option<Span> {
    let file = sources.find(&design.display_override(name))?;
    Some(Span {
        file,
        start: range.start,
        end: range.end,
    })
}

/// A template that is not built in and that no other template names.
fn unused_template(design: &ThemeFiles, name: &str, sources: &Sources) -> Option<Diagnostic> {
    let known = DEFAULT_THEME.file(name).is_some() || design.builtin().file(name).is_some();
    let quoted = [
        format!("\"{name}\""),
        format!("'{name}'"),
        format!("\"own/{name}\""),
    ];
    let named = design
        .overrides
        .iter()
        .any(|(other, text)| other != name && quoted.iter().any(|quoted| text.contains(quoted)));
    let brings_parts = design
        .overrides
        .iter()
        .any(|(other, text)| other == name && text.contains("component "));
    if known || named || brings_parts {
        return None;
    }
    let names = DEFAULT_THEME.files().map(|(name, _)| name);
    let fault = Diagnostic::template(
        span_of(design, name, 0..0, sources)?,
        format!("nothing uses `{name}`"),
    );
    let near = nearest(name, names)
        .map(|near| format!("rename it to `{near}`, or extend or include it in another template"));
    Some(fault.help(near.unwrap_or_else(|| {
        "no built-in template has this name; `statuary theme eject` lists them".to_owned()
    })))
}

/// Unknown names of `page` and `frame` in a template.
fn unknown_paths(
    design: &ThemeFiles,
    name: &str,
    text: &str,
    pages: &BTreeMap<&'static str, Vec<Value>>,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let every: Vec<&Value> = pages.values().flatten().collect();
    let of_kind: Vec<&Value> = pages
        .get(name)
        .map_or(every, |pages| pages.iter().collect());
    let mut faults = Vec::new();
    for range in path_ranges(text) {
        let path = &text[range.clone()];
        let missing: Option<Vec<(usize, Vec<&str>)>> = of_kind
            .iter()
            .map(|page| first_missing_key(path, page))
            .collect();
        let deepest =
            missing.and_then(|missing| missing.into_iter().max_by_key(|(depth, _)| *depth));
        let (Some((depth, known)), Some(span)) = (deepest, span_of(design, name, range, sources))
        else {
            continue;
        };
        let mut parts: Vec<&str> = path.split('.').collect();
        let message = format!("no page has `{}`", parts[..=depth].join("."));
        let near = nearest(parts[depth], known);
        let corrected = near.map(|near| {
            parts[depth] = near;
            parts.join(".")
        });
        faults.push(Diagnostic::template(span, message).suggest(corrected.as_deref()));
    }
    faults
}

/// The first unknown part of a path, with the known names at its place. The content of an empty value or a list is not known.
fn first_missing_key<'p>(path: &str, page: &'p Value) -> Option<(usize, Vec<&'p str>)> {
    let mut here = page;
    for (depth, part) in path.split('.').enumerate() {
        let object = here.as_object()?;
        match object.get(part) {
            Some(inner) => here = inner,
            None => return Some((depth, keys(here))),
        }
    }
    None
}

/// The places of `page.x` and `frame.x` in the tags of a template.
fn path_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        for (at, _) in text.match_indices(open) {
            let tag = text[at..].split(close).next().unwrap_or_default();
            for root in ["page.", "frame."] {
                for (inside, _) in tag.match_indices(root) {
                    let before = tag[..inside].chars().next_back();
                    if before.is_some_and(|c| is_name(c) || matches!(c, '.' | '"' | '\'')) {
                        continue;
                    }
                    let rest = &tag[inside..];
                    let length = rest
                        .find(|c: char| !is_name(c) && c != '.')
                        .unwrap_or(rest.len());
                    found.push(
                        at + inside..at + inside + rest[..length].trim_end_matches('.').len(),
                    );
                }
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}
