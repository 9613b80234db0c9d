//! The other tools, components in other spellings, and importing twice.

use super::{assert_sound, content, import_into_empty_site, options, source_files, text_of};
use crate::compare::{assert_contains, assert_ends_with};
use crate::site;
use statuary::base::time::{Now, Zone};
use statuary::derive::maintenance::MaintenanceFacts;
use statuary::import::{self, ImportAction, ImportOptions, SourceTool, TargetState, target_state};
use statuary::model::maintenance::MaintenanceStatus;

pub(crate) const CSTATE: &str = "\
//- config.yml
title: Old Status
baseURL: https://status.example.org
languageCode: de
params:
  categories:
    - name: Front
      description: What people see
  systems:
    - name: LAX1
      description: Los Angeles
      category: Front
    - name: repo.example.org
      category: Front
//- content/issues/2024-01-05-slow.md
---
title: Slow
date: 2024-01-05 10:00
resolved: true
resolvedWhen: 2024-01-05 11:00
severity: notice
affected: [LAX, repo-example.org, Lax1, Fax, NY2]
owner: night shift
---
All is slow.
//- content/issues/2024-02-05-maintenance-disks.md
---
title: Maintenance of disks
date: 2024-02-07 10:00
resolved: true
resolvedWhen: 2024-02-07 11:00
severity: notice
---
Disks are replaced.
//- content/issues/2024-02-09-new-address.md
---
title: We move
date: 2024-02-09
informational: yes
severity: notice
---
The address changes.
";

