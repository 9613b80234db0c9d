//! The preview: from a save to the page, a page without a change, and good requests among bad ones.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::builds::first_incident;
use super::history::{self, NOW, Size};
use super::measure::{Series, line};
use super::{BenchFolder, statuary};

/// How long the watcher waits for more.
const QUIET: f64 = 50.0;

/// A running preview.
struct PreviewProcess {
    child: Child,
    at: SocketAddr,
}

impl PreviewProcess {
    fn start(site: &Path) -> PreviewProcess {
        let mut command = statuary(site);
        let mut child = command
            .args(["serve", "--port", "0", "--now", NOW])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let at = loop {
            let line = lines.next().unwrap().unwrap();
            if let Some(address) = line.strip_prefix("Public site: http://") {
                break address.trim_end_matches('/').parse().unwrap();
            }
        };
        thread::spawn(move || lines.for_each(drop));
        PreviewProcess { child, at }
    }
}

impl Drop for PreviewProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page over HTTP; nothing if there is no answer.
pub fn get(at: SocketAddr, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect_timeout(&at, Duration::from_secs(5)).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .ok()?;
    stream
        .write_all(
            format!("GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
        .ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    text.starts_with("HTTP/1.").then_some(text)
}

/// Milliseconds that something takes.
pub fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}

/// Milliseconds from a save to the page that shows it, and of a page that shows nothing new.
pub fn latency(place: &BenchFolder, incidents: usize) {
    let site = place.path(&format!("preview-{incidents}"));
    history::write(
        &site,
        Size {
            incidents,
            products: 2,
            weeks: 26,
        },
        7,
    );
    let file = first_incident(&site);
    let page = format!(
        "/incidents/{}/",
        file.file_stem().unwrap().to_string_lossy()
    );
    let text = fs::read_to_string(&file).unwrap();
    let preview = PreviewProcess::start(&site);
    let (mut saved, mut asked) = (Series::default(), Series::default());
    for round in 0..15 {
        for path in [page.as_str(), "/"] {
            let begun = Instant::now();
            assert!(get(preview.at, path).unwrap().contains("200 OK"));
            asked.add(milliseconds(begun));
        }
        let shown = get(preview.at, &page).unwrap();
        let events_path = shown
            .rsplit_once("data-events=\"")
            .unwrap()
            .1
            .split_once('"')
            .unwrap()
            .0
            .to_owned();
        let title = format!("Round {round} of edits");
        let begun = Instant::now();
        fs::write(
            &file,
            text.replacen("title: ", &format!("title: {title} "), 1),
        )
        .unwrap();
        // As a browser does it: wait for the event, then load the page.
        get(preview.at, &events_path).unwrap();
        assert!(get(preview.at, &page).unwrap().contains(&title));
        saved.add(milliseconds(begun) - QUIET);
        thread::sleep(Duration::from_millis(300));
    }
    line(
        &format!("{incidents} incidents: save to page beyond the quiet {QUIET}, ms"),
        &saved,
        "at most 40, aim for 10",
    );
    line(
        &format!("{incidents} incidents: a page without a change, ms"),
        &asked,
        "at most 5",
    );
}

/// Good requests during so many seconds of abuse.
pub fn abuse(place: &BenchFolder, seconds: u64) {
    let site = place.path("abuse");
    history::write(
        &site,
        Size {
            incidents: 100,
            products: 1,
            weeks: 4,
        },
        7,
    );
    let preview = PreviewProcess::start(&site);
    let at = preview.at;
    let over = AtomicBool::new(false);
    let mut good = Series::default();
    let mut failed = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let mut held = Vec::new();
                for text in bad(at).iter().cycle().take(500) {
                    if let Ok(mut stream) = TcpStream::connect_timeout(&at, Duration::from_secs(1))
                    {
                        let _ = stream.set_write_timeout(Some(Duration::from_millis(5)));
                        let _ = stream.write_all(text.as_bytes());
                        held.push(stream);
                    }
                }
                // Slow headers.
                for _ in 0..20 {
                    thread::sleep(Duration::from_millis(50));
                    held.iter_mut()
                        .for_each(|stream| drop(stream.write_all(b"x")));
                }
            }
        });
        let begun = Instant::now();
        while begun.elapsed().as_secs() < seconds {
            let asked = Instant::now();
            match get(at, "/") {
                Some(page) if page.contains("200 OK") => good.add(milliseconds(asked)),
                _ => failed += 1,
            }
            thread::sleep(Duration::from_millis(20));
        }
        over.store(true, Ordering::Relaxed);
    });
    line(
        &format!("a good request during {seconds} s of abuse, ms"),
        &good,
        "at most 100 throughout",
    );
    line("good requests that were not answered", failed, "0");
}

fn bad(at: SocketAddr) -> Vec<String> {
    let host = format!("Host: {at}\r\n");
    vec![
        String::new(),
        "GET".to_owned(),
        format!("GET / HTTP/1.1\r\n{host}"),
        format!("GET / HTTP/1.1\r\n{host}A: {}", "x".repeat(100_000)),
        format!("GET / HTTP/1.1\r\n{host}Content-Length: 9223372036854775807\r\n\r\n"),
        format!("POST / HTTP/1.1\r\n{host}Content-Length: 9223372036854775807\r\n\r\nx"),
        format!("GET /../../%2e%2e/etc/passwd HTTP/1.1\r\n{host}\r\n"),
        "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\n{host}Origin: http://example.com\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}\r\n").repeat(20),
        format!("GET /.statuary/events?after=1 HTTP/1.1\r\n{host}\r\n"),
    ]
}
