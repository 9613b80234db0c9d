//! What a watcher reports.

use std::path::PathBuf;

/// What may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Any other file may have changed too.
    pub all: bool,
}

impl Changes {
    /// Any file may have changed.
    pub const ALL: Changes = Changes {
        paths: Vec::new(),
        all: true,
    };

    pub fn merge(&mut self, other: Changes) {
        self.paths.extend(other.paths);
        self.all |= other.all;
    }
}
