//! Reads single values: texts, times, ids and words, each with its fault and its place.

use std::collections::BTreeMap;

use super::declared_ids::{ComponentIndex, DeclaredIds, NO_ERROR_CODES, NO_TEAMS, TeamIndex};
use crate::base::diagnostic::Diagnostic;
use crate::base::email::is_address;
use crate::base::id::{ComponentId, TeamId};
use crate::base::period::Period;
use crate::base::sample_draw::is_seed;
use crate::base::source::{Sources, Span, Spanned};
use crate::base::time::{Date, Duration, LocalResolution, Moment, Zone};
use crate::base::time_parser::{self, WrittenTime};
use crate::base::vocabulary::Vocabulary;
use crate::check::rules::address::invalid_alias;
use crate::check::rules::on_call::unknown_team;
use crate::check::rules::reference::{retired_component, unknown_component};
use crate::check::rules::report::{invalid_seed, path_mismatch};
use crate::check::rules::settings::{invalid_email, invalid_url, unknown_zone};
use crate::check::rules::time::{
    ambiguous_time, end_before_start, invalid_date, invalid_duration, invalid_period, invalid_time,
    missing_time_of_day, missing_time_zone, nonexistent_time, time_instead_of_date,
};
use crate::check::rules::value::{duplicate_item, invalid_id, invalid_value};
use crate::format::field::{Entries, Field, Required};
use crate::format::incident::LinkDoc;
use crate::format::leaf::{
    self, ComponentRef, ComponentStateWord, Day, OldPath, Time, TimeOrUnknown, TimeZone,
};
use crate::format::maintenance::WindowDoc;
use crate::model::component::{State, States};
use crate::model::entry::ExternalLink;
use crate::model::maintenance::Window;
use crate::model::route;
use crate::model::service::Owner;
use crate::model::site::ContactAddress;
use crate::model::site::Policy;
use crate::model::source_map::CompactRange;
use crate::parse::markdown;

/// The faults that are shown of one file: so many usually have one cause.
pub(super) const MAX_FAULTS_PER_FILE: usize = 100;

/// A moment that can be written as a date alone.
pub(super) struct DatedMoment {
    pub moment: Moment,
    pub text: Spanned<String>,
    pub is_date_only: bool,
}

/// The start of a mapping: a fault about the whole marks one place and not the whole file.
pub(super) fn start_of(span: Span) -> Span {
    Span {
        end: span.start,
        ..span
    }
}

/// States of components, as far as they could be read.
#[derive(Debug, Default)]
pub(super) struct PartialStates {
    /// What is known.
    pub states: States,
    /// A component or a state could not be read, so there may be more.
    pub partial: bool,
    /// Where the components of the states are named.
    pub spans: Vec<(ComponentId, CompactRange)>,
}

/// What single values are read against, and the faults so far.
pub(super) struct Checker<'a> {
    pub sources: &'a Sources,
    /// `None` if `site.yaml` could not be read so far.
    pub zone: Option<Zone>,
    pub components: &'a ComponentIndex,
    pub teams: &'a TeamIndex,
    /// The error codes of the support guide.
    pub error_codes: &'a DeclaredIds,
    /// What the team has promised; `None` if `site.yaml` could not be read so far.
    pub policy: Option<&'a Policy>,
    /// The day that an entry is about, on which its components were on the board.
    pub day: Option<Date>,
    /// Links and images of the texts so far, for a rule that needs all files.
    pub links: Vec<markdown::MarkdownLink>,
    pub faults: Vec<Diagnostic>,
}

/// Parts of URLs that post into a channel. Whoever knows one can post, so pages must not show it.
const WEBHOOK_PARTS: [&str; 4] = [
    "://hooks.slack.com/",
    "/api/webhooks/",
    ".webhook.office.com/",
    ".logic.azure.com",
];

