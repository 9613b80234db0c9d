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
    /// How the recipient unsubscribes.
    pub opt_outs: Vec<OptOut>,
    /// Whether a request by POST to a URL of them is enough (RFC 8058).
    pub one_click: bool,
}

/// A way to unsubscribe.
#[derive(Clone, Debug)]
pub struct OptOut {
    /// The address as people read it.
    pub text: String,
    /// The same as a link: `mailto:` or `https:`.
    pub url: String,
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
    let opt_outs = route.opt_outs.iter();
    let opt_outs: Vec<String> = opt_outs.map(|one| format!("<{}>", one.url)).collect();
    if !opt_outs.is_empty() {
        headers.push(("List-Unsubscribe", opt_outs.join(", ")));
    }
    if route.one_click {
        let value = "List-Unsubscribe=One-Click".to_owned();
        headers.push(("List-Unsubscribe-Post", value));
    }
    headers
}

fn plain(one: &Announcement, route: &MailRoute) -> String {
    let mut plain = format!(
        "{}\n\n{}\n\n{}: {}\n\n-- \n{}\n",
        one.title,
        one.text_with_facts(),
        one.link_text,
        one.link,
        one.site
    );
    let addresses: Vec<&str> = route.opt_outs.iter().map(|way| way.text.as_str()).collect();
    if !addresses.is_empty() {
        plain += &format!("{} {}\n", one.unsubscribe_text, addresses.join(OR));
    }
    plain
}

/// Between two ways to unsubscribe. A comma could become a part of the link.
const OR: &str = " \u{b7} ";

/// Without colours of text and ground, so that a mail program in dark mode can choose both.
fn html(one: &Announcement, route: &MailRoute) -> String {
    let link = |url: &str, text: &str| {
        let (url, text) = (escape::attribute(url), escape::html(text));
        format!("<a href=\"{url}\">{text}</a>")
    };
    let mut footer = escape::html(&one.site);
    let ways = route.opt_outs.iter();
    let ways: Vec<String> = ways.map(|way| link(&way.url, &way.text)).collect();
    if !ways.is_empty() {
        let text = escape::html(&one.unsubscribe_text);
        footer += &format!("<br>{text} {}", ways.join(OR));
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n</head>\n\
         <body style=\"margin:0 auto;padding:16px;max-width:640px;font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word\">\n\
         <h1 style=\"margin:0 0 16px;padding-{side}:12px;border-{side}:6px solid #{colour};font-size:20px;line-height:1.3\">{title}</h1>\n\
         {html}\n<p>{open}</p>\n\
         <p style=\"margin-top:32px;font-size:14px\">{footer}</p>\n</body>\n</html>\n",
        language = one.language,
        direction = one.direction,
        title = escape::html(&one.title),
        side = if one.direction == "rtl" {
            "right"
        } else {
            "left"
        },
        colour = one.colour(),
        html = one.html,
        open = link(&one.link, &one.link_text),
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
