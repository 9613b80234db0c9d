//! A type name is defined once, so that a reader who meets it knows which type it is.

use std::collections::BTreeMap;

use super::{File, assert_no_faults, assert_single_fault, source};

/// Names that more than one file may define. At most twenty: everything else says what it is.
const SHARED: &[&str] = &[];

/// Files that define a type, by its name.
fn definitions(files: &[File]) -> BTreeMap<String, Vec<&str>> {
    let mut definitions: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for file in files {
        let code = file.code();
        let mut words = code.split(|c: char| c != '_' && !c.is_alphanumeric());
        while let Some(word) = words.next() {
            if !matches!(word, "struct" | "enum" | "trait" | "union") {
                continue;
            }
            let name = words.next().unwrap_or_default();
            // `union` is a keyword only before a name.
            if name.starts_with(char::is_uppercase) {
                definitions
                    .entry(name.to_owned())
                    .or_default()
                    .push(&file.path);
            }
        }
    }
    definitions
}

/// Names that are defined more than once and are not shared.
fn name_faults(files: &[File], shared: &[&str]) -> Vec<String> {
    let definitions = definitions(files);
    let mut faults = Vec::new();
    for (name, paths) in &definitions {
        if paths.len() > 1 && !shared.contains(&name.as_str()) {
            faults.push(format!("`{name}` is defined in {}", paths.join(", ")));
        }
    }
    for name in shared {
        if definitions.get(*name).is_none_or(|paths| paths.len() < 2) {
            faults.push(format!(
                "`{name}` is in the list and not defined more than once"
            ));
        }
    }
    faults
}

#[test]
fn a_type_name_is_defined_once() {
    assert_no_faults(&name_faults(&source(), SHARED));
    assert!(
        SHARED.len() <= 20,
        "{} names are shared; 20 may be",
        SHARED.len()
    );
}

#[test]
fn a_name_that_is_defined_twice_is_found() {
    let files = [
        File::new(
            "src/view/feed.rs",
            "pub struct Item<'a>(&'a str); // struct Feed",
        ),
        File::new("src/model/service.rs", "enum Item {}\ntrait Feed {}"),
    ];
    assert_single_fault(
        &name_faults(&files, &[]),
        "`Item` is defined in src/view/feed.rs, src/model/service.rs",
    );
    assert_no_faults(&name_faults(&files, &["Item"]));
}
