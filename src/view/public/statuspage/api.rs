//! What every file of the interface is made from.

use super::component::StatuspageComponents;
use super::times::ChangeTimes;
use crate::view::public::site::PublicSite;
use crate::view::statuspage::{StatuspageFile, StatuspagePage};

/// What every file looks at.
pub(in crate::view::public) struct StatuspageApi<'s, 'a> {
    pub(super) site: &'s PublicSite<'a>,
    pub(super) page: String,
    pub(super) times: &'s ChangeTimes<'a>,
    pub(super) components: StatuspageComponents<'s, 'a>,
}

impl<'s, 'a> StatuspageApi<'s, 'a> {
    pub(in crate::view::public) fn new(
        site: &'s PublicSite<'a>,
        times: &'s ChangeTimes<'a>,
    ) -> StatuspageApi<'s, 'a> {
        let page = site.snapshot.site.short_id("page");
        let components = StatuspageComponents::new(&site.snapshot, &page, times, site.locale);
        StatuspageApi {
            site,
            page,
            times,
            components,
        }
    }

    /// A file that says only what it is of.
    pub(super) fn file(&self) -> StatuspageFile {
        let settings = self.site.snapshot.site;
        let page = StatuspagePage {
            id: self.page.clone(),
            name: settings.title.clone(),
            url: settings.url.join("").trim_end_matches('/').to_owned(),
            time_zone: settings.zone.name(),
            updated_at: self.times.changed.rfc3339_millis(),
        };
        StatuspageFile {
            page,
            status: None,
            components: None,
            incidents: None,
            scheduled_maintenances: None,
        }
    }
}
