//! Options of `theme`.

use clap::{Args, Subcommand};

/// Options of `theme`.
#[derive(Clone, Debug, Args)]
pub struct ThemeArgs {
    /// The command.
    #[command(subcommand)]
    pub command: ThemeCommand,
}

/// Commands of `theme`.
#[derive(Clone, Debug, Subcommand)]
pub enum ThemeCommand {
    /// Copy built-in files into themes/ to start from; without names, list them with their blocks
    Eject {
        /// File names, such as status.html
        names: Vec<String>,
        /// Directory in themes/ to create the files in. If a built-in theme has this name, its files are copied
        #[arg(long, value_name = "NAME", default_value = "default")]
        theme: String,
        /// Copy only this block, into a template that extends the original
        #[arg(long, value_name = "NAME", requires = "names")]
        block: Option<String>,
    },
    /// Render every kind of page from sample content, and report every problem
    Check {
        /// Theme to use instead of the one in site.yaml
        #[arg(long, value_name = "NAME")]
        theme: Option<String>,
    },
}
