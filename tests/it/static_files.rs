//! Files of `static/` that may be as large as anything: they are never in memory as a whole.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::symlink;
use std::path::Path;

use anyhow::Result;
use statuary::edge::load::{ContentScope, SiteRoot};
use statuary::edge::output::{OutputFolder, StagedSite};
use statuary::edge::progress::Progress;
use statuary::model::Ledger;

use crate::build::Place;
use crate::compare::{assert_contains, assert_same_file, assert_same_files};
use crate::site::{now, theme};

const MEGABYTE: u64 = 1024 * 1024;
const VIDEO: &str = "content/static/video.bin";

/// A file of a size with something at its end.
pub fn write_large(path: &Path, size: u64, end: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut file = File::create(path).unwrap();
    file.seek(SeekFrom::Start(size - end.len() as u64)).unwrap();
    file.write_all(end.as_bytes()).unwrap();
}

/// A place with a large file among what is published as it is.
fn place_with_video(size: u64) -> Place {
    let place = Place::new();
    write_large(&place.path(VIDEO), size, "one");
    place
}

pub fn read_ledger(place: &Place) -> Ledger {
    let root = SiteRoot::new(&place.path("")).unwrap();
    let sources = root.load(ContentScope::All).unwrap();
    statuary::read_ledger(&sources).unwrap()
}

pub fn stage(place: &Place, ledger: &Ledger) -> Result<StagedSite> {
    let site = statuary::public_site(&ledger.status, now("2013-08-01T00:00Z"), theme());
    let output = OutputFolder::open(&place.path("output")).unwrap();
    let content = place.path("content");
    output.stage("public", (&site, &content), false, &Progress::start(true))
}

/// The most bytes that reading, checking and publishing a site has in memory at a time.
fn peak_memory(place: &Place) -> u64 {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let build = || {
        let ledger = read_ledger(place);
        stage(place, &ledger).unwrap().publish().unwrap();
    };
    pool.unwrap()
        .install(|| allocation_counter::measure(build).bytes_max)
}

#[track_caller]
fn assert_same_video(place: &Place) {
    let expected = fs::read(place.path(VIDEO)).unwrap();
    assert_same_file(VIDEO, &place.public()["video.bin"], expected);
}

#[test]
fn a_large_file_is_never_in_memory_as_a_whole() {
    let (small, large) = (
        place_with_video(2 * MEGABYTE),
        place_with_video(34 * MEGABYTE),
    );
    let (of_small, of_large) = (peak_memory(&small), peak_memory(&large));
    assert!(
        of_large < of_small + 4 * MEGABYTE,
        "{of_small} bytes became {of_large}"
    );
    assert_same_video(&large);
    // A build that changes other files compares it with the one that is published.
    large.edit("pages/support.md", "Ask us.", "Call us.");
    let again = peak_memory(&large);
    assert!(again < of_small + 4 * MEGABYTE, "{again}");
}

#[test]
fn a_large_file_is_written_once() {
    let place = place_with_video(2 * MEGABYTE);
    place.build(&[]);
    assert_contains(&place.build(&[]).stdout, " 0 written");
    place.edit("pages/support.md", "Ask us.", "Call us.");
    place.build(&[]);
    let count = |text: &str| {
        text.lines()
            .filter(|line| line.ends_with("video.bin"))
            .count()
    };
    let list = fs::read_to_string(place.path("output/public/.statuary-files")).unwrap();
    assert_eq!(count(&list), 1);
    write_large(&place.path(VIDEO), 2 * MEGABYTE, "two");
    let run = place.build(&[]);
    assert_contains(&run.stdout, ": 1 written");
    assert_same_video(&place);
    fs::remove_file(place.path(VIDEO)).unwrap();
    assert_contains(&place.build(&[]).stdout, " 1 removed");
}

#[test]
fn a_large_file_that_changes_after_it_was_read_is_not_published() {
    let changes: [fn(&Path); 4] = [
        |path| write_large(path, 2 * MEGABYTE, "two"),
        |path| write_large(path, 3 * MEGABYTE, "one"),
        |path| fs::remove_file(path).unwrap(),
        |path| {
            fs::rename(path, path.with_extension("moved")).unwrap();
            symlink(path.with_extension("moved"), path).unwrap();
        },
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let place = place_with_video(2 * MEGABYTE);
        place.build(&[]);
        let before = place.public();
        write_large(&place.path(VIDEO), 2 * MEGABYTE, "six");
        let ledger = read_ledger(&place);
        change(&place.path(VIDEO));
        let error = stage(&place, &ledger).unwrap_err();
        assert_contains(format!("{error:#}"), "content/static/video.bin");
        assert_same_files(&place.public(), &before);
        // A link would be written through.
        let _ = fs::remove_file(place.path(VIDEO));
        write_large(&place.path(VIDEO), 2 * MEGABYTE, "six");
        place.build(&[]);
        assert!(place.public()["video.bin"].ends_with(b"six"), "case {at}");
    }
}
