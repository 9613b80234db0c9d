//! Files that a host or a search engine reads.

pub use crate::model::route::{PageScript, Route, public as public_routes};

/// Headers that a host sends, by address: the file `_headers`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// No two rules give one address the same header: hosts do not agree on what that means.
    pub rules: Vec<HeaderRule>,
}

/// What is sent with some addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderRule {
    /// An absolute path. `*` at its end stands for anything, `:name` for one part.
    pub path: String,
    /// Names with their values.
    pub headers: Vec<(&'static str, Header)>,
}

/// The value of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Header {
    /// As it stands.
    Text(&'static str),
    /// The content policy of pages, which only the theme knows.
    Policy {
        /// Who may show them.
        framing: EmbedPolicy,
        /// Which pages they are.
        route: &'static Route,
    },
}

/// Which sites may embed a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbedPolicy {
    Nobody,
    Everybody,
}

/// The pages of a site for search engines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Whole addresses, each with the time of its last change as far as that is known.
    pub pages: Vec<(String, Option<String>)>,
}
