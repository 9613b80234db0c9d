//! How a site looks: colours and logo from its settings, and themes that change the built-in ones in part.

use std::collections::BTreeSet;

use crate::compare::{assert_contains, assert_includes, assert_lacks, assert_starts_with};
use statuary::base::colour::{MIN_GRAPHIC_CONTRAST, MIN_TEXT_CONTRAST, Rgb};
use statuary::base::digest::csp_hash;
use statuary::model::Ledger;
use statuary::render::theme::files::ThemeFiles;
use statuary::render::theme::{Theme, ThemeFault};
use statuary::view::branding::branding_view;

use crate::site::{Pages, SMALL, example, internal, ledger, now, page, pages, tags, words};

const AT: &str = "2013-07-10T12:00Z";

const DOWN: &str = "//- incidents/2013-07-10-down.yaml\ntitle: Down\nstarted: 2013-07-10T10:00Z\n\
    components: { web: major_outage }\nupdates:\n  - { at: 2013-07-10T10:05Z, status: investigating, text: Seen }\n";

/// The small site with a look and more files.
fn with(look: &str, files: &str) -> Ledger {
    let settings = SMALL.split("//- components").next().unwrap();
    ledger(&format!("{settings}look:\n{look}{files}"))
}

/// A theme of a name with files of the site's own.
fn theme(ledger: &Ledger, name: &str, own: &[(&str, &str)]) -> Result<Theme, ThemeFault> {
    let own = own
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    Theme::new(
        &ThemeFiles {
            name: name.to_owned(),
            overrides: own,
        },
        &branding_view(&ledger.status.site),
    )
}

#[track_caller]
fn public(ledger: &Ledger, own: &[(&str, &str)]) -> Pages {
    let theme = theme(ledger, "default", own).unwrap();
    pages(&statuary::public_site(&ledger.status, now(AT), &theme))
}

fn style(html: &str) -> &str {
    html.split_once("<style>")
        .unwrap()
        .1
        .split_once("</style>")
        .unwrap()
        .0
}

fn colour(text: &str) -> Rgb {
    Rgb::parse(text).unwrap_or_else(|| panic!("{text}"))
}

/// Values of WebAIM's contrast checker, <https://webaim.org/resources/contrastchecker/>, rounded down to two digits.
#[test]
fn contrast_is_that_of_wcag() {
    let cases = [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#fff", 1.0),
        ("#777777", "#ffffff", 4.47),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 3.99),
        ("#0000ff", "#ffffff", 8.59),
        ("#008000", "#ffffff", 5.13),
        ("#ffff00", "#000000", 19.55),
    ];
    for (one, two, expected) in cases {
        let (one, two) = (colour(one), colour(two));
        let found = (one.contrast(two) * 100.0).floor() / 100.0;
        assert_eq!(
            (found, one.contrast(two)),
            (expected, two.contrast(one)),
            "{one} on {two}"
        );
    }
}

#[test]
fn a_colour_is_read_in_two_forms_and_in_no_other() {
    assert_eq!(colour("#0b5C94"), Rgb(0x0B, 0x5C, 0x94));
    assert_eq!(colour("#1af"), Rgb(0x11, 0xAA, 0xFF));
    for text in [
        "",
        "#",
        "0b5c94",
        "#0b5c9",
        "#0b5c944",
        "#0b5c9g",
        "#+12345",
        "# 12345",
        "#é1234",
        "rgb(1,2,3)",
    ] {
        assert_eq!(Rgb::parse(text), None, "{text}");
    }
}

#[test]
fn the_nearest_colour_that_can_be_read_is_the_first_that_can() {
    for (ground, towards) in [
        (Rgb::WHITE, Rgb::BLACK),
        (Rgb(0x17, 0x15, 0x0F), Rgb::WHITE),
    ] {
        for least in [MIN_GRAPHIC_CONTRAST, MIN_TEXT_CONTRAST] {
            for colour in [
                Rgb(255, 240, 0),
                Rgb(0x7A, 0x1F, 0xA2),
                Rgb(128, 128, 128),
                ground,
            ] {
                let found = colour.readable_on(ground, least);
                assert!(
                    found.contrast(ground) >= least,
                    "{colour} on {ground}: {found}"
                );
                let parts = (0..=255)
                    .find(|parts| colour.mix(towards, *parts) == found)
                    .unwrap();
                let before = (parts > 0).then(|| colour.mix(towards, parts - 1));
                assert!(
                    before.is_none_or(|before| before.contrast(ground) < least),
                    "{colour} on {ground}: {found}"
                );
            }
        }
    }
}

