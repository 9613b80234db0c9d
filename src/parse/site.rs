//! `site.yaml` as written.

use serde::Deserialize;

use super::field::{Entries, Field};

/// The settings of the site.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SiteDoc {
    /// Version of the content format: 1.
    pub version: Field<u64>,
    /// The site's name.
    pub title: Field<String>,
    /// Where it is published.
    pub url: Field<String>,
    /// Where the internal site is published.
    pub internal_url: Field<String>,
    /// IANA name of the zone for days and for times without a zone.
    pub time_zone: Field<String>,
    /// Language tag.
    pub language: Field<String>,
    /// One sentence about the site.
    pub description: Field<String>,
    /// How customers reach support.
    pub support: Field<SupportDoc>,
    /// Where the content folder can be edited.
    pub edit_url: Field<String>,
    /// Days that bars and uptime cover.
    pub history_days: Field<u64>,
    /// Promises to customers.
    pub policy: Field<PolicyDoc>,
    /// Weight of a minute in each state.
    pub uptime: Field<UptimeDoc>,
    /// Whether owner and due date of post-mortem actions are public.
    pub publish_actions: Field<bool>,
    /// What is hashed with each ticket's id when samples are drawn.
    pub sample_seed: Field<String>,
    /// Feed policies that subscribers may choose between.
    pub feeds: Field<Vec<Field<String>>>,
    /// What the site makes of single rules.
    pub rules: Field<Entries<String>>,
    /// Theme, colours and logo.
    pub look: Field<LookDoc>,
}

/// `support:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SupportDoc {
    /// A mail address.
    pub email: Field<String>,
    /// A help site.
    pub url: Field<String>,
}

/// `policy:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyDoc {
    /// Least notice before a maintenance.
    pub maintenance_notice: Field<String>,
    /// Longest time to the first update.
    pub first_update: Field<String>,
    /// Longest silence while an incident is open.
    pub update_interval: Field<String>,
    /// Time for a post-mortem after resolution.
    pub postmortem_due: Field<String>,
    /// Sections that a post-mortem has.
    pub postmortem_sections: Field<Vec<Field<String>>>,
    /// The day from which the promises hold.
    pub since: Field<String>,
}

/// `uptime:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UptimeDoc {
    /// Weight of degraded performance.
    pub degraded_performance: Field<f64>,
    /// Weight of a partial outage.
    pub partial_outage: Field<f64>,
    /// Weight of a major outage.
    pub major_outage: Field<f64>,
}

/// `look:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LookDoc {
    /// Name of the theme.
    pub theme: Field<String>,
    /// Colour of links.
    pub accent: Field<String>,
    /// Colours of states.
    pub states: Field<Entries<String>>,
    /// The same colours on a dark screen.
    pub dark: Field<ShadesDoc>,
    /// A picture in place of the title.
    pub logo: Field<LogoDoc>,
    /// The picture that browsers show beside the title.
    pub favicon: Field<String>,
}

/// `look: dark:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ShadesDoc {
    /// Colour of links.
    pub accent: Field<String>,
    /// Colours of states.
    pub states: Field<Entries<String>>,
}

/// `look: logo:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogoDoc {
    /// A file of `static/`.
    pub file: Field<String>,
    /// Another one for dark screens.
    pub dark: Field<String>,
    /// What it says, for those who do not see it.
    pub alt: Field<String>,
}
