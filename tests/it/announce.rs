//! `statuary announce`: messages to receivers on this machine.

mod hostile;
mod kills;
mod mail;
mod night;
mod receiver;
mod smtp_server;

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::build::{Place, Run, ended};
use crate::compare::{assert_contains, assert_lacks, assert_starts_with};
use crate::diff::git;
use receiver::{Answer, Receiver};

/// A moment after the first update of [`INCIDENT`].
const AFTER_FIRST: &str = "2013-07-20T10:10Z";

/// A moment after everything.
const AFTER_ALL: &str = "2013-07-20T11:30Z";

const INCIDENT: &str = "\
title: Pages do not load
started: 2013-07-20T10:00Z
components: { web: major_outage }
updates:
  - { at: 2013-07-20T10:05Z, status: investigating, text: We are looking into it., next_update: 30m }
  - { at: 2013-07-20T10:30Z, status: identified, text: A disk is full. }
  - { at: 2013-07-20T11:00Z, status: resolved, text: All pages load again. }
";

/// A site with an incident and channels.
fn place(channels: &str) -> Place {
    let place = Place::new();
    place.write("incidents/2013-07-20-pages.yaml", INCIDENT);
    place.edit(
        "site.yaml",
        "history_days: 30\n",
        &format!("history_days: 30\nannounce:\n  channels:\n{channels}"),
    );
    place
}

/// A run with the ledger in a file.
fn run(place: &Place, now: &str, variables: &[(&str, &str)], more: &[&str]) -> Run {
    let arguments = ["announce", "--now", now, "--ledger", "ledger.jsonl"];
    let mut command = place.command(&[&arguments, more].concat());
    command.envs(variables.iter().copied());
    ended(command)
}

