//! A world that is against it: kills, locks, links, closed doors and readers that have gone.

use crate::compare::{assert_contains, assert_has_file, assert_same_file, assert_same_files};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use statuary::edge::portable_path::with_slashes;
use statuary::edge::progress;

use super::{FAULTY, INCIDENT, Place, ended, tree};
use crate::site::{SMALL, files};

/// Numbers that look random and are the same in every run.
fn chances() -> impl FnMut(u64) -> u64 {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    }
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let places = [Place::new(), Place::new()];
    places[1].edit("site.yaml", "Small Status", "Other Status");
    for (place, number) in places
        .iter()
        .flat_map(|place| (0..40).map(move |number| (place, number)))
    {
        place.write(
            &format!("pages/page-{number}.md"),
            "---\ntitle: A page\n---\nText.\n",
        );
    }
    let [place, other] = &places;
    other.build(&[]);
    let begun = Instant::now();
    place.build(&[]);
    let whole = u64::try_from(begun.elapsed().as_micros()).unwrap();
    let trees = [place.public(), other.public()];
    let mut chance = chances();
    for round in 0..30 {
        let (from, to) = if place.public() == trees[0] {
            ("Small", "Other")
        } else {
            ("Other", "Small")
        };
        place.write("site.yaml", &files(SMALL)["site.yaml"].replace("Small", to));
        let mut child = place
            .command(&["build", "--now", "2013-08-01T00:00Z"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // Every second build is killed soon after its first step on the disk, the others at any time.
        if round % 2 == 0 {
            let [page, list] = ["404.html", ".statuary-files"]
                .map(|name| place.path("output/.public.next").join(name));
            while (!page.exists() || list.exists()) && child.try_wait().unwrap().is_none() {}
            std::thread::sleep(Duration::from_micros(chance(whole / 3)));
        } else {
            std::thread::sleep(Duration::from_micros(chance(whole)));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(
            trees.contains(&place.public()),
            "round {round}, from {from} to {to}: neither the old site nor the new one"
        );
    }
    place.write("site.yaml", &files(SMALL)["site.yaml"]);
    place.build(&[]);
    assert_same_files(&place.public(), &trees[0]);
    place.write(
        "site.yaml",
        &files(SMALL)["site.yaml"].replace("Small", "Other"),
    );
    place.build(&[]);
    assert_same_files(&place.public(), &trees[1]);
    assert_same_files(&tree(&place.path("output/.public.next")), &trees[1]);
    let left = fs::read_dir(place.path("output"))
        .unwrap()
        .map(|one| one.unwrap().file_name().into_string().unwrap());
    assert_eq!(
        left.collect::<BTreeSet<_>>(),
        BTreeSet::from(
            [
                ".internal.next",
                ".public.next",
                ".statuary-lock",
                "internal",
                "public"
            ]
            .map(str::to_owned)
        )
    );
}

#[test]
fn a_build_that_was_killed_between_two_names_is_mended_by_the_next() {
    let place = Place::new();
    place.build(&[]);
    fs::write(place.path("output/public/CNAME"), "status.example.com").unwrap();
    place.build(&["--adopt"]);
    let before = place.public();
    fs::rename(
        place.path("output/public"),
        place.path("output/.public.old"),
    )
    .unwrap();
    fs::remove_file(place.path("output/.public.next/.statuary-files")).unwrap();
    fs::create_dir_all(place.path("output/.public.next/half")).unwrap();
    fs::write(place.path("output/.public.next/.statuary-staging"), "").unwrap();
    place.build(&[]);
    assert_same_files(&place.public(), &before);
    assert!(
        !place.path("output/.public.old").exists() && !place.path("output/.public.next").exists()
    );
}

#[test]
fn a_second_build_into_one_output_says_so() {
    let place = Place::new();
    place.build(&[]);
    place.edit("site.yaml", "Small Status", "New Status");
    let before = place.output();
    let lock = File::open(place.path("output/.statuary-lock")).unwrap();
    lock.try_lock().unwrap();
    let run = place.run(&["build"]);
    assert_eq!(run.code, 2);
    assert_contains(&run.stderr, "another build is writing to");
    assert_same_files(&place.output(), &before);
    drop(lock);
    place.build(&[]);
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let place = Place::new();
    fs::write(place.path("file"), "").unwrap();
    let run = place.run(&["build", "--output", "file/below"]);
    assert_eq!(run.code, 2);
    assert_contains(&run.stderr, "file/below");

    fs::create_dir(place.path("output")).unwrap();
    fs::write(place.path("output/public"), "mine").unwrap();
    let run = place.run(&["build", "--adopt"]);
    assert_eq!(run.code, 2);
    assert_contains(&run.stderr, "public is not a directory");
    assert_eq!(fs::read(place.path("output/public")).unwrap(), b"mine");

    fs::create_dir(place.path("closed")).unwrap();
    fs::set_permissions(place.path("closed"), fs::Permissions::from_mode(0o555)).unwrap();
    if File::create(place.path("closed/open")).is_err() {
        let run = place.run(&["build", "--output", "closed"]);
        assert_eq!(run.code, 2);
        assert_contains(&run.stderr, "closed/.statuary-lock");
    }
}

#[test]
fn a_site_behind_a_link_is_written_where_the_link_leads() {
    let place = Place::new();
    fs::create_dir_all(place.path("served/site")).unwrap();
    fs::create_dir(place.path("output")).unwrap();
    symlink("../served/site", place.path("output/public")).unwrap();
    place.build(&[]);
    place.build(&[]);
    assert!(place.path("output/public").is_symlink());
    assert!(place.path("served/site/index.html").is_file());
    // Beside it is the lock, which another output that leads there takes too.
    assert!(place.path("served/.statuary-lock").is_file());
    assert_eq!(fs::read_dir(place.path("served")).unwrap().count(), 2);
}

#[test]
fn a_reader_that_has_gone_is_no_failure() {
    let place = Place::new();
    place.edit(INCIDENT, "2013-07-10T10:05Z", "2013-07-10 10:05");
    for arguments in [&["build"][..], &["check", "--format", "json"], &["check"]] {
        let mut child = place
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        drop(child.stderr.take());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}");
    }
    assert!(place.path("output/public/index.html").exists());
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let place = Place::new();
    place.write(INCIDENT, FAULTY);
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = place.command(arguments);
        command.envs(variables.iter().copied());
        let run = ended(command);
        assert_eq!(run.code, 1);
        run.stderr.contains('\u{1b}')
    };
    assert!(!coloured(&["check"], &[]));
    assert!(coloured(&["check", "--color", "always"], &[]));
    assert!(coloured(&["check"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(
        &["check", "--color", "never"],
        &[("CLICOLOR_FORCE", "1")]
    ));
    assert!(!coloured(&["check"], &[("NO_COLOR", "1")]));
}

#[test]
fn static_files_are_read_as_bytes_with_hidden_ones_and_without_links_and_litter() {
    let place = Place::new();
    let large: Vec<u8> = (0..17_u32 << 20).map(|at| (at % 251) as u8).collect();
    for (path, bytes) in [
        (
            ".well-known/security.txt",
            b"Contact: mailto:a@example.com\n".as_slice(),
        ),
        (".git/config", b"secret"),
        (".DS_Store", b"litter"),
        ("a/logo.png", b"\x89PNG\r\n\0\xff"),
        ("film.mp4", &large),
    ] {
        let path = place.path("content/static").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    symlink("/etc/hostname", place.path("content/static/link")).unwrap();
    let run = place.build(&[]);
    assert_contains(
        &run.stderr,
        "`static/link` is a symbolic link and is not read",
    );
    let site = place.public();
    assert_same_file("film.mp4", &site["film.mp4"], &large);
    assert_same_file("a/logo.png", &site["a/logo.png"], b"\x89PNG\r\n\0\xff");
    assert_has_file(&site, ".well-known/security.txt");
    for path in site.keys() {
        assert!(
            !path.contains(".git/") && !path.ends_with(".DS_Store") && path != "link",
            "{path} is published"
        );
    }
}

#[test]
fn a_static_file_in_the_way_is_named() {
    let place = Place::new();
    let path = place.path("content/static/index.html");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, [b"\x89PNG\0".as_slice(), &[b'x'; 1 << 20]].concat()).unwrap();
    let run = place.run(&["build"]);
    assert_eq!(run.code, 1);
    assert_contains(
        &run.stderr,
        "error[address-taken]: the URL `/index.html` is already in use",
    );
    assert_contains(&run.stderr, "static/index.html:1:1");
    assert!(run.stderr.len() < 4000, "{} bytes", run.stderr.len());
}

#[test]
fn progress_is_one_line_for_somebody_who_looks_on() {
    assert_eq!(
        progress::format_line("making public", 1234, 1_005_678),
        "making public: 1,234 of 1,005,678 files"
    );
    assert_eq!(
        progress::format_line("writing", 7, 100),
        "writing: 7 of 100 files"
    );
    let none = |_: &str| None;
    assert!(progress::is_enabled(true, none) && !progress::is_enabled(false, none));
    for (name, value, wanted) in [
        ("CI", "true", false),
        ("TERM", "dumb", false),
        ("TERM", "xterm", true),
    ] {
        let variable = |asked: &str| (asked == name).then(|| value.to_owned());
        assert_eq!(
            progress::is_enabled(true, variable),
            wanted,
            "{name}={value}"
        );
    }
}

#[test]
fn a_pipe_gets_no_progress_of_a_long_build() {
    let place = Place::new();
    let text = "One paragraph of a long page, with *some* of everything in it.\n\n".repeat(2000);
    for number in 0..40 {
        place.write(
            &format!("pages/page-{number}.md"),
            &format!("---\ntitle: A page\n---\n{text}"),
        );
    }
    let mut command = place.command(&["build", "--now", "2013-08-01T00:00Z"]);
    command.env_remove("CI").env("TERM", "xterm");
    let run = ended(command);
    assert_eq!(
        (run.code, run.stderr.as_str(), run.stdout.lines().count()),
        (0, "", 1),
        "{}",
        run.stdout
    );
}

/// The files and folders of the sites that a web server, which is another user, cannot read.
fn unreadable(place: &Place) -> Vec<String> {
    let mut found = Vec::new();
    let output = fs::metadata(place.path("output")).unwrap();
    if output.permissions().mode() & 0o555 != 0o555 {
        found.push("output".to_owned());
    }
    for site in ["output/public", "output/internal"] {
        let mut open = vec![place.path(site)];
        while let Some(path) = open.pop() {
            let data = fs::metadata(&path).unwrap();
            let needed = if data.is_dir() { 0o555 } else { 0o444 };
            if data.permissions().mode() & needed != needed && !path.ends_with(".statuary-files") {
                found.push(path.display().to_string());
            }
            if data.is_dir() {
                open.extend(
                    fs::read_dir(&path)
                        .unwrap()
                        .map(|entry| entry.unwrap().path()),
                );
            }
        }
    }
    found
}

#[test]
fn what_is_published_can_be_read_by_a_web_server_whatever_the_umask() {
    let place = Place::new();
    let build = || {
        let mut command = Command::new("sh");
        command
            .args(["-c", "umask 077; exec \"$0\" build --now 2013-08-01T00:00Z"])
            .arg(env!("CARGO_BIN_EXE_statuary"))
            .current_dir(place.path(""));
        let run = ended(command);
        assert_eq!(run.code, 0, "{}", run.stderr);
    };
    build();
    assert_eq!(unreadable(&place), [""; 0]);
    // Nothing to build, then one page to build: what somebody closed is opened again.
    for change in ["It is fast again.", "It is very fast again."] {
        for (path, mode) in [
            ("index.html", 0o600),
            ("incidents", 0o700),
            ("feed.xml", 0o640),
        ] {
            let path = place.path("output/public").join(path);
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
        fs::set_permissions(place.path("output"), fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(unreadable(&place).len(), 4);
        place.edit(INCIDENT, "It is fast again.", change);
        build();
        assert_eq!(unreadable(&place), [""; 0]);
    }
    // A folder that somebody named may be closed on purpose.
    let closed = place.path("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(place.run(&["build", "--output", "closed"]).code, 0);
    let mode = fs::metadata(&closed).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    // Permissions are only added.
    let page = place.path("output/public/index.html");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o664)).unwrap();
    build();
    assert_eq!(
        fs::metadata(&page).unwrap().permissions().mode() & 0o777,
        0o664
    );
}

/// On Windows paths are listed with `\\`, and the list of generated files has `/`.
#[test]
fn paths_are_compared_with_slashes_on_every_system() {
    let place = Place::new();
    place.build(&[]);
    let list = fs::read_to_string(place.path("output/public/.statuary-files")).unwrap();
    let listed: BTreeSet<&str> = list
        .lines()
        .filter_map(|line| line.strip_prefix("+ "))
        .collect();
    let on_disk: BTreeSet<String> = place
        .public()
        .into_keys()
        .filter(|path| path != ".statuary-files")
        .map(|path| with_slashes(&path.replace('/', "\\"), '\\'))
        .collect();
    assert!(listed.iter().any(|path| path.contains('/')), "{listed:?}");
    assert!(
        listed
            .iter()
            .copied()
            .eq(on_disk.iter().map(String::as_str))
    );
    // Here it is a part of a name.
    place.write("static/a\\b.txt", "Text");
    place.build(&[]);
    place.edit(INCIDENT, "It is fast again.", "It is very fast again.");
    place.build(&[]);
    assert_has_file(&place.public(), "a\\b.txt");
}

#[test]
fn folders_keep_their_mode_whichever_copy_is_published() {
    let place = Place::new();
    place.build(&[]);
    let modes = [("", 0o2775), ("incidents", 0o2775), ("support", 0o751)];
    for (folder, mode) in modes {
        let path = place.path("output/public").join(folder);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    for round in 0..4 {
        place.write(
            "pages/support.md",
            &format!("---\ntitle: Support {round}\n---\n"),
        );
        place.build(&[]);
        for (folder, mode) in [("", 0o2775), ("incidents", 0o2775), ("support", 0o755)] {
            let data = fs::metadata(place.path("output/public").join(folder)).unwrap();
            let found = data.permissions().mode() & 0o7777;
            assert_eq!(
                format!("{found:o}"),
                format!("{mode:o}"),
                "{round}: {folder}"
            );
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_standard_output_is_not_an_error_of_publishing() {
    let place = Place::new();
    let mut command = place.command(&["build"]);
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    let output = output.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_contains(
        String::from_utf8(output.stderr).unwrap(),
        "the sites are published, but the summary cannot be printed",
    );
    assert!(place.path("output/public/index.html").is_file());
}

#[test]
fn a_limit_of_the_sizes_of_files_is_a_message() {
    let place = Place::new();
    let program = place.command(&[]).get_program().to_owned();
    let mut command = std::process::Command::new("sh");
    command.current_dir(place.path(""));
    command
        .args(["-c", "ulimit -f 2; exec \"$0\" build"])
        .arg(program);
    let run = ended(command);
    assert_eq!(run.code, 2);
    assert_contains(&run.stderr, "File too large");
    assert_contains(&run.stderr, "output");
    assert!(!place.path("output/public").exists());
}
