//! The service catalogue: a board of stages, and a page for each service.

use std::sync::Arc;

use serde::Serialize;

use super::Internal;
use crate::derive::service::{ServiceFacts, Standing};
use crate::model::component::{Component, State};
use crate::model::service::{Catalogue, Item, Service};
use crate::view::address::{self, Links};
use crate::view::frame::About;
use crate::view::public::Link;
use crate::view::text::{self, Sign, Time};
use crate::view::{Body, Outline, View};

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
    pub items: Vec<ItemView>,
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
    pub link: Link,
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
pub struct ItemView {
    /// What must be so.
    pub text: String,
    /// How many services have it.
    pub coverage: String,
    /// Those that lack it.
    pub missing: Vec<Link>,
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
    pub components: Vec<ComponentView>,
    /// What is wrong with that now.
    pub incidents: Vec<OpenIncident>,
    /// Who is notified, one after the other.
    pub steps: Vec<StepView>,
    /// How far it is with the checklist.
    pub progress: String,
    /// The checklist.
    pub checklist: Vec<CheckView>,
}

/// A component that a service carries.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentView {
    /// Its name.
    pub name: String,
    /// Its page on the public site, if it has one by now.
    pub href: Option<String>,
    /// Its state.
    pub state: Sign,
}

/// An incident that goes on.
#[derive(Clone, Debug, Serialize)]
pub struct OpenIncident {
    /// Its page on the public site.
    pub link: Link,
    /// How much it hurts.
    pub impact: Sign,
    /// When it began.
    pub started: Time,
}

/// A step of an escalation.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// How long after the page.
    pub after: String,
    /// Who is notified.
    pub notify: String,
}

/// An item of the checklist of a service.
#[derive(Clone, Debug, Serialize)]
pub struct CheckView {
    /// What must be so.
    pub text: String,
    /// How it stands.
    pub sign: Sign,
    /// Since when, or up to when.
    pub when: Option<String>,
    /// Why it need not be done.
    pub reason: Option<String>,
}

/// The board and a page for each service, where there is a catalogue.
pub(super) fn outline<'a>(outline: &mut Outline<'a>, site: &Arc<Internal<'a>>) {
    let Some(catalogue) = &site.ledger.internal.catalogue else {
        return;
    };
    let all = Arc::clone(site);
    outline.add(address::SERVICES, move || board(&all, catalogue));
    for one in &catalogue.services {
        let all = Arc::clone(site);
        outline.add(&address::service(one.id.as_str()), move || {
            view(&all, catalogue, one)
        });
    }
}

fn board(site: &Internal, catalogue: &Catalogue) -> View {
    let links = Links::from_page(address::SERVICES);
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
    let about = About {
        address: Some(address::SERVICES),
        title: "Services",
        description: "Every service with its owner, its stage, and what it lacks of the production checklist.",
        file: Some(FILE.to_owned()),
    };
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
    site.page(&about, Body::Services(page))
}

fn row(site: &Internal, facts: &ServiceFacts, links: &Links) -> ServiceRow {
    ServiceRow {
        link: link(facts.service, links),
        owner: owner(facts.service, links),
        life: text::service::life(facts.service, site.snapshot.today),
        progress: text::service::progress(facts),
        gaps: facts.gaps().map(|item| item.text.clone()).collect(),
    }
}

fn items(catalogue: &Catalogue, all: &[ServiceFacts], links: &Links) -> Vec<ItemView> {
    let view = |(at, item): (usize, &Item)| {
        let standings: Vec<_> = all
            .iter()
            .filter_map(|facts| Some((facts, facts.checklist.get(at)?.1)))
            .collect();
        let missing = standings.iter().filter(|(_, standing)| standing.is_gap());
        let missing: Vec<Link> = missing
            .map(|(facts, _)| link(facts.service, links))
            .collect();
        let coverage = text::service::coverage(standings.len() - missing.len(), standings.len());
        ItemView {
            text: item.text.clone(),
            coverage,
            missing,
        }
    };
    catalogue.checklist.iter().enumerate().map(view).collect()
}

fn link(service: &Service, links: &Links) -> Link {
    Link {
        href: links.to(&address::service(service.id.as_str())),
        text: service.name.clone(),
    }
}

fn owner(service: &Service, links: &Links) -> OwnerView {
    let anchor = |id: &str| {
        format!(
            "{}#{}",
            links.to(address::ON_CALL),
            address::team_anchor(id)
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

fn view(site: &Internal, catalogue: &Catalogue, service: &Service) -> View {
    let facts = ServiceFacts::of(service, catalogue, &site.snapshot);
    let address = address::service(service.id.as_str());
    let links = Links::from_page(&address);
    let public = &site.ledger.status.site;
    let component = |(component, state, known): &(&Component, State, bool)| ComponentView {
        name: component.name.clone(),
        href: known.then(|| public.url.join(&address::component(component.id.as_str()))),
        state: text::state(*state),
    };
    let incidents = facts.incidents.iter().map(|facts| OpenIncident {
        link: Link {
            href: public
                .url
                .join(&address::incident(facts.incident.id.as_str())),
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
        board: links.to(address::SERVICES),
        description: service.description.clone(),
        owner: owner(service, &links),
        life: text::service::life(service, site.snapshot.today),
        repository: service.repository.clone(),
        runbook: service.runbook.clone(),
        components: facts.components.iter().map(component).collect(),
        incidents: incidents.collect(),
        steps: steps
            .map(|step| StepView {
                after: text::service::step(step.after),
                notify: step.notify.clone(),
            })
            .collect(),
        progress: text::service::progress(&facts),
        checklist: facts
            .checklist
            .iter()
            .map(|(item, standing)| check(&item.text, *standing))
            .collect(),
    };
    let words = format!("{}, owned by {}.", page.life, service.owner.name);
    let about = About {
        address: Some(&address),
        title: &service.name,
        description: &words,
        file: Some(FILE.to_owned()),
    };
    site.page(&about, Body::Service(Box::new(page)))
}

fn check(text: &str, standing: Standing) -> CheckView {
    let reason = match standing {
        Standing::Waived(reason, _) | Standing::Lapsed(reason, _) => Some(reason.to_owned()),
        Standing::Done(_) | Standing::Missing => None,
    };
    CheckView {
        text: text.to_owned(),
        sign: text::service::sign(standing),
        when: text::service::when(standing),
        reason,
    }
}
