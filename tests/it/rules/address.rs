//! Addresses.

use expect_test::expect;

use super::{check, incident};

#[test]
fn address_taken() {
    check(
        &(incident("aliases: [/components/api/, /support/]\n")
            + "//- pages/support.md\n---\ntitle: Support\n---\n//- pages/history.md\n---\ntitle: History\n---\n//- static/robots.txt\n\u{1}PNG\n//- static/support\nAsk.\n"),
        expect![[r#"
            error[address-taken]: the URL `/components/api/` is already in use
             --> content/incidents/2026-11-03-api.yaml:8:11
              |
            8 | aliases: [/components/api/, /support/]
              |           ^^^^^^^^^^^^^^^^
              |
             ::: content/components.yaml:6:15
              |
            6 |       - { id: api, name: API }
              |               --- used here
              |
            help: choose another name

            error[address-taken]: the URL `/support/` is already in use
             --> content/incidents/2026-11-03-api.yaml:8:29
              |
            8 | aliases: [/components/api/, /support/]
              |                             ^^^^^^^^^
              |
             ::: content/pages/support.md:1:1
              |
            1 | ---
              | - used here
              |
            help: choose another name

            error[address-taken]: the URL `/history/` is already in use
             --> content/pages/history.md:1:1
              |
            1 | ---
              | ^ reserved for a generated page
              |
            help: choose another name

            error[address-taken]: the URL `/robots.txt` is already in use
             --> content/static/robots.txt:1:1
              |
            1 | ␁PNG
              | ^ reserved for a generated file or directory
              |
            help: choose another name, or delete the file

            error[address-taken]: the URL `/support` is already in use
             --> content/static/support:1:1
              |
            1 | Ask.
              | ^
              |
             ::: content/pages/support.md:1:1
              |
            1 | ---
              | - used here
              |
            help: choose another name, or delete the file
        "#]],
    );
}

#[test]
fn invalid_alias() {
    check(
        &incident(
            "aliases:\n  - /issues/2019-03-01-outage/\n  - https://old.example.com/5\n  - /issues/what?/\n",
        ),
        expect![[r#"
            error[invalid-alias]: invalid alias `https://old.example.com/5`: expected a path inside the site
              --> content/incidents/2026-11-03-api.yaml:10:5
               |
            10 |   - https://old.example.com/5
               |     ^^^^^^^^^^^^^^^^^^^^^^^^^
               |
            help: use a path from the site's root, such as `/issues/2019-03-01-outage/`, without any of `" # * : < > ? \ |`

            error[invalid-alias]: invalid alias `/issues/what?/`: expected a path inside the site
              --> content/incidents/2026-11-03-api.yaml:11:5
               |
            11 |   - /issues/what?/
               |     ^^^^^^^^^^^^^^
               |
            help: use a path from the site's root, such as `/issues/2019-03-01-outage/`, without any of `" # * : < > ? \ |`
        "#]],
    );
}
