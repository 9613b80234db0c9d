//! Options of `update`.

use clap::Args;

pub const EXAMPLES: &str = "Examples:
  statuary update --status identified --next 30m \"We have found the cause and roll back.\"
  statuary update 2026-11-03-api-errors --component api=operational --at -10m \"A fix is deployed.\"
  statuary update --status resolved - <message.txt
Without ID it is the one incident that is open. Times: `-10m`, `14:05` on the site's clock, or whole ones with a zone.";

/// Options of `update`.
#[derive(Clone, Debug, Args)]
pub struct UpdateArgs {
    /// Id of the incident or maintenance, then the text in Markdown; `-` reads the text from standard input
    #[arg(value_name = "[ID] TEXT")]
    pub target_and_text: Vec<String>,
    /// Its phase: investigating, identified, monitoring, resolved; scheduled, `in_progress`, verifying, completed, cancelled
    #[arg(short, long)]
    pub status: Option<String>,
    /// Words in place of the status
    #[arg(long)]
    pub label: Option<String>,
    /// A component whose state is another from now on
    #[arg(short, long = "component", value_name = "ID=STATE")]
    pub components: Vec<String>,
    /// Promise the next update within this time, such as `30m`
    #[arg(short, long, value_name = "DURATION")]
    pub next: Option<String>,
    /// The time that it speaks of; else now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// A new start of a maintenance's window
    #[arg(long, value_name = "TIME", requires = "end")]
    pub start: Option<String>,
    /// A new end of a maintenance's window
    #[arg(long, value_name = "TIME", requires = "start")]
    pub end: Option<String>,
    /// Print what would be added, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}
