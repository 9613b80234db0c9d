//! The guide in `lib.rs` names files, and each of them exists.

use super::{assert_no_faults, assert_single_fault, read, root};

/// Paths in backticks in the rows of the guide's tables that do not exist.
fn guide_faults(guide: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, line) in guide.lines().enumerate() {
        if !line.starts_with("//! |") {
            continue;
        }
        // Every second piece is between two backticks.
        for path in line.split('`').skip(1).step_by(2) {
            let is_path = path.contains('/') && !path.contains([' ', '<', '{']);
            if is_path && !exists(path) {
                faults.push(format!("src/lib.rs:{}: there is no `{path}`", index + 1));
            }
        }
    }
    faults
}

#[test]
fn the_files_that_the_guide_names_exist() {
    let guide = read("src/lib.rs");
    assert_no_faults(&guide_faults(&guide, |path| root().join(path).exists()));
    for task in [
        "a key",
        "a rule",
        "a page",
        "a chart",
        "a feed",
        "a command",
        "an importer",
    ] {
        let row = format!("//! | {task}");
        assert!(
            guide.lines().any(|line| line.starts_with(&row)),
            "src/lib.rs does not say where to add {task}"
        );
    }
}

#[test]
fn a_file_that_does_not_exist_is_found() {
    let guide = "//! | a key | `src/model/` and `src/model/gone.rs` |\n//! `src/not/in/a/table.rs`";
    assert_single_fault(
        &guide_faults(guide, |path| path == "src/model/"),
        "src/lib.rs:1: there is no `src/model/gone.rs`",
    );
}
