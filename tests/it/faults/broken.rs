//! Files that break off or are half merged: what is said is what an author can see, and nothing that follows from it.

use expect_test::expect;

use super::{check, incident, lines};
use crate::site;

#[test]
fn a_conflict_of_git() {
    check(
        &incident(
            "<<<<<<< HEAD\nended: 2026-11-03T14:05Z\n=======\nended: 2026-11-03T14:06Z\n>>>>>>> other\n",
        ),
        expect![[r#"
            incidents/2026-11-03-api.yaml:8:1: error: unresolved merge conflict [yaml-syntax]
        "#]],
    );
}

#[test]
fn a_file_that_ends_in_the_middle_of_a_key() {
    check(
        "//- incidents/a.yaml\ntitle: A\nstarted: 2026-11-03T14:02Z\nupd",
        expect![[r#"
        incidents/a.yaml:3:1: error: expected `key: value`, found `upd` [yaml-syntax]
    "#]],
    );
}

#[test]
fn signs_without_their_blanks() {
    check(
        "//- incidents/a.yaml\ntitle: A\nstarted: 2026-11-03T14:02Z\nimpact: minor\nupdates:\n  - { at: 2026-11-03T14:05Z, text: A. }\n  -{ at: 2026-11-03T14:06Z, status: resolved, text: B. }\n",
        expect![[r#"
            incidents/a.yaml:6:3: error: missing space after the hyphen [yaml-syntax]
        "#]],
    );
    check(
        "//- incidents/a.yaml\ntitle: A\nstarted: 2026-11-03T14:02Z\nimpact: minor\nrelated: []\ncomponents:{ api: degraded_performance, web: operational }\n",
        expect![[r#"
            incidents/a.yaml:5:1: error: unknown key `components:{ api` [unknown-key]
            incidents/a.yaml:5:11: error: missing space after the colon [yaml-syntax]
        "#]],
    );
}

#[test]
fn counts_of_pages_that_break_off_are_counts() {
    check(
        "//- internal/on-call/2013-W28.yaml\nperiod: 2013-W28\nteams:\n  data: { after_hours: 1, in_hours: 2\n",
        expect![[r#"
            internal/on-call/2013-W28.yaml:3:3: error: unknown team `data` [unknown-team]
            internal/on-call/2013-W28.yaml:3:9: error: `{` is not closed [yaml-syntax]
        "#]],
    );
}

#[test]
fn a_comment_that_allows_what_could_not_be_read_is_not_needless() {
    check(
        &incident(
            "  # statuary-allow same-minute: two people wrote\n  - at: 2026-11-03T14:09Z\n    text: \"More.\n",
        ),
        expect![[r#"
            incidents/2026-11-03-api.yaml:10:11: error: this quote is not closed [yaml-syntax]
        "#]],
    );
}

#[test]
fn an_allow_comment_inside_a_text_is_text() {
    check(
        &incident(
            "  - at: 2026-11-03T14:09Z\n    text: |\n      # statuary-allow same-minute: two people wrote\n      More.\n  - at: 2026-11-03T14:20Z\n    text: \"More.\n      # statuary-allow same-minute: two people wrote\n      And more.\"\n//- pages/support.md\n---\ntitle: Support\n---\n# statuary-allow raw-html: it is a heading\n\n<b>\n",
        ),
        expect![[r#"
            incidents/2026-11-03-api.yaml:8:9: warning: two updates without an `id` have the same time [same-minute]
            pages/support.md:6:1: warning: raw HTML is shown as text: `<b>` [raw-html]
        "#]],
    );
}

/// Every beginning of every incident of the example: one cause gives few faults, all of them in the file that is broken.
#[test]
fn a_file_that_is_cut_anywhere_hides_nothing_and_blames_no_other() {
    let whole = site::example_sources();
    let other = "pages/security.md:4:1: ";
    for (id, file) in whole
        .iter()
        .filter(|(_, file)| file.path.starts_with("incidents/2013"))
    {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        for cut in text
            .char_indices()
            .map(|(at, _)| at)
            .filter(|at| at % 397 == 13)
        {
            let mut sources = whole.clone();
            sources.replace(id, text.as_bytes()[..cut].to_vec());
            let page = sources.find("pages/security.md").unwrap();
            sources.replace(page, b"---\ntitle: Support\n---\n<b>\n".to_vec());
            let said = lines(&sources);
            let (own, others): (Vec<&str>, Vec<&str>) =
                said.lines().partition(|line| line.starts_with(&file.path));
            assert!(own.len() <= 4, "{} cut at {cut}\n{said}", file.path);
            assert!(
                others.iter().any(|line| line.starts_with(other)),
                "{} cut at {cut}\n{said}",
                file.path
            );
            let strange = others
                .iter()
                .filter(|line| !line.starts_with("pages/security.md"));
            assert_eq!(strange.count(), 0, "{} cut at {cut}\n{said}", file.path);
        }
    }
}
