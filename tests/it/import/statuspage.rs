//! Answers of the Statuspage API, in every form in which it gives them.

use super::{assert_sound, content, import_into_empty_site, options, source_files, text_of};
use crate::compare::{assert_contains, assert_same_file};
use crate::site::{Pages, example, page, public, read};
use serde_json::Value;
use statuary::import::{self, SourceTool};

#[test]
fn what_nobody_resolved_years_ago_is_not_open_today() {
    let import = import_into_empty_site(
        SourceTool::Statuspage,
        &source_files(
            r#"//- incidents.json
{"page":{"name":"Example","time_zone":"Etc/UTC"},"incidents":[
{"id":"a1","name":"Old","impact":"minor","status":"monitoring","created_at":"2026-05-01T10:00:00Z","incident_updates":[
{"status":"monitoring","body":"We watch it.","created_at":"2026-05-01T11:00:00Z"}]},
{"id":"a2","name":"New","impact":"minor","status":"investigating","created_at":"2026-11-20T10:00:00Z","incident_updates":[
{"status":"investigating","body":"We look.","created_at":"2026-11-20T10:00:00Z"}]}],
"scheduled_maintenances":[
{"id":"m1","name":"Disks","status":"in_progress","scheduled_for":"2026-05-01T08:00:00Z","scheduled_until":"2026-05-01T10:00:00Z",
"created_at":"2026-04-28T08:00:00Z","incident_updates":[{"status":"in_progress","body":"It begins.","created_at":"2026-05-01T08:00:00Z"}]}]}
"#,
        ),
    );
    assert_sound(&import);
    assert_contains(
        text_of(&import, "incidents/2026-05-01-old.yaml"),
        "ended: unknown\nimpact: minor\n",
    );
    let end =
        "  # end not known; uses the date of the last update\n  - at: 2026-05-01\n    status:";
    for (path, status) in [
        ("incidents/2026-05-01-old.yaml", "resolved"),
        ("maintenance/2026-05-01-disks.yaml", "completed"),
    ] {
        assert_contains(text_of(&import, path), format!("{end} {status}\n"));
    }
    assert_contains(
        import.report.text(),
        "no end, and older than 30 days; imported as over with an unknown end",
    );
    let new = text_of(&import, "incidents/2026-11-20-new.yaml");
    assert!(!new.contains("resolved"), "{new}");
}

#[test]
fn promises_begin_the_day_after_the_last_past_entry() {
    let import = import_into_empty_site(
        SourceTool::Statuspage,
        &source_files(
            r#"//- scheduled-maintenances.json
{"scheduled_maintenances":[{"id":"m1","name":"DB upgrade","scheduled_for":"2024-05-01T08:00:00Z","scheduled_until":"2024-05-01T10:00:00Z",
"created_at":"2024-04-28T08:00:00Z","incident_updates":[{"status":"completed","body":"Done.","created_at":"2024-05-01T09:40:00Z"}]},
{"id":"m2","name":"Network","scheduled_for":"2031-05-01T08:00:00Z","scheduled_until":"2031-05-01T09:00:00Z",
"created_at":"2026-04-28T08:00:00Z","incident_updates":[{"status":"scheduled","body":"We will work.","created_at":"2026-04-28T08:00:00Z"}]}]}
"#,
        ),
    );
    assert_sound(&import);
    assert_contains(
        text_of(&import, "site.yaml"),
        "policy:\n  since: 2024-05-02 #",
    );
}

const GROUPS: &str = r#"//- incidents.json
{"page":{"id":"abc","name":"Example","url":"https://status.example.com","time_zone":"Etc/UTC"},
"incidents":[{"id":"i1","name":"Logins fail","status":"resolved","impact":"major","created_at":"2024-05-01T08:00:00.000Z","started_at":"2024-05-01T08:00:00.000Z","resolved_at":"2024-05-01T09:00:00.000Z",
"incident_updates":[
{"id":"u2","status":"resolved","body":"This incident has been resolved.","created_at":"2024-05-01T09:00:00.000Z","display_at":"2024-05-01T09:00:00.000Z","affected_components":[{"code":"c1","name":"Europe - Login","old_status":"partial_outage","new_status":"operational"}]},
{"id":"u1","status":"investigating","body":"We are looking.","created_at":"2024-05-01T08:00:00.000Z","display_at":"2024-05-01T08:00:00.000Z","affected_components":[{"code":"c1","name":"Europe - Login","old_status":"operational","new_status":"partial_outage"}]}],
"components":[{"id":"c1","name":"Login","status":"operational","position":1,"group":false,"group_id":"g1"}]}]}
//- summary.json
{"page":{"id":"abc","name":"Example","url":"https://status.example.com","time_zone":"Etc/UTC"},
"components":[
{"id":"g1","name":"Europe","status":"operational","position":1,"group":true,"group_id":null,"components":["c1","c2"]},
{"id":"c1","name":"Login","status":"operational","position":1,"group":false,"group_id":"g1"},
{"id":"c2","name":"Search","status":"operational","position":2,"group":false,"group_id":"g1"},
{"id":"g2","name":"America","status":"operational","position":2,"group":true,"group_id":null,"components":["c3","c4"]},
{"id":"c3","name":"Payments","status":"operational","position":1,"group":false,"group_id":"g2"},
{"id":"c4","name":"Search","status":"operational","position":2,"group":false,"group_id":"g2"}
],"incidents":[],"scheduled_maintenances":[],"status":{"indicator":"none","description":"All Systems Operational"}}
"#;

