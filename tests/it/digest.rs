//! The weekly digest: its page, its mails, and the feeds of the team.

use crate::compare::{assert_contains, assert_lacks, assert_same_file, assert_starts_with};
use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use statuary::base::period::Period;
use statuary::derive::snapshot::Snapshot;
use statuary::model::Ledger;
use statuary::render::mail::{Envelope, Mailbox, write_eml};
use statuary::view::internal::digest_mail::digest_mail;

use crate::build::Place;
use crate::feed::items_of;
use crate::site::{
    Pages, SMALL, example, files, internal, ledger, now, page, plain, public, tags, theme, urn,
    uuid,
};

const WEEKS: &str = "\
//- incidents/2013-07-10-web-down.yaml
title: \"Web is down & <out>\"
started: 2013-07-10T10:00Z
components: { web: major_outage }
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: Seen }
  - { at: 2013-07-10T11:00Z, status: resolved, text: Over }
//- maintenance/2013-07-12-disks.yaml
title: New disks
scheduled: { start: 2013-07-12T09:00Z, end: 2013-07-12T10:00Z }
components: { db: under_maintenance }
updates:
  - { at: 2013-07-08T09:00Z, status: scheduled, text: Soon }
//- maintenance/2013-07-17-routers.yaml
title: New routers
scheduled: { start: 2013-07-17T09:00Z, end: 2013-07-17T10:00Z }
components: { web: under_maintenance }
updates:
  - { at: 2013-07-12T09:00Z, status: scheduled, text: Soon }
//- internal/reports/store/product.yaml
name: Store
culprits: [ { id: backups, name: Backups }, { id: billing, name: Billing } ]
//- internal/reports/store/2013-W28.yaml
product: store
period: 2013-W28
population: 400
sampled: 90
read: 90
culprits: { backups: 70, billing: 20 }
//- internal/reports/shop/product.yaml
name: Shop
culprits: [ { id: search, name: Search } ]
//- internal/reports/shop/2013-W28.yaml
product: shop
period: 2013-W28
population: 300
sampled: 80
read: 80
culprits: { search: 80 }
";

const WEEK: &str = "digest/2013-W28/";
const TEAM: &str = "https://team.example.com/inside/";

/// The weeks, with or without the address of the internal site.
fn weeks(internal_url: Option<&str>) -> Ledger {
    let line = internal_url
        .map(|url| format!("internal_url: {url}\n"))
        .unwrap_or_default();
    ledger(&format!(
        "//- site.yaml\n{}{line}{WEEKS}",
        files(SMALL)["site.yaml"]
    ))
}

fn words(site: &Pages, path: &str) -> String {
    let main = page(site, path).split_once("<main").unwrap().1;
    plain(
        main.split_once('>')
            .unwrap()
            .1
            .split_once("</main>")
            .unwrap()
            .0,
    )
}

#[test]
fn a_week_is_on_one_page() {
    let site = internal(&weeks(None), "2013-07-15T09:00Z");
    let said = words(&site, &format!("{WEEK}index.html"));
    for part in [
        "Digest of 8\u{2013}14 July 2013",
        "Shop",
        "Store",
        "“Backups” is the most common culprit",
        "Web is down & <out>",
        "New disks",
        "Completed",
        "New routers",
        "Scheduled",
        "Post-mortems due",
        "due 15 July 2013, 11:00 UTC",
    ] {
        assert_contains(&said, part);
    }
    let page = page(&site, &format!("{WEEK}index.html"));
    assert_eq!(
        page.matches("<svg").count(),
        4,
        "two rankings, each for a desk and for a phone"
    );
    let document = tags(page);
    let ids: Vec<&str> = document.iter().filter_map(|tag| tag.get("id")).collect();
    assert_eq!(
        ids.iter().collect::<BTreeSet<_>>().len(),
        ids.len(),
        "{ids:?}"
    );
}

