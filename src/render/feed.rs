//! Feeds as RSS 2.0 and Atom. They do not contain the time of the build, so the same content gives the same bytes on any day.

use super::xml::XmlWriter;
use crate::view::feed::{ATOM_TYPE, Feed, FeedItem, RSS_TYPE};

const ATOM_NAMESPACE: &str = "http://www.w3.org/2005/Atom";

/// A feed as RSS 2.0, with `rel="self"` as the RSS Advisory Board's profile asks.
pub fn write_rss(feed: &Feed) -> String {
    let mut xml = XmlWriter::document();
    xml.element(
        "rss",
        &[("version", "2.0"), ("xmlns:atom", ATOM_NAMESPACE)],
        |xml| {
            xml.element("channel", &[], |xml| {
                xml.plain_element("title", &feed.title);
                xml.text_element("link", &[], &feed.home);
                xml.plain_element("description", &feed.description);
                xml.text_element("language", &[], &feed.language);
                let own = [
                    ("href", feed.address.as_str()),
                    ("rel", "self"),
                    ("type", RSS_TYPE),
                ];
                xml.empty_element("atom:link", &own);
                for hub in &feed.hubs {
                    xml.empty_element("atom:link", &[("href", hub), ("rel", "hub")]);
                }
                for item in &feed.items {
                    write_rss_item(xml, item);
                }
            });
        },
    );
    xml.finish()
}

fn write_rss_item(xml: &mut XmlWriter, item: &FeedItem) {
    xml.element("item", &[], |xml| {
        xml.plain_element("title", &item.title);
        xml.text_element("link", &[], &item.link);
        xml.text_element("guid", &[("isPermaLink", "false")], &item.guid);
        xml.text_element("pubDate", &[], &item.published.rfc822());
        xml.text_element("description", &[], &item.html);
    });
}

/// A feed as Atom, RFC 4287.
pub fn write_atom(feed: &Feed) -> String {
    let mut xml = XmlWriter::document();
    xml.element(
        "feed",
        &[("xmlns", ATOM_NAMESPACE), ("xml:lang", &feed.language)],
        |xml| {
            xml.text_element("id", &[], &feed.id);
            xml.plain_element("title", &feed.title);
            xml.plain_element("subtitle", &feed.description);
            xml.text_element("updated", &[], &feed.updated.rfc3339());
            xml.element("author", &[], |xml| xml.plain_element("name", &feed.author));
            xml.empty_element(
                "link",
                &[
                    ("href", &feed.address),
                    ("rel", "self"),
                    ("type", ATOM_TYPE),
                ],
            );
            for hub in &feed.hubs {
                xml.empty_element("link", &[("href", hub), ("rel", "hub")]);
            }
            xml.empty_element(
                "link",
                &[
                    ("href", &feed.home),
                    ("rel", "alternate"),
                    ("type", "text/html"),
                ],
            );
            for item in &feed.items {
                write_atom_entry(xml, item);
            }
        },
    );
    xml.finish()
}

fn write_atom_entry(xml: &mut XmlWriter, item: &FeedItem) {
    xml.element("entry", &[], |xml| {
        xml.text_element("id", &[], &item.guid);
        xml.plain_element("title", &item.title);
        xml.empty_element(
            "link",
            &[
                ("href", &item.link),
                ("rel", "alternate"),
                ("type", "text/html"),
            ],
        );
        xml.text_element("published", &[], &item.published.rfc3339());
        xml.text_element("updated", &[], &item.updated.rfc3339());
        xml.text_element("content", &[("type", "html")], &item.html);
    });
}
