//! Answers of the Statuspage API, in every form in which it gives them.

use super::{assert_sound, import_into_empty_site, source_files, text_of};
use crate::compare::assert_contains;
use statuary::import::SourceTool;

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
