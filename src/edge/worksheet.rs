//! Updates a worksheet and keeps, byte for byte, what people wrote into it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::author::worksheet::{self, NewRow};
use crate::base::source::Spanned;
use crate::base::vocabulary::Vocabulary;
use crate::derive::sampling::DrawnTicket;
use crate::format::field::Field;
use crate::format::report::{CensusDoc, TicketDoc, WorksheetDoc};
use crate::format::yaml::{YamlText, quoted};
use crate::model::report::{MachineLabels, Priority};

/// A worksheet as it is in its file.
#[derive(Debug)]
pub struct WorksheetFile {
    text: String,
    /// The rows in the order of the file.
    pub rows: Vec<WorksheetRow>,
    population: Option<Range<usize>>,
    exported: Option<Range<usize>>,
    broken_rows: Option<Range<usize>>,
    seed: Option<Range<usize>>,
    planned: Option<Range<usize>>,
    complete: Option<Range<usize>>,
    /// The number of tickets that are read in full.
    census: Option<Range<usize>>,
    /// The key and the counts of the labels.
    labels: Option<Range<usize>>,
}

/// A row as it is in its file.
#[derive(Debug)]
pub struct WorksheetRow {
    pub id: String,
    /// Whether it was edited: filled in, or commented.
    pub edited: bool,
    /// Its lines, with the unrelated lines after it.
    block: Range<usize>,
    id_end: usize,
    priority: Option<Range<usize>>,
    /// The code of its label, with its quotes.
    label: Option<Range<usize>>,
}

/// A ticket that was drawn, as its row needs it.
#[derive(Clone, Copy, Debug)]
pub struct DrawnRow<'a> {
    pub ticket: &'a DrawnTicket,
    /// The code of its label.
    pub label: Option<&'a str>,
}

/// The new numbers of the file.
#[derive(Clone, Copy, Debug)]
pub struct WorksheetNumbers<'a> {
    /// Tickets in the period.
    pub population: u64,
    /// Tickets drawn.
    pub planned: u64,
    /// Tickets that are read in full.
    pub census: u64,
    /// When they were counted.
    pub exported: &'a str,
    /// Rows of the export that could not be read.
    pub broken_rows: u64,
    /// Whether the period is over.
    pub complete: bool,
    /// What a machine said.
    pub labels: Option<&'a MachineLabels>,
}

/// A worksheet after the tickets were drawn again.
#[derive(Debug)]
pub struct RedrawnWorksheet {
    /// The text; `None` if nothing is new.
    pub text: Option<String>,
    /// Rows that are new.
    pub added: usize,
    /// Rows that are gone.
    pub removed: usize,
    /// Rows that stay and are filled in.
    pub kept: usize,
}

impl WorksheetFile {
    /// Whether the period was over when it was drawn: then the file says nothing of it.
    pub fn is_of_whole_period(&self) -> bool {
        self.complete.is_none()
    }