#[test]
fn weeks_that_are_over_have_a_digest_from_the_first_with_anything_on_and_quiet_ones_say_so() {
    let ledger = weeks(None);
    let told = |at: &str| -> Vec<String> {
        let site = internal(&ledger, at);
        let week = |path: &String| {
            path.strip_prefix("digest/")?
                .strip_suffix("/index.html")
                .map(str::to_owned)
        };
        site.keys().filter_map(week).collect()
    };
    assert_eq!(
        told("2013-07-14T23:59Z"),
        ["2013-W27"],
        "the week that goes on has none"
    );
    assert_eq!(told("2013-07-15T00:00Z"), ["2013-W28"]);
    assert_eq!(
        told("2013-08-20T12:00Z"),
        [
            "2013-W28", "2013-W29", "2013-W30", "2013-W31", "2013-W32", "2013-W33"
        ]
    );
    let site = internal(&ledger, "2013-08-20T12:00Z");
    assert_contains(
        words(&site, "digest/index.html"),
        "Digest of 12\u{2013}18 August 2013",
    );
    assert_contains(
        page(&site, "digest/index.html"),
        "href=\"../digest/2013-W28/\"",
    );
    assert_contains(page(&site, "index.html"), "href=\"digest/\"");
    // The mail of a quiet week leads to a page that stays.
    let quiet = words(&site, "digest/2013-W31/index.html");
    for part in [
        "no reports for this week",
        "No incidents.",
        "No maintenance.",
    ] {
        assert_contains(&quiet, part);
    }
}

#[test]
fn what_was_told_of_a_week_stays() {
    let ledger = weeks(Some(TEAM));
    let (soon, late) = (
        internal(&ledger, "2013-07-15T09:00Z"),
        internal(&ledger, "2014-06-15T09:00Z"),
    );
    for path in [format!("{WEEK}mail.html"), format!("{WEEK}mail.txt")] {
        assert_eq!(page(&soon, &path), page(&late, &path), "{path}");
    }
    let (soon, late) = (
        items_of(page(&soon, "digest/feed.xml")),
        items_of(page(&late, "digest/feed.xml")),
    );
    assert_eq!(
        soon.first().map(|item| &item.guid),
        late.last().map(|item| &item.guid)
    );
    assert_eq!(format!("{:?}", soon.first()), format!("{:?}", late.last()));
}

#[test]
fn digests_of_the_last_year_have_their_mails_beside_them_and_older_ones_say_how_to_write_them() {
    let mut all = String::new();
    let mut week = Period::parse("2012-W01").unwrap();
    for _ in 0..55 {
        let day = week.first();
        all.push_str(&format!(
            "//- incidents/{day}-down.yaml\ntitle: Down\nstarted: {day}T10:00Z\ncomponents: {{ web: major_outage }}\n\
             updates: [ {{ at: {day}T11:00Z, status: resolved, text: Over }} ]\n"
        ));
        week = Period::week_of(week.day_after());
    }
    let site = internal(&ledger(&all), &format!("{}T00:00Z", week.first()));
    let mailed = site
        .keys()
        .filter_map(|path| path.strip_suffix("/mail.txt"))
        .collect::<Vec<_>>();
    assert_eq!((mailed.len(), mailed[0]), (53, "digest/2012-W03"));
    let old = page(&site, "digest/2012-W02/index.html");
    assert_contains(
        old,
        "<code>statuary digest 2012-W02 --format eml</code>.</p>",
    );
    assert_lacks(old, "mail.html");
    assert_contains(
        page(&site, "digest/2012-W03/index.html"),
        "href=\"../../digest/2012-W03/mail.html\"",
    );
}

