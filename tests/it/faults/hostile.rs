//! Texts that were made to take long, of a size that no person writes. Reading takes time in proportion to the length, and far more if
//! every part of a text looked at every other.

use statuary::base::source::{SourceFile, Sources};

use crate::growth::assert_linear;
use crate::site;

/// Pieces of Markdown, each repeated to the end.
const PIECES: [&str; 32] = [
    "> ",
    "> > x\n",
    "[",
    "![",
    "[a](",
    "[a][b] ",
    "[a](x:y) ",
    "*a ",
    "**a_b ",
    "_*",
    "`",
    "``` ",
    "```\n",
    "~~~\nx\n",
    "| a | b |\n|---|---|\n",
    "|",
    "a|b\n",
    "<a ",
    "<!--",
    "<b>x",
    "</b>",
    "<div>\n\n",
    "[a]: x\n",
    "[^1]: x\n",
    "# a\n",
    "- ",
    "1. ",
    "&amp;",
    "&",
    "\\",
    "\u{fdd0}<b>",
    "\n",
];

/// Opens many times, then closes as often.
fn nested(open: &str, close: &str, size: usize) -> String {
    let times = size / (open.len() + close.len());
    open.repeat(times) + &close.repeat(times)
}

/// Lines, each with one piece more than the line before.
fn stairs(piece: &str, end: &str, size: usize) -> String {
    let lines = (2 * size / piece.len()).isqrt();
    (1..lines).map(|count| piece.repeat(count) + end).collect()
}

/// Items that differ by a number.
fn numbered(size: usize, item: impl Fn(usize) -> String) -> String {
    (0..size / item(10_000).len()).map(item).collect()
}

/// A name for messages, and what makes a text of a size.
type HostileText = (String, Box<dyn Fn(usize) -> String + Sync>);

fn named(name: &str, make: impl Fn(usize) -> String + Sync + 'static) -> HostileText {
    (name.to_owned(), Box::new(make))
}

fn markdown() -> Vec<HostileText> {
    let repeated = |piece: &'static str| named(piece, move |size| piece.repeat(size / piece.len()));
    let nesting = |open: &'static str, close: &'static str| {
        named(&format!("{open} {close}"), move |size| {
            nested(open, close, size)
        })
    };
    let growing = |piece: &'static str, end: &'static str| {
        named(&format!("more and more {piece}"), move |size| {
            stairs(piece, end, size)
        })
    };
    let mut texts: Vec<HostileText> = PIECES.into_iter().map(repeated).collect();
    texts.extend([
        nesting("[", "]"),
        nesting("[a](", ")"),
        nesting("*", "*"),
        nesting("![a", "](b)"),
        nesting("a**b", "c* "),
        growing("`", " "),
        growing("> ", "a\n"),
        growing("  ", "- a\n"),
        named("references", |size| {
            numbered(size, |n| format!("[{n}]: x\n")) + &numbered(size, |n| format!("[{n}] "))
        }),
        named("footnotes", |size| {
            numbered(size, |n| format!("[^{n}]: x\n")) + &numbered(size, |n| format!("[^{n}] "))
        }),
        named("equal headings", |size| {
            numbered(size, |n| format!("# a-{}\n", n % 90 + 2))
        }),
        named(
            "a wide head over many rows that leave their cells out",
            |size| {
                let (head, rule) = ("|a".repeat(size / 8), "|-".repeat(size / 8));
                format!("{head}|\n{rule}|\n{}", "|x|\n".repeat(size / 8))
            },
        ),
    ]);
    texts
}

fn file(path: &str, text: String) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        bytes: text.into_bytes(),
    }
}

/// Checks a small site with more files: its cost grows with their length, and there are no more faults than a person reads.
#[track_caller]
fn check_is_linear(texts: Vec<HostileText>, files: impl Fn(String) -> Vec<SourceFile>) {
    let small = site::sources("");
    let make = |name: &str, size: usize| {
        let (_, text) = texts.iter().find(|(known, _)| known == name).unwrap();
        let small = small.iter().map(|(_, file)| file.clone());
        Sources::new(small.chain(files(text(size))).collect())
    };
    let most = 101 * files(String::new()).len();
    assert_linear(texts.iter().map(|(name, _)| name), make, |sources| {
        let faults = statuary::check_sources(sources).diagnostics;
        assert!(faults.len() <= most, "{} faults", faults.len());
    });
}

#[test]
fn markdown_takes_time_in_proportion_to_its_length() {
    check_is_linear(markdown(), |text| {
        let lines: String = text.lines().map(|line| format!("    {line}\n")).collect();
        let incident = format!(
            "title: A\nstarted: 2026-11-03\nimpact: minor\nupdates:\n- at: 2026-11-03T14:00Z\n  text: |\n    x\n{lines}"
        );
        let page = format!("---\ntitle: P\n---\n{text}");
        vec![file("incidents/a.yaml", incident), file("pages/p.md", page)]
    });
}

#[test]
fn keys_and_lists_take_time_in_proportion_to_their_length() {
    const HEAD: &str = "title: A\nstarted: 2026-11-03\nimpact: minor\n";
    const UPDATES: &str = "updates: [{ at: 2026-11-03T14:00Z, text: x }]\n";
    let after = |head: String, item: fn(usize) -> String| {
        named(&head.clone(), move |size| {
            head.clone() + &numbered(size, item)
        })
    };
    let under = |key: &str, item: fn(usize) -> String| after(format!("{HEAD}{UPDATES}{key}"), item);
    let texts = vec![
        under("", |n| format!("key{n}: x\n")),
        under("components:\n", |n| format!("  x{n}: major_outage\n")),
        under("related:\n", |n| format!("- {n}\n")),
        under("aliases:\n", |n| format!("- /old/{}\n", n % 7)),
        after(format!("{HEAD}updates:\n"), |n| {
            format!("- {{ at: 2026-11-03T14:00Z, id: a{}, text: x }}\n", n % 500)
        }),
        named("title", |size| format!("title: {}\n", "x".repeat(size))),
        named("escapes", |size| {
            format!("started: \"{}\"\n", "\\x07".repeat(size / 4))
        }),
    ];
    check_is_linear(texts, |text| vec![file("incidents/a.yaml", text)]);
}

#[test]
fn culprits_take_time_in_proportion_to_their_number() {
    let product = named("chains", |size| {
        let chain = numbered(size, |n| {
            format!("- {{ id: c{n}, name: C, merged_from: [c{}] }}\n", n + 1)
        });
        format!("name: D\nculprits:\n{chain}")
    });
    check_is_linear(vec![product], |text| {
        vec![file("internal/reports/db/product.yaml", text)]
    });
    let tally = named("counts", |size| {
        let counts = numbered(size, |n| format!("  d{n}: 1\n"));
        format!("product: db\nperiod: 2013-W28\nsampled: 1\nread: 1\nculprits:\n{counts}")
    });
    check_is_linear(vec![tally], |text| {
        let product = "name: D\nculprits: [{ id: c, name: C }]\n".to_owned();
        vec![
            file("internal/reports/db/product.yaml", product),
            file("internal/reports/db/2013-W28.yaml", text),
        ]
    });
}