    /// Finds the rows and the numbers in the text of a file.
    ///
    /// # Errors
    /// The reason, if the rows cannot be separated by lines.
    pub fn parse(doc: &WorksheetDoc, text: &str) -> Result<WorksheetFile, &'static str> {
        let WorksheetDoc {
            product: _,
            period: _,
            time_zone: _,
            population,
            exported,
            broken_rows,
            seed,
            planned,
            stopped: _,
            complete,
            previous: _,
            census,
            labels,
            tickets,
            read_twice: _,
        } = doc;
        let place = |span: Option<crate::base::source::Span>| span.map(|span| span.start..span.end);
        let census = match census {
            Field::Value(Spanned {
                value:
                    CensusDoc {
                        priorities: _,
                        population,
                    },
                ..
            }) => place(population.span()),
            _ => None,
        };
        let Field::Value(list) = &tickets.0 else {
            return Err("it has no list of tickets");
        };
        let docs: Vec<Spanned<&TicketDoc>> = list
            .value
            .iter()
            .filter_map(|row| row.as_ref().optional())
            .collect();
        let rows = find_rows(&docs, text)?;
        if rows.len() < list.value.len() {
            return Err("a row has no `id`");
        }
        if rows
            .iter()
            .map(|row| &row.id)
            .collect::<BTreeSet<_>>()
            .len()
            < rows.len()
        {
            return Err("a ticket has two rows");
        }
        Ok(WorksheetFile {
            rows,
            text: text.to_owned(),
            population: place(population.span()),
            exported: place(exported.span()),
            broken_rows: place(broken_rows.span()),
            seed: place(seed.span()),
            planned: place(planned.span()),
            complete: place(complete.span()),
            census,
            labels: place(labels.span()).and_then(|place| {
                let start = text[..place.start].rfind("labels:")?;
                Some(start..start + text[start..place.end].trim_end().len())
            }),
        })
    }

    /// The file with these tickets in its rows, and these numbers above them.
    pub fn redraw(
        &self,
        tickets: &[DrawnRow],
        lost: &[&WorksheetRow],
        numbers: &WorksheetNumbers,
    ) -> RedrawnWorksheet {
        let present: BTreeMap<&str, &WorksheetRow> =
            self.rows.iter().map(|row| (row.id.as_str(), row)).collect();
        let blocks: Vec<String> = tickets
            .iter()
            .map(|row| self.ticket_lines(row, present.get(row.ticket.id.as_str())))
            .collect();
        let drawn: BTreeSet<&str> = tickets.iter().map(|row| row.ticket.id.as_str()).collect();
        let added = drawn.iter().filter(|id| !present.contains_key(*id)).count();
        let removed = self
            .rows
            .iter()
            .filter(|row| !drawn.contains(row.id.as_str()))
            .count();
        let kept = self
            .rows
            .iter()
            .filter(|row| row.edited && drawn.contains(row.id.as_str()))
            .count();
        let unchanged = blocks.len() == self.rows.len()
            && blocks
                .iter()
                .zip(&self.rows)
                .all(|(block, row)| block.trim_end() == self.text[row.block.clone()].trim_end());
        let text = self.with_numbers(
            numbers,
            (!unchanged).then(|| self.rows_text(&blocks, lost, numbers)),
        );
        RedrawnWorksheet {
            text,
            added,
            removed,
            kept,
        }
    }

    /// The lines of a ticket: the existing ones if they were edited, else new ones.
    fn ticket_lines(&self, drawn: &DrawnRow, present: Option<&&WorksheetRow>) -> String {
        let DrawnRow { ticket, label } = *drawn;
        let Some(row) = present.filter(|row| row.edited) else {
            return self.with_line_endings(worksheet::row(NewRow {
                id: &ticket.id,
                priority: ticket.priority,
                label,
            }));
        };
        let mut text = self.text[row.block.clone()].to_owned();
        // Below the priority, so that its place stays right.
        let label_place =
            |place: &Range<usize>| place.start - row.block.start..place.end - row.block.start;
        match (row.label.as_ref().map(label_place), label) {
            (Some(place), Some(code)) if !text[place.clone()].contains(code) => {
                text.replace_range(place, &quoted(code));
            }
            (None, Some(code)) => {
                let above = row.priority.as_ref().map_or(row.id_end, |place| place.end);
                let above = above - row.block.start;
                let end = text[above..].find('\n').map_or(text.len(), |at| above + at);
                text.insert_str(end, &format!("\n    {}", worksheet::label_line(code)));
            }
            (Some(_), Some(_)) | (_, None) => {}
        }
        // The part of a ticket depends on its priority, so the current one is needed.
        if let (Some(place), Some(priority), Some(_)) =
            (&row.priority, ticket.priority, &self.census)
        {
            let inside = place.start - row.block.start..place.end - row.block.start;
            if Priority::from_word(&text[inside.clone()]).is_some_and(|written| written != priority)
            {
                text.replace_range(inside, priority.word());
            }
        }
        text
    }

    /// All rows, and what follows them.
    fn rows_text(
        &self,
        blocks: &[String],
        lost: &[&WorksheetRow],
        numbers: &WorksheetNumbers,
    ) -> String {
        let blocks: Vec<&str> = blocks.iter().map(|block| block.trim_end()).collect();
        let after = self
            .rows
            .last()
            .map_or(self.text.len(), |row| row.block.end);
        let mut text = blocks.join("\n\n") + "\n" + &self.text[after..];
        for row in lost {
            text.push_str(&format!(
                "\n# {} was not in the export of {}:\n",
                row.id, numbers.exported
            ));
            for line in self.text[row.block.clone()].trim_end().lines() {
                text.push_str(&format!("# {line}\n"));
            }
        }
        self.with_line_endings(text.replace("\r\n", "\n"))
    }

    /// The line ends that the file has.
    fn with_line_endings(&self, text: String) -> String {
        if self.text.contains("\r\n") {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    }

    /// The file with new numbers, and with a new body if there is one; `None` if neither is new. A later export that says the same is none.
    fn with_numbers(&self, numbers: &WorksheetNumbers, body: Option<String>) -> Option<String> {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        let new = [
            (&self.population, numbers.population.to_string()),
            (&self.planned, numbers.planned.to_string()),
            (&self.census, numbers.census.to_string()),
            (&self.complete, numbers.complete.to_string()),
            (&self.broken_rows, numbers.broken_rows.to_string()),
        ];
        for (place, text) in new {
            edits.extend(
                place
                    .clone()
                    .filter(|place| self.text[place.clone()] != text)
                    .map(|place| (place, text)),
            );
        }
        if let (None, Some(seed)) = (&self.broken_rows, &self.seed)
            && numbers.broken_rows > 0
        {
            let line = self.text[..seed.start].rfind('\n').map_or(0, |at| at + 1);
            let new = worksheet::broken_rows_line(numbers.broken_rows) + "\n";
            edits.push((line..line, self.with_line_endings(new)));
        }
        edits.extend(self.labels_edit(numbers.labels));
        if edits.is_empty() && body.is_none() {
            return None;
        }
        edits.extend(
            self.exported
                .clone()
                .map(|place| (place, numbers.exported.to_owned())),
        );
        if let (Some(body), Some(first)) = (body, self.rows.first()) {
            edits.push((first.block.start..self.text.len(), body));
        }
        edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
        let mut text = self.text.clone();
        edits
            .into_iter()
            .for_each(|(place, new)| text.replace_range(place, &new));
        Some(text)
    }
}