#[test]
fn feeds_have_an_item_for_each_week_and_for_each_report_dated_by_its_end() {
    let site = internal(&weeks(Some(TEAM)), "2013-07-29T00:00Z");
    let digests = items_of(page(&site, "digest/feed.xml"));
    let guids: Vec<String> = digests.iter().map(|item| item.guid.clone()).collect();
    assert_eq!(
        guids,
        [
            urn("digest:2013-W30"),
            urn("digest:2013-W29"),
            urn("digest:2013-W28")
        ]
    );
    assert_eq!(digests[2].link, format!("{TEAM}{WEEK}"));
    assert_eq!(digests[2].date, "Mon, 15 Jul 2013 00:00:00 +0000");
    let reports = items_of(page(&site, "feed.xml"));
    let guids: Vec<String> = reports.iter().map(|item| item.guid.clone()).collect();
    assert_eq!(
        guids,
        [urn("report:shop:2013-W28"), urn("report:store:2013-W28")]
    );
    assert_eq!(
        reports[1].title,
        "Store: “Backups” is the most common culprit"
    );
    assert_eq!(reports[1].link, format!("{TEAM}reports/store/2013-W28/"));
    let quiet = internal(&weeks(None), "2013-07-29T00:00Z");
    assert!(
        !quiet.contains_key("feed.xml") && !quiet.contains_key("digest/feed.xml"),
        "they need whole addresses"
    );
}

#[test]
fn a_mail_is_one_file_with_whole_addresses() {
    let site = internal(&weeks(Some(TEAM)), "2013-07-15T09:00Z");
    let mail = page(&site, &format!("{WEEK}mail.html"));
    assert_lacks(mail, "<style");
    assert_lacks(mail, "<script");
    assert_lacks(mail, "class=");
    let tags = tags(mail);
    for link in tags
        .iter()
        .filter(|tag| tag.name == "a")
        .filter_map(|tag| tag.get("href"))
    {
        assert!(
            link.starts_with(TEAM) || link.starts_with("https://status.example.com/"),
            "{link}"
        );
    }
    let pictures: Vec<_> = tags.iter().filter(|tag| tag.name == "img").collect();
    assert_eq!(pictures.len(), if cfg!(feature = "png") { 2 } else { 0 });
    for picture in pictures {
        assert_starts_with(picture.get("src").unwrap(), "data:image/png;base64,");
        assert_eq!(picture.get("width"), Some("600"));
        assert_contains(picture.get("alt").unwrap(), "bar chart");
    }
    let said = plain(mail);
    for part in [
        "Backups",
        "Web is down & <out>",
        "New routers",
        "due 15 July 2013, 11:00 UTC",
    ] {
        assert_contains(&said, part);
    }
}

#[test]
fn without_an_address_a_mail_leads_to_where_it_lies() {
    let site = internal(&weeks(None), "2013-07-15T09:00Z");
    let mail = page(&site, &format!("{WEEK}mail.html"));
    assert_contains(mail, "href=\"../../reports/store/2013-W28/\"");
}

#[test]
fn plain_text_fits_a_narrow_window_and_keeps_its_numbers() {
    let site = internal(&weeks(Some(TEAM)), "2013-07-15T09:00Z");
    let text = page(&site, &format!("{WEEK}mail.txt"));
    for line in text.lines().filter(|line| !line.contains("https://")) {
        assert!(line.chars().count() <= 72, "{line}");
    }
    for part in [
        "Store\n-----\n",
        "Backups  311  ",
        "Incidents\n",
        "Web is down & <out>",
        "Post-mortems due\n",
        TEAM,
    ] {
        assert_contains(text, part);
    }
    let quiet = internal(&weeks(Some(TEAM)), "2013-08-20T12:00Z");
    assert_contains(
        page(&quiet, "digest/2013-W33/mail.txt"),
        "No reports, incidents or maintenance.",
    );
}

/// A mail of the week, to two people.
fn mail(ledger: &Ledger) -> String {
    let snapshot = Snapshot::of(&ledger.status, now("2013-07-15T09:00Z"));
    let letter = digest_mail(ledger, snapshot, Period::parse("2013-W28")).unwrap();
    let to = Mailbox::parse_list("one@example.com, two@example.com").unwrap();
    let from = Mailbox::parse_list("status@example.com").unwrap().pop();
    let envelope = Envelope { from, to };
    String::from_utf8(write_eml(&letter, &envelope, theme()).unwrap()).unwrap()
}

