//! `schema`: what editors need to complete and check content files while they are written.

use std::path::Path;

use anyhow::{Context, Result};

use super::{End, load, typed};
use crate::author::schema::{Names, kinds};
use crate::base::diagnostic::one_of;
use crate::base::source::Sources;
use crate::check::rules::ADJUSTABLE;
use crate::edge::cli::{Common, SchemaArgs};
use crate::edge::load::Root;
use crate::edge::replace::replace;
use crate::edge::terminal::print;

/// The folder that the first line of new files names, from the site's folder. It begins with a dot, so it is no content.
const FOLDER: &str = ".statuary/schema";

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &SchemaArgs) -> Result<End> {
    let sources = load(root)?;
    if let Some(name) = &args.kind {
        let kinds = kinds();
        let known = || one_of(kinds.iter().map(|kind| kind.name));
        let kind = kinds.iter().find(|kind| kind.name == name);
        let kind =
            kind.with_context(|| format!("there is no kind of file `{name}`; write {}", known()))?;
        print(&kind.schema(&Names::of(&sources, ADJUSTABLE)))?;
        return Ok(End::Good);
    }
    let folder = args
        .output
        .clone()
        .unwrap_or_else(|| root.folder.join(FOLDER));
    let written = write(&folder, &sources)?;
    if !common.quiet {
        print(&format!(
            "{}: {} schemas, {written} written\n",
            typed(&folder),
            kinds().len()
        ))?;
    }
    Ok(End::Good)
}

/// Writes the schemas that new files point at. Those that say what they said are left alone.
pub(super) fn refresh(site: &Path, sources: &Sources) -> Result<()> {
    write(&site.join(FOLDER), sources).map(|_| ())
}

fn write(folder: &Path, sources: &Sources) -> Result<usize> {
    let names = Names::of(sources, ADJUSTABLE);
    fs_err::create_dir_all(folder)?;
    let mut written = 0;
    for kind in kinds() {
        let place = folder.join(format!("{}.json", kind.name));
        let schema = kind.schema(&names);
        if fs_err::read(&place).is_ok_and(|present| present == schema.as_bytes()) {
            continue;
        }
        replace(&place, &schema)?;
        written += 1;
    }
    Ok(written)
}
