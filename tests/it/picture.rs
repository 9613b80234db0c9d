//! Pictures of drawings: their size, a few pixels, and when they are drawn anew. Their bytes are those of a library and may change with it.

use png::{ColorType, Decoder, Transformations};
use statuary::base::digest::hex;
use statuary::render::canvas::Canvas;
use statuary::render::drawing::{Anchor, ColouredShape, Drawing, Placement, Shape, Width};
use statuary::render::palette::{PALETTE, Rgb, Token};
use statuary::render::png::{PngRenderer, RENDERER_VERSION};
use statuary::render::svg::write_svg;
use statuary::render::text_width::TextStyle;
use statuary::view::chart::Caption;

use crate::site::{example, internal};

/// A picture as its pixels.
struct Pixels {
    width: usize,
    height: usize,
    colours: Vec<u8>,
}

impl Pixels {
    #[track_caller]
    fn of(file: &[u8]) -> Pixels {
        let mut decoder = Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut colours = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut colours).unwrap();
        assert_eq!(info.color_type, ColorType::Rgb, "a picture is opaque");
        reader.finish().unwrap();
        Pixels {
            width: info.width as usize,
            height: info.height as usize,
            colours,
        }
    }

    fn at(&self, x: usize, y: usize) -> Rgb {
        let at = (y * self.width + x) * 3;
        Rgb(self.colours[at], self.colours[at + 1], self.colours[at + 2])
    }

    /// The first and the last column that is not white.
    fn ink(&self) -> (usize, usize) {
        let inked = |x: &usize| {
            (0..self.height).any(|y| self.at(*x, y) != Token::Background.swatch().light)
        };
        (
            (0..self.width).find(inked).unwrap(),
            (0..self.width).rev().find(inked).unwrap(),
        )
    }
}

/// A drawing of 360 units by 40 with whatever is drawn on it.
fn drawing(draw: impl FnOnce(&Canvas)) -> Drawing {
    let canvas = Canvas::new(Width::Narrow, Placement::Standalone);
    draw(&canvas);
    let caption = Caption {
        id: "it".into(),
        title: "Title".into(),
        ..Caption::default()
    };
    canvas.into_drawing(&caption, 40.0)
}

/// A drawing that says one thing.
fn words(text: &str) -> Drawing {
    drawing(|canvas| canvas.text(text, (20.0, 30.0), Anchor::Start, TextStyle::regular(14.0)))
}

#[test]
fn a_picture_is_twice_as_large_and_in_the_light_colours() {
    let drawing = drawing(|canvas| {
        canvas.rect((10.0, 10.0), (20.0, 20.0), Token::Bar);
        canvas.line(&[(30.0, 15.0), (50.0, 15.0)], 4.0, Token::MajorOutage);
        canvas.polygon(&[(60.0, 10.0), (80.0, 10.0), (60.0, 30.0)], Token::Improved);
        canvas.ring((100.0, 20.0), 8.0, Token::Worsened);
    });
    let pixels = Pixels::of(&PngRenderer::default().render(&drawing));
    assert_eq!((pixels.width, pixels.height), (720, 80));
    assert_eq!(pixels.at(0, 0), Token::Background.swatch().light);
    assert_eq!(pixels.at(719, 79), Token::Background.swatch().light);
    assert_eq!(pixels.at(30, 30), Token::Bar.swatch().light);
    assert_eq!(pixels.at(80, 30), Token::MajorOutage.swatch().light);
    assert_eq!(
        [pixels.at(125, 25), pixels.at(155, 55)],
        [
            Token::Improved.swatch().light,
            Token::Background.swatch().light
        ]
    );
    assert_eq!(
        [pixels.at(185, 40), pixels.at(200, 40)],
        [
            Token::Worsened.swatch().light,
            Token::Background.swatch().light
        ]
    );
}

#[test]
fn text_is_as_wide_in_a_picture_as_it_was_measured() {
    for (font, text) in [
        (TextStyle::regular(14.0), "HHHHHHHHHHHHHHH"),
        (TextStyle::semi_bold(14.0), "HHHHHHHHHHHHHHH"),
        (TextStyle::regular(14.0), "1111 2222 3333 4444"),
        (TextStyle::semi_bold(14.0), "Backups fell by 77%"),
        (
            TextStyle::regular(14.0),
            "\u{c4}rger mit Br\u{fc}cken \u{2013} \u{201c}so\u{201d} \u{25bc} 20\u{a0}\u{20ac}",
        ),
    ] {
        let drawing = drawing(|canvas| canvas.text(text, (20.0, 30.0), Anchor::Start, font));
        let (first, last) = Pixels::of(&PngRenderer::default().render(&drawing)).ink();
        let (found, measured) = ((last - first + 1) as f64 / 2.0, font.width(text));
        // Letters have some room at both sides, and pairs of them are moved closer together.
        assert!(
            found <= measured && found > measured * 0.97 - 2.5,
            "{text}: {found} is not {measured}"
        );
    }
}

