//! Mails as files that a mail program sends (RFC 5322, MIME). The one file that names `mail_builder` and `mail_parser`.
//!
//! A mail has its text as plain text and as HTML, and the images are attached, because many programs do not load remote images. Boundaries
//! between parts are made from what is between them, not from chance, so that the same digest is the same bytes.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, HeaderValue};

#[cfg(feature = "png")]
use super::chart::standalone_drawing;
#[cfg(feature = "png")]
use super::png::{PngRenderer, is_png_of};
use super::theme::{Theme, ThemeFault};
use crate::base::digest::short_id;
#[cfg(feature = "png")]
use crate::base::digest::{base64, from_base64};
use crate::base::email::is_address;
use crate::base::escape::is_control_or_invisible;
use crate::base::time::Moment;
#[cfg(feature = "png")]
use crate::view::chart::Chart;
use crate::view::internal::digest_mail::DigestMail;

/// From whom and to whom.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    /// The sender; else the program that sends it knows.
    pub from: Option<Mailbox>,
    /// Those who get it.
    pub to: Vec<Mailbox>,
}

/// An address with the name of whom it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    pub name: Option<String>,
    pub address: String,
}

impl Mailbox {
    /// Parses what a mail program takes in its `To` field: `Acme Status <status@example.com>, ops@example.com`. `None` if any part of it is
    /// no address, or has letters that only few mail servers accept.
    pub fn parse_list(text: &str) -> Option<Vec<Mailbox>> {
        if text.contains(char::is_control) {
            return None;
        }
        let line = format!("{text}\n");
        match MessageStream::new(line.as_bytes()).parse_address() {
            HeaderValue::Address(mail_parser::Address::List(list)) => {
                list.into_iter().map(Mailbox::from_parsed).collect()
            }
            _ => None,
        }
    }

    fn from_parsed(parsed: Addr) -> Option<Mailbox> {
        let address = parsed.address?.into_owned();
        let name = parsed.name.map(|name| name.into_owned());
        // Between two addresses without a comma, the first would be the name of the second.
        let lost = name
            .iter()
            .any(|name| name.split_whitespace().any(is_address));
        (is_address(&address) && address.is_ascii() && !lost).then_some(Mailbox { name, address })
    }

    fn header(&self) -> Address<'_> {
        Address::new_address(self.name.as_deref(), self.address.as_str())
    }
}

/// A digest as a mail.
///
/// # Errors
/// [`ThemeFault`] when the template of the mail cannot print it.
pub fn write_eml(
    letter: &DigestMail,
    envelope: &Envelope,
    theme: &Theme,
) -> Result<Vec<u8>, ThemeFault> {
    let html = theme.render_page(&letter.page)?;
    let border = short_id(&html);
    let together = |part: &str, parts: Vec<MimePart<'static>>| {
        let kind = ContentType::new(format!("multipart/{part}"))
            .attribute("boundary", format!("={part}-{border}"));
        // RFC 2387 requires the type of the part that the others belong to.
        let kind = match part {
            "related" => kind.attribute("type", "text/html"),
            _ => kind,
        };
        MimePart::new(kind, BodyPart::Multipart(parts))
    };
    let related = std::iter::once(text_part("text/html", html))
        .chain(picture_parts(letter))
        .collect();
    let body = together(
        "alternative",
        vec![
            text_part("text/plain", letter.text.clone()),
            together("related", related),
        ],
    );
    let mut message = MessageBuilder::new()
        .date(letter.date.unix())
        .message_id(format!("{}.{border}@{}", letter.id, letter.host))
        .subject(letter.subject.clone())
        // Without it, the sender gets out-of-office replies (RFC 3834).
        .header("Auto-Submitted", Raw::new("auto-generated"));
    if let Some(from) = &envelope.from {
        message = message.from(from.header());
    }
    if !envelope.to.is_empty() {
        message = message.to(Address::new_list(
            envelope.to.iter().map(Mailbox::header).collect(),
        ));
    }
    Ok(message.body(body).write_to_vec().unwrap_or_default())
}

