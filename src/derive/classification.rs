//! A worksheet while people fill it in: who reads which ticket next, how far they are, and when they may stop.

use super::report::is_large_enough;
use super::statistics::{self, Agreement, Sample};

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReaderRole {
    First,
    /// Reads what the first has read, and does not see the findings.
    Second,
    /// Both together, about tickets on which they differ.
    Both,
}

/// A ticket of a worksheet with what people have found so far, in the words of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TicketReading {
    pub id: String,
    pub priority: Option<String>,
    pub culprit: Option<String>,
    pub note: Option<String>,
    /// Minutes of effort.
    pub minutes: Option<u64>,
    /// The finding of the first reader, where `culprit` is what two readers agreed on.
    pub first: Option<String>,
    pub second: Option<String>,
    /// Whether the first reader asks for a second.
    pub is_doubtful: bool,
}

/// The tickets of a worksheet, in its order, and how many there were to draw from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorksheetReadings {
    pub tickets: Vec<TicketReading>,
    /// Tickets of the period.
    pub population: u64,
    /// The priorities that are read in full.
    pub census_priorities: Vec<String>,
    /// Tickets with these priorities.
    pub census_population: u64,
    /// Whether reading stopped early for good.
    pub is_stopped: bool,
}

impl WorksheetReadings {
    /// The two parts of the sample, with the tickets that count as read: those of priorities that are read in full, and the others.
    fn parts(&self, is_read: impl Fn(&TicketReading) -> bool) -> (Sample, Sample) {
        let in_census = |ticket: &&TicketReading| {
            let priority = ticket.priority.as_ref();
            priority.is_some_and(|priority| self.census_priorities.contains(priority))
        };
        let read = self.tickets.iter().filter(|ticket| is_read(ticket));
        let (census, rest): (Vec<_>, Vec<_>) = read.partition(in_census);
        let part = |read: Vec<_>, population| Sample {
            read: u64::try_from(read.len()).unwrap_or(u64::MAX),
            population: Some(population),
        };
        (
            part(census, self.census_population),
            part(rest, self.population.saturating_sub(self.census_population)),
        )
    }
}

impl TicketReading {
    pub fn first_finding(&self) -> Option<&str> {
        self.first.as_deref().or(self.culprit.as_deref())
    }

    /// What a reader has found so far.
    pub fn finding_of(&self, role: ReaderRole) -> Option<&str> {
        match role {
            ReaderRole::Second => self.second.as_deref(),
            ReaderRole::First | ReaderRole::Both => self.culprit.as_deref(),
        }
    }

    /// Whether two readers differ and have not agreed since.
    pub fn is_disputed(&self) -> bool {
        self.first.is_none()
            && self.culprit.is_some()
            && self.second.is_some()
            && self.culprit != self.second
    }

    fn waits_for(&self, role: ReaderRole) -> bool {
        match role {
            ReaderRole::First => self.culprit.is_none(),
            ReaderRole::Second => self.culprit.is_some() && self.second.is_none(),
            ReaderRole::Both => self.is_disputed(),
        }
    }
}

/// How far the readers of a worksheet are.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassificationProgress {
    pub read: usize,
    /// Tickets drawn.
    pub planned: usize,
    /// Blank rows above the last row that is read.
    pub skipped: usize,
    pub second: usize,
    pub disputed: usize,
    /// Tickets for which the first reader asks for a second who has not read them yet.
    pub doubtful: usize,
    /// How well two readers agree on tickets that were not chosen for being doubtful.
    pub agreement: Option<Agreement>,
    /// Tickets that must be read before anything is estimated, because of their priority.
    pub unread_census: u64,
    /// The margin of error of a share (0 to 1) with what is read; `None` before anything can be estimated.
    pub margin: Option<f64>,
    /// The same with all tickets that were drawn.
    pub planned_margin: Option<f64>,
    pub is_chartable: bool,
    pub is_stopped: bool,
}

impl ClassificationProgress {
    pub fn of(sheet: &WorksheetReadings) -> ClassificationProgress {
        let tickets = &sheet.tickets;
        let is_read = |ticket: &TicketReading| ticket.culprit.is_some();
        let count = |wanted: &dyn Fn(&TicketReading) -> bool| {
            tickets.iter().filter(|ticket| wanted(ticket)).count()
        };
        let read = count(&is_read);
        let last = tickets.iter().rposition(is_read);
        let pairs: Vec<(&str, &str, u64)> = tickets
            .iter()
            .filter(|ticket| !ticket.is_doubtful)
            .filter_map(|ticket| Some((ticket.first_finding()?, ticket.second.as_deref()?, 1)))
            .collect();
        let (census, rest) = sheet.parts(is_read);
        let (planned_census, planned_rest) = sheet.parts(|_| true);
        let unread_census = sheet.census_population.saturating_sub(census.read);
        let all = Sample {
            read: census.read + rest.read,
            population: Some(sheet.population),
        };
        ClassificationProgress {
            read,
            planned: tickets.len(),
            skipped: last.map_or(0, |last| last + 1 - read),
            second: count(&|ticket| ticket.second.is_some()),
            disputed: count(&TicketReading::is_disputed),
            doubtful: count(&|ticket| ticket.is_doubtful && ticket.second.is_none()),
            agreement: statistics::agreement(&pairs),
            unread_census,
            margin: statistics::margin_beside_census(census, rest),
            planned_margin: statistics::margin_beside_census(planned_census, planned_rest),
            is_chartable: unread_census == 0 && is_large_enough(all),
            is_stopped: sheet.is_stopped,
        }
    }
}

/// The ticket above another one, for a reader who goes back: it may have been read.
pub fn previous_ticket<'t>(
    tickets: &'t [TicketReading],
    role: ReaderRole,
    before: &str,
) -> Option<&'t TicketReading> {
    let end = tickets.iter().position(|ticket| ticket.id == before)?;
    let is_for = |ticket: &&TicketReading| match role {
        ReaderRole::First => true,
        ReaderRole::Second => ticket.culprit.is_some(),
        ReaderRole::Both => ticket.is_disputed() || ticket.first.is_some(),
    };
    tickets[..end].iter().rev().find(is_for)
}

/// The ticket that someone reads next: for a second reader first those that the first is in doubt about, otherwise the next one below
/// `after`, and at the end what was left out above.
pub fn next_ticket<'t>(
    tickets: &'t [TicketReading],
    role: ReaderRole,
    after: Option<&str>,
) -> Option<&'t TicketReading> {
    let waiting = |ticket: &&TicketReading| ticket.waits_for(role);
    if role == ReaderRole::Second {
        let mut doubtful = tickets.iter().filter(|ticket| ticket.is_doubtful);
        let is_other = |ticket: &&TicketReading| after != Some(ticket.id.as_str());
        if let Some(ticket) = doubtful.find(|ticket| waiting(ticket) && is_other(ticket)) {
            return Some(ticket);
        }
    }
    let at = after.and_then(|after| tickets.iter().position(|ticket| ticket.id == after));
    let (above, below) = tickets.split_at(at.map_or(0, |at| at + 1));
    below.iter().chain(above).find(waiting)
}
