//! Content that is there and not read: links, special files, encrypted and unreadable internal files.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::compare::{assert_contains, assert_lacks, assert_same_files};

use super::{INCIDENT, Place, Run, ended};

const NOW: [&str; 2] = ["--now", "2013-08-01T00:00Z"];
const ENCRYPTED: &str = "\0GITCRYPT\0\u{12}\u{1}abc";

fn run(place: &Place, arguments: &[&str]) -> Run {
    place.run(&[arguments, &NOW].concat())
}

#[test]
fn links_and_special_files_in_the_content_are_warnings_in_every_format() {
    let place = Place::new();
    symlink(".", place.path("content/incidents/loop")).unwrap();
    symlink("/etc/hostname", place.path("content/pages/host.md")).unwrap();
    place.write("static/a.txt", "");
    place.build(&[]);
    let before = place.output();
    symlink("/nowhere", place.path("content/static/broken")).unwrap();
    let _socket = UnixListener::bind(place.path("content/pages/socket.md")).unwrap();
    let made = Command::new("mkfifo")
        .arg(place.path("content/pages/pipe.md"))
        .status();
    let said = place.build(&[]).stderr;
    assert_contains(&said, "`incidents/loop` is a symbolic link and is not read");
    assert_contains(&said, "`pages/host.md` is a symbolic link");
    assert_contains(&said, "`static/broken` is a symbolic link");
    assert_contains(&said, "`pages/socket.md` is not a regular file");
    // `mkfifo` is not everywhere.
    if made.is_ok_and(|status| status.success()) {
        assert_contains(&said, "`pages/pipe.md` is not a regular file");
    }
    assert_same_files(&place.output(), &before);
    for format in ["text", "short", "json", "github", "gitlab", "sarif"] {
        let loose = run(&place, &["check", "--format", format]);
        let strict = run(&place, &["check", "--strict", "--format", format]);
        assert_eq!((loose.code, strict.code), (0, 1), "{format}");
        let said = loose.stdout + &loose.stderr;
        assert_contains(&said, "skipped-file");
        assert_contains(&said, "content/pages/host.md");
    }
    assert_eq!(run(&place, &["build", "--strict"]).code, 1);
    for command in ["status", "next"] {
        assert_contains(run(&place, &[command]).stderr, "`incidents/loop`");
    }
}

#[test]
fn content_can_be_a_link_itself() {
    let place = Place::new();
    place.build(&[]);
    let before = place.output();
    fs::rename(place.path("content"), place.path("real")).unwrap();
    symlink("real", place.path("content")).unwrap();
    let said = run(&place, &["check", "--strict"]);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    assert_eq!(run(&place, &["check", "content/incidents"]).code, 0);
    place.build(&[]);
    assert_same_files(&place.output(), &before);
    let new = ["new", "incident", "Slow", "-c", "web", "Web is slow."];
    let said = run(&place, &new);
    assert_eq!(said.code, 0, "{}", said.stderr);
    // Git refuses a path beyond a link.
    assert_contains(&said.stdout, "git add real/incidents/2013-08-01-slow.yaml");
    assert!(place.path("real/incidents/2013-08-01-slow.yaml").is_file());
}

#[test]
fn a_theme_can_be_a_linked_folder_but_its_files_cannot_be_links() {
    let place = Place::new();
    let own = place.path("shared-theme");
    fs::create_dir_all(place.path("themes")).unwrap();
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("style.css"), "body { color: #123456 }").unwrap();
    symlink(&own, place.path("themes/ours")).unwrap();
    let themed = ["build", "--theme", "ours"];
    let built = run(&place, &themed);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let before = place.output();
    symlink("/etc/hostname", own.join("page.html")).unwrap();
    symlink("/nowhere", own.join("extra.css")).unwrap();
    let refused = run(&place, &themed);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
    assert_contains(&refused.stderr, "`page.html` is a symbolic link");
    assert_contains(&refused.stderr, "`extra.css` is a symbolic link");
    assert_same_files(&place.output(), &before);
}

#[test]
fn nothing_is_written_through_a_link_that_is_not_read() {
    let place = Place::new();
    let outside = place.path("outside");
    fs::rename(place.path("content/incidents"), &outside).unwrap();
    symlink(&outside, place.path("content/incidents")).unwrap();
    fs::write(place.path("issue.md"), "").unwrap();
    let before = fs::read_dir(&outside).unwrap().count();
    let export = r#"{"incidents": [{"id": "a", "name": "Slow", "status": "resolved", "impact": "minor",
        "created_at": "2013-07-01T10:00:00Z", "resolved_at": "2013-07-01T11:00:00Z", "incident_updates": [
        {"id": "b", "status": "resolved", "body": "Over.", "created_at": "2013-07-01T11:00:00Z"}]}]}"#;
    fs::write(place.path("export.json"), export).unwrap();
    for arguments in [
        &["new", "incident", "Slow", "-c", "web", "Web is slow."][..],
        &["import", "statuspage", "export.json", "--into", "content"],
    ] {
        let said = run(&place, arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.stderr);
        assert_contains(
            &said.stderr,
            "content/incidents is a symbolic link and is not read",
        );
    }
    assert_eq!(fs::read_dir(&outside).unwrap().count(), before);
}

