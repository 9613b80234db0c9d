//! Values of the wrong sort, and the one notation that numbers and truth values have.

use expect_test::{Expect, expect};

use super::*;

#[test]
fn truth_values_are_true_and_false() {
    for text in ["yes", "on", "True", "TRUE", "y", "1"] {
        let (_, _, faults) = read(format!("title: T\ndraft: {text}\n").as_bytes());
        assert_eq!(faults[0].help.as_deref(), Some("write `true`"), "{text}");
    }
    check(
        "title: T\ndraft: yes\n",
        expect![[r#"
        2:8-2:11: error wrong-type: expected `true` or `false` for `draft`, found `yes` | write `true`
    "#]],
    );
    check(
        "title: T\ndraft: No\n",
        expect![[r#"
        2:8-2:10: error wrong-type: expected `true` or `false` for `draft`, found `No` | write `false`
    "#]],
    );
    check(
        "title: T\ndraft: 'true'\n",
        expect![[r#"
        2:8-2:14: error wrong-type: expected `true` or `false` for `draft`, found the text `true` | write `true` without quotes
    "#]],
    );
    check(
        "title: T\ndraft: maybe\n",
        expect![[r#"
        2:8-2:13: error wrong-type: expected `true` or `false` for `draft`, found `maybe` | write `true` or `false`
    "#]],
    );
    check(
        "title: T\ndraft: [true]\n",
        expect![[r#"
        2:8-2:14: error wrong-type: expected `true` or `false` for `draft`, found a list | -
    "#]],
    );
}

/// The faults of one value for each line, without their places.
fn check_values(key: &str, values: &[&str], expect: Expect) {
    let mut out = String::new();
    for value in values {
        let (sources, _, faults) = read(format!("title: T\n{key}: {value}\n").as_bytes());
        let said = faults
            .iter()
            .map(|fault| shown(&sources, fault))
            .collect::<String>();
        out += said
            .split_once("wrong-type: ")
            .map_or("good\n", |(_, said)| said);
    }
    expect.assert_eq(&out);
}

#[test]
fn whole_numbers_have_one_notation() {
    check_values(
        "count",
        &[
            "0", "42", "007", "00", "1_000", "1,000", "1,5", "1 000", "0x1F", "1e3", "1.0", "+5",
            "-1", "-0", "'5'", "5%", "ten", "[1]",
        ],
        expect![[r#"
            good
            good
            expected a whole number for `count`, found `007` | write `7`
            expected a whole number for `count`, found `00` | write `0`
            expected a whole number for `count`, found `1_000` | write `1000`
            expected a whole number for `count`, found `1,000` | write `1000`
            expected a whole number for `count`, found `1,5` | write decimal digits only, such as `12`
            expected a whole number for `count`, found `1 000` | write `1000`
            expected a whole number for `count`, found `0x1F` | write decimal digits only, such as `12`
            expected a whole number for `count`, found `1e3` | write decimal digits only, such as `12`
            expected a whole number for `count`, found `1.0` | write decimal digits only, such as `12`
            expected a whole number for `count`, found `+5` | write `5`
            expected a whole number that is not negative for `count`, found `-1` | write 0 or more
            expected a whole number for `count`, found `-0` | write `0`
            expected a whole number for `count`, found the text `5` | write `5` without quotes
            expected a whole number for `count`, found `5%` | write decimal digits only, such as `12`
            expected a whole number for `count`, found `ten` | write decimal digits only, such as `12`
            expected a whole number for `count`, found a list | -
        "#]],
    );
    check_values(
        "count",
        &[
            "18446744073709551615",
            "18446744073709551616",
            &"9".repeat(400),
        ],
        expect![[r#"
        good
        expected a whole number up to 18446744073709551615 for `count`, found `18446744073709551616` | write a smaller number
        expected a whole number up to 18446744073709551615 for `count`, found `9999999999999999999999999999999999999999…` | write a smaller number
    "#]],
    );
    check_values(
        "small",
        &["255", "256"],
        expect![[r#"
        good
        expected a whole number up to 255 for `small`, found `256` | write a smaller number
    "#]],
    );
    check_values(
        "offset",
        &["-9223372036854775808", "-9223372036854775809", "--1"],
        expect![[r#"
        good
        expected a whole number from -9223372036854775808 for `offset`, found `-9223372036854775809` | write a larger number
        expected a whole number for `offset`, found `--1` | write decimal digits only, such as `12`
    "#]],
    );
}

#[test]
fn decimal_numbers_have_one_notation() {
    check_values(
        "weight",
        &[
            "1",
            "0.3",
            "-2.50",
            ".5",
            "0,3",
            "1,200",
            "1.",
            "1e3",
            ".inf",
            ".nan",
            "01.5",
            "30%",
            "'0.3'",
            &"9".repeat(400),
        ],
        expect![[r#"
            good
            good
            good
            expected a number for `weight`, found `.5` | write `0.5`
            expected a number for `weight`, found `0,3` | write `0.3`
            expected a number for `weight`, found `1,200` | write a number such as `1200` or `0.3`
            expected a number for `weight`, found `1.` | write digits and a decimal point, such as `0.3`
            expected a number for `weight`, found `1e3` | write digits and a decimal point, such as `0.3`
            expected a number for `weight`, found `.inf` | write digits and a decimal point, such as `0.3`
            expected a number for `weight`, found `.nan` | write digits and a decimal point, such as `0.3`
            expected a number for `weight`, found `01.5` | write digits and a decimal point, such as `0.3`
            expected a number for `weight`, found `30%` | write digits and a decimal point, such as `0.3`
            expected a number for `weight`, found the text `0.3` | write `0.3` without quotes
            expected a number for `weight`, found `9999999999999999999999999999999999999999…` | write a smaller number
        "#]],
    );
}

#[test]
fn other_sorts_of_values() {
    check(
        "title: { a: b }\nstarted: [a]\nnames: x\nmany: []\nstates: [api]\nsupport: x\nupdates: { at: x }\n",
        expect![[r#"
            1:8-1:16: error wrong-type: expected text for `title`, found keys with values | put text that has `: ` in it, or begins with `{`, in quotes
            2:10-2:13: error wrong-type: expected text for `started`, found a list | write one text; text that begins with `[` or `-` needs quotes
            3:8-3:9: error wrong-type: expected a list for `names`, found `x` | write each item on a line of its own that begins with `- `
            5:9-5:14: error wrong-type: expected keys with values for `states`, found a list | write `key: value`, without hyphen or brackets
            6:10-6:11: error wrong-type: expected keys with values for `support`, found `x` | write `key: value`, with a space after the colon
            7:10-7:19: error wrong-type: expected a list for `updates`, found keys with values | begin each item with `- `
        "#]],
    );
}

#[test]
fn quoted_text_is_safe_on_a_terminal() {
    let long = "x".repeat(5000);
    check(
        &format!("title: T\n\"\\e[31m\\u202e`\": x\n? {long}\n: y\ndraft: {long}\n"),
        expect![[r#"
            2:1-2:16: error unknown-key: unknown key "<U+001B>[31m<U+202E>`" | use one of the known keys: `title`, `started`, `draft`, `count`, `small`, `offset`, `weight`, `blank`, `names`, `many`, `states`, `updates`, `support`
            3:3-3:5003: error unknown-key: unknown key `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` | use one of the known keys: `title`, `started`, `draft`, `count`, `small`, `offset`, `weight`, `blank`, `names`, `many`, `states`, `updates`, `support`
            5:8-5:5008: error wrong-type: expected `true` or `false` for `draft`, found `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` | write `true` or `false`
        "#]],
    );
}

#[test]
fn a_value_that_reads_as_a_comment_needs_quotes() {
    check(
        "title: #7a1fa2\r\nstarted:\t#12 and \"more\"  \ncount: # none yet\ndraft:\n  #true\n\"small\" : #1\nstates: { api: #2\n }\n",
        expect![[r##"
            1:1-1:6: error empty-value: `title` has no value | put the value in quotes, because `#` after a space begins a comment: `title: "#7a1fa2"`
            2:1-2:8: error empty-value: `started` has no value | put the value in quotes, because `#` after a space begins a comment: `started: "#12 and \"more\""`
            3:1-3:6: error empty-value: `count` has no value | add a value, or delete the key if it is optional
            4:1-4:6: error empty-value: `draft` has no value | add a value, or delete the key if it is optional
            6:1-6:8: error empty-value: `small` has no value | put the value in quotes, because `#` after a space begins a comment: `small: "#1"`
            7:11-7:14: error empty-value: `api` has no value | put the value in quotes, because `#` after a space begins a comment: `api: "#2"`
        "##]],
    );
}

#[test]
fn empty_values() {
    check(
        "title:\ncount: ~\ndraft: null\nnames:\n  - a\n  -\n  - # note\nstates: { api: }\nstarted: |\n",
        expect![[r#"
            1:1-1:6: error empty-value: `title` has no value | add a value, or delete the key if it is optional
            2:8-2:9: error empty-value: `count` has no value | add a value, or delete the key if it is optional
            3:8-3:12: error empty-value: `draft` has no value | add a value, or delete the key if it is optional
            6:3-6:4: error empty-value: this list item has no value | add a value, or delete the key if it is optional
            7:10-7:11: error empty-value: this list item has no value | add a value, or delete the key if it is optional
            8:11-8:14: error empty-value: `api` has no value | add a value, or delete the key if it is optional
            9:1-9:8: error empty-value: `started` has no value | add a value, or delete the key if it is optional
        "#]],
    );
    assert_eq!(value(good("title: 'null'\n").title), "null");
    assert_eq!(value(good("title: \"\"\n").title), "");
    assert_eq!(value(good("blank: ~\n").blank), None);
    assert_eq!(value(good("blank: x\n").blank), Some("x".to_owned()));
}
