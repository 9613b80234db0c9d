//! The preview server, asked over real sockets. It runs as a program of its own on ports that the system chooses.
#![cfg(unix)]

mod abuse;
mod live;
mod pages;
mod safety;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::build::Place;

/// Longer than anything takes on a busy machine; what waits so long has failed.
const LONG: Duration = Duration::from_secs(30);

/// A running server.
struct Server {
    child: Child,
    public: SocketAddr,
    internal: SocketAddr,
    /// Lines of standard output and standard error.
    said: Receiver<String>,
    /// The site's folder, if it is for this server alone.
    place: Option<Place>,
}

/// What came back.
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

    /// The address at which the page asks for news.
    #[track_caller]
    fn news(&self) -> String {
        let (_, after) = self
            .body
            .rsplit_once("<script data-news=\"")
            .unwrap_or_else(|| panic!("{}", self.body));
        after.split_once('"').unwrap().0.to_owned()
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

    /// With a small site of its own.
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
        let (tell, said) = channel();
        let streams: [Box<dyn Read + Send>; 2] = [
            Box::new(child.stdout.take().unwrap()),
            Box::new(child.stderr.take().unwrap()),
        ];
        for stream in streams {
            let tell = tell.clone();
            std::thread::spawn(move || {
                let lines = BufReader::new(stream).lines().map_while(Result::ok);
                lines.for_each(|line| drop(tell.send(line)));
            });
        }
        let mut addresses = Vec::new();
        let mut heard = Vec::new();
        while addresses.len() < 2 {
            let line = said
                .recv_timeout(LONG)
                .unwrap_or_else(|_| panic!("{heard:?}"));
            if let Some((_, address)) = line.split_once(" site: http://") {
                addresses.push(address.trim_end_matches('/').parse().unwrap());
            }
            heard.push(line);
        }
        Server {
            child,
            public: addresses[0],
            internal: addresses[1],
            said,
            place: None,
        }
    }

    /// Waits for a line with certain words.
    #[track_caller]
    fn hear(&self, words: &str) -> String {
        let mut heard = Vec::new();
        loop {
            let line = self
                .said
                .recv_timeout(LONG)
                .unwrap_or_else(|_| panic!("no {words:?} in {heard:?}"));
            if line.contains(words) {
                return line;
            }
            heard.push(line);
        }
    }

    #[track_caller]
    fn get(&self, path: &str) -> Reply {
        ask(self.public, path, "")
    }

    /// Asks until a page says something.
    #[track_caller]
    fn wait(&self, path: &str, good: impl Fn(&Reply) -> bool) -> Reply {
        wait_at(self.public, path, good)
    }
}

#[track_caller]
fn wait_at(at: SocketAddr, path: &str, good: impl Fn(&Reply) -> bool) -> Reply {
    let begun = Instant::now();
    loop {
        let reply = ask(at, path, "");
        if good(&reply) {
            return reply;
        }
        assert!(
            begun.elapsed() < LONG,
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

/// A good request, with more header lines.
#[track_caller]
fn ask(at: SocketAddr, path: &str, more: &str) -> Reply {
    let text = format!("GET {path} HTTP/1.1\r\nHost: {at}\r\n{more}Connection: close\r\n\r\n");
    say(at, text.as_bytes())
}

/// Bytes as they are, and whatever comes back until the other side closes.
#[track_caller]
fn say(at: SocketAddr, bytes: &[u8]) -> Reply {
    reply(&exchange(at, bytes))
}

fn exchange(at: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(at).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    // The other side may refuse before it has heard everything.
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
        .unwrap_or_else(|| panic!("no answer: {text:?}"));
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
