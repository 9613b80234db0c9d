//! Announcements as mails (RFC 5322), with the headers by which programs answer, sort and unsubscribe.

use crate::base::digest::uuid;
use crate::base::escape;
use crate::render::mail::{MailMessage, Mailbox, header_text, write_message};
use crate::view::announcement::Announcement;

/// Between whom a mail goes.
#[derive(Clone, Debug)]
pub struct MailRoute<'a> {
    /// Permanent: that of the delivery.
    pub id: &'a str,
    pub from: &'a str,
    pub to: &'a str,
    pub opt_out: Option<OptOut>,
}

/// How the recipient unsubscribes.
#[derive(Clone, Debug)]
pub struct OptOut {
    /// The address as people read it.
    pub text: String,
    /// The same as a link: `mailto:` or `https:`.
    pub url: String,
    /// Whether a request by POST to the link is enough (RFC 8058).
    pub one_click: bool,
}

/// The mail of an announcement: the same bytes each time.
pub fn message(announcement: &Announcement, route: &MailRoute) -> Vec<u8> {
    let host = route.from.rsplit('@').next().unwrap_or_default();
    let identity = |name: &str| format!("{}@{host}", uuid(name));
    let (text, html) = (plain(announcement, route), html(announcement, route));
    write_message(&MailMessage {
        from: mailbox(Some(header_text(&announcement.site)), route.from),
        to: mailbox(None, route.to),
        subject: announcement.title.clone(),
        date: announcement.published,
        id: identity(route.id),
        thread: identity(&announcement.thread),
        headers: headers(host, route),
        text: &text,
        html: &html,
    })
}

fn mailbox(name: Option<String>, address: &str) -> Mailbox {
    Mailbox {
        name,
        address: address.to_owned(),
    }
}

fn headers(host: &str, route: &MailRoute) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        // Nobody is told that somebody is on holiday (RFC 3834, and what Exchange reads).
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("X-Auto-Response-Suppress", "OOF, AutoReply".to_owned()),
        ("Precedence", "bulk".to_owned()),
        ("List-Id", format!("<status.{host}>")),
    ];
    if let Some(opt_out) = &route.opt_out {
        headers.push(("List-Unsubscribe", format!("<{}>", opt_out.url)));
        if opt_out.one_click && opt_out.url.starts_with("https://") {
            let value = "List-Unsubscribe=One-Click".to_owned();
            headers.push(("List-Unsubscribe-Post", value));
        }
    }
    headers
}

fn plain(announcement: &Announcement, route: &MailRoute) -> String {
    let Announcement {
        title,
        site,
        link,
        link_text,
        unsubscribe_text,
        ..
    } = announcement;
    let text = announcement.text_with_facts();
    let mut plain = format!("{title}\n\n{text}\n\n{link_text}: {link}\n\n-- \n{site}\n");
    if let Some(opt_out) = &route.opt_out {
        plain += &format!("{unsubscribe_text} {}\n", opt_out.text);
    }
    plain
}

/// Without colours of text and ground, so that a mail program in dark mode can choose both.
fn html(announcement: &Announcement, route: &MailRoute) -> String {
    let Announcement {
        language,
        direction,
        html,
        ..
    } = announcement;
    let [title, site, link_text, unsubscribe_text] = [
        &announcement.title,
        &announcement.site,
        &announcement.link_text,
        &announcement.unsubscribe_text,
    ]
    .map(|text| escape::html(text));
    let link = escape::attribute(&announcement.link);
    let opt_out = route.opt_out.as_ref().map(|opt_out| {
        let (url, text) = (escape::attribute(&opt_out.url), escape::html(&opt_out.text));
        format!("<br>{unsubscribe_text} <a href=\"{url}\">{text}</a>")
    });
    let side = if *direction == "rtl" { "right" } else { "left" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n</head>\n\
         <body style=\"margin:0 auto;padding:16px;max-width:640px;font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word\">\n\
         <h1 style=\"margin:0 0 16px;padding-{side}:12px;border-{side}:6px solid #{};font-size:20px;line-height:1.3\">{title}</h1>\n\
         {html}\n<p><a href=\"{link}\">{link_text}</a></p>\n\
         <p style=\"margin-top:32px;font-size:14px\">{site}{}</p>\n</body>\n</html>\n",
        announcement.colour(),
        opt_out.unwrap_or_default(),
    )
}

/// A mail for people who look at what would be sent: the headers, and the text.
pub fn readable(announcement: &Announcement, route: &MailRoute) -> String {
    let headers = headers(route.from.rsplit('@').next().unwrap_or_default(), route);
    let headers = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"));
    format!(
        "From: {} <{}>\nTo: {}\nSubject: {}\n{}\n{}",
        announcement.site,
        route.from,
        route.to,
        announcement.title,
        headers.collect::<String>(),
        plain(announcement, route)
    )
}
