//! The status page and the entries of the last days as Markdown, and the list of what there is for programs that read text.
//!
//! The files name no moment of the build and nothing that grows with time, so they only change when there is something new.

use super::entry::{incident_entry, maintenance_entry};
use super::incident;
use super::site::PublicSite;
use super::status::banner;
use crate::base::id::EntryId;
use crate::derive::entry::{EntryFacts, PublishedUpdate};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::component::States;
use crate::model::route;
use crate::model::site::FeedPolicy;
use crate::view::links::Links;
use crate::view::markdown::{MarkdownBlock, MarkdownDocument, MarkdownLine};

/// The file `llms.txt`.
pub(super) fn site_map(site: &PublicSite) -> MarkdownDocument {
    let settings = site.snapshot.site;
    let line = |text: String, address: &str, about: String| {
        MarkdownLine::link(text, settings.url.join(address)).with_about(about)
    };
    let message = |key: &str| site.locale.message(key);
    let feed = format!("{}.xml", route::feed_stem(FeedPolicy::Updates));
    let files = vec![
        line(
            message("menu-status"),
            route::MARKDOWN.pattern,
            message("markdown-about"),
        ),
        line(
            route::STATUS_FILE.pattern.to_owned(),
            route::STATUS_FILE.pattern,
            message("status-file-about"),
        ),
        line(
            message("feed-updates"),
            &feed,
            site.locale.policy_about(FeedPolicy::Updates),
        ),
        line(
            message("calendar"),
            route::CALENDAR.pattern,
            message("calendar-about"),
        ),
        line(
            message("open-data"),
            route::DATA.pattern,
            message("open-data-about"),
        ),
    ];
    MarkdownDocument {
        title: settings.title.clone(),
        blocks: vec![
            MarkdownBlock::Text(settings.description.clone()),
            MarkdownBlock::List(files),
        ],
    }
}

pub(super) fn status_page(site: &PublicSite) -> MarkdownDocument {
    let snapshot = &site.snapshot;
    let mut page = MarkdownPage::new(site);
    page.text(banner(site).text);
    page.heading(2, "open-incidents", snapshot.open_incidents().next());
    for facts in snapshot.open_incidents() {
        page.entry_heading(EntryFacts::Incident(facts));
        page.incident(facts, &facts.states);
        page.updates(EntryFacts::Incident(facts), 4, 1);
    }
    page.maintenance_section("active-maintenance", MaintenanceFacts::is_active);
    page.maintenance_section("upcoming-maintenance", MaintenanceFacts::is_upcoming);
    let pinned: Vec<MarkdownLine> = super::status::pinned_notices(site)
        .map(|one| {
            let address = route::NOTICE.address(&one.id);
            MarkdownLine::link(&one.title, snapshot.site.url.join(&address))
        })
        .collect();
    page.heading(2, "notices", pinned.first());
    page.list(pinned);
    page.heading(2, "components", snapshot.board().next());
    for group in &snapshot.groups {
        let components = group.components.iter().map(|&at| {
            let facts = &snapshot.components[at];
            let state = site.locale.state(facts.state).text;
            site.locale
                .component_in_state(&facts.component.name, &state)
        });
        let components: Vec<MarkdownLine> = components.map(MarkdownLine::from).collect();
        if !components.is_empty() {
            let name = MarkdownLine::from(group.group.name.clone());
            page.blocks.push(MarkdownBlock::Heading(3, name));
            page.list(components);
        }
    }
    let over = snapshot.entries().filter(|entry| {
        entry.end().is_some_and(|end| end <= snapshot.now)
            && site.entries_with_markdown.contains_key(&entry.address())
    });
    let over: Vec<MarkdownLine> = over.map(|entry| page.past_entry(entry)).collect();
    page.heading(2, "past-incidents", over.first());
    page.list(over);
    page.document(&snapshot.site.title)
}

pub(super) fn entry_page(site: &PublicSite, id: &EntryId) -> MarkdownDocument {
    let mut page = MarkdownPage::new(site);
    let entry = site.snapshot.find_entry(id);
    let entry = entry.expect("known");
    match entry {
        EntryFacts::Incident(facts) => page.incident(facts, &incident::worst_states(facts)),
        EntryFacts::Maintenance(facts) => page.maintenance(facts),
    }
    page.updates(entry, 2, usize::MAX);
    let url = site.snapshot.site.url.join(&entry.address());
    page.list(vec![MarkdownLine::link(
        site.locale.message("announcement-open"),
        url,
    )]);
    page.document(entry.title())
}

/// The blocks of a page while they are collected.
struct MarkdownPage<'s, 'a> {
    site: &'s PublicSite<'a>,
    links: Links,
    blocks: Vec<MarkdownBlock>,
}

