//! Sites for tests: several files in one text, and everything that comes out of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use statuary::base::digest;
use statuary::base::source::{SourceFile, Sources};
use statuary::base::time::{Moment, Now, Zone};
use statuary::base::time_parser::{self, WrittenTime};
use statuary::edge::diagnostics;
use statuary::edge::load::{ContentScope, SiteRoot};
use statuary::model::Ledger;
use statuary::render::SiteRenderer;
use statuary::render::theme::Theme;
use statuary::render::theme::files::ThemeFiles;
use statuary::view::branding::BrandingView;

/// Settings and components that a test can start from.
pub const SMALL: &str = "\
//- site.yaml
version: 1
title: Small Status
url: https://status.example.com/
site_id: example
time_zone: Etc/UTC
language: en
description: The state of a small platform.
history_days: 30
uptime:
  degraded_performance: 0
  partial_outage: 0.3
  major_outage: 1
rules: { first-update-late: off, next-update-missed: off, open-for-long: off, postmortem-overdue: off, short-notice: off }
//- components.yaml
groups:
  - id: front
    name: Front
    components:
      - { id: web, name: Web }
      - { id: api, name: API }
  - id: back
    name: Back
    components:
      - { id: db, name: Database }
";

/// The bytes at every path of a site.
pub type Pages = BTreeMap<String, Vec<u8>>;

/// The files of a text in which a line `//- path` begins each.
pub fn files(text: &str) -> BTreeMap<String, String> {
    let parts = text.split("//- ").skip(1);
    parts
        .map(|part| part.split_once('\n').unwrap())
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

/// [`SMALL`] with the files of a text added or put in the place of its own.
pub fn sources(text: &str) -> Sources {
    let mut all = files(SMALL);
    all.extend(files(text));
    Sources::new(
        all.into_iter()
            .map(|(path, text)| SourceFile {
                path,
                bytes: text.into_bytes(),
            })
            .collect(),
    )
}

/// The ledger of [`sources`].
#[track_caller]
pub fn ledger(text: &str) -> Ledger {
    read(&sources(text))
}

/// A ledger, or a stop with every fault.
#[track_caller]
pub fn read(sources: &Sources) -> Ledger {
    let outcome = statuary::check_sources(sources);
    let faults = outcome
        .diagnostics
        .iter()
        .map(|fault| diagnostics::short_line(fault, sources, ""));
    outcome
        .ledger
        .unwrap_or_else(|| panic!("{}", faults.collect::<Vec<_>>().join("\n")))
}

/// The sources of the example content.
pub fn example_sources() -> Sources {
    let root = SiteRoot::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    root.load(ContentScope::All).unwrap()
}

/// The UUID of a name on a site with the `site_id` of [`SMALL`].
pub fn uuid(name: &str) -> String {
    digest::uuid(&format!("example\n{name}"))
}

/// The same as a URI.
pub fn urn(name: &str) -> String {
    format!("urn:uuid:{}", uuid(name))
}

/// The ledger of the example content.
pub fn example() -> &'static Ledger {
    static EXAMPLE: OnceLock<Ledger> = OnceLock::new();
    EXAMPLE.get_or_init(|| read(&example_sources()))
}

/// `2012-06-30T04:00Z`, or a day in UTC.
#[track_caller]
pub fn moment(text: &str) -> Moment {
    match time_parser::parse_time(text) {
        Ok(WrittenTime::Zoned(moment)) => moment,
        Ok(WrittenTime::Day(date)) => date.start_in(Zone::UTC),
        other => panic!("{text}: {other:?}"),
    }
}

/// The moment of a build.
#[track_caller]
pub fn now(text: &str) -> Now {
    Now(moment(text))
}

/// The default theme.
pub fn theme() -> &'static Theme {
    static THEME: OnceLock<Theme> = OnceLock::new();
    THEME.get_or_init(|| Theme::new(&ThemeFiles::default(), &BrandingView::plain("en")).unwrap())
}

/// Everything that a site holds.
pub fn pages(site: &SiteRenderer) -> Pages {
    site.paths()
        .map(|path| (path.to_owned(), site.render(path).unwrap().unwrap()))
        .collect()
}

/// Everything that the public site holds at a moment.
pub fn public(ledger: &Ledger, at: &str) -> Pages {
    pages(&statuary::public_site(&ledger.status, now(at), theme()))
}

/// Everything that the internal site holds at a moment.
pub fn internal(ledger: &Ledger, at: &str) -> Pages {
    pages(&statuary::internal_site(ledger, now(at), theme()))
}

/// The text of a page.
#[track_caller]
pub fn page<'a>(pages: &'a Pages, path: &str) -> &'a str {
    let bytes = pages
        .get(path)
        .unwrap_or_else(|| panic!("no {path} among {:?}", pages.keys()));
    std::str::from_utf8(bytes).unwrap()
}

/// A start tag.
#[derive(Debug)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub attributes: Vec<(&'a str, String)>,
}

impl Tag<'_> {
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value.as_str())
    }
}

/// Every start tag of a page whose attributes are all quoted, as ours are.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (tag, after) = start_tag(after);
        rest = if tag.name == "style" {
            after.split_once("</style>").unwrap().1
        } else {
            after
        };
        tags.push(tag);
    }
    tags
}

/// The tag whose name begins a text, and what comes after it.
fn start_tag(text: &str) -> (Tag<'_>, &str) {
    let name_end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .unwrap();
    let (name, mut rest) = text.split_at(name_end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
            return (Tag { name, attributes }, after);
        }
        let key_end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>'))
            .unwrap();
        let key = &rest[..key_end];
        rest = &rest[key_end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (text, after) = quoted.split_once('"').unwrap();
            (value, rest) = (unescape(text), after);
        }
        attributes.push((key, value));
    }
}

/// The plain words inside every element of a name, references resolved.
pub fn words(html: &str, name: &str) -> Vec<String> {
    let opening = format!("<{name}");
    let parts = html
        .split(&opening)
        .skip(1)
        .filter(|part| part.starts_with(['>', ' ']));
    let inside = parts.map(|part| {
        let (_, after) = part.split_once('>').unwrap();
        after.split_once(&format!("</{name}>")).unwrap().0
    });
    inside.map(plain).collect()
}

/// Markup without its tags and scripts.
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut parts = html.split("<script");
    let first = parts.next().unwrap_or_default().to_owned();
    let html = parts.fold(first, |html, part| {
        html + part.split_once("</script>").unwrap().1
    });
    for (at, part) in html.split('<').enumerate() {
        text.push_str(if at == 0 {
            part
        } else {
            part.split_once('>').unwrap().1
        });
    }
    unescape(&text)
}

fn unescape(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
    ];
    named
        .iter()
        .fold(text.to_owned(), |text, (reference, c)| {
            text.replace(reference, c)
        })
        .replace("&amp;", "&")
}
