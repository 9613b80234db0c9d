//! The rules of `look:`: colours that can be read, pictures that are there.

use std::collections::BTreeMap;

use super::checker::Checker;
use super::static_file::static_file;
use crate::base::colour::{MIN_GRAPHIC_CONTRAST, MIN_TEXT_CONTRAST, Rgb};
use crate::base::source::Spanned;
use crate::base::vocabulary::Vocabulary;
use crate::check::rules::branding::{
    invalid_color, large_favicon, large_logo, low_contrast, unknown_file, unsupported_image,
};
use crate::format::field::{Entries, Field};
use crate::format::leaf::{Color, ComponentStateWord};
use crate::format::site::{DarkColorsDoc, LogoDoc, LookDoc};
use crate::model::branding::{BrandImage, Branding, ColourPair, Logo};
use crate::model::component::State;
use crate::parse::layout::STATIC_FOLDER;

/// What the built-in themes print on, of both sites that which leaves the least contrast: the internal one's tints.
const PAGE_BACKGROUNDS: ColourPair = ColourPair {
    light: Rgb(0xFB, 0xF9, 0xF4),
    dark: Rgb(0x17, 0x15, 0x0F),
};

/// How much of a state's colour is in the ground of a banner, in parts of 255.
const BANNER_TINT: u8 = 23;

