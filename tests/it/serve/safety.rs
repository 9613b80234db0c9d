//! Which requests are refused.

use super::{Server, get, send};
use crate::build::Place;
use crate::compare::assert_contains;

#[test]
fn only_requests_to_its_own_hosts_are_answered() {
    let server = Server::small(&[]);
    let (at, port) = (server.public, server.public.port());
    let status = |host: &str| {
        send(
            at,
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
        .status
    };
    for own in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        assert_eq!(status(&format!("{own}:{port}")), 200, "{own}");
    }
    for other in [
        "example.com",
        "127.0.0.1.example.com",
        "localhost.example.com",
        "10.0.0.1",
        "0.0.0.0",
        "[::2]",
        "",
        "127.0.0.1@example.com",
    ] {
        assert_eq!(status(&format!("{other}:{port}")), 421, "{other}");
    }
    for other in [
        "127.0.0.1",
        "localhost:1",
        "127.0.0.1:",
        "localhost:99999999",
        " ",
    ] {
        assert_eq!(status(other), 421, "{other}");
    }
    let bare = |head: &str| {
        send(
            at,
            format!("GET / HTTP/1.1\r\n{head}Connection: close\r\n\r\n").as_bytes(),
        )
        .status
    };
    assert_eq!(bare(""), 400, "no host");
    assert_eq!(
        bare(&format!("Host: {at}\r\nHost: {at}\r\n")),
        400,
        "two hosts"
    );
    let named = Server::small(&["--allow-host", "preview.example.com"]);
    let response = send(
        named.public,
        b"GET / HTTP/1.1\r\nHost: preview.example.com\r\nConnection: close\r\n\r\n",
    );
    assert_eq!(response.status, 200);
}

#[test]
fn requests_of_other_sites_are_refused() {
    let server = Server::small(&[]);
    let at = server.public;
    for (header, status) in [
        (format!("Origin: http://{at}"), 200),
        (format!("Origin: http://localhost:{}", at.port()), 200),
        ("Origin: http://example.com".to_owned(), 403),
        (format!("Origin: https://{at}"), 403),
        (format!("Origin: http://{}", server.internal), 403),
        ("Origin: null".to_owned(), 403),
        ("Origin: ".to_owned(), 403),
        (
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors".to_owned(),
            403,
        ),
        (
            "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors".to_owned(),
            403,
        ),
        (
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate".to_owned(),
            200,
        ),
        (
            "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors".to_owned(),
            200,
        ),
    ] {
        assert_eq!(
            get(at, "/", &format!("{header}\r\n")).status,
            status,
            "{header}"
        );
    }
    assert_eq!(
        get(
            at,
            "/.statuary/events?after=0",
            "Origin: http://example.com\r\n"
        )
        .status,
        403
    );
}

