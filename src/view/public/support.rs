//! The support guide.

use serde::Serialize;

use super::site::{PublicSite, summary};
use crate::model::route;
use crate::model::support::{ErrorCode, SupportChannel, SupportGuide, SupportPriority};
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};

#[derive(Clone, Debug, Serialize)]
pub struct SupportPage {
    pub title: String,
    /// Links to the sections of the page.
    pub contents: Vec<LinkView>,
    /// Markup.
    pub intro: Option<String>,
    pub channels: Vec<ChannelView>,
    pub priorities: Vec<PriorityView>,
    /// Which columns of the table of priorities have a value.
    pub columns: PriorityColumns,
    /// What belongs into an urgent ticket.
    pub include: Vec<String>,
    pub error_codes: Vec<ErrorCodeGroup>,
    /// Markup.
    pub outro: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ChannelView {
    pub name: String,
    pub link: LinkView,
    pub when: Option<String>,
    pub hours: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PriorityView {
    pub name: String,
    pub when: String,
    pub examples: Option<String>,
    pub first_response: String,
    pub updates: Option<String>,
    pub hours: Option<String>,
    pub wakes: Option<String>,
}

/// A column without any value is not printed.
#[derive(Clone, Debug, Serialize)]
pub struct PriorityColumns {
    pub examples: bool,
    pub updates: bool,
    pub hours: bool,
    pub wakes: bool,
}

/// Error codes under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorCodeGroup {
    pub title: Option<String>,
    pub codes: Vec<ErrorCodeView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ErrorCodeView {
    pub code: String,
    pub name: String,
    pub meaning: String,
    pub action: String,
    pub component: Option<LinkView>,
    /// Incidents that name the code: open ones, and those that began in the days of the history.
    pub incidents: Vec<LinkView>,
}

pub(in crate::view) fn page(site: &PublicSite, guide: &SupportGuide) -> (PageMeta, SupportPage) {
    let address = route::SUPPORT.pattern;
    let links = Links::from_page(address);
    let html = |prose| site.html(prose, &links, address);
    let intro = guide.intro.as_ref();
    let description = intro.map(|intro| summary(&intro.plain()));
    let description = description.unwrap_or_else(|| guide.title.clone());
    let meta = PageMeta::new(address, &guide.title, description)
        .with_file(route::SUPPORT.source.map(str::to_owned));
    let page = SupportPage {
        title: guide.title.clone(),
        contents: contents(site, guide),
        intro: intro.map(html),
        channels: guide.channels.iter().map(channel).collect(),
        priorities: guide.priorities.iter().map(priority).collect(),
        columns: columns(&guide.priorities),
        include: guide.include.clone(),
        error_codes: error_code_groups(site, guide, &links),
        outro: guide.outro.as_ref().map(html),
    };
    (meta, page)
}

/// The sections that the page has.
fn contents(site: &PublicSite, guide: &SupportGuide) -> Vec<LinkView> {
    let sections = [
        ("channels", "support-channels", guide.channels.is_empty()),
        (
            "priorities",
            "support-priorities",
            guide.priorities.is_empty(),
        ),
        ("include", "support-include", guide.include.is_empty()),
        ("codes", "error-codes", guide.error_codes.is_empty()),
    ];
    let shown = sections.into_iter().filter(|(.., is_empty)| !is_empty);
    let section = |(anchor, message, _)| LinkView {
        href: format!("#{anchor}"),
        text: site.locale.message(message),
    };
    shown.map(section).collect()
}

fn channel(channel: &SupportChannel) -> ChannelView {
    ChannelView {
        name: channel.name.clone(),
        link: LinkView {
            href: channel.contact.url(),
            text: channel.contact.text().to_owned(),
        },
        when: channel.when.clone(),
        hours: channel.hours.clone(),
    }
}

fn priority(priority: &SupportPriority) -> PriorityView {
    let SupportPriority {
        name,
        when,
        examples,
        first_response,
        updates,
        hours,
        wakes,
    } = priority.clone();
    PriorityView {
        name,
        when,
        examples,
        first_response,
        updates,
        hours,
        wakes,
    }
}

fn columns(priorities: &[SupportPriority]) -> PriorityColumns {
    let any = |value: fn(&SupportPriority) -> &Option<String>| {
        priorities.iter().any(|priority| value(priority).is_some())
    };
    PriorityColumns {
        examples: any(|one| &one.examples),
        updates: any(|one| &one.updates),
        hours: any(|one| &one.hours),
        wakes: any(|one| &one.wakes),
    }
}

/// The codes by heading, in the order in which the headings first appear.
fn error_code_groups(
    site: &PublicSite,
    guide: &SupportGuide,
    links: &Links,
) -> Vec<ErrorCodeGroup> {
    let mut groups: Vec<ErrorCodeGroup> = Vec::new();
    for code in &guide.error_codes {
        let view = error_code(site, code, links);
        match groups.iter_mut().find(|group| group.title == code.group) {
            Some(group) => group.codes.push(view),
            None => groups.push(ErrorCodeGroup {
                title: code.group.clone(),
                codes: vec![view],
            }),
        }
    }
    groups
}

fn error_code(site: &PublicSite, code: &ErrorCode, links: &Links) -> ErrorCodeView {
    let snapshot = &site.snapshot;
    let first = snapshot.start_of_last_days(snapshot.site.history_days);
    let named = snapshot.incidents.iter().filter(|facts| {
        let details = &facts.incident.details;
        details.error_codes.contains(&code.code) && (facts.is_open() || details.started >= first)
    });
    let incidents = named.map(|facts| {
        let address = route::INCIDENT.address(&facts.incident.id);
        links.link(&address, &facts.incident.title)
    });
    ErrorCodeView {
        code: code.code.clone(),
        name: code.name.clone(),
        meaning: code.meaning.clone(),
        action: code.action.clone(),
        component: site.component_links(code.component.iter(), links).pop(),
        incidents: incidents.collect(),
    }
}

/// Links to the explanations of error codes that an incident or a culprit names.
pub(in crate::view) fn error_code_links<'c>(
    guide: Option<&SupportGuide>,
    codes: impl IntoIterator<Item = &'c String>,
    links: &Links,
) -> Vec<LinkView> {
    let known = codes.into_iter().filter_map(|code| guide?.error_code(code));
    let link = |code: &ErrorCode| {
        let address = format!("{}#error-{}", route::SUPPORT.pattern, code.code);
        links.link(&address, format!("{} {}", code.code, code.name))
    };
    known.map(link).collect()
}
