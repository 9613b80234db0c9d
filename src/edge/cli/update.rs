//! Options of `update`.

use clap::Args;

pub const EXAMPLES: &str = "Without an ID, the update is added to the only open incident. A time is `-10m`, `14:05` in the site's time zone, \
or complete, such as 2026-11-03T14:05Z.

Examples:
  statuary update --status identified --next 30m \"We are rolling back.\"
  statuary update 2026-11-03-api-errors -c api=operational \"A fix is deployed.\"
  statuary update --status resolved --at -10m - <message.txt";

/// Options of `update`.
#[derive(Clone, Debug, Args)]
pub struct UpdateArgs {
    /// ID of the incident or maintenance, and the text in Markdown, after `--` if it begins with a hyphen; `-` reads the text from standard input [default: open your editor, on a terminal]
    #[arg(value_name = "[ID] TEXT")]
    pub target_and_text: Vec<String>,
    /// Incident: `investigating`, `identified`, `monitoring` or `resolved`. Maintenance: `scheduled`, `in_progress`, `verifying`, `completed` or `cancelled` [default: unchanged]
    #[arg(short, long)]
    pub status: Option<String>,
    /// Text to show instead of the status
    #[arg(long)]
    pub label: Option<String>,
    /// Component and its new state; can be repeated
    #[arg(short, long = "component", value_name = "ID=STATE")]
    pub components: Vec<String>,
    /// Promise the next update within this time, such as `30m`
    #[arg(short, long, value_name = "DURATION")]
    pub next: Option<String>,
    /// Time of the update [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// New start of the maintenance window
    #[arg(
        long,
        value_name = "TIME",
        requires = "end",
        allow_hyphen_values = true
    )]
    pub start: Option<String>,
    /// New end of the maintenance window, or `unknown`
    #[arg(
        long,
        alias = "until",
        value_name = "TIME",
        requires = "start",
        allow_hyphen_values = true
    )]
    pub end: Option<String>,
    /// Print what would be added without writing it
    #[arg(long)]
    pub dry_run: bool,
}
