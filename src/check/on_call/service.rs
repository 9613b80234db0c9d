//! The rules of `internal/services.yaml`, the service catalogue.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::Diagnostic;
use crate::base::id::{EscalationId, ItemId, ServiceId, StageId};
use crate::base::source::{Span, Spanned};
use crate::base::time::{Date, Duration};
use crate::base::time_parser::{self, WrittenTime};
use crate::check::checker::Checker;
use crate::check::context::CheckContext;
use crate::check::declared_ids::DeclaredIds;
use crate::check::rules::service::{
    invalid_checklist_state, no_reason, stage_order, step_order, unknown_checklist_item,
    unknown_escalation, unknown_stage, unused_escalation, waiver_expired,
};
use crate::check::rules::value::out_of_range;
use crate::format::field::{Entries, Field, Required, TextOrKeys, valid_items};
use crate::format::leaf::{Day, Id};
use crate::format::service::{
    ChecklistItemDoc, EscalationDoc, EscalationStepDoc, ServiceDoc, ServicesDoc, WaiverDoc,
};
use crate::model::service::{
    Catalogue, ChecklistItem, ChecklistMark, Escalation, EscalationStep, Service,
};
use crate::parse::Document;

/// The stages of a service where a catalogue names none.
const DEFAULT_STAGES: [&str; 6] = [
    "prototype",
    "development",
    PRODUCTION,
    "deprecated",
    "deactivated",
    "sunset",
];

/// The stage that needs the checklist unless a catalogue names another.
const PRODUCTION: &str = "production";

/// What an author may write for a reason, and what is none.
const INVALID_REASONS: [&str; 8] = ["true", "false", "yes", "no", "y", "n", "on", "off"];

/// Checks the catalogue, if there is one.
pub(crate) fn check_catalogue(
    documents: Vec<Document<ServicesDoc>>,
    context: &CheckContext,
    faults: &mut Vec<Diagnostic>,
) -> Option<Catalogue> {
    let document = documents.into_iter().next()?;
    let mut c = context.checker();
    let here = document.content.span;
    let ServicesDoc {
        stages,
        production_stage,
        checklist,
        services,
        escalations,
    } = document.content.value;
    let mut known = DeclaredCatalogue::default();
    let stages = check_stages(stages, here, &mut known.stages, &mut c);
    known.items.partial = !checklist.all_valid();
    let checklist = checklist
        .items()
        .into_iter()
        .filter_map(|doc| check_item(doc, &mut known.items, &mut c))
        .collect::<Vec<_>>();
    let needed = !checklist.is_empty();
    let production = check_production(production_stage, here, needed, &known.stages, &mut c);
    known.escalations.partial = !escalations.all_valid();
    for doc in escalations.items() {
        let escalation = check_escalation(doc, &mut known.escalations, &mut c);
        known
            .policies
            .extend(escalation.map(|one| (one.id.as_str().to_owned(), one)));
    }
    let all_valid = services.all_valid();
    let docs = c
        .required(services, "services", here)
        .map(|list| valid_items(list.value))
        .unwrap_or_default();
    let services = docs
        .into_iter()
        .filter_map(|doc| check_service(doc, &mut known, &mut c))
        .collect();
    let mut unused = std::mem::take(&mut known.policies);
    unused.retain(|id, _| !known.used_escalations.contains(id));
    let declared = |id: &String| known.escalations.places.contains_key(id);
    if all_valid && known.used_escalations.iter().all(declared) {
        let places = &known.escalations.places;
        c.faults.extend(
            unused
                .keys()
                .filter_map(|id| Some(unused_escalation(*places.get(id)?, id))),
        );
    }
    faults.append(&mut c.faults);
    Some(Catalogue {
        stages,
        production,
        checklist,
        services,
        unused_escalations: unused.into_values().collect(),
    })
}

/// The stage that the checklist is for: the one that the file names, or `production` if it is one of the stages.
fn check_production(
    field: Field<String>,
    here: Span,
    needed: bool,
    stages: &DeclaredIds,
    c: &mut Checker,
) -> Option<StageId> {
    if field.is_missing() {
        let known = stages.places.contains_key(PRODUCTION);
        if !known && needed && !stages.partial {
            c.required(Required::<String>::default(), "production_stage", here);
        }
        return StageId::new(PRODUCTION).filter(|_| known);
    }
    let text = field.optional()?;
    check_stage(&text, stages, c)
}

