//! Whatever else clients do, a good request is answered.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use super::{LONG, Server, ask};
use crate::build::Place;

/// The example's abusers: connections that are opened and what is sent on them, in a circle.
fn abuse(at: SocketAddr, count: usize) -> Vec<TcpStream> {
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
        // Answers that nobody reads.
        format!("GET / HTTP/1.1\r\n{good}\r\n").repeat(50),
        format!("GET /.statuary/events?after=9 HTTP/1.1\r\n{good}\r\n"),
    ];
    let mut held = Vec::new();
    for text in sent.iter().cycle().take(count) {
        if let Ok(mut stream) = TcpStream::connect_timeout(&at, Duration::from_secs(5)) {
            let _ = stream.set_write_timeout(Some(Duration::from_millis(20)));
            let _ = stream.write_all(text.as_bytes());
            held.push(stream);
        }
    }
    held
}

#[test]
fn a_good_request_is_answered_among_five_hundred_bad_ones() {
    let server = Server::small(&[]);
    let at = server.public;
    let mut held = abuse(at, 500);
    for round in 0..20 {
        assert_eq!(ask(at, "/support/", "").status, 200, "round {round}");
        // Slow headers: one more byte on each.
        for stream in &mut held {
            let _ = stream.write_all(b"x");
        }
    }
    // New ones push out old ones, while good ones come in between.
    for round in 0..5 {
        held.extend(abuse(at, 100));
        assert_eq!(ask(at, "/support/", "").status, 200, "new round {round}");
    }
    assert_eq!(
        ask(server.internal, "/", "").status,
        200,
        "the other port is not touched"
    );
}

#[test]
fn connections_that_do_nothing_are_ended() {
    let server = Server::small(&[]);
    let mut held = abuse(server.public, 9);
    let begun = Instant::now();
    for stream in &mut held {
        stream.set_read_timeout(Some(LONG)).unwrap();
        let mut back = Vec::new();
        // A connection that was ended is read to its end, or was reset.
        let ended = stream.read_to_end(&mut back);
        assert!(
            ended.is_ok()
                || ended.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset)
        );
    }
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn when_the_system_has_no_more_files_good_requests_are_answered_and_changes_seen() {
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
    let held = abuse(at, 300);
    for round in 0..10 {
        assert_eq!(ask(at, "/support/", "").status, 200, "round {round}");
    }
    place.edit("pages/support.md", "Ask us.", "Ask us often.");
    server.wait("/support/", |page| page.body.contains("Ask us often."));
    drop(held);
    assert_eq!(ask(at, "/", "").status, 200);
}

#[test]
fn many_good_clients_at_once_are_all_answered() {
    let server = Server::small(&[]);
    let at = server.public;
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..16)
            .map(|_| scope.spawn(move || (0..10).all(|_| ask(at, "/", "").status == 200)))
            .collect();
        assert!(clients.into_iter().all(|client| client.join().unwrap()));
    });
}
