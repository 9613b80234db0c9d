//! Options of `digest`.

use clap::Args;

/// Options of `digest`.
#[derive(Clone, Debug, Args)]
pub struct DigestArgs {
    /// Which week, such as 2013-W28; else the newest that is over
    #[arg(value_name = "WEEK")]
    pub week: Option<String>,
    /// A whole mail with text, HTML and pictures, ready to be sent
    #[arg(long)]
    pub eml: bool,
    /// Address of the sender of the mail
    #[arg(long, value_name = "ADDRESS", requires = "eml")]
    pub from: Option<String>,
    /// Address of somebody who gets the mail; may be given several times
    #[arg(long, value_name = "ADDRESS", requires = "eml")]
    pub to: Vec<String>,
    /// Folder in themes/ whose files replace those of the default theme
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}