impl WorksheetFile {
    /// The counts of labels, where they are new: in the place of those that are there, or below the number of drawn tickets.
    fn labels_edit(&self, labels: Option<&MachineLabels>) -> Option<(Range<usize>, String)> {
        let mut text = YamlText::default();
        worksheet::write_labels(&mut text, labels?);
        let text = self.with_line_endings(text.finish().trim_end().to_owned());
        match (&self.labels, &self.planned) {
            (Some(place), _) => (self.text[place.clone()] != text).then(|| (place.clone(), text)),
            (None, Some(planned)) => {
                let end = self.text[planned.end..].find('\n')? + planned.end + 1;
                Some((end..end, self.with_line_endings(text + "\n")))
            }
            (None, None) => None,
        }
    }
}

/// The rows with their lines. A comment directly above a row belongs to it.
fn find_rows(docs: &[Spanned<&TicketDoc>], text: &str) -> Result<Vec<WorksheetRow>, &'static str> {
    const TOGETHER: &str = "its rows do not begin with `- ` on lines of their own";
    let mut starts: Vec<usize> = Vec::new();
    for doc in docs {
        let line = text[..doc.span.start].rfind('\n').map_or(0, |at| at + 1);
        if !text[line..].trim_start().starts_with('-') {
            return Err(TOGETHER);
        }
        let start = start_with_comments(text, line);
        if starts.last().is_some_and(|before| start <= *before) {
            return Err(TOGETHER);
        }
        starts.push(start);
    }
    let last = docs.last().map(|doc| {
        let end = doc.span.start + text[doc.span.start..doc.span.end].trim_end().len();
        text[end..].find('\n').map_or(text.len(), |at| end + at + 1)
    });
    starts.extend(last);
    let rows = docs
        .iter()
        .zip(starts.windows(2))
        .filter_map(|(doc, block)| {
            let TicketDoc {
                id,
                priority,
                label,
                culprit: _,
                note: _,
                minutes: _,
                second_reader: _,
                second: _,
                first: _,
            } = doc.value;
            let Field::Value(id) = &id.0 else { return None };
            let label_text = label.as_ref().optional();
            let block = block[0]..block[1];
            let place = priority.span().map(|span| span.start..span.end);
            let word = place
                .clone()
                .and_then(|place| Priority::from_word(&text[place]));
            let fresh = worksheet::row(NewRow {
                id: &id.value,
                priority: word,
                label: label_text.as_ref().map(|code| code.value.as_str()),
            });
            let touched = text[block.clone()].trim_end().replace("\r\n", "\n") != fresh.trim_end();
            Some(WorksheetRow {
                id: id.value.clone(),
                edited: touched,
                block,
                id_end: id.span.end,
                priority: place,
                label: label_text.map(|code| code.span.start..code.span.end),
            })
        });
    Ok(rows.collect())
}

/// The start of the comment lines that end where a line begins.
fn start_with_comments(text: &str, line: usize) -> usize {
    let mut start = line;
    for above in text[..line].lines().rev() {
        if !above.trim_start().starts_with('#') {
            break;
        }
        start = text[..start - 1].rfind('\n').map_or(0, |at| at + 1);
    }
    start
}
