//! `completions` and `man`.

use anyhow::Result;

use super::context::CommandStatus;
use crate::edge::atomic_write::write_atomic;
use crate::edge::cli::{self, CompletionsArgs, ManArgs};
use crate::edge::terminal::{print, print_data};

/// Prints the script for a shell.
pub fn completions(args: &CompletionsArgs) -> Result<CommandStatus> {
    print_data(&cli::completion_script(args))?;
    Ok(CommandStatus::Success)
}

/// Writes the manual pages into a folder, or prints the first.
pub fn man(args: &ManArgs) -> Result<CommandStatus> {
    let pages = cli::manual_pages()?;
    let Some(folder) = &args.output else {
        print_data(pages.first().map_or("", |(_, text)| text.as_str()))?;
        return Ok(CommandStatus::Success);
    };
    fs_err::create_dir_all(folder)?;
    for (name, text) in &pages {
        write_atomic(&folder.join(name), text)?;
    }
    print(&format!(
        "{}: {} manual pages\n",
        folder.display(),
        pages.len()
    ))?;
    Ok(CommandStatus::Success)
}
