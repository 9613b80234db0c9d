//! Feeds of the internal site: one item for each digest, and one for each report. They need whole addresses, so they are there only where
//! the settings say where the internal site is published.

use std::sync::Arc;

use super::{DigestPage, told};
use crate::base::period::Period;
use crate::base::time::{Moment, Zone};
use crate::derive::report::ReportFacts;
use crate::model::site::SiteUrl;
use crate::view::address::{self, DIGEST, Links};
use crate::view::feed::{Feed, Item, escape, paragraph};
use crate::view::internal::Internal;
use crate::view::internal::week::EventView;
use crate::view::public::Link;
use crate::view::text::{self, digest as words};
use crate::view::{Outline, View};

/// Feeds hold so many items.
const MOST: usize = 50;

/// The address of the feed of digests.
pub(in crate::view::internal) const DIGESTS: &str = "digest/feed.xml";
/// The address of the feed of reports.
pub(in crate::view::internal) const REPORTS: &str = "feed.xml";

/// Adds both feeds.
pub(super) fn add<'a>(
    outline: &mut Outline<'a>,
    site: &Arc<Internal<'a>>,
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
    site: &Internal,
    url: &SiteUrl,
    (own, home): (&str, &str),
    about: &str,
    items: Vec<Item>,
) -> Feed {
    let settings = &site.ledger.status.site;
    Feed {
        title: words::feed_title(&settings.title, about),
        description: words::ABOUT.to_owned(),
        author: settings.title.clone(),
        home: url.join(home),
        address: url.join(own),
        language: "en".to_owned(),
        items,
    }
}

fn digests(site: &Internal, url: &SiteUrl, weeks: &[Period]) -> Feed {
    let item = |week: &Period| {
        let published = week.after().start_in(site.snapshot.site.zone);
        let digest = told(site, *week, &Links::whole(url));
        let link = url.join(&address::digest(&week.to_string()));
        let guid = format!("urn:statuary:digest:{week}");
        Item {
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
        (DIGESTS, DIGEST),
        words::TITLE,
        weeks.iter().rev().take(MOST).map(item).collect(),
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
    let events = |events: &[EventView]| events.iter().map(event).collect();
    list(words::INCIDENTS, events(&digest.incidents));
    list(words::MAINTENANCE, events(&digest.maintenance));
    list(words::UPCOMING, events(&digest.upcoming));
    let owed = |one: &super::week::OwedView| {
        format!(
            "<li>{}: {}</li>\n",
            anchor(&one.link),
            escape(&words::due(one))
        )
    };
    list(words::OWED, digest.owed.iter().map(owed).collect());
    if html.is_empty() {
        paragraph(words::QUIET)
    } else {
        html
    }
}

fn event(event: &EventView) -> String {
    format!(
        "<li>{}: {}, {}</li>\n",
        anchor(&event.link),
        escape(&event.sign.text),
        escape(&event.when)
    )
}

fn anchor(link: &Link) -> String {
    format!(
        "<a href=\"{}\">{}</a>",
        escape(&link.href).replace('"', "&quot;"),
        escape(&link.text)
    )
}

fn reports(site: &Internal, url: &SiteUrl) -> Feed {
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
        .take(MOST)
        .map(|(_, _, facts)| report(facts, url));
    feed(site, url, (REPORTS, ""), words::REPORTS, items.collect())
}

fn published(facts: &ReportFacts) -> Moment {
    let zone = facts
        .basis
        .tallies
        .last()
        .map_or(Zone::UTC, |tally| tally.zone);
    facts.basis.period.after().start_in(zone)
}

fn guid(facts: &ReportFacts) -> String {
    format!(
        "urn:statuary:report:{}:{}",
        facts.product.id,
        facts.basis.period.slug()
    )
}

fn report(facts: &ReportFacts, url: &SiteUrl) -> Item {
    let finding = super::finding(facts, &Links::whole(url));
    let mut html = paragraph(&text::report::subtitle(facts));
    html.extend(finding.sentences.iter().map(|sentence| paragraph(sentence)));
    Item {
        guid: guid(facts),
        title: finding.link.text,
        link: finding.link.href,
        published: published(facts),
        updated: published(facts),
        html,
    }
}
