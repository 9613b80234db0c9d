//! The example content, end to end: the platform's worst night and the support team's best month.

use crate::compare::{
    assert_contains, assert_ends_with, assert_excludes, assert_includes, assert_lacks,
    assert_no_file, assert_same_files, assert_starts_with,
};
use std::collections::{BTreeMap, BTreeSet};

use statuary::base::source::Sources;

use crate::site::{
    Pages, Tag, example, example_sources, internal, now, page, pages, public, read, tags, theme,
    words,
};

/// A moment after everything that the example tells.
const AFTER: &str = "2013-09-11T00:00Z";
const OUTAGE: &str = "incidents/2012-06-30-widespread-application-outage/index.html";

#[test]
fn during_the_night_the_outage_stands_at_the_top_with_what_was_known() {
    let site = public(example(), "2012-06-30T04:00Z");
    let status = page(&site, "index.html");
    assert_starts_with(
        &words(status, "h1")[0],
        "Major outage: Applications, Platform API",
    );
    assert_eq!(words(status, "h2")[0], "Open incidents");
    assert_eq!(words(status, "h3")[0], "Widespread application outage");
    // The update of 03:49.
    assert_contains(
        status,
        "We have lost connectivity to part of the infrastructure",
    );
    // The promise of 03:49.
    assert_contains(status, "Next update by");
    // The update of 05:02 was not there yet.
    assert_lacks(status, "lost power in part of one region");

    let updates: Vec<String> = tags(page(&site, OUTAGE))
        .iter()
        .filter_map(|tag| tag.get("id").map(str::to_owned))
        .collect();
    assert_eq!(
        updates,
        [
            "content",
            "2012-06-30T0349Z",
            "2012-06-30T0325Z",
            "2012-06-30T0318Z"
        ]
    );
    assert!(
        !site
            .keys()
            .any(|path| path.starts_with("postmortems/2012-06-30"))
    );
    let feed = page(&site, "feed.xml");
    assert_contains(feed, "2012-06-30T0349Z");
    assert_lacks(feed, "2012-06-30T0502Z");
}

#[test]
fn before_the_night_nothing_of_it_is_known() {
    let site = public(example(), "2012-06-30T03:17Z");
    assert_no_file(&site, OUTAGE);
    for bytes in site.values() {
        assert_lacks(
            String::from_utf8_lossy(bytes),
            "Widespread application outage",
        );
    }
}

#[test]
fn two_days_later_it_is_resolved() {
    let site = public(example(), "2012-07-02");
    let status = page(&site, "index.html");
    assert_eq!(words(status, "h1"), ["All systems operational"]);
    assert_excludes(&words(status, "h2"), &"Open incidents".to_owned());
    // It stands among the last days.
    assert_contains(status, "Widespread application outage");

    let incident = page(&site, OUTAGE);
    assert!(
        words(incident, "p")
            .iter()
            .any(|line| line.starts_with("Resolved"))
    );
    assert_includes(&words(incident, "dd"), &"13 h".to_owned());
}

#[test]
fn both_groups_were_in_trouble_for_five_hours_and_out_for_eight() {
    let site = public(example(), "2012-07-02");
    let courses = words(page(&site, OUTAGE), "p");
    for expected in [
        "Production 1 h 25 min degraded, 3 h 35 min partial outage, 8 h major outage",
        "Development 2 h 45 min degraded, 2 h 15 min partial outage, 8 h major outage",
    ] {
        assert_includes(&courses, &expected.to_owned());
    }
}

#[test]
fn all_kinds_of_pages_are_there() {
    let site = public(example(), AFTER);
    let expected = [
        "404.html",
        "components/classic-routing/index.html",
        "components/old-routing/index.html",
        "components/postgres/index.html",
        "feed.xml",
        "history/2012-06/index.html",
        "history/index.html",
        "index.html",
        "maintenance/2013-01-22-operating-system-security-fix/index.html",
        "notices/2013-07-16-backups-and-continuous-protection/index.html",
        "postmortems/2012-06-30-widespread-application-outage/index.html",
        "support/index.html",
        OUTAGE,
    ];
    let missing: Vec<&str> = expected
        .into_iter()
        .filter(|path| !site.contains_key(*path))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let reports = internal(example(), AFTER);
    for path in [
        "index.html",
        "reports/postgres/index.html",
        "reports/routing/2013-W36/index.html",
    ] {
        assert!(reports.contains_key(path), "{path}");
    }
    for file in ["index.html", "culprits.csv", "ranking.svg"] {
        assert!(
            reports.contains_key(&format!("reports/postgres/2013-W29/{file}")),
            "{file}"
        );
    }
}

