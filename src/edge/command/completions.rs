//! `completions` and `man`: what shells and manuals know of the command line.

use anyhow::Result;

use super::End;
use crate::edge::cli::{self, CompletionsArgs, ManArgs};
use crate::edge::replace::replace;
use crate::edge::terminal::print;

/// Prints the script for a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result<End> {
    print(&cli::completions(args))?;
    Ok(End::Good)
}

/// Writes the manual pages into a folder, or prints the first.
pub(super) fn man(args: &ManArgs) -> Result<End> {
    let pages = cli::manual()?;
    let Some(folder) = &args.output else {
        print(pages.first().map_or("", |(_, text)| text.as_str()))?;
        return Ok(End::Good);
    };
    fs_err::create_dir_all(folder)?;
    for (name, text) in &pages {
        replace(&folder.join(name), text)?;
    }
    print(&format!(
        "{}: {} manual pages\n",
        folder.display(),
        pages.len()
    ))?;
    Ok(End::Good)
}
