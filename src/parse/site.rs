//! `site.yaml` as written.

use serde::Deserialize;

use super::given::{Entries, Given};

/// The settings of the site.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SiteDoc {
    /// Version of the content format: 1.
    pub version: Given<u64>,
    /// The site's name.
    pub title: Given<String>,
    /// Where it is published.
    pub url: Given<String>,
    /// Where the internal site is published.
    pub internal_url: Given<String>,
    /// IANA name of the zone for days and for times without a zone.
    pub time_zone: Given<String>,
    /// Language tag.
    pub language: Given<String>,
    /// One sentence about the site.
    pub description: Given<String>,
    /// How customers reach support.
    pub support: Given<SupportDoc>,
    /// Where the content folder can be edited.
    pub edit_url: Given<String>,
    /// Days that bars and uptime cover.
    pub history_days: Given<u64>,
    /// Promises to customers.
    pub policy: Given<PolicyDoc>,
    /// Weight of a minute in each state.
    pub uptime: Given<UptimeDoc>,
    /// Whether owner and due date of post-mortem actions are public.
    pub publish_actions: Given<bool>,
    /// What is hashed with each ticket's id when samples are drawn.
    pub sample_seed: Given<String>,
    /// Feed policies that subscribers may choose between.
    pub feeds: Given<Vec<Given<String>>>,
    /// What the site makes of single rules.
    pub rules: Given<Entries<String>>,
    /// Theme, colours and logo.
    pub look: Given<LookDoc>,
}

/// `support:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SupportDoc {
    /// A mail address.
    pub email: Given<String>,
    /// A help site.
    pub url: Given<String>,
}

/// `policy:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyDoc {
    /// Least notice before a maintenance.
    pub maintenance_notice: Given<String>,
    /// Longest time to the first update.
    pub first_update: Given<String>,
    /// Longest silence while an incident is open.
    pub update_interval: Given<String>,
    /// Time for a post-mortem after resolution.
    pub postmortem_due: Given<String>,
    /// Sections that a post-mortem has.
    pub postmortem_sections: Given<Vec<Given<String>>>,
    /// The day from which the promises hold.
    pub since: Given<String>,
}

/// `uptime:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UptimeDoc {
    /// Weight of degraded performance.
    pub degraded_performance: Given<f64>,
    /// Weight of a partial outage.
    pub partial_outage: Given<f64>,
    /// Weight of a major outage.
    pub major_outage: Given<f64>,
}

/// `look:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LookDoc {
    /// Name of the theme.
    pub theme: Given<String>,
    /// Colour of links.
    pub accent: Given<String>,
    /// Colours of states.
    pub states: Given<Entries<String>>,
    /// The same colours on a dark screen.
    pub dark: Given<ShadesDoc>,
    /// A picture in place of the title.
    pub logo: Given<LogoDoc>,
    /// The picture that browsers show beside the title.
    pub favicon: Given<String>,
}

/// `look: dark:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ShadesDoc {
    /// Colour of links.
    pub accent: Given<String>,
    /// Colours of states.
    pub states: Given<Entries<String>>,
}

/// `look: logo:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogoDoc {
    /// A file of `static/`.
    pub file: Given<String>,
    /// Another one for dark screens.
    pub dark: Given<String>,
    /// What it says, for those who do not see it.
    pub alt: Given<String>,
}
