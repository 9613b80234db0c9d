//! Options of `digest`.

use clap::{Args, ValueEnum};

/// Options of `digest`.
#[derive(Clone, Debug, Args)]
pub struct DigestArgs {
    /// Which week, such as 2013-W28; else the newest that is over
    #[arg(value_name = "WEEK")]
    pub week: Option<String>,
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DigestFormat,
    /// Address of the sender of the mail
    #[arg(long, value_name = "ADDRESS")]
    pub from: Option<String>,
    /// Address of somebody who gets the mail; may be given several times
    #[arg(long, value_name = "ADDRESS")]
    pub to: Vec<String>,
    /// The theme, instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

/// How to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DigestFormat {
    /// For a chat
    Text,
    /// A whole mail with text, HTML and pictures, ready to be sent
    Eml,
}
