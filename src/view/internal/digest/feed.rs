//! Feeds of the internal site: one item for each digest, and one for each report. They need whole addresses, so they are there only where
//! the settings say where the internal site is published.

use std::sync::Arc;

use super::{DigestPage, cached_digest};
use crate::base::period::Period;
use crate::base::time::{Moment, Zone};
use crate::derive::report::ReportFacts;
use crate::model::route;
use crate::model::site::SiteUrl;
use crate::view::feed::{Feed, FeedItem, escape, paragraph};
use crate::view::internal::InternalSite;
use crate::view::internal::week::WeekEventView;
use crate::view::links::LinkView;
use crate::view::links::Links;
use crate::view::outline::{Outline, View};
use crate::view::text::{self, digest as words};

/// Feeds hold so many items.
const MAX_ITEMS: usize = 50;

/// The address of the feed of digests.
pub(in crate::view::internal) const DIGESTS: &str = "digest/feed.xml";
/// The address of the feed of reports.
pub(in crate::view::internal) const REPORTS: &str = "feed.xml";

/// Adds both feeds.
pub(super) fn add<'a>(
    outline: &mut Outline<'a>,
    site: &Arc<InternalSite<'a>>,
    weeks: &Arc<Vec<Period>>,
) {
    let Some(url) = site.ledger.internal.url.as_ref() else {
        return;
    };
    let (all, of) = (Arc::clone(site), Arc::clone(weeks));
    outline.add(DIGESTS, move || View::Rss(digests(&all, url, &of)));
    let all = Arc::clone(site);
    outline.add(REPORTS, move || View::Rss(reports(&all, url)));
}

fn feed(
    site: &InternalSite,
    url: &SiteUrl,
    (own, home): (&str, &str),
    about: &str,
    items: Vec<FeedItem>,
) -> Feed {
    let settings = &site.ledger.status.site;
    Feed {
        title: words::feed_title(&settings.title, about),
        description: words::DESCRIPTION.to_owned(),
        author: settings.title.clone(),
        home: url.join(home),
        address: url.join(own),
        language: "en".to_owned(),
        items,
    }
}

fn digests(site: &InternalSite, url: &SiteUrl, weeks: &[Period]) -> Feed {
    let item = |week: &Period| {
        let published = week.day_after().start_in(site.snapshot.site.zone);
        let digest = cached_digest(site, *week, &Links::absolute(url));
        let link = url.join(&route::DIGEST.address(week));
        let guid = format!("urn:statuary:digest:{week}");
        FeedItem {
            guid,
            title: digest.title.clone(),
            link,
            published,
            updated: published,
            html: digest_html(&digest),
        }
    };
    feed(
        site,
        url,
        (DIGESTS, route::NEWEST_DIGEST.pattern),
        words::TITLE,
        weeks.iter().rev().take(MAX_ITEMS).map(item).collect(),
    )
}

fn digest_html(digest: &DigestPage) -> String {
    let mut html = String::new();
    for finding in &digest.findings {
        let product = escape(&finding.product);
        html.push_str(&format!(
            "<h2>{product}</h2>\n<p>{}</p>\n",
            anchor(&finding.link)
        ));
        html.extend(finding.sentences.iter().map(|sentence| paragraph(sentence)));
    }
    let mut list = |title: &str, items: Vec<String>| {
        if !items.is_empty() {
            html.push_str(&format!(
                "<h2>{}</h2>\n<ul>\n{}</ul>\n",
                escape(title),
                items.concat()
            ));
        }
    };
    let events = |events: &[WeekEventView]| events.iter().map(event).collect();
    list(words::INCIDENTS, events(&digest.incidents));
    list(words::MAINTENANCE, events(&digest.maintenance));
    list(words::UPCOMING, events(&digest.upcoming));
    let owed = |one: &super::week::DuePostmortemView| {
        format!(
            "<li>{}: {}</li>\n",
            anchor(&one.link),
            escape(&words::due(one))
        )
    };
    list(
        words::DUE_POSTMORTEMS,
        digest.owed.iter().map(owed).collect(),
    );
    if html.is_empty() {
        paragraph(words::EMPTY)
    } else {
        html
    }
}

fn event(event: &WeekEventView) -> String {
    format!(
        "<li>{}: {}, {}</li>\n",
        anchor(&event.link),
        escape(&event.sign.text),
        escape(&event.when)
    )
}

fn anchor(link: &LinkView) -> String {
    format!(
        "<a href=\"{}\">{}</a>",
        escape(&link.href).replace('"', "&quot;"),
        escape(&link.text)
    )
}

fn reports(site: &InternalSite, url: &SiteUrl) -> Feed {
    let all = site
        .reports
        .iter()
        .flat_map(|reports| &reports.samples)
        .filter(|facts| facts.basis.complete);
    let mut newest: Vec<(Moment, String, &ReportFacts)> = all
        .map(|facts| (published(facts), guid(facts), facts))
        .collect();
    newest.sort_by(|(a, name, _), (b, other, _)| b.cmp(a).then_with(|| name.cmp(other)));
    let items = newest
        .into_iter()
        .take(MAX_ITEMS)
        .map(|(_, _, facts)| report(facts, url));
    feed(site, url, (REPORTS, ""), words::REPORTS, items.collect())
}

fn published(facts: &ReportFacts) -> Moment {
    let zone = facts
        .basis
        .tallies
        .last()
        .map_or(Zone::UTC, |tally| tally.zone);
    facts.basis.period.day_after().start_in(zone)
}

fn guid(facts: &ReportFacts) -> String {
    format!(
        "urn:statuary:report:{}:{}",
        facts.product.id,
        facts.basis.period.slug()
    )
}

fn report(facts: &ReportFacts, url: &SiteUrl) -> FeedItem {
    let finding = super::finding(facts, &Links::absolute(url));
    let mut html = paragraph(&text::report::subtitle(facts));
    html.extend(finding.sentences.iter().map(|sentence| paragraph(sentence)));
    FeedItem {
        guid: guid(facts),
        title: finding.link.text,
        link: finding.link.href,
        published: published(facts),
        updated: published(facts),
        html,
    }
}
