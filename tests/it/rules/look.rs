//! `look:` in `site.yaml`.

use expect_test::expect;
use statuary::check::Environment;

use super::check;

/// Settings with a look and the files of a text.
fn with(look: &str, files: &str) -> String {
    let site = "version: 1\ntitle: T\nurl: https://status.example.com/\nsite_id: example\ntime_zone: Etc/UTC\n";
    format!("//- site.yaml\n{site}look:\n{look}{files}")
}

#[test]
fn invalid_color() {
    check(
        &with(
            "  accent: 7a1fa2\n  states: { major_outage: \"crimson\" }\n",
            "",
        ),
        expect![[r##"
            error[invalid-color]: invalid color `7a1fa2`
             --> content/site.yaml:7:11
              |
            7 |   accent: 7a1fa2
              |           ^^^^^^
              |
            help: did you mean `"#7A1FA2"`?

            error[invalid-color]: invalid color `crimson`
             --> content/site.yaml:8:27
              |
            8 |   states: { major_outage: "crimson" }
              |                           ^^^^^^^^^
              |
            help: write red, green and blue as hexadecimal digits in quotes, such as `"#0b5c94"`; without quotes `#` begins a comment
        "##]],
    );
}

#[test]
fn unknown_theme() {
    let told = |name: &str, expect: expect_test::Expect| {
        let sources = crate::site::sources(&with(&format!("  theme: {name}\n"), ""));
        let known = Environment {
            themes: ["default", "gazette"].map(str::to_owned).into(),
            ..Environment::default()
        };
        let outcome = statuary::check_sources(&sources).check_environment(&known);
        assert!(outcome.ledger.is_none());
        super::show(&outcome.diagnostics, &sources, expect);
    };
    told(
        "gazete",
        expect![[r#"
            error[unknown-theme]: unknown theme `gazete`: it is neither built in nor in `themes/`
             --> content/site.yaml:7:10
              |
            7 |   theme: gazete
              |          ^^^^^^
              |
            help: did you mean `gazette`?
        "#]],
    );
    told(
        "our-own",
        expect![[r#"
            error[unknown-theme]: unknown theme `our-own`: it is neither built in nor in `themes/`
             --> content/site.yaml:7:10
              |
            7 |   theme: our-own
              |          ^^^^^^^
              |
            help: use `default` or `gazette`, or create the directory `themes/our-own`
        "#]],
    );
}

#[test]
fn low_contrast() {
    check(
        &with(
            "  accent: \"#f0c000\"\n  states: { degraded_performance: '#f0c000' }\n  dark: { accent: \"#225\" }\n",
            "",
        ),
        expect![[r##"
            warning[low-contrast]: the accent `#F0C000` has too little contrast with `#FBF9F4`: 1.62:1, but WCAG 2.2 requires 4.5:1
             --> content/site.yaml:7:11
              |
            7 |   accent: "#f0c000"
              |           ^^^^^^^^^
              |
            help: use `"#8C7000"`, the nearest color with enough contrast

            warning[low-contrast]: `degraded_performance` `#F0C000` has too little contrast with `#FAF4DE`: 1.55:1, but WCAG 2.2 requires 3:1
             --> content/site.yaml:8:35
              |
            8 |   states: { degraded_performance: '#f0c000' }
              |                                   ^^^^^^^^^
              |
            help: use `"#A88600"`, the nearest color with enough contrast

            warning[low-contrast]: the accent `#222255` has too little contrast with `#17150F`: 1.24:1, but WCAG 2.2 requires 4.5:1
             --> content/site.yaml:9:19
              |
            9 |   dark: { accent: "#225" }
              |                   ^^^^^^
              |
            help: use `"#7C7C9A"`, the nearest color with enough contrast
        "##]],
    );
}

#[test]
fn unknown_file() {
    check(
        &with(
            "  logo: { file: logo.svg }\n",
            "//- static/logos.svg\n<svg/>\n",
        ),
        expect![[r#"
            error[unknown-file]: unknown file `logo.svg` in `static/`
             --> content/site.yaml:7:17
              |
            7 |   logo: { file: logo.svg }
              |                 ^^^^^^^^
              |
            help: did you mean `logos.svg`?
        "#]],
    );
}

#[test]
fn unsupported_image() {
    check(
        &with(
            "  logo: { file: logo.pdf }\n  favicon: icon.png\n",
            "//- static/icon.png\n\n//- static/logo.pdf\n\n",
        ),
        expect![[r#"
            error[unsupported-image]: unsupported file type for a logo: `logo.pdf`
             --> content/site.yaml:7:17
              |
            7 |   logo: { file: logo.pdf }
              |                 ^^^^^^^^
              |
            help: use an SVG, PNG, WebP or JPEG file

            error[unsupported-image]: unsupported file type for a favicon: `icon.png`
             --> content/site.yaml:8:12
              |
            8 |   favicon: icon.png
              |            ^^^^^^^^
              |
            help: use an SVG file
        "#]],
    );
}

#[test]
fn large_logo() {
    let large = format!(
        "//- static/logo.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>\n",
        " ".repeat(5000)
    );
    check(
        &with("  logo: { file: logo.svg }\n", &large),
        expect![[r#"
            warning[large-logo]: the logo is too large to embed: 5047 bytes, expected at most 4096
             --> content/site.yaml:7:17
              |
            7 |   logo: { file: logo.svg }
              |                 ^^^^^^^^
              |
            help: make it smaller, preferably as SVG, so that pages need no second request
        "#]],
    );
}

#[test]
fn large_favicon() {
    let icon = |size: usize| {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>",
            " ".repeat(size)
        );
        with(
            "  favicon: icon.svg\n",
            &format!("//- static/icon.svg\n{svg}\n"),
        )
    };
    let sound = crate::site::sources(&icon(60_000));
    assert!(statuary::check_sources(&sound).diagnostics.is_empty());
    check(
        &icon(70_000),
        expect![[r#"
        error[large-favicon]: the favicon is too large: 70047 bytes, expected at most 65536
         --> content/site.yaml:7:12
          |
        7 |   favicon: icon.svg
          |            ^^^^^^^^
          |
        help: make it smaller: remove what the drawing program added to the file
    "#]],
    );
}
