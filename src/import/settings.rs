//! `site.yaml` for a site that has none yet.

use super::source_text::find_text;
use super::value::ImportedValue;
use crate::base::source::Sources;
use crate::base::time::{Moment, Zone};
use crate::format::site::SITE_ID_COMMENT;
use crate::format::yaml::YamlText;
use crate::model::site::SiteUrl;

/// The time zone of a site that exists already.
pub(super) fn configured_zone(existing: &Sources) -> Option<Zone> {
    let (site, _) = ImportedValue::parse_yaml(find_text(existing, "site.yaml")?);
    Zone::from_name(site.get_text(&["time_zone"])?)
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

    /// The promises of `policy` start the day after the last imported entry: the old site had not made them.
    pub fn to_yaml(&self, site_id: &str, zone: Zone, latest_start: Option<Moment>) -> String {
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
        if let Some(latest) = latest_start {
            let since = zone.date(latest).plus_days(1);
            writer.line(0, "policy:");
            writer.line(
                2,
                &format!("since: {since} # commitments do not apply to imported entries"),
            );
        }
        writer.finish()
    }
}

/// A URL with exactly one slash at its end.
pub(super) fn with_final_slash(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}
