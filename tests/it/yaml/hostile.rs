//! Files that no author writes: bombs, mutations, and what another reader makes of the same bytes.

use expect_test::expect;

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Serialize;
use statuary::parse::yaml::node::{Node, NodeValue};

use super::*;

#[test]
fn limits() {
    check(
        &"[".repeat(100_000),
        expect![[r#"
            1:65-1:65: error yaml-limit: the file has more than 64 levels of nesting | use fewer levels, and check that every bracket is closed
        "#]],
    );
    check(
        &format!("title: {}", "[".repeat(100_000)),
        expect![[r#"
            1:72-1:72: error yaml-limit: the file has more than 64 levels of nesting | use fewer levels, and check that every bracket is closed
        "#]],
    );
    check(
        &format!("title: {}", "{a: ".repeat(100_000)),
        expect![[r#"
            1:260-1:261: error yaml-limit: the file has more than 64 levels of nesting | use fewer levels, and check that every bracket is closed
        "#]],
    );
    check(
        &"- ".repeat(100_000),
        expect![[r#"
            1:129-1:129: error yaml-limit: the file has more than 64 levels of nesting | use fewer levels, and check that every bracket is closed
        "#]],
    );
    check(
        &(0..300)
            .map(|depth| " ".repeat(depth) + "a:\n")
            .collect::<String>(),
        expect![[r#"
            1:1-1:2: error unknown-key: unknown key `a` | use one of the known keys: `title`, `started`, `draft`, `count`, `small`, `offset`, `weight`, `blank`, `names`, `many`, `states`, `updates`, `support`
            65:65-65:65: error yaml-limit: the file has more than 64 levels of nesting | use fewer levels, and check that every bracket is closed
        "#]],
    );
    check(
        &format!("title: T\nnames:\n{}", "- a\n".repeat(200_000)),
        expect![[r#"
            199998:3-199998:3: error yaml-limit: the file has more than 200000 keys and values | split the file, or fix the program that generated it
        "#]],
    );
}

#[test]
fn an_alias_bomb_does_not_expand() {
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..30 {
        bomb += &format!("a{level}: &a{level} [*a{}, *a{}]\n", level - 1, level - 1);
    }
    let (_, _, faults) = read(bomb.as_bytes());
    assert_eq!(
        faults
            .iter()
            .filter(|fault| fault.rule.id == "yaml-feature")
            .count(),
        30 + 2 * 29
    );
}

/// Every fault and every value that a document gives must point into it, at the bounds of characters.
fn check_sound(text: &str) {
    let (_, doc, faults) = read(text.as_bytes());
    let is_sound = |span: Span| text.get(span.start..span.end).is_some();
    for fault in &faults {
        assert!(is_sound(fault.primary.span), "{text:?}: {fault:?}");
        assert!(
            fault.related.iter().all(|label| is_sound(label.span)),
            "{text:?}: {fault:?}"
        );
        assert!(
            fault.edit.as_ref().is_none_or(|edit| is_sound(edit.span)),
            "{text:?}: {fault:?}"
        );
    }
    // Whatever was not accepted is said.
    assert!(doc.is_some() || !faults.is_empty(), "{text:?}");
    let (_, id) = source(text.as_bytes());
    if let Some(root) = yaml::parse_tree(id, text, 0..text.len(), &mut Vec::new()) {
        check_node(text, &root);
    }
}

/// A node lies in the file, and its children lie in it.
fn check_node(text: &str, node: &Node) {
    assert!(
        text.get(node.span.start..node.span.end).is_some(),
        "{text:?}: {node:?}"
    );
    let is_inside = |span: Span| node.span.start <= span.start && span.end <= node.span.end;
    let children: Vec<&Node> = match &node.value {
        NodeValue::Seq(items) => items.iter().collect(),
        NodeValue::Map { entries, .. } => {
            assert!(
                entries.iter().all(|(key, _)| is_inside(key.span)),
                "{text:?}: {node:?}"
            );
            entries.iter().map(|(_, value)| value).collect()
        }
        _ => Vec::new(),
    };
    for child in children {
        assert!(is_inside(child.span), "{text:?}: {child:?} in {node:?}");
        check_node(text, child);
    }
}

const REAL: [&str; 4] = [
    "title: Elevated error rates 😀\nstarted: 2026-11-03T14:02Z   # when\nstates:\n  api: major_outage\n  dash: degraded\n\
     updates:\n  - at: 2026-11-03T14:09Z\n    status: investigating\n    text: |\n      Requests fail.\n      We look.\n\n  \
     - at: 2026-11-03T15:40Z\n    text: >-\n      A fix\n      is deployed\nimpact: critical\ndraft: false\n",
    "title: 'It''s'\r\nsupport: { email: \"a@\\u0062.c\", url: https://x.y/ }\r\nnames: [a, \"b\", 'c', d e]\r\ncount: 12\r\n",
    "\u{feff}---\ntitle: T\nweight: 0.3\nmany:\n- {a: 1}\n- &x [b]\n- *x\n? key\n: !tag value\n<<: *y\n...\n",
    "title: \"日本\\n\\t\\x41\"\nnames:\n  -\n  - é\n  -   - x\nblank: ~\n\tbad: tab\n",
];

/// Characters that mean something to YAML, and a few that are wide.
const MARKS: &str =
    "[ \\n\\r\\t\\[\\]{}:,#&*!|>'\"%@`?<=~/\\-.\\\\a0éß日😀\u{feff}\u{0}\u{85}\u{2028}]{0,60}";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn arbitrary_text_is_answered(text in any::<String>()) {
        check_sound(&text);
        check_sound(&format!("title: {text}"));
    }

    #[test]
    fn arbitrary_marks_are_answered(text in MARKS) {
        check_sound(&text);
        check_sound(&format!("names:\n  - {text}\ntitle: T\n"));
    }

    #[test]
    fn arbitrary_bytes_are_answered(bytes in any::<Vec<u8>>()) {
        read(&bytes);
    }

    #[test]
    fn mutated_documents_are_answered(
        index in 0..REAL.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..4usize, MARKS), 1..4),
    ) {
        let mut chars: Vec<char> = REAL[index].chars().collect();
        for (at, gone, come) in edits {
            let at = at.index(chars.len() + 1);
            let end = (at + gone).min(chars.len());
            chars.splice(at..end, come.chars().take(3));
        }
        check_sound(&chars.into_iter().collect::<String>());
    }

    /// What one writer puts into YAML, this reader takes out again.
    #[test]
    fn what_another_writer_wrote_is_read_back(content in content()) {
        let written = serde_yaml::to_string(&content).expect("texts, lists and mappings can be written");
        let (_, id) = source(written.as_bytes());
        let mut faults = Vec::new();
        let root = yaml::parse_tree(id, &written, 0..written.len(), &mut faults).expect("the text is sound");
        prop_assert_eq!(&faults, &[], "{}", written);
        prop_assert_eq!(read_back(&root), content, "{}", written);
        check_sound(&written);
    }
}

#[test]
fn long_monotonous_files_end() {
    let pieces = [
        "[",
        "]",
        "{",
        "}",
        "- ",
        "-\n",
        "? ",
        ": ",
        ":\n",
        "a: ",
        "a:\n",
        "'",
        "\"",
        "\"\\",
        "#",
        "# \n",
        "\t",
        " ",
        "\n",
        "\r\n",
        "\r",
        "&a ",
        "*a ",
        "*a\n",
        "!a ",
        "!",
        "|",
        "|\n",
        "- |\n\n",
        "- >\n  \n",
        ">-\n ",
        "%a\n",
        "---\n",
        "...\n",
        "--- a\n",
        "a",
        "a ",
        "a\n",
        "a: b\n",
        "- a\n",
        "[a, ",
        "{a: b, ",
        "{a, ",
        "[[],",
        "<<: a\n",
        "a: 'b\n",
        "- 'a\n  b'\n",
        "\u{feff}",
        "é: 😀\n",
        "\\",
        "@",
        "~\n",
        "- - a\n",
        "- ? a\n",
        "- : a\n",
        "? - a\n",
        "{? a : b, ",
        "title\n",
        "x: &a *a\n",
    ];
    for piece in pieces {
        check_sound(&piece.repeat(20_000 / piece.len()));
        check_sound(&format!("title: {}", piece.repeat(20_000 / piece.len())));
        check_sound(&format!("names: [{}", piece.repeat(20_000 / piece.len())));
        check_sound(&format!(
            "title: |\n  {}",
            piece.repeat(20_000 / piece.len())
        ));
    }
    let unknown: String = (0..2_000).map(|n| format!("titl{n}: x\n")).collect();
    check_sound(&unknown);
}

/// Content that any YAML writer can write: texts, lists and mappings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    List(Vec<Content>),
    Entries(BTreeMap<String, Content>),
}

fn content() -> impl Strategy<Value = Content> {
    let text = prop_oneof![
        any::<String>(),
        "[ -~\u{a0}-\u{ff}\n]{0,30}",
        "[a-z0-9:#\\-\\[\\]{}'\" \n.,~!&*|>%@]{0,20}"
    ];
    let leaf = text.prop_map(|text| {
        // The writer follows YAML 1.1, where these three break lines; in YAML 1.2 they are ordinary characters.
        let text = text.replace(['\u{85}', '\u{2028}', '\u{2029}'], "");
        // A block of empty lines is no value here, for whoever left it meant to write one.
        let is_blank = text.contains('\n') && text.trim().is_empty();
        Content::Text(if is_blank { String::new() } else { text })
    });
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Content::List),
            prop::collection::btree_map("[ -;=-~é日😀]{1,12}", inner, 0..5)
                .prop_map(Content::Entries),
        ]
    })
}

fn read_back(node: &Node) -> Content {
    match &node.value {
        NodeValue::Scalar { text, .. } => Content::Text(text.clone()),
        NodeValue::Seq(items) => Content::List(items.iter().map(read_back).collect()),
        NodeValue::Map { entries, .. } => Content::Entries(
            entries
                .iter()
                .map(|(key, value)| (key.value.clone(), read_back(value)))
                .collect(),
        ),
        NodeValue::Null { .. } | NodeValue::Invalid => {
            panic!("nothing was written that is read as nothing: {node:?}")
        }
    }
}

/// A type that both readers can read.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Ordinary {
    title: String,
    text: Option<String>,
    count: u64,
    offset: i32,
    weight: f64,
    draft: bool,
    names: Vec<String>,
    states: BTreeMap<String, String>,
    updates: Vec<Ordinary>,
}

#[test]
fn ordinary_documents_mean_what_they_mean_to_another_reader() {
    let documents = [
        "title: Plain\ncount: 12\noffset: -3\nweight: 0.25\ndraft: true\n",
        "title: \"quoted \\\"text\\\" \\u00e9 \\n end\"\ntext: 'it''s'\n",
        "# comment\ntitle: a # note\ntext: a#b\n\n\nnames: [a, 'b c', \"d\", e f]\n",
        "title: two\n  lines\n\n  and more\ntext: \"two\n  lines\n\n  more\\\n  joined\"\n",
        "text: |\n  # heading\n\n    code\n  end\n\n\ntitle: T\n",
        "text: |-\n  no end\ntitle: T\n",
        "text: |+\n  kept\n\ntitle: T\n",
        "text: >\n  folded\n  text\n\n  next\n    more indented\n  end\ntitle: T\n",
        "text: >-\n  one\n  two\ntitle: 日本 😀\n",
        "text: |2\n    indented\n   less\ntitle: T\n",
        "names:\n- a\n- b\nstates: { api: down, \"a b\": 'c: d' }\n",
        "names:\n  - a\n  -   b\nstates:\n  api: down\n  web.site: up\n  https://x.y: z\n",
        "updates:\n  - title: A\n    names: []\n  - { title: B, states: {} }\n  -\n    title: C\n    updates:\n    - title: D\n",
        "title: a:b\ntext: -x\nnames: [a:b, x?y, 'a, b']\n",
        "---\ntitle: T\n...\n",
        "\"title\": T\n'count': 4\n",
        "title: T\r\ntext: |\r\n  one\r\n  two\r\nnames:\r\n  - a\r\n",
        "? title\n: T\n? count\n: 5\n",
        "{ title: T, names: [a, b], states: { a: b } }",
    ];
    for text in documents {
        let (_, id) = source(text.as_bytes());
        let mut faults = Vec::new();
        let ours = decode::decode_text::<Ordinary>(id, text, 0..text.len(), &mut faults);
        assert_eq!(faults, [], "{text}");
        let theirs: Ordinary = serde_yaml::from_str(text).expect(text);
        assert_eq!(ours.map(|ours| ours.value), Some(theirs), "{text}");
    }
}
