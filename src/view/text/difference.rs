//! Words for what a change would change, for its reviewers. They are colleagues, so this is English; the titles and states that customers
//! would see are in the language of the site.

use crate::view::brief::{Brief, Line, Mark, Part, Section, Tone};
use crate::view::difference::{
    Again, Change, ComponentChange, DifferenceView, Fact, FactChange, Given, NamedChange, Pages,
    Reworded, Wording,
};
use crate::view::text::Sign;

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A terminal, which scrolls.
    Terminal,
    /// A comment: hosts refuse those of more than 65,536 characters.
    Comment,
}

impl Room {
    /// Lines of one section.
    fn lines(self) -> usize {
        match self {
            Room::Terminal => 200,
            Room::Comment => 40,
        }
    }

    /// Texts that are shown, and characters of each.
    fn texts(self) -> (usize, usize) {
        match self {
            Room::Terminal => (100, 20_000),
            Room::Comment => (10, 1_500),
        }
    }

    /// Characters of a title.
    fn title(self) -> usize {
        match self {
            Room::Terminal => 1_000,
            Room::Comment => 150,
        }
    }
}

/// The whole difference in sections; those without anything to say are left out.
#[must_use]
pub fn brief(view: &DifferenceView, room: Room) -> Brief {
    let revision = &view.revision;
    let short: String = revision.commit.chars().take(10).collect();
    let base = if revision.is_site {
        "compared with"
    } else {
        "there is no site yet in"
    };
    let note = format!(
        "{base} {} ({short}), both as of {}",
        revision.name, view.moment
    );
    let title = "What customers would see".to_owned();
    if view.is_empty() {
        let nothing = Line::plain("Nothing changes on the pages and in the feeds.");
        return Brief {
            title,
            note,
            sections: vec![Section::new("", vec![nothing])],
        };
    }
    let mut sections = vec![
        Section::new(
            "The sentence of the whole",
            view.banner.iter().flat_map(banner).collect(),
        ),
        Section::new(
            "States of components",
            view.components.iter().map(component).collect(),
        ),
        Section::new(
            heading(view.items.len(), "subscribers get 1 new item", "new items"),
            items(view),
        ),
        Section::new("Subscribers would be told again", again(&view.again)),
        Section::new(
            "Gone from the site; subscribers keep what they got",
            withdrawn(view),
        ),
        Section::new("Incidents and maintenance", entries(view)),
        Section::new(
            "Notice of maintenance",
            view.notice.iter().flat_map(given).collect(),
        ),
        Section::new("Uptime", uptime(view)),
        Section::new("Later, by the clock alone", later(view)),
        Section::new(
            "Look of every page",
            view.look
                .iter()
                .map(|one| change(one, "as the theme has it"))
                .collect(),
        ),
        Section::new("Texts", texts(&view.texts, room)).folded(),
        Section::new("Pages", pages(&view.pages, room)).folded(),
    ];
    if let Some(internal) = &view.internal {
        sections.push(Section::new("Pages of the internal site", pages(internal, room)).folded());
    }
    sections.retain(|section| !section.lines.is_empty());
    for section in &mut sections {
        shorten(section, room);
    }
    Brief {
        title,
        note,
        sections,
    }
}

