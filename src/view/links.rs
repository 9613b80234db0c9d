//! Links between pages. They are relative, so that a site works at any address, in a preview too.

use serde::Serialize;

use crate::model::site::SiteUrl;

/// A link with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    pub href: String,
    pub text: String,
}

/// Where links begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Links {
    /// On a page so many folders deep.
    Relative(usize),
    /// At a whole address or an absolute path.
    Rooted(String),
}

impl Links {
    /// From a page of the site to others.
    pub fn from_page(address: &str) -> Links {
        Links::Relative(address.matches('/').count())
    }

    /// With whole addresses, for whatever leaves the site.
    pub fn absolute(url: &SiteUrl) -> Links {
        Links::Rooted(url.to_string())
    }

    /// By absolute path, for a page that a host shows at any address.
    pub fn from_anywhere(url: &SiteUrl) -> Links {
        Links::Rooted(url.path().to_owned())
    }

    /// The link to an address of the site.
    pub fn to(&self, address: &str) -> String {
        match self {
            Links::Relative(0) if address.is_empty() => "./".to_owned(),
            Links::Relative(depth) => format!("{}{address}", "../".repeat(*depth)),
            Links::Rooted(root) => format!("{root}{address}"),
        }
    }

    /// The link to an address of the site, with its text.
    pub fn link(&self, address: &str, text: impl Into<String>) -> LinkView {
        LinkView {
            href: self.to(address),
            text: text.into(),
        }
    }

    /// The link for an address that an author wrote in prose: from the site's root, or a fragment of the page `here`.
    pub fn from_prose(&self, address: &str, here: &str) -> String {
        match address.strip_prefix('#') {
            Some(_) if matches!(self, Links::Relative(_)) => address.to_owned(),
            Some(_) => self.to(&format!("{here}{address}")),
            None => self.to(address),
        }
    }
}
