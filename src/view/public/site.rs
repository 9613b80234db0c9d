//! The public site at a moment, from which every page is made.

use std::collections::HashMap;

use serde::Serialize;

use crate::base::id::{ComponentId, EntryId};
use crate::base::prose::{HtmlUse, Prose};
use crate::base::time::{Duration, Moment};
use crate::derive::component::ComponentFacts;
use crate::derive::entry::EntryFacts;
use crate::derive::history::{History, history};
use crate::derive::publication::PublicationTimes;
use crate::derive::snapshot::Snapshot;
use crate::model::component::States;
use crate::model::postmortem::Postmortem;
use crate::model::route;
use crate::model::site::FeedPolicy;
use crate::view::card::is_drawable;
use crate::view::feed::in_language;
use crate::view::frame::{self, FeedLink, PageFrame, PageMeta};
use crate::view::links::{LinkView, Links};
use crate::view::locale::Locale;
use crate::view::markdown::MARKDOWN_TYPE;
use crate::view::text::{Deadline, StatusLabel, Time};

/// For so long after the clock should have changed the site a page is still fresh: several rounds of a schedule of 15
/// minutes; hosts are often late with it.
const SLACK: Duration = Duration::minutes(60);

/// What every page of the public site can look at.
pub(in crate::view) struct PublicSite<'a> {
    pub snapshot: Snapshot<'a>,
    pub history: History,
    pub locale: &'a Locale,
    pub publication_times: PublicationTimes,
    pub(super) menu: Vec<(String, String)>,
    /// The next moment at which the clock changes a page.
    pub(super) next_change: Moment,
    pub(super) has_touch_icon: bool,
    /// Entries that have a picture of their own, by their addresses.
    pub(super) entries_with_cards: HashMap<String, EntryWithCard>,
    /// Incidents and maintenance that are also there as Markdown, by the addresses of their pages.
    pub(super) entries_with_markdown: HashMap<String, EntryId>,
}

/// An entry that has a picture of its own, by its place in the snapshot.
#[derive(Clone)]
pub(super) enum EntryWithCard {
    Entry(EntryId),
    /// By its index in the snapshot.
    Postmortem(usize),
}

/// A component with a state.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentStateView {
    pub name: String,
    pub href: String,
    pub state: StatusLabel,
}

/// What every page of the public site can look at, at a moment.
pub(in crate::view) fn public_site<'a>(
    snapshot: Snapshot<'a>,
    locale: &'a Locale,
) -> PublicSite<'a> {
    let mut menu = vec![
        (locale.message("menu-status"), String::new()),
        (
            locale.message("menu-history"),
            route::HISTORY.pattern.to_owned(),
        ),
    ];
    let pages = snapshot.pages.iter().filter(|page| page.menu);
    menu.push((
        locale.message("subscribe"),
        route::SUBSCRIBE.pattern.to_owned(),
    ));
    let support = snapshot.support.iter();
    menu.extend(support.map(|guide| (guide.title.clone(), route::SUPPORT.pattern.to_owned())));
    menu.extend(pages.map(|page| (page.title.clone(), route::CUSTOM_PAGE.address(&page.id))));
    let history = history(&snapshot);
    let site = PublicSite {
        history,
        publication_times: PublicationTimes::of(&snapshot),
        entries_with_cards: HashMap::new(),
        entries_with_markdown: HashMap::new(),
        next_change: snapshot.now,
        has_touch_icon: false,
        snapshot,
        locale,
        menu,
    };
    PublicSite {
        entries_with_cards: entries_with_cards(&site),
        entries_with_markdown: entries_with_markdown(&site),
        ..site
    }
}

