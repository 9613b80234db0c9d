//! The public site. It is made from a snapshot of the status ledger alone, so there is nothing internal here that could leak.

mod axis;
mod badge;
mod calendar;
mod card;
pub mod component;
pub mod data;
pub mod embed;
pub mod feed;
mod heroku;
pub mod history;
pub mod hosting;
pub mod incident;
pub mod maintenance;
pub mod notice;
pub mod page;
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
use super::frame::{self, About, Frame};
use super::language::Language;
use super::text::{Sign, Time};
use super::{Body, Outline, Page, View};
use crate::base::id::ComponentId;
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::derive::chronicle::{Chronicle, chronicle};
use crate::derive::component::ComponentFacts;
use crate::derive::snapshot::Snapshot;
use crate::model::component::{State, States};

/// Minutes for which a page is fresh: several rounds of a schedule that builds each quarter of an hour, as the manual says.
const FRESH: u32 = 180;
/// The same while something is going on.
const FRESH_IN_TROUBLE: u32 = 60;

/// What every page of the public site can look at.
pub(super) struct Public<'a> {
    pub snapshot: Snapshot<'a>,
    pub chronicle: Chronicle,
    pub words: &'a Language,
    menu: Vec<(String, String)>,
    /// Whether nothing is wrong and nothing goes on.
    calm: bool,
    /// Entries that have a picture of their own, by their addresses.
    drawn: HashMap<String, Drawn>,
}

/// An entry that has a picture of its own, by its place in the snapshot.
#[derive(Clone, Copy)]
enum Drawn {
    Incident(usize),
    Maintenance(usize),
    Postmortem(usize),
}

/// A page to go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where.
    pub href: String,
    /// Its words.
    pub text: String,
}

/// A component with a state.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentState {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The state.
    pub state: Sign,
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
    pub changes: Vec<ComponentState>,
    /// The new window, if it moved one.
    pub window: Option<String>,
}

/// What every page of the public site can look at, at a moment.
pub(super) fn public<'a>(snapshot: Snapshot<'a>, words: &'a Language) -> Public<'a> {
    let mut menu = vec![
        (words.say("menu-status"), String::new()),
        (words.say("menu-history"), "history/".to_owned()),
    ];
    let pages = snapshot.pages.iter().filter(|page| page.menu);
    menu.push((words.say("subscribe"), address::SUBSCRIBE.to_owned()));
    menu.extend(pages.map(|page| (page.title.clone(), address::page(page.id.as_str()))));
    let chronicle = chronicle(&snapshot);
    let calm = snapshot.whole == State::Operational && snapshot.open_incidents().next().is_none();
    let site = Public {
        chronicle,
        drawn: HashMap::new(),
        snapshot,
        words,
        menu,
        calm,
    };
    Public {
        drawn: drawn(&site),
        ..site
    }
}

/// Days for which something that is over keeps a picture of its own.
const DRAWN_DAYS: i64 = 14;

/// The addresses of entries that have a picture of their own for links: what goes on and what was of late, for older ones are seldom
/// shared, and to draw a history of years takes longer than to build it. Letters that pictures do not have are not drawn.
fn drawn(site: &Public) -> HashMap<String, Drawn> {
    let snapshot = &site.snapshot;
    let first = snapshot
        .today
        .plus_days(1 - DRAWN_DAYS)
        .start_in(snapshot.site.zone);
    let incidents = snapshot.incidents.iter().enumerate();
    let incidents = incidents.filter(|(_, facts)| facts.end.is_none_or(|end| end >= first));
    let incidents = incidents.filter(|(_, facts)| is_drawable(&facts.incident.title));
    let incidents = incidents.map(|(at, facts)| {
        (
            address::incident(facts.incident.id.as_str()),
            Drawn::Incident(at),
        )
    });
    let maintenance = snapshot.maintenance.iter().enumerate();
    let maintenance = maintenance.filter(|(_, facts)| facts.over.is_none_or(|over| over >= first));
    let maintenance = maintenance.filter(|(_, facts)| is_drawable(&facts.maintenance.title));
    let maintenance = maintenance.map(|(at, facts)| {
        (
            address::maintenance(facts.maintenance.id.as_str()),
            Drawn::Maintenance(at),
        )
    });
    let postmortems = snapshot
        .postmortems
        .iter()
        .enumerate()
        .filter(|(_, one)| one.published >= first);
    let postmortems = postmortems.filter(|(_, one)| is_drawable(&postmortem::title(site, one)));
    let postmortems =
        postmortems.map(|(at, one)| (address::postmortem(one.id.as_str()), Drawn::Postmortem(at)));
    incidents.chain(maintenance).chain(postmortems).collect()
}

