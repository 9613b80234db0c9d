//! How a site looks, as far as its settings say.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::component::State;
use crate::base::colour::Rgb;

/// Theme, colours and logo.
#[derive(Clone, Debug, Default)]
pub struct Branding {
    /// Name of the theme; none for the default one.
    pub theme: Option<String>,
    /// Colour of links.
    pub accent: Option<ColourPair>,
    /// Colours of the shapes and bars of states.
    pub states: BTreeMap<State, ColourPair>,
    /// A picture in place of the title.
    pub logo: Option<Logo>,
    /// The picture that browsers show beside the title, as SVG.
    pub favicon: Option<BrandImage>,
}

/// A colour for both kinds of screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColourPair {
    /// On a light screen and on paper.
    pub light: Rgb,
    /// On a dark screen.
    pub dark: Rgb,
}

/// A picture in place of the title.
#[derive(Clone, Debug)]
pub struct Logo {
    /// On a light screen and on paper.
    pub light: BrandImage,
    /// On a dark screen; none if it is the same.
    pub dark: Option<BrandImage>,
    /// What it says, for those who do not see it.
    pub alt: Option<String>,
}

/// A picture among the files that are published as they are.
#[derive(Clone, Debug)]
pub struct BrandImage {
    /// Its path on the site.
    pub path: String,
    pub media_type: &'static str,
    /// Byte for byte.
    pub bytes: Arc<[u8]>,
}

impl BrandImage {
    /// The most bytes that every page carries. A larger picture is asked for with a request of its own.
    pub const MAX_INLINE_BYTES: usize = 4096;

    /// Whether pages carry it in themselves.
    pub fn is_inline(&self) -> bool {
        self.bytes.len() <= BrandImage::MAX_INLINE_BYTES
    }
}
