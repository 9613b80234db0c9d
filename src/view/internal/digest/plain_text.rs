//! The digest of a week in plain text.

use super::page::{DigestPage, ReportFinding};
use crate::view::internal::report::table::{ReportRowView, ReportTableView};
use crate::view::internal::week::WeekEventView;
use crate::view::links::LinkView;
use crate::view::text::message::message;

/// Columns of a line of plain text.
const COLUMNS: usize = 72;

/// The digest in lines that every program shows whole.
pub(super) fn text(digest: &DigestPage, address: &str) -> String {
    let events = &digest.events;
    let mut text = format!(
        "{}\n{}\n",
        digest.title,
        "=".repeat(digest.title.chars().count())
    );
    if digest.findings.is_empty() && events.incidents.is_empty() && events.maintenance.is_empty() {
        text.push_str(&format!("\n{}\n", message!("digest-empty")));
    }
    for finding in &digest.findings {
        text.push_str(&finding_text(finding));
    }
    for (title, events) in [
        (message!("digest-incidents"), &events.incidents),
        (message!("digest-maintenance"), &events.maintenance),
        (message!("digest-upcoming"), &events.upcoming),
    ] {
        section(&mut text, &title, events.iter().map(event_text));
    }
    let owed = events
        .owed
        .iter()
        .map(|one| item(&one.link, &one.due_text()));
    section(&mut text, &message!("digest-postmortems"), owed);
    if let Some(sentence) = &events.owed_longer {
        text.push_str(&format!("\n{sentence}\n"));
    }
    for more in &events.sections {
        let items = more.items.iter().map(|one| item(&one.link, &one.text));
        section(&mut text, &more.title, items);
    }
    text.push_str(&format!("\n{}\n", message!("digest-web", address)));
    text
}

fn item(link: &LinkView, about: &str) -> String {
    format!(
        "{}\n  {}\n",
        wrapped("- ", &line(&link.text, about)),
        link.href
    )
}

fn line(what: &str, about: &str) -> String {
    format!("{what}: {about}")
}

fn section(text: &mut String, title: &str, items: impl ExactSizeIterator<Item = String>) {
    if items.len() > 0 {
        text.push_str(&heading(title));
        text.extend(items);
    }
}

fn heading(title: &str) -> String {
    format!("\n{title}\n{}\n", "-".repeat(title.chars().count()))
}

fn event_text(event: &WeekEventView) -> String {
    item(&event.link, &format!("{}, {}", event.sign.text, event.when))
}

fn finding_text(finding: &ReportFinding) -> String {
    let mut text = heading(&finding.product);
    text.push_str(&format!(
        "{}\n",
        wrapped("", &line(&finding.link.text, &finding.dates))
    ));
    for sentence in &finding.sentences {
        text.push_str(&format!("{}\n", wrapped("", sentence)));
    }
    if finding.chart.is_some() {
        text.push_str(&format!("\n{}", table_text(&finding.table)));
    }
    text.push_str(&format!("\n{}\n", finding.link.href));
    text
}

/// The numbers as columns: name, estimate, interval, change.
fn table_text(table: &ReportTableView) -> String {
    let width = |text: &str| text.chars().count();
    let cells = |row: &ReportRowView| {
        let (estimate, interval) = match table.counted {
            true => (row.tickets.clone(), row.tickets_interval.clone()),
            false => (row.share.clone(), row.share_interval.clone()),
        };
        let change = row
            .change
            .as_ref()
            .map(|change| change.text.clone())
            .unwrap_or_default();
        [row.label.clone(), estimate, interval, change]
    };
    let rows: Vec<[String; 4]> = table.rows.iter().map(cells).collect();
    let widest = |column: usize| {
        rows.iter()
            .map(|row| width(&row[column]))
            .max()
            .unwrap_or(0)
    };
    let [name, estimate, interval] = [0, 1, 2].map(widest);
    let line = |row: &[String; 4]| {
        let line = format!(
            "{:name$}  {:>estimate$}  {:interval$}  {}",
            row[0], row[1], row[2], row[3]
        );
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}

/// Words in lines of at most so many columns; the first begins with `first`, the others as far to the right.
fn wrapped(first: &str, words: &str) -> String {
    let mut lines = vec![first.to_owned()];
    let indent = " ".repeat(first.chars().count());
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if last > indent.len() && last + 1 + word.chars().count() > COLUMNS {
            lines.push(indent.clone());
        }
        if let Some(line) = lines.last_mut() {
            if line.chars().count() > indent.len() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}
