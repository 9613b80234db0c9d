//! The files that programs written for Statuspage and for Heroku Status read.

use crate::compare::assert_same_file;
use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::site::{Pages, files, ledger, public};

const NOW: &str = "2013-07-20T22:30Z";

const CONTENT: &str = "\
//- incidents/2013-07-10-web-slow.yaml
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - at: 2013-07-10T10:05Z
    status: investigating
    text: |
      We are looking. See [the guide](/support/) and `curl <host>`.

      - first
      - second
  - at: 2013-07-10T10:30Z
    posted: 2013-07-10T10:40Z
    edited: 2013-07-11T08:00Z
    status: monitoring
    components: { api: major_outage }
    text: It was the API.
  - { id: over, at: 2013-07-10T11:00Z, status: resolved, text: It is fast again. }
  - { at: 2013-07-10T12:00Z, text: A remark. }
//- incidents/2013-07-20-db-out.yaml
title: Database is out
started: 2013-07-20T21:00Z
components: { db: partial_outage }
updates:
  - { at: 2013-07-20T21:10Z, label: Issue, text: It does not answer. }
//- maintenance/2013-07-20-web.yaml
title: Web restarts
scheduled: { start: 2013-07-20T22:00Z, end: 2013-07-20T23:00Z }
components: { web: under_maintenance }
updates:
  - { at: 2013-07-15T10:00Z, status: scheduled, text: A restart. }
//- maintenance/2013-07-25-later.yaml
title: Later
scheduled: { start: 2013-07-25T22:00Z, end: 2013-07-25T23:00Z }
components: { web: under_maintenance }
updates:
  - { at: 2013-07-15T10:00Z, status: scheduled, text: Later. }
//- maintenance/2013-07-24-sooner.yaml
title: Sooner
scheduled: { start: 2013-07-24T22:00Z, end: 2013-07-24T23:00Z }
components: { web: under_maintenance }
updates:
  - { at: 2013-07-16T10:00Z, status: scheduled, text: Sooner. }
//- maintenance/2013-07-26-off.yaml
title: Called off
scheduled: { start: 2013-07-26T22:00Z, end: 2013-07-26T23:00Z }
components: { db: under_maintenance }
updates:
  - { at: 2013-07-15T10:00Z, status: scheduled, text: Planned. }
  - { at: 2013-07-16T10:00Z, status: cancelled, text: Not needed. }
//- maintenance/2013-07-01-db.yaml
title: Database restarts
scheduled: { start: 2013-07-01T22:00Z, end: 2013-07-01T23:00Z }
components: { db: degraded_performance }
updates:
  - { at: 2013-06-15T10:00Z, status: scheduled, text: A restart. }
  - { at: 2013-07-01T22:01Z, status: in_progress, text: It begins. }
  - { at: 2013-07-01T22:50Z, status: completed, text: It is done. }
//- pages/support.md
---
title: Support
---
Ask us.
";

fn read(site: &Pages, path: &str) -> Value {
    serde_json::from_slice(site.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

fn file(text: &str, now: &str, name: &str) -> Value {
    read(&public(&ledger(text), now), &format!("api/v2/{name}.json"))
}

#[track_caller]
fn entry<'v>(list: &'v Value, name: &str) -> &'v Value {
    list.as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == name)
        .unwrap_or_else(|| panic!("no {name} in {list}"))
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect()
}

