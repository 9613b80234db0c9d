//! Pages follow every change of a file, and none is lost.

use crate::compare::{assert_contains, assert_lacks};
use std::fs;
use std::net::SocketAddr;

use super::{Server, exchange, get, reply, wait_at};
use crate::build::{FAULTY, INCIDENT, Place};

const PAGE: &str = "/incidents/2013-07-10-web-slow/";

/// What a page receives that waits for a newer generation at a path.
fn read_event(at: SocketAddr, events_path: &str) -> String {
    reply(&exchange(
        at,
        format!("GET {events_path} HTTP/1.1\r\nHost: {at}\r\n\r\n").as_bytes(),
    ))
    .body
}

#[test]
fn a_waiting_page_receives_an_event_after_a_change() {
    let place = Place::new();
    let server = Server::start(&place, &[]);
    let (at, events_path) = (server.public, server.get(PAGE).events_path());
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| read_event(at, &events_path));
        place.edit(INCIDENT, "Web is slow", "Web is very slow");
        let event = waiting.join().unwrap();
        assert_contains(&event, "\ndata: ");
    });
    let page = server.get(PAGE);
    assert_contains(&page.body, "Web is very slow");
    assert_ne!(page.events_path(), events_path);
}

#[test]
fn a_change_before_the_page_waits_is_not_lost() {
    let place = Place::new();
    let server = Server::start(&place, &[]);
    let (at, events_path) = (server.public, server.get(PAGE).events_path());
    place.edit(INCIDENT, "Web is slow", "Web is very slow");
    server.wait(PAGE, |page| page.body.contains("Web is very slow"));
    assert_contains(read_event(at, &events_path), "\ndata: ");
    let other = Server::start(&place, &[]);
    // A page of an earlier run notices the new one.
    assert_contains(read_event(other.public, &events_path), "\ndata: ");
}

#[test]
fn every_way_of_saving_is_seen() {
    let place = Place::new();
    for poll in [&[][..], &["--poll"]] {
        let before = fs::read_to_string(place.path("content").join(INCIDENT)).unwrap();
        place.edit(INCIDENT, "title: ", "title: 0 ");
        let server = Server::start(&place, poll);
        let file = place.path("content").join(INCIDENT);
        let text = fs::read_to_string(&file).unwrap();
        let says = |title: &str| {
            drop(server.wait(PAGE, |page| page.body.contains(&format!("<h1>{title}"))))
        };
        let with = |title: &str| text.replace("title: 0 ", &format!("title: {title} "));
        fs::write(&file, with("1")).unwrap();
        says("1");
        fs::write(place.path("content/incidents/.new"), with("two")).unwrap();
        fs::rename(place.path("content/incidents/.new"), &file).unwrap();
        says("two");
        fs::remove_file(&file).unwrap();
        server.wait(PAGE, |page| page.status == 404);
        fs::write(&file, with("three")).unwrap();
        says("three");
        fs::rename(place.path("content/incidents"), place.path("aside")).unwrap();
        server.wait(PAGE, |page| page.status == 404);
        fs::rename(place.path("aside"), place.path("content/incidents")).unwrap();
        says("three");
        fs::write(&file, with("four")).unwrap();
        says("four");
        fs::rename(place.path("content"), place.path("aside")).unwrap();
        server.wait(PAGE, |page| page.body.contains("cannot be read"));
        fs::rename(place.path("aside"), place.path("content")).unwrap();
        server.wait(PAGE, |page| !page.body.contains("cannot be read"));
        fs::write(&file, with("five")).unwrap();
        says("five");
        fs::write(&file, before).unwrap();
    }
}

