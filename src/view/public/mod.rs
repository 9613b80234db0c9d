//! The public site. It is made from a snapshot of the status ledger alone, so there is nothing internal here that could leak.

mod axis;
mod badge;
mod calendar;
mod card;
pub mod component;
pub mod custom_page;
pub mod data;
pub mod embed;
pub mod feed;
mod heroku;
pub mod history;
pub mod hosting;
pub mod incident;
pub mod maintenance;
pub mod notice;
pub mod postmortem;
pub mod status;
mod statuspage;
pub mod subscribe;
mod uptime;

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use super::address::{self, Links};
use super::card::is_drawable;
use super::chart::Chart;
use super::frame::{self, PageFrame, PageMeta};
use super::locale::Locale;
use super::text::{StatusLabel, Time};
use super::{Outline, PageBody, PageView, View};
use crate::base::id::ComponentId;
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::derive::component::ComponentFacts;
use crate::derive::history::{History, history};
use crate::derive::snapshot::Snapshot;
use crate::model::component::{State, States};

/// Minutes for which a page is fresh: several rounds of a schedule that builds each quarter of an hour, as the manual says.
const FRESH_MINUTES: u32 = 180;
/// The same while something is going on.
const FRESH_MINUTES_DURING_INCIDENT: u32 = 60;

/// What every page of the public site can look at.
pub(super) struct PublicSite<'a> {
    pub snapshot: Snapshot<'a>,
    pub history: History,
    pub locale: &'a Locale,
    menu: Vec<(String, String)>,
    /// Whether nothing is wrong and nothing goes on.
    is_quiet: bool,
    /// Entries that have a picture of their own, by their addresses.
    entries_with_cards: HashMap<String, EntryWithCard>,
}

/// An entry that has a picture of its own, by its place in the snapshot.
#[derive(Clone, Copy)]
enum EntryWithCard {
    Incident(usize),
    Maintenance(usize),
    Postmortem(usize),
}

/// A page to go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// Where.
    pub href: String,
    /// Its words.
    pub text: String,
}

/// A component with a state.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentStateView {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The state.
    pub state: StatusLabel,
}

/// What was said at one moment, as pages print it.
#[derive(Clone, Debug, Serialize)]
pub struct UpdateView {
    /// The anchor.
    pub id: String,
    /// The author's label, or the phase.
    pub label: String,
    /// When.
    pub time: Time,
    /// When it was published, if that was later.
    pub posted: Option<Time>,
    /// When its words were mended.
    pub edited: Option<Time>,
    /// Markup of the text.
    pub html: String,
    /// What it changed.
    pub changes: Vec<ComponentStateView>,
    /// The new window, if it moved one.
    pub window: Option<String>,
}

/// What every page of the public site can look at, at a moment.
pub(super) fn public_site<'a>(snapshot: Snapshot<'a>, words: &'a Locale) -> PublicSite<'a> {
    let mut menu = vec![
        (words.message("menu-status"), String::new()),
        (words.message("menu-history"), "history/".to_owned()),
    ];
    let pages = snapshot.pages.iter().filter(|page| page.menu);
    menu.push((words.message("subscribe"), address::SUBSCRIBE.to_owned()));
    menu.extend(pages.map(|page| (page.title.clone(), address::page(page.id.as_str()))));
    let history = history(&snapshot);
    let calm =
        snapshot.overall_state == State::Operational && snapshot.open_incidents().next().is_none();
    let site = PublicSite {
        history,
        entries_with_cards: HashMap::new(),
        snapshot,
        locale: words,
        menu,
        is_quiet: calm,
    };
    PublicSite {
        entries_with_cards: entries_with_cards(&site),
        ..site
    }
}

/// Days for which something that is over keeps a picture of its own.
const CARD_DAYS: i64 = 14;

