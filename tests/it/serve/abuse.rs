//! Whatever other clients do, a valid request is answered.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use super::{Server, TIMEOUT, get};
use crate::build::Place;

/// Opens connections on which incomplete, malformed or oversized requests are sent, or whose responses nobody reads.
fn open_bad_connections(at: SocketAddr, count: usize) -> Vec<TcpStream> {
    let good = format!("Host: {at}\r\n");
    let huge = format!("GET / HTTP/1.1\r\n{good}A: {}", "x".repeat(200_000));
    let sent: [String; 9] = [
        String::new(),
        "GET".to_owned(),
        format!("GET / HTTP/1.1\r\n{good}"),
        huge,
        format!("POST / HTTP/1.1\r\n{good}Content-Length: 9223372036854775807\r\n\r\nx"),
        format!("GET / HTTP/1.1\r\n{good}Content-Length: 9223372036854775807\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{good}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"),
        // Responses that nobody reads.
        format!("GET / HTTP/1.1\r\n{good}\r\n").repeat(50),
        format!("GET /.statuary/events?after=9 HTTP/1.1\r\n{good}\r\n"),
    ];
    let mut open = Vec::new();
    for text in sent.iter().cycle().take(count) {
        if let Ok(mut stream) = TcpStream::connect_timeout(&at, Duration::from_secs(5)) {
            let _ = stream.set_write_timeout(Some(Duration::from_millis(20)));
            let _ = stream.write_all(text.as_bytes());
            open.push(stream);
        }
    }
    open
}

#[test]
fn a_valid_request_is_answered_among_five_hundred_bad_ones() {
    let server = Server::small(&[]);
    let at = server.public;
    let mut open = open_bad_connections(at, 500);
    for round in 0..20 {
        assert_eq!(get(at, "/support/", "").status, 200, "round {round}");
        // Slow clients: one more byte on each connection.
        for stream in &mut open {
            let _ = stream.write_all(b"x");
        }
    }
    // More bad requests arrive between valid ones.
    for round in 0..5 {
        open.extend(open_bad_connections(at, 100));
        assert_eq!(get(at, "/support/", "").status, 200, "new round {round}");
    }
    assert_eq!(
        get(server.internal, "/", "").status,
        200,
        "the other port is not affected"
    );
}

#[test]
fn idle_connections_are_closed() {
    let server = Server::small(&[]);
    let mut open = open_bad_connections(server.public, 9);
    let begun = Instant::now();
    for stream in &mut open {
        stream.set_read_timeout(Some(TIMEOUT)).unwrap();
        let mut back = Vec::new();
        // A closed connection can be read to its end, or was reset.
        if let Err(error) = stream.read_to_end(&mut back) {
            assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        }
    }
    let elapsed = begun.elapsed();
    assert!(elapsed < Duration::from_secs(60), "{elapsed:?}");
}

#[test]
fn valid_requests_and_changes_work_with_few_file_descriptors() {
    let place = Place::new();
    let program = place.command(&[]).get_program().to_owned();
    let mut command = place.command(&[
        "-c",
        "ulimit -n 48; exec \"$0\" serve --port 0 --now 2013-08-01T00:00Z",
    ]);
    command = {
        let mut shell = std::process::Command::new("sh");
        shell
            .args(command.get_args())
            .arg(program)
            .current_dir(place.path(""));
        shell
    };
    let server = Server::run(command);
    let at = server.public;
    let open = open_bad_connections(at, 300);
    for round in 0..10 {
        assert_eq!(get(at, "/support/", "").status, 200, "round {round}");
    }
    place.edit("pages/support.md", "Ask us.", "Ask us often.");
    server.wait("/support/", |page| page.body.contains("Ask us often."));
    drop(open);
    assert_eq!(get(at, "/", "").status, 200);
}

#[test]
fn many_clients_at_once_are_all_answered() {
    let server = Server::small(&[]);
    let at = server.public;
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(move || {
                for _ in 0..10 {
                    assert_eq!(get(at, "/", "").status, 200);
                }
            });
        }
    });
}

#[cfg(target_os = "linux")]
#[test]
fn closed_event_streams_free_their_file_descriptors_at_once() {
    let server = Server::small(&[]);
    let at = server.public;
    let events_path = server.get("/").events_path();
    let open_files = || {
        let folder = format!("/proc/{}/fd", server.child.id());
        std::fs::read_dir(folder).unwrap().count()
    };
    let before = open_files();
    let request = format!("GET {events_path} HTTP/1.1\r\nHost: {at}\r\n\r\n");
    for _ in 0..1200 {
        let mut stream = TcpStream::connect(at).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
    }
    // Without that they would be open for 25 s.
    let begun = Instant::now();
    while open_files() > before {
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "{} files are open, and {before} were before",
            open_files()
        );
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(get(at, "/", "").status, 200);
}
