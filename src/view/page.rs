//! A page of either site: its frame, and what is on it.

use serde::Serialize;

use super::frame::PageFrame;
use super::internal::dictionary::DictionaryPage;
use super::internal::digest::DigestPage;
use super::internal::digest::mail::MailPage;
use super::internal::metrics::MetricsPage;
use super::internal::on_call::OnCallPage;
use super::internal::product::ProductPage;
use super::internal::products::ProductsPage;
use super::internal::report::ReportPage;
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

/// A page: what is around it, and what it is about.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// Title, navigation and links.
    pub frame: PageFrame,
    /// What it is about.
    #[serde(rename = "page")]
    pub body: PageBody,
}

impl PageView {
    /// A page that tells when it was made, unless it lasts.
    #[must_use]
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
pub enum PageBody {
    /// The status page.
    Status(StatusPage),
    /// An incident.
    Incident(IncidentPage),
    /// A maintenance.
    Maintenance(MaintenancePage),
    /// A post-mortem.
    Postmortem(PostmortemPage),
    /// A notice.
    Notice(NoticePage),
    /// A component.
    Component(ComponentPage),
    /// All months.
    History(HistoryPage),
    /// One month.
    Month(MonthPage),
    /// Every way to subscribe.
    Subscribe(Box<SubscribePage>),
    /// What a frame of another site shows.
    Embed(EmbedPage),
    /// The open data and what they mean.
    Data(DataPage),
    /// A free page.
    CustomPage(CustomPageView),
    /// What a wrong address shows.
    NotFound(NotFoundPage),
    /// What an old address shows.
    Moved(MovedPage),
    /// All products.
    Products(Box<ProductsPage>),
    /// A product over its last periods.
    Product(Box<ProductPage>),
    /// How incidents were handled.
    Metrics(Box<MetricsPage>),
    /// What a week was like.
    Digest(Box<DigestPage>),
    /// The same as a mail.
    Mail(Box<MailPage>),
    /// What the numbers mean.
    Dictionary(DictionaryPage),
    /// How often each team was paged.
    OnCall(Box<OnCallPage>),
    /// The service catalogue.
    Services(ServicesPage),
    /// A service.
    Service(Box<ServicePage>),
    /// The report of a period.
    Report(Box<ReportPage>),
}

impl PageBody {
    /// Whether it says the same at any later moment, as far as is known: nothing on it goes on. Such a page does not tell when it was
    /// made, so a later build leaves its file as it is.
    #[must_use]
    pub fn lasts(&self) -> bool {
        match self {
            PageBody::Incident(page) => {
                page.ended.is_some() && (page.postmortem_due.is_none() || page.postmortem_overdue)
            }
            PageBody::Maintenance(page) => page.is_over,
            PageBody::Month(page) => page.is_over,
            PageBody::Notice(page) => page.until.is_none() || page.past,
            PageBody::Report(page) => page.complete,
            PageBody::Digest(_) | PageBody::Dictionary(_) => true,
            PageBody::Postmortem(_) | PageBody::CustomPage(_) | PageBody::Subscribe(_) => true,
            PageBody::NotFound(_) | PageBody::Moved(_) => true,
            _ => false,
        }
    }

    /// Whether the theme's script has something to do on it: there are times on it, or it can go out of date.
    #[must_use]
    pub fn is_scripted(&self) -> bool {
        let of_entry = matches!(
            self,
            PageBody::Incident(_)
                | PageBody::Maintenance(_)
                | PageBody::Postmortem(_)
                | PageBody::Notice(_)
        );
        let of_all = matches!(
            self,
            PageBody::Status(_)
                | PageBody::Component(_)
                | PageBody::History(_)
                | PageBody::Month(_)
                | PageBody::Data(_)
        );
        of_entry || of_all
    }

    /// The template that prints it.
    #[must_use]
    pub fn template(&self) -> &'static str {
        match self {
            PageBody::Status(_) => "status.html",
            PageBody::Incident(_) => "incident.html",
            PageBody::Maintenance(_) => "maintenance.html",
            PageBody::Postmortem(_) => "postmortem.html",
            PageBody::Notice(_) => "notice.html",
            PageBody::Component(_) => "component.html",
            PageBody::History(_) => "history.html",
            PageBody::Month(_) => "month.html",
            PageBody::Subscribe(_) => "subscribe.html",
            PageBody::Embed(_) => "embed.html",
            PageBody::Data(_) => "data.html",
            PageBody::CustomPage(_) => "page.html",
            PageBody::NotFound(_) => "404.html",
            PageBody::Moved(_) => "moved.html",
            PageBody::Products(_) => "products.html",
            PageBody::Product(_) => "product.html",
            PageBody::Metrics(_) => "metrics.html",
            PageBody::Digest(_) => "digest.html",
            PageBody::Mail(_) => "digest-mail.html",
            PageBody::Dictionary(_) => "dictionary.html",
            PageBody::OnCall(_) => "on-call.html",
            PageBody::Services(_) => "services.html",
            PageBody::Service(_) => "service.html",
            PageBody::Report(_) => "report.html",
        }
    }
}
