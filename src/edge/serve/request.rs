//! Requests, read within limits: only small, complete and well-formed requests are accepted, and a body only where a form is sent. The one
//! file that names `httparse`.

use std::io::Read;
use std::net::{IpAddr, SocketAddr};

use httparse::{EMPTY_HEADER, Error, Status};

use super::connections::Connection;
use crate::base::percent_encoding;

/// Browsers send far less.
const MAX_HEAD_BYTES: usize = 16 * 1024;
const MAX_HEADERS: usize = 100;
/// Where forms are sent to.
const FORMS: &str = "/.statuary/worksheets/";

/// The largest form.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// A valid request.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// `HEAD`: the response is sent without its body.
    pub head_only: bool,
    /// Percent-decoded; begins with a slash.
    pub path: String,
    /// What follows the question mark, as sent.
    pub query: String,
    /// The form that a `POST` sends.
    pub body: Option<Vec<u8>>,
    /// Whether the connection stays open for another request.
    pub keep_alive: bool,
    /// Names in lower case.
    headers: Vec<(String, String)>,
}

/// A request that is not answered with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status code.
    pub status: u16,
    /// One line of text.
    pub reason: &'static str,
}

const BAD_REQUEST: Refusal = Refusal::new(400, "malformed request");
const TOO_SLOW: Refusal = Refusal::new(408, "the request took too long to arrive");
const TITLE_TOO_LONG: Refusal = Refusal::new(431, "the request head is longer than 16 KiB");
const TOO_MANY_HEADERS: Refusal = Refusal::new(431, "the request has more than 100 headers");
const WRONG_VERSION: Refusal = Refusal::new(
    505,
    "unsupported HTTP version: expected HTTP/1.0 or HTTP/1.1",
);

impl Refusal {
    /// A refusal with a status and a reason.
    #[must_use]
    pub const fn new(status: u16, reason: &'static str) -> Refusal {
        Refusal { status, reason }
    }
}

/// Bytes of one connection that were received and not used yet.
#[derive(Debug, Default)]
pub struct RequestReader {
    received: Vec<u8>,
}

impl RequestReader {
    /// Reads the next request; `None` when the client has closed the connection, or takes too long before it has sent anything.
    ///
    /// # Errors
    /// A [`Refusal`] for a request that is malformed, slow or exceeds a limit.
    pub fn next(&mut self, connection: &mut Connection) -> Result<Option<Request>, Refusal> {
        let mut part = [0; MAX_HEAD_BYTES];
        loop {
            if let Some((request, length)) = Request::parse(&self.received)? {
                self.received.drain(..length);
                return Ok(Some(request));
            }
            // A client that sends a byte at a time has no more time than others.
            if !self.received.is_empty() && connection.is_expired() {
                return Err(TOO_SLOW);
            }
            match connection.read(&mut part) {
                Ok(0) => return Ok(None),
                Ok(count) => self.received.extend_from_slice(&part[..count]),
                Err(_) if self.received.is_empty() => return Ok(None),
                Err(_) => return Err(TOO_SLOW),
            }
        }
    }
}

impl Request {
    /// Parses the request at the start of what a client sent, and returns it with its length in bytes; `None` while it is incomplete.
    ///
    /// # Errors
    /// A [`Refusal`] for a request that is malformed or exceeds a limit.
    pub fn parse(received: &[u8]) -> Result<Option<(Request, usize)>, Refusal> {
        // Clients may send empty lines before a request, and httparse skips them without a limit.
        if received.starts_with(b"\r") || received.starts_with(b"\n") {
            return Err(BAD_REQUEST);
        }
        let mut headers = [EMPTY_HEADER; MAX_HEADERS];
        let mut head = httparse::Request::new(&mut headers);
        let length = match head.parse(received) {
            Ok(Status::Complete(length)) => length,
            Ok(Status::Partial) if received.len() <= MAX_HEAD_BYTES => return Ok(None),
            Ok(Status::Partial) => return Err(TITLE_TOO_LONG),
            Err(Error::TooManyHeaders) => return Err(TOO_MANY_HEADERS),
            Err(Error::Version) => return Err(WRONG_VERSION),
            Err(_) => return Err(BAD_REQUEST),
        };
        if length > MAX_HEAD_BYTES {
            return Err(TITLE_TOO_LONG);
        }
        let (mut request, body_length) = Request::from_head(&head)?;
        let Some(body_length) = body_length else {
            return Ok(Some((request, length)));
        };
        let body = received.get(length..length + body_length);
        Ok(body.map(|body| {
            request.body = Some(body.to_vec());
            (request, length + body_length)
        }))
    }