/// What browsers show as a picture, by the end of the name.
const IMAGE_TYPES: [(&str, &str); 5] = [
    (".svg", "image/svg+xml"),
    (".png", "image/png"),
    (".webp", "image/webp"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
];

/// Which of the two kinds of screens a colour is for.
#[derive(Clone, Copy)]
enum ColorScheme {
    Light,
    Dark,
}

/// Checks the look, and tells which theme was written where.
pub(super) fn check_branding(
    field: Field<LookDoc>,
    c: &mut Checker,
) -> (Branding, Option<Spanned<String>>) {
    let Some(document) = field.optional() else {
        return <_>::default();
    };
    let LookDoc {
        theme,
        accent,
        states,
        dark,
        logo,
        favicon,
    } = document.value;
    let DarkColorsDoc {
        accent: dark_accent,
        states: dark_states,
    } = dark.optional().map(|dark| dark.value).unwrap_or_default();
    let light = (
        parse_accent(accent, ColorScheme::Light, c),
        parse_state_colors(states, ColorScheme::Light, c),
    );
    let dark = (
        parse_accent(dark_accent, ColorScheme::Dark, c),
        parse_state_colors(dark_states, ColorScheme::Dark, c),
    );
    let both: Vec<State> = State::ALL
        .iter()
        .copied()
        .filter(|state| light.1.contains_key(state) || dark.1.contains_key(state))
        .collect();
    let states = both.into_iter().filter_map(|state| {
        Some((
            state,
            complete_shades(
                light.1.get(&state).copied(),
                dark.1.get(&state).copied(),
                MIN_GRAPHIC_CONTRAST,
            )?,
        ))
    });
    let theme = theme.optional();
    let branding = Branding {
        theme: theme.as_ref().and_then(|theme| c.non_empty(theme, "theme")),
        accent: complete_shades(light.0, dark.0, MIN_TEXT_CONTRAST),
        states: states.collect(),
        logo: logo.optional().and_then(|logo| parse_logo(logo, c)),
        favicon: favicon
            .text()
            .optional()
            .and_then(|path| parse_favicon(&path, c)),
    };
    let theme = theme.filter(|_| branding.theme.is_some());
    (branding, theme)
}

/// A colour for both screens: where one is not said, it is the nearest to the other that can be seen there.
fn complete_shades(light: Option<Rgb>, dark: Option<Rgb>, least: f64) -> Option<ColourPair> {
    Some(ColourPair {
        light: light.or_else(|| Some(readable_color(dark?, ColorScheme::Light, least)))?,
        dark: dark.or_else(|| Some(readable_color(light?, ColorScheme::Dark, least)))?,
    })
}

fn parse_accent(field: Field<Color>, screen: ColorScheme, c: &mut Checker) -> Option<Rgb> {
    parse_color(
        &field.text().optional()?,
        "the accent",
        screen,
        MIN_TEXT_CONTRAST,
        c,
    )
}

fn parse_state_colors(
    field: Field<Entries<ComponentStateWord, Color>>,
    screen: ColorScheme,
    c: &mut Checker,
) -> BTreeMap<State, Rgb> {
    let mut states = BTreeMap::new();
    for (key, text) in field
        .optional()
        .map(|entries| entries.value.list)
        .unwrap_or_default()
    {
        let state: Option<State> = c.word(&key);
        let what = format!("`{}`", key.value);
        let colour = text
            .text()
            .optional()
            .and_then(|text| parse_color(&text, &what, screen, MIN_GRAPHIC_CONTRAST, c));
        states.extend(state.zip(colour));
    }
    states
}

/// A colour, with a warning if it cannot be seen where it is used.
fn parse_color(
    text: &Spanned<String>,
    what: &str,
    screen: ColorScheme,
    least: f64,
    c: &mut Checker,
) -> Option<Rgb> {
    let Some(colour) = Rgb::parse(&text.value) else {
        c.push(invalid_color(text));
        return None;
    };
    let ground = background(colour, screen, least);
    if colour.contrast(ground) < least {
        let better = readable_color(colour, screen, least);
        c.push(low_contrast(
            text.span,
            what,
            (colour, ground),
            (least, better),
        ));
    }
    Some(colour)
}

/// What a colour stands on. Marks stand on a tint of their own colour too, which leaves less contrast.
fn background(colour: Rgb, screen: ColorScheme, least: f64) -> Rgb {
    let paper = match screen {
        ColorScheme::Light => PAGE_BACKGROUNDS.light,
        ColorScheme::Dark => PAGE_BACKGROUNDS.dark,
    };
    if least < MIN_TEXT_CONTRAST {
        paper.mix(colour, BANNER_TINT)
    } else {
        paper
    }
}

/// The nearest colour that can be seen on a screen.
fn readable_color(colour: Rgb, screen: ColorScheme, least: f64) -> Rgb {
    // A tint moves with its colour, so the ground is found again until it stays.
    let mut better = colour;
    for _ in 0..8 {
        let next = colour.readable_on(background(better, screen, least), least);
        if next == better {
            break;
        }
        better = next;
    }
    better
}

fn parse_logo(logo: Spanned<LogoDoc>, c: &mut Checker) -> Option<Logo> {
    let LogoDoc { file, dark, alt } = logo.value;
    let alt = c.optional_text(alt, "alt");
    let light = c
        .required_scalar(file, "file", logo.span)
        .and_then(|path| logo_file(&path, c));
    let dark = dark.text().optional().and_then(|path| logo_file(&path, c));
    Some(Logo {
        light: light?,
        dark,
        alt,
    })
}

fn logo_file(path: &Spanned<String>, c: &mut Checker) -> Option<BrandImage> {
    let picture = find_picture(path, &IMAGE_TYPES, c)?;
    if picture.inline_bytes().is_none() {
        let length = picture.file.summary.length;
        c.push(large_logo(path, length, BrandImage::MAX_INLINE_BYTES));
    }
    Some(picture)
}

/// The text of an SVG file.
fn parse_favicon(path: &Spanned<String>, c: &mut Checker) -> Option<BrandImage> {
    let picture = find_picture(path, &IMAGE_TYPES[..1], c)?;
    let length = picture.file.summary.length;
    if length > BrandImage::MAX_FAVICON_BYTES {
        c.push(large_favicon(path, length, BrandImage::MAX_FAVICON_BYTES));
        return None;
    }
    Some(picture)
}

/// A file of `static/` that is a picture.
fn find_picture(
    path: &Spanned<String>,
    kinds: &[(&str, &'static str)],
    c: &mut Checker,
) -> Option<BrandImage> {
    let wanted = path.value.trim_start_matches('/');
    let lower = wanted.to_lowercase();
    let Some((_, media)) = kinds.iter().find(|(end, _)| lower.ends_with(end)) else {
        let (what, kinds) = if kinds.len() == 1 {
            ("favicon", "an SVG file")
        } else {
            ("logo", "an SVG, PNG, WebP or JPEG file")
        };
        c.push(unsupported_image(path, what, kinds));
        return None;
    };
    let files = || {
        c.sources
            .iter()
            .filter_map(|(_, file)| Some((file.path.strip_prefix(STATIC_FOLDER)?, file)))
    };
    let Some((_, found)) = files().find(|(known, _)| *known == wanted) else {
        let fault = unknown_file(path, files().map(|(known, _)| known));
        c.push(fault);
        return None;
    };
    Some(BrandImage {
        media_type: media,
        file: static_file(c.sources, found)?,
    })
}
