//! Mails to a server (RFC 5321). The one file that names `lettre`.

use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use super::http::{PRIVATE_ADDRESS, PostOutcome, is_public};
use crate::base::escape::escape_invisible;
use crate::base::percent_encoding::decode;

/// Where mails are handed in.
pub struct SmtpServer {
    host: String,
    port: u16,
    /// Whether the connection begins with TLS (RFC 8314); else STARTTLS follows.
    is_tls_at_once: bool,
    login: Option<(String, String)>,
}

impl SmtpServer {
    /// Parses `smtps://user:password@host:port` or `smtp://host`. Characters of the name and the password can be written as `%40`.
    pub fn parse(url: &str) -> Option<SmtpServer> {
        let (scheme, rest) = url.split_once("://")?;
        let (is_tls_at_once, port) = match scheme {
            "smtps" => (true, 465),
            "smtp" => (false, 587),
            _ => return None,
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (login, place) = match rest.rsplit_once('@') {
            Some((login, place)) => (Some(login.split_once(':')?), place),
            None => (None, rest),
        };
        let login = match login {
            Some((name, password)) => Some((decode(name)?, decode(password)?)),
            None => None,
        };
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
            _ => (place, port),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        (!host.is_empty() && !host.contains('/')).then(|| SmtpServer {
            host: host.to_owned(),
            port,
            is_tls_at_once,
            login,
        })
    }

    /// The name and the password of the login.
    pub fn login(&self) -> Option<&(String, String)> {
        self.login.as_ref()
    }
}

/// A mail to one address.
pub struct MailRequest<'a> {
    pub server: &'a SmtpServer,
    /// More certificates of authorities, as PEM.
    pub authorities: Option<&'a [u8]>,
    pub from: &'a str,
    pub to: &'a str,
    pub body: &'a [u8],
    /// Whether the server may have an address that only this network has.
    pub allow_private: bool,
    pub timeout: Duration,
}

/// The connection of a channel, which is kept for its next mail.
#[derive(Default)]
pub struct MailSession {
    connection: Option<SmtpConnection>,
}

impl MailSession {
    /// Hands a mail to the server and waits until it has taken it.
    pub fn send(&mut self, request: &MailRequest) -> PostOutcome {
        let envelope = (request.from.parse().ok())
            .zip(request.to.parse().ok())
            .and_then(|(from, to)| Envelope::new(Some(from), vec![to]).ok());
        let Some(envelope) = envelope else {
            return PostOutcome::refused("an address is not valid", false);
        };
        let mut kept = self.connection.take();
        // The server may have closed it since the last mail.
        let mut connection = match kept.take_if(|connection| connection.test_connected()) {
            Some(connection) => connection,
            None => match connect(request) {
                Ok(connection) => connection,
                Err(outcome) => return outcome,
            },
        };
        match connection.send(&envelope, request.body) {
            Ok(_) => {
                self.connection = Some(connection);
                PostOutcome::Accepted
            }
            Err(error) if error.status().is_some() || error.is_client() => refusal("", &error),
            Err(error) => PostOutcome::Uncertain(reason("the connection broke", &error)),
        }
    }
}

impl Drop for MailSession {
    fn drop(&mut self) {
        if let Some(connection) = &mut self.connection {
            // Whether the server says goodbye changes nothing.
            let _ = connection.quit();
        }
    }
}

/// A connection that is encrypted and logged in. Only to this machine, and without a password, it can be plain.
fn connect(request: &MailRequest) -> Result<SmtpConnection, PostOutcome> {
    let server = request.server;
    let hello = request.from.rsplit('@').next().unwrap_or_default();
    let hello = ClientId::Domain(hello.to_owned());
    let addresses = (server.host.as_str(), server.port).to_socket_addrs();
    let addresses: Vec<SocketAddr> = addresses
        .map_err(|_| PostOutcome::refused("the host was not found", true))?
        .collect();
    if !request.allow_private && !addresses.iter().all(|address| is_public(address.ip())) {
        return Err(PostOutcome::refused(PRIVATE_ADDRESS, false));
    }
    let tls = tls_parameters(request)?;
    let at_once = server.is_tls_at_once.then_some(&tls);
    let mut last = PostOutcome::refused("the host has no address", true);
    for address in addresses {
        let connected =
            SmtpConnection::connect(address, Some(request.timeout), &hello, at_once, None);
        let mut connection = match connected {
            Ok(connection) => connection,
            Err(error) => {
                last = refusal("no connection", &error);
                continue;
            }
        };
        let is_plain = address.ip().is_loopback() && server.login.is_none();
        if !server.is_tls_at_once && !is_plain {
            let started = connection.starttls(&tls, &hello);
            started.map_err(|error| refusal("no encryption", &error))?;
        }
        if let Some((name, password)) = &server.login {
            let credentials = Credentials::new(name.clone(), password.clone());
            let accepted = connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials);
            accepted.map_err(|error| refusal("the login failed", &error))?;
        }
        return Ok(connection);
    }
    Err(last)
}

fn tls_parameters(request: &MailRequest) -> Result<TlsParameters, PostOutcome> {
    let mut builder = TlsParameters::builder(request.server.host.clone());
    if let Some(pem) = request.authorities {
        let certificate = Certificate::from_pem(pem).map_err(|error| refusal("ca_file", &error))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder
        .build_rustls()
        .map_err(|error| refusal("TLS", &error))
}

/// What the server did not take.
fn refusal(what: &str, error: &Error) -> PostOutcome {
    let text = reason(what, error);
    let is_final = error.is_permanent() || error.is_client() || text.contains("certificate");
    PostOutcome::refused(text, !is_final)
}

fn reason(what: &str, error: &Error) -> String {
    let text: String = error.to_string().chars().take(200).collect();
    let text = escape_invisible(&text);
    match what {
        "" => text,
        what => format!("{what}: {text}"),
    }
}
