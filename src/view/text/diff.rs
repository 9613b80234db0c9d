//! Texts of a diff, for its reviewers. They are colleagues, so this is English; the titles and states that customers would see are in the
//! language of the site.

use crate::view::console_report::{
    ConsoleReport, LineMark, ReportLine, ReportSection, TextSpan, Tone,
};
use crate::view::diff::{
    AnnouncedMessages, ComponentChange, DiffView, Fact, FactChange, NamedChange, NoticePeriod,
    PageChanges, ReissuedUpdate, TextDiffView, TextRunView, ValueChange,
};
use crate::view::text::StatusLabel;

/// The length limits of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportBudget {
    /// A terminal, which scrolls.
    Terminal,
    /// A comment: hosts refuse those of more than 65,536 characters.
    Comment,
}

impl ReportBudget {
    /// Lines of one section.
    fn lines(self) -> usize {
        match self {
            ReportBudget::Terminal => 200,
            ReportBudget::Comment => 40,
        }
    }

    /// Texts that are shown, and characters of each.
    fn texts(self) -> (usize, usize) {
        match self {
            ReportBudget::Terminal => (100, 20_000),
            ReportBudget::Comment => (10, 1_500),
        }
    }

    /// Characters of a title.
    fn title(self) -> usize {
        match self {
            ReportBudget::Terminal => 1_000,
            ReportBudget::Comment => 150,
        }
    }
}

/// The diff in sections; empty ones are left out.
#[must_use]
pub fn console_report(view: &DiffView, budget: ReportBudget) -> ConsoleReport {
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
    let left_out = ReportSection::new(
        "Not compared, because the earlier versions of these files have errors",
        revision.left_out.iter().map(ReportLine::plain).collect(),
    );
    if view.is_empty() {
        let nothing = ReportLine::plain("Nothing changes on the pages and in the feeds.");
        let mut sections = vec![ReportSection::new("", vec![nothing]), left_out];
        sections.retain(|section| !section.lines.is_empty());
        return ConsoleReport {
            title,
            note,
            sections,
        };
    }
    let mut sections = vec![
        left_out,
        ReportSection::new(
            "Overall status",
            view.banner.iter().flat_map(banner).collect(),
        ),
        ReportSection::new(
            "States of components",
            view.components.iter().map(component).collect(),
        ),
        ReportSection::new(
            heading(view.items.len(), "subscribers get 1 new item", "new items"),
            items(view),
        ),
        ReportSection::new(
            "Messages that `statuary announce` would send",
            view.announced.iter().map(announced).collect(),
        ),
        ReportSection::new(
            "Items that subscribers would get again",
            reissued_lines(&view.again),
        ),
        ReportSection::new(
            "Removed from the site; subscribers keep the items",
            withdrawn(view),
        ),
        ReportSection::new("Incidents and maintenance", entries(view)),
        ReportSection::new(
            "Advance notice of maintenance",
            view.notice.iter().flat_map(notice_lines).collect(),
        ),
        ReportSection::new("Uptime", uptime(view)),
        ReportSection::new("Later changes without an edit", later(view)),
        ReportSection::new(
            "Branding of every page",
            view.look
                .iter()
                .map(|one| change(one, "as the theme has it"))
                .collect(),
        ),
        ReportSection::new("Texts", texts(&view.texts, budget)).folded(),
        ReportSection::new("Pages", pages(&view.pages, budget)).folded(),
    ];
    if let Some(internal) = &view.internal {
        sections.push(
            ReportSection::new("Pages of the internal site", pages(internal, budget)).folded(),
        );
    }
    sections.retain(|section| !section.lines.is_empty());
    for section in &mut sections {
        shorten(section, budget);
    }
    ConsoleReport {
        title,
        note,
        sections,
    }
}

/// `customers (slack): 2 messages`.
fn announced(one: &AnnouncedMessages) -> ReportLine {
    let AnnouncedMessages {
        channel,
        kind,
        titles,
    } = one;
    let count = match titles.len() {
        1 => "1 message".to_owned(),
        count => format!("{count} messages"),
    };
    ReportLine::plain(format!("{channel} ({kind}): {count}"))
}

