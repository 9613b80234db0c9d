//! Worksheets as forms on the internal port. It is the one part of the preview that writes: one row at a time, and only for a page that
//! this server has sent.
//!
//! What comes from a ticket export is on the page only, which no browser keeps; it is in no file and in no message.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, anyhow};

use super::form_fields::FormFields;
use super::live_page::{bare_page, with_sources};
use super::preview::{Preview, Rendered, Side};
use super::request::{Refusal, Request};
use super::response::Response;
use super::worksheet_page::{FormPage, ROLES, SCRIPT, STYLE, WORKSHEETS};
use crate::base::digest::csp_hash;
use crate::base::percent_encoding::encode_path;
use crate::base::period::Period;
use crate::derive::classification::{ClassificationProgress, ReaderRole, next_ticket};
use crate::edge::classification::{
    ListedWorksheet, NewReading, OpenWorksheet, SaveError, add_culprit, parse_minutes,
    save_reading, worksheets,
};
use crate::edge::export::rows::TicketExcerpts;
use crate::edge::load::SiteRoot;
use crate::edge::random::random_id;
use crate::render::theme::render_worksheet_page;
use crate::view::text::classification::{
    NotSaved, failure_title, not_saved, progress_in_short, worksheets_title,
};
use crate::view::worksheet::{ListedSheet, WorksheetFailure, WorksheetList, WorksheetPage};

/// The forms of a site.
pub struct WorksheetForms {
    root: SiteRoot,
    preview: Arc<Preview>,
    /// The local export with what helps readers.
    tickets: Option<PathBuf>,
    /// What only pages of this server know.
    token: String,
    /// What was read of the export, for each worksheet.
    excerpts: Mutex<BTreeMap<String, Arc<TicketExcerpts>>>,
    /// The ticket that was saved last, with the warnings about it.
    warnings: Mutex<(String, Vec<String>)>,
}

/// Which worksheet a path is about.
struct SheetPath {
    product: String,
    period: Period,
}

impl SheetPath {
    fn parse(path: &str) -> Option<SheetPath> {
        let (product, period) = path.strip_prefix(WORKSHEETS)?.split_once('/')?;
        let period = period.strip_suffix('/')?;
        Some(SheetPath {
            product: product.to_owned(),
            period: Period::parse(&period.replace("--", "/"))?,
        })
    }

    fn url(&self, query: &str) -> String {
        let path = format!("{WORKSHEETS}{}/{}/", self.product, self.period.slug());
        encode_path(&path) + query
    }
}

impl WorksheetForms {
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(
        root: SiteRoot,
        preview: Arc<Preview>,
        tickets: Option<PathBuf>,
    ) -> Result<WorksheetForms> {
        Ok(WorksheetForms {
            root,
            preview,
            tickets,
            token: random_id()? + &random_id()?,
            excerpts: Mutex::default(),
            warnings: Mutex::default(),
        })
    }

    /// Answers a request for a path below [`WORKSHEETS`].
    ///
    /// # Errors
    /// The [`Refusal`] of a request that no page of this server makes.
    pub fn respond(&self, request: &Request) -> Result<Response, Refusal> {
        if request.path == WORKSHEETS && request.body.is_none() {
            return Ok(self.index());
        }
        let Some(sheet) = SheetPath::parse(&request.path) else {
            return Ok(self.failure(404, None));
        };
        let response = match &request.body {
            None => self.show(&sheet, &FormFields::parse(&request.query), None, 200),
            Some(body) => {
                request.require_own_origin()?;
                self.post(&sheet, &FormFields::parse(&String::from_utf8_lossy(body)))
            }
        };
        Ok(response.unwrap_or_else(|error| self.failure(500, Some(&error))))
    }

    fn index(&self) -> Response {
        let listed = |sheet: ListedWorksheet| {
            let ListedWorksheet {
                product,
                period,
                readings,
            } = sheet;
            ListedSheet {
                name: format!("{product}, {period}"),
                progress: progress_in_short(&ClassificationProgress::of(&readings)),
                url: SheetPath { product, period }.url(""),
            }
        };
        match worksheets(&self.root) {
            Ok(sheets) => {
                let sheets = sheets.into_iter().map(listed).collect();
                let list = WorksheetPage::List(WorksheetList { sheets });
                self.page(200, &worksheets_title(), &render_worksheet_page(&list))
            }
            Err(error) => self.failure(500, Some(&error)),
        }
    }

