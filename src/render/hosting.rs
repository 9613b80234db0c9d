//! Files that hosts and search engines read.

use super::theme::Theme;
use super::xml::Xml;
use crate::view::hosting::{Framing, Header, Headers, Sitemap};

/// The file `_headers` as Netlify, Cloudflare Pages and others read it.
#[must_use]
pub fn headers(headers: &Headers, theme: &Theme) -> String {
    let mut text = String::new();
    for rule in &headers.rules {
        text.push_str(&format!("{}\n", rule.path));
        for (name, value) in &rule.headers {
            let value = match value {
                Header::Text(value) => (*value).to_owned(),
                Header::Policy { framing, scripted } => {
                    let ancestors = if *framing == Framing::Nobody {
                        "'none'"
                    } else {
                        "*"
                    };
                    format!("{}; frame-ancestors {ancestors}", theme.policy(*scripted))
                }
            };
            text.push_str(&format!("  {name}: {value}\n"));
        }
    }
    text
}

/// A site map as <https://www.sitemaps.org/protocol.html> describes it.
#[must_use]
pub fn sitemap(sitemap: &Sitemap) -> String {
    let mut xml = Xml::document();
    xml.element(
        "urlset",
        &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")],
        |xml| {
            for (address, changed) in &sitemap.pages {
                xml.element("url", &[], |xml| {
                    xml.leaf("loc", &[], address);
                    if let Some(changed) = changed {
                        xml.leaf("lastmod", &[], changed);
                    }
                });
            }
        },
    );
    xml.finish()
}
