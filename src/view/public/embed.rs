//! The page for frames of other sites: the overall status and open entries.

use serde::Serialize;

use super::entry::{HistoryEntryView, incident_entry, maintenance_entry};
use super::site::PublicSite;
use super::status;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::Links;
use crate::view::text::StatusLabel;

/// So many things that are to come.
const MAX_UPCOMING: usize = 3;

/// The page for frames.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedPage {
    pub banner: StatusLabel,
    /// Open incidents, and maintenance that runs or is to come.
    pub entries: Vec<HistoryEntryView>,
    /// The absolute URL of the status page.
    pub whole: String,
}

pub(in crate::view) fn page(site: &PublicSite) -> (PageMeta, EmbedPage) {
    let snapshot = &site.snapshot;
    let links = Links::from_page(route::EMBED.pattern);
    let incidents = snapshot
        .open_incidents()
        .map(|facts| incident_entry(site, facts, &links, None));
    let soonest = || snapshot.maintenance.iter().rev();
    let maintenance = soonest().filter(|facts| facts.is_active());
    let maintenance = maintenance.chain(
        soonest()
            .filter(|facts| facts.is_upcoming())
            .take(MAX_UPCOMING),
    );
    let maintenance = maintenance.map(|facts| maintenance_entry(site, facts, &links, None));
    let page = EmbedPage {
        banner: status::banner(site),
        entries: incidents.chain(maintenance).collect(),
        whole: snapshot.site.url.join(""),
    };
    let meta = PageMeta::new(
        route::EMBED.pattern,
        &snapshot.site.title,
        &page.banner.text,
    );
    (meta, page)
}
