//! What the program says of itself: examples that can be typed, completions, manual pages.

use crate::compare::assert_contains;
use clap::error::ErrorKind;
use clap::{Command, CommandFactory, Parser};
use statuary::edge::cli::Cli;

use super::run;

/// The commands that people type, with the examples that stand under their help or that of the command above.
fn examples(command: &Command, above: &str, into: &mut Vec<(String, String)>) {
    let own = command.get_after_help().map(ToString::to_string);
    let text = own.unwrap_or_else(|| above.to_owned());
    if !command.has_subcommands() || !text.is_empty() {
        into.push((command.get_name().to_owned(), text.clone()));
    }
    for inner in command
        .get_subcommands()
        .filter(|inner| inner.get_name() != "help")
    {
        examples(inner, &text, into);
    }
}

/// The words of a line as a shell would give them to the program, up to a pipe or a redirection.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut open) = (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        match c {
            '"' => (quoted, open) = (!quoted, true),
            '|' | '<' | '>' if !quoted => break,
            ' ' if !quoted => {
                if open {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            c => {
                word.push(c);
                open = true;
            }
        }
    }
    if open {
        words.push(word);
    }
    words
}

fn all_examples() -> Vec<(String, String)> {
    let mut all = Vec::new();
    examples(&Cli::command(), "", &mut all);
    all
}

#[test]
fn every_command_has_examples_that_can_be_typed() {
    let all = all_examples();
    assert!(all.len() > 15, "{all:?}");
    for (name, text) in &all {
        let lines: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("  "))
            .collect();
        let typed: Vec<&&str> = lines
            .iter()
            .filter(|line| line.starts_with("statuary "))
            .collect();
        assert!(!typed.is_empty(), "the help of `{name}` has no example");
        for line in typed {
            assert!(
                line.chars().count() + 2 <= 80,
                "a terminal with 80 columns wraps it, and then it cannot be pasted: {line}"
            );
            if let Err(error) = Cli::try_parse_from(words(line)) {
                panic!("{line}\n{error}");
            }
        }
    }
}

/// A mistyped option must not become the text of an update that customers read.
#[test]
fn no_command_takes_an_unknown_option() {
    for (_, text) in all_examples() {
        for line in text.lines().filter(|line| line.starts_with("  statuary ")) {
            for unknown in ["--strated=-10m", "--strated", "-Z"] {
                let typed = [words(line.trim_start()), vec![unknown.to_owned()]].concat();
                let Err(error) = Cli::try_parse_from(&typed) else {
                    panic!("{typed:?} is accepted")
                };
                assert_eq!(
                    error.kind(),
                    ErrorKind::UnknownArgument,
                    "{typed:?}\n{error}"
                );
            }
        }
    }
}

/// The README's commands, as far as they are this program's.
#[test]
fn the_manual_tells_commands_that_can_be_typed() {
    let manual =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let joined = manual.replace("\\\n", " ");
    let blocks = joined
        .split("```sh\n")
        .skip(1)
        .map(|block| block.split("```").next().unwrap());
    let lines: Vec<&str> = blocks
        .flat_map(str::lines)
        .filter(|line| line.starts_with("statuary "))
        .collect();
    assert!(lines.len() > 10, "{lines:?}");
    for line in lines {
        let line = line.split("  #").next().unwrap();
        if let Err(error) = Cli::try_parse_from(words(line)) {
            panic!("{line}\n{error}");
        }
    }
}

#[test]
fn the_manual_has_a_table_of_all_commands() {
    let manual =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let rows: Vec<&str> = manual
        .lines()
        .filter(|line| line.starts_with("| `statuary "))
        .collect();
    let row = |command: &Command| {
        format!(
            "| `statuary {}` | {} |",
            command.get_name(),
            command.get_about().unwrap()
        )
    };
    let commands: Vec<String> = Cli::command().get_subcommands().map(row).collect();
    assert_eq!(rows, commands);
}

#[test]
fn shells_and_manuals_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script) = run(folder.path(), "2026-11-03", &["completions", shell]);
        assert!(
            code == 0 && script.contains("maintenance") && script.contains("next"),
            "{shell}: {script}"
        );
    }
    let (code, said) = run(folder.path(), "2026-11-03", &["man", "--output", "man1"]);
    assert!(code == 0, "{said}");
    let page = super::text(folder.path(), "man1/statuary-update.1");
    assert_contains(&page, "statuary update");
    assert_contains(&page, "Examples:");
    assert_contains(
        super::text(folder.path(), "man1/statuary-new-incident.1"),
        "\\-\\-started",
    );
    let (_, page) = run(folder.path(), "2026-11-03", &["man"]);
    assert_contains(&page, ".TH statuary 1 2026-");
}
