//! Writes one file of content so that a reader finds the old one or the new one, and never half of it.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

/// Puts a text in the place of a file, which may not be there yet. A file behind a link is replaced where the link leads.
///
/// # Errors
/// When the folder or the disk does not allow it; the old file is then as it was.
pub fn write_atomic(path: &Path, text: impl AsRef<[u8]>) -> Result<()> {
    let place = if path.is_symlink() {
        fs_err::canonicalize(path)?
    } else {
        path.to_owned()
    };
    let name = place
        .file_name()
        .with_context(|| format!("{} is not a file", place.display()))?
        .to_string_lossy();
    // A dot file, which is no content.
    let whole = place.with_file_name(format!(".{name}.statuary-new"));
    let written =
        write_and_sync(&whole, text.as_ref()).and_then(|()| Ok(fs_err::rename(&whole, &place)?));
    if written.is_err() {
        // The error is reported below; a leftover dot file is not content.
        let _ = fs_err::remove_file(&whole);
    }
    written
}

fn write_and_sync(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = fs_err::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}