#[test]
fn components_are_those_with_the_same_code_in_the_groups_of_any_file() {
    let from = source_files(GROUPS);
    let import = import_into_empty_site(SourceTool::Statuspage, &from);
    assert_sound(&import);
    expect_test::expect![[r#"
        groups:
          - id: europe
            name: Europe
            components:
              - id: login
                name: Login
              - id: search
                name: Search
          - id: america
            name: America
            components:
              - id: payments
                name: Payments
              - id: america-search
                name: Search
    "#]]
    .assert_eq(text_of(&import, "components.yaml"));
    let incident = text_of(&import, "incidents/2024-05-01-logins-fail.yaml");
    assert_contains(incident, "    components:\n      login: partial_outage\n");
    let there = content(&import);
    let again = import::import_files(SourceTool::Statuspage, &from, &options(&there, None));
    let components = again
        .files
        .iter()
        .find(|file| file.path == "components.yaml");
    assert_eq!(components, None, "nothing about components is new");
    for file in &again.files {
        let before = import.files.iter().find(|before| before.path == file.path);
        assert_eq!(before, Some(file));
    }
}

#[test]
fn a_component_that_is_not_listed_and_has_the_name_of_another_one_is_named_in_the_report() {
    let import = import_into_empty_site(
        SourceTool::Statuspage,
        &source_files(
            &GROUPS
                .replace(r#""code":"c1""#, r#""code":"c9""#)
                .replace("Europe - Login", "Login"),
        ),
    );
    assert_contains(
        import.report.text(),
        "merged    component `Login` (c9) is not listed; taken as `login`",
    );
}

const MANAGED: &str = r####"//- api/pages.json
[{"id":"abc","name":"Managed","page_description":"How it runs","subdomain":"managed","domain":"status.example.org","url":"https://www.example.org","time_zone":"Berlin"}]
//- api/component-groups-1.json
[{"id":"g1","page_id":"abc","name":"Europe","description":"In Frankfurt","components":["c1"],"position":1}]
//- api/components-1.json
[{"id":"c1","page_id":"abc","group_id":"g1","name":"Login","description":"Sign in","group":false,"position":1,"status":"operational"}]
//- api/incidents-1.json
[{"id":"i1","name":"Logins fail","status":"postmortem","impact":"critical","created_at":"2024-05-01T08:00:00Z","resolved_at":"2024-05-01T09:00:00Z",
"postmortem_body":"## Cause\n\nA <a href=\"https://example.org/cable\">cable</a>.","postmortem_published_at":"2024-05-03T10:00:00Z","metadata":{},"page_id":"abc",
"components":[{"id":"c1","name":"Login","group_id":"g1"}],
"incident_updates":[
{"id":"u3","status":"postmortem","body":"## Cause\n\nA <a href=\"https://example.org/cable\">cable</a>.","display_at":"2024-05-03T10:00:00Z","affected_components":[]},
{"id":"u2","status":"resolved","body":"<p>It is over.<br>Thank you.</p>","created_at":"2024-05-01T09:20:00Z","display_at":"2024-05-01T09:00:00Z","affected_components":null},
{"id":"u1","status":"investigating","body":"Use <your-project>\n& wait.","display_at":"2024-05-01T08:00:00Z","affected_components":[{"code":"c1","name":"Login","old_status":"operational","new_status":"major_outage"}]}]},
{"id":"m1","name":"Disks","status":"completed","impact":"maintenance","created_at":"2024-06-01T08:00:00Z","scheduled_for":"2024-06-10T08:00:00Z","scheduled_until":"2024-06-10T09:00:00Z",
"components":[{"id":"c1","name":"Login","group_id":"g1"}],"incident_updates":[{"id":"u4","status":"scheduled","body":"Disks are replaced.","display_at":"2024-06-01T08:00:00Z"}]}]
//- api/incidents-2.json
[]
"####;

#[test]
fn the_lists_of_the_management_interface_have_groups_and_post_mortems() {
    let import = import_into_empty_site(SourceTool::Statuspage, &source_files(MANAGED));
    assert_sound(&import);
    assert_contains(
        text_of(&import, "site.yaml"),
        "title: Managed\nurl: https://status.example.org/\n",
    );
    assert_contains(
        text_of(&import, "components.yaml"),
        "name: Europe\n    description: In Frankfurt\n    components:\n      - id: login\n        name: Login\n        description: Sign in\n",
    );
    expect_test::expect![[r#"
        title: Logins fail
        started: 2024-05-01T08:00Z
        impact: critical
        aliases:
          - /incidents/i1/
        updates:
          - at: 2024-05-01T08:00Z
            status: investigating
            components:
              login: major_outage
            text: |
              Use <your-project>
              & wait.
          - at: 2024-05-01T09:00Z
            posted: 2024-05-01T09:20Z
            status: resolved
            text: |
              It is over.
              Thank you.
    "#]]
    .assert_eq(text_of(&import, "incidents/2024-05-01-logins-fail.yaml"));
    expect_test::expect![[r#"
        incident: 2024-05-01-logins-fail
        published: 2024-05-03T10:00Z
        ---

        ## Cause

        A [cable](https://example.org/cable).
    "#]]
    .assert_eq(text_of(&import, "postmortems/2024-05-01-logins-fail.md"));
    assert_contains(
        text_of(&import, "maintenance/2024-06-10-disks.yaml"),
        "components:\n  login: under_maintenance\n",
    );
}

#[test]
fn a_public_file_with_fifty_incidents_is_said_to_be_cut() {
    let incident = |number: usize| {
        format!(
            r#"{{"id":"i{number}","name":"Trouble {number}","status":"resolved","impact":"minor","created_at":"2024-05-01T08:{number:02}:00Z",
            "resolved_at":"2024-05-01T09:00:00Z","incident_updates":[]}}"#
        )
    };
    for (count, is_said) in [(49, false), (50, true)] {
        let incidents: Vec<String> = (0..count).map(incident).collect();
        let file = format!(
            "//- incidents.json\n{{\"incidents\":[{}]}}\n",
            incidents.join(",")
        );
        let import = import_into_empty_site(SourceTool::Statuspage, &source_files(&file));
        assert_sound(&import);
        let report = import.report.text();
        assert_eq!(
            report.contains(
                "exactly 50 incidents or maintenances: the public API does not list older ones"
            ),
            is_said,
            "{count}: {report}"
        );
    }
}

#[test]
fn an_unknown_form_is_named_and_no_part_of_it_is_read() {
    let import = import_into_empty_site(
        SourceTool::Statuspage,
        &source_files(
            r#"//- other.json
{"alerts":[{"name":"A"}],"page_no":1}
//- broken.json
{"incidents":[{"id":"i1","name":"Good","created_at":"2024-05-01T08:00:00Z"},
{"id":"i2","created_at":"2024-05-01T08:00:00Z"}]}
"#,
        ),
    );
    let report = import.report.text();
    assert_contains(
        &report,
        "unknown form: found an object with the keys `alerts`, `page_no`; expected an object with `page`,",
    );
    assert_contains(
        &report,
        "not in the documented form: missing field `name` at line 2",
    );
    let entries = import
        .files
        .iter()
        .filter(|file| file.path.starts_with("incidents/"));
    assert_eq!(entries.count(), 0);
}

/// What the API files of a site say, without what is made from its address and from the time of the build.
fn api_entries(site: &Pages) -> Vec<Value> {
    let files = [
        ("api/v2/incidents.json", "incidents"),
        (
            "api/v2/scheduled-maintenances.json",
            "scheduled_maintenances",
        ),
    ];
    let mut entries = Vec::new();
    for (path, key) in files {
        let file: Value = serde_json::from_str(page(site, path)).unwrap();
        for mut entry in file[key].as_array().unwrap().iter().cloned() {
            remove_keys(&mut entry);
            entries.push(entry);
        }
    }
    entries
}

fn remove_keys(value: &mut Value) {
    let own = [
        "id",
        "page_id",
        "group_id",
        "incident_id",
        "code",
        "shortlink",
        "updated_at",
    ];
    // A component began with the history of its site, and its state is that of the moment.
    let of_component = ["start_date", "position", "status"];
    match value {
        Value::Array(list) => {
            // Of a post-mortem the file has the beginning only.
            list.retain(|item| item["status"] != "postmortem" || item.get("body").is_none());
            list.iter_mut().for_each(remove_keys);
            // Retired components are in a group of their own, at the end.
            list.sort_by_key(|item| item["name"].as_str().map(str::to_owned));
        }
        Value::Object(map) => {
            map.retain(|key, _| !own.contains(&key.as_str()));
            if map.contains_key("showcase") {
                map.retain(|key, _| !of_component.contains(&key.as_str()) && key != "created_at");
            }
            map.values_mut().for_each(remove_keys);
        }
        _ => {}
    }
}

#[test]
fn the_api_files_of_this_program_give_its_entries_back() {
    const NOW: &str = "2013-09-03T12:00Z";
    let site = public(example(), NOW);
    let names = [
        "summary",
        "components",
        "incidents",
        "scheduled-maintenances",
    ];
    let files = names.map(|name| {
        format!(
            "//- {name}.json\n{}\n",
            page(&site, &format!("api/v2/{name}.json"))
        )
    });
    let import = import_into_empty_site(SourceTool::Statuspage, &source_files(&files.concat()));
    assert_sound(&import);
    let again = public(&read(&content(&import)), NOW);
    let (before, after) = (api_entries(&site), api_entries(&again));
    assert_eq!(before.len(), after.len());
    assert!(!before.is_empty());
    for (before, after) in before.iter().zip(&after) {
        let [before, after] = [before, after].map(|entry| format!("{entry:#}"));
        assert_same_file("api/v2", after, before);
    }
}
