//! A worksheet while people fill it in: who reads which ticket next, how far they are, and when they may stop.

use super::statistics::{self, Agreement, CENSUS_LIMIT};

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
    /// The finding of the first reader, where `culprit` is what two readers agreed on.
    pub first: Option<String>,
    pub second: Option<String>,
    /// Whether the first reader asks for a second.
    pub is_doubtful: bool,
}

impl TicketReading {
    pub fn first_finding(&self) -> Option<&str> {
        self.first.as_deref().or(self.culprit.as_deref())
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
    /// Blank rows above the last row that is read.
    pub skipped: usize,
    pub second: usize,
    pub disputed: usize,
    /// Tickets for which the first reader asks for a second who has not read them yet.
    pub doubtful: usize,
    /// How well two readers agree on tickets that were not chosen for being doubtful.
    pub agreement: Option<Agreement>,
    /// The margin of error of a share (0 to 1) with what is read; `None` before anything is.
    pub margin: Option<f64>,
    pub is_chartable: bool,
}

impl ClassificationProgress {
    /// The progress with tickets drawn from a population.
    pub fn of(tickets: &[TicketReading], population: u64) -> ClassificationProgress {
        let count =
            |wanted: &dyn Fn(&&TicketReading) -> bool| tickets.iter().filter(wanted).count();
        let read = count(&|ticket| ticket.culprit.is_some());
        let last = tickets.iter().rposition(|ticket| ticket.culprit.is_some());
        let many = u64::try_from(read).unwrap_or(u64::MAX);
        let pairs: Vec<(&str, &str, u64)> = tickets
            .iter()
            .filter(|ticket| !ticket.is_doubtful)
            .filter_map(|ticket| Some((ticket.first_finding()?, ticket.second.as_deref()?, 1)))
            .collect();
        ClassificationProgress {
            read,
            skipped: last.map_or(0, |last| last + 1 - read),
            second: count(&|ticket| ticket.second.is_some()),
            disputed: count(&|ticket| ticket.is_disputed()),
            doubtful: count(&|ticket| ticket.is_doubtful && ticket.second.is_none()),
            agreement: statistics::agreement(&pairs),
            margin: statistics::margin_of_error(population, many),
            is_chartable: many >= CENSUS_LIMIT || many == population,
        }
    }
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