#[test]
fn the_public_site_is_built_without_internal_content_that_is_encrypted() {
    let place = Place::new();
    place.build(&[]);
    let before = place.public();
    place.write("internal/teams.yaml", ENCRYPTED);
    let built = run(&place, &["build", "--audience", "public", "--strict"]);
    assert_eq!((built.code, built.stderr.as_str()), (0, ""));
    assert_same_files(&place.public(), &before);
    let said = run(&place, &["check"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_contains(
        &said.stderr,
        "`internal/` is not read: `internal/teams.yaml` is encrypted with git-crypt",
    );
    assert_contains(&said.stderr, "statuary build --audience public");
    assert_eq!(run(&place, &["check", "--strict"]).code, 1);
    assert_eq!(run(&place, &["status"]).code, 0);
    // An internal site without its content would say that nothing happened.
    for arguments in [
        &["build"][..],
        &["build", "--audience", "internal"],
        &["digest"],
        &["new", "product", "other"],
        &["tally", "store", "2013-W27"],
    ] {
        let said = run(&place, arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.stdout);
        assert_contains(&said.stderr, "is encrypted with git-crypt");
    }
    assert!(!place.path("content/internal/reports/other").exists());
    // What is wrong in internal files does not concern the public site either.
    place.write("internal/teams.yaml", "teams: 1\n");
    assert_eq!(run(&place, &["build", "--audience", "public"]).code, 0);
    assert_eq!(run(&place, &["build"]).code, 1);
    // A public file is needed, and the message tells why it cannot be read.
    place.write(INCIDENT, ENCRYPTED);
    let said = run(&place, &["build", "--audience", "public"]);
    assert_eq!(said.code, 1);
    assert_contains(&said.stderr, "the file is encrypted with git-crypt");
}

#[test]
fn links_in_a_theme_are_errors() {
    let place = Place::new();
    fs::create_dir_all(place.path("themes/own")).unwrap();
    fs::write(place.path("elsewhere.css"), "a { color: red }").unwrap();
    symlink("../../elsewhere.css", place.path("themes/own/extra.css")).unwrap();
    for arguments in [
        &["build", "--theme", "own"][..],
        &["check"],
        &["theme", "check"],
    ] {
        let said = run(&place, arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.stdout);
        assert_contains(&said.stderr, "themes/own");
        assert_contains(&said.stderr, "extra.css");
        assert_contains(&said.stderr, "symbolic link");
    }
    assert!(!place.path("output/public").exists());
}

#[test]
fn internal_content_that_may_not_be_read_is_skipped() {
    let place = Place::new();
    let closed = place.path("content/internal");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = place.command(&["check"]);
    if fs::read_dir(&closed).is_ok() {
        // The superuser may read everything; the program runs as another user.
        fs::set_permissions(place.path(""), fs::Permissions::from_mode(0o755)).unwrap();
        command.uid(65534).gid(65534);
    }
    let said = ended(command);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_contains(
        &said.stderr,
        "`internal/` is not read: cannot read `internal`",
    );
    assert_lacks(&said.stderr, "error[");
}

#[test]
fn files_of_editors_are_not_read_and_never_published() {
    let place = Place::new();
    let litter = [
        "pages/support.md~",
        "pages/#support.md#",
        "pages/4913",
        "incidents/a.yaml.swp",
        "static/logo.svg~",
        "static/#logo.svg#",
        "static/.logo.svg.swp",
        "static/4913",
    ];
    place.write("static/logo.svg", "<svg/>");
    place.build(&[]);
    let before = place.output();
    for path in litter {
        place.write(path, "not finished");
    }
    let said = place.build(&[]).stderr;
    for path in litter {
        assert_contains(
            &said,
            format!("`{path}` is a temporary file of an editor and is not read"),
        );
    }
    assert_same_files(&place.output(), &before);
    assert_eq!(run(&place, &["check", "--strict"]).code, 1);
}

#[test]
fn an_empty_template_is_an_error() {
    let place = Place::new();
    fs::create_dir_all(place.path("themes/own")).unwrap();
    fs::write(place.path("themes/own/page.html"), " \n").unwrap();
    fs::write(place.path("themes/own/page.html~"), "half").unwrap();
    let said = run(&place, &["build", "--theme", "own"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert_contains(&said.stderr, "themes/own/page.html is empty");
    fs::write(place.path("themes/own/page.html"), "{# nothing #}").unwrap();
    let said = run(&place, &["build", "--theme", "own"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
}
