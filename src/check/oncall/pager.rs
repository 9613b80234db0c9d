//! The rules of `internal/pages/`: how often teams were paged. Single pages are counted here and then dropped.

use std::collections::BTreeMap;

use super::fault;
use crate::base::diagnostic::Diagnostic;
use crate::base::id::TeamId;
use crate::base::period::Period;
use crate::base::source::{Span, Spanned};
use crate::base::time::{Interval, Zone};
use crate::check::checker::Checker;
use crate::check::report::{checked_note, tally::named_period};
use crate::check::{Context, fault as common, site};
use crate::model::pager::{PagerCount, Pages};
use crate::parse::Document;
use crate::parse::given::{Entries, Given, readable};
use crate::parse::pager::{CountDoc, EventDoc, PagerDoc};

/// More pages than any team can have, and few enough that sums of them never overflow.
const MOST_PAGES: u64 = 1_000_000_000;

/// Checks the counts of every period, and puts them in order.
pub(in crate::check) fn pagers(
    documents: Vec<Document<PagerDoc>>,
    context: &Context,
    faults: &mut Vec<Diagnostic>,
) -> Vec<PagerCount> {
    let mut c = context.checker();
    let mut counts: Vec<PagerCount> = documents
        .into_iter()
        .filter_map(|document| pager(document, &mut c))
        .collect();
    faults.append(&mut c.faults);
    counts.sort_by_key(|count| count.period);
    counts
}

fn pager(document: Document<PagerDoc>, c: &mut Checker) -> Option<PagerCount> {
    let here = document.content.span;
    let PagerDoc {
        period,
        time_zone,
        source,
        complete,
        teams,
        events,
        notes,
    } = document.content.value;
    let period = c
        .required(period, "period", here)
        .and_then(|text| named_period(&text, &document.stem, c));
    let zone = time_zone
        .optional()
        .map_or(c.zone, |zone| site::named_zone(&zone, c));
    let source = c.optional_text(source, "source");
    let complete = complete.optional().is_none_or(|complete| complete.value);
    // In a file that broke off, one of the two may be unread.
    let both = matches!((&teams, &events), (Given::Here(_), Given::Here(_)));
    if both || (teams.is_absent() && events.is_absent()) {
        let place = events.span().unwrap_or(Span {
            end: here.start,
            ..here
        });
        c.push(fault::counts_or_events(place, both));
    }
    let counted = if teams.is_absent() {
        of_events(events, period.zip(zone), c)
    } else {
        of_teams(teams, c)
    };
    let notes = notes_of(notes, c);
    Some(PagerCount {
        period: period?,
        zone: zone?,
        source,
        complete,
        teams: counted,
        notes,
    })
}

fn of_teams(teams: Given<Entries<CountDoc>>, c: &mut Checker) -> BTreeMap<TeamId, Pages> {
    let mut counts = BTreeMap::new();
    for (key, doc) in teams
        .optional()
        .map(|entries| entries.value.0)
        .unwrap_or_default()
    {
        let team = c.team(&key);
        let Some(Spanned {
            value: CountDoc {
                after_hours,
                in_hours,
            },
            span,
        }) = doc.optional()
        else {
            continue;
        };
        let after_hours = number(after_hours, "after_hours", span, c);
        let in_hours = number(in_hours, "in_hours", span, c);
        if let (Some(team), Some(after_hours), Some(in_hours)) = (team, after_hours, in_hours) {
            counts.insert(
                team,
                Pages {
                    after_hours,
                    in_hours,
                },
            );
        }
    }
    counts
}

fn number(given: Given<u64>, key: &'static str, parent: Span, c: &mut Checker) -> Option<u64> {
    let count = c.required(given, key, parent)?;
    if count.value > MOST_PAGES {
        c.push(common::out_of_range(
            count.span,
            "a count of pages",
            "at most a thousand million",
        ));
        return None;
    }
    Some(count.value)
}

/// Counts single pages. Whoever lists pages lists all of them, so a team without one had none.
fn of_events(
    events: Given<Vec<Given<EventDoc>>>,
    period: Option<(Period, Zone)>,
    c: &mut Checker,
) -> BTreeMap<TeamId, Pages> {
    let known = c.teams;
    let mut counts: BTreeMap<TeamId, Pages> = known
        .teams
        .iter()
        .map(|team| (team.id.clone(), Pages::default()))
        .collect();
    let about = period.and_then(|(period, zone)| Some((period, zone, period.interval(zone)?)));
    for doc in events
        .optional()
        .map(|list| readable(list.value))
        .unwrap_or_default()
    {
        if let Some((team, is_after_hours)) = event(doc, about, c) {
            let pages = counts.entry(team).or_default();
            pages.after_hours += u64::from(is_after_hours);
            pages.in_hours += u64::from(!is_after_hours);
        }
    }
    counts
}

/// The team of a page, and whether it came after hours by the team's own clock.
fn event(
    doc: Spanned<EventDoc>,
    about: Option<(Period, Zone, Interval)>,
    c: &mut Checker,
) -> Option<(TeamId, bool)> {
    let EventDoc { at, team } = doc.value;
    let at = c
        .required(at, "at", doc.span)
        .and_then(|text| c.moment(&text).map(|moment| (moment, text)));
    let team = c
        .required(team, "team", doc.span)
        .and_then(|text| c.team(&text));
    let (at, text) = at?;
    if let Some((period, zone, _)) = about.filter(|(.., interval)| !interval.contains(at)) {
        c.push(fault::event_outside(&text, period, zone.name()));
    }
    let team = c.teams.team(&team?)?;
    Some((team.id.clone(), team.is_after_hours(at)))
}

fn notes_of(notes: Given<Entries<String>>, c: &mut Checker) -> BTreeMap<TeamId, String> {
    let mut found = BTreeMap::new();
    for (key, note) in notes
        .optional()
        .map(|entries| entries.value.0)
        .unwrap_or_default()
    {
        let team = c.team(&key);
        let note = note
            .optional()
            .and_then(|text| checked_note(&text, &key.value, c));
        found.extend(team.zip(note));
    }
    found
}
