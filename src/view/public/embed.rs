//! The page for frames of other sites: how it is, and what is open.

use serde::Serialize;

use super::status::{self, HistoryEntryView};
use super::{PublicSite, history};
use crate::view::address::Links;
use crate::view::frame::PageMeta;
use crate::view::text::StatusLabel;
use crate::view::{PageBody, View};

/// The address of the page.
pub(super) const EMBED_PAGE: &str = "embed/";
/// So many things that are to come.
const MAX_UPCOMING: usize = 3;

/// The page for frames.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedPage {
    /// The sentence of the whole.
    pub banner: StatusLabel,
    /// Open incidents, and maintenance that runs or is to come.
    pub entries: Vec<HistoryEntryView>,
    /// The whole address of the status page.
    pub whole: String,
}

pub(super) fn view(site: &PublicSite) -> View {
    let snapshot = &site.snapshot;
    let links = Links::from_page(EMBED_PAGE);
    let incidents = snapshot
        .open_incidents()
        .map(|facts| history::incident_entry(site, facts, &links, true));
    let soonest = || snapshot.maintenance.iter().rev();
    let maintenance = soonest().filter(|facts| facts.is_active());
    let maintenance = maintenance.chain(
        soonest()
            .filter(|facts| facts.is_upcoming())
            .take(MAX_UPCOMING),
    );
    let maintenance =
        maintenance.map(|facts| history::maintenance_entry(site, facts, &links, true));
    let page = EmbedPage {
        banner: status::banner(site),
        entries: incidents.chain(maintenance).collect(),
        whole: snapshot.site.url.join(""),
    };
    let about = PageMeta {
        address: Some(EMBED_PAGE),
        title: &snapshot.site.title,
        description: &page.banner.text.clone(),
        file: None,
    };
    site.page(&about, PageBody::Embed(page))
}
