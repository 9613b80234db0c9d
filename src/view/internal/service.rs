//! The service catalogue: a board of stages, and a page for each service.

use serde::Serialize;

use super::site::InternalSite;
use crate::base::id::{StageId, TeamId};
use crate::base::time::Date;
use crate::derive::component::ComponentFacts;
use crate::derive::incident::IncidentFacts;
use crate::derive::service::{ChecklistStatus, ServiceFacts};
use crate::model::route;
use crate::model::service::{Catalogue, ChecklistItem, Escalation, EscalationStep, Service};
use crate::view::frame::PageMeta;
use crate::view::label::{StatusLabel, Time};
use crate::view::links::{LinkView, Links};
use crate::view::text;
use crate::view::text::message::message;

/// Where the catalogue is written.
const FILE: &str = "internal/services.yaml";

/// All services by stage.
#[derive(Clone, Debug, Serialize)]
pub struct ServicesPage {
    /// How many, in a sentence.
    pub words: String,
    /// In the order of the catalogue.
    pub stages: Vec<StageView>,
    /// The checklist, item by item.
    pub items: Vec<ChecklistCoverageView>,
    pub unused_escalations: Vec<EscalationView>,
}

/// An escalation policy that no service uses.
#[derive(Clone, Debug, Serialize)]
pub struct EscalationView {
    pub id: String,
    pub steps: Vec<EscalationStepView>,
}

/// A stage with its services.
#[derive(Clone, Debug, Serialize)]
pub struct StageView {
    pub name: String,
    /// Its services, in the order of the file.
    pub services: Vec<ServiceRow>,
}

/// A service on the board.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceRow {
    pub link: LinkView,
    /// The team that owns it.
    pub owner: OwnerView,
    /// Its stage, and since when.
    pub stage: String,
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
    pub name: String,
    /// Where it is described.
    pub href: Option<String>,
}

/// The page of a service.
#[derive(Clone, Debug, Serialize)]
pub struct ServicePage {
    pub name: String,
    pub board: String,
    pub description: Option<String>,
    /// The team that owns it.
    pub owner: OwnerView,
    /// Its stage, and since when.
    pub stage: String,
    /// The stages before, newest first: `Development from 1 April 2011`.
    pub earlier_stages: Vec<String>,
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
    pub checklist: Vec<ChecklistItemView>,
}

/// A component that a service carries.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceComponentView {
    pub name: String,
    /// Its page on the public site, if it has one by now.
    pub href: Option<String>,
    pub state: StatusLabel,
}

/// An incident that goes on.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceIncidentView {
    /// Its page on the public site.
    pub link: LinkView,
    pub impact: StatusLabel,
    pub started: Time,
}

