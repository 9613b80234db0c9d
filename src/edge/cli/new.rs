//! Options of `new`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

pub const EXAMPLES: &str = "Examples:
  statuary new site ../status --title \"Acme Status\" --component api=\"Platform API\"
  statuary new incident \"Elevated error rates\" --component api=major_outage --started -10m
  statuary new maintenance \"Failover test\" --start 2030-11-25T09:00Z --for 2h -c db
  statuary new postmortem 2026-11-03-api-errors";

/// Options of `new`.
#[derive(Clone, Debug, Args)]
pub struct NewArgs {
    /// What.
    #[command(subcommand)]
    pub command: NewCommand,
    /// Print what would be written, and write nothing
    #[arg(long, global = true)]
    pub dry_run: bool,
}

/// What is new.
#[derive(Clone, Debug, Subcommand)]
pub enum NewCommand {
    /// A folder with a small site
    #[command(
        after_help = "Examples:\n  statuary new site ../status\n  statuary new site ../status --time-zone Europe/Berlin \
                      --component api=\"Platform API\" --component web=Website"
    )]
    Site(SiteArgs),
    /// An incident, with its first update
    #[command(
        after_help = "Examples:\n  statuary new incident \"Pages load slowly\" --component web=degraded_performance\n  \
                            statuary new incident \"Logins fail\" --component api=major_outage --started 14:02 --next 30m \
                            \"Logins fail for most customers.\""
    )]
    Incident(IncidentArgs),
    /// A scheduled maintenance, with its announcement
    #[command(
        after_help = "Examples:\n  statuary new maintenance \"Failover test\" --start 2030-11-25T09:00Z --for 2h\n  \
                            statuary new maintenance \"New switches\" --start 02:00 --for 45m --component db=partial_outage \
                            --urgent \"A switch is failing\""
    )]
    Maintenance(MaintenanceArgs),
    /// A post-mortem of an incident, as a draft with the sections that the site promises
    #[command(after_help = "Examples:\n  statuary new postmortem 2026-11-03-api-errors")]
    Postmortem(PostmortemArgs),
    /// An announcement that is neither
    #[command(
        after_help = "Examples:\n  statuary new notice \"TLS 1.1 ends in June\" --kind policy --pin \"Please update.\""
    )]
    Notice(NoticeArgs),
    /// A free page
    #[command(
        after_help = "Examples:\n  statuary new page \"Support guide\" --menu \"How to reach us.\""
    )]
    Page(PageArgs),
    /// A product that support reports are made for
    #[command(
        after_help = "Examples:\n  statuary new product postgres --name Postgres --owner data"
    )]
    Product(ProductArgs),
}

/// What most new files are told.
#[derive(Clone, Debug, Args)]
pub struct ArticleArgs {
    /// Title
    pub title: String,
    /// Text in Markdown; `-` reads it from standard input; on a terminal your editor opens if there is none
    #[arg(allow_hyphen_values = true)]
    pub text: Option<String>,
    /// Name of the file, which is its address forever; else made of the date and the title
    #[arg(long)]
    pub id: Option<String>,
    /// Keep it out of the site for now
    #[arg(long)]
    pub draft: bool,
}

/// What incidents and maintenance are told.
#[derive(Clone, Debug, Args)]
pub struct EntryArgs {
    /// Title and text.
    #[command(flatten)]
    pub article: ArticleArgs,
    /// A component that is touched, with its state (else degraded_performance, in a maintenance under_maintenance)
    #[arg(short, long = "component", value_name = "ID[=STATE]")]
    pub components: Vec<String>,
    /// Status of the first update; else investigating, or scheduled
    #[arg(short, long)]
    pub status: Option<String>,
}

/// Options of `new incident`.
#[derive(Clone, Debug, Args)]
pub struct IncidentArgs {
    /// What it shares with others.
    #[command(flatten)]
    pub entry: EntryArgs,
    /// When customers began to feel it: `-10m`, `14:02` or a whole time; else now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub started: Option<String>,
    /// `minor`, `major` or `critical`, where the states do not tell it
    #[arg(long)]
    pub impact: Option<String>,
    /// Promise the next update within this time, such as `30m`
    #[arg(short, long, value_name = "DURATION")]
    pub next: Option<String>,
}

/// Options of `new maintenance`.
#[derive(Clone, Debug, Args)]
pub struct MaintenanceArgs {
    /// What it shares with others.
    #[command(flatten)]
    pub entry: EntryArgs,
    /// When the window begins: `02:00` (the next one), `+26h` or a whole time
    #[arg(long, value_name = "TIME")]
    pub start: String,
    /// When it ends
    #[arg(long, value_name = "TIME", conflicts_with = "length")]
    pub end: Option<String>,
    /// How long it lasts; 1h if nothing is said
    #[arg(long = "for", value_name = "DURATION")]
    pub length: Option<String>,
    /// Why less notice is given than the site promises
    #[arg(long, value_name = "REASON")]
    pub urgent: Option<String>,
}

/// Options of `new postmortem`.
#[derive(Clone, Debug, Args)]
pub struct PostmortemArgs {
    /// Id of the incident
    pub incident: String,
    /// A title of its own
    #[arg(long)]
    pub title: Option<String>,
}

/// Options of `new notice`.
#[derive(Clone, Debug, Args)]
pub struct NoticeArgs {
    /// Title and text.
    #[command(flatten)]
    pub article: ArticleArgs,
    /// `feature`, `policy`, `survey`, `security` or `other`
    #[arg(long)]
    pub kind: Option<String>,
    /// The last moment at which it matters
    #[arg(long, value_name = "TIME")]
    pub until: Option<String>,
    /// Show it on the status page
    #[arg(long)]
    pub pin: bool,
    /// A component that it is about
    #[arg(short, long = "component", value_name = "ID")]
    pub components: Vec<String>,
}

/// Options of `new page`.
#[derive(Clone, Debug, Args)]
pub struct PageArgs {
    /// Title and text.
    #[command(flatten)]
    pub article: ArticleArgs,
    /// Put it into the menu
    #[arg(long)]
    pub menu: bool,
}

/// Options of `new product`.
#[derive(Clone, Debug, Args)]
pub struct ProductArgs {
    /// Its id, which is permanent
    pub id: String,
    /// Its name; else the id
    #[arg(long)]
    pub name: Option<String>,
    /// The team that owns it
    #[arg(long)]
    pub owner: Option<String>,
}

/// Options of `new site`.
#[derive(Clone, Debug, Args)]
pub struct SiteArgs {
    /// Folder of the site; it is made if it is not there
    pub folder: PathBuf,
    /// Name of the site
    #[arg(long, default_value = "Status")]
    pub title: String,
    /// Where it will be published
    #[arg(long, default_value = "https://status.example.com/")]
    pub url: String,
    /// Zone of its days and of times without one
    #[arg(long, value_name = "ZONE", default_value = "Etc/UTC")]
    pub time_zone: String,
    /// A part of the product that customers see; else `web` and `api`
    #[arg(short, long = "component", value_name = "ID[=NAME]")]
    pub components: Vec<String>,
}
