//! What is in the output, and what stays as it was.

use crate::compare::{
    assert_contains, assert_includes, assert_lacks, assert_same_files, note_case,
};
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;

use super::{INCIDENT, Place, Tree, ended, names, tree};
use crate::site::page;
use crate::static_files::{read_ledger, stage};

#[test]
fn stale_pages_go_with_their_folders() {
    let place = Place::new();
    place.build(&[]);
    assert_includes(&names(&place.public()), &"support/index.html");
    fs::remove_file(place.path("content/pages/support.md")).unwrap();
    let run = place.build(&[]);
    assert_contains(&run.stdout, " 1 removed;");
    assert!(!place.path("output/public/support").exists());
}

#[test]
fn unchanged_files_stay_what_they_are_on_the_disk() {
    let place = Place::new();
    place.build(&[]);
    let identity = |path: &str| {
        let data = fs::metadata(place.path("output/public").join(path)).unwrap();
        (data.ino(), data.mtime(), data.mtime_nsec())
    };
    let (support, status) = (identity("support/index.html"), identity("index.html"));
    assert_contains(&place.build(&[]).stdout, ": 0 written, ");
    place.edit("pages/support.md", "Ask us.", "Ask us at any time.");
    assert_contains(&place.build(&[]).stdout, ": 1 written, ");
    assert_eq!(identity("index.html"), status);
    assert_ne!(identity("support/index.html"), support);
}

#[test]
fn a_build_of_the_same_finds_it_made_and_mends_what_somebody_did_to_it() {
    let place = Place::new();
    place.build(&[]);
    let (before, index) = (place.output(), place.path("output/public/index.html"));
    let folder = || {
        fs::metadata(place.path("output/public/support"))
            .unwrap()
            .ino()
    };
    let first = folder();
    let mended = |what: &str| {
        let run = place.build(&[]);
        note_case(what);
        assert_same_files(&place.output(), &before);
        run.stdout
    };
    assert_contains(mended("nothing"), ": 0 written, ");
    assert_eq!(folder(), first, "not even a folder is made anew");
    // What is older than the list of files is as it was; an edit is newer.
    fs::write(&index, "tampered").unwrap();
    assert_contains(mended("an edited file"), ": 1 written, ");
    fs::remove_file(&index).unwrap();
    assert_contains(mended("a removed file"), ": 1 written, ");
    fs::rename(place.path("output/public/support/index.html"), &index).unwrap();
    assert_contains(mended("a file in the place of another"), ": 2 written, ");
    fs::remove_file(&index).unwrap();
    symlink("404.html", &index).unwrap();
    mended("a link in the place of a file");
    fs::write(place.path("output/public/support/other.txt"), "mine").unwrap();
    assert_eq!(
        place.run(&["build", "--now", "2013-08-01T00:00Z"]).code,
        2,
        "a stranger"
    );
    fs::remove_file(place.path("output/public/support/other.txt")).unwrap();
    mended("a stranger that has gone");
    // Another moment.
    assert_contains(
        &place.run(&["build", "--now", "2013-08-01T00:01Z"]).stdout,
        " written, ",
    );
    assert!(
        place.output() != before,
        "pages show the moment of the build"
    );
}

#[test]
fn what_a_build_has_to_say_it_says_each_time() {
    let place = Place::new();
    place.edit(INCIDENT, "2013-07-10T10:05Z", "2013-07-10 10:05");
    place.edit(
        "pages/support.md",
        "title: Support",
        "title: Support\ndraft: true",
    );
    for _ in 0..2 {
        let run = place.build(&[]);
        assert_contains(&run.stderr, "warning");
        assert_contains(&run.stdout, "1 left out as draft");
    }
}

