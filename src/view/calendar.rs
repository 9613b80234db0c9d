//! A calendar of maintenance, whatever reads it.

use crate::base::time::Moment;
use crate::model::maintenance::Window;

/// The media type of iCalendar.
pub const MEDIA_TYPE: &str = "text/calendar";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    pub name: String,
    pub description: String,
    /// Its own whole address.
    pub address: String,
    /// The page that it belongs to, as an absolute URL.
    pub home: String,
    /// Newest first.
    pub events: Vec<CalendarEvent>,
}

/// One maintenance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Permanent: made of the maintenance's id alone.
    pub uid: String,
    /// Grows with each update, so that programs recognize the newer of two copies.
    pub sequence: usize,
    /// When it was announced.
    pub created: Moment,
    /// When it was last updated or corrected.
    pub modified: Moment,
    pub window: Window,
    /// Whether it was called off. It stays in the calendar all the same: programs would keep what they know of one that is gone.
    pub cancelled: bool,
    /// Its title, with what happened to it.
    pub summary: String,
    /// What is known of it.
    pub description: String,
    /// Its page, as an absolute URL.
    pub link: String,
}
