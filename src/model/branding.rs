//! How a site looks, as far as its settings say.

use std::collections::BTreeMap;

use super::component::State;
use super::static_file::StaticFile;
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
    pub media_type: &'static str,
    pub file: StaticFile,
}

impl BrandImage {
    /// The most bytes that every page carries. A larger picture is asked for with a request of its own.
    pub const MAX_INLINE_BYTES: u64 = 4096;
    /// The most bytes of the favicon, which is a text.
    pub const MAX_FAVICON_BYTES: u64 = 64 * 1024;

    /// Its bytes, if pages carry it in themselves.
    pub fn inline_bytes(&self) -> Option<&[u8]> {
        let is_small = self.file.summary.length <= BrandImage::MAX_INLINE_BYTES;
        self.file.bytes.as_deref().filter(|_| is_small)
    }
}
