//! Ticket exports, request heads and themes that are much longer than any real ones.

use statuary::edge::serve::request::Request;
use statuary::render::theme::Theme;
use statuary::render::theme::files::ThemeFiles;
use statuary::view::branding::BrandingView;

use super::assert_linear;
use crate::sample::export::found_in_utc;

const COLUMNS: &str = "id: id, created: created";

/// Rows of tables, each repeated to the end.
const ROWS: [&str; 14] = [
    "1,2013-07-09\n",
    "N,2013-07-09\n",
    "N,2013-07-01\n",
    "N,09/07/2013 11:00 AM PST\n",
    "N,\"2013-07-09\"\n",
    "N,\"\n\"\n",
    "N,2013-07-09,\"",
    "N,2013-07-09,\"\"",
    "N;2013-07-09\n",
    "N\t2013-07-09\n",
    "\n",
    ",",
    "N,2013-07-09,",
    "\u{e9}\0\n",
];

/// What JSON repeats.
const OBJECTS: [&str; 9] = [
    "{\"id\":\"N\",\"created\":\"2013-07-09\"}\n",
    "{\"id\":1,\"created\":\"2013-07-09\"}\n",
    "{\"id\":\"N\",\"created\":1373364000}\n",
    "{\"id\":\"N\",",
    "{\"id\":{\"id\":\"N\"},\"created\":[]}\n",
    "{\"a\":",
    "[",
    "[]\n",
    "\"\\u0000\"\n",
];

/// Cells of a sheet, and rows.
const CELLS: [&str; 6] = [
    "<row><c t=\"inlineStr\"><is><t>N</t></is></c><c t=\"inlineStr\"><is><t>2013-07-09</t></is></c></row>",
    "<row><c><v>N</v></c><c><v>41464</v></c></row>",
    "<row/>",
    "<row><c t=\"s\"><v>N</v></c></row>",
    "<!-- a -->",
    "<row>",
];

const HEAD_LINES: [&str; 8] = [
    "Accept: a\r\n",
    "Host: localhost\r\n",
    "a",
    "%61",
    "/..",
    ": \r\n",
    "\r\n",
    "Content-Length: 1\r\nX",
];

/// What a file of a theme repeats.
const THEME_PARTS: [(&str, &str); 16] = [
    ("status.html", "a\n"),
    ("status.html", "{{ site.title }}\n"),
    ("status.html", "{{ site.tilte }}\n"),
    ("status.html", "{% if site.title %}a{% endif %}\n"),
    ("status.html", "{# a #}\n"),
    ("status.html", "{% set a = 1 %}\n"),
    ("status.html", "{{ \n"),
    ("status.html", "{% block a %}"),
    ("style.css", "a { color: red }\n"),
    ("style.css", "/* a */\n"),
    ("style.css", "a {"),
    ("style.css", "/*"),
    ("strings/en.ftl", "all-operational = a\n"),
    ("strings/en.ftl", "a = { $b }\n"),
    ("strings/en.ftl", "?\n"),
    ("favicon.svg", "<g>"),
];

/// A part again and again until the length is reached, with another number in the place of each `N`.
fn repeat(part: &str, size: usize) -> String {
    let count = (size / part.len()).max(1);
    (0..count)
        .map(|at| part.replace('N', &format!("T{at}")))
        .collect()
}

#[test]
fn exports_take_time_in_proportion_to_their_length() {
    let read = |bytes: &Vec<u8>| drop(found_in_utc(COLUMNS, bytes));
    let table =
        |rows: &str, size: usize| format!("id,created\n{}", repeat(rows, size)).into_bytes();
    assert_linear(ROWS, table, read);
    let json = |object: &str, size: usize| repeat(object, size).into_bytes();
    assert_linear(OBJECTS, json, read);
    let list = |object: &str, size: usize| {
        let all = repeat(object, size).replace('\n', ",");
        format!("{{\"tickets\":[{}]}}", all.trim_end_matches(',')).into_bytes()
    };
    assert_linear(OBJECTS, list, read);
    assert_linear(CELLS, |row, size| workbook(&repeat(row, size)), read);
}

#[test]
fn request_heads_take_time_in_proportion_to_their_length() {
    let head = |line: &str, size: usize| format!("GET /{}\r\n\r\n", repeat(line, size));
    let headers = |line: &str, size: usize| {
        format!(
            "GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
            repeat(line, size)
        )
    };
    let parse = |text: &String| drop(Request::parse(text.as_bytes()));
    assert_linear(HEAD_LINES, head, parse);
    assert_linear(HEAD_LINES, headers, parse);
}

#[test]
fn themes_take_time_in_proportion_to_their_length() {
    for (name, part) in THEME_PARTS {
        let design = |part: &str, size: usize| ThemeFiles {
            name: "own".to_owned(),
            overrides: vec![(name.to_owned(), repeat(part, size))],
        };
        assert_linear([part], design, |design| {
            drop(Theme::new(design, &BrandingView::plain("en")));
        });
    }
}

/// A spreadsheet with these rows below those of the header.
fn workbook(rows: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row>\
         <c t=\"inlineStr\"><is><t>id</t></is></c><c t=\"inlineStr\"><is><t>created</t></is></c></row>{rows}</sheetData></worksheet>"
    );
    const BOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <sheets><sheet name=\"Tickets\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    const LINKS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
         Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let book_link = LINKS.replace("worksheets/sheet1.xml", "xl/workbook.xml");
    let book_link = book_link.replace("relationships/worksheet", "relationships/officeDocument");
    zip(&[
        ("_rels/.rels", &book_link),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// An archive of files that are not compressed.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let number = |value: usize| u32::try_from(value).unwrap().to_le_bytes();
        let offset = number(archive.len());
        // Version 2.0, no flags, no compression, the first of January 1980.
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 33, 0];
        about.extend(crc32fast::hash(text.as_bytes()).to_le_bytes());
        about.extend([number(text.len()), number(text.len()), number(name.len())].concat());
        archive.extend(b"PK\x03\x04".iter().chain(&about));
        archive.extend(name.bytes().chain(text.bytes()));
        directory.extend(b"PK\x01\x02\x14\0".iter().chain(&about));
        directory.extend([0; 10].iter().chain(&offset));
        directory.extend(name.bytes());
    }
    let (at, length, count) = (
        archive.len() as u32,
        directory.len() as u32,
        files.len() as u16,
    );
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    archive.extend([length.to_le_bytes(), at.to_le_bytes()].concat());
    archive.extend([0, 0]);
    archive
}

#[test]
fn a_workbook_that_is_made_here_is_read() {
    let rows = repeat(CELLS[0], 400);
    assert_eq!(found_in_utc(COLUMNS, workbook(&rows)), "T0\nT1\nT2\nT3\n");
}
