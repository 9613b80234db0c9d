//! The commands themselves, as a new user types them.

use crate::compare::assert_contains;
use std::fs;

use super::{new_site, run, run_as_typed, text};

const INCIDENT: &str = "content/incidents/2026-11-03-pages-load-slowly.yaml";

#[test]
fn a_new_site_has_the_pipelines_of_the_service_that_was_chosen() {
    for (ci, files) in [
        ("none", [].as_slice()),
        (
            "github",
            &[
                ".github/workflows/publish.yml",
                ".github/workflows/review.yml",
            ],
        ),
        ("gitlab", &[".gitlab-ci.yml"]),
    ] {
        let site = new_site(&["--ci", ci, "--url", "https://status.example.com"]);
        let site = site.path();
        let all = [
            ".github/workflows/publish.yml",
            ".github/workflows/review.yml",
            ".gitlab-ci.yml",
        ];
        let found: Vec<&str> = all
            .into_iter()
            .filter(|path| site.join(path).exists())
            .collect();
        assert_eq!(found, files, "{ci}");
        for path in files {
            let pipeline = text(site, path);
            assert!(
                !pipeline.contains("{URL}") && !pipeline.contains("{ACTION}"),
                "{path}"
            );
            assert!(!pipeline.contains("cargo"), "{path} compiles");
            let version = env!("CARGO_PKG_VERSION");
            assert_contains(&pipeline, version);
        }
        let readme = text(site, "README.md");
        assert_eq!(readme.contains("Protect the"), ci != "none", "{readme}");
        let (code, said) = run(site, "2026-11-03T14:00Z", &["check", "--strict"]);
        assert!(
            code == 0 && said.contains("0 errors, 0 warnings"),
            "{ci}: {said}"
        );
        assert_eq!(
            site.join("content/incidents/example.yaml").exists(),
            ci != "none",
            "{ci}"
        );
    }
}

#[test]
fn a_build_of_a_revision_says_what_is_published_and_when_it_changes_next() {
    let site = new_site(&[]);
    let site = site.path();
    let file = "output/public/.well-known/statuary.json";
    let build = |more: &[&str]| {
        let (code, said) = run(site, "2026-11-03T14:00Z", &[&["build"], more].concat());
        assert!(code == 0, "{said}");
    };
    build(&["--revision", "0f3c"]);
    assert_eq!(
        text(site, file),
        "{\"revision\":\"0f3c\",\"built_at\":\"2026-11-03T14:00:00Z\",\"next_change\":\"2026-11-04T00:00:00Z\"}\n"
    );
    build(&["--revision", "77aa"]);
    assert_contains(text(site, file), "\"revision\":\"77aa\"");
    build(&[]);
    assert!(!site.join(file).exists(), "nobody says what is published");
}