#[test]
fn an_incident_has_its_phases_times_and_what_moved() {
    let all = file(CONTENT, NOW, "incidents");
    let slow = entry(&all["incidents"], "Web is slow");
    assert_eq!(slow["status"], "resolved");
    assert_eq!(slow["impact"], "critical");
    assert_eq!(slow["started_at"], "2013-07-10T10:00:00.000Z");
    assert_eq!(slow["created_at"], "2013-07-10T10:05:00.000Z");
    assert_eq!(slow["monitoring_at"], "2013-07-10T10:30:00.000Z");
    assert_eq!(slow["resolved_at"], "2013-07-10T11:00:00.000Z");
    assert_eq!(slow["updated_at"], "2013-07-11T08:00:00.000Z");
    assert_eq!(
        slow["shortlink"],
        "https://status.example.com/incidents/2013-07-10-web-slow/"
    );
    assert_eq!(names(&slow["components"]), ["Web", "API"]);
    let updates = slow["incident_updates"].as_array().unwrap();
    let phases: Vec<&str> = updates
        .iter()
        .map(|update| update["status"].as_str().unwrap())
        .collect();
    assert_eq!(
        phases,
        ["resolved", "resolved", "monitoring", "investigating"],
        "newest first, a remark as before it"
    );
    let moved = |at: usize| {
        let list = updates[at]["affected_components"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        list.iter()
            .map(|one| {
                format!(
                    "{} {} {}",
                    one["name"], one["old_status"], one["new_status"]
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(moved(3), [r#""Web" "operational" "degraded_performance""#]);
    assert_eq!(moved(2), [r#""API" "operational" "major_outage""#]);
    let back = [
        r#""Web" "degraded_performance" "operational""#,
        r#""API" "major_outage" "operational""#,
    ];
    assert_eq!(moved(1), back);
    assert_eq!(updates[0]["affected_components"], Value::Null);
    assert_eq!(updates[2]["display_at"], "2013-07-10T10:30:00.000Z");
    assert_eq!(updates[2]["created_at"], "2013-07-10T10:40:00.000Z");
    assert_eq!(updates[2]["updated_at"], "2013-07-11T08:00:00.000Z");
}

#[test]
fn a_text_is_plain_with_its_paragraphs_and_whole_links() {
    let all = file(CONTENT, NOW, "incidents");
    let slow = entry(&all["incidents"], "Web is slow");
    let words = "We are looking. See the guide (https://status.example.com/support/) and curl <host>.\n\n- first\n- second";
    assert_eq!(slow["incident_updates"][3]["body"], words);
}

#[test]
fn a_post_mortem_is_the_last_word() {
    let postmortem = "//- postmortems/2013-07-10-web-slow.md\n---\nincident: 2013-07-10-web-slow\npublished: 2013-07-12T09:00Z\n---\n## Summary\nIt was slow.\n";
    let text = format!("{CONTENT}{postmortem}");
    let all = file(&text, NOW, "incidents");
    let slow = entry(&all["incidents"], "Web is slow");
    assert_eq!(slow["status"], "postmortem");
    assert_eq!(slow["updated_at"], "2013-07-12T09:00:00.000Z");
    let last = &slow["incident_updates"][0];
    assert_eq!(last["status"], "postmortem");
    let link = "https://status.example.com/postmortems/2013-07-10-web-slow/";
    assert_eq!(
        last["body"],
        format!("Post-mortem: Web is slow\n\nSummary It was slow.\n\n{link}")
    );
    let before = file(&text, "2013-07-12T08:59Z", "incidents");
    assert_eq!(
        entry(&before["incidents"], "Web is slow")["status"],
        "resolved"
    );
}

#[test]
fn an_incident_that_opens_again_is_investigated_anew() {
    let again = CONTENT.replace(
        "{ at: 2013-07-10T12:00Z, text: A remark. }",
        "{ at: 2013-07-10T12:00Z, components: { web: degraded_performance }, text: It is back. }",
    );
    let open = file(&again, "2013-07-10T13:00Z", "incidents/unresolved");
    let slow = entry(&open["incidents"], "Web is slow");
    assert_eq!(slow["status"], "investigating");
    assert_eq!(slow["resolved_at"], Value::Null);
    assert_eq!(slow["incident_updates"][0]["status"], "investigating");
}

#[test]
fn maintenance_is_told_by_its_phase_and_what_was_called_off_is_over() {
    let site = public(&ledger(CONTENT), NOW);
    let list =
        |name: &str| read(&site, &format!("api/v2/{name}.json"))["scheduled_maintenances"].clone();
    assert_eq!(
        names(&list("scheduled-maintenances/active")),
        ["Web restarts"]
    );
    assert_eq!(
        names(&list("scheduled-maintenances/upcoming")),
        ["Sooner", "Later"],
        "soonest first"
    );
    assert_eq!(names(&list("summary")), ["Web restarts", "Sooner", "Later"]);
    let all = list("scheduled-maintenances");
    assert_eq!(
        names(&all),
        [
            "Called off",
            "Later",
            "Sooner",
            "Web restarts",
            "Database restarts"
        ]
    );
    let running = entry(&all, "Web restarts");
    assert_eq!(
        (&running["status"], &running["impact"]),
        (&json!("in_progress"), &json!("maintenance"))
    );
    assert_eq!(running["scheduled_for"], "2013-07-20T22:00:00.000Z");
    assert_eq!(running["scheduled_until"], "2013-07-20T23:00:00.000Z");
    assert_eq!(
        running["updated_at"], "2013-07-20T22:00:00.000Z",
        "the clock moved it"
    );
    let off = entry(&all, "Called off");
    assert_eq!(
        (&off["status"], &off["resolved_at"]),
        (&json!("completed"), &json!("2013-07-16T10:00:00.000Z"))
    );
    assert_eq!(off["incident_updates"][0]["body"], "Cancelled: Not needed.");
    let done = entry(&all, "Database restarts");
    let began = &done["incident_updates"][1]["affected_components"][0];
    assert_eq!(
        (&began["old_status"], &began["new_status"]),
        (&json!("operational"), &json!("degraded_performance"))
    );
    let ended = &done["incident_updates"][0]["affected_components"][0];
    assert_eq!(ended["new_status"], "operational");
}

#[test]
fn the_whole_is_told_in_the_words_of_statuspage() {
    let state = |component: &str| {
        format!(
            "//- incidents/2013-07-10-a.yaml\ntitle: A\nstarted: 2013-07-10T10:00Z\n{component}\nupdates: [ {{ at: 2013-07-10T10:00Z, text: A. }} ]\n"
        )
    };
    let work = "//- maintenance/2013-07-10-b.yaml\ntitle: B\nscheduled: { start: 2013-07-10T10:00Z, end: 2013-07-12T10:00Z }\ncomponents: { web: under_maintenance }\nupdates: [ { at: 2013-07-09T10:00Z, text: B. } ]\n";
    let fine = "components: { web: operational }\nimpact: critical";
    let cases = [
        (String::new(), "none", "All Systems Operational"),
        (
            state("components: { web: degraded_performance }"),
            "minor",
            "Partially Degraded Service",
        ),
        (
            state("components: { web: partial_outage }"),
            "minor",
            "Minor Service Outage",
        ),
        (
            state("components: { web: partial_outage, api: partial_outage, db: partial_outage }"),
            "major",
            "Partial System Outage",
        ),
        (
            state("components: { web: major_outage }"),
            "major",
            "Partial System Outage",
        ),
        (
            state("components: { web: major_outage, api: partial_outage, db: partial_outage }"),
            "major",
            "Partial System Outage",
        ),
        (
            state("components: { web: major_outage, api: major_outage, db: major_outage }"),
            "critical",
            "Major Service Outage",
        ),
        (work.to_owned(), "maintenance", "Service Under Maintenance"),
        (state(fine), "minor", "Minor Service Outage"),
        (state("impact: minor"), "minor", "Minor Service Outage"),
        (state("impact: major"), "major", "Partial System Outage"),
        (
            state("impact: critical"),
            "critical",
            "Major Service Outage",
        ),
    ];
    for (text, indicator, description) in cases {
        let status = file(&text, "2013-07-11T10:00Z", "status");
        assert_eq!(
            status["status"],
            json!({ "indicator": indicator, "description": description }),
            "{text}"
        );
    }
}

#[test]
fn groups_hold_their_components_and_names_are_unique() {
    let board = "\
//- components.yaml
groups:
  - id: front
    name: Web
    components:
      - { id: web, name: Web, since: 2013-07-01 }
      - { id: api, name: API }
  - id: back
    name: Back
    components:
      - { id: db, name: API }
      - { id: db2, name: API }
      - { id: old, name: Old, retired: 2013-07-02 }
";
    let all = file(board, NOW, "components");
    let list = all["components"].as_array().unwrap();
    assert_eq!(
        names(&all["components"]),
        [
            "Web",
            "Web: Web",
            "Web: API",
            "Back",
            "Back: API",
            "Back: API (db2)"
        ]
    );
    let group = &list[0];
    assert_eq!(
        (&group["group"], &group["position"], &group["group_id"]),
        (&json!(true), &json!(1), &Value::Null)
    );
    assert_eq!(group["components"], json!([list[1]["id"], list[2]["id"]]));
    let web = &list[1];
    assert_eq!(
        (&web["group"], &web["position"], &web["group_id"]),
        (&json!(false), &json!(1), &group["id"])
    );
    assert_eq!(web["start_date"], "2013-07-01");
    assert!(
        web.get("components").is_none(),
        "only groups have components"
    );
}

/// Every value of a key, wherever it stands.
fn values<'v>(value: &'v Value, key: &str, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get(key));
            members.values().for_each(|inner| values(inner, key, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| values(inner, key, found)),
        _ => {}
    }
}

#[test]
fn ids_are_short_unlike_and_never_change() {
    let mended = CONTENT
        .replace("title: Web is slow", "title: Web was slow")
        .replace("It was the API.", "It was us.");
    let ids = |text: &str| {
        let all = file(text, NOW, "incidents");
        let mut found = Vec::new();
        values(&all["incidents"], "id", &mut found);
        found
            .iter()
            .map(|id| id.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = ids(CONTENT);
    assert_eq!(before, ids(&mended));
    // Known to programs: a change would be a new component, incident and update for each of them.
    for known in ["mw5m8s0spuvs", "293e2aoebcex", "3b229as3f6tj"] {
        assert!(
            before.iter().any(|id| id == known),
            "{known} is not among {before:?}"
        );
    }
    for id in &before {
        assert!(
            id.len() == 12
                && id
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()),
            "{id}"
        );
    }
    let site = public(&ledger(CONTENT), NOW);
    let mut unlike = BTreeSet::new();
    let all = [
        read(&site, "api/v2/incidents.json"),
        read(&site, "api/v2/scheduled-maintenances.json"),
    ];
    let entries = all
        .iter()
        .flat_map(|file| [&file["incidents"], &file["scheduled_maintenances"]]);
    let entries: Vec<&Value> = entries.filter_map(Value::as_array).flatten().collect();
    let updates = entries
        .iter()
        .flat_map(|one| one["incident_updates"].as_array().unwrap());
    for one in entries.iter().copied().chain(updates) {
        assert!(unlike.insert(one["id"].as_str().unwrap()), "{one}");
    }
}

#[test]
fn a_day_later_nothing_differs() {
    let ledger = ledger(CONTENT);
    let quiet = ["2013-07-21T01:00Z", "2013-07-22T01:00Z"].map(|at| public(&ledger, at));
    let files = quiet[0]
        .keys()
        .filter(|path| path.starts_with("api/") || path.contains("badge"));
    let files: Vec<&String> = files.collect();
    assert_eq!(
        files.len(),
        9 + 8,
        "eight files, one for Heroku, two badges for the whole and for each of three"
    );
    for path in files {
        assert_same_file(path, &quiet[1][path], &quiet[0][path]);
    }
}

#[test]
fn a_site_without_anything_is_a_valid_answer() {
    let summary = file("", NOW, "summary");
    // Nothing is known before the day of the build.
    assert_eq!(summary["page"]["updated_at"], "2013-07-20T00:00:00.000Z");
    assert_eq!(summary["incidents"], json!([]));
    assert_eq!(summary["scheduled_maintenances"], json!([]));
}

#[test]
fn the_fifty_newest_are_listed() {
    let many: String = (0..60)
        .map(|n| format!("//- incidents/n{n:02}.yaml\ntitle: N{n}\nstarted: 2013-07-10T10:{n:02}Z\nimpact: minor\nupdates: [ {{ at: 2013-07-10T11:00Z, status: resolved, text: A. }} ]\n"))
        .collect();
    let all = file(&many, NOW, "incidents");
    let listed = names(&all["incidents"]);
    assert_eq!((listed.len(), listed[0], listed[49]), (50, "N59", "N10"));
}

#[test]
fn every_address_is_below_the_path_of_the_site() {
    let text = format!(
        "{CONTENT}//- site.yaml\n{}",
        files(crate::site::SMALL)["site.yaml"].replace(".com/", ".com/s/")
    );
    let site = public(&ledger(&text), NOW);
    let summary = read(&site, "api/v2/summary.json");
    assert_eq!(summary["page"]["url"], "https://status.example.com/s");
    let link = summary["incidents"][0]["shortlink"].as_str().unwrap();
    assert_eq!(
        link,
        "https://status.example.com/s/incidents/2013-07-20-db-out/"
    );
}

#[test]
fn heroku_status_is_told_of_groups_and_of_what_is_open() {
    let site = public(&ledger(CONTENT), NOW);
    let current = read(&site, "api/v4/current-status");
    let systems =
        json!([{ "system": "Front", "status": "blue" }, { "system": "Back", "status": "yellow" }]);
    assert_eq!(current["status"], systems);
    let open = &current["incidents"];
    assert_eq!(open.as_array().unwrap().len(), 1);
    assert_eq!(open[0]["title"], "Database is out");
    assert_eq!(open[0]["created_at"], "2013-07-20T21:00:00.000Z");
    assert_eq!(
        open[0]["full_url"],
        "https://status.example.com/incidents/2013-07-20-db-out/"
    );
    let update = json!({ "update_type": "Issue", "updated_at": "2013-07-20T21:10:00.000Z", "contents": "It does not answer." });
    assert_eq!(open[0]["updates"], json!([update]));
    let titles: Vec<&str> = current["scheduled"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["Web restarts", "Sooner", "Later"]);
    let outage = CONTENT.replace("partial_outage", "major_outage");
    let red = read(&public(&ledger(&outage), NOW), "api/v4/current-status");
    assert_eq!(red["status"][1]["status"], "red");
    let calm = read(
        &public(&ledger(&outage), "2013-07-20T20:00Z"),
        "api/v4/current-status",
    );
    assert_eq!(calm["status"][1]["status"], "green");
}

/// A component that the resolving update itself sets to operational changed with it.
#[test]
fn a_component_that_is_operational_again_with_the_end_is_affected() {
    let ledger = crate::site::ledger(&format!(
        "{}//- incidents/2026-11-03-api.yaml\ntitle: API errors\nstarted: 2026-11-03T14:02Z\ncomponents: {{ web: major_outage }}\nupdates:\n  \
         - {{ at: 2026-11-03T14:09Z, status: investigating, text: We look. }}\n  \
         - {{ at: 2026-11-03T15:09Z, status: resolved, components: {{ web: operational }}, text: It is over. }}\n",
        crate::site::SMALL
    ));
    let built = crate::site::public(&ledger, "2026-11-04T00:00Z");
    let incidents: Value =
        serde_json::from_str(crate::site::page(&built, "api/v2/incidents.json")).unwrap();
    let ended = &incidents["incidents"][0]["incident_updates"][0]["affected_components"][0];
    assert_eq!(ended["old_status"], "major_outage", "{incidents:#}");
    assert_eq!(ended["new_status"], "operational");
}