/// A step of an escalation.
#[derive(Clone, Debug, Serialize)]
pub struct EscalationStepView {
    /// How long after the page.
    pub after: String,
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

/// All services.
pub(super) fn board(site: &InternalSite, catalogue: &Catalogue) -> (PageMeta, ServicesPage) {
    let links = Links::from_page(route::SERVICES.pattern);
    let services = catalogue.services.iter();
    let all: Vec<ServiceFacts> = services
        .map(|service| ServiceFacts::of(service, catalogue, &site.snapshot))
        .collect();
    let stage = |id: &StageId| StageView {
        name: text::service::stage(id.as_str()),
        services: all
            .iter()
            .filter(|facts| facts.service.stage == *id)
            .map(|facts| row(site, facts, &links))
            .collect(),
    };
    let with_gaps = all
        .iter()
        .filter(|facts| facts.gaps().next().is_some())
        .count();
    let meta = PageMeta::new(
        route::SERVICES.pattern,
        message!("services-title"),
        message!("services-about"),
    )
    .with_file(Some(FILE.to_owned()));
    let page = ServicesPage {
        words: text::service::summary(all.len(), with_gaps),
        stages: catalogue.stages.iter().map(stage).collect(),
        items: items(catalogue, &all, &links),
        unused_escalations: catalogue
            .unused_escalations
            .iter()
            .map(|policy| EscalationView {
                id: policy.id.to_string(),
                steps: escalation_steps(policy),
            })
            .collect(),
    };
    (meta, page)
}

fn row(site: &InternalSite, facts: &ServiceFacts, links: &Links) -> ServiceRow {
    ServiceRow {
        link: link(facts.service, links),
        owner: owner(facts.service, links),
        stage: stage_since(facts.service, site.snapshot.today),
        progress: text::service::progress(facts),
        gaps: facts.gaps().map(|item| item.text.clone()).collect(),
    }
}

fn items(catalogue: &Catalogue, all: &[ServiceFacts], links: &Links) -> Vec<ChecklistCoverageView> {
    let view = |(at, item): (usize, &ChecklistItem)| {
        let (mut expected, mut missing) = (0, Vec::new());
        for facts in all {
            if let Some((_, status)) = facts.checklist.get(at) {
                expected += 1;
                if status.is_gap() {
                    missing.push(link(facts.service, links));
                }
            }
        }
        ChecklistCoverageView {
            text: item.text.clone(),
            coverage: text::service::coverage(expected - missing.len(), expected),
            missing,
        }
    };
    catalogue.checklist.iter().enumerate().map(view).collect()
}

fn link(service: &Service, links: &Links) -> LinkView {
    links.link(&route::SERVICE.address(&service.id), &service.name)
}

fn stage_since(service: &Service, today: Date) -> String {
    text::service::stage_since(service.stage.as_str(), service.since, today)
}

fn owner(service: &Service, links: &Links) -> OwnerView {
    let href = |team: &TeamId| {
        let anchor = route::team_anchor(team.as_str());
        format!("{}#{anchor}", links.to(route::ON_CALL.pattern))
    };
    OwnerView {
        name: service.owner.name.clone(),
        href: service.owner.team.as_ref().map(href),
    }
}

/// The page of a service.
pub(super) fn page(
    site: &InternalSite,
    catalogue: &Catalogue,
    service: &Service,
) -> (PageMeta, ServicePage) {
    let facts = ServiceFacts::of(service, catalogue, &site.snapshot);
    let address = route::SERVICE.address(&service.id);
    let links = Links::from_page(&address);
    let public = &site.ledger.status.site.url;
    let component = |facts: &&ComponentFacts| ServiceComponentView {
        name: facts.component.name.clone(),
        href: facts
            .is_known()
            .then(|| public.join(&route::COMPONENT.address(&facts.component.id))),
        state: text::component_state(facts),
    };
    let incident = |facts: &&IncidentFacts| ServiceIncidentView {
        link: site.incident_link(facts.incident),
        impact: text::impact(facts.impact),
        started: site.time(facts.incident.details.started),
    };
    let checklist = facts.checklist.iter();
    let earlier_stages = service.earlier_stages.iter().rev();
    let earlier_stages =
        earlier_stages.map(|(stage, date)| text::service::stage_from(stage.as_str(), *date));
    let page = ServicePage {
        name: service.name.clone(),
        board: links.to(route::SERVICES.pattern),
        description: service.description.clone(),
        owner: owner(service, &links),
        stage: stage_since(service, site.snapshot.today),
        earlier_stages: earlier_stages.collect(),
        repository: service.repository.clone(),
        runbook: service.runbook.clone(),
        components: facts.components.iter().map(component).collect(),
        incidents: facts.incidents.iter().map(incident).collect(),
        steps: service
            .escalation
            .as_ref()
            .map(escalation_steps)
            .unwrap_or_default(),
        progress: text::service::progress(&facts),
        checklist: checklist
            .map(|(item, status)| checklist_item(item, *status))
            .collect(),
    };
    let meta = PageMeta::new(
        address,
        &service.name,
        message!(
            "service-about",
            stage = &page.stage,
            owner = &service.owner.name
        ),
    )
    .with_file(Some(FILE.to_owned()));
    (meta, page)
}

fn escalation_steps(escalation: &Escalation) -> Vec<EscalationStepView> {
    let step = |step: &EscalationStep| EscalationStepView {
        after: text::service::step(step.after),
        notify: step.notify.clone(),
    };
    escalation.steps.iter().map(step).collect()
}

fn checklist_item(item: &ChecklistItem, status: ChecklistStatus) -> ChecklistItemView {
    let reason = match status {
        ChecklistStatus::Waived(reason, _) | ChecklistStatus::WaiverExpired(reason, _) => {
            Some(reason.to_owned())
        }
        ChecklistStatus::Done(_) | ChecklistStatus::Missing => None,
    };
    ChecklistItemView {
        text: item.text.clone(),
        sign: text::service::status_label(status),
        when: text::service::when(status),
        reason,
    }
}
