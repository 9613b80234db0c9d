//! Options of `new`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

// Lines of examples have at most 80 columns: the help of a narrow terminal would wrap longer ones, and a wrapped command cannot be pasted.
pub const EXAMPLES: &str = "Examples:
  statuary new site ../status --title \"Acme Status\" -c api=\"Platform API\"
  statuary new incident \"Pages load slowly\" -c api=major_outage --started -10m
  statuary new maintenance \"Failover test\" --start 2030-11-25T09:00Z --for 2h
  statuary new postmortem 2026-11-03-api-errors";

/// Options of `new`.
#[derive(Clone, Debug, Args)]
pub struct NewArgs {
    /// What to create.
    #[command(subcommand)]
    pub command: NewCommand,
    /// Print what would be written without writing it
    #[arg(long, global = true)]
    pub dry_run: bool,
}

/// What to create.
#[derive(Clone, Debug, Subcommand)]
pub enum NewCommand {
    /// Create a directory with a small site
    #[command(
        after_help = "Examples:\n  statuary new site ../status --time-zone Europe/Berlin\n  \
                      statuary new site ../status --ci github -c api=\"Platform API\""
    )]
    Site(SiteArgs),
    /// Create an incident with its first update
    #[command(
        after_help = "Examples:\n  statuary new incident \"Pages load slowly\" --component web=degraded_performance\n  \
                            statuary new incident \"Logins fail\" -c api --started 14:02 \"Most logins fail.\""
    )]
    Incident(IncidentArgs),
    /// Create a maintenance window with its announcement
    #[command(
        after_help = "Examples:\n  statuary new maintenance \"Failover test\" --start 2030-11-25T09:00Z --for 2h\n  \
                            statuary new maintenance \"New switches\" --start 02:00 -c db=partial_outage",
        mut_arg("components", |arg| {
            arg.help("Affected component and its state [default state: `under_maintenance`]; can be repeated")
        }),
        mut_arg("status", |arg| arg.help("Status of the first update [default: `scheduled`]"))
    )]
    Maintenance(MaintenanceArgs),
    /// Create a draft of an incident's post-mortem, with the sections that the site requires
    #[command(after_help = "Examples:\n  statuary new postmortem 2026-11-03-api-errors")]
    Postmortem(PostmortemArgs),
    /// Create an announcement that is about neither an incident nor maintenance
    #[command(
        after_help = "Examples:\n  statuary new notice \"TLS 1.1 ends\" --kind policy --pin \"Please update.\""
    )]
    Notice(NoticeArgs),
    /// Create a custom page, such as a support guide
    #[command(
        after_help = "Examples:\n  statuary new page \"Support guide\" --menu \"How to reach us.\"",
        mut_arg("id", |arg| {
            arg.help("ID, used as the file name and in the URL [default: the title, such as support-guide]")
        })
    )]
    Page(PageArgs),
    /// Create a product for support reports
    #[command(
        after_help = "Examples:\n  statuary new product postgres --name Postgres --owner data"
    )]
    Product(ProductArgs),
}

/// Options of most new files.
#[derive(Clone, Debug, Args)]
pub struct ArticleArgs {
    /// Title
    pub title: String,
    /// Text in Markdown, after `--` if it begins with a hyphen; `-` reads standard input [default: open your editor, on a terminal]
    pub text: Option<String>,
    /// ID, used as the file name and in the URL [default: the date and the title, such as 2026-11-03-api-errors]
    #[arg(long)]
    pub id: Option<String>,
    /// Create a draft, which is not published
    #[arg(long)]
    pub draft: bool,
}

/// Options of incidents and maintenance.
#[derive(Clone, Debug, Args)]
pub struct EntryArgs {
    /// Title and text.
    #[command(flatten)]
    pub article: ArticleArgs,
    /// Affected component and its state [default state: `degraded_performance`]; can be repeated
    #[arg(short, long = "component", value_name = "ID[=STATE]")]
    pub components: Vec<String>,
    /// Status of the first update [default: `investigating`]
    #[arg(short, long)]
    pub status: Option<String>,
}

