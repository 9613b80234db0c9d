//! A page of either site: its frame, and what is on it.

use serde::Serialize;

use super::frame::PageFrame;
use super::internal::culprit::CulpritPage;
use super::internal::dictionary::DictionaryPage;
use super::internal::digest::mail::MailPage;
use super::internal::digest::page::DigestPage;
use super::internal::metrics::MetricsPage;
use super::internal::on_call::OnCallPage;
use super::internal::product::ProductPage;
use super::internal::products::ProductsPage;
use super::internal::report::ReportPage;
use super::internal::scorecard::ScorecardPage;
use super::internal::service::{ServicePage, ServicesPage};
use super::public::component::ComponentPage;
use super::public::custom_page::{CustomPageView, MovedPage, NotFoundPage};
use super::public::data::DataPage;
use super::public::embed::EmbedPage;
use super::public::history::{HistoryPage, MonthPage};
use super::public::incident::IncidentPage;
use super::public::maintenance::MaintenancePage;
use super::public::notice::NoticePage;
use super::public::postmortem::PostmortemPage;
use super::public::status::StatusPage;
use super::public::subscribe::SubscribePage;
use super::public::support::SupportPage;
use super::text::Deadline;
use crate::model::route::{self, Route};

/// A page: what is around it, and what it is about.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// Title, navigation and links.
    pub frame: PageFrame,
    #[serde(rename = "page")]
    pub body: PageBody,
}

impl PageView {
    /// A page that tells when it was made, unless it lasts.
    pub fn of(frame: PageFrame, body: PageBody) -> PageView {
        let as_of = frame.as_of.filter(|_| !body.lasts());
        PageView {
            frame: PageFrame { as_of, ..frame },
            body,
        }
    }
}

/// What a page is about. Each kind has a template of its own.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "views of pages are in a box")]
pub enum PageBody {
    Status(StatusPage),
    Incident(IncidentPage),
    Maintenance(MaintenancePage),
    Postmortem(PostmortemPage),
    Notice(NoticePage),
    Component(ComponentPage),
    /// All months.
    History(HistoryPage),
    Month(MonthPage),
    /// Every way to subscribe.
    Subscribe(SubscribePage),
    /// What a frame of another site shows.
    Embed(EmbedPage),
    /// The open data and what they mean.
    Data(DataPage),
    /// The support guide.
    Support(SupportPage),
    CustomPage(CustomPageView),
    /// What a wrong address shows.
    NotFound(NotFoundPage),
    /// What an old address shows.
    Moved(MovedPage),
    Products(ProductsPage),
    /// A product over its last periods.
    Product(ProductPage),
    /// A culprit over all its periods.
    Culprit(CulpritPage),
    /// How incidents were handled.
    Metrics(MetricsPage),
    /// How well customers were informed.
    Scorecard(ScorecardPage),
    /// What a week was like.
    Digest(DigestPage),
    /// The same as a mail.
    Mail(MailPage),
    /// What the numbers mean.
    Dictionary(DictionaryPage),
    /// How often each team was paged.
    OnCall(OnCallPage),
    /// The service catalogue.
    Services(ServicesPage),
    Service(ServicePage),
    /// The report of a period.
    Report(ReportPage),
}

impl PageBody {
    /// Whether it is final, as far as is known, because nothing on it is ongoing. Such a page does not contain the time of the build, so a
    /// later build leaves its file unchanged.
    pub fn lasts(&self) -> bool {
        let has_passed = |deadline: &Option<Deadline>| {
            deadline.as_ref().is_none_or(|deadline| deadline.has_passed)
        };
        match self {
            PageBody::Incident(page) => page.is_over && has_passed(&page.postmortem_due),
            PageBody::Maintenance(page) => page.is_over,
            PageBody::Month(page) => page.is_over,
            PageBody::Notice(page) => has_passed(&page.until),
            PageBody::Report(page) => page.complete,
            PageBody::Digest(_) | PageBody::Dictionary(_) => true,
            PageBody::Postmortem(_) | PageBody::CustomPage(_) | PageBody::Subscribe(_) => true,
            PageBody::NotFound(_) | PageBody::Moved(_) => true,
            _ => false,
        }
    }

    pub fn route(&self) -> &'static Route {
        match self {
            PageBody::Status(_) => &route::STATUS,
            PageBody::Incident(_) => &route::INCIDENT,
            PageBody::Maintenance(_) => &route::MAINTENANCE,
            PageBody::Postmortem(_) => &route::POSTMORTEM,
            PageBody::Notice(_) => &route::NOTICE,
            PageBody::Component(_) => &route::COMPONENT,
            PageBody::History(_) => &route::HISTORY,
            PageBody::Month(_) => &route::MONTH,
            PageBody::Subscribe(_) => &route::SUBSCRIBE,
            PageBody::Embed(_) => &route::EMBED,
            PageBody::Data(_) => &route::DATA,
            PageBody::Support(_) => &route::SUPPORT,
            PageBody::CustomPage(_) => &route::CUSTOM_PAGE,
            PageBody::NotFound(_) => &route::NOT_FOUND,
            PageBody::Moved(_) => &route::MOVED,
            PageBody::Products(_) => &route::PRODUCTS,
            PageBody::Product(_) => &route::PRODUCT,
            PageBody::Culprit(_) => &route::CULPRIT,
            PageBody::Metrics(_) => &route::METRICS,
            PageBody::Scorecard(_) => &route::SCORECARD,
            PageBody::Digest(_) => &route::DIGEST,
            PageBody::Mail(_) => &route::DIGEST_MAIL,
            PageBody::Dictionary(_) => &route::DICTIONARY,
            PageBody::OnCall(_) => &route::ON_CALL,
            PageBody::Services(_) => &route::SERVICES,
            PageBody::Service(_) => &route::SERVICE,
            PageBody::Report(_) => &route::REPORT,
        }
    }

    /// The template of the theme that prints it.
    pub fn template(&self) -> &'static str {
        self.route().template.unwrap_or_default()
    }
}
