//! Options of `digest`.

use clap::{Args, ValueEnum};

/// Options of `digest`.
#[derive(Clone, Debug, Args)]
pub struct DigestArgs {
    /// Week, such as 2013-W28 [default: the newest complete one]
    #[arg(value_name = "WEEK")]
    pub week: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DigestFormat,
    /// Sender of the email, such as "Acme Status <status@example.com>"
    #[arg(long, value_name = "ADDRESS")]
    pub from: Option<String>,
    /// Recipients of the email, with commas between them; can be repeated
    #[arg(long, value_name = "ADDRESS")]
    pub to: Vec<String>,
    /// Theme to use instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

/// Output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DigestFormat {
    /// Text, for a chat message
    Text,
    /// A complete email with text, HTML and images
    Eml,
}
