//! Files in the notations of teams that moved in. Beside each input, `.out` has what comes of it: the files without `site.yaml`, and the
//! report.

use super::{assert_sound, import_into_empty_site, source_files, text_of};
use crate::compare::assert_contains;
use expect_test::expect_file;
use statuary::import::{ImportOutput, SourceTool, notation_examples};

fn import_case(text: &str) -> ImportOutput {
    let import = import_into_empty_site(SourceTool::Cstate, &source_files(text));
    assert_sound(&import);
    import
}

/// All that came of an import but the settings.
fn made(import: &ImportOutput) -> String {
    let files = import.files.iter().filter(|made| made.path != "site.yaml");
    let files = files.map(|made| format!("//- {}\n{}", made.path, text_of(import, &made.path)));
    files.collect::<String>() + "//- report\n" + &import.report.text()
}

macro_rules! cases {
    ($($name:ident $file:literal,)*) => {
        $(#[test]
        fn $name() {
            let import = import_case(include_str!(concat!("cases/", $file, ".txt")));
            expect_file![concat!("cases/", $file, ".out")].assert_eq(&made(&import));
        })*
    };
}

cases! {
    a_sentence_in_bold_is_the_label_or_the_text "cstate_boldstop",
    a_date_above_a_blank_line_belongs_to_the_text_below "cstate_civo",
    a_clock_above_a_blank_line_belongs_to_the_text_below "cstate_civo_clock",
    shortcodes_on_consecutive_lines_are_updates "cstate_consecutive_tracks",
    german_dates_and_clocks_are_read "cstate_german",
    an_informational_issue_with_dated_updates_is_an_incident "cstate_info",
    a_label_on_its_own_line_belongs_to_the_text_below "cstate_labelline",
    mitigating_is_monitoring_under_its_own_name "cstate_mitig",
    names_in_any_script_are_components_of_their_own "cstate_nonlatin",
    containers_of_statusfy_are_updates "cstate_statusfy",
    three_asterisks_are_emphasis "cstate_triple",
    a_mistyped_year_is_reported_and_not_believed "cstate_typo",
    german_words_for_maintenance_are_known "cstate_wartung",
    an_entry_keeps_its_address_without_an_alias "own_address_as_alias",
    the_window_of_statusfy_is_that_of_the_work "statusfy",
    components_without_trouble_need_an_impact "severity_none",
    front_matter_in_toml_is_read "toml_front_matter",
    labels_and_times_are_read_in_any_language_and_order "languages_and_orders",
    what_no_site_publishes_is_left_out_and_named "left_out",
    pages_in_several_languages_are_one_entry "translations",
    folders_of_languages_are_one_site "translated_folders",
    tables_of_times_and_texts_are_updates "tables",
    pictures_that_are_shown_are_copied_and_others_named "pictures",
    what_is_cancelled_does_not_end_and_times_in_tags_are_reported "cancelled_and_tags",
    window_and_old_address_are_read_from_text_and_folder "window_and_bundle",
}

/// The updates of an issue of 2 January 2026, 10:00 to 11:00, with this body.
fn updates_of(body: &str) -> String {
    let issue = format!(
        "//- content/issues/2026-01-02-x.md\n---\ntitle: Trouble\ndate: 2026-01-02 10:00:00\nresolved: true\n\
         resolvedWhen: 2026-01-02 11:00:00\nseverity: disrupted\n---\n{body}\n"
    );
    let import = import_case(&issue);
    let text = text_of(&import, "incidents/2026-01-02-x.yaml");
    text[text.find("updates:\n").unwrap()..].to_owned()
}

/// Two lines in each notation are two updates; one alone is, unless it may be ordinary text, and then it is reported.
#[test]
fn each_notation_starts_an_update() {
    for (example, must_repeat) in notation_examples() {
        let closing = match example {
            _ if example.starts_with(":::") => "\nIt is over.\n:::",
            _ if example.contains("It is over") || example.contains("C'est fini") => "",
            _ => "\n\nIt is over.",
        };
        let first = example.replace("11", "10");
        let updates = updates_of(&format!("{first}{closing}\n\n{example}{closing}"));
        assert_eq!(
            updates.matches("  - at:").count(),
            2,
            "{example}\n{updates}"
        );
        assert_contains(
            &updates,
            "  - at: 2026-01-02T11:00Z\n    status: resolved\n",
        );
        assert!(!updates.contains("text: Resolved."), "{example}\n{updates}");
        let alone = updates_of(&format!("We look into it.\n\n{example}{closing}"));
        assert_eq!(
            alone.contains("text: Resolved."),
            must_repeat,
            "{example}\n{alone}"
        );
    }
}
