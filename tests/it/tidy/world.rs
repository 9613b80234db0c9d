//! Clock, files, environment, programs and terminal belong to `edge`. Clippy holds a list of functions; this holds whole modules, and it
//! holds clippy: the lints that carry a rule are switched on and never off again.

use super::{File, assert_no_faults, assert_single_fault, read, source};
use crate::compare::assert_contains;

/// Words that, one after the other in a path, lead out of the program.
const WORLD: [&[&str]; 17] = [
    &["std", "fs"],
    &["std", "env"],
    &["std", "process"],
    &["std", "net"],
    &["std", "os"],
    &["std", "path"],
    &["std", "*"],
    &["time", "SystemTime"],
    &["time", "Instant"],
    &["SystemTime", "now"],
    &["Instant", "now"],
    &["Utc", "now"],
    &["chrono", "Local"],
    &["thread", "sleep"],
    &["io", "stdin"],
    &["io", "stdout"],
    &["io", "stderr"],
];
/// Macros that print.
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];
/// Lints that hold a rule. `edge` may look at the world; nothing else is excused.
const LINTS: [&str; 4] = [
    "disallowed_methods",
    "disallowed_macros",
    "too_many_lines",
    "all",
];

fn world_faults(files: &[File]) -> Vec<String> {
    let below = files
        .iter()
        .filter(|file| file.layer() != Some("edge") && file.path != "src/main.rs");
    below
        .flat_map(|file| {
            world_paths(file)
                .chain(printing_macros(file))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn world_paths(file: &File) -> impl Iterator<Item = String> {
    let world = |path: &[String]| {
        WORLD
            .iter()
            .any(|words| path.windows(words.len()).any(|part| part == *words))
    };
    let found = file
        .paths()
        .into_iter()
        .filter(move |named| world(&named.path));
    found.map(|named| {
        format!(
            "{}:{}: `{}` is for `edge`",
            file.path,
            named.line,
            named.path.join("::")
        )
    })
}

fn printing_macros(file: &File) -> impl Iterator<Item = String> {
    let code = file.code();
    let lines: Vec<String> = code.lines().map(str::to_owned).collect();
    let found = lines.into_iter().enumerate().filter_map(|(at, line)| {
        let words = line.split(|c: char| c != '_' && c != '!' && !c.is_alphanumeric());
        let printing = |word: &str| {
            word.strip_suffix('!')
                .is_some_and(|name| PRINTING.contains(&name))
        };
        words
            .map(str::to_owned)
            .find(|word| printing(word))
            .map(|word| (at + 1, word))
    });
    found.map(|(line, word)| format!("{}:{line}: `{word}` is for `edge`", file.path))
}

/// Places where a lint that holds a rule is switched off.
fn disabled_lints(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| file.path != "src/edge/mod.rs") {
        for named in file.paths() {
            if named.path[0] == "clippy"
                && named
                    .path
                    .get(1)
                    .is_some_and(|lint| LINTS.contains(&lint.as_str()))
            {
                faults.push(format!(
                    "{}:{}: `{}` holds a rule",
                    file.path,
                    named.line,
                    named.path.join("::")
                ));
            }
        }
    }
    faults
}

/// Where a thread may remember something: serde carries a number to the value that is read next, and takes no other value.
const THREAD_LOCAL_IN: &str = "src/format/field.rs";

/// What a value must be in to change while it is shared.
const SHARED_MEMORY: [&str; 5] = ["Mutex", "RwLock", "RefCell", "Cell", "Atomic"];

/// Statics that can change: pure functions do not remember, and every cache is in `edge/incremental`.
fn memory_faults(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| file.layer() != Some("edge")) {
        let code = file.code();
        if code.contains("thread_local!") && file.path != THREAD_LOCAL_IN {
            faults.push(format!("{}: a thread-local variable", file.path));
        }
        for line in code.lines() {
            let declared = match line.trim_start().split_once("static ") {
                Some(("" | "pub " | "pub(crate) " | "pub(super) ", declared)) => declared,
                _ => continue,
            };
            let kind = declared.split('=').next().unwrap_or_default();
            if file.path != THREAD_LOCAL_IN && SHARED_MEMORY.iter().any(|word| kind.contains(word))
            {
                faults.push(format!("{}: `static {}`", file.path, kind.trim()));
            }
        }
    }
    faults
}

#[test]
fn only_edge_remembers_from_call_to_call() {
    assert_no_faults(&memory_faults(&source()));
}

#[test]
fn a_static_that_can_change_is_found() {
    let planted = |text| memory_faults(&[File::new("src/render/svg.rs", text)]);
    assert_single_fault(
        &planted("static SEEN: Mutex<Vec<u8>> = Mutex::new(Vec::new());"),
        "src/render/svg.rs: `static SEEN: Mutex<Vec<u8>>`",
    );
    assert_single_fault(
        &planted("thread_local! { }"),
        "src/render/svg.rs: a thread-local variable",
    );
    assert_no_faults(&planted(
        "static STYLE: LazyLock<String> = LazyLock::new(style);",
    ));
}

#[test]
fn only_edge_looks_at_the_world() {
    assert_no_faults(&world_faults(&source()));
}

#[test]
fn no_rule_is_switched_off() {
    assert_no_faults(&disabled_lints(&source()));
    let (manifest, settings) = (read("Cargo.toml"), read(".clippy.toml"));
    for lint in [
        "disallowed_methods = \"deny\"",
        "disallowed_macros = \"deny\"",
        "too_many_lines = \"deny\"",
    ] {
        assert_contains(&manifest, lint);
    }
    // Cargo.toml allows unsafe code.
    assert_contains(&manifest, "unsafe_code = \"forbid\"");
    for method in [
        "std::time::SystemTime::now",
        "std::env::var",
        "std::fs::read_to_string",
        "std::process::exit",
    ] {
        assert_contains(&settings, format!("\"{method}\""));
    }
}

#[test]
fn a_clock_outside_of_edge_is_found() {
    let found = world_faults(&[File::new(
        "src/derive/uptime.rs",
        "let now = chrono::Utc::now();",
    )]);
    assert_single_fault(
        &found,
        "src/derive/uptime.rs:1: `chrono::Utc::now` is for `edge`",
    );
    let found = world_faults(&[File::new(
        "src/base/time.rs",
        "use std::{fmt, time::{Duration, Instant}};",
    )]);
    assert_single_fault(
        &found,
        "src/base/time.rs:1: `std::time::Instant` is for `edge`",
    );
}

#[test]
fn files_environment_and_terminal_outside_of_edge_are_found() {
    for (text, path) in [
        ("use std::fs;", "std::fs"),
        ("std::env::var(x);", "std::env::var"),
        ("use std::io; io::stdout();", "io::stdout"),
        ("use std::process::Command;", "std::process::Command"),
        ("use std::path::Path;", "std::path::Path"),
        ("println!(x);", "println!"),
        ("std::eprintln!(x);", "eprintln!"),
    ] {
        let expected = format!("src/check/site.rs:1: `{path}` is for `edge`");
        assert_single_fault(
            &world_faults(&[File::new("src/check/site.rs", text)]),
            &expected,
        );
        assert_no_faults(&world_faults(&[File::new("src/edge/command/mod.rs", text)]));
    }
}

#[test]
fn talk_about_the_world_is_fine() {
    assert_no_faults(&world_faults(&[File::new(
        "src/check/site.rs",
        "// std::fs::read\nconst A: &str = \"println!\"; fn print() {}",
    )]));
}

#[test]
fn an_excuse_is_found() {
    let found = disabled_lints(&[File::new(
        "src/view/mod.rs",
        "#[allow(clippy::too_many_lines)]\nfn f() {}",
    )]);
    assert_single_fault(
        &found,
        "src/view/mod.rs:1: `clippy::too_many_lines` holds a rule",
    );
}
