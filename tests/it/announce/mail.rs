//! Announcements as mails.

use std::borrow::Cow;
use std::time::{Duration, Instant};

use expect_test::expect_file;
use mail_parser::MessageParser;
use statuary::derive::snapshot::Snapshot;
use statuary::edge::announce::recipients::run_command;
use statuary::render::announcement::mail::{MailRoute, OptOut, message};
use statuary::render::mail::header_text;
use statuary::view::announcement::Announcement;
use statuary::view::locale::Locale;
use statuary::view::public::announcement::announcements;

use super::smtp_server::{ReceivedMail, SmtpServer};
use super::{AFTER_ALL, AFTER_FIRST, place, run};
use crate::compare::{assert_contains, assert_lacks};
use crate::site::{example, moment, now};

const LIST: &str = "    - { id: list, kind: mail, url_env: SMTP_URL, from: status@example.com, to: list@example.com, \
                    unsubscribe: list+unsubscribe@example.com, allow_private: true }\n";
const RECIPIENTS: &str = "    - { id: all, kind: mail, url_env: SMTP_URL, from: status@example.com, recipients_env: RECIPIENTS, \
                          unsubscribe: \"https://example.com/leave/{token}\", one_click: true, allow_private: true }\n";

fn route(id: &str) -> MailRoute<'_> {
    MailRoute {
        id,
        from: "status@example.com",
        to: "list@example.com",
        opt_outs: vec![OptOut {
            text: "list+unsubscribe@example.com".to_owned(),
            url: "mailto:list+unsubscribe@example.com".to_owned(),
        }],
        one_click: false,
    }
}

/// What the example announced on the night of its outage.
fn night() -> Vec<Announcement> {
    night_in(Locale::english())
}

fn night_in(locale: &Locale) -> Vec<Announcement> {
    let snapshot = Snapshot::of(&example().status, now("2012-06-30T04:00Z"));
    announcements(snapshot, locale, Some(moment("2012-06-30T00:00Z")))
}

fn mail(announcement: &Announcement) -> String {
    String::from_utf8(message(announcement, &route(&announcement.name))).unwrap()
}

#[test]
fn the_night_of_the_outage_is_one_conversation() {
    let mails: Vec<String> = night().iter().map(mail).collect();
    assert!(mails.len() > 1, "{}", mails.len());
    let header = |mail: &String, name: &str| {
        let line = mail.lines().find(|line| line.starts_with(name));
        line.unwrap_or_else(|| panic!("no {name} in {mail}"))
            .to_owned()
    };
    let mut ids: Vec<String> = mails
        .iter()
        .map(|mail| header(mail, "Message-ID:"))
        .collect();
    let mut threads: Vec<String> = mails
        .iter()
        .map(|mail| header(mail, "References:"))
        .collect();
    threads.dedup();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), threads.len()), (mails.len(), 1));
    expect_file!["night.eml.txt"].assert_eq(&mails.concat().replace('\r', ""));
}

/// Python's `email` reads them in `tests/announce`; this is a parser of other authors.
#[test]
fn a_parser_reads_back_what_was_written() {
    let locales = ["en", "fr", "ja", "ar"].map(|tag| Locale::new(tag, &[]).unwrap());
    let nights = locales.iter().flat_map(night_in);
    for one in nights.chain([hostile()]) {
        let bytes = message(&one, &route(&one.name));
        let read = MessageParser::default().parse(&bytes).unwrap();
        let subject = header_text(&one.title);
        assert_eq!(read.subject(), Some(subject.as_str()));
        let from = read.from().and_then(|from| from.first()).unwrap();
        let site = header_text(&one.site);
        assert_eq!(from.name(), Some(site.as_str()));
        assert_eq!(from.address(), Some("status@example.com"));
        assert_eq!(read.date().unwrap().to_timestamp(), one.published.unix());
        assert_eq!(read.references(), read.in_reply_to());
        assert_ne!(read.references().as_text(), read.message_id());
        assert!(read.bcc().is_none(), "a text became a header");
        let part = |part: Option<Cow<str>>| part.unwrap().replace("\r\n", "\n");
        let text = one.text_with_facts().replace("\r\n", "\n");
        assert_contains(part(read.body_text(0)), text);
        assert_contains(part(read.body_html(0)), &one.html);
        assert_eq!(read.attachment_count(), 0);
    }
}

