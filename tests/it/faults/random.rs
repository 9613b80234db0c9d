//! Whatever the bytes, reading ends, nothing panics, and each fault is at a place of its file.

use crate::compare::assert_excludes;
use proptest::prelude::*;
use proptest::sample::Index;
use statuary::base::source::{SourceFile, Sources};
use statuary::edge::diagnostics::text::{self, SourceLines};

use crate::site;

/// Pieces that have a meaning somewhere: in YAML, in Markdown, in a terminal, in XML, or in none of them.
const PIECES: [&str; 44] = [
    "\t",
    "\r",
    "\n",
    "\n\n",
    "\u{feff}",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{fffe}",
    "😀",
    "é",
    "- ",
    ": ",
    "#",
    "|",
    ">",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "<<: ",
    "!!x ",
    "%",
    "---\n",
    "...\n",
    "```\n",
    "> ",
    "| a |\n|---|\n",
    "<script>",
    "<!--",
    "-->",
    "[a](javascript:x)",
    "![",
    "](",
    "**",
    "draft: true\n",
    "id: api\n",
    "9999-12-31T23:59:59-14:00",
    "0",
    "\\",
];

#[derive(Clone, Debug)]
enum Change {
    Delete(Index, usize),
    Repeat(Index, usize),
    Swap(Index, Index),
    Insert(Index, Index),
    Byte(Index, u8),
    DeleteLine(Index),
    RepeatLine(Index, Index),
    SwapLines(Index, Index),
    Rename(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        (at(), 1..20_usize).prop_map(|(at, count)| Change::Delete(at, count)),
        (at(), 1..20_usize).prop_map(|(at, count)| Change::Repeat(at, count)),
        (at(), at()).prop_map(|(a, b)| Change::Swap(a, b)),
        (at(), at()).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        at().prop_map(Change::DeleteLine),
        (at(), at()).prop_map(|(from, to)| Change::RepeatLine(from, to)),
        (at(), at()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        at().prop_map(Change::Rename),
    ]
}

fn apply(change: &Change, file: &mut SourceFile) {
    let bytes = &mut file.bytes;
    if let Change::DeleteLine(_) | Change::RepeatLine(..) | Change::SwapLines(..) = change {
        return apply_to_lines(change, bytes);
    }
    let length = bytes.len();
    let place = |at: &Index| at.index(length + 1);
    match change {
        Change::Delete(at, count) => drop(bytes.drain(place(at)..(place(at) + count).min(length))),
        Change::Repeat(at, count) => {
            let part = bytes[place(at)..(place(at) + count).min(length)].to_owned();
            bytes.splice(place(at)..place(at), part);
        }
        Change::Swap(a, b) if length > 0 => bytes.swap(a.index(length), b.index(length)),
        Change::Insert(at, piece) => {
            drop(bytes.splice(place(at)..place(at), piece.get(&PIECES).bytes()))
        }
        Change::Byte(at, byte) if length > 0 => bytes[at.index(length)] = *byte,
        Change::Rename(at) => {
            let piece = at.get(&PIECES).replace(['/', '\0'], "");
            file.path
                .insert_str(file.path.rfind('.').unwrap_or(0), &piece);
        }
        _ => {}
    }
}

fn apply_to_lines(change: &Change, bytes: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_owned)
        .collect();
    let count = lines.len();
    if count == 0 {
        return;
    }
    match change {
        Change::DeleteLine(at) => drop(lines.remove(at.index(count))),
        Change::RepeatLine(from, to) => {
            lines.insert(to.index(count), lines[from.index(count)].clone())
        }
        Change::SwapLines(a, b) => lines.swap(a.index(count), b.index(count)),
        _ => {}
    }
    *bytes = lines.concat();
}

/// Every place is a place of its file, and no fault is reported twice.
fn examine(sources: &Sources) {
    let outcome = statuary::check_sources(sources);
    let faults = &outcome.diagnostics;
    for (count, fault) in faults.iter().enumerate() {
        for span in fault
            .related
            .iter()
            .map(|label| label.span)
            .chain([fault.primary.span])
        {
            let bytes = &sources.file(span.file).bytes;
            assert!(
                span.start <= span.end && span.end <= bytes.len(),
                "{fault:?}"
            );
            let whole = std::str::from_utf8(bytes)
                .is_ok_and(|text| text.get(span.start..span.end).is_none());
            assert!(!whole, "inside a character: {fault:?}");
        }
        assert_excludes(&faults[..count], fault);
        assert!(!fault.message.contains(char::is_control), "{fault:?}");
    }
    let shown = text::render(faults, sources, "content/", SourceLines::Show);
    assert_eq!(shown.is_empty(), faults.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_content(changes in prop::collection::vec((any::<Index>(), change()), 1..24)) {
        let mut files: Vec<SourceFile> = site::example_sources().iter().map(|(_, file)| file.clone()).collect();
        for (file, change) in &changes {
            let count = files.len();
            apply(change, &mut files[file.index(count)]);
        }
        examine(&Sources::new(files));
    }

    #[test]
    fn pieces_of_everything(pieces in prop::collection::vec(any::<Index>(), 0..60)) {
        let text: String = pieces.iter().map(|piece| *piece.get(&PIECES)).collect();
        let update = serde_json::to_string(&text).unwrap();
        let files = [
            format!("//- pages/p.md\n---\ntitle: P\n---\n{}", text.replace("//- ", "")),
            format!("//- incidents/a.yaml\ntitle: {update}\nstarted: 2026-11-03\nimpact: minor\nupdates: [{{ at: 2026-11-03T14:00Z, text: {update} }}]\n"),
            format!("//- notices/n.md\n{text}"),
        ];
        examine(&site::sources(&files.concat()));
    }
}
