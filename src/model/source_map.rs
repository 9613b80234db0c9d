//! Which field of an entry is written where, so that an explanation can point at the line that decides without a second reading.

use std::sync::Arc;

use crate::base::id::{ComponentId, EntryId, UpdateId};
use crate::base::source::{FileId, Span};

/// A field of an incident or a maintenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldRef<'a> {
    /// `started`; for a maintenance, the file.
    Started,
    Ended,
    Impact,
    Scheduled,
    /// A component in `components`.
    State(&'a ComponentId),
    Update(&'a UpdateId, UpdateField<'a>),
}

/// A field of an update. One that the update does not have is located at its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateField<'a> {
    Status,
    Scheduled,
    /// A component in `components`.
    State(&'a ComponentId),
}

/// The spans of all published incidents and maintenance.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    pub incidents: Vec<Arc<EntrySpans>>,
    pub maintenance: Vec<Arc<EntrySpans>>,
}

/// A range of bytes in a file that is known. A history has a hundred thousand of them, so it is half as large as a [`Span`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompactRange {
    start: u32,
    end: u32,
}

impl From<Span> for CompactRange {
    fn from(span: Span) -> CompactRange {
        // Files of content are far smaller than 4 GB.
        let compact = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        CompactRange {
            start: compact(span.start),
            end: compact(span.end),
        }
    }
}

impl CompactRange {
    pub fn in_file(self, file: FileId) -> Span {
        let offset = |offset| usize::try_from(offset).unwrap_or(usize::MAX);
        Span {
            file,
            start: offset(self.start),
            end: offset(self.end),
        }
    }
}

/// The components of an entry or an update, by their present ids.
pub type ComponentSpans = Box<[(ComponentId, CompactRange)]>;

#[derive(Clone, Debug)]
pub struct EntrySpans {
    pub id: EntryId,
    pub file: FileId,
    pub started: CompactRange,
    pub ended: Option<CompactRange>,
    pub impact: Option<CompactRange>,
    pub scheduled: Option<CompactRange>,
    pub components: ComponentSpans,
    /// In the order of the entry's updates.
    pub updates: Box<[UpdateSpans]>,
}

#[derive(Clone, Debug)]
pub struct UpdateSpans {
    /// The position in the file's list, from 0.
    pub index: u32,
    pub at: CompactRange,
    pub status: Option<CompactRange>,
    pub scheduled: Option<CompactRange>,
    pub components: ComponentSpans,
}

impl EntrySpans {
    /// Where a field is and, for one of an update, the position of the update in the file. `update_ids` are those of the entry's updates
    /// in order.
    pub fn locate<'u>(
        &self,
        field: FieldRef,
        mut update_ids: impl Iterator<Item = &'u UpdateId>,
    ) -> Option<(Span, Option<usize>)> {
        let range = match field {
            FieldRef::Started => self.started,
            FieldRef::Ended => self.ended?,
            FieldRef::Impact => self.impact?,
            FieldRef::Scheduled => self.scheduled?,
            FieldRef::State(id) => find_component(&self.components, id)?,
            FieldRef::Update(id, field) => {
                let update = self
                    .updates
                    .get(update_ids.position(|known| known == id)?)?;
                let index = usize::try_from(update.index).ok()?;
                return Some((update.locate(field).in_file(self.file), Some(index)));
            }
        };
        Some((range.in_file(self.file), None))
    }
}

impl UpdateSpans {
    fn locate(&self, field: UpdateField) -> CompactRange {
        let range = match field {
            UpdateField::Status => self.status,
            UpdateField::Scheduled => self.scheduled,
            UpdateField::State(id) => find_component(&self.components, id),
        };
        range.unwrap_or(self.at)
    }
}

fn find_component(spans: &ComponentSpans, id: &ComponentId) -> Option<CompactRange> {
    let found = spans.iter().find(|(known, _)| known == id)?;
    Some(found.1)
}