fn heading(count: usize, one: &str, many: &str) -> String {
    let text = if count == 1 {
        one.to_owned()
    } else {
        format!("subscribers get {count} {many}")
    };
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn shorten(section: &mut ReportSection, budget: ReportBudget) {
    let most = budget.lines();
    if section.lines.len() > most {
        let left = section.lines.len() - most;
        section.lines.truncate(most);
        section.lines.push(
            ReportLine::new(LineMark::Plain).styled(Tone::Faint, format!("and {left} more lines")),
        );
    }
    for part in section.lines.iter_mut().flat_map(|line| &mut line.spans) {
        truncate_text(part, budget.title());
    }
}

fn truncate_text(part: &mut TextSpan, most: usize) {
    if part.text.chars().count() > most {
        part.text = part.text.chars().take(most).chain(['\u{2026}']).collect();
    }
}

fn banner(change: &ValueChange) -> [ReportLine; 2] {
    [
        ReportLine::new(LineMark::Removed).text(change.before.as_str()),
        ReportLine::new(LineMark::Added).styled(Tone::Strong, change.after.as_str()),
    ]
}

/// The tone of a state's class.
#[must_use]
pub fn tone(sign: &StatusLabel) -> Tone {
    match sign.class.as_str() {
        "fine" => Tone::Good,
        "maintenance" | "scheduled" => Tone::Maintenance,
        "degraded" | "partial" => Tone::Poor,
        "outage" => Tone::Bad,
        _ => Tone::Plain,
    }
}

fn component(change: &ComponentChange) -> ReportLine {
    let name = |mark: LineMark| ReportLine::new(mark).styled(Tone::Strong, change.name.as_str());
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => name(LineMark::Changed)
            .text(": ")
            .styled(tone(before), before.text.as_str())
            .text(" → ")
            .styled(tone(after), after.text.as_str()),
        (None, Some(after)) => name(LineMark::Added)
            .text(" is added to the status page: ")
            .styled(tone(after), after.text.as_str()),
        (_, None) => name(LineMark::Removed).text(" is removed from the status page"),
    }
}

fn items(view: &DiffView) -> Vec<ReportLine> {
    let item = |item: &crate::view::diff::DeliveredItem| {
        ReportLine::new(LineMark::Added)
            .styled(Tone::Strong, item.title.as_str())
            .text(", ")
            .styled(Tone::Faint, item.published.as_str())
    };
    view.items.iter().map(item).collect()
}

fn reissued_lines(again: &[ReissuedUpdate]) -> Vec<ReportLine> {
    let mut lines = Vec::new();
    for entry in again.chunk_by(|a, b| a.address == b.address) {
        let Some(ReissuedUpdate {
            title,
            address,
            was_at,
            ..
        }) = entry.first()
        else {
            continue;
        };
        let line = ReportLine::new(LineMark::Warning)
            .styled(Tone::Strong, title.as_str())
            .text(" at ")
            .styled(Tone::Code, address.as_str());
        if let Some(was_at) = was_at {
            lines.push(line.text(format!(
                ": its file was renamed, so {} are new for subscribers",
                count(entry.len())
            )));
            let help = "keep the file's name; if it must change, redirect the old address with ";
            let alias = format!("aliases: [{}]", was_at.trim_end_matches('/'));
            lines.push(
                ReportLine::plain(help)
                    .styled(Tone::Code, alias)
                    .indented(1),
            );
            continue;
        }
        lines.push(line.text(format!(": the ID of {} changes", count(entry.len()))));
        for update in entry {
            let line = ReportLine::new(LineMark::Plain)
                .styled(Tone::Code, update.before.as_str())
                .text(" becomes ");
            let line = line
                .styled(Tone::Code, update.after.as_str())
                .text("; to avoid a second notification, write ");
            lines.push(
                line.styled(Tone::Code, format!("id: {}", update.before))
                    .text(" in the update")
                    .indented(1),
            );
        }
    }
    lines
}

fn count(updates: usize) -> String {
    super::count(updates, "update", "updates")
}

fn withdrawn(view: &DiffView) -> Vec<ReportLine> {
    let line = |one: &crate::view::diff::WithdrawnItem| {
        ReportLine::new(LineMark::Removed)
            .styled(Tone::Strong, one.title.as_str())
            .text(" at ")
            .styled(Tone::Code, one.address.as_str())
    };
    view.withdrawn.iter().map(line).collect()
}

fn entries(view: &DiffView) -> Vec<ReportLine> {
    let mut lines = Vec::new();
    for entry in &view.entries {
        let line = ReportLine::new(LineMark::Changed)
            .styled(Tone::Strong, entry.title.as_str())
            .text(" at ");
        lines.push(line.styled(Tone::Code, entry.address.as_str()));
        lines.extend(entry.facts.iter().map(|fact| changed(fact).indented(1)));
    }
    lines
}

