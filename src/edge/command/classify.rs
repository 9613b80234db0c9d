//! `classify`: fills in a worksheet in the terminal, one ticket after the other.

use std::io::{self, BufRead, IsTerminal, Read};

use anyhow::{Result, bail};

use super::context::CommandStatus;
use crate::derive::classification::{
    ClassificationProgress, ReaderRole, TicketReading, next_ticket,
};
use crate::edge::classification::{
    NewReading, OpenWorksheet, SaveError, add_culprit, finding_keys, save_reading, stopping_rule,
};
use crate::edge::cli::{ClassifyArgs, GlobalArgs};
use crate::edge::export::rows::TicketExcerpts;
use crate::edge::load::SiteRoot;
use crate::edge::sample_file;
use crate::edge::system::single_keys;
use crate::edge::terminal::{print, print_stderr};
use crate::view::text::report::method::agreement;

const HELP: &str = "\
Keys: a letter or digit above saves; n writes a note first, ? marks the ticket for a second reader, + proposes a culprit, s skips, q ends.
";

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &ClassifyArgs) -> Result<CommandStatus> {
    let period = sample_file::parse_period(&args.period)?;
    let role = match (args.second, args.agree) {
        (true, _) => ReaderRole::Second,
        (_, true) => ReaderRole::Both,
        _ => ReaderRole::First,
    };
    let mut sheet = OpenWorksheet::open(root, &args.product, period)?;
    let excerpts = match &args.tickets {
        Some(path) => sheet.read_excerpts(path)?,
        None => TicketExcerpts::default(),
    };
    if !common.quiet {
        print(HELP)?;
    }
    let place = (args.product.as_str(), period);
    let mut after: Option<String> = None;
    let mut draft = Draft::default();
    while let Some(ticket) = next_ticket(&sheet.tickets, role, after.as_deref()) {
        print(&describe(&sheet, ticket, role, &excerpts, &draft))?;
        let Some(key) = read_key()? else {
            break;
        };
        let findings = sheet.findings();
        let keys = finding_keys(&findings);
        match (key, keys.iter().position(|found| *found == key)) {
            (_, Some(at)) if key != ' ' => {
                let new = NewReading {
                    ticket: ticket.id.clone(),
                    role,
                    finding: findings[at].0.to_owned(),
                    note: draft
                        .note
                        .clone()
                        .or_else(|| ticket.note.clone())
                        .unwrap_or_default(),
                    is_doubtful: draft.is_doubtful,
                    seen: sheet.fingerprint(&ticket.id),
                };
                let saved = format!("{}: {}\n\n", ticket.id, findings[at].1);
                match save_reading(root, place, &new) {
                    Ok(warnings) => {
                        print(&saved)?;
                        for warning in warnings {
                            print_stderr(&format!("warning: {warning}\n"))?;
                        }
                        after = Some(new.ticket);
                        draft = Draft::default();
                    }
                    Err(error) => report(error)?,
                }
                sheet = OpenWorksheet::open(root, &args.product, period)?;
            }
            ('n', _) if role != ReaderRole::Second => draft.note = read_line("Note: ")?,
            ('?', _) if role == ReaderRole::First => draft.is_doubtful = !draft.is_doubtful,
            ('+', _) => {
                if let Some(name) = read_line("Name of the culprit: ")? {
                    match add_culprit(root, place, &name) {
                        Ok(id) => print(&format!("added: {id}\n"))?,
                        Err(error) => report(error)?,
                    }
                    sheet = OpenWorksheet::open(root, &args.product, period)?;
                }
            }
            ('s', _) => {
                after = Some(ticket.id.clone());
                draft = Draft::default();
            }
            ('q', _) => break,
            _ => {
                let message = format!("`{}` is no key here", key.escape_default());
                // What comes next was written for other tickets than those that it would be saved for.
                if !io::stdin().is_terminal() {
                    bail!(
                        "{message}; the input for ticket {} and all after it was not used",
                        ticket.id
                    );
                }
                print_stderr(&format!("{message}\n{HELP}"))?;
            }
        }
    }
    let progress = ClassificationProgress::of(&sheet.tickets, sheet.population);
    let mut text = stopping_rule(&sheet, &progress).join(" ") + "\n";
    if role != ReaderRole::First {
        let found = progress
            .agreement
            .as_ref()
            .map(|found| agreement(found) + "\n");
        text += &found.unwrap_or_default();
        text += &format!("disagreements: {}\n", progress.disputed);
    }
    print(&text)?;
    Ok(CommandStatus::Success)
}

