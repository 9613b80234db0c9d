//! Options of `announce`.

use std::path::PathBuf;

use clap::Args;

pub const EXAMPLES: &str = "Examples:\n  statuary announce --dry-run\n  statuary announce\n  statuary announce --to rehearsal --ledger /tmp/rehearsal.jsonl\n  statuary announce --skip 4k0x9q2m7d1z";

/// Options of `announce`.
#[derive(Clone, Debug, Args)]
pub struct AnnounceArgs {
    /// Print every message as it would be sent, and send and record nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Record what was sent in this file instead of the repository; runs that share it wait for each other
    #[arg(long, value_name = "FILE", conflicts_with = "remote")]
    pub ledger: Option<PathBuf>,
    /// Record what was sent in the ref refs/statuary/announced of this remote
    #[arg(long, value_name = "NAME", default_value = "origin")]
    pub remote: String,
    /// Send only to this channel; can be repeated
    #[arg(long, value_name = "CHANNEL")]
    pub to: Vec<String>,
    /// Test emails: send them to this address instead of the list or the recipients
    #[arg(long, value_name = "ADDRESS", requires = "ledger")]
    pub mail_to: Option<String>,
    /// On channels that are new or whose filter changed, send what was published at or after this time [default: an hour ago]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub since: Option<String>,
    /// Send this message again, although it may have arrived; can be repeated
    #[arg(long, value_name = "ID")]
    pub resend: Vec<String>,
    /// Never send this message; can be repeated
    #[arg(long, value_name = "ID")]
    pub skip: Vec<String>,
    /// How long to retry a failed request, such as 2m
    #[arg(long, value_name = "DURATION", default_value = "2m")]
    pub retry_for: String,
    /// Time limit for each phase of a request: DNS lookup, connecting, sending and the response
    #[arg(long, value_name = "DURATION", default_value = "10s")]
    pub timeout: String,
    /// Treat messages that another run began to send as interrupted; use it only if no other run is active
    #[arg(long)]
    pub take_over: bool,
}
