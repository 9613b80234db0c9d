//! Requests to receivers. The one file that names `ureq`.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, Timeout};

use crate::base::escape::escape_invisible;
use crate::base::time::Moment;
use crate::edge::clock;

/// Why a request was not sent.
pub const PRIVATE_ADDRESS: &str = "the host has a loopback, private or link-local address, and the channel does not say `allow_private: true`";

/// A request that posts something.
pub struct PostRequest<'a> {
    pub url: &'a str,
    pub headers: Vec<(&'static str, String)>,
    pub body: &'a [u8],
    /// Whether it may go to addresses that only this network has, and without TLS.
    pub allow_private: bool,
    pub timeout: Duration,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostOutcome {
    Accepted,
    /// The receiver does not have it.
    Refused {
        reason: String,
        /// Whether it can be different in a moment.
        is_temporary: bool,
        /// So long the receiver wants to be left alone.
        retry_after: Option<Duration>,
    },
    /// The receiver may have it.
    Uncertain(String),
}

impl PostOutcome {
    pub fn refused(reason: impl Into<String>, is_temporary: bool) -> PostOutcome {
        PostOutcome::Refused {
            reason: reason.into(),
            is_temporary,
            retry_after: None,
        }
    }
}

/// Sends a request and waits for the answer. Redirects are not followed.
pub fn post(request: &PostRequest) -> PostOutcome {
    let Ok(uri) = request.url.parse::<Uri>() else {
        return PostOutcome::refused("the URL is not valid", false);
    };
    let is_secure = uri.scheme_str() == Some("https");
    if uri.host().is_none() || !is_secure && uri.scheme_str() != Some("http") {
        return PostOutcome::refused("the URL does not begin with `https://`", false);
    }
    if !is_secure && !request.allow_private {
        let reason = "the URL begins with `http://`, which is for private networks: set `allow_private: true`";
        return PostOutcome::refused(reason, false);
    }
    let phase = Some(request.timeout);
    let config = Config::builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        // A proxy would resolve names itself.
        .proxy(None)
        .user_agent(concat!("statuary/", env!("CARGO_PKG_VERSION")))
        .timeout_resolve(phase)
        .timeout_connect(phase)
        .timeout_send_request(phase)
        .timeout_send_body(phase)
        .timeout_recv_response(phase)
        .timeout_recv_body(phase)
        .build();
    let resolver = AddressFilter {
        resolver: DefaultResolver::default(),
        allow_private: request.allow_private,
    };
    let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
    let mut call = agent.post(request.url);
    for (name, value) in &request.headers {
        call = call.header(*name, value);
    }
    match call.send(request.body) {
        Ok(mut response) => {
            let status = response.status().as_u16();
            let retry_after = response.headers().get("retry-after");
            let retry_after = retry_after.and_then(|value| parse_retry_after(value.to_str().ok()?));
            let body = response.body_mut().with_config().limit(100_000);
            let answer = body.read_to_string().unwrap_or_default();
            outcome_of_status(status, &answer, retry_after)
        }
        Err(error) => outcome_of_error(&error),
    }
}

/// A number of seconds, or a time.
fn parse_retry_after(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = Moment::from_http_date(text.trim())?.unix();
    let now = i64::try_from(clock::unix_millis() / 1000).ok()?;
    Some(Duration::from_secs(u64::try_from(until - now).unwrap_or(0)))
}

/// A gateway does not know what the receiver behind it did.
fn outcome_of_status(status: u16, answer: &str, retry_after: Option<Duration>) -> PostOutcome {
    let answer: String = answer.chars().take(200).collect();
    let answer = escape_invisible(answer.trim());
    let reason = match (status, answer.is_empty()) {
        (300..=399, _) => format!("the receiver answered {status}; redirects are not followed"),
        (_, true) => format!("the receiver answered {status}"),
        (_, false) => format!("the receiver answered {status}: {answer}"),
    };
    match status {
        200..=299 => PostOutcome::Accepted,
        502 | 504 => PostOutcome::Uncertain(reason),
        _ => PostOutcome::Refused {
            reason,
            is_temporary: matches!(status, 408 | 425 | 429 | 500..),
            retry_after,
        },
    }
}

/// What was not sent whole did not arrive. The texts of the library are not used where they repeat the URL.
fn outcome_of_error(error: &Error) -> PostOutcome {
    let temporary = |reason: String| PostOutcome::refused(reason, true);
    match error {
        Error::HostNotFound => temporary("the host was not found".to_owned()),
        Error::ConnectionFailed => temporary("no connection".to_owned()),
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            temporary("no connection in time".to_owned())
        }
        Error::Timeout(Timeout::SendRequest | Timeout::SendBody) => {
            temporary("the receiver did not read the message in time".to_owned())
        }
        Error::Timeout(_) => PostOutcome::Uncertain("no answer in time".to_owned()),
        Error::Io(error) if error.kind() == ErrorKind::PermissionDenied => {
            PostOutcome::refused(error.to_string(), false)
        }
        Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
            temporary("connection refused".to_owned())
        }
        Error::Io(error) => {
            let reason = error.to_string();
            if reason.contains("invalid peer certificate") {
                PostOutcome::refused(reason, false)
            } else {
                PostOutcome::Uncertain(format!("the connection broke: {reason}"))
            }
        }
        Error::Tls(reason) => temporary(format!("TLS: {reason}")),
        Error::Rustls(error) => temporary(format!("TLS: {error}")),
        Error::BadUri(_) | Error::Http(_) => PostOutcome::refused("the URL is not valid", false),
        _ => PostOutcome::Uncertain("the answer was not valid".to_owned()),
    }
}

/// Refuses addresses that only this machine or this network has: whoever can change what a name leads to could otherwise make the run send
/// requests inside the network of the CI service.
#[derive(Debug)]
struct AddressFilter {
    resolver: DefaultResolver,
    allow_private: bool,
}

impl Resolver for AddressFilter {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        if self.allow_private || found.iter().all(|address| is_public(address.ip())) {
            return Ok(found);
        }
        Err(Error::Io(std::io::Error::new(
            ErrorKind::PermissionDenied,
            PRIVATE_ADDRESS,
        )))
    }
}

/// Whether an address is one of the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(ip) => {
            let [first, second, ..] = ip.octets();
            let shared = first == 100 && (64..128).contains(&second);
            let reserved = first == 0 || first >= 240;
            let benchmark = first == 198 && (18..20).contains(&second);
            !(ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || ip.is_multicast()
                || ip.is_documentation()
                || shared
                || reserved
                || benchmark)
        }
        IpAddr::V6(ip) => {
            if let Some(mapped) = embedded_ipv4(ip) {
                return is_public(mapped);
            }
            // Global addresses are 2000::/3.
            ip.segments()[0] & 0xe000 == 0x2000
        }
    }
}

/// The address of version 4 that one of version 6 leads to: mapped, NAT64 or 6to4.
fn embedded_ipv4(ip: Ipv6Addr) -> Option<IpAddr> {
    let bytes = ip.octets();
    let four = |at: usize| IpAddr::from([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    match ip.segments() {
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => Some(four(12)),
        [0x2002, ..] => Some(four(2)),
        _ => None,
    }
}
