//! `schema`: what editors need to complete and check content files while they are written.

use std::path::Path;

use anyhow::Result;

use super::context::{CommandStatus, display_path, finish, load_sources};
use crate::author::schema::{SiteWords, site_schema};
use crate::base::source::Sources;
use crate::check::rules::registry;
use crate::edge::atomic_write::write_atomic;
use crate::edge::cli::{GlobalArgs, SchemaArgs};
use crate::edge::load::{ContentScope, SiteRoot};
use crate::edge::terminal::print_data;
use crate::format::KINDS;

/// The folder that the first line of new files names, from the site's folder. It begins with a dot, so it is no content.
const FOLDER: &str = ".statuary/schema";

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &SchemaArgs) -> Result<CommandStatus> {
    let sources = load_sources(root, ContentScope::All)?;
    if let Some(kind) = &args.kind {
        print_data(&site_schema(
            kind,
            &SiteWords::of(&sources, &registry::adjustable_ids()),
        ))?;
        return Ok(CommandStatus::Success);
    }
    let folder = args
        .output
        .clone()
        .unwrap_or_else(|| root.folder.join(FOLDER));
    let written = write_schemas(&folder, &sources)?;
    let (folder, all) = (display_path(&folder), KINDS.len());
    finish(
        common,
        &format!("{folder}: {all} schemas, {written} written\n"),
    )
}

/// Writes the schemas that new files point at. Unchanged ones are left alone.
pub fn update_schemas(site: &Path, sources: &Sources) -> Result<()> {
    write_schemas(&site.join(FOLDER), sources).map(|_| ())
}

fn write_schemas(folder: &Path, sources: &Sources) -> Result<usize> {
    let names = SiteWords::of(sources, &registry::adjustable_ids());
    fs_err::create_dir_all(folder)?;
    let mut written = 0;
    for kind in &KINDS {
        let place = folder.join(format!("{}.json", kind.name));
        let schema = site_schema(kind, &names);
        if fs_err::read(&place).is_ok_and(|present| present == schema.as_bytes()) {
            continue;
        }
        write_atomic(&place, &schema)?;
        written += 1;
    }
    Ok(written)
}