/// The addresses of entries that have a picture of their own for links: what goes on and what was of late, for older ones are seldom
/// shared, and to draw a history of years takes longer than to build it. Letters that pictures do not have are not drawn.
fn entries_with_cards(site: &PublicSite) -> HashMap<String, EntryWithCard> {
    let snapshot = &site.snapshot;
    let first = snapshot
        .today
        .plus_days(1 - CARD_DAYS)
        .start_in(snapshot.site.zone);
    let incidents = snapshot.incidents.iter().enumerate();
    let incidents = incidents.filter(|(_, facts)| facts.end.is_none_or(|end| end >= first));
    let incidents = incidents.filter(|(_, facts)| is_drawable(&facts.incident.title));
    let incidents = incidents.map(|(at, facts)| {
        (
            address::incident(facts.incident.id.as_str()),
            EntryWithCard::Incident(at),
        )
    });
    let maintenance = snapshot.maintenance.iter().enumerate();
    let maintenance = maintenance.filter(|(_, facts)| facts.ended.is_none_or(|over| over >= first));
    let maintenance = maintenance.filter(|(_, facts)| is_drawable(&facts.maintenance.title));
    let maintenance = maintenance.map(|(at, facts)| {
        (
            address::maintenance(facts.maintenance.id.as_str()),
            EntryWithCard::Maintenance(at),
        )
    });
    let postmortems = snapshot
        .postmortems
        .iter()
        .enumerate()
        .filter(|(_, one)| one.published >= first);
    let postmortems = postmortems.filter(|(_, one)| is_drawable(&postmortem::title(site, one)));
    let postmortems = postmortems.map(|(at, one)| {
        (
            address::postmortem(one.id.as_str()),
            EntryWithCard::Postmortem(at),
        )
    });
    incidents.chain(maintenance).chain(postmortems).collect()
}

/// The pages and files of the public site.
#[must_use]
pub fn outline<'a>(snapshot: Snapshot<'a>, words: &'a Locale) -> Outline<'a> {
    let public = Arc::new(public_site(snapshot, words));
    let mut outline = Outline::of(words);
    add_entries(&public, &mut outline);
    let site = Arc::clone(&public);
    outline.add("", move || status::view(&site));
    let site = Arc::clone(&public);
    outline.add_card("", move || card::site_card(&site));
    feed::add(&public, &mut outline);
    calendar::add(&public, &mut outline);
    let site = Arc::clone(&public);
    outline.add(address::SUBSCRIBE, move || subscribe::view(&site));
    let site = Arc::clone(&public);
    outline.add("404.html", move || custom_page::not_found(&site));
    history::add(&public, &mut outline);
    statuspage::add(&public, &mut outline);
    heroku::add(&public, &mut outline);
    badge::add(&public, &mut outline);
    data::add(&public, &mut outline);
    let site = Arc::clone(&public);
    outline.add(embed::EMBED_PAGE, move || embed::view(&site));
    for (at, facts) in public
        .snapshot
        .components
        .iter()
        .enumerate()
        .filter(|(_, facts)| facts.is_known())
    {
        let site = Arc::clone(&public);
        let component = facts.component;
        let address = address::component(component.id.as_str());
        outline.add(&address, move || component::view(&site, at));
        let site = Arc::clone(&public);
        outline.add_chart(&format!("{address}uptime"), move || {
            Chart::Days(uptime::uptime_chart(&site, at))
        });
        add_component_feeds(&public, &mut outline, at, &address);
        for alias in &component.aliases {
            add_component_feeds(
                &public,
                &mut outline,
                at,
                &address::component(alias.as_str()),
            );
        }
    }
    for (from, to) in hosting::aliases(&public) {
        add_redirect_page(&public, &mut outline, &from, &to);
    }
    hosting::add(&public, &mut outline);
    for file in public.snapshot.static_files {
        outline.add(&file.path, || View::File(Arc::clone(&file.bytes)));
    }
    outline
}

/// The feeds and the calendar of a component at an address: its own, or an old one, so that no subscriber is lost when it is renamed.
fn add_component_feeds<'a>(
    public: &Arc<PublicSite<'a>>,
    outline: &mut Outline<'a>,
    at: usize,
    address: &str,
) {
    feed::add_component(public, outline, at, address);
    calendar::add_component(public, outline, at, address);
}

