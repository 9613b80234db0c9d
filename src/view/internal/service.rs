//! The service catalogue: a board of stages, and a page for each service.

use std::sync::Arc;

use serde::Serialize;

use super::InternalSite;
use crate::derive::service::{ChecklistStatus, ServiceFacts};
use crate::model::component::{Component, State};
use crate::model::route;
use crate::model::service::{Catalogue, ChecklistItem, Service};
use crate::view::frame::PageMeta;
use crate::view::links::LinkView;
use crate::view::links::Links;
use crate::view::outline::{Outline, View};
use crate::view::page::PageBody;
use crate::view::text::{self, StatusLabel, Time};

/// Where the catalogue is written.
const FILE: &str = "internal/services.yaml";

/// All services by stage.
#[derive(Clone, Debug, Serialize)]
pub struct ServicesPage {
    /// How many, in a sentence.
    pub words: String,
    /// In the order of life.
    pub stages: Vec<StageView>,
    /// The checklist, item by item.
    pub items: Vec<ChecklistCoverageView>,
}

/// A stage with its services.
#[derive(Clone, Debug, Serialize)]
pub struct StageView {
    /// Its name.
    pub name: String,
    /// Its services, in the order of the file.
    pub services: Vec<ServiceRow>,
}

/// A service on the board.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceRow {
    /// Its page.
    pub link: LinkView,
    /// The team that owns it.
    pub owner: OwnerView,
    /// Its stage, and since when.
    pub life: String,
    /// How far it is with the checklist.
    pub progress: String,
    /// What is to be done.
    pub gaps: Vec<String>,
}

/// An item of the checklist over all services.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistCoverageView {
    /// What must be so.
    pub text: String,
    /// How many services have it.
    pub coverage: String,
    /// Those that lack it.
    pub missing: Vec<LinkView>,
}

/// The owner of a service.
#[derive(Clone, Debug, Serialize)]
pub struct OwnerView {
    /// Its name.
    pub name: String,
    /// Where it is described.
    pub href: Option<String>,
}

/// The page of a service.
#[derive(Clone, Debug, Serialize)]
pub struct ServicePage {
    /// Its name.
    pub name: String,
    /// The board.
    pub board: String,
    /// What it does.
    pub description: Option<String>,
    /// The team that owns it.
    pub owner: OwnerView,
    /// Its stage, and since when.
    pub life: String,
    /// Where its code is.
    pub repository: Option<String>,
    /// What to do when it fails.
    pub runbook: Option<String>,
    /// What customers see of it.
    pub components: Vec<ServiceComponentView>,
    /// What is wrong with that now.
    pub incidents: Vec<ServiceIncidentView>,
    /// Who is notified, one after the other.
    pub steps: Vec<EscalationStepView>,
    /// How far it is with the checklist.
    pub progress: String,
    /// The checklist.
    pub checklist: Vec<ChecklistItemView>,
}

/// A component that a service carries.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceComponentView {
    /// Its name.
    pub name: String,
    /// Its page on the public site, if it has one by now.
    pub href: Option<String>,
    /// Its state.
    pub state: StatusLabel,
}

/// An incident that goes on.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceIncidentView {
    /// Its page on the public site.
    pub link: LinkView,
    /// How much it hurts.
    pub impact: StatusLabel,
    /// When it began.
    pub started: Time,
}

/// A step of an escalation.
#[derive(Clone, Debug, Serialize)]
pub struct EscalationStepView {
    /// How long after the page.
    pub after: String,
    /// Who is notified.
    pub notify: String,
}

/// An item of the checklist of a service.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistItemView {
    /// What must be so.
    pub text: String,
    /// How it stands.
    pub sign: StatusLabel,
    /// Since when, or up to when.
    pub when: Option<String>,
    /// Why it need not be done.
    pub reason: Option<String>,
}

/// The board and a page for each service, where there is a catalogue.
pub(super) fn outline<'a>(outline: &mut Outline<'a>, site: &Arc<InternalSite<'a>>) {
    let Some(catalogue) = &site.ledger.internal.catalogue else {
        return;
    };
    let all = Arc::clone(site);
    outline.add(route::SERVICES.pattern, move || board(&all, catalogue));
    for one in &catalogue.services {
        let all = Arc::clone(site);
        outline.add(&route::SERVICE.address(&one.id), move || {
            view(&all, catalogue, one)
        });
    }
}

