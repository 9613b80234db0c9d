//! The pages of worksheets in the preview: a list of them, and the form of one ticket. Only a local server has them.

use serde::Serialize;

/// A page with its template in `render`.
#[derive(Serialize)]
#[serde(untagged)]
pub enum WorksheetPage<'a> {
    List(WorksheetList),
    Form(Box<WorksheetForm<'a>>),
    Failure(WorksheetFailure),
}

/// Why there is no form.
#[derive(Serialize)]
pub struct WorksheetFailure {
    pub title: String,
    pub reason: Option<String>,
}

/// The list of all worksheets.
#[derive(Serialize)]
pub struct WorksheetList {
    pub sheets: Vec<ListedSheet>,
}

#[derive(Serialize)]
pub struct ListedSheet {
    pub name: String,
    pub url: String,
    pub progress: String,
}

/// The form of one ticket, and how far its worksheet is.
#[derive(Serialize)]
pub struct WorksheetForm<'a> {
    pub worksheets: &'static str,
    pub title: String,
    pub url: &'a str,
    pub token: &'a str,
    pub role: &'static str,
    pub refusal: Option<&'a str>,
    pub saved: Option<ListedTicket<'a>>,
    pub warnings: &'a [String],
    pub problem: Option<&'a str>,
    pub ticket: Option<TicketForm<'a>>,
    pub read: usize,
    pub planned: usize,
    pub progress: String,
    pub report: String,
    /// Words for addresses, and labels.
    pub readers: Vec<(&'static str, String)>,
    pub agreement: Option<String>,
    pub tickets: Vec<ListedTicket<'a>>,
}

/// A ticket with a link. A second reader sees only which of them are read.
#[derive(Serialize)]
pub struct ListedTicket<'a> {
    pub id: &'a str,
    pub url: String,
    pub finding: Option<String>,
    pub is_read: bool,
}

#[derive(Serialize)]
pub struct TicketForm<'a> {
    pub id: &'a str,
    /// The fingerprint of what its row says.
    pub seen: String,
    pub first: String,
    pub second: String,
    pub cells: Vec<(&'a str, &'a str)>,
    pub url: Option<String>,
    pub choices: Vec<FormChoice<'a>>,
    pub note: &'a str,
    /// Minutes of effort; empty if none were noted.
    pub minutes: String,
    pub is_doubtful: bool,
    /// The name of a culprit that was not added.
    pub proposed: &'a str,
    pub back: Option<String>,
    pub skip: String,
}

#[derive(Serialize)]
pub struct FormChoice<'a> {
    pub id: &'a str,
    pub name: String,
    pub key: char,
    pub is_chosen: bool,
    pub has_focus: bool,
}
