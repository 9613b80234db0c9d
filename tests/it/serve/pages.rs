//! The preview serves pages as hosts of static sites do.

use crate::compare::{assert_contains, assert_same_file, assert_starts_with};
use std::process::Command;

use super::{Server, TIMEOUT, exchange, get, send, wait_at};
use crate::build::Place;
use crate::static_files::write_large;

#[test]
fn pages_are_those_of_a_build_and_a_script_and_nothing_is_written() {
    let (place, built) = (Place::new(), Place::new());
    let server = Server::start(&place, &[]);
    let url = format!("http://{}/", server.public);
    built.build(&["--base-url", &url]);
    for (path, bytes) in built
        .public()
        .into_iter()
        .filter(|(path, _)| path != ".statuary-files")
    {
        let page = server.get(&format!("/{path}"));
        assert_eq!(page.status, 200, "{path}");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((before, _)) = page.body.rsplit_once("<script data-events=") else {
            assert_same_file(&path, &page.body, &text);
            continue;
        };
        let (head, main) = before.split_once("<meta name=\"viewport\"").unwrap();
        assert_contains(&text, main);
        assert_starts_with(&text, head.split_once("<meta http-equiv").unwrap().0);
        assert!(
            page.body.ends_with("</script>\n</body>\n</html>\n"),
            "{path}"
        );
    }
    assert!(!place.path("output").exists());
}

#[test]
fn the_policy_of_a_page_allows_the_script_and_no_other() {
    let server = Server::small(&[]);
    let page = server.get("/").body;
    let (_, policy) = page
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .unwrap();
    let policy = policy.split_once('"').unwrap().0;
    let script = page
        .rsplit_once("<script data-events=")
        .unwrap()
        .1
        .split_once('>')
        .unwrap()
        .1;
    let hash = statuary::base::digest::csp_hash(script.split_once("</script>").unwrap().0);
    let directives: Vec<&str> = policy.split("; ").collect();
    let named = |name: &str| {
        directives
            .iter()
            .filter(|one| one.split(' ').next() == Some(name))
            .copied()
            .collect::<Vec<_>>()
    };
    assert_eq!(named("default-src"), ["default-src 'none'"]);
    assert!(
        named("script-src")[0].ends_with(&format!("'{hash}'")),
        "{policy}"
    );
    assert_eq!(named("connect-src"), ["connect-src 'self'"]);
    assert!(
        named("style-src").len() == 1 && !policy.contains("unsafe"),
        "{policy}"
    );
}

#[test]
fn each_site_has_its_port() {
    let server = Server::small(&[]);
    assert_ne!(server.public, server.internal);
    assert_eq!(server.get("/reports/store/2013-W27/").status, 404);
    let report = get(server.internal, "/reports/store/2013-W27/", "");
    assert!(
        report.status == 200 && report.body.contains("Backups"),
        "{}",
        report.body
    );
}

#[test]
fn a_folder_without_its_slash_is_redirected() {
    let server = Server::small(&[]);
    let moved = server.get("/support?a=b");
    assert_eq!(
        (moved.status, moved.get("Location")),
        (301, Some("/support/?a=b"))
    );
    assert_eq!(
        server.get("/incidents/2013-07-10-web-slow").get("Location"),
        Some("/incidents/2013-07-10-web-slow/")
    );
    // A redirect to `//example.com/` would lead to another host.
    for path in [
        "//support",
        "//example.com/",
        "/support//",
        "/./support/",
        "/support/../",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    assert_eq!(server.get("/support/index.html").status, 200);
    assert_eq!(server.get("/%73upport/?x").status, 200);
}

#[test]
fn an_unknown_path_gets_the_page_for_it() {
    let place = Place::new();
    place.edit(
        "site.yaml",
        "https://status.example.com/",
        "https://example.com/status/",
    );
    let server = Server::start(&place, &[]);
    for path in [
        "/nothing",
        "/nothing/",
        "/k%C3%B6ln/",
        "/köln/",
        "/%00/",
        "/api/",
        "/.statuary/",
    ] {
        let page = server.get(path);
        let expected = if path.contains("%00") { 400 } else { 404 };
        assert_eq!(page.status, expected, "{path}");
        if expected == 404 {
            assert_contains(&page.body, "href=\"/history/\"");
            assert!(!page.events_path().is_empty(), "{path}");
        }
    }
}

#[test]
fn media_types_are_sent() {
    let server = Server::small(&[]);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
    ] {
        assert_eq!(server.get(path).get("Content-Type"), Some(kind), "{path}");
    }
    let csv = get(server.internal, "/reports/store/2013-W27/culprits.csv", "");
    assert_eq!(
        (csv.status, csv.get("Content-Type")),
        (200, Some("text/csv; charset=utf-8"))
    );
    let kind = statuary::edge::serve::response::content_type;
    assert_eq!(
        kind("api/v4/current-status"),
        "application/json; charset=utf-8"
    );
    assert_eq!(kind("calendar.ics"), "text/calendar; charset=utf-8");
    assert_eq!(kind("feed.atom"), "application/atom+xml; charset=utf-8");
    assert_eq!(kind("components/web/badge.svg"), "image/svg+xml");
    assert_eq!(kind("_headers"), "text/plain; charset=utf-8");
}

