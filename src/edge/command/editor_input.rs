//! The text that an author gives: as an argument, on standard input, or in an editor.

use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use super::context::CommandStatus;
use crate::edge::terminal::print_stderr;

/// Everything below this line is not part of the text.
const CUT_LINE: &str =
    "<!-- Write the text above, in Markdown. This line and everything below it are left out.";

/// The file that the editor saved, until its text is in the content.
static DRAFT: OnceLock<PathBuf> = OnceLock::new();

/// Removes the editor's file once its text is in the content. If the command failed, prints its path so that the text is not lost.
///
/// # Errors
/// Those of the command.
pub fn cleanup_draft(end: Result<CommandStatus>) -> Result<CommandStatus> {
    if let Some(draft) = DRAFT.get() {
        if matches!(end, Ok(CommandStatus::Success)) {
            let _ = std::fs::remove_file(draft);
        } else {
            print_stderr(&format!("your text is kept in {}\n", draft.display()))?;
        }
    }
    end
}

/// The text that was given, or `None` where there is neither one nor a terminal to ask at.
///
/// # Errors
/// When standard input cannot be read, or the editor fails or saves nothing.
pub fn read_text(given: Option<&str>, about: &str) -> Result<Option<String>> {
    match given {
        Some("-") => {
            let mut text = String::new();
            io::stdin()
                .read_to_string(&mut text)
                .context("cannot read the text from standard input")?;
            if text.trim().is_empty() {
                bail!("standard input has no text");
            }
            Ok(Some(strip_bom(&text).to_owned()))
        }
        // A blank before a hyphen is how a list or a negative number is told from an option.
        Some(text) => Ok(Some(text.trim().to_owned())),
        None if io::stdin().is_terminal() && io::stdout().is_terminal() => {
            edit_text(about).map(Some)
        }
        None => Ok(None),
    }
}

/// Opens the author's editor on an empty text.
fn edit_text(about: &str) -> Result<String> {
    let editor = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()));
    let Some(editor) = editor else {
        bail!("write the text as an argument, or set EDITOR")
    };
    let file = create_draft(&format!("\n{CUT_LINE}\n{about}\n-->\n"))?;
    let mut arguments = editor.split_whitespace();
    let program = arguments.next().unwrap_or_default();
    let status = Command::new(program).args(arguments).arg(&file).status();
    let text = read_draft(&file);
    match &text {
        Ok(text) if text.is_empty() => fs_err::remove_file(&file)?,
        Ok(_) => drop(DRAFT.set(file)),
        Err(_) => {}
    }
    let status = status.with_context(|| format!("cannot start the editor `{editor}`"))?;
    if !status.success() {
        bail!("the editor `{editor}` ended with a failure, so nothing was written");
    }
    let text = text?;
    if text.is_empty() {
        bail!("the text is empty, so nothing was written");
    }
    Ok(text)
}

/// A new file with a unique name.
fn create_draft(text: &str) -> Result<PathBuf> {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let file = std::env::temp_dir().join(format!(
        "statuary-{}-{}.md",
        std::process::id(),
        now.as_nanos()
    ));
    let mut open = fs_err::OpenOptions::new();
    // What is written here may not be public yet.
    #[cfg(unix)]
    fs_err::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    open.write(true)
        .create_new(true)
        .open(&file)?
        .write_all(text.as_bytes())?;
    Ok(file)
}

/// What the author wrote above the line.
fn read_draft(file: &Path) -> Result<String> {
    let whole = fs_err::read_to_string(file)?;
    Ok(strip_bom(&whole)
        .split(CUT_LINE)
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned())
}

/// A text without the mark that some programs put before it.
fn strip_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
