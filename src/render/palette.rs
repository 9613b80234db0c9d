//! The colours of charts by meaning, and their stylesheets for pages and files.
//!
//! Every mark carries its light colour as an attribute, so a drawing is right without any stylesheet; the classes
//! `f-<token>` (fill) and `s-<token>` (stroke) let a stylesheet change it for a dark screen or for forced colours.

pub use crate::base::colour::Rgb;

/// The meaning of a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// Background.
    Background,
    /// Titles and labels.
    Ink,
    /// Secondary text.
    Muted,
    /// Grid lines.
    Grid,
    /// Zero line.
    Axis,
    /// This period.
    Bar,
    /// Interval and end tick.
    Interval,
    /// Highlighted series.
    Accent,
    /// Interval of the highlighted series.
    Band,
    /// Other series.
    OtherSeries,
    /// The rest, and the intervals of other series.
    Remainder,
    /// In hours; the period before.
    InHours,
    /// After hours; outage.
    AfterHours,
    /// A clear fall.
    Improved,
    /// A clear rise.
    Worsened,
    /// Uptime: fine.
    Operational,
    /// Uptime: degraded.
    Degraded,
    /// Expected range.
    ExpectedRange,
    /// A partial outage.
    PartialOutage,
    /// A major outage.
    MajorOutage,
    /// Work that was announced.
    Maintenance,
}

/// The colours of one token.
#[derive(Debug, Clone, Copy)]
pub struct Swatch {
    /// What it means.
    pub token: Token,
    /// Its name in classes and custom properties.
    pub name: &'static str,
    /// On a light screen and in print; no two tokens share it.
    pub light: Rgb,
    /// On a dark screen.
    pub dark: Rgb,
    /// The system colour that replaces it when the reader forces colours.
    pub forced: &'static str,
}

/// All tokens, in the order of [`Token`].
pub const PALETTE: [Swatch; 21] = [
    swatch(Token::Background, "bg", 0xFFFFFF, 0x0F1419, "Canvas"),
    swatch(Token::Ink, "ink", 0x1B2129, 0xE7EBF0, "CanvasText"),
    swatch(Token::Muted, "muted", 0x57616C, 0x9FABB7, "CanvasText"),
    swatch(Token::Grid, "grid", 0xE4E8EC, 0x27303A, "GrayText"),
    swatch(Token::Axis, "axis", 0x7B8691, 0x74808C, "CanvasText"),
    swatch(Token::Bar, "bar", 0x4C90C2, 0x3E84B5, "Highlight"),
    swatch(Token::Interval, "line", 0x0B3A5E, 0xD6ECFA, "CanvasText"),
    swatch(Token::Accent, "accent", 0x0072B2, 0x56B4E9, "Highlight"),
    swatch(Token::Band, "band", 0xA9CFE8, 0x1F4E6E, "GrayText"),
    swatch(Token::OtherSeries, "prev", 0x58616C, 0xB4BEC9, "CanvasText"),
    swatch(Token::Remainder, "rest", 0xC8CFD6, 0x4A5560, "GrayText"),
    swatch(Token::InHours, "inh", 0x8796A5, 0x6F8193, "GrayText"),
    swatch(Token::AfterHours, "after", 0x9C3600, 0xF08A3C, "Highlight"),
    swatch(Token::Improved, "good", 0x00734F, 0x3CC79A, "CanvasText"),
    swatch(Token::Worsened, "bad", 0x9D3600, 0xF08A3C, "CanvasText"),
    swatch(Token::Operational, "ok", 0x2E8B6A, 0x3FA381, "GrayText"),
    swatch(Token::Degraded, "part", 0xB87A00, 0xF5D76E, "Highlight"),
    swatch(Token::ExpectedRange, "limit", 0xEEF1F4, 0x1B232B, "Canvas"),
    swatch(
        Token::PartialOutage,
        "partial",
        0xC65A00,
        0xF08A3C,
        "Highlight",
    ),
    swatch(
        Token::MajorOutage,
        "outage",
        0xB3261E,
        0xFF7B6E,
        "Highlight",
    ),
    swatch(Token::Maintenance, "work", 0x3173B8, 0x6AA9E6, "Highlight"),
];

const fn swatch(
    token: Token,
    name: &'static str,
    light: u32,
    dark: u32,
    forced: &'static str,
) -> Swatch {
    Swatch {
        token,
        name,
        light: rgb(light),
        dark: rgb(dark),
        forced,
    }
}

const fn rgb(hex: u32) -> Rgb {
    Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Token {
    /// Its row of the palette.
    pub const fn swatch(self) -> &'static Swatch {
        &PALETTE[self as usize]
    }

    /// The token that has this colour in the light.
    pub fn from_light_colour(colour: Rgb) -> Option<Token> {
        PALETTE
            .iter()
            .find(|swatch| swatch.light == colour)
            .map(|swatch| swatch.token)
    }
}

/// The stylesheet of a page with charts: the tokens as custom properties `--chart-<token>`, which a site may set anew, the classes of the
/// marks, and which of the two widths of a chart is shown.
///
/// Dark colours are for screens only, so that a page prints in the light ones.
pub fn page_stylesheet() -> String {
    let light = custom_properties(|swatch| swatch.light);
    let dark = custom_properties(|swatch| swatch.dark);
    let marks = colour_classes(|swatch| format!("var(--chart-{})", swatch.name));
    format!(
        ":root{{{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n\
         .chart{{display:block;width:100%;height:auto;print-color-adjust:exact}}\n\
         {TABULAR_DIGITS}\n\
         .chart-wide{{max-width:760px}}\n\
         .chart-narrow{{display:none;max-width:480px}}\n\
         @media screen and (max-width:700px){{.chart-wide{{display:none}}.chart-narrow{{display:block}}}}\n\
         {marks}\n\
         {}",
        forced_colours()
    )
}

/// The stylesheet of a chart as a file. The light colours are attributes of the marks.
pub fn file_stylesheet() -> String {
    let dark = colour_classes(|swatch| swatch.dark.to_string());
    format!(
        "{TABULAR_DIGITS}\n\
         @media screen and (prefers-color-scheme:dark){{{dark}}}\n\
         {}",
        forced_colours()
    )
}

/// Digits of equal width in texts that are numbers alone.
const TABULAR_DIGITS: &str = ".chart .num{font-variant-numeric:tabular-nums}";

fn custom_properties(colour: impl Fn(&Swatch) -> Rgb) -> String {
    PALETTE
        .iter()
        .map(|swatch| format!("--chart-{}:{};", swatch.name, colour(swatch)))
        .collect()
}

fn colour_classes(colour: impl Fn(&Swatch) -> String) -> String {
    let class = |swatch: &Swatch| {
        let (name, colour) = (swatch.name, colour(swatch));
        format!(".f-{name}{{fill:{colour}}}.s-{name}{{stroke:{colour}}}")
    };
    PALETTE.iter().map(class).collect()
}

/// Browsers do not adjust the colours inside a drawing, so it asks for the reader's colours itself. Text takes the colour
/// of text, but numbers on a dark mark stay in that of the background.
fn forced_colours() -> String {
    let marks = colour_classes(|swatch| swatch.forced.to_owned());
    format!(
        "@media (forced-colors:active){{{marks}.chart text{{fill:CanvasText}}.chart text.f-bg{{fill:Canvas}}}}\n"
    )
}
