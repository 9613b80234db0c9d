//! Answers of other services, each in the form that the service documents, with made-up services and teams.

use super::{assert_sound, import_into_empty_site, source_files, text_of};
use crate::compare::assert_contains;
use expect_test::expect;
use statuary::import::SourceTool;

pub(crate) const INSTATUS: &str = r#"//- pages.json
[{"id":"p1","subdomain":"harbour","name":"Harbour","websiteUrl":"https://harbour.example","customDomain":"status.harbour.example","language":"en"}]
//- components.json
[{"id":"c0","name":"Europe","description":"Frankfurt","status":"OPERATIONAL","order":0,"showUptime":true,"isParent":true,"group":null,"groupId":null},
{"id":"c1","name":"Cranes","description":"","status":"OPERATIONAL","order":1,"showUptime":true,"isParent":false,"groupId":"c0","group":{"id":"c0","name":"Europe"}},
{"id":"c2","name":"Berths","description":null,"status":"OPERATIONAL","order":2,"showUptime":true,"isParent":false,"groupId":null,"group":null}]
//- incidents.json
[{"id":"ck1","name":"Cranes stand still","started":"2026-03-02T10:00:00.000Z","status":"RESOLVED","resolved":"2026-03-02T10:40:00.000Z","duration":40,"impact":"MAJOROUTAGE",
"updates":[
{"id":"u1","message":"We are looking into it.","messageHtml":"<p>We are looking into it.</p>","status":"INVESTIGATING","notify":true,"started":"2026-03-02T10:00:00.000Z","ended":null,"duration":40,"createdAt":"2026-03-02T10:04:00.000Z"},
{"id":"u2","message":"All cranes move again.","messageHtml":"<p>All cranes move again.</p>","status":"RESOLVED","notify":true,"started":"2026-03-02T10:40:00.000Z","ended":null,"duration":null,"createdAt":"2026-03-02T10:40:10.000Z"}],
"components":[{"id":"c1","name":"Cranes","status":"OPERATIONAL","showUptime":true,"site":{"id":"p1","name":"Harbour","subdomain":"harbour"}}],"severity":"2"}]
//- maintenances.json
[{"id":"m1","name":"New rails","status":"COMPLETED","start":"2026-04-01T20:00:00.000Z","duration":90,"notifyStart":true,"notifyEnd":true,"autoStart":true,"autoEnd":true,
"updates":[{"id":"u3","message":"Rails are replaced.","status":"NOTSTARTEDYET","started":"2026-03-28T09:00:00.000Z","createdAt":"2026-03-28T09:00:00.000Z"},
{"id":"u4","message":"Done.","status":"COMPLETED","started":"2026-04-01T21:10:00.000Z","createdAt":"2026-04-01T21:10:00.000Z"}],
"components":[{"id":"c2","name":"Berths","status":"OPERATIONAL"}]}]
"#;