/// The page of a mail with its pictures inside it, because the site that has them may not be published yet. Pictures of an earlier build
/// that are still right are not drawn again.
#[cfg(feature = "png")]
pub(super) fn embed_pictures(
    html: String,
    pictures: &[(String, Chart)],
    before: &[u8],
    renderer: &PngRenderer,
) -> String {
    const PREFIX: &str = "data:image/png;base64,";
    let before = String::from_utf8_lossy(before);
    let earlier = before.split(PREFIX).skip(1);
    let earlier: Vec<Vec<u8>> = earlier
        .filter_map(|rest| from_base64(rest.split('"').next()?))
        .collect();
    pictures.iter().fold(html, |html, (id, chart)| {
        let drawing = standalone_drawing(chart);
        let known = earlier.iter().find(|png| is_png_of(png, &drawing));
        let png = known.cloned().unwrap_or_else(|| renderer.render(&drawing));
        html.replace(&format!("cid:{id}"), &format!("{PREFIX}{}", base64(&png)))
    })
}

/// A message with a text and the same as HTML.
#[derive(Clone, Debug)]
pub struct MailMessage<'a> {
    pub from: Mailbox,
    pub to: Mailbox,
    pub subject: String,
    pub date: Moment,
    /// Its identity, without angle brackets.
    pub id: String,
    /// The identity of the conversation that it belongs to.
    pub thread: String,
    /// Values that are ASCII without line breaks.
    pub headers: Vec<(&'static str, String)>,
    pub text: &'a str,
    pub html: &'a str,
}

/// A message as bytes, the same each time.
pub fn write_message(message: &MailMessage) -> Vec<u8> {
    let boundary = format!("=alternative-{}", short_id(&message.id));
    let kind = ContentType::new("multipart/alternative").attribute("boundary", boundary);
    let parts = vec![
        text_part("text/plain", message.text.to_owned()),
        text_part("text/html", message.html.to_owned()),
    ];
    let mut builder = MessageBuilder::new()
        .date(message.date.unix())
        .message_id(message.id.clone())
        .in_reply_to(message.thread.clone())
        .references(message.thread.clone())
        .from(message.from.header())
        .to(message.to.header())
        .subject(header_text(&message.subject));
    for (name, value) in &message.headers {
        builder = builder.header(*name, Raw::new(value.clone()));
    }
    let body = MimePart::new(kind, BodyPart::Multipart(parts));
    builder.body(body).write_to_vec().unwrap_or_default()
}

/// A text for a header: what breaks lines or turns text around is a blank.
pub fn header_text(text: &str) -> String {
    text.replace(is_control_or_invisible, " ")
}

fn text_part(kind: &'static str, text: String) -> MimePart<'static> {
    MimePart::new(
        ContentType::new(kind).attribute("charset", "utf-8"),
        BodyPart::Text(text.into()),
    )
}

/// The images of a mail; none without the feature `png`.
#[cfg(feature = "png")]
fn picture_parts(letter: &DigestMail) -> Vec<MimePart<'static>> {
    let renderer = PngRenderer::default();
    let pictures = letter.pictures.iter();
    pictures
        .map(|picture| picture_part(picture, &renderer))
        .collect()
}

#[cfg(not(feature = "png"))]
fn picture_parts(_: &DigestMail) -> Vec<MimePart<'static>> {
    Vec::new()
}

/// A picture that the HTML names by its content id.
#[cfg(feature = "png")]
fn picture_part((id, chart): &(String, Chart), renderer: &PngRenderer) -> MimePart<'static> {
    let bytes = renderer.render(&standalone_drawing(chart));
    let name = id.split('@').next().unwrap_or_default();
    let kind = ContentType::new("image/png").attribute("name", format!("{name}.png"));
    MimePart::new(kind, BodyPart::Binary(bytes.into()))
        .inline()
        .cid(id.clone())
}
