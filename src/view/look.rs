//! What a site says about its look, for the theme.

use serde::Serialize;

use super::address::Links;
use super::text::class;
use crate::base::colour::Rgb;
use crate::base::digest;
use crate::model::look::{Picture, Shades};
use crate::model::site::Site;

/// What a theme takes from the settings of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Language tag of the customers' pages.
    pub language: String,
    /// Colours that replace those of the stylesheet.
    pub colours: Vec<Colour>,
    /// The picture that browsers show beside the title, as SVG; none for that of the theme.
    pub icon: Option<String>,
}

/// A custom property of the stylesheet in both its colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Its name without the hyphens.
    pub name: String,
    /// On a light screen and on paper.
    pub light: Rgb,
    /// On a dark screen.
    pub dark: Rgb,
}

/// A picture in place of the title.
#[derive(Clone, Debug, Serialize)]
pub struct Logo {
    /// The picture itself, or where it is.
    pub src: String,
    /// The same for dark screens; none if it is the same.
    pub dark: Option<String>,
    /// What it says.
    pub alt: String,
}

impl Look {
    /// A look that changes nothing, in a language.
    #[must_use]
    pub fn plain(language: &str) -> Look {
        Look {
            language: language.to_owned(),
            ..Look::default()
        }
    }
}

/// The look of a site.
#[must_use]
pub fn look(site: &Site) -> Look {
    let colour = |name: &str, shades: Shades| Colour {
        name: name.to_owned(),
        light: shades.light,
        dark: shades.dark,
    };
    let accent = site.look.accent.map(|shades| colour("accent", shades));
    let states = site
        .look
        .states
        .iter()
        .map(|(state, shades)| colour(&class(*state), *shades));
    let icon = site
        .look
        .favicon
        .as_ref()
        .map(|icon| String::from_utf8_lossy(&icon.bytes).into_owned());
    Look {
        language: site.language.clone(),
        colours: accent.into_iter().chain(states).collect(),
        icon,
    }
}

/// The logo of a site, for a page. The internal site has none of the files that a large one would be asked for from.
pub(super) fn logo(site: &Site, links: &Links, internal: bool) -> Option<Logo> {
    let logo = site.look.logo.as_ref()?;
    if internal
        && ![Some(&logo.light), logo.dark.as_ref()]
            .into_iter()
            .flatten()
            .all(Picture::is_inline)
    {
        return None;
    }
    let shown = |picture: &Picture| match picture.is_inline() {
        true => data_address(picture.media, &picture.bytes),
        false => links.to(&picture.path),
    };
    let alt = logo.alt.clone().unwrap_or_else(|| site.title.clone());
    Some(Logo {
        src: shown(&logo.light),
        dark: logo.dark.as_ref().map(shown),
        alt,
    })
}

/// A file as an address that needs no request. Text stays text, which is shorter than base64 once a page is compressed.
#[must_use]
pub fn data_address(media: &str, bytes: &[u8]) -> String {
    if media != "image/svg+xml" {
        return format!("data:{media};base64,{}", digest::base64(bytes));
    }
    let mut address = format!("data:{media},");
    for byte in bytes.trim_ascii_end() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => address.push(char::from(*byte)),
            b'-' | b'_' | b'.' | b'/' | b':' | b'=' | b';' | b',' | b'(' | b')' | b'\'' => {
                address.push(char::from(*byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}
