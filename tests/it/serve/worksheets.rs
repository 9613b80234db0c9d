//! Worksheets as forms: what they show, what they write, and who may send them; and the same in the terminal.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::fs::OFlags;
use rustix::termios::{LocalModes, tcgetattr};

use super::{Reply, Server, get, send};
use crate::build::Place;
use crate::compare::{assert_contains, assert_lacks};
use crate::terminal::terminal;

const PRODUCT: &str = "\
name: Database
export:
  id: Ticket
  created: Created
  priority: Priority
  ticket_url: https://help.example.com/tickets/{id}
  show: [Subject, Tags]
culprits:
  - id: backups
    name: Backups
  - id: billing
    name: Billing & contracts
";
const SHEET: &str = "internal/reports/db/2013-W27.yaml";
const FORM: &str = "/.statuary/worksheets/db/2013-W27/";
/// A text of a ticket that must be in no file.
const CANARY: &str = "Zq7 <b>canary</b>";

/// A site with a worksheet of 42 tickets, and the export that it was drawn from.
fn desk() -> Place {
    let place = Place::new();
    place.edit(
        "site.yaml",
        "language: en\n",
        "language: en\nsample_seed: status-2013\n",
    );
    place.write("internal/reports/db/product.yaml", PRODUCT);
    let rows =
        (1..=60).map(|id| format!("{id},2013-07-0{},high,{CANARY} {id},\"a, b\"\n", 1 + id % 7));
    let export = format!(
        "Ticket,Created,Priority,Subject,Tags\n{}",
        rows.collect::<String>()
    );
    fs::write(place.path("tickets.csv"), export).unwrap();
    let run = place.run(&[
        "sample",
        "db",
        "2013-W27",
        "tickets.csv",
        "--now",
        "2013-07-09T09:00Z",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    place
}

fn sheet(place: &Place) -> String {
    fs::read_to_string(place.path("content").join(SHEET)).unwrap()
}

/// The value of a hidden field, or of an attribute.
#[track_caller]
fn field<'p>(page: &'p Reply, before: &str) -> &'p str {
    let (_, rest) = page
        .body
        .split_once(before)
        .unwrap_or_else(|| panic!("{before} in {}", page.body));
    rest.split_once('"').unwrap().0
}

fn hidden<'p>(page: &'p Reply, name: &str) -> &'p str {
    field(page, &format!("name=\"{name}\" value=\""))
}

