//! Feeds as RSS 2.0 and Atom. They hold no time of the build: the same content gives the same bytes on any day.

use super::xml::Xml;
use crate::base::time::Moment;
use crate::view::feed::{ATOM, Feed, Item, RSS};

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

/// A feed as RSS 2.0, with `rel="self"` as the RSS Advisory Board's profile asks.
#[must_use]
pub fn rss(feed: &Feed) -> String {
    let mut xml = Xml::document();
    xml.element(
        "rss",
        &[("version", "2.0"), ("xmlns:atom", NAMESPACE)],
        |xml| {
            xml.element("channel", &[], |xml| {
                xml.leaf("title", &[], &feed.title);
                xml.leaf("link", &[], &feed.home);
                xml.leaf("description", &[], &feed.description);
                xml.leaf("language", &[], &feed.language);
                let own = [
                    ("href", feed.address.as_str()),
                    ("rel", "self"),
                    ("type", RSS),
                ];
                xml.empty("atom:link", &own);
                for item in &feed.items {
                    rss_item(xml, item);
                }
            });
        },
    );
    xml.finish()
}

fn rss_item(xml: &mut Xml, item: &Item) {
    xml.element("item", &[], |xml| {
        xml.leaf("title", &[], &item.title);
        xml.leaf("link", &[], &item.link);
        xml.leaf("guid", &[("isPermaLink", "false")], &item.guid);
        xml.leaf("pubDate", &[], &item.published.rfc822());
        xml.leaf("description", &[], &item.html);
    });
}

/// A feed as Atom, RFC 4287. A feed without items was last changed in 1970, for Atom has no way to say never.
#[must_use]
pub fn atom(feed: &Feed) -> String {
    let updated = feed
        .items
        .iter()
        .map(|item| item.updated)
        .max()
        .unwrap_or(Moment::EPOCH);
    let mut xml = Xml::document();
    xml.element(
        "feed",
        &[("xmlns", NAMESPACE), ("xml:lang", &feed.language)],
        |xml| {
            xml.leaf("id", &[], &feed.address);
            xml.leaf("title", &[], &feed.title);
            xml.leaf("subtitle", &[], &feed.description);
            xml.leaf("updated", &[], &updated.rfc3339());
            xml.element("author", &[], |xml| xml.leaf("name", &[], &feed.author));
            xml.empty(
                "link",
                &[("href", &feed.address), ("rel", "self"), ("type", ATOM)],
            );
            xml.empty(
                "link",
                &[
                    ("href", &feed.home),
                    ("rel", "alternate"),
                    ("type", "text/html"),
                ],
            );
            for item in &feed.items {
                atom_entry(xml, item);
            }
        },
    );
    xml.finish()
}

fn atom_entry(xml: &mut Xml, item: &Item) {
    xml.element("entry", &[], |xml| {
        xml.leaf("id", &[], &item.guid);
        xml.leaf("title", &[], &item.title);
        xml.empty(
            "link",
            &[
                ("href", &item.link),
                ("rel", "alternate"),
                ("type", "text/html"),
            ],
        );
        xml.leaf("published", &[], &item.published.rfc3339());
        xml.leaf("updated", &[], &item.updated.rfc3339());
        xml.leaf("content", &[("type", "html")], &item.html);
    });
}
