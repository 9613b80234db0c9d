//! The site's settings.

use std::fmt;

use super::branding::Branding;
use super::component::State;
use crate::base::digest;
use crate::base::percent_encoding;
use crate::base::time::{Date, Duration, Moment, Zone};
use crate::base::vocabulary::words;

/// Settings from `site.yaml`.
#[derive(Clone, Debug)]
pub struct Site {
    /// The site's name.
    pub title: String,
    /// Where it is published.
    pub url: SiteUrl,
    /// What makes IDs unique among all sites.
    pub site_id: String,
    /// Its first day.
    pub since: Option<Date>,
    /// The zone of its days and its printed times.
    pub zone: Zone,
    /// Language tag, such as `en`.
    pub language: String,
    /// One sentence for feeds and search engines.
    pub description: String,
    /// How customers reach support.
    pub support: Support,
    /// Where customers subscribe, besides feeds and calendar.
    pub subscribe: SubscribeChoices,
    /// Where the content folder can be edited, with a slash at the end.
    pub edit_url: Option<String>,
    /// How many days the bars and the uptime of the status page cover.
    pub history_days: u32,
    /// What the team has promised.
    pub policy: Policy,
    /// What a minute in each state counts.
    pub weights: Weights,
    /// Whether owner and due date of post-mortem actions are public.
    pub publish_actions: bool,
    /// What subscribers may choose between.
    pub feeds: Vec<FeedPolicy>,
    /// Hubs that are told when the main feed has changed.
    pub hubs: Vec<String>,
    /// Theme, colours and logo.
    pub branding: Branding,
}

impl Site {
    /// The permanent UUID of what has this name on the site.
    pub fn uuid(&self, name: &str) -> String {
        digest::uuid(&self.unique_name(name))
    }

    /// The same as a URI, for feeds.
    pub fn urn(&self, name: &str) -> String {
        format!("urn:uuid:{}", self.uuid(name))
    }

    /// The same in twelve characters, for interfaces that want short IDs.
    pub fn short_id(&self, name: &str) -> String {
        digest::short_id(&self.unique_name(name))
    }

    fn unique_name(&self, name: &str) -> String {
        format!("{}\n{name}", self.site_id)
    }
}

words! {
    "feed policy";
    /// How often a feed tells of one incident or maintenance.
    pub enum FeedPolicy {
        /// With each update. This is the main feed, which every site has.
        Updates = "updates",
        /// Once with all its updates, and once more when it is over.
        Incidents = "incidents",
        /// With the first word and the last, without those between.
        Quiet = "quiet",
    }
}

/// How customers reach support.
#[derive(Clone, Debug, Default)]
pub struct Support {
    /// A mail address.
    pub email: Option<String>,
    /// A help site.
    pub url: Option<String>,
}

/// Where customers subscribe. Every text is an address of the web, if it is not one of mail.
#[derive(Clone, Debug, Default)]
pub struct SubscribeChoices {
    pub mail: Option<MailingList>,
    pub slack: Option<String>,
    pub teams: Option<String>,
    pub chat: Option<String>,
}

/// A mailing list of the team.
#[derive(Clone, Debug)]
pub struct MailingList {
    pub join: ContactAddress,
    pub leave: ContactAddress,
}

/// Where somebody is reached: by mail, or by a page of the web.
#[derive(Clone, Debug)]
pub enum ContactAddress {
    Mail(String),
    Web(String),
}

impl ContactAddress {
    /// The address without a scheme for mail.
    pub fn text(&self) -> &str {
        match self {
            ContactAddress::Mail(address) | ContactAddress::Web(address) => address,
        }
    }

    /// The address as a link.
    pub fn url(&self) -> String {
        match self {
            ContactAddress::Mail(address) => {
                format!("mailto:{}", percent_encoding::encode_mail_address(address))
            }
            ContactAddress::Web(url) => url.clone(),
        }
    }
}