#[test]
fn colours_of_the_settings_come_last_in_the_stylesheet_and_are_in_the_policy() {
    let look = "  accent: \"#7a1fa2\"\n  states: { major_outage: \"#900\" }\n  dark: { states: { operational: \"#0f0\" } }\n";
    let site = public(
        &with(look, DOWN),
        &[("extra.css", "/* Ours. */\nh1 { color: var(--accent); }")],
    );
    let html = page(&site, "index.html");
    let css = style(html);
    let (_, end) = css
        .split_once("h1{color:var(--accent)}\n:root{")
        .unwrap_or_else(|| panic!("{css}"));
    // What is not said of the other screen is the nearest colour that can be seen there.
    assert_eq!(
        end,
        "--accent:#7A1FA2;--fine:#009F00;--outage:#990000;}\n\
         @media screen and (prefers-color-scheme:dark){:root{--accent:#A465BF;--fine:#00FF00;--outage:#B34040;}}"
    );
    let policy = tags(html)
        .into_iter()
        .find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"))
        .unwrap();
    assert_contains(
        policy.get("content").unwrap(),
        format!("style-src '{}'", csp_hash(css)),
    );
    let headers = page(&site, "_headers");
    assert_contains(headers, csp_hash(css));
}

#[test]
fn a_logo_stands_in_place_of_the_title_and_needs_no_request() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let files = format!("//- static/a.svg\n{svg}\n//- static/b.png\npng");
    let look = "  logo: { file: a.svg, dark: b.png, alt: Acme & sons }\n  favicon: a.svg\n";
    let site = public(
        &with(
            look,
            &format!("{files}\n//- components.yaml\n{}", components()),
        ),
        &[],
    );
    let html = page(&site, "index.html");
    let tags = tags(html);
    let logo = tags.iter().find(|tag| tag.name == "img").unwrap();
    assert_eq!(logo.get("alt"), Some("Acme & sons"));
    let svg = "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22/%3E";
    assert_eq!(logo.get("src"), Some(svg));
    let dark = tags.iter().find(|tag| tag.name == "source").unwrap();
    assert_eq!(dark.get("srcset"), Some("data:image/png;base64,cG5nCg=="));
    assert_eq!(
        dark.get("media"),
        Some("screen and (prefers-color-scheme: dark)")
    );
    assert_eq!(
        tags.iter()
            .rfind(|tag| tag.get("rel") == Some("icon"))
            .unwrap()
            .get("href"),
        Some(svg)
    );
    assert_lacks(html, ">Small Status</a>");
    assert_starts_with(page(&site, "favicon.svg"), "<svg");
}

fn components() -> &'static str {
    SMALL.split_once("//- components.yaml\n").unwrap().1
}

#[test]
fn a_large_logo_is_asked_for_from_where_it_is() {
    let look = format!(
        "  logo: {{ file: img/logo.svg }}\n//- static/img/logo.svg\n<svg>{}</svg>\n",
        " ".repeat(5000)
    );
    let ledger = with(&look, DOWN);
    let site = public(&ledger, &[]);
    let logo = |path: &str| {
        let html = page(&site, path);
        let tags = tags(html);
        let logo = tags.iter().find(|tag| tag.name == "img").unwrap();
        (
            logo.get("src").unwrap().to_owned(),
            logo.get("alt").unwrap().to_owned(),
        )
    };
    assert_eq!(
        logo("index.html"),
        ("img/logo.svg".to_owned(), "Small Status".to_owned())
    );
    assert_eq!(
        logo("incidents/2013-07-10-down/index.html").0,
        "../../img/logo.svg"
    );
    let internal = pages(&statuary::internal_site(
        &ledger,
        now(AT),
        &theme(&ledger, "default", &[]).unwrap(),
    ));
    // The internal site has no such file.
    assert_lacks(page(&internal, "index.html"), "<img");
}

#[test]
fn a_block_of_a_page_is_replaced_and_the_rest_stays() {
    let own = "{% extends \"builtin/status.html\" %}\n{% block recent %}<p>Ours of {{ page.days }}</p>{% endblock recent %}";
    let (before, after) = (
        public(&ledger(DOWN), &[]),
        public(&ledger(DOWN), &[("status.html", own)]),
    );
    let (before, after) = (page(&before, "index.html"), page(&after, "index.html"));
    assert_includes(&words(after, "p"), &"Ours of 30".to_owned());
    let headings = |html: &str| words(html, "h2");
    let kept: Vec<String> = headings(before)
        .into_iter()
        .filter(|text| text != "Past incidents")
        .collect();
    assert!(
        kept.len() < headings(before).len(),
        "{:?}",
        headings(before)
    );
    assert_eq!(headings(after), kept);
}

#[test]
fn a_component_of_the_parts_is_replaced_wherever_it_is_used() {
    let own = "{% component sign(sign) %}<b>{{ sign.text }}!</b>{% endcomponent sign %}";
    let site = public(&ledger(DOWN), &[("parts.html", own)]);
    for path in ["index.html", "incidents/2013-07-10-down/index.html"] {
        assert!(
            words(page(&site, path), "b")
                .iter()
                .any(|text| text.ends_with('!')),
            "{path}"
        );
    }
}