#[test]
fn text_begins_stands_around_or_ends_at_its_place() {
    let ink = |anchor| {
        let at = (180.0, 30.0);
        let drawing =
            drawing(|canvas| canvas.text("HHHHHHHH", at, anchor, TextStyle::regular(14.0)));
        Pixels::of(&PngRenderer::default().render(&drawing)).ink()
    };
    let ((start, wide), (left, right), (begin, end)) =
        (ink(Anchor::Start), ink(Anchor::Middle), ink(Anchor::End));
    assert!(
        (360..365).contains(&start) && (355..360).contains(&end),
        "{start} {end}"
    );
    assert!((left + right).abs_diff(720) <= 2, "{left} {right}");
    assert!((end - begin).abs_diff(wide - start) <= 1);
}

#[test]
fn what_is_beside_the_paper_is_left_out() {
    for (x, y) in [
        (-5.0, 20.0),
        (355.0, 20.0),
        (-500.0, 20.0),
        (500.0, 20.0),
        (100.0, 2.0),
        (100.0, 45.0),
        (100.0, 900.0),
    ] {
        let font = TextStyle::semi_bold(14.0);
        let drawing = drawing(|canvas| canvas.text("Wide words", (x, y), Anchor::Start, font));
        let pixels = Pixels::of(&PngRenderer::default().render(&drawing));
        assert_eq!((pixels.width, pixels.height), (720, 80), "{x} {y}");
    }
}

#[test]
fn what_the_font_lacks_is_left_blank_and_what_cannot_be_seen_is_nothing() {
    let ink = |text: &str| Pixels::of(&PngRenderer::default().render(&words(text))).ink();
    assert_eq!(ink("a\u{6771}").1, ink("a").1);
    assert_eq!(ink("a🦆").1, ink("a").1);
    assert_eq!(ink("a\u{7}b"), ink("ab"));
    assert_eq!(ink("a\tb"), ink("a b"));
}

#[test]
fn many_colours_are_made_fewer() {
    // Letters in every colour over stripes in every colour: each edge is a mixture.
    let drawing = drawing(|canvas| {
        for (x, ground) in (0..).map(|at| f64::from(at) * 17.0).zip(PALETTE) {
            canvas.rect((x, 0.0), (x + 17.0, 40.0), ground.token);
        }
        for (y, ink) in (0..).map(|at| 4.0 + f64::from(at) * 1.7).zip(PALETTE) {
            canvas.text(
                &"S8&@".repeat(8),
                (y, y),
                Anchor::Start,
                TextStyle::regular(8.0).coloured(ink.token),
            );
        }
    });
    let pixels = Pixels::of(&PngRenderer::default().render(&drawing));
    // Mixtures are rough then, and the colours themselves what they are.
    for (at, ground) in PALETTE.iter().enumerate() {
        assert_eq!(pixels.at(at * 34 + 16, 79), ground.light, "{}", ground.name);
    }
    let colours: std::collections::BTreeSet<&[u8]> = pixels.colours.chunks(3).collect();
    assert!(
        colours.len() <= 256 && colours.len() > 100,
        "{}",
        colours.len()
    );
}

#[test]
fn the_edge_of_a_mark_is_of_its_own_colour_however_many_marks_there_are() {
    let inks = [Token::InHours, Token::Interval, Token::Accent];
    // Each mark has a white rim, as those of charts have, and lies over rims and edges of others.
    let drawing = drawing(|canvas| {
        for at in 0..600_u16 {
            let (x, y) = (
                f64::from(u32::from(at) * 37 % 3430) / 10.0,
                f64::from(u32::from(at) * 53 % 377) / 10.0,
            );
            let ink = inks[usize::from(at) % 3];
            canvas.circle((x, y), 3.7, Token::Background);
            canvas.circle((x, y), 2.9, ink);
            canvas.rect((x + 5.0, y), (x + 9.3, y + 4.1), ink);
        }
    });
    let picture = PngRenderer::default().render(&drawing);
    let tokens = [
        Token::Background,
        Token::InHours,
        Token::Interval,
        Token::Accent,
    ]
    .map(|token| token.swatch().light);
    let steps = |one: u8, other: u8, step: i32| {
        (i32::from(one) * (15 - step) + i32::from(other) * step + 7) / 15
    };
    let near = |colour: u8, step: i32| (i32::from(colour) - step).abs() <= 1;
    let between = |colour: &[u8], (one, other): (Rgb, Rgb)| {
        (0..=15).any(|step| {
            near(colour[0], steps(one.0, other.0, step))
                && near(colour[1], steps(one.1, other.1, step))
                && near(colour[2], steps(one.2, other.2, step))
        })
    };
    let pairs = || {
        tokens
            .iter()
            .flat_map(|one| tokens.iter().map(move |other| (*one, *other)))
    };
    let colours: std::collections::BTreeSet<Vec<u8>> = Pixels::of(&picture)
        .colours
        .chunks(3)
        .map(<[u8]>::to_vec)
        .collect();
    assert!(colours.len() > 40, "{}", colours.len());
    let strange: Vec<_> = colours
        .iter()
        .filter(|colour| !pairs().any(|pair| between(colour, pair)))
        .collect();
    assert!(
        strange.is_empty(),
        "of {} colours, these are of no two marks: {strange:?}",
        colours.len()
    );
}

