//! The fingerprint of everything that a site was built from: a build with the same fingerprint has nothing to do.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use rayon::prelude::*;

use super::mirror::is_mirror;
use crate::base::digest;
use crate::base::source::{SourceFile, Sources};
use crate::edge::load::Themes;
use crate::edge::output::OutputFolder;
use crate::edge::output_files::{LOCK_FILE, MANIFEST, parent_folders, read_manifest, sibling};
use crate::edge::permissions::is_readable;

/// One digest for each site of everything that decides about its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildFingerprint {
    /// Internal content does not belong to it.
    pub public: String,
    pub internal: String,
}

impl BuildFingerprint {
    /// The fingerprint of content, the site's own themes, and the other values that decide about pages; `commit` is that of the history that
    /// the internal site measures. `None` if the identity of the
    /// program is unknown: another version builds other pages from the same content.
    #[must_use]
    pub fn compute(
        sources: &Sources,
        themes: &Themes,
        values: &[&str],
        commit: Option<&str>,
    ) -> Option<BuildFingerprint> {
        let files: Vec<&SourceFile> = sources.iter().map(|(_, file)| file).collect();
        let digests: Vec<String> = files
            .par_iter()
            .map(|file| match sources.summary(&file.path) {
                Some(summary) => format!("{} {}\n", summary.digest, file.path),
                None => format!("{} {}\n", digest::hex_bytes(&file.bytes), file.path),
            })
            .collect();
        let mut shared = vec![program_identity()?];
        shared.extend(values.iter().map(|value| (*value).to_owned()));
        for (theme, files) in themes {
            shared.extend(
                files
                    .iter()
                    .map(|(name, text)| format!("{} {theme}/{name}", digest::hex(text))),
            );
        }
        let of = |wanted: &dyn Fn(&SourceFile) -> bool| {
            let lines = files
                .iter()
                .zip(&digests)
                .filter(|(file, _)| wanted(file))
                .map(|(_, line)| line.as_str());
            digest::hex(&(shared.join("\n") + "\n" + &lines.collect::<String>()))
        };
        Some(BuildFingerprint {
            public: of(&|file| !file.path.starts_with("internal/")),
            internal: digest::hex(&format!("{} {commit:?}", of(&|_| true))),
        })
    }

    /// The digest of the site with a name.
    #[must_use]
    pub fn for_site(&self, name: &str) -> &str {
        if name == "public" {
            &self.public
        } else {
            &self.internal
        }
    }
}

/// Which program this is: its version, size and modification time.
fn program_identity() -> Option<String> {
    let data = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
    let time = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!(
        "{} {} {}",
        env!("CARGO_PKG_VERSION"),
        data.len(),
        time.as_nanos()
    ))
}

impl OutputFolder {
    /// Whether the last build stored the fingerprint of a site, and the site is the one that it built.
    #[must_use]
    pub fn has_fingerprint(&self, name: &str, value: &str) -> bool {
        let text = std::fs::read_to_string(self.folder.join(LOCK_FILE)).unwrap_or_default();
        let stored = text
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        stored.is_some() && stored == self.bind_fingerprint(name, value).as_deref()
    }

    /// The fingerprint together with where the site is and with what its manifest is: an older copy that was put back has an older one.
    fn bind_fingerprint(&self, name: &str, value: &str) -> Option<String> {
        let place = self.place(name);
        let list = read_manifest(&place).ok()??;
        let time = modified_time(&place.join(MANIFEST), false)?;
        let time = time.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        let place = place.display();
        Some(digest::hex(&format!("{value}\n{place}\n{time}\n{list}")))
    }

    /// Stores the fingerprint of a site, or removes it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn store_fingerprint(&self, name: &str, value: Option<&str>) -> Result<()> {
        let path = self.folder.join(LOCK_FILE);
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        let others = before
            .lines()
            .filter(|line| line.split(' ').next() != Some(name))
            .map(|line| format!("{line}\n"));
        let own = value.and_then(|value| self.bind_fingerprint(name, value));
        let own = own.map(|value| format!("{name} {value}\n"));
        Ok(fs_err::write(path, others.chain(own).collect::<String>())?)
    }

    /// The number of a site's files, if its folder was not modified since the build: the manifest is written last, so no generated file is
    /// newer, and neither is a folder in which a file was added or removed.
    #[must_use]
    pub fn unmodified_file_count(&self, name: &str) -> Option<usize> {
        let place = self.place(name);
        let list = read_manifest(&place).ok()??;
        let done = modified_time(&place.join(MANIFEST), false)?;
        let files: Vec<&str> = list
            .lines()
            .filter_map(|line| line.strip_prefix("+ "))
            .collect();
        let same = |path: &Path, folder: bool| {
            modified_time(path, folder).is_some_and(|time| time <= done)
        };
        let folders = parent_folders(&files);
        let untouched = files.par_iter().all(|path| same(&place.join(path), false))
            && folders
                .par_iter()
                .all(|folder| same(&place.join(folder), true));
        let kept = list.lines().filter_map(|line| line.strip_prefix("= "));
        let there = kept
            .map(|path| place.join(path))
            .all(|path| path.symlink_metadata().is_ok());
        // The next build has to clean up after an interrupted one.
        let next = sibling(&place, "next");
        let left = sibling(&place, "old").exists() || next.exists() && !is_mirror(&place, &next);
        (untouched && there && !left).then_some(files.len())
    }
}

/// `None` if it does not exist, is something else, or cannot be read by a web server.
fn modified_time(path: &Path, folder: bool) -> Option<SystemTime> {
    let data = path.symlink_metadata().ok()?;
    if folder == data.is_dir() && (folder || data.is_file()) && is_readable(&data) {
        data.modified().ok()
    } else {
        None
    }
}
