//! Options of `schema`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::format::{DocumentKind, KINDS};

/// Options of `schema`.
#[derive(Clone, Debug, Args)]
pub struct SchemaArgs {
    /// Print this schema instead of writing all
    #[arg(value_parser = kind_parser())]
    pub kind: Option<DocumentKind>,
    /// Directory to write all schemas to [default: .statuary/schema in the site's directory, which new files refer to]
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    pub output: Option<PathBuf>,
}

fn kind_parser() -> impl TypedValueParser<Value = DocumentKind> {
    PossibleValuesParser::new(KINDS.map(|kind| kind.name)).try_map(|name| {
        let kind = KINDS.into_iter().find(|kind| kind.name == name);
        kind.ok_or("unknown kind")
    })
}
