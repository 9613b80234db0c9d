//! Whole histories of real status pages. They are not part of the project: `STATUARY_CORPORA` names the folder that has them.

use std::path::{Path, PathBuf};

use statuary::base::source::Sources;
use statuary::base::time::Zone;
use statuary::edge::load;
use statuary::import::{self, ImportOutput, SourceTool, TargetState, target_state};

use super::truth::{self, Measurement, Produced};
use super::{assert_sound, content, import_into_empty_site, options, words};
use crate::compare::note_case;

/// Every folder with what wrote it.
const CORPORA: [(&str, SourceTool); 11] = [
    ("cstate/jenkins-infra+status", SourceTool::Cstate),
    ("cstate/X4BNet+x4b-status", SourceTool::Cstate),
    ("cstate/wmde+wikibase-cloud-status", SourceTool::Cstate),
    ("other/agrc-astro", SourceTool::Cstate),
    ("other/datocms-status-website", SourceTool::Statuspage),
    ("statuspage/github-2022", SourceTool::Statuspage),
    ("feeds/github-status/snapshots", SourceTool::Feed),
    ("postmortems/dfds", SourceTool::Postmortems),
    ("postmortems/learningequality", SourceTool::Postmortems),
    ("postmortems/moj-cloud-platform", SourceTool::Postmortems),
    ("postmortems/mybinder", SourceTool::Postmortems),
];

/// The folder with the histories. A run that asks for these tests and does not say where the histories are is a mistake.
pub fn folder() -> PathBuf {
    let folder = std::env::var_os("STATUARY_CORPORA").map(PathBuf::from);
    let folder = folder.expect("set STATUARY_CORPORA to the folder of the corpora");
    assert!(folder.is_dir(), "{} is not a folder", folder.display());
    folder
}

#[test]
#[ignore = "reads the corpora that STATUARY_CORPORA names; .ci/run does"]
fn imports_say_what_people_read_in_the_files() {
    let folder = folder();
    let mut measured = Measurement::default();
    for corpus in truth::corpora() {
        corpus.measure(&folder, &mut measured);
    }
    let shares = [
        ("updates found (recall)", measured.recall, 97.0),
        ("updates made (precision)", measured.precision, 97.0),
        ("kind", measured.kind, 98.0),
        ("start, end and other times", measured.times, 97.0),
        ("components", measured.components, 97.0),
        ("phases", measured.phases, 97.0),
        ("actions of post-mortems", measured.actions, 97.0),
    ];
    let mut summary = String::new();
    let mut is_good = measured.foreign == 0 && measured.unreported == 0;
    for (name, share, bar) in shares {
        is_good &= share.percent() >= bar;
        summary.push_str(&format!(
            "{name:28} {:6.1}%  {} of {}, at least {bar}%\n",
            share.percent(),
            share.right,
            share.all
        ));
    }
    summary.push_str(&format!(
        "updates that hold another's text: {}; missed without a word in the report: {}\n",
        measured.foreign, measured.unreported
    ));
    assert!(is_good, "{}\n{summary}", measured.differences.join("\n"));
}

#[test]
#[ignore = "reads the corpora that STATUARY_CORPORA names; .ci/run does"]
fn every_history_is_imported_soundly_completely_and_once() {
    let folder = folder();
    let mut faults = Vec::new();
    for (name, tool) in CORPORA {
        note_case(name);
        let from = load_corpus(&folder, name);
        let import = import_into_empty_site(tool, &from);
        assert_sound(&import);
        let lost = words::lost(tool, &from).into_iter();
        faults.extend(lost.map(|words| format!("{name}: words are lost: {words}")));
        let open = open_entries(&import).into_iter();
        faults
            .extend(open.map(|path| format!("{name}: open without a source that says so: {path}")));
        let changed = changed_by_second_import(tool, &from, &import).into_iter();
        faults
            .extend(changed.map(|path| format!("{name}: another text in a second import: {path}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn load_corpus(folder: &Path, name: &str) -> Sources {
    let from = load::load_foreign(&folder.join(name)).unwrap();
    assert!(!from.is_empty(), "{name} has no files");
    from
}

/// The incidents that nobody has resolved, and the maintenance that has begun and has not ended. None of the histories has an open entry.
fn open_entries(import: &ImportOutput) -> Vec<&str> {
    let files = import.files.iter();
    let open = files.filter(|file| {
        Produced::parse(&file.path, &file.text).is_some_and(|entry| entry.is_open())
    });
    open.map(|file| file.path.as_str()).collect()
}

fn changed_by_second_import(tool: SourceTool, from: &Sources, first: &ImportOutput) -> Vec<String> {
    let existing = content(first);
    let second = import::import_files(tool, from, &options(&existing, Some(Zone::UTC)));
    let changed = second.files.into_iter().filter(|file| {
        let before = first.files.iter().find(|before| before.path == file.path);
        let before = before.map(|before| before.text.as_str());
        target_state(before, &file.text) != TargetState::Unchanged
    });
    changed.map(|file| file.path).collect()
}
