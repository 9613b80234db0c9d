//! Markdown as it is printed: what is kept, what becomes text, what is left out.

use crate::compare::{assert_contains, assert_lacks};
use statuary::base::source::{SourceFile, Sources, Span};
use statuary::parse::markdown::{ProseContext, parse_markdown};

/// The HTML of an article, with addresses inside the site in square brackets.
fn html(markdown: &str, setting: ProseContext) -> String {
    let sources = Sources::new(vec![SourceFile {
        path: "pages/a.md".to_owned(),
        bytes: markdown.as_bytes().to_vec(),
    }]);
    let file = sources.iter().next().unwrap().0;
    let place = |range: std::ops::Range<usize>| Span {
        file,
        start: range.start,
        end: range.end,
    };
    parse_markdown(markdown, setting, &place, &mut Vec::new())
        .prose
        .html(|address| format!("[{address}]"))
}

fn article(markdown: &str) -> String {
    html(markdown, ProseContext::Article)
}

#[test]
fn a_link_never_holds_another_one() {
    let badge =
        article("[![build state](https://ci.example.com/badge.svg)](https://ci.example.com/)");
    assert_eq!(
        badge,
        "<p><a href=\"https://ci.example.com/\">build state</a></p>\n"
    );
    let alone = article("![build state](https://ci.example.com/badge.svg)");
    assert_eq!(
        alone,
        "<p><a href=\"https://ci.example.com/badge.svg\">build state</a></p>\n"
    );
}

#[test]
fn an_image_in_the_description_of_an_image_is_its_words() {
    let nested = article("before ![a ![b](/c.png) d](/e.png) after");
    assert_eq!(
        nested,
        "<p>before <img src=\"[e.png]\" alt=\"a b d\" loading=\"lazy\"> after</p>\n"
    );
}

#[test]
fn headings_begin_below_the_title_of_the_page_and_never_skip() {
    let levels = article("# One\n\n### Two\n\n# One\n");
    assert_eq!(
        levels,
        "<h2 id=\"one\">One</h2>\n<h3 id=\"two\">Two</h3>\n<h2 id=\"one-2\">One</h2>\n"
    );
    assert_eq!(
        html("# One\n\n## Two\n", ProseContext::Update),
        "<h4>One</h4>\n<h5>Two</h5>\n"
    );
}

#[test]
fn a_comment_to_colleagues_is_left_out() {
    assert_eq!(
        article("Fine.\n\n<!-- ask the\ndata team -->\n\nReally<!-- ? -->."),
        "<p>Fine.</p>\n<p>Really.</p>\n"
    );
}

#[test]
fn what_looks_like_markup_is_text() {
    assert_eq!(
        article("a <b>bold</b> c"),
        "<p>a &lt;b&gt;bold&lt;/b&gt; c</p>\n"
    );
    assert_lacks(article("<script>alert(1)</script>"), "<script");
    assert_lacks(article("<img src=x onerror=alert(1)>"), "<img");
}

#[test]
fn links_go_only_where_they_may() {
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//other.example",
        "JaVaScRiPt:x",
        "\\\\host",
    ] {
        assert_lacks(article(&format!("[x](<{address}>)")), "href");
    }
    assert_eq!(
        article("[x](/incidents/a/)"),
        "<p><a href=\"[incidents/a/]\">x</a></p>\n"
    );
    assert_eq!(
        article("[x](/)"),
        "<p><a href=\"[]\">x</a></p>\n",
        "the front page"
    );
    assert_eq!(article("[x]() and [y](<>)"), "<p>x and y</p>\n");
    assert_eq!(
        article("<help@example.com>"),
        "<p><a href=\"mailto:help@example.com\">help@example.com</a></p>\n"
    );
}

#[test]
fn a_table_needs_no_style_and_scrolls_by_keyboard() {
    let table = article("## Codes\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n");
    assert_contains(
        &table,
        "role=\"group\" tabindex=\"0\" aria-labelledby=\"codes\"",
    );
    assert_lacks(&table, "style");
}

#[test]
fn plain_text_keeps_paragraphs_lists_and_addresses() {
    let markdown = "# Head\n\nOne *two*\nthree, [four](/a/?b=1&c=2), <https://example.com/x>, ![five](/p.png) & `<six>`\n\n\
        1. a\n2. b\n   - c\n\n```\nx  y\n z\n```\n\n> said\n\n| k | v |\n| --- | --- |\n| 1 | 2 |\n";
    let sources = Sources::new(vec![SourceFile {
        path: "pages/a.md".to_owned(),
        bytes: markdown.as_bytes().to_vec(),
    }]);
    let file = sources.iter().next().unwrap().0;
    let place = |range: std::ops::Range<usize>| Span {
        file,
        start: range.start,
        end: range.end,
    };
    let prose = parse_markdown(markdown, ProseContext::Update, &place, &mut Vec::new()).prose;
    let text = prose.text(|address| format!("https://s.example/{address}"));
    let expected = "Head\n\nOne two three, four (https://s.example/a/?b=1&c=2), https://example.com/x, five & <six>\n\n\
        - a\n- b\n  - c\n\nx  y\n z\n\nsaid\n\nk  v\n1  2";
    assert_eq!(text, expected);
}
