//! What `status` and `next` answer to scripts.

use super::{INCIDENT, Place};
use crate::compare::assert_contains;

#[test]
fn the_exit_code_tells_of_trouble_if_it_is_asked_for() {
    let place = Place::new();
    let code = |arguments: &[&str]| place.run(arguments).code;
    assert_eq!(
        code(&["status", "--now", "2013-07-10T10:30Z", "--exit-code"]),
        3
    );
    assert_eq!(code(&["status", "--now", "2013-07-10T10:30Z"]), 0);
    assert_eq!(
        code(&["status", "--now", "2013-07-10T12:00Z", "--exit-code"]),
        0
    );
    place.edit(INCIDENT, "web:", "wep:");
    assert_eq!(code(&["status"]), 1);
}

#[test]
fn answers_for_programs_are_json() {
    let place = Place::new();
    let status = place
        .run(&["status", "--format", "json", "--now", "2013-07-10T10:30Z"])
        .stdout;
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    assert_eq!(status["incidents"][0]["id"], "2013-07-10-web-slow");
    let next = place
        .run(&["next", "--format", "json", "--now", "2013-07-10T10:30Z"])
        .stdout;
    let next: serde_json::Value = serde_json::from_str(&next).unwrap();
    assert_eq!(next["next"], "2013-07-10T11:00:00Z");
    let run = place.run(&["next", "--since", "yesterday"]);
    assert_eq!(run.code, 2);
    assert_contains(&run.stderr, "--since: invalid time `yesterday`");
}
