//! Files that hosts and search engines read.

use super::theme::Theme;
use super::xml::XmlWriter;
use crate::view::hosting::{EmbedPolicy, Header, Headers, Sitemap};

/// The file `_headers` as Netlify, Cloudflare Pages and others read it.
pub fn write_headers(headers: &Headers, theme: &Theme) -> String {
    let mut text = String::new();
    for rule in &headers.rules {
        text.push_str(&format!("{}\n", rule.path));
        for (name, value) in &rule.headers {
            let value = match value {
                Header::Text(value) => (*value).to_owned(),
                Header::Policy { framing, route } => {
                    let ancestors = if *framing == EmbedPolicy::Nobody {
                        "'none'"
                    } else {
                        "*"
                    };
                    format!(
                        "{}; frame-ancestors {ancestors}",
                        theme.content_policy(route)
                    )
                }
            };
            text.push_str(&format!("  {name}: {value}\n"));
        }
    }
    text
}

/// A site map as <https://www.sitemaps.org/protocol.html> describes it.
pub fn write_sitemap(sitemap: &Sitemap) -> String {
    let mut xml = XmlWriter::document();
    xml.element(
        "urlset",
        &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")],
        |xml| {
            for (address, changed) in &sitemap.pages {
                xml.element("url", &[], |xml| {
                    xml.text_element("loc", &[], address);
                    if let Some(changed) = changed {
                        xml.text_element("lastmod", &[], changed);
                    }
                });
            }
        },
    );
    xml.finish()
}