#[test]
fn files_of_others_are_refused_or_kept() {
    let place = Place::new();
    place.build(&[]);
    fs::write(place.path("output/public/CNAME"), "status.example.com").unwrap();
    fs::create_dir_all(place.path("output/public/.well-known")).unwrap();
    fs::write(
        place.path("output/public/.well-known/security.txt"),
        "Contact",
    )
    .unwrap();
    symlink("index.html", place.path("output/public/home.html")).unwrap();
    let before = place.output();
    let refused = place.run(&["build"]);
    assert_eq!(refused.code, 2);
    assert_contains(
        &refused.stderr,
        "did not create: .well-known/security.txt, CNAME, home.html\n",
    );
    assert_contains(&refused.stderr, "`--adopt`");
    assert_same_files(&place.output(), &before);

    place.build(&["--adopt"]);
    for title in ["Web is slow again", "Web was slow"] {
        place.edit(INCIDENT, "title: ", &format!("title: {title}, "));
        place.build(&[]);
        assert_eq!(
            fs::read(place.path("output/public/CNAME")).unwrap(),
            b"status.example.com"
        );
        assert_eq!(
            fs::read(place.path("output/public/.well-known/security.txt")).unwrap(),
            b"Contact"
        );
        assert_eq!(
            fs::read_link(place.path("output/public/home.html")).unwrap(),
            Path::new("index.html")
        );
    }
    fs::write(place.path("output/public/new.txt"), "new").unwrap();
    let refused = place.run(&["build"]);
    assert_eq!(refused.code, 2);
    // What was adopted is not named again.
    assert_contains(&refused.stderr, "did not create: new.txt\n");
}

#[test]
fn one_audience_leaves_the_site_of_the_other() {
    let place = Place::new();
    place.build(&["--audience", "public"]);
    assert!(!place.path("output/internal").exists());
    place.build(&["--audience", "internal"]);
    let before = tree(&place.path("output/internal"));
    assert_includes(&names(&before), &"reports/store/2013-W27/index.html");
    place.edit("site.yaml", "Small Status", "Other Status");
    place.build(&["--audience", "public"]);
    assert_contains(page(&place.public(), "index.html"), "Other Status");
    assert_same_files(&tree(&place.path("output/internal")), &before);
}

#[test]
fn another_address_is_written_where_addresses_are_whole() {
    let place = Place::new();
    place.build(&["--base-url", "https://preview.example.com/42"]);
    let site = place.public();
    assert_contains(
        page(&site, "feed.xml"),
        "<link>https://preview.example.com/42/incidents/2013-07-10-web-slow/#",
    );
    assert_contains(
        page(&site, "support/index.html"),
        "href=\"https://preview.example.com/42/support/\"",
    );
    for bytes in site.values() {
        assert_lacks(String::from_utf8_lossy(bytes), "https://status.example.com");
    }
}

#[test]
fn a_theme_of_the_site_replaces_single_files() {
    let place = Place::new();
    fs::create_dir_all(place.path("themes/plain")).unwrap();
    fs::write(place.path("themes/plain/404.html"), "<h1>Gone fishing</h1>").unwrap();
    place.build(&["--theme", "plain"]);
    assert_eq!(page(&place.public(), "404.html"), "<h1>Gone fishing</h1>");
    assert_contains(page(&place.public(), "index.html"), "Small Status");
    fs::write(place.path("themes/plain/404.html"), "{{ page.nothing }}").unwrap();
    let before = place.output();
    let run = place.run(&["build", "--theme", "plain"]);
    assert_eq!(run.code, 1);
    let said = [
        "there is no `page.nothing` here",
        "--> themes/plain/404.html:1:4",
        "1 error, 0 warnings; nothing was built",
    ];
    for part in said {
        assert_contains(&run.stderr, part);
    }
    place.build(&["--output", "second"]);
    assert!(
        names(&before)
            .iter()
            .all(|name| place.path("output").join(name).exists())
    );
}

