//! What the program says of itself: examples that can be typed, completions, manual pages.

use crate::compare::{assert_contains, assert_starts_with};
use clap::error::ErrorKind;
use clap::{Command, CommandFactory, Parser};
use statuary::edge::cli::Cli;

use super::manual::documents;
use super::{run, run_as_typed};

/// The commands that people type, with the examples that stand under their help or that of the command above.
fn examples(command: &Command, above: &str, into: &mut Vec<(String, String)>) {
    let own = command.get_after_help().map(ToString::to_string);
    let text = own.unwrap_or_else(|| above.to_owned());
    if !command.has_subcommands() || !text.is_empty() {
        into.push((command.get_name().to_owned(), text.clone()));
    }
    for inner in command.get_subcommands() {
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
    for command in Cli::command().get_subcommands() {
        examples(command, "", &mut all);
    }
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

/// The commands of the README and the manual, as far as they are this program's.
#[test]
fn the_manual_tells_commands_that_can_be_typed() {
    let manual: String = documents().into_iter().map(|(_, text)| text).collect();
    let joined = manual.replace("\\\n", " ");
    let blocks = joined
        .split("```sh\n")
        .skip(1)
        .map(|block| block.split("```").next().unwrap());
    let lines: Vec<&str> = blocks
        .flat_map(str::lines)
        .filter(|line| line.starts_with("statuary "))
        .collect();
    assert!(lines.len() > 40, "only {} commands were found", lines.len());
    for line in lines {
        let line = line.split("  #").next().unwrap();
        if let Err(error) = Cli::try_parse_from(words(line)) {
            panic!("{line}\n{error}");
        }
    }
}

#[test]
fn help_prints_chapters_of_the_manual_and_the_help_of_commands() {
    let folder = tempfile::tempdir().unwrap();
    let help = |topic: &[&str]| run_as_typed(folder.path(), &[&["help"], topic].concat());
    let (code, text) = help(&["incidents"]);
    assert_eq!(code, 0);
    assert_starts_with(
        &text,
        "# Write an incident\n\n```sh\nstatuary new incident ",
    );
    let (_, text) = help(&["rules"]);
    assert_contains(&text, "`statuary explain RULE`.\n\n| rule | level |");
    assert!(!text.contains("<!--"), "{text}");
    let (_, text) = help(&["new", "incident"]);
    assert_contains(&text, "Usage: statuary new incident");
    let (_, text) = help(&[]);
    assert_contains(&text, "  check        Check the content");
    assert_contains(
        &text,
        "\nTutorial:\n  tutorial         From nothing to a published page\n\nHow-to guides:\n",
    );
    let (code, text) = help(&["incident"]);
    assert_eq!(code, 2);
    assert_eq!(
        text,
        "error: there is neither a command nor a chapter `incident`; did you mean `incidents`?\n"
    );
    let (_, text) = help(&["new", "house"]);
    assert_contains(
        &text,
        "chapter `new house`; `statuary help` lists all of them",
    );
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
