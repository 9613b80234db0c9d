//! The updates of incidents and maintenance.

use std::collections::BTreeMap;

use super::checker::{Checker, DatedMoment, PartialStates, start_of};
use super::declared_ids::DeclaredIds;
use super::entry::shrunk;
use crate::base::id::UpdateId;
use crate::base::source::{Span, Spanned};
use crate::base::time::{Moment, Zone};
use crate::check::rules::incident::{CheckedUpdate, no_updates, posted_before_update, same_minute};
use crate::format::field::{Entries, Field, Required, valid_items};
use crate::format::leaf::{ComponentRef, ComponentStateWord, Markdown, Time, TimeOrUnknown};
use crate::model::entry::{Update, UpdateStatus};
use crate::model::source_map::UpdateSpans;

/// The keys that updates of both kinds have.
pub(super) struct UpdateFields {
    pub id: Field<String>,
    pub at: Required<Time>,
    pub posted: Field<TimeOrUnknown>,
    pub status: Field<String>,
    pub label: Field<String>,
    pub text: Required<Markdown>,
    pub components: Field<Entries<ComponentRef, ComponentStateWord>>,
    pub edited: Field<Time>,
}

/// The updates of an entry, as far as they could be read.
pub(super) struct CheckedUpdates<S: UpdateStatus> {
    pub list: Vec<CheckedUpdate<S>>,
    /// An update, a status or a state could not be read, so there may be more.
    pub partial: bool,
    ids: UpdateIdAssigner,
}

impl<S: UpdateStatus> CheckedUpdates<S> {
    /// Reads a list. `check` takes an update with its index.
    pub fn read<T>(
        field: Required<Vec<Field<T>>>,
        here: Span,
        c: &mut Checker,
        mut check: impl FnMut(&mut CheckedUpdates<S>, (u32, Spanned<T>), &mut Checker),
    ) -> CheckedUpdates<S> {
        let mut updates = CheckedUpdates {
            list: Vec::new(),
            partial: !field.all_valid(),
            ids: UpdateIdAssigner::default(),
        };
        match required_updates(field, here, c) {
            None => updates.partial = true,
            Some(docs) => {
                for doc in (0..).zip(docs) {
                    check(&mut updates, doc, c);
                }
            }
        }
        updates
    }

    /// Adds an update. `None` if its time could not be read.
    pub fn check(
        &mut self,
        (index, span): (u32, Span),
        fields: UpdateFields,
        (announcement, announcement_span): (S::Announcement, Option<Span>),
        c: &mut Checker,
    ) -> Option<&mut CheckedUpdate<S>> {
        let at = c.required_moment(fields.at, "at", span);
        let (posted, is_publication_unknown) = posted_moment(fields.posted, at.as_ref(), c);
        let id = self.ids.assign(fields.id.optional(), at.as_ref(), c);
        let status_given = !fields.status.is_missing();
        let status_span = fields.status.span();
        let status = c.optional_word(fields.status);
        let label = c.optional_text(fields.label, "label");
        let text = c.update_prose(fields.text, span);
        let PartialStates {
            states,
            partial,
            spans,
        } = c.component_states(fields.components);
        let edited = c.optional_exact_moment(fields.edited);
        self.partial |= partial || at.is_none() || (status_given && status.is_none());
        let at = at?;
        let update = id.zip(text).map(|(id, text)| Update {
            id,
            at: at.moment,
            is_date_only: at.is_date_only,
            posted,
            is_publication_unknown,
            status,
            label,
            text,
            components: states.clone(),
            edited: edited.map(|(moment, _)| moment),
            announcement: announcement.clone(),
        });
        let spans = UpdateSpans {
            index,
            at: at.text.span.into(),
            status: status_span.map(Into::into),
            scheduled: None,
            components: spans.into(),
        };
        self.list.push(CheckedUpdate {
            at: at.moment,
            at_text: at.text,
            is_date_only: at.is_date_only,
            posted,
            is_publication_known: !is_publication_unknown && (!at.is_date_only || posted.is_some()),
            announcement,
            announcement_span,
            status,
            states,
            spans,
            update,
        });
        self.list.last_mut()
    }