#[test]
fn the_moment_comes_from_the_option_else_from_the_environment() {
    let place = Place::new();
    let as_of = |arguments: &[&str], epoch: &str| {
        let mut command = place.command(&[&["build"], arguments].concat());
        command.env("SOURCE_DATE_EPOCH", epoch);
        let run = ended(command);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let site = place.public();
        let status = page(&site, "index.html");
        status
            .split_once("As of <time datetime=\"")
            .unwrap()
            .1
            .split_once('"')
            .unwrap()
            .0
            .to_owned()
    };
    assert_eq!(as_of(&[], "1375315200"), "2013-08-01T00:00:00Z");
    assert_eq!(
        as_of(&["--now", "2013-07-15T12:00+02:00"], "1375315200"),
        "2013-07-15T10:00:00Z"
    );
    place.edit("site.yaml", "Etc/UTC", "Europe/Berlin");
    assert_eq!(
        as_of(&["--now", "2013-07-15"], "0"),
        "2013-07-14T22:00:00Z",
        "a day begins in the site's zone"
    );
    assert_eq!(
        as_of(&["--now", "2013-07-15 09:30"], "0"),
        "2013-07-15T07:30:00Z",
        "and so does a clock's time"
    );
    assert_eq!(
        as_of(&["--now", "-30m"], "1375315200"),
        "2013-07-31T23:30:00Z",
        "times count from the present"
    );
    for rubbish in ["", "soon", "-1", "99999999999999"] {
        let mut command = place.command(&["build"]);
        command.env("SOURCE_DATE_EPOCH", rubbish);
        let run = ended(command);
        assert_eq!(run.code, 2, "{rubbish}: {}", run.stderr);
    }
}

#[test]
fn the_machine_is_not_in_the_output() {
    let (place, twin) = (Place::new(), Place::new());
    let mut command = place.command(&["build", "--now", "2013-08-01T00:00Z"]);
    command
        .env("TZ", "Asia/Kathmandu")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("RAYON_NUM_THREADS", "1");
    assert_eq!(ended(command).code, 0);
    let mut command = twin.command(&["build", "--now", "2013-08-01T00:00Z"]);
    command
        .env("TZ", "nonsense")
        .env("LC_ALL", "C")
        .env("RAYON_NUM_THREADS", "7")
        .env_remove("HOME");
    assert_eq!(ended(command).code, 0);
    assert_same_files(&place.output(), &twin.output());

    let folder = place.folder.path().to_str().unwrap().to_owned();
    for (path, bytes) in place.output() {
        let text = String::from_utf8_lossy(&bytes);
        note_case(&path);
        assert_lacks(&text, &folder);
        assert_lacks(&text, env!("CARGO_MANIFEST_DIR"));
    }
}

/// Another site, of which a copy is put in the place of the first one.
#[test]
fn an_older_copy_that_was_put_back_is_built_again() {
    let place = Place::new();
    place.build(&[]);
    let copy = |from: &str, to: &str| {
        let status = std::process::Command::new("cp")
            .args(["-a", from, to])
            .current_dir(place.path(""))
            .status();
        assert!(status.unwrap().success());
    };
    copy("output/public", "older");
    place.edit(INCIDENT, "It is fast again.", "It is very fast again.");
    place.build(&[]);
    let new = place.output();
    fs::remove_dir_all(place.path("output/public")).unwrap();
    copy("older", "output/public");
    place.build(&[]);
    assert_same_files(&place.output(), &new);
    assert_contains(&place.build(&[]).stdout, ": 0 written, ");
}

#[test]
fn two_outputs_that_lead_to_one_folder_share_its_lock_and_build_their_own_site() {
    let place = Place::new();
    fs::create_dir_all(place.path("web/site")).unwrap();
    for output in ["one", "two"] {
        fs::create_dir(place.path(output)).unwrap();
        symlink("../web/site", place.path(output).join("public")).unwrap();
    }
    let build = |output: &str, theme: &str| {
        place.build(&["--output", output, "--audience", "public", "--theme", theme]);
        fs::read(place.path("web/site/index.html")).unwrap()
    };
    let first = build("one", "default");
    assert_ne!(build("two", "gazette"), first);
    assert!(build("one", "default") == first, "the other site was left");
    let lock = fs::File::options()
        .write(true)
        .open(place.path("web/.statuary-lock"))
        .unwrap();
    lock.lock().unwrap();
    let run = place.run(&["build", "--output", "two", "--audience", "public"]);
    assert_eq!(run.code, 2);
    assert_contains(&run.stderr, "another build is writing to");
}