#[test]
fn instatus() {
    let import = import_into_empty_site(SourceTool::Instatus, &source_files(INSTATUS));
    assert_sound(&import);
    expect![[r#"
        groups:
          - id: europe
            name: Europe
            description: Frankfurt
            components:
              - id: cranes
                name: Cranes
          - id: components
            name: Components
            components:
              - id: berths
                name: Berths
    "#]]
    .assert_eq(text_of(&import, "components.yaml"));
    expect![[r#"
        # severity: 2
        # impact: MAJOROUTAGE
        title: Cranes stand still
        started: 2026-03-02T10:00Z
        impact: critical
        components:
          cranes: major_outage
        aliases:
          - /ck1/
        updates:
          - at: 2026-03-02T10:00Z
            posted: 2026-03-02T10:04Z
            status: investigating
            text: We are looking into it.
          - at: 2026-03-02T10:40Z
            status: resolved
            text: All cranes move again.
    "#]]
    .assert_eq(text_of(
        &import,
        "incidents/2026-03-02-cranes-stand-still.yaml",
    ));
    expect![[r#"
        title: New rails
        scheduled:
          start: 2026-04-01T20:00Z
          end: 2026-04-01T21:30Z
        components:
          berths: under_maintenance
        aliases:
          - /m1/
        updates:
          - at: 2026-03-28T09:00Z
            status: scheduled
            text: Rails are replaced.
          - at: 2026-04-01T21:10Z
            status: completed
            text: Done.
    "#]]
    .assert_eq(text_of(&import, "maintenance/2026-04-01-new-rails.yaml"));
    assert_contains(
        text_of(&import, "site.yaml"),
        "title: Harbour\nurl: https://status.harbour.example/\n",
    );
}

pub(crate) const BETTERSTACK: &str = r#"//- index.json
{"data":{"id":"165","type":"status_page","attributes":{"company_name":"Bakery","company_url":"https://bakery.example","timezone":"Eastern Time (US & Canada)","subdomain":"bakery","custom_domain":"status.bakery.example","aggregate_state":"operational"},
"relationships":{"sections":{"data":[{"id":"7","type":"status_page_section"}]}}},
"included":[
{"id":"7","type":"status_page_section","attributes":{"name":"Shops","position":0}},
{"id":"71","type":"status_page_resource","attributes":{"status_page_section_id":7,"public_name":"Ovens","explanation":"Where bread is made","position":0}},
{"id":"72","type":"status_page_resource","attributes":{"status_page_section_id":7,"public_name":"Tills","explanation":"","position":1}},
{"id":"900","type":"status_report","attributes":{"title":"Ovens are cold","report_type":"manual","starts_at":"2026-03-02T10:00:00.000Z","ends_at":"2026-03-02T11:00:00.000Z","status_page_id":165,"aggregate_state":"resolved","affected_resources":[{"status_page_resource_id":"71","status":"resolved"}]},
"relationships":{"status_updates":{"data":[{"id":"2","type":"status_update"},{"id":"1","type":"status_update"}]}}},
{"id":"1","type":"status_update","attributes":{"message":"No heat since ten.","published_at":"2026-03-02T10:10:00.000Z","status_report_id":900,"affected_resources":[{"status_page_resource_id":"71","status":"downtime"}]}},
{"id":"2","type":"status_update","attributes":{"message":"Warm again.","published_at":"2026-03-02T11:00:00.000Z","status_report_id":900,"affected_resources":[{"status_page_resource_id":"71","status":"resolved"}]}},
{"id":"901","type":"status_report","attributes":{"title":"New tills","report_type":"maintenance","starts_at":"2026-04-01T20:00:00.000Z","ends_at":"2026-04-01T21:00:00.000Z","affected_resources":[{"status_page_resource_id":"72","status":"maintenance"}]},"relationships":{}}]}
//- updates.json
{"data":[{"id":"3","type":"status_update","attributes":{"message":"Tills are exchanged.","published_at":"2026-03-30T09:00:00.000Z","status_report_id":901,"affected_resources":[{"status_page_resource_id":"72","status":"maintenance"}]}}],
"pagination":{"first":"https://uptime.example/api?page=1","last":"https://uptime.example/api?page=2","prev":null,"next":"https://uptime.example/api?page=2"}}
"#;

#[test]
fn better_stack() {
    let import = import_into_empty_site(SourceTool::Betterstack, &source_files(BETTERSTACK));
    assert_sound(&import);
    expect![[r#"
        title: Ovens are cold
        started: 2026-03-02T10:00Z
        aliases:
          - /incident/900/
        updates:
          - at: 2026-03-02T10:10Z
            components:
              ovens: major_outage
            text: No heat since ten.
          - at: 2026-03-02T11:00Z
            status: resolved
            text: Warm again.
    "#]]
    .assert_eq(text_of(&import, "incidents/2026-03-02-ovens-are-cold.yaml"));
    assert_contains(
        text_of(&import, "maintenance/2026-04-01-new-tills.yaml"),
        "  start: 2026-04-01T20:00Z\n  end: 2026-04-01T21:00Z\n",
    );
    assert_contains(
        text_of(&import, "components.yaml"),
        "name: Shops\n    components:\n      - id: ovens\n        name: Ovens\n        description: Where bread is made\n",
    );
    assert_contains(
        import.report.text(),
        "the list continues on the next page (https://uptime.example/api?page=2), which needs a file of its own",
    );
}

pub(crate) const INCIDENTIO: &str = r#"//- structure.json
{"current_structure":{"items":[
{"component":{"component_id":"01A","name":"Tickets"}},
{"group":{"id":"01G","name":"Trains","components":[{"component_id":"01B","name":"Night trains"}]}},
{"sub_page":{"id":"01S","name":"North","items":[{"component":{"component_id":"01C","name":"Ferries"}}]}}]}}
//- incidents.json
{"pagination_meta":{"page_size":25},"status_page_incidents":[
{"id":"01I","name":"Tickets cannot be bought","incident_status":"resolved","published_at":"2026-03-02T10:05:00.123456Z","status_page_id":"01P",
"component_impacts":[{"component_id":"01A","component_status":"full_outage","start_at":"2026-03-02T10:00:00Z","end_at":"2026-03-02T11:00:00Z"}],
"updates":[
{"id":"01U1","component_statuses":[{"component_id":"01A","component_status":"full_outage"}],"incident_status":"investigating","message":"**Nobody** can buy.","published_at":"2026-03-02T10:05:00Z","status_page_incident_id":"01I"},
{"id":"01U2","component_statuses":[{"component_id":"01A","component_status":"full_outage"}],"incident_status":"identified","message":"It is a cable.","published_at":"2026-03-02T10:30:00Z","status_page_incident_id":"01I"},
{"id":"01U3","component_statuses":[{"component_id":"01A","component_status":"operational"}],"incident_status":"resolved","message":"Sold again.","published_at":"2026-03-02T11:00:00Z","status_page_incident_id":"01I"}]}]}
//- maintenances.json
{"pagination_meta":{"page_size":25},"status_page_maintenances":[
{"id":"01M","name":"New ferries","maintenance_status":"maintenance_complete","published_at":"2026-03-28T09:00:00Z","status_page_id":"01P",
"component_maintenance_periods":[{"component_id":"01C","start_at":"2026-04-01T20:00:00Z","end_at":"2026-04-01T22:00:00Z"}],
"updates":[{"id":"01U4","component_statuses":[],"maintenance_status":"maintenance_scheduled","message":"Ferries are exchanged.","published_at":"2026-03-28T09:00:00Z","status_page_maintenance_id":"01M"}]}]}
"#;

#[test]
fn incident_io() {
    let import = import_into_empty_site(SourceTool::Incidentio, &source_files(INCIDENTIO));
    assert_sound(&import);
    expect![[r#"
        title: Tickets cannot be bought
        started: 2026-03-02T10:00Z
        updates:
          - at: 2026-03-02T10:05Z
            status: investigating
            components:
              tickets: major_outage
            text: '**Nobody** can buy.'
          - at: 2026-03-02T10:30Z
            status: identified
            text: It is a cable.
          - at: 2026-03-02T11:00Z
            status: resolved
            text: Sold again.
    "#]]
    .assert_eq(text_of(
        &import,
        "incidents/2026-03-02-tickets-cannot-be-bought.yaml",
    ));
    assert_contains(
        text_of(&import, "maintenance/2026-04-01-new-ferries.yaml"),
        "  start: 2026-04-01T20:00Z\n  end: 2026-04-01T22:00Z\ncomponents:\n  ferries: under_maintenance\n",
    );
    assert_contains(
        text_of(&import, "components.yaml"),
        "name: Trains\n    components:\n      - id: night-trains\n",
    );
}

pub(crate) const CACHET_3: &str = r#"//- components.json
{"data":[{"id":"1","type":"components","attributes":{"id":1,"name":"Library","description":"Books","link":null,"order":1,"status":1,"enabled":true},"relationships":{"group":{"data":{"type":"componentGroups","id":"5"}}}}],
"included":[{"id":"5","type":"componentGroups","attributes":{"id":5,"name":"Town","order":0,"collapsed":0,"visible":1}}],"links":{"next":null}}
//- incidents.json
{"data":[
{"id":"2","type":"incidents","attributes":{"id":2,"guid":"3aad","name":"Books are late","message":"We look for them.","component_id":null,"visible":1,"stickied":false,"notifications":0,"status":{"human":"Fixed","value":4},"occurred":{"human":"1 day ago","string":"2026-03-02 10:00:00"},"created":{"human":"1 day ago","string":"2026-03-02 10:05:00"},"updated":{"human":"1 day ago","string":"2026-03-02 12:00:00"}},
"relationships":{"components":{"data":[{"type":"components","id":"1"}]},"updates":{"data":[{"type":"updates","id":"8"},{"type":"updates","id":"9"}]}}},
{"id":"3","type":"incidents","attributes":{"id":3,"name":"Secret","message":"For staff.","visible":0,"status":{"human":"Fixed","value":4},"occurred":{"string":"2026-03-03 10:00:00"},"created":{"string":"2026-03-03 10:00:00"}},"relationships":{}}],
"included":[
{"id":"1","type":"components","attributes":{"id":1,"name":"Library","description":"Books","status":1}},
{"id":"8","type":"updates","attributes":{"id":8,"updateable_id":2,"updateable_type":"incident","message":"They are in the cellar.","status":{"human":"Identified","value":2},"created":{"string":"2026-03-02 10:30:00"}}},
{"id":"9","type":"updates","attributes":{"id":9,"updateable_id":2,"updateable_type":"incident","message":"They are on the shelf.","status":{"human":"Fixed","value":4},"created":{"string":"2026-03-02 11:00:00"}}}],
"links":{"next":null},"meta":{"current_page":1}}
"#;

const CACHET_2: &str = r#"//- groups.json
{"meta":{"pagination":{"total":1,"current_page":1,"total_pages":1,"links":{"next_page":null}}},"data":[{"id":5,"name":"Town","order":0,"collapsed":0,"enabled_components":[]}]}
//- components.json
{"data":[{"id":1,"name":"Library","description":"Books","link":"","status":1,"order":1,"group_id":5,"enabled":true,"status_name":"Operational"}]}
//- incidents.json
{"data":[{"id":2,"component_id":1,"name":"Books are late","status":4,"visible":1,"stickied":false,"message":"We look for them.","occurred_at":"2026-03-02 10:00:00","created_at":"2026-03-02 10:05:00","updated_at":"2026-03-02 12:00:00","human_status":"Fixed","latest_status":4,"is_resolved":true,
"updates":[{"id":9,"incident_id":2,"status":4,"message":"They are on the shelf.","created_at":"2026-03-02 11:00:00","human_status":"Fixed"},
{"id":8,"incident_id":2,"status":2,"message":"They are in the cellar.","created_at":"2026-03-02 10:30:00","human_status":"Identified"}]}]}
//- schedules.json
{"data":[{"id":4,"name":"New shelves","message":"Shelves are built.","status":2,"scheduled_at":"2026-04-01 20:00:00","completed_at":"2026-04-01 21:30:00","created_at":"2026-03-28 09:00:00","updated_at":"2026-04-01 21:30:00"}]}
"#;

#[test]
fn cachet_of_both_versions() {
    for files in [CACHET_2, CACHET_3] {
        let import = import_into_empty_site(SourceTool::Cachet, &source_files(files));
        assert_sound(&import);
        expect![[r#"
            title: Books are late
            started: 2026-03-02T10:00Z
            components:
              library: degraded_performance
            aliases:
              - /incidents/2/
            updates:
              - at: 2026-03-02T10:00Z
                posted: unknown
                text: We look for them.
              - at: 2026-03-02T10:30Z
                status: identified
                text: They are in the cellar.
              - at: 2026-03-02T11:00Z
                status: resolved
                text: They are on the shelf.
        "#]]
        .assert_eq(text_of(&import, "incidents/2026-03-02-books-are-late.yaml"));
        assert_contains(
            text_of(&import, "components.yaml"),
            "name: Town\n    components:\n      - id: library\n",
        );
        let entries = import
            .files
            .iter()
            .filter(|file| file.path.starts_with("incidents/"));
        assert_eq!(entries.count(), 1);
    }
    let import = import_into_empty_site(SourceTool::Cachet, &source_files(CACHET_3));
    assert_contains(import.report.text(), "`Secret` is not visible to everybody");
    let import = import_into_empty_site(SourceTool::Cachet, &source_files(CACHET_2));
    assert_contains(
        text_of(&import, "maintenance/2026-04-01-new-shelves.yaml"),
        "  start: 2026-04-01T20:00Z\n  end: unknown\n",
    );
    assert_contains(
        text_of(&import, "maintenance/2026-04-01-new-shelves.yaml"),
        "  - at: 2026-04-01T21:30Z\n    status: completed\n",
    );
}

/// Each service reads none of the files of another one, and says what it found.
#[test]
fn forms_of_other_services_are_named() {
    let services = [
        (SourceTool::Instatus, INSTATUS),
        (SourceTool::Incidentio, INCIDENTIO),
        (SourceTool::Cachet, CACHET_2),
    ];
    for (tool, _) in services {
        for (other, files) in services {
            if tool == other {
                continue;
            }
            let import = import_into_empty_site(tool, &source_files(files));
            let made = import.files.iter().map(|file| file.path.as_str());
            let made: Vec<&str> = made.filter(|path| path.contains('/')).collect();
            assert!(made.is_empty(), "{tool:?} made {made:?} of {other:?}");
            assert_contains(import.report.text(), "unknown form: found ");
        }
    }
}

pub(crate) const UPPTIME: &str = r#"//- .upptimerc.yml
owner: example
repo: upptime
sites:
  - name: Website
    url: https://example.com
  - name: Old shop
    url: https://shop.example.com
    slug: shop
status-website:
  name: Example Status
//- issues.json
[{"title":"⚠️ Website has degraded performance","body":"In [`6a27984`](https://github.com/example/upptime/commit/6a2), Website (https://example.com) experienced **degraded performance**:\n- HTTP code: 200\n- Response time: 12357 ms\n","createdAt":"2024-03-02T10:00:00Z","closedAt":"2024-03-02T11:00:00Z","labels":[{"name":"status"},{"name":"website"}],"comments":[{"author":{"login":"bot"},"body":"**Resolved:** Website performance has improved in [`def`](https://x)","createdAt":"2024-03-02T11:00:00Z"}],"url":"https://github.com/example/upptime/issues/2"},
{"title":"Add dark mode to the page","body":"Please","createdAt":"2024-03-04T10:00:00Z","closedAt":null,"labels":[{"name":"enhancement"}],"comments":[],"url":"https://github.com/example/upptime/issues/4"},
{"title":"🛑 Website is down","body":"false alarm","createdAt":"2024-03-06T10:00:00Z","closedAt":"2024-03-06T10:05:00Z","labels":[{"name":"status"},{"name":"website"},{"name":"false-alarm"},{"name":"wontfix"}],"comments":[],"url":"https://github.com/example/upptime/issues/6"},
{"title":"Shop moves","body":"<!--\nstart: 2024-05-01T10:00:00Z\nend: 2024-05-01T12:00:00Z\nexpectedDown: shop\nexpectedDegraded: website\n-->\nWe move.","createdAt":"2024-04-28T10:00:00Z","closedAt":"2024-05-01T12:00:00Z","labels":["maintenance"],"comments":[],"url":"https://github.com/example/upptime/issues/7"}]
//- rest.json
[{"title":"Update dependencies","body":"Bumps x","created_at":"2024-03-05T10:00:00Z","closed_at":"2024-03-05T11:00:00Z","labels":[{"name":"dependencies"}],"comments":0,"pull_request":{"url":"https://api.github.com/repos/example/upptime/pulls/9"},"html_url":"https://github.com/example/upptime/pull/9","url":"https://api.github.com/repos/example/upptime/issues/9"}]
"#;

#[test]
fn upptime_reads_its_own_issues_only() {
    let import = import_into_empty_site(SourceTool::Upptime, &source_files(UPPTIME));
    assert_sound(&import);
    let made = import.files.iter().map(|file| file.path.as_str());
    let made: Vec<&str> = made.filter(|path| path.contains('/')).collect();
    assert_eq!(
        made,
        [
            "incidents/2024-03-02-website-has-degraded-performance.yaml",
            "incidents/2024-03-06-website-is-down.yaml",
            "maintenance/2024-05-01-shop-moves.yaml",
        ]
    );
    expect![[r#"
        title: ⚠️ Website has degraded performance
        started: 2024-03-02T10:00Z
        components:
          website: degraded_performance
        links:
          - url: https://github.com/example/upptime/issues/2
            text: On the previous status page
        aliases:
          - /incident/2/
        updates:
          - at: 2024-03-02T10:00Z
            text: |
              In [`6a27984`](https://github.com/example/upptime/commit/6a2), Website (https://example.com) experienced **degraded performance**:
              - HTTP code: 200
              - Response time: 12357 ms
          - at: 2024-03-02T11:00Z
            status: resolved
            text: '**Resolved:** Website performance has improved in [`def`](https://x)'
    "#]]
    .assert_eq(text_of(&import, made[0]));
    expect![[r#"
        # label: wontfix
        title: 🛑 Website is down
        started: 2024-03-06T10:00Z
        impact: none
        components:
          website: operational
        links:
          - url: https://github.com/example/upptime/issues/6
            text: On the previous status page
        aliases:
          - /incident/6/
        updates:
          - at: 2024-03-06T10:00Z
            text: false alarm
          - at: 2024-03-06T10:05Z
            status: resolved
            label: False alarm
            text: Resolved.
    "#]]
    .assert_eq(text_of(&import, made[1]));
    let maintenance = text_of(&import, made[2]);
    assert_contains(
        maintenance,
        "components:\n  old-shop: under_maintenance\n  website: degraded_performance\n",
    );
    assert!(!maintenance.contains("expectedDown"), "{maintenance}");
    let report = import.report.text();
    for line in [
        "`Add dark mode to the page` has no label `status` or `maintenance`",
        "`Update dependencies` is a pull request",
        "label `wontfix` is no site of Upptime",
    ] {
        assert_contains(&report, line);
    }
}

#[test]
fn a_false_alarm_in_words_is_reported() {
    let import = import_into_empty_site(
        SourceTool::Upptime,
        &source_files(
            r#"//- issues.json
[{"title":"🛑 Website is down","body":"Website was **down**","createdAt":"2026-01-02T10:00:00Z","closedAt":"2026-01-02T10:20:00Z","labels":[{"name":"status"},{"name":"website"}],"comments":[{"body":"This was a false alarm.","createdAt":"2026-01-02T10:15:00Z"}]}]
"#,
        ),
    );
    assert_sound(&import);
    assert_contains(
        import.report.text(),
        "unclear   `🛑 Website is down`: a text says that it was a false alarm; without the label `false-alarm` it counts",
    );
}
