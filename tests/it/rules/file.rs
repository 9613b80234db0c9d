//! What a file must be before its keys can be read.

use expect_test::expect;

use super::{check, check_sources, with_bytes};

#[test]
fn invalid_utf8() {
    check_sources(
        &with_bytes("pages/support.md", b"---\ntitle: F\xfcr Kunden\n---\n"),
        expect![[r#"
        error[invalid-utf8]: the file is not UTF-8 text
         --> content/pages/support.md:2:9
          |
        2 | title: F�r Kunden
          |         ^
          |
        help: save the file as UTF-8
    "#]],
    );
}

#[test]
fn yaml_syntax() {
    check(
        "//- incidents/2026-11-03-api.yaml\ntitle: API: many errors\n",
        expect![[r#"
        error[yaml-syntax]: unexpected `: ` in a value without quotes
         --> content/incidents/2026-11-03-api.yaml:1:11
          |
        1 | title: API: many errors
          |           ^
          |
        help: put text that contains `: ` in quotes
    "#]],
    );
}

#[test]
fn yaml_limit() {
    let deep = format!(
        "//- incidents/2026-11-03-api.yaml\ntitle: {}\n",
        "[".repeat(65)
    );
    check(
        &deep,
        expect![[r#"
            error[yaml-limit]: the file has more than 64 levels of nesting
             --> content/incidents/2026-11-03-api.yaml:1:72
              |
            1 | title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
              |                                                                        ^
              |
            help: use fewer levels, and check that every bracket is closed
        "#]],
    );
    let lines = "A log.\n".repeat(100_000);
    check(
        &format!("//- pages/support.md\n---\ntitle: Support\n---\n{lines}"),
        expect![[r#"
            error[yaml-limit]: this text has 700000 bytes: expected at most 500000
             --> content/pages/support.md:4:1
              |
            4 | A log.
              | ^
              |
            help: shorten it; put long logs and data into a file in `static/` and link to it
        "#]],
    );
    let lines = lines.replace("A log", "        A log");
    check(
        &format!(
            "//- incidents/2026-11-03-api.yaml\ntitle: A\nstarted: 2026-11-03\nimpact: minor\nupdates:\n  - at: 2026-11-03T14:00Z\n    text: |\n{lines}"
        ),
        expect![[r#"
            error[yaml-limit]: this text has 700000 bytes: expected at most 500000
             --> content/incidents/2026-11-03-api.yaml:7:9
              |
            7 |         A log.
              |         ^
              |
            help: shorten it; put long logs and data into a file in `static/` and link to it
        "#]],
    );
}

#[test]
fn yaml_feature() {
    check(
        "//- pages/support.md\n---\ntitle: &t Support\n---\n",
        expect![[r#"
            error[yaml-feature]: `&t` is a YAML anchor, which is not supported in content files
             --> content/pages/support.md:2:8
              |
            2 | title: &t Support
              |        ^^
              |
            help: delete it; text that begins with `&` needs quotes
        "#]],
    );
}

#[test]
fn missing_front_matter() {
    check(
        "//- pages/sla.md\n---\ntitle: SLA\n\nWe promise.\n//- pages/support.md\n# Support\n",
        expect![[r#"
            error[missing-front-matter]: the front matter is not closed
             --> content/pages/sla.md:1:1
              |
            1 | ---
              | ^^^
              |
            help: add a line of `---` between the keys and the text

            error[missing-front-matter]: the front matter is missing
             --> content/pages/support.md:1:1
              |
            1 | # Support
              | ^^^^^^^^^
              |
            help: begin the file with the lines `---`, `title: ...` and `---`
        "#]],
    );
}

#[test]
fn too_many_problems() {
    let keys: String = (0..120).map(|key| format!("key{key}: x\n")).collect();
    let sources = crate::site::sources(&super::incident(&keys));
    let mut faults = statuary::check_sources(&sources).diagnostics;
    let last = faults.split_off(100);
    let shown = statuary::edge::diagnostics::text::render(
        &last,
        &sources,
        "content/",
        statuary::edge::diagnostics::text::SourceLines::Show,
    );
    expect![[r#"
        error[too-many-problems]: 20 more problems in this file are not shown
           --> content/incidents/2026-11-03-api.yaml:108:1
            |
        108 | key100: x
            | ^^^^^^
            |
        help: fix the ones above first

    "#]]
    .assert_eq(&anstream::adapter::strip_str(&shown).to_string());
}
