//! What a page says about its own moment, and what the script may know of later ones.

use crate::compare::assert_contains;
use crate::site::{Tag, example, internal, ledger, page, plain, public, tags};

const WINDOW: &str = "\
//- maintenance/2013-07-10-db.yaml
title: Work
scheduled: { start: 2013-07-10T09:00Z, end: 2013-07-10T11:00Z }
components: { db: degraded_performance }
updates:
  - { at: 2013-07-08T10:00Z, text: We upgrade the database. }
";

/// What the clock makes of the phase later, as the page of the maintenance says it at a time of 10 July 2013.
#[track_caller]
fn turns(text: &str, clock: &str) -> Option<String> {
    let site = public(
        &ledger(&format!("{WINDOW}{text}")),
        &format!("2013-07-10T{clock}Z"),
    );
    let all = tags(page(&site, "maintenance/2013-07-10-db/index.html"));
    all.iter()
        .find_map(|tag| tag.get("data-turns"))
        .map(str::to_owned)
}

#[test]
fn a_window_tells_the_script_what_the_clock_will_do() {
    let both = "2013-07-10T09:00:00Z maintenance In progress|2013-07-10T11:00:00Z fine Completed";
    assert_eq!(turns("", "08:00").as_deref(), Some(both));
    assert_eq!(
        turns("", "09:00").as_deref(),
        Some("2013-07-10T11:00:00Z fine Completed")
    );
    assert_eq!(turns("", "11:00"), None);
    let posted = "  - { at: 2013-07-10T08:50Z, status: in_progress, text: We begin. }\n";
    assert_eq!(
        turns(posted, "09:10").as_deref(),
        Some("2013-07-10T11:00:00Z maintenance Running past the scheduled end")
    );
    assert_eq!(
        turns(posted, "11:10"),
        None,
        "the page itself says that it overruns"
    );
    assert_eq!(
        turns(
            "  - { at: 2013-07-10T08:50Z, status: cancelled, text: Not today. }\n",
            "08:55"
        ),
        None
    );
}

fn script(html: &str) -> Option<Tag<'_>> {
    tags(html).into_iter().find(|tag| tag.name == "script")
}

#[test]
fn pages_that_can_go_out_of_date_tell_the_script_their_moment() {
    let (calm, trouble) = (
        public(example(), "2013-09-03T12:00Z"),
        public(example(), "2012-06-30T04:00Z"),
    );
    for path in ["index.html", "history/index.html", "data/index.html"] {
        let made = |site| script(page(site, path)).unwrap();
        assert_eq!(
            made(&calm).get("data-made"),
            Some("2013-09-03T12:00:00Z"),
            "{path}"
        );
        // An hour after midnight, and after the update that was promised.
        assert_eq!(
            made(&calm).get("data-fresh"),
            Some("2013-09-04T01:00:00Z"),
            "{path}"
        );
        assert_eq!(
            made(&trouble).get("data-fresh"),
            Some("2012-06-30T05:49:00Z"),
            "{path}"
        );
    }
    let copies = script(page(&calm, "subscribe/index.html")).unwrap();
    assert_eq!(copies.get("data-made"), None);
    assert!(script(page(&calm, "404.html")).is_none());
}

#[test]
fn pages_of_what_is_over_stay_as_they_are() {
    let [before, after] =
        ["2013-09-04T12:00Z", "2013-09-05T12:00Z"].map(|at| public(example(), at));
    let lasting = [
        "incidents/",
        "maintenance/",
        "postmortems/",
        "notices/",
        "history/2",
        "subscribe/",
        "404.html",
    ];
    let lasting: Vec<&String> = before
        .keys()
        .filter(|path| lasting.iter().any(|part| path.starts_with(part)))
        .collect();
    assert!(lasting.len() > 20, "{lasting:?}");
    let differ: Vec<&str> = lasting
        .iter()
        .filter(|path| before[**path] != after[**path])
        .map(|path| path.as_str())
        .collect();
    let to_come = [
        "maintenance/2013-09-10-postgres-minor-release/index.html",
        "notices/2013-08-26-old-tls-versions/index.html",
    ];
    assert_eq!(
        differ, to_come,
        "a window to come, and a notice that matters for some more days"
    );
}

#[test]
fn reports_and_digests_of_what_is_over_stay_as_they_are() {
    let [before, after] =
        ["2013-09-04T12:00Z", "2013-09-05T12:00Z"].map(|at| internal(example(), at));
    let told = |path: &&String| {
        path.starts_with("digest/") || path.starts_with("reports/") && path.contains("/201")
    };
    assert!(before.keys().filter(told).count() > 100);
    let differ: Vec<&String> = before
        .keys()
        .filter(told)
        .filter(|path| before[*path] != after[*path])
        .collect();
    assert_eq!(
        differ,
        ["reports/routing/2013-W36/index.html"],
        "a week that is still counted"
    );
}

#[test]
fn a_month_is_over_with_all_that_happened_in_it() {
    let incident = |end: &str| {
        ledger(&format!(
            "\
//- incidents/2013-07-31-db.yaml
title: The database answers slowly
started: 2013-07-31T20:00Z
components: {{ db: degraded_performance }}
updates:
  - {{ at: 2013-07-31T20:10Z, status: investigating, text: We look into it. }}
{end}"
        ))
    };
    let tells_its_moment = |ledger, at| {
        let site = public(ledger, at);
        plain(page(&site, "history/2013-07/index.html")).contains("As of ")
    };
    let open = incident("");
    let ended = incident("  - { at: 2013-08-01T02:00Z, status: resolved, text: All is well. }\n");
    assert!(
        tells_its_moment(&ended, "2013-07-31T23:00Z"),
        "the month goes on"
    );
    assert!(
        tells_its_moment(&ended, "2013-08-01T01:00Z"),
        "the incident goes on"
    );
    assert!(
        tells_its_moment(&open, "2013-08-20T12:00Z"),
        "and so it does for weeks"
    );
    assert!(!tells_its_moment(&ended, "2013-08-01T03:00Z"));
}

#[test]
fn a_post_mortem_that_is_owed_is_a_last_word_once_it_is_late() {
    let owing = ledger(
        "\
//- incidents/2013-07-10-db.yaml
title: The database is down
started: 2013-07-10T20:00Z
components: { db: major_outage }
updates:
  - { at: 2013-07-10T20:10Z, status: investigating, text: We look into it. }
  - { at: 2013-07-10T22:00Z, status: resolved, text: All is well. }
",
    );
    let at = |moment| {
        page(
            &public(&owing, moment),
            "incidents/2013-07-10-db/index.html",
        )
        .to_owned()
    };
    // It is due.
    assert_contains(at("2013-07-12T12:00Z"), "As of ");
    assert_eq!(
        at("2013-07-20T12:00Z"),
        at("2013-07-21T12:00Z"),
        "it is not here yet"
    );
}
