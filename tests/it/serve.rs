//! The preview, over real sockets. It runs as a separate process on ports that the system chooses.
#![cfg(unix)]

mod abuse;
mod live;
mod pages;
mod safety;
mod worksheets;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::build::Place;

/// Nothing takes as long, even on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A running server.
struct Server {
    child: Child,
    public: SocketAddr,
    internal: SocketAddr,
    /// Lines of standard output and standard error.
    lines: Receiver<String>,
    /// The site's folder, if no other server uses it.
    place: Option<Place>,
}

/// A response.
#[derive(Debug)]
struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Reply {
    fn get(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Where the page waits for a newer generation.
    #[track_caller]
    fn events_path(&self) -> String {
        let (_, after) = self
            .body
            .rsplit_once("<script data-events=\"")
            .unwrap_or_else(|| panic!("{}", self.body));
        after.split_once('"').unwrap().0.to_owned()
    }

    /// The generation of the site that the page is from.
    #[track_caller]
    fn generation(&self) -> u64 {
        let path = self.events_path();
        path.rsplit_once('=').unwrap().1.parse().unwrap()
    }
}

impl Server {
    fn start(place: &Place, more: &[&str]) -> Server {
        let arguments = [
            &["serve", "--port", "0", "--now", "2013-08-01T00:00Z"],
            more,
        ]
        .concat();
        Server::run(place.command(&arguments))
    }

    /// A server with a small site of its own.
    fn small(more: &[&str]) -> Server {
        let place = Place::new();
        let mut server = Server::start(&place, more);
        server.place = Some(place);
        server
    }

    #[track_caller]
    fn run(mut command: Command) -> Server {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let streams: [Box<dyn Read + Send>; 2] = [
            Box::new(child.stdout.take().unwrap()),
            Box::new(child.stderr.take().unwrap()),
        ];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                let lines = BufReader::new(stream).lines().map_while(Result::ok);
                lines.for_each(|line| drop(sender.send(line)));
            });
        }
        let mut addresses = Vec::new();
        let mut seen = Vec::new();
        while addresses.len() < 2 {
            let line = lines
                .recv_timeout(TIMEOUT)
                .unwrap_or_else(|_| panic!("{seen:?}"));
            if let Some((_, address)) = line.split_once(" site: http://") {
                addresses.push(address.trim_end_matches('/').parse().unwrap());
            }
            seen.push(line);
        }
        Server {
            child,
            public: addresses[0],
            internal: addresses[1],
            lines,
            place: None,
        }
    }

    /// Waits for a line that contains a text.
    #[track_caller]
    fn wait_for_line(&self, text: &str) -> String {
        let mut seen = Vec::new();
        loop {
            let line = self
                .lines
                .recv_timeout(TIMEOUT)
                .unwrap_or_else(|_| panic!("no {text:?} in {seen:?}"));
            if line.contains(text) {
                return line;
            }
            seen.push(line);
        }
    }

    #[track_caller]
    fn get(&self, path: &str) -> Reply {
        get(self.public, path, "")
    }

    /// Requests a page until it is as expected.
    #[track_caller]
    fn wait(&self, path: &str, is_expected: impl Fn(&Reply) -> bool) -> Reply {
        wait_at(self.public, path, is_expected)
    }
}

#[track_caller]
fn wait_at(at: SocketAddr, path: &str, is_expected: impl Fn(&Reply) -> bool) -> Reply {
    let begun = Instant::now();
    loop {
        let reply = get(at, path, "");
        if is_expected(&reply) {
            return reply;
        }
        assert!(
            begun.elapsed() < TIMEOUT,
            "{path} is still {} {}",
            reply.status,
            reply.body
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A valid request, with more header lines.
#[track_caller]
fn get(at: SocketAddr, path: &str, headers: &str) -> Reply {
    let text = format!("GET {path} HTTP/1.1\r\nHost: {at}\r\n{headers}Connection: close\r\n\r\n");
    send(at, text.as_bytes())
}

/// Sends bytes and reads until the server closes the connection.
#[track_caller]
fn send(at: SocketAddr, bytes: &[u8]) -> Reply {
    reply(&exchange(at, bytes))
}

fn exchange(at: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(at).unwrap();
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    // The server may refuse a request before it has read all of it.
    let _ = stream.write_all(bytes);
    let mut back = Vec::new();
    let _ = stream.read_to_end(&mut back);
    back
}

#[track_caller]
fn reply(bytes: &[u8]) -> Reply {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("no response: {text:?}"));
    let mut lines = head.lines();
    let status = lines
        .next()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    let headers = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    Reply {
        status,
        headers: headers.collect(),
        body: body.to_owned(),
    }
}
