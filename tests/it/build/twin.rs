//! The twin beside a site, in which the next one is put together.

use crate::compare::assert_contains;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::{INCIDENT, Place, tree};

/// The file behind each name.
fn files(folder: &Path) -> BTreeMap<String, u64> {
    tree(folder)
        .into_keys()
        .map(|path| {
            (
                path.clone(),
                fs::symlink_metadata(folder.join(path)).unwrap().ino(),
            )
        })
        .collect()
}

/// A site that was built, changed and built again.
fn changed() -> Place {
    let place = Place::new();
    place.build(&[]);
    assert!(
        !place.path("output/.public.next").exists(),
        "there is no old tree yet"
    );
    place.edit("pages/support.md", "Ask us.", "Ask us at any time.");
    place.build(&[]);
    place
}

#[track_caller]
fn assert_twins(place: &Place) {
    let (site, twin) = (
        files(&place.path("output/public")),
        files(&place.path("output/.public.next")),
    );
    assert_eq!(
        site.iter()
            .find(|(path, file)| twin.get(*path) != Some(file)),
        None,
        "the twin lacks this file or links another one"
    );
    assert_eq!(
        site.len(),
        twin.len(),
        "the twin has files that the site lacks"
    );
}

#[test]
fn the_old_tree_becomes_a_twin_and_the_next_build_changes_nothing_else() {
    let place = changed();
    assert_twins(&place);
    let folder = |path: &str| fs::metadata(place.path("output").join(path)).unwrap().ino();
    let folders = || ["public", ".public.next"].map(|tree| folder(&format!("{tree}/history")));
    let [site, twin] = folders();
    for text in ["Write to us.", "Call us."] {
        place.write(
            "pages/support.md",
            &format!("---\ntitle: Support\n---\n{text}\n"),
        );
        assert_contains(&place.build(&[]).stdout, ": 1 written, ");
        assert_contains(
            fs::read_to_string(place.path("output/public/support/index.html")).unwrap(),
            text,
        );
        assert_twins(&place);
    }
    assert_eq!(
        folders(),
        [site, twin],
        "the same two folders, which changed names twice"
    );
    assert_contains(&place.build(&[]).stdout, ": 0 written, ");
    assert_twins(&place);
}

#[test]
fn what_was_removed_is_not_in_the_twin_either() {
    let place = changed();
    fs::remove_file(place.path("content/pages/support.md")).unwrap();
    place.build(&[]);
    assert!(
        !place.path("output/public/support").exists()
            && !place.path("output/.public.next/support").exists()
    );
    assert_twins(&place);
    place.write("pages/support.md", "---\ntitle: Support\n---\nBack.\n");
    place.build(&[]);
    assert!(place.path("output/public/support/index.html").exists());
    assert_twins(&place);
}

#[test]
fn files_and_folders_take_the_place_of_each_other() {
    let place = changed();
    let at = |path: &str| place.path("content/static").join(path);
    fs::create_dir_all(at("")).unwrap();
    for (gone, new) in [("", "keys"), ("keys", "keys/one/two"), ("keys", "keys")] {
        let _ = if at(gone).is_dir() {
            fs::remove_dir_all(at("keys"))
        } else {
            fs::remove_file(at(gone))
        };
        fs::create_dir_all(at(new).parent().unwrap()).unwrap();
        fs::write(at(new), new).unwrap();
        place.build(&[]);
        assert_eq!(
            fs::read_to_string(place.path("output/public").join(new)).unwrap(),
            new
        );
        assert_twins(&place);
    }
}

#[test]
fn what_somebody_did_to_the_site_is_not_undone_by_an_old_twin() {
    let place = changed();
    let [page, moved] = ["output/public/support/index.html", "moved"].map(|path| place.path(path));
    // Somebody mends the page by hand, and then its source in the same way: the page is right, and the twin has the old one.
    let mended = fs::read_to_string(&page)
        .unwrap()
        .replace("at any time", "by day");
    fs::write(&moved, &mended).unwrap();
    fs::rename(&moved, &page).unwrap();
    place.edit("pages/support.md", "at any time", "by day");
    place.edit(INCIDENT, "title: ", "title: Now ");
    place.build(&[]);
    assert_eq!(fs::read_to_string(&page).unwrap(), mended);
    assert_twins(&place);
    // A file is removed by hand, and comes back.
    fs::remove_file(&page).unwrap();
    place.edit(INCIDENT, "title: ", "title: And ");
    place.build(&[]);
    assert_eq!(fs::read_to_string(&page).unwrap(), mended);
    assert_twins(&place);
}

#[test]
fn files_of_others_are_in_the_twin_while_they_are_there() {
    let place = changed();
    fs::write(place.path("output/public/CNAME"), "status.example.com").unwrap();
    place.build(&["--adopt"]);
    assert_twins(&place);
    for title in ["Now ", "And "] {
        place.edit(INCIDENT, "title: ", &format!("title: {title}"));
        place.build(&[]);
        assert_eq!(
            fs::read(place.path("output/public/CNAME")).unwrap(),
            b"status.example.com"
        );
    }
    fs::remove_file(place.path("output/public/CNAME")).unwrap();
    for title in ["Then ", "At last "] {
        place.edit(INCIDENT, "title: ", &format!("title: {title}"));
        place.build(&[]);
        assert!(!place.path("output/public/CNAME").exists());
        assert_twins(&place);
    }
}

#[test]
fn a_tree_that_is_no_twin_is_swept() {
    let place = changed();
    fs::remove_file(place.path("output/.public.next/.statuary-files")).unwrap();
    fs::write(place.path("output/.public.next/.statuary-staging"), "").unwrap();
    fs::write(place.path("output/.public.next/index.html"), "half").unwrap();
    place.edit(INCIDENT, "title: ", "title: Now ");
    place.build(&[]);
    assert_twins(&place);
}