#[test]
fn a_manifest_names_nothing_outside_of_its_folder() {
    let place = Place::new();
    place.build(&[]);
    let victim = place.path("victim.txt");
    let manifest = place.path("output/public/.statuary-files");
    let list = fs::read_to_string(&manifest).unwrap();
    let absolute = format!("+ {}", victim.display());
    for line in [
        "+ ../../victim.txt",
        "= ../../victim.txt",
        "+ a/../../../victim.txt",
        &absolute,
        "+ ",
    ] {
        fs::write(&victim, "Mine").unwrap();
        fs::write(&manifest, format!("{list}{line}\n")).unwrap();
        let run = place.run(&["build", "--now", "2013-08-02T00:00Z"]);
        assert_eq!(run.code, 2, "{line}");
        assert_contains(&run.stderr, format!("line `{line}`"));
        assert!(victim.exists(), "{line}");
    }
    // A link leads outside, too.
    fs::create_dir(place.path("elsewhere")).unwrap();
    for (link, listed) in [
        ("link", "+ link/victim.txt\n= link\n"),
        ("support", "= support\n"),
    ] {
        place.path("output/public").join(link).is_dir().then(|| {
            fs::remove_dir_all(place.path("output/public").join(link)).unwrap();
        });
        symlink("../../elsewhere", place.path("output/public").join(link)).unwrap();
        fs::write(place.path("elsewhere/victim.txt"), "Mine").unwrap();
        let list = list.replace("+ support/index.html\n", "");
        fs::write(&manifest, format!("{list}{listed}")).unwrap();
        for now in ["2013-08-03T00:00Z", "2013-08-04T00:00Z"] {
            let run = place.run(&["build", "--now", now, "--adopt"]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            assert_eq!(names(&tree(&place.path("elsewhere"))), ["victim.txt"]);
        }
        assert!(place.path("output/public/support/index.html").is_file());
    }
}

#[test]
fn own_files_of_the_program_are_ordinary_files() {
    for path in ["output/.statuary-lock", "output/public/.statuary-files"] {
        let place = Place::new();
        place.build(&[]);
        fs::remove_file(place.path(path)).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(place.path(path))
            .status();
        assert!(made.unwrap().success());
        let run = place.run(&["build"]);
        assert_eq!(run.code, 2, "{path}");
        assert_contains(&run.stderr, "is not an ordinary file; remove it");
    }
}

#[test]
fn folders_of_somebody_else_beside_a_site_are_not_deleted() {
    for name in [".public.next", ".public.old"] {
        let place = Place::new();
        for builds in 0..2 {
            let folder = place.path("output").join(name);
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("mine.txt"), "Mine").unwrap();
            let run = place.run(&["build", "--now", "2013-08-02T00:00Z"]);
            assert_eq!(run.code, 2, "{name} {builds}");
            assert_contains(&run.stderr, format!("{name} is needed for the build"));
            assert!(folder.join("mine.txt").is_file(), "{name}");
            // An empty one holds nothing that could be lost.
            fs::remove_file(folder.join("mine.txt")).unwrap();
            place.build(&[]);
        }
    }
}

/// A folder with the name of the mark is something that no build can replace by its mark, and so cannot remove.
#[test]
fn an_old_tree_that_cannot_be_removed_is_a_warning_and_the_next_build_goes_on() {
    let place = Place::new();
    place.build(&[]);
    let obstacle = "output/public/.statuary-staging";
    fs::create_dir(place.path(obstacle)).unwrap();
    for text in ["Call us.", "Write to us.", "Come to us."] {
        place.write(
            "pages/support.md",
            &format!("---\ntitle: Support\n---\n{text}\n"),
        );
        let run = place.build(&[]);
        assert_contains(
            &run.stderr,
            "warning: an old copy of the site cannot be removed",
        );
        assert_contains(&run.stderr, "help: the site is complete; remove ");
        let page = place.public()["support/index.html"].clone();
        assert_contains(String::from_utf8(page).unwrap(), text);
    }
    fs::remove_dir_all(place.path("output/.public.old")).unwrap();
    place.edit("pages/support.md", "Come", "Walk");
    assert_eq!(place.build(&[]).stderr, "");
}

