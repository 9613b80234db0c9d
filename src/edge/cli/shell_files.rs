//! What is generated from the command line: help, completion scripts and manual pages. The one file that names `clap_mangen`.

use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::command_line::Cli;
use super::completions::CompletionsArgs;

/// When the manual pages were last revised. A constant, because a release has the same bytes wherever it is built.
const MANUAL_DATE: &str = "2026-11-30";

/// The help of a command by its words, with colours. Without words, that of the program.
pub fn command_help(words: &[String]) -> Option<String> {
    let mut command = Cli::command();
    command.build();
    let found = words.iter().try_fold(&mut command, |command, word| {
        command.find_subcommand_mut(word)
    })?;
    Some(found.render_long_help().ansi().to_string())
}

/// The names of all commands.
pub fn command_names() -> Vec<String> {
    let names = Cli::command();
    let names = names.get_subcommands().map(|one| one.get_name().to_owned());
    names.collect()
}

/// The script that completes the command line in a shell.
pub fn completion_script(args: &CompletionsArgs) -> String {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "statuary", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual pages: their file names and their text, the program's first.
///
/// # Errors
/// Never: memory takes all that is written to it.
pub fn manual_pages() -> io::Result<Vec<(String, String)>> {
    let mut command = Cli::command();
    command.build();
    let mut pages = Vec::new();
    add_pages(&command, &mut pages)?;
    Ok(pages)
}

fn add_pages(command: &Command, pages: &mut Vec<(String, String)>) -> io::Result<()> {
    let name = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
        .to_owned();
    let mut page = Vec::new();
    Man::new(command.clone())
        .date(MANUAL_DATE)
        .render(&mut page)?;
    pages.push((
        format!("{name}.1"),
        String::from_utf8_lossy(&page).into_owned(),
    ));
    command
        .get_subcommands()
        .try_for_each(|command| add_pages(command, pages))
}