#[test]
fn backups_fall_clearly_in_the_week_after_the_fix() {
    let reports = internal(example(), AFTER);
    let report = page(&reports, "reports/postgres/2013-W29/index.html");
    assert_ends_with(
        &words(report, "h1")[0],
        "% fewer “Backups (pgbackups)” tickets per database than in the previous week",
    );
    let table = report.split_once("<tbody>").unwrap().1;
    let row = table
        .split("<tr>")
        .find(|row| row.contains("Backups (pgbackups)"))
        .unwrap();
    let changes = words(row, "span");
    assert_eq!(
        changes.len(),
        1,
        "blank for the last four weeks, of which three were before the fix"
    );
    assert_starts_with(&changes[0], "\u{25bc} ");
    let calm = page(&reports, "reports/postgres/2013-W27/index.html");
    assert!(
        !calm.contains('\u{25bc}'),
        "nothing fell clearly in the week before the fix"
    );
}

#[test]
fn the_leader_after_the_fix_is_a_contender_and_not_more() {
    let reports = internal(example(), AFTER);
    for week in 30..=35 {
        let report = page(
            &reports,
            &format!("reports/postgres/2013-W{week}/index.html"),
        );
        let without_samples = report.replace("is the most common culprit in the sample", "");
        assert!(
            !without_samples.contains("is the most common culprit"),
            "week {week}"
        );
        let contends =
            report.contains("too small to rank them") || report.contains("No single culprit");
        assert!(contends, "week {week}");
    }
}

#[test]
fn the_total_per_database_leaves_its_range_after_the_fix() {
    let reports = internal(example(), AFTER);
    let report = |week: u32| {
        page(
            &reports,
            &format!("reports/postgres/2013-W{week}/index.html"),
        )
    };
    assert_contains(report(28), "within the expected range");
    assert_lacks(report(28), "below the range");
    assert_contains(report(29), "below the range");
    let product = page(&reports, "reports/postgres/index.html");
    assert_contains(words(product, "h2").join("|"), "below their expected range");
    let totals = String::from_utf8(reports["reports/postgres/totals.csv"].clone()).unwrap();
    let outside: Vec<&str> = totals
        .lines()
        .filter(|line| line.ends_with("outside"))
        .map(|line| &line[..8])
        .collect();
    let after: Vec<String> = (29..=35).map(|week| format!("2013-W{week}")).collect();
    assert_eq!(outside, after, "no week before the fix is among them");
}

#[test]
fn the_front_page_shows_what_hurts_what_changed_and_what_helped() {
    let reports = internal(example(), AFTER);
    let front = page(&reports, "index.html");
    let (postgres, rest) = front.split_once("</section>").unwrap();
    let (key, bars) = postgres.split_once("<ol").unwrap();
    assert_eq!(bars.matches("class=\"length\"").count(), 5, "five bars");
    assert_eq!(
        bars.matches("class=\"sparkline\"").count(),
        6,
        "their courses, and that of all tickets"
    );
    assert_contains(
        postgres,
        "▼ 13.1 per 1,000 databases, below the expected 18.8–25.2",
    );
    assert_contains(
        postgres,
        "Changes: 2013-W32 to 2013-W35 compared with 2013-W28 to 2013-W31.",
    );
    assert_contains(key, "significant change or trend");
    assert_lacks(key, "Blue");
    let (_, helped) = postgres
        .split_once("Fewer tickets after an action")
        .unwrap();
    assert_eq!(helped.matches("<circle").count(), 2, "a dot for each");
    assert_contains(
        helped,
        "after “Guide: continuous protection or a backup?” (2013-W30 to 2013-W33 compared with 2013-W25 to 2013-W28)</span>",
    );
    assert_contains(
        helped,
        ">▼ 79% fewer</span> <span class=\"about\">(95% interval 67% to 87%)</span>",
    );
    let (routing, _) = rest.split_once("</p>").unwrap();
    assert_contains(routing, "HTTP routing");
    assert_contains(routing, "no significant change");
    assert_lacks(routing, "<svg");
    // Every number of the bars is in the file of the report.
    let csv = page(&reports, "reports/postgres/2013-W35/culprits.csv");
    let numbers = postgres.split("<strong>").skip(2);
    let numbers: Vec<&str> = numbers
        .map(|text| text.split_once('<').unwrap().0)
        .collect();
    let tickets = csv.lines().skip(1).take(5);
    let column = csv
        .lines()
        .next()
        .unwrap()
        .split(',')
        .position(|name| name == "tickets");
    let tickets: Vec<&str> = tickets
        .map(|line| line.split(',').nth(column.unwrap()).unwrap())
        .collect();
    assert_eq!(numbers, tickets);
}