#[test]
fn a_storm_of_saves_ends_with_the_last_one() {
    let place = Place::new();
    let server = Server::start(&place, &[]);
    let file = place.path("content").join(INCIDENT);
    let text = fs::read_to_string(&file).unwrap();
    for number in 0..200 {
        fs::write(
            &file,
            text.replace("Web is slow", &format!("Save {number}.")),
        )
        .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let page = server.wait(PAGE, |page| page.body.contains("<h1>Save 199.</h1>"));
    let later = server.get("/").generation() - page.generation();
    assert!(later < 2, "{later} generations after the last save");
}

#[test]
fn a_touch_and_a_reading_are_no_changes() {
    let place = Place::new();
    let server = Server::start(&place, &[]);
    let generation = server.get("/").generation();
    let file = place.path("content").join(INCIDENT);
    let text = fs::read(&file).unwrap();
    fs::write(&file, &text).unwrap();
    fs::write(place.path("content/.swap"), "").unwrap();
    place.edit("pages/support.md", "Ask us.", "Ask us often.");
    server.wait("/support/", |page| page.body.contains("Ask us often."));
    assert_eq!(server.get("/").generation(), generation + 1);
}

#[test]
fn faults_are_shown_over_the_last_valid_page_until_they_are_fixed() {
    let place = Place::new();
    let server = Server::start(&place, &[]);
    let good = place.path("content").join(INCIDENT);
    let text = fs::read_to_string(&good).unwrap();
    place.write(INCIDENT, FAULTY);
    let page = server.wait(PAGE, |page| page.body.contains("role=\"alert\""));
    assert_eq!(page.status, 200);
    assert_contains(&page.body, "<h1>Web is slow</h1>");
    // As `check` shows them, in the browser and at the terminal.
    let run = place.run(&["check"]);
    let plain = run
        .stderr
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    assert_contains(&page.body, plain.trim_end());
    let seen = server.wait_for_line("unknown component `wep`");
    assert_contains(&run.stderr, &seen);
    server.wait_for_line("the pages are not updated");
    // The policy allows the style of the box by its hash.
    let style = page
        .body
        .rsplit_once("<style>")
        .unwrap()
        .1
        .split_once("</style>")
        .unwrap()
        .0;
    assert_contains(&page.body, statuary::base::digest::csp_hash(style));
    fs::write(&good, text).unwrap();
    let page = server.wait(PAGE, |page| !page.body.contains("role=\"alert\""));
    assert_contains(&page.body, "<h1>Web is slow</h1>");
}

#[test]
fn the_public_port_shows_no_line_of_drafts_and_internal_files() {
    let place = Place::new();
    let server = Server::start(&place, &[]);
    place.write(
        "incidents/2013-07-20-hush.yaml",
        &format!("draft: true\n{FAULTY}"),
    );
    place.write(
        "internal/reports/store/2013-W28.yaml",
        "product: store\nperiod: 2013-W28\nsecret: canary\n",
    );
    place.write(
        "postmortems/2013-07-20-open.md",
        "---\nincident: 2013-07-20-hus\npublished: 2013-07-21T00:00Z\n---\nText.\n",
    );
    place.write(
        "incidents/2013-07-21-escaped.yaml",
        &format!("\"dr\\x61ft\": true\n{}", FAULTY.replace("wep", "veb")),
    );
    let all = wait_at(server.internal, "/", |page| {
        page.body.contains("canary") && page.body.contains("`veb`")
    });
    for word in [
        "2013-07-20-hush.yaml",
        "`wep`",
        "2013-W28",
        "2013-07-20-open.md",
    ] {
        assert_contains(&all.body, word);
    }
    let page = server.wait("/", |page| page.body.contains("role=\"alert\""));
    for word in [
        "hush",
        "wep",
        "canary",
        "2013-W28",
        "Wrong twice",
        "veb",
        "escaped",
    ] {
        assert_lacks(&page.body, word);
    }
    assert_contains(&page.body, "in drafts or internal files");
    let folder = place.path("").to_string_lossy().into_owned();
    assert!(
        !page.body.contains(&folder) && !all.body.contains(&folder),
        "an absolute path"
    );
}

#[test]
fn a_site_that_begins_with_faults_appears_when_they_are_fixed() {
    let place = Place::new();
    let text = fs::read_to_string(place.path("content").join(INCIDENT)).unwrap();
    place.write(INCIDENT, FAULTY);
    let server = Server::start(&place, &[]);
    let page = server.get("/");
    assert_eq!(page.status, 503);
    assert_contains(&page.body, "`wep`");
    let events_path = page.events_path();
    place.write(INCIDENT, &text);
    server.wait("/", |page| {
        page.status == 200 && !page.body.contains("`wep`")
    });
    assert_contains(read_event(server.public, &events_path), "\ndata: ");
}

#[test]
fn changes_of_a_theme_are_followed() {
    let place = Place::new();
    let server = Server::start(&place, &[]);
    fs::create_dir_all(place.path("themes/default")).unwrap();
    fs::write(
        place.path("themes/default/404.html"),
        "<h1>Gone fishing</h1>",
    )
    .unwrap();
    let page = server.wait("/nothing", |page| {
        page.body.starts_with("<h1>Gone fishing</h1>")
    });
    assert!(
        !page.events_path().is_empty(),
        "a page without an end gets the script too"
    );
    fs::write(place.path("themes/default/404.html"), "{{ page.nothing }}").unwrap();
    server.wait("/nothing", |page| page.body.contains("Page not found"));
    fs::write(place.path("themes/default/page.html"), "{{ page.nothing }}").unwrap();
    let broken = server.wait("/support/", |page| page.status == 500);
    assert!(
        broken.body.contains("page.html") && !broken.events_path().is_empty(),
        "{}",
        broken.body
    );
    assert_eq!(server.get("/").status, 200, "other pages are not affected");
    fs::write(place.path("themes/default/page.html"), "{% if %}").unwrap();
    let page = server.wait("/", |page| page.body.contains("invalid theme"));
    assert!(
        page.status == 200 && page.body.contains("page.html"),
        "{}",
        page.body
    );
    fs::remove_dir_all(place.path("themes")).unwrap();
    server.wait("/support/", |page| {
        page.status == 200 && page.body.contains("Ask us.")
    });
}

#[test]
fn the_output_is_not_watched() {
    let place = Place::new();
    let server = Server::start(&place, &[]);
    let events_path = server.get("/").events_path();
    place.build(&[]);
    assert_eq!(get(server.public, "/", "").events_path(), events_path);
}
