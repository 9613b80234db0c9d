//! Every node knows its bytes, whatever stands before it.

use expect_test::{Expect, expect};

use statuary::parse::yaml::node::{Node, NodeValue};

use super::*;

/// The tree of a document, one node a line: the place, the bytes that stand there, and what they mean.
fn check_tree(input: &str, expect: Expect) {
    let (sources, id) = source(input.as_bytes());
    let mut faults = Vec::new();
    let root = yaml::parse_tree(id, input, 0..input.len(), &mut faults);
    let mut out = String::new();
    if let Some(root) = root {
        draw(&sources, input, &root, 0, &mut out);
    }
    out.extend(faults.iter().map(|fault| shown(&sources, fault)));
    expect.assert_eq(&out);
}

fn draw(sources: &Sources, input: &str, node: &Node, depth: usize, out: &mut String) {
    let here = |span: Span| {
        format!(
            "{} {:?}",
            place(sources, span),
            &input[span.start..span.end]
        )
    };
    let indent = "  ".repeat(depth);
    match &node.value {
        NodeValue::Null { .. } => *out += &format!("{indent}null {}\n", here(node.span)),
        NodeValue::Invalid => *out += &format!("{indent}broken {}\n", here(node.span)),
        NodeValue::Scalar { text, plain } => {
            let kind = if *plain { "plain" } else { "text" };
            *out += &format!("{indent}{kind} {} = {text:?}\n", here(node.span));
        }
        NodeValue::Seq(items) => {
            *out += &format!("{indent}list {}\n", here(node.span));
            items
                .iter()
                .for_each(|item| draw(sources, input, item, depth + 1, out));
        }
        NodeValue::Map {
            entries,
            incomplete: cut,
        } => {
            *out += &format!(
                "{indent}{} {}\n",
                if *cut { "cut map" } else { "map" },
                here(node.span)
            );
            for (key, value) in entries {
                *out += &format!("{indent}  key {} = {:?}\n", here(key.span), key.value);
                draw(sources, input, value, depth + 2, out);
            }
        }
    }
}

