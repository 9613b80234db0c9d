//! Feeds of the internal site: one item for each digest, and one for each report.

use super::page::{DigestPage, digest, finding};
use crate::base::escape;
use crate::base::period::Period;
use crate::base::time::{Moment, Zone};
use crate::derive::report::ReportFacts;
use crate::derive::transitions::history_start_or_today;
use crate::model::route;
use crate::model::site::SiteUrl;
use crate::view::feed::{Feed, FeedItem, last_updated, paragraph, space_dates};
use crate::view::internal::site::{DIGEST_FEED, InternalSite, REPORT_FEED};
use crate::view::internal::week::WeekEventView;
use crate::view::links::LinkView;
use crate::view::links::Links;
use crate::view::text;
use crate::view::text::message::message;

const MAX_ITEMS: usize = 50;

fn feed(
    site: &InternalSite,
    url: &SiteUrl,
    (own, home): (&str, &str),
    about: String,
    description: String,
    items: Vec<FeedItem>,
) -> Feed {
    let settings = &site.ledger.status.site;
    let title = &settings.title;
    Feed {
        id: settings.urn(&format!("internal-feed:{own}")),
        title: message!("feed-title", site = title, about),
        description,
        author: title.clone(),
        home: url.join(home),
        address: url.join(own),
        hubs: Vec::new(),
        language: "en".to_owned(),
        updated: last_updated(&items, history_start_or_today(&site.snapshot)),
        items,
    }
}

/// The digests of some weeks, given oldest first.
pub(in crate::view::internal) fn digests(
    site: &InternalSite,
    url: &SiteUrl,
    weeks: &[Period],
) -> Feed {
    let item = |week: &Period| {
        let published = week.day_after().start_in(site.snapshot.site.zone);
        let digest = digest(site, *week, &Links::absolute(url));
        FeedItem {
            guid: site.ledger.status.site.urn(&format!("digest:{week}")),
            link: url.join(&route::DIGEST.address(week)),
            published,
            updated: published,
            html: digest_html(&digest),
            title: digest.title,
        }
    };
    let items = weeks.iter().rev().take(MAX_ITEMS).map(item).collect();
    feed(
        site,
        url,
        (DIGEST_FEED, route::NEWEST_DIGEST.pattern),
        message!("digest"),
        message!("digest-about"),
        items,
    )
}

fn digest_html(digest: &DigestPage) -> String {
    let mut html = String::new();
    for finding in &digest.findings {
        let product = escape::html(&finding.product);
        let link = anchor(&finding.link);
        html.push_str(&format!("<h2>{product}</h2>\n<p>{link}</p>\n"));
        html.extend(finding.sentences.iter().map(|sentence| paragraph(sentence)));
    }
    let events = |events: &[WeekEventView]| events.iter().map(event).collect();
    let owed = digest.events.owed.iter().map(|one| {
        format!(
            "<li>{}: {}</li>\n",
            anchor(&one.link),
            escape::html(&one.due_text())
        )
    });
    let lists = [
        (
            message!("digest-incidents"),
            events(&digest.events.incidents),
        ),
        (
            message!("digest-maintenance"),
            events(&digest.events.maintenance),
        ),
        (message!("digest-upcoming"), events(&digest.events.upcoming)),
        (message!("digest-postmortems"), owed.collect::<String>()),
    ];
    let more = digest.events.sections.iter().map(|section| {
        let items = section.items.iter();
        let items = items.map(|one| {
            let text = escape::html(&one.text);
            format!("<li>{}: {text}</li>\n", anchor(&one.link))
        });
        (section.title.clone(), items.collect())
    });
    for (title, items) in lists.into_iter().chain(more) {
        if !items.is_empty() {
            html.push_str(&format!(
                "<h2>{}</h2>\n<ul>\n{items}</ul>\n",
                escape::html(&title)
            ));
        }
    }
    if html.is_empty() {
        html = paragraph(&message!("digest-empty"));
    }
    html
}

fn event(event: &WeekEventView) -> String {
    format!(
        "<li>{}: {}, {}</li>\n",
        anchor(&event.link),
        escape::html(&event.sign.text),
        escape::html(&event.when)
    )
}

fn anchor(link: &LinkView) -> String {
    format!(
        "<a href=\"{}\">{}</a>",
        escape::attribute(&link.href),
        escape::html(&link.text)
    )
}

/// The reports of complete periods.
pub(in crate::view::internal) fn reports(site: &InternalSite, url: &SiteUrl) -> Feed {
    let mut newest: Vec<(Moment, String, &ReportFacts)> = site
        .complete_reports()
        .map(|facts| (published(facts), name(facts), facts))
        .collect();
    newest.sort_by(|(a, name, _), (b, other, _)| b.cmp(a).then_with(|| name.cmp(other)));
    let mut items: Vec<FeedItem> = newest
        .into_iter()
        .map(|(_, _, facts)| report(site, facts, url))
        .collect();
    space_dates(&mut items);
    items.truncate(MAX_ITEMS);
    feed(
        site,
        url,
        (REPORT_FEED, ""),
        message!("digest-reports"),
        message!("reports-about"),
        items,
    )
}

fn published(facts: &ReportFacts) -> Moment {
    let zone = facts
        .basis
        .tallies
        .last()
        .map_or(Zone::UTC, |tally| tally.zone);
    facts.basis.period.day_after().start_in(zone)
}

/// Its permanent name.
fn name(facts: &ReportFacts) -> String {
    format!("report:{}:{}", facts.product.id, facts.basis.period.slug())
}

fn report(site: &InternalSite, facts: &ReportFacts, url: &SiteUrl) -> FeedItem {
    let finding = finding(facts, &Links::absolute(url));
    let mut html = paragraph(&text::report::subtitle(facts));
    html.extend(finding.sentences.iter().map(|sentence| paragraph(sentence)));
    FeedItem {
        guid: site.ledger.status.site.urn(&name(facts)),
        title: text::product::title(facts.product, Some(finding.link.text)),
        link: finding.link.href,
        published: published(facts),
        updated: published(facts),
        html,
    }
}