/// The entries that are not over, and those that were not on the first of the days that the site shows. Programs ask for those; older ones
/// would double the files of a long history.
fn entries_with_markdown(site: &PublicSite) -> HashMap<String, EntryId> {
    let snapshot = &site.snapshot;
    let first = snapshot.start_of_last_days(snapshot.site.history_days);
    let entries = snapshot
        .entries()
        .filter(|entry| entry.end().is_none_or(|end| end >= first));
    entries
        .map(|entry| (entry.address(), entry.id().clone()))
        .collect()
}

/// Days for which something that is over keeps a picture of its own.
const CARD_DAYS: u32 = 14;

/// The addresses of entries with their own preview image: ongoing and recent ones, because older ones are seldom shared and drawing a long
/// history would take longer than building it. Titles with letters that the font lacks have none.
fn entries_with_cards(site: &PublicSite) -> HashMap<String, EntryWithCard> {
    let snapshot = &site.snapshot;
    let first = snapshot.start_of_last_days(CARD_DAYS);
    let entries = snapshot
        .entries()
        .filter(|entry| entry.end().is_none_or(|end| end >= first) && is_drawable(entry.title()));
    let entries = entries.map(|entry| (entry.address(), EntryWithCard::Entry(entry.id().clone())));
    let postmortems = snapshot
        .postmortems
        .iter()
        .enumerate()
        .filter(|(_, one)| one.published >= first);
    let postmortems = postmortems.filter(|(_, one)| is_drawable(&site.postmortem_title(one)));
    let postmortems = postmortems.map(|(at, one)| {
        (
            route::POSTMORTEM.address(&one.id),
            EntryWithCard::Postmortem(at),
        )
    });
    entries.chain(postmortems).collect()
}

impl<'a> PublicSite<'a> {
    /// The frame of a page, with its preview image: its own, else that of the status page.
    pub(super) fn frame(&self, meta: &PageMeta) -> PageFrame {
        let site = self.snapshot.site;
        let mut frame = frame::frame(
            site,
            (self.snapshot.now, self.locale),
            meta,
            &self.menu,
            false,
        );
        let markdown = meta.address.as_deref().filter(|page| {
            *page == route::STATUS.pattern || self.entries_with_markdown.contains_key(*page)
        });
        frame.feeds.extend(markdown.map(|page| {
            FeedLink {
                media: MARKDOWN_TYPE,
                title: self.locale.in_format(&meta.title, "Markdown"),
                href: meta
                    .links(site)
                    .to(&format!("{page}{}", route::MARKDOWN.pattern)),
            }
        }));
        let own = |page: &&str| self.entries_with_cards.contains_key(*page);
        let card = meta
            .address
            .as_deref()
            .filter(|_| frame.pictures)
            .map(|page| Some(page).filter(own).unwrap_or_default());
        let card = card.map(|page| site.url.join(&route::card(page)));
        let touch_icon = meta.links(site).to(route::TOUCH_ICON.pattern);
        PageFrame {
            card,
            fresh: self.next_change.plus(SLACK).rfc3339(),
            touch_icon: self.has_touch_icon.then_some(touch_icon),
            ..frame
        }
    }

    /// The feed policies that subscribers choose from; the main feed is always one of them.
    pub(super) fn feed_policies(&self) -> impl Iterator<Item = FeedPolicy> {
        let chosen = self.snapshot.site.feeds.iter().copied();
        let others = chosen.filter(|policy| *policy != FeedPolicy::Updates);
        std::iter::once(FeedPolicy::Updates).chain(others)
    }

    /// Its own title, else one made from the incident that it explains.
    pub(in crate::view) fn postmortem_title(&self, postmortem: &Postmortem) -> String {
        let incident = postmortem
            .incidents
            .first()
            .and_then(|id| self.snapshot.find_entry(id));
        let about = match incident {
            Some(EntryFacts::Incident(facts)) => facts.incident.title.as_str(),
            _ => postmortem.id.as_str(),
        };
        postmortem.title.clone().unwrap_or_else(|| {
            self.locale
                .message_with("postmortem-of", &[("title", about.into())])
        })
    }