    fn failure(&self, status: u16, error: Option<&anyhow::Error>) -> Response {
        let page = WorksheetFailure {
            title: failure_title(error.is_some()),
            reason: error.map(|error| format!("{error:#}")),
        };
        let title = page.title.clone();
        let html = render_worksheet_page(&WorksheetPage::Failure(page));
        self.page(status, &title, &html)
    }

    /// The form of the ticket that a query names, or of the next one. `typed` is what could not be written, with the reason.
    fn show(
        &self,
        path: &SheetPath,
        query: &FormFields,
        typed: Option<(&FormFields, &str)>,
        status: u16,
    ) -> Result<Response> {
        let sheet = OpenWorksheet::open(&self.root, &path.product, path.period)?;
        let role = role(query.get("reader"));
        let after = Some(query.get("after")).filter(|after| !after.is_empty());
        let ticket = sheet
            .ticket(query.get("ticket"))
            .or_else(|| next_ticket(&sheet.readings.tickets, role, after));
        let excerpts = self.excerpts(&sheet);
        let problem = excerpts.as_ref().err().map(|error| format!("{error:#}"));
        let page = FormPage {
            sheet: &sheet,
            role,
            ticket,
            excerpts: excerpts.ok(),
            problem,
            token: &self.token,
            saved: sheet.ticket(query.get("saved")),
            warnings: self.warnings_about(query.get("saved")),
            typed: typed.map(|(fields, _)| fields),
            refusal: typed.map(|(_, reason)| reason),
            url: path.url(""),
        };
        Ok(self.page(status, &page.title(), &page.html()))
    }

    fn post(&self, path: &SheetPath, fields: &FormFields) -> Result<Response> {
        let again = |reason: &str, status| self.show(path, fields, Some((fields, reason)), status);
        if fields.get("token") != self.token {
            return again(&not_saved(NotSaved::OldPage), 403);
        }
        let place = (path.product.as_str(), path.period);
        let role = fields.get("reader");
        let ticket = fields.get("ticket").to_owned();
        if fields.get("action") == "propose" {
            return match add_culprit(&self.root, place, fields.get("name")) {
                Ok(_) => {
                    let query = format!("?reader={}&ticket={}", encode(role), encode(&ticket));
                    Ok(Response::see_other(path.url(&query)))
                }
                Err(error) => again(&reason(error)?, 409),
            };
        }
        let minutes = match parse_minutes(fields.get("minutes")) {
            Ok(minutes) => minutes,
            Err(error) => return again(&reason(error)?, 422),
        };
        let new = NewReading {
            minutes,
            role: self::role(role),
            finding: Some(fields.get("finding").to_owned()),
            note: fields.get("note").to_owned(),
            is_doubtful: fields.get("doubt") == "true",
            seen: fields.get("seen").to_owned(),
            ticket,
        };
        if fields.get("finding").is_empty() {
            return again(&not_saved(NotSaved::NothingChosen), 422);
        }
        match save_reading(&self.root, place, &new) {
            Ok(warnings) => {
                let id = encode(&new.ticket);
                *self.warnings.lock().unwrap_or_else(PoisonError::into_inner) =
                    (new.ticket, warnings);
                let query = format!("?reader={}&after={id}&saved={id}", encode(role));
                Ok(Response::see_other(path.url(&query)))
            }
            Err(error) => again(&reason(error)?, 409),
        }
    }

    /// The warnings about the ticket that was saved last. They quote notes, so they are not in the address of the next page.
    fn warnings_about(&self, ticket: &str) -> Vec<String> {
        let last = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
        if last.0 == ticket {
            last.1.clone()
        } else {
            Vec::new()
        }
    }