#[test]
fn pages_know_the_colours_of_charts_where_they_have_one() {
    let site = internal(example(), "2013-09-04T12:00Z");
    let pages = || {
        site.keys()
            .filter(|path| path.ends_with("index.html"))
            .map(|path| (path, page(&site, path)))
    };
    let wrong = pages().filter(|(_, html)| html.contains("<svg") != html.contains("--chart-bar:"));
    assert_eq!(
        wrong.map(|(path, _)| path).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
    let quiet_week = |(path, html): &(&String, &str)| {
        path.starts_with("digest/2") && !html.contains("--chart-bar:")
    };
    assert!(
        pages().any(|one| quiet_week(&one))
            && pages().any(|(_, html)| html.contains("--chart-bar:"))
    );
}

#[test]
fn a_stylesheet_loses_what_says_nothing_and_nothing_else() {
    let written = r#"/* Notes; of the { author. *//*/ h1 { color: red } */
.a :hover , .b > c:not( .d, .e ) {
  content: "two  spaces ; { /* no comment */ \" : ," ;
  margin: calc(1px + 2px) auto 0;
}
@media screen and (min-width: 3rem) {
  p::after { content: ' (' attr(href) ')' } /* at the end */
}
"#;
    let site = public(&ledger(""), &[("extra.css", written)]);
    let html = page(&site, "components/web/index.html");
    let (built_in, own) = style(html).split_once('\n').unwrap();
    let expected = concat!(
        r#".a :hover,.b > c:not( .d,.e ){content:"two  spaces ; { /* no comment */ \" : ,";margin:calc(1px + 2px) auto 0}"#,
        r"@media screen and (min-width:3rem){p::after{content:' (' attr(href) ')'}}"
    );
    assert_eq!(own, expected);
    assert!(
        !built_in.contains(['\n', '\t']) && built_in.contains(".figures :is(th,td).words{"),
        "{built_in}"
    );
}

/// The selectors of a stylesheet. Those with `:is()` stand for several, and are left out.
fn selectors(css: &str) -> Vec<&str> {
    let preludes = css
        .split('{')
        .filter_map(|part| part.rsplit(['{', '}']).next());
    preludes
        .filter(|prelude| !prelude.contains('@') && !prelude.contains(":is("))
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .collect()
}

/// Whether a page has all the elements and classes that a selector names.
fn can_match(selector: &str, elements: &BTreeSet<&str>, classes: &BTreeSet<&str>) -> bool {
    let plain = selector.trim_start_matches("[dir=\"rtl\"] ");
    let plain = plain.split(['[', '(']).next().unwrap_or_default();
    plain.split([' ', '>', '+', '~', '*']).all(|part| {
        let mut names = part.split(':').next().unwrap_or_default().split('.');
        let element = names.next().unwrap_or_default();
        let has_element = element.is_empty() || elements.contains(element);
        has_element && names.all(|class| classes.contains(class))
    })
}

#[test]
fn a_page_has_every_rule_that_it_uses_and_few_more() {
    for name in ["default", "gazette"] {
        let theme = theme(example(), name, &[]).unwrap();
        let whole = statuary::internal_site(example(), now(AT), &theme);
        let whole =
            String::from_utf8(whole.render("dictionary/index.html").unwrap().unwrap()).unwrap();
        let whole = selectors(style(&whole));
        for at in ["2012-06-30T04:00Z", "2013-09-03T12:00Z"] {
            let site = pages(&statuary::public_site(&example().status, now(at), &theme));
            for path in site.keys().filter(|path| path.ends_with(".html")) {
                let html = page(&site, path);
                if !html.contains("<style>") {
                    continue;
                }
                let own = selectors(style(html));
                let tags = tags(html);
                let elements = tags.iter().map(|tag| tag.name).collect();
                let classes = tags.iter().filter_map(|tag| tag.get("class"));
                let classes = classes.flat_map(str::split_whitespace).collect();
                for selector in &whole {
                    if can_match(selector, &elements, &classes) && !own.contains(selector) {
                        panic!("{name}: the style of {path} has no rule for {selector}");
                    }
                }
            }
            if name == "default" {
                let lacks = |path: &str, classes: &[&str]| {
                    for class in classes {
                        assert_lacks(style(page(&site, path)), format!(".{class}"));
                    }
                };
                lacks(
                    "index.html",
                    &["choice", "copy", "pager", "figures", "actions"],
                );
                lacks(
                    "incidents/2012-06-30-widespread-application-outage/index.html",
                    &["board", "choice", "banner", "days", "copy"],
                );
                lacks(
                    "history/index.html",
                    &["board", "updates", "choice", "banner", "internal"],
                );
                lacks(
                    "subscribe/index.html",
                    &["board", "updates", "banner", "states"],
                );
            }
        }
    }
}

#[test]
fn only_pages_that_can_go_out_of_date_have_the_script_of_times() {
    let path = "incidents/2012-06-30-widespread-application-outage/index.html";
    for (at, is_open) in [("2012-06-30T04:00Z", true), ("2013-09-03T12:00Z", false)] {
        let theme = theme(example(), "default", &[]).unwrap();
        let site = statuary::public_site(&example().status, now(at), &theme);
        let html = String::from_utf8(site.render(path).unwrap().unwrap()).unwrap();
        assert_eq!(html.contains("<script"), is_open, "{at}");
        // Rules for what the script adds.
        assert_contains(style(&html), ".yours");
        assert_contains(style(&html), ".stale");
    }
}
