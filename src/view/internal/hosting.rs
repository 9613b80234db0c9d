//! Headers of the internal site, which keep search engines and other sites out.

use crate::view::hosting::{Header, HeaderRule, Headers};

/// What every file is sent with. Its address is that of no public site, so the rule is for a host's root.
const SECURITY_HEADERS: [(&str, Header); 5] = [
    ("Cache-Control", Header::Text("private, no-cache")),
    (
        "Content-Security-Policy",
        Header::Text("frame-ancestors 'none'"),
    ),
    ("Referrer-Policy", Header::Text("no-referrer")),
    ("X-Content-Type-Options", Header::Text("nosniff")),
    ("X-Robots-Tag", Header::Text("noindex, nofollow")),
];

pub(super) const ROBOTS: &str = "User-agent: *\nDisallow: /\n";

pub(super) fn headers() -> Headers {
    Headers {
        rules: vec![HeaderRule {
            path: "/*".to_owned(),
            headers: SECURITY_HEADERS.to_vec(),
        }],
    }
}
