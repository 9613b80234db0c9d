//! Options of `schema`.

use std::path::PathBuf;

use clap::Args;

/// Options of `schema`.
#[derive(Clone, Debug, Args)]
pub struct SchemaArgs {
    /// Print the schema of one kind: incident, maintenance, site, components, postmortem, notice, page and so on
    pub kind: Option<String>,
    /// Folder to write all of them to; else .statuary/schema in the site's folder, where new files say that it is
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    pub output: Option<PathBuf>,
}
