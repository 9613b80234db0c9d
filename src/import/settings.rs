//! `site.yaml` for a site that has none yet.

use super::source_text::find_text;
use super::value::ImportedValue;
use crate::base::source::Sources;
use crate::base::time::{Date, Zone};
use crate::format::site::SITE_ID_COMMENT;
use crate::format::yaml::YamlText;
use crate::model::site::SiteUrl;

/// The time zone of a site that exists already.
pub(super) fn configured_zone(existing: &Sources) -> Option<Zone> {
    let (site, _) = ImportedValue::parse_yaml(find_text(existing, "site.yaml")?);
    Zone::from_name(site.get_text(&["time_zone"])?)
}

/// Names of zones that are not those of cities, as Rails has them and with it Statuspage, each with its IANA name.
const NAMED_ZONES: [(&str, &str); 18] = [
    ("pacific time", "America/Los_Angeles"),
    ("mountain time", "America/Denver"),
    ("central time", "America/Chicago"),
    ("eastern time", "America/New_York"),
    ("atlantic time", "America/Halifax"),
    ("newfoundland", "America/St_Johns"),
    ("arizona", "America/Phoenix"),
    ("alaska", "America/Anchorage"),
    ("hawaii", "Pacific/Honolulu"),
    ("indiana", "America/Indiana/Indianapolis"),
    ("saskatchewan", "America/Regina"),
    ("central america", "America/Guatemala"),
    ("brasilia", "America/Sao_Paulo"),
    ("edinburgh", "Europe/London"),
    ("bern", "Europe/Zurich"),
    ("mumbai", "Asia/Kolkata"),
    ("new delhi", "Asia/Kolkata"),
    ("beijing", "Asia/Shanghai"),
];

/// The zone of an IANA name, of a name in [`NAMED_ZONES`], or of a city.
pub(super) fn zone_of_name(name: &str) -> Option<Zone> {
    let name = name.trim();
    // `Pacific Time (US & Canada)`
    let plain = name.split(" (").next().unwrap_or(name).to_lowercase();
    let named = NAMED_ZONES
        .iter()
        .find(|(known, _)| *known == plain)
        .map(|(_, zone)| *zone);
    let is_city = |zone: &&str| {
        let city = zone.rsplit('/').next().unwrap_or(zone);
        zone.contains('/') && city.to_lowercase().replace('_', " ") == plain
    };
    Zone::from_name(name)
        .or_else(|| Zone::from_name(named.or_else(|| Zone::names().find(is_city))?))
}

/// The settings of the other tool that have an equivalent.
#[derive(Debug, Default)]
pub(super) struct ImportedSettings {
    pub title: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub description: Option<String>,
}

impl ImportedSettings {
    pub fn valid_url(&self) -> Option<&str> {
        self.url
            .as_deref()
            .filter(|url| SiteUrl::parse(url).is_ok())
    }

    pub fn to_yaml(&self, site_id: &str, zone: Zone, commitments_since: Option<Date>) -> String {
        let mut writer = YamlText::default();
        writer.line(0, "version: 1");
        writer.pair(0, "title", self.title.as_deref().unwrap_or("Status"));
        match self.valid_url() {
            Some(url) => writer.pair(0, "url", url),
            None => writer.line(
                0,
                "url: https://status.example.com/ # replace with the URL of your site",
            ),
        }
        writer.pair(0, "site_id", site_id);
        writer.comment_beside(SITE_ID_COMMENT);
        writer.pair(0, "time_zone", zone.name());
        writer.pair(0, "language", self.language.as_deref().unwrap_or("en"));
        if let Some(description) = &self.description {
            let words: Vec<&str> = description.split_whitespace().collect();
            writer.pair(0, "description", &words.join(" "));
        }
        if let Some(since) = commitments_since {
            writer.line(0, "policy:");
            writer.line(
                2,
                &format!("since: {since} # commitments do not apply to imported incidents and maintenance"),
            );
        }
        writer.finish()
    }
}

/// A URL with exactly one slash at its end.
pub(super) fn with_final_slash(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}
