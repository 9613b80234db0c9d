//! Options of `theme`.

use clap::{Args, Subcommand};

/// Options of `theme`.
#[derive(Clone, Debug, Args)]
pub struct ThemeArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ThemeCommand,
}

/// What to do with a theme.
#[derive(Clone, Debug, Subcommand)]
pub enum ThemeCommand {
    /// Copy built-in files into themes/ to start from; without names, list them with their blocks
    Eject {
        /// Names of files, such as status.html
        names: Vec<String>,
        /// Folder in themes/ to copy to, and the theme to copy from where the program has one of that name
        #[arg(long, value_name = "NAME", default_value = "default")]
        theme: String,
        /// Only this block, in a template that leaves the rest to the original
        #[arg(long, value_name = "NAME", requires = "names")]
        block: Option<String>,
    },
    /// Print every kind of page from made-up content, and explain what is wrong
    Check {
        /// The theme, instead of the one in site.yaml
        #[arg(long, value_name = "NAME")]
        theme: Option<String>,
    },
}
