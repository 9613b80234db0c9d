//! Assertions over texts, lists and folders. A failure prints what differs, not only that something does.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use similar::TextDiff;

/// More of a text than this is not printed, so that a failure about a large page can still be read.
const LONGEST_EXCERPT: usize = 6000;

/// Prints which of several cases is next. The test harness shows it when the test fails.
#[allow(
    clippy::disallowed_macros,
    reason = "a failure in a loop has to name its case"
)]
pub fn note_case(case: &str) {
    eprintln!("{case}");
}

/// Fails with a line diff, or with the first differing byte of a binary file, unless both files are equal.
#[track_caller]
pub fn assert_same_file(path: &str, actual: impl AsRef<[u8]>, expected: impl AsRef<[u8]>) {
    let (actual, expected) = (actual.as_ref(), expected.as_ref());
    assert!(
        actual == expected,
        "{path}\n{}",
        diff_bytes(actual, expected)
    );
}

/// Fails with the paths that are missing, unexpected or changed, and with a line diff of the first changed file.
#[track_caller]
pub fn assert_same_files<P: Ord + Display, B: AsRef<[u8]>>(
    actual: &BTreeMap<P, B>,
    expected: &BTreeMap<P, B>,
) {
    let mut differences = Vec::new();
    let mut first_diff = None;
    for (path, bytes) in expected {
        match actual.get(path) {
            None => differences.push(format!("missing: {path}")),
            Some(found) if found.as_ref() != bytes.as_ref() => {
                differences.push(format!("changed: {path}"));
                first_diff.get_or_insert_with(|| diff_bytes(found.as_ref(), bytes.as_ref()));
            }
            Some(_) => {}
        }
    }
    let unexpected = actual.keys().filter(|path| !expected.contains_key(path));
    differences.extend(unexpected.map(|path| format!("unexpected: {path}")));
    assert!(
        differences.is_empty(),
        "{}\n{}",
        differences.join("\n"),
        first_diff.unwrap_or_default()
    );
}

/// Fails with the paths that exist unless this one does.
#[track_caller]
pub fn assert_has_file<B>(files: &BTreeMap<String, B>, path: &str) {
    assert!(
        files.contains_key(path),
        "missing: {path}\namong: {:#?}",
        files.keys().collect::<Vec<_>>()
    );
}

/// Fails if a file with this path exists.
#[track_caller]
pub fn assert_no_file<B>(files: &BTreeMap<String, B>, path: &str) {
    assert!(!files.contains_key(path), "unexpected: {path}");
}

/// Fails with the text unless it contains a part.
#[track_caller]
pub fn assert_contains(text: impl AsRef<str>, part: impl AsRef<str>) {
    let (text, part) = (text.as_ref(), part.as_ref());
    assert!(
        text.contains(part),
        "missing:\n{part}\n\nin:\n{}",
        excerpt(text)
    );
}

/// Fails with the place in the text if it contains a part.
#[track_caller]
pub fn assert_lacks(text: impl AsRef<str>, part: impl AsRef<str>) {
    let (text, part) = (text.as_ref(), part.as_ref());
    if let Some(at) = text.find(part) {
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        panic!("unexpected:\n{part}\n\nin:\n{}", excerpt(&text[start..]));
    }
}

/// Fails with the text unless it starts with a part.
#[track_caller]
pub fn assert_starts_with(text: impl AsRef<str>, part: impl AsRef<str>) {
    let (text, part) = (text.as_ref(), part.as_ref());
    let start: String = text.chars().take(part.chars().count()).collect();
    assert!(start == part, "{}", diff(&start, part));
}

/// Fails with the text unless it ends with a part.
#[track_caller]
pub fn assert_ends_with(text: impl AsRef<str>, part: impl AsRef<str>) {
    let (text, part) = (text.as_ref(), part.as_ref());
    let skipped = text.chars().count().saturating_sub(part.chars().count());
    let end: String = text.chars().skip(skipped).collect();
    assert!(end == part, "{}", diff(&end, part));
}

/// Fails with the list unless it includes an item.
#[track_caller]
pub fn assert_includes<'a, T, U>(list: impl IntoIterator<Item = &'a T>, item: &U)
where
    T: PartialEq<U> + Debug + 'a,
    U: Debug + ?Sized,
{
    let list: Vec<&T> = list.into_iter().collect();
    assert!(
        list.iter().any(|one| *one == item),
        "missing: {item:?}\nin: {list:#?}"
    );
}

/// Fails with the list if it includes an item.
#[track_caller]
pub fn assert_excludes<'a, T, U>(list: impl IntoIterator<Item = &'a T>, item: &U)
where
    T: PartialEq<U> + Debug + 'a,
    U: Debug + ?Sized,
{
    let list: Vec<&T> = list.into_iter().collect();
    assert!(
        !list.iter().any(|one| *one == item),
        "unexpected: {item:?}\nin: {list:#?}"
    );
}

/// Fails with both numbers unless they differ by less than a tolerance.
#[track_caller]
pub fn assert_close(actual: f64, expected: f64, tolerance: f64) {
    assert!(
        (actual - expected).abs() < tolerance,
        "{actual} is not within {tolerance} of {expected}"
    );
}

fn excerpt(text: &str) -> String {
    let mut excerpt: String = text.chars().take(LONGEST_EXCERPT).collect();
    if excerpt.len() < text.len() {
        excerpt.push_str("\n[…]");
    }
    excerpt
}

fn diff_bytes(actual: &[u8], expected: &[u8]) -> String {
    if let (Ok(actual), Ok(expected)) = (str::from_utf8(actual), str::from_utf8(expected)) {
        return diff(actual, expected);
    }
    let same = actual.iter().zip(expected).take_while(|(a, b)| a == b);
    format!(
        "{} bytes instead of {}; the first {} are equal",
        actual.len(),
        expected.len(),
        same.count()
    )
}

fn diff(actual: &str, expected: &str) -> String {
    let diff = TextDiff::from_lines(expected, actual);
    let unified = diff.unified_diff().header("expected", "actual").to_string();
    excerpt(&unified)
}
