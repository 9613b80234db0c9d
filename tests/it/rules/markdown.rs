//! Markdown.

use expect_test::expect;

use super::{check, incident};

#[test]
fn raw_html() {
    check(
        &incident("  - at: 2026-11-03T14:30Z\n    text: |\n      We look.\n\n      It is <b>bad</b>.\n"),
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
        "//- pages/support.md\n---\ntitle: Support\n---\nPress [here](javascript:alert(1)).\n",
        expect![[r#"
        warning[unsafe-link]: the link to `javascript:alert(1)` is left out
         --> content/pages/support.md:4:14
          |
        4 | Press [here](javascript:alert(1)).
          |              ^^^^^^^^^^^^^^^^^^^
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