#[test]
fn a_report_begins_with_what_hurts_what_changed_and_what_followed_an_action() {
    let reports = internal(example(), AFTER);
    let lines = |period: &str| {
        let html = page(&reports, &format!("reports/postgres/{period}/index.html"));
        words(html, "dd")
    };
    assert_eq!(
        lines("2013-W35"),
        [
            "“Automated recovery notifications” (63), “Connection limits” (45) and “Questions and guidance” (30): the sample is too \
             small to rank them.",
            "▼ 56% fewer “Questions and guidance” tickets per database (95% interval 33% to 71%), 2013-W32 to 2013-W35 compared with \
             2013-W28 to 2013-W31.",
            "“Guide: continuous protection or a backup?”: 66% fewer “Questions and guidance” tickets per database (95% interval 50% to \
             77%), 2013-W30 to 2013-W33 compared with 2013-W25 to 2013-W28.",
        ]
    );
    // The change of all tickets where no culprit changed.
    assert_starts_with(
        &lines("2013-W30")[1],
        "▼ 13% fewer tickets per database (95% interval",
    );
    assert_eq!(
        lines("2013-W14")[1..],
        [
            "Not compared with the previous week: there is no report of it.",
            "No action to assess since 4 February 2013.",
        ],
        "nothing is claimed where nothing is known"
    );
    assert_starts_with(&lines("2013-W28")[2], "Too early to compare after");
}

#[test]
fn the_ranking_says_rising_as_the_front_page_does() {
    let reports = internal(example(), AFTER);
    let report = page(&reports, "reports/postgres/2013-W35/index.html");
    assert_contains(report, ">▲ rising</text>");
    assert_contains(report, ">significant change or trend</text>");
    assert_contains(
        report,
        "“Rising” and “falling”: significant trend over 22 weeks.",
    );
    // In the first weeks there is no trend yet.
    let first = page(&reports, "reports/postgres/2013-W15/index.html");
    assert_lacks(first, "rising");
    assert_lacks(first, "significant change or trend</text>");
}

#[test]
fn every_row_and_title_says_what_was_found() {
    let reports = internal(example(), AFTER);
    for (path, bytes) in &reports {
        let html = String::from_utf8_lossy(bytes);
        let is_report = path.starts_with("reports/") && path.matches('/').count() == 3;
        if is_report && path.ends_with("/index.html") {
            let title = &words(&html, "h1")[0];
            assert_lacks(title, "by culprit");
            assert_starts_with(&words(&html, "title")[0], title);
        }
    }
    let product = page(&reports, "reports/postgres/index.html");
    assert_lacks(product, "tickets by culprit</td>");
}

#[test]
fn the_incident_behind_a_fix_stands_beside_its_culprit() {
    let reports = internal(example(), AFTER);
    let incident = "https://status.example.com/incidents/2013-06-26-manual-backups-stop/";
    assert_contains(
        page(&reports, "reports/postgres/2013-W29/index.html"),
        incident,
    );
    // The fix came later.
    assert_lacks(
        page(&reports, "reports/postgres/2013-W27/index.html"),
        incident,
    );
}

#[test]
fn the_front_page_says_what_was_found_what_the_week_holds_and_what_is_owed() {
    let front = |at: &str| {
        let pages = internal(example(), at);
        page(&pages, "index.html").to_owned()
    };
    let quiet = front(AFTER);
    // The newest month.
    assert_contains(&quiet, "August 2013");
    assert_contains(&quiet, "Postgres");
    assert!(
        quiet.contains("Minor release of Postgres")
            || quiet.contains("2013-09-10-postgres-minor-release"),
        "{quiet}"
    );
    let owed = front("2013-04-17T12:00Z");
    assert_contains(&owed, "Post-mortems due");
    assert_contains(&owed, "2013-04-16-api-requests-fail");
    // All are there.
    assert_lacks(&quiet, "Post-mortems due");
}