impl<'a> Checker<'a> {
    pub fn new(
        sources: &'a Sources,
        zone: Option<Zone>,
        components: &'a ComponentIndex,
    ) -> Checker<'a> {
        Checker {
            sources,
            zone,
            components,
            teams: &NO_TEAMS,
            error_codes: &NO_ERROR_CODES,
            policy: None,
            day: None,
            links: Vec::new(),
            faults: Vec::new(),
        }
    }

    pub fn push(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// Known words among which the one that was meant is sought. None once so many faults are found that the next are not shown: each
    /// search looks at every word.
    pub fn suggestion_candidates<'k, I: Iterator<Item = &'k String>>(
        &self,
        known: I,
    ) -> impl Iterator<Item = &'k str> + use<'k, I> {
        let most = if self.faults.len() < MAX_FAULTS_PER_FILE {
            usize::MAX
        } else {
            0
        };
        known.take(most).map(String::as_str)
    }

    /// A required value, or `None` and a fault.
    pub fn required<T>(
        &mut self,
        field: Required<T>,
        key: &'static str,
        parent: Span,
    ) -> Option<Spanned<T>> {
        field.required(key, parent, &mut self.faults)
    }

    /// The text of a required value.
    pub fn required_scalar(
        &mut self,
        field: Required<impl Into<String>>,
        key: &'static str,
        parent: Span,
    ) -> Option<Spanned<String>> {
        self.required(field.text(), key, parent)
    }

    /// A required moment; a date alone is the start of that day.
    pub fn required_moment(
        &mut self,
        field: Required<Time>,
        key: &'static str,
        parent: Span,
    ) -> Option<DatedMoment> {
        let text = self.required_scalar(field, key, parent)?;
        Some(DatedMoment {
            moment: self.moment(&text)?,
            is_date_only: time_parser::is_date_only(&text.value),
            text,
        })
    }

    /// A moment, read in the site's zone if it says none.
    pub fn moment(&mut self, text: &Spanned<String>) -> Option<Moment> {
        let wall = match time_parser::parse_time(&text.value) {
            Ok(WrittenTime::Zoned(moment)) => return Some(moment),
            Ok(WrittenTime::Day(date)) => return self.zone.map(|zone| date.start_in(zone)),
            Ok(WrittenTime::Local(wall)) => wall,
            Err(error) => {
                let place = self.part_span(text, error.range.clone());
                self.push(invalid_time(place, &text.value, &error));
                return None;
            }
        };
        let Some(zone) = self.zone else {
            self.push(missing_time_zone(text, None));
            return None;
        };
        match zone.resolve(wall) {
            LocalResolution::Unique(moment) => {
                self.push(missing_time_zone(text, Some((zone.name(), moment))));
                Some(moment)
            }
            LocalResolution::Ambiguous(first, second) => {
                self.push(ambiguous_time(text, zone.name(), first, second));
                None
            }
            LocalResolution::Nonexistent(before, after) => {
                self.push(nonexistent_time(text, zone.name(), before, after));
                None
            }
        }
    }

    /// A moment with its time of day: a date alone would stand for midnight. `otherwise` is what to do where it is not known.
    pub fn exact_moment(&mut self, text: &Spanned<String>, otherwise: &str) -> Option<Moment> {
        if time_parser::is_date_only(&text.value) {
            self.push(missing_time_of_day(text, otherwise));
            return None;
        }
        self.moment(text)
    }

    /// An optional moment; a date alone is the start of that day. `None` also for one with a fault.
    pub fn optional_moment(&mut self, field: Field<Time>) -> Option<(Moment, Spanned<String>)> {
        let text = field.text().optional()?;
        self.moment(&text).map(|moment| (moment, text))
    }

    /// An optional moment with its time of day; `None` also for one with a fault.
    pub fn optional_exact_moment(
        &mut self,
        field: Field<Time>,
    ) -> Option<(Moment, Spanned<String>)> {
        let text = field.text().optional()?;
        self.exact_moment(&text, "remove the key")
            .map(|moment| (moment, text))
    }

    /// An optional moment, and whether it is `unknown` instead.
    pub fn moment_or_unknown(
        &mut self,
        field: Field<TimeOrUnknown>,
        read: impl FnOnce(&mut Self, &Spanned<String>) -> Option<Moment>,
    ) -> (Option<(Moment, Spanned<String>)>, bool) {
        match field.text().optional() {
            Some(text) if text.value == "unknown" => (None, true),
            Some(text) => (read(self, &text).map(|moment| (moment, text)), false),
            None => (None, false),
        }
    }

    /// A day.
    pub fn date(&mut self, text: &Spanned<String>) -> Option<Date> {
        match time_parser::parse_time(&text.value) {
            Ok(WrittenTime::Day(date)) => Some(date),
            Ok(_) => {
                self.push(time_instead_of_date(text));
                None
            }
            Err(error) => {
                let place = self.part_span(text, error.range.clone());
                self.push(invalid_date(place, &text.value, &error));
                None
            }
        }
    }

    /// An optional day.
    pub fn optional_date(&mut self, field: Field<Day>) -> Option<Date> {
        field.text().optional().and_then(|text| self.date(&text))
    }

    /// An optional duration.
    pub fn optional_duration(&mut self, field: Field<leaf::Duration>) -> Option<Duration> {
        self.duration(&field.text().optional()?)
    }

    pub fn duration(&mut self, text: &Spanned<String>) -> Option<Duration> {
        match time_parser::parse_duration(&text.value) {
            Ok(duration) => Some(duration),
            Err(error) => {
                let place = self.part_span(text, error.range.clone());
                self.push(invalid_duration(place, &text.value, &error));
                None
            }
        }
    }

    /// A window, whose end can be unknown.
    pub fn window(&mut self, doc: Spanned<WindowDoc>) -> Option<Window> {
        let WindowDoc { start, end } = doc.value;
        let start = self.required_scalar(start, "start", doc.span);
        let end = self.required_scalar(end, "end", doc.span);
        let start = start.and_then(|text| {
            self.exact_moment(&text, "use the time that was announced")
                .map(|moment| (moment, text))
        });
        let end = end.and_then(|text| match text.value.as_str() {
            "unknown" => Some((None, text)),
            _ => self
                .exact_moment(&text, "write `unknown`")
                .map(|moment| (Some(moment), text)),
        });
        let ((start, start_text), (end, end_text)) = (start?, end?);
        if end.is_some_and(|end| end <= start) {
            self.push(end_before_start(
                &end_text,
                ["start", "end"],
                start_text.span,
            ));
            return None;
        }
        Some(Window { start, end })
    }

    /// A period.
    pub fn period(&mut self, text: &Spanned<String>) -> Option<Period> {
        let period = Period::parse(&text.value);
        if period.is_none() {
            self.push(invalid_period(text));
        }
        period
    }

    /// The period of a file, which the file's name repeats so that a listing of the folder is in order and no period is there twice.
    pub fn file_period(
        &mut self,
        field: Required<leaf::Period>,
        stem: &str,
        parent: Span,
    ) -> Option<Period> {
        let text = self.required_scalar(field, "period", parent)?;
        let period = self.period(&text)?;
        if period.slug() != stem {
            self.push(path_mismatch(&text, "period", stem));
        }
        Some(period)
    }

    /// A zone by its name, or a fault with the nearest name.
    pub fn zone_named(&mut self, name: &Spanned<String>) -> Option<Zone> {
        let found = Zone::from_name(&name.value);
        if found.is_none() {
            self.push(unknown_zone(name, Zone::names()));
        }
        found
    }

    /// An optional zone; another one where none is given, and `None` for one with a fault.
    pub fn zone_or(&mut self, field: Field<TimeZone>, other: Option<Zone>) -> Option<Zone> {
        match field.text().optional() {
            Some(name) => self.zone_named(&name),
            None => other,
        }
    }

    /// A word of a vocabulary.
    pub fn word<W: Vocabulary>(&mut self, text: &Spanned<String>) -> Option<W> {
        let word = W::from_word(&text.value);
        if word.is_none() {
            self.push(invalid_value::<W>(text));
        }
        word
    }

    /// An optional word of a vocabulary.
    pub fn optional_word<W: Vocabulary>(&mut self, field: Field<impl Into<String>>) -> Option<W> {
        field.text().optional().and_then(|text| self.word(&text))
    }

    /// A text that is an id, made into one by `make`.
    pub fn id<T>(
        &mut self,
        text: &Spanned<String>,
        make: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let id = make(&text.value);
        if id.is_none() {
            self.push(invalid_id(text));
        }
        id
    }

    /// The id that an item of a list declares, which no other item may have.
    pub fn declared_id<T>(
        &mut self,
        text: Option<Spanned<String>>,
        what: &str,
        make: impl FnOnce(&str) -> Option<T>,
        ids: &mut DeclaredIds,
    ) -> Option<T> {
        let id = text.as_ref().and_then(|text| self.id(text, make));
        ids.partial |= id.is_none();
        if let (Some(text), Some(_)) = (text, &id) {
            self.faults.extend(ids.declare(&text, what));
        }
        id
    }

    /// A declared component, by its present or an old id.
    pub fn component_id(&mut self, text: &Spanned<String>) -> Option<ComponentId> {
        let found = self.components.ids.get(&text.value).cloned();
        if found.is_none() && !self.components.partial {
            let known = self.suggestion_candidates(self.components.ids.keys());
            self.push(unknown_component(text, known));
        }
        let retired = found
            .as_ref()
            .and_then(|id| self.components.retired.get(id).copied());
        if let Some(retired) = retired.filter(|retired| self.day.is_some_and(|day| day >= *retired))
        {
            self.push(retired_component(text, retired));
        }
        found
    }

    /// Declared components, each named once.
    pub fn component_ids(&mut self, field: Field<Vec<Field<ComponentRef>>>) -> Vec<ComponentId> {
        let mut places = BTreeMap::new();
        field
            .texts()
            .iter()
            .filter_map(|text| self.unique_component_id(text, &mut places))
            .collect()
    }

    fn unique_component_id(
        &mut self,
        text: &Spanned<String>,
        places: &mut BTreeMap<ComponentId, Span>,
    ) -> Option<ComponentId> {
        let component = self.component_id(text)?;
        if let Some(first) = places.insert(component.clone(), text.span) {
            self.push(duplicate_item(text, "component", component.as_str(), first));
        }
        Some(component)
    }

    /// A declared team, by its id.
    pub fn team(&mut self, text: &Spanned<String>) -> Option<TeamId> {
        let found = self.teams.id(&text.value).cloned();
        if found.is_none() && !self.teams.partial {
            let known = self.suggestion_candidates(self.teams.ids());
            self.push(unknown_team(text, known));
        }
        found
    }

    /// The owner of something: a declared team by its id or its name. Where no teams are declared, any name will do.
    pub fn owner(&mut self, text: Spanned<String>) -> Option<Owner> {
        let written = self.non_empty(&text, "owner")?;
        let team = self.teams.find_by_id_or_name(&written).cloned();
        if team.is_none() && self.teams.declared && !self.teams.partial {
            let known = self.suggestion_candidates(self.teams.ids());
            self.push(unknown_team(&text, known));
        }
        let name = team
            .as_ref()
            .and_then(|id| self.teams.team(id))
            .map(|team| team.name.clone());
        Some(Owner {
            name: name.unwrap_or(written),
            team,
        })
    }

    /// States of components.
    pub fn component_states(
        &mut self,
        field: Field<Entries<ComponentRef, ComponentStateWord>>,
    ) -> PartialStates {
        let mut read = PartialStates {
            states: States::new(),
            partial: matches!(field, Field::Invalid(_)),
            spans: Vec::new(),
        };
        let mut places = BTreeMap::new();
        for (key, state) in field
            .optional()
            .map(|entries| entries.value.list)
            .unwrap_or_default()
        {
            let component = self.unique_component_id(&key, &mut places);
            let state: Option<State> = self.optional_word(state);
            match (component, state) {
                (Some(component), Some(state)) => {
                    read.spans.push((component.clone(), key.span.into()));
                    read.states.insert(component, state);
                }
                _ => read.partial = true,
            }
        }
        read
    }

    /// A seed of samples.
    pub fn seed(&mut self, text: Spanned<String>) -> Option<String> {
        let good = is_seed(&text.value);
        if !good {
            self.push(invalid_seed(&text));
        }
        good.then_some(text.value)
    }

    /// A whole address of `http` or `https`.
    pub fn url(&mut self, text: Spanned<impl Into<String>>) -> Option<String> {
        let text = text.map(Into::into);
        let good = ["https://", "http://"].iter().any(|scheme| {
            text.value
                .strip_prefix(scheme)
                .is_some_and(|r| !r.is_empty())
        });
        let clean = !text
            .value
            .contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
        if good && clean {
            return Some(text.value);
        }
        let reason = if good {
            "it has a blank or a quote in it"
        } else {
            "it must begin with `https://` or `http://`"
        };
        self.push(invalid_url(&text, reason));
        None
    }

    pub fn email(&mut self, text: Spanned<String>) -> Option<String> {
        if is_address(&text.value) {
            return Some(text.value);
        }
        self.push(invalid_email(&text));
        None
    }

    /// An email address, or the URL of a page where people enter what is their own.
    pub fn contact_address(&mut self, text: Spanned<String>) -> Option<ContactAddress> {
        if text.value.contains("://") {
            self.public_url(text).map(ContactAddress::Web)
        } else {
            self.email(text).map(ContactAddress::Mail)
        }
    }

    /// The URL of a page where people enter what is their own, such as their email address.
    pub fn public_url(&mut self, url: Spanned<String>) -> Option<String> {
        if WEBHOOK_PARTS.iter().any(|part| url.value.contains(part)) {
            let reason = "it is the secret URL of a webhook, and pages would show it";
            let help = "use the URL of an invitation, and revoke the webhook, because the repository keeps its URL";
            self.push(invalid_url(&url, reason).help(help));
            return None;
        }
        if !url.value.starts_with("https://") {
            self.push(invalid_url(&url, "it must begin with `https://`"));
            return None;
        }
        self.url(url)
    }

    /// Further reading.
    pub fn links(&mut self, field: Field<Vec<Field<LinkDoc>>>) -> Vec<ExternalLink> {
        field
            .items()
            .into_iter()
            .filter_map(|link| self.link(link))
            .collect()
    }

    fn link(&mut self, link: Spanned<LinkDoc>) -> Option<ExternalLink> {
        let LinkDoc { url, text } = link.value;
        let url = self
            .required_scalar(url, "url", link.span)
            .and_then(|url| self.url(url))?;
        let text = self
            .optional_text(text, "text")
            .unwrap_or_else(|| url.clone());
        Some(ExternalLink { url, text })
    }

    /// Old addresses, each with its place, without slashes at the ends.
    pub fn aliases(&mut self, field: Field<Vec<Field<OldPath>>>) -> Vec<Spanned<String>> {
        let mut aliases = Vec::new();
        for alias in field.texts() {
            match route::old_path(&alias.value) {
                Some(value) => aliases.push(Spanned {
                    value,
                    span: alias.span,
                }),
                None => self.push(invalid_alias(&alias)),
            }
        }
        aliases
    }
}
