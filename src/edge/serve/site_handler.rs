//! From a request to its response, as hosts of static sites do it.

use std::collections::HashMap;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::connections::Connection;
use super::event_streams::EventStreams;
use super::live_page::{self, EVENTS};
use super::preview::{Preview, Rendered, Side};
use super::request::{AllowedHosts, Refusal, Request, RequestReader};
use super::response::{HTML, Response, content_type};
use super::worksheet_form::WorksheetForms;
use super::worksheet_page::WORKSHEETS;
use crate::base::percent_encoding::encode_path;
use crate::edge::load::{MAX_FILE_SIZE, open_static_file};
use crate::model::route;
use crate::model::static_file::StaticFile;

const FRONT_PAGE: &str = "index.html";

/// One of the two sites, at its port.
pub struct SiteHandler {
    pub preview: Arc<Preview>,
    pub side: Side,
    /// Where static files are read from.
    pub content: PathBuf,
    pub hosts: AllowedHosts,
    /// On the internal site only.
    pub forms: Option<WorksheetForms>,
    pub event_streams: Arc<EventStreams>,
    pub cache: ResponseCache,
}

impl SiteHandler {
    /// Answers all requests of a connection.
    pub fn handle(&self, mut connection: Connection) {
        let mut reader = RequestReader::default();
        loop {
            let request = match reader.next(&mut connection) {
                Ok(Some(request)) => request,
                Ok(None) => return,
                Err(refusal) => return refuse(connection, refusal, false),
            };
            if let Err(refusal) = self.hosts.check(&request) {
                return refuse(connection, refusal, request.head_only);
            }
            if request.path == EVENTS && !request.head_only {
                return self.open_event_stream(connection, &request);
            }
            let response = match self.respond(&request) {
                Ok(response) => response,
                Err(refusal) => return refuse(connection, refusal, false),
            };
            connection.expect_response();
            if response.send(&request, &mut connection).is_err() {
                return;
            }
            if !request.keep_alive {
                return connection.close();
            }
            connection.expect_request();
        }
    }

    fn open_event_stream(&self, connection: Connection, request: &Request) {
        let known = request.query.strip_prefix("after=");
        let known = known.and_then(|known| known.parse().ok()).unwrap_or(0);
        if let Ok(stream) = connection.into_nonblocking() {
            self.event_streams.add(stream, known);
        }
    }

    fn respond(&self, request: &Request) -> Result<Response, Refusal> {
        match &self.forms {
            Some(forms) if request.path.starts_with(WORKSHEETS) => forms.respond(request),
            _ if request.body.is_some() => Err(Refusal::new(
                405,
                "method not allowed: expected GET or HEAD",
            )),
            _ => Ok(self.respond_with_page(request)),
        }
    }

    fn respond_with_page(&self, request: &Request) -> Response {
        // The generation is read before the page is rendered: if a newer one comes in between, the page reloads once too often, and never
        // too seldom.
        let generation = self.preview.generation();
        if let Some(response) = self.cache.get(generation, &request.path) {
            return response;
        }
        let response = self.render(request, generation);
        self.cache.insert(generation, &request.path, &response);
        response
    }

    fn render(&self, request: &Request, generation: u64) -> Response {
        let path = request.path.strip_prefix('/').unwrap_or_default();
        let file = route::file_path(path);
        match self.preview.render(self.side, &file) {
            Rendered::Bytes(bytes) if file == FRONT_PAGE && self.forms.is_some() => {
                self.page(200, live_page::with_link_to_worksheets(bytes), generation)
            }
            Rendered::Bytes(bytes) => self.file(200, &file, bytes, generation),
            Rendered::OnDisk(found) => self.file_on_disk(found, generation),
            Rendered::Failed(reason) => {
                let page = live_page::bare_page("This page cannot be rendered", &reason);
                self.page(500, page, generation)
            }
            Rendered::NoSite => {
                let page = live_page::bare_page("There is no valid content yet", "");
                self.page(503, page, generation)
            }
            Rendered::NotRead(reason) => {
                let page = live_page::bare_page("The content of this site cannot be read", &reason);
                self.page(503, page, generation)
            }
            Rendered::Missing => {
                let index = format!("{path}/index.html");
                if self.preview.render(self.side, &index) == Rendered::Missing {
                    return self.missing(generation);
                }
                Response::redirect(folder_url(path, &request.query))
            }
        }
    }

    fn missing(&self, generation: u64) -> Response {
        let page = match self.preview.render(self.side, "404.html") {
            Rendered::Bytes(bytes) => bytes,
            _ => live_page::bare_page("Page not found", ""),
        };
        self.page(404, page, generation)
    }

    fn file(&self, status: u16, path: &str, bytes: Vec<u8>, generation: u64) -> Response {
        match content_type(path) {
            HTML => self.page(status, bytes, generation),
            other => Response::new(status, other, bytes),
        }
    }

    fn file_on_disk(&self, file: StaticFile, generation: u64) -> Response {
        let path = file.path.clone();
        let is_page = content_type(&path) == HTML && file.summary.length <= MAX_FILE_SIZE;
        let opened = open_static_file(&self.content, &file);
        let read = opened.and_then(|mut opened| {
            let mut bytes = Vec::new();
            if is_page {
                opened.read_to_end(&mut bytes)?;
            }
            Ok(bytes)
        });
        match read {
            Ok(html) if is_page => self.page(200, html, generation),
            Ok(_) => Response::of_file(content_type(&path), self.content.clone(), file),
            Err(_) => {
                let page =
                    live_page::bare_page("This file was changed and is not read again yet", "");
                self.page(503, page, generation)
            }
        }
    }

    /// A page that reloads itself, with the faults of the content over it.
    fn page(&self, status: u16, html: Vec<u8>, generation: u64) -> Response {
        let faults = self.preview.faults();
        let faults = faults.as_ref().map(|faults| faults.of(self.side));
        let html = live_page::with_live_reload(html, generation, faults);
        Response::new(status, HTML, html)
    }
}

/// The URL of a folder, with the query of the request.
fn folder_url(path: &str, query: &str) -> String {
    let folder = encode_path(&format!("/{path}/"));
    if query.is_empty() || !query.bytes().all(|byte| byte.is_ascii_graphic()) {
        return folder;
    }
    format!("{folder}?{query}")
}

fn refuse(mut connection: Connection, refusal: Refusal, head_only: bool) {
    connection.expect_response();
    let response = Response::refusal(refusal);
    if response.send_last(head_only, &mut connection).is_ok() {
        connection.close();
    }
}

/// Responses of one generation by their paths, so that a page that is requested again and again is rendered once.
#[derive(Default)]
pub struct ResponseCache(Mutex<CachedResponses>);

#[derive(Default)]
struct CachedResponses {
    generation: u64,
    responses: HashMap<String, Response>,
}

impl ResponseCache {
    const MAX_RESPONSES: usize = 64;

    /// The responses of a generation, without those of others.
    fn of(&self, generation: u64) -> MutexGuard<'_, CachedResponses> {
        let mut cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if cached.generation != generation {
            cached.generation = generation;
            cached.responses.clear();
        }
        cached
    }

    fn get(&self, generation: u64, path: &str) -> Option<Response> {
        self.of(generation).responses.get(path).cloned()
    }

    fn insert(&self, generation: u64, path: &str, response: &Response) {
        let mut cached = self.of(generation);
        if response.is_in_memory()
            && response.status == 200
            && cached.responses.len() < Self::MAX_RESPONSES
        {
            cached.responses.insert(path.to_owned(), response.clone());
        }
    }
}