#[test]
fn every_link_inside_both_sites_leads_somewhere() {
    for at in ["2012-06-30T04:00Z", "2013-06-18T12:00Z", AFTER] {
        for (site, address) in [
            (public(example(), at), "https://status.example.com/"),
            (internal(example(), at), "-"),
        ] {
            let dead = dead_links(&site, address);
            assert!(dead.is_empty(), "{at}\n{}", dead.join("\n"));
        }
    }
}

#[test]
fn a_dead_link_is_found() {
    let mut site = Pages::new();
    site.insert(
        "index.html".to_owned(),
        b"<a href=\"a/\">x</a> <a href=\"a/#there\">x</a> <a href=\"a/#gone\">x</a>".into(),
    );
    site.insert(
        "a/index.html".to_owned(),
        b"<a id=\"there\" href=\"../b/\">x</a> <img src=\"/c.svg\">".into(),
    );
    let dead = dead_links(&site, "https://status.example.com/");
    assert_eq!(
        dead,
        [
            "a/index.html: ../b/",
            "a/index.html: /c.svg",
            "index.html: a/#gone"
        ]
    );
}

/// Every address on a page that belongs to the site and is not there, fragments included.
fn dead_links(site: &Pages, address: &str) -> Vec<String> {
    let html = site.keys().filter(|path| path.ends_with(".html"));
    let parsed: BTreeMap<&str, Vec<Tag>> = html
        .map(|path| (path.as_str(), tags(page(site, path))))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = parsed
        .iter()
        .map(|(path, tags)| (*path, tags.iter().filter_map(|tag| tag.get("id")).collect()))
        .collect();
    let mut dead = Vec::new();
    for (path, tags) in &parsed {
        for link in tags
            .iter()
            .flat_map(|tag| [tag.get("href"), tag.get("src")])
            .flatten()
        {
            let Some((target, fragment)) = resolve(path, link, address) else {
                continue;
            };
            let found = match (site.contains_key(&target), &fragment) {
                (true, Some(id)) => ids
                    .get(target.as_str())
                    .is_some_and(|ids| ids.contains(id.as_str())),
                (found, _) => found,
            };
            if !found {
                dead.push(format!("{path}: {link}"));
            }
        }
    }
    dead
}

/// The path and the fragment that a link leads to, if it stays in the site.
fn resolve(from: &str, link: &str, address: &str) -> Option<(String, Option<String>)> {
    let (place, fragment) = link
        .split_once('#')
        .map_or((link, None), |(place, id)| (place, Some(id.to_owned())));
    let mut folders: Vec<&str> = from.split('/').collect();
    let file = folders.pop()?;
    let relative = if let Some(whole) = place.strip_prefix(address) {
        folders.clear();
        whole
    } else if let Some(rooted) = place.strip_prefix('/') {
        folders.clear();
        rooted
    } else if place
        .find(':')
        .is_some_and(|colon| !place[..colon].contains('/'))
    {
        return None;
    } else {
        place
    };
    if place.is_empty() {
        folders.push(file);
        return Some((folders.join("/"), fragment));
    }
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => assert!(folders.pop().is_some(), "{from}: {link} leaves the site"),
            _ => folders.push(part),
        }
    }
    let path = folders.join("/");
    let path = if path.is_empty()
        || path.ends_with('/')
        || relative.ends_with("..")
        || relative.ends_with("./")
    {
        format!("{}/index.html", path.trim_end_matches('/'))
            .trim_start_matches('/')
            .to_owned()
    } else {
        path
    };
    Some((path, fragment))
}