/// A promise that only one of the parts had would depend on the mail program.
#[test]
fn both_parts_have_the_next_promised_update() {
    let night = night();
    let promised = night.iter().filter(|one| one.next_update.is_some());
    let promised: Vec<&Announcement> = promised.collect();
    assert!(!promised.is_empty());
    for one in promised {
        let mail = mail(one);
        assert_eq!(mail.matches("Next update by").count(), 2, "{mail}");
    }
}

/// An announcement with everything that could break out of where it stands.
fn hostile() -> Announcement {
    let bad = "x\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script> \u{202e}@everyone";
    Announcement {
        title: bad.to_owned(),
        site: bad.to_owned(),
        text: format!("{bad}\n.\n{}", "100 kB ".repeat(15_000)),
        link: "https://example.com/\"><script>".to_owned(),
        ..night().remove(0)
    }
}

#[test]
fn hostile_texts_stay_where_they_belong() {
    let mail = mail(&hostile());
    let (head, body) = mail.split_once("\r\n\r\n").unwrap();
    assert_lacks(head, "\nBcc:");
    assert_lacks(head, "\u{202e}");
    let (_, html) = body.split_once("text/html").unwrap();
    assert_lacks(html, "<script>");
    let longest = mail.split("\r\n").map(str::len).max();
    assert!(longest < Some(999), "{longest:?}");
    assert!(mail.is_ascii(), "a server without 8BITMIME would refuse it");
}