impl Server {
    /// Sends a form as the page of this server would, with some headers in place of a browser's.
    #[track_caller]
    fn post(&self, headers: &str, fields: &[(&str, &str)]) -> Reply {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        let body = body.join("&");
        let at = self.internal;
        let text = format!(
            "POST {FORM} HTTP/1.1\r\nHost: {at}\r\n{headers}Content-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        send(at, text.as_bytes())
    }

    fn own(&self) -> String {
        format!(
            "Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n",
            self.internal
        )
    }

    /// Fills in the form of a page, with other fields besides or instead.
    #[track_caller]
    fn submit(&self, page: &Reply, more: &[(&str, &str)]) -> Reply {
        let names = ["token", "reader", "ticket", "seen"];
        let mut fields: Vec<(&str, &str)> = names
            .iter()
            .map(|name| (*name, hidden(page, name)))
            .collect();
        fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        fields.extend(more);
        self.post(&self.own(), &fields)
    }

    /// The page after a form that was saved.
    #[track_caller]
    fn follow(&self, reply: &Reply) -> Reply {
        assert_eq!(reply.status, 303, "{}", reply.body);
        get(self.internal, reply.get("Location").unwrap(), "")
    }
}

fn encode(text: &str) -> String {
    let encoded = text.bytes().map(|byte| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}

#[test]
fn a_ticket_is_classified_and_the_next_one_follows() {
    let place = desk();
    let server = Server::start(&place, &["--tickets", "tickets.csv"]);
    let front = get(server.internal, "/", "");
    assert_contains(
        &front.body,
        "<a href=\"/.statuary/worksheets/\">Worksheets to fill in</a>",
    );
    assert_lacks(get(server.public, "/", "").body, "/.statuary/worksheets/");
    let index = get(server.internal, "/.statuary/worksheets/", "");
    assert_contains(
        &index.body,
        "<a href=\"/.statuary/worksheets/db/2013-W27/\">db, 2013-W27</a>: 0 of 42 tickets read</li>",
    );
    // What somebody noted in an editor is in the form.
    let noted = sheet(&place).replacen("    note:\n", "    note:\n    minutes: 12\n", 1);
    place.write(SHEET, &noted);
    let page = get(server.internal, FORM, "");
    let ticket = hidden(&page, "ticket").to_owned();
    assert_contains(
        &page.body,
        format!("<dt>Subject</dt><dd>Zq7 &lt;b&gt;canary&lt;/b&gt; {ticket}</dd>"),
    );
    assert_contains(&page.body, "<dt>Tags</dt><dd>a, b</dd>");
    assert_contains(
        &page.body,
        format!(
            "href=\"https://help.example.com/tickets/{ticket}\" target=\"_blank\" rel=\"noopener noreferrer\""
        ),
    );
    assert_contains(
        &page.body,
        "<kbd>2</kbd> <span>Billing &amp; contracts</span>",
    );
    assert_contains(&page.body, "name=\"minutes\" value=\"12\"");
    assert_contains(&page.body, "form-action 'self'");
    assert_contains(&page.body, "default-src 'none'");
    assert_lacks(&page.body, "/.statuary/events");
    assert_eq!(page.get("Cache-Control"), Some("no-store"));
    let before = sheet(&place);
    let saved = server.submit(
        &page,
        &[
            ("finding", "backups"),
            ("note", "It  is: \"slow\"\r\n"),
            ("minutes", "25"),
            ("doubt", "true"),
        ],
    );
    let next = server.follow(&saved);
    assert_contains(
        &next.body,
        format!("Saved: {ticket} is <strong>Backups</strong>."),
    );
    assert!(hidden(&next, "ticket") != ticket);
    let row = format!(
        "  - id: \"{ticket}\"\n    priority: high\n    culprit:\n    note:\n    minutes: 12\n"
    );
    let filled = format!(
        "  - id: \"{ticket}\"\n    priority: high\n    culprit: backups\n    note: \"It is: \\\"slow\\\"\"\n    minutes: 25\n    second_reader: true\n"
    );
    assert_contains(&before, &row);
    assert_eq!(sheet(&place), before.replace(&row, &filled));
    assert_contains(&next.body, "1 of 42 tickets read.");
    assert_contains(
        &next.body,
        format!("<a href=\"{FORM}?reader=first&amp;ticket={ticket}\" id=\"back\">Back</a>"),
    );
    assert_lacks(&page.body, "id=\"back\"");
    let report = field(
        &next,
        "read. The margin of error is 100 percentage points now, and 10 when all are read. A chart needs at least 30 tickets. <a href=\"",
    );
    assert_eq!(get(server.internal, report, "").status, 200);
    let mail = server.follow(&server.submit(
        &next,
        &[
            ("finding", "unclassified"),
            ("note", "write to a.b@example.org"),
        ],
    ));
    assert_contains(&mail.body, "role=\"alert\">Warning: ");
    let empty = server.submit(&mail, &[("note", "typed")]);
    assert_eq!(empty.status, 422);
    assert_contains(&empty.body, "value=\"typed\"");
    let unknown = server.submit(&mail, &[("finding", "backup"), ("note", "typed")]);
    assert_eq!(unknown.status, 409);
    assert_contains(
        &unknown.body,
        "Nothing was saved: unknown culprit `backup`.",
    );
}

#[test]
fn only_a_page_of_this_server_can_write() {
    let place = desk();
    let server = Server::start(&place, &[]);
    let page = get(server.internal, FORM, "");
    let (at, before) = (server.internal, sheet(&place));
    let all = [
        ("token", hidden(&page, "token")),
        ("ticket", hidden(&page, "ticket")),
        ("seen", hidden(&page, "seen")),
        ("finding", "backups"),
    ];
    for headers in [
        "",
        "Sec-Fetch-Site: same-origin\r\n",
        "Origin: null\r\n",
        "Origin: http://example.com\r\n",
        &format!("Origin: https://{at}\r\n"),
        &format!("Origin: http://{}\r\n", server.public),
        &format!("Origin: http://localhost:{}\r\n", at.port()),
        &format!(
            "Origin: http://{at}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n"
        ),
        &format!("Origin: http://{at}\r\nOrigin: http://example.com\r\n"),
    ] {
        assert_eq!(server.post(headers, &all).status, 403, "{headers}");
    }
    for token in ["", "guess", &all[0].1[1..]] {
        let reply = server.submit(
            &page,
            &[
                ("token", token),
                ("finding", "backups"),
                ("note", "kept <i>"),
            ],
        );
        assert_eq!(reply.status, 403, "{token}");
        assert_contains(&reply.body, "value=\"kept &lt;i&gt;\"");
    }
    let public = send(
        server.public,
        format!("POST {FORM} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nContent-Length: 3\r\n\r\na=b", server.public).as_bytes(),
    );
    assert_eq!(public.status, 405);
    assert_eq!(get(server.public, FORM, "").status, 404);
    let large = format!("POST {FORM} HTTP/1.1\r\nHost: {at}\r\nContent-Length: 70000\r\n\r\n");
    assert_eq!(send(at, large.as_bytes()).status, 413);
    assert_eq!(sheet(&place), before);
    assert_eq!(server.submit(&page, &[("finding", "backups")]).status, 303);
}

#[test]
fn a_server_that_others_can_reach_has_no_forms() {
    let place = desk();
    let server = Server::start(&place, &["--address", "0.0.0.0"]);
    let front = get(server.internal, "/", "");
    assert_eq!(front.status, 200);
    assert_lacks(&front.body, "/.statuary/worksheets/");
    assert_eq!(get(server.internal, FORM, "").status, 404);
    let reply = server.post(&server.own(), &[("finding", "backups")]);
    assert_eq!(reply.status, 405);
}

#[test]
fn nobody_overwrites_what_they_have_not_seen() {
    let place = desk();
    let server = Server::start(&place, &[]);
    let page = get(server.internal, FORM, "");
    assert_eq!(
        server
            .submit(&page, &[("finding", "billing"), ("note", "mine")])
            .status,
        303
    );
    let written = sheet(&place);
    let late = server.submit(&page, &[("finding", "backups"), ("note", "late")]);
    assert_eq!(late.status, 409);
    assert_contains(&late.body, "somebody else changed this ticket");
    assert_contains(&late.body, "value=\"late\"");
    assert_eq!(sheet(&place), written);
    // What is on the page now has been seen.
    assert_eq!(
        server
            .submit(&late, &[("finding", "backups"), ("note", "late")])
            .status,
        303
    );
    assert_contains(sheet(&place), "culprit: backups\n    note: late\n");
}

#[test]
fn a_second_reader_is_blind_and_disagreements_are_queued() {
    let place = desk();
    let server = Server::start(&place, &[]);
    let mut page = get(server.internal, FORM, "");
    let mut read = Vec::new();
    for finding in ["backups", "backups", "billing", "backups"] {
        read.push(hidden(&page, "ticket").to_owned());
        let doubt = if read.len() == 4 { "true" } else { "" };
        page = server.follow(&server.submit(
            &page,
            &[
                ("finding", finding),
                ("note", "first-note"),
                ("doubt", doubt),
            ],
        ));
    }
    let mut page = get(server.internal, &format!("{FORM}?reader=second"), "");
    assert_eq!(
        hidden(&page, "ticket"),
        read[3],
        "the ticket in doubt comes first"
    );
    for finding in ["billing", "backups", "billing", "billing"] {
        assert_lacks(&page.body, "first-note");
        assert_lacks(&page.body, " checked");
        page = server.follow(&server.submit(&page, &[("finding", finding)]));
    }
    assert_contains(&page.body, "No tickets need a second reader.");
    assert_contains(&page.body, "2 disagreements");
    // Two of three agree that were not in doubt: kappa (2/3 - 4/9) / (1 - 4/9).
    assert_contains(&page.body, "0.40");
    let page = get(server.internal, &format!("{FORM}?reader=both"), "");
    assert_eq!(hidden(&page, "ticket"), read[1]);
    assert_contains(
        &page.body,
        "The first reader found <strong>Backups</strong>, the second <strong>Billing &amp; contracts</strong>.",
    );
    let page = server.follow(&server.submit(&page, &[("finding", "billing"), ("note", "agreed")]));
    assert_contains(&page.body, "1 disagreement<");
    assert_contains(
        sheet(&place),
        "culprit: billing\n    note: agreed\n    second: billing\n    first: backups\n",
    );
    let check = place.run(&["check", "--format", "short"]);
    assert_eq!(check.code, 0, "{}{}", check.stdout, check.stderr);
    let tally = place.run(&["tally", "db", "2013-W27"]).stdout;
    assert_contains(
        &tally,
        "read_twice:\n  - { first: backups, second: backups, tickets: 1 }\n  - { first: backups, second: billing, tickets: 1 }\n  \
         - { first: billing, second: billing, tickets: 1 }\n",
    );
}

#[test]
fn new_culprits_are_added_to_the_vocabulary_in_order() {
    let place = desk();
    let server = Server::start(&place, &[]);
    let page = get(server.internal, FORM, "");
    let propose = |name: &str| server.submit(&page, &[("action", "propose"), ("name", name)]);
    let page_after = server.follow(&propose("Slow queries"));
    assert_contains(&page_after.body, "<kbd>3</kbd> <span>Slow queries</span>");
    assert_eq!(hidden(&page_after, "ticket"), hidden(&page, "ticket"));
    assert_eq!(propose("Forks: all").status, 303);
    assert_eq!(propose("slow queries").status, 409);
    assert_eq!(propose(" ").status, 409);
    let product =
        fs::read_to_string(place.path("content/internal/reports/db/product.yaml")).unwrap();
    let expected = format!(
        "{PRODUCT}  - id: slow-queries\n    name: Slow queries\n    since: 2013-W27\n  - id: forks-all\n    name: \"Forks: all\"\n    since: 2013-W27\n"
    );
    assert_eq!(product.replace("'Forks: all'", "\"Forks: all\""), expected);
}

#[test]
fn a_server_that_is_killed_loses_nothing_and_writes_nothing_twice() {
    let place = desk();
    let mut done = 0;
    for _ in 0..6 {
        let mut server = Server::start(&place, &[]);
        let mut page = get(server.internal, FORM, "");
        for _ in 0..4 {
            page = server.follow(&server.submit(&page, &[("finding", "backups")]));
            done += 1;
        }
        let fields: Vec<(String, String)> = ["token", "reader", "ticket", "seen"]
            .iter()
            .map(|name| ((*name).to_owned(), hidden(&page, name).to_owned()))
            .collect();
        server.child.kill().unwrap();
        server.child.wait().unwrap();
        let server = Server::start(&place, &[]);
        let mut fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        fields.extend([("finding", "billing"), ("note", "kept")]);
        let stale = server.post(&server.own(), &fields);
        assert_eq!(stale.status, 403);
        assert_contains(&stale.body, "value=\"kept\"");
        let read = sheet(&place).matches("culprit: backups\n").count();
        assert_eq!(read, done);
    }
}

/// What a terminal session says that reads its keys from a pipe.
fn classify(place: &Place, keys: &str, more: &[&str]) -> (i32, String) {
    let mut command: Command = place.command(&[&["classify", "db", "2013-W27"], more].concat());
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(keys.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(said).unwrap(),
    )
}

#[test]
fn what_is_no_key_in_a_pipe_ends_the_command_before_it_is_saved_for_other_tickets() {
    let place = desk();
    // The note is on the line after its key.
    let (code, said) = classify(&place, "n\nex ample\n1\n", &[]);
    assert_eq!(code, 0, "{said}");
    assert_contains(sheet(&place), "note: ex ample");
    let before = sheet(&place);
    let (code, said) = classify(&place, "zx1\n", &[]);
    assert_eq!(code, 2, "{said}");
    assert_contains(&said, "unknown key `z`; the input for ticket ");
    assert_eq!(sheet(&place), before);
}

#[test]
fn the_terminal_takes_one_key_for_each_ticket() {
    let place = desk();
    let (code, said) = classify(
        &place,
        "1\n2n  A bill\nu?xs1q",
        &["--tickets", "tickets.csv"],
    );
    assert_eq!(code, 0, "{said}");
    assert_contains(&said, "  Subject: Zq7 <b>canary</b> ");
    assert_contains(
        &said,
        "  [1] Backups  [2] Billing & contracts  [u] Cause unclear",
    );
    assert_contains(&said, "/reports/db/2013-W27/ on the internal site");
    assert_contains(
        &said,
        "5 of 42 tickets read. 1 ticket was skipped: read it first",
    );
    let text = sheet(&place);
    let found: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("culprit:").map(str::trim))
        .take(7)
        .collect();
    assert_eq!(
        found,
        [
            "backups",
            "billing",
            "unclassified",
            "not-applicable",
            "",
            "backups",
            ""
        ]
    );
    assert_contains(&text, "culprit: unclassified\n    note: A bill\n");
    assert_contains(
        &text,
        "culprit: not-applicable\n    note:\n    second_reader: true\n",
    );
    let (code, said) = classify(&place, "1111u", &["--second", "--quiet"]);
    assert_eq!(code, 0, "{said}");
    assert_contains(&said, "disagreements: 2\n");
    let (code, said) = classify(&place, "+Slow queries\n3", &["--agree"]);
    assert_eq!(code, 0, "{said}");
    assert_contains(&said, "added: slow-queries\n");
    assert_contains(sheet(&place), "culprit: slow-queries\n");
    let check = place.run(&["check", "--format", "short"]);
    assert_eq!(check.code, 0, "{}{}", check.stdout, check.stderr);
    for (path, bytes) in crate::build::tree(&place.path("content")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Zq7"), "{path}");
    }
}

#[test]
fn a_reader_goes_back_and_a_session_keeps_marks_and_notes() {
    let place = desk();
    // The second ticket is marked and has a note when the session ends.
    let (code, said) = classify(&place, "1n\nhalf a thought\n?q", &[]);
    assert_eq!(code, 0, "{said}");
    assert_contains(
        sheet(&place),
        "culprit:\n    note: half a thought\n    second_reader: true\n",
    );
    // Back to the first ticket, which is saved as something else; then on with the second.
    let (code, said) = classify(&place, "b2?2bbbq", &[]);
    assert_eq!(code, 0, "{said}");
    assert_contains(&said, "  Saved as: Backups\n");
    assert_contains(&said, "there is no ticket above this one\n");
    let text = sheet(&place);
    assert_lacks(&text, "culprit: backups");
    assert_contains(
        &text,
        "culprit: billing\n    note: half a thought\n    second_reader: false\n",
    );
    assert_eq!(text.matches("culprit: billing\n").count(), 2);
    let first = text.split("- id: \"").nth(1).unwrap();
    let first = first.split('"').next().unwrap();
    let (code, said) = classify(&place, "u", &["--ticket", first]);
    assert_eq!(code, 0, "{said}");
    assert_contains(sheet(&place), "culprit: unclassified");
    let (code, said) = classify(&place, "u", &["--ticket", "none"]);
    assert_eq!(code, 2, "{said}");
    assert_contains(
        &said,
        "there is no ticket `none` in internal/reports/db/2013-W27.yaml",
    );
}

#[test]
fn minutes_are_noted_and_notes_are_deleted() {
    let place = desk();
    let (code, said) = classify(&place, "n\nhalf a thought\nm\n25\nq", &[]);
    assert_eq!(code, 0, "{said}");
    assert_contains(sheet(&place), "note: half a thought\n    minutes: 25\n");
    let (_, said) = classify(&place, "m 12x\nq", &[]);
    assert_contains(&said, "  Minutes: 25\n");
    assert_contains(
        &said,
        "nothing was saved: invalid minutes `12x`: expected a whole number",
    );
    let (code, said) = classify(&place, "n -\nm -\n1q", &[]);
    assert_eq!(code, 0, "{said}");
    let text = sheet(&place);
    assert_contains(&text, "culprit: backups");
    assert_lacks(&text, "half a thought");
    assert_lacks(&text, "minutes: 25");
    // The form refuses what is no number.
    let server = Server::start(&place, &[]);
    let page = get(server.internal, FORM, "");
    let reply = server.submit(&page, &[("finding", "backups"), ("minutes", "-3")]);
    assert_eq!(reply.status, 422);
    assert_contains(&reply.body, "invalid minutes `-3`");
    assert_eq!(sheet(&place), text);
}

#[test]
fn a_build_names_the_newest_report_that_it_wrote() {
    let place = desk();
    classify(&place, "1q", &[]);
    let summary = |now: &str| place.run(&["build", "--now", now]).stdout;
    assert_contains(summary("2013-08-01T12:00Z"), "newest report: ");
    assert_lacks(summary("2013-06-01T12:00Z"), "newest report: ");
}

#[test]
fn tickets_that_are_read_in_full_count_in_the_margin() {
    let place = desk();
    place.write(
        "internal/reports/db/product.yaml",
        &PRODUCT.replace("culprits:", "census_priorities: [urgent]\nculprits:"),
    );
    fs::remove_file(place.path("content").join(SHEET)).unwrap();
    let rows = (1..=400).map(|id| {
        let priority = if id <= 100 { "urgent" } else { "low" };
        format!("{id},2013-07-0{},{priority},,\n", 1 + id % 7)
    });
    let export = format!(
        "Ticket,Created,Priority,Subject,Tags\n{}",
        rows.collect::<String>()
    );
    fs::write(place.path("tickets.csv"), export).unwrap();
    let now = ["--now", "2013-07-09T09:00Z"];
    let run = place.run(&[&["sample", "db", "2013-W27", "tickets.csv"], &now[..]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (_, said) = classify(&place, &"1".repeat(99), &[]);
    assert_contains(
        &said,
        "1 ticket of a priority that is read in full is not read yet: nothing can be estimated before that.",
    );
    // 40 of 300 are known to within 17 points, which are 13 of all 400.
    let (_, said) = classify(&place, &"1".repeat(41), &[]);
    assert_contains(
        &said,
        "The margin of error is 13 percentage points now, and 8 when all are read.",
    );
}

/// A person at a terminal who waits for what the program says.
struct Person {
    terminal: File,
    said: String,
}

impl Person {
    /// Types keys, and waits until the program has said this since.
    #[track_caller]
    fn types(&mut self, keys: &str, answer: &str) {
        self.terminal.write_all(keys.as_bytes()).unwrap();
        let before = self.said.len();
        let deadline = Instant::now() + Duration::from_secs(30);
        let mut bytes = [0; 4096];
        while !self.said[before..].contains(answer) {
            match self.terminal.read(&mut bytes) {
                Ok(length) => self.said += &String::from_utf8_lossy(&bytes[..length]),
                Err(_) if Instant::now() < deadline => sleep(Duration::from_millis(10)),
                Err(error) => panic!("{error}; no {answer:?} in {:?}", &self.said[before..]),
            }
        }
    }
}

#[test]
fn at_a_terminal_a_single_key_saves_and_the_terminal_is_left_as_it_was() {
    let place = desk();
    let (person, program) = terminal();
    rustix::fs::fcntl_setfl(&person, OFlags::NONBLOCK).unwrap();
    let mut person = Person {
        terminal: person,
        said: String::new(),
    };
    let mut command = place.command(&["classify", "db", "2013-W27"]);
    command
        .stdin(program.try_clone().unwrap())
        .stdout(program.try_clone().unwrap())
        .stderr(program.try_clone().unwrap());
    let mut child = command.spawn().unwrap();
    person.types("", "[x] Not applicable (out of scope, such as spam)");
    assert_contains(&person.said, "(1 of 42)");
    // An arrow is no key, and no three of them.
    person.types("\u{1b}[A1", "(2 of 42)");
    assert_lacks(&person.said, "unknown key");
    person.types("z", "unknown key `z`");
    person.types("n", "Note: ");
    person.types("zu gro\u{df}\r", "  Note: zu gro\u{df}");
    person.types("b", "Saved as: Backups");
    // Until the next key is asked for, the terminal itself would take Ctrl-C.
    let deadline = Instant::now() + Duration::from_secs(30);
    let modes = || tcgetattr(&program).unwrap().local_modes;
    while modes().contains(LocalModes::ICANON) {
        assert!(Instant::now() < deadline, "no key is asked for");
        sleep(Duration::from_millis(10));
    }
    person.types("\u{3}", "1 of 42 tickets read.");
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let modes = modes();
    assert!(
        modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG),
        "{modes:?}"
    );
    assert_contains(sheet(&place), "culprit: backups\n");
    assert_contains(sheet(&place), "culprit:\n    note: zu gro\u{df}\n");
}

#[test]
fn two_readers_on_two_branches_merge_without_a_conflict() {
    let place = desk();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(place.path("")).args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.com",
        ]);
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    };
    classify(&place, "121212", &[]);
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "content"]);
    git(&["commit", "-qm", "Half"]);
    git(&["checkout", "-qb", "second"]);
    classify(&place, "111111", &["--second"]);
    git(&["commit", "-qam", "Second reader"]);
    git(&["checkout", "-q", "main"]);
    git(&["checkout", "-qb", "first"]);
    classify(&place, "1212s1", &[]);
    git(&["commit", "-qam", "First reader"]);
    git(&["checkout", "-qb", "other", "main"]);
    classify(&place, "ssss2", &[]);
    git(&["commit", "-qam", "Another first reader"]);
    git(&["merge", "-q", "-m", "Merge", "second"]);
    git(&["merge", "-q", "-m", "Merge", "first"]);
    let text = sheet(&place);
    assert_eq!(text.matches("    second: backups\n").count(), 6);
    assert_eq!(text.matches("    culprit: b").count(), 12);
    let check = place.run(&["check", "--format", "short"]);
    assert_eq!(check.code, 0, "{}{}", check.stdout, check.stderr);
}