/// The pages and files of the public site.
#[must_use]
pub fn outline<'a>(snapshot: Snapshot<'a>, words: &'a Language) -> Outline<'a> {
    let public = Arc::new(public(snapshot, words));
    let mut outline = Outline::of(words);
    entries(&public, &mut outline);
    let site = Arc::clone(&public);
    outline.add("", move || status::view(&site));
    let site = Arc::clone(&public);
    outline.add_card("", move || card::whole(&site));
    feed::add(&public, &mut outline);
    calendar::add(&public, &mut outline);
    let site = Arc::clone(&public);
    outline.add(address::SUBSCRIBE, move || subscribe::view(&site));
    let site = Arc::clone(&public);
    outline.add("404.html", move || page::not_found(&site));
    history::add(&public, &mut outline);
    statuspage::add(&public, &mut outline);
    heroku::add(&public, &mut outline);
    badge::add(&public, &mut outline);
    data::add(&public, &mut outline);
    let site = Arc::clone(&public);
    outline.add(embed::ADDRESS, move || embed::view(&site));
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
            Chart::Days(uptime::chart(&site, at))
        });
        follow(&public, &mut outline, at, &address);
        for alias in &component.aliases {
            follow(
                &public,
                &mut outline,
                at,
                &address::component(alias.as_str()),
            );
        }
    }
    for (from, to) in hosting::aliases(&public) {
        moved(&public, &mut outline, &from, &to);
    }
    hosting::add(&public, &mut outline);
    for file in public.snapshot.files {
        outline.add(&file.path, || View::File(Arc::clone(&file.bytes)));
    }
    outline
}

/// The feeds and the calendar of a component at an address: its own, or an old one, so that no subscriber is lost when it is renamed.
fn follow<'a>(public: &Arc<Public<'a>>, outline: &mut Outline<'a>, at: usize, address: &str) {
    feed::add_component(public, outline, at, address);
    calendar::add_component(public, outline, at, address);
}

/// Everything that has a file of its own.
fn entries<'a>(public: &Arc<Public<'a>>, outline: &mut Outline<'a>) {
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
            page::view(&site, page)
        });
    }
    for (address, &drawn) in &public.drawn {
        let site = Arc::clone(public);
        outline.add_card(address, move || match drawn {
            Drawn::Incident(at) => card::incident(&site, &site.snapshot.incidents[at]),
            Drawn::Maintenance(at) => card::maintenance(&site, &site.snapshot.maintenance[at]),
            Drawn::Postmortem(at) => card::postmortem(&site, site.snapshot.postmortems[at]),
        });
    }
}

/// An old address leads to the new one.
fn moved<'a>(public: &Arc<Public<'a>>, outline: &mut Outline<'a>, from: &str, to: &str) {
    let site = Arc::clone(public);
    let (old, new) = (from.to_owned(), to.to_owned());
    outline.add(from, move || page::moved(&site, &old, &new));
}

impl<'a> Public<'a> {
    pub(super) fn page(&self, about: &About, body: Body) -> View {
        let site = self.snapshot.site;
        let frame = frame::frame(
            site,
            (self.snapshot.now, self.words),
            about,
            &self.menu,
            false,
        );
        let own = |page: &&str| self.drawn.contains_key(*page);
        let card = about
            .address
            .filter(|_| frame.pictures)
            .map(|page| Some(page).filter(own).unwrap_or_default());
        let card = card.map(|page| site.url.join(&address::card(page)));
        let fresh = if self.calm { FRESH } else { FRESH_IN_TROUBLE };
        View::Page(Box::new(Page::of(
            Frame {
                card,
                fresh,
                ..frame
            },
            body,
        )))
    }

    pub(super) fn time(&self, moment: Moment) -> Time {
        self.words.time(moment, self.snapshot.site.zone)
    }

    /// Components with their states, in the order of the board.
    pub(super) fn states(&self, states: &States, links: &Links) -> Vec<ComponentState> {
        let all = self.snapshot.components.iter();
        let named =
            all.filter_map(|facts| states.get(&facts.component.id).map(|state| (facts, *state)));
        named
            .map(|(facts, state)| component_state(facts, self.words.state(state), links))
            .collect()
    }

    /// Links to components, in the order of the board.
    pub(super) fn component_links<'i>(
        &self,
        ids: impl Iterator<Item = &'i ComponentId>,
        links: &Links,
    ) -> Vec<Link> {
        let ids: Vec<&ComponentId> = ids.collect();
        let all = self
            .snapshot
            .components
            .iter()
            .filter(|facts| ids.contains(&&facts.component.id));
        let link = |facts: &ComponentFacts| Link {
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
        let links = Links::whole(&self.snapshot.site.url);
        prose.text(|address| links.from_prose(address, here))
    }
}

fn component_state(facts: &ComponentFacts, state: Sign, links: &Links) -> ComponentState {
    let href = links.to(&address::component(facts.component.id.as_str()));
    ComponentState {
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