#[test]
fn a_head_request_gets_no_body() {
    let server = Server::small(&[]);
    let at = server.public;
    let whole = server.get("/support/");
    let head = send(
        at,
        format!("HEAD /support/ HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n").as_bytes(),
    );
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for name in ["Content-Length", "Content-Type", "ETag"] {
        assert_eq!(head.get(name), whole.get(name), "{name}");
    }
    assert_eq!(
        head.get("Content-Length").unwrap().parse(),
        Ok(whole.body.len())
    );
}

#[test]
fn unchanged_pages_are_not_sent_again() {
    let server = Server::small(&[]);
    for path in ["/", "/feed.xml"] {
        let tag = server.get(path).get("ETag").unwrap().to_owned();
        for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let again = get(server.public, path, &format!("If-None-Match: {known}\r\n"));
            assert_eq!(
                (again.status, again.body.as_str(), again.get("ETag")),
                (304, "", Some(tag.as_str())),
                "{known}"
            );
        }
        assert_eq!(
            get(server.public, path, "If-None-Match: \"other\"\r\n").status,
            200
        );
    }
}

#[test]
fn one_connection_carries_several_requests() {
    let server = Server::small(&[]);
    let at = server.public;
    let one = |path: &str, end: &str| format!("GET {path} HTTP/1.1\r\nHost: {at}\r\n{end}\r\n");
    let both = one("/nothing", "") + &one("/support/", "Connection: close\r\n");
    let back = String::from_utf8(exchange(at, both.as_bytes())).unwrap();
    assert_starts_with(&back, "HTTP/1.1 404");
    let second = back
        .rsplit_once("</html>\n")
        .unwrap()
        .0
        .rsplit_once("HTTP/1.0 200")
        .unwrap()
        .1;
    assert_contains(second, "Ask us.");
}

#[test]
fn nothing_may_be_read_by_other_pages() {
    let server = Server::small(&[]);
    for at in [server.public, server.internal] {
        let page = get(at, "/", "");
        assert_eq!(page.get("Access-Control-Allow-Origin"), None);
        assert_eq!(
            page.get("Cross-Origin-Resource-Policy"),
            Some("same-origin")
        );
        assert_eq!(page.get("X-Content-Type-Options"), Some("nosniff"));
    }
}

#[test]
fn absolute_links_lead_to_the_preview_or_to_the_base_url() {
    let place = Place::new();
    let server = Server::start(&place, &[]);
    assert_contains(
        &server.get("/feed.xml").body,
        format!("<link>http://{}/incidents/", server.public),
    );
    let server = Server::start(&place, &["--base-url", "https://preview.example.com/42/"]);
    assert_contains(
        &server.get("/feed.xml").body,
        "<link>https://preview.example.com/42/incidents/",
    );
}

