//! Answers as bytes of HTTP. The one file that names `tiny_http`: it prints answers here, while [`super::door`] lets requests in, for its
//! own way of taking them has no limits to set.

use std::io::{self, BufWriter, Cursor, Write};

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use super::request::Refusal;
use crate::base::digest;
use crate::view::public::hosting::media_type;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Status of HTTP.
    pub status: u16,
    /// Headers of this answer; those of every answer are added when it is printed.
    pub headers: Vec<(&'static str, String)>,
    /// What follows them.
    pub body: Vec<u8>,
}

/// Headers of every answer. Nothing is kept without asking again, nothing is guessed, and no other site may show or read it; there is no
/// `Access-Control-Allow-Origin`, for any page that the browser shows could then read a preview.
const ALWAYS: [(&str, &str); 5] = [
    ("Server", "statuary"),
    ("Cache-Control", "no-cache"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "SAMEORIGIN"),
];

/// The head of a stream of events. It ends with the connection.
pub const EVENTS: &str =
    "HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n";

impl Answer {
    /// Bytes of a kind, with a tag by which a browser can ask whether they are still the same.
    #[must_use]
    pub fn new(status: u16, kind: &str, body: Vec<u8>) -> Answer {
        let tag = format!("\"{}\"", &digest::hex_bytes(&body)[..32]);
        Answer {
            status,
            headers: vec![("Content-Type", kind.to_owned()), ("ETag", tag)],
            body,
        }
    }

    /// Another address to go to.
    #[must_use]
    pub fn moved(to: String) -> Answer {
        let body = format!("This page is at {to}\n").into_bytes();
        Answer {
            status: 301,
            headers: vec![("Content-Type", TEXT.to_owned()), ("Location", to)],
            body,
        }
    }

    /// The words of a refusal.
    #[must_use]
    pub fn refusal(refusal: Refusal) -> Answer {
        let mut headers = vec![("Content-Type", TEXT.to_owned())];
        if refusal.status == 405 {
            headers.push(("Allow", "GET, HEAD".to_owned()));
        }
        Answer {
            status: refusal.status,
            headers,
            body: format!("{}\n", refusal.reason).into_bytes(),
        }
    }

    /// The same as "not modified" where the browser has these bytes already.
    #[must_use]
    pub fn unless_known(mut self, tags: Option<&str>) -> Answer {
        let own = self
            .headers
            .iter()
            .find(|(name, _)| *name == "ETag")
            .map(|(_, tag)| tag.as_str());
        let known =
            |tag: &str| tag.trim() == "*" || Some(tag.trim().trim_start_matches("W/")) == own;
        if self.status == 200
            && own.is_some()
            && tags.is_some_and(|tags| tags.split(',').any(known))
        {
            self.status = 304;
        }
        self
    }

    /// Prints it. An answer that ends the connection says so by the older version of the protocol.
    ///
    /// # Errors
    /// When the other side has gone or takes too long.
    pub fn print(self, to: &mut impl Write, head_only: bool, keep: bool) -> io::Result<()> {
        let own = self
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let headers = ALWAYS
            .into_iter()
            .chain(own)
            .filter_map(|(name, value)| Header::from_bytes(name, value).ok());
        let length = Some(self.body.len());
        let response = Response::new(
            StatusCode(self.status),
            headers.collect(),
            Cursor::new(self.body),
            length,
            None,
        );
        let version = HTTPVersion(1, u8::from(keep));
        // It is printed in many small parts, and goes out in few large ones.
        let mut whole = BufWriter::with_capacity(64 * 1024, to);
        response.with_chunked_threshold(usize::MAX).raw_print(
            &mut whole,
            version,
            &[],
            head_only,
            None,
        )?;
        whole.flush()
    }
}

/// Plain text.
const TEXT: &str = "text/plain; charset=utf-8";
/// A page.
pub const HTML: &str = "text/html; charset=utf-8";

/// The kind of a file: what hosts are told, else what they tell by the end of the name.
#[must_use]
pub fn kind(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let by_name = || match name.rsplit_once('.').map(|(_, end)| end) {
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
    };
    media_type(path).unwrap_or_else(by_name)
}