/// The header fields and the body of a part.
fn part(text: &str) -> (String, &str) {
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.replace("\r\n ", " ").replace("\r\n\t", " "), body)
}

/// The parts between the borders that a head names.
fn parts<'a>(head: &str, body: &'a str) -> Vec<&'a str> {
    let border = head
        .split_once("boundary=\"")
        .unwrap()
        .1
        .split_once('"')
        .unwrap()
        .0;
    let inside = body.split_once(&format!("--{border}--")).unwrap().0;
    inside.split(&format!("--{border}\r\n")).skip(1).collect()
}

#[test]
fn a_mail_to_send_holds_text_html_and_its_pictures() {
    let ledger = weeks(Some(TEAM));
    let mail = mail(&ledger);
    assert!(mail.is_ascii() && mail.lines().all(|line| line.len() <= 998));
    assert_same_file("the second mail", self::mail(&ledger), &mail);
    let (head, body) = part(&mail);
    for field in [
        "Date: Mon, 15 Jul 2013 09:00:00 +0000",
        "From: <status@example.com>",
        "To: <one@example.com>, <two@example.com>",
        "MIME-Version: 1.0",
        "Content-Type: multipart/alternative",
        &format!("Message-ID: <{}.", uuid("digest:2013-W28")),
        "Auto-Submitted: auto-generated",
    ] {
        assert_contains(&head, field);
    }
    let alternatives = parts(&head, body);
    assert_eq!(alternatives.len(), 2);
    assert_contains(&part(alternatives[0]).0, "text/plain");
    let (head, body) = part(alternatives[1]);
    assert_contains(&head, "type=\"text/html\"");
    let related = parts(&head, body);
    assert_contains(&part(related[0]).0, "text/html");
    let site = internal(&ledger, "2013-07-15T09:00Z");
    let pictures: Vec<(String, Vec<u8>)> = related[1..]
        .iter()
        .map(|text| {
            let (head, body) = part(text);
            let id = head
                .split_once("Content-ID: <")
                .unwrap()
                .1
                .split_once('>')
                .unwrap()
                .0
                .to_owned();
            (id, STANDARD.decode(body.replace("\r\n", "")).unwrap())
        })
        .collect();
    let expected: &[&str] = if cfg!(feature = "png") {
        &["shop", "store"]
    } else {
        &[]
    };
    assert_eq!(pictures.len(), expected.len());
    let html = part(related[0]).1.replace("=\r\n", "");
    for ((id, bytes), product) in pictures.iter().zip(expected) {
        assert_starts_with(id, product);
        assert_contains(&html, format!("cid:{id}"));
        assert_eq!(
            *bytes,
            site[&format!("reports/{product}/2013-W28/ranking.png")]
        );
    }
}

#[test]
fn the_address_of_the_internal_site_stays_inside() {
    let ledger = example();
    let url = ledger.internal.url.as_ref().unwrap().to_string();
    for (path, bytes) in public(ledger, "2013-09-03T12:00Z") {
        assert!(!String::from_utf8_lossy(&bytes).contains(&url), "{path}");
    }
    let site = internal(ledger, "2013-09-03T12:00Z");
    assert_contains(page(&site, "digest/feed.xml"), &url);
}

