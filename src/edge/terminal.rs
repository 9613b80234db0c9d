//! Output: results to standard output, diagnostics to standard error.

use std::io::{ErrorKind, Write};

use anyhow::{Context, Result};

use super::cli::Color;

/// Uses colours as the command line wants.
pub fn set_color_choice(color: Color) {
    match color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
}

/// Results, to standard output. A closed pipe is not an error.
///
/// # Errors
/// When it cannot be written.
pub fn print(text: &str) -> Result<()> {
    ignore_broken_pipe(anstream::stdout().lock().write_all(text.as_bytes()))
}

/// Diagnostics, to standard error.
///
/// # Errors
/// When it cannot be written.
pub fn print_stderr(text: &str) -> Result<()> {
    ignore_broken_pipe(anstream::stderr().lock().write_all(text.as_bytes()))
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
