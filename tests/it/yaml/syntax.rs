//! Broken syntax, and the parts of YAML that content files do not have.

use expect_test::expect;

use super::*;

#[test]
fn broken_syntax_is_told_in_the_words_of_authors() {
    check(
        "title: a: b\n",
        expect![[r#"
        1:9-1:10: error yaml-syntax: unexpected `: ` in a value without quotes | put text that contains `: ` in quotes
    "#]],
    );
    check(
        "title: We saw: this: here\n",
        expect![[r#"
        1:14-1:15: error yaml-syntax: unexpected `: ` in a value without quotes | put text that contains `: ` in quotes
    "#]],
    );
    check(
        "- title: a: b\n",
        expect![[r#"
        1:11-1:12: error yaml-syntax: unexpected `: ` in a value without quotes | put text that contains `: ` in quotes
    "#]],
    );
    check(
        "title:T\n",
        expect![[r#"
        1:1-1:8: error wrong-type: expected keys with values, found `title:T` | write `key: value`, with a space after the colon
    "#]],
    );
    check(
        "title: T\ncount:1\n",
        expect![[r#"
        2:6-2:7: error yaml-syntax: missing space after the colon | write `count: 1`
    "#]],
    );
    check(
        "title:T\ncount: 1\n",
        expect![[r#"
        1:6-1:7: error yaml-syntax: missing space after the colon | write `title: T`
    "#]],
    );
    check(
        "names:\n  - 09:30\n    count: 1\n",
        expect![[r#"
        3:5-3:13: error yaml-syntax: `count` is indented under a line that has a value | begin it in the same column as the key above, or delete the value above
    "#]],
    );
    check(
        "names:\n  -a\n  -b\n",
        expect![[r#"
            1:1-1:1: error missing-key: missing key `title` | add `title: ...`
            2:3-3:5: error wrong-type: expected a list for `names`, found `-a -b` | write each item on a line of its own that begins with `- `
        "#]],
    );
    check(
        "names:\n  - a\n  -b\n",
        expect![[r#"
        3:3-3:4: error yaml-syntax: missing space after the hyphen | write `- b`
    "#]],
    );
    check(
        "title: T\njust text\ncount: 1\n",
        expect![[r#"
        2:1-2:10: error yaml-syntax: expected `key: value`, found `just text` | indent a line that continues a text deeper than the key of the text
    "#]],
    );
    check(
        "started: |\nnot indented\ntitle: T\n",
        expect![[r#"
            1:1-1:8: error empty-value: `started` has no value | add a value, or delete the key if it is optional
            2:1-2:13: error yaml-syntax: expected `key: value`, found `not indented` | indent a line that continues a text deeper than the key of the text
        "#]],
    );
    check(
        "started: |\n  text\n less\ntitle: T\n",
        expect![[r#"
        3:2-3:6: error yaml-syntax: unexpected indentation | begin it in the same column as the lines that it belongs with
    "#]],
    );
    check(
        "started: | text\n",
        expect![[r#"
            1:10-1:16: error yaml-syntax: unexpected text after `|` on its line | begin the text on the next line, indented; or put text that begins with `|` in quotes
        "#]],
    );
    check(
        "support:\n\turl: a\n",
        expect![[r#"
        2:1-2:2: error yaml-syntax: a tab in the indentation | indent with spaces
    "#]],
    );
    check(
        "support:\n  url: a\n\temail: b\n",
        expect![[r#"
        3:1-3:2: error yaml-syntax: a tab in the indentation | indent with spaces
    "#]],
    );
    check(
        "started: |\n\ttext\n",
        expect![[r#"
        2:1-2:2: error yaml-syntax: a tab in the indentation | indent with spaces
    "#]],
    );
    check(
        "support:\n  url: a\n email: b\n",
        expect![[r#"
        3:2-3:10: error yaml-syntax: unexpected indentation | begin it in the same column as the lines that it belongs with
    "#]],
    );
    check(
        "title: T\n  count: 1\n",
        expect![[r#"
        2:3-2:11: error yaml-syntax: `count` is indented under a line that has a value | begin it in the same column as the key above, or delete the value above
    "#]],
    );
    check(
        "  title: T\ncount: 1\n",
        expect![[r#"
        2:1-2:9: error yaml-syntax: unexpected indentation | begin it in the same column as the lines that it belongs with
    "#]],
    );
    check(
        "names: - a\n",
        expect![[r#"
        1:8-1:11: error yaml-syntax: a list cannot begin on the line of its key | begin it on the next line, or put text that begins with `- ` in quotes
    "#]],
    );
    check(
        "title: T\n- a\n",
        expect![[r#"
            2:1-2:4: error yaml-syntax: expected `key: value`, found an item of a list | write a list under a key that has nothing after its colon
        "#]],
    );
    check(
        "names:\n  - a\n  count: 1\n",
        expect![[r#"
        3:3-3:11: error yaml-syntax: expected an item of the list, which begins with `- ` | add the hyphen, or begin the line in the column of the key that it belongs with
    "#]],
    );
    check(
        "names:\n  - a\n - b\n",
        expect![[r#"
        3:2-3:5: error yaml-syntax: unexpected indentation | begin it in the same column as the lines that it belongs with
    "#]],
    );
    check(
        "title: \"unclosed\ncount: 1\n",
        expect![[r#"
        1:8-1:9: error yaml-syntax: this quote is not closed | close it with `"` in the same line, or indent the lines that continue the text
    "#]],
    );
    check(
        "title: # don't\n  'unclosed\ncount: 1\n",
        expect![[r#"
        2:3-2:4: error yaml-syntax: this quote is not closed | close it with `'` in the same line, or indent the lines that continue the text
    "#]],
    );
    check(
        "title: 'don't\n",
        expect![[r#"
            1:13-1:14: error yaml-syntax: unexpected `t` after the closing quote | put all of the text in quotes; write an apostrophe inside single quotes twice: `''`
        "#]],
    );
    check(
        "title: \"a\" b\n",
        expect![[r#"
            1:12-1:13: error yaml-syntax: unexpected `b` after the closing quote | put all of the text in quotes; write a quotation mark inside double quotes as `\"`
        "#]],
    );
    check(
        "title: \"C:\\dir\"\n",
        expect![[r#"
            1:11-1:13: error yaml-syntax: unknown escape `\d` | write a backslash as `\\`, or use single quotes
        "#]],
    );
    check(
        "title: \"\\ud800\"\n",
        expect![[r#"
            1:9-1:15: error yaml-syntax: unknown escape `\ud800` | write a backslash as `\\`, or use single quotes
        "#]],
    );
    check(
        "title: \"\\x4\"\n",
        expect![[r#"
            1:9-1:12: error yaml-syntax: unknown escape `\x4` | write a backslash as `\\`, or use single quotes
        "#]],
    );
    check(
        "names: [a, b\ncount: 1\n",
        expect![[r#"
        1:8-1:9: error yaml-syntax: `[` is not closed | add `]` where it ends
    "#]],
    );
    check(
        "support: { url: a\ntitle: T\n",
        expect![[r#"
        1:10-1:11: error yaml-syntax: `{` is not closed | add `}` where it ends
    "#]],
    );
    check(
        "names: [a, b\n",
        expect![[r#"
        1:8-1:9: error yaml-syntax: `[` is not closed | add `]` where it ends
    "#]],
    );
    check(
        "names: [a, b}\n",
        expect![[r#"
        1:8-1:9: error yaml-syntax: `[` is closed by `}` | close it with `]`
    "#]],
    );
    check(
        "title: , and\n",
        expect![[r#"
        1:8-1:13: error yaml-syntax: a text cannot begin with `,` | put the text in quotes
    "#]],
    );
    check(
        "title: ]\n",
        expect![[r#"
            1:8-1:9: error yaml-syntax: unmatched `]` | delete it, or put text that contains `]` in quotes
        "#]],
    );
    check(
        "names: [a, , b]\n",
        expect![[r#"
        1:12-1:13: error yaml-syntax: a value is missing before this comma | delete the comma, or write a value
    "#]],
    );
    check(
        "names: [a, b] c\n",
        expect![[r#"
        1:15-1:16: error yaml-syntax: `c` does not belong to the value before it | put the whole value in quotes
    "#]],
    );
    check(
        "names: [a: b: c]\n",
        expect![[r#"
        1:13-1:14: error yaml-syntax: expected `,` or `]`, found `:` | put a comma between entries, and text with `: `, `,` or brackets in quotes
    "#]],
    );
    check(
        "support: { url: a email: b }\n",
        expect![[r#"
        1:24-1:25: error yaml-syntax: expected `,` or `}`, found `:` | put a comma between entries, and text with `: `, `,` or brackets in quotes
    "#]],
    );
    check(
        "title: @home\n",
        expect![[r#"
        1:8-1:9: error yaml-syntax: a text cannot begin with `@` | put the text in quotes
    "#]],
    );
    check(
        "title: `code`\n",
        expect![[r#"
        1:8-1:9: error yaml-syntax: a text cannot begin with "`" | put the text in quotes
    "#]],
    );
    check(
        "title: %d\n",
        expect![[r#"
        1:8-1:9: error yaml-syntax: a text cannot begin with `%` | put the text in quotes
    "#]],
    );
    check(
        "title: ? what\n",
        expect![[r#"
        1:8-1:14: error yaml-syntax: a text cannot begin with `? ` | put the text in quotes
    "#]],
    );
    check(
        "title: *\n",
        expect![[r#"
        1:8-1:9: error yaml-syntax: a text cannot begin with `*` | put the text in quotes
    "#]],
    );
    check(
        "title: !<x\n",
        expect![[r#"
        1:8-1:11: error yaml-syntax: a text cannot begin with `!` | put the text in quotes
    "#]],
    );
    check(
        "title: a # b\n  c\n",
        expect![[r#"
        1:10-1:13: error yaml-syntax: comment inside a text that continues | put the comment elsewhere, or the text in quotes if `#` belongs to it
    "#]],
    );
    check(
        "title: \"a\"#b\n",
        expect![[r#"
        1:11-1:12: error yaml-syntax: `#` begins a comment only after a space | put a space before it
    "#]],
    );
    check(
        "title: a\u{1}b\n",
        expect![[r#"
            1:9-1:10: error yaml-syntax: the control character `<U+0001>` is not allowed in a file | delete it
        "#]],
    );
    check(
        "title: \0\n",
        expect![[r#"
            1:8-1:9: error yaml-syntax: the control character `<U+0000>` is not allowed in a file | delete it
        "#]],
    );
    check(
        "title: a\n\u{feff}count: 1\n",
        expect![[r#"
        2:1-2:1: error yaml-syntax: byte-order mark inside the text | delete this invisible character
    "#]],
    );
}

#[test]
fn what_stood_before_a_break_is_kept_and_nothing_after_it_is_missed() {
    check(
        "count: x\nupdates:\n- status: [a]\n- status: b\n  text: c: d\ntitle: T\n",
        expect![[r#"
            1:8-1:9: error wrong-type: expected a whole number for `count`, found `x` | write decimal digits only, such as `12`
            3:3-3:3: error missing-key: missing key `at` | add `at: ...`
            3:11-3:14: error wrong-type: expected text for `status`, found a list | write one text; text that begins with `[` or `-` needs quotes
            5:10-5:11: error yaml-syntax: unexpected `: ` in a value without quotes | put text that contains `: ` in quotes
        "#]],
    );
    let doc = good("started: x\nnames: [a, b\ntitle: T\n");
    assert_eq!(value(doc.started), "x");
    assert!(matches!(doc.title, Field::Invalid(_)));
    assert!(matches!(doc.names, Field::Invalid(_)));
    // The value that the syntax broke in may be half of what was meant.
    assert!(matches!(
        good("started: 2026: x\n").started,
        Field::Invalid(_)
    ));
}

#[test]
fn parts_of_yaml_that_content_files_do_not_have() {
    check(
        "title: &t T\nstarted: *t\ncount: *nowhere\n",
        expect![[r#"
            1:8-1:10: error yaml-feature: `&t` is a YAML anchor, which is not supported in content files | delete it; text that begins with `&` needs quotes
            2:10-2:12: error yaml-feature: `*t` is a YAML alias, which is not supported in content files | write the value out; text that begins with `*` needs quotes
            3:8-3:16: error yaml-feature: `*nowhere` is a YAML alias, which is not supported in content files | write the value out; text that begins with `*` needs quotes
        "#]],
    );
    check(
        "title: **bold** text\n",
        expect![[r#"
            1:8-1:16: error yaml-feature: `**bold**` is a YAML alias, which is not supported in content files | write the value out; text that begins with `*` needs quotes
        "#]],
    );
    check(
        "title: !!str T\nstarted: !new 5\nsupport: !x\n  email: a\n",
        expect![[r#"
            1:8-1:13: error yaml-feature: `!!str` is a YAML tag, which is not supported in content files | delete it; text that begins with `!` needs quotes
            2:10-2:14: error yaml-feature: `!new` is a YAML tag, which is not supported in content files | delete it; text that begins with `!` needs quotes
            3:10-3:12: error yaml-feature: `!x` is a YAML tag, which is not supported in content files | delete it; text that begins with `!` needs quotes
        "#]],
    );
    check(
        "support:\n  <<: *defaults\n  <<: { email: a }\n  url: b\ntitle: T\n",
        expect![[r#"
            2:3-2:5: error yaml-feature: `<<` is a YAML merge key, which is not supported in content files | write the keys out
            3:3-3:5: error yaml-feature: `<<` is a YAML merge key, which is not supported in content files | write the keys out
        "#]],
    );
    check(
        "%YAML 1.2\n---\ntitle: T\n",
        expect![[r#"
        1:1-1:10: error yaml-syntax: a text cannot begin with `%` | put the text in quotes
    "#]],
    );
    check(
        "title: T\n---\ntitle: U\n",
        expect![[r#"
            2:1-2:4: error yaml-feature: `---` begins a second document, which is not supported in content files | make a file of each document, or delete the line that divides them
        "#]],
    );
    check(
        "title: T\n...\ntitle: U\n",
        expect![[r#"
            3:1-3:9: error yaml-feature: `title: U` begins a second document, which is not supported in content files | make a file of each document, or delete the line that divides them
        "#]],
    );
}

#[test]
fn keys_are_texts() {
    check(
        "title: T\n? [a]\n: b\n? { c: d }\n: e\n",
        expect![[r#"
        2:3-2:6: error yaml-syntax: a key must be a text | put text that begins with `{` or `[` in quotes
        4:3-4:11: error yaml-syntax: a key must be a text | put text that begins with `{` or `[` in quotes
    "#]],
    );
    check(
        "title: T\nstarted: {{ x }}\n",
        expect![[r#"
        2:11-2:16: error yaml-syntax: a key must be a text | put text that begins with `{` or `[` in quotes
    "#]],
    );
    check(
        "{{ x }}: T\n",
        expect![[r#"
        1:2-1:7: error yaml-syntax: a key must be a text | put text that begins with `{` or `[` in quotes
    "#]],
    );
    check(
        ": T\n",
        expect![[r#"
        1:1-1:2: error yaml-syntax: a key is missing before the colon | write a key, or put text that begins with `:` in quotes
    "#]],
    );
}