#[test]
fn the_command_writes_text_or_a_mail_and_says_what_it_cannot() {
    let place = Place::new();
    let run = |arguments: &[&str]| place.run(&[arguments, &["--now", "2013-07-15"]].concat());
    let text = run(&["digest"]);
    assert_eq!(text.code, 0, "{}", text.stderr);
    assert_starts_with(&text.stdout, "Digest of 8\u{2013}14 July 2013\n");
    assert_contains(&text.stdout, "Web is slow");
    let mail = run(&[
        "digest",
        "2013-W27",
        "--format",
        "eml",
        "--to",
        "team@example.com",
    ]);
    assert_eq!(mail.code, 0, "{}", mail.stderr);
    assert_contains(&mail.stdout, "To: <team@example.com>\r\n");
    assert_contains(&mail.stdout, "text/html");
    for (week, reason) in [
        (
            "2013-W29",
            "there is no digest of 2013-W29: the week is not over; the newest digest is of 2013-W28",
        ),
        (
            "2012-W01",
            "there is no digest of 2012-W01: the first digest is of 2013-W27",
        ),
        (
            "2013-07",
            "invalid week 2013-07: expected a form such as 2013-W28",
        ),
    ] {
        let run = run(&["digest", week]);
        assert_eq!(run.code, 2);
        assert_contains(&run.stderr, reason);
    }
    place.write("incidents/2013-07-10-web-slow.yaml", "title: Wrong\n");
    assert_eq!(run(&["digest"]).code, 1);
}

#[test]
fn addresses_of_a_mail_are_those_that_mail_programs_take() {
    let parse = |text: &str| {
        let list = Mailbox::parse_list(text)?;
        let pair = |one: Mailbox| (one.name.unwrap_or_default(), one.address);
        Some(list.into_iter().map(pair).collect::<Vec<_>>())
    };
    let pairs = |list: &[(&str, &str)]| {
        let pair = |(name, address): &(&str, &str)| ((*name).to_owned(), (*address).to_owned());
        Some(list.iter().map(pair).collect::<Vec<_>>())
    };
    assert_eq!(
        parse("Acme Status <status@example.com>"),
        pairs(&[("Acme Status", "status@example.com")])
    );
    assert_eq!(
        parse("a@example.com, \"Ops, night\" <b@example.com>"),
        pairs(&[("", "a@example.com"), ("Ops, night", "b@example.com")])
    );
    for wrong in [
        "",
        " ",
        "not-an-address",
        "a@example.com, nobody",
        "a@example.com b@example.com",
        "a@b@example.com",
        "jürgen@example.com",
        "a@example.com\r\nBcc: c@example.com",
    ] {
        assert_eq!(parse(wrong), None, "{wrong}");
    }
    let ledger = weeks(Some(TEAM));
    let snapshot = Snapshot::of(&ledger.status, now("2013-07-15T09:00Z"));
    let letter = digest_mail(&ledger, snapshot, Period::parse("2013-W28")).unwrap();
    let envelope = Envelope {
        from: Mailbox::parse_list("Jürgen <j@example.com>").unwrap().pop(),
        to: Mailbox::parse_list("\"Ops, night\" <a@example.com>, b@example.com").unwrap(),
    };
    let mail = String::from_utf8(write_eml(&letter, &envelope, theme()).unwrap()).unwrap();
    let (head, _) = part(&mail);
    assert!(head.is_ascii(), "{head}");
    assert_contains(&head, "From: =?utf-8?");
    assert_contains(&head, "To: \"Ops, night\" <a@example.com>, <b@example.com>");
}

#[test]
fn a_mail_page_has_its_pictures_inside() {
    let site = internal(&weeks(Some(TEAM)), "2013-07-15T09:00Z");
    let html = page(&site, &format!("{WEEK}mail.html"));
    assert_lacks(html, "cid:");
    assert_lacks(html, "ranking.png\"");
    if cfg!(feature = "png") {
        let picture = STANDARD.encode(&site["reports/store/2013-W28/ranking.png"]);
        assert_contains(html, format!("src=\"data:image/png;base64,{picture}\""));
    }
}

