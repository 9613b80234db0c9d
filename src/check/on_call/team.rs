//! The rules of `internal/teams.yaml`.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::Diagnostic;
use crate::base::id::TeamId;
use crate::base::source::{Sources, Span, Spanned};
use crate::base::time::Zone;
use crate::base::time_parser;
use crate::check::checker::Checker;
use crate::check::declared_ids::{ComponentIndex, DeclaredIds, TeamIndex};
use crate::check::rules::on_call::{invalid_time_of_day, unquoted_clock};
use crate::check::rules::time::end_before_start;
use crate::check::rules::value::{duplicate_item, out_of_range};
use crate::format::field::{Required, valid_items};
use crate::format::leaf::ClockTime;
use crate::format::team::{TeamDoc, TeamsDoc, WorkingHoursDoc};
use crate::model::team::{Team, WorkingHours};
use crate::parse::Document;

/// Checks the teams.
pub(crate) fn check_teams(
    documents: Vec<Document<TeamsDoc>>,
    sources: &Sources,
    zone: Option<Zone>,
    faults: &mut Vec<Diagnostic>,
) -> TeamIndex {
    let nothing = ComponentIndex::default();
    let mut c = Checker::new(sources, zone, &nothing);
    let declared = sources
        .iter()
        .any(|(_, file)| file.path == "internal/teams.yaml");
    let mut known = TeamIndex {
        declared,
        partial: declared && documents.is_empty(),
        ..TeamIndex::default()
    };
    let mut declared_ids = DeclaredIds::default();
    for document in documents {
        let here = document.content.span;
        let TeamsDoc { teams } = document.content.value;
        known.partial |= teams.is_missing() || !teams.all_valid();
        let docs = c
            .required(teams, "teams", here)
            .map(|list| valid_items(list.value))
            .unwrap_or_default();
        for doc in docs {
            let team = check_team(doc, &mut known, &mut declared_ids, &mut c);
            known.teams.extend(team);
        }
    }
    faults.append(&mut c.faults);
    known
}

fn check_team(
    doc: Spanned<TeamDoc>,
    known: &mut TeamIndex,
    declared: &mut DeclaredIds,
    c: &mut Checker,
) -> Option<Team> {
    let TeamDoc {
        id,
        name,
        time_zone,
        working_hours,
        holidays,
    } = doc.value;
    let id = c.required_scalar(id, "id", doc.span);
    let id = c.declared_id(id, "team", TeamId::new, declared);
    if let Some(id) = &id {
        known.ids.insert(id.to_string(), id.clone());
    }
    known.partial |= id.is_none();
    let name = c.required_text(name, "name", doc.span);
    if let (Some(name), Some(id)) = (&name, &id) {
        known.names.insert(name.clone(), id.clone());
    }
    let zone = c
        .required_scalar(time_zone, "time_zone", doc.span)
        .and_then(|name| c.zone_named(&name));
    let hours = c
        .required(working_hours, "working_hours", doc.span)
        .and_then(|hours| parse_working_hours(hours, c));
    let holidays: BTreeSet<_> = holidays
        .texts()
        .iter()
        .filter_map(|day| c.date(day))
        .collect();
    Some(Team {
        id: id?,
        name: name?,
        zone: zone?,
        hours: hours?,
        holidays,
    })
}

fn parse_working_hours(doc: Spanned<WorkingHoursDoc>, c: &mut Checker) -> Option<WorkingHours> {
    let WorkingHoursDoc { days, from, to } = doc.value;
    let mut read = BTreeMap::new();
    if let Some(list) = c.required(days, "days", doc.span) {
        if list.value.is_empty() {
            c.push(out_of_range(
                list.span,
                "`days` is empty",
                "at least one day",
            ));
        }
        for text in valid_items(list.value) {
            let text = text.map(String::from);
            let Some(day) = c.word(&text) else { continue };
            if let Some(first) = read.insert(day, text.span) {
                c.push(duplicate_item(&text, "day", &text.value, first));
            }
        }
    }
    let (from, to) = (
        parse_clock(from, "from", doc.span, c),
        parse_clock(to, "to", doc.span, c),
    );
    let ((from, first), (to, last)) = (from?, to?);
    if to <= from {
        c.push(end_before_start(&last, ["from", "to"], first.span));
        return None;
    }
    Some(WorkingHours {
        days: read.into_keys().collect(),
        from,
        to,
    })
}

/// A time of day. It is readable without quotes too, but not by every program that reads YAML.
fn parse_clock(
    field: Required<ClockTime>,
    key: &'static str,
    parent: Span,
    c: &mut Checker,
) -> Option<(u32, Spanned<String>)> {
    let text = c.required_scalar(field, key, parent)?;
    match time_parser::parse_clock(&text.value) {
        Ok(seconds) => {
            if text.span.end - text.span.start == text.value.len() {
                c.push(unquoted_clock(&text));
            }
            Some((seconds, text))
        }
        Err(unreadable) => {
            let place = c.part_span(&text, unreadable.range);
            c.push(invalid_time_of_day(place, &text.value, &unreadable.reason));
            None
        }
    }
}