/// The stage that a text names.
fn check_stage(text: &Spanned<String>, stages: &DeclaredIds, c: &mut Checker) -> Option<StageId> {
    if stages.is_unknown(text) {
        let near = c.suggestion_candidates(stages.places.keys());
        c.push(unknown_stage(text, near));
    }
    StageId::new(&text.value)
}

/// What services may name.
#[derive(Default)]
struct DeclaredCatalogue {
    stages: DeclaredIds,
    items: DeclaredIds,
    escalations: DeclaredIds,
    /// The escalations without a fault.
    policies: BTreeMap<String, Escalation>,
    used_escalations: BTreeSet<String>,
    services: DeclaredIds,
}

fn check_stages(
    field: Field<Vec<Field<Id>>>,
    here: Span,
    stages: &mut DeclaredIds,
    c: &mut Checker,
) -> Vec<StageId> {
    stages.partial = !field.all_valid();
    if field.is_missing() {
        stages.places = DEFAULT_STAGES
            .iter()
            .map(|stage| ((*stage).to_owned(), here))
            .collect();
        return DEFAULT_STAGES
            .iter()
            .filter_map(|stage| StageId::new(stage))
            .collect();
    }
    let texts = field.texts().into_iter();
    texts
        .filter_map(|text| c.declared_id(Some(text), "stage", StageId::new, stages))
        .collect()
}

fn check_item(
    doc: Spanned<ChecklistItemDoc>,
    items: &mut DeclaredIds,
    c: &mut Checker,
) -> Option<ChecklistItem> {
    let ChecklistItemDoc { id, text } = doc.value;
    let id = c.required_scalar(id, "id", doc.span);
    let id = c.declared_id(id, "checklist item", ItemId::new, items);
    let text = c.required_text(text, "text", doc.span);
    Some(ChecklistItem {
        id: id?,
        text: text?,
    })
}

fn check_escalation(
    doc: Spanned<EscalationDoc>,
    escalations: &mut DeclaredIds,
    c: &mut Checker,
) -> Option<Escalation> {
    let EscalationDoc { id, steps } = doc.value;
    let id = c.required_scalar(id, "id", doc.span);
    let id = c.declared_id(id, "escalation", EscalationId::new, escalations);
    let docs = c.required(steps, "steps", doc.span);
    if let Some(list) = docs.as_ref().filter(|list| list.value.is_empty()) {
        c.push(out_of_range(
            list.span,
            "`steps` is empty",
            "at least one step",
        ));
    }
    let mut last: Option<(Duration, Span)> = None;
    let docs = docs.map(|list| valid_items(list.value)).unwrap_or_default();
    let steps = docs
        .into_iter()
        .filter_map(|doc| check_step(doc, &mut last, c))
        .collect();
    Some(Escalation { id: id?, steps })
}

fn check_step(
    doc: Spanned<EscalationStepDoc>,
    last: &mut Option<(Duration, Span)>,
    c: &mut Checker,
) -> Option<EscalationStep> {
    let EscalationStepDoc { notify, after } = doc.value;
    let notify = c.required_text(notify, "notify", doc.span);
    let text = c.required_scalar(after, "after", doc.span);
    let after = text.as_ref().and_then(|text| parse_delay(text, c));
    if let (Some(text), Some(after)) = (&text, after) {
        if let Some((_, before)) = last.filter(|(before, _)| after < *before) {
            c.push(step_order(text, before));
        }
        *last = Some((after, text.span));
    }
    Some(EscalationStep {
        notify: notify?,
        after: after?,
    })
}

/// A duration that may be nothing: the first step of an escalation is taken at once.
fn parse_delay(text: &Spanned<String>, c: &mut Checker) -> Option<Duration> {
    if matches!(text.value.as_str(), "0s" | "0m" | "0h" | "0d") {
        return Some(Duration::default());
    }
    c.duration(text)
}