/// What a team forgets easily: actions, an unusual number of pages, services in a new stage, samples that nobody read.
fn forgotten() -> Ledger {
    let mut text = String::from(
        "\
//- postmortems/2013-07-10-web-down.md
---
incident: 2013-07-10-web-down
published: 2013-07-12
actions:
  - { what: Alert sooner, owner: Runtime, due: 2013-07-13 }
  - { what: Alert twice, due: 2013-07-12, done: 2013-07-16 }
  - { what: Alert at all, due: 2013-07-11, done: 2013-07-11 }
  - { what: Test backups, due: 2013-07-20 }
  - { what: Rewrite it, due: 2013-12-31 }
---
A switch failed.
//- internal/services.yaml
services:
  - { id: router, name: HTTP router, owner: Runtime, stage: production, since: 2013-07-09 }
  - { id: cache, name: Cache, owner: Runtime, stage: production, since: 2013-07-01 }
  # It went through two stages in one week, and later digests do not replace the earlier move.
  - { id: queue, name: Queue, owner: Runtime, stage: sunset, since: 2013-08-20, earlier_stages: { production: 2013-07-12, development: 2013-07-08 } }
//- internal/teams.yaml
teams:
  - id: runtime
    name: Runtime
    time_zone: Etc/UTC
    working_hours: { days: [mon], from: \"09:00\", to: \"18:00\" }
//- internal/reports/shop/2013-W28.yaml
product: shop
period: 2013-W28
population: 300
sampled: 80
read: 30
culprits: { search: 30 }
",
    );
    for week in 14..=28 {
        let pages = if week == 28 { 60 } else { 2 + week % 2 };
        text.push_str(&format!(
            "//- internal/on-call/2013-W{week}.yaml\nperiod: 2013-W{week}\nteams:\n  runtime: {{ after_hours: {pages}, in_hours: 1 }}\n"
        ));
    }
    ledger(&(WEEKS.to_owned() + &text))
}

#[test]
fn a_digest_lists_actions_unusual_pages_new_stages_and_unread_samples() {
    let ledger = forgotten();
    let site = internal(&ledger, "2013-07-17T09:00Z");
    let mail = digest_mail(
        &ledger,
        Snapshot::of(&ledger.status, now("2013-07-17T09:00Z")),
        None,
    )
    .unwrap();
    let lists = mail
        .text
        .split("\nOverdue post-mortem actions\n")
        .nth(1)
        .unwrap();
    let lists = format!("Overdue post-mortem actions\n{lists}");
    expect_test::expect![[r#"
        Overdue post-mortem actions
        ---------------------------
        - Alert twice: was due 12 July 2013
          https://status.example.com/postmortems/2013-07-10-web-down/
        - Alert sooner: Runtime, was due 13 July 2013
          https://status.example.com/postmortems/2013-07-10-web-down/

        Post-mortem actions due in the following week
        ---------------------------------------------
        - Test backups: due 20 July 2013
          https://status.example.com/postmortems/2013-07-10-web-down/

        On-call alerts outside the usual range
        --------------------------------------
        - Runtime: 8–14 July 2013: 61 alerts, 60 after hours
          ../../on-call/

        Services in a new stage
        -----------------------
        - HTTP router: Production since 9 July 2013
          ../../services/router/
        - Queue: Development since 8 July 2013
          ../../services/queue/
        - Queue: Production since 12 July 2013
          ../../services/queue/

        Samples with unread tickets
        ---------------------------
        - Shop: 8–14 July 2013: 30 of 80 tickets read
          ../../reports/shop/

        With charts: ../../digest/2013-W28/
    "#]]
    .assert_eq(&lists);
    for path in [
        format!("{WEEK}index.html"),
        "digest/index.html".to_owned(),
        format!("{WEEK}mail.html"),
    ] {
        let said = plain(page(&site, &path));
        for part in [
            "Overdue post-mortem actions",
            "Alert sooner",
            "Runtime, was due 13 July 2013",
            "Post-mortem actions due in the following week",
            "On-call alerts outside the usual range",
            "Services in a new stage",
            "Production since 9 July 2013",
            "Samples with unread tickets",
        ] {
            assert_contains(&said, part);
        }
        assert_lacks(&said, "Alert at all");
        assert_lacks(&said, "Rewrite it");
        assert_lacks(&said, "Cache");
    }
    // By now one of them is done, on the front page.
    let front = words(&site, "index.html");
    assert_contains(&front, "Alert sooner");
    assert_lacks(&front, "Alert twice");
}
