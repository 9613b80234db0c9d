//! `site.yaml`.

use expect_test::expect;
use statuary::check::Environment;

use super::check;
use crate::site;

fn with(lines: &str) -> String {
    let given = |key: &str| lines.lines().any(|line| line.starts_with(key));
    let good = [
        "version: 1",
        "title: T",
        "url: https://status.example.com/",
        "site_id: example",
        "time_zone: Etc/UTC",
    ];
    let good = good
        .iter()
        .filter(|line| !given(line.split(' ').next().unwrap()));
    format!(
        "//- site.yaml\n{}\n{lines}",
        good.copied().collect::<Vec<_>>().join("\n")
    )
}

#[test]
fn missing_site_id() {
    check(
        "//- site.yaml\nversion: 1\ntitle: T\nurl: https://status.example.com\ntime_zone: Etc/UTC\n",
        expect![[r#"
            warning[missing-site-id]: the IDs in feeds and calendars are made from this URL, and will change with it
             --> content/site.yaml:3:6
              |
            3 | url: https://status.example.com
              |      ^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: add the line `site_id: https://status.example.com/`, which keeps all IDs as they are, and never change it
        "#]],
    );
    // Adding the line keeps every ID.
    let id = |line: &str| {
        let text = with(line).replace("site_id: example\n", "");
        site::ledger(&text).status.site.urn("x")
    };
    assert_eq!(id(""), id("site_id: https://status.example.com/\n"));
    assert_ne!(id(""), id("site_id: other\n"));
}

#[test]
fn unknown_version() {
    check(
        &with("version: 2\n"),
        expect![[r#"
            error[unknown-version]: unknown version 2 of the content format
             --> content/site.yaml:5:10
              |
            5 | version: 2
              |          ^
              |
            help: write `version: 1`, or update statuary
        "#]],
    );
}

#[test]
fn invalid_url() {
    check(
        &with(
            "url: status.example.com\nedit_url: https://git.example.com/a b\nsubscribe:\n  \
             mail: { join: http://lists.example.com/, leave: status at example.com }\n  \
             slack: https://hooks.slack.com/services/T0/B0/x\n",
        ),
        expect![[r#"
            error[invalid-url]: invalid URL `status.example.com`: it must begin with `https://` or `http://`
             --> content/site.yaml:5:6
              |
            5 | url: status.example.com
              |      ^^^^^^^^^^^^^^^^^^
              |
            help: use a complete URL such as `https://status.example.com/`

            error[invalid-url]: invalid URL `https://git.example.com/a b`: it has a blank or a quote in it
             --> content/site.yaml:6:11
              |
            6 | edit_url: https://git.example.com/a b
              |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: use a complete URL such as `https://status.example.com/`

            error[invalid-url]: invalid URL `http://lists.example.com/`: it must begin with `https://`
             --> content/site.yaml:8:17
              |
            8 |   mail: { join: http://lists.example.com/, leave: status at example.com }
              |                 ^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: use a complete URL such as `https://status.example.com/`

            error[invalid-email]: invalid email address `status at example.com`
             --> content/site.yaml:8:51
              |
            8 |   mail: { join: http://lists.example.com/, leave: status at example.com }
              |                                                   ^^^^^^^^^^^^^^^^^^^^^
              |
            help: use a single address such as `support@example.com`

            error[invalid-url]: invalid URL `https://hooks.slack.com/services/T0/B0/x`: it is the secret URL of a webhook, and pages would show it
             --> content/site.yaml:9:10
              |
            9 |   slack: https://hooks.slack.com/services/T0/B0/x
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: use the URL of an invitation, and revoke the webhook, because the repository keeps its URL
        "#]],
    );
}

#[test]
fn invalid_email() {
    check(
        &with("support: { email: support at example.com }\n"),
        expect![[r#"
            error[invalid-email]: invalid email address `support at example.com`
             --> content/site.yaml:6:19
              |
            6 | support: { email: support at example.com }
              |                   ^^^^^^^^^^^^^^^^^^^^^^
              |
            help: use a single address such as `support@example.com`
        "#]],
    );
}

#[test]
fn unknown_zone() {
    check(
        &with("time_zone: Europe/Berln\n"),
        expect![[r#"
            error[unknown-zone]: unknown time zone `Europe/Berln`
             --> content/site.yaml:5:12
              |
            5 | time_zone: Europe/Berln
              |            ^^^^^^^^^^^^
              |
            help: did you mean `Europe/Berlin`?
        "#]],
    );
}

#[test]
fn invalid_language() {
    check(
        &with("language: en_GB\n"),
        expect![[r#"
            error[invalid-language]: invalid language tag `en_GB`
             --> content/site.yaml:6:11
              |
            6 | language: en_GB
              |           ^^^^^
              |
            help: use a tag such as `en`, `de` or `pt-BR`
        "#]],
    );
}

#[test]
fn missing_translation() {
    let sources = crate::site::sources(&with("language: nl-BE\n"));
    let speaking = |tags: &[&str]| {
        let languages = tags.iter().map(|tag| (*tag).to_owned()).collect();
        statuary::check_sources(&sources).check_environment(&Environment {
            languages,
            themes: Vec::new(),
        })
    };
    let outcome = speaking(&["en", "de"]);
    assert!(outcome.ledger.is_none());
    super::show(
        &outcome.diagnostics,
        &sources,
        expect![[r#"
            error[missing-translation]: no translation for the language `nl-BE`
             --> content/site.yaml:6:11
              |
            6 | language: nl-BE
              |           ^^^^^
              |
            help: use `en` or `de`, or add a translation in `themes/default/strings/nl.ftl`
        "#]],
    );
    assert!(speaking(&["nl"]).ledger.is_some());
    assert!(speaking(&["nl-BE"]).ledger.is_some());
}