    fn excerpts(&self, sheet: &OpenWorksheet) -> Result<Arc<TicketExcerpts>> {
        let Some(path) = &self.tickets else {
            return Ok(Arc::default());
        };
        let mut cached = self.excerpts.lock().unwrap_or_else(PoisonError::into_inner);
        let has_all = |known: &&Arc<TicketExcerpts>| {
            let mut tickets = sheet.readings.tickets.iter();
            tickets.all(|ticket| known.tickets.contains_key(&ticket.id))
        };
        if let Some(known) = cached.get(&sheet.path).filter(has_all) {
            return Ok(Arc::clone(known));
        }
        let read = Arc::new(sheet.read_excerpts(path)?);
        cached.insert(sheet.path.clone(), Arc::clone(&read));
        Ok(read)
    }

    /// A page with the frame of the internal site around it.
    fn page(&self, status: u16, title: &str, main: &str) -> Response {
        let frame = match self.preview.render(Side::Internal, "index.html") {
            Rendered::Bytes(bytes) => bytes,
            _ => bare_page("", ""),
        };
        let html = fill_frame(&String::from_utf8_lossy(&frame), title, main);
        let (style, script) = (csp_hash(STYLE), csp_hash(SCRIPT));
        let html = with_sources(
            html,
            &[
                ("style-src", format!("'{style}'")),
                ("script-src", format!("'{script}'")),
                ("form-action", "'self'".to_owned()),
            ],
        );
        Response::unstored(status, html.into_bytes())
    }
}

/// Puts a title, a style, a script and the main part into the front page of the site.
fn fill_frame(front_page: &str, title: &str, main: &str) -> String {
    let title = crate::base::escape::html(title);
    let page = replace_between(front_page, "<title>", "</title>", &title);
    let outer = page.split_once("<main").and_then(|(top, rest)| {
        let (_, foot) = rest.rsplit_once("</main>")?;
        Some((top, foot))
    });
    let (top, foot) = outer.unwrap_or((
        "<!DOCTYPE html>\n<html lang=\"en\">\n<body>\n",
        "\n</body>\n</html>\n",
    ));
    let top = top.replacen("</head>", &format!("<style>{STYLE}</style>\n</head>"), 1);
    let end = foot.rfind("</body>").unwrap_or(foot.len());
    format!(
        "{}<main id=\"content\">\n{main}\n</main>{}<script>{SCRIPT}</script>\n{}",
        from_anywhere(&top),
        from_anywhere(&foot[..end]),
        &foot[end..]
    )
}

/// Links of the front page as links from any page.
fn from_anywhere(html: &str) -> String {
    let mut parts = html.replace(" aria-current=\"page\"", "");
    const LINK: &str = "<a href=\"";
    let mut at = 0;
    while let Some(found) = parts[at..].find(LINK) {
        at += found + LINK.len();
        let target = &parts[at..];
        let is_absolute = target.starts_with(['/', '#'])
            || target
                .split(['"', '/'])
                .next()
                .is_some_and(|scheme| scheme.contains(':'));
        if !is_absolute {
            parts.insert(at, '/');
        }
    }
    parts
}

fn replace_between(text: &str, before: &str, after: &str, new: &str) -> String {
    let start = text.find(before).map(|at| at + before.len());
    let end = start.and_then(|start| Some(start + text[start..].find(after)?));
    match (start, end) {
        (Some(start), Some(end)) => [&text[..start], new, &text[end..]].concat(),
        _ => text.to_owned(),
    }
}

fn encode(text: &str) -> String {
    encode_path(text).replace('/', "%2F")
}

fn role(word: &str) -> ReaderRole {
    let found = ROLES.iter().find(|(name, _)| *name == word);
    found.map_or(ReaderRole::First, |(_, role)| *role)
}

/// Why nothing was saved, for people.
fn reason(error: SaveError) -> Result<String> {
    match error {
        SaveError::RowChanged => Ok(not_saved(NotSaved::RowChanged)),
        SaveError::Refused(reason) => Ok(not_saved(NotSaved::Refused(&reason))),
        SaveError::Failed(error) => Err(anyhow!(error)),
    }
}