impl<'s, 'a> MarkdownPage<'s, 'a> {
    fn new(site: &'s PublicSite<'a>) -> MarkdownPage<'s, 'a> {
        MarkdownPage {
            site,
            links: Links::absolute(&site.snapshot.site.url),
            blocks: Vec::new(),
        }
    }

    fn document(self, title: &str) -> MarkdownDocument {
        MarkdownDocument {
            title: title.to_owned(),
            blocks: self.blocks,
        }
    }

    fn text(&mut self, text: String) {
        self.blocks.push(MarkdownBlock::Text(text));
    }

    fn list(&mut self, lines: Vec<MarkdownLine>) {
        if !lines.is_empty() {
            self.blocks.push(MarkdownBlock::List(lines));
        }
    }

    /// The heading of a section, if it has something.
    fn heading<T>(&mut self, level: usize, key: &str, first: Option<T>) {
        if first.is_some() {
            let text = MarkdownLine::from(self.site.locale.message(key));
            self.blocks.push(MarkdownBlock::Heading(level, text));
        }
    }

    fn entry_heading(&mut self, entry: EntryFacts) {
        let link = MarkdownLine::link(entry.title(), self.markdown_url(entry));
        self.blocks.push(MarkdownBlock::Heading(3, link));
    }

    fn markdown_url(&self, entry: EntryFacts) -> String {
        let (address, file) = (entry.address(), route::MARKDOWN.pattern);
        self.site
            .snapshot
            .site
            .url
            .join(&format!("{address}{file}"))
    }

    /// A line of the list of what is over.
    fn past_entry(&self, entry: EntryFacts) -> MarkdownLine {
        let view = match entry {
            EntryFacts::Incident(facts) => incident_entry(self.site, facts, &self.links, None),
            EntryFacts::Maintenance(facts) => {
                maintenance_entry(self.site, facts, &self.links, None)
            }
        };
        let words = view.words.iter();
        let words = words.map(|words| self.site.locale.phrase_text(words));
        let facts: Vec<String> = std::iter::once(view.sign.text).chain(words).collect();
        let link = MarkdownLine::link(entry.title(), self.markdown_url(entry));
        link.with_about(facts.join("; "))
    }

    fn incident(&mut self, facts: &IncidentFacts, states: &States) {
        let site = self.site;
        let entry = incident_entry(site, facts, &self.links, None);
        let mut lines = vec![incident::status(site, facts).text, entry.sign.text];
        lines.extend(entry.words.map(|words| site.locale.phrase_text(&words)));
        if let Some(due) = facts.next_update_due() {
            let due = site.time(due).text;
            lines.push(
                site.locale
                    .message_with("next-update-by", &[("time", due.into())]),
            );
        }
        lines.extend(self.component_states(states));
        self.list(lines.into_iter().map(MarkdownLine::from).collect());
    }

    /// What is chosen, soonest first.
    fn maintenance_section(&mut self, title: &str, chosen: impl Fn(&MaintenanceFacts<'a>) -> bool) {
        let all = self.site.snapshot.maintenance.iter().rev();
        let chosen: Vec<&MaintenanceFacts> = all.filter(|facts| chosen(facts)).collect();
        self.heading(2, title, chosen.first());
        for facts in chosen {
            self.entry_heading(EntryFacts::Maintenance(facts));
            self.maintenance(facts);
        }
    }

    fn maintenance(&mut self, facts: &MaintenanceFacts) {
        let site = self.site;
        let locale = site.locale;
        let mut lines = vec![
            locale.maintenance_phase(facts.phase).text,
            locale.window(facts.window, site.snapshot.site.zone),
        ];
        if facts.overrunning {
            lines.push(locale.message("overrunning"));
        }
        lines.extend(self.component_states(&facts.maintenance.components));
        self.list(lines.into_iter().map(MarkdownLine::from).collect());
    }

    fn component_states(&self, states: &States) -> Vec<String> {
        let states = self.site.states(states, &self.links);
        states
            .iter()
            .map(|one| (self.site.locale).component_in_state(&one.name, &one.state.text))
            .collect()
    }

    /// The newest updates, newest first, each below a heading of a level.
    fn updates(&mut self, entry: EntryFacts, level: usize, most: usize) {
        let address = entry.address();
        for update in entry.updates().rev().take(most) {
            self.blocks
                .push(MarkdownBlock::Heading(level, self.update_heading(&update)));
            self.text(self.site.plain_text(update.text, &address));
            let changes = self.component_states(update.components);
            self.list(changes.into_iter().map(MarkdownLine::from).collect());
        }
    }

    fn update_heading(&self, update: &PublishedUpdate) -> MarkdownLine {
        let locale = self.site.locale;
        let time = self.site.time_or_date(update.at, update.is_date_only).text;
        let values = [
            ("label", locale.update_label(update).into()),
            ("text", time.into()),
        ];
        locale.message_with("update-with-label", &values).into()
    }
}
