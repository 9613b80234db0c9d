//! `site.yaml` for a site that has none yet.

use super::value::ImportedValue;
use super::{ImportSession, find_text};
use crate::base::source::Sources;
use crate::base::time::{Moment, Zone};
use crate::base::yaml_writer::YamlWriter;
use crate::model::site::SiteUrl;

/// The zone of a site that is there.
pub(super) fn configured_zone(into: &Sources) -> Option<Zone> {
    let (tree, _) = ImportedValue::parse_yaml(find_text(into, "site.yaml")?);
    Zone::from_name(tree.get_text(&["time_zone"])?)
}

/// What the other tool's settings say.
#[derive(Debug, Default)]
pub(super) struct ImportedSettings {
    pub title: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub description: Option<String>,
    /// Lines that have no place.
    pub notes: Vec<String>,
}

impl ImportedSettings {
    /// The file. An address that is not known is that of the examples, and no promise is older than the last entry: the former page
    /// made none of ours, so none is broken.
    pub fn to_yaml(&self, zone: Zone, latest: Option<Moment>) -> String {
        let mut writer = YamlWriter::default();
        writer.line(0, "version: 1");
        writer.pair(0, "title", self.title.as_deref().unwrap_or("Status"));
        match self
            .url
            .as_deref()
            .filter(|url| SiteUrl::parse(url).is_ok())
        {
            Some(url) => writer.pair(0, "url", url),
            None => writer.line(
                0,
                "url: https://status.example.com/ # not known: write yours",
            ),
        }
        writer.pair(0, "time_zone", zone.name());
        writer.pair(0, "language", self.language.as_deref().unwrap_or("en"));
        if let Some(description) = &self.description {
            writer.pair(
                0,
                "description",
                &description.split_whitespace().collect::<Vec<_>>().join(" "),
            );
        }
        if let Some(latest) = latest {
            writer.line(0, "policy:");
            let day = zone.date(latest).plus_days(1);
            writer.line(
                2,
                &format!(
                    "since: {day} # the former page made no such promises: they hold from here on"
                ),
            );
        }
        self.notes.iter().for_each(|note| writer.comment(0, note));
        writer.finish()
    }
}

impl ImportSession<'_> {
    /// Reports what could not be known about the site.
    pub fn report_missing_settings(&mut self, source: &str) {
        if find_text(self.existing, "site.yaml").is_some() {
            return;
        }
        if !self.zone_is_explicit {
            let zone = self.zone.name();
            self.report.assumed(
                source,
                &format!("times without a zone are read in {zone}; `--time-zone` chooses another"),
            );
        }
        if self
            .settings
            .url
            .as_deref()
            .is_none_or(|url| SiteUrl::parse(url).is_err())
        {
            self.report
                .assumed(source, "the site's address: mend `url` in site.yaml");
        }
    }
}