#[test]
fn what_an_interrupted_build_left_behind_is_removed() {
    let place = Place::new();
    place.build(&[]);
    place.edit("pages/support.md", "Ask us.", "Ask us at any time.");
    place.build(&[]);
    let before = place.output();
    let next = place.path("output/.public.next");
    fs::remove_file(next.join(".statuary-files")).unwrap();
    fs::write(next.join(".statuary-staging"), "").unwrap();
    fs::create_dir(place.path("output/.internal.old")).unwrap();
    fs::write(place.path("output/.internal.old/.statuary-files"), "").unwrap();
    place.build(&[]);
    assert_same_files(&place.output(), &before);
    assert!(!place.path("output/.internal.old").exists());
    assert!(!next.join(".statuary-staging").exists());
}

/// The links inside of a site that lead to nothing, from pages that can be reached from the front page.
fn dead_links(site: &Tree) -> Vec<String> {
    let (mut dead, mut open) = (Vec::new(), vec!["index.html".to_owned()]);
    let mut seen: std::collections::BTreeSet<String> = open.iter().cloned().collect();
    while let Some(path) = open.pop() {
        let html = String::from_utf8_lossy(&site[&path]).into_owned();
        let depth = path.matches('/').count();
        for link in html.split("href=\"").skip(1) {
            let link = link.split(['"', '#', '?']).next().unwrap();
            if link.contains(':') || link.is_empty() {
                continue;
            }
            let folder: Vec<&str> = path.split('/').take(depth).collect();
            let up = link.matches("../").count();
            let (base, rest) = match link.strip_prefix('/') {
                Some(rest) => (String::new(), rest),
                None => (
                    folder[..depth - up].join("/"),
                    link.trim_start_matches("../"),
                ),
            };
            let rest = rest.trim_start_matches("./");
            let joined = format!("{base}/{rest}");
            let mut target = joined.trim_start_matches('/').to_owned();
            if target.is_empty() || target.ends_with('/') {
                target += "index.html";
            }
            if !site.contains_key(&target) {
                dead.push(format!("{path}: {link}"));
            } else if target.ends_with(".html") && seen.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    dead
}

#[test]
fn where_files_are_replaced_one_by_one_no_state_has_a_dead_link_or_a_half_file() {
    let place = Place::new();
    place.write(
        "pages/about.md",
        "---\ntitle: About\nmenu: true\n---\nSee [help](/support/).\n",
    );
    place.build(&[]);
    let before = place.public();
    assert_eq!(dead_links(&before), Vec::<String>::new());
    // Pages in the menu are linked from all others; incidents from the history.
    fs::remove_file(place.path("content/pages/about.md")).unwrap();
    place.write(
        "pages/help.md",
        "---\ntitle: Help\nmenu: true\n---\nSee [terms](/terms/).\n",
    );
    place.write(
        "pages/terms.md",
        "---\ntitle: Terms\n---\nSee [help](/help/).\n",
    );
    let changed = [
        "404.html",
        "history/index.html",
        "index.html",
        "support/index.html",
    ];
    for file in changed {
        assert!(before.contains_key(file), "{file}");
        // A folder in the place of a file makes this file the one that cannot be replaced.
        let target = place.path("output/public").join(file);
        fs::remove_file(&target).unwrap();
        fs::create_dir(&target).unwrap();
        let staged = stage(&place, &read_ledger(&place)).unwrap();
        let error = staged.publish_file_by_file().unwrap_err();
        assert_contains(format!("{error:#}"), format!("output/public/{file}"));
        fs::remove_dir(&target).unwrap();
        fs::write(&target, &before[file]).unwrap();
        let now = place.public();
        assert_eq!(dead_links(&now), Vec::<String>::new(), "{file}");
        assert!(
            now.contains_key("help/index.html"),
            "{file}: new pages come first"
        );
        assert!(
            now.contains_key("about/index.html"),
            "{file}: removals come last"
        );
        let half: Vec<&String> = now
            .keys()
            .filter(|path| path.contains("statuary-new"))
            .collect();
        assert_eq!(half, Vec::<&String>::new(), "{file}");
    }
    // A build that was killed may leave one.
    fs::write(place.path("output/public/.statuary-new"), "ha").unwrap();
    let staged = stage(&place, &read_ledger(&place)).unwrap();
    staged.publish_file_by_file().unwrap();
    let now = place.public();
    assert!(!now.contains_key("about/index.html") && !now.contains_key(".statuary-new"));
    assert_eq!(dead_links(&now), Vec::<String>::new());
}
