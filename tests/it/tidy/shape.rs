//! The shape of types and themes: only views can be serialized, raw values are destructured completely, a theme has no stray files.

use std::fs;

use statuary::render::theme::builtin::BUILTIN_THEMES;
use statuary::view::locale;

use super::{File, assert_no_faults, assert_single_fault, root, source};

/// Views are the only values that can be printed, and the model knows no form at all.
fn serialize_outside_view(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        for named in file.paths() {
            let path = named.path.join("::");
            if named.path.iter().any(|word| word == "Serialize")
                && !matches!(file.layer(), Some("view" | "format" | "author"))
            {
                faults.push(format!(
                    "{}:{}: `{path}` is for `view` and for what writes content files",
                    file.path, named.line
                ));
            } else if named.path[0] == "serde" && file.layer() == Some("model") {
                faults.push(format!(
                    "{}:{}: the model does not name `{path}`",
                    file.path, named.line
                ));
            }
        }
    }
    faults
}

#[test]
fn only_views_are_printed() {
    assert_no_faults(&serialize_outside_view(&source()));
}

#[test]
fn a_printable_fact_is_found() {
    let found = serialize_outside_view(&[File::new(
        "src/derive/uptime.rs",
        "#[derive(Debug, Serialize)]\nstruct Day;",
    )]);
    assert_single_fault(
        &found,
        "src/derive/uptime.rs:1: `Serialize` is for `view` and for what writes content files",
    );
    let found =
        serialize_outside_view(&[File::new("src/model/site.rs", "use serde::Deserialize;")]);
    assert_single_fault(
        &found,
        "src/model/site.rs:1: the model does not name `serde::Deserialize`",
    );
}

/// Documents as written that `check` does not take apart field by field: a new key could then get lost.
fn partial_destructuring(files: &[File]) -> Vec<String> {
    let of = |layer: &'static str| files.iter().filter(move |file| file.layer() == Some(layer));
    let checks: Vec<(&str, String)> = of("check")
        .map(|file| (file.path.as_str(), file.code()))
        .collect();
    let mut faults = Vec::new();
    for raw in of("format")
        .chain(of("parse"))
        .flat_map(|file| raw_types(&file.code()))
    {
        let mut taken_apart = false;
        for (path, code) in &checks {
            for (line, fields) in patterns(code, &raw) {
                taken_apart = true;
                if fields.contains("..") {
                    faults.push(format!("{path}:{line}: `{raw}` is taken apart with `..`"));
                }
            }
        }
        if !taken_apart {
            faults.push(format!("`{raw}` is never taken apart in src/check"));
        }
    }
    faults
}

/// The structs of documents: their names end with `Doc`, or with `Documents` where they hold others.
fn raw_types(code: &str) -> Vec<String> {
    let names = code
        .split("pub struct ")
        .skip(1)
        .filter_map(|rest| rest.split([' ', '<', '(', '{', ';']).next());
    names
        .filter(|name| name.ends_with("Doc") || name.ends_with("Documents"))
        .map(str::to_owned)
        .collect()
}

/// Each `Name { fields }` that is a pattern or a literal, with its line; a head of `impl`, `struct` or `fn` is neither.
fn patterns<'a>(code: &'a str, name: &str) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(name) {
        let (before, after) = (code[..at].trim_end(), code[at + name.len()..].trim_start());
        let alone = !code[..at].ends_with(|c: char| c == '_' || c.is_alphanumeric());
        let head = ["->", "impl", "for", "struct"]
            .iter()
            .any(|sign| before.ends_with(sign));
        if let Some((fields, _)) = after
            .strip_prefix('{')
            .and_then(|fields| fields.split_once('}'))
            && alone
            && !head
        {
            found.push((code[..at].matches('\n').count() + 1, fields));
        }
    }
    found
}

#[test]
fn documents_are_taken_apart_whole() {
    assert_no_faults(&partial_destructuring(&source()));
}

#[test]
fn a_careless_pattern_is_found() {
    let raw = || {
        File::new(
            "src/format/notice.rs",
            "pub struct NoticeDoc { a: u8, b: u8 }",
        )
    };
    let found = partial_destructuring(&[
        raw(),
        File::new("src/check/notice.rs", "\nlet NoticeDoc { a, .. } = doc;"),
    ]);
    assert_single_fault(
        &found,
        "src/check/notice.rs:2: `NoticeDoc` is taken apart with `..`",
    );
    let found = partial_destructuring(&[
        raw(),
        File::new(
            "src/check/notice.rs",
            "fn f(doc: NoticeDoc) -> NoticeDoc { doc }",
        ),
    ]);
    assert_single_fault(&found, "`NoticeDoc` is never taken apart in src/check");
}

#[test]
fn the_built_in_themes_are_the_folders() {
    let names = |folder: &str| {
        let files = fs::read_dir(root().join(folder))
            .unwrap()
            .map(|file| file.unwrap());
        let files = files.filter(|file| file.file_type().unwrap().is_file());
        let mut names: Vec<String> = files
            .map(|file| file.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let folders = fs::read_dir(root().join("themes"))
        .unwrap()
        .map(|folder| folder.unwrap().file_name());
    let mut folders: Vec<String> = folders
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    folders.sort();
    assert_eq!(folders, BUILTIN_THEMES.map(|theme| theme.name));
    let mut languages: Vec<String> = locale::BUILTIN_LOCALES
        .iter()
        .map(|(tag, _)| format!("{tag}.ftl"))
        .collect();
    languages.sort();
    assert_eq!(
        names("themes/default/strings"),
        languages,
        "BUILTIN of src/view/language.rs lists the languages"
    );
}