#[test]
fn each_message_is_sent_once() {
    let place =
        place("    - { id: hook, kind: webhook, url_env: HOOK_URL, allow_private: true }\n");
    let receiver = Receiver::accepting();
    let url = receiver.url();
    let variables = [("HOOK_URL", url.as_str())];
    let first = run(&place, AFTER_FIRST, &variables, &[]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert_contains(
        &first.stdout,
        "sent hook: Investigating: Pages do not load (",
    );
    let again = run(&place, AFTER_FIRST, &variables, &[]);
    assert_eq!((again.code, again.stdout.as_str()), (0, ""));
    assert_eq!(run(&place, AFTER_ALL, &variables, &[]).code, 0);
    let titles: Vec<String> = receiver
        .requests()
        .iter()
        .map(|request| request.json()["data"]["title"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        titles,
        [
            "Investigating: Pages do not load",
            "Identified: Pages do not load",
            "Resolved: Pages do not load"
        ]
    );
    // A correction of what was announced is not news.
    place.edit(
        "incidents/2013-07-20-pages.yaml",
        "A disk is full.",
        "A disk was full.",
    );
    assert_eq!(run(&place, AFTER_ALL, &variables, &[]).stdout, "");
    assert_eq!(receiver.requests().len(), 3);
}

#[test]
fn a_first_run_announces_nothing_that_is_older_than_an_hour_unless_asked() {
    let place =
        place("    - { id: hook, kind: webhook, url_env: HOOK_URL, allow_private: true }\n");
    let receiver = Receiver::accepting();
    let url = receiver.url();
    let variables = [("HOOK_URL", url.as_str())];
    let dry = run(
        &place,
        AFTER_ALL,
        &[],
        &["--dry-run", "--since", "2013-07-20T10:00Z"],
    );
    assert_contains(&dry.stdout, "3 messages would be sent\n");
    assert_eq!(run(&place, "2013-07-20T11:40Z", &variables, &[]).code, 0);
    assert_eq!(receiver.requests().len(), 1);
    assert_contains(&receiver.requests()[0].body, "Resolved: Pages do not load");
}

#[test]
fn a_secret_is_never_printed_and_a_missing_one_is_named() {
    let place = place(
        "    - { id: hook, kind: webhook, url_env: HOOK_URL, allow_private: true }\n    - { id: chat, kind: slack, url_env: CHAT_URL, allow_private: true }\n",
    );
    let receiver = Receiver::new(|request, _| Answer::With(400, "location", request.path.clone()));
    let url = format!("{}/zilpzalp", receiver.url());
    let ended = run(&place, AFTER_FIRST, &[("HOOK_URL", &url)], &[]);
    assert_eq!(ended.code, 2);
    assert_contains(
        &ended.stderr,
        "error: channel chat: the environment variable CHAT_URL is not set\n",
    );
    assert_contains(&ended.stderr, "the receiver answered 400");
    let ledger = std::fs::read_to_string(place.path("ledger.jsonl")).unwrap();
    assert_contains(&ledger, "\"failed\"");
    for text in [&ended.stdout, &ended.stderr, &ledger] {
        assert_lacks(text, "zilpzalp");
    }
}

/// The ID behind the first title in a text.
fn first_id(text: &str) -> &str {
    text.split_once('(').unwrap().1.split_once(')').unwrap().0
}

#[test]
fn a_message_that_may_have_arrived_waits_for_a_person() {
    let place = place("    - { id: chat, kind: slack, url_env: CHAT_URL, allow_private: true }\n");
    let receiver = Receiver::new(|_, number| match number {
        0 => Answer::Late(Duration::from_secs(5)),
        _ => Answer::Status(200),
    });
    let url = receiver.url();
    let variables = [("CHAT_URL", url.as_str())];
    let quick = ["--timeout", "1s"];
    let first = run(&place, AFTER_FIRST, &variables, &quick);
    assert_eq!(first.code, 2);
    assert_contains(&first.stderr, "may have arrived: no answer in time\n");
    let id = first_id(&first.stderr);
    let second = run(&place, AFTER_ALL, &variables, &quick);
    assert_eq!(second.code, 2);
    assert_contains(&second.stderr, format!("`statuary announce --resend {id}`"));
    assert_eq!(receiver.requests().len(), 3, "{}", second.stderr);
    let third = run(&place, AFTER_ALL, &variables, &["--skip", id]);
    assert_eq!((third.code, third.stderr.as_str()), (0, ""));
    assert_eq!(receiver.requests().len(), 3);
    let fourth = run(&place, AFTER_ALL, &variables, &["--resend", id]);
    assert_eq!(fourth.code, 0, "{}", fourth.stderr);
    assert_eq!(receiver.requests().len(), 4);
    let other = run(&place, AFTER_ALL, &variables, &["--skip", "nothing"]);
    assert_contains(
        &other.stderr,
        "--skip: no message on these channels has the ID `nothing`",
    );
}

/// What is not on the site any more cannot be sent again, but it may have arrived.
#[test]
fn a_withdrawn_message_that_may_have_arrived_can_be_decided() {
    let place = place("    - { id: chat, kind: slack, url_env: CHAT_URL, allow_private: true }\n");
    let receiver = Receiver::new(|_, _| Answer::Status(502));
    let url = receiver.url();
    let variables = [("CHAT_URL", url.as_str())];
    let first = run(&place, AFTER_FIRST, &variables, &[]);
    let id = first_id(&first.stderr);
    std::fs::remove_file(place.path("content/incidents/2013-07-20-pages.yaml")).unwrap();
    let listed = run(&place, AFTER_ALL, &variables, &[]);
    assert_eq!(listed.code, 2);
    assert_contains(
        &listed.stderr,
        format!(
            "warning: chat: incidents:2013-07-20-pages:2013-07-20T1005Z ({id}) may have arrived: the receiver answered 502\n"
        ),
    );
    assert_lacks(&listed.stderr, "announce --resend");
    let again = run(&place, AFTER_ALL, &variables, &["--resend", id]);
    assert_contains(
        &again.stderr,
        format!("--resend {id}: the site no longer has this message; use `--skip {id}`"),
    );
    let skipped = run(&place, AFTER_ALL, &variables, &["--skip", id]);
    assert_eq!((skipped.code, skipped.stderr.as_str()), (0, ""));
    let after = run(&place, AFTER_ALL, &variables, &[]);
    assert_eq!((after.code, after.stderr.as_str()), (0, ""));
    assert_eq!(receiver.requests().len(), 1);
}

/// The message that is under way has its outcome, and the rest is for the next run, which asks about nothing.
#[test]
#[cfg(unix)]
fn a_signal_stops_a_run_after_the_message_that_is_under_way() {
    let place = place("    - { id: chat, kind: slack, url_env: CHAT_URL, allow_private: true }\n");
    let receiver = Receiver::new(|_, number| match number {
        0 => Answer::Late(Duration::from_secs(2)),
        _ => Answer::Status(200),
    });
    let remote = tempfile::TempDir::new().unwrap();
    git(remote.path(), &["init", "--quiet", "--bare"]);
    git(&place.path(""), &["init", "--quiet"]);
    let remote = remote.path().display().to_string();
    let command = || {
        let arguments = ["announce", "--now", AFTER_ALL, "--remote", &remote];
        let since = ["--since", "2013-07-20T10:00Z"];
        let mut command = place.command(&[&arguments[..], &since].concat());
        command.env("CHAT_URL", receiver.url());
        command
    };
    let (stdout, stderr) = (Stdio::piped(), Stdio::piped());
    let child = command().stdout(stdout).stderr(stderr).spawn().unwrap();
    while receiver.requests().is_empty() {
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = child.id().to_string();
    let kill = Command::new("kill").args(["-TERM", &pid]).status();
    assert!(kill.unwrap().success());
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert_contains(
        &stderr,
        "stopped by a signal; the next run sends the rest; not delivered: 2 messages",
    );
    assert_eq!(receiver.requests().len(), 1, "{stderr}");
    let next = ended(command());
    assert_eq!((next.code, next.stderr.as_str()), (0, ""));
    assert_eq!(receiver.requests().len(), 3);
}

#[test]
fn a_webhook_that_did_not_answer_gets_the_same_id_again() {
    let place = place(
        "    - { id: hook, kind: webhook, url_env: HOOK_URL, secret_env: HOOK_SECRET, allow_private: true }\n",
    );
    let receiver = Receiver::new(|_, number| match number {
        0 => Answer::Late(Duration::from_secs(5)),
        1 => Answer::With(503, "retry-after", "1".to_owned()),
        _ => Answer::Status(200),
    });
    let url = receiver.url();
    let variables = [
        ("HOOK_URL", url.as_str()),
        ("HOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    ];
    let ended = run(&place, AFTER_FIRST, &variables, &["--timeout", "1s"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let requests = receiver.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        assert_eq!(
            request.header("webhook-id"),
            requests[0].header("webhook-id")
        );
        let signature = request.header("webhook-signature").unwrap();
        assert_eq!(signature.len(), "v1,".len() + 44, "{signature}");
    }
}

#[test]
fn a_pull_request_says_how_many_messages_would_be_sent() {
    let place = place(
        "    - { id: hook, kind: webhook, url_env: HOOK_URL }\n    - { id: chat, kind: slack, url_env: CHAT_URL, policy: new-incidents }\n",
    );
    let incident = place.path("content/incidents/2013-07-20-pages.yaml");
    std::fs::remove_file(&incident).unwrap();
    git(&place.path(""), &["init", "--quiet"]);
    git(&place.path(""), &["add", "content"]);
    git(
        &place.path(""),
        &["commit", "--quiet", "--message", "A site"],
    );
    std::fs::write(&incident, INCIDENT).unwrap();
    let diff = place.run(&["diff", "HEAD", "--now", AFTER_ALL]);
    assert_eq!(diff.code, 0, "{}", diff.stderr);
    assert_contains(&diff.stdout, "hook (webhook): 3 messages\n");
    assert_contains(&diff.stdout, "chat (slack): 1 message\n");
}

#[test]
fn a_hub_learns_of_the_feeds_that_name_it() {
    let receiver = Receiver::accepting();
    let hub = receiver.url();
    let place = place(&format!(
        "    - {{ id: hub, kind: websub, hub: \"{hub}\", allow_private: true }}\n"
    ));
    let ended = run(&place, AFTER_ALL, &[], &["--since", "2013-07-20T10:00Z"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(ended.stdout.matches("sent hub: ").count(), 3);
    let requests = receiver.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    let form = &requests[0].body;
    assert_starts_with(
        form,
        "hub.mode=publish&hub.url=https%3A%2F%2Fstatus.example.com%2Ffeed.xml",
    );
    place.build(&[]);
    let site = place.public();
    let text = |path: &str| std::str::from_utf8(&site[path]).unwrap();
    assert_contains(
        text("feed.xml"),
        format!("<atom:link href=\"{hub}\" rel=\"hub\"/>"),
    );
    assert_contains(
        text("feed.atom"),
        format!("<link href=\"{hub}\" rel=\"hub\"/>"),
    );
    assert_contains(
        text("feed.json"),
        format!("{{\"type\":\"WebSub\",\"url\":\"{hub}\"}}"),
    );
    assert_lacks(text("history.rss"), "rel=\"hub\"");
}

#[test]
fn an_incident_is_a_thread_of_google_chat() {
    let place =
        place("    - { id: space, kind: google-chat, url_env: SPACE_URL, allow_private: true }\n");
    let receiver = Receiver::accepting();
    let url = format!("{}?key=k&token=t", receiver.url());
    let since = ["--since", "2013-07-20T10:00Z"];
    let ended = run(&place, AFTER_ALL, &[("SPACE_URL", &url)], &since);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let requests = receiver.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert_eq!(
            request.path,
            "/hook?key=k&token=t&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD"
        );
        assert_eq!(
            request.json()["thread"]["threadKey"],
            "incidents:2013-07-20-pages"
        );
    }
}