#[test]
fn components_are_found_in_other_spellings_and_earlier_ones_are_retired() {
    let import = import_into_empty_site(SourceTool::Cstate, &source_files(CSTATE));
    assert_sound(&import);
    expect_test::expect![[r#"
        groups:
          - id: front
            name: Front
            description: What people see
            components:
              - id: lax1
                name: LAX1
                description: Los Angeles
              - id: repo-example-org
                name: repo.example.org
          - id: earlier
            name: Earlier components
            description: No longer listed, but named in older incidents or maintenance
            components:
              - id: fax
                name: Fax
                retired: 2024-01-06
              - id: ny2
                name: NY2
                retired: 2024-01-06
    "#]]
    .assert_eq(text_of(&import, "components.yaml"));
    assert_contains(
        import.report.text(),
        "merged    component `LAX` is not listed; it is probably a typo of `lax1`",
    );
}

#[test]
fn what_has_no_place_stands_in_a_comment() {
    let import = import_into_empty_site(SourceTool::Cstate, &source_files(CSTATE));
    assert_contains(
        text_of(&import, "incidents/2024-01-05-slow.yaml"),
        "# owner: night shift\n",
    );
}

#[test]
fn an_announcement_becomes_a_notice_and_planned_work_a_maintenance_that_was_announced() {
    let import = import_into_empty_site(SourceTool::Cstate, &source_files(CSTATE));
    assert_ends_with(
        text_of(&import, "notices/2024-02-09-new-address.md"),
        "---\n\nThe address changes.\n",
    );
    let maintenance = text_of(&import, "maintenance/2024-02-05-maintenance-disks.yaml");
    assert_contains(
        maintenance,
        "scheduled:\n  start: 2024-02-07T10:00Z\n  end: 2024-02-07T11:00Z\n",
    );
    assert_contains(maintenance, "  - at: 2024-02-05\n");
}

#[test]
fn old_addresses_lead_to_the_new_ones() {
    let import = import_into_empty_site(SourceTool::Cstate, &source_files(CSTATE));
    assert_contains(
        text_of(&import, "incidents/2024-01-05-slow.yaml"),
        "aliases:\n  - /issues/2024-01-05-slow/\n",
    );
    assert_contains(
        text_of(&import, "notices/2024-02-09-new-address.md"),
        "aliases:\n  - /issues/2024-02-09-new-address/\n",
    );
}

#[test]
fn no_promise_is_older_than_the_last_entry() {
    let import = import_into_empty_site(SourceTool::Cstate, &source_files(CSTATE));
    assert_contains(
        text_of(&import, "site.yaml"),
        "policy:\n  since: 2024-02-08 #",
    );
}

#[test]
fn foreign_configuration_may_use_anchors() {
    let config = "//- config.yml\ntitle: &name Old Status\nparams:\n  description: *name\n  systems: [Site]\n";
    let import = import_into_empty_site(SourceTool::Cstate, &source_files(config));
    assert_contains(text_of(&import, "site.yaml"), "description: Old Status\n");
    assert_contains(text_of(&import, "components.yaml"), "name: Site\n");
}

#[test]
fn times_without_a_zone_are_read_in_the_zone_that_is_given() {
    let berlin = Zone::from_name("Europe/Berlin");
    let import = import::import_files(
        SourceTool::Cstate,
        &source_files(CSTATE),
        &options(&Default::default(), berlin),
    );
    assert_contains(
        text_of(&import, "incidents/2024-01-05-slow.yaml"),
        "started: 2024-01-05T09:00Z\n",
    );
    assert_contains(text_of(&import, "site.yaml"), "time_zone: Europe/Berlin\n");
}

#[test]
fn importing_twice_changes_nothing_and_an_edited_file_is_kept() {
    let from = source_files(CSTATE);
    let first = import_into_empty_site(SourceTool::Cstate, &from);
    let second = import::import_files(SourceTool::Cstate, &from, &options(&content(&first), None));
    for made in &second.files {
        let before = first
            .files
            .iter()
            .find(|before| before.path == made.path)
            .unwrap();
        assert_eq!(
            target_state(Some(&before.text), &made.text),
            TargetState::Unchanged,
            "{}",
            made.path
        );
    }
    assert!(!second.files.is_empty());
    let one = first
        .files
        .iter()
        .find(|made| made.path.starts_with("incidents/"))
        .unwrap();
    let newer = import_into_empty_site(
        SourceTool::Cstate,
        &source_files(&CSTATE.replace("All is slow.", "All is very slow.")),
    );
    let newer = &newer
        .files
        .iter()
        .find(|made| made.path == one.path)
        .unwrap()
        .text;
    assert_eq!(
        target_state(Some(&one.text), newer),
        TargetState::Replaceable
    );
    assert_eq!(
        target_state(Some(&one.text.replace("slow", "quick")), newer),
        TargetState::Edited
    );
    assert_eq!(
        target_state(Some("title: Mine\n"), newer),
        TargetState::NotImported
    );
    assert_eq!(target_state(None, newer), TargetState::Missing);
}

const STATUSPAGE: &str = r###"
//- incidents.json
{ "page": { "name": "Page", "url": "https://www.example.org", "time_zone": "America/New_York" },
  "components": [
    { "id": "g1", "name": "Core", "group": true },
    { "id": "c1", "name": "API", "group_id": "g1", "group": false, "description": "Requests" } ],
  "incidents": [ {
    "id": "abc123", "name": "Errors \ud83d\ude00", "impact": "major", "status": "postmortem", "created_at": "2022-02-05T22:18:24.568Z",
    "shortlink": "https://stspg.example/x", "postmortem_body": "## What broke\n\nA cable.", "postmortem_published_at": "2022-02-08T10:00:00Z",
    "incident_updates": [
      { "status": "resolved", "body": "All is well.", "display_at": "2022-02-06T02:01:26Z",
        "affected_components": [ { "name": "API", "old_status": "partial_outage", "new_status": "operational" } ] },
      { "status": "investigating", "body": "Errors <b>rise</b>.", "created_at": "2022-02-05T22:18:24Z", "updated_at": "2022-02-05T23:00:00Z",
        "affected_components": [ { "name": "API", "old_status": "operational", "new_status": "partial_outage" } ] } ] } ],
  "scheduled_maintenances": [ {
    "id": "def", "name": "Disks", "impact": "maintenance", "scheduled_for": "2022-03-01T10:00:00Z", "scheduled_until": "2022-03-01T11:00:00Z",
    "incident_updates": [ { "status": "scheduled", "body": "Disks are replaced.", "display_at": "2022-02-20T10:00:00Z", "affected_components": null } ] } ] }
//- data/maintenances/2019-01-17-older-shape.json
{ "name": "Older", "scheduledTime": "2018-12-20T10:43:00.000Z", "minutes": "60", "content": "It is announced.", "components": ["cda"],
  "updates": [ { "content": "Done.", "date": "2018-12-20T12:00:00.000Z", "status": "completed" } ] }
//- broken.json
{ "incidents": [
"###;

#[test]
fn statuspage_incidents_with_the_states_of_each_update_and_their_post_mortem() {
    let import = import_into_empty_site(SourceTool::Statuspage, &source_files(STATUSPAGE));
    assert_sound(&import);
    expect_test::expect![[r#"
        title: Errors 😀
        started: 2022-02-05T22:18:24Z
        impact: major
        links:
          - url: https://stspg.example/x
            text: On the previous status page
        aliases:
          - /incidents/abc123/
        updates:
          - at: 2022-02-05T22:18:24Z
            edited: 2022-02-05T23:00Z
            status: investigating
            components:
              api: partial_outage
            text: Errors **rise**.
          - at: 2022-02-06T02:01:26Z
            status: resolved
            text: All is well.
    "#]]
    .assert_eq(text_of(&import, "incidents/2022-02-05-errors.yaml"));
    assert_contains(
        text_of(&import, "postmortems/2022-02-05-errors.md"),
        "## What broke",
    );
    assert_contains(
        import.report.text(),
        "broken.json\n  skipped   invalid JSON",
    );
}

#[test]
fn a_statuspage_update_that_resolves_while_a_component_is_in_trouble_keeps_that_as_a_note() {
    let from = source_files(
        r#"//- incidents.json
{"page":{"name":"Example","time_zone":"Etc/UTC"},"incidents":[{"id":"a1","name":"API errors","status":"resolved","impact":"minor",
"created_at":"2026-05-01T10:00:00Z","resolved_at":"2026-05-01T11:00:00Z","incident_updates":[
{"status":"resolved","body":"It is over.","created_at":"2026-05-01T11:00:00Z","affected_components":[{"code":"c1","name":"API","new_status":"degraded_performance"}]},
{"status":"investigating","body":"We look.","created_at":"2026-05-01T10:00:00Z","affected_components":[{"code":"c1","name":"API","new_status":"major_outage"}]}]}]}
"#,
    );
    let import = import_into_empty_site(SourceTool::Statuspage, &from);
    assert_sound(&import);
    let text = text_of(&import, "incidents/2026-05-01-api-errors.yaml");
    assert_contains(
        text,
        "  # resolved while `api` was `degraded_performance`\n  - at: 2026-05-01T11:00Z\n    status: resolved\n    text:",
    );
    assert_contains(
        import.report.text(),
        "resolved while `api` was `degraded_performance`; set to `operational`",
    );
}

#[test]
fn statuspage_maintenance_in_the_new_and_in_an_older_shape() {
    let import = import_into_empty_site(SourceTool::Statuspage, &source_files(STATUSPAGE));
    assert_contains(
        text_of(&import, "maintenance/2022-03-01-disks.yaml"),
        "start: 2022-03-01T10:00Z\n  end: 2022-03-01T11:00Z",
    );
    let older = text_of(&import, "maintenance/2019-01-17-older-shape.yaml");
    assert_contains(older, "start: 2018-12-20T10:43Z\n  end: 2018-12-20T11:43Z");
    assert_contains(older, "It is announced.");
    assert_contains(older, "cda: under_maintenance");
}

const UPPTIME: &str = r#"
//- .upptimerc.yml
owner: someone
repo: status
sites:
  - name: Website
    url: https://www.example.org
status-website:
  name: Upptime Page
  cname: up.example.org
//- history/summary.json
[ { "name": "Website", "slug": "website", "uptime": "99.9%" }, { "name": "Shop", "slug": "shop" } ]
//- history/website.yml
url: https://www.example.org
site_id: example
status: up
//- issues.json
[ { "title": "Website is down", "createdAt": "2023-05-01T10:00:00Z", "closedAt": "2023-05-01T10:30:00Z", "url": "https://github.example.com/1",
    "body": "In the last commit, the site was down.", "labels": [ { "name": "status" }, { "name": "website" } ],
    "comments": [ { "createdAt": "2023-05-01T10:30:00Z", "body": "**Resolved:** it is back up after 30 minutes." } ] },
  { "title": "Move", "createdAt": "2023-06-01T10:00:00Z", "closedAt": "2023-06-03T12:00:00Z",
    "body": "<!--\nstart: 2023-06-03T10:00:00Z\nend: 2023-06-03T12:00:00Z\nexpectedDown: website\n-->\nWe move.", "labels": ["maintenance", "website"] } ]
"#;

#[test]
fn upptime_sites_are_components_and_issues_are_incidents_or_maintenance() {
    let import = import_into_empty_site(SourceTool::Upptime, &source_files(UPPTIME));
    assert_sound(&import);
    assert_contains(text_of(&import, "components.yaml"), "name: Shop");
    assert_contains(
        text_of(&import, "site.yaml"),
        "url: https://up.example.org/",
    );
    let incident = text_of(&import, "incidents/2023-05-01-website-is-down.yaml");
    assert_contains(incident, "website: major_outage");
    assert_contains(incident, "status: resolved");
    let maintenance = text_of(&import, "maintenance/2023-06-03-move.yaml");
    assert_contains(
        maintenance,
        "start: 2023-06-03T10:00Z\n  end: 2023-06-03T12:00Z",
    );
    assert_contains(
        import.report.text(),
        "history/website.yml\n  skipped   measurement",
    );
}

/// Post-mortems by several templates.
pub const POSTMORTEMS: &str = "\
//- README.md
About this folder.
//- PM2021-005 - Requests fail.md
# Requests fail

## Summary

On Tuesday 22nd June 2021 a change took the balancer away.

## Timeline

All times in CET.

| Time             | Event                     |
| :--------------- | ------------------------- |
| 2021-06-22 08:21 | The change began          |
| 2021-06-22 08:46 | Put back (resolved)       |

## Action Items

- Test the change first.
- Say who may change it, see [the ticket](https://tickets.example.com/7).
//- incidents/2020-02-25.html.md.erb
---
title: Incident on 2020-02-25
weight: 31
---

# Incident on 2020-02-25

- **Key events**
  - Fault occurs 2020-02-25 07:32
  - Team aware 2020-02-25 07:36
  - Resolved 2020-02-25 17:07

- **Time to repair**: 4h 9m
//- notes-without-a-day.md
# Who knows when

It broke once.
";

#[test]
fn post_mortems_tell_their_times_and_actions() {
    let import = import_into_empty_site(SourceTool::Postmortems, &source_files(POSTMORTEMS));
    assert_sound(&import);
    let incident = text_of(&import, "incidents/2020-02-25-html.yaml");
    assert_contains(
        incident,
        "started: 2020-02-25T07:32Z\ndetected: 2020-02-25T07:36Z",
    );
    assert_contains(
        incident,
        "- at: 2020-02-25T17:07Z\n    posted: unknown\n    status: resolved",
    );
    let postmortem = text_of(
        &import,
        "postmortems/2021-06-22-pm2021-005-requests-fail.md",
    );
    assert_contains(postmortem, "link: https://tickets.example.com/7");
    assert_contains(
        text_of(&import, "pages/notes-without-a-day.md"),
        "draft: true",
    );
    assert_eq!(import.report.count(ImportAction::Skipped), 1);
}

#[test]
fn a_post_mortem_belongs_to_the_one_incident_of_its_day() {
    let there = content(&import_into_empty_site(
        SourceTool::Cstate,
        &source_files(CSTATE),
    ));
    let text = "//- pm.md\n# 2024-01-05, All was slow\n\nIt was a disk.\n";
    let import = import::import_files(
        SourceTool::Postmortems,
        &source_files(text),
        &options(&there, None),
    );
    assert_contains(
        text_of(&import, "postmortems/2024-01-05-slow.md"),
        "incident: 2024-01-05-slow\n",
    );
    assert_eq!(import.files.len(), 1);
}

#[test]
fn lines_and_addresses_of_statuspage_are_lines_and_links() {
    let from = source_files(
        r#"//- incidents.json
{"incidents":[{"id":"i1","name":"Logins fail in `eu-west-1`","status":"resolved","impact":"major","created_at":"2026-05-01T08:00:00Z",
"resolved_at":"2026-05-01T09:00:00Z","incident_updates":[{"id":"u1","status":"resolved",
"body":"Start: 08:00 UTC\nEnd: 09:00 UTC\nImpact: logins\nMore: https://example.com/help?a=1&b=2","created_at":"2026-05-01T09:00:00Z"}],
"components":[{"id":"c1","name":"Login"}]}]}
"#,
    );
    let import = import_into_empty_site(SourceTool::Statuspage, &from);
    assert_sound(&import);
    let built = site::public(&site::read(&content(&import)), "2026-05-02T00:00Z");
    let feed = site::page(&built, "feed.json");
    assert_contains(
        feed,
        "<p>Start: 08:00 UTC<br />\\nEnd: 09:00 UTC<br />\\nImpact: logins<br />\\nMore: \
         <a href=\\\"https://example.com/help?a=1&amp;b=2\\\"",
    );
    assert_contains(feed, "\"Resolved: Logins fail in eu-west-1\"");
}

#[test]
fn what_another_tool_does_not_say_is_unknown() {
    let from = source_files(
        "//- config.yml\ntitle: Old Status\nbaseURL: https://status.example.org\n//- content/issues/2021-03-02-a.md\n---\ntitle: Trouble\n\
         date: 2021-03-02 10:00:00\nresolved: true\nseverity: down\n---\nWe look into it.\n\
         //- content/issues/2021-03-03-b.md\n---\ntitle: More trouble\ndate: 2021-03-03\nresolved: true\n\
         resolvedWhen: 2021-03-03 12:00:00\nseverity: down\n---\nWe look into it.\n",
    );
    let import = import_into_empty_site(SourceTool::Cstate, &from);
    assert_sound(&import);
    expect_test::expect![[r#"
        # severity: down
        title: Trouble
        started: 2021-03-02T10:00Z
        ended: unknown
        impact: critical
        aliases:
          - /issues/2021-03-02-a/
        updates:
          - at: 2021-03-02T10:00Z
            posted: unknown
            text: We look into it.
          # end not known; uses the date of the last update
          - at: 2021-03-02
            status: resolved
            text: Resolved.
    "#]]
    .assert_eq(text_of(&import, "incidents/2021-03-02-a.yaml"));
    expect_test::expect![[r#"
        # severity: down
        title: More trouble
        started: 2021-03-03
        impact: critical
        aliases:
          - /issues/2021-03-03-b/
        updates:
          - at: 2021-03-03
            text: We look into it.
          - at: 2021-03-03T12:00Z
            status: resolved
            text: Resolved.
    "#]]
    .assert_eq(text_of(&import, "incidents/2021-03-03-b.yaml"));
}

#[test]
fn an_impact_of_none_stays_none() {
    let from = source_files(
        r#"//- incidents.json
{"page":{"name":"Example","time_zone":"Etc/UTC"},"incidents":[{"id":"a1","name":"Nothing was noticed","status":"resolved","impact":"none",
"created_at":"2026-05-01T10:00:00Z","components":[{"id":"c1","name":"API"}],"incident_updates":[
{"status":"resolved","body":"It is over.","created_at":"2026-05-01T11:00:00Z"}]}]}
"#,
    );
    let import = import_into_empty_site(SourceTool::Statuspage, &from);
    assert_sound(&import);
    let text = text_of(&import, "incidents/2026-05-01-nothing-was-noticed.yaml");
    assert_contains(text, "impact: none\ncomponents:\n  api: operational\n");
}

#[test]
fn names_of_every_script_become_component_ids() {
    let from = source_files(
        "//- config.yml\ntitle: Old Status\nbaseURL: https://status.example.org\nparams:\n  systems:\n    - name: Zürich-Netz\n    \
         - name: ログイン\n    - name: 決済\n",
    );
    let import = import_into_empty_site(SourceTool::Cstate, &from);
    assert_sound(&import);
    let text = text_of(&import, "components.yaml");
    assert_contains(text, "id: zuerich-netz");
    let ids = text
        .lines()
        .filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("id: "));
    let ids: std::collections::BTreeSet<&str> = ids.collect();
    assert_eq!(ids.len(), 4, "a group and three components: {text}");
}

#[test]
fn promises_begin_after_the_last_past_entry_although_work_is_planned() {
    let from = source_files(
        r#"//- summary.json
{"page":{"id":"abc","name":"Example","domain":"status.example.com","time_zone":"Pacific Time (US & Canada)"}}
//- scheduled-maintenances.json
{"scheduled_maintenances":[{"id":"m1","name":"DB upgrade","status":"completed","impact":"maintenance","scheduled_for":"2024-05-01T08:00:00Z","scheduled_until":"2024-05-01T10:00:00Z","created_at":"2024-04-28T08:00:00Z","resolved_at":"2024-05-01T09:40:00Z",
"incident_updates":[{"id":"x3","status":"completed","body":"Done.","created_at":"2024-05-01T09:40:00Z"},{"id":"x1","status":"scheduled","body":"We will upgrade.","created_at":"2024-04-28T08:00:00Z"}],"components":[]},
{"id":"m2","name":"Network","status":"scheduled","impact":"maintenance","scheduled_for":"2027-05-01T08:00:00Z","scheduled_until":"2027-05-01T07:00:00Z","created_at":"2026-04-28T08:00:00Z","incident_updates":[{"id":"y1","status":"scheduled","body":"We will work.","created_at":"2026-04-28T08:00:00Z"}],"components":[]}]}
"#,
    );
    let none = Default::default();
    let import = import::import_files(SourceTool::Statuspage, &from, &options(&none, None));
    assert_sound(&import);
    let site = text_of(&import, "site.yaml");
    assert_contains(site, "  since: 2024-05-02 #");
    assert_contains(site, "time_zone: America/Los_Angeles\n");
    assert_contains(
        text_of(&import, "maintenance/2027-05-01-network.yaml"),
        "# end of the window is not after its start (2027-05-01T07:00:00Z)\ntitle: Network\nscheduled:\n  start: 2027-05-01T08:00Z\n  end: unknown\n",
    );
    assert_contains(
        import.report.text(),
        "assumed   end of the window is not after its start (2027-05-01T07:00:00Z)\n",
    );
}

/// No end is invented. Old work without one is over, and new work ends when somebody says so.
#[test]
fn maintenance_without_an_end_has_an_unknown_one() {
    let issue = |date: &str, resolved: &str| {
        format!(
            "//- content/issues/{date}-disks.md\n---\ntitle: Maintenance of disks\ndate: {date}T10:00:00Z\nresolved: {resolved}\n\
             severity: notice\n---\nDisks are replaced.\n"
        )
    };
    let issues = [
        issue("2021-03-02", "false"),
        issue("2021-03-03", "true"),
        issue("2026-11-30", "false"),
        issue("2027-01-05", "false"),
    ];
    let from = source_files(&issues.concat());
    let import = import_into_empty_site(SourceTool::Cstate, &from);
    assert_sound(&import);
    let ledger = site::read(&content(&import));
    let now = site::moment("2026-12-01T00:00Z");
    let expected = [
        ("2021-03-02", true, MaintenanceStatus::Completed),
        ("2021-03-03", true, MaintenanceStatus::Completed),
        ("2026-11-30", false, MaintenanceStatus::InProgress),
        ("2027-01-05", false, MaintenanceStatus::Scheduled),
    ];
    for (date, is_over, phase) in expected {
        let text = text_of(&import, &format!("maintenance/{date}-disks.yaml"));
        assert_contains(
            text,
            format!("scheduled:\n  start: {date}T10:00Z\n  end: unknown\n"),
        );
        let end = format!("  - at: {date}\n    status: completed\n");
        assert_eq!(text.contains(&end), is_over, "{text}");
        let mut planned = ledger.status.maintenance.iter();
        let planned = planned
            .find(|one| one.details.scheduled.start == site::moment(&format!("{date}T10:00Z")));
        let facts = MaintenanceFacts::at(planned.unwrap(), now).unwrap();
        assert_eq!(facts.phase, phase, "{text}");
    }
    let report = import.report.text();
    assert_eq!(report.matches("end of the window not known").count(), 4);
    let announced = "  # time of the announcement not known; uses the day of the first import\n  - at: 2026-12-01\n    posted: unknown\n";
    let next_year = "maintenance/2027-01-05-disks.yaml";
    assert_contains(text_of(&import, next_year), announced);
    let there = content(&import);
    for now in ["2026-12-20T00:00Z", "2027-01-06T00:00Z"] {
        let again = ImportOptions {
            now: Now(site::moment(now)),
            ..options(&there, None)
        };
        let again = import::import_files(SourceTool::Cstate, &from, &again);
        assert_contains(text_of(&again, next_year), announced);
    }
}

#[test]
fn components_that_differ_in_punctuation_are_two() {
    let config = "//- config.yml\ntitle: Old Status\nbaseURL: https://status.example.org\nparams:\n  systems:\n    - name: API v1\n    \
         - name: API (v1)\n    - name: Search\n      category: Europe\n    - name: Search\n      category: America\n";
    let issue = "//- content/issues/2021-03-02-a.md\n---\ntitle: Slow\ndate: 2021-03-02 10:00\nresolved: true\n\
         resolvedWhen: 2021-03-02 11:00\nseverity: down\naffected: [API (v1)]\n---\nIt is slow.\n";
    let from = source_files(&format!("{config}{issue}"));
    let import = import_into_empty_site(SourceTool::Cstate, &from);
    assert_sound(&import);
    let components = text_of(&import, "components.yaml");
    assert_contains(components, "- id: api-v1\n        name: API v1\n");
    assert_contains(components, "- id: api-v1-2\n        name: API (v1)\n");
    assert_contains(
        text_of(&import, "incidents/2021-03-02-a.yaml"),
        "components:\n  api-v1-2: major_outage\n",
    );
    assert_contains(
        import.report.text(),
        "  merged    component `Search` is listed twice; taken as one\n",
    );
    let there = content(&import);
    let again = import::import_files(SourceTool::Cstate, &from, &options(&there, None));
    for file in &again.files {
        let before = import.files.iter().find(|before| before.path == file.path);
        assert_eq!(before, Some(file));
    }
}

#[test]
fn old_addresses_keep_their_accents_and_signs() {
    let from = source_files(
        "//- config.yml\ntitle: Old Status\nbaseURL: https://status.example.org\n\
         //- content/issues/2021-03-02 Störung - Köln (Süd), l'été.md\n---\ntitle: Slow\ndate: 2021-03-02 10:00\nresolved: true\n\
         resolvedWhen: 2021-03-02 11:00\nseverity: down\naliases: [\"/état, [réseau]/l'été (2)/\", /a%20b/, \"/what?/\"]\n---\nIt is slow.\n",
    );
    let import = import_into_empty_site(SourceTool::Cstate, &from);
    assert_sound(&import);
    assert_contains(
        text_of(
            &import,
            "incidents/2021-03-02-stoerung-koeln-sued-l-ete.yaml",
        ),
        "aliases:\n  - /état, [réseau]/l'été (2)/\n  - /a b/\n  - /issues/2021-03-02-störung-köln-süd-lété/\n",
    );
    assert_contains(
        import.report.text(),
        "skipped   old URL `/what?/` cannot be an alias\n",
    );
}

#[test]
fn a_zone_that_nobody_knows_is_reported() {
    let from = source_files(
        "//- summary.json\n{\"page\":{\"name\":\"Example\",\"time_zone\":\"Moon\"}}\n",
    );
    let none = Default::default();
    let import = import::import_files(SourceTool::Statuspage, &from, &options(&none, None));
    assert_contains(
        import.report.text(),
        "skipped   unknown time zone `Moon`; set it with `--time-zone`",
    );
}

#[test]
fn an_old_incident_without_an_end_is_over_and_a_new_one_is_open() {
    let from = source_files(
        "//- content/issues/2026-10-02-old.md\n---\ntitle: Old\ndate: 2026-10-02T10:00:00Z\nresolved: false\nseverity: down\n---\nWe look into it.\n\
         //- content/issues/2026-11-20-new.md\n---\ntitle: New\ndate: 2026-11-20T10:00:00Z\nresolved: false\nseverity: down\n---\nWe look into it.\n",
    );
    let import = import_into_empty_site(SourceTool::Cstate, &from);
    assert_sound(&import);
    let old = text_of(&import, "incidents/2026-10-02-old.yaml");
    assert_contains(old, "ended: unknown\n");
    assert_contains(
        old,
        "  # end not known; uses the date of the last update\n  - at: 2026-10-02\n    status: resolved\n",
    );
    let new = text_of(&import, "incidents/2026-11-20-new.yaml");
    assert!(!new.contains("resolved"), "{new}");
    assert_contains(
        import.report.text(),
        "  assumed   no end, and older than 30 days; imported as over with an unknown end\n  created   incidents/2026-10-02-old.yaml\n",
    );
}
