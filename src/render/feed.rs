//! Feeds as RSS 2.0.

use super::xml::Xml;
use crate::view::feed::{Feed, Item, Part};

/// A feed as RSS 2.0, with `rel="self"` as the RSS Advisory Board's profile asks. It holds no time of the build: the same content gives
/// the same bytes on any day.
#[must_use]
pub fn rss(feed: &Feed) -> String {
    let mut xml = Xml::document();
    xml.element("rss", &[("version", "2.0"), ("xmlns:atom", "http://www.w3.org/2005/Atom")], |xml| {
        xml.element("channel", &[], |xml| {
            xml.leaf("title", &[], &feed.title);
            xml.leaf("link", &[], &feed.home);
            xml.leaf("description", &[], &feed.description);
            xml.leaf("language", &[], &feed.language);
            let own = [("href", feed.address.as_str()), ("rel", "self"), ("type", "application/rss+xml")];
            xml.empty("atom:link", &own);
            for item in &feed.items {
                rss_item(xml, item);
            }
        });
    });
    xml.finish()
}

fn rss_item(xml: &mut Xml, item: &Item) {
    xml.element("item", &[], |xml| {
        xml.leaf("title", &[], &item.title);
        xml.leaf("link", &[], &item.link);
        xml.leaf("guid", &[("isPermaLink", "false")], &item.guid);
        xml.leaf("pubDate", &[], &item.date);
        xml.leaf("description", &[], &body(&item.parts));
    });
}

/// The text of an item as HTML.
fn body(parts: &[Part]) -> String {
    let mut html = String::new();
    for part in parts {
        match part {
            Part::Html(text) => html.push_str(text),
            Part::Words(words) => {
                let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                html.push_str(&format!("<p>{escaped}</p>\n"));
            }
        }
    }
    html
}
