//! The rules of `internal/on-call/`: how often teams were paged. Single pages are counted here and then dropped.

use std::collections::BTreeMap;

use crate::base::diagnostic::Diagnostic;
use crate::base::id::TeamId;
use crate::base::period::Period;
use crate::base::source::{Span, Spanned};
use crate::base::time::{Interval, Zone};
use crate::check::checker::Checker;
use crate::check::context::CheckContext;
use crate::check::rules::on_call::{alert_outside_period, counts_or_events};
use crate::check::rules::value::out_of_range;
use crate::format::field::{Entries, Field, Required, valid_items};
use crate::format::leaf::TeamRef;
use crate::format::on_call::{OnCallDoc, PageCountDoc, PageEventDoc};
use crate::model::on_call::{OnCallCount, PageCounts};
use crate::parse::Document;

/// More pages than any team can have, and few enough that sums of them never overflow.
const MAX_PAGES: u64 = 1_000_000_000;

/// Checks the counts of every period, and puts them in order.
pub(crate) fn check_on_call_counts(
    documents: Vec<Document<OnCallDoc>>,
    context: &CheckContext,
    faults: &mut Vec<Diagnostic>,
) -> Vec<OnCallCount> {
    let mut c = context.checker();
    let mut counts: Vec<OnCallCount> = documents
        .into_iter()
        .filter_map(|document| check_count_file(document, &mut c))
        .collect();
    faults.append(&mut c.faults);
    counts.sort_by_key(|count| count.period);
    counts
}

fn check_count_file(document: Document<OnCallDoc>, c: &mut Checker) -> Option<OnCallCount> {
    let here = document.content.span;
    let OnCallDoc {
        period,
        time_zone,
        source,
        complete,
        teams,
        events,
        notes,
    } = document.content.value;
    let period = c.file_period(period, &document.stem, here);
    let zone = c.zone_or(time_zone, c.zone);
    let source = c.optional_text(source, "source");
    let complete = complete.optional().is_none_or(|complete| complete.value);
    // In a file that broke off, one of the two may be unread.
    let both = matches!((&teams, &events), (Field::Value(_), Field::Value(_)));
    if both || (teams.is_missing() && events.is_missing()) {
        let place = events.span().unwrap_or(Span {
            end: here.start,
            ..here
        });
        c.push(counts_or_events(place, both));
    }
    let counted = if teams.is_missing() {
        count_events(events, period.zip(zone), c)
    } else {
        counts_by_team(teams, c)
    };
    let notes = notes_by_team(notes, c);
    Some(OnCallCount {
        period: period?,
        zone: zone?,
        source,
        complete,
        teams: counted,
        notes,
    })
}

fn counts_by_team(
    teams: Field<Entries<TeamRef, PageCountDoc>>,
    c: &mut Checker,
) -> BTreeMap<TeamId, PageCounts> {
    let mut counts = BTreeMap::new();
    for (key, doc) in teams
        .optional()
        .map(|entries| entries.value.list)
        .unwrap_or_default()
    {
        let team = c.team(&key);
        let Some(Spanned {
            value:
                PageCountDoc {
                    after_hours,
                    in_hours,
                },
            span,
        }) = doc.optional()
        else {
            continue;
        };
        let after_hours = parse_count(after_hours, "after_hours", span, c);
        let in_hours = parse_count(in_hours, "in_hours", span, c);
        if let (Some(team), Some(after_hours), Some(in_hours)) = (team, after_hours, in_hours) {
            counts.insert(
                team,
                PageCounts {
                    after_hours,
                    in_hours,
                },
            );
        }
    }
    counts
}

fn parse_count(
    field: Required<u64>,
    key: &'static str,
    parent: Span,
    c: &mut Checker,
) -> Option<u64> {
    let count = c.required(field, key, parent)?;
    if count.value > MAX_PAGES {
        c.push(out_of_range(
            count.span,
            "the number of alerts is out of range",
            "at most 1,000,000,000",
        ));
        return None;
    }
    Some(count.value)
}

/// Counts single alerts. The list is complete, so a team without one had none.
fn count_events(
    events: Field<Vec<Field<PageEventDoc>>>,
    period: Option<(Period, Zone)>,
    c: &mut Checker,
) -> BTreeMap<TeamId, PageCounts> {
    let known = c.teams;
    let mut counts: BTreeMap<TeamId, PageCounts> = known
        .teams
        .iter()
        .map(|team| (team.id.clone(), PageCounts::default()))
        .collect();
    let about = period.and_then(|(period, zone)| Some((period, zone, period.interval(zone)?)));
    for doc in events
        .optional()
        .map(|list| valid_items(list.value))
        .unwrap_or_default()
    {
        if let Some((team, is_after_hours)) = parse_event(doc, about, c) {
            let pages = counts.entry(team).or_default();
            pages.after_hours += u64::from(is_after_hours);
            pages.in_hours += u64::from(!is_after_hours);
        }
    }
    counts
}

/// The team of a page, and whether it came after hours by the team's own clock.
fn parse_event(
    doc: Spanned<PageEventDoc>,
    about: Option<(Period, Zone, Interval)>,
    c: &mut Checker,
) -> Option<(TeamId, bool)> {
    let PageEventDoc { at, team } = doc.value;
    let at = c
        .required_scalar(at, "at", doc.span)
        .and_then(|text| c.moment(&text).map(|moment| (moment, text)));
    let team = c
        .required_scalar(team, "team", doc.span)
        .and_then(|text| c.team(&text));
    let (at, text) = at?;
    if let Some((period, zone, _)) = about.filter(|(.., interval)| !interval.contains(at)) {
        c.push(alert_outside_period(&text, period, zone.name()));
    }
    let team = c.teams.team(&team?)?;
    Some((team.id.clone(), team.is_after_hours(at)))
}

fn notes_by_team(
    notes: Field<Entries<TeamRef, String>>,
    c: &mut Checker,
) -> BTreeMap<TeamId, String> {
    let mut found = BTreeMap::new();
    for (key, note) in notes
        .optional()
        .map(|entries| entries.value.list)
        .unwrap_or_default()
    {
        let team = c.team(&key);
        let note = note.optional().and_then(|text| c.note(&text, &key.value));
        found.extend(team.zip(note));
    }
    found
}