#[test]
fn requests_are_small_and_well_formed() {
    let server = Server::small(&[]);
    let at = server.public;
    let long = "x".repeat(20_000);
    let many = "A: b\r\n".repeat(200);
    for (text, status) in [
        (
            format!("GET / HTTP/1.1\r\nHost: {at}\r\nA: {long}\r\n\r\n"),
            431,
        ),
        (format!("GET /{long} HTTP/1.1\r\nHost: {at}\r\n\r\n"), 431),
        (format!("GET / HTTP/1.1\r\nHost: {at}\r\n{many}\r\n"), 431),
        (
            format!("GET / HTTP/1.1\r\nHost: {at}\r\nContent-Length: 9223372036854775807\r\n\r\n"),
            413,
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: {at}\r\nContent-Length: 5\r\n\r\nhello"),
            413,
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: {at}\r\nContent-Length: -1\r\n\r\n"),
            413,
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: {at}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            413,
        ),
        (
            format!("POST / HTTP/1.1\r\nHost: {at}\r\nContent-Length: 5\r\n\r\nhello"),
            405,
        ),
        (format!("OPTIONS / HTTP/1.1\r\nHost: {at}\r\n\r\n"), 405),
        (format!("GET / HTTP/2.0\r\nHost: {at}\r\n\r\n"), 505),
        (format!("GET  / HTTP/1.1\r\nHost: {at}\r\n\r\n"), 400),
        (
            format!("GET http://{at}/ HTTP/1.1\r\nHost: {at}\r\n\r\n"),
            400,
        ),
        (format!("GET * HTTP/1.1\r\nHost: {at}\r\n\r\n"), 400),
        (format!("GET /%zz HTTP/1.1\r\nHost: {at}\r\n\r\n"), 400),
        (format!("GET /%f HTTP/1.1\r\nHost: {at}\r\n\r\n"), 400),
        (format!("GET /%ff HTTP/1.1\r\nHost: {at}\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\nHost : {at}\r\n\r\n"), 400),
        (
            format!("GET / HTTP/1.1\r\nHost: {at}\r\n folded\r\n\r\n"),
            400,
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: {at}\r\nno header\r\n\r\n"),
            400,
        ),
        ("\r\n\r\n".to_owned(), 400),
        ("\u{16}\u{3}\u{1}\r\n\r\n".to_owned(), 400),
    ] {
        let back = send(at, text.as_bytes());
        let start: String = text.chars().take(90).collect();
        assert_eq!(back.status, status, "{start:?}");
    }
    assert_eq!(
        send(at, b"POST / HTTP/1.1\r\nHost: x\r\n\r\n").get("Allow"),
        Some("GET, HEAD")
    );
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn no_path_of_a_request_reaches_the_disk() {
    let place = Place::new();
    place.write("pages/.hidden", "canary");
    let server = Server::start(&place, &[]);
    std::fs::write(place.path("canary.txt"), "canary").unwrap();
    let up = [
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "%252e%252e",
        "..%00",
        "%c0%ae%c0%ae",
        "%uff0e%uff0e",
        "..;",
        "..%5c..",
        "\u{2025}",
    ];
    let mut paths: Vec<String> = vec![
        "/canary.txt".to_owned(),
        "/content/site.yaml".to_owned(),
        "/pages/.hidden".to_owned(),
        "/site.yaml".to_owned(),
        "//etc/hostname".to_owned(),
        "/etc/hostname".to_owned(),
        "/file:///etc/hostname".to_owned(),
        "/C:/Windows/win.ini".to_owned(),
    ];
    for up in up {
        for slash in ["/", "%2f", "%5c", "\\", "%252f"] {
            paths.push(format!("/{}canary.txt", [up, slash].concat().repeat(3)));
            paths.push(format!(
                "/incidents{slash}{}etc{slash}hostname",
                [up, slash].concat().repeat(12)
            ));
            paths.push(format!(
                "/support/{up}{slash}{up}{slash}content{slash}site.yaml"
            ));
        }
    }
    let name = std::fs::read_to_string("/etc/hostname").unwrap_or_else(|_| "version: 1".to_owned());
    for at in [server.public, server.internal] {
        for path in &paths {
            let back = get(at, path, "");
            assert!(matches!(back.status, 400 | 404), "{path}: {}", back.status);
            assert!(
                !back.body.contains("canary") && !back.body.contains("version: 1"),
                "{path}"
            );
            assert!(
                name.trim().len() < 4 || !back.body.contains(name.trim()),
                "{path}"
            );
        }
    }
}

#[test]
fn it_binds_to_localhost_unless_another_address_is_given() {
    let server = Server::small(&[]);
    assert!(server.public.ip().is_loopback() && server.internal.ip().is_loopback());
    let open = Server::small(&["--address", "0.0.0.0"]);
    let at = std::net::SocketAddr::from(([127, 0, 0, 1], open.public.port()));
    let status = |host: &str| {
        send(
            at,
            format!(
                "GET / HTTP/1.1\r\nHost: {host}:{}\r\nConnection: close\r\n\r\n",
                at.port()
            )
            .as_bytes(),
        )
        .status
    };
    assert_eq!(
        [
            status("127.0.0.1"),
            status("192.0.2.7"),
            status("localhost"),
            status("example.com")
        ],
        [200, 200, 200, 421]
    );
}

#[test]
fn an_internal_site_whose_content_is_encrypted_is_not_shown() {
    let place = Place::new();
    let encrypted = b"\0GITCRYPT\0\x01\x02";
    std::fs::write(place.path("content/internal/teams.yaml"), encrypted).unwrap();
    let server = Server::start(&place, &[]);
    assert_eq!(get(server.public, "/", "").status, 200);
    for path in ["/", "/reports/store/", "/nothing"] {
        let refused = get(server.internal, path, "");
        assert_eq!(refused.status, 503, "{path}");
        assert_contains(&refused.body, "encrypted with git-crypt");
    }
}