fn board(site: &InternalSite, catalogue: &Catalogue) -> View {
    let links = Links::from_page(route::SERVICES.pattern);
    let all: Vec<ServiceFacts> = catalogue
        .services
        .iter()
        .map(|service| ServiceFacts::of(service, catalogue, &site.snapshot))
        .collect();
    let stage = |id| StageView {
        name: text::service::stage(id),
        services: all
            .iter()
            .filter(|facts| facts.service.stage.as_str() == id)
            .map(|facts| row(site, facts, &links))
            .collect(),
    };
    let about = PageMeta::new(
        route::SERVICES.pattern,
        "Services",
        "Every service with its owner, its stage, and what it lacks of the production checklist.",
    )
    .with_file(FILE.to_owned());
    let page = ServicesPage {
        words: text::service::summary(
            all.len(),
            all.iter()
                .filter(|facts| facts.gaps().next().is_some())
                .count(),
        ),
        stages: catalogue
            .stages
            .iter()
            .map(|id| stage(id.as_str()))
            .collect(),
        items: items(catalogue, &all, &links),
    };
    site.page(&about, PageBody::Services(page))
}

fn row(site: &InternalSite, facts: &ServiceFacts, links: &Links) -> ServiceRow {
    ServiceRow {
        link: link(facts.service, links),
        owner: owner(facts.service, links),
        life: text::service::stage_since(facts.service, site.snapshot.today),
        progress: text::service::progress(facts),
        gaps: facts.gaps().map(|item| item.text.clone()).collect(),
    }
}

fn items(catalogue: &Catalogue, all: &[ServiceFacts], links: &Links) -> Vec<ChecklistCoverageView> {
    let view = |(at, item): (usize, &ChecklistItem)| {
        let standings: Vec<_> = all
            .iter()
            .filter_map(|facts| Some((facts, facts.checklist.get(at)?.1)))
            .collect();
        let missing = standings.iter().filter(|(_, standing)| standing.is_gap());
        let missing: Vec<LinkView> = missing
            .map(|(facts, _)| link(facts.service, links))
            .collect();
        let coverage = text::service::coverage(standings.len() - missing.len(), standings.len());
        ChecklistCoverageView {
            text: item.text.clone(),
            coverage,
            missing,
        }
    };
    catalogue.checklist.iter().enumerate().map(view).collect()
}

fn link(service: &Service, links: &Links) -> LinkView {
    LinkView {
        href: links.to(&route::SERVICE.address(&service.id)),
        text: service.name.clone(),
    }
}

fn owner(service: &Service, links: &Links) -> OwnerView {
    let anchor = |id: &str| {
        format!(
            "{}#{}",
            links.to(route::ON_CALL.pattern),
            route::team_anchor(id)
        )
    };
    OwnerView {
        name: service.owner.name.clone(),
        href: service
            .owner
            .team
            .as_ref()
            .map(|team| anchor(team.as_str())),
    }
}

fn view(site: &InternalSite, catalogue: &Catalogue, service: &Service) -> View {
    let facts = ServiceFacts::of(service, catalogue, &site.snapshot);
    let address = route::SERVICE.address(&service.id);
    let links = Links::from_page(&address);
    let public = &site.ledger.status.site;
    let component = |(component, state, known): &(&Component, State, bool)| ServiceComponentView {
        name: component.name.clone(),
        href: known.then(|| public.url.join(&route::COMPONENT.address(&component.id))),
        state: text::state(*state),
    };
    let incidents = facts.incidents.iter().map(|facts| ServiceIncidentView {
        link: LinkView {
            href: public
                .url
                .join(&route::INCIDENT.address(&facts.incident.id)),
            text: facts.incident.title.clone(),
        },
        impact: text::impact(facts.impact),
        started: text::time(facts.incident.started, public.zone),
    });
    let steps = service
        .escalation
        .iter()
        .flat_map(|escalation| &escalation.steps);
    let page = ServicePage {
        name: service.name.clone(),
        board: links.to(route::SERVICES.pattern),
        description: service.description.clone(),
        owner: owner(service, &links),
        life: text::service::stage_since(service, site.snapshot.today),
        repository: service.repository.clone(),
        runbook: service.runbook.clone(),
        components: facts.components.iter().map(component).collect(),
        incidents: incidents.collect(),
        steps: steps
            .map(|step| EscalationStepView {
                after: text::service::step(step.after),
                notify: step.notify.clone(),
            })
            .collect(),
        progress: text::service::progress(&facts),
        checklist: facts
            .checklist
            .iter()
            .map(|(item, standing)| checklist_item(&item.text, *standing))
            .collect(),
    };
    let words = format!("{}, owned by {}.", page.life, service.owner.name);
    let about = PageMeta::new(address, &service.name, words).with_file(FILE.to_owned());
    site.page(&about, PageBody::Service(Box::new(page)))
}

fn checklist_item(text: &str, standing: ChecklistStatus) -> ChecklistItemView {
    let reason = match standing {
        ChecklistStatus::Waived(reason, _) | ChecklistStatus::WaiverExpired(reason, _) => {
            Some(reason.to_owned())
        }
        ChecklistStatus::Done(_) | ChecklistStatus::Missing => None,
    };
    ChecklistItemView {
        text: text.to_owned(),
        sign: text::service::status_label(standing),
        when: text::service::when(standing),
        reason,
    }
}