#[test]
fn from_nothing_to_a_site_with_an_updated_incident() {
    let site = new_site(&[]);
    let site = site.path();
    let (code, said) = run(site, "2026-11-03T14:00Z", &["check", "--strict"]);
    assert!(code == 0 && said.contains("0 errors, 0 warnings"), "{said}");
    let started = [
        "new",
        "incident",
        "Pages load slowly",
        "-c",
        "web=degraded_performance",
        "--started",
        "-10m",
    ];
    let (code, said) = run(site, "2026-11-03T14:12:40Z", &started);
    assert!(
        code == 0 && said.starts_with(INCIDENT) && said.contains("began 2026-11-03 14:02 UTC"),
        "{said}"
    );
    let update = [
        "update",
        "--status",
        "monitoring",
        "--component",
        "web=operational",
        "A fix is deployed.",
    ];
    let (code, said) = run(site, "2026-11-03T14:30Z", &update);
    assert!(
        code == 0 && said.contains("monitoring, at 2026-11-03 14:30 UTC, web operational"),
        "{said}"
    );
    let (code, said) = run(
        site,
        "2026-11-03T14:50Z",
        &[
            "update",
            "--status",
            "resolved",
            "--at",
            "14:40",
            "All is well.",
        ],
    );
    assert!(
        code == 0 && said.contains("posted at 2026-11-03 14:50 UTC"),
        "{said}"
    );
    expect_test::expect![[r#"
        # yaml-language-server: $schema=../../.statuary/schema/incident.json
        title: Pages load slowly
        started: 2026-11-03T14:02Z
        components:
          web: degraded_performance
        updates:
          - at: 2026-11-03T14:12Z
            status: investigating
            text: We are investigating.
          - at: 2026-11-03T14:30Z
            status: monitoring
            components:
              web: operational
            text: A fix is deployed.
          - at: 2026-11-03T14:40Z
            posted: 2026-11-03T14:50Z
            status: resolved
            text: All is well.
    "#]]
    .assert_eq(&text(site, INCIDENT));
    let (code, said) = run(site, "2026-11-03T15:00Z", &["check", "--strict"]);
    assert!(code == 0, "{said}");
    let (code, said) = run(
        site,
        "2026-11-03T15:00Z",
        &["update", "--status", "monitoring", "More."],
    );
    assert!(code == 2 && said.contains("no incident is open"), "{said}");
}

#[test]
fn what_is_wrong_is_shown_and_not_kept() {
    let site = new_site(&[]);
    let site = site.path();
    let (code, said) = run(
        site,
        "2026-11-03T14:00Z",
        &["new", "incident", "Slow", "-c", "wob"],
    );
    assert!(
        code == 1
            && said.contains("did you mean `web`?")
            && !site.join("content/incidents").exists(),
        "{said}"
    );
    run(
        site,
        "2026-11-03T14:00Z",
        &["new", "incident", "Slow", "-c", "web", "We look into it."],
    );
    let path = "content/incidents/2026-11-03-slow.yaml";
    let before = text(site, path);
    for (arguments, exit, reason) in [
        (
            ["update", "--status", "monitorin", "It works."],
            1,
            "did you mean `monitoring`?",
        ),
        (
            ["update", "--next", "soon", "It works."],
            1,
            "invalid duration",
        ),
        (
            ["update", "--at", "-2h", "It works."],
            1,
            "is before the start",
        ),
        (
            ["update", "--at", "25:00", "It works."],
            2,
            "hour 25 does not exist",
        ),
        (
            ["update", "--component", "web", "It works."],
            2,
            "write `web=operational`",
        ),
        (
            ["update", "2026-11-03-slo", "It works.", "--quiet"],
            2,
            "did you mean `2026-11-03-slow`?",
        ),
        (
            ["update", "slow", "It works.", "--quiet"],
            2,
            "did you mean `2026-11-03-slow`?",
        ),
        (
            ["update", "It", "works", "again."],
            2,
            "put the text between quotes",
        ),
    ] {
        let (code, said) = run(site, "2026-11-03T14:30Z", &arguments);
        assert_contains(&said, reason);
        assert_eq!(code, exit, "{said}");
        assert_eq!(text(site, path), before);
    }
    let (code, said) = run(
        site,
        "2026-11-03T14:30Z",
        &["update", "--status", "resolved", "--dry-run", "Well."],
    );
    assert!(
        code == 0 && said.contains("would add") && text(site, path) == before,
        "{said}"
    );
    let (code, said) = run(
        site,
        "2026-11-03T14:00Z",
        &["new", "incident", "Slow", "-c", "web", "Again."],
    );
    assert!(
        code == 2
            && said.contains(
                "is not overwritten: `statuary update 2026-11-03-slow` adds an update to it"
            ),
        "{said}"
    );
    assert_eq!(text(site, path), before);
    // An update needs a text, and there is no terminal to ask at.
    let (code, said) = run(
        site,
        "2026-11-03T14:30Z",
        &["update", "--status", "resolved"],
    );
    assert!(
        code == 2 && said.contains("an update needs a text"),
        "{said}"
    );
}

#[test]
fn several_open_incidents_are_named() {
    let site = new_site(&[]);
    let site = site.path();
    for title in ["One", "Two"] {
        run(
            site,
            "2026-11-03T14:00Z",
            &["new", "incident", title, "-c", "web", "We look into it."],
        );
    }
    let (code, said) = run(site, "2026-11-03T14:30Z", &["update", "Well."]);
    assert!(
        code == 2 && said.contains("2 are open; name one: `2026-11-03-two` or `2026-11-03-one`"),
        "{said}"
    );
    // A path will do, and faults elsewhere do not stand in the way.
    fs::write(
        site.join("content/incidents/2026-11-03-two.yaml"),
        "title: [",
    )
    .unwrap();
    let (code, said) = run(
        site,
        "2026-11-03T14:30Z",
        &["update", "content/incidents/2026-11-03-one.yaml", "Well."],
    );
    assert!(code == 0, "{said}");
    let (code, said) = run(site, "2026-11-03T14:30Z", &["update", "Well."]);
    assert!(
        code == 1 && said.contains("give the ID of the incident"),
        "{said}"
    );
}

#[test]
fn every_kind_of_file_is_sound_as_it_is_made() {
    let site = new_site(&[
        "--time-zone",
        "Europe/Berlin",
        "--component",
        "db=Database",
        "--title",
        "Acme: Status",
    ]);
    let site = site.path();
    let now = "2026-11-03T14:00Z";
    let all: [&[&str]; 8] = [
        &[
            "new",
            "incident",
            "Trouble elsewhere",
            "Mails of others come late.",
        ],
        &[
            "new",
            "maintenance",
            "Failover test",
            "--start",
            "+3d",
            "--for",
            "2h",
            "-c",
            "db=partial_outage",
        ],
        &["new", "postmortem", "2026-11-03-trouble-elsewhere"],
        &[
            "new",
            "notice",
            "TLS 1.1 ends",
            "--kind",
            "policy",
            "--pin",
            "-c",
            "db",
            "Please: update.",
        ],
        &["new", "page", "Support guide", "--menu"],
        &["new", "product", "postgres", "--name", "Postgres"],
        &[
            "update",
            "2026-11-06-failover-test",
            "--start",
            "2026-11-07T09:00Z",
            "--end",
            "11:30",
            "It moves by a day.",
        ],
        &["check", "--strict"],
    ];
    for arguments in all {
        let (code, said) = run(site, now, arguments);
        assert!(code == 0, "{arguments:?}: {said}");
    }
    assert_contains(
        text(site, "content/incidents/2026-11-03-trouble-elsewhere.yaml"),
        "\nimpact: minor\n",
    );
    let maintenance = text(site, "content/maintenance/2026-11-06-failover-test.yaml");
    assert_contains(
        &maintenance,
        "start: 2026-11-06T15:00+01:00\n  end: 2026-11-06T17:00+01:00\n",
    );
    let moved = "    scheduled: { start: 2026-11-07T10:00+01:00, end: 2026-11-07T11:30+01:00 }\n";
    assert_contains(&maintenance, moved);
    let (code, said) = run(site, now, &["new", "page", "Support guide"]);
    assert!(code == 2 && said.contains("already exists"), "{said}");
    let (code, said) = run(site, now, &["new", "site", "."]);
    assert!(code == 2 && said.contains("nothing was written"), "{said}");
}

#[test]
fn a_text_that_begins_with_a_hyphen_is_told_from_a_mistyped_option() {
    let site = new_site(&[]);
    let site = site.path();
    let now = "2026-11-03T14:00Z";
    let new = ["new", "incident", "Slow", "-c", "web"];
    let (code, said) = run(site, now, &[&new[..], &["--strated=-10m"]].concat());
    assert_eq!(code, 2, "{said}");
    assert_contains(&said, "unexpected argument '--strated'");
    assert_contains(&said, "'--started'");
    assert!(!site.join("content/incidents").exists(), "{said}");
    let (code, said) = run(
        site,
        now,
        &[&new[..], &[" -10% of requests fail."]].concat(),
    );
    assert_eq!(code, 0, "{said}");
    let update = [
        "update",
        "--now",
        "2026-11-03T14:30Z",
        "--",
        "- Mail works.\n- Web is slow.",
    ];
    let (code, said) = run_as_typed(site, &update);
    assert_eq!(code, 0, "{said}");
    let written = text(site, "content/incidents/2026-11-03-slow.yaml");
    assert_contains(&written, "    text: -10% of requests fail.\n");
    assert_contains(&written, "      - Mail works.\n      - Web is slow.\n");
}

#[test]
fn the_end_of_a_time_has_one_name_in_every_command() {
    let site = new_site(&[]);
    let site = site.path();
    let now = "2026-11-03T14:00Z";
    let planned = ["new", "maintenance", "Disks", "--start", "+1d"];
    let announced = ["new", "notice", "TLS 1.1", "It ends."];
    let moved = ["update", "2026-11-04-disks", "--start", "+2d", "It moves."];
    for arguments in [&planned[..], &announced, &moved] {
        let (code, said) = run(
            site,
            now,
            &[arguments, &["--end", "2026-11-06T14:00Z"]].concat(),
        );
        assert_eq!(code, 0, "{arguments:?}: {said}");
    }
    let end = "2026-11-06T14:00Z";
    for (path, key) in [
        ("content/maintenance/2026-11-04-disks.yaml", "end"),
        ("content/notices/2026-11-03-tls-1-1.md", "until"),
    ] {
        assert_contains(text(site, path), format!("{key}: {end}"));
    }
}

#[test]
fn titles_of_every_script_become_file_names() {
    let site = new_site(&[]);
    let site = site.path();
    let new = |title: &str| {
        let arguments = ["new", "incident", title, "-c", "web", "We look into it."];
        run(site, "2026-11-03T14:00Z", &arguments);
    };
    let names = || {
        let files = std::fs::read_dir(site.join("content/incidents")).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    new("Störung: größere Ausfälle");
    new("Žluťoučký kůň, Ελλάδα, Россия");
    assert_eq!(
        names().into_iter().collect::<Vec<_>>(),
        [
            "2026-11-03-stoerung-groessere-ausfaelle.yaml",
            "2026-11-03-zlutoucky-kun-ellada-rossiia.yaml",
        ]
    );
    // Letters of these scripts do not say how they are read, so the title gives a suffix that is always the same.
    new("ログインできません");
    new("تعذر الدخول");
    assert_eq!(names().len(), 4, "{:?}", names());
    let suffix = |name: &String| name.len() == "2026-11-03-abc123.yaml".len();
    assert_eq!(names().iter().filter(|name| suffix(name)).count(), 2);
}

/// How many rounds of updates at once are run: `STATUARY_UPDATE_ROUNDS=200` for the long form.
fn update_rounds() -> usize {
    let rounds = std::env::var("STATUARY_UPDATE_ROUNDS").ok();
    rounds.map_or(3, |rounds| rounds.parse().unwrap())
}

#[test]
fn of_updates_at_once_each_is_in_the_file_or_says_why_not() {
    const AT_ONCE: usize = 12;
    let site = new_site(&[]);
    let site = site.path();
    let new = ["new", "incident", "Pages load slowly", "We look into it."];
    let (code, said) = run(site, "2026-11-03T14:00Z", &new);
    assert!(code == 0, "{said}");
    let start = text(site, INCIDENT);
    for round in 0..update_rounds() {
        fs::write(site.join(INCIDENT), &start).unwrap();
        let ended: Vec<(i32, String)> = std::thread::scope(|threads| {
            let update = |number: usize| {
                let words = format!("This is update number {number:02}.");
                run(site, "2026-11-03T14:30Z", &["update", &words])
            };
            let runs: Vec<_> = (0..AT_ONCE)
                .map(|number| threads.spawn(move || update(number)))
                .collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        let after = text(site, INCIDENT);
        for (number, (code, said)) in ended.iter().enumerate() {
            assert_eq!(*code, 0, "round {round}: {said}");
            let count = after
                .matches(&format!("update number {number:02}."))
                .count();
            assert_eq!(count, 1, "round {round}, update {number}: {said}\n{after}");
        }
        let (code, said) = run(site, "2026-11-03T15:00Z", &["check"]);
        assert!(code == 0, "{said}");
        let left = fs::read_dir(site.join("content/incidents")).unwrap();
        assert_eq!(left.count(), 1, "a temporary file was left");
    }
}
