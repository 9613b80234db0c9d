//! `site.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::announce::AnnounceDoc;
use super::field::{Entries, Field, Required};
use super::leaf::{
    Color, ComponentStateWord, Day, Duration, Email, EmailOrUrl, FeedWord, LanguageTag,
    RuleLevelWord, RuleName, SiteUrlText, StaticFile, TimeZone, Url,
};

/// What new files say beside `site_id`.
pub const SITE_ID_COMMENT: &str = "permanent: IDs in feeds and calendars are made from it";

/// Settings of the site.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SiteDoc {
    /// Version of the content format. The only version is `1`.
    pub version: Required<u64>,
    /// Name of the site, shown at the top of every page.
    pub title: Required<String>,
    /// URL where the public site is published, such as `https://status.example.com/`. It can include a path. An international host name is used in its ASCII form.
    pub url: Required<SiteUrlText>,
    /// Text that makes the IDs in feeds and calendars unique. Never change it: subscribers would get everything again.
    pub site_id: Field<String>,
    /// First day of the site. Feeds and the API use it as the date of their last change until the first entry is published.
    pub since: Field<Day>,
    /// URL where the internal site is published. Emails and feeds need it for absolute links.
    pub internal_url: Field<SiteUrlText>,
    /// IANA time zone, such as `Europe/Berlin`. Days start and end in this zone, and times without a zone are read in it.
    pub time_zone: Required<TimeZone>,
    /// Language of the public pages: `en`, `de`, `fr`, `es`, `pt`, `ja` or `ar`, optionally with a region.
    pub language: Field<LanguageTag>,
    /// One sentence about the site for search engines and link previews.
    pub description: Field<String>,
    /// How customers reach support.
    pub support: Field<SupportDoc>,
    /// Where customers subscribe: the page `/subscribe/` shows these choices first. Feeds and the calendar are always there.
    pub subscribe: Field<SubscribeDoc>,
    /// URL where the content directory can be edited. Pages then link to their source file.
    pub edit_url: Field<Url>,
    /// Number of days, from 1 to 366, that the component bars and uptime figures cover. The default is `90`.
    pub history_days: Field<u64>,
    /// Commitments to customers. The defaults of its keys apply even if you leave this key out: pages then promise a post-mortem, and `statuary check` warns about late announcements, late first updates and overdue post-mortems.
    pub policy: Field<PolicyDoc>,
    /// Weight of a minute in each state when uptime is calculated: 0 counts as up, 1 as down.
    pub uptime: Field<UptimeDoc>,
    /// Whether the owners and due dates of post-mortem actions are public. The default is `false`.
    pub publish_actions: Field<bool>,
    /// Text that is hashed together with each ticket ID to draw samples. Never change it.
    pub sample_seed: Field<String>,
    /// Feeds that subscribers can choose from.
    pub feeds: Field<Vec<Field<FeedWord>>>,
    /// Channels to which `statuary announce` sends messages.
    pub announce: Field<AnnounceDoc>,
    /// Levels of individual `check` rules for this site: `off`, `warn` or `error`.
    pub rules: Field<Entries<RuleName, RuleLevelWord>>,
    /// Theme, colors and logo.
    pub look: Field<LookDoc>,
}

/// Contact details of customer support.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SupportDoc {
    /// Email address of support.
    pub email: Field<Email>,
    /// URL of the help site.
    pub url: Field<SiteUrlText>,
}

/// Where customers subscribe.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SubscribeDoc {
    /// Mailing list that gets the announcements.
    pub mail: Field<MailingListDoc>,
    /// URL where customers join the Slack channel that gets the announcements: an invitation or instructions, not the URL of a webhook.
    pub slack: Field<Url>,
    /// The same for Microsoft Teams.
    pub teams: Field<Url>,
    /// The same for another chat.
    pub chat: Field<Url>,
}

/// Mailing list that gets the announcements.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MailingListDoc {
    /// Email address of the list manager that subscribes whoever writes to it, such as `status+subscribe@lists.example.com`, or the URL of a form.
    pub join: Required<EmailOrUrl>,
    /// Email address or URL to unsubscribe.
    pub leave: Required<EmailOrUrl>,
}

/// Commitments to customers.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyDoc {
    /// Minimum time between the announcement and the start of maintenance. The default is `24h`.
    pub maintenance_notice: Field<Duration>,
    /// Maximum time from `started` to the first update of an incident. The default is `15m`.
    pub first_update: Field<Duration>,
    /// Maximum time between updates while an incident is open. The default is `60m`. `statuary check` does not test it; the incident metrics of the internal site show how often it was met.
    pub update_interval: Field<Duration>,
    /// Time after the end of a major or critical incident within which its post-mortem is published. Customers see the date. The default is `5d`.
    pub postmortem_due: Field<Duration>,
    /// Headings that every post-mortem must have.
    pub postmortem_sections: Field<Vec<Field<String>>>,
    /// First day on which these commitments apply. By default, they apply to all of the history.
    pub since: Field<Day>,
}

/// Weight of a minute in each state when uptime is calculated.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UptimeDoc {
    /// Weight of a minute of degraded performance, from 0 to 1. The default is `0`.
    pub degraded_performance: Field<f64>,
    /// Weight of a minute of a partial outage, from 0 to 1. The default is `0.3`.
    pub partial_outage: Field<f64>,
    /// Weight of a minute of a major outage, from 0 to 1. The default is `1`.
    pub major_outage: Field<f64>,
}

/// Theme, colors and logo.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LookDoc {
    /// Name of the theme: a directory in `themes/`, or a built-in theme.
    pub theme: Field<String>,
    /// Color of links, such as `"#0b5c94"`.
    pub accent: Field<Color>,
    /// Colors of the component states.
    pub states: Field<Entries<ComponentStateWord, Color>>,
    /// Colors for dark mode.
    pub dark: Field<DarkColorsDoc>,
    /// Image that replaces the title.
    pub logo: Field<LogoDoc>,
    /// Icon that browsers show beside the title: a file in `static/`.
    pub favicon: Field<StaticFile>,
}

/// Colors for dark mode.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DarkColorsDoc {
    /// Color of links in dark mode.
    pub accent: Field<Color>,
    /// Colors of the component states in dark mode.
    pub states: Field<Entries<ComponentStateWord, Color>>,
}

/// Image that replaces the title.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LogoDoc {
    /// Image file in `static/`.
    pub file: Required<StaticFile>,
    /// Image file for dark mode.
    pub dark: Field<StaticFile>,
    /// Alternative text for people who cannot see the image.
    pub alt: Field<String>,
}