#[test]
fn every_item_of_the_feed_leads_to_its_words() {
    let site = public(example(), AFTER);
    let feed = roxmltree::Document::parse(page(&site, "feed.xml")).unwrap();
    let items: Vec<_> = feed
        .descendants()
        .filter(|node| node.has_tag_name("item"))
        .collect();
    assert_eq!(items.len(), 50);
    for item in items {
        let link = item
            .children()
            .find(|node| node.has_tag_name("link"))
            .unwrap()
            .text()
            .unwrap();
        let (path, fragment) = resolve("feed.xml", link, "https://status.example.com/").unwrap();
        let found = tags(page(&site, &path))
            .iter()
            .any(|tag| fragment.is_none() || tag.get("id") == fragment.as_deref());
        assert!(found, "{link}");
    }
}

#[test]
fn every_page_has_what_a_page_needs() {
    let sites = [
        public(example(), AFTER),
        internal(example(), AFTER),
        public(example(), "2012-06-30T04:00Z"),
    ];
    // A mail is laid out for mail programs, which know nothing of all this.
    let pages = |path: &str| path.ends_with(".html") && !path.ends_with("/mail.html");
    for (path, html) in sites.iter().flatten().filter(|(path, _)| pages(path)) {
        let html = std::str::from_utf8(html).unwrap();
        let tags = tags(html);
        if tags
            .iter()
            .any(|tag| tag.get("http-equiv") == Some("refresh"))
        {
            assert!(
                tags.iter().any(|tag| tag.get("rel") == Some("canonical")),
                "{path} only leads on"
            );
            continue;
        }
        let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
        assert_eq!((count("h1"), count("main")), (1, 1), "{path}");
        let title = words(html.split_once("</head>").unwrap().0, "title");
        assert!(
            title.len() == 1 && !title[0].trim().is_empty(),
            "{path}: {title:?}"
        );
        let described = tags
            .iter()
            .find(|tag| tag.get("name") == Some("description"))
            .unwrap();
        assert!(
            described
                .get("content")
                .is_some_and(|words| !words.trim().is_empty()),
            "{path}"
        );
        assert!(
            tags.iter()
                .any(|tag| tag.name == "html" && tag.get("lang") == Some("en")),
            "{path}"
        );
        for tag in &tags {
            assert!(tag.get("style").is_none(), "{path}: {tag:?}");
            assert!(
                tag.attributes.iter().all(|(key, _)| !key.starts_with("on")),
                "{path}: {tag:?}"
            );
            assert!(tag.name != "script" || tag.get("src").is_none(), "{path}");
        }
        let policy = tags
            .iter()
            .find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"))
            .unwrap();
        let allowed = policy.get("content").unwrap().contains("script-src");
        assert_eq!(
            (count("script") == 1, count("script") < 2),
            (allowed, true),
            "{path}: a script that may run, or none"
        );
        let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
        assert_eq!(
            ids.len(),
            ids.iter().collect::<BTreeSet<_>>().len(),
            "{path} has an id twice: {ids:?}"
        );
    }
}

#[test]
fn one_moment_gives_the_same_bytes_in_any_order() {
    let files = example_sources();
    let mut backwards: Vec<_> = files.iter().map(|(_, file)| file.clone()).collect();
    backwards.reverse();
    let again = read(&Sources::new(backwards));
    assert_same_files(&public(example(), AFTER), &public(&again, AFTER));
    assert_same_files(&internal(example(), AFTER), &internal(&again, AFTER));

    let site = statuary::public_site(&again.status, now(AFTER), theme());
    let mut paths: Vec<&str> = site.paths().collect();
    paths.reverse();
    let reversed: Pages = paths
        .iter()
        .map(|path| ((*path).to_owned(), site.render(path).unwrap().unwrap()))
        .collect();
    // A page does not depend on the pages that were rendered before it.
    assert_same_files(&reversed, &pages(&site));
}

#[test]
fn another_moment_gives_other_bytes() {
    assert!(
        public(example(), AFTER) != public(example(), "2013-09-11T00:01Z"),
        "the comparison can fail"
    );
}

#[test]
fn a_post_mortem_is_due_then_overdue_then_there() {
    let page_at = |at: &str| {
        let pages = public(example(), at);
        page(
            &pages,
            "incidents/2012-06-30-widespread-application-outage/index.html",
        )
        .to_owned()
    };
    assert_contains(
        page_at("2012-07-02T00:00Z"),
        "A post-mortem will be published by",
    );
    assert_contains(page_at("2012-07-05T16:30Z"), "A post-mortem was due by");
    assert_contains(page_at("2012-07-06T00:00Z"), "What happened on 30 June");
}
