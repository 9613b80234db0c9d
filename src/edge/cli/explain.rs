//! Options of `explain`.

use clap::{Args, ValueEnum};

/// Options of `explain`.
#[derive(Clone, Debug, Args)]
pub struct ExplainArgs {
    /// Rule, component, incident or maintenance ID, `banner` (the overall status) or `uptime` [default: list all rules]
    #[arg(value_name = "WHAT")]
    pub topic: Option<String>,
    /// Component to explain the uptime of
    #[arg(value_name = "COMPONENT")]
    pub component: Option<String>,
    /// Month or day, such as 2012-06 [default: the days on the status page]
    #[arg(value_name = "MONTH|DAY")]
    pub days: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ExplainFormat,
    /// Theme to use instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

/// Output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For a terminal
    Text,
    /// Markdown, for a manual; only for rules
    Markdown,
    /// JSON; not for rules
    Json,
}