#[test]
fn a_port_in_use_is_an_error_or_skipped() {
    let place = Place::new();
    let server = Server::start(&place, &[]);
    let port = server.public.port().to_string();
    let run = place.run(&["serve", "--port", &port]);
    assert_eq!(run.code, 2);
    assert_contains(
        &run.stderr,
        format!("cannot listen on 127.0.0.1 port {port}: "),
    );

    let without = || Server::run(place.command(&["serve"]));
    let (first, second) = (without(), without());
    for server in [&first, &second] {
        assert_eq!(server.public.port() + 1, server.internal.port());
        assert_eq!(
            wait_at(server.public, "/", |page| page.status == 200).status,
            200
        );
    }
    assert!(second.public.port() > first.public.port(), "the next pair");
}

/// The program with the default signal handling, as a terminal starts it. Test runners in the background may ignore interrupts, and child
/// processes inherit that.
fn interruptible(command: &Command) -> Command {
    let mut env = Command::new("env");
    env.arg("--default-signal=INT")
        .arg(command.get_program())
        .args(command.get_args());
    env.current_dir(command.get_current_dir().unwrap())
        .stdin(std::process::Stdio::null());
    env
}

#[test]
fn an_interrupt_ends_it_at_once() {
    for signal in ["-INT", "-TERM"] {
        let place = Place::new();
        let mut server = Server::run(interruptible(&place.command(&[
            "serve",
            "--port",
            "0",
            "--now",
            "2013-08-01T00:00Z",
        ])));
        let events_path = wait_at(server.public, "/", |page| page.status == 200).events_path();
        let at = server.public;
        // A waiting page does not delay it.
        let waiting = std::thread::spawn(move || {
            exchange(
                at,
                format!("GET {events_path} HTTP/1.1\r\nHost: {at}\r\n\r\n").as_bytes(),
            )
        });
        let id = server.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        let begun = std::time::Instant::now();
        while server.child.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < TIMEOUT / 3, "{signal} does not end it");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let _ = waiting.join().unwrap();
        assert!(
            std::net::TcpListener::bind(at).is_ok(),
            "the port is free again"
        );
    }
}

/// The most memory that a process had so far, in kilobytes.
#[cfg(target_os = "linux")]
fn peak_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.unwrap().trim().trim_end_matches(" kB");
    number.parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn a_large_file_is_sent_from_the_disk() {
    const SIZE: u64 = 64 * 1024 * 1024;
    let place = Place::new();
    let path = place.path("content/static/video.bin");
    write_large(&path, SIZE, "the end");
    let server = Server::start(&place, &[]);
    assert_eq!(server.get("/").status, 200);
    let peak = peak_memory(server.child.id());
    let request = |more: &str| {
        let host = server.public;
        let head = format!("/video.bin HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        exchange(host, format!("{more} {head}\r\n").as_bytes())
    };
    let answer = request("GET");
    assert_contains(
        String::from_utf8_lossy(&answer[..400]),
        "Content-Length: 67108864\r\n",
    );
    let start = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap()
        + 4;
    assert_same_file("video.bin", &answer[start..], std::fs::read(&path).unwrap());
    let more = peak_memory(server.child.id()) - peak;
    assert!(more < 16 * 1024, "{peak} kB became {more} kB more");
    let known = server.get("/video.bin");
    let tag = format!("If-None-Match: {}\r\n", known.get("ETag").unwrap());
    assert_eq!(get(server.public, "/video.bin", &tag).status, 304);
    let head = String::from_utf8(request("HEAD")).unwrap();
    assert_contains(&head, "Content-Length: 67108864\r\n");
    assert!(head.ends_with("\r\n\r\n"), "{head}");
    // Another file of this name is shown when it has been read, and one that is longer or a link never is.
    write_large(&path, 5000, "the beginning");
    server.wait("/video.bin", |reply| reply.body.ends_with("the beginning"));
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", &path).unwrap();
    server.wait("/video.bin", |reply| reply.status == 404);
}

/// Pages of `static/` reload themselves too, whatever their length.
#[test]
fn a_large_page_of_static_files_reloads_itself() {
    let place = Place::new();
    place.write(
        "static/manual.html",
        &format!("<p>{}</p></body>", "Long. ".repeat(1000)),
    );
    let server = Server::start(&place, &[]);
    let reply = server.get("/manual.html");
    assert_contains(&reply.body, "Long. Long.");
    assert!(reply.generation() > 0);
}
