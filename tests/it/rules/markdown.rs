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
            help: use Markdown instead; comments (`<!-- ... -->`) are removed
        "#]],
    );
}

#[test]
fn unsafe_link() {
    check(
        "//- pages/support.md\n---\ntitle: Support\n---\nPress [here](javascript:alert(1)), or [there]().\n",
        expect![[r#"
            warning[unsafe-link]: the unsafe link to `javascript:alert(1)` is removed
             --> content/pages/support.md:4:14
              |
            4 | Press [here](javascript:alert(1)), or [there]().
              |              ^^^^^^^^^^^^^^^^^^^
              |
            help: use `https:`, `http:`, `mailto:`, or a path from the site's root such as `/incidents/...`

            warning[unsafe-link]: a link without a URL is removed
             --> content/pages/support.md:4:39
              |
            4 | Press [here](javascript:alert(1)), or [there]().
              |                                       ^^^^^^^^^
              |
            help: use `https:`, `http:`, `mailto:`, or a path from the site's root such as `/incidents/...`
        "#]],
    );
}

#[test]
fn external_image() {
    check(
        "//- pages/support.md\n---\ntitle: Support\n---\n![A graph](https://graphs.example.com/1.png)\n",
        expect![[r#"
            warning[external-image]: the image `https://graphs.example.com/1.png` from another host is replaced by a link
             --> content/pages/support.md:4:12
              |
            4 | ![A graph](https://graphs.example.com/1.png)
              |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: put the image into `content/static/`; pages load nothing from other hosts
        "#]],
    );
}

#[test]
fn broken_link() {
    check(
        "//- pages/support.md\n---\ntitle: Support\n---\n## Hours\n\nSee [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).\n",
        expect![[r#"
            warning[broken-link]: broken link to `/suport/`: there is no such page or file
             --> content/pages/support.md:6:9
              |
            6 | See [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).
              |         ^^^^^^^^
              |
            help: did you mean `/support/`?

            warning[broken-link]: broken link to `#hour`: this page has no such anchor
             --> content/pages/support.md:6:24
              |
            6 | See [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).
              |                        ^^^^^
              |
            help: did you mean `#hours`?

            warning[broken-link]: broken link to `/incidents/x/#y`: there is no such page or file
             --> content/pages/support.md:6:36
              |
            6 | See [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).
              |                                    ^^^^^^^^^^^^^^^
              |
            help: use a path from the site's root, such as `/incidents/2026-11-03-api-errors/`

            warning[broken-link]: broken link to `https://status.example.com/histori/`: there is no such page or file
             --> content/pages/support.md:6:58
              |
            6 | See [a](/suport/), [b](#hour), [c](/incidents/x/#y), [d](https://status.example.com/histori/) and [e](../support/).
              |                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: did you mean `/history/`?

            warning[broken-link]: broken link to `../support/`: addresses begin at the site's root
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
            warning[missing-image]: missing image `/img/1.png`
             --> content/pages/support.md:4:12
              |
            4 | ![A graph](/img/1.png)
              |            ^^^^^^^^^^
              |
            help: put the image into `content/static/`; a file `static/img/api.svg` is linked as `/img/api.svg`
        "#]],
    );
    check(
        "//- pages/support.md\n---\ntitle: Support\n---\n![A graph](/static/img/1.png) ![A graph](/img/2.png) [A list](/static/list.pdf)\n\
         //- static/img/1.png\n//- static/img/22.png\n//- static/list.pdf\n",
        expect![[r#"
            warning[missing-image]: missing image `/static/img/1.png`
             --> content/pages/support.md:4:12
              |
            4 | ![A graph](/static/img/1.png) ![A graph](/img/2.png) [A list](/static/list.pdf)
              |            ^^^^^^^^^^^^^^^^^
              |
            help: write `/img/1.png`: the path in a link does not include `static/`

            warning[missing-image]: missing image `/img/2.png`
             --> content/pages/support.md:4:42
              |
            4 | ![A graph](/static/img/1.png) ![A graph](/img/2.png) [A list](/static/list.pdf)
              |                                          ^^^^^^^^^^
              |
            help: did you mean `/img/1.png`?

            warning[broken-link]: broken link to `/static/list.pdf`: there is no such page or file
             --> content/pages/support.md:4:63
              |
            4 | ![A graph](/static/img/1.png) ![A graph](/img/2.png) [A list](/static/list.pdf)
              |                                                               ^^^^^^^^^^^^^^^^
              |
            help: write `/list.pdf`: the path in a link does not include `static/`
        "#]],
    );
}

#[test]
fn unfilled_placeholder() {
    check(
        &incident(
            "  - at: 2026-11-03T14:30Z\n    label: '[INSERT LABEL]'\n    text: |\n      Since $ISSUE_DATETIME we look; `$HOME` is fine.\n\n      TODO: say why. <!-- TODO: ask -->\n",
        ),
        expect![[r#"
            warning[unfilled-placeholder]: the placeholder `[INSERT LABEL]` is not filled in
             --> content/incidents/2026-11-03-api.yaml:9:13
              |
            9 |     label: '[INSERT LABEL]'
              |             ^^^^^^^^^^^^^^
              |
            help: fill it in or delete it; if it is meant literally, put it between backticks

            warning[unfilled-placeholder]: the placeholder `$ISSUE_DATETIME` is not filled in
              --> content/incidents/2026-11-03-api.yaml:11:13
               |
            11 |       Since $ISSUE_DATETIME we look; `$HOME` is fine.
               |             ^^^^^^^^^^^^^^^
               |
            help: fill it in or delete it; if it is meant literally, put it between backticks

            warning[unfilled-placeholder]: the placeholder `TODO` is not filled in
              --> content/incidents/2026-11-03-api.yaml:13:7
               |
            13 |       TODO: say why. <!-- TODO: ask -->
               |       ^^^^
               |
            help: fill it in or delete it; if it is meant literally, put it between backticks
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
            warning[private-text]: `jo@example.com` looks like an email address
              --> content/incidents/2026-11-03-api.yaml:10:15
               |
            10 |       Seen by jo@example.com,
               |               ^^^^^^^^^^^^^^
               |
            help: remove personal data and secrets from public text; write an email address for readers as a link: `<mail@example.com>`

            warning[private-text]: `token=abc` looks like a secret
              --> content/incidents/2026-11-03-api.yaml:11:12
               |
            11 |       with token=abc. Write to <support@example.com>.
               |            ^^^^^^^^^
               |
            help: remove personal data and secrets from public text; write an email address for readers as a link: `<mail@example.com>`
        "#]],
    );
}