#[test]
fn a_list_gets_each_mail_once() {
    let place = place(LIST);
    let server = SmtpServer::accepting();
    let url = server.url();
    let variables = [("SMTP_URL", url.as_str())];
    let dry = run(&place, AFTER_FIRST, &[], &["--dry-run"]);
    assert_contains(&dry.stdout, "To: list@example.com\n");
    assert_contains(&dry.stdout, "Subject: Investigating: Pages do not load\n");
    assert_contains(
        &dry.stdout,
        "To unsubscribe: list+unsubscribe@example.com\n",
    );
    for _ in 0..2 {
        let run = run(&place, AFTER_FIRST, &variables, &[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let mails = server.mails();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_contains(&mails[0].to, "<list@example.com>");
    assert_contains(
        &mails[0].data,
        "Subject: Investigating: Pages do not load\n",
    );
    assert_contains(
        &mails[0].data,
        "List-Unsubscribe: <mailto:list+unsubscribe@example.com>\n",
    );
}

#[test]
fn recipients_get_what_they_chose_and_their_addresses_stay_secret() {
    let place = place(RECIPIENTS);
    let server = SmtpServer::refusing("gone@zilpzalp.example", "550 5.1.1 unknown");
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("recipients.csv");
    std::fs::write(
        &file,
        "address,components,kinds,token\nall@zilpzalp.example,,,t1\ndb@zilpzalp.example,db,,t2\n\
         web@zilpzalp.example,web,incidents maintenance,t3\nnotices@zilpzalp.example,,notices,t4\ngone@zilpzalp.example,,,t5\n",
    )
    .unwrap();
    let url = server.url();
    let path = file.display().to_string();
    let variables = [("SMTP_URL", url.as_str()), ("RECIPIENTS", path.as_str())];
    let dry = run(&place, AFTER_FIRST, &variables, &["--dry-run"]);
    assert_contains(&dry.stdout, "3 messages would be sent\n");
    let first = run(&place, AFTER_FIRST, &variables, &[]);
    assert_ne!(first.code, 0, "a refused recipient is not reported");
    assert_contains(&first.stderr, "permanent error (550)");
    let mails = server.mails();
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(
        to,
        [
            "RCPT TO:<all@zilpzalp.example>",
            "RCPT TO:<web@zilpzalp.example>"
        ]
    );
    assert_contains(
        &mails[1].data,
        "List-Unsubscribe: <https://example.com/leave/t3>\n",
    );
    assert_contains(
        &mails[1].data,
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\n",
    );
    let ledger = std::fs::read_to_string(place.path("ledger.jsonl")).unwrap();
    for text in [
        &dry.stdout,
        &dry.stderr,
        &first.stdout,
        &first.stderr,
        &ledger,
    ] {
        assert_lacks(text, "zilpzalp");
    }
}

#[test]
fn a_file_of_recipients_that_is_wrong_is_refused_without_its_addresses() {
    let place = place(RECIPIENTS);
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("recipients.csv");
    let path = file.display().to_string();
    let variables = [("SMTP_URL", "smtp://127.0.0.1:1"), ("RECIPIENTS", &path)];
    for (text, reason) in [
        (
            "address\nzilpzalp at example\n",
            "the recipient in line 2: the address is not valid",
        ),
        (
            "address,lang\na@zilpzalp.example,de\n",
            "unknown column `lang`",
        ),
        (
            "address,language\na@zilpzalp.example,German\n",
            "unknown language `German`: expected a tag such as",
        ),
        (
            "components\nweb\n",
            "the recipients have no column `address`",
        ),
        (
            "address\na@zilpzalp.example\n",
            "the recipient in line 2 has no `token`, which `unsubscribe` needs",
        ),
        (
            "address,token\na@zilpzalp.example,t\nb@zilpzalp.example\n",
            "line 3 of the recipients has another number of cells than the header: 1, expected 2",
        ),
        (
            "address,components\na@zilpzalp.example,wbe\n",
            "unknown component `wbe`",
        ),
        (
            "address,token\na@zilpzalp.example,t\nA@zilpzalp.example,u\n",
            "in lines 2 and 3 have the same address",
        ),
    ] {
        std::fs::write(&file, text).unwrap();
        let run = run(&place, AFTER_FIRST, &variables, &[]);
        assert_ne!(run.code, 0, "{text}");
        assert_contains(&run.stderr, reason);
        assert_lacks(&run.stderr, "zilpzalp");
    }
    place.write("../recipients.csv", "address\na@zilpzalp.example\n");
    let inside = place.path("recipients.csv").display().to_string();
    let run = run(&place, AFTER_FIRST, &[("RECIPIENTS", &inside)], &[]);
    assert_contains(&run.stderr, "keep personal data out of the repository");
}

/// What the recipients of a file get of the first announcement.
fn mails_to(recipients: &str, channel: &str) -> Vec<ReceivedMail> {
    let place = place(channel);
    let server = SmtpServer::accepting();
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("recipients.csv");
    std::fs::write(&file, recipients).unwrap();
    let (url, path) = (server.url(), file.display().to_string());
    let variables = [("SMTP_URL", url.as_str()), ("RECIPIENTS", path.as_str())];
    let run = run(&place, AFTER_FIRST, &variables, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    server.mails()
}

#[test]
fn a_mail_can_be_unsubscribed_from_by_mail_and_by_a_link() {
    let both =
        "unsubscribe: [\"leave+{token}@example.com\", \"https://example.com/leave/{token}\"]";
    let channel = RECIPIENTS.replace("unsubscribe: \"https://example.com/leave/{token}\"", both);
    let mails = mails_to("address,token\nall@example.com,t1\n", &channel);
    let data = mails[0].data.replace("\n ", " ");
    assert_contains(
        &data,
        "List-Unsubscribe: <mailto:leave+t1@example.com>, <https://example.com/leave/t1>\n\
         List-Unsubscribe-Post: List-Unsubscribe=One-Click\n",
    );
}

const URGENT: &str = "    - { id: critical, kind: mail, url_env: SMTP_URL, from: status@example.com, to: list@example.com, \
                      kinds: [incidents, urgent-maintenance], allow_private: true }\n    \
                      - { id: planned, kind: webhook, url_env: HOOK_URL, kinds: [maintenance] }\n";

#[test]
fn urgent_maintenance_is_critical_and_other_maintenance_is_not() {
    let place = place(URGENT);
    let maintenance = |title: &str, start: &str, more: &str| {
        format!(
            "title: {title}\nscheduled: {{ start: 2013-07-{start}, end: 2013-07-25T20:00Z }}\ncomponents: {{ web: under_maintenance }}\n{more}updates:\n  \
             - {{ at: 2013-07-20T10:06Z, status: scheduled, text: We replace a disk. }}\n"
        )
    };
    place.write(
        "maintenance/2013-07-25-disk.yaml",
        &maintenance("Planned disk", "25T18:00Z", ""),
    );
    place.write(
        "maintenance/2013-07-20-disk.yaml",
        &maintenance("Urgent disk", "20T18:00Z", "urgent: The disk fails.\n"),
    );
    let dry = run(&place, AFTER_FIRST, &[], &["--dry-run"]);
    let headlines: Vec<&str> = dry
        .stdout
        .lines()
        .filter(|line| line.contains("disk ("))
        .collect();
    let channels: Vec<&str> = headlines
        .iter()
        .map(|line| line.split(" (").next().unwrap())
        .collect();
    assert_eq!(
        channels,
        [
            "critical: Scheduled: Urgent disk",
            "planned: Scheduled: Urgent disk",
            "planned: Scheduled: Planned disk"
        ],
        "{}{}",
        dry.stdout,
        dry.stderr
    );
    assert_contains(&dry.stdout, "Reason for the short notice: The disk fails.");
    assert_contains(&dry.stdout, "\"urgent\": true");
    assert_contains(&dry.stdout, "\"type\": \"maintenance.published\"");
}

#[test]
fn recipients_get_their_language_where_there_are_words_in_it() {
    let mails = mails_to(
        "address,language,token\nen@example.com,,a\nde@example.com,de-AT,b\nnl@example.com,nl,c\n",
        RECIPIENTS,
    );
    let subjects = ["Investigating", "Wird untersucht", "Investigating"];
    assert_eq!(mails.len(), subjects.len());
    for (mail, subject) in mails.iter().zip(subjects) {
        assert_contains(
            &mail.data,
            format!("Subject: {subject}: Pages do not load\n"),
        );
    }
    assert_contains(&mails[1].data, "<html lang=3D\"de-AT\"");
    assert_contains(&mails[1].data, "<div lang=3D\"en\" dir=3D\"auto\">\n<p>");
    assert_lacks(&mails[0].data, "<div lang");
    assert_contains(&mails[2].data, "<html lang=3D\"en\"");
}

/// A channel whose recipients a shell prints.
fn with_command(script: &str) -> String {
    let command = format!("recipients_command: [sh, -c, \"{script}\"]");
    RECIPIENTS.replace("recipients_env: RECIPIENTS", &command)
}

#[test]
fn recipients_come_from_a_command() {
    let server = SmtpServer::accepting();
    let variables = [("SMTP_URL", &*server.url())];
    let place = place(&with_command(
        "echo address,token; head -c 7 content/site.yaml > /dev/null && echo a@zilpzalp.example,t",
    ));
    let run = run(&place, AFTER_FIRST, &variables, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_lacks(&run.stdout, "zilpzalp");
    let mails = server.mails();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "RCPT TO:<a@zilpzalp.example>");
}

#[test]
fn a_command_of_recipients_that_fails_sends_nothing() {
    let server = SmtpServer::accepting();
    let variables = [("SMTP_URL", &*server.url())];
    for (script, reason) in [
        (
            "echo address; echo a@zilpzalp.example; echo first >&2; echo no such list >&2; exit 3",
            "error: channel all: the command `sh` failed with exit code 3: no such list\n",
        ),
        (
            "kill -9 $$",
            "the command `sh` was ended by a signal: it printed no error\n",
        ),
        ("exit 0", "the recipients have no column `address`\n"),
    ] {
        let place = place(&with_command(script));
        let sent = run(&place, AFTER_FIRST, &variables, &[]);
        assert_eq!(sent.code, 2, "{script}: {}", sent.stderr);
        assert_contains(&sent.stderr, reason);
        assert_lacks(&sent.stderr, "zilpzalp");
        let dry = run(&place, AFTER_FIRST, &[], &["--dry-run"]);
        assert_eq!(dry.code, 2, "a rehearsal must show that it fails: {script}");
        assert_contains(&dry.stderr, reason);
    }
    let unknown = RECIPIENTS.replace(
        "recipients_env: RECIPIENTS",
        "recipients_command: [no-such-program]",
    );
    let run = run(&place(&unknown), AFTER_FIRST, &variables, &[]);
    assert_contains(&run.stderr, "channel all: cannot run `no-such-program`: ");
    assert_eq!(server.mails().len(), 0);
}

#[test]
fn a_command_of_recipients_is_killed_at_the_time_limit() {
    let site = tempfile::tempdir().unwrap();
    let limit = Duration::from_secs(2);
    for script in ["exec sleep 60", "sleep 60 & echo address"] {
        let command = ["sh", "-c", script].map(str::to_owned);
        let started = Instant::now();
        let error = run_command(&command, site.path(), limit).unwrap_err();
        let message = "the command `sh` did not end within 2 seconds";
        assert_eq!(error.to_string(), message, "{script}");
        assert!(started.elapsed() < limit * 10, "{script}: waited on");
    }
    let many = "yes a@example.com | head -n 100000";
    let all = run_command(
        &["sh", "-c", many].map(str::to_owned),
        site.path(),
        limit * 30,
    );
    assert_eq!(all.unwrap().len(), 1_400_000, "more than a pipe holds");
}

#[test]
fn mails_of_a_run_share_a_connection_as_long_as_it_lasts() {
    let since = ["--since", "2013-07-20T10:00Z"];
    for (server, connections) in [(SmtpServer::accepting(), 1), (SmtpServer::closing(), 3)] {
        let run = run(
            &place(LIST),
            AFTER_ALL,
            &[("SMTP_URL", &server.url())],
            &since,
        );
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(
            (server.mails().len(), server.connections()),
            (3, connections)
        );
    }
}

#[test]
fn a_rehearsal_goes_to_one_address() {
    let place = place(&format!("{LIST}{RECIPIENTS}"));
    let server = SmtpServer::accepting();
    let url = server.url();
    let rehearsal = [
        "--mail-to",
        "me@example.com",
        "--since",
        "2013-07-20T10:00Z",
    ];
    let run = run(&place, AFTER_ALL, &[("SMTP_URL", &url)], &rehearsal);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mails = server.mails();
    assert_eq!(mails.len(), 6, "{mails:?}");
    assert!(
        mails
            .iter()
            .all(|mail| mail.to.contains("<me@example.com>"))
    );
}

#[test]
fn a_private_server_needs_permission_and_a_password_needs_encryption() {
    let server = SmtpServer::accepting();
    let closed = place(&LIST.replace(", allow_private: true", ""));
    let refused = run(&closed, AFTER_FIRST, &[("SMTP_URL", &server.url())], &[]);
    assert_contains(&refused.stderr, "loopback, private or link-local address");
    let with_password = server.url().replace("//", "//user:zilpzalp@");
    let refused = run(
        &place(LIST),
        AFTER_FIRST,
        &[("SMTP_URL", &with_password)],
        &[],
    );
    assert_contains(&refused.stderr, "no encryption");
    assert_lacks(&refused.stderr, "zilpzalp");
    assert_eq!(server.mails().len(), 0);
}