#[test]
fn every_node_knows_its_bytes() {
    check_tree(
        "# é😀\r\nplain: 😀 日本 x  # note\r\n\"quoted\": 'it''s'\r\nlines: one\r\n  two\r\nlist:\r\n  - \"é\\n\"\r\n  -\r\n  - a: 1\r\n\r\n    b:\r\n\r\n\
         flow: { a: [x, 日], b }\r\nempty:\r\ntilde: ~\r\nlast: z",
        expect![[r#"
            map 2:1-16:8 "plain: 😀 日本 x  # note\r\n\"quoted\": 'it''s'\r\nlines: one\r\n  two\r\nlist:\r\n  - \"é\\n\"\r\n  -\r\n  - a: 1\r\n\r\n    b:\r\n\r\nflow: { a: [x, 日], b }\r\nempty:\r\ntilde: ~\r\nlast: z"
              key 2:1-2:6 "plain" = "plain"
                plain 2:8-2:14 "😀 日本 x" = "😀 日本 x"
              key 3:1-3:9 "\"quoted\"" = "quoted"
                text 3:11-3:18 "'it''s'" = "it's"
              key 4:1-4:6 "lines" = "lines"
                plain 4:8-5:6 "one\r\n  two" = "one two"
              key 6:1-6:5 "list" = "list"
                list 7:3-11:6 "- \"é\\n\"\r\n  -\r\n  - a: 1\r\n\r\n    b"
                  text 7:5-7:10 "\"é\\n\"" = "é\n"
                  null 8:3-8:4 "-"
                  map 9:5-11:6 "a: 1\r\n\r\n    b"
                    key 9:5-9:6 "a" = "a"
                      plain 9:8-9:9 "1" = "1"
                    key 11:5-11:6 "b" = "b"
                      null 11:5-11:6 "b"
              key 13:1-13:5 "flow" = "flow"
                map 13:7-13:23 "{ a: [x, 日], b }"
                  key 13:9-13:10 "a" = "a"
                    list 13:12-13:18 "[x, 日]"
                      plain 13:13-13:14 "x" = "x"
                      plain 13:16-13:17 "日" = "日"
                  key 13:20-13:21 "b" = "b"
                    null 13:20-13:21 "b"
              key 14:1-14:6 "empty" = "empty"
                null 14:1-14:6 "empty"
              key 15:1-15:6 "tilde" = "tilde"
                null 15:8-15:9 "~"
              key 16:1-16:5 "last" = "last"
                plain 16:7-16:8 "z" = "z"
        "#]],
    );
    check_tree(
        "\u{feff}title: é\nnext: x\n",
        expect![[r#"
        map 1:1-2:8 "title: é\nnext: x"
          key 1:1-1:6 "title" = "title"
            plain 1:8-1:9 "é" = "é"
          key 2:1-2:5 "next" = "next"
            plain 2:7-2:8 "x" = "x"
    "#]],
    );
    check_tree(
        "- a\n- - b\n  - c\n- k: v\n",
        expect![[r#"
        list 1:1-4:7 "- a\n- - b\n  - c\n- k: v"
          plain 1:3-1:4 "a" = "a"
          list 2:3-3:6 "- b\n  - c"
            plain 2:5-2:6 "b" = "b"
            plain 3:5-3:6 "c" = "c"
          map 4:3-4:7 "k: v"
            key 4:3-4:4 "k" = "k"
              plain 4:6-4:7 "v" = "v"
    "#]],
    );
    check_tree(
        "",
        expect![[r#"
        null 1:1-1:1 ""
    "#]],
    );
    check_tree(
        "# nothing but a comment\n",
        expect![[r#"
        null 1:1-1:1 ""
    "#]],
    );
}

#[test]
fn block_texts_keep_their_lines() {
    check_tree(
        "a: |\n    Hello 😀\n      more\n\nb: >-\n\n  one\n  two\n\n  three\nc: |+\n  keep\n\nd: |2\n   indented\ne: | # note\n  x\nf: |\ng: >\n\n",
        expect![[r#"
            map 1:1-19:2 "a: |\n    Hello 😀\n      more\n\nb: >-\n\n  one\n  two\n\n  three\nc: |+\n  keep\n\nd: |2\n   indented\ne: | # note\n  x\nf: |\ng"
              key 1:1-1:2 "a" = "a"
                text 2:5-3:11 "Hello 😀\n      more" = "Hello 😀\n  more\n"
              key 5:1-5:2 "b" = "b"
                text 7:3-10:8 "one\n  two\n\n  three" = "\none two\nthree"
              key 11:1-11:2 "c" = "c"
                text 12:3-12:7 "keep" = "keep\n\n"
              key 14:1-14:2 "d" = "d"
                text 15:3-15:12 " indented" = " indented\n"
              key 16:1-16:2 "e" = "e"
                text 17:3-17:4 "x" = "x\n"
              key 18:1-18:2 "f" = "f"
                null 18:1-18:2 "f"
              key 19:1-19:2 "g" = "g"
                null 19:1-19:2 "g"
        "#]],
    );
    check_tree(
        "a: |\r\n  é\r\n  two\r\n\r\nb: >\r\n  one\r\n  two\r\n",
        expect![[r#"
        map 1:1-7:6 "a: |\r\n  é\r\n  two\r\n\r\nb: >\r\n  one\r\n  two"
          key 1:1-1:2 "a" = "a"
            text 2:3-3:6 "é\r\n  two" = "é\ntwo\n"
          key 5:1-5:2 "b" = "b"
            text 6:3-7:6 "one\r\n  two" = "one two\n"
    "#]],
    );
}

#[test]
fn front_matter_is_placed_in_the_whole_file() {
    let text = "\u{feff}---\r\ntitle: [é\r\ncount: 01\r\n---\r\nBody: not: yaml\r\n";
    let (sources, id) = source(text.as_bytes());
    let mut faults = Vec::new();
    let end = text.find("---\r\nBody").expect("it is there");
    let doc = decode::decode_text::<Doc>(id, text, 8..end, &mut faults);
    assert!(doc.is_some());
    let start = sources.file(id).position(8);
    assert_eq!((start.line, start.column), (2, 1));
    expect![[r#"
        2:8-2:9: error yaml-syntax: `[` is not closed | add `]` where it ends
    "#]]
    .assert_eq(
        &faults
            .iter()
            .map(|fault| shown(&sources, fault))
            .collect::<String>(),
    );
}

#[test]
fn not_utf8() {
    check_bytes(
        b"title: caf\xe9\ncount: 1\n",
        expect![[r#"
            1:11-1:11: error invalid-utf8: the file is not UTF-8 text | save the file as UTF-8
        "#]],
    );
    check_bytes(
        b"title: \xf0\x9f\x98",
        expect![[r#"
            1:8-1:8: error invalid-utf8: the file is not UTF-8 text | save the file as UTF-8
        "#]],
    );
    check_bytes(
        b"\xff\xfet\0i\0",
        expect![[r#"
            1:1-1:1: error invalid-utf8: the file is not UTF-8 text | save the file as UTF-8; it looks like UTF-16
        "#]],
    );
}
