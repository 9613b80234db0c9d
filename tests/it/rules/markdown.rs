//! Markdown.

use expect_test::expect;

use super::{check, incident};

#[test]
fn raw_html() {
    check(
        &incident(
            "  - at: 2026-11-03T14:30Z\n    text: |\n      We look.\n\n      It is <b>bad</b>.\n",
        ),
        expect![[r#"
            warning[raw-html]: raw HTML is shown as text: `<b>`
              --> content/incidents/2026-11-03-api.yaml:12:13
               |
            12 |       It is <b>bad</b>.
               |             ^^^
               |
            help: write it in Markdown; comments (`<!-- ... -->`) are left out
        "#]],
    );
}

#[test]
fn unsafe_link() {
    check(
        "//- pages/support.md\n---\ntitle: Support\n---\nPress [here](javascript:alert(1)), or [there]().\n",
        expect![[r#"
            warning[unsafe-link]: the link to `javascript:alert(1)` is left out
             --> content/pages/support.md:4:14
              |
            4 | Press [here](javascript:alert(1)), or [there]().
              |              ^^^^^^^^^^^^^^^^^^^
              |
            help: link with `https:`, `http:`, `mailto:`, or from the site's root: `/incidents/...`

            warning[unsafe-link]: a link without an address is left out
             --> content/pages/support.md:4:39
              |
            4 | Press [here](javascript:alert(1)), or [there]().
              |                                       ^^^^^^^^^
              |
            help: link with `https:`, `http:`, `mailto:`, or from the site's root: `/incidents/...`
        "#]],
    );
}

#[test]
fn outside_image() {
    check(
        "//- pages/support.md\n---\ntitle: Support\n---\n![A graph](https://graphs.example.com/1.png)\n",
        expect![[r#"
        warning[outside-image]: the image `https://graphs.example.com/1.png` becomes a link
         --> content/pages/support.md:4:12
          |
        4 | ![A graph](https://graphs.example.com/1.png)
          |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
        help: pages load nothing from other hosts; keep images in the site
    "#]],
    );
}

#[test]
fn broken_link() {
    check(
        "//- pages/support.md\n---\ntitle: Support\n---\n## Hours\n\nSee [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).\n",
        expect![[r#"
            warning[broken-link]: the link to `/suport/` leads nowhere: there is no such page or file
             --> content/pages/support.md:6:9
              |
            6 | See [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).
              |         ^^^^^^^^
              |
            help: did you mean `/support/`?

            warning[broken-link]: the link to `#hour` leads nowhere: the page has no such place
             --> content/pages/support.md:6:24
              |
            6 | See [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).
              |                        ^^^^^
              |
            help: did you mean `#hours`?

            warning[broken-link]: the link to `/incidents/x/#y` leads nowhere: there is no such page or file
             --> content/pages/support.md:6:36
              |
            6 | See [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).
              |                                    ^^^^^^^^^^^^^^^
              |
            help: write the address from the site's root, such as `/incidents/2026-11-03-api-errors/`

            warning[broken-link]: the link to `https://status.example.com/histori/` leads nowhere: there is no such page or file
             --> content/pages/support.md:6:58
              |
            6 | See [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).
              |                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: did you mean `/history/`?

            warning[broken-link]: the link to `../support/` leads nowhere: addresses begin at the site's root
             --> content/pages/support.md:6:103
              |
            6 | See [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).
              |                                                                                                       ^^^^^^^^^^^
              |
            help: did you mean `/support/`?
        "#]],
    );
}

#[test]
fn missing_image() {
    check(
        "//- pages/support.md\n---\ntitle: Support\n---\n![A graph](/img/1.png)\n",
        expect![[r#"
            warning[missing-image]: there is no image `/img/1.png`
             --> content/pages/support.md:4:12
              |
            4 | ![A graph](/img/1.png)
              |            ^^^^^^^^^^
              |
            help: put it into `content/static/`: `static/img/graph.png` is `/img/graph.png`
        "#]],
    );
}

#[test]
fn template_left() {
    check(
        &incident(
            "  - at: 2026-11-03T14:30Z\n    label: '[INSERT LABEL]'\n    text: |\n      Since $ISSUE_DATETIME we look; `$HOME` is fine.\n\n      TODO: say why. <!-- TODO: ask -->\n",
        ),
        expect![[r#"
            warning[template-left]: `[INSERT LABEL]` was left from a template
             --> content/incidents/2026-11-03-api.yaml:9:13
              |
            9 |     label: '[INSERT LABEL]'
              |             ^^^^^^^^^^^^^^
              |
            help: fill it in or delete it; what is meant so stands between backticks

            warning[template-left]: `$ISSUE_DATETIME` was left from a template
              --> content/incidents/2026-11-03-api.yaml:11:13
               |
            11 |       Since $ISSUE_DATETIME we look; `$HOME` is fine.
               |             ^^^^^^^^^^^^^^^
               |
            help: fill it in or delete it; what is meant so stands between backticks

            warning[template-left]: `TODO` was left from a template
              --> content/incidents/2026-11-03-api.yaml:13:7
               |
            13 |       TODO: say why. <!-- TODO: ask -->
               |       ^^^^
               |
            help: fill it in or delete it; what is meant so stands between backticks
        "#]],
    );
}

#[test]
fn private_text() {
    check(
        &incident(
            "  - at: 2026-11-03T14:30Z\n    text: >-\n      Seen by jo@example.com,\n      with token=abc. Write to <support@example.com>.\n",
        ),
        expect![[r#"
            warning[private-text]: `jo@example.com` looks like a mail address
              --> content/incidents/2026-11-03-api.yaml:10:15
               |
            10 |       Seen by jo@example.com,
               |               ^^^^^^^^^^^^^^
               |
            help: everybody can read this: leave out whose it is and what is secret; a mail address for readers is a link, `<mail@example.com>`

            warning[private-text]: `token=abc` looks like a secret
              --> content/incidents/2026-11-03-api.yaml:11:12
               |
            11 |       with token=abc. Write to <support@example.com>.
               |            ^^^^^^^^^
               |
            help: everybody can read this: leave out whose it is and what is secret; a mail address for readers is a link, `<mail@example.com>`
        "#]],
    );
}
