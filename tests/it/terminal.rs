//! The program at a terminal of its own: colours, and texts that are written in an editor.

use crate::compare::{assert_contains, assert_starts_with};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::build::{FAULTY, INCIDENT, Place, Run, ended};

const NOW: &str = "2013-07-10T10:30Z";

/// An incident that is open.
const OPEN: &str = "\
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - at: 2013-07-10T10:05Z
    status: investigating
    text: We are looking into it.
";

/// A terminal: the side of the person, and the side of the program.
pub fn terminal() -> (File, File) {
    let person = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&person).unwrap();
    unlockpt(&person).unwrap();
    let name = ptsname(&person, Vec::new()).unwrap().into_string().unwrap();
    (
        person.into(),
        File::options().read(true).write(true).open(name).unwrap(),
    )
}

/// What was said at a terminal that every program has left.
fn said(mut person: File) -> String {
    let mut bytes = Vec::new();
    // The end of a terminal is an error on Linux.
    let _ = person.read_to_end(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

#[test]
fn at_a_terminal_there_is_colour_unless_somebody_does_not_want_it() {
    let place = Place::new();
    place.write(INCIDENT, FAULTY);
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let (person, program) = terminal();
        let mut command = place.command(arguments);
        command
            .env("TERM", "xterm")
            .envs(variables.iter().copied())
            .stdout(Stdio::null())
            .stderr(program);
        assert_eq!(command.status().unwrap().code(), Some(1));
        drop(command);
        let said = said(person);
        assert_contains(&said, "month 13 does not exist");
        said.contains('\u{1b}')
    };
    assert!(coloured(&["check"], &[]));
    assert!(!coloured(&["check"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["check", "--color", "never"], &[]));
    assert!(coloured(
        &["check", "--color", "always"],
        &[("NO_COLOR", "1")]
    ));
}

#[test]
fn the_manual_is_read_in_a_pager_at_a_terminal() {
    let place = Place::new();
    let shown = |pager: &str| {
        let (person, program) = terminal();
        let mut command = place.command(&["help", "incidents"]);
        command
            .env("PAGER", pager)
            .env_remove("LESS")
            .stdout(program);
        assert!(command.status().unwrap().success(), "{pager}");
        drop(command);
        said(person)
    };
    assert_starts_with(shown("sed 1s/^/paged:/"), "paged:# Write an incident\r\n");
    assert_contains(shown("env"), "\nLESS=FRX\r\n");
    // A pager that ends early is one whose reader has seen enough; without one, the text is printed.
    assert_eq!(shown("head -n 1"), "# Write an incident\r\n");
    for none in ["", "no-such-program"] {
        assert_starts_with(shown(none), "# Write an incident\r\n");
    }
    // A pipe is no terminal.
    let mut command = place.command(&["help", "incidents"]);
    command.env("PAGER", "head -n 1");
    let run = ended(command);
    assert_contains(&run.stdout, "next_update: 30m");
}

/// An update at a terminal, with an editor that does this with the file.
fn edited(place: &Place, script: &str, more: &[&str]) -> Run {
    let editor = place.path("editor.sh");
    fs::write(&editor, script).unwrap();
    fs::create_dir_all(place.path("drafts")).unwrap();
    let (person, program) = terminal();
    let mut command =
        place.command(&[&["update", "--status", "monitoring", "--now", NOW], more].concat());
    command
        .env_remove("VISUAL")
        .env("EDITOR", format!("sh {}", editor.display()))
        .env("TMPDIR", place.path("drafts"));
    command
        .stdin(program.try_clone().unwrap())
        .stdout(program)
        .stderr(Stdio::piped());
    let run = ended_here(&mut command);
    drop(command);
    Run {
        stdout: said(person),
        ..run
    }
}

/// As [`ended`], where standard output is not for us.
fn ended_here(command: &mut Command) -> Run {
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::new(),
        stderr,
    }
}

/// The texts of editors that are kept.
fn drafts(place: &Place) -> Vec<String> {
    fs::read_dir(place.path("drafts"))
        .unwrap()
        .map(|one| fs::read_to_string(one.unwrap().path()).unwrap())
        .collect()
}

/// A place with an open incident.
fn open() -> Place {
    let place = Place::new();
    place.write(INCIDENT, OPEN);
    place
}

fn incident(place: &Place) -> String {
    fs::read_to_string(place.path("content").join(INCIDENT)).unwrap()
}

/// An editor that writes a line above what is there.
const WRITES: &str =
    "printf 'A fix is *deployed*.\\n' | cat - \"$1\" >new.md && mv new.md \"$1\"\n";

#[test]
fn what_the_editor_saved_is_the_text() {
    let place = open();
    let run = edited(&place, WRITES, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let added =
        "  - at: 2013-07-10T10:30Z\n    status: monitoring\n    text: A fix is *deployed*.\n";
    assert_eq!(incident(&place), format!("{OPEN}{added}"));
    assert_eq!(drafts(&place), [""; 0]);
}

#[test]
fn an_editor_that_saves_nothing_or_fails_writes_nothing() {
    let place = open();
    for (script, reason) in [
        ("true\n", "the text is empty, so nothing was written"),
        (": >\"$1\"\n", "the text is empty, so nothing was written"),
        ("exit 3\n", "ended with a failure, so nothing was written"),
        ("rm \"$1\"\n", "failed to open file"),
    ] {
        let run = edited(&place, script, &[]);
        assert!(
            run.code == 2 && run.stderr.contains(reason),
            "{script}: {}",
            run.stderr
        );
        assert_eq!(
            (incident(&place).as_str(), drafts(&place)),
            (OPEN, Vec::new()),
            "{script}"
        );
    }
}

#[test]
fn a_text_that_was_written_for_nothing_is_kept() {
    for (script, more, code) in [
        (format!("{WRITES}exit 1\n"), [].as_slice(), 2),
        (WRITES.to_owned(), &["--next", "soon"], 1),
    ] {
        let place = open();
        let run = edited(&place, &script, more);
        assert_eq!(
            (run.code, incident(&place).as_str()),
            (code, OPEN),
            "{}",
            run.stderr
        );
        assert_contains(&run.stderr, "your text is kept in ");
        assert_starts_with(&drafts(&place)[0], "A fix is *deployed*.\n");
    }
}

#[test]
fn a_text_is_read_from_standard_input() {
    let update = |text: &[u8]| {
        let place = open();
        let mut command = place.command(&["update", "--now", NOW, "--quiet", "-"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(text).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (
            output.status.code().unwrap(),
            incident(&place).strip_prefix(OPEN).unwrap().to_owned() + &said,
        )
    };
    let (code, added) = update("\u{feff}It is: *fast*.\r\n\r\n- again  \r\n\r\n".as_bytes());
    let lines = "  - at: 2013-07-10T10:30Z\n    text: |\n      It is: *fast*.\n\n      - again\n";
    assert_eq!((code, added.as_str()), (0, lines));
    for (text, reason) in [
        (b" \n\t\n".as_slice(), "standard input has no text"),
        (b"caf\xe9", "cannot read the text from standard input"),
    ] {
        let (code, said) = update(text);
        assert!(
            code == 2 && said.contains(reason) && !said.contains("- at:"),
            "{said}"
        );
    }
    // Where nobody sits at a terminal, no editor is opened.
    let place = open();
    let mut command = place.command(&["update", "--now", NOW]);
    command.env("EDITOR", "false");
    let run = ended(command);
    assert!(
        run.code == 2 && !run.stderr.contains("editor"),
        "{}",
        run.stderr
    );
}