fn heading(count: usize, one: &str, many: &str) -> String {
    let words = if count == 1 {
        one.to_owned()
    } else {
        format!("subscribers get {count} {many}")
    };
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn shorten(section: &mut Section, room: Room) {
    let most = room.lines();
    if section.lines.len() > most {
        let left = section.lines.len() - most;
        section.lines.truncate(most);
        section
            .lines
            .push(Line::new(Mark::Plain).and(Tone::Faint, format!("and {left} more lines")));
    }
    for part in section.lines.iter_mut().flat_map(|line| &mut line.parts) {
        cut(part, room.title());
    }
}

fn cut(part: &mut Part, most: usize) {
    if part.text.chars().count() > most {
        part.text = part.text.chars().take(most).chain(['\u{2026}']).collect();
    }
}

fn banner(change: &Change) -> [Line; 2] {
    [
        Line::new(Mark::Removed).say(change.before.as_str()),
        Line::new(Mark::Added).and(Tone::Strong, change.after.as_str()),
    ]
}

/// The tone of a state's class.
#[must_use]
pub fn tone(sign: &Sign) -> Tone {
    match sign.class.as_str() {
        "fine" => Tone::Good,
        "maintenance" | "scheduled" => Tone::Maintenance,
        "degraded" | "partial" => Tone::Poor,
        "outage" => Tone::Bad,
        _ => Tone::Plain,
    }
}

fn component(change: &ComponentChange) -> Line {
    let name = |mark: Mark| Line::new(mark).and(Tone::Strong, change.name.as_str());
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => name(Mark::Changed)
            .say(": ")
            .and(tone(before), before.text.as_str())
            .say(" → ")
            .and(tone(after), after.text.as_str()),
        (None, Some(after)) => name(Mark::Added)
            .say(" comes to the board: ")
            .and(tone(after), after.text.as_str()),
        (_, None) => name(Mark::Removed).say(" leaves the board"),
    }
}

fn items(view: &DifferenceView) -> Vec<Line> {
    let item = |item: &crate::view::difference::Delivered| {
        Line::new(Mark::Added)
            .and(Tone::Strong, item.title.as_str())
            .say(", ")
            .and(Tone::Faint, item.published.as_str())
    };
    view.items.iter().map(item).collect()
}

fn again(again: &[Again]) -> Vec<Line> {
    let mut lines = Vec::new();
    for entry in again.chunk_by(|a, b| a.address == b.address) {
        let Some(Again {
            title,
            address,
            was_at,
            ..
        }) = entry.first()
        else {
            continue;
        };
        let line = Line::new(Mark::Warning)
            .and(Tone::Strong, title.as_str())
            .say(" at ")
            .and(Tone::Code, address.as_str());
        if let Some(was_at) = was_at {
            lines.push(line.say(format!(
                ": its file has another name, so {} are new to readers",
                count(entry.len())
            )));
            let help = "keep the file's name; if it must change, the old address leads on with ";
            let alias = format!("aliases: [{}]", was_at.trim_end_matches('/'));
            lines.push(Line::plain(help).and(Tone::Code, alias).under(1));
            continue;
        }
        lines.push(line.say(format!(": the identity of {} changes", count(entry.len()))));
        for update in entry {
            let line = Line::new(Mark::Plain)
                .and(Tone::Code, update.before.as_str())
                .say(" becomes ");
            let line = line
                .and(Tone::Code, update.after.as_str())
                .say("; to tell nobody twice, write ");
            lines.push(
                line.and(Tone::Code, format!("id: {}", update.before))
                    .say(" in the update")
                    .under(1),
            );
        }
    }
    lines
}

fn count(updates: usize) -> String {
    super::count(updates, "update", "updates")
}

fn withdrawn(view: &DifferenceView) -> Vec<Line> {
    let line = |one: &crate::view::difference::Withdrawn| {
        Line::new(Mark::Removed)
            .and(Tone::Strong, one.title.as_str())
            .say(" at ")
            .and(Tone::Code, one.address.as_str())
    };
    view.withdrawn.iter().map(line).collect()
}

fn entries(view: &DifferenceView) -> Vec<Line> {
    let mut lines = Vec::new();
    for entry in &view.entries {
        let line = Line::new(Mark::Changed)
            .and(Tone::Strong, entry.title.as_str())
            .say(" at ");
        lines.push(line.and(Tone::Code, entry.address.as_str()));
        lines.extend(entry.facts.iter().map(|fact| changed(fact).under(1)));
    }
    lines
}

fn changed(change: &FactChange) -> Line {
    let name = match change.fact {
        Fact::Title => "title",
        Fact::Phase => "phase",
        Fact::Impact => "impact",
        Fact::Started => "began",
        Fact::Ended => "over",
        Fact::Window => "window",
    };
    let words = |value: &Option<String>| value.clone().unwrap_or_else(|| "not yet".to_owned());
    Line::plain(format!("{name}: {} → ", words(&change.before)))
        .and(Tone::Strong, words(&change.after))
}