fn changed(change: &FactChange) -> ReportLine {
    let name = match change.fact {
        Fact::Title => "title",
        Fact::Phase => "phase",
        Fact::Impact => "impact",
        Fact::Started => "began",
        Fact::Ended => "over",
        Fact::Window => "window",
    };
    let words = |value: &Option<String>| value.clone().unwrap_or_else(|| "not yet".to_owned());
    ReportLine::plain(format!("{name}: {} → ", words(&change.before)))
        .styled(Tone::Strong, words(&change.after))
}

fn notice_lines(given: &NoticePeriod) -> Vec<ReportLine> {
    let mark = if given.short {
        LineMark::Warning
    } else {
        LineMark::Plain
    };
    let claimed = given.claimed.as_ref();
    let claimed = claimed.map(|claimed| format!("; its updates claim {claimed}"));
    let words = format!(
        ": {} (promised: at least {}){}",
        given.notice,
        given.promised,
        claimed.unwrap_or_default()
    );
    let mut lines = vec![
        ReportLine::new(mark)
            .styled(Tone::Strong, given.title.as_str())
            .text(words),
    ];
    if let Some(reason) = given.urgent.as_ref().filter(|_| given.short) {
        lines.push(ReportLine::plain(format!("urgent: {reason}")).indented(1));
    }
    lines
}

fn uptime(view: &DiffView) -> Vec<ReportLine> {
    view.uptime
        .iter()
        .map(|one| change(one, "no history"))
        .collect()
}

/// What something was and would be, with words for where there is nothing.
fn change(change: &NamedChange, none: &str) -> ReportLine {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| none.to_owned());
    let line = ReportLine::new(LineMark::Changed).styled(Tone::Strong, change.name.as_str());
    line.text(format!(": {} → ", shown(&change.before)))
        .styled(Tone::Strong, shown(&change.after))
}

fn later(view: &DiffView) -> Vec<ReportLine> {
    let line = |one: &crate::view::diff::LaterItem| {
        ReportLine::new(LineMark::Added)
            .styled(Tone::Code, one.address.as_str())
            .text(format!(" from {} on", one.until))
    };
    view.later.iter().map(line).collect()
}

fn pages(pages: &PageChanges, budget: ReportBudget) -> Vec<ReportLine> {
    let each = |addresses: &[String], mark: LineMark| {
        let most = budget.lines() / 3;
        let shown = addresses
            .iter()
            .take(most)
            .map(|one| ReportLine::new(mark).styled(Tone::Code, format!("/{one}")));
        let mut lines: Vec<ReportLine> = shown.collect();
        if addresses.len() > most {
            lines.push(
                ReportLine::new(mark)
                    .styled(Tone::Faint, format!("and {} more", addresses.len() - most)),
            );
        }
        lines
    };
    let mut lines = each(&pages.appear, LineMark::Added);
    lines.extend(each(&pages.change, LineMark::Changed));
    lines.extend(each(&pages.go, LineMark::Removed));
    lines
}

fn texts(texts: &[TextDiffView], budget: ReportBudget) -> Vec<ReportLine> {
    let (most, characters) = budget.texts();
    let mut lines = Vec::new();
    for text in texts.iter().take(most) {
        lines.push(
            ReportLine::new(LineMark::Changed).styled(Tone::Code, format!("/{}", text.address)),
        );
        lines.extend(changed_lines(&text.words, characters));
    }
    if texts.len() > most {
        lines.push(
            ReportLine::new(LineMark::Changed)
                .styled(Tone::Faint, format!("and {} more", texts.len() - most)),
        );
    }
    lines
}

/// The lines of a text that have changed words, each whole; and how many lie between them.
fn changed_lines(runs: &[TextRunView], most: usize) -> Vec<ReportLine> {
    let mut paragraphs = vec![ReportLine::new(LineMark::Plain).indented(1)];
    for TextRunView { fate, text } in runs {
        let tone = match *fate {
            "comes" => Tone::Added,
            "goes" => Tone::Removed,
            _ => Tone::Plain,
        };
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                paragraphs.push(ReportLine::new(LineMark::Plain).indented(1));
            }
            if let Some(paragraph) = paragraphs.last_mut().filter(|_| !line.is_empty()) {
                paragraph.spans.push(TextSpan {
                    tone,
                    text: line.to_owned(),
                });
            }
        }
    }
    let mut shown = 0;
    paragraphs.retain(|line| {
        let changed = line
            .spans
            .iter()
            .any(|part| part.tone != Tone::Plain && !part.text.trim().is_empty());
        let length: usize = line
            .spans
            .iter()
            .map(|part| part.text.chars().count())
            .sum();
        let budget = changed && shown < most;
        shown += if budget { length } else { 0 };
        budget
    });
    paragraphs
}
