//! Responses as bytes of HTTP. The one file that names `tiny_http`, which writes them; [`super::connections`] reads requests and not
//! `tiny_http`'s own server, which cannot limit their size, their time or their number.

use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use tiny_http::{HTTPVersion, Header, StatusCode};

use super::request::{Refusal, Request};
use crate::base::digest;
use crate::edge::load::open_static_file;
use crate::model::static_file::StaticFile;
use crate::view::public::hosting::media_type;

/// A response, before it is written for one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status code.
    pub status: u16,
    /// Headers of this response, without [`COMMON_HEADERS`].
    headers: Vec<(&'static str, String)>,
    body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    Bytes(Arc<Vec<u8>>),
    /// A file of `static/` in a content folder, which is read while it is sent.
    File(PathBuf, StaticFile),
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Body {
        Body::Bytes(Arc::new(bytes))
    }
}

/// Headers of every response: browsers revalidate, guess no media types, and let no other site embed or read a page. There is no
/// `Access-Control-Allow-Origin`, because any page open in the browser could then read a preview.
const COMMON_HEADERS: [(&str, &str); 5] = [
    ("Server", "statuary"),
    ("Cache-Control", "no-cache"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "SAMEORIGIN"),
];

pub const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

impl Response {
    /// A response with an entity tag, by which a browser can ask whether its copy is still current.
    #[must_use]
    pub fn new(status: u16, content_type: &str, body: Vec<u8>) -> Response {
        let digest = digest::hex_bytes(&body);
        Response::tagged(status, content_type, &digest, body.into())
    }

    /// A response with a file whose bytes are on the disk only.
    #[must_use]
    pub fn of_file(content_type: &str, content: PathBuf, file: StaticFile) -> Response {
        let digest = file.summary.digest.clone();
        Response::tagged(200, content_type, &digest, Body::File(content, file))
    }

    fn tagged(status: u16, content_type: &str, digest: &str, body: Body) -> Response {
        let tag = format!("\"{}\"", digest.get(..32).unwrap_or(digest));
        Response {
            status,
            headers: vec![("Content-Type", content_type.to_owned()), ("ETag", tag)],
            body,
        }
    }

    /// A redirect to another path.
    #[must_use]
    pub fn redirect(to: String) -> Response {
        let body = format!("Moved to {to}\n").into_bytes();
        Response {
            status: 301,
            headers: vec![("Content-Type", TEXT.to_owned()), ("Location", to)],
            body: body.into(),
        }
    }

    /// A page that no browser keeps, whose address no other site learns, and that no page has in a frame.
    #[must_use]
    pub fn unstored(status: u16, body: Vec<u8>) -> Response {
        let policy = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        Response {
            status,
            headers: vec![
                ("Content-Type", HTML.to_owned()),
                ("Cache-Control", "no-store".to_owned()),
                ("Referrer-Policy", "same-origin".to_owned()),
                ("Content-Security-Policy", policy.to_owned()),
            ],
            body: body.into(),
        }
    }

    /// The page to go to after a form was saved.
    #[must_use]
    pub fn see_other(to: String) -> Response {
        Response {
            status: 303,
            headers: vec![("Cache-Control", "no-store".to_owned()), ("Location", to)],
            body: Vec::new().into(),
        }
    }

    /// A response that explains a refusal.
    #[must_use]
    pub fn refusal(refusal: Refusal) -> Response {
        let mut headers = vec![("Content-Type", TEXT.to_owned())];
        if refusal.status == 405 {
            headers.push(("Allow", "GET, HEAD".to_owned()));
        }
        Response {
            status: refusal.status,
            headers,
            body: format!("{}\n", refusal.reason).into_bytes().into(),
        }
    }

    /// Whether the same bytes can be sent again later.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        matches!(self.body, Body::Bytes(_))
    }

    /// Answers a request: with a status alone where the browser's copy is current.
    ///
    /// # Errors
    /// When the client has closed the connection or takes too long.
    pub fn send(&self, request: &Request, to: &mut impl Write) -> io::Result<()> {
        let status = match request.header("if-none-match") {
            Some(tags) if self.status == 200 && self.matches(tags) => 304,
            _ => self.status,
        };
        self.write(status, request.head_only, request.keep_alive, to)
    }

    /// Sends a response that answers no valid request.
    ///
    /// # Errors
    /// When the client has closed the connection or takes too long.
    pub fn send_last(&self, head_only: bool, to: &mut impl Write) -> io::Result<()> {
        self.write(self.status, head_only, false, to)
    }

    /// Whether one of a list of entity tags is that of this response.
    fn matches(&self, tags: &str) -> bool {
        let own = self.headers.iter().find(|(name, _)| *name == "ETag");
        own.is_some_and(|(_, own)| {
            tags.split(',')
                .map(str::trim)
                .any(|tag| tag == "*" || tag.trim_start_matches("W/") == own)
        })
    }

    /// Writes a response. If the connection is closed afterwards, it has HTTP version 1.0, which implies that.
    fn write(
        &self,
        status: u16,
        head_only: bool,
        keep_alive: bool,
        to: &mut impl Write,
    ) -> io::Result<()> {
        let own = self
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let is_own = |(name, _): &(&str, &str)| self.headers.iter().any(|(own, _)| own == name);
        let headers = COMMON_HEADERS
            .into_iter()
            .filter(|common| !is_own(common))
            .chain(own)
            .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
            .collect();
        let (body, length): (Box<dyn Read>, u64) = match &self.body {
            Body::Bytes(bytes) => (Box::new(bytes.as_slice()), bytes.len() as u64),
            Body::File(content, file) => {
                let opened = open_static_file(content, file).map_err(io::Error::other)?;
                (Box::new(opened), file.summary.length)
            }
        };
        let mut body = body.take(length);
        let length = usize::try_from(length).map_err(io::Error::other)?;
        let version = HTTPVersion(1, u8::from(keep_alive));
        // `tiny_http` writes many small parts.
        let mut buffer = BufWriter::with_capacity(16 * 1024, to);
        tiny_http::Response::new(StatusCode(status), headers, &mut body, Some(length), None)
            .with_chunked_threshold(usize::MAX)
            .raw_print(&mut buffer, version, &[], head_only, None)?;
        buffer.flush()?;
        // The client waits for the rest of a file that became shorter.
        let has_body = !head_only && status != 304;
        if has_body && body.limit() > 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

/// The media type of a file: the one that hosts are configured to send, else one by the file name's extension.
#[must_use]
pub fn content_type(path: &str) -> &'static str {
    if let Some(configured) = media_type(path) {
        return configured;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => HTML,
        Some("css") => "text/css; charset=utf-8",
        Some("gif") => "image/gif",
        Some("ico") => "image/x-icon",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("xml") => "application/xml; charset=utf-8",
        Some("txt" | "md" | "asc" | "nojekyll") | None => TEXT,
        Some(_) => "application/octet-stream",
    }
}
