//! The branding of a site, for the theme.

use serde::Serialize;

use super::links::Links;
use super::text::state_class;
use crate::base::colour::Rgb;
use crate::base::digest;
use crate::model::branding::{BrandImage, ColourPair};
use crate::model::site::Site;

/// What a theme takes from the settings of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BrandingView {
    /// Language tag of the customers' pages.
    pub language: String,
    /// Colours that replace those of the stylesheet.
    pub colours: Vec<BrandColour>,
    /// The picture that browsers show beside the title, as SVG; none for that of the theme.
    pub icon: Option<String>,
}

/// A custom property of the stylesheet in both its colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrandColour {
    /// Its name without the hyphens.
    pub name: String,
    /// On a light screen and on paper.
    pub light: Rgb,
    /// On a dark screen.
    pub dark: Rgb,
}

/// A picture in place of the title.
#[derive(Clone, Debug, Serialize)]
pub struct LogoView {
    /// The picture itself, or where it is.
    pub src: String,
    /// The same for dark screens; none if it is the same.
    pub dark: Option<String>,
    pub alt: String,
}

impl BrandingView {
    /// The branding of a site without settings.
    pub fn plain(language: &str) -> BrandingView {
        BrandingView {
            language: language.to_owned(),
            ..BrandingView::default()
        }
    }
}

pub fn branding_view(site: &Site) -> BrandingView {
    let colour = |name: &str, shades: ColourPair| BrandColour {
        name: name.to_owned(),
        light: shades.light,
        dark: shades.dark,
    };
    let accent = site.branding.accent.map(|shades| colour("accent", shades));
    let states = site
        .branding
        .states
        .iter()
        .map(|(state, shades)| colour(&state_class(*state), *shades));
    let icon = site
        .branding
        .favicon
        .as_ref()
        .and_then(|icon| icon.file.bytes.as_deref())
        .map(|icon| String::from_utf8_lossy(icon).into_owned());
    BrandingView {
        language: site.language.clone(),
        colours: accent.into_iter().chain(states).collect(),
        icon,
    }
}

/// The logo of a site, for a page. The internal site has none of the files that a large one would be asked for from.
pub(super) fn logo(site: &Site, links: &Links, internal: bool) -> Option<LogoView> {
    let logo = site.branding.logo.as_ref()?;
    if internal
        && ![Some(&logo.light), logo.dark.as_ref()]
            .into_iter()
            .flatten()
            .all(|picture| picture.inline_bytes().is_some())
    {
        return None;
    }
    let shown = |picture: &BrandImage| match picture.inline_bytes() {
        Some(bytes) => data_url(picture.media_type, bytes),
        None => links.to(&picture.file.path),
    };
    let alt = logo.alt.clone().unwrap_or_else(|| site.title.clone());
    Some(LogoView {
        src: shown(&logo.light),
        dark: logo.dark.as_ref().map(shown),
        alt,
    })
}

/// A file as an address that needs no request. Text stays text, which is shorter than base64 once a page is compressed.
pub fn data_url(media: &str, bytes: &[u8]) -> String {
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
