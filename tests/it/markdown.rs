//! Markdown as it is printed: what is kept, what becomes text, what is left out.

use crate::compare::{assert_contains, assert_lacks};
use statuary::base::prose::HtmlUse;
use statuary::base::source::{SourceFile, Sources, Span};
use statuary::parse::markdown::{ProseContext, join_wrapped_lines, parse_markdown};

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
        .html(
            HtmlUse::Page,
            |address| format!("[{address}]"),
            |address| (address == "known.png").then_some((640, 480)),
        )
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
fn references_to_control_characters_are_read_as_in_html() {
    assert_eq!(
        article("don&#146;t &#x96;&#1;&#xB;&#x81;&#xFFFE; [a](/b/ \"c&#133;&#7;\") `&#1;`"),
        "<p>don\u{2019}t \u{2013} <a href=\"[b/]\" title=\"c\u{2026}\">a</a> <code>&amp;#1;</code></p>\n"
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
    let expected = "Head\n\nOne two\nthree, four (https://s.example/a/?b=1&c=2), https://example.com/x, five & <six>\n\n\
        - a\n- b\n  - c\n\nx  y\n z\n\nsaid\n\nk  v\n1  2";
    assert_eq!(text, expected);
}

fn update(markdown: &str) -> String {
    html(markdown, ProseContext::Update)
}

#[test]
fn a_newline_is_a_line_break_in_updates_and_a_space_in_articles() {
    let lines = "Start: 14:02 UTC\nEnd: 14:40 UTC\n\n- one\n  more\n";
    assert_eq!(
        update(lines),
        "<p>Start: 14:02 UTC<br />\nEnd: 14:40 UTC</p>\n<ul>\n<li>one<br />\nmore</li>\n</ul>\n"
    );
    assert_eq!(
        article(lines),
        "<p>Start: 14:02 UTC\nEnd: 14:40 UTC</p>\n<ul>\n<li>one\nmore</li>\n</ul>\n"
    );
    // What an importer makes of an article for an update reads the same.
    assert_eq!(
        join_wrapped_lines(&format!("{lines}\n> a\n> b\n\n    x\n    y\n")),
        "Start: 14:02 UTC End: 14:40 UTC\n\n- one more\n\n> a\n> b\n\n    x\n    y\n"
    );
}

#[test]
fn a_bare_url_is_a_link_and_knows_that_its_words_are_its_address() {
    let link = |address: &str| {
        let escaped = address.replace('&', "&amp;");
        format!("<a href=\"{escaped}\" class=\"address\">{escaped}</a>")
    };
    let help = link("https://example.com/help?x=1&y=2");
    for written in [
        "https://example.com/help?x=1&y=2",
        "<https://example.com/help?x=1&y=2>",
    ] {
        assert_eq!(
            article(&format!("See {written}.")),
            format!("<p>See {help}.</p>\n")
        );
    }
    assert_eq!(
        article("(https://example.com/a_(b)), then **http://example.com**"),
        format!(
            "<p>({}), then <strong>{}</strong></p>\n",
            link("https://example.com/a_(b)"),
            link("http://example.com")
        )
    );
    for plain in [
        "`https://example.com/`",
        "ftp://example.com/",
        "example.com",
        "https://",
    ] {
        assert_lacks(article(plain), "<a ");
    }
    assert_lacks(article("    https://example.com/"), "<a ");
    assert_eq!(
        article("[https://example.com/ is it](https://example.com/)"),
        "<p><a href=\"https://example.com/\">https://example.com/ is it</a></p>\n"
    );
}

#[test]
fn footnotes_of_an_update_have_no_anchor_because_other_updates_are_on_the_page() {
    let text = "Slow.[^why]\n\n[^why]: A disk.\n";
    assert_eq!(
        update(text),
        "<p>Slow.<sup class=\"footnote-reference\">1</sup></p>\n<div class=\"footnote-definition\">\
         <sup class=\"footnote-definition-label\">1</sup>\n<p>A disk.</p>\n</div>\n"
    );
    // Where the text leaves its page, the link leads back to it.
    assert_eq!(
        article(text),
        "<p>Slow.<sup class=\"footnote-reference\"><a href=\"[#why]\">1</a></sup></p>\n<div class=\"footnote-definition\" \
         id=\"why\"><sup class=\"footnote-definition-label\">1</sup>\n<p>A disk.</p>\n</div>\n"
    );
}

#[test]
fn columns_keep_their_alignment() {
    let table = article("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n");
    for row in [
        "<th>a</th><th class=\"left\">b</th><th class=\"center\">c</th><th class=\"right\">d</th>",
        "<td>1</td><td class=\"left\">2</td><td class=\"center\">3</td><td class=\"right\">4</td>",
    ] {
        assert_contains(&table, row);
    }
}

#[test]
fn an_image_of_known_size_says_it() {
    assert_eq!(
        article("![A](/known.png)"),
        "<p><img src=\"[known.png]\" alt=\"A\" width=\"640\" height=\"480\" loading=\"lazy\"></p>\n"
    );
}
