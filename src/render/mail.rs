//! Mails as files that a mail program sends (RFC 5322, MIME). The one file that names `mail_builder`.
//!
//! A mail has its text as plain text and as HTML, and the images are attached, because many programs do not load remote images. Boundaries
//! between parts are made from what is between them, not from chance, so that the same digest is the same bytes.

use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::mime::{BodyPart, MimePart};

use super::theme::{Theme, ThemeFault};
use crate::base::digest::short_id;
use crate::view::internal::digest_mail::DigestMail;

/// From whom and to whom.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    /// The sender's address; else the program that sends it knows.
    pub from: Option<String>,
    /// The addresses of those who get it.
    pub to: Vec<String>,
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
    let together = |kind: &str, parts: Vec<MimePart<'static>>| {
        let part = kind.split('/').next_back().unwrap_or_default();
        let kind =
            ContentType::new(kind.to_owned()).attribute("boundary", format!("={part}-{border}"));
        MimePart::new(kind, BodyPart::Multipart(parts))
    };
    let related = std::iter::once(text_part("text/html", html))
        .chain(picture_parts(letter))
        .collect();
    let body = together(
        "multipart/alternative",
        vec![
            text_part("text/plain", letter.text.clone()),
            together("multipart/related", related),
        ],
    );
    let mut message = MessageBuilder::new()
        .date(letter.date.unix())
        .message_id(format!("{}.{border}@{}", letter.id, letter.host))
        .subject(letter.subject.clone());
    if let Some(from) = &envelope.from {
        message = message.from(from.as_str());
    }
    if !envelope.to.is_empty() {
        message = message.to(envelope.to.iter().map(String::as_str).collect::<Vec<_>>());
    }
    Ok(message.body(body).write_to_vec().unwrap_or_default())
}

fn text_part(kind: &'static str, text: String) -> MimePart<'static> {
    MimePart::new(
        ContentType::new(kind).attribute("charset", "utf-8"),
        BodyPart::Text(text.into()),
    )
}

/// The images of a mail; none without the feature `png`.
fn picture_parts(letter: &DigestMail) -> impl Iterator<Item = MimePart<'static>> {
    #[cfg(feature = "png")]
    return letter.pictures.iter().map(picture_part);
    #[cfg(not(feature = "png"))]
    {
        let _ = letter;
        std::iter::empty()
    }
}

/// A picture that the HTML names by its content id.
#[cfg(feature = "png")]
fn picture_part((id, chart): &(String, crate::view::chart::Chart)) -> MimePart<'static> {
    let bytes = super::png::render_png(&super::standalone_drawing(chart.clone()));
    let name = id.split('@').next().unwrap_or_default();
    let kind = ContentType::new("image/png").attribute("name", format!("{name}.png"));
    MimePart::new(kind, BodyPart::Binary(bytes.into()))
        .inline()
        .cid(id.clone())
}
