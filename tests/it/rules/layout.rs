//! Where files stand and how they are named.

use expect_test::expect;
use statuary::base::source::{SkipReason, SkippedFile, SourceFile, Sources};

use super::{check, check_sources};
use crate::site;

#[test]
fn missing_file() {
    let site = SourceFile {
        path: "site.yaml".to_owned(),
        bytes: site::files(site::SMALL)["site.yaml"].clone().into(),
    };
    check_sources(
        &Sources::new(vec![site]),
        expect![[r#"
            error[missing-file]: missing file `components.yaml` in the content directory
             --> content/site.yaml:1:1
              |
            1 | version: 1
              | ^
              |
            help: create it; list the components that customers see under `groups:`
        "#]],
    );
}

#[test]
fn wrong_extension() {
    check(
        "//- incidents/2026-11-03-api.yml\ntitle: API errors\n",
        expect![[r#"
            error[wrong-extension]: invalid file extension: expected `.yaml`, found `.yml`
             --> content/incidents/2026-11-03-api.yml:1:1
              |
            1 | title: API errors
              | ^
              |
            help: rename the file to `2026-11-03-api.yaml`
        "#]],
    );
}

#[test]
fn invalid_file_name() {
    check(
        "//- notices/2026 Price List.md\n---\ntitle: Prices\n---\n",
        expect![[r#"
            error[invalid-file-name]: file name `2026 Price List` cannot be used in a URL
             --> content/notices/2026 Price List.md:1:1
              |
            1 | ---
              | ^
              |
            help: use lowercase letters, digits and hyphens: `2026-price-list`
        "#]],
    );
}

#[test]
fn unexpected_file() {
    check(
        "//- incident/2026-11-03-api.yaml\ntitle: API errors\n//- logo.png\n\u{1}\u{2}\n",
        expect![[r#"
            error[unexpected-file]: unexpected file `incident/2026-11-03-api.yaml`
             --> content/incident/2026-11-03-api.yaml:1:1
              |
            1 | title: API errors
              | ^
              |
            help: did you mean `incidents/2026-11-03-api.yaml`?

            error[unexpected-file]: unexpected file `logo.png`
             --> content/logo.png:1:1
              |
            1 | ␁␂
              | ^
              |
            help: move it to the directory for its kind of file, or out of the content directory
        "#]],
    );
}

#[test]
fn path_mismatch() {
    check(
        &super::product(
            "//- internal/reports/db/2013-W19.yaml\nproduct: routing\nperiod: 2013-W18\nsampled: 3\nread: 3\nculprits: { backups: 3 }\n",
        ),
        expect![[r#"
            error[path-mismatch]: the file's path says `db`, but the product is `routing`
             --> content/internal/reports/db/2013-W19.yaml:1:10
              |
            1 | product: routing
              |          ^^^^^^^
              |
            help: correct the key, or move the file

            error[path-mismatch]: the file's path says `2013-W19`, but the period is `2013-W18`
             --> content/internal/reports/db/2013-W19.yaml:2:9
              |
            2 | period: 2013-W18
              |         ^^^^^^^^
              |
            help: correct the key, or move the file
        "#]],
    );
}

#[test]
fn skipped_file() {
    let skipped = |path: &str, reason| SkippedFile {
        path: path.to_owned(),
        reason,
    };
    let sources = site::sources("").with_skipped(vec![
        skipped("incidents/old", SkipReason::Link),
        skipped("static/pipe", SkipReason::SpecialFile),
        skipped(
            "internal/teams.yaml",
            SkipReason::EncryptedInternal("git-crypt"),
        ),
        skipped(
            "internal",
            SkipReason::UnreadableInternal("permission denied".to_owned()),
        ),
    ]);
    check_sources(
        &sources,
        expect![[r#"
        warning[skipped-file]: `incidents/old` is a symbolic link and is not read
         --> content/incidents/old:1:1
          |
        1 |
          | ^
          |
        help: replace it with the file or directory that it points to, or move it out of the content directory

        warning[skipped-file]: `static/pipe` is not a regular file and is not read
         --> content/static/pipe:1:1
          |
        1 |
          | ^
          |
        help: move it out of the content directory

        warning[skipped-file]: `internal/` is not read: `internal/teams.yaml` is encrypted with git-crypt
         --> content/internal/teams.yaml:1:1
          |
        1 |
          | ^
          |
        help: decrypt it first, or build only the public site: `statuary build --audience public`

        warning[skipped-file]: `internal/` is not read: cannot read `internal`: permission denied
         --> content/internal:1:1
          |
        1 |
          | ^
          |
        help: allow reading it, or build only the public site: `statuary build --audience public`
    "#]],
    );
}
