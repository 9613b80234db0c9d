//! Addresses: from the root of the site, without a leading slash; pages end with a slash, the status page is empty.
//!
//! Links between pages are relative, so that a site works at any address, in a preview too. Only what leaves the site (feeds, the
//! canonical link) and the page for wrong addresses need to know where it is published.

use crate::base::vocabulary::Vocabulary;
use crate::model::site::FeedPolicy;

/// The calendar of maintenance; also its name in the folder of a component.
pub const CALENDAR: &str = "calendar.ics";

/// The page that explains every feed.
pub const SUBSCRIBE: &str = "subscribe/";

/// The file that a host serves for an address.
#[must_use]
pub fn file_path(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html")
    } else {
        address.to_owned()
    }
}

/// The address of an incident.
#[must_use]
pub fn incident(id: &str) -> String {
    format!("incidents/{id}/")
}

/// The address of a maintenance.
#[must_use]
pub fn maintenance(id: &str) -> String {
    format!("maintenance/{id}/")
}

/// The address of a post-mortem.
#[must_use]
pub fn postmortem(id: &str) -> String {
    format!("postmortems/{id}/")
}

/// The address of a notice.
#[must_use]
pub fn notice(id: &str) -> String {
    format!("notices/{id}/")
}

/// The address of a component.
#[must_use]
pub fn component(id: &str) -> String {
    format!("components/{id}/")
}

/// The address of the feed of a policy, without the ending that says its format.
#[must_use]
pub fn policy_feed(policy: FeedPolicy) -> String {
    match policy {
        FeedPolicy::Updates => "feed".to_owned(),
        FeedPolicy::Incidents | FeedPolicy::Quiet => format!("feeds/{}", policy.word()),
    }
}

/// The address of a month of history, given as `2012-06`.
#[must_use]
pub fn month(month: &str) -> String {
    format!("history/{month}/")
}

/// The address of a free page.
#[must_use]
pub fn page(id: &str) -> String {
    format!("{id}/")
}

/// The address of a product's reports on the internal site.
#[must_use]
pub fn product(id: &str) -> String {
    format!("reports/{id}/")
}

/// The address of a report on the internal site.
#[must_use]
pub fn report(product: &str, period: &str) -> String {
    format!("reports/{product}/{period}/")
}

/// The address of the newest weekly digest on the internal site.
pub const DIGEST: &str = "digest/";

/// The address of the digest of a week on the internal site, given as `2013-W28`.
#[must_use]
pub fn digest(week: &str) -> String {
    format!("{DIGEST}{week}/")
}

/// The address of the dictionary of the numbers on the internal site.
pub const DICTIONARY: &str = "dictionary/";

/// The address of the picture that chats show beside a link to a page.
#[must_use]
pub fn card(page: &str) -> String {
    format!("{page}og.png")
}

/// The page of on-call pages by team on the internal site.
pub const ON_CALL: &str = "on-call/";

/// The place of a team on that page.
#[must_use]
pub fn team_anchor(id: &str) -> String {
    format!("team-{id}")
}

/// The board of services on the internal site.
pub const SERVICES: &str = "services/";

/// The address of a service on the internal site.
#[must_use]
pub fn service(id: &str) -> String {
    format!("services/{id}/")
}

/// The page of the open data.
pub const DATA_PAGE: &str = "data/";

/// The page that other sites show in a frame.
pub const EMBED_PAGE: &str = "embed/";

/// The file that `heroku status` reads.
pub const CURRENT_STATUS: &str = "api/v4/current-status";