/// What the team has promised to its customers.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Least notice before a maintenance.
    pub maintenance_notice: Duration,
    /// Longest time from the start of an incident to its first update.
    pub first_update: Duration,
    /// Longest silence while an incident is open.
    pub update_interval: Duration,
    /// Time for a post-mortem after the resolution of a major or critical incident.
    pub postmortem_due: Duration,
    /// Sections that every post-mortem has.
    pub postmortem_sections: Vec<String>,
    /// From when on the promises hold; always, if none is given.
    pub since: Option<Moment>,
}

impl Policy {
    /// The promises, if they held at a moment already.
    pub fn in_force_at(&self, moment: Moment) -> Option<&Policy> {
        Some(self).filter(|policy| policy.since.is_none_or(|since| since <= moment))
    }
}

/// The weight of a minute in each state, from 0 (counts as up) to 1 (counts as down).
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// For `degraded_performance`.
    pub degraded_performance: f64,
    /// For `partial_outage`.
    pub partial_outage: f64,
    /// For `major_outage`.
    pub major_outage: f64,
}

impl Weights {
    /// The weight of a state; fine states weigh nothing.
    pub fn of(&self, state: State) -> f64 {
        match state {
            State::Operational | State::UnderMaintenance => 0.0,
            State::DegradedPerformance => self.degraded_performance,
            State::PartialOutage => self.partial_outage,
            State::MajorOutage => self.major_outage,
        }
    }
}

/// An address of a site: `http` or `https`, a host, and a path that ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteUrl {
    url: String,
    path_start: usize,
}

impl SiteUrl {
    /// Reads an address; a missing slash at the end is added. An international host gets its ASCII form, which links and feeds need.
    ///
    /// # Errors
    /// The reason as a phrase.
    pub fn parse(text: &str) -> Result<SiteUrl, &'static str> {
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| text.starts_with(scheme));
        let Some(scheme) = scheme else {
            return Err("it must begin with `https://` or `http://`");
        };
        let rest = &text[scheme.len()..];
        let host_length = rest.find('/').unwrap_or(rest.len());
        let host = idna::domain_to_ascii(&rest[..host_length]).or_else(|_| {
            // IPv6 addresses and ports are no domain names.
            let host = &rest[..host_length];
            host.is_ascii()
                .then(|| host.to_owned())
                .ok_or("it has no valid host")
        })?;
        let host_ok =
            |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
        if host.is_empty() || !host.bytes().all(host_ok) {
            return Err("it has no valid host");
        }
        let path_ok = |b: u8| b.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:@".contains(&b);
        if !rest[host_length..].bytes().all(path_ok) {
            return Err(
                "its path has a character that must be written as `%..`, or a query or fragment",
            );
        }
        let mut whole = format!("{scheme}{host}{}", &rest[host_length..]);
        if !whole.ends_with('/') {
            whole.push('/');
        }
        Ok(SiteUrl {
            url: whole,
            path_start: scheme.len() + host.len(),
        })
    }

    /// The path on the host: `/`, or `/status/`.
    pub fn path(&self) -> &str {
        &self.url[self.path_start..]
    }

    /// An address of the site with the scheme by which calendar programs are called.
    pub fn webcal_url(&self, address: &str) -> String {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        format!("webcal://{rest}{address}")
    }

    /// The host, without a port: `status.example.com`.
    pub fn host(&self) -> &str {
        let before_path = &self.url[..self.path_start];
        let host = before_path
            .split_once("://")
            .map_or(before_path, |(_, host)| host);
        host.split_once(':').map_or(host, |(host, _)| host)
    }

    /// The address with letters of other scripts, if its host is the ASCII form of an international name.
    pub fn international(&self) -> Option<String> {
        let (host, (unicode, valid)) = (self.host(), idna::domain_to_unicode(self.host()));
        (valid.is_ok() && unicode != host).then(|| self.url.replacen(host, &unicode, 1))
    }

    /// The address of a page, given from the site's root without a leading slash.
    pub fn join(&self, address: &str) -> String {
        format!("{}{address}", self.url)
    }
}

impl fmt::Display for SiteUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}
