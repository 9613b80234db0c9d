//! The pages of worksheets: a list of them, and the form of one ticket. The form works without its script, which adds keys and a search.

use std::sync::Arc;

use super::form_fields::FormFields;
use crate::base::percent_encoding::encode_path;
use crate::derive::classification::{
    ClassificationProgress, ReaderRole, TicketReading, previous_ticket,
};
use crate::edge::classification::{OpenWorksheet, finding_keys};
use crate::edge::export::rows::TicketExcerpts;
use crate::render::theme::render_worksheet_page;
use crate::view::text::classification;
use crate::view::text::report::method::agreement;
use crate::view::worksheet::{FormChoice, ListedTicket, TicketForm, WorksheetForm, WorksheetPage};

/// Where the forms are. No page of a site has a name that begins with a dot.
pub const WORKSHEETS: &str = "/.statuary/worksheets/";

/// The words for a reader in addresses.
pub const ROLES: [(&str, ReaderRole); 3] = [
    ("first", ReaderRole::First),
    ("second", ReaderRole::Second),
    ("both", ReaderRole::Both),
];

pub const STYLE: &str = include_str!("worksheet.css");
pub const SCRIPT: &str = include_str!("worksheet.js");

/// The form of one ticket, and how far its worksheet is.
pub struct FormPage<'a> {
    pub sheet: &'a OpenWorksheet,
    pub role: ReaderRole,
    /// `None` if no ticket waits for this reader.
    pub ticket: Option<&'a TicketReading>,
    /// What the local export says, if there is one.
    pub excerpts: Option<Arc<TicketExcerpts>>,
    /// Why the local export is not shown.
    pub problem: Option<String>,
    pub token: &'a str,
    /// The ticket that was saved last.
    pub saved: Option<&'a TicketReading>,
    pub warnings: Vec<String>,
    /// What was sent and not saved, and why.
    pub typed: Option<&'a FormFields>,
    pub refusal: Option<&'a str>,
    pub url: String,
}

impl FormPage<'_> {
    pub fn title(&self) -> String {
        format!("{} tickets, {}", self.sheet.product.name, self.sheet.period)
    }

    pub fn html(&self) -> String {
        let found = self.sheet.progress();
        let tickets = self.sheet.readings.tickets.iter();
        let view = WorksheetForm {
            worksheets: WORKSHEETS,
            title: self.title(),
            url: &self.url,
            token: self.token,
            role: self.role_word(),
            refusal: self.refusal,
            saved: self.saved.map(|ticket| self.listed(ticket)),
            warnings: &self.warnings,
            problem: self.problem.as_deref(),
            ticket: self.ticket.map(|ticket| self.ticket(ticket)),
            read: found.read,
            planned: found.planned,
            progress: classification::progress(&found).join(" "),
            report: format!("/{}", self.sheet.report_address()),
            readers: readers(&found),
            agreement: found.agreement.as_ref().map(agreement),
            tickets: tickets.map(|ticket| self.listed(ticket)).collect(),
        };
        render_worksheet_page(&WorksheetPage::Form(Box::new(view)))
    }

    fn role_word(&self) -> &'static str {
        let found = ROLES.iter().find(|(_, role)| *role == self.role);
        found.map_or("first", |(word, _)| word)
    }

    /// A link to a ticket for this reader.
    fn link(&self, parameter: &str, ticket: &str) -> String {
        let id = encode_path(ticket).replace('/', "%2F");
        format!("{}?reader={}&{parameter}={id}", self.url, self.role_word())
    }

    fn listed<'t>(&self, ticket: &'t TicketReading) -> ListedTicket<'t> {
        let finding = ticket.finding_of(self.role);
        ListedTicket {
            id: &ticket.id,
            url: self.link("ticket", &ticket.id),
            finding: finding.map(|finding| self.sheet.name_of(finding)),
            is_read: ticket.culprit.is_some(),
        }
    }

    fn ticket<'t>(&'t self, ticket: &'t TicketReading) -> TicketForm<'t> {
        let name = |finding: Option<&str>| self.sheet.name_of(finding.unwrap_or_default());
        let export = self.sheet.product.export.as_ref();
        let excerpts = self.excerpts.as_ref();
        let excerpts = excerpts.and_then(|all| all.tickets.get(&ticket.id));
        let excerpts = excerpts.into_iter().flatten();
        let excerpts = excerpts.map(|(column, cell)| (column.as_str(), cell.as_str()));
        let priority = ticket.priority.as_deref().map(|word| ("Priority", word));
        let tickets = &self.sheet.readings.tickets;
        let back = previous_ticket(tickets, self.role, &ticket.id);
        // What was typed, if it was not saved, else what the row says.
        let (chosen, note, minutes, is_doubtful) = match self.typed {
            Some(typed) => (
                typed.get("finding"),
                typed.get("note"),
                typed.get("minutes").to_owned(),
                typed.get("doubt") == "true",
            ),
            None => (
                ticket.finding_of(self.role).unwrap_or_default(),
                ticket.note.as_deref().unwrap_or_default(),
                ticket
                    .minutes
                    .map_or(String::new(), |minutes| minutes.to_string()),
                ticket.is_doubtful,
            ),
        };
        TicketForm {
            id: &ticket.id,
            seen: self.sheet.fingerprint(&ticket.id),
            first: name(ticket.first_finding()),
            second: name(ticket.second.as_deref()),
            cells: priority.into_iter().chain(excerpts).collect(),
            url: export.and_then(|export| export.url_of(&ticket.id)),
            choices: self.choices(chosen),
            note,
            minutes,
            is_doubtful,
            proposed: self.typed.map_or("", |typed| typed.get("name")),
            back: back.map(|ticket| self.link("ticket", &ticket.id)),
            skip: self.link("after", &ticket.id),
        }
    }

    fn choices(&self, chosen: &str) -> Vec<FormChoice<'_>> {
        let findings = self.sheet.findings();
        let keys = finding_keys(&findings);
        let focused = findings.iter().position(|(id, _)| *id == chosen);
        let choices = findings.into_iter().zip(keys).enumerate();
        choices
            .map(|(at, ((id, name), key))| FormChoice {
                id,
                name,
                key,
                is_chosen: focused == Some(at),
                has_focus: focused.unwrap_or(0) == at,
            })
            .collect()
    }
}

fn readers(progress: &ClassificationProgress) -> Vec<(&'static str, String)> {
    let label =
        |(word, role): (&'static str, ReaderRole)| (word, classification::reader(role, progress));
    ROLES.map(label).to_vec()
}