/// What the reader says of a ticket before choosing what it is about.
#[derive(Default)]
struct Draft {
    note: Option<String>,
    is_doubtful: bool,
}

fn report(error: SaveError) -> Result<()> {
    match error {
        SaveError::RowChanged => print_stderr(
            "somebody else has changed this ticket a moment ago, so nothing was saved\n",
        ),
        SaveError::Refused(reason) => print_stderr(&format!("nothing was saved: {reason}\n")),
        SaveError::Failed(error) => Err(error),
    }
}

fn describe(
    sheet: &OpenWorksheet,
    ticket: &TicketReading,
    role: ReaderRole,
    excerpts: &TicketExcerpts,
    draft: &Draft,
) -> String {
    let at = sheet.tickets.iter().position(|one| one.id == ticket.id);
    let mut text = format!(
        "Ticket {} ({} of {})\n",
        ticket.id,
        at.map_or(0, |at| at + 1),
        sheet.tickets.len()
    );
    let mut line = |name: &str, value: &str| {
        let shown = value.chars().filter(|c| !c.is_control());
        text.push_str(&format!("  {name}: {}\n", shown.collect::<String>()));
    };
    if let Some(priority) = &ticket.priority {
        line("Priority", priority);
    }
    for (column, cell) in excerpts.tickets.get(&ticket.id).into_iter().flatten() {
        line(column, cell);
    }
    let export = sheet.product.export.as_ref();
    if let Some(url) = export.and_then(|export| export.url_of(&ticket.id)) {
        line("Link", &url);
    }
    if role == ReaderRole::Both {
        line(
            "First reader",
            sheet.name_of(ticket.first_finding().unwrap_or_default()),
        );
        line(
            "Second reader",
            sheet.name_of(ticket.second.as_deref().unwrap_or_default()),
        );
    }
    if let Some(note) = &draft.note {
        line("Note", note);
    }
    if draft.is_doubtful {
        line("Needs a second reader", "yes");
    }
    let findings = sheet.findings();
    for (key, (_, name)) in finding_keys(&findings).iter().zip(&findings) {
        text.push_str(&format!("  [{key}] {name}\n"));
    }
    text
}

/// The next key. On a terminal no Enter is needed; in a pipe line ends are passed over. `None` at the end of the input.
fn read_key() -> Result<Option<char>> {
    let _raw = io::stdin().is_terminal().then(single_keys);
    let mut stdin = io::stdin().lock();
    loop {
        let mut byte = [0];
        if stdin.read(&mut byte)? == 0 {
            return Ok(None);
        }
        match char::from(byte[0]) {
            '\n' | '\r' => {}
            '\u{3}' | '\u{4}' => return Ok(None),
            key if byte[0].is_ascii() => return Ok(Some(key)),
            _ => {}
        }
    }
}

/// A line of text; `None` if it is blank. In a pipe it can be on the line of its key or on the next one.
fn read_line(prompt: &str) -> Result<Option<String>> {
    print(prompt)?;
    let mut line = String::new();
    let mut stdin = io::stdin().lock();
    let mut length = stdin.read_line(&mut line)?;
    if line == "\n" && !io::stdin().is_terminal() {
        line.clear();
        length = stdin.read_line(&mut line)?;
    }
    if length == 0 {
        bail!("the input ended in the middle of a text, which was not saved");
    }
    let line = line.trim().to_owned();
    Ok(Some(line).filter(|line| !line.is_empty()))
}
