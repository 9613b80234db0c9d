//! Options of `explain`.

use clap::{Args, ValueEnum};

/// Options of `explain`.
#[derive(Clone, Debug, Args)]
pub struct ExplainArgs {
    /// A rule, a component, an incident, a maintenance, `banner` or `uptime`; without one, all rules are listed
    #[arg(value_name = "WHAT")]
    pub topic: Option<String>,
    /// The component whose uptime is asked for
    #[arg(value_name = "COMPONENT")]
    pub component: Option<String>,
    /// The month or the day, such as 2012-06; else the days that the status page shows
    #[arg(value_name = "MONTH|DAY")]
    pub days: Option<String>,
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ExplainFormat,
    /// The theme, instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

/// How to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For a terminal
    Text,
    /// For a manual; of rules alone
    Markdown,
    /// For programs; rules are not in it
    Json,
}
