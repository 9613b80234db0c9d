//! The checked facts: what is true once content has been read and every rule has been kept.
//!
//! No serde, no paths, no markup. Only `check` makes a [`Ledger`], so whoever holds one need not check again.

pub mod announce;
pub mod branding;
pub mod component;
pub mod custom_page;
pub mod entry;
pub mod first_published;
pub mod incident;
pub mod maintenance;
pub mod notice;
pub mod on_call;
pub mod postmortem;
pub mod report;
pub mod route;
pub mod service;
pub mod site;
pub mod source_map;
pub mod static_file;
pub mod support;
pub mod team;

use std::sync::Arc;

use announce::AnnounceSettings;
use component::Board;
use custom_page::CustomPage;
use first_published::FirstPublished;
use incident::Incident;
use maintenance::Maintenance;
use notice::Notice;
use on_call::OnCallCount;
use postmortem::Postmortem;
use report::Product;
use service::Catalogue;
use site::{Site, SiteUrl};
use static_file::StaticFile;
use support::SupportGuide;
use team::Team;

/// Everything, in the two parts that must never meet on a public page.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// What customers may read.
    pub status: StatusLedger,
    /// What stays inside.
    pub internal: InternalLedger,
}

/// What the public site is made from. It has no field that could hold internal content, and drafts are not in it. Entries are shared with
/// whoever keeps them for the next reading.
#[derive(Clone, Debug)]
pub struct StatusLedger {
    /// Title, address, zone, policies.
    pub site: Site,
    /// Components in their groups.
    pub board: Board,
    /// By id.
    pub incidents: Vec<Arc<Incident>>,
    /// By id.
    pub maintenance: Vec<Arc<Maintenance>>,
    /// By id.
    pub postmortems: Vec<Arc<Postmortem>>,
    /// By id.
    pub notices: Vec<Arc<Notice>>,
    /// In the order of the menu.
    pub pages: Vec<Arc<CustomPage>>,
    pub support: Option<SupportGuide>,
    /// By path.
    pub static_files: Vec<StaticFile>,
}

/// What only the internal site may show.
#[derive(Clone, Debug, Default)]
pub struct InternalLedger {
    /// Where the internal site is published, if anybody has said so.
    pub url: Option<SiteUrl>,
    /// What is sent where. Pages have no use for it.
    pub announce: AnnounceSettings,
    /// What is hashed with each ticket's id when samples are drawn. It never changes.
    pub sample_seed: Option<String>,
    /// Products with their reports, by id.
    pub products: Vec<Product>,
    /// In the order of the file.
    pub teams: Vec<Team>,
    /// How often teams were paged, oldest period first.
    pub on_call_counts: Vec<OnCallCount>,
    /// The service catalogue, if there is one.
    pub catalogue: Option<Catalogue>,
    /// When entries were first published, by the commits that the content comes with. Empty where there are none.
    pub first_published: FirstPublished,
}
