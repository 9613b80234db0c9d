//! The text that an author gives: as an argument, on standard input, or in an editor.

use std::io::{self, IsTerminal, Read};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// From here on, what an editor saved is no text.
const SCISSORS: &str = "<!-- Write the text above, in Markdown. This line and everything below it are left out.";

/// The text that was given, or `None` where there is neither one nor a terminal to ask at.
///
/// # Errors
/// When standard input cannot be read, or the editor fails or saves nothing.
pub(super) fn text(given: Option<&str>, about: &str) -> Result<Option<String>> {
    match given {
        Some("-") => {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text).context("cannot read the text from standard input")?;
            if text.trim().is_empty() {
                bail!("standard input has no text");
            }
            Ok(Some(text))
        }
        Some(text) => Ok(Some(text.to_owned())),
        None if io::stdin().is_terminal() && io::stdout().is_terminal() => edited(about).map(Some),
        None => Ok(None),
    }
}

/// Opens the author's editor on an empty text.
fn edited(about: &str) -> Result<String> {
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()));
    let Some(editor) = editor else { bail!("write the text as an argument, or set EDITOR") };
    let file = std::env::temp_dir().join(format!("statuary-{}.md", std::process::id()));
    fs_err::write(&file, format!("\n{SCISSORS}\n{about}\n-->\n"))?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let status = Command::new(program).args(words).arg(&file).status();
    let saved = fs_err::read_to_string(&file);
    fs_err::remove_file(&file)?;
    let status = status.with_context(|| format!("cannot start the editor `{editor}`"))?;
    if !status.success() {
        bail!("the editor `{editor}` ended with a failure, so nothing was written");
    }
    let saved = saved?;
    let text = saved.split(SCISSORS).next().unwrap_or_default().trim();
    if text.is_empty() {
        bail!("the text is empty, so nothing was written");
    }
    Ok(text.to_owned())
}