/// Everything that has a file of its own.
fn add_entries<'a>(public: &Arc<PublicSite<'a>>, outline: &mut Outline<'a>) {
    let (all, site) = (Arc::clone(public), Arc::clone(public));
    let names = move || {
        all.snapshot
            .incidents
            .iter()
            .map(|facts| facts.incident.id.as_str())
            .collect()
    };
    outline.add_family("incidents/", names, move |at| incident::view(&site, at));
    let (all, site) = (Arc::clone(public), Arc::clone(public));
    let names = move || {
        all.snapshot
            .maintenance
            .iter()
            .map(|facts| facts.maintenance.id.as_str())
            .collect()
    };
    outline.add_family("maintenance/", names, move |at| {
        maintenance::view(&site, at)
    });
    let (all, site) = (Arc::clone(public), Arc::clone(public));
    let names = move || {
        all.snapshot
            .postmortems
            .iter()
            .map(|one| one.id.as_str())
            .collect()
    };
    outline.add_family("postmortems/", names, move |at| {
        postmortem::view(&site, site.snapshot.postmortems[at])
    });
    let (all, site) = (Arc::clone(public), Arc::clone(public));
    let names = move || {
        all.snapshot
            .notices
            .iter()
            .map(|one| one.id.as_str())
            .collect()
    };
    outline.add_family("notices/", names, move |at| {
        notice::view(&site, site.snapshot.notices[at])
    });
    for page in public.snapshot.pages.clone() {
        let site = Arc::clone(public);
        outline.add(&address::page(page.id.as_str()), move || {
            custom_page::view(&site, page)
        });
    }
    for (address, &drawn) in &public.entries_with_cards {
        let site = Arc::clone(public);
        outline.add_card(address, move || match drawn {
            EntryWithCard::Incident(at) => card::incident_card(&site, &site.snapshot.incidents[at]),
            EntryWithCard::Maintenance(at) => {
                card::maintenance_card(&site, &site.snapshot.maintenance[at])
            }
            EntryWithCard::Postmortem(at) => {
                card::postmortem_card(&site, site.snapshot.postmortems[at])
            }
        });
    }
}

/// An old address leads to the new one.
fn add_redirect_page<'a>(
    public: &Arc<PublicSite<'a>>,
    outline: &mut Outline<'a>,
    from: &str,
    to: &str,
) {
    let site = Arc::clone(public);
    let (old, new) = (from.to_owned(), to.to_owned());
    outline.add(from, move || custom_page::moved(&site, &old, &new));
}

impl<'a> PublicSite<'a> {
    pub(super) fn page(&self, about: &PageMeta, body: PageBody) -> View {
        let site = self.snapshot.site;
        let frame = frame::frame(
            site,
            (self.snapshot.now, self.locale),
            about,
            &self.menu,
            false,
        );
        let own = |page: &&str| self.entries_with_cards.contains_key(*page);
        let card = about
            .address
            .filter(|_| frame.pictures)
            .map(|page| Some(page).filter(own).unwrap_or_default());
        let card = card.map(|page| site.url.join(&address::card(page)));
        let fresh = if self.is_quiet {
            FRESH_MINUTES
        } else {
            FRESH_MINUTES_DURING_INCIDENT
        };
        View::Page(Box::new(PageView::of(
            PageFrame {
                card,
                fresh,
                ..frame
            },
            body,
        )))
    }

    pub(super) fn time(&self, moment: Moment) -> Time {
        self.locale.time(moment, self.snapshot.site.zone)
    }

    /// Components with their states, in the order of the board.
    pub(super) fn states(&self, states: &States, links: &Links) -> Vec<ComponentStateView> {
        let all = self.snapshot.components.iter();
        let named =
            all.filter_map(|facts| states.get(&facts.component.id).map(|state| (facts, *state)));
        named
            .map(|(facts, state)| component_state(facts, self.locale.state(state), links))
            .collect()
    }

    /// Links to components, in the order of the board.
    pub(super) fn component_links<'i>(
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
        let link = |facts: &ComponentFacts| LinkView {
            href: links.to(&address::component(facts.component.id.as_str())),
            text: facts.component.name.clone(),
        };
        all.map(link).collect()
    }

    /// Markup of a text that stands on the page `here`.
    pub(super) fn html(&self, prose: &Prose, links: &Links, here: &str) -> String {
        prose.html(|address| links.from_prose(address, here))
    }

    /// A text of the page `here` for programs that print no HTML, with whole addresses.
    pub(super) fn plain_text(&self, prose: &Prose, here: &str) -> String {
        let links = Links::absolute(&self.snapshot.site.url);
        prose.text(|address| links.from_prose(address, here))
    }
}

fn component_state(
    facts: &ComponentFacts,
    state: StatusLabel,
    links: &Links,
) -> ComponentStateView {
    let href = links.to(&address::component(facts.component.id.as_str()));
    ComponentStateView {
        name: facts.component.name.clone(),
        href,
        state,
    }
}

/// The beginning of a text, cut between words, for descriptions.
pub(super) fn summary(text: &str) -> String {
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
