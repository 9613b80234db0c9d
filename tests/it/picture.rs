//! Pictures of drawings: their size, a few pixels, and when they are drawn anew. Their bytes are those of a library and may change with it.

use png::{ColorType, Decoder, Transformations};
use statuary::base::digest::{hex, hex_of};
use statuary::render::palette::{Rgb, Token};
use statuary::render::picture::{DRAWN_BY, picture};
use statuary::render::plot::{Anchor, Canvas, Frame, Width};
use statuary::render::text_width::Font;
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
        Pixels { width: info.width as usize, height: info.height as usize, colours }
    }

    fn at(&self, x: usize, y: usize) -> Rgb {
        let at = (y * self.width + x) * 3;
        Rgb(self.colours[at], self.colours[at + 1], self.colours[at + 2])
    }

    /// The first and the last column that is not white.
    fn ink(&self) -> (usize, usize) {
        let inked = |x: &usize| (0..self.height).any(|y| self.at(*x, y) != Token::Bg.swatch().light);
        ((0..self.width).find(inked).unwrap(), (0..self.width).rev().find(inked).unwrap())
    }
}

/// A drawing of 360 units by 40 with whatever is drawn on it.
fn drawing(draw: impl FnOnce(&Canvas)) -> String {
    let canvas = Canvas::new(Width::Narrow, Frame::Standalone);
    draw(&canvas);
    let caption = Caption { id: "it".into(), title: "Title".into(), ..Caption::default() };
    canvas.finish(&caption, 40.0)
}

#[test]
fn a_picture_is_twice_as_large_and_in_the_light_colours() {
    let svg = drawing(|canvas| {
        canvas.rect((10.0, 10.0), (20.0, 20.0), Token::Bar);
        canvas.line(&[(30.0, 15.0), (50.0, 15.0)], 4.0, Token::Outage);
    });
    let pixels = Pixels::of(&picture(&svg, None));
    assert_eq!((pixels.width, pixels.height), (720, 80));
    assert_eq!(pixels.at(0, 0), Token::Bg.swatch().light);
    assert_eq!(pixels.at(719, 79), Token::Bg.swatch().light);
    assert_eq!(pixels.at(30, 30), Token::Bar.swatch().light);
    assert_eq!(pixels.at(80, 30), Token::Outage.swatch().light);
}

#[test]
fn text_is_as_wide_in_a_picture_as_it_was_measured() {
    for (font, text) in [
        (Font::regular(14.0), "HHHHHHHHHHHHHHH"),
        (Font::semi_bold(14.0), "HHHHHHHHHHHHHHH"),
        (Font::regular(14.0), "1111 2222 3333 4444"),
        (Font::semi_bold(14.0), "Backups fell by 77%"),
        (Font::regular(14.0), "\u{c4}rger mit Br\u{fc}cken \u{2013} \u{201c}so\u{201d} \u{25bc} 20\u{a0}\u{20ac}"),
    ] {
        let svg = drawing(|canvas| canvas.text(text, (20.0, 30.0), Anchor::Start, font, Token::Ink));
        let (first, last) = Pixels::of(&picture(&svg, None)).ink();
        let (found, measured) = ((last - first + 1) as f64 / 2.0, font.width(text));
        // Letters have some room at both sides, and pairs of them are moved closer together.
        assert!(found <= measured && found > measured * 0.97 - 2.5, "{text}: {found} is not {measured}");
    }
}

#[test]
fn many_colours_are_made_fewer() {
    let (width, height) = (40, 40);
    let shades: String = (0..width * height)
        .map(|at| {
            let (x, y) = (at % width, at / width);
            let colour = Rgb((x * 6) as u8, (y * 6) as u8, 128);
            format!("<rect fill=\"{colour}\" x=\"{x}\" y=\"{y}\" width=\"1\" height=\"1\"/>")
        })
        .collect();
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">{shades}</svg>");
    let pixels = Pixels::of(&picture(&svg, None));
    for (x, y) in [(0, 0), (20, 3), (39, 39)] {
        let (Rgb(red, green, blue), near) =
            (pixels.at(x * 2, y * 2), |a: u8, b: usize| usize::from(a).abs_diff(b) < 32);
        assert!(near(red, x * 6) && near(green, y * 6) && near(blue, 128), "{x} {y}: {red} {green} {blue}");
    }
}

