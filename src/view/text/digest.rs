//! The words of the weekly digest.

use super::period;
use crate::base::period::Period;
use crate::view::internal::digest::{DigestPage, ReportFinding};
use crate::view::internal::report::table::ReportTableView;
use crate::view::internal::week::{DuePostmortemView, WeekEventView};

/// What it is called.
pub const TITLE: &str = "Weekly digest";
/// What it is, in one sentence.
pub const DESCRIPTION: &str =
    "What was found, what went wrong, what is to come and what is owed, week by week.";
/// The feed of reports.
pub const REPORTS: &str = "Support reports";
/// Over the incidents.
pub const INCIDENTS: &str = "Incidents";
/// Over the maintenance that was done.
pub const MAINTENANCE: &str = "Maintenance";
/// Over the maintenance to come.
pub const UPCOMING: &str = "Maintenance to come";
/// Over the post-mortems.
pub const DUE_POSTMORTEMS: &str = "Post-mortems owed";
/// A week of which there is nothing to tell.
pub const EMPTY: &str = "No report, no incident and no maintenance.";

/// `Digest of 26 August – 1 September 2013`.
#[must_use]
pub fn title(week: Period) -> String {
    format!("Digest of {}", period(week))
}

/// `Example Status (internal): Weekly digest`.
#[must_use]
pub fn feed_title(site: &str, about: &str) -> String {
    format!("{site} (internal): {about}")
}

/// That more post-mortems are owed than those that are named.
#[must_use]
pub fn older_due(count: usize) -> Option<String> {
    (count > 0).then(|| format!("Before these, {}.", counted(count)))
}

fn counted(count: usize) -> String {
    if count == 1 {
        "one more was due".to_owned()
    } else {
        format!("{count} more were due")
    }
}

/// When a post-mortem is due.
#[must_use]
pub fn due(owed: &DuePostmortemView) -> String {
    format!(
        "{} {}",
        if owed.late { "was due" } else { "due" },
        owed.due.text
    )
}

/// Where a mail leads to.
fn web_link(address: &str) -> String {
    format!("With charts: {address}")
}

/// Columns of a line of plain text.
const COLUMNS: usize = 72;

/// The digest in plain text, in lines that every program shows whole.
#[must_use]
pub fn text(digest: &DigestPage, address: &str) -> String {
    let mut text = format!(
        "{}\n{}\n",
        digest.title,
        "=".repeat(digest.title.chars().count())
    );
    let quiet =
        digest.findings.is_empty() && digest.incidents.is_empty() && digest.maintenance.is_empty();
    if quiet {
        text.push_str(&format!("\n{EMPTY}\n"));
    }
    digest
        .findings
        .iter()
        .for_each(|finding| text.push_str(&finding_text(finding)));
    for (title, events) in [
        (INCIDENTS, &digest.incidents),
        (MAINTENANCE, &digest.maintenance),
        (UPCOMING, &digest.upcoming),
    ] {
        section(&mut text, title, events.iter().map(event_text));
    }
    let owed = |one: &DuePostmortemView| {
        format!(
            "{}\n  {}\n",
            wrapped("- ", &line(&one.link.text, &due(one))),
            one.link.href
        )
    };
    section(&mut text, DUE_POSTMORTEMS, digest.owed.iter().map(owed));
    digest
        .owed_longer
        .iter()
        .for_each(|sentence| text.push_str(&format!("\n{sentence}\n")));
    text.push_str(&format!("\n{}\n", web_link(address)));
    text
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
    let about = format!("{}, {}", event.sign.text, event.when);
    format!(
        "{}\n  {}\n",
        wrapped("- ", &line(&event.link.text, &about)),
        event.link.href
    )
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
    let cells = |row: &crate::view::internal::report::table::ReportRowView| {
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