    /// Gives a date alone the time of the update before it if that is of the same day. A file that begins with the newest update is turned
    /// round for this.
    pub fn place_dates(&mut self, zone: Option<Zone>) {
        let list = &mut self.list;
        let Some(zone) = zone.filter(|_| list.iter().any(|update| update.is_date_only)) else {
            return;
        };
        let exact = list.iter().filter(|update| !update.is_date_only);
        let exact: Vec<Moment> = exact.map(|update| update.at).collect();
        let is_newest_first = match (exact.as_slice(), list.first().zip(list.last())) {
            ([first, .., last], _) => first > last,
            (_, Some((first, last))) => zone.date(first.at) > zone.date(last.at),
            _ => false,
        };
        if is_newest_first {
            list.reverse();
        }
        for place in 1..list.len() {
            let before = list[place - 1].at;
            let update = &mut list[place];
            if update.is_date_only
                && before > update.at
                && zone.date(before) == zone.date(update.at)
            {
                update.at = before;
            }
        }
    }

    /// The updates that could be read whole.
    pub fn into_parts(self) -> (Vec<Update<S>>, Vec<UpdateSpans>) {
        let complete = self.list.into_iter().filter_map(|checked| {
            let at = checked.at;
            Some((
                Update {
                    at,
                    ..checked.update?
                },
                checked.spans,
            ))
        });
        let (updates, spans): (Vec<_>, Vec<_>) = complete.unzip();
        (shrunk(updates), spans)
    }
}

/// The list of updates, which is not empty.
fn required_updates<T>(
    field: Required<Vec<Field<T>>>,
    here: Span,
    c: &mut Checker,
) -> Option<Vec<Spanned<T>>> {
    if field.is_missing() {
        c.push(no_updates(start_of(here)));
    }
    let list = field.optional()?;
    if list.value.is_empty() {
        c.push(no_updates(list.span));
        return None;
    }
    Some(valid_items(list.value))
}

/// `posted:`, which cannot be before the time that the update is about, and whether it is `unknown`.
fn posted_moment(
    posted: Field<TimeOrUnknown>,
    at: Option<&DatedMoment>,
    c: &mut Checker,
) -> (Option<Moment>, bool) {
    let (posted, is_unknown) =
        c.moment_or_unknown(posted, |c, text| c.exact_moment(text, "write `unknown`"));
    if let (Some((posted, text)), Some(at)) = (&posted, at)
        && *posted < at.moment
    {
        c.push(posted_before_update(text, at.text.span));
    }
    (posted.map(|(posted, _)| posted), is_unknown)
}

/// Gives every update of a file its permanent ID, in the order of the file.
#[derive(Default)]
pub(super) struct UpdateIdAssigner {
    /// How many of a minute have no ID of their own, with the place of the first.
    minutes: BTreeMap<String, (usize, Span)>,
    taken: DeclaredIds,
}

impl UpdateIdAssigner {
    pub fn assign(
        &mut self,
        written: Option<Spanned<String>>,
        at: Option<&DatedMoment>,
        c: &mut Checker,
    ) -> Option<UpdateId> {
        let (id, place) = match written {
            Some(text) => (c.id(&text, UpdateId::from_author)?, text.span),
            None => {
                let at = at?;
                let (minute, place) = (at.moment.minute_id(), at.text.span);
                let (count, first) = self.minutes.entry(minute.clone()).or_insert((0, place));
                *count += 1;
                if *count == 2 {
                    c.push(same_minute(place, *first, &UpdateId::of_minute(&minute, 2)));
                }
                (UpdateId::of_minute(&minute, *count), place)
            }
        };
        let text = Spanned {
            value: id.as_str().to_owned(),
            span: place,
        };
        c.faults.extend(self.taken.declare(&text, "update"));
        Some(id)
    }
}
