//! Addresses.

use expect_test::expect;

use super::{check, incident};

#[test]
fn address_taken() {
    check(
        &(incident("aliases: [/components/api/, /support/]\n")
            + "//- pages/support.md\n---\ntitle: Support\n---\n//- pages/history.md\n---\ntitle: History\n---\n//- static/robots.txt\n\u{1}PNG\n//- static/support\nAsk.\n"),
        expect![[r#"
            error[address-taken]: the address `/components/api/` is taken
             --> content/incidents/2026-11-03-api.yaml:8:11
              |
            8 | aliases: [/components/api/, /support/]
              |           ^^^^^^^^^^^^^^^^
              |
             ::: content/components.yaml:6:15
              |
            6 |       - { id: api, name: API }
              |               --- taken here
              |
            help: choose another name

            error[address-taken]: the address `/support/` is taken
             --> content/incidents/2026-11-03-api.yaml:8:29
              |
            8 | aliases: [/components/api/, /support/]
              |                             ^^^^^^^^^
              |
             ::: content/pages/support.md:1:1
              |
            1 | ---
              | - taken here
              |
            help: choose another name

            error[address-taken]: the address `/history/` is taken
             --> content/pages/history.md:1:1
              |
            1 | ---
              | ^ a page of the program has it
              |
            help: choose another name

            error[address-taken]: the address `/robots.txt` is taken
             --> content/static/robots.txt:1:1
              |
            1 | ␁PNG
              | ^ the program makes it, or keeps the folder for itself
              |
            help: choose another name, or delete the file

            error[address-taken]: the address `/support` is taken
             --> content/static/support:1:1
              |
            1 | Ask.
              | ^
              |
             ::: content/pages/support.md:1:1
              |
            1 | ---
              | - taken here
              |
            help: choose another name, or delete the file
        "#]],
    );
}

#[test]
fn bad_alias() {
    check(
        &incident("aliases:\n  - /issues/2019-03-01-outage/\n  - https://old.example.com/5\n"),
        expect![[r#"
        error[bad-alias]: `https://old.example.com/5` is no address inside the site
          --> content/incidents/2026-11-03-api.yaml:10:5
           |
        10 |   - https://old.example.com/5
           |     ^^^^^^^^^^^^^^^^^^^^^^^^^
           |
        help: write the path from the site's root, such as `/issues/2019-03-01-outage/`
    "#]],
    );
}
