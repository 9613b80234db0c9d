//! What a browser asks for, read within limits: nothing but small, whole and well-formed requests without a body come through.

use std::io::Read;
use std::net::{IpAddr, SocketAddr};

/// No browser sends as much.
const MOST_BYTES: usize = 16 * 1024;
/// Lines under the first.
const MOST_HEADERS: usize = 100;

/// A request that is in order.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// Whether the answer is sent without its body.
    pub head_only: bool,
    /// The path with its escapes resolved; begins with a slash.
    pub path: String,
    /// What came after the question mark, as sent.
    pub query: String,
    /// Whether the connection stays open for another request.
    pub keep: bool,
    headers: Vec<(String, String)>,
}

/// Why a request is not answered as asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Status of HTTP.
    pub status: u16,
    /// In words.
    pub reason: &'static str,
}

const fn refusal(status: u16, reason: &'static str) -> Refusal {
    Refusal { status, reason }
}

/// Bytes of one connection that were read and not used yet.
#[derive(Debug, Default)]
pub struct Pending(Vec<u8>);

impl Pending {
    /// Reads up to the end of the next head. `None` when the other side has nothing more to ask, or takes too long about it before it has
    /// asked anything.
    ///
    /// # Errors
    /// A [`Refusal`] for what is too long, too slow, or no request.
    pub fn next(&mut self, stream: &mut impl Read) -> Result<Option<Request>, Refusal> {
        let mut seen = 0;
        let mut part = [0; 2048];
        loop {
            if let Some(at) = self.0[seen..]
                .windows(4)
                .position(|four| four == b"\r\n\r\n")
            {
                let head: Vec<u8> = self.0.drain(..seen + at + 4).collect();
                return Request::parse(&head[..head.len() - 4]).map(Some);
            }
            if self.0.len() > MOST_BYTES {
                return Err(refusal(431, "the request's head is too long"));
            }
            seen = self.0.len().saturating_sub(3);
            match stream.read(&mut part) {
                Ok(0) => return Ok(None),
                Ok(count) => self.0.extend_from_slice(&part[..count]),
                Err(_) if self.0.is_empty() => return Ok(None),
                Err(_) => return Err(refusal(408, "the request took too long to arrive")),
            }
        }
    }
}

impl Request {
    fn parse(head: &[u8]) -> Result<Request, Refusal> {
        const NO_REQUEST: Refusal = refusal(400, "this is no request");
        let text = std::str::from_utf8(head).map_err(|_| NO_REQUEST)?;
        let mut lines = text.split("\r\n");
        let first: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
        let [method, target, version] = first[..] else {
            return Err(NO_REQUEST);
        };
        let persistent = match version {
            "HTTP/1.1" => true,
            "HTTP/1.0" => false,
            _ => return Err(refusal(505, "only HTTP/1.1 is spoken here")),
        };
        let headers = lines
            .map(header)
            .collect::<Option<Vec<_>>>()
            .ok_or(NO_REQUEST)?;
        if headers.len() > MOST_HEADERS {
            return Err(refusal(431, "the request has too many headers"));
        }
        let head_only = match method {
            "GET" => false,
            "HEAD" => true,
            _ => return Err(refusal(405, "pages can only be read")),
        };
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = decoded(path)
            .filter(|path| path.starts_with('/'))
            .ok_or(NO_REQUEST)?;
        let mut request = Request {
            head_only,
            path,
            query: query.to_owned(),
            keep: false,
            headers,
        };
        if request.get("transfer-encoding").is_some()
            || request
                .get("content-length")
                .is_some_and(|length| length != "0")
        {
            return Err(refusal(413, "a request here has no body"));
        }
        request.keep = persistent
            && !request
                .get("connection")
                .is_some_and(|word| word.eq_ignore_ascii_case("close"));
        Ok(request)
    }

    /// The value of a header, its name in small letters; the first, if there are several.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// `Name: value`, the name in small letters.
fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let sound = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    let printable = !value
        .bytes()
        .any(|byte| byte.is_ascii_control() && byte != b'\t');
    (sound && printable).then(|| (name.to_ascii_lowercase(), value.trim().to_owned()))
}

/// A path without its percent signs; `None` for a wrong escape, and for what no page's name holds.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|path| !path.chars().any(char::is_control))
}

/// The names by which a server may be called. A page of another site that makes its name lead here (DNS rebinding) calls it by that name.
#[derive(Clone, Debug)]
pub struct Hosts {
    at: SocketAddr,
    allowed: Vec<String>,
}

impl Hosts {
    /// The names of a server at an address, and others that somebody allows.
    #[must_use]
    pub fn new(at: SocketAddr, allowed: &[String]) -> Hosts {
        Hosts {
            at,
            allowed: allowed.to_vec(),
        }
    }

    /// Refuses what was not sent to this server, and what a page of another server had its browser send.
    ///
    /// # Errors
    /// The [`Refusal`].
    pub fn check(&self, request: &Request) -> Result<(), Refusal> {
        let mut named = request.all("host");
        match (named.next(), named.next()) {
            (None, _) | (_, Some(_)) => return Err(refusal(400, "a request names one host")),
            (Some(host), None) if !self.is_own(host) => {
                return Err(refusal(421, "this is not the server of that name"));
            }
            _ => {}
        }
        let foreign = request.all("origin").any(|origin| {
            !origin
                .strip_prefix("http://")
                .is_some_and(|host| self.is_own(host))
        });
        let embedded = request
            .get("sec-fetch-site")
            .is_some_and(|site| matches!(site, "cross-site" | "same-site"))
            && request.get("sec-fetch-mode") != Some("navigate");
        match foreign || embedded {
            true => Err(refusal(403, "a page of another site asked for this")),
            false => Ok(()),
        }
    }

    fn is_own(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        if self
            .allowed
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(name))
        {
            return true;
        }
        let literal = name
            .trim_start_matches('[')
            .trim_end_matches(']')
            .parse::<IpAddr>()
            .ok();
        let ip = self.at.ip();
        let here = match literal {
            Some(literal) => {
                literal == ip || ip.is_unspecified() || ip.is_loopback() && literal.is_loopback()
            }
            None => {
                name.eq_ignore_ascii_case("localhost") && (ip.is_loopback() || ip.is_unspecified())
            }
        };
        here && port == Some(self.at.port())
    }
}
