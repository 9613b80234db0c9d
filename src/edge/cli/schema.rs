//! Options of `schema`.

use std::path::PathBuf;

use clap::Args;

/// Options of `schema`.
#[derive(Clone, Debug, Args)]
pub struct SchemaArgs {
    /// Print one schema: incident, maintenance, site, components, postmortem, notice, page and so on
    pub kind: Option<String>,
    /// Folder to write all schemas to [default: .statuary/schema in the site's folder, which new files refer to]
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    pub output: Option<PathBuf>,
}
