//! The times under the timeline of an incident, the days of the status page, and pages that stay small.

use crate::compare::assert_contains;
use crate::site::{example, ledger, page, public, tags, words};

/// An incident from 09:00 on 10 July 2013 to a moment.
fn until(end: &str) -> String {
    format!(
        "//- incidents/2013-07-10-a.yaml\ntitle: Trouble\nstarted: 2013-07-10T09:00Z\ncomponents: {{ web: major_outage }}\nupdates:\n  \
         - {{ at: 2013-07-10T09:00Z, status: investigating, text: We look. }}\n  \
         - {{ at: {end}, status: resolved, text: It is over. }}\n"
    )
}

/// The words of the marks.
#[track_caller]
fn marks(end: &str) -> Vec<String> {
    words(
        page(
            &public(&ledger(&until(end)), "2014-01-01T00:00Z"),
            "incidents/2013-07-10-a/index.html",
        ),
        "text",
    )
}

#[test]
fn marks_stand_at_round_times() {
    assert_eq!(marks("2013-07-10T09:20Z"), ["09:05", "09:10", "09:15"]);
    assert_eq!(marks("2013-07-10T22:00Z"), ["12:00", "18:00"]);
    assert_eq!(marks("2013-07-13T09:00Z"), ["12 July 2013"]);
}

#[test]
fn every_update_has_a_dot_in_its_place() {
    let site = public(example(), "2012-07-02T12:00Z");
    let html = page(
        &site,
        "incidents/2012-06-30-widespread-application-outage/index.html",
    );
    let places: Vec<f64> = tags(html)
        .iter()
        .filter(|tag| tag.name == "circle")
        .map(|tag| {
            tag.get("cx")
                .unwrap()
                .trim_end_matches('%')
                .parse()
                .unwrap()
        })
        .collect();
    assert_eq!((places.first(), places.last()), (Some(&0.0), Some(&100.0)));
    assert!(places.is_sorted() && places.len() > 5, "{places:?}");
}

#[test]
fn quiet_days_in_a_row_are_one_line() {
    let days = words(
        page(&public(example(), "2012-06-30T04:00Z"), "index.html"),
        "dt",
    );
    assert!(
        days.iter().any(|day| day == "17\u{2013}29 June 2012"),
        "{days:?}"
    );
}

#[test]
fn years_of_trouble_keep_pages_small() {
    let days = (1..=28).flat_map(|day| (1..=2).map(move |month| (month, day)));
    let incidents = days.map(|(month, day)| {
        format!(
            "//- incidents/2013-{month:02}-{day:02}-a.yaml\ntitle: Trouble\nstarted: 2013-{month:02}-{day:02}T09:00Z\n\
             components: {{ web: major_outage, api: partial_outage }}\nupdates:\n  \
             - {{ at: 2013-{month:02}-{day:02}T10:00Z, status: resolved, text: It is over. }}\n"
        )
    });
    let site = public(&ledger(&incidents.collect::<String>()), "2013-03-01T12:00Z");
    let home = page(&site, "index.html");
    assert_eq!(
        home.matches("Web: 1 h major outage").count(),
        15,
        "thirty lines of the two components"
    );
    // The last thirty days have 28 of them.
    assert_contains(home, "13 earlier days are listed");
    let component = page(&site, "components/web/index.html");
    assert_eq!(component.matches("lasted 1 h").count(), 50);
    assert_contains(
        component,
        "<p><a href=\"../../history/\">View history</a></p>",
    );
    assert_contains(component, "February 2013 in minutes, rounded down:");
}