fn given(given: &Given) -> Vec<Line> {
    let mark = if given.short {
        Mark::Warning
    } else {
        Mark::Plain
    };
    let words = format!(": {} of {} promised", given.notice, given.promised);
    let mut lines = vec![
        Line::new(mark)
            .and(Tone::Strong, given.title.as_str())
            .say(words),
    ];
    if let Some(reason) = given.urgent.as_ref().filter(|_| given.short) {
        lines.push(Line::plain(format!("urgent: {reason}")).under(1));
    }
    lines
}

fn uptime(view: &DifferenceView) -> Vec<Line> {
    view.uptime
        .iter()
        .map(|one| change(one, "no history"))
        .collect()
}

/// What something was and would be, with words for where there is nothing.
fn change(change: &NamedChange, none: &str) -> Line {
    let words = |value: &Option<String>| value.clone().unwrap_or_else(|| none.to_owned());
    let line = Line::new(Mark::Changed).and(Tone::Strong, change.name.as_str());
    line.say(format!(": {} → ", words(&change.before)))
        .and(Tone::Strong, words(&change.after))
}

fn later(view: &DifferenceView) -> Vec<Line> {
    let line = |one: &crate::view::difference::Later| {
        Line::new(Mark::Added)
            .and(Tone::Code, one.address.as_str())
            .say(format!(" from {} on", one.until))
    };
    view.later.iter().map(line).collect()
}

fn pages(pages: &Pages, room: Room) -> Vec<Line> {
    let each = |addresses: &[String], mark: Mark| {
        let most = room.lines() / 3;
        let shown = addresses
            .iter()
            .take(most)
            .map(|one| Line::new(mark).and(Tone::Code, format!("/{one}")));
        let mut lines: Vec<Line> = shown.collect();
        if addresses.len() > most {
            lines.push(
                Line::new(mark).and(Tone::Faint, format!("and {} more", addresses.len() - most)),
            );
        }
        lines
    };
    let mut lines = each(&pages.appear, Mark::Added);
    lines.extend(each(&pages.change, Mark::Changed));
    lines.extend(each(&pages.go, Mark::Removed));
    lines
}

fn texts(texts: &[Reworded], room: Room) -> Vec<Line> {
    let (most, characters) = room.texts();
    let mut lines = Vec::new();
    for text in texts.iter().take(most) {
        lines.push(Line::new(Mark::Changed).and(Tone::Code, format!("/{}", text.address)));
        lines.extend(words(&text.words, characters));
    }
    if texts.len() > most {
        lines.push(
            Line::new(Mark::Changed).and(Tone::Faint, format!("and {} more", texts.len() - most)),
        );
    }
    lines
}

/// The lines of a text that have changed words, each whole; and how many lie between them.
fn words(words: &[Wording], most: usize) -> Vec<Line> {
    let mut paragraphs = vec![Line::new(Mark::Plain).under(1)];
    for Wording { fate, text } in words {
        let tone = match *fate {
            "comes" => Tone::Added,
            "goes" => Tone::Removed,
            _ => Tone::Plain,
        };
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                paragraphs.push(Line::new(Mark::Plain).under(1));
            }
            if let Some(paragraph) = paragraphs.last_mut().filter(|_| !line.is_empty()) {
                paragraph.parts.push(Part {
                    tone,
                    text: line.to_owned(),
                });
            }
        }
    }
    let mut shown = 0;
    paragraphs.retain(|line| {
        let changed = line
            .parts
            .iter()
            .any(|part| part.tone != Tone::Plain && !part.text.trim().is_empty());
        let length: usize = line
            .parts
            .iter()
            .map(|part| part.text.chars().count())
            .sum();
        let room = changed && shown < most;
        shown += if room { length } else { 0 };
        room
    });
    paragraphs
}