fn check_service(
    doc: Spanned<ServiceDoc>,
    known: &mut DeclaredCatalogue,
    c: &mut Checker,
) -> Option<Service> {
    let ServiceDoc {
        id,
        name,
        description,
        owner,
        stage,
        since,
        earlier_stages,
        components,
        repository,
        runbook,
        escalation,
        checklist,
    } = doc.value;
    let id = c.required_scalar(id, "id", doc.span);
    let id = c.declared_id(id, "service", ServiceId::new, &mut known.services);
    let name = c
        .optional_text(name, "name")
        .or_else(|| id.as_ref().map(ToString::to_string));
    let description = c.optional_text(description, "description");
    let owner = c
        .required_scalar(owner, "owner", doc.span)
        .and_then(|text| c.owner(text));
    let stage = c
        .required_scalar(stage, "stage", doc.span)
        .and_then(|text| check_stage(&text, &known.stages, c));
    let since = since
        .text()
        .optional()
        .and_then(|text| c.date(&text).map(|date| (date, text.span)));
    let earlier_stages = check_earlier_stages(earlier_stages, since, &known.stages, c);
    let components = c.component_ids(components);
    let [repository, runbook] =
        [repository, runbook].map(|url| url.optional().and_then(|url| c.url(url)));
    let escalation = escalation.optional().and_then(|text| {
        if known.escalations.is_unknown(&text) {
            let near = c.suggestion_candidates(known.escalations.places.keys());
            c.push(unknown_escalation(&text, near));
        }
        let policy = known.policies.get(&text.value).cloned();
        known.used_escalations.insert(text.value);
        policy
    });
    let marks = parse_marks(
        checklist,
        id.as_ref().map(ServiceId::as_str).unwrap_or_default(),
        known,
        c,
    );
    Some(Service {
        id: id?,
        name: name?,
        description,
        owner: owner?,
        stage: stage?,
        since: since.map(|(date, _)| date),
        earlier_stages,
        components,
        repository,
        runbook,
        escalation,
        marks,
    })
}

/// The earlier stages of a service in order of time. Each began before the current stage.
fn check_earlier_stages(
    field: Field<Entries<String, Day>>,
    since: Option<(Date, Span)>,
    stages: &DeclaredIds,
    c: &mut Checker,
) -> Vec<(StageId, Date)> {
    let mut earlier = Vec::new();
    for (stage, day) in field
        .optional()
        .map(|entries| entries.value.list)
        .unwrap_or_default()
    {
        let id = check_stage(&stage, stages, c);
        let day = day.text().optional();
        let date = day.as_ref().and_then(|day| c.date(day));
        if let (Some(day), Some(date), Some((since, place))) = (&day, date, since)
            && date >= since
        {
            c.push(stage_order(&stage.value, day, place));
        }
        earlier.extend(id.zip(date));
    }
    earlier.sort_by_key(|(_, date)| *date);
    earlier
}

fn parse_marks(
    field: Field<Entries<String, TextOrKeys<WaiverDoc>>>,
    service: &str,
    known: &mut DeclaredCatalogue,
    c: &mut Checker,
) -> BTreeMap<ItemId, ChecklistMark> {
    let mut marks = BTreeMap::new();
    for (key, state) in field
        .optional()
        .map(|entries| entries.value.list)
        .unwrap_or_default()
    {
        if known.items.is_unknown(&key) {
            let near = c.suggestion_candidates(known.items.places.keys());
            c.push(unknown_checklist_item(&key, near));
        }
        let mark = state
            .optional()
            .and_then(|state| parse_mark(state, (service, &key.value), c));
        marks.extend(ItemId::new(&key.value).zip(mark));
    }
    marks
}

fn parse_mark(
    state: Spanned<TextOrKeys<WaiverDoc>>,
    (service, item): (&str, &str),
    c: &mut Checker,
) -> Option<ChecklistMark> {
    let Spanned { value, span } = state;
    let WaiverDoc { waived, until } = match value {
        TextOrKeys::Keys(keys) => keys,
        TextOrKeys::Text(text) => return parse_plain_mark(Spanned { value: text, span }, c),
    };
    let until = until
        .text()
        .optional()
        .and_then(|text| c.date(&text).map(|date| (date, text.span)));
    if let Some((until, place)) = until {
        let end = c.zone.map(|zone| until.plus_days(1).start_in(zone));
        c.faults
            .extend(end.map(|end| waiver_expired(place, service, item, (until, end))));
    }
    let reason = c.required_scalar(waived, "waived", span)?;
    if INVALID_REASONS.contains(&reason.value.to_lowercase().as_str()) {
        c.push(no_reason(&reason));
    }
    let reason = c.optional_text(Field::Value(reason), "waived")?;
    Some(ChecklistMark::Waived {
        reason,
        until: until.map(|(until, _)| until),
    })
}

/// Done, not done, or done on a day.
fn parse_plain_mark(text: Spanned<String>, c: &mut Checker) -> Option<ChecklistMark> {
    match (text.value.as_str(), time_parser::parse_time(&text.value)) {
        ("true", _) => Some(ChecklistMark::Done(None)),
        ("false", _) => Some(ChecklistMark::Missing),
        (_, Ok(WrittenTime::Day(date))) => Some(ChecklistMark::Done(Some(date))),
        _ => {
            c.push(invalid_checklist_state(&text));
            None
        }
    }
}