    /// The request without its body, and the length of that, if it is a form.
    fn from_head(head: &httparse::Request<'_, '_>) -> Result<(Request, Option<usize>), Refusal> {
        let mut headers = Vec::new();
        for header in &*head.headers {
            let value = std::str::from_utf8(header.value).map_err(|_| BAD_REQUEST)?;
            headers.push((header.name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let (head_only, is_form) = match head.method {
            Some("GET") => (false, false),
            Some("HEAD") => (true, false),
            // Other parts of the preview have nothing that could be sent to them.
            Some("POST") if head.path.is_some_and(|path| path.starts_with(FORMS)) => (false, true),
            _ => {
                return Err(Refusal::new(
                    405,
                    "method not allowed: expected GET or HEAD",
                ));
            }
        };
        let target = head.path.unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        // No page has a control character in its path.
        let path = percent_encoding::decode(path)
            .filter(|path| path.starts_with('/') && !path.contains(char::is_control))
            .ok_or(BAD_REQUEST)?;
        let mut request = Request {
            head_only,
            path,
            query: query.to_owned(),
            body: None,
            keep_alive: false,
            headers,
        };
        let length = request.header("content-length").unwrap_or("0");
        let length: Option<usize> = length.parse().ok();
        let allowed = if is_form { MAX_BODY_BYTES } else { 0 };
        let is_allowed = length.is_some_and(|length| length <= allowed);
        if !is_allowed || request.header("transfer-encoding").is_some() {
            return Err(Refusal::new(413, "request bodies are not accepted"));
        }
        let close = request
            .header("connection")
            .is_some_and(|value| value.eq_ignore_ascii_case("close"));
        request.keep_alive = head.version == Some(1) && !close;
        Ok((request, length.filter(|_| is_form)))
    }

    /// Checks that a form was sent by a page of this server. [`AllowedHosts::check`] has seen that no other origin is named.
    ///
    /// # Errors
    /// The [`Refusal`].
    pub fn require_own_origin(&self) -> Result<(), Refusal> {
        let own = self
            .header("origin")
            .and_then(|origin| origin.strip_prefix("http://"));
        let is_own = own.is_some() && own == self.header("host");
        let site = self.header("sec-fetch-site");
        if is_own && site.is_none_or(|site| site == "same-origin") {
            return Ok(());
        }
        Err(Refusal::new(
            403,
            "forms are accepted from pages of this server only",
        ))
    }

    /// The first value of a header whose name is given in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    fn all_headers(&self, name: &str) -> Vec<&str> {
        self.headers
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }
}

/// The host names that a server answers to. A page of another site whose name resolves to this machine (DNS rebinding) sends that site's
/// name.
#[derive(Clone, Debug)]
pub struct AllowedHosts {
    address: SocketAddr,
    /// Names that the user allows besides, with any port.
    more: Vec<String>,
}

impl AllowedHosts {
    /// The hosts of a server that listens at `address`, and `more` names.
    #[must_use]
    pub fn new(address: SocketAddr, more: &[String]) -> AllowedHosts {
        AllowedHosts {
            address,
            more: more.to_vec(),
        }
    }

    /// Checks that a request was meant for this server, and that no page of another site made the browser send it.
    ///
    /// # Errors
    /// The [`Refusal`].
    pub fn check(&self, request: &Request) -> Result<(), Refusal> {
        let [host] = request.all_headers("host")[..] else {
            return Err(Refusal::new(400, "expected exactly one Host header"));
        };
        if !self.includes(host) {
            return Err(Refusal::new(
                421,
                "unknown host name; to allow it, start the preview with `--allow-host`",
            ));
        }
        let foreign_origin = request.all_headers("origin").iter().any(|origin| {
            !origin
                .strip_prefix("http://")
                .is_some_and(|host| self.includes(host))
        });
        let other_site = matches!(
            request.header("sec-fetch-site"),
            Some("cross-site" | "same-site")
        );
        // A link from another site may lead here.
        let embedded = other_site && request.header("sec-fetch-mode") != Some("navigate");
        if foreign_origin || embedded {
            return Err(Refusal::new(
                403,
                "requests from pages of other sites are refused",
            ));
        }
        Ok(())
    }

    fn includes(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            // The last colon of `[::1]` does not begin a port.
            Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        if self.more.iter().any(|more| more.eq_ignore_ascii_case(name)) {
            return true;
        }
        let address = self.address.ip();
        let local = address.is_loopback() || address.is_unspecified();
        let same_machine = match name.trim_matches(['[', ']']).parse::<IpAddr>() {
            Ok(ip) => {
                ip == address
                    || address.is_unspecified()
                    || address.is_loopback() && ip.is_loopback()
            }
            Err(_) => local && name.eq_ignore_ascii_case("localhost"),
        };
        same_machine && port == Some(self.address.port())
    }
}