#[test]
fn one_drawing_gives_the_same_bytes_and_is_kept_while_it_is_the_same() {
    let once = words("Once");
    let first = PngRenderer::default().render(&once);
    assert_eq!(PngRenderer::default().render(&once), first);
    assert!(
        PngRenderer::default()
            .render_if_changed(&once, &first)
            .is_none()
    );
    let other = words("Twice");
    assert!(
        PngRenderer::default().render_if_changed(&other, &first)
            == Some(PngRenderer::default().render(&other)),
        "it was drawn from something else"
    );
    for damaged in [
        &b""[..],
        &first[..first.len() / 2],
        &first[..first.len() - 1],
        b"GIF89a",
    ] {
        assert_eq!(
            PngRenderer::default()
                .render_if_changed(&once, damaged)
                .as_ref(),
            Some(&first)
        );
    }
    let mut changed = first.clone();
    changed[first.len() / 2] ^= 1;
    assert!(
        PngRenderer::default().render_if_changed(&once, &changed) == Some(first),
        "a picture that was changed by hand is drawn anew"
    );
}

/// A file with another byte in its middle that says all the same what it was drawn from.
fn forged(file: &[u8], drawing: &Drawing) -> Vec<u8> {
    let end = file.len() - 12;
    let text = file
        .windows(11)
        .position(|window| window == b"tEXtSource\0")
        .unwrap();
    let mut forged = file[..text - 4].to_vec();
    let middle = forged.len() / 2;
    forged[middle] ^= 1;
    let sum = |bytes: &[u8]| {
        let bit = |sum: u32| {
            if sum & 1 == 1 {
                sum >> 1 ^ 0xEDB8_8320
            } else {
                sum >> 1
            }
        };
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| bit(sum))
        })
    };
    let source = hex(&format!("{RENDERER_VERSION}\n{}", write_svg(drawing)));
    let words = format!("tEXtSource\0{source} {:08x}", sum(&forged));
    forged.extend(&file[text - 4..text]);
    forged.extend(words.as_bytes());
    forged.extend(sum(words.as_bytes()).to_be_bytes());
    forged.extend(&file[end..]);
    forged
}

#[test]
fn a_picture_that_is_kept_is_not_drawn_again() {
    let once = words("Once");
    let forged = forged(&PngRenderer::default().render(&once), &once);
    assert!(
        PngRenderer::default()
            .render_if_changed(&once, &forged)
            .is_none(),
        "its word is taken"
    );
    let mut other = once;
    for mark in &mut other.shapes {
        if let ColouredShape {
            shape: Shape::Text(text),
            ..
        } = mark
        {
            text.content = "Twice".to_owned();
        }
    }
    assert_eq!(
        PngRenderer::default().render_if_changed(&other, &forged),
        Some(PngRenderer::default().render(&other))
    );
}

#[test]
fn every_chart_that_is_a_file_is_a_picture_too() {
    let site = internal(example(), "2013-09-03T12:00Z");
    let charts: Vec<&String> = site.keys().filter(|path| path.ends_with(".svg")).collect();
    assert!(charts.len() > 10);
    for path in charts {
        let svg = std::str::from_utf8(&site[path]).unwrap();
        let document = roxmltree::Document::parse(svg).unwrap();
        let units = |side| {
            document
                .root_element()
                .attribute(side)
                .unwrap()
                .parse::<f64>()
                .unwrap()
        };
        let pixels = Pixels::of(&site[&path.replace(".svg", ".png")]);
        assert_eq!(
            (pixels.width, pixels.height),
            (
                (units("width") * 2.0) as usize,
                (units("height") * 2.0) as usize
            )
        );
    }
}

#[test]
fn what_draws_is_named_with_its_version() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).unwrap();
    let libraries = RENDERER_VERSION
        .split("; ")
        .next()
        .unwrap()
        .split(", ")
        .filter(|named| !named.starts_with("Inter "));
    for named in libraries {
        let (name, version) = named.split_once(' ').unwrap();
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(
            lock.contains(&entry),
            "{name} is no longer {version}: say so in `DRAWN_BY`, or old pictures stay"
        );
    }
}
