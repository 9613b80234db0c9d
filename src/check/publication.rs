//! What was promised against when it was published, by the commits of the main branch.

use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Sources, Span, Spanned};
use crate::base::time::{Duration, Moment, Now};
use crate::check::fault_filter::allowed_faults;
use crate::check::outcome::CheckOutcome;
use crate::check::rules::publication::{
    first_update_late_by_commits, missing_posted, short_notice_by_commits,
};
use crate::model::entry::{Entry, EntryKind, Update};
use crate::model::first_published::{FirstPublished, MIN_COPIED_ENTRIES};
use crate::model::incident::Incident;
use crate::model::maintenance::Maintenance;
use crate::model::site::Policy;
use crate::model::source_map::EntrySpans;

/// An update that is published later than this after its `at` asks for `posted`. A review takes some time.
const LATE_AFTER: Duration = Duration::minutes(60);

/// What the rules look at.
struct PublicationCheck<'a> {
    sources: &'a Sources,
    published: &'a FirstPublished,
    policy: &'a Policy,
    now: Moment,
    faults: Vec<Diagnostic>,
}

impl CheckOutcome {
    /// The same with what the commits show. Nothing is known without a history, or if the content has errors.
    #[must_use]
    pub fn check_publication(
        mut self,
        sources: &Sources,
        published: &FirstPublished,
        Now(now): Now,
    ) -> CheckOutcome {
        let Some(ledger) = self.ledger.as_ref().filter(|_| !published.is_empty()) else {
            return self;
        };
        let status = &ledger.status;
        let mut check = PublicationCheck {
            sources,
            published,
            policy: &status.site.policy,
            now,
            faults: Vec::new(),
        };
        // An import publishes nothing.
        let incidents = status.incidents.iter().zip(&self.source_map.incidents);
        let maintenance = status.maintenance.iter().zip(&self.source_map.maintenance);
        let new = incidents
            .clone()
            .filter(|(one, _)| check.is_new(one))
            .count()
            + maintenance
                .clone()
                .filter(|(one, _)| check.is_new(one))
                .count();
        if new < MIN_COPIED_ENTRIES {
            incidents.for_each(|(one, spans)| check.check_incident(one, spans));
            maintenance.for_each(|(one, spans)| check.check_maintenance(one, spans));
        }
        let faults = allowed_faults(check.faults, &self.rules, sources);
        self.diagnostics.extend(faults);
        self.diagnostics.sort_by_key(|fault| fault.primary.span);
        self
    }
}

impl PublicationCheck<'_> {
    fn is_new<K: EntryKind>(&self, entry: &Entry<K>) -> bool {
        let page = self.published.page(&entry.address(), &entry.aliases);
        page.is_none()
    }

    fn check_incident(&mut self, incident: &Incident, spans: &EntrySpans) {
        let started = incident.details.started;
        let places = self.check_updates(incident, spans);
        let policy = self.policy.in_force_at(started);
        let updates = incident.updates.iter().zip(places);
        let Some((first, place)) = updates.min_by_key(|(update, _)| update.published()) else {
            return;
        };
        let (Some(policy), Some(claimed), Some(reached)) = (
            policy,
            first.known_publication(),
            self.reached(incident, first),
        ) else {
            return;
        };
        let (claimed, after) = (claimed.since(started), reached.since(started));
        let is_claimed = claimed <= policy.first_update && !incident.details.is_start_date_only;
        if let (Some(at), true) = (place, is_claimed && after > policy.first_update) {
            let committed = self.published.committed(incident, &first.id, self.now);
            let start = spans.started.in_file(spans.file);
            self.faults.push(first_update_late_by_commits(
                at,
                after,
                policy.first_update,
                (start, committed),
            ));
        }
    }

    fn check_maintenance(&mut self, maintenance: &Maintenance, spans: &EntrySpans) {
        self.check_updates(maintenance, spans);
        let start = maintenance.details.scheduled.start;
        let policy = self.policy.in_force_at(start);
        let first = maintenance.updates.first();
        let (Some(policy), Some(first), None) = (policy, first, &maintenance.details.urgent) else {
            return;
        };
        let (Some(claimed), Some(reached), Some(place)) = (
            first.known_publication(),
            self.reached(maintenance, first),
            spans.scheduled,
        ) else {
            return;
        };
        let promised = policy.maintenance_notice;
        if start.since(claimed) >= promised && start.since(reached) < promised {
            let committed = self.published.committed(maintenance, &first.id, self.now);
            self.faults.push(short_notice_by_commits(
                place.in_file(spans.file),
                start.since(reached),
                promised,
                committed,
            ));
        }
    }

    /// Asks for `posted` where it is missing. Returns the places of the others, which other rules may point at.
    fn check_updates<K: EntryKind>(
        &mut self,
        entry: &Entry<K>,
        spans: &EntrySpans,
    ) -> Vec<Option<Span>> {
        let updates = entry.updates.iter().zip(&spans.updates);
        let places = updates.map(|(update, written)| {
            let span = written.at.in_file(spans.file);
            let Some(age) = self.unposted_age(entry, update) else {
                return Some(span);
            };
            let bytes = &self.sources.file(span.file).bytes;
            let value = String::from_utf8_lossy(bytes.get(span.start..span.end)?).into_owned();
            let fault = missing_posted(&Spanned { value, span }, age, self.now);
            self.faults.push(fault);
            None
        });
        places.collect()
    }

    /// How long ago an update says to be published that is not published yet, if that is long.
    fn unposted_age<K: EntryKind>(
        &self,
        entry: &Entry<K>,
        update: &Update<K::Status>,
    ) -> Option<Duration> {
        let published = self
            .published
            .update(&entry.address(), &entry.aliases, &update.id);
        let is_open = update.posted.is_none() && !update.is_publication_unknown;
        if published.is_some() || !is_open {
            return None;
        }
        let age = self.now.since(update.at);
        // Of a date alone, the end of the day counts.
        let day = Duration::days(i64::from(update.is_date_only));
        (age.as_seconds() > LATE_AFTER.as_seconds() + day.as_seconds()).then_some(age)
    }

    fn reached<K: EntryKind>(
        &self,
        entry: &Entry<K>,
        update: &Update<K::Status>,
    ) -> Option<Moment> {
        self.published.reaches_readers(entry, update, self.now)
    }
}