/// Options of `new incident`.
#[derive(Clone, Debug, Args)]
pub struct IncidentArgs {
    /// Options of every entry.
    #[command(flatten)]
    pub entry: EntryArgs,
    /// When customers were first affected: `-10m`, `14:02` or a complete time such as 2026-11-03T14:05Z [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub started: Option<String>,
    /// `none`, `minor`, `major` or `critical` [default: derived from the component states]
    #[arg(long)]
    pub impact: Option<String>,
    /// Promise the next update within this time, such as `30m`
    #[arg(short, long, value_name = "DURATION")]
    pub next: Option<String>,
}

/// Options of `new maintenance`.
#[derive(Clone, Debug, Args)]
pub struct MaintenanceArgs {
    /// Options of every entry.
    #[command(flatten)]
    pub entry: EntryArgs,
    /// Start of the maintenance window: `02:00` (the next one), `+26h` or a complete time such as 2026-11-03T14:05Z
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub start: String,
    /// End of the maintenance window, or `unknown`
    #[arg(
        long,
        alias = "until",
        value_name = "TIME",
        conflicts_with = "length",
        allow_hyphen_values = true
    )]
    pub end: Option<String>,
    /// Length of the maintenance window [default: 1h]
    #[arg(long = "for", value_name = "DURATION")]
    pub length: Option<String>,
    /// Reason for less notice than the site promises
    #[arg(long, value_name = "REASON")]
    pub urgent: Option<String>,
}

/// Options of `new postmortem`.
#[derive(Clone, Debug, Args)]
pub struct PostmortemArgs {
    /// Incident ID
    pub incident: String,
    /// Title [default: that of the incident]
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
    /// When the notice expires
    #[arg(long, alias = "until", value_name = "TIME", allow_hyphen_values = true)]
    pub end: Option<String>,
    /// Show it on the status page
    #[arg(long)]
    pub pin: bool,
    /// Component that the notice is about; can be repeated
    #[arg(short, long = "component", value_name = "ID")]
    pub components: Vec<String>,
}

/// Options of `new page`.
#[derive(Clone, Debug, Args)]
pub struct PageArgs {
    /// Title and text.
    #[command(flatten)]
    pub article: ArticleArgs,
    /// Add the page to the menu
    #[arg(long)]
    pub menu: bool,
}

/// Options of `new product`.
#[derive(Clone, Debug, Args)]
pub struct ProductArgs {
    /// Permanent ID of the product
    pub id: String,
    /// Name [default: the ID]
    #[arg(long)]
    pub name: Option<String>,
    /// Team that owns the product
    #[arg(long)]
    pub owner: Option<String>,
    /// Ticket export whose columns are written into `export:`
    #[arg(long, value_name = "EXPORT")]
    pub from: Option<PathBuf>,
}

/// Options of `new site`.
#[derive(Clone, Debug, Args)]
pub struct SiteArgs {
    /// Directory of the site, created if missing
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Name of the site
    #[arg(long, default_value = "Status")]
    pub title: String,
    /// URL of the public site
    #[arg(long, default_value = "https://status.example.com/")]
    pub url: String,
    /// Time zone of the site
    #[arg(long, value_name = "ZONE", default_value = "Etc/UTC")]
    pub time_zone: String,
    /// Component of the product, as customers know it; can be repeated [default: `web` and `api`]
    #[arg(short, long = "component", value_name = "ID[=NAME]")]
    pub components: Vec<String>,
    /// Service that reviews changes and publishes the site: writes its files and an example of an incident [default: ask on a terminal, else
    /// none]
    #[arg(long, value_name = "SERVICE")]
    pub ci: Option<CiChoice>,
}

/// A service that runs the program after each change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CiChoice {
    /// GitHub Actions and GitHub Pages
    Github,
    /// GitLab CI and GitLab Pages
    Gitlab,
    /// No service
    None,
}
