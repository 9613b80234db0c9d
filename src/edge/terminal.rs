//! Output: results to standard output, diagnostics to standard error.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::cli::Color;
use super::system::ignore_interrupt;
use crate::base::escape::without_log_commands;

/// Uses colours as the command line wants.
pub fn set_color_choice(color: Color) {
    match color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
}

/// Results for people, to standard output. A closed pipe is not an error.
///
/// # Errors
/// When it cannot be written.
pub fn print(text: &str) -> Result<()> {
    let stdout = anstream::stdout();
    let text = for_people(text, stdout.current_choice());
    let mut stdout = stdout.lock();
    let written = stdout.write_all(text.as_bytes());
    // A question has no line end, and must be there before the answer.
    ignore_broken_pipe(written.and_then(|()| stdout.flush()))
}

/// Results for other programs, to standard output, exactly as they are.
///
/// # Errors
/// When it cannot be written.
pub fn print_data(text: &str) -> Result<()> {
    ignore_broken_pipe(anstream::stdout().lock().write_all(text.as_bytes()))
}

/// A long text for people: at a terminal in their pager, else as it is.
///
/// # Errors
/// When it cannot be written.
pub fn print_paged(text: &str) -> Result<()> {
    let pager = env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    let mut words = pager.split_whitespace();
    let (true, Some(program)) = (io::stdout().is_terminal(), words.next()) else {
        return print(text);
    };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        // As git does: no pages for a text that fits, colours as they are, and the text stays at the terminal.
        command.env("LESS", "FRX");
    }
    let Ok(mut reader) = command.spawn() else {
        return print(text);
    };
    ignore_interrupt();
    let text = for_people(text, anstream::stdout().current_choice());
    if let Some(mut stdin) = reader.stdin.take() {
        ignore_broken_pipe(stdin.write_all(text.as_bytes()))?;
    }
    reader.wait().context("the pager does not end")?;
    Ok(())
}

/// Diagnostics, to standard error.
///
/// # Errors
/// When it cannot be written.
pub fn print_stderr(text: &str) -> Result<()> {
    let stderr = anstream::stderr();
    let text = for_people(text, stderr.current_choice());
    ignore_broken_pipe(stderr.lock().write_all(text.as_bytes()))
}

/// A text without commands to a service that runs builds. Where colours are removed, a command is what is left without them.
fn for_people(text: &str, colors: anstream::ColorChoice) -> String {
    match colors {
        anstream::ColorChoice::Never => without_log_commands(&strip_colors(text)),
        _ => without_log_commands(text),
    }
}

fn ignore_broken_pipe(result: std::io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to the terminal")
        }
        _ => Ok(()),
    }
}

/// A text without its colours.
pub fn strip_colors(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