#[test]
fn one_drawing_gives_the_same_bytes_and_is_kept_while_it_is_the_same() {
    let svg = drawing(|canvas| canvas.text("Once", (20.0, 30.0), Anchor::Start, Font::regular(14.0), Token::Ink));
    let first = picture(&svg, None);
    assert!(picture(&svg, None) == first);
    assert!(picture(&svg, Some(&first)) == first);
    let other = drawing(|canvas| canvas.text("Twice", (20.0, 30.0), Anchor::Start, Font::regular(14.0), Token::Ink));
    assert!(picture(&other, Some(&first)) == picture(&other, None), "it was drawn from something else");
    for damaged in [&b""[..], &first[..first.len() / 2], &first[..first.len() - 1], b"GIF89a"] {
        assert!(picture(&svg, Some(damaged)) == first);
    }
    let mut changed = first.clone();
    changed[first.len() / 2] ^= 1;
    assert!(picture(&svg, Some(&changed)) == first, "a picture that was changed by hand is drawn anew");
}

/// A file with another byte in its middle that says all the same what it was drawn from.
fn forged(file: &[u8], svg: &str) -> Vec<u8> {
    let end = file.len() - 12;
    let text = file.windows(11).position(|window| window == b"tEXtSource\0").unwrap();
    let mut forged = file[..text - 4].to_vec();
    let middle = forged.len() / 2;
    forged[middle] ^= 1;
    let words = format!("tEXtSource\0{} {}", hex(&format!("{DRAWN_BY}\n{svg}")), hex_of(&forged));
    forged.extend(&file[text - 4..text]);
    forged.extend(words.as_bytes());
    let mut sum = u32::MAX;
    for byte in words.bytes() {
        sum ^= u32::from(byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    forged.extend((!sum).to_be_bytes());
    forged.extend(&file[end..]);
    forged
}

#[test]
fn a_picture_that_is_kept_is_not_drawn_again() {
    let svg = drawing(|canvas| canvas.text("Once", (20.0, 30.0), Anchor::Start, Font::regular(14.0), Token::Ink));
    let forged = forged(&picture(&svg, None), &svg);
    assert!(picture(&svg, Some(&forged)) == forged, "its word is taken");
    let other = svg.replace("Once", "Twice");
    assert!(picture(&other, Some(&forged)) == picture(&other, None));
}

#[test]
fn every_chart_that_is_a_file_is_a_picture_too() {
    let site = internal(example(), "2013-09-03T12:00Z");
    let charts: Vec<&String> = site.keys().filter(|path| path.ends_with(".svg")).collect();
    assert!(charts.len() > 10);
    for path in charts {
        let svg = std::str::from_utf8(&site[path]).unwrap();
        let document = roxmltree::Document::parse(svg).unwrap();
        let units = |side| document.root_element().attribute(side).unwrap().parse::<f64>().unwrap();
        let pixels = Pixels::of(&site[&path.replace(".svg", ".png")]);
        assert_eq!((pixels.width, pixels.height), ((units("width") * 2.0) as usize, (units("height") * 2.0) as usize));
    }
}

#[test]
fn what_draws_is_named_with_its_version() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).unwrap();
    let libraries = DRAWN_BY.split("; ").next().unwrap().split(", ").filter(|named| !named.starts_with("Inter "));
    for named in libraries {
        let (name, version) = named.split_once(' ').unwrap();
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(lock.contains(&entry), "{name} is no longer {version}: say so in `DRAWN_BY`, or old pictures stay");
    }
}