    pub(in crate::view) fn time(&self, moment: Moment) -> Time {
        self.locale.time(moment, self.snapshot.site.zone)
    }

    /// A moment, or only its day where the time of day is not known.
    pub(in crate::view) fn time_or_date(&self, moment: Moment, is_date_only: bool) -> Time {
        let zone = self.snapshot.site.zone;
        self.locale.time_or_date(moment, is_date_only, zone)
    }

    pub(super) fn deadline(&self, moment: Moment) -> Deadline {
        Deadline {
            time: self.time(moment),
            has_passed: moment <= self.snapshot.now,
        }
    }

    /// Components with their states, in the order of the board.
    pub(in crate::view) fn states(
        &self,
        states: &States,
        links: &Links,
    ) -> Vec<ComponentStateView> {
        let all = self.snapshot.components.iter();
        let named =
            all.filter_map(|facts| states.get(&facts.component.id).map(|state| (facts, *state)));
        named
            .map(|(facts, state)| component_state(facts, self.locale.state(state), links))
            .collect()
    }

    /// Links to components, in the order of the board.
    pub(in crate::view) fn component_links<'i>(
        &self,
        ids: impl Iterator<Item = &'i ComponentId>,
        links: &Links,
    ) -> Vec<LinkView> {
        let ids: Vec<&ComponentId> = ids.collect();
        let all = self
            .snapshot
            .components
            .iter()
            .filter(|facts| ids.contains(&&facts.component.id));
        let link = |facts: &ComponentFacts| {
            links.link(
                &route::COMPONENT.address(&facts.component.id),
                &facts.component.name,
            )
        };
        all.map(link).collect()
    }

    /// Markup of a text that stands on the page `here`.
    pub(in crate::view) fn html(&self, prose: &Prose, links: &Links, here: &str) -> String {
        self.html_for(HtmlUse::Page, prose, links, here)
    }

    /// Markup of a text of the page `here` for feed readers, with whole addresses.
    pub(in crate::view) fn feed_html(&self, prose: &Prose, here: &str) -> String {
        let links = Links::absolute(&self.snapshot.site.url);
        let html = self.html_for(HtmlUse::Feed, prose, &links, here);
        // A recipient's own language is that of the words around the text.
        match self.snapshot.site.language.as_str() {
            language if language == self.locale.tag() => html,
            language => in_language(language, &html),
        }
    }

    fn html_for(&self, html_use: HtmlUse, prose: &Prose, links: &Links, here: &str) -> String {
        let image_size = |address: &str| {
            let mut files = self.snapshot.static_files.iter();
            files.find(|file| file.path == address)?.summary.image_size
        };
        let resolve = |address: &str| links.from_prose(address, here);
        prose.html(html_use, resolve, image_size)
    }

    /// A text of the page `here` for programs that print no HTML, with whole addresses.
    pub(in crate::view) fn plain_text(&self, prose: &Prose, here: &str) -> String {
        let links = Links::absolute(&self.snapshot.site.url);
        prose.text(|address| links.from_prose(address, here))
    }
}

fn component_state(
    facts: &ComponentFacts,
    state: StatusLabel,
    links: &Links,
) -> ComponentStateView {
    let href = links.to(&route::COMPONENT.address(&facts.component.id));
    ComponentStateView {
        name: facts.component.name.clone(),
        href,
        state,
    }
}

/// The beginning of a text, cut between words, for descriptions.
pub(in crate::view) fn summary(text: &str) -> String {
    const MOST: usize = 155;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    // Some scripts have no blanks between words, and there only a name or a number may have one.
    let words = cut
        .rsplit_once(' ')
        .map(|(words, _)| words)
        .filter(|words| words.chars().count() > MOST * 3 / 4);
    format!(
        "{}\u{2026}",
        words
            .unwrap_or(&cut)
            .trim_end_matches([',', '.', ';', ':', '\u{60c}', '\u{3001}', '\u{3002}'])
    )
}
